"""The doctor: what works here, what does not, and what to do about it."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.people import spoken

_COLOURS = {"ok": None, "warning": typer.colors.YELLOW, "problem": typer.colors.RED}


def check(
    start: Annotated[
        bool,
        typer.Option("--start", help="Start the libraries and the pose model, too, and open a window: some seconds."),
    ] = False,
) -> None:
    """Look whether everything is in place: libraries, pose model, camera, display, folders; say what to do where not.

    Leaves with code 1 when something is missing that even a replay needs.
    """
    from coach.app.doctor import examine

    wording = spoken()
    words = wording.check
    marks = {"ok": words.ok, "warning": words.note, "problem": words.problem}
    widest = max(8, *(len(mark) + 1 for mark in marks.values()))
    problems = 0
    for finding in examine(wording, start=start):
        colour = _COLOURS[finding.state]
        mark = typer.style(f"{marks[finding.state]:{widest}}", fg=colour, bold=colour is not None)
        typer.echo(f"{mark} {words.line.format(subject=finding.subject, found=finding.found)}")
        if finding.remedy:
            typer.echo(f"{'':{widest}} {finding.remedy}")
        problems += finding.state == "problem"
    if not start:
        typer.echo(f"\n{words.more}")
    if problems:
        typer.echo(f"\n{words.for_count(words.several_first, problems)}")
        raise typer.Exit(1)
    typer.echo(f"\n{words.ready}")
