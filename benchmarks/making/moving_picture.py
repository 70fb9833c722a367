"""Makes the moving picture at the top of the README out of two samples: a turn done well, and one from the hips.

python benchmarks/making/moving_picture.py     writes samples/window.webp, an animated WebP of at most 1 MB

Everything in it is drawn by the window's own code from the samples' own clips and recordings.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from PIL import Image

from benchmarks.making.sample_files import SAMPLES, Sample
from coach.coaching.session import Session
from coach.outputs.screen.overlay import Overlay
from coach.values import Frame

SIZE: Final = (1280, 720)
SHOWN: Final = (640, 360)
FPS: Final = 10
QUALITY: Final = 62
LARGEST_BYTES: Final = 1_000_000
PICTURE: Final = SAMPLES / "window.webp"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown of a sample, in seconds of its clip."""

    sample: str
    since_s: float
    until_s: float


SCENES: Final = (
    Scene("sit-and-rotate/good-female", 2.4, 8.2),
    Scene("sit-and-rotate/pelvis-heavy", 2.6, 7.2),
)


def main() -> int:
    """Writes the picture; returns what the program ends with."""
    pictures = [picture for scene in SCENES for picture in _pictures(scene)]
    first, *others = pictures
    first.save(
        PICTURE,
        save_all=True,
        append_images=others,
        duration=1000 // FPS,
        loop=0,
        quality=QUALITY,
        method=6,
    )
    size = PICTURE.stat().st_size
    print(f"{PICTURE.name}: {len(pictures)} pictures, {size / 1000:.0f} kB")
    return 0 if size <= LARGEST_BYTES else 1


def _pictures(scene: Scene) -> Iterator[Image.Image]:
    exercise, case = scene.sample.split("/")
    sample = Sample(SAMPLES / exercise / case)
    session, overlay = Session(sample.coached_as()), Overlay(SIZE, key_hints=True)
    clip = cv2.VideoCapture(str(sample.clip))
    due_s = scene.since_s
    for number, pose in enumerate(sample.poses()):
        readable, image = clip.read()
        if not readable or pose.time_s > scene.until_s:
            break
        shown = overlay.draw(session.step(pose, Frame(number, pose.time_s, np.asarray(image, np.uint8))))
        if pose.time_s >= due_s:
            due_s += 1 / FPS
            small = cv2.resize(shown, SHOWN, interpolation=cv2.INTER_AREA)
            yield Image.fromarray(cv2.cvtColor(small, cv2.COLOR_BGR2RGB))
    clip.release()


if __name__ == "__main__":
    sys.exit(main())
