"""What to give to the platform's own scheduler so that it reminds: text to copy. Nothing is installed."""

from __future__ import annotations

import plistlib
import shlex
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

TITLE: Final = "Coach"
MESSAGE: Final = "Time for your back. What is due: coach today"

LABEL: Final = "coach-reminder"
"""What the reminder is called where it is kept."""

_SHOW: Final = ("notify-send", f"--app-name={TITLE}", TITLE, MESSAGE)
_TASKS: Final = "http://schemas.microsoft.com/windows/2004/02/mit/task"


def cron(times: Sequence[time]) -> str:
    """Lines for a crontab. The notification finds its desktop by the bus in the user's runtime folder."""
    bus = "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$(id -u)/bus"
    return "".join(f"{at.minute} {at.hour} * * * {bus} {shlex.join(_SHOW)}\n" for at in times)


def systemd_service() -> str:
    """The unit that shows the notification."""
    command = " ".join(f'"{word}"' if " " in word else word for word in _SHOW)
    return f"[Unit]\nDescription=Coach reminds\n\n[Service]\nType=oneshot\nExecStart=/usr/bin/env {command}\n"


def systemd_timer(times: Sequence[time]) -> str:
    """The unit that starts it at these times of every day."""
    when = "".join(f"OnCalendar=*-*-* {at:%H:%M}:00\n" for at in times)
    return f"[Unit]\nDescription=Coach reminds\n\n[Timer]\n{when}\n[Install]\nWantedBy=timers.target\n"


def launchd(times: Sequence[time]) -> str:
    """A property list for launchd."""
    agent = {
        "Label": LABEL,
        "ProgramArguments": [
            "/usr/bin/osascript",
            "-e",
            f'display notification "{MESSAGE}" with title "{TITLE}"',
        ],
        "StartCalendarInterval": [{"Hour": at.hour, "Minute": at.minute} for at in times],
    }
    return plistlib.dumps(agent).decode("utf-8")


def task_scheduler(times: Sequence[time], first: date) -> str:
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
    popup = f"$null = (New-Object -ComObject WScript.Shell).Popup('{MESSAGE}', 120, '{TITLE}')"
    ElementTree.SubElement(action, "Arguments").text = f'-NoProfile -WindowStyle Hidden -Command "{popup}"'
    ElementTree.indent(task)
    return '<?xml version="1.0"?>\n' + ElementTree.tostring(task, encoding="unicode") + "\n"
