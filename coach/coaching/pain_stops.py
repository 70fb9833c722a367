"""What to say about exercises that were ended because they hurt.

"Upper Back Pain": discomfort in a stretch means more warm-up and another try later, not pushing on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from coach.records import PainStop, StoredSession


def open_stops(
    stops: Iterable[PainStop], sessions: Iterable[StoredSession], left_out: Collection[str] = ()
) -> dict[str, PainStop]:
    """The newest stop of each exercise that was neither left out nor done with its whole dose since."""
    newest: dict[str, PainStop] = {}
    for stop in stops:
        if stop.exercise not in newest or stop.reported > newest[stop.exercise].reported:
            newest[stop.exercise] = stop
    for session in sessions:
        stop_before = newest.get(session.exercise)
        if stop_before is not None and session.completed and session.started > stop_before.reported:
            del newest[session.exercise]
    return {exercise: stop for exercise, stop in newest.items() if exercise not in left_out}


def advice(stop: PainStop) -> str:
    """When it hurt, and what to do, in one sentence."""
    return f"It hurt on {stop.day.day} {stop.day:%b %Y}: {suggestion(stop.exercise)}."


def suggestion(exercise: str) -> str:
    """What to do about an exercise that hurt. exercise: its id."""
    return f"leave it out with 'coach leave-out {exercise}', or do the warm-up first"


def past_lines(stops: Iterable[PainStop]) -> list[str]:
    """A line for each exercise that hurt: on which days, oldest first, and what to do."""
    days: dict[str, list[str]] = {}
    for stop in sorted(stops, key=lambda stop: stop.reported):
        of_exercise = days.setdefault(stop.exercise, [])
        if str(stop.day) not in of_exercise:
            of_exercise.append(str(stop.day))
    return [f"{exercise} hurt on {', '.join(on)}: {suggestion(exercise)}." for exercise, on in days.items()]
