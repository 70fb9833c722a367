"""What to say about exercises that were ended because they hurt.

"Upper Back Pain": discomfort in a stretch means more warm-up and another try later, not pushing on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from coach.record.entries import PainStop, StoredSession
from coach.words.wording import ENGLISH, Wording


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


def advice(stop: PainStop, option: str = "", wording: Wording = ENGLISH) -> str:
    """When it hurt, and what to do, in one sentence. option: what the command needs besides, as ``" --profile kim"``."""
    on = wording.programme.date_of(stop.day)
    return wording.programme.it_hurt.format(day=on, what=suggestion(stop.exercise, option, wording))


def suggestion(exercise: str, option: str | None = "", wording: Wording = ENGLISH) -> str:
    """What to do about an exercise that hurt. exercise: its id. option: what the command needs besides; None where it is
    said on the screen, which has a page for it."""
    if option is None:
        return wording.programme.hurt_suggestion_page
    return wording.programme.hurt_suggestion.format(command=f"coach leave-out {exercise}{option}")


def earlier_pain_lines(
    stops: Iterable[PainStop],
    left_out: Collection[str],
    option: str | None = "",
    wording: Wording = ENGLISH,
    titles: Mapping[str, str] | None = None,
) -> list[str]:
    """A line for each exercise that hurt: on which days, oldest first, and what to do.

    left_out: ids. option: as above. titles: exercise id to what people call it.
    """
    days: dict[str, list[str]] = {}
    for stop in sorted(stops, key=lambda stop: stop.reported):
        of_exercise = days.setdefault(stop.exercise, [])
        day = wording.programme.date_of(stop.day)
        if day not in of_exercise:
            of_exercise.append(day)
    said = []
    for exercise, on in days.items():
        what = wording.programme.hurt_left_out if exercise in left_out else suggestion(exercise, option, wording)
        title = (titles or {}).get(exercise, exercise)
        said.append(wording.programme.hurt_days.format(title=title, days=", ".join(on), what=what))
    return said
