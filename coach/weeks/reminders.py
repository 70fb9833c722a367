"""What to give to the platform's own scheduler so that it reminds: text to copy. Nothing is installed."""

from __future__ import annotations

import plistlib
import shlex
import shutil
import sys
import typing
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final, Literal

from coach.words.programme import ProgrammePhrases

TITLE: Final = "Coach"
MESSAGE: Final = "Time for your back. What is for today: coach today"
"""What it says; another language has its own."""

Scheduler = Literal["cron", "systemd", "launchd", "windows"]
SCHEDULERS: Final[tuple[Scheduler, ...]] = typing.get_args(Scheduler)
"""The schedulers that there are for it."""

LABEL: Final = "coach-reminder"
"""What the reminder is called where it is kept."""

_TASKS: Final = "http://schemas.microsoft.com/windows/2004/02/mit/task"


def usual() -> Scheduler:
    """That of this computer."""
    if sys.platform == "win32":
        return "windows"
    if sys.platform == "darwin":
        return "launchd"
    return "systemd" if shutil.which("systemctl") else "cron"


def files(scheduler: Scheduler, times: Sequence[time], first: date, message: str = MESSAGE) -> dict[str, str]:
    """What it needs, by the names under which it is saved. first: the day from which on it reminds."""
    match scheduler:
        case "cron":
            return {f"{LABEL}.cron": cron(times, message)}
        case "systemd":
            return {f"{LABEL}.service": systemd_service(message), f"{LABEL}.timer": systemd_timer(times)}
        case "launchd":
            return {f"{LABEL}.plist": launchd(times, message)}
        case "windows":
            return {f"{LABEL}.xml": task_scheduler(times, first, message)}


def steps(scheduler: Scheduler, words: ProgrammePhrases) -> str:
    """What to do with these files, for a person to read."""
    match scheduler:
        case "cron":
            return words.remind_cron
        case "systemd":
            return words.remind_systemd.format(unit=f"{LABEL}.timer")
        case "launchd":
            return words.remind_launchd.format(file=f"~/Library/LaunchAgents/{LABEL}.plist")
        case "windows":
            return words.remind_windows.format(label=LABEL)


def _show(message: str) -> tuple[str, ...]:
    return ("notify-send", f"--app-name={TITLE}", TITLE, message)


def cron(times: Sequence[time], message: str = MESSAGE) -> str:
    """Lines for a crontab. The notification finds its desktop by the bus in the user's runtime folder."""
    bus = "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$(id -u)/bus"
    return "".join(f"{at.minute} {at.hour} * * * {bus} {shlex.join(_show(message))}\n" for at in times)


def systemd_service(message: str = MESSAGE) -> str:
    """The unit that shows the notification."""
    command = " ".join(f'"{word}"' if " " in word else word for word in _show(message))
    return f"[Unit]\nDescription=Coach reminds\n\n[Service]\nType=oneshot\nExecStart=/usr/bin/env {command}\n"


def systemd_timer(times: Sequence[time]) -> str:
    """The unit that starts it at these times of every day."""
    when = "".join(f"OnCalendar=*-*-* {at:%H:%M}:00\n" for at in times)
    return f"[Unit]\nDescription=Coach reminds\n\n[Timer]\n{when}\n[Install]\nWantedBy=timers.target\n"


def launchd(times: Sequence[time], message: str = MESSAGE) -> str:
    """A property list for launchd."""
    agent = {
        "Label": LABEL,
        "ProgramArguments": [
            "/usr/bin/osascript",
            "-e",
            f'display notification "{message}" with title "{TITLE}"',
        ],
        "StartCalendarInterval": [{"Hour": at.hour, "Minute": at.minute} for at in times],
    }
    return plistlib.dumps(agent).decode("utf-8")


def task_scheduler(times: Sequence[time], first: date, message: str = MESSAGE) -> str:
    """A task for the Task Scheduler of Windows, in ASCII; first: the day from which on it reminds."""
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": _TASKS})
    triggers = ElementTree.SubElement(task, "Triggers")
    for at in times:
        trigger = ElementTree.SubElement(triggers, "CalendarTrigger")
        ElementTree.SubElement(trigger, "StartBoundary").text = datetime.combine(first, at).isoformat()
        daily = ElementTree.SubElement(trigger, "ScheduleByDay")
        ElementTree.SubElement(daily, "DaysInterval").text = "1"
    # Shown to whoever put the task in place, while they are logged in.
    principal = ElementTree.SubElement(ElementTree.SubElement(task, "Principals"), "Principal", {"id": "Author"})
    ElementTree.SubElement(principal, "LogonType").text = "InteractiveToken"
    settings = ElementTree.SubElement(task, "Settings")
    ElementTree.SubElement(settings, "DisallowStartIfOnBatteries").text = "false"
    ElementTree.SubElement(settings, "StopIfGoingOnBatteries").text = "false"
    actions = ElementTree.SubElement(task, "Actions", {"Context": "Author"})
    action = ElementTree.SubElement(actions, "Exec")
    ElementTree.SubElement(action, "Command").text = "powershell.exe"
    popup = f"$null = (New-Object -ComObject WScript.Shell).Popup('{message}', 120, '{TITLE}')"
    ElementTree.SubElement(action, "Arguments").text = f'-NoProfile -WindowStyle Hidden -Command "{popup}"'
    ElementTree.indent(task)
    return '<?xml version="1.0"?>\n' + ElementTree.tostring(task, encoding="unicode") + "\n"
