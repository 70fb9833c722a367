"""Whatever fails of what a run writes, and whenever: the others get everything, and nothing that was counted is lost.

One small recording is replayed with every kind of output at once; in each run one of them fails at one moment, or somebody
changes the files behind the run's back.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from coach.app.replay.replay import Replay, replay
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.errors import ExportError
from coach.outputs import exports
from coach.outputs.frames import MeasuresTable
from coach.outputs.motion import AngleMotion, LandmarkMotion
from coach.outputs.video import VideoSaver
from coach.outputs.window.window import Window
from coach.record.store import Store
from coach.recording.reader import open_recording
from coach.recording.writer import Recorder
from coach.values import Step
from tests import kills

REPS: Final = 2
NAMES: Final = ("reps.csv", "reps.json", "events.jsonl", "reps.parquet", "walk.trc", "turn.sto")

WRITES: Final[dict[type, tuple[str, ...]]] = {
    Store: (),
    MeasuresTable: ("frames.csv", "frames.columns.csv"),
    LandmarkMotion: ("walk.trc",),
    AngleMotion: ("turn.sto",),
    Recorder: ("again.coach",),
    VideoSaver: ("seen.mp4",),
}
"""The kinds of output that are fed frame by frame, and what each writes into the folder."""

PROBLEMS: Final[dict[str, Exception]] = {
    "start": ZeroDivisionError("by zero"),
    "midst": OSError(28, "No space left on device"),
    "end": ExportError("It cannot be finished."),
}
"""What is raised with the first step, in the midst, or as the output is finished."""

MIDST: Final = 30


@dataclass(frozen=True)
class Kept:
    """What came of a run. files: name to content. stored: peaks in the record."""

    results: Results
    files: dict[str, bytes]
    stored: list[float]


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kills.prepare(tmp_path_factory.mktemp("made") / "home", reps=REPS, fps=10)


def furnished(home: Path, recording: Path, patch: pytest.MonkeyPatch) -> Path:
    """A home with the exercise, in which all begins at the same moment, so that files can be compared."""
    shutil.copytree(recording.parent / "exercises", home / "exercises")
    patch.setenv("COACH_HOME", str(home))
    began = datetime.fromisoformat("2026-05-01T09:00:00+02:00")
    patch.setattr("coach.app.replay.replay.Results", lambda **given: Results(**given, began=began))
    return home


@pytest.fixture
def home(recording: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return furnished(tmp_path / "home", recording, monkeypatch)


@pytest.fixture(scope="module")
def faultless(recording: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    with pytest.MonkeyPatch.context() as patch:
        kept = kept_of(recording, furnished(tmp_path_factory.mktemp("faultless") / "home", recording, patch))
    assert len(kept.stored) == REPS
    assert set(kept.files) == {*NAMES, "frames.csv", "frames.columns.csv", "again.coach"}
    return kept


def kept_of(recording: Path, home: Path, *, video: bool = False, window: bool = False) -> Kept:
    """One run with everything that can be kept."""
    out = home.parent / "out"
    out.mkdir()
    paths = tuple(out / name for name in NAMES)
    run_outputs = RunOutputs(paths, out / "frames.csv", out / "again.coach", out / "seen.mp4" if video else None, "me")
    results = replay(Replay(recording, run_outputs=run_outputs, window=window, speed=20.0))
    files = {path.name: path.read_bytes() for path in out.glob("*") if path.is_file()}
    assert not [path for path in [*out.glob(".*"), *(home / "parts").glob("*")] if path.exists()]
    return Kept(results, files, [rep.peak for rep in kills.stored_in(home)])


@pytest.mark.parametrize("moment", PROBLEMS)
@pytest.mark.parametrize("kind", WRITES, ids=lambda kind: kind.__name__)
def test_the_other_outputs_get_everything(
    recording: Path,
    home: Path,
    faultless: Kept,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: type,
    moment: str,
) -> None:
    if kind is VideoSaver and moment != "midst":
        pytest.skip("drawing takes long; tests/unit/outputs/test_video.py has its other moments")
    called = 0
    real: Callable[..., None] = getattr(kind, "close" if moment == "end" else "update")

    def failing(output: Any, *given: Any) -> None:
        nonlocal called
        called += 1
        if called == (MIDST if moment == "midst" else 1):
            raise PROBLEMS[moment]
        real(output, *given)

    monkeypatch.setattr(kind, real.__name__, failing)
    kept = kept_of(recording, home, video=kind is VideoSaver)

    assert kept.results.events == faultless.results.events
    assert kept.results.trouble == []
    assert [problem.exit_code for problem in kept.results.switched_off] == [6]
    assert capsys.readouterr().err.count("The session goes on without it.\n") == 1
    for name in faultless.files.keys() - WRITES[kind]:
        assert kept.files.get(name) == faultless.files[name], name
    # A record and a recording keep what came before; any other file is there whole or not at all.
    if kind is not Store or moment == "end":
        assert kept.stored == faultless.stored
    assert (set(WRITES[kind]) & set(kept.files)) == (set(WRITES[kind]) if kind is Recorder else set())


@pytest.mark.parametrize("failing", ["reps.csv", "reps.json", "events.jsonl", "reps.parquet"])
def test_the_other_exports_are_written(
    recording: Path, home: Path, faultless: Kept, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    real = exports.write_export

    def write(path: Path, *given: Any) -> None:
        if path.name == failing:
            raise ValueError("no such figure")
        real(path, *given)

    monkeypatch.setattr(exports, "write_export", write)
    kept = kept_of(recording, home)

    assert kept.results.events == faultless.results.events
    assert kept.files == {name: content for name, content in faultless.files.items() if name != failing}
    assert kept.stored == faultless.stored
    (told,) = kept.results.trouble
    assert "no such figure" in str(told)


def test_a_window_that_fails_takes_nothing_with_it(
    recording: Path, home: Path, faultless: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lost(_window: Window, _step: Step) -> None:
        raise RuntimeError("the display is gone")

    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr(Window, "show", lost)
    kept = kept_of(recording, home, window=True)

    assert (kept.files, kept.stored) == (faultless.files, faultless.stored)
    assert len(kept.results.switched_off) == 1
    assert "the display is gone" in capsys.readouterr().err


def remove_the_exercise(_recording: Path, home: Path) -> None:
    shutil.rmtree(home / "exercises")


def break_the_settings(_recording: Path, home: Path) -> None:
    (home / "settings.toml").write_bytes(b"\xff = [")


def remove_the_notes_of_parts(_recording: Path, home: Path) -> None:
    shutil.rmtree(home / "parts")


def remove_the_record(_recording: Path, home: Path) -> None:
    for file in home.glob("coach.db*"):
        file.unlink()


def take_a_name_for_a_folder(_recording: Path, home: Path) -> None:
    (home.parent / "out" / "reps.csv").mkdir()


def remove_the_folder_of_the_exports(_recording: Path, home: Path) -> None:
    shutil.rmtree(home.parent / "out")


Meddle = Callable[[Path, Path], None]


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
@pytest.mark.parametrize(
    ("meddle", "lost"),
    [
        (remove_the_exercise, ()),
        (break_the_settings, ()),
        (remove_the_notes_of_parts, ()),
        (remove_the_record, ()),
        (take_a_name_for_a_folder, ("reps.csv",)),
        (remove_the_folder_of_the_exports, (*NAMES, "frames.csv", "frames.columns.csv", "again.coach")),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_files_that_are_changed_in_the_midst(
    recording: Path,
    home: Path,
    faultless: Kept,
    monkeypatch: pytest.MonkeyPatch,
    meddle: Meddle,
    lost: tuple[str, ...],
) -> None:
    meddle_in_the_midst(monkeypatch, lambda: meddle(recording, home))
    kept = kept_of(recording, home)

    assert kept.results.events == faultless.results.events
    assert kept.stored == faultless.stored
    assert kept.files == {name: content for name, content in faultless.files.items() if name not in lost}
    troubles = [*kept.results.trouble, *kept.results.switched_off]
    assert {problem.exit_code for problem in troubles} == ({6} if lost else set())


def meddle_in_the_midst(monkeypatch: pytest.MonkeyPatch, meddle: Callable[[], None]) -> None:
    taken = 0
    take = Fanout.update

    def taking(outputs: Fanout, step: Step) -> None:
        nonlocal taken
        take(outputs, step)
        taken += 1
        if taken == MIDST:
            meddle()

    monkeypatch.setattr(Fanout, "update", taking)


ON_A_SMALL_DISK = """
import resource, signal, sys
sys.dont_write_bytecode = True  # Python keeps a compiled module that it could write only in part
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from coach.__main__ import main
main()
"""
"""No file can grow beyond a size, as on a disk that becomes full."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
@pytest.mark.parametrize("largest", [pytest.param(1_000, marks=pytest.mark.thorough), 20_000])
def test_on_a_disk_that_becomes_full_what_is_there_is_whole(
    recording: Path, home: Path, faultless: Kept, largest: int
) -> None:
    out = home.parent / "out"
    out.mkdir()
    asked = [word for name in NAMES for word in ("--export", str(out / name))]
    more = ["--measures", str(out / "frames.csv"), "--record", str(out / "again.coach")]
    done = subprocess.run(
        [sys.executable, "-c", ON_A_SMALL_DISK, str(largest), "replay", str(recording), *asked, *more],
        env={**os.environ, "COACH_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert "Traceback" not in done.stderr
    assert done.returncode == 6, done.stderr
    assert done.stdout.count(": reached") >= REPS
    files = {path.name: path.read_bytes() for path in out.iterdir()}
    assert not [name for name in files if name.startswith(".")]
    for name in files.keys() & {"reps.csv", "events.jsonl", "walk.trc", "turn.sto", "frames.csv", "reps.parquet"}:
        assert files[name] == faultless.files[name], name
    assert len(files) < len(faultless.files)
    for pose in open_recording(out / "again.coach") if largest > 10_000 else ():
        assert pose.found
