"""The reminders' texts, read by what reads such texts."""

from __future__ import annotations

import configparser
import plistlib
import shlex
import xml.etree.ElementTree as ElementTree
from datetime import date, time

from coach.weeks import reminders
from coach.weeks.reminders import MESSAGE

TIMES = [time(8, 0), time(19, 5)]
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


class _Unit(configparser.ConfigParser):
    """A unit file: keys keep their case."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def unit(text: str) -> _Unit:
    read = _Unit(strict=False, interpolation=None)
    read.read_string(text)
    return read


def test_a_crontab_has_a_line_a_time_that_shows_the_message() -> None:
    lines = reminders.cron(TIMES).splitlines()
    assert [line.split()[:5] for line in lines] == [["0", "8", "*", "*", "*"], ["5", "19", "*", "*", "*"]]
    for line in lines:
        # A percent sign would end the command there.
        assert "%" not in line
        assert shlex.split(line.split(maxsplit=5)[5])[-1] == MESSAGE


def test_systemd_gets_a_service_and_a_timer_for_it() -> None:
    service = unit(reminders.systemd_service())
    assert shlex.split(service["Service"]["ExecStart"])[-1] == MESSAGE
    timer = reminders.systemd_timer(TIMES)
    assert [line for line in timer.splitlines() if line.startswith("OnCalendar")] == [
        "OnCalendar=*-*-* 08:00:00",
        "OnCalendar=*-*-* 19:05:00",
    ]
    assert unit(timer)["Install"]["WantedBy"] == "timers.target"


def test_launchd_gets_a_property_list() -> None:
    agent = plistlib.loads(reminders.launchd(TIMES).encode())
    assert agent["StartCalendarInterval"] == [{"Hour": 8, "Minute": 0}, {"Hour": 19, "Minute": 5}]
    assert MESSAGE in agent["ProgramArguments"][2]


def test_the_task_scheduler_gets_a_task() -> None:
    text = reminders.task_scheduler(TIMES, date(2026, 5, 8))
    assert text.isascii()
    task = ElementTree.fromstring(text)
    starts = [start.text for start in task.iter(f"{TASK}StartBoundary")]
    assert starts == ["2026-05-08T08:00:00", "2026-05-08T19:05:00"]
    assert [days.text for days in task.iter(f"{TASK}DaysInterval")] == ["1", "1"]
    (arguments,) = task.iter(f"{TASK}Arguments")
    assert MESSAGE in (arguments.text or "")
