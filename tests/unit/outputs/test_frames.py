"""Tables of frames and of repetitions, read back by programs that share no code with those that wrote them."""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from coach.errors import ExportError
from coach.events import Event, RepAbandoned, RepCompleted
from coach.files import parquet
from coach.files.writing import write_whole
from coach.measures import registry
from coach.outputs import exports, frames
from coach.outputs.exports import REP_COLUMNS, write_export
from coach.outputs.frames import MeasureColumn, MeasuresTable
from coach.outputs.motion import AngleMotion
from coach.reasons import Told
from coach.values import Rep
from tests.unit.outputs import moving

COLUMNS = [MeasureColumn(name, "°", f"about {name}, in words") for name in moving.NAMES]
EVENTS: tuple[Event, ...] = (
    RepCompleted(4.1, Rep("sit-and-rotate", "left", 1.0, 2.3456, 4.1, 33.26, 2.0, counted=True)),
    RepAbandoned(
        7.0, Rep("sit-and-arch", None, 5.0, math.nan, 7.0, math.nan, 0.4, False, Told("held ✓"), ("lean", "tilt"))
    ),
)


def written(path: Path) -> None:
    table = MeasuresTable(path, COLUMNS, moving.error_of)
    for step in moving.steps():
        table.update(step)
    assert not path.exists()
    table.close()
    table.close()


def read_parquet(path: Path) -> list[dict[str, Any]]:
    found = duckdb.sql(f"SELECT * FROM read_parquet('{path.as_posix()}')")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_a_row_a_frame_empty_where_unknown(tmp_path: Path) -> None:
    written(tmp_path / "frames.csv")
    lines = (tmp_path / "frames.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "time_s,phase,thoracic_rotation_deg,neck_flexion_deg,trunk_lean_deg"
    assert lines[1] == "0.000000,turning,,5.000,"
    assert len(lines) == moving.FRAMES + 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["frames.columns.csv", "frames.csv"]


def test_parquet_reads_back_to_the_last_bit(tmp_path: Path) -> None:
    written(tmp_path / "frames.parquet")
    rows = read_parquet(tmp_path / "frames.parquet")
    assert list(rows[0]) == ["time_s", "phase", *moving.NAMES]
    expected = [None if math.isnan(value) else value for value in map(moving.angle, range(moving.FRAMES))]
    assert [row["thoracic_rotation_deg"] for row in rows] == expected


def test_the_note_tells_unit_and_error_of_each_column(tmp_path: Path) -> None:
    written(tmp_path / "frames.csv")
    note = read_csv(tmp_path / "frames.columns.csv")
    assert list(note[0]) == list(frames.COLUMNS_OF_THE_NOTE)
    assert [(row["column"], row["expected_error"]) for row in note] == [
        ("thoracic_rotation_deg", "2.60"),
        ("neck_flexion_deg", ""),
        ("trunk_lean_deg", ""),
    ]
    assert {(row["exercise"], row["view"], row["unit"]) for row in note} == {("sit-and-rotate", "front", "°")}
    assert note[0]["about"] == COLUMNS[0].about


def test_repetitions_are_the_same_in_csv_json_and_parquet(tmp_path: Path) -> None:
    errors = {"sit-and-rotate": registry.expected_error("thoracic_rotation_deg", "front"), "sit-and-arch": None}
    for name in ("reps.csv", "reps.parquet"):
        write_export(tmp_path / name, EVENTS, {}, errors)
    rows = read_parquet(tmp_path / "reps.parquet")
    table = read_csv(tmp_path / "reps.csv")
    assert [tuple(row) for row in (*rows, *table)] == [REP_COLUMNS] * 4
    for row, cells in zip(rows, table, strict=True):
        assert row["counted"] is (cells["counted"] == "true")
        assert ";".join(row["faults"]) == cells["faults"]
        assert (row["side"] or "", row["reason"]) == (cells["side"], cells["reason"])
        for column in ("start_s", "peak_s", "end_s", "peak_deg", "peak_error_deg", "hold_s"):
            assert row[column] == (float(cells[column]) if cells[column] else None)
    assert rows[0]["peak_error_deg"] == pytest.approx(errors["sit-and-rotate"], abs=0.05)
    assert rows[1]["peak_error_deg"] is None


def test_long_tables_are_written_in_pieces(tmp_path: Path) -> None:
    parquet.write_parquet(tmp_path / "n.parquet", {"n": "whole"}, ({"n": number} for number in range(3000)))
    assert [row["n"] for row in read_parquet(tmp_path / "n.parquet")] == list(range(3000))


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"must be \.csv or \.parquet; found 'frames\.xls'"):
        frames.require_known_suffix(tmp_path / "frames.xls")


def test_without_the_package_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda _name: None)
    for refuse in (exports.require_known_suffix, frames.require_known_suffix):
        with pytest.raises(ExportError, match=r"pip install pyarrow"):
            refuse(tmp_path / "table.parquet")


@contextmanager
def room_for_2_kib() -> Iterator[None]:
    """No fixture: pytest itself writes between a test and the end of its fixtures, and its log may be a file as well."""
    resource = pytest.importorskip("resource", reason="Windows cannot limit how large a file becomes")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, before[1]))
    wrote, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # Python keeps a module that it wrote only in part
    try:
        yield
    finally:
        sys.dont_write_bytecode = wrote
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit how large a file becomes")
@pytest.mark.parametrize("name", ["table.csv", "table.parquet", "table.sto", "table.json"])
def test_a_disk_that_is_full_gives_a_sentence_and_leaves_no_trace(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("older", encoding="utf-8")
    with room_for_2_kib(), pytest.raises(ExportError, match=f"{name} cannot be written .*free some space"):
        fill(path)
    assert path.read_text(encoding="utf-8") == "older"
    assert [file.name for file in tmp_path.iterdir()] == [name]


def fill(path: Path) -> None:
    if path.suffix == ".json":
        write_whole(path, "x" * 5000)
        return
    output = (
        AngleMotion(path, moving.NAMES, moving.error_of)
        if path.suffix == ".sto"
        else MeasuresTable(path, COLUMNS, moving.error_of)
    )
    for _ in range(3):
        for number, step in enumerate(moving.steps()):
            output.update(moving.step_of(moving.pose_at(number), dict(step.measures.values)))
    for number in range(moving.FRAMES, 400):
        output.update(moving.step_of(moving.pose_at(number), {"thoracic_rotation_deg": math.sin(number)}))
    output.close()
