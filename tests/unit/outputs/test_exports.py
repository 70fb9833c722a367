"""Exports have the documented shape and appear whole or not at all."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest

from coach.errors import ExportError
from coach.events import BaselineTaken, Event, RepAbandoned, RepCompleted
from coach.outputs.exports import REP_COLUMNS, events_as_lines, write_export
from coach.record.store.old_reasons import read as why
from coach.values import Rep

DONE = Rep("sit-and-rotate", "left", 1.0, 2.3456, 4.1, 33.26, 2.0, counted=True)
SHORT = Rep(
    "sit-and-rotate",
    "right",
    5.0,
    6.0,
    7.0,
    22.0,
    0.4,
    counted=False,
    reason=why('held 0.4 of 2.0 s, "nearly"'),
    faults=("pelvis", "lean"),
)
EVENTS: tuple[Event, ...] = (BaselineTaken(0.5), RepCompleted(4.1, DONE), RepAbandoned(7.0, SHORT))
ERRORS = {"sit-and-rotate": 2.6123}


def test_csv_has_one_row_a_rep_under_the_documented_columns(tmp_path: Path) -> None:
    path = tmp_path / "reps.csv"
    write_export(path, EVENTS, {}, ERRORS)
    assert path.read_bytes().decode("utf-8").splitlines() == [
        "exercise,side,start_s,peak_s,end_s,peak_deg,peak_error_deg,hold_s,counted,reason,faults",
        "sit-and-rotate,left,1.000,2.346,4.100,33.3,2.6,2.000,true,,",
        'sit-and-rotate,right,5.000,6.000,7.000,22.0,2.6,0.400,false,"held 0.4 of 2.0 s, ""nearly""",pelvis;lean',
    ]


def test_csv_without_reps_is_its_head_alone(tmp_path: Path) -> None:
    path = tmp_path / "reps.csv"
    write_export(path, (BaselineTaken(0.5),), {}, {})
    assert path.read_text(encoding="utf-8") == ",".join(REP_COLUMNS) + "\n"


def test_json_has_the_same_keys_and_the_summary(tmp_path: Path) -> None:
    path = tmp_path / "reps.json"
    write_export(path, EVENTS, {"source": "Übung.mp4", "rate": math.nan}, {})
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert whole["summary"] == {"source": "Übung.mp4", "rate": None}
    assert [list(rep) for rep in whole["reps"]] == [list(REP_COLUMNS)] * 2
    assert whole["reps"][1]["faults"] == ["pelvis", "lean"]
    assert whole["reps"][1]["counted"] is False
    assert whole["reps"][0]["peak_s"] == 2.346


def test_csv_and_json_leave_unknown_figures_and_sides_empty(tmp_path: Path) -> None:
    unknown = Rep("sit-and-arch", None, 1.0, math.nan, 2.0, math.nan, -0.0, counted=False, reason=why("lost sight"))
    for name in ("reps.csv", "reps.json"):
        write_export(tmp_path / name, (RepAbandoned(2.0, unknown),), {}, {})
    with (tmp_path / "reps.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["side"], row["peak_s"], row["peak_deg"], row["peak_error_deg"], row["hold_s"]) == (
        "",
        "",
        "",
        "",
        "0.000",
    )
    (rep,) = json.loads((tmp_path / "reps.json").read_text(encoding="utf-8"))["reps"]
    assert (rep["side"], rep["peak_s"], rep["peak_deg"]) == (None, None, None)


def test_json_lines_hold_every_event_to_the_last_bit() -> None:
    third = 1 / 3
    lines = events_as_lines((BaselineTaken(third), BaselineTaken(float(np.float64(0.1) + 0.2)))).splitlines()
    assert [json.loads(line)["time_s"] for line in lines] == [third, 0.1 + 0.2]
    assert [json.loads(line)["event"] for line in lines] == ["BaselineTaken", "BaselineTaken"]


def test_json_lines_of_the_same_events_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        write_export(tmp_path / name, EVENTS, {"date": name}, {})
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert (tmp_path / "one.jsonl").read_bytes().count(b"\n") == len(EVENTS)


def test_an_unknown_ending_is_refused_with_the_endings_there_are(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.csv, \.json, \.jsonl, .* or \.sto; found 'reps\.xls'"):
        write_export(tmp_path / "reps.xls", EVENTS, {}, {})


def test_a_failed_export_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "reps.json"
    path.write_text("older", encoding="utf-8")
    with pytest.raises(TypeError):
        write_export(path, EVENTS, {"not for JSON": object()}, {})
    assert path.read_text(encoding="utf-8") == "older"
    assert [file.name for file in tmp_path.iterdir()] == ["reps.json"]
