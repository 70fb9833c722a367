"""The pose model gives way to a lighter one in the midst of a workout, where the machine is too slow and the user asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import numpy as np
import pytest

from coach.app.live.model_exchange import Exchangeable
from coach.app.running.results import Results
from coach.errors import ModelError
from coach.values import Frame, Pose
from coach.words.pages import PagePhrases

FRAME = Frame(0, 0.0, np.zeros((48, 64, 3), np.uint8))


class Eye:
    def __init__(self) -> None:
        self.looked = 0
        self.closed = False

    def detect(self, frame: Frame) -> Pose:
        self.looked += 1
        return Pose.nobody(frame.time_s, (64, 48))

    def close(self) -> None:
        self.closed = True


class Case:
    """An eye with the model full, and what is opened in its place."""

    def __init__(self, opened: Callable[[str], Eye], model: str = "full") -> None:
        self.first, self.told = Eye(), list[str]()
        self.results = Results(source="camera", model=model)
        exchanged = self.results.change_model
        self.eye = Exchangeable(self.first, model, self.told.append, PagePhrases(), opened, exchanged=exchanged)

    def look_until_told(self, times: int) -> None:
        for _ in range(500):
            self.eye.detect(FRAME)
            if len(self.told) >= times:
                return
            Event().wait(0.01)


@pytest.fixture
def lite() -> Iterator[Eye]:
    eye = Eye()
    yield eye
    assert eye.closed or not eye.looked


def test_a_slow_machine_goes_on_with_the_lighter_model_once_it_is_there(lite: Eye) -> None:
    asked: list[str] = []
    case = Case(lambda model: asked.append(model) or lite)  # type: ignore[func-returns-value]
    case.eye.slow = True
    assert case.eye.offered
    case.eye.lighten()
    case.eye.lighten()
    case.look_until_told(2)
    case.eye.detect(FRAME)
    looked = case.first.looked
    case.eye.detect(FRAME)
    assert (asked, case.eye.model, case.first.looked, case.eye.offered) == (["lite"], "lite", looked, False)
    assert lite.looked >= 2
    assert case.told == ["Model lite is coming", "Model lite now"]
    assert (case.results.model, case.results.record()["model"]) == ("lite", "full, then lite")
    case.eye.close()
    assert not case.first.closed


def test_nothing_is_exchanged_where_the_machine_is_quick_enough_or_nothing_lighter_is_there(lite: Eye) -> None:
    quick, lightest = Case(lambda _: lite), Case(lambda _: lite, "lite")
    lightest.eye.slow = True
    for case in (quick, lightest):
        case.eye.lighten()
        case.eye.detect(FRAME)
        assert (case.told, case.first.looked) == ([], 1)
        case.eye.close()


def test_without_the_lighter_model_the_workout_goes_on_and_it_is_offered_again() -> None:
    def missing(model: str) -> Eye:
        raise ModelError(f"The pose model '{model}' cannot be fetched.")

    case = Case(missing)
    case.eye.slow = True
    case.eye.lighten()
    case.look_until_told(2)
    assert case.told[1] == "No model lite to be had"
    assert (case.eye.model, case.eye.offered, case.results.record()["model"]) == ("full", True, "full")
    case.eye.close()
