"""The command that logs a real walk."""

from __future__ import annotations

import os
import sys
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.people import ProfileOption, now, spoken, tell
from coach.record.default_profile import DEFAULT_PROFILE

if TYPE_CHECKING:
    from coach.record.entries import Walk


def walk(
    minutes: Annotated[float, typer.Option("--minutes", min=1, max=600, help="How long you mean to walk.")] = 25,
    log: Annotated[
        float | None, typer.Option("--log", metavar="N", min=1, max=600, help="Log N minutes walked just now.")
    ] = None,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Time a real walk, or log one: 20 to 30 minutes a day are asked, five days a week. Needs no camera.

    The timer ends by itself, with Enter or with Ctrl-C; what was walked until then is logged, minute by minute.
    """
    if log is not None:
        log_walked(profile, log)
    else:
        _time(minutes, profile)
    _show_standing(profile)


def log_walked(profile: str, minutes: float, *, once: bool = False) -> None:
    """Logs a walk that ends now. once: not where one is logged already that reaches into the same time."""
    from coach.record.entries import Walk

    began = now() - timedelta(minutes=minutes)
    if once and any(walk.started + timedelta(minutes=walk.minutes) > began for walk in _walks(profile)):
        tell(spoken().programme.walk_logged_already)
        return
    _keep(Walk(profile, began, minutes))
    tell(spoken().programme.walk_logged.format(minutes=f"{minutes:g}"))


def _walks(profile: str) -> list[Walk]:
    from coach.app.person import programme
    from coach.outputs.console import warn

    return programme.load(profile, now(), warn).walks


def _keep(walked: Walk) -> int:
    from coach.outputs.console import warn
    from coach.record.store import diary, open_for_writing, standard_place

    with open_for_writing(standard_place(), walked.started, warn) as database:
        return diary.log_walk(database, walked)


def _lengthen(number: int, walked: Walk) -> int:
    from coach.outputs.console import warn
    from coach.record.store import diary, open_for_writing, standard_place

    with open_for_writing(standard_place(), walked.started, warn) as database:
        return diary.lengthen_walk(database, number, walked)


def _time(minutes: float, profile: str) -> None:
    from rich.console import Console
    from rich.live import Live

    from coach.app.walk_timer import timed_walk
    from coach.record.entries import Walk

    began = now()
    logged: list[int] = []

    def note(walked_s: float) -> None:
        walked = Walk(profile, began, walked_s / 60)
        logged[:] = [_lengthen(logged[0], walked) if logged else _keep(walked)]

    goal_s = minutes * 60
    words = spoken().programme
    begins = words.walk_begins if sys.stdin.isatty() else words.walk_begins_unheard
    tell(begins.format(minutes=f"{minutes:g}"))
    console = Console(stderr=True)
    with Live("", console=console, transient=True, refresh_per_second=4) as display:

        def show(walked_s: float) -> None:
            if console.is_terminal:
                display.update(words.walk_clock.format(walked=_clock(walked_s), left=_clock(goal_s - walked_s)))

        walked_s = timed_walk(goal_s, _enter_pressed(), show, note)
    if walked_s < 60:
        tell(words.walk_too_short)
        return
    note(walked_s)
    tell(words.walk_logged.format(minutes=f"{walked_s / 60:.0f}"))
    if walked_s >= goal_s:
        tell(words.walk_on)


def _enter_pressed() -> threading.Event:
    """Set when the user presses Enter; without a terminal nobody can."""
    pressed = threading.Event()

    def listen() -> None:
        # Not through sys.stdin: a thread that waits inside it would keep the program from ending in peace.
        os.read(sys.stdin.fileno(), 1024)
        pressed.set()

    if sys.stdin.isatty():
        threading.Thread(target=listen, daemon=True).start()
    return pressed


def _show_standing(profile: str) -> None:
    from coach.weeks import walking

    for line in walking.lines(_walks(profile), now().date(), spoken().programme):
        tell(line)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
