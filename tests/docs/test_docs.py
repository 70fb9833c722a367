"""The documentation says nothing that is not so: its examples run, its links lead somewhere, and nothing is left out of it."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from coach import events
from coach.__main__ import main
from coach.cli import built
from coach.measures import registry
from coach.outputs.exports import REP_COLUMNS
from coach.settings import KEYS
from docs import architecture, build, generate

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
PAGES = ["notebook.md", *(f"developers/tutorials/{name}.md" for name in ("exercise", "measure", "output", "language"))]


@pytest.mark.parametrize("page", PAGES)
def test_its_examples_run(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All blocks of a page in order: files are written, commands run and print what the page says, Python runs."""
    if page == "notebook.md":
        pytest.importorskip("pandas")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    python = []
    page_as_run = (ROOT / "docs" / page).read_text(encoding="utf-8").replace("samples/", f"{ROOT.as_posix()}/samples/")
    for kind, text in BLOCK.findall(page_as_run):
        if kind == "toml":
            name = text.split("\n")[0].removeprefix("# ")
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        elif kind == "console":
            run_console(text, capsys)
        elif kind == "python":
            python.append(text)
    if "registry.measure(" in "".join(python):  # what it registers is not for the other tests
        run([sys.executable, "-c", "\n".join(python)], tmp_path)
    else:
        exec(compile("\n".join(python), page, "exec"), {"__name__": "page"})


def run_console(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines that begin with $ are commands; each other one must be in what the command before it prints."""
    told = ""
    for line in text.strip().splitlines():
        if line.startswith("$ coach "):
            with pytest.raises(SystemExit) as left:
                main(line.split()[2:])
            told, problem = capsys.readouterr()
            assert left.value.code in (None, 0), problem
        else:
            assert line in told, told


def run(command: list[str], folder: Path) -> str:
    home = {"COACH_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, env=os.environ | home, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_link_is_dead() -> None:
    generated = {f"docs/generated/{name}" for name in ("commands", "settings", "measures", "events", "api")}
    dead = [line for line in build.dead_links() if not any(Path(name).name in line for name in generated)]
    assert dead == []


def test_a_dead_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("[there](page.md) [gone](gone.md#part) [elsewhere](https://example.org)", encoding="utf-8")
    assert list(build.dead_links([page])) == ["page.md: gone.md is not there"]


NAMED = re.compile(
    r"`((?:coach|studio|benchmarks|docs|tests|samples|exercises|models)/[\w./-]+\.(?:py|md|toml|json|txt))(?:::[\w\[\]-]+)?`"
)
CLASS = re.compile(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`")


def test_what_pages_name_is_there() -> None:
    """Files by their path, and classes by their name: what was renamed leaves no page behind."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")]
    sources = "\n".join(
        path.read_text(encoding="utf-8") for room in ("coach", "docs") for path in (ROOT / room).rglob("*.py")
    )
    gone = []
    for page in pages:
        if page.parent.name == "generated" or page.name == "CHANGELOG.md":
            continue
        text = page.read_text(encoding="utf-8")
        gone += [
            f"{page.name}: {name}"
            for name in NAMED.findall(text)
            if "CODE" not in name and "NAME" not in name and not (ROOT / name).exists()
        ]
        gone += [f"{page.name}: {name}" for name in CLASS.findall(text) if not re.search(rf"\b{name}\b", sources)]
    assert not gone, "\n".join(gone)


def test_every_page_is_led_to() -> None:
    led_to = set(re.findall(r"^([\w/]+)$", (ROOT / "docs/index.md").read_text(encoding="utf-8"), re.MULTILINE))
    pages = {
        str(path.relative_to(ROOT / "docs").with_suffix("")).replace("\\", "/")
        for path in (ROOT / "docs").rglob("*.md")
    }
    written = {f"generated/{name}" for name in ("commands", "settings", "measures", "events", "api")}
    assert led_to == {page for page in pages if not page.startswith("generated/")} - {"index"} | written


def explained(page: str, name: str) -> bool:
    """Whether a row or headline of the page is about it and says something of it."""
    return bool(
        re.search(
            rf"^(\| `{re.escape(name)}[ ,`][^|]*\| [^|\s]|## `?{re.escape(name)}`?\n\n[^#|\s])", page, re.MULTILINE
        )
    )


def test_every_command_and_option_is_documented() -> None:
    page = generate.commands()
    missing = []

    def look(name: str, command: Any) -> None:
        missing.extend([] if explained(page, name) else [name])
        part = page[page.index(f"## `{name}`") :].split("\n## ")[0]
        for option in command.params:
            called = [each for each in (*option.opts, *option.secondary_opts) if each.startswith("-")]
            rows = re.findall(r"^\| `([^`]+)` \| \S", part, re.MULTILINE)
            missing.extend(
                f"{name} {each}" for each in called if each != "--help" and not any(each in row for row in rows)
            )
        for deeper, below in getattr(command, "commands", {}).items():
            look(f"{name} {deeper}", below)

    group: Any = built()
    for name, command in group.commands.items():
        look(f"coach {name}", command)
    assert missing == []


def test_every_setting_measure_event_and_column_is_documented() -> None:
    settings, measures, kinds = generate.settings(), generate.measures(), generate.event_kinds()
    formats = (ROOT / "coach/outputs/FORMATS.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if not explained(settings, key)] == []
    assert [name for name in registry.names() if not explained(measures, name)] == []
    for kind in get_args(events.Event):
        assert explained(kinds, kind.__name__), kind.__name__
        part = kinds[kinds.index(f"## {kind.__name__}\n") :].split("\n## ")[0]
        assert all(f"`{field.name}`" in part for field in dataclasses.fields(kind))
    assert [column for column in REP_COLUMNS if f"`{column}`" not in formats] == []


def test_what_is_not_explained_is_found() -> None:
    assert explained("| `volume` | of the voice | `80` |", "volume")
    assert not explained("| `volume` |  | `80` |", "volume")
    assert not explained("## `coach walk`\n\n## `coach today`", "coach walk")


def test_the_picture_of_the_architecture_has_every_room_and_its_arrows() -> None:
    drawing, imports = architecture.drawing(), architecture.imports()
    rooms = {path.name for path in (ROOT / "coach").iterdir() if (path / "__init__.py").is_file()}
    drawn = {name for row in architecture.ROWS for name in row}
    assert rooms <= drawn, "a room that is new belongs into docs/architecture.py"
    assert drawing.count("<path d=") == len(imports) + 1
    assert ("engine", "measures") in imports
    assert ("measures", "engine") not in imports


@pytest.mark.thorough
def test_it_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("myst_parser")
    assert "index.html" in run([sys.executable, str(ROOT / "docs/build.py"), str(tmp_path / "out")], ROOT)
