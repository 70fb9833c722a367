"""Screens as they ought to look, small: ``python -m tests.golden_screens`` draws them again after a wanted change.

They lie in ``tests/golden/`` as NAME-WIDTHxHEIGHT.png. Look at each before you keep it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.landmarks import COUNT, INDEX
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.described import (
    Choice,
    Exercising,
    Guiding,
    Menu,
    Page,
    Resting,
    Scale,
    Weeks,
)
from coach.outputs.screen.pages.drawing import draw_page
from coach.record.trends import Trend, TrendPoint, What
from coach.values import Cue, ExerciseCard, ExerciseState, Frame, Measures, Placed, Pose, Spine, Step, Tick

FOLDER: Final = Path(__file__).parent / "golden"
SIZES: Final = ((1280, 720), (1920, 1080), (1024, 600), (2560, 1440))
"""The last is the first on a display of twice as many pixels."""

SMALL: Final = 320
"""Width of a reference: letters and lines are greys there, so that a font drawn a little otherwise is no difference."""

NOTICED: Final = 28
"""From this difference on, of 255, a pixel of the small pictures is another one; chosen."""

MOST_NOTICED: Final = 0.004
"""Share of pixels that may be another; chosen, see the tests for what it lets pass and what not."""

Pixels = NDArray[np.uint8]

_CARD = ExerciseCard(
    id="sit-and-rotate",
    title="Sit and rotate",
    source="",
    position="seated",
    view="front",
    sides="alternate",
    reps=3,
    hold_s=2.0,
    gauge="thoracic_rotation_deg",
    gauge_target=27.0,
    gauge_unit="°",
    instructions=("Sit upright with both feet on the floor and your hands behind your head.",),
    highlight=("shoulders", "elbows"),
    gauge_error=4.0,
    low_back_faults=("low-back",),
    fault_cues={"low-back": "Keep your hips still: turn only above the waist."},
)
_STATE = ExerciseState("exercise", "hold", 0.0, "left", "right", {"left": 1, "right": 2}, 22.0, 1.4, True)
_SHIFTED = Spine(None, 6.0, 9.0, 18.0, turning=True, fills=True)
_BODY = {
    "nose": (0.50, 0.30),
    "left_ear": (0.53, 0.30),
    "right_ear": (0.47, 0.30),
    "left_shoulder": (0.58, 0.42),
    "right_shoulder": (0.42, 0.42),
    "left_elbow": (0.66, 0.32),
    "right_elbow": (0.34, 0.32),
    "left_wrist": (0.54, 0.28),
    "right_wrist": (0.46, 0.28),
    "left_hip": (0.56, 0.68),
    "right_hip": (0.44, 0.68),
    "left_knee": (0.58, 0.85),
    "right_knee": (0.42, 0.85),
}
_TURNING = (Choice("before", "Previous"), Choice("after", "Next"), Choice("leave", "Back"))
_BUTTONS = (Choice("go-on", "Go on", "Space"), Choice("skip", "Next", "N"), Choice("end", "End", "Esc"))


def _pose() -> Pose:
    image = np.full((COUNT, 3), np.nan, np.float32)
    seen = np.zeros(COUNT, np.float32)
    for name, (x, y) in _BODY.items():
        image[INDEX[name]] = (x, y, 0.0)
        seen[INDEX[name]] = 1.0
    return Pose(1.0, (640, 480), image, image, seen)


def _frame() -> Frame:
    shade = np.linspace(60, 170, 640, dtype=np.uint8)
    return Frame(0, 1.0, np.ascontiguousarray(np.broadcast_to(shade[None, :, None], (480, 640, 3))))


def _step(cue: str = "", spine: Spine | None = None, **state: object) -> Step:
    now = ExerciseState(**{name: getattr(_STATE, name) for name in ExerciseState.__slots__} | state)  # type: ignore[arg-type]
    shown = Cue(1.0, cue, "correction") if cue else None
    spine = spine or Spine(None, 22.0, 2.0, 1.0, turning=True, fills=True)
    return Step(_CARD, _pose(), Measures(1.0, {}), now, (), (), shown, _frame(), spine)


def pages() -> Mapping[str, Page]:
    """The pages of which references are kept, by name."""
    ticks = (
        Tick("light", "bright enough", "ok"),
        Tick("body", "body in view", "wrong"),
        Tick("far", "far enough", "ok"),
    )
    placed = Placed(1.0, "seated", "front", ticks, "I can't see your feet: step back.", 0.5, 2.0, ready=False)
    return {
        "exercise": Exercising(_step("Turn a little further, slowly.")),
        "position": Exercising(_step(watching="position", gauge=math.nan, hold_s=0.0, since_s=1.0)),
        "reached": Exercising(_step("Hold.", Spine(None, 34.0, 2.0, 1.0, turning=True, fills=True), gauge=34.0)),
        "low-back": Exercising(
            _step(_CARD.fault_cues["low-back"], _SHIFTED, low_back=True, active_faults=("low-back",), gauge=8.0)
        ),
        "low-back-hint": Exercising(_step("", _SHIFTED, low_back_level="hint")),
        "unwatched": Exercising(_step("", Spine(turning=True, fills=True), unwatched=("low-back",), hidden=("hips",))),
        "lost": Exercising(_step(watching="lost", missing=("hips",), gauge=math.nan)),
        "done": Exercising(_step(watching="done", reps={"left": 4, "right": 3}, next_side=None)),
        "paused": Exercising(_step(watching="paused"), _BUTTONS),
        "guide": Guiding("Sit and rotate", _CARD.id, placed, _pose(), _frame(), _BUTTONS),
        "rest": Resting(
            "Rest", "Sit and arch: 3 of 3.", _CARD.title, _CARD.instructions[0], _CARD.id, 21, 30, 2.0, _BUTTONS
        ),
        "pain": Scale("Pain", "How much does it hurt now?", 10, "not at all", "worst", 3, Choice("skip", "Skip", "N")),
        "charts": Weeks(
            "Sit and rotate", _trends(), _TURNING, 1, note="2 of 3", hint="Left and right change the exercise"
        ),
        "menu": Menu(
            "Coach",
            (Choice("today", "Today's routine"), Choice("exercises", "Exercises", "21")),
            lead="Welcome.",
            back="Back",
        ),
    }


def _trends() -> tuple[Trend, ...]:
    """Of two sides over four days: the range grows, the holds stay, of the lower back there is one side."""

    def trend(what: What, side: str, unit: str, values: tuple[float, ...], band: float, said: str) -> Trend:
        points = tuple(
            TrendPoint(date(2026, 5, 1) + timedelta(days=3 * number), value, value - band, value + band, 3)
            for number, value in enumerate(values)
        )
        label = {"range": "range", "hold": "hold", "low-back": "lower back"}[what]
        return Trend("sit-and-rotate", "Sit and rotate", what, label, side, unit, points, 9.0, 6.3, "real", said, side)

    real = "range +9.0° from 2026-05-01 to 2026-05-10; a real gain: more than the 6.3° that noise can make"
    alike = "range +1.0° from 2026-05-01 to 2026-05-10; no change that could be told from noise (it takes 6.3°)"
    return (
        trend("range", "left", "°", (30.0, 33.0, 36.0, 39.0), 3.0, real),
        trend("range", "right", "°", (28.0, 27.0, 28.5, 29.0), 3.0, alike),
        trend("hold", "left", " s", (2.0, 2.1, 2.4, 2.2), 0.3, ""),
        trend("low-back", "left", " %", (60.0, 30.0, 20.0, 10.0), 15.0, ""),
    )


def drawn(page: Page, size: tuple[int, int]) -> Pixels:
    """The page on a screen of this size, as nothing went before."""
    overlay = Overlay(size, key_hints=True)
    draw_page(overlay, page)
    return overlay.canvas.pixels


def small(pixels: Pixels) -> Pixels:
    """The screen as a reference is kept: SMALL wide, of the same shape."""
    height = round(SMALL * pixels.shape[0] / pixels.shape[1])
    return np.asarray(cv2.resize(pixels, (SMALL, height), interpolation=cv2.INTER_AREA), np.uint8)


def reference(name: str, size: tuple[int, int]) -> Pixels:
    """The stored reference."""
    read = cv2.imread(str(_path(name, size)))
    assert read is not None, f"there is no reference {_path(name, size).name}: python -m tests.golden_screens"
    return np.asarray(read, np.uint8)


def noticed(one: Pixels, other: Pixels) -> float:
    """The share of pixels in which two small pictures differ so that somebody would notice; 1 where their shapes do."""
    if one.shape != other.shape:
        return 1.0
    softened = [cv2.GaussianBlur(picture, (0, 0), 0.8).astype(np.int16) for picture in (one, other)]
    return float((np.abs(softened[0] - softened[1]).max(axis=2) > NOTICED).mean())


def _path(name: str, size: tuple[int, int]) -> Path:
    return FOLDER / f"{name}-{size[0]}x{size[1]}.png"


def main() -> int:
    """Draws all references again, and says by how much each is another."""
    FOLDER.mkdir(exist_ok=True)
    for name, page in pages().items():
        for size in SIZES:
            path, picture = _path(name, size), small(drawn(page, size))
            change = noticed(picture, reference(name, size)) if path.exists() else 1.0
            cv2.imwrite(str(path), picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
            print(f"{path.name:32} {path.stat().st_size / 1000:5.1f} kB  {100 * change:6.2f} % of it another")
    return 0


if __name__ == "__main__":
    sys.exit(main())
