"""One file of a batch, replayed in a process of its own, here or on another machine: a task in, an outcome out."""

from __future__ import annotations

import contextlib
import hashlib
import io
import threading
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import coach
from coach import __version__, paths
from coach.engine import catalog
from coach.errors import CoachError, Figure, Said
from coach.outputs.exports import rep_record, reps_of
from coach.recording.reader import is_recording
from coach.sources import privacy
from coach.sources.viewing import AS_IT_IS, Viewing


@dataclass(frozen=True, slots=True)
class Task:
    """A file to replay. file: its whole path. exercise: an id, None to find it as ``coach replay`` does, or recognise it.
    how: how to look at it where it is a video.

    version, shipped: of the program that asks, see ``shipped_digest``; another one refuses, since it might count otherwise.
    """

    file: str
    exercise: str | None
    model: str
    outline: bool
    version: str
    shipped: str
    how: Viewing = AS_IT_IS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file, in plain values.

    exercise: its id; of several in one file all, with a semicolon between.
    reps: a record a repetition, as ``exports.rep_record`` makes them. faults: id to how often it was seen.
    notes: what was said of it that is no trouble, as of a recording that was cut off, and what was recognised when.
    troubles: why it could not be replayed, or not to its end; none when all went well.
    """

    exercise: str = ""
    model: str = ""
    frames: int = 0
    frames_with_person: int = 0
    low_back_warnings: int = 0
    faults: tuple[tuple[str, int], ...] = ()
    reps: tuple[dict[str, Any], ...] = ()
    notes: str = ""
    troubles: tuple[Figure, ...] = ()


class Interrupted(KeyboardInterrupt):
    """The replay was stopped from the keyboard: there is no outcome."""


_ONE_AT_A_TIME: Final = threading.Lock()
"""A replay speaks to the process's own terminal and to libraries that are not meant for several at once."""


def work(task: Task) -> Outcome:
    """Replays the task's file exactly as ``coach replay`` does. Whatever is wrong with it becomes the outcome's trouble.

    Nothing is printed, and nothing leaves this computer. Raises Interrupted when somebody presses Ctrl-C here.
    """
    privacy.block_usage_reporting()
    if task.version != __version__ or task.shipped != shipped_digest():
        return Outcome(troubles=(Said("batch_other_coach", {"asked": task.version, "here": __version__}),))
    try:
        with _ONE_AT_A_TIME, contextlib.redirect_stdout(io.StringIO()):
            said = io.StringIO()
            with contextlib.redirect_stderr(said):
                outcome = _replayed(task)
        return replace(outcome, notes=" ".join([*outcome.notes.split(), *said.getvalue().split()]))
    except CoachError as problem:
        return Outcome(troubles=(problem.said,))
    except Exception as problem:  # one file must not end the others
        return Outcome(troubles=(Said("batch_bug", {"what": repr(problem)}),))


def shipped_digest() -> str:
    """Of all that decides what is counted: the program's code, the exercises, the user's own too, and the weights."""
    digest = hashlib.sha256(code_digest(Path(coach.__file__).parent))
    weights = sorted(path for path in paths.models().iterdir() if path.suffix in (".npz", ".toml"))
    for path in (*catalog.files().values(), *weights):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.hexdigest()


@cache  # what a process has begun with it goes on with, whatever becomes of the files
def code_digest(package: Path) -> bytes:
    """Of all modules of a package: between two releases the version alone does not tell two programs apart."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(package).as_posix()} {len(content)} ".encode() + content)
    return digest.digest()


def _replayed(task: Task) -> Outcome:
    from coach.app.replay.replay import Replay, replay

    file = Path(task.file)
    how = AS_IT_IS if is_recording(file) else task.how
    results = replay(Replay(file, task.exercise, model=task.model, outline=task.outline, how=how))
    if results.interrupted:
        raise Interrupted
    summaries = results.summaries
    errors = {summary.card.id: summary.card.gauge_error for summary in summaries}
    faults = sum((Counter(summary.faults) for summary in summaries), Counter[str]())
    return Outcome(
        exercise=";".join(dict.fromkeys(summary.card.id for summary in summaries)),
        model=results.model,
        frames=results.frames,
        frames_with_person=results.frames_with_person,
        low_back_warnings=sum(summary.low_back_warnings for summary in summaries),
        faults=tuple(sorted(faults.items())),
        reps=tuple(rep_record(rep, errors) for rep in reps_of(results.events)),
        notes="".join(f"{line}. " for line in results.recognised),
        troubles=tuple(problem.said for problem in results.trouble),
    )
