"""What cannot be in sight is not believed, however sure the model is."""

from __future__ import annotations

import numpy as np
import pytest

from coach.landmarks import COUNT, INDEX
from coach.sources.outside_picture import BACK_S, FACE, OUTSIDE, Sightings, is_face_hidden

WRIST = INDEX["left_wrist"]
SURE = np.full(COUNT, 0.9)


def seen_at(*wrist: tuple[float, float], every_s: float = 0.1) -> list[bool]:
    """Whether the wrist is believed, pose by pose, at these places; all else is in the middle."""
    sightings, believed = Sightings(), []
    for index, place in enumerate(wrist):
        image = np.full((COUNT, 3), 0.5)
        image[WRIST, :2] = place
        visibility = sightings.believed(index * every_s, image, SURE, face_hidden=False)
        assert (np.delete(visibility, WRIST) == 0.9).all()
        believed.append(bool(visibility[WRIST] == 0.9))
    return believed


@pytest.mark.parametrize("place", [(0.5, -0.03), (0.5, 1.03), (-0.03, 0.5), (1.03, 0.5)])
def test_a_landmark_outside_the_picture_is_not_seen(place: tuple[float, float]) -> None:
    assert seen_at((0.5, 0.5), place) == [True, False]


def test_one_at_the_edge_is_seen() -> None:
    assert all(seen_at((0.5, -OUTSIDE / 2), (0.5, 0.0), (1.0 + OUTSIDE / 2, 0.5)))


def test_one_that_is_guessed_back_into_the_picture_for_a_moment_stays_unseen() -> None:
    outside, inside = (0.5, -0.06), (0.5, 0.08)
    assert not any(seen_at(outside, inside, outside, inside, inside, outside, inside))


def test_one_that_has_come_back_is_seen_again() -> None:
    back = seen_at((0.5, -0.06), *[(0.5, 0.1)] * 8)
    assert back == [False] * 5 + [True] * 4
    assert pytest.approx(0.5) == BACK_S


def test_a_hidden_face_is_not_seen_and_the_body_is() -> None:
    visibility = Sightings().believed(0.0, np.full((COUNT, 3), 0.5), SURE, face_hidden=True)
    assert not visibility[:FACE].any()
    assert (visibility[FACE:] == 0.9).all()


def face(width: int = 30) -> np.ndarray:
    """Landmarks of a face in the middle of a picture of 640 × 480."""
    around = np.linspace(0, 2 * np.pi, FACE)
    return np.stack([(320 + width / 2 * np.cos(around)) / 640, (100 + width / 2 * np.sin(around)) / 480], axis=1)


def picture(*, bar: bool, contrast: float) -> np.ndarray:
    grain = np.random.default_rng(1).normal(90, contrast, (480, 640, 3))
    if bar:
        grain[60:140, 270:370] = 0
    return np.clip(grain, 0, 255).astype(np.uint8)


def test_a_bar_over_the_face_hides_it_and_a_dim_face_is_one() -> None:
    assert is_face_hidden(picture(bar=True, contrast=20), face())
    assert not is_face_hidden(picture(bar=False, contrast=20), face())
    assert not is_face_hidden(picture(bar=False, contrast=4), face())


def test_a_face_too_small_or_outside_the_picture_tells_nothing() -> None:
    assert not is_face_hidden(picture(bar=True, contrast=20), face(width=2))
    assert not is_face_hidden(picture(bar=True, contrast=20), face() - 2.0)
