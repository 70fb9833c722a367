"""The report: reads a person's record, puts the report together, and writes it as one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from coach import __version__, languages
from coach.app.person import programme
from coach.app.person.plan_answering import answered, of_earlier_plans
from coach.app.person.programme import Programme
from coach.engine import catalog
from coach.errors import ExportError, Figure
from coach.files import writing
from coach.outputs.console import warn
from coach.outputs.report import as_html, require_pdf, write_pdf
from coach.record.entries import StoredSession
from coach.record.store import open_for_reading, standard_place
from coach.record.store.sessions import sessions_of
from coach.weeks.report import Asked, Told, compose
from coach.weeks.report_exercises import SITTINGS
from coach.weeks.report_words import ReportWords

SUFFIXES: Final = (".html", ".htm")


def require_report_name(path: Path) -> None:
    """Raises ExportError where a file of that name cannot be a report or cannot be written, LibraryMissing without Pango."""
    if _is_pdf(path):
        require_pdf()
    elif path.suffix.lower() not in SUFFIXES:
        raise ExportError("no_report_name", file=str(path))
    writing.require_writable(path)


def write_report(
    path: Path,
    profile: str,
    now: datetime,
    report: Callable[[Figure], None],
    *,
    since: date | None = None,
    named: bool = False,
    language: str = "en",
) -> bool:
    """Writes the report of a profile from a day on; whether anything of that time is stored. named: with the profile's name.

    Raises ExportError where it cannot be written, LibraryMissing where a PDF needs one, StoreError where the record cannot be
    read.
    """
    require_report_name(path)
    wording = languages.wording(language)
    person = programme.load(profile, now, report, wording)
    told = _told(person, _drawn(person, now, report), now, since, profile if named else "")
    exercises = catalog.all_exercises(warn)
    words = ReportWords(wording, [*exercises, *of_earlier_plans(person, exercises)])
    document = compose(told, words, language)
    if _is_pdf(path):
        write_pdf(document, path)
    else:
        writing.write_whole(path, as_html(document))
    return bool(told.sessions or told.pains or told.stops or told.walks or told.plans)


def _is_pdf(path: Path) -> bool:
    return path.suffix.lower() == ".pdf"


_Key = tuple[str, datetime]


def _drawn(person: Programme, now: datetime, report: Callable[[Figure], None]) -> dict[_Key, StoredSession]:
    """The newest sessions of each exercise with their curves; those of all years would fill the memory for nothing."""
    with open_for_reading(standard_place(), now, report) as database:
        return {
            (exercise, session.started): session
            for exercise in person.sessions
            for session in sessions_of(database, person.profile, exercise=exercise, newest=SITTINGS)
        }


def _told(person: Programme, drawn: Mapping[_Key, StoredSession], now: datetime, since: date | None, name: str) -> Told:
    def fits(day: date) -> bool:
        return since is None or day >= since

    sessions = sorted(person.all_sessions(), key=lambda session: session.started)
    exercises = catalog.all_exercises(warn)
    last_done = {session.exercise: session.day for session in sessions}
    return Told(
        made=now,
        version=__version__,
        cards={each.id: each.card() for each in (*exercises, *of_earlier_plans(person, exercises))},
        asked=[
            Asked(
                exercise.id,
                person.standing(exercise),
                exercise.sides != "none",
                last_done.get(exercise.id),
                # What follows says how to change it, which is for the person alone.
                person.why_left_out(exercise).split(";")[0],
            )
            for exercise in exercises
        ],
        sessions=[drawn.get((session.exercise, session.started), session) for session in sessions if fits(session.day)],
        pains=[pain for pain in person.pains if fits(pain.scored.date())],
        stops=[stop for stop in person.pain_stops if fits(stop.day)],
        walks=[walk for walk in person.walks if fits(walk.day)],
        screened=person.screened,
        since=since,
        name=name,
        plans=[plan if name else plan.without_names() for plan in answered(person, exercises, now.date(), since)],
    )
