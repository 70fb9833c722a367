"""What a plan asks for today, in place of the minutes that the rules would choose. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from coach.engine.plan_spec import Plan
from coach.engine.spec import Exercise
from coach.record.entries import StoredSession
from coach.weeks.minutes_today import Candidate, Chosen, MinutesToday, waits
from coach.weeks.today import WARM_UP, same_part


def minutes_of(
    plan: Plan,
    candidates: Iterable[Candidate],
    now: datetime,
    *,
    done: Iterable[StoredSession] = (),
    warm_up: Exercise | None = None,
    warm: bool = False,
) -> MinutesToday:
    """The plan's exercises of today, in its order, without those that hurt lately: they wait as without a plan.

    candidates, done, warm_up, warm: as for ``minutes_today``. What is asked several times a day is done for this part of the
    day once it was done in it.
    """
    there: Mapping[str, Candidate] = {each.exercise.id: each for each in candidates}
    today = [session for session in done if session.day == now.date() and session.completed]
    chosen, finished = [], set()
    for ask in plan.asked_on(now.date()):
        of = there.get(ask.exercise)
        if of is None or waits(of, now.date()):
            continue
        of_it = [session for session in today if session.exercise == ask.exercise]
        if len(of_it) >= ask.times or any(same_part(session.started, now) for session in of_it):
            finished.add(ask.exercise)
        chosen.append(Chosen(of.exercise, "plan", note=ask.note))
    is_warm = warm or warm_up is None or any(each.exercise.id == WARM_UP for each in chosen)
    return MinutesToday(tuple(chosen), None if is_warm else warm_up, frozenset(finished), plan.title)
