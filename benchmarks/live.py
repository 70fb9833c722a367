"""How quick the live coach is, with the pose model at work on the same two cores: one run, ratios beside their targets.

python benchmarks/live.py [--seconds S] [--rounds N] [--model NAME] [--size WIDTHxHEIGHT]

The real watcher, landmarker, workout and window; only the camera is a stand-in, which gives a sample clip's pictures from
memory at 60 a second, so that the model never has to wait. Needs a display (or xvfb-run). Other programs on the machine
slow everything: the best and the median of the rounds are printed, the best is judged. What is ours is given in processor
time too, which they hardly change.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np

from benchmarks.making.sample_files import SAMPLES, Sample, all_samples
from benchmarks.speed import load
from coach.app.live.watching import Watcher
from coach.app.live.workout_pages import Manner, page_of
from coach.app.live.workout_run import WorkoutRun
from coach.app.live.workout_setup import ExerciseStarter
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.coaching.session import Session
from coach.errors import CoachError
from coach.outputs.screen.scene import Director
from coach.outputs.voice.tones import Tones
from coach.outputs.voice.voice import Voice
from coach.outputs.window.window import Window
from coach.sources import pose_models as models
from coach.sources.landmarker import Landmarker
from coach.values import Cue, CuePriority, Frame, Pose
from coach.words.wording import ENGLISH

LEAST_REDRAWS: Final = 55.0
MOST_OWN_MS: Final = 20.0
LEAST_SHARE: Final = 0.9
MOST_CUE_FRAMES: Final = 1
MOST_TONE_MS: Final = 100.0

CAMERA_FPS: Final = 60.0
CLIP: Final = Sample(SAMPLES / "sit-and-rotate" / "good-female")
LOOK_EVERY_S: Final = 0.005
"""As in the program itself."""


def main() -> int:
    """Prints the figures; returns 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=8.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="full")
    parser.add_argument("--size", default="1280x720", help="of the window")
    options = parser.parse_args()
    width, height = (int(part) for part in options.size.split("x"))
    try:
        return _report(options.model, options.seconds, options.rounds, (width, height))
    except CoachError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code


def _report(model: str, seconds: float, rounds: int, size: tuple[int, int]) -> int:
    images = _images()
    bare, usual, redrawn = [], [], []
    for _ in range(rounds):
        bare.append(_bare_per_s(model, images, seconds))
        usual.append(_live(model, images, seconds, size, redraw=False))
        redrawn.append(_live(model, images, seconds, size, redraw=True))
    shares = [each.inferred_per_s / alone for each, alone in zip(usual, bare, strict=True)]
    own_ms = [float(np.percentile(each.own_ms, 95)) for each in usual]
    waits_ms = [statistics.median(each.waited_ms) for each in usual]
    cue_frames, cues = _frames_until_shown()
    tone_ms = _tone_ms()
    print(
        f"model {model}, window {size[0]}x{size[1]}, {rounds} rounds of {seconds:g} s, camera {CAMERA_FPS:g} frames/s, "
        f"{load()}"
    )
    print(f"bare MediaPipe       {_best(bare, max)} frames/s")
    print(f"live, as it is       {_best([each.inferred_per_s for each in usual], max)} frames/s")
    print(f"drawn, as it is      {_best([each.drawn_per_s for each in usual], max)} pictures/s, each once")
    seen, drawn = (
        [float(np.percentile(times, 95)) for times in column]
        for column in ([each.seen_cpu_ms for each in usual], [each.drawn_cpu_ms for each in usual])
    )
    print(
        f"processor time p95   {_best(seen, min)} ms from the model's answer to the step, {_best(drawn, min)} ms to draw it"
    )
    well = [
        _line("redraws/s when asked", [each.drawn_per_s for each in redrawn], max, "at least", LEAST_REDRAWS),
        _line("frames inferred/bare", shares, max, "at least", LEAST_SHARE),
        _line("own latency p95, ms", own_ms, min, "at most", MOST_OWN_MS),
        _line("event to cue, frames", [cue_frames], min, "at most", MOST_CUE_FRAMES),
        _line("event to tone, ms", [tone_ms], min, "at most", MOST_TONE_MS),
    ]
    print(
        "Latency is from the frame's leaving the camera to its picture on the window, less inference; before, it waited"
    )
    print(
        f"{_best(waits_ms, min)} ms in the camera for the model. The cue's frames are over {cues} cues of all samples."
    )
    return 0 if all(well) else 1


def _line(
    name: str, values: list[float], better: Callable[[Iterable[float]], float], bound: str, target: float
) -> bool:
    best = better(values)
    met = best >= target if bound == "at least" else best <= target
    print(f"{name:20} {_best(values, better)} ({bound} {target:g}){'' if met else '  MISSED'}")
    return met


def _best(values: list[float], better: Callable[[Iterable[float]], float]) -> str:
    if len(values) == 1:
        return f"{values[0]:.2f}"
    return f"best {better(values):.2f}, median {statistics.median(values):.2f}"


def _images() -> list[np.ndarray]:
    capture = cv2.VideoCapture(str(CLIP.clip))
    images: list[np.ndarray] = []
    while True:
        read, image = capture.read()
        if not read:
            return images
        images.append(image)


class _Camera:
    """Gives the newest of the clip's pictures, as a camera does; keeps when each left it, and how long it had waited."""

    def __init__(self, images: list[np.ndarray]) -> None:
        self._images = images
        self._began_s = time.perf_counter()
        self._last = -1
        self.left_s: dict[int, float] = {}
        self.waited_s: dict[int, float] = {}

    def read(self) -> Frame:
        while (index := int((time.perf_counter() - self._began_s) * CAMERA_FPS)) <= self._last:
            time.sleep(0.001)
        self._last = index
        now_s = time.perf_counter()
        self.left_s[index] = now_s
        self.waited_s[index] = now_s - self._began_s - index / CAMERA_FPS
        return Frame(index, index / CAMERA_FPS, self._images[index // 4 % len(self._images)])

    def reopen(self) -> None:
        raise AssertionError("the clip never stops")


class _TimedEye:
    """The landmarker, with how long the model itself took for each frame."""

    def __init__(self, landmarker: Landmarker) -> None:
        self._landmarker = landmarker
        self.inferred_s: dict[int, float] = {}
        self.read_cpu_s: dict[int, float] = {}

    def detect(self, frame: Frame) -> Pose:
        began_s = time.perf_counter()
        inference = self._landmarker.infer(frame)
        self.inferred_s[frame.index] = time.perf_counter() - began_s
        answered_s = time.thread_time()
        pose = self._landmarker.pose(inference)
        self.read_cpu_s[frame.index] = time.thread_time() - answered_s
        return pose


class _TimedWorkout(WorkoutRun):
    """A workout, with the processor time from the model's answer to the finished step of each frame."""

    eye: _TimedEye
    took_cpu_ms: list[float]

    def step(self, pose: Pose, frame: Frame | None) -> None:
        began_s = time.thread_time()
        super().step(pose, frame)
        stepped_s = time.thread_time() - began_s
        assert frame is not None, "live, every pose has its picture"
        self.took_cpu_ms.append(1000 * (stepped_s + self.eye.read_cpu_s.pop(frame.index)))


@dataclass
class _Run:
    """What came of one measurement."""

    inferred_per_s: float = 0.0
    drawn_per_s: float = 0.0
    own_ms: list[float] = field(default_factory=list)
    seen_cpu_ms: list[float] = field(default_factory=list)
    drawn_cpu_ms: list[float] = field(default_factory=list)
    waited_ms: list[float] = field(default_factory=list)


def _bare_per_s(model: str, images: list[np.ndarray], seconds: float) -> float:
    """Colour conversion and model alone, one frame after the other."""
    with Landmarker(models.ensure(model), outline=True) as landmarker:
        for index in range(10):
            landmarker.infer(Frame(index, index / CAMERA_FPS, images[0]))
        began_s, frames = time.perf_counter(), 0
        while time.perf_counter() - began_s < seconds:
            index = 10 + frames
            landmarker.infer(Frame(index, index / CAMERA_FPS, images[index // 2 % len(images)]))
            frames += 1
        return frames / (time.perf_counter() - began_s)


def _live(model: str, images: list[np.ndarray], seconds: float, size: tuple[int, int], *, redraw: bool) -> _Run:
    """The program's own parts at work; redraw: the window is drawn anew as often as it can be."""
    run, drawn_s = _Run(), {}
    results = Results(source="clip", model=model)
    starter = ExerciseStarter(RunOutputs(), (640, 480), Fanout([], print), results, ENGLISH, line=lambda _: None)
    window = Window("Coach", size)
    with Landmarker(models.ensure(model), outline=True) as landmarker:
        eye, camera = _TimedEye(landmarker), _Camera(images)
        workout = _TimedWorkout([CLIP.coached_as()], starter, guided=False)
        workout.eye, workout.took_cpu_ms = eye, []
        with Watcher(camera, eye, workout) as watcher:
            _until(lambda: watcher.newest is not None and len(eye.inferred_s) > 10)
            began_s, frames_before, draws, last = time.perf_counter(), len(eye.inferred_s), 0, None
            while (now_s := time.perf_counter()) - began_s < seconds:
                window.poll()
                moment = watcher.newest
                assert moment is not None
                if moment is last and not redraw:
                    time.sleep(LOOK_EVERY_S)
                    continue
                began_cpu_s = time.thread_time()
                window.page(page_of(moment, Manner()))
                run.drawn_cpu_ms.append(1000 * (time.thread_time() - began_cpu_s))
                draws += 1
                if moment is not last and moment.frame is not None:
                    drawn_s[moment.frame.index] = time.perf_counter()
                last = moment
            elapsed_s = now_s - began_s
            run.drawn_per_s = draws / elapsed_s
            run.inferred_per_s = (len(eye.inferred_s) - frames_before) / elapsed_s
    window.close()
    run.seen_cpu_ms = workout.took_cpu_ms
    run.own_ms = [1000 * (at_s - camera.left_s[i] - eye.inferred_s[i]) for i, at_s in drawn_s.items()]
    run.waited_ms = [1000 * waited for waited in camera.waited_s.values()]
    return run


def _until(met: Callable[[], bool]) -> None:
    while not met():
        time.sleep(LOOK_EVERY_S)


def _frames_until_shown() -> tuple[int, int]:
    """The most frames that a low-back warning, correction or safety cue waits before it is on the screen; how many there were.

    A cue that replaces another one may wait until that one was there long enough to be read, which is meant and left out.
    """
    most, cues = 0, 0
    for sample in all_samples():
        session, director = Session(sample.coached_as()), Director()
        waiting: str | None = None
        waited, shown_before = 0, ""
        for pose in sample.poses():
            step = session.step(pose)
            scene = director.scene(step)
            if step.cues and step.shown is step.cues[0] and not shown_before:
                waiting, waited, cues = step.cues[0].text, 0, cues + 1
            if waiting is not None:
                if scene.cue == waiting:
                    most, waiting = max(most, waited), None
                else:
                    waited += 1
            shown_before = scene.cue
    return most, cues


def _tone_ms() -> float:
    """From a cue to the call that begins its tone, the slowest of several, the first one's opening of the card aside."""
    heard = threading.Event()

    class _Heard(Tones):
        def play(self, priority: CuePriority) -> None:
            with contextlib.suppress(OSError), contextlib.redirect_stderr(io.StringIO()):
                super().play(priority)
            heard.set()

    voice, took_ms = Voice(None, _Heard(0), print), []
    for number in range(12):
        heard.clear()
        began_s = time.perf_counter()
        voice.say(float(number), (Cue(float(number), "Hold.", "hold"),))
        heard.wait(5.0)
        took_ms.append(1000 * (time.perf_counter() - began_s))
        time.sleep(0.3)
    voice.close()
    return max(took_ms[1:])


if __name__ == "__main__":
    sys.exit(main())
