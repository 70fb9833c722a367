"""The doctor: what works here, what does not, and what to do about it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from coach.cli.people import spoken, tell
from coach.terminal import broken, width_of

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
        said = words.line.format(subject=finding.subject, found=finding.found)
        first, *rest = broken(said, max(0, width_of(sys.stdout) - widest - 1), 0)
        typer.echo(f"{mark} {first}")
        for line in rest:
            typer.echo(f"{'':{widest}} {line}")
        if finding.remedy:
            tell(f"{'':{widest}} {finding.remedy}")
        problems += finding.state == "problem"
    if not start:
        tell(f"\n{words.more}")
    if problems:
        tell(f"\n{words.for_count(words.several_first, problems)}")
        raise typer.Exit(1)
    tell(f"\n{words.ready}")
