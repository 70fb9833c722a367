"""Demonstrations: every exercise has one, it shows the recorded repetition through its whole range, and runs in a circle."""

from __future__ import annotations

from typing import Any

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray
from screen_steps import count

from benchmarks.making.demonstrations import demonstration, same_content
from benchmarks.making.sample_files import GOOD, SAMPLES, Sample
from coach import paths
from coach.engine import catalog
from coach.landmarks import COUNT, GROUPS, INDEX
from coach.learning.demonstrating import FPS
from coach.moving_figures import FOLDER, STEPS
from coach.outputs.screen.demonstration import Demonstration
from coach.outputs.screen.palette import GROUND, PANEL, PROGRESS
from tests.sample_outcomes import outcome_of

EXERCISES = sorted(path.stem for path in paths.exercises().glob("*.toml"))
QUICK = ("seated-double-knee-raise", "sit-and-rotate")
"""Made anew in the tests; ``python benchmarks/making/demonstrations.py --check`` does so with all."""

SLACK_S = 0.6
"""The coach sees the end of a repetition, and of a step, a moment later than it truly was."""


def stored(exercise: str) -> dict[str, NDArray[Any]]:
    with np.load(paths.exercises() / FOLDER / f"{exercise}.npz") as arrays:
        return dict(arrays)


def loaded(exercise: str) -> Demonstration:
    film = Demonstration.load(exercise)
    assert film is not None
    return film


def trunk_length(film: Demonstration) -> float:
    trunk = film.points[:, INDEX["left_shoulder"]] - film.points[:, INDEX["left_hip"]]
    return float(np.linalg.norm(trunk, axis=1).max())


@pytest.mark.parametrize("exercise", EXERCISES)
def test_it_shows_a_counted_repetition_of_each_side_from_rest_to_rest(exercise: str) -> None:
    """What the coach itself counts in that sample, start, peak and end, lies in the film, with the peak's own pose."""
    arrays, spec = stored(exercise), catalog.find(exercise)
    sample = Sample(SAMPLES / str(arrays["sample"]))
    assert sample.exercise == exercise
    assert sample.variant == GOOD
    begin_s, end_s = arrays["times_s"][0], arrays["times_s"][-1]
    whole = [
        rep
        for rep in outcome_of(sample).counted
        if begin_s - SLACK_S <= rep.start_s and rep.end_s <= end_s + SLACK_S and not rep.faults
    ]
    assert {rep.side for rep in whole} == ({None} if spec.sides == "none" else {"left", "right"})
    poses = sample.poses()
    drawn = np.cumsum(arrays["changes"].astype(int), axis=0) / STEPS
    parts = [INDEX[name] for group in ("shoulders", "elbows", "hips", "knees") for name in GROUPS[group]]
    for rep in whole:
        pose = min(poses, key=lambda pose: abs(pose.time_s - rep.peak_s))
        recorded = pose.image[parts, :2] * (pose.size[0] / pose.size[1], 1.0)
        off = np.linalg.norm(drawn[:, parts] - recorded, axis=2).max(axis=1)
        assert off.min() < 0.12 * trunk_length(loaded(exercise))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_it_runs_in_a_circle_without_a_jump(exercise: str) -> None:
    film = loaded(exercise)
    steps = np.linalg.norm(np.diff(film.points[:, :COUNT], axis=0), axis=2).max(axis=1)
    closing = np.linalg.norm(film.points[0, :COUNT] - film.points[-1, :COUNT], axis=1).max()
    assert closing <= max(steps.max(), 0.01)
    assert np.allclose(film.at(0.0), film.at(film.length_s))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_it_says_the_same_of_the_exercise_as_its_file(exercise: str) -> None:
    film, spec = loaded(exercise), catalog.find(exercise)
    assert (film.exercise, film.position, film.view) == (exercise, spec.position, spec.view)
    assert film.highlight == tuple(spec.highlight or spec.needs)
    assert 2.0 < film.length_s < 20.0
    assert (paths.exercises() / FOLDER / f"{exercise}.npz").stat().st_size < 12_000


@pytest.mark.parametrize("exercise", QUICK)
@pytest.mark.thorough
def test_it_is_made_again_to_the_last_bit(exercise: str) -> None:
    assert same_content(demonstration(exercise), stored(exercise))


def test_the_back_rounds_and_sinks_in_cat_and_cow() -> None:
    """No landmark lies on the spine: its curve is what this exercise is about."""
    film = loaded("cat-cow")
    hips, shoulders = (
        (film.points[:, INDEX[f"left_{part}"]] + film.points[:, INDEX[f"right_{part}"]]) / 2
        for part in ("hip", "shoulder")
    )
    middle = film.points[:, COUNT + 2]
    above = (hips + shoulders)[:, 1] / 2 - middle[:, 1]
    assert above.max() > 0.08 * trunk_length(film)
    assert above.min() < -0.03 * trunk_length(film)


def test_the_figure_is_mirrored_as_the_picture_is() -> None:
    """Seen from the front, the person's left is on the screen's left."""
    film = loaded("stretch-upwards")
    rest = film.at(0.0)
    assert rest[INDEX["left_shoulder"], 0] < rest[INDEX["right_shoulder"], 0]


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("size", [(90, 120), (400, 240)])
def test_the_whole_figure_is_in_its_rectangle_and_what_matters_is_in_colour(
    exercise: str, size: tuple[int, int]
) -> None:
    film = loaded(exercise)
    for share in (0.0, 0.3, 0.5):
        pixels = film.picture(size, share * film.length_s)
        border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
        assert (border == np.array(PANEL.bgr, np.uint8)).all()
        assert count(pixels, PROGRESS) > 0.001 * size[0] * size[1]


def test_it_moves_between_its_frames_too() -> None:
    film = loaded("sit-and-rotate")
    one, other = (film.picture((200, 200), time_s) for time_s in (2.0, 2.0 + 0.5 / FPS))
    assert not np.array_equal(one, other)


def test_it_is_drawn_into_its_rectangle_of_a_surface_and_nowhere_else() -> None:
    surface = pygame.Surface((300, 200))
    surface.fill((1, 2, 3))
    loaded("sit-and-arch").draw(surface, (100, 50, 80, 90), 1.0, ground=GROUND)
    pixels = pygame.surfarray.array3d(surface)
    assert tuple(pixels[101, 51]) == tuple(GROUND)
    outside = np.ones(pixels.shape[:2], bool)
    outside[100:180, 50:140] = False
    assert (pixels[outside] == (1, 2, 3)).all()


def test_an_exercise_of_ones_own_has_none() -> None:
    assert Demonstration.load("my-own-turn") is None
