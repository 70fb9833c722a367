"""The exercise file: what it may say, and what it means once read.

pydantic stands at the border and refuses what is unknown, misspelt or out of range; behind it everything is frozen.
An exercise is a cycle of phases over named measures. A condition compares one measure with a number and nothing else:
whatever is algorithmic becomes a named, tested measure.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, PrivateAttr, ValidationError, field_validator, model_validator

from coach.engine.spec_parts import (
    LEAST_FOR_SPEED,
    Baseline,
    Condition,
    Conditions,
    CueLine,
    Dose,
    ExerciseView,
    Fault,
    Gauge,
    Line,
    Name,
    OtherView,
    Part,
    Phase,
    Position,
    Series,
    Sides,
    Text,
    Threshold,
)
from coach.errors import Refused, Said, WrongValue
from coach.landmarks import GROUPS
from coach.measures.expected import expected_error
from coach.measures.names import sides_of, unit_of
from coach.values import ExerciseCard

__all__ = [
    "LEAST_FOR_SPEED",
    "Baseline",
    "Condition",
    "Conditions",
    "CueLine",
    "Dose",
    "Exercise",
    "ExerciseView",
    "Fault",
    "Gauge",
    "Line",
    "OtherView",
    "Phase",
    "Position",
    "Series",
    "Sides",
    "Threshold",
]


class Exercise(Part):
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
                said = why.said if isinstance(why, Refused) else error["msg"]
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
