"""The command that says how to be reminded by the platform's own scheduler."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from typing import Annotated

import typer

from coach.cli.people import now, spoken, tell
from coach.errors import WrongUsage
from coach.plain import quoted


class SchedulerChoice(StrEnum):
    """The schedulers there are."""

    cron = "cron"
    systemd = "systemd"
    launchd = "launchd"
    windows = "windows"


def remind(
    at: Annotated[list[str], typer.Option("--at", metavar="HH:MM", help="A time of day, as 08:00. Repeatable.")],
    scheduler: Annotated[
        SchedulerChoice | None, typer.Option("--with", help="The scheduler; without, that of this computer.")
    ] = None,
) -> None:
    """Print what makes your computer remind you every day; it is yours to put in place, Coach installs nothing."""
    from coach.weeks import reminders

    words = spoken().programme
    times = sorted({_time(text) for text in at})
    chosen = scheduler.value if scheduler else reminders.usual()
    # Beside the output, so that what is printed can be sent into a file.
    tell(reminders.steps(chosen, words), err=True)
    files = reminders.files(chosen, times, now().date(), words.reminder_message)
    for name, text in files.items():
        if len(files) > 1:
            typer.echo(f"# ~/.config/systemd/user/{name}")
        typer.echo(text, nl=len(files) > 1 and name != list(files)[-1])


def _time(text: str) -> time:
    hours, separator, minutes = text.partition(":")
    written = separator and hours.isascii() and minutes.isascii() and hours.isdigit() and minutes.isdigit()
    if not written or len(hours) > 2 or len(minutes) != 2 or int(hours) > 23 or int(minutes) > 59:
        raise WrongUsage("use_bad", option="--at", why=spoken().programme.bad_time.format(found=quoted(text)))
    return time(int(hours), int(minutes))
