"""The plan file: which exercises a therapist asks for, how much, on which days, and exercises of their own inside it.

A plan comes from elsewhere. It can ask for exercises and say why, and there is nothing else that it could say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from coach.engine.routine_spec import NAME
from coach.engine.spec import Exercise
from coach.errors import Said, WrongValue

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

DAYS: Final[tuple[Day, ...]] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of the week as ``date.weekday`` numbers them."""

_ONE_LINE: Final = r"^[^\n\t]*$"

Title = Annotated[str, Field(min_length=1, max_length=80, pattern=_ONE_LINE)]
Note = Annotated[str, Field(max_length=300, pattern=_ONE_LINE)]

_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"com{number}" for number in range(10)), *(f"lpt{number}" for number in range(10)))
)
"""Names that Windows keeps for devices: no file can be called so."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class Ask(_Part):
    """One exercise that is asked for.

    reps (per side where there are sides), hold_s: the dose; without, that of the person's own progress. times: how often on
    such a day, in different parts of it. days: of the week, every day where empty. note: for the person, on one line.
    """

    exercise: Annotated[str, Field(pattern=NAME, max_length=100)]
    reps: int | None = Field(None, ge=1, le=200)
    hold_s: float | None = Field(None, ge=0.5, le=600)
    times: int = Field(1, ge=1, le=3)
    days: tuple[Day, ...] = Field((), max_length=7)
    note: Note = ""

    @field_validator("days", mode="before")
    @classmethod
    def _however_written(cls, days: Any) -> Any:
        return [day.casefold() if isinstance(day, str) else day for day in days] if isinstance(days, list) else days

    def is_for(self, day: date) -> bool:
        """Whether it is asked on the weekday of that day."""
        return not self.days or DAYS[day.weekday()] in self.days


class Plan(_Part):
    """One plan file.

    version: of this format. by: who made it. first_day, last_day: when it holds, without an end where one is lacking.
    ask: in the order in which they are to be done. exercise: whole exercise files of the therapist's own.
    """

    version: Literal[1] = 1
    title: Title
    by: Annotated[str, Field(max_length=80, pattern=_ONE_LINE)] = ""
    first_day: date | None = None
    last_day: date | None = None
    note: Note = ""
    ask: tuple[Ask, ...] = Field(min_length=1, max_length=60)
    exercise: tuple[Exercise, ...] = Field((), max_length=30)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise WrongValue(Said("plan_ends_before", {"first": str(self.first_day), "last": str(self.last_day)}))
        if twice := _twice(ask.exercise for ask in self.ask):
            raise WrongValue(Said("plan_twice", {"exercise": repr(twice)}))
        if twice := _twice(exercise.id for exercise in self.exercise):
            raise WrongValue(Said("plan_two", {"exercise": repr(twice)}))
        asked = {ask.exercise for ask in self.ask}
        for exercise in self.exercise:
            if exercise.id not in asked:
                raise WrongValue(Said("plan_unasked", {"exercise": repr(exercise.id)}))
            if exercise.id in _DEVICES:
                raise WrongValue(Said("plan_device", {"exercise": repr(exercise.id)}))
        return self

    def holds_on(self, day: date) -> bool:
        """Whether it is meant for that day, exercises or not."""
        return (self.first_day or day) <= day <= (self.last_day or day)

    def asked_on(self, day: date) -> tuple[Ask, ...]:
        """What it asks for on that day, in order."""
        return tuple(ask for ask in self.ask if ask.is_for(day)) if self.holds_on(day) else ()


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """A plan that was taken in. removed: when it was taken out again, or replaced, None as long as it holds."""

    plan: Plan
    imported: datetime
    removed: datetime | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it says what is done on that day."""
        return self.removed is None and self.plan.holds_on(day)

    def ask_of(self, exercise: str) -> Ask | None:
        """What it asks of an exercise, on whichever days."""
        return next((ask for ask in self.plan.ask if ask.exercise == exercise), None)


def _twice(names: Iterable[str]) -> str:
    """The first name that is there more than once, empty where there is none."""
    return next((name for name, count in Counter(names).items() if count > 1), "")
