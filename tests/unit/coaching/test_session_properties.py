"""What must hold for any sequence of landmarks, found again and again by chance: what is counted never depends on what does
not matter, and nothing makes it count what nobody did.

By default few examples of a fixed seed; with ``--thorough`` many more, over more samples.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import hypothesis
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from benchmarks.making.landmark_noise import wandering
from benchmarks.making.sample_files import SAMPLES, Sample
from coach.coaching.session import Session
from coach.engine.catalog import find
from coach.engine.spec import Exercise
from coach.events import Event, RepAbandoned, RepCompleted
from coach.landmarks import MIRROR
from coach.recording.layout import RecordingHeader
from coach.recording.reader import open_recording
from coach.recording.writer import Recorder
from coach.values import Pose, Side
from tests.altered_poses import mirrored
from tests.movements import ease, pose_of, seated_from_the_front

SHORT: Final = tuple(
    Sample(SAMPLES / name)
    for name in (
        "stretch-upwards/good-female",
        "seated-single-knee-raise/good-heavy",
        "walk-in-place/good-female",
        "lying-knee-rotation/good-female",
        "seated-double-knee-raise/good-female-11",
        "shoulder-rolls/good-heavy",
    )
)
"""Of several views and positions, with and without sides, and short."""

OTHER: Final[dict[Side | None, Side | None]] = {"left": "right", "right": "left", None: None}

MORE: Final = 5 if hypothesis.settings.get_current_profile_name() == "thorough" else 1


def few(examples: int) -> hypothesis.settings:
    """So many examples, always the same; many more with --thorough."""
    return hypothesis.settings(max_examples=examples * MORE, derandomize=True, database=None, deadline=None)


@functools.cache
def poses_of(sample: Sample) -> tuple[Pose, ...]:
    return tuple(sample.poses())


@functools.cache
def sides_of(sample: Sample) -> tuple[Side | None, ...]:
    """Those that must count, by the studio's own truth."""
    sided = sample.coached_as().sides != "none"
    return tuple(rep.side if sided else None for rep in sample.expected().counted)


def events_of(exercise: Exercise, poses: Sequence[Pose]) -> list[Event]:
    session = Session(exercise, quiet=True)
    events = [event for pose in poses for event in session.step(pose).events]
    return [*events, *session.finish()]


def sides(events: Sequence[Event]) -> tuple[Side | None, ...]:
    return tuple(event.rep.side for event in events if isinstance(event, RepCompleted))


def at_thirty(poses: Sequence[Pose]) -> list[Pose]:
    """As a camera of 30 frames a second would have seen it: between two poses what lies between them."""
    times = np.array([pose.time_s for pose in poses])
    found = []
    for number in range(int((times[-1] - times[0]) * 30) + 1):
        time_s = round(float(times[0]) + number / 30, 6)
        after = min(int(np.searchsorted(times, time_s)), len(poses) - 1)
        one, other = poses[max(after - 1, 0)], poses[after]
        share = 0.0 if one is other else (time_s - one.time_s) / (other.time_s - one.time_s)
        image = (one.image + (other.image - one.image) * share).astype(np.float32)
        outline = other.outline
        if one.outline is not None and outline is not None and one.outline.shape == outline.shape:
            outline = (one.outline + (outline - one.outline) * share).astype(np.float32)
        found.append(replace(other, time_s=time_s, image=image, outline=outline))
    return found


samples = some.sampled_from(SHORT)


@few(2)
@given(sample=samples, later_s=some.floats(0.001, 90_000.0))
def test_counts_do_not_depend_on_when_the_clock_began(sample: Sample, later_s: float) -> None:
    moved = [replace(pose, time_s=round(pose.time_s + later_s, 6)) for pose in poses_of(sample)]
    assert sides(events_of(sample.coached_as(), moved)) == sides_of(sample)


@few(2)
@given(sample=samples)
def test_mirrored_poses_give_mirrored_sides(sample: Sample) -> None:
    counted = sides(events_of(sample.coached_as(), mirrored(poses_of(sample))))
    assert counted == tuple(OTHER[side] for side in sides_of(sample))


@few(2)
@given(sample=samples, first=some.integers(0, 1))
def test_every_other_frame_of_thirty_a_second_counts_the_same(sample: Sample, first: int) -> None:
    poses = at_thirty(poses_of(sample))
    exercise = sample.coached_as()
    assert sides(events_of(exercise, poses)) == sides_of(sample)
    assert sides(events_of(exercise, poses[first::2])) == sides_of(sample)


@few(1)
@given(pair=some.lists(samples, min_size=2, max_size=2), data=some.data())
def test_several_at_once_and_read_from_recordings_count_as_each_alone(
    pair: list[Sample], data: some.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("recordings")
    sessions, poses, events = [], [], []
    for number, sample in enumerate(pair):
        path = folder / f"{number}.coach"
        record(path, sample.exercise, poses_of(sample))
        sessions.append(Session(sample.coached_as(), quiet=True))
        poses.append(iter(open_recording(path)))
        events.append(list[Event]())
    left = list(range(len(pair)))
    while left:
        number = data.draw(some.sampled_from(left)) if len(left) > 1 else left[0]
        for _ in range(data.draw(some.integers(1, 60)) if len(left) > 1 else 10_000):
            pose = next(poses[number], None)
            if pose is None:
                left.remove(number)
                break
            events[number] += sessions[number].step(pose).events
    for session, told, sample in zip(sessions, events, pair, strict=True):
        assert [*told, *session.finish()] == events_of(sample.coached_as(), poses_of(sample))


def record(path: Path, exercise: str, poses: Sequence[Pose]) -> None:
    recorder = Recorder(path, RecordingHeader(exercise, "made", poses[0].size, "none", "2026-05-01T09:00:00Z", "0"))
    for pose in poses:
        recorder.take_pose(pose)
    recorder.close()


REAL_SHARE: Final = 0.1
"""Of the wandering that was measured on real people (chosen: so much moves no reading by more than its stated error)."""


PLAIN: Final = tuple(
    Sample(SAMPLES / "walk-in-place/good-male") if sample.exercise == "walk-in-place" else sample for sample in SHORT
)
"""Whose every movement passes what begins one by more than the noise: one of good-female's steps reaches 2.8 of 2.5."""


@few(2)
@given(sample=some.sampled_from(PLAIN), seed=some.integers(0, 9_999))
def test_noise_within_the_stated_uncertainty_counts_the_same(sample: Sample, seed: int) -> None:
    poses = poses_of(sample)
    noisy = [
        replace(pose, image=pose.image + (strayed.image - pose.image) * np.float32(REAL_SHARE))
        for pose, strayed in zip(poses, wandering(poses, seed), strict=True)
    ]
    assert sides(events_of(sample.coached_as(), noisy)) == sides_of(sample)


# what may happen to landmarks on their way, for a while


def hidden(pose: Pose) -> Pose:
    return Pose.nobody(pose.time_s, pose.size)


def swapped(pose: Pose) -> Pose:
    order = list(MIRROR)
    return replace(pose, image=pose.image[order], world=pose.world[order], visibility=pose.visibility[order])


def moved(by: float) -> Callable[[Pose], Pose]:
    def move(pose: Pose) -> Pose:
        image = pose.image.copy()
        image[:, 0] += np.float32(by)
        return replace(pose, image=image)

    return move


def put(value: float, seed: int) -> Callable[[Pose], Pose]:
    """Some landmarks at no place that can be."""
    which = np.random.default_rng(seed).random(len(MIRROR)) < 0.3

    def put_there(pose: Pose) -> Pose:
        image = pose.image.copy()
        image[which] = value
        return replace(pose, image=image)

    return put_there


shares = some.floats(0.0, 1.0)
Spoil = Callable[[list[Pose]], list[Pose]]


def for_a_while(change: Callable[[Pose], Pose], where: float, frames: int) -> Spoil:
    def spoil(poses: list[Pose]) -> list[Pose]:
        start = round(where * (len(poses) - frames))
        return [change(pose) if start <= index < start + frames else pose for index, pose in enumerate(poses)]

    return spoil


def standing_still(where: float, frames: int) -> Spoil:
    def spoil(poses: list[Pose]) -> list[Pose]:
        start = round(where * (len(poses) - frames))
        stands = range(start, start + frames)
        return [replace(poses[start], time_s=pose.time_s) if i in stands else pose for i, pose in enumerate(poses)]

    return spoil


def left_out(where: float, frames: int) -> Spoil:
    def spoil(poses: list[Pose]) -> list[Pose]:
        start = round(where * (len(poses) - frames))
        return poses[:start] + poses[start + frames :]

    return spoil


def doubled(poses: list[Pose]) -> list[Pose]:
    return [pose for each in poses for pose in (each, each)]


def doubled_between(poses: list[Pose]) -> list[Pose]:
    between = [replace(one, time_s=round((one.time_s + other.time_s) / 2, 6)) for one, other in pairwise(poses)]
    return [pose for both in zip(poses, between, strict=False) for pose in both]


NOWHERE: Final = (float("nan"), float("inf"), -1e30)


def changes() -> some.SearchStrategy[Callable[[Pose], Pose]]:
    return some.one_of(
        some.just(hidden),
        some.just(swapped),
        some.floats(-0.6, 0.6).map(moved),
        some.builds(put, some.sampled_from(NOWHERE), some.integers(0, 9)),
    )


def spoils(most_frames: int) -> some.SearchStrategy[Spoil]:
    frames = some.integers(1, most_frames)
    return some.one_of(
        some.builds(for_a_while, changes(), shares, frames),
        some.builds(standing_still, shares, frames),
        some.builds(left_out, shares, frames),
        some.sampled_from((doubled, doubled_between)),
    )


@few(8)
@given(sample=samples, spoiled=some.lists(spoils(40), min_size=1, max_size=3))
def test_whatever_happens_to_the_landmarks_nothing_is_counted_that_nobody_did(
    sample: Sample, spoiled: list[Spoil]
) -> None:
    poses = list(poses_of(sample))
    for spoil in spoiled:
        poses = spoil(poses)
    session = Session(sample.coached_as(), quiet=True)
    events: list[Event] = []
    before = dict.fromkeys(session.step(poses[0]).state.reps, 0)
    for pose in poses[1:]:
        step = session.step(pose)
        events += step.events
        assert all(step.state.reps[side] >= counted >= 0 for side, counted in before.items())
        before = dict(step.state.reps)
    events += session.finish()
    reps = [event.rep for event in events if isinstance(event, RepCompleted | RepAbandoned)]
    counted = Counter(rep.side for rep in reps if rep.reason is None)
    assert sum(counted.values()) == sum(before.values())
    assert sum(counted.values()) <= len(sides_of(sample))
    assert all(np.isfinite([rep.start_s, rep.end_s, rep.peak, rep.hold_s]).all() for rep in reps)
    assert all(rep.start_s <= rep.end_s and rep.hold_s >= 0 for rep in reps)
    assert all(one.end_s <= other.start_s for one, other in pairwise([rep for rep in reps if rep.reason is None]))


@few(4)
@given(sample=samples, spoil=spoils(1))
def test_what_lasts_a_single_frame_costs_nothing(sample: Sample, spoil: Spoil) -> None:
    assert sides(events_of(sample.coached_as(), spoil(list(poses_of(sample))))) == sides_of(sample)


# movements that are made, at 30 frames a second


turns = some.lists(
    some.tuples(
        some.sampled_from(("left", "right")), some.floats(36.0, 60.0), some.floats(2.4, 4.0), some.floats(1.0, 2.0)
    ),
    min_size=1,
    max_size=3,
)


@few(3)
@given(done=turns, rests_s=some.floats(1.0, 2.5), rate=some.sampled_from((12, 15, 30)))
def test_turns_that_are_made_are_counted_each_on_its_side(
    done: list[tuple[Side, float, float, float]], rests_s: float, rate: int
) -> None:
    exercise = find("sit-and-rotate")
    begins_s = 2.5
    courses = []
    for side, peak, hold_s, ramp_s in done:
        courses.append((begins_s, peak if side == "left" else -peak, hold_s, ramp_s))
        begins_s += 2 * ramp_s + hold_s + rests_s

    def turn(time_s: float) -> float:
        return sum(
            peak * (ease((time_s - start_s) / ramp_s) - ease((time_s - start_s - ramp_s - hold_s) / ramp_s))
            for start_s, peak, hold_s, ramp_s in courses
        )

    poses = [
        pose_of(seated_from_the_front(turn_deg=turn(index / rate)), index / rate)
        for index in range(int((begins_s + 1) * rate))
    ]
    assert sides(events_of(exercise, poses)) == tuple(side for side, *_ in done)
