"""A picture and the figures of the architecture, made from what its modules import.

python docs/architecture.py       prints the figures
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

PACKAGE = Path(__file__).resolve().parent.parent / "coach"

ROWS = (
    ("cli",),
    ("api", "learning"),
    ("app",),
    ("weeks", "recognising"),
    ("sources", "coaching", "outputs"),
    ("engine",),
    ("measures",),
    ("signals",),
    ("words", "record", "recording"),
    ("files", "values"),
)
"""The rooms from top to bottom; an arrow goes down. What stands nowhere here belongs to ``values``: plain modules."""

WIDTH, ROW, BOX = 760, 74, (170, 34)


def imports() -> Counter[tuple[str, str]]:
    """How many imports go from one room to another."""
    graph = grimp.build_graph("coach", exclude_type_checking_imports=True)
    found: Counter[tuple[str, str]] = Counter()
    for module in graph.modules - {"coach", "coach.__main__"}:
        for imported in graph.find_modules_directly_imported_by(module):
            ends = room(module), room(imported)
            if ends[0] != ends[1]:
                found[ends] += 1
    return found


def room(module: str) -> str:
    """The room of a module of the package."""
    part = [*module.split("."), ""][1]
    named = {name for row in ROWS for name in row}
    return part if part in named else "values"


def drawing() -> str:
    """The rooms as an SVG, an arrow for each pair of rooms of which one imports the other; thicker for more imports."""
    place = {
        name: ((number + 1) * WIDTH / (len(row) + 1), 30 + line * ROW)
        for line, row in enumerate(ROWS)
        for number, name in enumerate(row)
    }
    arrows, boxes = [], []
    for (above, below), count in sorted(imports().items()):
        (x1, y1), (x2, y2) = place[above], place[below]
        down = y2 > y1
        bow = (x1 + x2) / 2 + (0 if abs(y2 - y1) <= ROW else (WIDTH / 2.6 if x1 >= WIDTH / 2 else -WIDTH / 2.6))
        width = 0.6 + min(count, 60) / 20
        # The way of a frame, from room to room, is to be seen first; what reaches further down lies behind it.
        opacity = 0.9 if abs(y2 - y1) <= ROW or not down else 0.25
        middle, colour = (y1 + y2) / 2, "#5b7a94" if down else "#b4552d"
        start, end = y1 + (BOX[1] / 2 if down else -BOX[1] / 2), y2 - (BOX[1] / 2 + 5 if down else -BOX[1] / 2 - 5)
        arrows.append(
            f'<path d="M{x1:.0f} {start:.0f} Q{bow:.0f} {middle:.0f} {x2:.0f} {end:.0f}" fill="none" stroke="{colour}" '
            f'stroke-width="{width:.1f}" stroke-opacity="{opacity}" marker-end="url(#tip)">'
            f"<title>{escape(above)} imports {escape(below)}: {count}</title></path>"
        )
    for name, (x, y) in place.items():
        boxes.append(
            f'<rect x="{x - BOX[0] / 2:.0f}" y="{y - BOX[1] / 2:.0f}" width="{BOX[0]}" height="{BOX[1]}" rx="6" '
            f'fill="#f3f6f8" stroke="#33505f"/><text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{escape(name)}</text>'
        )
    height = 30 + len(ROWS) * ROW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="15" '
        'role="img" aria-label="The rooms of the package and what each imports">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" orient="auto" '
        'markerUnits="userSpaceOnUse"><path d="M0 0 L8 4 L0 8 z" fill="#33505f"/></marker></defs>'
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>{"".join(arrows)}{"".join(boxes)}</svg>\n'
    )


def figures() -> dict[str, str]:
    """How large the package is and how it hangs together.

    A room is a folder of the package, or a module beside the folders. An arrow is a pair of which one imports the other. A
    circle is a set each of which leads to all others of the set.
    """
    graph = grimp.build_graph("coach", exclude_type_checking_imports=True)
    modules = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    rooms = rooms_of(modules)
    sources = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    length, name = max(function for path, text in sources.items() for function in _functions(path, text))
    return {
        "Lines": f"{sum(text.count(chr(10)) for text in sources.values()):,}",
        "Modules": str(len(modules)),
        "Arrows between modules": f"{sum(map(len, modules.values())):,}",
        "Circles of modules": _told(modules),
        "Rooms": str(len(rooms)),
        "Arrows between rooms": str(sum(map(len, rooms.values()))),
        "Circles of rooms": _told(rooms),
        "Longest module": max((text.count("\n"), str(path.relative_to(PACKAGE))) for path, text in sources.items())[1],
        "Longest function": f"{name}, {length} lines",
    }


def rooms_of(modules: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Every room to those that its modules import from, of every module and those that it imports."""
    folders = {module for module in modules if any(other.startswith(f"{module}.") for other in modules)}
    rooms: defaultdict[str, set[str]] = defaultdict(set)
    for module, imported in modules.items():
        above = _folder(module, folders)
        rooms[above] |= {_folder(other, folders) for other in imported} - {above}
    return dict(rooms)


def _folder(module: str, folders: set[str]) -> str:
    return module if module in folders or module.count(".") <= 1 else module.rpartition(".")[0]


def _functions(path: Path, text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            yield node.end_lineno - node.lineno + 1, f"{path.relative_to(PACKAGE)}: {node.name}"


def circles(arrows: Mapping[str, set[str]]) -> list[set[str]]:
    """The sets of two and more each of which leads to all others of its set."""
    reach = {start: _reached(start, arrows) for start in arrows}
    found: list[set[str]] = []
    for start, reached in reach.items():
        if start in reached and not any(start in circle for circle in found):
            found.append({other for other in reached if start in reach.get(other, ())})
    return found


def _reached(start: str, arrows: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = [*arrows[start]]
    while ahead:
        if (place := ahead.pop()) not in seen:
            seen.add(place)
            ahead += arrows.get(place, ())
    return seen


def _told(arrows: Mapping[str, set[str]]) -> str:
    told = (", ".join(sorted(name.removeprefix("coach.") for name in circle)) for circle in circles(arrows))
    return "; ".join(sorted(told)) or "none"


if __name__ == "__main__":
    print("\n".join(f"{what}: {figure}" for what, figure in figures().items()))
