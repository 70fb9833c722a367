"""Renders people from other directions than an exercise's own, and keeps the recordings as samples of its other views.

python benchmarks/making/view_samples.py EXERCISE --direction 45 [--variant good] [--body male] [--out samples/views]

Each is a folder with recording.coach, the poses that the full model found in the rendered pictures, and made.json: what was
done, and how it was rendered. No clip is kept. The studio's files must be there (studio/README.md).
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.making.sample_files import SAMPLES
from coach import __version__
from coach.engine import catalog
from coach.recording.layout import RecordingHeader
from coach.recording.writer import Recorder
from coach.sources import pose_models
from coach.sources.landmarker import Landmarker
from coach.values import Frame
from studio import motions
from studio.body import Human
from studio.motions.base import Motion
from studio.render import shoot, with_noise
from studio.scene import Camera, Renderer, camera, room

SIZE: Final = (512, 384)
HOLD_S: Final = 2.0
NOISE: Final = 2.0
SEED: Final = 1


def main() -> int:
    """Makes one sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercise")
    parser.add_argument("--direction", type=int, default=45, help="of the camera: 0 in front, 90 at the person's left")
    parser.add_argument("--variant", default="good")
    parser.add_argument("--body", default="male")
    parser.add_argument("--fps", type=int, default=10)
    parser.add_argument("--out", type=Path, default=SAMPLES / "views")
    print(make(parser.parse_args()))
    return 0


def make(options: argparse.Namespace) -> str:
    """Renders, looks, and writes; what was made."""
    human = Human.named(options.body)
    entry = motions.REGISTRY[options.exercise]
    hold_s = min(entry.hold_s or 0.0, HOLD_S)
    reps = 1 if catalog.find(options.exercise).sides == "alternate" else 2
    motion = motions.make(options.exercise, human, options.variant, reps, hold_s or None, None, SEED)
    seen = turned_camera(motion, options.direction, SIZE)
    renderer, random = Renderer(*SIZE), np.random.default_rng(SEED)
    renderer.set_room(*room(motion.prop))
    folder = options.out / f"{options.exercise}-{options.variant}-{options.body}-{options.direction}"
    folder.mkdir(parents=True)
    header = RecordingHeader(
        exercise=options.exercise,
        source=folder.name,
        size=SIZE,
        model="full",
        created=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        coach_version=__version__,
    )
    recorder = Recorder(folder / "recording.coach", header)
    with Landmarker(pose_models.ensure("full"), outline=True) as landmarker:
        for index in range(int(motion.duration_s * options.fps) + 1):
            time_s = round(index / options.fps, 6)
            picture: Any = with_noise(shoot(human, motion, seen, renderer, time_s)[0], random, NOISE)
            blue_first = np.ascontiguousarray(picture[:, :, ::-1])
            recorder.take_pose(landmarker.detect(Frame(index, time_s, blue_first)))
    recorder.close()
    made = {
        "exercise": options.exercise,
        "variant": options.variant,
        "body": options.body,
        "direction": options.direction,
        "fps": options.fps,
        "asked_hold_s": hold_s if entry.hold_s else 0.0,
        "reps": [dataclasses.asdict(rep) for rep in motion.reps],
        "faults": [dataclasses.asdict(fault) for fault in motion.faults],
    }
    (folder / "made.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return f"made {folder}"


def turned_camera(motion: Motion, direction: int, size: tuple[int, int]) -> Camera:
    """The motion's own camera, gone round the person: 0° in front of them, 90° at their left."""
    own = camera(motion.view, motion.prop, *size, motion.camera)
    eye, target, fov = own.eye, own.target, own.fov
    away = np.subtract(eye, target)
    far, turn = float(np.hypot(away[0], away[2])), np.radians(direction)
    place = (target[0] + far * np.sin(turn), eye[1], target[2] + far * np.cos(turn))
    return Camera(place, target, fov, *size, str(direction))


if __name__ == "__main__":
    sys.exit(main())
