"""The commands by which the record is the user's own: take it away, delete it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.people import ProfileOption, confirmed, day_of, now, spoken, tell
from coach.errors import because
from coach.files.bounded_reading import files_in
from coach.record.default_profile import DEFAULT_PROFILE

if TYPE_CHECKING:
    from coach.words.terminal import TerminalPhrases


class Format(StrEnum):
    """The kinds of export."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    FHIR = "fhir"


def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PLACE", help="The file (json, fhir) or folder (csv, parquet).")
    ],
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="json: one file with all of it; csv, parquet: a folder, a file a table; fhir: one file for a clinic, "
            "an R4 Bundle of Observations, and of plans with what became of them, without doses and exercises left out.",
        ),
    ] = Format.JSON,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="From this day on, as 2026-05-03.")
    ] = None,
    with_name: Annotated[
        bool, typer.Option("--with-name", help="Write the profile's name and the videos' file names into it, too.")
    ] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Write all that is stored of you: sessions, repetitions, walks, pain, safety answers, doses.

    Every table and column is documented in coach/outputs/FORMATS.md.
    """
    from coach.cli.plans import answers_of
    from coach.errors import StoreError
    from coach.files import writing
    from coach.outputs import fhir
    from coach.outputs.console import say, warn
    from coach.record.store import everything, open_for_reading, standard_place

    first = day_of(since)
    _require_possible(output)
    with open_for_reading(standard_place(), now(), warn) as database:
        stored = everything.read_everything(database, profile, first)
    if not stored.count():
        # Whoever asked for a file goes on to use it: that there is none is no success.
        if first:
            raise StoreError("nothing_from", profile=repr(profile), day=str(first), file=str(output))
        raise StoreError("nothing_for_file", profile=repr(profile), file=str(output))
    written = [output]
    words = spoken().terminal
    if form in (Format.JSON, Format.FHIR):
        writing.require_writable(output)
    if form is Format.JSON:
        everything.write_json(stored, output, with_name=with_name)
    elif form is Format.FHIR:
        fhir.write_fhir(stored, output, now(), with_name=with_name, plans=answers_of(profile, first, named=with_name))
    elif form is Format.PARQUET:
        written = everything.write_parquet_tables(stored, output, with_name=with_name)
    else:
        written = everything.write_csv(stored, output, with_name=with_name)
    for path in written:
        say(words.written.format(file=path))
    tell(words.about_health)


def _require_possible(output: Path) -> None:
    """Raises ExportError where the system takes no file of that name."""
    from coach.errors import ExportError
    from coach.plain import quoted

    try:
        output.stat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as problem:
        raise ExportError("cannot_be_file", file=quoted(str(output)), why=because(problem)) from problem


def _damaged(place: Path) -> list[Path]:
    """The damaged records that were set aside."""
    return [path for path in files_in(place.parent, "") if path.name.startswith(f"{place.stem}-damaged-")]


def delete(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    set_aside: Annotated[
        bool,
        typer.Option(
            "--set-aside", help="Delete damaged records that were set aside, too; they may be of several people."
        ),
    ] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Delete all that is stored of you, after asking.

    Exercise files of your own and settings stay, and so does what you had written with --export, --record and the like:
    Coach keeps no list of such files.
    """
    from coach.app.person.plans import tidy
    from coach.outputs.console import warn
    from coach.plain import shown
    from coach.record.store import everything, is_kept, open_for_writing, standard_place

    words = spoken().terminal
    place = standard_place()
    damaged = _damaged(place)
    counts: dict[str, int] = {}
    if is_kept(place):
        with open_for_writing(place, now(), warn) as database:
            counts = everything.counts_of(database, profile)
            if counts:
                tell(words.stored_of.format(profile=repr(profile), what=_rows(counts, words)))
                if not yes and not _sure(words):
                    tell(words.nothing_deleted)
                    return
                everything.delete_everything(database, profile)
                tidy(database)
        damaged = _damaged(place)
    if counts:
        tell(words.deleted)
    else:
        tell(words.nothing_stored_of.format(profile=repr(profile)) if is_kept(place) else words.nothing_stored)
    if damaged and set_aside and (yes or _sure(words)):
        _remove(damaged, words)
    elif damaged:
        tell(words.set_aside_left.format(files=", ".join(shown(str(path)) for path in damaged)))


def _rows(counts: Mapping[str, int], words: TerminalPhrases) -> str:
    """What is stored, in words: sessions, repetitions, and all other rows together."""
    others = sum(rows for table, rows in counts.items() if table not in ("sessions", "reps"))
    kinds = (
        (counts.get("sessions", 0), words.rows_sessions),
        (counts.get("reps", 0), words.rows_reps),
        (others, words.rows_others),
    )
    return ", ".join(words.for_count(phrase, rows, rows=rows) for rows, phrase in kinds if rows)


def _remove(damaged: list[Path], words: TerminalPhrases) -> None:
    from coach.errors import StoreError

    for path in damaged:
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            raise StoreError("undeletable", file=str(path), why=because(problem)) from problem
        tell(words.deleted_file.format(file=path))


def _sure(words: TerminalPhrases) -> bool:
    """Without an answer the answer is no; so it is where there is nothing to answer at."""
    return confirmed(words.delete_all, usual=False)
