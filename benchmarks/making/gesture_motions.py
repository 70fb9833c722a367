"""The gestures, and what resembles them, as motions of the studio: hands high to go on, hands before the face for "that hurts".

    python benchmarks/making/gesture_motions.py clip gesture-hurts --variant seated --camera side

Takes the studio's own commands. Each clip shows the gesture once: hands at
rest, up, held, down again. The truth's one repetition says when. What only resembles a gesture is there too, as no-gesture-….
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from studio import poses
from studio.motions import base, seated, standing

REST_S = 1.0
"""How long the hands rest before and after."""

Arms = dict[str, Any]
SIDES = ((".L", 1), (".R", -1))


def arms_high() -> Arms:
    """Both arms straight up, the hands a little apart."""
    return {
        sd: {
            "kind": "hang",
            "frame": "T3",
            "dir": (sg * 0.16, 1, 0.06),
            "bend": 16,
            "pole": (sg, 0, -0.3),
            "clav": (24, 0),
        }
        for sd, sg in SIDES
    }


def hands_before_face() -> Arms:
    """Palms before the face, elbows hanging in front of the chest."""
    return {
        sd: {
            "kind": "ik",
            "frame": "head",
            "wrist": (sg * 0.055, -0.03, 0.16),
            "pole": (sg * 0.45, -1, 0.25),
            "pole_frame": "T3",
            "clav": (4, 6),
        }
        for sd, sg in SIDES
    }


def chin_in_hands() -> Arms:
    """No gesture: the chin rests on both palms."""
    return _at_head(wrist=(0.045, -0.115, 0.10), pole=(0.5, -1, 0.35))


def hands_behind_neck() -> Arms:
    """No gesture: hands behind the neck, the elbows hanging forward."""
    return _at_head(wrist=(0.06, -0.03, -0.085), pole=(0.25, -0.7, 1))


def hands_on_head() -> Arms:
    """No gesture: both hands on the top of the head."""
    return _at_head(wrist=(0.10, 0.13, 0.0), pole=(1, -0.1, 0.1))


def one_hand_at_face() -> Arms:
    """No gesture: one hand at the mouth, as in drinking; the other rests."""
    return {".R": hands_before_face()[".R"]}


def _at_head(wrist: tuple[float, float, float], pole: tuple[float, float, float]) -> Arms:
    """Both wrists there in the head's frame, for the left side; the elbows point along pole in the chest's."""
    mirrored = {sd: np.array([sg, 1, 1]) for sd, sg in SIDES}
    return {
        sd: {
            "kind": "ik",
            "frame": "head",
            "wrist": tuple(wrist * mirrored[sd]),
            "pole": tuple(pole * mirrored[sd]),
            "pole_frame": "T3",
            "clav": (6, 2),
        }
        for sd, _ in SIDES
    }


def gesture(name: str, target: Callable[[], Arms], lean: float) -> None:
    """Register a gesture for somebody seated and standing. lean: how far the head bends forward with it, degrees."""

    @base.motion(name, ("seated", "standing"), reps=1, hold_s=2.2, amplitude=1.0, views=("front", "side"), note=name)
    def make(h: Any, variant: str, reps: int, hold_s: float, amplitude: float, rng: Any) -> Any:
        nat = base.Natural(rng)
        pl = base.plan(rng, "good", reps, amplitude, hold_s, up_s=0.9, gap_s=0.8, lead_s=2.5, tail_s=REST_S)
        early = pl.moves[0].start - REST_S
        for move, rep in zip(pl.moves, pl.reps, strict=True):
            move.start -= early
            for moment in ("start_s", "peak_start_s", "peak_end_s", "end_s"):
                setattr(rep, moment, getattr(rep, moment) - early)

        def pose_at(t: float) -> Any:
            x = pl.value(t) / max(move.amp for move in pl.moves)
            neck = (lean * x, 0, 0)
            alive = seated.alive_sit if variant == "seated" else standing.alive_stand
            resting = alive(h, nat, t, neck=neck)
            if variant == "seated":
                resting = poses.hands_on_thighs(h, resting)
            if x <= 0:
                return resting, {"gesture": 0.0}
            there = {**resting, "arms": {**resting["arms"], **target()}}
            start, end = poses.elbows_wrists(h, resting), poses.elbows_wrists(h, there)
            clav = {sd: arm.get("clav", (0, 0)) for sd, arm in there["arms"].items()}
            posed = _between(h, resting, start, end, float(x), clav)
            return posed, {"gesture": float(x)}

        return base.Motion(
            name, variant, "front", "stool" if variant == "seated" else "none", pl.duration - early, pose_at, pl.reps
        )


def _between(h: Any, resting: Any, start: Any, end: Any, x: float, clav: Any) -> Any:
    """The arms x of the way from start to end, round in front of the body."""
    bump = np.array([0.10, 0.0, 0.16]) * 4 * x * (1 - x)

    def aim(sd: str, sg: int, shoulder: Any, _turns: Any, _places: Any) -> Any:
        out = bump * [sg, 1, 1]
        elbow = (1 - x) * start[sd][0] + x * end[sd][0] + out
        wrist = (1 - x) * start[sd][1] + x * end[sd][1] + out
        upper = (elbow - shoulder) / np.linalg.norm(elbow - shoulder)
        return upper, wrist - (shoulder + upper * h.len[sd][0])

    return poses.aim_arms(h, resting, aim, lambda sd: tuple(x * value for value in clav[sd]))


gesture("gesture-go-on", arms_high, lean=0.0)
gesture("gesture-hurts", hands_before_face, lean=8.0)
gesture("no-gesture-chin-in-hands", chin_in_hands, lean=10.0)
gesture("no-gesture-hands-behind-neck", hands_behind_neck, lean=15.0)
gesture("no-gesture-hands-on-head", hands_on_head, lean=0.0)
gesture("no-gesture-one-hand-at-face", one_hand_at_face, lean=5.0)


if __name__ == "__main__":
    from studio import render

    render.main()
