"""What is left of a run in files that other programs read: repetitions, events and measures.

reps.csv     one row a repetition, columns ``REP_COLUMNS`` in this order; counted is ``true`` or ``false``, faults are
             joined with ``;``, side is empty where the exercise has none.
reps.json    ``{"summary": {...}, "reps": [...]}``; each repetition has the keys ``REP_COLUMNS``, faults is a list,
             side may be null.
events.jsonl one event a line in the order they happened, exactly as they happened: no rounding and no dates, so that
             two runs of the same thing give the same bytes.
frames.csv   one row a frame: time_s, phase, then every measure by its registry name, empty where unknown.

All are UTF-8 with ``\\n`` line ends. Seconds are the source's own, from its first frame. In csv and json they have 3
decimals and degrees 1; measures have 3.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coach.errors import ExportError
from coach.events import Event, RepAbandoned, RepCompleted, as_record
from coach.outputs.files import WholeFile, write_whole
from coach.values import Rep, Step

REP_COLUMNS: Final = (
    "exercise",
    "side",
    "start_s",
    "peak_s",
    "end_s",
    "peak_deg",
    "hold_s",
    "counted",
    "reason",
    "faults",
)

EXPORT_SUFFIXES: Final = (".csv", ".json", ".jsonl")


def require_known_suffix(path: Path) -> None:
    """Raises ExportError where the name does not say which kind of export is meant."""
    if path.suffix.lower() not in EXPORT_SUFFIXES:
        raise ExportError(
            f"--export tells the kind of file by its ending, which must be .csv, .json or .jsonl; found '{path.name}'."
        )


def write_export(path: Path, events: Sequence[Event], summary: Mapping[str, Any]) -> None:
    """Writes repetitions (``.csv``, ``.json``) or all events (``.jsonl``), by the path's suffix.

    summary goes into the ``.json`` alone. Raises ExportError when the suffix is unknown or the file cannot be written.
    """
    require_known_suffix(path)
    suffix = path.suffix.lower()
    if suffix == ".csv":
        write_whole(path, reps_as_csv(reps_of(events)))
    elif suffix == ".json":
        write_whole(path, reps_as_json(reps_of(events), summary))
    else:
        write_whole(path, events_as_lines(events))


def reps_of(events: Iterable[Event]) -> list[Rep]:
    """The repetitions among the events, counted or not, in the order in which they ended."""
    return [event.rep for event in events if isinstance(event, RepCompleted | RepAbandoned)]


def reps_as_csv(reps: Iterable[Rep]) -> str:
    """One row a repetition under a head row of ``REP_COLUMNS``."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(REP_COLUMNS)
    for rep in reps:
        row = _rep_record(rep)
        row["side"] = rep.side or ""
        row["counted"] = "true" if rep.counted else "false"
        row["faults"] = ";".join(rep.faults)
        for column, decimals in _DECIMALS.items():
            row[column] = _figure(getattr(rep, column), decimals)
        table.writerow([row[column] for column in REP_COLUMNS])
    return text.getvalue()


def reps_as_json(reps: Iterable[Rep], summary: Mapping[str, Any]) -> str:
    """The summary and the repetitions, indented for reading."""
    whole = {"summary": _without_nan(summary), "reps": [_rep_record(rep) for rep in reps]}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def events_as_lines(events: Iterable[Event]) -> str:
    """One event a line, floats to their last bit, null where a figure is unknown."""
    lines = (json.dumps(_without_nan(as_record(event)), ensure_ascii=False, allow_nan=False) for event in events)
    return "".join(line + "\n" for line in lines)


class MeasuresTable:
    """Writes ``--measures``: one row a frame, while the run goes on; the file appears when it is closed.

    names: the measures in the order of their columns.
    """

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._file = WholeFile(path)
        self._open = True
        self._write_row(["time_s", "phase", *self._names])

    def take(self, step: Step) -> None:
        """Adds the frame's row."""
        values = [_figure(step.measures[name], 3) for name in self._names]
        self._write_row([_figure(step.measures.time_s, 6), step.state.phase, *values])

    def close(self) -> None:
        """Puts the file in its place."""
        if self._open:
            self._open = False
            self._file.keep()

    def _write_row(self, row: Sequence[str]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(row)
        self._file.write(text.getvalue())


_DECIMALS: Final = {"start_s": 3, "peak_s": 3, "end_s": 3, "peak_deg": 1, "hold_s": 3}


def _rep_record(rep: Rep) -> dict[str, Any]:
    record: dict[str, Any] = {column: getattr(rep, column) for column in REP_COLUMNS}
    for column, decimals in _DECIMALS.items():
        record[column] = _rounded(record[column], decimals)
    record["faults"] = list(rep.faults)
    return record


def _rounded(value: float, decimals: int) -> float | None:
    """A plain float without a negative zero, None when unknown."""
    return round(float(value), decimals) + 0.0 if math.isfinite(value) else None


def _figure(value: float, decimals: int) -> str:
    rounded = _rounded(value, decimals)
    return "" if rounded is None else f"{rounded:.{decimals}f}"


def _without_nan(value: Any) -> Any:
    """The same values with null for NaN, which JSON has not."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _without_nan(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_without_nan(inner) for inner in value]
    return value
