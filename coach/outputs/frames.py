"""Every measure of every frame as a table, and beside it what its columns are and how far off they are to be expected.

``coach/outputs/FORMATS.md`` says what is in them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from coach.errors import ExportError
from coach.files.parquet import SUFFIX as PARQUET
from coach.files.parquet import Kind, ParquetTable, require_parquet
from coach.files.writing import WholeFile, write_whole
from coach.outputs.exports import figure
from coach.outputs.motion import ExpectedError
from coach.values import Output, Step

COLUMNS_OF_THE_NOTE: Final = ("exercise", "view", "column", "unit", "expected_error", "about")

_SUFFIXES: Final = (".csv", PARQUET)


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A measure as a column. name: in the registry. unit: as shown. about: what it is, in words."""

    name: str
    unit: str
    about: str


def require_known_suffix(path: Path) -> None:
    """Raises ExportError where the name does not say which kind of table is meant, or a package for it is missing."""
    if path.suffix.lower() not in _SUFFIXES:
        raise ExportError("no_table_name", option="--measures", file=path.name)
    if path.suffix.lower() == PARQUET:
        require_parquet()


def note_beside(path: Path) -> Path:
    """Where what the columns are is written: frames.csv has frames.columns.csv beside it."""
    return path.with_name(f"{path.stem}.columns.csv")


class _Table(Protocol):
    def add(self, time_s: float, phase: str, values: Sequence[float]) -> None: ...

    def keep(self) -> None: ...

    def discard(self) -> None: ...


class MeasuresTable(Output):
    """Writes ``--measures``: one row a frame, while the run goes on; table and note appear when it is closed.

    columns: the measures in their order. expected_error: of a measure in a view.
    Raises ExportError where it cannot be begun, written or moved to its place.
    """

    def __init__(self, path: Path, columns: Sequence[MeasureColumn], expected_error: ExpectedError) -> None:
        require_known_suffix(path)
        self._path = path
        self._columns = tuple(columns)
        self._expected_error = expected_error
        self._views: dict[str, str] = {}
        self._open = True
        names = [column.name for column in columns]
        self._table: _Table = _AsParquet(path, names) if path.suffix.lower() == PARQUET else _AsCsv(path, names)

    def update(self, step: Step) -> None:
        """Adds the frame's row."""
        self._views[step.exercise.id] = step.exercise.view
        values = [step.measures[column.name] for column in self._columns]
        self._table.add(step.measures.time_s, step.state.phase, values)

    def close(self) -> None:
        """Puts both files in their places."""
        if self._open:
            self._open = False
            self._table.keep()
            write_whole(note_beside(self._path), self._note())

    def give_up(self) -> None:
        """Leaves no trace of what was begun."""
        self._open = False
        self._table.discard()

    def _note(self) -> str:
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(COLUMNS_OF_THE_NOTE)
        for exercise, view in self._views.items():
            for column in self._columns:
                error = self._expected_error(column.name, view)
                known = "" if error is None else figure(error, 2)
                table.writerow((exercise, view, column.name, column.unit.strip(), known, column.about))
        return text.getvalue()


class _AsCsv:
    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self._file = WholeFile(path)
        self._write(["time_s", "phase", *names])

    def add(self, time_s: float, phase: str, values: Sequence[float]) -> None:
        self._write([figure(time_s, 6), phase, *(figure(value, 3) for value in values)])

    def keep(self) -> None:
        self._file.keep()

    def discard(self) -> None:
        self._file.discard()

    def _write(self, row: Sequence[str]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(row)
        self._file.write(text.getvalue())


class _AsParquet:
    """To the last bit, since nobody reads it by eye."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self._names = names
        kinds: dict[str, Kind] = {"time_s": "figure", "phase": "text"}
        self._table = ParquetTable(path, kinds | dict.fromkeys(names, "figure"))

    def add(self, time_s: float, phase: str, values: Sequence[float]) -> None:
        figures = map(float, values)
        self._table.add({"time_s": time_s, "phase": phase, **dict(zip(self._names, figures, strict=True))})

    def keep(self) -> None:
        self._table.keep()

    def discard(self) -> None:
        self._table.discard()
