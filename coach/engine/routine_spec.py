"""The routine file: exercises in an order, each in a dose of its own where it says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coach.engine.spec import Exercise, Line, Position
from coach.errors import Said, WrongValue

WARM_UP: Final = "walk-in-place"
"""The exercise that warms up where nobody has walked."""

STEPS_A_MINUTE: Final = 50
"""Steps of each leg in a minute of marching in place (chosen: an easy walk)."""

REP_S: Final = 5.0
"""What a repetition takes beside its hold, the pause behind it included (chosen: rendered people, slow, take 3 to 6 s)."""

SETTLING_S: Final = 20.0
"""What it takes to get into position for an exercise and to see that it is over (chosen)."""

NAME: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""What ids look like."""

TimeOfDay = Literal["morning", "day", "evening"]
WarmUpKind = Literal["march", "skip"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class WarmUp(_Part):
    """How the muscles are warmed. march: in place, unless the person has just walked. skip: the routine goes without one.

    minutes: of marching.
    """

    kind: WarmUpKind = "march"
    minutes: float = Field(2.0, ge=0.5, le=4)


class RoutineStep(_Part):
    """One exercise of a routine.

    reps (per side where there are sides), hold_s: instead of what the person's own dose says. rest_s: how long to rest
    behind it, instead of what the routine says.
    """

    exercise: Annotated[str, Field(pattern=NAME, max_length=100)]
    reps: int | None = Field(None, ge=1, le=200)
    hold_s: float | None = Field(None, ge=0.5, le=600)
    rest_s: float | None = Field(None, ge=0, le=600)


class Routine(_Part):
    """One routine file.

    position: every exercise can be done in one of these. time: when it is meant to be done, at any time where empty.
    rest_s: how long to rest behind each exercise.
    """

    id: Annotated[str, Field(pattern=NAME, max_length=100)]
    title: Line
    about: Annotated[str, Field(max_length=2000)] = ""
    position: tuple[Position, ...] = Field(min_length=1)
    time: tuple[TimeOfDay, ...] = ()
    rest_s: float = Field(5.0, ge=0, le=600)
    warm_up: WarmUp = Field(default_factory=lambda: WarmUp.model_validate({}))
    step: tuple[RoutineStep, ...] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _warms_up_once(self) -> Self:
        if any(step.exercise == WARM_UP for step in self.step):
            raise WrongValue(Said("routine_warms_up", {"exercise": repr(WARM_UP)}))
        return self

    def rest_behind(self, step: RoutineStep) -> float:
        """Seconds of rest behind a step."""
        return self.rest_s if step.rest_s is None else step.rest_s


def overridden(exercise: Exercise, step: RoutineStep) -> Exercise:
    """The exercise with what the step says about its dose."""
    if step.reps is not None:
        exercise = exercise.with_reps(step.reps)
    return exercise if step.hold_s is None else exercise.with_hold(step.hold_s)


def minutes(exercises: Sequence[Exercise], rests_s: Sequence[float] = ()) -> float:
    """About how long these take one after the other, in their doses. rests_s: the rest behind each; none behind the last."""
    seconds = sum(map(_seconds, exercises)) + sum(rests_s[: max(0, len(exercises) - 1)])
    return seconds / 60


def _seconds(exercise: Exercise) -> float:
    repetitions = exercise.dose.reps * (1 if exercise.sides == "none" else 2)
    if exercise.id == WARM_UP:
        return SETTLING_S + repetitions * 60 / (2 * STEPS_A_MINUTE)
    return SETTLING_S + repetitions * (REP_S + max(exercise.dose.hold_s, exercise.dose.rest_s))
