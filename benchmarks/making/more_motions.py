"""Faults that the programme names and the studio has no variant for: more variants of the studio's own motions.

    python benchmarks/making/more_motions.py clip pelvis-push --variant stepping

Takes the studio's own commands; importing it registers the variants.
Nothing of the studio is copied: each variant is a motion of the studio with other timing, pose or truth.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from studio import poses
from studio.motions import base, seated, standing

FAST_S = 0.7
"""How long a movement done too fast takes one way; the good ones take 1.5 to 2.5 s."""

Build = Callable[..., Any]


@contextmanager
def replaced(module: Any, **names: Any) -> Iterator[None]:
    """Let a module of the studio see other functions under its names for a while."""
    before = {name: getattr(module, name) for name in names}
    for name, value in names.items():
        setattr(module, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(module, name, value)


def variant(exercise: str, name: str) -> Callable[[Build], Build]:
    """Register build(human, amplitude, good) as a variant; good(size) builds the studio's good motion of that size."""

    def register(build: Build) -> Build:
        entry = base.REGISTRY[exercise]
        before = entry.fn

        def make(h: Any, which: str, reps: int, hold_s: float, amplitude: float, rng: Any) -> Any:
            if which != name:
                return before(h, which, reps, hold_s, amplitude, rng)

            def good(size: float = amplitude) -> Any:
                return before(h, "good", reps, hold_s, size, rng)

            motion = build(h, amplitude, good)
            return dataclasses.replace(motion, variant=name)

        entry.fn = make
        entry.variants = (*entry.variants, name)
        return build

    return register


def at_speed(module: Any, **timing: float) -> Any:
    """The studio's motions of that module with other times for the way there (up_s) and back (down_s)."""
    plan = module.plan
    return replaced(module, plan=lambda *args, **named: plan(*args, **{**named, **timing}))


def posed(motion: Any, change: Callable[[float, Any, dict[str, Any]], Any]) -> Any:
    """The same motion with its pose changed: change(time, the move under way or None, inputs and pose) -> pose."""
    before = motion.pose_at

    def pose_at(t: float) -> Any:
        pose, inputs = before(t)
        move = next((rep for rep in motion.reps if rep.start_s <= t <= rep.end_s), None)
        return change(t, move, pose), inputs

    return dataclasses.replace(motion, pose_at=pose_at)


def part(t: float, rep: Any) -> float:
    """How far into a repetition the movement is, 0 … 1 … 0."""
    if rep is None:
        return 0.0
    there = base.ease((t - rep.start_s) / (rep.peak_start_s - rep.start_s))
    return float(there - base.ease((t - rep.peak_end_s) / (rep.end_s - rep.peak_end_s)))


def judged(motion: Any, fault: str, *, counts: bool, window: str = "whole", side: bool = False) -> Any:
    """The truth: whether the repetitions count, and when the fault is plain: "whole", "there" or "back"."""

    def other(rep: Any) -> Any:
        turned = {"left": "right", "right": "left"}.get(rep.side) if side else rep.side
        return dataclasses.replace(rep, side=turned, counts=counts, why="" if counts else fault)

    def plain(rep: Any) -> Any:
        there, back = rep.peak_start_s - rep.start_s, rep.end_s - rep.peak_end_s
        windows = {
            "whole": (rep.start_s + 0.4 * there, rep.peak_end_s + 0.6 * back),
            "there": (rep.start_s + 0.25 * there, rep.peak_start_s),
            "back": (rep.peak_end_s + 0.25 * back, rep.end_s),
        }
        return base.Fault(fault, *windows[window])

    return dataclasses.replace(motion, reps=[other(r) for r in motion.reps], faults=[plain(r) for r in motion.reps])


@variant("chin-to-chest", "fast-return")
def _chin(_h: Any, _amplitude: float, good: Build) -> Any:
    with at_speed(standing, down_s=FAST_S):
        return judged(good(), "fast-return", counts=True, window="back")


@variant("standing-backward-bend", "too-far")
def _too_far(_h: Any, amplitude: float, good: Build) -> Any:
    return judged(good(1.8 * amplitude), "too-far", counts=True)


@variant("standing-backward-bend", "too-fast")
def _too_fast(_h: Any, _amplitude: float, good: Build) -> Any:
    with at_speed(standing, up_s=FAST_S):
        return judged(good(), "too-fast", counts=True, window="there")


@variant("standing-backward-bend", "low-back")
def _only_the_low_back(_h: Any, _amplitude: float, good: Build) -> Any:
    """The upper back stays as it is: the low back makes the whole bend."""
    stand: Any = standing.alive_stand

    def stiff_above(*args: Any, lum: Any = (0, 0, 0), thor: Any = (0, 0, 0), **named: Any) -> Any:
        return stand(*args, lum=(lum[0] + thor[0], *lum[1:]), thor=(0, *thor[1:]), **named)

    motion = good()
    before = motion.pose_at

    def pose_at(t: float) -> Any:
        with replaced(standing, alive_stand=stiff_above):
            return before(t)

    return judged(dataclasses.replace(motion, pose_at=pose_at), "low-back", counts=True)


@variant("pelvis-push", "stepping")
def _stepping(_h: Any, _amplitude: float, good: Build) -> Any:
    def step(t: float, rep: Any, pose: dict[str, Any]) -> dict[str, Any]:
        x = part(t, rep)
        leg = pose["legs"][".L"]
        ankle = np.asarray(leg["ankle"], float) + np.array([0, 0.10 * 4 * x * (1 - x), 0.26 * x])
        return {**pose, "legs": {**pose["legs"], ".L": {**leg, "ankle": ankle}}}

    return judged(posed(good(), step), "stepping", counts=False)


@variant("pelvis-push", "lean-back")
def _lean_back(h: Any, _amplitude: float, good: Build) -> Any:
    def lean(t: float, rep: Any, _pose: dict[str, Any]) -> Any:
        x = part(t, rep)
        back: dict[str, Any] = {"lum": (-14 * x, 0, 0), "thor": (-8 * x, 0, 0), "pelvis": (-7 * x, 0, 0)}
        return standing.alive_stand(h, sway, t, **back, neck=(-4 * x, 0, 0), arms=poses.hands_on_hips(h))

    sway = base.Natural(np.random.default_rng(7))
    return judged(posed(good(), lean), "lean-back", counts=False)


@variant("seated-single-knee-raise", "lean-back")
def _raise_leaning(_h: Any, _amplitude: float, good: Build) -> Any:
    sit: Any = seated.alive_sit
    motion = good()
    before = motion.pose_at

    def pose_at(t: float) -> Any:
        back = -22 * part(t, next((rep for rep in motion.reps if rep.start_s <= t <= rep.end_s), None))

        def leaning(*args: Any, pelvis: Any = (0, 0, 0), **named: Any) -> Any:
            return sit(*args, pelvis=(pelvis[0] + back, pelvis[1], pelvis[2]), **named)

        with replaced(seated, alive_sit=leaning):
            return before(t)

    return judged(dataclasses.replace(motion, pose_at=pose_at), "lean-back", counts=True)


@variant("seated-forward-bend", "dropping")
def _dropping(_h: Any, _amplitude: float, good: Build) -> Any:
    with at_speed(seated, up_s=FAST_S, down_s=2.4):
        return judged(good(), "dropping", counts=True, window="there")


@variant("seated-forward-bend", "fast-rise")
def _fast_rise(_h: Any, _amplitude: float, good: Build) -> Any:
    with at_speed(seated, down_s=FAST_S):
        return judged(good(), "fast-rise", counts=True, window="back")


@variant("seated-crossed-leg-twist", "wrong-way")
def _wrong_way(h: Any, _amplitude: float, good: Build) -> Any:
    plan = base.plan

    def other_way(*args: Any, **named: Any) -> Any:
        planned: Any = plan(*args, **named)
        toward = planned.signed
        planned.signed = lambda t: -toward(t)
        return planned

    with replaced(seated, plan=other_way):
        motion = posed(good(), lambda _t, _rep, pose: poses.hands_on_thighs(h, pose))
    return judged(motion, "wrong-way", counts=False, side=True)


@variant("seated-crossed-leg-twist", "pelvis")
def _pelvis(_h: Any, _amplitude: float, good: Build) -> Any:
    sit: Any = seated.alive_sit

    def from_the_pelvis(*args: Any, thor: Any = (0, 0, 0), pelvis: Any = (0, 0, 0), **named: Any) -> Any:
        moved = 0.6 * thor[2]
        flexion, side, turn = pelvis
        return sit(*args, thor=(thor[0], thor[1], thor[2] - moved), pelvis=(flexion, side, turn + moved), **named)

    motion = good()
    before = motion.pose_at

    def pose_at(t: float) -> Any:
        with replaced(seated, alive_sit=from_the_pelvis):
            return before(t)

    return judged(dataclasses.replace(motion, pose_at=pose_at), "pelvis", counts=False)


@variant("elbows-on-thighs", "head-up")
def _head_up(_h: Any, _amplitude: float, good: Build) -> Any:
    def lift(t: float, rep: Any, pose: dict[str, Any]) -> Any:
        flexion, side, axial = pose["neck"]
        return {**pose, "neck": (flexion - 53 * part(t, rep), side, axial)}

    return judged(posed(good(), lift), "head-up", counts=True)


@variant("shoulder-rolls", "shrug")
def _shrug(_h: Any, _amplitude: float, good: Build) -> Any:
    def only_up(_t: float, _rep: Any, pose: dict[str, Any]) -> dict[str, Any]:
        for arm in pose["arms"].values():
            if "clav" in arm:
                arm["clav"] = (max(arm["clav"][0], 0.0), 0.0)
        return pose

    return judged(posed(good(), only_up), "shrug", counts=False)


if __name__ == "__main__":
    from studio import render

    render.main()
