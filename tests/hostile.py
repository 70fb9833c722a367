"""Inputs that somebody could have sent: made by chance from a seed, and run through the real commands.

Also run by benchmarks/hostile.py.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from coach import paths
from coach.__main__ import main
from coach.recording import layout
from coach.recording.layout import RecordingHeader
from coach.recording.pose_bytes import IMAGE_STEPS
from coach.recording.writer import Recorder
from tests.hostile_values import CELLS, NAMES, NUMBERS, TEXTS
from tests.movements import SIZE, ease, pose_of, seated_from_the_front
from tests.stored_people import fill_record

LONGEST_S = 10
"""Processor seconds after which a command counts as one that hangs (far more than any takes)."""


@dataclass(frozen=True)
class Tried:
    """One input and what became of it.

    code: the largest of its commands' exit codes. wrong: why that is no good end, empty where it is one.
    """

    kind: str
    what: str
    code: int
    seconds: float
    wrong: str


@dataclass(frozen=True)
class Case:
    """Commands to be run on one input, and the exit codes they may end with."""

    what: str
    commands: tuple[tuple[str, ...], ...]
    codes: frozenset[int]


Maker = Callable[[random.Random, Path, Path], Case]
"""Makes one input out of chance, in a home folder that is there, and a folder beside it for other files."""


def try_one(kind: str, chance: random.Random, place: Path) -> Tried:
    """Makes one input of a kind in a new folder and runs it."""
    shutil.rmtree(place, ignore_errors=True)
    home, beside = place / "home", place / "beside"
    for folder in (home / "exercises" / "routines", home / "exercises" / "lang", beside):
        folder.mkdir(parents=True)
    case = KINDS[kind](chance, home, beside)
    highest = 0
    with _at_home(home):
        for words in case.commands:
            began = time.process_time()
            code, out, err = _run(words)
            took_s = time.process_time() - began
            wrong = _wrong(case, code, out, err)
            highest = max(highest, code)
            if took_s > LONGEST_S:
                wrong = f"it took {took_s:.0f} s of processor time"
            if wrong:
                return Tried(kind, f"{case.what}: {' '.join(words)[:120]}", code, took_s, wrong)
    return Tried(kind, case.what, highest, took_s, "")


def _wrong(case: Case, code: int, out: str, err: str) -> str:
    if "bug in Coach" in err or "Traceback" in err:
        return err.strip()[-300:]
    if code not in case.codes:
        return f"exit code {code}: {err.strip()[-200:]}"
    if code and not err.strip():
        return "nothing was said"
    if code and "Usage:" not in err and len(err.strip().splitlines()) > 3:
        return f"{len(err.splitlines())} lines instead of a sentence"
    if acting := re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", out + err):
        return f"a character that acts reached the terminal: {acting[0]!r}"
    return ""


def _run(words: tuple[str, ...]) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    before, sys.stdin = sys.stdin, io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _hurried():
            main(list(words))
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
        return code, out.getvalue(), err.getvalue()
    except TimeoutError:
        return 124, out.getvalue(), "Traceback: it hangs"
    finally:
        sys.stdin = before
    return 0, out.getvalue(), err.getvalue()


@contextlib.contextmanager
def _hurried() -> Iterator[None]:
    """Ends a command that hangs, where the platform can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LONGEST_S * 30)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _at_home(home: Path) -> Iterator[None]:
    before = dict(os.environ)
    os.environ |= {"COACH_HOME": str(home), "COLUMNS": "200"}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def spoiled_text(chance: random.Random, text: str) -> bytes:
    """A TOML file in which chance has changed something: a number, a text, a line, or bytes."""
    lines = text.splitlines()
    way = chance.randrange(9)
    if way <= 2:
        numbers = list(re.finditer(r"(?<== )-?\d+(\.\d+)?", text))
        found = chance.choice(numbers)
        return (text[: found.start()] + chance.choice(NUMBERS) + text[found.end() :]).encode()
    if way == 3:
        texts = list(re.finditer(r'(?<== )"[^"]*"', text))
        found = chance.choice(texts)
        return (text[: found.start()] + chance.choice(TEXTS) + text[found.end() :]).encode("utf-8", "surrogatepass")
    if way == 4:
        number = chance.randrange(len(lines))
        lines[number : number + 1] = chance.choice(
            ([], [lines[number]] * 2, [lines[number][: len(lines[number]) // 2]])
        )
        return "\n".join(lines).encode()
    if way == 5:
        depth = chance.choice((30, 2_000, 100_000))
        opens, closes = chance.choice((("[", "]"), ("{a = ", "}"), ("[{a = ", "}]")))
        return (f"x = {opens * depth}1{closes * depth}\n" + text).encode()
    if way == 6:
        return (
            chance.choice(("a." * 500, "[" + "a." * 5_000 + "a]\n#", "[[a]]\n" * 5_000)) + "a = 1\n" + text
        ).encode()
    content = bytearray(text.encode())
    if way == 7:
        for _ in range(chance.randrange(1, 5)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        return bytes(content)
    return chance.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"")) + bytes(
        content[: chance.randrange(len(content))]
    )


def _exercise(chance: random.Random, home: Path, _beside: Path) -> Case:
    source = chance.choice(sorted(paths.exercises().glob("*.toml")))
    file = home / "exercises" / source.name
    file.write_bytes(spoiled_text(chance, source.read_text(encoding="utf-8")))
    commands = (("validate", str(file)), ("show", source.stem), ("list",))
    return Case(source.stem, commands if chance.random() < 0.1 else commands[:1], frozenset({0, 2}))


def _routine(chance: random.Random, home: Path, _beside: Path) -> Case:
    source = chance.choice(sorted(paths.routines().glob("*.toml")))
    file = home / "exercises" / "routines" / source.name
    file.write_bytes(spoiled_text(chance, source.read_text(encoding="utf-8")))
    commands = (("validate", str(file)), ("routine", "show", source.stem))
    return Case(source.stem, commands if chance.random() < 0.2 else commands[:1], frozenset({0, 2}))


_PLAN = """
version = 1
title = "Four weeks"
by = "Practice"
first_day = 2026-05-01
note = "Slowly."

[[ask]]
exercise = "sit-and-rotate"
reps = 5
hold_s = 2.5
times = 2
days = ["monday", "friday"]
note = "Look back."

[[ask]]
exercise = "own-one"

"""


def _plan(chance: random.Random, _home: Path, beside: Path) -> Case:
    source = chance.choice(sorted(paths.exercises().glob("*.toml"))).read_text(encoding="utf-8")
    inside = re.sub(r"^\[\[([\w.]+)\]\]", r"[[exercise.\1]]", source, flags=re.MULTILINE)
    inside = re.sub(r"^\[(\w+)\]", r"[exercise.\1]", inside, flags=re.MULTILINE)
    inside = "[[exercise]]\n" + re.sub(r'^id = ".*"', 'id = "own-one"', inside, count=1, flags=re.MULTILINE)
    whole = chance.random() < 0.5
    asks = spoiled_text(chance, _PLAN + inside) if whole else spoiled_text(chance, _PLAN) + inside.encode()
    file = beside / "plan.toml"
    file.write_bytes(asks)
    commands: tuple[tuple[str, ...], ...] = (("plan", "import", str(file)),)
    if chance.random() < 0.3:
        commands = (("plan", "show", str(file)), ("validate", str(file)), *commands, ("today",), ("plan", "remove"))
    return Case("a plan", commands, frozenset({0, 2}))


_SETTINGS = """
camera = "0"
model = "full"
voice = true
volume = 80
rate = 170
voice_name = "x"
language = "en"
rest = 15
"""


def _settings(chance: random.Random, home: Path, _beside: Path) -> Case:
    if chance.random() < 0.7:
        (home / "settings.toml").write_bytes(spoiled_text(chance, _SETTINGS))
        return Case("settings", (("settings",),), frozenset({0}))
    key = chance.choice(("camera", "volume", "language", "voice", "model", "rest", chance.choice(NAMES)))
    value = chance.choice((*NUMBERS, *NAMES))
    return Case("a setting", (("settings", "--", key, value), ("settings",)), frozenset({0, 2}))


def _language(chance: random.Random, home: Path, _beside: Path) -> Case:
    whole = (paths.exercises() / "lang" / "de.toml").read_text(encoding="utf-8")
    some = "\n".join(whole.splitlines()[:120])
    phrase = chance.choice(list(re.finditer(r'(?<== )"[^"]*"', some)))
    text = some[: phrase.start()] + chance.choice(TEXTS) + some[phrase.end() :]
    content = (
        text.encode("utf-8", "surrogatepass") if chance.random() < 0.6 else spoiled_text(chance, some + "\nx = 1\n")
    )
    (home / "exercises" / "lang" / "xx.toml").write_bytes(content)
    (home / "settings.toml").write_text('language = "xx"\n', encoding="utf-8")
    return Case("a language", (("today",),), frozenset({0, 2}))


_HEADER = RecordingHeader("stretch-upwards", "made", SIZE, "none", "2026-05-01T09:00:00+00:00", "0")
_RECORDED: list[bytes] = []


def _whole_recording(beside: Path) -> bytes:
    """Somebody who raises an arm for three seconds: enough to be replayed, little enough to be replayed a thousand times."""
    if not _RECORDED:
        path = beside / "whole.coach"
        recorder = Recorder(path, _HEADER)
        for index in range(60):
            time_s = round(index / 20, 6)
            raised = ease((time_s - 1) / 0.5) - ease((time_s - 2) / 0.5)
            points = seated_from_the_front()
            points["left_wrist"] = (400.0, 300.0 - round(200 * raised))
            pose = pose_of(points, time_s)
            grid = (np.rint(pose.image.astype(np.float64) * IMAGE_STEPS) / IMAGE_STEPS).astype(np.float32)
            recorder.take_pose(replace(pose, image=grid))
        recorder.close()
        _RECORDED.append(path.read_bytes())
    return _RECORDED[0]


def _recording(chance: random.Random, _home: Path, beside: Path) -> Case:
    content = bytearray(_whole_recording(beside))
    begins = len(layout.opening(_HEADER))
    way = chance.randrange(6)
    if way == 0:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif way == 1:
        del content[chance.randrange(len(content)) :]
    elif way == 2:
        start = chance.randrange(len(content))
        content[start : start + chance.randrange(2_000)] = chance.randbytes(chance.randrange(2_000))
    elif way == 3:
        part = content[begins : chance.randrange(begins, len(content))]
        content[begins:begins] = part * chance.randrange(1, 4)
    elif way == 4:
        bomb = zlib.compress(bytes(1 << chance.choice((16, 22, 24))))
        sealed = struct.pack("<cHqI", b"G", chance.choice((1, 30, 1000)), chance.randrange(10**7), len(bomb)) + bomb
        content[begins:begins] = (sealed + struct.pack("<I", zlib.crc32(sealed))) * chance.randrange(1, 5)
    else:
        content[:begins] = _attacked_header(chance)
    file = beside / "session.coach"
    file.write_bytes(content)
    words = ["replay", str(file)]
    if chance.random() < 0.2:
        words += ["--export", str(beside / "reps.csv"), "--store"]
    return Case(f"a recording, way {way}", (tuple(words),), frozenset({0, 2, 3}))


def _attacked_header(chance: random.Random) -> bytes:
    fields = json.loads(layout.opening(_HEADER)[14:-4])
    fields[chance.choice(sorted(fields))] = "HERE"
    value = chance.choice(
        (*NUMBERS, *(json.dumps(name) for name in NAMES), "null", "[" * 100_000, "[1e999, 1]", "NaN", "Infinity")
    )
    text = json.dumps(fields).replace('"HERE"', value).encode("utf-8", "surrogatepass")
    start = struct.pack("<8sHI", b"COACHREC", chance.choice((1, 1, 1, 0, 2, 65535)), len(text)) + text
    return start + struct.pack("<I", zlib.crc32(start))


_READS: tuple[tuple[str, ...], ...] = (
    ("history",),
    ("today",),
    ("profiles",),
    ("dose", "sit-and-rotate"),
    ("safety",),
    ("export", "-o", "{beside}/r.json"),
)
_READS += (
    ("export", "--format", "csv", "-o", "{beside}/r"),
    ("export", "--format", "fhir", "-o", "{beside}/f.json"),
    ("routine",),
)


def _record(chance: random.Random, home: Path, beside: Path) -> Case:
    fill_record(home / "coach.db")
    with contextlib.closing(sqlite3.connect(home / "coach.db", isolation_level=None)) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        for _ in range(chance.choice((1, 1, 1, 3, 20))):
            _spoil_cell(chance, database)
    reads = chance.sample(_READS, 1)
    # 9: where the safety answers cannot be read they are asked again, and here nobody answers.
    return Case("a row of the record", _in(beside, (*reads, ("delete", "--yes"))), frozenset({0, 8, 9}))


def _spoil_cell(chance: random.Random, database: sqlite3.Connection) -> None:
    tables = [
        row[0]
        for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    ]
    table = chance.choice(tables)
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    column, value = chance.choice(columns), chance.choice(CELLS)
    rows = [row[0] for row in database.execute(f"SELECT rowid FROM {table}")]
    with contextlib.suppress(sqlite3.Error):  # what the tables' own rules refuse cannot happen
        database.execute(
            f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, chance.choice(rows) if rows else 0)
        )


def _record_bytes(chance: random.Random, home: Path, beside: Path) -> Case:
    fill_record(home / "coach.db")
    content = bytearray((home / "coach.db").read_bytes())
    for _ in range(chance.choice((1, 1, 10, 1000))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    (home / "coach.db").write_bytes(
        content[: chance.choice((len(content), len(content), chance.randrange(len(content))))]
    )
    reads = chance.sample(_READS, 1)
    return Case("bytes of the record", _in(beside, (*reads, ("delete", "--yes"))), frozenset({0, 8, 9}))


def _name(chance: random.Random, home: Path, beside: Path) -> Case:
    fill_record(home / "coach.db")
    name = chance.choice(NAMES) + chance.choice(("", "", chance.choice(NAMES)))
    commands: tuple[tuple[str, ...], ...] = (
        *(("pain", "3", f"--profile={name}"), ("today", f"--profile={name}"), ("history", f"--profile={name}")),
        *(("history", f"--exercise={name}"), ("show", "--", name), ("validate", "--", name), ("dose", "--", name)),
        *(
            ("replay", "--", name),
            ("routine", "show", "--", name),
            ("history", f"--since={name}"),
            ("leave-out", "--", name),
        ),
        *(("profiles", "--rename", "me", name), ("export", "-o", f"{{beside}}/{name}"), ("settings", "--", name, name)),
        *(("routine", f"--from={name}", "--", "mine"), ("routine", "--from=cat-cow", f"--title={name}", "--", "mine")),
    )
    return Case("a name", _in(beside, tuple(chance.sample(commands, 1))), frozenset({0, 2, 3, 6, 8, 9}))


def _in(beside: Path, commands: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(word.replace("{beside}", str(beside)) for word in words) for words in commands)


KINDS: dict[str, Maker] = {
    "exercise files": _exercise,
    "routine files": _routine,
    "plan files": _plan,
    "settings": _settings,
    "language files": _language,
    "recordings": _recording,
    "rows of the record": _record,
    "bytes of the record": _record_bytes,
    "names": _name,
}
