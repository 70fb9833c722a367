"""Replays many videos and recordings side by side, here or on a cluster, and goes on where it was stopped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from coach import __version__
from coach.app.batch.batch_files import (
    Progress,
    files_table,
    find_files,
    passed_over,
    progress_file,
    require_known_suffix,
    write_results,
)
from coach.app.batch.batch_work import Outcome, Task, shipped_digest, work
from coach.app.batch.cluster import run_on_cluster
from coach.app.batch.workers import Workers
from coach.app.running.interruption import Interruption
from coach.app.running.pose_sources import fetched_model
from coach.engine import catalog
from coach.errors import ExportError, Figure, Said
from coach.files import writing
from coach.outputs.console import ProgressBar
from coach.recording.reader import is_recording
from coach.sources import system_libraries
from coach.sources.viewing import AS_IT_IS, Viewing


@dataclass(frozen=True)
class Batch:
    """What to replay and how.

    places: folders, writing, patterns. output: the table, .csv or .parquet. exercise: of all writing, None to find each one's
    as ``coach replay`` does. jobs: processes of this computer. cluster: address of a Dask scheduler, instead of those.
    how: how to look at the videos; recordings are as they were seen.
    """

    places: Sequence[str]
    output: Path
    exercise: str | None = None
    model: str = "full"
    outline: bool = True
    jobs: int = 1
    cluster: str | None = None
    how: Viewing = AS_IT_IS


@dataclass
class BatchResults:
    """What came of it. outcomes: by the file's name in the tables. before: how many were finished before.

    left: how many are still to be done, above 0 only when it was interrupted; then no table was written.
    passed_over: files in the folders that are taken for neither videos nor recordings. closed: folders in them that cannot be
    looked into.
    """

    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    before: int = 0
    left: int = 0
    passed_over: tuple[Path, ...] = ()
    closed: tuple[Path, ...] = ()
    written: tuple[Path, ...] = ()

    @property
    def bad(self) -> dict[str, tuple[Figure, ...]]:
        """The files that could not be replayed, or not to their end: by name, why."""
        return {name: outcome.troubles for name, outcome in self.outcomes.items() if outcome.troubles}


def batch(wish: Batch) -> BatchResults:
    """Replays what is not finished yet and writes both tables, in the order of the files' names.

    The same files give the same tables, byte for byte, whatever does the work. Bad files do not end it. Raises a CoachError
    where it cannot begin, or cannot go on; what is finished until then stays finished.
    """
    require_known_suffix(wish.output)
    for path in (wish.output, files_table(wish.output)):
        writing.require_writable(path)
    found = find_files(wish.places)
    if wish.output.resolve() in found.values():
        raise ExportError("batch_output_too", file=str(wish.output))
    skipped, closed = passed_over(wish.places)
    ours = {path.resolve() for path in (wish.output, files_table(wish.output), progress_file(wish.output))}
    exercise = catalog.find(wish.exercise).id if wish.exercise else None
    shipped = shipped_digest()
    tasks = {
        name: Task(str(path), exercise, wish.model, wish.outline, __version__, shipped, wish.how)
        for name, path in found.items()
    }
    with closing(Progress(wish.output)) as progress:
        kept = {name: progress.outcome(task) for name, task in tasks.items()}
        outcomes = {name: outcome for name, outcome in kept.items() if outcome is not None}
        before = len(outcomes)
        outcomes |= _replayed(wish, {name: task for name, task in tasks.items() if name not in outcomes}, progress)
    left = len(tasks) - len(outcomes)
    if left:
        return BatchResults(outcomes, before, left)
    ordered = {name: outcomes[name] for name in tasks}
    write_results(wish.output, ordered)
    others = tuple(path for path in skipped if path.resolve() not in ours)
    return BatchResults(
        ordered, before, passed_over=others, closed=tuple(closed), written=(wish.output, files_table(wish.output))
    )


def _replayed(wish: Batch, tasks: Mapping[str, Task], progress: Progress) -> dict[str, Outcome]:
    if not tasks:
        return {}
    if wish.cluster is None and not all(is_recording(Path(task.file)) for task in tasks.values()):
        # Here, once and with its own bar, rather than in each process behind the bar of the batch.
        system_libraries.require_libraries()
        fetched_model(wish.model)
    names = list(tasks)
    outcomes: dict[str, Outcome] = {}
    with (
        Interruption() as interruption,
        ProgressBar(Said("bar_batch"), len(names), unit="bar_files", in_logs=True) as bar,
    ):
        for number, outcome in _outcomes(wish, list(tasks.values()), interruption):
            name = names[number]
            progress.keep(tasks[name], outcome)
            outcomes[name] = outcome
            bar.reach(len(outcomes))
    return outcomes


def _outcomes(wish: Batch, tasks: Sequence[Task], interruption: Interruption) -> Iterator[tuple[int, Outcome]]:
    def asked() -> bool:
        return interruption.asked

    if wish.cluster is not None:
        return run_on_cluster(wish.cluster, work, tasks, _lost, asked)
    return Workers(min(wish.jobs, len(tasks)), work, _lost, asked).run(tasks)


def _lost(task: Task) -> Outcome:
    return Outcome(troubles=(Said("batch_killed", {"file": Path(task.file).name}),))
