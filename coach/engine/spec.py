"""The exercise file: what it may say, and what it means once read.

pydantic stands at the border and refuses what is unknown, misspelt or out of range; behind it everything is frozen.
An exercise is a cycle of phases over named measures. A condition compares one measure with a number and nothing else:
whatever is algorithmic becomes a named, tested measure.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, field_validator, model_validator

from coach.errors import Said, WrongValue
from coach.events import Severity
from coach.landmarks import GROUPS
from coach.measures.expected import expected_error
from coach.measures.names import full_name, is_signed, sides_of, unit_of
from coach.values import CuePriority, ExerciseCard

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


class _Part(BaseModel):
    """A number is always finite: one that is none compares as false with everything, and so silences what it guards."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class Condition(_Part):
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


class Dose(_Part):
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


class Gauge(_Part):
    """The exercise's own measure: shown on the gauge, its largest value is the rep's peak."""

    measure: Name
    target: float = Field(gt=0, le=1000)

    @field_validator("measure")
    @classmethod
    def _known(cls, name: str) -> str:
        full_name(name)
        return name


class Baseline(_Part):
    """The start position: what must be true, and for how long without moving, before anything is counted."""

    for_s: float = Field(1.5, ge=0.5, le=10)
    when: Conditions = ()


class Phase(_Part):
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


class Fault(_Part):
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


class Series(_Part):
    """How many repetitions in a row, sides in turn, it takes to be this exercise: one step is not walking in place.

    within_s: how soon one must follow the other, and how long one may last. even: of two that follow each other, the
    lesser must reach at least this share of the further.
    """

    reps: int = Field(1, ge=1, le=20)
    within_s: float = Field(2.0, gt=0, le=60)
    even: float = Field(0.0, ge=0, le=1)


class OtherView(_Part):
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


class CueLine(_Part):
    """What the coach says at a moment of the exercise: a phase name, or one of rep, hold, done, start."""

    at: Name
    text: Text
    priority: CuePriority = "instruction"


class Exercise(_Part):
    """One exercise file.

    needs: the parts of the body that must be seen; can_spare: those of them that may be hidden throughout, as by a desk:
        counting goes on, and the faults that rest on them are said to be unwatched.
    posture: what holds all the while that this exercise is done; where it does not, something else is moved.
    series: how many in a row make it this exercise.
    other_order: the phases behind the first in the other order that a repetition may take, as cow before cat; none of them
        a hold, their names others than those of the first order.
    other_view: how else the person may be to the camera; ``seen_from`` gives the exercise as it is coached then.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
    title: Line
    source: Line
    position: Position
    also: tuple[Position, ...] = Field((), max_length=4)
    view: ExerciseView
    sides: Sides = "none"
    needs: tuple[Name, ...] = Field(min_length=1, max_length=30)
    can_spare: tuple[Name, ...] = Field((), max_length=30)
    highlight: tuple[Name, ...] = Field((), max_length=30)
    camera: Text
    instructions: tuple[Text, ...] = Field(min_length=1, max_length=30)
    safety: tuple[Text, ...] = Field((), max_length=30)
    dose: Dose
    gauge: Gauge
    baseline: Baseline = Field(default_factory=lambda: Baseline.model_validate({}))
    posture: tuple[Condition, ...] = Field((), max_length=30)
    series: Series = Field(default_factory=lambda: Series.model_validate({}))
    phase: tuple[Phase, ...] = Field(min_length=2, max_length=30)
    other_order: tuple[Phase, ...] = Field((), max_length=30)
    fault: tuple[Fault, ...] = Field((), max_length=50)
    cue: tuple[CueLine, ...] = Field((), max_length=50)
    other_view: tuple[OtherView, ...] = Field((), max_length=4)
    _seen: OtherView | None = PrivateAttr(None)
    _own_view: ExerciseView | None = PrivateAttr(None)

    @field_validator("needs", "can_spare", "highlight")
    @classmethod
    def _body_parts(cls, parts: tuple[str, ...]) -> tuple[str, ...]:
        for part in parts:
            if part not in GROUPS:
                raise WrongValue(Said("no_part", {"known": ", ".join(GROUPS), "found": repr(part)}))
        return parts

    @model_validator(mode="after")
    def _spares_what_it_needs(self) -> Self:
        if strange := set(self.can_spare) - set(self.needs):
            raise WrongValue(Said("spares_strange", {"found": repr(min(strange))}))
        return self

    @model_validator(mode="after")
    def _phases_are_a_cycle(self) -> Self:
        names = [phase.name for phase in self.phases]
        if len(set(names)) != len(names):
            raise WrongValue(Said("phases_alike", {"found": ", ".join(names)}))
        if not self.phase[0].enter:
            raise WrongValue(Said("first_needs_enter", {"phase": repr(names[0])}))
        for phase in self.phase[1:]:
            if phase.give_up:
                raise WrongValue(Said("give_up_elsewhere", {"phase": repr(phase.name), "first": repr(names[0])}))
        for phase in self.other_order:
            if phase.hold or phase.give_up or not phase.enter:
                raise WrongValue(Said("other_order_needs", {"phase": repr(phase.name)}))
        for before, phase in zip(self.phase, self.phase[1:], strict=False):
            if not phase.enter and not before.hold:
                raise WrongValue(Said("phase_needs_enter", {"phase": repr(phase.name)}))
        if sum(phase.hold for phase in self.phase) > 1:
            raise WrongValue(Said("one_hold"))
        if (self.dose.hold_s > 0) != any(phase.hold for phase in self.phase):
            raise WrongValue(Said("hold_without_phase"))
        if self.sides != "none" and not any(condition.sided for condition in self.phase[1].enter):
            raise WrongValue(Said("sides_untold", {"phase": repr(names[1])}))
        return self

    @model_validator(mode="after")
    def _faults_and_cues_name_phases(self) -> Self:
        names = [phase.name for phase in self.phases]
        ids = [fault.id for fault in self.fault]
        if len(set(ids)) != len(ids):
            raise WrongValue(Said("faults_alike", {"found": ", ".join(ids)}))
        for fault in self.fault:
            for name in fault.during:
                if name not in names:
                    raise WrongValue(
                        Said(
                            "during_strange", {"fault": repr(fault.id), "known": ", ".join(names), "found": repr(name)}
                        )
                    )
        moments = {*names, "rep", "done", "start"}
        for cue in self.cue:
            if cue.at not in moments:
                raise WrongValue(Said("cue_strange", {"known": ", ".join(sorted(moments)), "found": repr(cue.at)}))
        return self

    @model_validator(mode="after")
    def _is_whole_from_every_view(self) -> Self:
        views = [self.view, *(other.view for other in self.other_view)]
        if len(set(views)) != len(views):
            raise WrongValue(Said("views_alike", {"found": ", ".join(views)}))
        for other in self.other_view:
            phases, faults = [phase.name for phase in self.phases], [fault.id for fault in self.fault]
            asked = [*((each.name, phases) for each in other.phase), *((each.id, faults) for each in other.fault)]
            for found, known in (*asked, *((each, faults) for each in other.unwatched)):
                if found not in known:
                    view, names = repr(other.view), ", ".join(known)
                    raise WrongValue(Said("other_view_strange", {"view": view, "known": names, "found": repr(found)}))
            try:
                self.seen_from(other.view)
            except ValidationError as problem:
                error = problem.errors(include_url=False)[0]
                why = error.get("ctx", {}).get("error")
                said = why.said if isinstance(why, WrongValue) else error["msg"]
                raise WrongValue(Said("other_view_wrong", {"view": repr(other.view), "why": said})) from None
        return self

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """All phases, those of the other order last."""
        return (*self.phase, *self.other_order)

    @cached_property
    def orders(self) -> tuple[tuple[Phase, ...], ...]:
        """The orders in which a repetition may go through its phases, each beginning with the first phase."""
        return (self.phase, (self.phase[0], *self.other_order)) if self.other_order else (self.phase,)

    @cached_property
    def measures(self) -> frozenset[str]:
        """Registry names of every measure that the file uses, sides filled in."""
        conditions = [*self.baseline.when, *self.posture]
        for phase in self.phases:
            conditions += [*phase.enter, *phase.stay, *phase.give_up]
        for fault in self.fault:
            conditions += [*fault.when, *fault.until, *fault.hint]
        names = {condition.measure for condition in conditions} | {self.gauge.measure}
        return frozenset(full for name in names for full in sides_of(name))

    def seen_from(self, view: str) -> Exercise:
        """The exercise as it is coached from that view, its own or one of ``other_view``. Raises KeyError for another one."""
        if view == self.view:
            return self
        other = {str(each.view): each for each in self.other_view}[view]
        given = {
            key: value
            for key in ("camera", "needs", "can_spare", "gauge", "baseline", "posture")
            if (value := getattr(other, key)) is not None
        }
        phases = {phase.name: phase for phase in other.phase}
        faults = {fault.id: fault for fault in other.fault}
        own = {key: getattr(self, key) for key in type(self).model_fields}
        seen = Exercise.model_validate(
            {
                **own,
                **given,
                "view": view,
                "phase": tuple(phases.get(phase.name, phase) for phase in self.phase),
                "other_order": tuple(phases.get(phase.name, phase) for phase in self.other_order),
                "fault": tuple(faults.get(fault.id, fault) for fault in self.fault),
                "other_view": (),
            }
        )
        seen._seen, seen._own_view = other, self.view
        return seen

    @property
    def views(self) -> tuple[ExerciseView, ...]:
        """From where it can be coached, its own view first."""
        return (self.view, *(other.view for other in self.other_view))

    @property
    def own_view(self) -> ExerciseView:
        """The view that its file asks for, whichever it is seen from."""
        return self._own_view or self.view

    @property
    def turned(self) -> tuple[float, float] | None:
        """From where to where the person is turned away from the camera, where it is seen from another view than its own."""
        return self._seen.turned if self._seen else None

    @property
    def unwatched(self) -> tuple[str, ...]:
        """Ids of the faults that cannot be seen from this view."""
        return self._seen.unwatched if self._seen else ()

    def with_hold(self, hold_s: float) -> Exercise:
        """The same exercise with another hold asked, in seconds (0 … 600), as a progression or a shorter sample needs.

        Raises ValueError where the exercise has no hold.
        """
        if not self.dose.hold_s:
            raise ValueError(f"{self.id} has no hold")
        return self.model_copy(update={"dose": self.dose.model_copy(update={"hold_s": hold_s})})

    def with_reps(self, reps: int) -> Exercise:
        """The same exercise with other repetitions asked (1 … 200, per side where there are sides), as a progression needs.

        Raises ValueError where they are out of range.
        """
        if not 1 <= reps <= 200:
            raise ValueError(f"expected 1 to 200 repetitions; found {reps}")
        return self.model_copy(update={"dose": self.dose.model_copy(update={"reps": reps})})

    @property
    def _gauge_turn(self) -> float | None:
        """Where a phase wants the gauge on the other side of its start, how far."""
        ways = [
            condition.below
            for phase in self.phase[1:]
            for condition in phase.enter
            if condition.measure == self.gauge.measure and condition.below is not None and condition.below < 0
        ]
        return min(ways, default=None) if self.sides == "none" else None

    def card(self) -> ExerciseCard:
        """What an output needs to know."""
        return ExerciseCard(
            id=self.id,
            title=self.title,
            source=self.source,
            position=self.position,
            view=self.view,
            sides=self.sides,
            reps=self.dose.reps,
            hold_s=self.dose.hold_s,
            gauge=self.gauge.measure,
            gauge_target=self.gauge.target,
            gauge_unit=unit_of(self.gauge.measure),
            instructions=self.instructions,
            faults={fault.id: fault.why for fault in self.fault},
            highlight=self.highlight or self.needs,
            gauge_error=expected_error(self.gauge.measure, self.view, self.id),
            watches_low_back=any(fault.low_back for fault in self.fault),
            low_back_faults=tuple(fault.id for fault in self.fault if fault.low_back),
            fault_cues={fault.id: fault.cue for fault in self.fault},
            gauge_turn=self._gauge_turn,
        )
