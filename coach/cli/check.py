"""The doctor: what works here, what does not, and what to do about it."""

from __future__ import annotations

import typer

_MARKS = {"ok": ("ok", None), "warning": ("note", typer.colors.YELLOW), "problem": ("PROBLEM", typer.colors.RED)}


def check() -> None:
    """Look whether everything is in place: libraries, pose model, camera, display, folders; say what to do where not.

    Leaves with code 1 when something is missing that even a replay needs.
    """
    from coach.app.doctor import examine

    problems = 0
    for finding in examine():
        word, colour = _MARKS[finding.state]
        mark = typer.style(f"{word:8}", fg=colour, bold=colour is not None)
        typer.echo(f"{mark} {finding.subject}: {finding.found}")
        if finding.remedy:
            typer.echo(f"         {finding.remedy}")
        problems += finding.state == "problem"
    if problems:
        typer.echo(f"\n{problems} thing{'s' * (problems > 1)} must be put right first.")
        raise typer.Exit(1)
    typer.echo("\nReady.")
