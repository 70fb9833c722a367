"""How bright the frames are: what a reading says, and how long it stands."""

from __future__ import annotations

import numpy as np

from coach.coaching.camera import limits
from coach.sources.landmarker import LIGHT_EVERY_S, TOO_DARK, LightMeter, light_of
from coach.values import Frame, Light


def frame(time_s: float, grey: int) -> Frame:
    return Frame(0, time_s, np.full((48, 64, 3), grey, np.uint8))


def test_a_plain_grey_has_its_own_brightness_and_no_contrast() -> None:
    assert light_of(frame(0.0, 90).image) == Light(90.0, 0.0)


def test_half_black_and_half_white_is_as_far_from_its_mean_everywhere() -> None:
    image = np.zeros((48, 64, 3), np.uint8)
    image[:, 32:] = 255
    assert light_of(image) == Light(127.5, 127.5)


def test_a_reading_stands_until_it_is_time_for_the_next() -> None:
    meter = LightMeter()
    assert meter.read(frame(1.0, 100)).mean == 100.0
    assert meter.read(frame(1.0 + 0.9 * LIGHT_EVERY_S, 200)).mean == 100.0
    assert meter.read(frame(1.0 + LIGHT_EVERY_S, 200)).mean == 200.0


def test_frames_that_begin_anew_are_looked_at_anew() -> None:
    meter = LightMeter()
    meter.read(frame(9.0, 10))
    assert meter.read(frame(0.0, 200)).mean == 200.0


def test_a_light_that_goes_out_or_on_is_seen_in_the_first_frame() -> None:
    meter = LightMeter()
    assert [meter.read(frame(0.04 * at, grey)).mean for at, grey in enumerate([90, 90, 3, 3, 80])] == [90, 90, 3, 3, 80]


def test_nobody_is_looked_for_where_nothing_would_be_counted() -> None:
    assert limits.LUMA_TRUSTED.bad == TOO_DARK
