"""Render stills of varied people in varied poses, to train the readings in coach/measures/learned.py.

    python benchmarks/training/render.py --out DIR --bodies 240

Needs the extra studio, and draws with its bodies, room and renderer. One folder is one body, one
outfit, one camera, one light and one way of holding the arms: two neutral stills, then posed ones. Each is a folder of
JPEG pictures and a ``truth.json`` with the exact angles of every still. Body N of a view depends on the view, the
seed and N alone, so a run may be stopped and continued.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("LP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

TRUTH = (
    "thoracic_rotation",
    "lumbar_rotation",
    "pelvis_rotation",
    "shoulder_line_yaw",
    "hip_line_yaw",
    "thoracic_extension",
    "lumbar_extension",
    "thoracic_side",
    "lumbar_side",
    "pelvic_tilt",
    "trunk_forward_lean",
    "trunk_side_lean",
    "neck_flexion",
    "neck_rotation",
    "chin_tuck",
    "head_pitch",
    "knee_flexion_left",
    "knee_flexion_right",
)
VIEWS = ("front", "side", "legs", "twist", "squeeze")
NEUTRALS = 2


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True, help="where the bodies go, outside the repository")
    parser.add_argument("--views", nargs="+", default=list(VIEWS), choices=VIEWS, help="in turn")
    parser.add_argument("--bodies", type=int, default=120, help="of all views together (default %(default)s)")
    parser.add_argument("--stills", type=int, default=30, help="of a body, neutral ones included (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    from benchmarks.training import random_stills

    renderer = random_stills.new_renderer()
    made = dict.fromkeys(options.views, 0)
    for turn in range(options.bodies):
        view = options.views[turn % len(options.views)]
        number = made[view]
        made[view] += 1
        folder = Path(options.out) / view / f"{options.seed:02d}-{number:04d}"
        if (folder / "truth.json").exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        stills = random_stills.shoot(
            renderer, view, [options.seed, number, VIEWS.index(view)], options.stills, NEUTRALS
        )
        for index, picture in enumerate(stills.pictures):
            (folder / f"{index:02d}.jpg").write_bytes(picture)
        frames = [{key: round(angles[key], 2) for key in TRUTH} for angles in stills.angles]
        document = {"view": view, "neutrals": NEUTRALS, **stills.made, "frames": frames}
        (folder / "truth.json").write_text(json.dumps(document))
        print(folder, flush=True)


if __name__ == "__main__":
    main()
