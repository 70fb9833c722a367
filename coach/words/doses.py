"""How much is asked, and why that much, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from coach.doses import (
    Cause,
    CleanOn,
    FaultsOn,
    FirstStep,
    FullDose,
    HurtOn,
    MoreCleanDays,
    PainWorseOn,
    PlanAsks,
    SetByHand,
    Stage,
    Standing,
)
from coach.words.programme import ProgrammePhrases


@dataclass(frozen=True, slots=True)
class DoseWords:
    """The words of one language. decimal: the sign between whole seconds and tenths."""

    phrases: ProgrammePhrases = field(default_factory=ProgrammePhrases.english)
    decimal: str = "."

    def dose(self, stage: Stage, *, each_side: bool = False, steps: bool = False) -> str:
        """How much it is. each_side: the repetitions are asked on each side; steps: each of them is a step of a leg."""
        said = self.phrases.for_count(self.phrases.dose, stage.reps, reps=stage.reps)
        if steps:
            said = self.phrases.dose_steps.format(reps=stage.reps)
        elif each_side:
            said = self.phrases.dose_side.format(dose=said)
        if stage.hold_s:
            said = self.phrases.dose_hold.format(dose=said, hold=f"{stage.hold_s:g}".replace(".", self.decimal))
        return said

    def why(self, standing: Standing) -> str:
        """Why it is that much."""
        cause = self._cause(standing.cause)
        if not standing.steps:
            return cause
        return (self.phrases.step_up if standing.steps > 0 else self.phrases.step_down).format(why=cause)

    def next(self, standing: Standing) -> str:
        """What leads on."""
        match standing.next:
            case FullDose(of_plan=of_plan):
                return self.phrases.plan_full if of_plan else self.phrases.full_dose
            case MoreCleanDays(days=1, to=to):
                return self.phrases.one_more_day.format(dose=self.dose(to))
            case MoreCleanDays(days=days, to=to):
                return self.phrases.more_days.format(days=days, dose=self.dose(to))

    def _cause(self, cause: Cause) -> str:
        phrases = self.phrases
        match cause:
            case FirstStep():
                return phrases.where_all_begin
            case SetByHand(day=day):
                return phrases.you_set_it.format(day=phrases.date_of(day))
            case PlanAsks():
                return phrases.plan_asks
            case HurtOn(day=day):
                return phrases.hurt_on.format(day=phrases.date_of(day))
            case PainWorseOn(day=day):
                return phrases.pain_worse_on.format(day=phrases.date_of(day))
            case FaultsOn(day=day, faulty=faulty, count=count):
                return phrases.faults_on.format(faulty=faulty, count=count, day=phrases.date_of(day))
            case CleanOn(first=first, second=second):
                return phrases.clean_on.format(first=phrases.date_of(first), second=phrases.date_of(second))


ENGLISH_DOSES: Final = DoseWords()
