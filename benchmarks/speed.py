"""What Coach costs: a replay beside a bare loop that only decodes and finds landmarks, on the same video in the same run.

python benchmarks/speed.py [VIDEO] [--exercise NAME] [--rounds N] [--no-outline] [--all] [--write]

The two take turns, since other programs on the machine slow both; the fastest round of each is compared, by the clock and by
processor time of all threads, which hardly minds how busy the machine is. --all: recognising, commands, memory and two clips
at once as well; --write: all of it, into benchmarks/SPEED.md.
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
from typing import Any, NamedTuple

import cv2

from benchmarks.making.sample_files import SAMPLES
from benchmarks.measuring import costs
from coach.app.replay.replay import Replay, exercise_named_in, replay
from coach.coaching.session import Session
from coach.engine import catalog
from coach.errors import CoachError
from coach.recording.reader import open_recording
from coach.sources import pose_models as models
from coach.sources import privacy
from coach.sources.landmarker import Landmarker
from coach.sources.video import open_video

LEAST_RATIO = 0.97
"""A replay is to run at no less than this share of the bare loop's speed, by processor time."""

MOST_OWN_MS = 1.0
"""What everything of ours may take for a frame at most, processor time in the median, decoding and inference aside."""

RESULTS = Path(__file__).with_name("SPEED.md")

DEFAULT_VIDEO = SAMPLES / "sit-and-rotate" / "good-female" / "clip.mp4"


def main() -> int:
    """Prints both figures; returns 1 where a target is missed."""
    options = _options()
    try:
        exercise = options.exercise or exercise_named_in(_named(options.video))
        if not exercise:
            print("The name of the video tells no exercise: say it with --exercise.", file=sys.stderr)
            return 2
        return _report(options, exercise)
    except CoachError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", nargs="?", type=Path, default=DEFAULT_VIDEO)
    parser.add_argument("--exercise", help="else from the name of the file or of its folders")
    parser.add_argument("--rounds", type=int, default=2, help="how often each is run")
    parser.add_argument("--no-outline", dest="outline", action="store_false", help="without silhouettes, in both")
    parser.add_argument(
        "--all", action="store_true", help="recognising, commands, memory and two clips at once as well"
    )
    parser.add_argument("--write", action="store_true", help="all of it, into SPEED.md")
    return parser.parse_args()


def _named(video: Path) -> Path:
    """The video, or the folder above its own where samples have their exercise's name."""
    return video.parent if video.resolve().is_relative_to(SAMPLES) else video


def _report(options: argparse.Namespace, exercise: str) -> int:
    video, outline = options.video, options.outline
    bare: list[Timed] = []
    ours: list[Timed] = []
    frames = 0
    for _ in range(options.rounds):
        taken, frames = _timed(lambda: _bare_loop(video, outline=outline))
        bare.append(taken)
        taken, _ = _timed(lambda: _replay(video, exercise, outline=outline))
        ours.append(taken)
    ratio = min(each.processors_s for each in bare) / min(each.processors_s for each in ours)
    by_clock = min(each.clock_s for each in bare) / min(each.clock_s for each in ours)
    seeing_ms, coaching_ms, own_ms, own_cpu_ms = _own_ms(video, exercise, outline=outline)
    rows = [
        ("bare loop: decode, find landmarks", _costs(bare, frames), ""),
        ("`coach replay`", _costs(ours, frames), ""),
        ("speed against the bare loop, by processor time", f"{ratio:.3f}", f"{LEAST_RATIO}"),
        ("the same by the clock", f"{by_clock:.3f}", ""),
        ("own work a frame, processor time, median", f"{own_cpu_ms:.2f} ms", f"{MOST_OWN_MS} ms"),
        ("the same by the clock", f"{own_ms:.2f} ms", ""),
        ("of it poses and outlines; measures, engine and cues", f"{seeing_ms:.2f} ms; {coaching_ms:.2f} ms", ""),
    ]
    if options.all or options.write:
        rows += _further(video, exercise, options.rounds)
    title = f"{video.name}, {exercise}, {frames} frames, outline {'on' if outline else 'off'}"
    under = f"{options.rounds} rounds in turns, {load()}"
    print(f"{title}, {under}")
    for what, found, goal in rows:
        print(f"{what:52} {found}{f' (goal {goal})' if goal else ''}")
    if options.write:
        _write(title, under, rows)
    return 0 if ratio >= LEAST_RATIO and own_cpu_ms <= MOST_OWN_MS else 1


def _further(video: Path, exercise: str, rounds: int) -> list[tuple[str, str, str]]:
    poses = list(open_recording(video.with_name("recording.coach"))) if video.resolve().is_relative_to(SAMPLES) else []
    rows = []
    if poses:
        recognising_ms, known = costs.recognising_ms(poses)
        rows.append((f"recognising among {known} exercises, a frame", f"{recognising_ms:.1f} ms", "6 ms"))
        settled, then = costs.memory_mb(poses, exercise)
        rows.append(
            (
                f"memory after {costs.SETTLED_MINUTES} and {costs.MINUTES} minutes of poses",
                f"{settled:.0f} and {then:.0f} MB",
                "the same",
            )
        )
    by_clock, allowed = costs.two_jobs(video, exercise)
    rows.append(("two clips at once: times as fast, by processor time", f"{allowed:.2f}", "1.8"))
    rows.append(("the same by the clock", f"{by_clock:.2f}", ""))
    goals = {"import coach": "0.3 s", "coach check": "1 s"}
    for command, seconds in costs.commands_s(rounds).items():
        rows.append((f"`{command}`, processor time", f"{seconds:.2f} s", goals.get(command, "0.5 s")))
    return rows


def _write(title: str, under: str, rows: list[tuple[str, str, str]]) -> None:
    table = "\n".join(f"| {what} | {found} | {goal} |" for what, found, goal in rows)
    text = f"""# What Coach costs

Written by `python benchmarks/speed.py --write`, which says how each is measured. {title}; {under}.
Processor time is of all threads; it grows, too, where other programs take turns on the same cores, so that the ratios are what
compares from one machine to the next.

| what | measured | goal |
|---|---|---|
{table}
"""
    RESULTS.write_text(text, encoding="utf-8")


def load() -> str:
    """How busy the machine is: programs that wanted a processor at once, over the last minute, beside the processors."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


class Timed(NamedTuple):
    """How long something took: by the clock, and of all processors together, seconds."""

    clock_s: float
    processors_s: float


def _costs(taken: list[Timed], frames: int) -> str:
    clock_s, processors_s = (min(column) for column in zip(*taken, strict=True))
    return f"{frames / clock_s:.1f} frames/s, {1000 * processors_s / frames:.1f} ms of processors a frame"


def _timed(run: Callable[[], int]) -> tuple[Timed, int]:
    began, used = time.perf_counter(), time.process_time()
    frames = run()
    return Timed(time.perf_counter() - began, time.process_time() - used), frames


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
        landmarker._picture_of = conversion  # type: ignore[method-assign, assignment]
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
