"""The gesture samples on disk, and how they are made out of clips of ``gesture_motions.py``."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.making import clips
from benchmarks.making.sample_files import SAMPLES
from coach.recording.reader import open_recording
from coach.signals.gestures import Gesture
from coach.values import Pose

GESTURES: Final = SAMPLES / "gestures"
"""The folder that holds ``CASE/``."""

_GESTURE_OF: Final[dict[str, Gesture]] = {"gesture-go-on": "go-on", "gesture-hurts": "hurts"}


@dataclass(frozen=True, slots=True)
class GestureSample:
    """One clip in which somebody makes one gesture, or only seems to."""

    folder: Path

    @property
    def poses(self) -> list[Pose]:
        """The recorded poses."""
        return list(open_recording(self.folder / "recording.coach"))

    @property
    def truth(self) -> dict[str, Any]:
        """``made.json``: gesture (null for what only resembles one), from_s and until_s (the hands are there and still)."""
        read: dict[str, Any] = json.loads((self.folder / "made.json").read_text(encoding="utf-8"))
        return read


def gesture_samples() -> list[GestureSample]:
    """Every one, in the order of their names."""
    return [GestureSample(path.parent) for path in sorted(GESTURES.glob("*/made.json"))]


def _make(clip: Path) -> str:
    studio = json.loads(clip.with_suffix(".json").read_text(encoding="utf-8"))
    name = "-".join([studio["exercise"].removeprefix("gesture-"), studio["variant"], studio["camera"]["name"]])
    folder = GESTURES / f"{name}-{studio['body']}"
    folder.mkdir(parents=True, exist_ok=True)
    clips.encode(clip, folder / "clip.mp4", fps=studio["fps"])
    frames = clips.record(folder / "clip.mp4", folder / "recording.coach", "gesture")
    (held,) = studio["reps"]
    made = {
        "gesture": _GESTURE_OF.get(studio["exercise"]),
        "from_s": round(held["peak_start_s"], 2),
        "until_s": round(held["peak_end_s"], 2),
        "frames": frames,
        **{key: studio[key] for key in ("exercise", "variant", "body", "seed")},
        "camera": studio["camera"]["name"],
    }
    (folder / "made.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return f"made {folder.relative_to(SAMPLES)}: {sum(path.stat().st_size for path in folder.iterdir()) / 1000:.0f} kB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Makes samples/gestures/CASE/ out of clips, anew where it is there.")
    parser.add_argument("clips", type=Path, nargs="+", metavar="CLIP.mp4")
    for clip in parser.parse_args().clips:
        print(_make(clip), flush=True)
