"""How the dose grows and shrinks: 3, then 5, up to 10 repetitions a side, holds likewise, by rule and explained.

"2 Stretches for Upper Back Pain Relief" gives the steps. The rule is ours: two days of exercise running, on which the dose
was done and every repetition was clean, lead one step up; pain in the exercise, pain that became worse on such a day or the
day after, or many faults, one step down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
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
from coach.engine.spec import Dose
from coach.record.entries import DoseWish, PainScore, PainStop, StoredSession
from coach.values import Rep
from coach.weeks.screening import worsenings

CLEAN_DAYS: Final = 2
"""Days of exercise running, all clean, that lead a step up (chosen)."""

MANY_FAULTS: Final = 0.5
"""Share of a day's repetitions that did not count or had a fault, above which the dose goes a step down (chosen)."""


def stages(dose: Dose) -> tuple[Stage, ...]:
    """The steps of an exercise file's dose, from the first on. Holds grow evenly up to hold_max_s where there is one."""
    reps = dose.progression or (dose.reps,)
    longest = dose.hold_max_s or dose.hold_s
    if len(reps) == 1:
        return (
            (Stage(reps[0], dose.hold_s),)
            if longest <= dose.hold_s
            else (Stage(reps[0], dose.hold_s), Stage(reps[0], longest))
        )
    step = (longest - dose.hold_s) / (len(reps) - 1)
    return tuple(Stage(count, round(dose.hold_s + index * step, 1)) for index, count in enumerate(reps))


def standing(
    dose: Dose,
    sessions: Iterable[StoredSession],
    pains: Sequence[PainScore] = (),
    wish: DoseWish | None = None,
    stops: Iterable[PainStop] = (),
    *,
    plan: DoseWish | None = None,
) -> Standing:
    """Where somebody stands. sessions, stops: all of this exercise and person, in any order. wish: what was set by hand.

    plan: what a therapist's plan asks for since it was taken in; the rule leads down from it and back to it, never beyond.
    Whoever sets a dose by hand after that has the last word.
    """
    steps = stages(dose)
    if plan is not None and wish is not None and wish.wished < plan.wished:
        wish = None
    if wish is not None and wish.reps is None and wish.hold_s is None:
        wish = None
    by_plan = plan is not None and wish is None
    wish = wish or plan
    since = None if wish is None else wish.wished
    done = [session for session in sessions if since is None or session.started >= since]
    if wish is None:
        course = _Course(steps, steps[0], FirstStep())
    else:
        begun = Stage(wish.reps or steps[0].reps, steps[0].hold_s if wish.hold_s is None else wish.hold_s)
        cause = PlanAsks() if by_plan else SetByHand(wish.wished.date())
        if by_plan:
            steps = (*(step for step in steps if step < begun and step.hold_s <= begun.hold_s), begun)
        course = _Course(steps, begun, cause)
    days = {session.day for session in done}
    worse = [pain for pain in worsenings(pains) if since is None or pain.scored >= since]
    taken: list[tuple[datetime, Callable[[], None]]] = [
        *((session.started, partial(course.exercised, session)) for session in done),
        *((stop.reported, partial(course.hurt, stop.day)) for stop in stops if since is None or stop.reported >= since),
        *(
            (pain.scored, partial(course.pain_worse, pain.scored.date()))
            for pain in worse
            if not days.isdisjoint((pain.scored.date(), pain.scored.date() - timedelta(days=1)))
        ),
    ]
    for _, take in sorted(taken, key=lambda each: each[0]):
        take()
    following = FullDose(of_plan=True) if by_plan and course.stage == steps[-1] else course.next()
    return Standing(course.stage, course.cause, following, course.moved)


class _Course:
    """The steps up and down, in the order in which things happened.

    What was reached stays: an evening in which something went wrong takes back no step of the morning, unless so much went
    wrong that it leads down by itself. Pain does: a day with pain leads down and never up. A day leads down once.
    """

    def __init__(self, steps: tuple[Stage, ...], stage: Stage, cause: Cause) -> None:
        self._steps = steps
        self.stage = stage
        self.cause = cause
        self.moved = 0
        self._clean: list[date] = []
        self._day = self._lowered = date.min
        self._reps: list[Rep] = []
        self._was_done = self._is_over = False
        self._raised_from: Stage | None = None

    def exercised(self, session: StoredSession) -> None:
        """Takes one session of the exercise."""
        self._begin(session.day)
        self._reps += [stored.rep for stored in session.reps]
        self._was_done = self._was_done or self._done(session)
        faulty = sum(not rep.counted or bool(rep.faults) for rep in self._reps)
        if self._reps and faulty / len(self._reps) > MANY_FAULTS:
            self._down(FaultsOn(session.day, faulty, len(self._reps)))
        elif faulty:
            self._clean = []
        elif self._was_done and self._reps and not self._is_over and session.day not in self._clean:
            self._clean.append(session.day)
            if len(self._clean) == CLEAN_DAYS:
                self._up(CleanOn(self._clean[0], self._clean[-1]))

    def hurt(self, day: date) -> None:
        """It hurt in the exercise."""
        self._begin(day)
        self._take_back()
        self._down(HurtOn(day))

    def pain_worse(self, day: date) -> None:
        """The pain became worse."""
        self._begin(day)
        self._take_back()
        self._down(PainWorseOn(day))

    def next(self) -> FullDose | MoreCleanDays:
        """What leads on from here."""
        higher = [step for step in self._steps if step > self.stage]
        return MoreCleanDays(CLEAN_DAYS - len(self._clean), higher[0]) if higher else FullDose()

    def _done(self, session: StoredSession) -> bool:
        asked = Stage(session.reps_asked, session.hold_asked_s)
        return session.completed and asked.reps >= self.stage.reps and asked.hold_s >= self.stage.hold_s

    def _begin(self, day: date) -> None:
        if day == self._day:
            return
        if self._day not in self._clean and self._reps:
            self._clean = []
        self._day, self._reps, self._was_done, self._is_over = day, [], False, False
        self._raised_from = None

    def _take_back(self) -> None:
        if self._raised_from is not None:
            self.stage, self._raised_from = self._raised_from, None

    def _up(self, cause: Cause) -> None:
        self._is_over = True
        self._raised_from = self.stage
        higher = [step for step in self._steps if step > self.stage]
        self._move(higher[0] if higher else self.stage, cause)

    def _down(self, cause: Cause) -> None:
        if self._lowered == self._day:
            return
        self._lowered, self._is_over = self._day, True
        lower = [step for step in self._steps if step < self.stage]
        self._move(lower[-1] if lower else self.stage, cause)

    def _move(self, stage: Stage, cause: Cause) -> None:
        self.cause, self.moved = cause, (stage > self.stage) - (stage < self.stage)
        self.stage = stage
        self._clean = []
