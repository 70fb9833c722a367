"""Folders and files that this account may not look into: each command ends in one sentence, or goes on and says so."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="whoever may look everywhere gives that up as Linux has it"
)

RUNS = """
import contextlib, io, json, sys
from coach.__main__ import main
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(words.split())
        except SystemExit as left:
            code = left.code
    print(json.dumps([words, code, err.getvalue()]))
"""
COMMANDS = (
    *(
        "list",
        "show cat-cow",
        "settings",
        "history",
        "today",
        "profiles",
        "pain 3",
        "dose cat-cow 3",
        "leave-out cat-cow",
    ),
    *("routine", "plan", "models", "report -o r.html", "export -o e", "walk 20", "delete --yes", "check"),
)
PR_CAPBSET_DROP = 24
MAY_LOOK_EVERYWHERE = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


def give_up_looking_everywhere() -> None:
    """As any other account from the next program on; refused to those who never could, which is as well."""
    for capability in MAY_LOOK_EVERYWHERE:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Takes all rights from something in the test's folder, until the test is over."""
    taken: list[Path] = []

    def lock(name: str) -> None:
        taken.append(tmp_path / name)
        taken[-1].chmod(0)

    yield lock
    for path in taken:
        with suppress(OSError):
            path.chmod(0o700)


def run(folder: Path, home: Path, *commands: str) -> dict[str, tuple[int, str]]:
    """What each of them ends with and what it complains of, by the command."""
    # In a thread of the tests nothing else may happen between fork and exec than this one system call.
    said = subprocess.run(
        [sys.executable, "-c", RUNS, json.dumps(commands)],
        cwd=folder,
        env=os.environ | {"COACH_HOME": str(home), "COACH_CACHE": str(folder / "cache")},
        stdin=subprocess.DEVNULL,
        preexec_fn=give_up_looking_everywhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    return {words: (code or 0, err) for words, code, err in map(json.loads, said.stdout.splitlines())}


@pytest.mark.parametrize("what", ["above", "home", "exercises", "coach.db"])
def test_every_command_ends_in_a_sentence_or_goes_on(tmp_path: Path, locked: Callable[[str], None], what: str) -> None:
    home = tmp_path / "above" / "home"
    (home / "exercises" / "lang").mkdir(parents=True)
    (home / "parts").mkdir()
    for name in ("coach.db", "settings.toml"):
        (home / name).touch()
    locked({"above": "above", "home": "above/home"}.get(what, f"above/home/{what}"))
    ended = run(tmp_path, home, *COMMANDS)
    assert list(ended) == list(COMMANDS)
    wrong = {words: end for words, end in ended.items() if end[0] == 70 or "Traceback" in end[1]}
    assert wrong == {}
    assert all(err.count("\n") >= 1 for code, err in ended.values() if code not in (0, 1, 11))
    if what == "exercises":
        assert f"{home / 'exercises'} cannot be looked into" in ended["list"][1]
    if what == "coach.db":
        assert ended["delete --yes"][0] != 0
        assert str(home / "coach.db") in ended["delete --yes"][1]


def test_a_file_in_a_folder_that_may_not_be_entered_is_one_sentence(
    tmp_path: Path, locked: Callable[[str], None]
) -> None:
    (tmp_path / "closed").mkdir()
    for name in ("clip.mp4", "clip.coach", "mine.toml"):
        (tmp_path / "closed" / name).write_text("anything")
    locked("closed")
    commands = (
        *(
            "replay closed/clip.mp4",
            "replay closed/clip.coach",
            "validate closed/mine.toml",
            "plan add closed/mine.toml",
        ),
        *("batch closed/clip.mp4 -o t.csv", "learn closed/clip.mp4 -o mine.toml", "learn clip.mp4 -o closed/mine.toml"),
        *("report -o closed/r.html", "export -o closed/e", "batch . -o closed/t.csv"),
    )
    ended = run(tmp_path, tmp_path / "home", *commands)
    for words, (code, err) in ended.items():
        assert code not in (0, 1, 70), (words, err)
        assert err.count("\n") == 1, (words, err)
