"""The parts of an exercise file: conditions over named measures, phases, faults, doses, views.

pydantic stands at the border and refuses what is unknown, misspelt or out of range; behind it everything is frozen.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from coach.errors import Said, WrongValue
from coach.measures.names import full_name, is_signed
from coach.values import CuePriority, Severity

Sides = Literal["none", "alternate", "either"]
Position = Literal["standing", "seated", "lying", "all-fours"]
ExerciseView = Literal["front", "side", "diagonal", "feet-end"]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Line = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\n\t]*$")]
Name = Annotated[str, Field(min_length=1, max_length=100)]
Threshold = Annotated[float, Field(ge=-1000, le=1000)]
"""In any measure's unit: degrees, percent of the trunk, a share. A larger one is never met, and silences what it guards."""

LEAST_FOR_SPEED = 10.0
"""Poses a second below which no speed is told: a slope over 0.4 s then rests on fewer than five poses, and on a computer that
did 6 to 9 a second unevenly a good circle of the shoulders read as standing still. Chosen."""


class Part(BaseModel):
    """A number is always finite: one that is none compares as false with everything, and so silences what it guards."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class Condition(Part):
    """One comparison. All comparisons that are named must hold.

    measure: a registry name. ``{side}`` and ``{other}`` in it stand for the side under way and the opposite one. In an
        exercise with sides, a measure that is positive to the left is read positive towards the side under way.
    above, below: in the measure's unit. faster_than, slower_than: its change per second, unsigned.
    faster_than_peaks: the same as so many times the repetition's own peak a second, for a gauge that people move to very
        different ends; never met while no repetition is under way.
    either_way: compare the size, whatever the sign.
    """

    measure: Name
    above: Threshold | None = None
    below: Threshold | None = None
    faster_than: float | None = Field(None, gt=0, le=10_000)
    faster_than_peaks: float | None = Field(None, gt=0, le=1000)
    slower_than: float | None = Field(None, gt=0, le=10_000)
    either_way: bool = False

    @field_validator("measure")
    @classmethod
    def _known(cls, name: str) -> str:
        full_name(name)
        return name

    @model_validator(mode="after")
    def _compares(self) -> Self:
        if all(bound is None for bound in (self.above, self.below, self.slower_than)) and not self.timed:
            raise WrongValue(Said("no_comparison"))
        for more, less in ((self.above, self.below), (self.faster_than, self.slower_than)):
            if more is not None and less is not None and more >= less:
                raise WrongValue(Said("never_met", {"above": f"{more:g}", "below": f"{less:g}"}))
        return self

    @cached_property
    def timed(self) -> bool:
        """Whether it asks how fast the measure changes."""
        return any(bound is not None for bound in (self.faster_than, self.faster_than_peaks, self.slower_than))

    @property
    def sided(self) -> bool:
        """Whether the measure differs between the sides."""
        return "{side}" in self.measure or "{other}" in self.measure or is_signed(self.measure)


Conditions = Annotated[tuple[Condition, ...], Field(max_length=30)]


class Dose(Part):
    """How much. reps are per side where there are sides; progression lists the reps to grow through.

    hold_s: how long the target must be held; hold_max_s: where the source gives a range, its upper end.
    source: the article that gives the dose, or "chosen" where the number is ours.
    """

    reps: int = Field(ge=1, le=200)
    progression: tuple[Annotated[int, Field(ge=1, le=200)], ...] = Field((), max_length=20)
    hold_s: float = Field(0.0, ge=0, le=600)
    hold_max_s: float | None = Field(None, ge=0, le=600)
    rest_s: float = Field(0.0, ge=0, le=600)
    times_per_day: int = Field(1, ge=1, le=10)
    times_per_day_max: int | None = Field(None, ge=1, le=24)
    source: Line

    @model_validator(mode="after")
    def _grows(self) -> Self:
        if self.hold_max_s is not None and self.hold_max_s < self.hold_s:
            raise WrongValue(Said("hold_max_below", {"least": f"{self.hold_s:g}", "found": f"{self.hold_max_s:g}"}))
        if self.times_per_day_max is not None and self.times_per_day_max < self.times_per_day:
            raise WrongValue(Said("times_max_below", {"least": self.times_per_day, "found": self.times_per_day_max}))
        if list(self.progression) != sorted(set(self.progression)):
            raise WrongValue(Said("not_growing", {"found": ", ".join(map(str, self.progression))}))
        return self


class Gauge(Part):
    """The exercise's own measure: shown on the gauge, its largest value is the rep's peak."""

    measure: Name
    target: float = Field(gt=0, le=1000)

    @field_validator("measure")
    @classmethod
    def _known(cls, name: str) -> str:
        full_name(name)
        return name


class Baseline(Part):
    """The start position: what must be true, and for how long without moving, before anything is counted.

    facing_within_deg: of an exercise seen from the front, how far whoever takes it may be turned away from the camera.
    """

    for_s: float = Field(1.5, ge=0.5, le=10)
    when: Conditions = ()
    facing_within_deg: float = Field(180.0, gt=0, le=180)


class Phase(Part):
    """One phase of the cycle. The first is the start position; the cycle ends on returning to it.

    enter: what must be true to come here from the phase before. May be empty right behind a hold: then letting the hold
        go leads here.
    hold: the dose's hold is timed here. stay: what must remain true for the hold to go on (enter's conditions where
        empty); grace_s: a lapse shorter than this does not break it.
    timed_by: what tells a hold's length once the movement is over: the way of the whole body from rest to hold and back,
        or the stillness of the gauge alone, for a limb that swings in an arc and a body that goes on sinking.
    dwell_s: how long enter must be true; keeps noise from counting.
    again_s: in the second phase: how long after a repetition of a side began the next one of the same side may begin.
    give_up: in the first phase only: what must be true instead of enter to have turned back before the last phase. Needed
        where the way leads through the start position, as from one end of a movement to the other.
    """

    name: Name
    enter: Conditions = ()
    hold: bool = False
    stay: Conditions = ()
    grace_s: float = Field(0.4, ge=0, le=5)
    timed_by: Literal["body", "gauge"] = "body"
    dwell_s: float = Field(0.1, ge=0, le=5)
    again_s: float = Field(0.0, ge=0, le=5)
    give_up: Conditions = ()


class Fault(Part):
    """What can go wrong, and what is said about it.

    when: the signs, all of which must be true for for_s, in a phase of during (all but the first where empty).
    grace_s: a lapse of the signs shorter than this does not break for_s, as where a sway turns round; leaving during does.
    until: signs that it is over, all of which must be true; where empty, when no longer being true.
    once_begun: watch only after the first repetition has begun, and no longer once the dose is done. With the first phase
        in during and a long for_s this makes a pause between repetitions a fault.
    least_per_s: with fewer poses a second it is not told, as its signs cannot be seen; where it is not given, LEAST_FOR_SPEED
        if one of its signs is a speed.
    severity: warn (the repetition counts, the fault is said) or void (it does not count). Where it is not given: void for a
        shift to the lower back, warn for all else.
    low_back: the movement shifted to the lower back; no hold runs meanwhile unless it only warns.
    hint: only for such a one: signs that it is about to, which are shown and neither said nor written down.
    cue: what to do, in few kind words. why: what is wrong, as written on a repetition that does not count.
    praise: what went well, for the first clean repetition after the cue was said; nothing is praised without it.
    """

    id: Name
    when: tuple[Condition, ...] = Field(min_length=1, max_length=30)
    during: tuple[Name, ...] = Field((), max_length=30)
    for_s: float = Field(0.3, ge=0, le=60)
    grace_s: float = Field(0.0, ge=0, le=5)
    until: Conditions = ()
    once_begun: bool = False
    least_per_s: float | None = Field(None, ge=0, le=60)
    severity: Severity = "warn"
    low_back: bool = False
    hint: Conditions = ()
    cue: Text
    why: Text
    praise: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _nothing_counts_from_the_low_back(cls, fields: Any) -> Any:
        if isinstance(fields, dict) and fields.get("low_back") is True and "severity" not in fields:
            return {**fields, "severity": "void"}
        return fields

    @property
    def needed_per_s(self) -> float:
        """How many poses a second it takes to see its signs."""
        if self.least_per_s is not None:
            return self.least_per_s
        speeds = any(sign.faster_than is not None or sign.slower_than is not None for sign in self.when)
        return LEAST_FOR_SPEED if speeds else 0.0

    @model_validator(mode="after")
    def _hints_at_the_low_back(self) -> Self:
        if self.hint and not self.low_back:
            raise WrongValue(Said("hint_alone", {"fault": repr(self.id)}))
        return self


class Series(Part):
    """How many repetitions in a row, sides in turn, it takes to be this exercise: one step is not walking in place.

    within_s: how soon one must follow the other, and how long one may last. even: of two that follow each other, the
    lesser must reach at least this share of the further.
    """

    reps: int = Field(1, ge=1, le=20)
    within_s: float = Field(2.0, gt=0, le=60)
    even: float = Field(0.0, ge=0, le=1)


class OtherView(Part):
    """Another way in which the person may be to the camera, and what is otherwise when they are seen so.

    turned: from where to where they are turned away from the camera then, in degrees: 0 facing it, 90 side-on, either side.
        Whoever is seen as the exercise's own view wants is never taken for this.
    unwatched: ids of the faults that cannot be seen from there, which is said. What else is given stands in place of the
    exercise's own; a phase or a fault in place of the one of that name or id.
    """

    view: Literal["front", "side", "diagonal"]
    turned: tuple[Annotated[float, Field(ge=0, le=120)], Annotated[float, Field(ge=0, le=120)]]
    camera: Text | None = None
    needs: tuple[Name, ...] | None = Field(None, min_length=1, max_length=30)
    can_spare: tuple[Name, ...] | None = Field(None, max_length=30)
    gauge: Gauge | None = None
    baseline: Baseline | None = None
    posture: tuple[Condition, ...] | None = Field(None, max_length=30)
    phase: tuple[Phase, ...] = Field((), max_length=30)
    fault: tuple[Fault, ...] = Field((), max_length=50)
    unwatched: tuple[Name, ...] = Field((), max_length=50)

    @model_validator(mode="after")
    def _turned_from_to(self) -> Self:
        if self.turned[0] >= self.turned[1]:
            least, most = (f"{each:g}" for each in self.turned)
            raise WrongValue(Said("turned_never", {"least": least, "most": most}))
        return self


class CueLine(Part):
    """What the coach says at a moment of the exercise: a phase name, or one of rep, hold, done, start."""

    at: Name
    text: Text
    priority: CuePriority = "instruction"
