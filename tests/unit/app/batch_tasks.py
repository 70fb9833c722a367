"""What processes of a batch do in tests instead of replaying, or before. Functions of a module, so that they can be sent."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from coach.app.batch.batch_work import Outcome, Task, work


def measure(task: Task) -> Outcome:
    """The size of the file in place of its frames; a file that holds "bad" has trouble."""
    content = Path(task.file).read_bytes()
    return Outcome(exercise="sit-and-rotate", frames=len(content), troubles=("bad",) if content == b"bad" else ())


def die_once(task: Task) -> Outcome:
    """Kills its own process in the middle of the first task that has a file named ``once`` beside it, then replays."""
    if taken(Path(task.file).with_name("once")):
        die()
    return work(task)


def die_at_poison(task: Task) -> Outcome:
    """Kills its own process at a file named so, each time."""
    if "poison" in task.file:
        die()
    return measure(task)


def surroundings(task: Task) -> Outcome:
    """Where the process would send what goes over https, after it has tried to replay."""
    before = os.environ.get("https_proxy", "")
    outcome = work(task)
    seen = f"{before} {os.environ['https_proxy']} {os.environ.get('no_proxy', '')}"
    return Outcome(notes=seen, exercise=" ".join(map(str, outcome.troubles)))


def say_and_sleep(path: str) -> str:
    """Writes this process's number into a file, and is then busy for minutes."""
    Path(path).write_text(f"{os.getpid()}\n")
    time.sleep(300)
    return path


def taken(marker: Path) -> bool:
    """Removes the marker; of several processes only one is told that it was there."""
    try:
        marker.unlink()
    except FileNotFoundError:
        return False
    return True


def die() -> None:
    """As when the system ends a process for want of memory."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
