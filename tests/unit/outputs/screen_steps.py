"""Steps to draw: a person standing in the middle of a plain picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import COUNT, INDEX
from coach.outputs.screen.palette import Colour
from coach.values import Cue, ExerciseCard, ExerciseState, Frame, Measures, Pose, Step

SIZE = (1280, 720)
PICTURE = (640, 480)

CARD = ExerciseCard(
    id="turn",
    title="Turn to the side",
    source="",
    position="seated",
    view="front",
    sides="alternate",
    reps=3,
    hold_s=4.0,
    gauge="thoracic_rotation_deg",
    gauge_target=30.0,
    gauge_unit="°",
    instructions=("Sit upright.", "Put your hands behind your head."),
    highlight=("shoulders", "elbows"),
)
ONE_COUNT = replace(CARD, id="arch", title="Arch", sides="none")

STATE = ExerciseState(
    watching="exercise",
    phase="turning",
    since_s=0.0,
    side="left",
    next_side="left",
    reps={"left": 1, "right": 2},
    gauge=20.0,
    hold_s=0.0,
    holding=False,
)

STANDING = {
    "nose": (0.50, 0.15),
    "left_ear": (0.53, 0.15),
    "right_ear": (0.47, 0.15),
    "left_shoulder": (0.60, 0.30),
    "right_shoulder": (0.40, 0.30),
    "left_elbow": (0.66, 0.42),
    "right_elbow": (0.34, 0.42),
    "left_hip": (0.56, 0.60),
    "right_hip": (0.44, 0.60),
    "left_knee": (0.56, 0.75),
    "right_knee": (0.44, 0.75),
}


def pose(
    places: dict[str, tuple[float, float]] | None = None,
    *,
    time_s: float = 0.0,
    visibility: float = 1.0,
    size: tuple[int, int] = PICTURE,
    outline: NDArray[np.float32] | None = None,
) -> Pose:
    """A pose with these landmarks (fractions of the picture) and no others."""
    image = np.full((COUNT, 3), np.nan, np.float32)
    seen = np.zeros(COUNT, np.float32)
    for name, (x, y) in (STANDING if places is None else places).items():
        image[INDEX[name]] = (x, y, 0.0)
        seen[INDEX[name]] = visibility
    return Pose(time_s, size, image, image, seen, outline)


def picture(colour: tuple[int, int, int] = (90, 90, 90), size: tuple[int, int] = PICTURE) -> NDArray[np.uint8]:
    """A plain picture in one colour (BGR)."""
    return np.full((size[1], size[0], 3), colour, np.uint8)


def step(
    *,
    card: ExerciseCard = CARD,
    time_s: float = 0.0,
    cue: str = "",
    body: Pose | None = None,
    image: NDArray[np.uint8] | None = None,
    recorded: bool = False,
    **state: Any,
) -> Step:
    """A step of this exercise, on a plain grey picture unless another is given, or on none where it was recorded."""
    body = pose(time_s=time_s) if body is None else replace(body, time_s=time_s)
    frame = None if recorded else Frame(0, time_s, picture() if image is None else image)
    shown = Cue(time_s, cue, "correction") if cue else None
    return Step(card, body, Measures(time_s, {}), replace(STATE, **state), (), (), shown, frame)


def count(pixels: NDArray[np.uint8], colour: Colour) -> int:
    """How many pixels have exactly this colour."""
    return int((pixels == np.array(colour.bgr, np.uint8)).all(axis=2).sum())
