"""A sample as the engine sees it: the exercise's measure over time, the phases, and the events, drawn from a real run."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

import coach

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "sit-and-rotate" / "short-hold-male" / "recording.coach"
UNTIL_S = 15.0

WIDTH, LEFT, TOP, HEIGHT, LINE = 860, 60, 20, 230, 22
COLOURS = {"start": "#e8eef2", "turning": "#cfe3ee", "hold": "#bfe3c4", "returning": "#f0e2c8"}
SHOWN = ("BaselineTaken", "HoldStarted", "HoldBroken", "HoldCompleted", "RepCompleted", "RepAbandoned", "FaultRaised")


def drawing() -> str:
    """As an SVG."""
    result = coach.replay(SAMPLE, as_live=True)
    exercise = coach.load_exercise("sit-and-rotate")
    seen = result.times_s <= UNTIL_S
    times, turn = result.times_s[seen], result.measures[exercise.gauge.measure][seen]
    parts = [*_phases(times, result.phase[seen])]
    for level, word in ((0, "0°"), (exercise.gauge.target, "target"), (-exercise.gauge.target, "target")):
        dash = "" if level == 0 else ' stroke-dasharray="5 4"'
        parts.append(f'<path d="M{LEFT} {_y(level):.0f} H{WIDTH - 10}" stroke="#8a9aa5"{dash}/>')
        parts.append(f'<text x="{LEFT - 8}" y="{_y(level) + 4:.0f}" text-anchor="end">{word}</text>')
    known = np.isfinite(turn)
    line = " ".join(f"{_x(t):.1f},{_y(v):.1f}" for t, v in zip(times[known], turn[known], strict=True))
    parts.append(f'<polyline points="{line}" fill="none" stroke="#1d5c7a" stroke-width="2"/>')
    parts += _events(result)
    parts += [
        f'<text x="{_x(second):.0f}" y="{TOP + HEIGHT + 16}" text-anchor="middle">{second} s</text>'
        for second in range(0, int(UNTIL_S) + 1, 3)
    ]
    height = TOP + HEIGHT + 30 + LINE * 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12" '
        'role="img" aria-label="The turn of the upper back over time, with phases and events">'
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>{"".join(parts)}</svg>\n'
    )


def _x(time_s: float) -> float:
    return LEFT + time_s / UNTIL_S * (WIDTH - LEFT - 10)


def _y(value: float) -> float:
    return TOP + HEIGHT / 2 - value / 60 * HEIGHT / 2


def _phases(times: np.ndarray, phase: np.ndarray) -> list[str]:
    """A coloured field for each time a phase lasts."""
    changes = [0, *(int(at) + 1 for at in np.flatnonzero(phase[1:] != phase[:-1])), len(phase) - 1]
    fields = []
    for first, last in pairwise(changes):
        left, right, name = _x(times[first]), _x(times[last]), str(phase[first])
        fields.append(
            f'<rect x="{left:.1f}" y="{TOP}" width="{right - left:.1f}" height="{HEIGHT}" '
            f'fill="{COLOURS.get(name, "#f6f6f6")}"><title>{escape(name)}</title></rect>'
        )
        if right - left > 45:
            fields.append(
                f'<text x="{(left + right) / 2:.0f}" y="{TOP + 13}" text-anchor="middle">{escape(name)}</text>'
            )
    return fields


def _events(result: coach.Result) -> list[str]:
    """A mark at each event, its kind on a line below."""
    columns = result.event_columns()
    marks, line = [], 0
    for kind, time_s, rep in zip(columns["event"], columns["time_s"], columns["rep"], strict=True):
        if kind not in SHOWN or time_s > UNTIL_S:
            continue
        why = f": {result.rep_columns()['reason'][rep]}" if kind == "RepAbandoned" else ""
        y = TOP + HEIGHT + 38 + LINE * (line % 8)
        end = "end" if time_s > UNTIL_S * 0.6 else "start"
        marks.append(
            f'<path d="M{_x(time_s):.1f} {TOP} V{y - 4}" stroke="#b4552d" stroke-width="1"/>'
            f'<text x="{_x(time_s) + (-4 if end == "end" else 4):.1f}" y="{y}" text-anchor="{end}">'
            f"{escape(str(kind) + why)}</text>"
        )
        line += 1
    return marks
