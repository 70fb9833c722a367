"""How the readings hold as the picture gets worse: frame rate, resolution, light, compression, occlusion, camera's place."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import nan
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.judging.angles import Seen, see, series
from benchmarks.judging.comparisons import COMPARISONS
from benchmarks.judging.on_samples import coached, judge
from benchmarks.making import clips, studio_truth
from benchmarks.making.clips import Alter
from benchmarks.making.landmark_noise import Wandering
from benchmarks.making.sample_files import Sample
from benchmarks.making.unseen import plan
from benchmarks.making.unseen.plan import Shot
from coach.values import Frame, Pose

Picture = NDArray[np.uint8]

HEAD: Final = (
    "condition",
    "thoracic rotation",
    "pelvis rotation",
    "known",
    "thoracic extension",
    "lumbar extension",
    "known",
    "reps exact",
    "low back right",
    "worst visibility",
)
FRONT: Final = ("thoracic_rotation_deg", "pelvis_rotation_deg")
SIDE: Final = ("upper_back_arch_deg", "lumbar_extension_deg")
FACTOR: Final = 2


@dataclass(frozen=True)
class Condition:
    """One way in which the clips are worse. shots: which of the curves' clips it starts from; make: an alteration of each.

    wandering: the landmarks wander as those of real people.
    """

    name: str
    shots: Callable[[Shot], bool]
    make: Callable[[dict[str, Any]], Alter] | None = None
    wandering: bool = False


def _plain(shot: Shot) -> bool:
    return shot.aim.name == "square" and shot.fps == 30


def _finer(shot: Shot) -> bool:
    return shot.size[1] == 720


def _turned(turn: float) -> Callable[[Shot], bool]:
    return lambda shot: shot.aim.name == f"turned-{turn:g}"


def conditions() -> Iterator[Condition]:
    """Every point of every curve; the first is the usual picture: 640×480 at 15 frames a second, facing squarely."""
    for fps in (15, 30, 10, 6):
        yield Condition(f"{fps} frames/s", _plain, _every(30 // fps))
    yield Condition("720 lines", _finer)
    for lines in (240, 120):
        yield Condition(f"{lines} lines", _plain, _pictures(partial(_to_lines, lines=lines)))
    for quality in (30, 8):
        yield Condition(f"JPEG quality {quality}", _plain, _pictures(partial(_compressed, quality=quality)))
    for gain in (0.25, 0.12, 0.06):
        yield Condition(f"light × {gain:g}", _plain, _pictures(partial(_darker, gain=gain)))
    yield Condition("feet hidden", _plain, _hidden((27, 28, 29, 30, 31, 32), 0.35))
    yield Condition("hips and legs hidden by a desk", _plain, _hidden((23, 24), 0.12))
    for turn in plan.CURVE_TURNS_DEG:
        yield Condition(f"camera turned by {turn:g}°", _turned(turn))
    for roll in (-10, 10):
        yield Condition(f"camera rolled by {roll}°", _plain, _pictures(partial(_rolled, degrees=roll)))
    yield Condition("landmarks wander as of real people", _plain, _every(2), wandering=True)
    for times in (1.5, 2.5):
        yield Condition(f"{times:g} × as far", _plain, _pictures(partial(_farther, times=times)))


# --- alterations -----------------------------------------------------------------------------------------------------


def _every(step: int) -> Callable[[dict[str, Any]], Alter]:
    return lambda _truth: lambda frame: frame.image if frame.index % step == 0 else None


def _pictures(change: Callable[[Picture], Picture]) -> Callable[[dict[str, Any]], Alter]:
    """That change of every picture, at 15 frames a second."""
    return lambda _truth: lambda frame: change(frame.image) if frame.index % FACTOR == 0 else None


def _scaled(image: Picture, part: float) -> Picture:
    return np.asarray(cv2.resize(image, None, fx=part, fy=part, interpolation=cv2.INTER_AREA), np.uint8)


def _to_lines(image: Picture, lines: int) -> Picture:
    return _scaled(image, lines / image.shape[0])


def _compressed(image: Picture, quality: int) -> Picture:
    _, coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def _darker(image: Picture, gain: float) -> Picture:
    """Less light, the sensor's noise staying what it is."""
    noise = np.random.default_rng(0).normal(0, 3, image.shape)
    return np.clip(image * gain + noise, 0, 255).astype(np.uint8)


def _rolled(image: Picture, degrees: float) -> Picture:
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _farther(image: Picture, times: float) -> Picture:
    """The whole picture as a smaller part of one of the same size, its edges going on."""
    height, width = image.shape[:2]
    small = _scaled(image, 1 / times)
    top, left = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    bottom, right = height - small.shape[0] - top, width - small.shape[1] - left
    return np.asarray(cv2.copyMakeBorder(small, top, bottom, left, right, cv2.BORDER_REPLICATE), np.uint8)


def _hidden(landmarks: Sequence[int], reach: float) -> Callable[[dict[str, Any]], Alter]:
    """A grey board from so many trunk lengths above these landmarks, as they are at first, downwards."""

    def make(truth: dict[str, Any]) -> Alter:
        points = {int(at): xy for at, xy in truth["frames"][0]["landmarks_px"].items()}
        trunk = np.mean([points[23][1], points[24][1]]) - np.mean([points[11][1], points[12][1]])
        edge = int(np.mean([points[at][1] for at in landmarks]) - reach * trunk)

        def alter(frame: Frame) -> Picture | None:
            if frame.index % FACTOR:
                return None
            image = frame.image.copy()
            image[edge:] = (96, 104, 110)
            return image

        return alter

    return make


# --- running ---------------------------------------------------------------------------------------------------------


def curves(folder: Path) -> list[Sequence[str]]:
    """A row under ``HEAD`` for each condition, from the curves' clips in that folder as far as they are there."""
    return [_row(condition, folder) for condition in conditions()]


def samples(folder: Path) -> list[Sample]:
    """The clips of all conditions, those that are there."""
    each = (
        _sample(condition, shot, folder)
        for condition in conditions()
        for shot in plan.curve_shots()
        if condition.shots(shot)
    )
    return [one for one in each if one is not None]


def _row(condition: Condition, folder: Path) -> Sequence[str]:
    samples = [_sample(condition, shot, folder) for shot in plan.curve_shots() if condition.shots(shot)]
    there = [sample for sample in samples if sample is not None]
    seen = [one for sample in there if (one := see(sample)) is not None]
    exact = low_back = 0
    visibility = nan
    for sample in there:
        verdict = judge(coached(sample.coached_as(), poses := sample.poses()), sample.expected())
        exact += verdict.exact
        low_back += not verdict.missed and not verdict.false
        visibility = float(np.nanmin([visibility, _worst_visibility(poses)]))
    return (
        condition.name,
        *(
            cell
            for names, view in ((FRONT, "front"), (SIDE, "side"))
            for cell in _cells(names, [s for s in seen if s.view == view])
        ),
        f"{exact} of {len(there)}",
        f"{low_back} of {len(there)}",
        f"{visibility:.2f}",
    )


def _cells(names: Sequence[str], seen: Sequence[Seen]) -> Iterator[str]:
    known = {comparison.name: comparison for comparison in COMPARISONS}
    shares = []
    for name in names:
        parts = [np.subtract(*series(known[name], one)) for one in seen]
        errors = np.abs(np.concatenate([*parts, np.empty(0)]))
        shares.append(float(np.isfinite(errors).mean()) if errors.size else 0.0)
        yield f"{np.nanmean(errors):.1f}" if np.isfinite(errors).any() else "–"
    yield f"{min(shares):.0%}"


def _worst_visibility(poses: Sequence[Pose]) -> float:
    """The median over frames of the least visible of shoulders and hips."""
    return float(np.median([pose.visibility[[11, 12, 23, 24]].min() for pose in poses]))


def _sample(condition: Condition, shot: Shot, folder: Path) -> Sample | None:
    """The clip as that condition shows it, as a sample; None where it was never rendered."""
    clip = folder / shot.exercise / f"{shot.case}.mp4"
    case = f"{shot.case}--{condition.name.replace(' ', '-').replace('/', '-')}"
    sample = (Wandering if condition.wandering else Sample)(folder / "curves" / shot.exercise / case)
    if not sample.recording.exists():
        if not clip.with_suffix(".json").exists():
            print(f"missing  {shot.name}", file=sys.stderr)
            return None
        print(f"seeing   {shot.name} with {condition.name}", file=sys.stderr)
        _make(condition, clip, sample)
    return sample


def _make(condition: Condition, clip: Path, sample: Sample) -> None:
    studio = json.loads(clip.with_suffix(".json").read_text(encoding="utf-8"))
    sample.folder.mkdir(parents=True, exist_ok=True)
    alter = condition.make(studio) if condition.make else None
    kept: list[int] = []

    def note(frame: Frame) -> Picture | None:
        picture = frame.image if alter is None else alter(frame)
        if picture is not None:
            kept.append(frame.index)
        return picture

    clips.record(clip, sample.recording, sample.exercise, note)
    thinned = studio | {"frames": [studio["frames"][index] for index in kept]}
    truth = studio_truth.kept(thinned, speed=1.0, hold_s=studio["asked_hold_s"])
    studio_truth.write_expected(studio_truth.expected(truth), sample.folder / "expected.json")
    studio_truth.write_truth(truth, sample.folder / "truth.json")
