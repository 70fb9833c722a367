"""How fast a replay is, beside a bare loop that only decodes and finds landmarks, on the same video in the same run.

python benchmarks/speed.py [VIDEO] [--exercise NAME] [--rounds N] [--no-outline]

The two take turns, since other programs on the machine slow both; the fastest round of each is compared.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2

from benchmarks.sample_files import SAMPLES
from coach.app.replay import Replay, exercise_named_in, replay
from coach.engine import catalog
from coach.errors import CoachError
from coach.session import Session
from coach.sources import pose_models as models
from coach.sources import privacy
from coach.sources.landmarker import Landmarker
from coach.sources.video import open_video

LEAST_RATIO = 0.95
"""A replay is to run at no less than this share of the bare loop's speed."""

MOST_OWN_MS = 1.5
"""What everything of ours may take for a frame at most, in the median, decoding and inference aside."""

DEFAULT_VIDEO = SAMPLES / "sit-and-rotate" / "good-female" / "clip.mp4"


def main() -> int:
    """Prints both figures; returns 1 where a target is missed."""
    options = _options()
    try:
        exercise = options.exercise or exercise_named_in(_named(options.video))
        if not exercise:
            print("The name of the video tells no exercise: say it with --exercise.", file=sys.stderr)
            return 2
        return _report(options.video, exercise, rounds=options.rounds, outline=options.outline)
    except CoachError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", nargs="?", type=Path, default=DEFAULT_VIDEO)
    parser.add_argument("--exercise", help="else from the name of the file or of its folders")
    parser.add_argument("--rounds", type=int, default=2, help="how often each is run")
    parser.add_argument("--no-outline", dest="outline", action="store_false", help="without silhouettes, in both")
    return parser.parse_args()


def _named(video: Path) -> Path:
    """The video, or the folder above its own where samples have their exercise's name."""
    return video.parent if video.resolve().is_relative_to(SAMPLES) else video


def _report(video: Path, exercise: str, *, rounds: int, outline: bool) -> int:
    bare: list[float] = []
    ours: list[float] = []
    frames = 0
    for _ in range(rounds):
        seconds, frames = _timed(lambda: _bare_loop(video, outline=outline))
        bare.append(seconds)
        seconds, _ = _timed(lambda: _replay(video, exercise, outline=outline))
        ours.append(seconds)
    ratio = min(bare) / min(ours)
    seeing_ms, coaching_ms, own_ms, own_cpu_ms = _own_ms(video, exercise, outline=outline)
    print(
        f"{video.name}, {exercise}, {frames} frames, outline {'on' if outline else 'off'}, {rounds} rounds in turns, {load()}"
    )
    print(f"bare loop   {_speeds(bare, frames)}")
    print(f"replay      {_speeds(ours, frames)}")
    print(f"ratio       {ratio:.3f} (at least {LEAST_RATIO})")
    print(f"our own     {own_ms:.2f} ms a frame, median (at most {MOST_OWN_MS}); processor time {own_cpu_ms:.2f} ms")
    print(f"            of it {seeing_ms:.2f} ms poses and outlines, {coaching_ms:.2f} ms measures, engine and cues")
    return 0 if ratio >= LEAST_RATIO and own_ms <= MOST_OWN_MS else 1


def load() -> str:
    """How busy the machine is: programs that wanted a processor at once, over the last minute, beside the processors."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def _speeds(seconds: list[float], frames: int) -> str:
    each = ", ".join(f"{frames / second:.1f}" for second in seconds)
    return f"best {frames / min(seconds):.1f} frames/s ({each})"


def _timed(run: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    frames = run()
    return time.perf_counter() - began, frames


def _bare_loop(video: Path, *, outline: bool) -> int:
    """Decode, convert, detect: what a replay cannot do without."""
    privacy.block_usage_reporting()
    import mediapipe
    from mediapipe.tasks.python import BaseOptions, vision

    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(models.ensure("full"))),
        running_mode=vision.RunningMode.VIDEO,
        output_segmentation_masks=outline,
    )
    capture = cv2.VideoCapture(str(video))
    frames = 0
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        while True:
            read, picture = capture.read()
            if not read:
                break
            rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
            time_ms = round(capture.get(cv2.CAP_PROP_POS_MSEC))
            landmarker.detect_for_video(mediapipe.Image(mediapipe.ImageFormat.SRGB, rgb), time_ms)
            frames += 1
    capture.release()
    return frames


def _replay(video: Path, exercise: str, *, outline: bool) -> int:
    """What ``coach replay`` does without a window."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        results = replay(Replay(video, exercise, outline=outline))
    if results.trouble:
        raise results.trouble[0]
    return 0


def _own_ms(video: Path, exercise: str, *, outline: bool) -> tuple[float, float, float, float]:
    """What is ours between decoding and the finished step, medians over the frames, ms.

    Returns the wall time of making poses (detection without MediaPipe's picture and inference), of the session, of both,
    and the processor time of both.
    """
    session = Session(catalog.find(exercise))
    rows: list[tuple[float, float, float, float]] = []
    with open_video(video) as frames, Landmarker(models.ensure("full"), outline=outline) as landmarker:
        # The bare loop turns colours and makes MediaPipe's picture of them, too: it is what detecting takes, and none of ours.
        conversion = _Stopwatch(landmarker._picture_of)
        landmarker._picture_of = conversion
        inference = _Stopwatch(landmarker._detect)
        landmarker._detect = inference
        for frame in frames:
            inference.reset()
            conversion.reset()
            began, began_cpu = time.perf_counter(), time.thread_time()
            pose = landmarker.detect(frame)
            found = time.perf_counter()
            session.step(pose)
            ended, ended_cpu = time.perf_counter(), time.thread_time()
            not_ours_s = inference.wall_s + conversion.wall_s
            own_s = ended - began - not_ours_s
            own_cpu_s = ended_cpu - began_cpu - inference.cpu_s - conversion.cpu_s
            rows.append((found - began - not_ours_s, ended - found, own_s, own_cpu_s))
    seeing, coaching, own, own_cpu = (1000 * statistics.median(column) for column in zip(*rows, strict=True))
    return seeing, coaching, own, own_cpu


class _Stopwatch:
    """Calls a function and keeps how long it took."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.wall_s = self.cpu_s = 0.0

    def reset(self) -> None:
        self.wall_s = self.cpu_s = 0.0

    def __call__(self, *arguments: Any) -> Any:
        began, began_cpu = time.perf_counter(), time.thread_time()
        try:
            return self._function(*arguments)
        finally:
            self.wall_s += time.perf_counter() - began
            self.cpu_s += time.thread_time() - began_cpu


if __name__ == "__main__":
    sys.exit(main())
