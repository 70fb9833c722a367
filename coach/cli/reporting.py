"""The command that writes the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.people import ProfileOption, day_of, now, spoken, tell
from coach.record.default_profile import DEFAULT_PROFILE


def report(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The file, as report.html or report.pdf.")
    ],
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="From this day on, as 2026-05-03.")
    ] = None,
    with_name: Annotated[bool, typer.Option("--with-name", help="Write the profile's name into it, too.")] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Write a report for you or your therapist: one web page that loads nothing, or a PDF.

    The page is laid out for a phone, a screen and paper. A PDF needs a package of its own: pip install weasyprint.
    """
    from coach.app.person.reporting import write_report
    from coach.outputs.console import warn
    from coach.settings import load

    first, words = day_of(since), spoken().programme
    language = load(warn).language
    holds = write_report(output, profile, now(), warn, since=first, named=with_name, language=language)
    written = words.report_written_pdf if output.suffix.lower() == ".pdf" else words.report_written
    tell(written.format(file=output))
    if not holds:
        tell(words.report_empty.format(profile=repr(profile)))
    tell(words.report_private)
