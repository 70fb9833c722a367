"""The few minutes of today: a warm-up and four or five exercises, chosen by the rules of the articles. Pure.

What the rules are, and where they come from: the two stretches with which everybody begins ("2 Stretches for Upper Back Pain
Relief") and what has waited longest go before the rest; what slipped last time is practised again; what hurt waits, as
discomfort means another try later ("Upper Back Pain"); the long holds on the floor are for morning and night ("Upper Back
Pain Exercises at Home"); new exercises come a few at a time. Of all choices that fit the minutes, the one is taken that is
worth most and moves the camera and the person least.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations, pairwise
from typing import Final, Literal

from coach.engine.routine_spec import TimeOfDay, minutes
from coach.engine.spec import Exercise, Position
from coach.record.entries import PainStop, StoredSession
from coach.weeks.today import WARM_UP, time_of_day
from coach.words.programme import ProgrammePhrases

_ENGLISH: Final = ProgrammePhrases.english()

MINUTES: Final = 8.0
"""How long it may take, with its warm-up (chosen: short enough for every day)."""

AT_MOST: Final = 5
USUAL: Final = 4
AT_LEAST: Final = 3
"""How many exercises there are; fewer than four only where their doses have grown (chosen)."""

WARM_UP_MINUTES: Final = 2.0
"""Of marching in place (chosen)."""

REST_S: Final = 10.0
"""Behind each exercise (chosen)."""

CORE: Final = ("sit-and-rotate", "sit-and-arch")
"""The two stretches with which everybody begins."""

HURT_WAITS_DAYS: Final = 2
"""For how many days an exercise that hurt is not offered (chosen)."""

NEW_AT_MOST: Final = 2
"""How many exercises that were never done come in one day, from the second day on; more only where fewer than USUAL would
be left (chosen)."""

_LOOKED_AT: Final = 12
"""Out of how many of the best the choice is made (chosen: all choices of five of them are looked at)."""

_ORDER: Final[tuple[Position, ...]] = ("standing", "seated", "all-fours", "lying")
"""The warm-up is done standing; from there down to the floor, and never up again."""

Reason = Literal["core", "low-back", "fault", "waited", "new", "often", "plan"]
"""Why an exercise was chosen: with it everybody begins; the low back moved the last time, or something else was not right;
it has waited longest; it is new; it is asked several times a day; a therapist's plan asks for it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exercise that may be done, in the dose that is asked now. sessions, stops: of it, from before today."""

    exercise: Exercise
    sessions: Sequence[StoredSession] = ()
    stops: Sequence[PainStop] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """One exercise of today. days: since it was last done, None for never. note: the plan's, empty without one."""

    exercise: Exercise
    reason: Reason
    days: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MinutesToday:
    """What is for today, in order. warm_up: the march in place, None where the muscles are warm or it is left out.

    done: ids of those that were done today with their whole dose. plan: title of the plan that asks for them, else empty.
    """

    chosen: tuple[Chosen, ...]
    warm_up: Exercise | None = None
    done: frozenset[str] = frozenset()
    plan: str = ""

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """What is still to be done, the warm-up first."""
        open_ones = tuple(each.exercise for each in self.chosen if each.exercise.id not in self.done)
        return (self.warm_up, *open_ones) if self.warm_up is not None and open_ones else open_ones

    @property
    def rests_s(self) -> tuple[float, ...]:
        """Behind each of these."""
        return tuple(REST_S for _ in self.exercises)

    @property
    def minutes(self) -> int:
        """About how long these take."""
        return max(1, round(minutes(self.exercises, self.rests_s))) if self.exercises else 0


def minutes_today(
    candidates: Iterable[Candidate],
    now: datetime,
    *,
    done: Iterable[StoredSession] = (),
    warm_up: Exercise | None = None,
    warm: bool = False,
) -> MinutesToday:
    """Chooses. candidates: what the safety answers and the person leave in. done: today's sessions, of any exercise.

    warm_up: the march in place, None where it is left out; warm: the muscles are warm now, so that it is not needed. The
    choice stays the same all day: it is made from what was there before today, for the part of the day in which the first
    exercise was done, or which it is now, and there is room for the warm-up whether it is needed or not.
    """
    today = [session for session in done if session.day == now.date() and session.completed]
    part = time_of_day(min((session.started for session in today), default=now))
    of_before = [_before(each, now.date()) for each in candidates if each.exercise.id != WARM_UP]
    fit = [each for each in of_before if not waits(each, now.date())]
    is_first = not any(each.sessions for each in of_before)
    practised = len({session.day for each in of_before for session in each.sessions})
    worth = {each.exercise.id: _worth(each, part, now.date(), practised) for each in fit}
    ranked = sorted(fit, key=lambda each: (-worth[each.exercise.id], each.exercise.id))
    known = sum(bool(each.sessions) for each in ranked)
    new_at_most = AT_MOST if is_first else max(NEW_AT_MOST, USUAL - known)
    best = _best(_looked_at(ranked), worth, warm_up, new_at_most=new_at_most)
    chosen = tuple(Chosen(each.exercise, _reason(each), _days(each, now.date())) for each in _in_order(best))
    return MinutesToday(chosen, None if warm else warm_up, frozenset(session.exercise for session in today))


def waits(of: Candidate, today: date) -> bool:
    """Whether it hurt so lately that another try is for later."""
    return any((today - stop.day).days < HURT_WAITS_DAYS for stop in of.stops)


def changes(exercises: Sequence[Exercise]) -> int:
    """How often the person or the camera must move between these."""
    return sum((a.position, a.view) != (b.position, b.view) for a, b in pairwise(exercises))


def why(chosen: Chosen, words: ProgrammePhrases = _ENGLISH) -> str:
    """Why an exercise was chosen, for a person to read."""
    if chosen.note:
        return words.reason_plan_note.format(note=chosen.note)
    if chosen.reason == "waited":
        if chosen.days == 1:
            return words.reason_waited_one
        return words.reason_waited.format(days=chosen.days)
    said: str = getattr(words, f"reason_{chosen.reason.replace('-', '_')}")
    return said.format(times=chosen.exercise.dose.times_per_day)


def _before(of: Candidate, today: date) -> Candidate:
    return replace(
        of,
        sessions=[each for each in of.sessions if each.day < today and (each.reps or each.completed)],
        stops=[stop for stop in of.stops if stop.day <= today],
    )


def _days(of: Candidate, today: date) -> int | None:
    return (today - max(session.day for session in of.sessions)).days if of.sessions else None


def _reason(of: Candidate) -> Reason:
    last = _last_day(of)
    if any(stored.low_back for session in last for stored in session.reps):
        return "low-back"
    if any(stored.rep.faults or not stored.rep.counted for session in last for stored in session.reps):
        return "fault"
    if of.exercise.id in CORE:
        return "core"
    if not of.sessions:
        return "new"
    return "often" if of.exercise.dose.times_per_day > 1 else "waited"


def _last_day(of: Candidate) -> list[StoredSession]:
    newest = max((session.day for session in of.sessions), default=None)
    return [session for session in of.sessions if session.day == newest]


def _worth(of: Candidate, part: TimeOfDay, today: date, practised: int) -> float:
    """How much it is to be done today; the figures are chosen, only their order matters.

    practised: on how many days anything was done; what is new may come sooner the more there were.
    """
    days = _days(of, today)
    worth = 1.5 + min(3.0, 0.3 * practised) if days is None else 0.5 * min(days, 10)
    worth += {"low-back": 2.0, "fault": 1.5}.get(_reason(of), 0.0)
    worth += 3.0 if of.exercise.id in CORE else 0.0
    worth += 0.5 if of.exercise.dose.times_per_day > 1 else 0.0
    if of.exercise.position in ("lying", "all-fours"):
        worth += -4.0 if part == "day" else 1.0 if part == "evening" else 0.5
    return worth


def _best(
    ranked: Sequence[Candidate], worth: Mapping[str, float], warm_up: Exercise | None, *, new_at_most: int
) -> tuple[Candidate, ...]:
    first = () if warm_up is None else (warm_up,)
    best: tuple[Candidate, ...] = ()
    most = float("-inf")
    for count in range(min(AT_MOST, len(ranked)), 0, -1):
        if best and count < AT_LEAST:
            break
        for tried in combinations(ranked, count):
            if sum(not each.sessions for each in tried) > new_at_most and len(ranked) > new_at_most:
                continue
            exercises = [*first, *(each.exercise for each in _in_order(tried))]
            if count > 1 and round(minutes(exercises, [REST_S] * len(exercises))) > MINUTES:
                continue
            of_all = sum(worth[each.exercise.id] for each in tried) - 1.6 * _moves(exercises)
            if of_all > most + 1e-9:
                best, most = tried, of_all
    return best


def _looked_at(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The best of those done before, and the best of the new ones: only a few of these may be chosen."""
    known = [each for each in ranked if each.sessions]
    new = [each for each in ranked if not each.sessions][: max(_LOOKED_AT // 3, _LOOKED_AT - len(known))]
    kept = {each.exercise.id for each in (*new, *known[: _LOOKED_AT - len(new)])}
    return [each for each in ranked if each.exercise.id in kept]


def _moves(exercises: Sequence[Exercise]) -> float:
    """What moving costs: turning the camera or oneself less than sitting down, that less than getting to the floor."""
    cost = 0.0
    for before, after in pairwise(exercises):
        if before.position != after.position:
            cost += 2.0 if after.position in ("lying", "all-fours") else 1.0
        elif before.view != after.view:
            cost += 0.7
    return cost


def _in_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Down from standing to the floor, each view once; within a place by id, so that the same choice has one order."""
    ordered: list[Candidate] = []
    view = "front"
    for position in _ORDER:
        there = [each for each in chosen if each.exercise.position == position]
        there.sort(key=lambda each: (each.exercise.view != view, each.exercise.view, _place_in(each), each.exercise.id))
        ordered += there
        view = there[-1].exercise.view if there else view
    return ordered


def _place_in(of: Candidate) -> int:
    """The two stretches of everybody stand last of their place: what comes before them loosens."""
    return int(of.exercise.id in CORE)
