"""Who may import whom, where lint-imports does not look: the benchmarks' rooms, and what tests lean on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BENCHMARKS = ("making", "judging", "training", "measuring")
"""From the bottom to the top; a module at the top of ``benchmarks`` is a command that measures, and may import them all."""


@pytest.mark.parametrize("room", BENCHMARKS)
def test_a_room_of_the_benchmarks_imports_none_above_it(room: str) -> None:
    above = {f"benchmarks.{other}" for other in BENCHMARKS[BENCHMARKS.index(room) + 1 :]}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / "benchmarks" / room).rglob("*.py")
        for name in imported(path)
        if name.startswith("benchmarks.") and (_room(name) in above or _measures(name))
    ]
    assert not wrong, "\n".join(wrong)


def test_tests_import_nothing_that_measures() -> None:
    """What a test says must not hang on how fast or how well something was measured to be."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / "tests").rglob("*.py")
        for name in imported(path)
        if name.startswith("benchmarks.") and (_room(name) == "benchmarks.measuring" or _measures(name))
    ]
    assert not wrong, "\n".join(wrong)


def imported(path: Path) -> Iterator[str]:
    """The full name of everything that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _room(name: str) -> str:
    return ".".join(name.split(".")[:2])


def _measures(name: str) -> bool:
    return (ROOT / "benchmarks" / name.split(".")[1]).with_suffix(".py").exists()
