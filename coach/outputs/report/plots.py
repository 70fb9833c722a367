"""Charts as vector graphics. Lengths are units of the picture, 360 wide; it is shown as wide as there is room."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from coach.dates import ENGLISH_DATES, Dates
from coach.documents import Chart, ChartPoint, Line, Spark
from coach.outputs.report.elements import Element, add, element
from coach.outputs.scales import bounds, day_ticks, tick_text, ticks

WIDTH: Final = 360
HEIGHT: Final = 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 42, 10, 26, 24
_MARKED_MOST: Final = 62
"""Lines with more points are drawn without their marks (chosen)."""

_SPARK: Final = (96, 30)
_LETTER: Final = 6.2
_LEGEND_SIGN: Final = 40.0
"""How wide a letter of a legend is on average, and the sign before a name with the air around it; measured."""

Place = Callable[[float], float]


def chart_svg(chart: Chart, key: str, decimal: str, dates: Dates = ENGLISH_DATES) -> Element:
    """A chart. key: unlike that of any other chart of the page; its text is said to those who cannot see it."""
    points = [point for line in chart.lines for point in line.points]
    across, down = _across(chart, points), _down(chart, points)
    picture = element(
        "svg",
        {
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "role": "img",
            "aria-labelledby": f"{key}-text",
            "class": "chart",
        },
        element("desc", {"id": f"{key}-text"}, chart.text),
    )
    add(picture, *_grid(chart, points, across, down, decimal, dates))
    for line in chart.lines:
        add(picture, *_band(line, across, down))
    if chart.target is not None:
        add(picture, *_target(chart, down(chart.target)))
    for line in chart.lines:
        add(picture, *_line(line, across, down, marked=chart.across == "days"))
    add(picture, *_legend(chart.lines))
    return picture


def spark_svg(spark: Spark) -> Element:
    """A curve as small as a word."""
    width, height = _SPARK
    known = [value for value in spark.values if math.isfinite(value)]
    low, high = bounds([*known, *([] if spark.target is None else [spark.target])], 0.0, None)
    down = _between(low, high, height - 3, 3)
    across = _between(0, max(1, len(spark.values) - 1), 2, width - 2)
    picture = element(
        "svg", {"viewBox": f"0 0 {width} {height}", "role": "img", "aria-label": spark.text, "class": "spark"}
    )
    if spark.target is not None:
        y = _at(down(spark.target))
        add(picture, element("path", {"d": f"M0 {y}H{width}", "class": "target"}))
    points = [ChartPoint(index, value, math.nan, math.nan) for index, value in enumerate(spark.values)]
    add(picture, *_line(Line("", spark.mark, tuple(points)), across, down, marked=False))
    return picture


def _between(low: float, high: float, start: float, end: float) -> Place:
    return lambda value: start + (value - low) / (high - low) * (end - start)


def _across(chart: Chart, points: Sequence[ChartPoint]) -> Place:
    first, last = _ends(chart, points)
    if chart.across == "days":
        margin = max(0.5, (last - first) * 0.03)
        first, last = first - margin, last + margin
    return _between(first, last, _LEFT, WIDTH - _RIGHT)


def _ends(chart: Chart, points: Sequence[ChartPoint]) -> tuple[float, float]:
    first, last = min(point.x for point in points), max(point.x for point in points)
    return (first, last) if chart.across == "days" else (0.0, max(last, 0.1))


def _heights(chart: Chart, points: Sequence[ChartPoint]) -> list[float]:
    values = [value for point in points for value in (point.y, point.low, point.high)]
    target = [] if chart.target is None else [chart.target]
    floor = -math.inf if chart.bottom is None else min([chart.bottom, *(p.y for p in points if math.isfinite(p.y))])
    ceiling = math.inf if chart.top is None else chart.top
    low, high = bounds(
        [min(ceiling, max(floor, value)) for value in values if math.isfinite(value)] + target, chart.bottom, chart.top
    )
    return ticks(low, high)


def _down(chart: Chart, points: Sequence[ChartPoint]) -> Place:
    marks = _heights(chart, points)
    low, high = marks[0], marks[-1]
    place = _between(low, high, HEIGHT - _BOTTOM, _TOP)
    return lambda value: place(min(high, max(low, value)))


def _grid(
    chart: Chart, points: Sequence[ChartPoint], across: Place, down: Place, decimal: str, dates: Dates
) -> list[Element]:
    drawn = []
    heights = _heights(chart, points)
    for value in heights:
        y = down(value)
        text = tick_text(value, heights, decimal) + (chart.unit.strip() if len(chart.unit.strip()) == 1 else "")
        drawn.append(
            element("path", {"d": f"M{_LEFT} {_at(y)}H{WIDTH - _RIGHT}", "class": "zero" if value == 0 else "grid"})
        )
        drawn.append(_text(text, _LEFT - 5, y + 4, "end"))
    first, last = _ends(chart, points)
    if chart.across == "days":
        named = day_ticks(first, last, dates)
    else:
        steps = [value for value in ticks(first, last) if value <= last]
        named = [(value, f"{tick_text(value, steps, decimal)} s") for value in steps]
    for number, (value, text) in enumerate(named):
        anchor = (
            "start" if number == 0 and len(named) > 1 else "end" if number and number == len(named) - 1 else "middle"
        )
        drawn.append(_text(text, across(value), HEIGHT - 7, anchor if chart.across == "days" else "middle"))
    return drawn


def _target(chart: Chart, y: float) -> list[Element]:
    return [
        element("path", {"d": f"M{_LEFT} {_at(y)}H{WIDTH - _RIGHT}", "class": "target"}),
        _text(chart.target_name, WIDTH - _RIGHT, y - 4, "end", "target-name", halo=True),
    ]


def _band(line: Line, across: Place, down: Place) -> list[Element]:
    """Where the true value lies: an area, an upright bar where a point stands alone."""
    drawn = []
    for known, run in groupby(line.points, lambda point: math.isfinite(point.low) and point.low < point.high):
        points = list(run)
        if not known:
            continue
        if len(points) == 1:
            x, top, bottom = across(points[0].x), down(points[0].high), down(points[0].low)
            path = f"M{_at(x - 4)} {_at(top)}h8M{_at(x)} {_at(top)}V{_at(bottom)}M{_at(x - 4)} {_at(bottom)}h8"
            drawn.append(element("path", {"d": path, "class": f"bar {line.mark}"}))
            continue
        upper = [(across(point.x), down(point.high)) for point in points]
        lower = [(across(point.x), down(point.low)) for point in reversed(points)]
        drawn.append(element("path", {"d": _path([*upper, *lower]) + "Z", "class": f"band {line.mark}"}))
    return drawn


def _line(line: Line, across: Place, down: Place, *, marked: bool) -> list[Element]:
    drawn = []
    # Where each day has its mark, the right side's line is broken; a curve is broken where it did not count.
    kind = "" if marked else " curve faint" if line.faint else " curve"
    for known, run in groupby(line.points, lambda point: math.isfinite(point.y)):
        points = list(run) if known else []
        places = [(across(point.x), down(point.y)) for point in points]
        if len(places) > 1:
            drawn.append(element("path", {"d": _path(places), "class": f"line {line.mark}{kind}"}))
        if marked and len(line.points) <= _MARKED_MOST:
            drawn += [_mark(line.mark, x, y, tried=p.tried) for p, (x, y) in zip(points, places, strict=True)]
    return drawn


def _mark(mark: str, x: float, y: float, *, tried: bool = False) -> Element:
    """Round for the left, square for the right, upright on its corner for both; hollow where nothing counted."""
    kind = f"mark {mark}{' tried' if tried else ''}"
    if mark == "right":
        return element("rect", {"x": _at(x - 2.6), "y": _at(y - 2.6), "width": "5.2", "height": "5.2", "class": kind})
    if mark == "both":
        path = f"M{_at(x)} {_at(y - 3.6)}l3.6 3.6l-3.6 3.6l-3.6 -3.6z"
        return element("path", {"d": path, "class": kind})
    return element("circle", {"cx": _at(x), "cy": _at(y), "r": "2.8", "class": kind})


def _legend(lines: Sequence[Line]) -> list[Element]:
    """Names with their lines and marks, beside one another; narrower letters where they would not fit."""
    named = [line for line in lines if line.name]
    if not named:
        return []
    room = (WIDTH - _RIGHT - _LEFT - _LEGEND_SIGN * len(named)) / sum(len(line.name) for line in named)
    letter = min(_LETTER, room)
    drawn: list[Element] = []
    x = float(_LEFT)
    for line in named:
        drawn.append(element("path", {"d": f"M{_at(x)} 11h22", "class": f"line {line.mark}"}))
        drawn.append(_mark(line.mark, x + 11, 11))
        text = _text(line.name, x + 27, 15, "start")
        if letter < _LETTER:
            text.set("textLength", _at(letter * len(line.name)))
            text.set("lengthAdjust", "spacingAndGlyphs")
        drawn.append(text)
        x += _LEGEND_SIGN + letter * len(line.name)
    return drawn


def _text(text: str, x: float, y: float, anchor: str, kind: str = "tick", *, halo: bool = False) -> Element:
    attributes = {"x": _at(x), "y": _at(y), "text-anchor": anchor, "class": kind}
    # The ground around the letters is painted first, so that lines do not run through them.
    return element("text", attributes | ({"paint-order": "stroke"} if halo else {}), text)


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_at(x)} {_at(y)}" for x, y in places)


def _at(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
