"""Small files from elsewhere: whatever they are, reading them ends at once, and says what is wrong and where."""

from __future__ import annotations

import io
import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coach import paths, settings
from coach.engine import catalog, routines
from coach.errors import CoachError, ExerciseFileError
from coach.files.bounded_reading import LARGEST, UnfitFile, read_toml
from coach.plain import cell, for_shell, quoted, shown
from tests.commands import outcome_of
from tests.stored_people import fill_record

ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
GOOD = (paths.exercises() / "sit-and-arch.toml").read_text(encoding="utf-8")
ROUTINE = (paths.routines() / "desk-break.toml").read_text(encoding="utf-8")
DIGITS = "9" * 4400


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "exercises" / "routines").mkdir(parents=True)
    return tmp_path / "home"


@pytest.fixture
def coach(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    assert home.exists()

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO())
        return outcome_of(capsys, *words)

    return run


def read(text: str | bytes, folder: Path) -> dict[str, object]:
    path = folder / "mine.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_toml(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"a = 1\nreps = {DIGITS}\n", "reps: a number of 4400 digits in line 2"),
        (f"list = [1,\n {DIGITS}]", "list: a number of 4400 digits in line 2"),
        (f"table = {{ inner = {DIGITS} }}", "inner: a number of 4400 digits in line 1"),
        (f"hex = 0x{'f' * 5000}", "hex: expected a number of at most 40 digits"),
        (f"large = {'9' * 41}", "large: expected a number of at most 40 digits"),
        ("deep = " + "[" * 2_000 + "]" * 2_000, "is nested deeper than 20 levels"),
        ("deep = " + "[" * 100_000 + "]" * 100_000, "is nested deeper than 20 levels"),
        ("deep = " + "{ a = " * 2_000 + "1" + "}" * 2_000, "is nested deeper than 20 levels"),
        ("a." * 3_000 + "a = 1", "is nested deeper than 20 levels"),
        ("a . " * 100_000 + "a = 1", "is nested deeper than 20 levels"),
        ("[" + "'a'.\"b\"." * 50_000 + "c]", "is nested deeper than 20 levels"),
        ("table = { " + "a." * 100_000 + "a = 1 }", "is nested deeper than 20 levels"),
        ('title = "\\u001b[2J"', "title: expected text without characters that a terminal obeys; found '\\x1b[2J'"),
        ('title = "abc\\u202Etxt"', "title: expected text without characters"),
        ('"\\u001b]0;x" = 1', "\\x1b]0;x: is a key with characters that cannot be shown"),
        (b"title = '\xff'", "is not text in UTF-8"),
        (b"\xff\xfet\x00", "is not text in UTF-8"),
        ("title = ", "is not valid TOML"),
        ("a = 1\n" + "# " + "x" * LARGEST, "is larger than 1024 kB"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_no_such_file_needs_is_said_with_its_place(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(UnfitFile) as refused:
        read(text, tmp_path)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 400


def test_a_mark_of_byte_order_is_read_over(tmp_path: Path) -> None:
    assert read(b"\xef\xbb\xbf" + b"volume = 20\n", tmp_path) == {"volume": 20}
    path = tmp_path / "sit-and-arch.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert catalog.load(path) == catalog.find("sit-and-arch")


@ONLY_POSIX
def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for path in (tmp_path / "pipe.toml", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(UnfitFile, match="is no ordinary file"):
            read_toml(path)


THRESHOLDS = [
    ("above = 0.42", "above = nan"),
    ("above = 0.42", "above = inf"),
    ("above = 0.42", "above = -inf"),
    ("above = 0.42", "above = 1e20"),
    ("above = 0.42", "above = 0.42, below = 0.1"),
    ("hold_max_s = ", "hold_max_s = -"),
    ("hold_max_s = ", "hold_max_s = nan # "),
    ("progression = [3, 5, 10]", "progression = [-1, 100000000000000000000]"),
    ("progression = [3, 5, 10]", "progression = [10, 5, 3]"),
    ("reps = 3", "reps = 3\nrest_s = inf"),
    ("reps = 3", "reps = 3\ntimes_per_day = 3\ntimes_per_day_max = 2"),
    ("target = 15", "target = nan"),
    ("target = 15", "target = 1e9"),
    ("for_s = 1.5", "for_s = nan"),
    ("slower_than = 5", "slower_than = inf"),
    ('title = "Sit and arch"', 'title = "Sit\\nand arch"'),
]


@pytest.mark.parametrize(("good", "bad"), THRESHOLDS)
def test_a_number_that_silences_what_it_guards_is_refused(
    tmp_path: Path, coach: Callable[..., tuple[int, str, str]], good: str, bad: str
) -> None:
    assert good in GOOD, "the shipped file changed: choose another line of it"
    path = tmp_path / "sit-and-arch.toml"
    path.write_text(GOOD.replace(good, bad, 1), encoding="utf-8")
    code, out, err = coach("validate", path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    key = bad.split("=")[-2].split("\n")[-1].split(",")[-1].strip()
    assert str(path) in err
    assert key in err


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("rest_s = 0", "rest_s = nan"),
        ("rest_s = 0", f"rest_s = {DIGITS}"),
        ('kind = "skip"', 'kind = "skip"\nminutes = inf'),
    ],
)
def test_so_it_is_in_a_routine(tmp_path: Path, coach: Callable[..., tuple[int, str, str]], good: str, bad: str) -> None:
    assert good in ROUTINE, "the shipped file changed: choose another line of it"
    path = tmp_path / "desk-break.toml"
    path.write_text(ROUTINE.replace(good, bad, 1), encoding="utf-8")
    code, out, err = coach("validate", path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert bad.rsplit(" =", 1)[0].split("\n")[-1] in err


def test_one_broken_file_of_the_users_own_is_named_and_left_out(
    home: Path, coach: Callable[..., tuple[int, str, str]]
) -> None:
    own = home / "exercises"
    (own / "broken.toml").write_text("title = ", encoding="utf-8")
    (own / "routines" / "nothing.toml").write_text("id = 'nothing'", encoding="utf-8")
    (own / "mine.toml").write_text(GOOD.replace('"sit-and-arch"', '"mine"', 1), encoding="utf-8")
    code, out, err = coach("list")
    assert code == 0
    assert "(mine)" in out
    assert "broken" not in out.replace(str(own), "")
    assert f"{own / 'broken.toml'}: is not valid TOML" in err
    assert "It is left out." in err
    code, out, err = coach("routine")
    assert (code, "nothing.toml" in err, "desk-break" in out) == (0, True, True)
    for command in ("today", "history", "safety --again"):
        assert coach(*command.split())[0] in (0, 9)
    assert coach("report", "-o", home / "report.html")[0] == 0
    with pytest.raises(ExerciseFileError, match=r"broken\.toml"):
        catalog.find("broken")


@ONLY_POSIX
def test_a_pipe_among_the_exercises_keeps_nothing_waiting(
    home: Path, coach: Callable[..., tuple[int, str, str]]
) -> None:
    os.mkfifo(home / "exercises" / "pipe.toml")
    os.mkfifo(home / "settings.toml")
    code, out, err = coach("list")
    assert (code, "cat-cow" in out) == (0, True)
    assert "pipe.toml: is no ordinary file" in err
    code, _, err = coach("settings")
    assert (code, "is no ordinary file" in err) == (0, True)
    assert stat.S_ISFIFO((home / "settings.toml").stat().st_mode)


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("settings", "settings"),
        ("today --done cat-cow", "settings"),
        ("routine desk-break", "settings"),
        ("history", "record"),
        ("today --done cat-cow", "record"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_once_however_often_it_is_read(
    home: Path, coach: Callable[..., tuple[int, str, str]], command: str, fault: str
) -> None:
    if fault == "settings":
        (home / "settings.toml").mkdir()
    else:
        fill_record(home / "coach.db")
        with closing(sqlite3.connect(home / "coach.db")) as connection:
            connection.execute("UPDATE sessions SET started = 'never' WHERE id = 1")
            connection.commit()
    for _ in range(2):  # a second command tells it again
        code, _, err = coach(*command.split())
        assert (code, err.count("\n")) == (0, 1), err


@pytest.mark.parametrize("text", [f"volume = {DIGITS}", "volume = " + "[" * 100_000, "volume = nan", "volume = 1e400"])
def test_settings_that_are_no_settings_are_set_aside(
    home: Path, coach: Callable[..., tuple[int, str, str]], text: str
) -> None:
    (home / "settings.toml").write_text(text, encoding="utf-8")
    code, out, err = coach("settings", "volume")
    assert (code, out.startswith("volume = 80")) == (0, True)
    assert err.count("\n") == 1
    assert "set aside" in err
    assert len(err) < 600


def test_settings_as_windows_editor_writes_them_are_read(home: Path) -> None:
    (home / "settings.toml").write_bytes(b"\xef\xbb\xbfvolume = 20\r\n")
    assert settings.load(pytest.fail).volume == 20


def test_a_cameras_password_is_never_shown_and_its_file_is_private(
    home: Path, coach: Callable[..., tuple[int, str, str]]
) -> None:
    code, out, err = coach("settings", "camera", "rtsp://user:secret@10.0.0.7/stream")
    assert (code, out.startswith("camera = rtsp://"), "@10.0.0.7/stream" in out) == (0, True, True)
    for said in (out, err, *coach("settings")[1:], *coach("settings", "camera")[1:]):
        assert "secret" not in said
    assert "secret" not in coach("settings", "camera", "rtsp://user:secret@" + "x" * 400)[2]
    assert settings.load(pytest.fail).camera == "rtsp://user:secret@10.0.0.7/stream"
    if sys.platform != "win32":
        assert stat.S_IMODE((home / "settings.toml").stat().st_mode) == 0o600


@pytest.mark.parametrize("command", ["list", "settings", "today", "history", "profiles", "delete --yes", "check"])
def test_a_home_whose_name_is_too_long_is_one_sentence(
    coach: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COACH_HOME", "/" + "x" * 4000)
    code, _, err = coach(*command.split())
    assert code in (1, 2)
    if command != "check":
        assert (code, err.count("\n")) == (2, 1)
        assert "COACH_HOME in the environment" in err
    assert len(err) < 400


@ONLY_POSIX
@pytest.mark.parametrize("command", ["today", "history", "walk --log 20", "pain 3"])
def test_a_time_zone_that_cannot_be_is_one_sentence(
    coach: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    import time

    monkeypatch.setenv("TZ", "AAA+25")
    time.tzset()
    try:
        code, _, err = coach(*command.split())
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert (code, err.count("\n")) == (2, 1)
    assert "TZ in the environment" in err
    assert "'AAA+25'" in err


@pytest.mark.parametrize("name", ["x" * 5000, "x" * 5000 + ".toml", "no/such\x07.toml"])
def test_a_name_longer_than_the_system_allows_is_one_sentence(
    coach: Callable[..., tuple[int, str, str]], name: str
) -> None:
    for command in ("validate", "show"):
        code, out, err = coach(command, name)
        assert (code, out, err.count("\n")) == (2, "", 1)


def test_what_would_act_is_shown_as_an_escape() -> None:
    assert shown("Zoë, 20 %") == "Zoë, 20 %"
    assert shown("\x1b[2J\x07") == "\\x1b[2J\\x07"
    assert shown("txt.\u202egpj") == "txt.\\u202egpj"
    assert shown("R\udcfccken") == "R\\xfccken"
    assert quoted("9" * 1000) == "'" + "9" * 199 + "…"
    assert quoted(10**5000) == "a number too long to be shown"


@pytest.mark.parametrize("text", ["=cmd()", "+1+cmd", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Zoë", "-5", "-0.25", "+3", "1e-3", "sit-and-arch"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


@ONLY_POSIX
@pytest.mark.parametrize(
    "name", ["$(touch x)", "`touch x`", "a; touch x", "a' && touch x '", 'a" && touch x "', "-x", "a\\", "!x", "~", "*"]
)
def test_a_command_that_is_told_runs_nothing_when_it_is_pasted(tmp_path: Path, name: str) -> None:
    import subprocess

    done = subprocess.run(
        ["/bin/sh", "-c", f"printf %s {for_shell(name)}" if name != "-x" else f"printf -- %s {for_shell(name)}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert list(tmp_path.iterdir()) == []
    assert done.stdout == name


def test_a_language_file_fills_no_memory(home: Path) -> None:
    from coach import languages

    (home / "exercises" / "lang").mkdir()
    (home / "exercises" / "lang" / "xx.toml").write_text(
        '[phrases]\ncount = "{done:>99999999999} of {dose}"\n', encoding="utf-8"
    )
    with pytest.raises(CoachError, match="hold more than a name"):
        languages.wording("xx")


def test_a_routine_names_its_exercises_by_id_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk-break.toml"
    path.write_text(ROUTINE.replace('exercise = "sit-and-rotate"', 'exercise = "/dev/zero.toml"', 1), encoding="utf-8")
    with pytest.raises(CoachError, match="exercise"):
        routines.load(path)


@ONLY_POSIX
def test_too_few_files_that_may_be_open_are_not_called_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.measures import networks
    from coach.measures.expected import read_expected_errors

    def refuse(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("numpy.load", refuse)
    with pytest.raises(CoachError, match=r"cannot be read \(Too many open files\)"):
        networks.load(Path("weights.npz"), networks.Networks)
    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(CoachError, match=r"cannot be read \(Too many open files\)"):
        read_expected_errors(Path("errors.toml"))
