"""Measures against the angles that the bodies truly had, beside simpler readings of the same landmarks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Final

import numpy as np

from benchmarks.judging.comparisons import COMPARISONS, Angles, Comparison, Series
from benchmarks.making.sample_files import Sample
from coach.coaching.session import Session
from coach.measures import registry
from coach.measures.learned import trunk_profile
from coach.measures.neutral import Neutral, SeenView, facing_of, median_body
from coach.signals.body import Body
from coach.values import Measures, Pose

NEUTRAL_S: Final = 2.3
"""How long the people of the studio sit or stand still at first, at the least, less a margin."""

HEAD: Final = ("exercise", "measure", "truth", "as", "frames", "MAE", "p95", "bias", "true range")


@dataclass(frozen=True)
class Seen:
    """One sample with its measures taken; baseline: index of the frame from which it is counted.

    view: the view that the exercise needs.
    """

    exercise: str
    view: str
    angles: Angles
    measures: Sequence[Measures]
    poses: Sequence[Pose]
    baseline: int


def angle_rows(samples: Iterable[Sample]) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Head and rows of the table: each comparison over all frames of all samples of an exercise after the baseline."""
    seen: dict[str, list[Seen]] = defaultdict(list)
    for sample in samples:
        if not sample.truth()["angles"]:  # filmed, and annotated by hand
            continue
        taken = see(sample)
        if taken is not None:
            seen[sample.exercise].append(taken)
    rows = (
        _row(exercise, comparison, group)
        for comparison in COMPARISONS
        for exercise, group in seen.items()
        if comparison.fits(exercise, group[0].view)
    )
    return HEAD, [row for row in rows if row]


def see_by_itself(sample: Sample) -> Seen:
    """A movement that is no exercise, with every measure of every frame, the neutral taken from its first seconds.

    view: that of the camera it was filmed from.
    """
    poses = sample.poses()
    bodies = [Body.of(pose) for pose in poses]
    count = next((index for index, pose in enumerate(poses) if pose.time_s >= NEUTRAL_S), len(poses) - 1)
    still = bodies[max(1, count // 3) : count]
    body = median_body(still)
    reaches = np.median([trunk_profile(one.xy, one.outline) for one in still], axis=0)
    view: SeenView = "diagonal" if sample.truth()["camera"] == "diagonal" else "side"
    neutral = Neutral(body, body.trunk(), facing_of(body), view, reaches)
    measures = [Measures(pose.time_s, registry.compute(one, neutral)) for pose, one in zip(poses, bodies, strict=True)]
    return Seen(sample.exercise, view, sample.angles(), measures, poses, count)


def see(sample: Sample) -> Seen | None:
    """The sample with every measure of every frame; None where counting never began."""
    exercise = sample.coached_as()
    session = Session(exercise, every_measure=True)
    poses = sample.poses()
    steps = [session.step(pose) for pose in poses]
    counting = [index for index, step in enumerate(steps) if step.state.watching != "position"]
    if not counting:
        return None
    measures = [step.measures for step in steps]
    return Seen(exercise.id, exercise.view, sample.angles(), measures, poses, counting[0])


def _row(exercise: str, comparison: Comparison, group: Iterable[Seen]) -> Sequence[str]:
    read, true = (np.concatenate(parts) for parts in zip(*(series(comparison, seen) for seen in group), strict=True))
    known = np.isfinite(read)
    if not known.any():
        return ()
    error = (read - true)[known]
    return (
        exercise,
        comparison.name,
        comparison.against,
        "change" if comparison.change else "absolute",
        str(known.sum()),
        f"{np.abs(error).mean():.1f}",
        f"{np.percentile(np.abs(error), 95):.1f}",
        f"{error.mean():+.1f}",
        f"{true[known].min():.0f} … {true[known].max():.0f}",
    )


def series(comparison: Comparison, seen: Seen) -> tuple[Series, Series]:
    """Readings and true angles from the baseline on, as changes from the second before it where asked for."""
    true = comparison.truth(seen.angles)
    neutral_pose = seen.poses[seen.baseline - 1]
    read = np.array(
        [
            comparison.measured(measures, pose, neutral_pose) if pose.found else nan
            for measures, pose in zip(seen.measures, seen.poses, strict=True)
        ]
    )
    if comparison.change:
        neutral = slice(max(0, seen.baseline - 15), seen.baseline)
        true = true - np.median(true[neutral])
        if np.isfinite(read[neutral]).any():
            read = read - np.nanmedian(read[neutral])
    return read[seen.baseline :], true[seen.baseline :]
