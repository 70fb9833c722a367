"""What became of what a plan asks for: exercise by exercise, asked, done, missed. Pure; days are given to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from coach.engine.plan_spec import DAYS, Ask, HeldPlan
from coach.engine.spec import Exercise
from coach.record.entries import PainStop, PlanAnswer, PlanAnswers, StoredSession

LONGEST: Final = timedelta(days=3660)
"""How far back a plan is looked at (chosen: ten years; no plan lasts as long)."""


def answers(
    held: HeldPlan,
    exercise: Callable[[str], Exercise | None],
    sessions: Iterable[StoredSession],
    stops: Iterable[PainStop],
    today: date,
    *,
    since: date | None = None,
    left_out: Collection[str] = (),
) -> PlanAnswers:
    """Everything that one plan asked for, and what became of it. sessions, stops: of the person, in any order.

    exercise: gives that of an id, None where there is none any more. A day counts as missed once it is over. The days on
    which a plan is taken in and taken out again are of two plans: what was done on them counts, nothing was missed.
    """
    plan = held.plan
    began = held.imported.date()
    ends = today if held.removed is None else held.removed.date()
    first = max(filter(None, (began, plan.first_day, since, today - LONGEST)))
    last = min(filter(None, (ends, plan.last_day, today)))
    done, hurt = list(sessions), list(stops)
    return PlanAnswers(
        plan.title,
        plan.by,
        plan.note,
        held.imported,
        first,
        max(first, last),
        ended=not held.holds_on(today) and today >= first,
        answers=tuple(
            _answer(
                ask,
                exercise(ask.exercise),
                [session for session in done if session.exercise == ask.exercise and first <= session.day <= last],
                [first + timedelta(days=number) for number in range((last - first).days + 1)],
                open_days={began, today} | ({ends} if held.removed is not None else set()),
                hurt=sorted({stop.day for stop in hurt if stop.exercise == ask.exercise and first <= stop.day <= last}),
                left_out=ask.exercise in left_out,
            )
            for ask in plan.ask
        ),
    )


def _answer(
    ask: Ask,
    exercise: Exercise | None,
    sessions: Sequence[StoredSession],
    days: Sequence[date],
    *,
    open_days: Collection[date],
    hurt: Sequence[date],
    left_out: bool,
) -> PlanAnswer:
    answer = PlanAnswer(
        ask.exercise,
        ask.exercise if exercise is None else exercise.title,
        exercise is not None and exercise.sides != "none",
        ask.reps,
        ask.hold_s,
        ask.times,
        tuple(DAYS.index(day) for day in ask.days),
        ask.note,
        hurt=tuple(hurt),
        left_out=left_out,
    )
    for day in days:
        whole = [session for session in sessions if session.day == day and session.completed]
        if not ask.is_for(day):
            answer = replace(answer, beside=answer.beside + len(whole))
            continue
        partly = sum(session.day == day and not session.completed and bool(session.reps) for session in sessions)
        done = min(ask.times, len(whole))
        begun = min(ask.times - done, partly)
        missed = 0 if day in open_days else ask.times - done - begun
        answer = replace(
            answer,
            asked=answer.asked + done + begun + missed,
            done=answer.done + done,
            begun=answer.begun + begun,
            missed=answer.missed + missed,
            by_hand=answer.by_hand + sum(not session.reps for session in whole[:done]),
            less=answer.less + sum(_is_less(session, ask) for session in whole[:done]),
            beside=answer.beside + len(whole) - done,
        )
    return answer


def _is_less(session: StoredSession, ask: Ask) -> bool:
    return session.reps_asked < (ask.reps or 0) or session.hold_asked_s < (ask.hold_s or 0.0)
