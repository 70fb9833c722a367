"""Output paths are checked before a run, and files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from coach.errors import ExportError
from coach.files.writing import WholeFile, require_writable, write_whole


def test_a_writable_path_passes_and_nothing_is_left_behind(tmp_path: Path) -> None:
    require_writable(tmp_path / "new.csv")
    (tmp_path / "old.csv").write_text("kept", encoding="utf-8")
    require_writable(tmp_path / "old.csv")
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [("old.csv", "kept")]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        require_writable(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"there is no folder .*missing"):
        require_writable(tmp_path / "missing" / "reps.csv")


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="is a file and not a folder"):
        require_writable(tmp_path / "plain" / "reps.csv")


def test_a_name_that_no_file_system_takes_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        write_whole(tmp_path / ("x" * 400 + ".csv"), "text")


def test_nothing_is_in_place_until_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    file = WholeFile(path)
    file.write("Grüße\n")
    assert not path.exists()
    file.keep()
    assert path.read_bytes() == "Grüße\n".encode()


def test_a_discarded_file_leaves_no_trace(tmp_path: Path) -> None:
    file = WholeFile(tmp_path / "text.txt")
    file.write("half")
    file.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_device_stays_in_its_place() -> None:
    device = Path(os.devnull)
    for write in (require_writable, WholeFile):
        with pytest.raises(ExportError, match=r"no ordinary file|cannot be written"):
            write(device)
    if os.name == "posix":
        assert stat.S_ISCHR(device.stat().st_mode)
