"""Which files a batch replays, what is kept of them until it is over, and the tables that it writes then."""

from __future__ import annotations

import glob
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from coach import paths
from coach.app.batch.batch_work import Outcome, Task
from coach.errors import ExportError, Figure, SourceError
from coach.files.bounded_reading import is_folder, is_ordinary
from coach.files.parquet import SUFFIX as PARQUET
from coach.files.parquet import Kind, require_parquet, write_parquet
from coach.files.writing import cannot_write, write_whole
from coach.outputs.exports import REP_KINDS, records_as_csv
from coach.plain import shown
from coach.recording.layout import SUFFIX as RECORDING
from coach.words.problems import ProblemPhrases

_VIDEOS: Final = (
    *(
        ".3g2",
        ".3gp",
        ".asf",
        ".avi",
        ".divx",
        ".dv",
        ".f4v",
        ".flv",
        ".gif",
        ".h264",
        ".h265",
        ".264",
        ".265",
        ".hevc",
    ),
    *(
        ".m2t",
        ".m2ts",
        ".m2v",
        ".m4v",
        ".mjpeg",
        ".mjpg",
        ".mkv",
        ".mov",
        ".mp4",
        ".mpe",
        ".mpeg",
        ".mpg",
        ".mts",
        ".mxf",
    ),
    *(".ogg", ".ogm", ".ogv", ".qt", ".rm", ".rmvb", ".ts", ".vob", ".webm", ".wmv", ".y4m"),
)
SUFFIXES: Final = frozenset((RECORDING, *_VIDEOS))
"""What is taken for a recording or a video in a folder, in capitals or not; a pattern takes whatever it fits."""

FILE_KINDS: Final[Mapping[str, Kind]] = {
    "file": "text",
    "exercise": "text",
    "model": "text",
    "frames": "whole",
    "frames_with_person": "whole",
    "reps_counted": "whole",
    "reps_not_counted": "whole",
    "low_back_warnings": "whole",
    "faults": "texts",
    "notes": "text",
    "trouble": "text",
}
"""Columns of the table of files, and their kinds."""

REP_ROW_KINDS: Final[Mapping[str, Kind]] = {"file": "text", **REP_KINDS}
"""Columns of the table of repetitions, and their kinds."""


def passed_over(places: Sequence[str]) -> tuple[list[Path], list[Path]]:
    """What lies in these folders and is not replayed: the files that are taken for no video or recording, hidden ones not
    counted among them, and the folders that cannot be looked into; both in the order of their names."""
    closed: set[Path] = set()
    inside = {each for place in places if is_folder(Path(place)) for each in _in_folder(Path(place), closed)}
    return sorted(each for each in inside if each.suffix.lower() not in SUFFIXES), sorted(closed)


def find_files(places: Sequence[str]) -> dict[str, Path]:
    """The files in folders (whatever lies how deep), under patterns, or by name; by their name in the tables, in its order.

    That name is the path from the folder that they have in common, with ``/`` on every platform.
    Raises SourceError for a place where there is none.
    """
    found: set[Path] = set()
    for place in places:
        here = set(_files_at(place))
        if not here:
            raise SourceError("batch_nothing_at", place=place)
        found |= here
    try:
        common = Path(os.path.commonpath([path.parent for path in found]))
    except ValueError:  # on several drives
        return {shown(path.as_posix()): path for path in sorted(found)}
    named = {shown(path.relative_to(common).as_posix()): path for path in found}
    return dict(sorted(named.items()))


def _files_at(place: str) -> Iterator[Path]:
    path = Path(place)
    if is_folder(path):
        yield from (each.resolve() for each in _in_folder(path, set()) if each.suffix.lower() in SUFFIXES)
    elif is_ordinary(path):
        yield path.resolve()
    else:
        with suppress(OSError, ValueError):  # a pattern that no name can fit
            matching = glob.glob(place, recursive=True)  # noqa: PTH207 - a Path takes no pattern from the root
            yield from (Path(each).resolve() for each in matching if is_ordinary(Path(each)))


def _in_folder(folder: Path, closed: set[Path]) -> Iterator[Path]:
    """The files however deep in a folder, of which neither they nor a folder on the way to them is hidden; into closed go the
    folders that cannot be looked into."""

    def note(problem: OSError) -> None:
        if not isinstance(problem, FileNotFoundError):  # gone meanwhile, with all that was in it
            closed.add(Path(problem.filename))

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]  # what is left in there is walked
        yield from (each for name in names if not name.startswith(".") and is_ordinary(each := Path(place, name)))


class Progress:
    """What is finished, kept beside the results while a batch runs, so that the next one goes on from there.

    A file counts as finished as long as its path, size and date, the way it was to be replayed and the program that does it
    are the same. Raises ExportError where it cannot be read or written.
    """

    def __init__(self, results: Path) -> None:
        self.path = progress_file(results)
        self._finished: dict[str, Outcome] = {}
        try:
            self._read()
            self._file = open(self.path, "a", encoding="utf-8", newline="", opener=paths.for_its_owner)  # noqa: SIM115
        except OSError as problem:
            raise cannot_write(self.path, problem) from problem

    def outcome(self, task: Task) -> Outcome | None:
        """What came of it before, None where that is not known or does not hold any more."""
        return self._finished.get(_key(task))

    def keep(self, task: Task, outcome: Outcome) -> None:
        """Notes what came of a task, at once on the disk; what had trouble is not kept, since it may be mended."""
        if outcome.troubles:
            return
        line = json.dumps({"key": _key(task), "outcome": asdict(outcome)}, ensure_ascii=False, allow_nan=False)
        try:
            self._file.write(line + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as problem:
            raise cannot_write(self.path, problem) from problem

    def close(self) -> None:
        """Lets the file go; it stays for the next batch."""
        with suppress(OSError):  # on a full disk, which was said when it was written to
            self._file.close()

    def _read(self) -> None:
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        for line in text.splitlines():
            try:
                read = json.loads(line)
                self._finished[read["key"]] = _outcome(read["outcome"])
            except (ValueError, KeyError, TypeError):
                continue  # the line on which a batch was killed
        if text and not text.endswith("\n"):
            with self.path.open("a", encoding="utf-8") as file:
                file.write("\n")


def _outcome(read: Mapping[str, Any]) -> Outcome:
    faults = tuple((str(fault), int(times)) for fault, times in read["faults"])
    return Outcome(**{**read, "faults": faults, "reps": tuple(read["reps"]), "troubles": ()})


def _key(task: Task) -> str:
    try:
        state = Path(task.file).stat()
        here = [state.st_size, state.st_mtime_ns]
    except OSError:
        here = []
    return hashlib.sha256(json.dumps([asdict(task), here]).encode()).hexdigest()


def progress_file(results: Path) -> Path:
    """Where it is noted what is finished: results.csv has results.csv.progress beside it."""
    return results.with_name(f"{results.name}.progress")


def files_table(results: Path) -> Path:
    """Where the table of files goes: results.csv has results.files.csv beside it."""
    return results.with_name(f"{results.stem}.files{results.suffix}")


def require_known_suffix(results: Path) -> None:
    """Raises ExportError where the name does not say which kind of table is meant, or a package for it is missing."""
    if results.suffix.lower() not in (".csv", PARQUET):
        raise ExportError("no_table_name", option="--output", file=results.name)
    if results.suffix.lower() == PARQUET:
        require_parquet()


def write_results(results: Path, outcomes: Mapping[str, Outcome]) -> None:
    """Both tables: a row a repetition, and beside it a row a file. outcomes: by the file's name, in the order of the rows."""
    reps = ({"file": name, **rep} for name, outcome in outcomes.items() for rep in outcome.reps)
    _write(results, REP_ROW_KINDS, reps)
    _write(files_table(results), FILE_KINDS, (_file_row(name, outcome) for name, outcome in outcomes.items()))


def _write(path: Path, kinds: Mapping[str, Kind], rows: Iterable[Mapping[str, Any]]) -> None:
    if path.suffix.lower() == PARQUET:
        write_parquet(path, kinds, rows)
    else:
        write_whole(path, records_as_csv(tuple(kinds), rows))


def _in_english(trouble: Figure) -> str:
    """A table is the same in every language."""
    return shown(ProblemPhrases.english().told(trouble))


def _file_row(name: str, outcome: Outcome) -> dict[str, Any]:
    counted = sum(rep["counted"] for rep in outcome.reps)
    return {
        "file": name,
        "exercise": outcome.exercise,
        "model": outcome.model,
        "frames": outcome.frames,
        "frames_with_person": outcome.frames_with_person,
        "reps_counted": counted,
        "reps_not_counted": len(outcome.reps) - counted,
        "low_back_warnings": outcome.low_back_warnings,
        "faults": [fault for fault, _ in outcome.faults],
        "notes": outcome.notes,
        "trouble": " ".join(map(_in_english, outcome.troubles)),
    }
