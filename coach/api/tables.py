"""Repetitions, events and sessions as columns of one length, and those as a data frame."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from math import nan
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
from numpy.typing import NDArray

from coach.events import Event
from coach.outputs.exports import REP_COLUMNS, REP_KINDS
from coach.values import Rep
from coach.words.reasons import in_english

if TYPE_CHECKING:
    import pandas as pd

Columns = Mapping[str, NDArray[Any]]
"""Column to values: text as str, figures as float64, flags as bool, numbers as int64, lists as tuples in an object array."""


def rep_columns(reps: Sequence[Rep], errors: Mapping[str, float | None]) -> Columns:
    """Columns of ``REP_COLUMNS``. errors: of an exercise's measure, in its unit."""
    known = {exercise: nan if error is None else error for exercise, error in errors.items()}
    rows = [
        {
            **{field.name: getattr(rep, field.name) for field in dataclasses.fields(rep)},
            "side": rep.side or "",
            "reason": in_english(rep.reason) or "",
            "peak_deg": rep.peak,
            "peak_error_deg": known.get(rep.exercise, nan),
        }
        for rep in reps
    ]
    return {name: column([row[name] for row in rows], REP_KINDS[name]) for name in REP_COLUMNS}


def _kind(annotation: str) -> str:
    """Which kind of column a field of an event is."""
    if annotation.startswith("tuple"):
        return "texts"
    return {"float": "figure", "bool": "flag", "Rep": "whole"}.get(annotation, "text")


EVENT_KINDS: Mapping[str, str] = {
    "event": "text",
    **{field.name: _kind(str(field.type)) for kind in get_args(Event) for field in dataclasses.fields(kind)},
}
"""Every column of events and its kind: each field that any event has."""

_MISSING = {"text": "", "figure": nan, "flag": False, "texts": (), "whole": -1}


def event_columns(events: Iterable[Event]) -> Columns:
    """Columns of ``EVENT_KINDS``."""
    rows: list[dict[str, Any]] = []
    reps = 0
    for event in events:
        row = {field.name: getattr(event, field.name) for field in dataclasses.fields(event)}
        if "rep" in row:
            row |= {"exercise": row["rep"].exercise, "side": row["rep"].side, "rep": reps}
            reps += 1
        rows.append({"event": type(event).__name__, **{name: _plain(value) for name, value in row.items()}})
    return {name: column([row.get(name, _MISSING[kind]) for row in rows], kind) for name, kind in EVENT_KINDS.items()}


def _plain(value: Any) -> Any:
    return "" if value is None else value


def column(values: Sequence[Any], kind: str) -> NDArray[Any]:
    """An array of these values. kind: "text", "figure", "flag", "whole"; any other keeps them as they are."""
    types = {"text": np.str_, "figure": np.float64, "flag": np.bool_, "whole": np.int64}
    if kind in types:
        return np.array(values, types[kind])
    kept = np.empty(len(values), object)
    for number, value in enumerate(values):
        kept[number] = value
    return kept


def data_frame(columns: Columns) -> pd.DataFrame:
    """A pandas data frame of them. Raises ImportError, with what to do, where pandas is not installed."""
    try:
        import pandas as pd
    except ImportError as problem:
        raise ImportError("A data frame needs pandas, which Coach does not: pip install pandas") from problem
    return pd.DataFrame(dict(columns))
