"""What is written is about somebody's health: nobody but its owner may read it, whatever it is."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from coach.__main__ import main
from coach.files.writing import write_whole

RECORDING = Path("samples/pelvis-push/partial-male/recording.coach").absolute()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes of files")


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}


def test_all_that_a_run_writes_its_owner_alone_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    out = tmp_path / "out"
    out.mkdir()
    words = [word for name in ("a.csv", "a.jsonl", "a.trc", "a.sto") for word in ("--export", str(out / name))]
    words += ["--measures", str(out / "frames.parquet"), "--record", str(out / "again.coach"), "--store"]
    for command in (
        ["replay", str(RECORDING), *words],
        ["report", "-o", str(out / "report.html")],
        ["export", "--format", "json", "-o", str(out / "all.json")],
        ["export", "--format", "csv", "-o", str(out / "tables")],
    ):
        with pytest.raises(SystemExit) as left:
            main(command)
        assert left.value.code == 0, command
    written = modes(out)
    assert len(written) > 9
    assert {name: mode for name, mode in written.items() if mode != 0o600} == {}
    assert {name: mode for name, mode in modes(tmp_path / "home").items() if mode & 0o077} == {}
    for folder in (out / "tables", tmp_path / "home"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_of_ones_own_that_others_may_read_becomes_private_when_it_is_written_anew(tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    place.write_text("old", encoding="utf-8")
    place.chmod(0o644)
    write_whole(place, "new")
    assert modes(tmp_path) == {"a.csv": 0o600}
