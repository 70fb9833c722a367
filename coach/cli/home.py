"""Bare ``coach``: the home screen."""

from __future__ import annotations

import typer

from coach.cli.people import tell
from coach.errors import DisplayError


def home(context: typer.Context, profile: str) -> None:
    """Opens the home screen; without a display shows the commands, and raises DisplayError, which says so."""
    from coach.sources import system_libraries

    system_libraries.require_libraries()
    from coach.app.home.home import Home
    from coach.app.home.shared import Shared
    from coach.outputs.window.window import Window

    shared = Shared(profile)
    try:
        window = Window("Coach", words=shared.wording.on_screen())
    except DisplayError:
        typer.echo(context.get_help())
        raise
    try:
        visit = Home(shared, window)
        visit.run()
    finally:
        window.close()
    for results in visit.results:
        for summary in results.summaries:
            tell()
            for line in summary.lines(wording=shared.wording):
                tell(line)
