"""The command that says how to be reminded by the platform's own scheduler."""

from __future__ import annotations

import shutil
import sys
from datetime import time
from enum import StrEnum
from typing import Annotated

import typer

from coach.cli.people import now


class Scheduler(StrEnum):
    """The schedulers there are."""

    CRON = "cron"
    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    WINDOWS = "windows"


def remind(
    at: Annotated[list[str], typer.Option("--at", metavar="HH:MM", help="A time of day, as 08:00. Repeatable.")],
    scheduler: Annotated[
        Scheduler | None, typer.Option("--with", help="The scheduler; without, that of this computer.")
    ] = None,
) -> None:
    """Print what makes your computer remind you every day; it is yours to put in place, Coach installs nothing."""
    from coach.coaching import reminders

    times = sorted({_time(text) for text in at})
    match scheduler or _usual():
        case Scheduler.CRON:
            _say("Add this to your crontab, with 'crontab -e':")
            typer.echo(reminders.cron(times), nl=False)
        case Scheduler.SYSTEMD:
            unit = f"{reminders.LABEL}.timer"
            _say(f"Save these two files, then: systemctl --user daemon-reload; systemctl --user enable --now {unit}")
            typer.echo(f"# ~/.config/systemd/user/{reminders.LABEL}.service\n{reminders.systemd_service()}")
            typer.echo(f"# ~/.config/systemd/user/{unit}\n{reminders.systemd_timer(times)}", nl=False)
        case Scheduler.LAUNCHD:
            place = f"~/Library/LaunchAgents/{reminders.LABEL}.plist"
            _say(f"Save this as {place}, then: launchctl load {place}")
            typer.echo(reminders.launchd(times), nl=False)
        case Scheduler.WINDOWS:
            _say(
                f"Save this as {reminders.LABEL}.xml, then: schtasks /Create /TN {reminders.LABEL} /XML {reminders.LABEL}.xml"
            )
            typer.echo(reminders.task_scheduler(times, now().date()), nl=False)


def _time(text: str) -> time:
    hours, separator, minutes = text.partition(":")
    written = separator and hours.isascii() and minutes.isascii() and hours.isdigit() and minutes.isdigit()
    if not written or len(hours) > 2 or len(minutes) != 2 or int(hours) > 23 or int(minutes) > 59:
        raise typer.BadParameter(f"expected a time of day as 08:00; found {text!r}.", param_hint="--at")
    return time(int(hours), int(minutes))


def _usual() -> Scheduler:
    if sys.platform == "win32":
        return Scheduler.WINDOWS
    if sys.platform == "darwin":
        return Scheduler.LAUNCHD
    return Scheduler.SYSTEMD if shutil.which("systemctl") else Scheduler.CRON


def _say(text: str) -> None:
    """Beside the output, so that what is printed can be sent into a file."""
    typer.echo(text, err=True)
