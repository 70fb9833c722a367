"""The command that writes the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.people import ProfileOption, day_of, now
from coach.records import DEFAULT_PROFILE


def report(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file, as report.html or report.pdf.")],
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="From this day on, as 2026-05-03.")
    ] = None,
    with_name: Annotated[bool, typer.Option("--with-name", help="Write the profile's name into it, too.")] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Write a report for you or your therapist: one web page that loads nothing, or a PDF.

    The page is laid out for a phone, a screen and paper. A PDF needs a package of its own: pip install weasyprint.
    """
    from coach.app.reporting import write_report
    from coach.outputs.console import warn
    from coach.settings import load

    first = day_of(since)
    language = load(warn).language
    holds = write_report(output, profile, now(), warn, since=first, named=with_name, language=language)
    written = "" if output.suffix.lower() == ".pdf" else "; open it with your browser, and print it from there"
    typer.echo(f"Wrote {output}{written}.")
    if not holds:
        typer.echo(f"Nothing of {profile!r} is stored that fits; 'coach profiles' lists of whom there is.")
    typer.echo("This is about your health: give it only to whom you trust.")
