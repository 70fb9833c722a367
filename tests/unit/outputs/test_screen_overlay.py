"""What can be seen: the drawing is judged by its pixels."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from screen_steps import CARD, ONE_COUNT, PICTURE, SIZE, count, picture, pose, step

from coach.landmarks import BONES, INDEX
from coach.outputs.screen.canvas import Align, Canvas
from coach.outputs.screen.layout import Box, lay_out, readable_line_px
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.palette import ATTENTION, BODY, GROUND, PANEL, PROGRESS, REACHED, TARGET, TEXT, WARNING
from coach.values import Pose, Step

LAYOUT = lay_out(SIZE, PICTURE, has_hold=True)
LONG_CUE = "Keep your elbows wide and turn from the ribs, not from the hips, and breathe out slowly as you go"


def drawn(shown: Step, size: tuple[int, int] = SIZE) -> NDArray[np.uint8]:
    """The screen of a step that nothing went before."""
    return Overlay(size).draw(shown).copy()


def part(pixels: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    return pixels[box.y : box.bottom, box.x : box.right]


def differing(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the pixels that differ."""
    rows, columns = np.nonzero((one != other).any(axis=2))
    return rows, columns


def test_the_picture_is_mirrored() -> None:
    image = picture((200, 0, 0))
    image[:, 320:] = (0, 200, 0)
    shown = part(drawn(step(image=image, body=Pose.nobody(0.0, PICTURE))), LAYOUT.picture)
    assert tuple(shown[300, 100]) == (0, 200, 0)
    assert tuple(shown[300, -100]) == (200, 0, 0)


def test_the_skeleton_is_mirrored_with_the_picture() -> None:
    nobody = drawn(step(body=Pose.nobody(0.0, PICTURE)))
    leg = drawn(step(body=pose({"left_hip": (0.2, 0.25), "left_knee": (0.2, 0.75)})))
    rows, columns = differing(nobody, leg)
    assert columns.mean() == pytest.approx(LAYOUT.picture.x + 0.8 * LAYOUT.picture.width, abs=1.5)
    assert rows.mean() == pytest.approx(LAYOUT.picture.y + 0.5 * LAYOUT.picture.height, abs=1.5)


def test_words_are_not_mirrored() -> None:
    """An L has its foot on the right, in the banner too."""
    canvas = Canvas((100, 100))
    canvas.write("L", Box(0, 0, 100, 100), 90)
    _, columns = np.nonzero(canvas.pixels[:, :, 0] > 128)
    bottom = np.nonzero(canvas.pixels[:, :, 0].max(axis=1) > 128)[0].max()
    foot = np.nonzero(canvas.pixels[bottom - 3, :, 0] > 128)[0]
    stem = np.nonzero(canvas.pixels[40, :, 0] > 128)[0]
    assert stem.max() < foot.max()
    assert stem.min() == pytest.approx(columns.min(), abs=1)


def test_landmarks_that_are_not_seen_are_not_drawn() -> None:
    nobody = drawn(step(body=Pose.nobody(0.0, PICTURE)))
    assert np.array_equal(drawn(step(body=pose(visibility=0.49))), nobody)
    assert not np.array_equal(drawn(step(body=pose(visibility=0.51))), nobody)


def test_a_bone_with_one_unseen_end_is_not_drawn() -> None:
    body = pose()
    body.visibility[INDEX["left_knee"]] = 0.1
    shown, whole = (part(drawn(step(body=one)), LAYOUT.picture) for one in (body, pose()))
    halfway = (round(0.675 * LAYOUT.picture.height), round(0.44 * LAYOUT.picture.width))
    assert ("left_hip", "left_knee") in BONES
    assert tuple(shown[halfway]) == (90, 90, 90)
    assert tuple(whole[halfway]) != (90, 90, 90)


def test_landmarks_far_outside_the_picture_stay_on_it() -> None:
    wild = pose({"left_hip": (0.5, 0.5), "left_knee": (4e5, -4e5), "left_ankle": (-900.0, 1e6)})
    rows, columns = differing(drawn(step(body=Pose.nobody(0.0, PICTURE))), drawn(step(body=wild)))
    assert len(rows) > 0
    assert columns.max() < LAYOUT.picture.right


def test_the_parts_that_matter_are_emphasised() -> None:
    plain = part(drawn(step(card=replace(CARD, highlight=()))), LAYOUT.picture)
    assert count(plain, PROGRESS) == 0
    assert count(part(drawn(step()), LAYOUT.picture), PROGRESS) > 500


def test_low_back_warns_in_its_place_and_only_then() -> None:
    calm, warned = drawn(step()), drawn(step(low_back=True))
    assert count(calm, WARNING) == 0
    banner = part(warned, LAYOUT.banner)
    assert count(banner, WARNING) > 0.5 * LAYOUT.banner.width * LAYOUT.banner.height


def test_low_back_is_told_by_shape_and_word_too() -> None:
    """Left of the word stands a triangle: its light pixels get wider from its top to its foot."""
    banner = part(drawn(step(low_back=True)), LAYOUT.banner)
    light = (banner == np.array(TEXT.bgr, np.uint8)).all(axis=2)
    columns = np.nonzero(light.any(axis=0))[0]
    gap = int(np.nonzero(np.diff(columns) > 8)[0][0])
    triangle = light[:, columns[0] : columns[gap] + 1]
    widths = [int(np.ptp(np.nonzero(row)[0])) for row in triangle if row.any()]
    thirds = len(widths) // 3
    assert np.mean(widths[:thirds]) < np.mean(widths[thirds : 2 * thirds]) < np.mean(widths[2 * thirds :])
    assert light[:, columns[gap + 1] :].sum() > 2000


def test_a_hint_of_low_back_is_amber_and_has_no_red_and_no_frame() -> None:
    hinted, calm = drawn(step(low_back_level="hint")), drawn(step())
    assert count(hinted, WARNING) == 0
    assert count(part(hinted, LAYOUT.banner), ATTENTION) > 2000
    below = Box(0, LAYOUT.banner.bottom, 20, LAYOUT.stage.height - LAYOUT.banner.height)
    assert np.array_equal(part(hinted, below), part(calm, below))


def test_the_ring_grows_with_the_seconds_held() -> None:
    assert LAYOUT.ring is not None
    filled = [count(part(drawn(step(hold_s=held)), LAYOUT.ring), PROGRESS) for held in (0.0, 1.0, 2.0, 3.0)]
    assert filled[0] == 0
    assert filled[2] == pytest.approx(2 * filled[1], rel=0.15)
    assert filled[3] == pytest.approx(3 * filled[1], rel=0.15)


def test_a_completed_hold_changes_its_colour_and_has_a_tick() -> None:
    assert LAYOUT.ring is not None
    full = part(drawn(step(hold_s=4.0)), LAYOUT.ring)
    almost = part(drawn(step(hold_s=3.9)), LAYOUT.ring)
    assert count(full, PROGRESS) == 0
    assert count(full, REACHED) > count(almost, PROGRESS)


def test_the_ring_begins_at_the_top_and_goes_clockwise() -> None:
    assert LAYOUT.ring is not None
    quarter = part(drawn(step(hold_s=1.0)), LAYOUT.ring)
    whole = (part(drawn(step(hold_s=3.9)), LAYOUT.ring) == np.array(PROGRESS.bgr, np.uint8)).all(axis=2)
    rows, columns = (np.nonzero(whole.any(axis=axis))[0] for axis in (1, 0))
    upper_right = quarter[: (rows[0] + rows[-1]) // 2, (columns[0] + columns[-1]) // 2 :]
    assert count(upper_right, PROGRESS) > 0.85 * count(quarter, PROGRESS)


@pytest.mark.parametrize(("side", "first", "second"), [("left", 1.0, 0.0), ("right", 0.0, 1.0)])
def test_a_turn_fills_the_gauge_to_its_own_side(side: str, first: float, second: float) -> None:
    """As in a mirror: the person's left is on the left."""
    gauge = part(drawn(step(side=side, gauge=20.0)), LAYOUT.gauge)
    half = LAYOUT.gauge.width // 2
    whole = count(gauge, PROGRESS)
    assert count(gauge[:, :half], PROGRESS) / whole == pytest.approx(first, abs=0.1)
    assert count(gauge[:, half:], PROGRESS) / whole == pytest.approx(second, abs=0.1)


def test_a_gauge_without_sides_fills_from_the_left() -> None:
    def filled(value: float) -> int:
        shown = step(card=ONE_COUNT, side=None, next_side=None, reps={"both": 0}, gauge=value)
        return count(part(drawn(shown), LAYOUT.gauge), PROGRESS)

    assert filled(5.0) < filled(15.0) < filled(25.0)
    small = part(drawn(step(card=ONE_COUNT, side=None, gauge=5.0)), LAYOUT.gauge)
    assert count(small[:, LAYOUT.gauge.width // 2 :], PROGRESS) == 0


def test_an_unknown_measure_fills_nothing_and_still_has_its_target() -> None:
    gauge = part(drawn(step(gauge=math.nan)), LAYOUT.gauge)
    assert count(gauge, PROGRESS) == count(gauge, REACHED) == 0
    assert count(gauge, TARGET) > 20


def test_reaching_the_target_changes_the_gauge() -> None:
    gauge = part(drawn(step(gauge=31.0)), LAYOUT.gauge)
    assert count(gauge, PROGRESS) == 0
    assert count(gauge, REACHED) > 1000


def test_the_next_side_is_marked_on_its_own_side() -> None:
    half = LAYOUT.reps.width // 2
    for side, here, there in (
        ("left", slice(None, half), slice(half, None)),
        ("right", slice(half, None), slice(None, half)),
    ):
        reps = part(drawn(step(next_side=side)), LAYOUT.reps)
        assert count(reps[:, here], PROGRESS) > 3000
        assert count(reps[:, there], PROGRESS) == 0


def test_each_rep_changes_its_own_count_only() -> None:
    before, after = drawn(step(reps={"left": 1, "right": 1})), drawn(step(reps={"left": 2, "right": 1}))
    rows, columns = differing(before, after)
    assert len(rows) > 0
    assert columns.min() >= LAYOUT.reps.x
    assert columns.max() < LAYOUT.reps.centre[0]
    assert rows.min() >= LAYOUT.reps.y


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (1920, 1080), (600, 1000)])
@pytest.mark.parametrize(
    "cue", ["Hold", LONG_CUE, "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 2, "word " * 90]
)
def test_a_cue_of_any_length_stays_in_its_place(size: tuple[int, int], cue: str) -> None:
    place = lay_out(size, PICTURE, has_hold=True).cue
    rows, _ = differing(drawn(step(), size), drawn(step(cue=cue), size))
    assert rows.min() >= place.y
    assert rows.max() < place.bottom
    letters = (part(drawn(step(cue=cue), size), place) == np.array(TEXT.bgr, np.uint8)).all(axis=2)
    assert letters.sum() > 50
    margin = max(2, place.width // 80)
    assert not letters[:, :margin].any()
    assert not letters[:, -margin:].any()


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (1920, 1080)])
def test_cues_are_large_enough_for_three_metres(size: tuple[int, int]) -> None:
    """On a 14-inch 16:9 screen, 174 mm high, 8.7 mm are 10 minutes of arc at 3 m; for three lines of words too."""
    place = lay_out(size, PICTURE, has_hold=True).cue
    letters = (part(drawn(step(cue="H"), size), place) == np.array(TEXT.bgr, np.uint8)).all(axis=2)
    assert np.ptp(np.nonzero(letters.any(axis=1))[0]) + 1 >= size[1] * 8.7 / 174
    canvas = Canvas(size)
    inner = place.inset(place.width // 40, place.height // 24)
    lines, line_px = canvas.wrapped(LONG_CUE, inner, size[1] // 9, 1)
    assert " ".join(lines) == LONG_CUE
    assert line_px >= readable_line_px(size[1])


def test_a_cue_moves_nothing_else() -> None:
    without, with_cue = drawn(step()), drawn(step(cue=LONG_CUE))
    assert np.array_equal(part(without, LAYOUT.panel), part(with_cue, LAYOUT.panel))
    above = Box(0, 0, LAYOUT.stage.width, LAYOUT.cue.y)
    assert np.array_equal(part(without, above), part(with_cue, above))


def test_equal_steps_look_the_same_pixel_for_pixel() -> None:
    overlay = Overlay(SIZE)
    first = overlay.draw(step(cue="Turn further", hold_s=1.5, low_back=True)).copy()
    assert np.array_equal(overlay.draw(step(cue="Turn further", hold_s=1.5, low_back=True)), first)


def test_what_was_shown_before_leaves_no_trace() -> None:
    overlay = Overlay(SIZE)
    wide = step(
        cue=LONG_CUE, low_back=True, hold_s=4.0, body=pose(size=(640, 360)), image=picture((9, 99, 200), (640, 360))
    )
    overlay.draw(wide)
    overlay.draw(step(time_s=5.0, watching="paused"))
    assert np.array_equal(overlay.draw(step(time_s=10.0)), drawn(step(time_s=10.0)))


def test_paused_and_done_darken_the_picture_and_differ() -> None:
    usual, paused, done = (drawn(step(watching=watching)) for watching in ("exercise", "paused", "done"))
    assert part(paused, LAYOUT.picture).mean() < 0.6 * part(usual, LAYOUT.picture).mean()
    assert count(part(done, LAYOUT.picture), REACHED) > 500
    assert count(part(paused, LAYOUT.picture), REACHED) == 0


def test_being_lost_and_waiting_have_banners_of_their_own() -> None:
    lost = part(drawn(step(watching="lost", missing=("hips",))), LAYOUT.banner)
    waiting = part(drawn(step(watching="position")), LAYOUT.banner)
    assert count(lost, ATTENTION) > 0.5 * lost.shape[0] * lost.shape[1]
    assert count(waiting, PROGRESS) > 0.5 * waiting.shape[0] * waiting.shape[1]


def test_without_a_picture_the_mirrored_silhouette_is_filled() -> None:
    outline = np.array([(0.10, 0.2), (0.30, 0.2), (0.30, 0.9), (0.10, 0.9)], np.float32)
    shown = part(drawn(step(recorded=True, body=pose({}, outline=outline))), LAYOUT.picture)
    assert tuple(shown[360, round(0.8 * LAYOUT.picture.width)]) == BODY.bgr
    assert tuple(shown[360, round(0.2 * LAYOUT.picture.width)]) == GROUND.bgr


def test_a_portrait_picture_is_shown_upright_and_whole() -> None:
    image = picture((90, 90, 90), (480, 640))
    image[:40], image[-40:] = (0, 0, 250), (250, 0, 0)
    place = lay_out(SIZE, (480, 640), has_hold=True).picture
    shown = part(drawn(step(image=image, body=pose({}, size=(480, 640)))), place)
    assert tuple(shown[10, 200]) == (0, 0, 250)
    assert tuple(shown[-10, 200]) == (250, 0, 0)
    assert place.height == SIZE[1]


def test_words_stay_in_their_box_however_small_it_is() -> None:
    aligns: tuple[Align, ...] = ("left", "centre", "right")
    for align in aligns:
        canvas = Canvas((200, 60))
        canvas.write("Space pause · N next · Q quit", Box(80, 20, 40, 20), 18, align=align)
        _, columns = np.nonzero(canvas.pixels[:, :, 0])
        assert columns.min() >= 80
        assert columns.max() < 120


KNOWN = replace(CARD, id="sit-and-rotate")
"""An exercise that has a demonstration."""


def changed_by_the_demonstration(shown: Step) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the picture is another because the exercise has a demonstration."""
    return differing(*(Overlay(SIZE, key_hints=True).draw(replace(shown, exercise=card)) for card in (CARD, KNOWN)))


def test_the_exercise_is_shown_upper_left_large_before_and_small_meanwhile() -> None:
    for watching, large in (("position", True), ("exercise", False)):
        place = LAYOUT.demonstration("left", 2 / 3, large=large)
        rows, columns = changed_by_the_demonstration(step(watching=watching))
        assert (rows.min(), columns.min()) == (LAYOUT.banner.bottom + 2 * LAYOUT.unit, place.x)
        assert place.height - 3 <= np.ptp(rows) < place.height + 3
    assert (
        LAYOUT.demonstration("left", 1.0, large=True).height
        > 1.5 * LAYOUT.demonstration("left", 1.0, large=False).height
    )


def test_the_demonstration_gives_way_to_the_person() -> None:
    on_the_left = pose({"left_shoulder": (0.95, 0.30), "left_elbow": (0.9, 0.35)})
    _, columns = changed_by_the_demonstration(step(body=on_the_left))
    assert columns.min() > LAYOUT.stage.centre[0]
    everywhere = pose({"left_shoulder": (0.95, 0.30), "left_elbow": (0.05, 0.35)})
    assert changed_by_the_demonstration(step(body=everywhere))[0].size == 0


def test_the_demonstration_stays_in_its_corner_for_a_while() -> None:
    overlay = Overlay(SIZE, key_hints=True)
    overlay.draw(step(card=KNOWN, time_s=1.0))
    on_the_left = pose({"left_shoulder": (0.95, 0.30)})
    corner = LAYOUT.demonstration("left", 2 / 3, large=False)
    for time_s, there in ((1.5, True), (3.9, True), (4.1, False)):
        shown = overlay.draw(step(card=KNOWN, time_s=time_s, body=on_the_left))
        assert (tuple(shown[corner.y + 2, corner.x + 2]) == PANEL.bgr) is there


def test_the_demonstration_moves_and_is_gone_under_the_cover_and_where_none_is_asked_for() -> None:
    overlay = Overlay(SIZE, key_hints=True)
    one, other = (overlay.draw(step(card=KNOWN, time_s=time_s)).copy() for time_s in (0.5, 2.5))
    rows, columns = differing(one, other)
    place = LAYOUT.demonstration("left", 2 / 3, large=False)
    assert rows.size > 100
    assert columns.max() < place.right
    assert rows.max() < place.bottom
    assert changed_by_the_demonstration(step(watching="paused"))[0].size == 0
    assert np.array_equal(drawn(step(card=KNOWN)), drawn(step()))


def test_a_still_person_with_trembling_landmarks_leaves_the_screen_still() -> None:
    """What a camera's noise makes of somebody who does not move: 0.3 px of landmarks, 0.3° of the gauge."""
    random = np.random.default_rng(4)
    overlay = Overlay(SIZE)
    shown = []
    for frame in range(30):
        body = pose()
        body.image[:, :2] += random.normal(0.0, 0.3, (33, 2)).astype(np.float32) / PICTURE
        shown.append(
            overlay.draw(step(time_s=frame / 15, body=body, gauge=20.0 + random.normal(0.0, 0.3), cue="Hold")).copy()
        )
    changes = [np.abs(one.astype(int) - other).max(axis=2) for one, other in pairwise(shown)]
    for place in (LAYOUT.banner, LAYOUT.ring, LAYOUT.reps):
        assert place is not None
        assert max(int(part(change, place).max()) for change in changes) == 0
    visibly = [(change > 32).mean() for change in changes]
    assert np.mean(visibly) < 0.004
    assert max(visibly) < 0.01
    assert np.mean([change.mean() for change in changes]) < 0.6


def test_key_hints_are_for_the_window_alone_and_only_until_the_figures_are_there() -> None:
    with_hints = Overlay(SIZE, key_hints=True).draw(step(watching="position"))
    rows, columns = differing(with_hints, drawn(step(watching="position")))
    assert rows.min() >= LAYOUT.hints.y
    assert columns.min() >= LAYOUT.panel.x
    assert np.array_equal(Overlay(SIZE, key_hints=True).draw(step()), drawn(step()))


def test_a_notice_is_said_in_large_letters_on_an_empty_screen() -> None:
    shown = Overlay(SIZE).notice("The camera has stopped; waiting for it to come back.")
    assert count(shown, GROUND) > 0.8 * SIZE[0] * SIZE[1]
    assert count(shown, TEXT) > 1000


def band(side: str, error: float | None, value: float = 20.0) -> NDArray[np.intp]:
    """The columns of the gauge that the band of the expected error changes."""
    shown = (step(card=replace(CARD, gauge_error=known), side=side, gauge=value) for known in (None, error))
    without, with_band = (part(drawn(one), LAYOUT.gauge) for one in shown)
    return differing(without, with_band)[1]


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_expected_error_is_a_band_about_the_value_as_wide_as_it_is_large(side: str) -> None:
    middle = LAYOUT.gauge.width / 2
    small, large = band(side, 2.0), band(side, 6.0)
    assert 0 < small.size < large.size
    assert small.min() > large.min()
    assert small.max() < large.max()
    assert ((large < middle) == (side == "left")).all()


def test_the_band_lets_what_is_under_it_show() -> None:
    gauge = part(drawn(step(card=replace(CARD, gauge_error=4.0), gauge=20.0)), LAYOUT.gauge)
    plain = part(drawn(step(gauge=20.0)), LAYOUT.gauge)
    assert count(gauge, TEXT) == count(plain, TEXT)
    assert 0.5 * count(plain, PROGRESS) < count(gauge, PROGRESS) < count(plain, PROGRESS)


def test_without_a_value_there_is_no_band() -> None:
    assert band("left", 4.0, math.nan).size == 0
