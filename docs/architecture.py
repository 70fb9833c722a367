"""A picture of the architecture, made from what its modules import."""

from __future__ import annotations

from collections import Counter
from xml.sax.saxutils import escape

import grimp

ROWS = (
    ("cli",),
    ("api", "learning"),
    ("app",),
    ("weeks", "recognising"),
    ("sources", "coaching", "outputs"),
    ("engine",),
    ("measures",),
    ("signals",),
    ("words", "values"),
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
