"""Render the clips that the accuracy is reported on, those that are missing.

    python benchmarks/making/unseen/shoot.py --out DIR [--part 1/2] [NAME ...]

Needs the extra studio, and writes each clip as the studio does: a video and its truth. Bodies come
from ``benchmarks/making/people.py``, light and picture faults from ``shots.py`` there, variants from ``more_motions.py``.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("LP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))


WITHIN_ROOM = 3.75
"""How far from what it looks at a camera may stand, metres."""


def main() -> None:
    options = _options()
    from benchmarks.making.unseen import plan

    part, parts = (int(word) for word in options.part.split("/"))
    for at, shot in enumerate([*plan.shots(), *plan.curve_shots(), *(plan.tuning_shots() if options.tuning else ())]):
        chosen = not options.names or any(shot.name.startswith(name) for name in options.names)
        clip = Path(options.out) / shot.exercise / f"{shot.case}.mp4"
        if chosen and at % parts == part - 1 and not clip.with_suffix(".json").exists():
            film(shot, clip)
            print(shot.name, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True, help="where the clips go, outside the repository")
    parser.add_argument("--part", default="1/1", help="k/n: every n-th clip from the k-th, to render side by side")
    parser.add_argument("--tuning", action="store_true", help="the clips to tune on as well")
    parser.add_argument("names", nargs="*", help="beginnings of clips' names; all without")
    return parser.parse_args()


def film(shot: Any, clip: Path) -> None:
    """One clip and its truth; the truth is written last, so that what is there is whole."""
    import numpy as np

    from benchmarks.making.people import VariedHuman
    from benchmarks.making.shots import Film
    from benchmarks.making.unseen import plan
    from studio import render
    from studio.scene import Renderer, room

    person = VariedHuman(np.random.default_rng(plan.BODY_SEEDS[shot.body]))
    motion = moving(shot, person)
    camera = aimed(shot, motion)
    rng = np.random.default_rng([shot.seed, 1])
    picture = Film(rng)
    wall = tuple(rng.uniform(0.35, 0.9) * rng.uniform(0.85, 1.0, 3))
    renderer = Renderer(shot.size[0], shot.size[1], samples=0)
    renderer.set_room(*room(motion.prop, wall=wall))
    clip.parent.mkdir(parents=True, exist_ok=True)
    words = ["-f", "image2pipe", "-c:v", "mjpeg", "-r", f"{shot.fps:g}", "-i", "-", "-c:v", "libx264", "-crf", "18"]
    encoder = subprocess.Popen(
        ["ffmpeg", "-y", "-loglevel", "error", *words, "-pix_fmt", "yuv420p", str(clip)], stdin=subprocess.PIPE
    )
    assert encoder.stdin is not None
    frames = []
    for at in range(int(motion.duration_s * shot.fps) + 1):
        pictured, posed = render.shoot(person, motion, camera, renderer, at / shot.fps)
        encoder.stdin.write(picture.jpeg(pictured))
        turns, places, posture, inputs = posed
        frames.append(render.frame_truth(person, turns, places, posture, inputs, camera, at / shot.fps))
    encoder.stdin.close()
    if encoder.wait():
        raise SystemExit(f"FFmpeg failed on {clip}")
    asked = argparse.Namespace(body=shot.body, size=shot.size, seed=shot.seed)
    truth = render.header(asked, motion, camera, shot.fps)
    truth |= {"asked_hold_s": shot.hold_s, "shape": person.described(), "film": picture.described(), "frames": frames}
    clip.with_suffix(".json").write_text(json.dumps(truth, separators=(",", ":")))


def moving(shot: Any, person: Any) -> Any:
    """The studio's motion in that tempo and size."""
    from benchmarks.making import more_motions
    from benchmarks.making.unseen import measured_motions, plan
    from studio import motions

    assert measured_motions, "importing it registers its motions"
    assert more_motions, "importing it registers its variants"
    size = motions.REGISTRY[shot.exercise].amplitude
    with in_tempo(plan.TEMPOS[shot.tempo]):
        return motions.make(
            shot.exercise,
            person,
            shot.variant,
            shot.reps,
            shot.hold_s,
            size * shot.amplitude if size else None,
            shot.seed,
        )


@contextmanager
def in_tempo(longer: float) -> Iterator[None]:
    """The studio's motions with ways there and back that take ``longer`` times as long."""
    from benchmarks.making.more_motions import replaced
    from studio.motions import base, floor, seated, standing, walking

    def stretched(*args: Any, **named: Any) -> Any:
        bound = inspect.signature(base.plan).bind(*args, **named)
        bound.apply_defaults()
        asked = bound.arguments
        asked["down_s"] = (asked["up_s"] if asked["down_s"] is None else asked["down_s"]) * longer
        asked["up_s"] *= longer
        return base.plan(*bound.args, **bound.kwargs)

    with ExitStack() as stack:
        for module in (floor, seated, standing, walking):
            stack.enter_context(replaced(module, plan=stretched))
        yield


def aimed(shot: Any, motion: Any) -> Any:
    """The exercise's own camera, turned about the person, raised, rolled and moved away; with the same lens."""
    import numpy as np

    from studio.scene import Camera, camera, look, persp

    override = motion.camera if shot.camera in (None, motion.view) else None
    taken = camera(shot.camera or motion.view, motion.prop, shot.size[0], shot.size[1], override)
    aim, turn = shot.aim, np.radians(shot.aim.turn)
    from_target = (taken.eye - taken.target) * aim.distance
    # The room's side walls stand 4 m from its middle: a camera beyond would film the wall's back.
    from_target *= min(1.0, WITHIN_ROOM / np.hypot(from_target[0], from_target[2]))
    x, y, z = from_target
    eye = taken.target + np.array(
        [x * np.cos(turn) + z * np.sin(turn), y + aim.rise, z * np.cos(turn) - x * np.sin(turn)]
    )
    fov = float(taken.fov)
    found = Camera(eye, taken.target, fov, shot.size[0], shot.size[1], taken.name)
    roll = np.radians(aim.roll)
    rolled = np.eye(4)
    rolled[:2, :2] = [[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]]
    found.V = rolled @ look(eye, taken.target)
    found.VP = persp(fov, shot.size[0] / shot.size[1], 0.05, 30) @ found.V
    return found


if __name__ == "__main__":
    main()
