"""Who may import whom, where lint-imports does not look: the benchmarks' rooms, and what tests lean on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from docs.architecture import circles, rooms_of

ROOT = Path(__file__).parents[2]

BENCHMARKS = ("making", "judging", "training", "measuring")
"""From the bottom to the top; a module at the top of ``benchmarks`` is a command that measures, and may import them all."""

FEEDERS = ("ExerciseRun", "Fanout", "Narrator")
"""What hands steps on, or is told of each whatever happens to outputs."""


NAMES_THAT_SAY_NOTHING = (
    *("sitting", "beginning", "keeping", "seeing", "sight", "showing", "playing", "reading", "strolling", "paining"),
    *(
        "past",
        "house",
        "spared",
        "lighter",
        "take",
        "placing",
        "peak_deg",
        "Sitting",
        "Beginning",
        "Keeping",
        "Reading",
    ),
)
ALLOWED_NAMES = frozenset({("coach/words/wording.py", "placing"), ("coach/coaching/camera/placing.py", "placing")})
"""Whose name alone tells what they hold: the sentences and the module about where the camera and the person are placed."""


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


def test_no_modules_of_the_package_import_each_other_in_a_circle() -> None:
    """Types that only a type checker asks for are no imports; imports within functions are."""
    found = [sorted(one) for one in circles(imports_of("coach"))]
    assert not found, found


def test_no_rooms_of_the_package_import_each_other_in_a_circle() -> None:
    """A folder beside its modules counts as a room of its own."""
    found = [sorted(one) for one in circles(rooms_of(imports_of("coach")))]
    assert not found, found


def test_whatever_a_run_feeds_is_an_output_with_all_that_a_run_asks_of_one() -> None:
    """A class of the package that takes steps is an ``Output``, so that nobody has to ask which part of one it has."""
    wrong = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for room in ("outputs", "app", "api", "record", "recording")
        for path in (ROOT / "coach" / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and _takes_steps(node) and node.name not in FEEDERS
        if not any(isinstance(base, ast.Name) and base.id == "Output" for base in node.bases)
    ]
    assert not wrong, "\n".join(wrong)


def test_names_tell_a_stranger_what_they_are() -> None:
    """No module, class, function, argument or attribute has one of the names that once stood for dozens of things."""
    found: set[tuple[str, str]] = set()
    for path in sorted((ROOT / "coach").rglob("*.py")):
        names = {path.stem}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.arg):
                names.add(node.arg)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                names.add(node.attr)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.add(node.target.id)
        place = path.relative_to(ROOT).as_posix()
        found |= {(place, name) for name in names if name.lstrip("_") in NAMES_THAT_SAY_NOTHING}
    assert {(place, name.lstrip("_")) for place, name in found} <= ALLOWED_NAMES


def _takes_steps(node: ast.ClassDef) -> bool:
    asked = (
        each.args.args[1].annotation
        for each in node.body
        if isinstance(each, ast.FunctionDef) and each.name == "update"
    )
    return any(isinstance(kind, ast.Name) and kind.id == "Step" for kind in asked)


def imports_of(package: str) -> dict[str, set[str]]:
    """Every module of the package to those of it that it imports."""
    graph = grimp.build_graph(package, exclude_type_checking_imports=True)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


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
