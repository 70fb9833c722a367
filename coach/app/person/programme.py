"""One person's programme: what is stored of them, and what the rules make of it now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, Literal

from coach.app.person.plan_answering import held_plans
from coach.doses import Standing
from coach.engine import catalog, routines
from coach.engine.plan_spec import HeldPlan
from coach.engine.routine_spec import Routine, minutes, overridden
from coach.engine.spec import Exercise
from coach.errors import Figure, SafetyError
from coach.record.entries import DoseWish, PainScore, PainStop, Screening, StoredSession, Walk
from coach.record.store import diary, open_for_reading, standard_place
from coach.record.store.plans import plans_of
from coach.record.store.sessions import sessions_of
from coach.weeks import screening
from coach.weeks.minutes_today import WARM_UP_MINUTES, Candidate, MinutesToday, minutes_today
from coach.weeks.plan_today import minutes_of
from coach.weeks.progression import standing
from coach.weeks.today import WARM_UP, position_name
from coach.weeks.walking import minutes_by_day
from coach.words.programme import ProgrammePhrases
from coach.words.wording import ENGLISH, Wording

WARM_FOR: Final = timedelta(minutes=60)
"""How long after a walk, or after marching in place, the muscles are still warm (chosen)."""

WarmUpNeed = Literal["none", "march", "ask"]
"""none: the person is warm. march: the routine begins with marching in place. ask: it goes without; say so, and ask."""


@dataclass(frozen=True)
class PlannedRoutine:
    """A routine as this person does it now: each exercise in its dose, the warm-up first; rests_s: the rest behind each."""

    routine: Routine
    exercises: tuple[Exercise, ...]
    rests_s: tuple[float, ...]

    @property
    def minutes(self) -> float:
        """About how long it takes."""
        return minutes(self.exercises, self.rests_s)


@dataclass(frozen=True)
class Programme:
    """What is stored of one profile. screened: the safety answers that hold, None when they were never asked.

    plans: all that were ever taken in, oldest first. today: when all of it was read. wording: in which language it is told.
    commands: whether what is told names commands, as in a terminal; on the screen there are pages for it.
    """

    profile: str
    screened: Screening | None = None
    pains: list[PainScore] = field(default_factory=list)
    left_out: frozenset[str] = frozenset()
    wishes: dict[str, DoseWish] = field(default_factory=dict)
    walks: list[Walk] = field(default_factory=list)
    sessions: dict[str, list[StoredSession]] = field(default_factory=dict)
    pain_stops: list[PainStop] = field(default_factory=list)
    plans: tuple[HeldPlan, ...] = ()
    today: date = date.min
    wording: Wording = ENGLISH
    commands: bool = True

    @property
    def cold(self) -> str:
        """That the muscles are cold, and what to do."""
        return self._words.cold_by_command if self.commands else self._words.cold

    @property
    def _words(self) -> ProgrammePhrases:
        return self.wording.programme

    def all_sessions(self) -> list[StoredSession]:
        """Every session, exercise by exercise."""
        return [session for of_exercise in self.sessions.values() for session in of_exercise]

    def why_screen(self) -> str:
        """Why the safety questions must be asked before exercising, empty when they need not."""
        if self.screened is None:
            return self.wording.safety.never_answered
        return screening.why_ask_again(self.screened, self.pains, self.wording.safety)

    def severe_today(self, today: date) -> PainScore | None:
        """The newest pain score, where it is of today and severe: then rest, or a walk, is what is due."""
        return screening.severe_today(self.pains, today)

    @property
    def pain_worse_now(self) -> bool:
        """Whether pain became worse with the newest score, and that is to be said: after an answer not every few days."""
        worse = bool(self.pains) and screening.worsenings(self.pains)[-1:] == self.pains[-1:]
        return worse and bool(self.why_screen())

    def why_left_out(self, exercise: Exercise) -> str:
        """Why this person does not do an exercise, empty when they may."""
        if exercise.id in self.left_out:
            if not self.commands:
                return self._words.you_left_it_out_page
            return self._words.you_left_it_out.format(command=f"coach leave-out {exercise.id} --undo")
        if self.screened is None:
            return ""
        positions = (exercise.position, *exercise.also)
        return screening.why_excluded(exercise.id, positions, self.screened.answers, self.wording.safety)

    def standing(self, exercise: Exercise) -> Standing:
        """Where this person stands in an exercise."""
        of_exercise = self.sessions.get(exercise.id, [])
        stops = [stop for stop in self.pain_stops if stop.exercise == exercise.id]
        wish, asked = self.wishes.get(exercise.id), self._dose_of_plan(exercise)
        return standing(exercise.dose, of_exercise, self.pains, wish, stops, plan=asked)

    def plan_on(self, day: date) -> HeldPlan | None:
        """The therapist's plan that says what is done on that day."""
        return next((held for held in reversed(self.plans) if held.holds_on(day)), None)

    def times_on(self, day: date) -> dict[str, int]:
        """How often the plan asks for its exercises on that day, by their ids."""
        held = self.plan_on(day)
        return {} if held is None else {ask.exercise: ask.times for ask in held.plan.asked_on(day)}

    @property
    def plan_now(self) -> HeldPlan | None:
        """The plan that is not taken out, whether it is for today or not."""
        return next((held for held in reversed(self.plans) if held.removed is None), None)

    def _dose_of_plan(self, exercise: Exercise) -> DoseWish | None:
        held = self.plan_on(self.today)
        ask = held.ask_of(exercise.id) if held is not None else None
        if held is None or ask is None or (ask.reps is None and ask.hold_s is None):
            return None
        return DoseWish(self.profile, exercise.id, held.imported, ask.reps, ask.hold_s)

    def dosed(self, exercise: Exercise) -> Exercise:
        """The exercise with the dose of this person's stage."""
        stage = self.standing(exercise).stage
        dosed = exercise.with_reps(stage.reps)
        return dosed.with_hold(stage.hold_s) if stage.hold_s and exercise.dose.hold_s else dosed

    def plan(
        self, exercises: Sequence[Exercise], today: date, *, named: bool, report: Callable[[str], None]
    ) -> list[Exercise]:
        """What is to be done of these, each in its dose, the warm-up first where the order is free.

        named: the user asked for just these, in this order. report is given what is left out, and whether to warm up.
        Raises SafetyError where one that was named must be left out, or all must.
        """
        self._require_cleared()
        planned = []
        for exercise in exercises:
            why = self.why_left_out(exercise)
            if not why:
                planned.append(self.dosed(exercise))
            elif named:
                said = self._words.is_left_out if self.commands else self._words.is_left_out_page
                raise SafetyError(said.format(title=self.wording.title(exercise), why=why))
            else:
                report(self._words.left_out_because.format(title=self.wording.title(exercise), why=why))
        if not planned:
            raise SafetyError(self._words.all_left_out if self.commands else self._words.all_left_out_page)
        if not named:
            planned.sort(key=lambda exercise: exercise.id != WARM_UP)
        if planned[0].id != WARM_UP and not self._warm(today):
            report(self.cold)
        return planned

    def minutes_today(self, exercises: Sequence[Exercise], now: datetime) -> MinutesToday:
        """The few minutes of today, chosen out of these; none where a physician comes first or pain is severe today."""
        if self.physician_first or self.severe_today(now.date()) is not None:
            return MinutesToday(())
        candidates = [
            Candidate(
                self.dosed(exercise),
                self.sessions.get(exercise.id, ()),
                [stop for stop in self.pain_stops if stop.exercise == exercise.id],
            )
            for exercise in exercises
            if not self.why_left_out(exercise)
        ]
        warm_up = None if self._march_left_out() else routines.march(WARM_UP_MINUTES)
        done, warm, held = self.all_sessions(), self._warm_at(now), self.plan_on(now.date())
        if held is not None:
            return minutes_of(held.plan, candidates, now, done=done, warm_up=warm_up, warm=warm)
        return minutes_today(candidates, now, done=done, warm_up=warm_up, warm=warm)

    def plan_today(self, exercises: Sequence[Exercise], now: datetime) -> MinutesToday:
        """What is still to be done of them. Raises SafetyError where nothing may be, or is."""
        self._require_cleared()
        severe = self.severe_today(now.date())
        if severe is not None:
            raise SafetyError(self.wording.safety.severe_now.format(score=severe.score))
        planned = self.minutes_today(exercises, now)
        if not planned.exercises:
            raise SafetyError(self._words.today_is_done if planned.chosen else self.nothing_today(planned))
        return planned

    def nothing_today(self, planned: MinutesToday) -> str:
        """Why there is nothing to do."""
        return self._words.plan_rests.format(title=planned.plan) if planned.plan else self._words.nothing_for_today

    def warm_up_need(self, routine: Routine, now: datetime) -> WarmUpNeed:
        """What of a warm-up a routine needs now: none within an hour of a walk or of marching in place."""
        if self._warm_at(now):
            return "none"
        return "march" if routine.warm_up.kind == "march" and not self._march_left_out() else "ask"

    def plan_routine(
        self,
        routine: Routine,
        now: datetime,
        *,
        march: bool | None = None,
        position: str | None = None,
        report: Callable[[str], None],
    ) -> PlannedRoutine:
        """What this person does of a routine now, each exercise in the dose of their stage or in the routine's own.

        march: whether it begins with marching in place; None leaves that to ``warm_up_need``. position: only what can be
        done in it. report is given what is left out, and where a warm-up is missing.
        Raises SafetyError where a physician must be asked first, or nothing of the routine is left.
        """
        self._require_cleared()
        planned: list[Exercise] = []
        rests: list[float] = []
        for step in routine.step:
            exercise = catalog.find(step.exercise)
            if position not in (None, exercise.position, *exercise.also):
                continue
            why = self.why_left_out(exercise)
            if why:
                report(self._words.left_out_because.format(title=self.wording.title(exercise), why=why))
                continue
            planned.append(overridden(self.dosed(exercise), step))
            rests.append(routine.rest_behind(step))
        if not planned:
            raise SafetyError(self._nothing_left(routine, position))
        need = self.warm_up_need(routine, now)
        if need == "march" if march is None else march and not self._march_left_out():
            planned.insert(0, routines.march(routine.warm_up.minutes))
            rests.insert(0, routine.rest_s)
        elif need != "none":
            report(self.cold)
        return PlannedRoutine(routine, tuple(planned), tuple(rests))

    @property
    def physician_first(self) -> bool:
        """Whether the safety answers send to a physician before any exercise."""
        return self.screened is not None and screening.advice(self.screened.answers).physician_first

    def _require_cleared(self) -> None:
        if self.physician_first:
            raise SafetyError(self._words.physician_first if self.commands else self.wording.safety.physician_before)

    def _nothing_left(self, routine: Routine, position: str | None) -> str:
        title = self.wording.routine_title(routine)
        if not self.commands:
            return self._words.nothing_left_page.format(title=title)
        if position is None:
            return self._words.nothing_left.format(title=title)
        there = position_name(position, self._words)
        return self._words.nothing_left_position.format(title=title, position=there)

    def _march_left_out(self) -> bool:
        return bool(self.why_left_out(catalog.find(WARM_UP)))

    def _warm_at(self, now: datetime) -> bool:
        ends = [walk.started + timedelta(minutes=walk.minutes) for walk in self.walks]
        ends += [session.started for session in self.sessions.get(WARM_UP, []) if session.completed]
        return any(abs(now - end) <= WARM_FOR for end in ends)

    def _warm(self, today: date) -> bool:
        warmed_up = [
            session for session in self.sessions.get(WARM_UP, []) if session.day == today and session.completed
        ]
        return bool(warmed_up) or today in minutes_by_day(self.walks)


def load(
    profile: str,
    now: datetime,
    report: Callable[[Figure], None],
    wording: Wording = ENGLISH,
    *,
    commands: bool = True,
) -> Programme:
    """Reads a profile's record; an empty one where nothing was ever stored. Raises StoreError where it cannot be read."""
    with open_for_reading(standard_place(), now, report) as database:
        sessions: dict[str, list[StoredSession]] = defaultdict(list)
        for session in sessions_of(database, profile, curves=False):
            sessions[session.exercise].append(session)
        return Programme(
            profile=profile,
            screened=diary.newest_screening(database, profile),
            pains=diary.pain_of(database, profile),
            left_out=diary.left_out_by(database, profile),
            wishes=diary.dose_wishes_of(database, profile),
            walks=diary.walks_of(database, profile),
            sessions=dict(sessions),
            pain_stops=diary.pain_stops_of(database, profile),
            plans=held_plans(plans_of(database, profile), report),
            today=now.date(),
            wording=wording,
            commands=commands,
        )
