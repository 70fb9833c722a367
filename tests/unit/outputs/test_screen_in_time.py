"""The figure beside the person goes in time with them: as far as they are, to their side, and the way they go."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import numpy as np
import pytest
from screen_steps import step

from benchmarks.making.sample_files import SAMPLES, Sample
from coach.coaching.session import Session
from coach.engine import catalog
from coach.outputs.screen.demonstration import Demonstration
from coach.outputs.screen.in_time import MOVING, InTime
from coach.values import ExerciseState

STATE: ExerciseState = replace(step().state, side=None, next_side=None, gauge=nan)


def film_of(exercise: str) -> Demonstration:
    film = Demonstration.load(exercise)
    assert film is not None
    return film


def frame(film: Demonstration, film_s: float) -> int:
    return int(film_s * film.fps) % len(film.reached)


def reached(film: Demonstration, film_s: float) -> float:
    return float(np.interp(film_s * film.fps, np.arange(len(film.reached)), film.reached))


@pytest.mark.parametrize("exercise", ["sit-and-rotate", "cat-cow"])
def test_it_is_as_far_as_the_person_who_moves_at_another_pace(exercise: str) -> None:
    """Another person's sample: while they move, the figure is within a tenth of the target, on their side."""
    case = {"sit-and-rotate": "good-heavy", "cat-cow": "good-heavy"}[exercise]
    sample, film = Sample(SAMPLES / exercise / case), film_of(exercise)
    session, target = Session(sample.coached_as()), catalog.find(exercise).gauge.target
    in_time = InTime(film)
    off: list[float] = []
    sides: list[bool] = []
    for pose in sample.poses():
        state = session.step(pose).state
        film_s = in_time.at(pose.time_s, state, target)
        share = float(np.clip(state.gauge / target, film.reached.min(), film.reached.max()))
        if state.watching == "exercise" and abs(share) > 2 * MOVING:
            off.append(abs(reached(film, film_s) - share))
            sides.append(film.sides[frame(film, film_s)] == {"left": 1, "right": -1, None: 0}[state.side])
    assert len(off) > 60
    assert np.median(off) < 0.1
    assert np.mean(sides) > 0.9


@pytest.mark.parametrize(("side", "sign"), [("left", 1), ("right", -1)])
def test_it_waits_while_the_person_waits_and_goes_back_when_they_do(side: str, sign: int) -> None:
    film = film_of("sit-and-rotate")
    in_time = InTime(film)
    moving = replace(STATE, side=side)  # type: ignore[arg-type]
    shown = []
    for number, share in enumerate([*np.linspace(0.3, 0.6, 20), *[0.6] * 20, *np.linspace(0.6, 0.3, 20)]):
        shown.append(in_time.at(number / 10, replace(moving, gauge=share), 1.0))
    assert all(film.sides[frame(film, film_s)] == sign for film_s in shown[20:])
    assert reached(film, shown[30]) == pytest.approx(0.6, abs=0.05)
    assert len(set(shown[30:40])) == 1
    assert shown[-1] > shown[30]
    assert film.reached[frame(film, shown[-1])] >= 0.3


def test_at_rest_it_leads_and_shows_the_side_that_is_next() -> None:
    film = film_of("sit-and-rotate")
    in_time = InTime(film)
    resting = replace(STATE, gauge=0.0, next_side="right")
    seen = {int(film.sides[frame(film, in_time.at(number / 12, resting, 1.0))]) for number in range(200)}
    assert seen == {0, -1}


def test_while_nothing_is_known_it_runs_by_itself() -> None:
    film = film_of("cat-cow")
    in_time = InTime(film)
    in_time.at(10.0, replace(STATE, watching="position"), 44.0)
    assert in_time.at(11.0, replace(STATE, watching="position"), 44.0) == pytest.approx(1.0)
