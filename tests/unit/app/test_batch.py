"""A batch gives the same tables whatever does the work, survives what goes wrong, and goes on where it stopped."""

from __future__ import annotations

import csv
import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from coach import __version__, paths
from coach.__main__ import main
from coach.app.batch import batch as batching
from coach.app.batch.batch import Batch, batch
from coach.app.batch.batch_files import FILE_KINDS, REP_ROW_KINDS, Progress, files_table, find_files
from coach.app.batch.batch_work import Outcome, Task, code_digest, shipped_digest, work
from coach.app.replay.replay import Replay, replay
from coach.app.running.results import RunOutputs
from coach.errors import ClusterError, ExportError, Said, SourceError
from coach.sources.viewing import AS_IT_IS, Viewing
from tests.unit.app import batch_tasks
from tests.unit.app.small_cluster import small_cluster

SHORT = ("pelvis-push/short-hold-heavy", "shoulder-blade-squeeze/short-hold-male-side", "pelvis-push/partial-male")


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three short recordings, one of them deeper, and a video that is none."""
    folder = tmp_path_factory.mktemp("clips")
    for number, sample in enumerate(SHORT):
        place = folder / ("later" if number else "")
        place.mkdir(exist_ok=True)
        shutil.copy(paths.shipped() / "samples" / sample / "recording.coach", place / f"{number}.coach")
    (folder / "broken sit-and-arch.mp4").write_text("no video", encoding="utf-8")
    (folder / "notes.txt").write_text("no video either", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def serial(clips: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The table as one process makes it."""
    table = tmp_path_factory.mktemp("serial") / "reps.csv"
    batch(Batch([str(clips)], table))
    return table


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Task], Outcome]], None]:
    """Has the processes do something else than replaying."""
    return lambda instead: monkeypatch.setattr(batching, "work", instead)


@pytest.fixture
def measured_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not about processes needs none: files are measured in this one."""

    class Here:
        def __init__(self, _jobs: int, _work: object, _lost: object, interrupted: Callable[[], bool]) -> None:
            self._interrupted = interrupted

        def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Outcome]]:
            for number, task in enumerate(tasks):
                if not self._interrupted():
                    yield number, batch_tasks.measure(task)

    monkeypatch.setattr(batching, "Workers", Here)


def texts(folder: Path, *names: str) -> None:
    for name in names:
        (folder / f"{name}.coach").write_text(name, encoding="utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_those_of_a_replay_in_the_order_of_the_files(serial: Path, clips: Path, tmp_path: Path) -> None:
    expected = []
    for name in ("0.coach", "later/1.coach", "later/2.coach"):
        replay(Replay(clips / name, run_outputs=RunOutputs((tmp_path / "one.csv",))))
        expected += [{"file": name, **row} for row in rows(tmp_path / "one.csv")]
    assert rows(serial) == expected
    assert len(expected) >= len(SHORT)
    assert list(expected[0]) == list(REP_ROW_KINDS)


def test_every_file_has_a_row_and_the_bad_one_its_reason(serial: Path) -> None:
    table = rows(files_table(serial))
    assert [tuple(row) for row in table] == [tuple(FILE_KINDS)] * 4
    assert [row["file"] for row in table] == ["0.coach", "broken sit-and-arch.mp4", "later/1.coach", "later/2.coach"]
    assert ["holds no video" in row["trouble"] for row in table] == [False, True, False, False]
    assert table[0]["frames"] == table[0]["frames_with_person"] != "0"


@pytest.mark.thorough
def test_two_processes_one_of_them_killed_give_the_same_bytes(
    serial: Path, clips: Path, tmp_path: Path, quick: Callable[..., None]
) -> None:
    quick(batch_tasks.die_once)
    (clips / "once").touch()
    batch(Batch([str(clips)], tmp_path / "reps.csv", jobs=2))
    assert not (clips / "once").exists()
    for name in ("reps.csv", "reps.files.csv"):
        assert (tmp_path / name).read_bytes() == (serial.parent / name).read_bytes()


@pytest.mark.thorough
def test_a_cluster_one_worker_of_it_killed_gives_the_same_bytes(
    serial: Path, clips: Path, tmp_path: Path, quick: Callable[..., None]
) -> None:
    pytest.importorskip("distributed", reason="needs the cluster extra")
    quick(batch_tasks.die_once)
    (clips / "once").touch()
    with small_cluster(tmp_path) as address:
        results = batch(Batch([str(clips)], tmp_path / "reps.csv", cluster=address))
    assert not (clips / "once").exists()
    assert list(results.bad) == ["broken sit-and-arch.mp4"], results.bad
    for name in ("reps.csv", "reps.files.csv"):
        assert (tmp_path / name).read_bytes() == (serial.parent / name).read_bytes()


def test_a_cluster_that_does_not_answer_is_named(clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="needs the cluster extra")
    monkeypatch.setattr("coach.app.batch.cluster.REACHED_WITHIN", "0.2s")
    with pytest.raises(ClusterError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1;"):
        batch(Batch([str(clips)], tmp_path / "reps.csv", cluster="tcp://127.0.0.1:1"))


@pytest.mark.usefixtures("measured_here")
def test_what_is_finished_is_not_done_again_until_it_changes(tmp_path: Path) -> None:
    texts(tmp_path, "a", "bad", "ccc")
    wish = Batch([str(tmp_path)], tmp_path / "reps.parquet")
    assert (batch(wish).before, batch(wish).before) == (0, 2)
    texts(tmp_path, "new")
    (tmp_path / "a.coach").write_text("longer", encoding="utf-8")
    (tmp_path / "bad.coach").write_text("mended", encoding="utf-8")
    again = batch(wish)
    assert (again.before, again.bad) == (1, {})
    assert {name: outcome.frames for name, outcome in again.outcomes.items()} == {
        "a.coach": 6,
        "bad.coach": 6,
        "ccc.coach": 3,
        "new.coach": 3,
    }
    found = duckdb.sql(f"SELECT file, frames FROM read_parquet('{(tmp_path / 'reps.files.parquet').as_posix()}')")
    assert found.fetchall() == [("a.coach", 6), ("bad.coach", 6), ("ccc.coach", 3), ("new.coach", 3)]


def test_a_batch_killed_while_it_took_a_note_loses_that_note_alone(tmp_path: Path) -> None:
    (tmp_path / "clip.coach").touch()
    task = Task(str(tmp_path / "clip.coach"), None, "full", True, "1", "")
    other = Task(str(tmp_path / "clip.coach"), "cat-cow", "full", True, "1", "")
    progress = Progress(tmp_path / "reps.csv")
    progress.keep(task, Outcome(frames=7, faults=(("lean", 2),), reps=({"side": None, "faults": ["lean"]},)))
    progress.close()
    with progress.path.open("a", encoding="utf-8") as file:
        file.write('{"key": "half a li')
    again = Progress(tmp_path / "reps.csv")
    assert again.outcome(task) == Outcome(frames=7, faults=(("lean", 2),), reps=({"side": None, "faults": ["lean"]},))
    assert again.outcome(other) is None
    again.keep(other, Outcome(frames=8))
    again.close()
    last = Progress(tmp_path / "reps.csv")
    last.close()
    assert (last.outcome(task), last.outcome(other)) == (again.outcome(task), Outcome(frames=8))


@pytest.mark.thorough
def test_a_file_that_kills_every_process_is_listed_and_the_others_are_done(
    tmp_path: Path, quick: Callable[..., None]
) -> None:
    quick(batch_tasks.die_at_poison)
    texts(tmp_path, "a", "poison", "zz")
    results = batch(Batch([str(tmp_path)], tmp_path / "reps.csv"))
    assert {name: outcome.frames for name, outcome in results.outcomes.items()} == {
        "a.coach": 1,
        "poison.coach": 0,
        "zz.coach": 2,
    }
    assert results.bad["poison.coach"] == (Said("batch_killed", {"file": "poison.coach"}),)


@pytest.mark.usefixtures("measured_here")
def test_stopped_it_writes_no_table_but_goes_on_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts(tmp_path, "a", "bb", "ccc")
    wish = Batch([str(tmp_path)], tmp_path / "reps.csv")
    kept = Progress.keep

    def keep_and_stop(progress: Progress, task: Task, outcome: Outcome) -> None:
        kept(progress, task, outcome)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Progress, "keep", keep_and_stop)
    stopped = batch(wish)
    assert (stopped.left, stopped.written) == (2, ())
    assert not wish.output.exists()
    monkeypatch.setattr(Progress, "keep", kept)
    assert (batch(wish).before, len(rows(tmp_path / "reps.files.csv"))) == (1, 3)


def test_a_process_sends_nothing_home_even_where_every_host_is_excepted(
    tmp_path: Path, quick: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    quick(batch_tasks.surroundings)
    texts(tmp_path, "sit-and-rotate")
    (outcome,) = batch(Batch([str(tmp_path)], tmp_path / "reps.csv")).outcomes.values()
    before, after, *exceptions = outcome.notes.split()
    assert (before, after, exceptions) == ("http://proxy.example:3128", "http://127.0.0.1:9", [])
    assert "no_recording" in outcome.exercise


def test_videos_are_looked_at_as_asked_and_recordings_as_they_were_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts(tmp_path, "clip")
    given: list[Task] = []

    class Here:
        def __init__(self, *_how: object) -> None: ...

        def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Outcome]]:
            given.extend(tasks)
            return ((number, Outcome()) for number, _ in enumerate(tasks))

    monkeypatch.setattr(batching, "Workers", Here)
    words = ["--turn", "180", "--mirrored", "--person", "left", "-o", str(tmp_path / "reps.csv")]
    with pytest.raises(SystemExit) as left:
        main(["batch", str(tmp_path), *words])
    assert left.value.code == 0
    assert [task.how for task in given] == [Viewing(turn=180, mirrored=True, person="left")]
    short = paths.shipped() / "samples" / "pelvis-push" / "partial-male" / "recording.coach"
    asked = Task(str(short), None, "full", True, __version__, shipped_digest(), Viewing(mirrored=True))
    assert work(asked) == work(replace(asked, how=AS_IT_IS))
    assert work(asked).troubles == ()


def test_another_program_does_not_mix_its_counts_in() -> None:
    for version, shipped in (("0.0.0", shipped_digest()), ("", "")):
        (why,) = work(Task("clip.coach", None, "full", True, version, shipped)).troubles
        assert why == Said("batch_other_coach", {"asked": version, "here": __version__})


def test_a_program_changed_between_two_releases_is_another_one(tmp_path: Path) -> None:
    digests = []
    for number, (name, text) in enumerate((("a.py", "x = 1"), ("a.py", "x = 2"), ("b.py", "x = 1"), ("a.py", "x = 1"))):
        package = tmp_path / str(number)
        package.mkdir()
        (package / name).write_text(text, encoding="utf-8")
        (package / "notes.md").write_text(f"{number}", encoding="utf-8")
        digests.append(code_digest(package))
    assert digests[0] == digests[3]
    assert len(set(digests)) == 3


def test_places_are_folders_files_and_patterns(tmp_path: Path) -> None:
    for name in ("b/x.MP4", "b/c/y.coach", "a.mkv", ".hidden.mp4", "b/.trash/z.mp4", "b/readme.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert list(find_files([str(tmp_path)])) == ["a.mkv", "b/c/y.coach", "b/x.MP4"]
    assert list(find_files([str(tmp_path / "b" / "*.*"), str(tmp_path / "a.mkv")])) == [
        "a.mkv",
        "b/readme.md",
        "b/x.MP4",
    ]
    assert list(find_files([str(tmp_path / "**" / "*.coach")])) == ["y.coach"]
    with pytest.raises(SourceError, match=r"no video or recording at .*nowhere"):
        find_files([str(tmp_path), str(tmp_path / "nowhere")])


@pytest.mark.parametrize(
    ("output", "sentence"), [("reps.xls", r"must be \.csv or \.parquet"), ("none/reps.csv", "no folder")]
)
def test_a_place_that_cannot_be_written_is_said_before_anything_is_done(
    tmp_path: Path, output: str, sentence: str
) -> None:
    texts(tmp_path, "a")
    with pytest.raises(ExportError, match=sentence):
        batch(Batch([str(tmp_path)], tmp_path / output))
    assert [path.name for path in tmp_path.iterdir()] == ["a.coach"]


def coach(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[Any, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    return left.value.code, *capsys.readouterr()


@pytest.mark.usefixtures("measured_here")
def test_the_command_lists_the_bad_files_and_says_so_in_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts(tmp_path, "a", "bad")
    code, out, err = coach(capsys, "batch", tmp_path, "-o", tmp_path / "reps.csv", "--jobs", 1)
    assert code == 3
    assert "Replayed 1 of 2 files: 0 repetitions counted." in out
    assert "bad.coach: bad" in err
    assert "1 of 2 files could not be replayed" in err
    (tmp_path / "bad.coach").unlink()
    code, out, err = coach(capsys, "batch", tmp_path, "-o", tmp_path / "reps.csv")
    assert (code, "Replayed 1 of 1 files, 1 of them before" in out, err) == (0, True, "")


def test_files_of_other_kinds_are_named_and_videos_of_every_kind_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], quick: Callable[[Callable[[Task], Outcome]], None]
) -> None:
    quick(batch_tasks.measure)
    clips = tmp_path / "clips"
    clips.mkdir()
    kinds = ("MTS", "m2ts", "3gp", "FLV", "gif", "qt", "asf", "h264", "Mp4", "mov", "ts", "coach")
    for name in (*(f"clip{number}.{kind}" for number, kind in enumerate(kinds)), "photo.jpg", "notes.txt", ".hidden"):
        (clips / name).write_text(name)

    left, said, complaints = coach(capsys, "batch", str(clips), "-o", str(clips / "reps.csv"))
    coach(capsys, "batch", str(clips), "-o", str(clips / "reps.csv"))

    assert left in (None, 0)
    assert "Replayed 12 of 12 files" in said
    assert "Passed over, since their endings are not those of videos or recordings: notes.txt, photo.jpg." in complaints


@pytest.mark.parametrize("place", ["a" * 300, "b/" * 5_000, "?" * 300, "[", "x\ny", "clips.mp4/in it"])
def test_a_place_that_cannot_be_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    (tmp_path / "clips.mp4").write_text("no folder")
    code, _, err = coach(capsys, "batch", tmp_path / place, "-o", tmp_path / "reps.csv")
    assert (code, err.count("\n"), "There is no video or recording at" in err) == (3, 1, True)


def test_what_cannot_be_looked_into_is_named_and_what_vanishes_is_not_missed(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    quick: Callable[[Callable[[Task], Outcome]], None],
) -> None:
    quick(batch_tasks.measure)
    for folder in ("clips/mine", "clips/locked", "clips/gone"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "clip.mp4").write_text("clip")
    look = os.scandir

    def fail(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        if str(path).endswith("gone"):
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))
        return look(path)

    monkeypatch.setattr("os.scandir", fail)
    code, said, complaints = coach(capsys, "batch", tmp_path / "clips", "-o", tmp_path / "reps.csv")
    assert (code, "Replayed 1 of 1 files" in said) == (0, True)
    assert complaints.count("cannot be looked into") == 1
    assert f"{tmp_path / 'clips' / 'locked'} cannot be looked into" in complaints


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names of files are letters there, never mere bytes")
def test_a_name_that_is_no_letters_stands_written_out_in_the_tables(
    tmp_path: Path, quick: Callable[[Callable[[Task], Outcome]], None]
) -> None:
    quick(batch_tasks.measure)
    (tmp_path / os.fsdecode(b"R\xfccken.mp4")).write_text("film")

    results = batch(Batch([str(tmp_path)], tmp_path / "reps.csv"))

    assert list(results.outcomes) == ["R\\xfccken.mp4"]
    assert rows(tmp_path / "reps.files.csv")[0]["file"] == "R\\xfccken.mp4"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_processes_end_with_the_program_that_began_them(tmp_path: Path) -> None:
    program = (
        "import sys, time, os\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from batch_tasks import say_and_sleep\n"
        "from coach.app.batch.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    for _ in Workers(2, say_and_sleep, str, lambda: False).run([sys.argv[2] + '/a', sys.argv[2] + '/b']): pass\n"
    )
    script = tmp_path / "program.py"
    script.write_text(program)
    here = str(Path(__file__).parent)
    begun = subprocess.Popen([sys.executable, str(script), here, str(tmp_path)], stderr=subprocess.DEVNULL)
    pids = [int(read_when_there(tmp_path / name)) for name in ("a", "b")]
    begun.kill()
    begun.wait()

    deadline_s = time.monotonic() + 60
    while any(is_running(pid) for pid in pids):
        assert time.monotonic() < deadline_s
        time.sleep(0.1)


def read_when_there(path: Path) -> str:
    deadline_s = time.monotonic() + 120
    while not (path.exists() and path.read_text().endswith("\n")):
        assert time.monotonic() < deadline_s
        time.sleep(0.1)
    return path.read_text()


def is_running(pid: int) -> bool:
    """Whether a process of ours still runs, and is not only waiting to be asked what became of it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
