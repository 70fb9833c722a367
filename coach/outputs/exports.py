"""What is left of a run in files that other programs read: repetitions and events. FORMATS.md here documents them.

Repetitions are rows of ``REP_COLUMNS``, as .csv, .json or .parquet; events are lines of .jsonl, exactly as they happened,
without rounding and dates, so that two runs of the same thing give the same bytes.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coach.errors import ExportError
from coach.events import Event, RepAbandoned, RepCompleted
from coach.files.parquet import SUFFIX as PARQUET
from coach.files.parquet import Kind, require_parquet, write_parquet
from coach.files.writing import write_whole
from coach.outputs.motion import MOTION_SUFFIXES
from coach.plain import cell
from coach.values import Rep
from coach.words.reasons import in_english

REP_COLUMNS: Final = (
    "exercise",
    "side",
    "start_s",
    "peak_s",
    "end_s",
    "peak_deg",
    "peak_error_deg",
    "hold_s",
    "counted",
    "reason",
    "faults",
)

REP_KINDS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(REP_COLUMNS, "figure"),
    **dict.fromkeys(("exercise", "side", "reason"), "text"),
    "counted": "flag",
    "faults": "texts",
}
"""The kinds of those columns in a typed table."""

EXPORT_SUFFIXES: Final = (".csv", ".json", ".jsonl", PARQUET)

ExpectedErrors = Mapping[str, float | None]
"""Exercise to the error to be expected of its measure, in that measure's unit; None where it was never measured."""


def require_known_suffix(path: Path) -> None:
    """Raises ExportError where the name does not say which kind of export is meant, or a package for it is missing."""
    suffix = path.suffix.lower()
    known = (*EXPORT_SUFFIXES, *MOTION_SUFFIXES)
    if suffix not in known:
        raise ExportError("no_export_name", known=", ".join(known[:-1]), last=known[-1], file=path.name)
    if suffix == PARQUET:
        require_parquet()


def write_export(path: Path, events: Sequence[Event], summary: Mapping[str, Any], errors: ExpectedErrors) -> None:
    """Writes repetitions (``.csv``, ``.json``, ``.parquet``) or all events (``.jsonl``), by the path's suffix.

    summary goes into the ``.json`` alone. Raises ExportError when the suffix is unknown or the file cannot be written.
    """
    require_known_suffix(path)
    suffix = path.suffix.lower()
    reps = reps_of(events)
    if suffix == ".csv":
        write_whole(path, reps_as_csv(reps, errors))
    elif suffix == ".json":
        write_whole(path, reps_as_json(reps, summary, errors))
    elif suffix == PARQUET:
        write_parquet(path, REP_KINDS, (rep_record(rep, errors) for rep in reps))
    else:
        write_whole(path, events_as_lines(events))


def reps_of(events: Iterable[Event]) -> list[Rep]:
    """The repetitions among the events, counted or not, in the order in which they ended."""
    return [event.rep for event in events if isinstance(event, RepCompleted | RepAbandoned)]


def reps_as_csv(reps: Iterable[Rep], errors: ExpectedErrors) -> str:
    """One row a repetition under a head row of ``REP_COLUMNS``."""
    return records_as_csv(REP_COLUMNS, (rep_record(rep, errors) for rep in reps))


def records_as_csv(columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> str:
    """A head row and a row a record: flags true or false, lists joined with ``;``, empty where unknown, an apostrophe before
    text that a spreadsheet would take for a formula.

    Columns that repetitions have are written with their decimals.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    for record in records:
        table.writerow([_cell(column, record[column]) for column in columns])
    return text.getvalue()


def reps_as_json(reps: Iterable[Rep], summary: Mapping[str, Any], errors: ExpectedErrors) -> str:
    """The summary and the repetitions, indented for reading."""
    whole = {"summary": _without_nan(summary), "reps": [rep_record(rep, errors) for rep in reps]}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def events_as_lines(events: Iterable[Event]) -> str:
    """One event a line, floats to their last bit, null where a figure is unknown."""
    lines = (json.dumps(_without_nan(event_record(event)), ensure_ascii=False, allow_nan=False) for event in events)
    return "".join(line + "\n" for line in lines)


def event_record(event: Event) -> dict[str, Any]:
    """The event as plain values, its kind first; why a repetition does not count in English, as everywhere in files."""
    record = {"event": type(event).__name__, **dataclasses.asdict(event)}
    if isinstance(event, RepCompleted | RepAbandoned):
        rep = record["rep"] | {"reason": in_english(event.rep.reason)}
        record["rep"] = {"peak_deg" if key == "peak" else key: value for key, value in rep.items()}
    return record


_DECIMALS: Final = {"start_s": 3, "peak_s": 3, "end_s": 3, "peak_deg": 1, "peak_error_deg": 1, "hold_s": 3}


def rep_record(rep: Rep, errors: ExpectedErrors) -> dict[str, Any]:
    """A repetition as plain values under ``REP_COLUMNS``: rounded, None where unknown, faults as a list."""
    error = errors.get(rep.exercise)
    values: dict[str, Any] = {
        "peak_deg": rep.peak,
        "peak_error_deg": math.nan if error is None else error,
        "reason": in_english(rep.reason),
    }
    record: dict[str, Any] = {column: values.get(column, getattr(rep, column, None)) for column in REP_COLUMNS}
    for column, decimals in _DECIMALS.items():
        record[column] = _rounded(record[column], decimals)
    record["faults"] = list(rep.faults)
    return record


def figure(value: float, decimals: int) -> str:
    """For a table's cell, without a negative zero, empty when unknown."""
    rounded = _rounded(value, decimals)
    return "" if rounded is None else f"{rounded:.{decimals}f}"


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return cell(";".join(value))
    if column in _DECIMALS:
        return f"{value:.{_DECIMALS[column]}f}"
    return cell(value) if isinstance(value, str) else str(value)


def _rounded(value: float, decimals: int) -> float | None:
    """A plain float without a negative zero, None when unknown."""
    return round(float(value), decimals) + 0.0 if math.isfinite(value) else None


def _without_nan(value: Any) -> Any:
    """The same values with null for NaN, which JSON has not."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _without_nan(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_without_nan(inner) for inner in value]
    return value
