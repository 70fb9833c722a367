"""A plan and its answers in sentences, in one language. Pure."""

from __future__ import annotations

from coach.doses import Stage
from coach.engine.plan_spec import DAYS, Ask, Plan
from coach.record.entries import PlanAnswer, PlanAnswers
from coach.weeks.report_words import ReportWords


class PlanLines:
    """words: of the exercises that there are and that are in the plan."""

    def __init__(self, words: ReportWords) -> None:
        self._words = words
        self._wording = words.wording
        self._phrases = words.wording.plan

    def head(self, plan: Plan) -> list[str]:
        """What it is called, from whom it is, when it holds, and its note."""
        phrases = self._phrases
        first, last = plan.first_day, plan.last_day
        lines = [self.named(plan.title, plan.by)]
        if first and last:
            lines.append(phrases.between.format(first=phrases.date_of(first), last=phrases.date_of(last)))
        elif first:
            lines.append(phrases.from_on.format(first=phrases.date_of(first)))
        elif last:
            lines.append(phrases.until.format(last=phrases.date_of(last)))
        return [*lines, *([plan.note] if plan.note else [])]

    def named(self, title: str, by: str) -> str:
        """A plan by its title, and by who made it."""
        title = title or self._phrases.plan
        return self._phrases.by.format(title=title, by=by) if by else title

    def asks(self, plan: Plan) -> list[str]:
        """What it asks for, an exercise a line."""
        inside = {exercise.id: exercise for exercise in plan.exercise}
        return [self._ask(ask, ask.exercise in inside) for ask in plan.ask]

    def _ask(self, ask: Ask, inside: bool) -> str:
        phrases, title = self._phrases, self._words.title(ask.exercise)
        if inside:
            title = phrases.inside.format(title=title)
        dose = self.dose(ask.exercise, ask.reps, ask.hold_s)
        days = self.days(tuple(DAYS.index(day) for day in ask.days), ask.times)
        said = phrases.ask.format(title=title, dose=dose, days=days)
        return phrases.ask_noted.format(ask=said, note=ask.note) if ask.note else said

    def dose(self, exercise: str, reps: int | None, hold_s: float | None) -> str:
        """How much is asked."""
        if reps is None and hold_s is None:
            return self._phrases.as_far
        card = self._words.card(exercise)
        if card is None:
            return self._words.dose_of(exercise, Stage(reps or 1, hold_s or 0.0), sides=False)
        stage = Stage(reps or card.reps, card.hold_s if hold_s is None else hold_s)
        return self._words.dose_of(exercise, stage, sides=card.sides != "none")

    def days(self, days: tuple[int, ...], times: int) -> str:
        """On which days, and how often on each."""
        phrases = self._phrases
        named = ", ".join(str(getattr(phrases, DAYS[day])) for day in sorted(days)) or phrases.every_day
        return phrases.times.format(days=named, times=times) if times > 1 else named

    def answered(self, plan: PlanAnswers) -> tuple[str, list[str]]:
        """A heading, and what became of each exercise, a line each."""
        phrases = self._phrases
        heading = phrases.so_far.format(
            title=self.named(plan.title, plan.by), first=phrases.date_of(plan.first), last=phrases.date_of(plan.last)
        )
        if plan.ended:
            heading = phrases.was_removed.format(plan=heading)
        return heading, [self._answer(each) for each in plan.answers]

    def _answer(self, answer: PlanAnswer) -> str:
        phrases, title = self._phrases, self._title(answer)
        said = phrases.answer.format(title=title, done=answer.done, asked=answer.asked, missed=answer.missed)
        if not answer.asked:
            said = phrases.answer_nothing.format(title=title)
        if answer.begun:
            said = phrases.answer_begun.format(answer=said, begun=answer.begun)
        remarks = self.remarks(answer)
        return phrases.remarks.format(answer=said, remarks=remarks) if remarks else said

    def _title(self, answer: PlanAnswer) -> str:
        """In the language that is set where the exercise is there."""
        known = self._words.title(answer.exercise)
        return answer.title if known == answer.exercise else known

    def row(self, answer: PlanAnswer) -> tuple[str, ...]:
        """The same for a table: exercise, dose, days, asked, done, begun, missed, remarks."""
        counts = (answer.asked, answer.done, answer.begun, answer.missed)
        remarks = "; ".join(filter(None, (self.remarks(answer), answer.note)))
        return (
            self._title(answer),
            self.dose(answer.exercise, answer.reps, answer.hold_s),
            self.days(answer.days, answer.times),
            *map(str, counts),
            remarks,
        )

    def remarks(self, answer: PlanAnswer) -> str:
        """What else is to be said of it, empty where there is nothing."""
        phrases = self._phrases
        said = []
        if answer.by_hand:
            said.append(phrases.of_them_by_hand.format(count=answer.by_hand))
        if answer.less:
            said.append(phrases.of_them_less.format(count=answer.less))
        if answer.beside:
            said.append(phrases.beside.format(count=answer.beside))
        if answer.hurt:
            said.append(phrases.hurt.format(days=", ".join(map(str, answer.hurt))))
        if answer.left_out:
            said.append(phrases.left_out)
        return "; ".join(said)
