"""What to say about exercises that were ended because they hurt.

"Upper Back Pain": discomfort in a stretch means more warm-up and another try later, not pushing on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from coach.records import PainStop, StoredSession


def open_stops(stops: Iterable[PainStop], sessions: Iterable[StoredSession]) -> dict[str, PainStop]:
    """The newest stop of each exercise that was not done with its whole dose since, by the exercise's id."""
    newest: dict[str, PainStop] = {}
    for stop in stops:
        if stop.exercise not in newest or stop.reported > newest[stop.exercise].reported:
            newest[stop.exercise] = stop
    for session in sessions:
        stopped = newest.get(session.exercise)
        if stopped is not None and session.completed and session.started > stopped.reported:
            del newest[session.exercise]
    return newest


def advice(stop: PainStop, option: str = "") -> str:
    """When it hurt, and what to do, in one sentence. option: what the command needs besides, as ``" --profile kim"``."""
    return f"It hurt on {stop.day.day} {stop.day:%b %Y}: {suggestion(stop.exercise, option)}."


def suggestion(exercise: str, option: str = "") -> str:
    """What to do about an exercise that hurt. exercise: its id. option: what the command needs besides."""
    return f"leave it out with 'coach leave-out {exercise}{option}', or do the warm-up first"


def past_lines(stops: Iterable[PainStop], left_out: Collection[str], option: str = "") -> list[str]:
    """A line for each exercise that hurt: on which days, oldest first, and what to do. left_out: ids. option: as above."""
    days: dict[str, list[str]] = {}
    for stop in sorted(stops, key=lambda stop: stop.reported):
        of_exercise = days.setdefault(stop.exercise, [])
        if str(stop.day) not in of_exercise:
            of_exercise.append(str(stop.day))
    said = []
    for exercise, on in days.items():
        what = "it is left out" if exercise in left_out else suggestion(exercise, option)
        said.append(f"{exercise} hurt on {', '.join(on)}: {what}.")
    return said
