"""Files under way: nothing of them stays, whatever ends the program that writes them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.files import under_way
from coach.files.writing import WholeFile, part_of, write_whole


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(home))
    return home


def notes(home: Path) -> list[Path]:
    return list((home / "parts").iterdir())


KILLED = """
import pathlib, sys, time
from coach.files import under_way
part = under_way.begin(pathlib.Path(sys.argv[1]), ".mp4")
part.write_bytes(b"pictures")
print(part.name, flush=True)
time.sleep(60)
"""


def begun_elsewhere(path: Path) -> tuple[subprocess.Popen[str], Path]:
    program = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    return program, path.with_name(program.stdout.readline().strip())


def test_what_a_killed_program_left_is_swept_and_what_a_running_one_writes_is_not(tmp_path: Path, home: Path) -> None:
    program, part = begun_elsewhere(tmp_path / "out.mp4")
    try:
        under_way.sweep()
        assert part.read_bytes() == b"pictures"
    finally:
        program.kill()
        program.communicate()
    deadline = time.monotonic() + 30
    while part.exists() and time.monotonic() < deadline:  # the system may need a moment to let the lock go
        under_way.sweep()

    assert not part.exists()
    assert notes(home) == []


def test_a_note_can_remove_nothing_but_a_part(tmp_path: Path, home: Path) -> None:
    treasure = tmp_path / "treasure.txt"
    treasure.write_text("gold")
    link = tmp_path / ".coach-0123456789ab.part"
    link.symlink_to(treasure)
    (home / "parts").mkdir(parents=True)
    for index, target in enumerate((treasure, link, tmp_path, Path("\0"), tmp_path / "nothing")):
        (home / "parts" / f"note-{index}").write_bytes(os.fsencode(target))

    under_way.sweep()

    assert treasure.read_text() == "gold"
    assert link.is_symlink()


def test_whole_files_leave_neither_part_nor_note(tmp_path: Path, home: Path) -> None:
    write_whole(tmp_path / "a.csv", "a")
    with part_of(tmp_path / "b.pdf") as file:
        file.write(b"b")
    discarded = WholeFile(tmp_path / "c.csv")
    assert len(notes(home)) == 1
    discarded.discard()
    with pytest.raises(KeyboardInterrupt), part_of(tmp_path / "d.pdf"):
        raise KeyboardInterrupt

    assert notes(home) == []
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "b.pdf", "home"}


def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".csv")
    write_whole(path, "a")
    assert path.read_text() == "a"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is closed to root")
def test_without_a_place_for_notes_files_are_written_all_the_same(tmp_path: Path, home: Path) -> None:
    home.mkdir(mode=0o500)
    write_whole(tmp_path / "a.csv", "a")
    assert (tmp_path / "a.csv").read_text() == "a"
