"""Run the pose model over the rendered stills and keep what it finds: landmarks, visibility, outline.

    python benchmarks/training/detect.py --renders DIR --model PATH.task

Writes ``found.npz`` into every body's folder; folders that have one are left alone. IMAGE mode: stills are no video.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ["https_proxy"] = "http://127.0.0.1:9"  # the pose library reports its use; nothing may go out

import cv2
import mediapipe
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision

from coach.sources.outline import POINTS, trace


def detect(landmarker: vision.PoseLandmarker, folder: Path) -> int:
    pictures = sorted(folder.glob("*.jpg"))
    image = np.full((len(pictures), 33, 3), np.nan)
    visibility = np.zeros((len(pictures), 33))
    outlines = np.full((len(pictures), POINTS, 2), np.nan)
    for index, path in enumerate(pictures):
        rgb = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        found = landmarker.detect(mediapipe.Image(mediapipe.ImageFormat.SRGB, rgb))
        if not found.pose_landmarks:
            continue
        image[index] = [(p.x, p.y, p.z) for p in found.pose_landmarks[0]]
        visibility[index] = [p.visibility for p in found.pose_landmarks[0]]
        edge = trace(np.squeeze(found.segmentation_masks[0].numpy_view()))
        if edge is not None:
            outlines[index] = edge
    np.savez_compressed(
        folder / "found.npz",
        size=np.array(rgb.shape[1::-1]),
        image=image.astype(np.float32),
        visibility=visibility.astype(np.float32),
        outline=outlines.astype(np.float32),
    )
    return int(np.isfinite(image[:, 0, 0]).sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--renders", required=True, help="what render.py wrote")
    parser.add_argument("--model", required=True, help="the pose model, full, as a .task file")
    options = parser.parse_args()
    settings = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=options.model),
        running_mode=vision.RunningMode.IMAGE,
        output_segmentation_masks=True,
    )
    folders = sorted(path.parent for path in Path(options.renders).rglob("truth.json"))
    with vision.PoseLandmarker.create_from_options(settings) as landmarker:
        for folder in folders:
            if not (folder / "found.npz").exists():
                print(folder, detect(landmarker, folder), file=sys.stderr)


if __name__ == "__main__":
    main()
