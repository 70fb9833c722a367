"""How far landmarks are from the true joints, of real people and of rendered ones, and what our readings make of the former.

    python benchmarks/real_noise.py --capture GIT_DIR [--keraal FOLDER] [--rendered]

GIT_DIR: a clone of github.com/BlazeWild/Blaze2Cap; FOLDER: Keraal's RTK files; --rendered: with the studio, whose motions say
where the joints of the samples truly are (the extra studio must be installed). None of them belongs into the repository.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.making import captured
from benchmarks.making.captured import JOINTS, Floats, Take
from benchmarks.making.sample_files import GOOD, all_samples
from coach.landmarks import INDEX
from coach.measures import registry
from coach.measures.knees import flexion_from_the_side
from coach.measures.neutral import Neutral, facing_of, median_body
from coach.signals.body import Body
from coach.values import Side

LAGS_S: Final = (2 / 15, 8 / 15)
SEEN: Final = 0.5
FEWEST: Final = 60
SIDES: Final[tuple[Side, ...]] = ("left", "right")

HEAD: Final = (
    "people", "view", "joint", "offset forward/out", "offset up", "between people", "spread", "after 0.13 s", "after 0.53 s",
    "95th", "guessed", "95th guessed",
)  # fmt: skip


@dataclass(frozen=True)
class Course:
    """The error of one landmark in one view of one take, (N, 2) in % of the trunk, the first forward or outward, the second up.

    NaN in frames of other views. seen: (N,) whether the model calls it visible.
    """

    error: Floats
    seen: NDArray[np.bool_]
    hz: float


def main() -> int:
    """Prints the tables; returns what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--capture", type=Path, help="a clone of Blaze2Cap")
    parser.add_argument("--keraal", type=Path, help="the folder that holds RTK-landmarks.json and RTK-vicon.txt")
    parser.add_argument("--rendered", action="store_true", help="rendered people, too, from the studio's motions")
    options = parser.parse_args()
    try:
        takes = list(captured.total_capture(options.capture)) if options.capture else []
        rows = [*_rows("real", takes)]
        if options.rendered:
            rows += _rows("rendered", _rendered())
        _print(HEAD, rows)
        if takes:
            _print(("real people", "view", "error (95th)", "bias", "frames"), [*_knees(takes), *_world_yaw(takes)])
        if options.keraal:
            _print(
                ("Keraal, seated turn", "error (95th)", "known", "right side"), _turn(captured.keraal(options.keraal))
            )
    except (OSError, ImportError) as problem:
        print(problem, file=sys.stderr)
        return 3
    return 0


def _print(head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    lines = [list(head), *map(list, rows)]
    print("\n".join(f"| {' | '.join(line)} |" for line in (lines[0], ["---"] * len(lines[0]), *lines[1:])), end="\n\n")


# --- landmarks -------------------------------------------------------------------------------------------------------


def _rows(people: str, takes: Iterable[Take]) -> Iterator[tuple[str, ...]]:
    courses: dict[tuple[str, str], list[Course]] = defaultdict(list)
    for take in takes:
        for view, frames in captured.view_of(take).items():
            if frames.sum() >= FEWEST:
                for name, course in _courses(take, view, frames):
                    courses[view, name].append(course)
    for (view, name), group in sorted(courses.items()):
        yield (people, view, name, *_figures(group))


def _courses(take: Take, view: str, frames: NDArray[np.bool_]) -> Iterator[tuple[str, Course]]:
    shoulder, hip = ((take.joints[f"left_{part}"] + take.joints[f"right_{part}"]) / 2 for part in ("shoulder", "hip"))
    trunk = np.linalg.norm(shoulder - hip, axis=-1)[:, None]
    facing = np.sign(np.nanmedian(take.truth["pelvis_yaw"][frames]))
    for name, joint in take.joints.items():
        side, part = name.split("_")
        error = 100 * (take.landmarks[:, INDEX[name]] - joint) / trunk * np.array([1.0, -1.0])
        outward = 1.0 if side == "left" else -1.0
        error[:, 0] *= outward if view == "front" else facing
        error[~frames] = np.nan
        seen = take.visibility[:, INDEX[name]] >= SEEN
        near = "" if view == "front" else " near" if (side == "right") == (facing > 0) else " far"
        yield f"{part}{near}", Course(error, seen, take.hz)


def _figures(group: list[Course]) -> Iterator[str]:
    means = np.array([np.nanmean(course.error, axis=0) for course in group])
    left = [course.error - mean for course, mean in zip(group, means, strict=True)]
    spread = np.sqrt(np.nanmean(np.concatenate(left) ** 2))
    sizes = np.concatenate([np.linalg.norm(course.error, axis=-1) for course in group])
    seen = np.concatenate([course.seen for course in group])
    known = np.isfinite(sizes)
    yield from (f"{value:+.1f}" for value in means.mean(axis=0))
    yield f"{means.std():.1f}"
    yield f"{spread:.1f}"
    for lag_s in LAGS_S:
        pairs = [(one[: -round(lag_s * c.hz)], one[round(lag_s * c.hz) :]) for one, c in zip(left, group, strict=True)]
        then, now = (np.concatenate([pair[at].ravel() for pair in pairs]) for at in (0, 1))
        both = np.isfinite(then) & np.isfinite(now)
        yield f"{np.corrcoef(then[both], now[both])[0, 1]:.2f}" if both.sum() > FEWEST else "–"
    yield f"{np.percentile(sizes[known], 95):.0f}"
    guessed = known & ~seen
    yield f"{guessed.sum() / known.sum():.0%}"
    yield f"{np.percentile(sizes[guessed], 95):.0f}" if guessed.sum() > FEWEST else "–"


def _rendered() -> Iterator[Take]:
    """The samples done well, every other picture, with the true joints as the studio's motions put them."""
    from studio import body, motions, scene
    from studio.truth import pixels

    people: dict[str, Any] = {}
    for sample in all_samples():
        truth = sample.truth()
        made = motions.REGISTRY.get(truth["exercise"])
        if made is None or truth["variant"] != GOOD:
            continue
        person = people.setdefault(truth["body"], body.Human.named(truth["body"]))
        sides = max(1, len({rep["side"] for rep in truth["reps"]}))
        reps, hold_s = max(1, len(truth["reps"]) // sides), truth["asked_hold_s"] or None
        motion = motions.make(truth["exercise"], person, truth["variant"], reps, hold_s, None, truth["seed"])
        if truth["speed"] != 1 or abs(motion.duration_s - truth["duration_s"]) > 0.01:
            continue
        camera = scene.camera(
            truth["camera"],
            motion.prop,
            truth["size"][0],
            truth["size"][1],
            motion.camera if truth["camera"] == motion.view else None,
        )
        poses = [pose for pose in sample.poses()[::2] if pose.found]
        drawn = []
        for pose in poses:
            turns, roots = person.pose(motion.pose_at(pose.time_s)[0])
            drawn.append(pixels(person, turns, roots, camera)[0])
        yaw = {"front": 0.0, "high": 0.0, "side-right": 90.0}.get(truth["camera"], -90.0)
        yield Take(
            sample.name,
            truth["fps"] / 2,
            np.array([pose.image[:, :2] * np.array(pose.size) for pose in poses], np.float64),
            None,
            np.array([pose.visibility for pose in poses], np.float64),
            {name: np.array([points[INDEX[name]] for points in drawn], np.float64) for name in JOINTS},
            {"pelvis_yaw": np.full(len(poses), yaw)},
            np.ones(len(poses), bool),
        )


# --- readings --------------------------------------------------------------------------------------------------------


def _error(errors: Floats) -> tuple[str, str]:
    return f"{np.abs(errors).mean():.1f} ({np.percentile(np.abs(errors), 95):.1f})", f"{errors.mean():+.1f}"


def _knees(takes: Iterable[Take]) -> Iterator[tuple[str, ...]]:
    read: dict[str, list[float]] = defaultdict(list)
    for take in takes:
        frames = captured.view_of(take)["side"]
        for side in SIDES:
            legs = [INDEX[f"{side}_{part}"] for part in ("hip", "knee", "ankle")]
            near = (side == "right") == (np.nanmedian(take.truth["pelvis_yaw"][frames]) > 0) if frames.any() else False
            for at in np.flatnonzero(frames & (take.visibility[:, legs].min(axis=1) > SEEN)):
                body = _body(take, int(at))
                error = flexion_from_the_side(body, Neutral(body, body.trunk(), 1, "side"), side)
                read["nearer" if near else "farther"].append(error - float(take.truth[f"knee_flexion_{side}"][at]))
    read["both"] = read["nearer"] + read["farther"]
    for name, errors in read.items():
        yield f"knee flexion, {name}", "side", *_error(np.array(errors)), str(len(errors))


def _world_yaw(takes: Iterable[Take]) -> Iterator[tuple[str, ...]]:
    """What is usually computed: the shoulders' yaw against the hips' in the world landmarks, as change from the middle."""
    errors, sizes = [], []
    for take in takes:
        frames = captured.view_of(take)["front"]
        if take.world is None or frames.sum() < FEWEST:
            continue
        lines = [
            take.world[:, INDEX[f"left_{part}"]] - take.world[:, INDEX[f"right_{part}"]] for part in ("shoulder", "hip")
        ]
        yaws = [np.degrees(np.arctan2(line[:, 2], line[:, 0])) for line in lines]
        read, true = ((yaws[0] - yaws[1] + 180) % 360 - 180)[frames], take.truth["axial_rotation"][frames]
        read, true = read - np.median(read), true - np.median(true)
        sign = 1.0 if np.corrcoef(read, true)[0, 1] >= 0 else -1.0
        errors.append(sign * read - true)
        sizes.append(np.abs(true))
    if errors:
        error, size = np.concatenate(errors), np.concatenate(sizes)
        yield "(world-landmark yaw, shoulders against hips)", "front", *_error(error), str(len(error))
        yield "(the same, turned by more than 12°)", "front", *_error(error[size > 12]), str((size > 12).sum())


def _turn(take: Take) -> Iterator[tuple[str, ...]]:
    """The neutral is taken while the arms are lifted and the trunk is still: the moment before the first turn."""
    bodies = [_body(take, at) for at in range(len(take.landmarks))]
    height = np.array([(b.centre("shoulder")[1] - b.centre("elbow")[1]) / b.trunk() for b in bodies])
    first = int(np.flatnonzero(height > 0)[0])
    start = slice(first + 4, first + 10)
    still = median_body(bodies[start])
    neutral = Neutral(still, still.trunk(), facing_of(still), "front")
    lifted = (np.arange(len(bodies)) >= first) & (np.arange(len(bodies)) <= int(np.flatnonzero(height > 0)[-1]))
    turns = {name: angle - np.median(angle[start]) for name, angle in take.truth.items()}
    wanted = {
        "thoracic_rotation_deg": turns["chest"] - turns["hips"],
        "shoulder_line_turn_deg": turns["shoulder_line"],
    }
    read = [registry.compute(body, neutral) for body in bodies]
    for name, true in wanted.items():
        values = np.array([values[name] for values in read])
        known = lifted & np.isfinite(values)
        far = lifted & (np.abs(true) > 12)
        right = np.sign(values[far]) == np.sign(true[far])
        yield name, _error((values - true)[known])[0], f"{known.sum() / lifted.sum():.0%}", f"{right.mean():.0%}"
    shares = np.array([values["low_back_share"] for values in read])[lifted]
    yield "low_back_share", "–", f"{np.isfinite(shares).mean():.0%}", "–"


def _body(take: Take, at: int) -> Body:
    return Body(take.landmarks[at], take.visibility[at] >= SEEN, None)


if __name__ == "__main__":
    sys.exit(main())
