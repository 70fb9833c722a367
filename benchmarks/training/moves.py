"""How people sit, hold their arms and move their trunks."""

from __future__ import annotations

from typing import Any

import numpy as np

from studio import poses as po
from studio.body import Human
from studio.joints import SIDES


def _around(rng: np.random.Generator, sd: float, limit: float) -> float:
    return float(np.clip(rng.normal(0, sd), -limit, limit))


Move = dict[str, float]
"""Change from the neutral pose: degrees, and metres for what is shifted."""


def front_pose(rng: np.random.Generator) -> Move:
    """Which part turns, and everything else a little."""
    kind = rng.choice(["good", "pelvis", "mix", "lean", "free"], p=[0.36, 0.18, 0.18, 0.08, 0.2])
    a = rng.uniform(-48, 48)
    thoracic, lumbar, pelvis, ts, ls = {
        "good": (a, 0.05 * a, 0.03 * a, 0.0, 0.0),
        "pelvis": (0.0, 0.25 * a, 0.75 * a, 0.0, 0.0),
        "mix": (0.5 * a, 0.15 * a, 0.35 * a, 0.0, 0.0),
        "lean": (0.1 * a, 0.0, 0.0, 0.5 * a, 0.25 * a),
        "free": (
            rng.uniform(-30, 50),
            rng.uniform(-6, 8),
            rng.uniform(-20, 40),
            rng.uniform(-12, 12),
            rng.uniform(-6, 6),
        ),
    }[kind]
    if kind == "free" and rng.random() < 0.5:
        thoracic, lumbar, pelvis = -thoracic, -lumbar, -pelvis
    total = abs(thoracic + lumbar + pelvis)
    if total > 65:
        thoracic, lumbar, pelvis = (x * 65 / total for x in (thoracic, lumbar, pelvis))
    return {
        "thor_axial": thoracic + _around(rng, 2, 5),
        "lum_axial": lumbar + _around(rng, 1, 3),
        "yaw": pelvis + _around(rng, 2, 5),
        "thor_side": ts + _around(rng, 2.5, 7),
        "lum_side": ls + _around(rng, 1.5, 4),
        "pelvis_side": _around(rng, 1.2, 3),
        "thor_flexion": _around(rng, 4, 12),
        "lum_flexion": _around(rng, 2.5, 8),
        "tilt": _around(rng, 2.5, 8),
        "neck_flexion": _around(rng, 5, 15),
        "neck_side": _around(rng, 4, 10),
        "neck_axial": _around(rng, 8, 25),
        "tuck": _around(rng, 3, 8),
        "shift_x": _around(rng, 0.008, 0.025),
        "shift_z": _around(rng, 0.008, 0.025),
        "elbows": rng.uniform(-8, 8),
        "elbows_apart": _around(rng, 3, 8),
        "clavicle": _around(rng, 2, 6),
        "knees_apart": _around(rng, 0.01, 0.03),
        "push": 0.0,
        "knee": 0.0,
    }


def side_pose(rng: np.random.Generator, standing: bool) -> Move:
    """Which part arches or leans, and everything else a little."""
    kind = rng.choice(["good", "lumbar", "tilt", "lean", "both", "free"], p=[0.28, 0.14, 0.12, 0.12, 0.1, 0.24])
    a = rng.uniform(-8, 34)
    thoracic, lumbar, tilt = {
        "good": (a, 0.05 * a, 0.0),
        "lumbar": (0.05 * a, a, 0.0),
        "tilt": (0.0, a, 0.5 * a),
        "lean": (0.0, 0.0, -0.75 * a),
        "both": (0.4 * a, 0.6 * a, -0.15 * a),
        "free": (rng.uniform(-12, 30), rng.uniform(-12, 28), rng.uniform(-24, 15)),
    }[kind]
    neck = rng.choice([0.15 * a, rng.uniform(-12, 28)])
    return {
        "thor_axial": _around(rng, 3, 9),
        "lum_axial": _around(rng, 1, 3),
        "yaw": _around(rng, 2, 7),
        "thor_side": _around(rng, 2, 6),
        "lum_side": _around(rng, 1, 4),
        "pelvis_side": _around(rng, 1, 3),
        "thor_flexion": -thoracic + _around(rng, 1.5, 4),
        "lum_flexion": -lumbar + _around(rng, 1.5, 4),
        "tilt": tilt + _around(rng, 1.5, 4),
        "neck_flexion": -neck + _around(rng, 3, 8),
        "neck_side": _around(rng, 2, 6),
        "neck_axial": _around(rng, 6, 20),
        "tuck": rng.choice([_around(rng, 2, 6), rng.uniform(-10, 12)], p=[0.7, 0.3]),
        "shift_x": _around(rng, 0.006, 0.02),
        "shift_z": _around(rng, 0.01, 0.03),
        "elbows": rng.uniform(-10, 22),
        "elbows_apart": _around(rng, 3, 8),
        "clavicle": _around(rng, 3, 8),
        "knees_apart": _around(rng, 0.01, 0.03),
        "push": rng.uniform(-0.01, 0.08) if standing else 0.0,
        "knee": rng.choice([0.0, rng.uniform(0, 30)]) if standing else 0.0,
    }


def legs_pose(rng: np.random.Generator, standing: bool) -> Move:
    """Knees bent alike or each by itself, the trunk leaning with them or not."""
    move = side_pose(rng, standing)
    bent = rng.uniform(0, 100) if standing else 0.0
    lean = rng.uniform(0, 0.6) * bent if standing else rng.choice([0.0, rng.uniform(-12, 45)])
    for key in ("thor_flexion", "lum_flexion", "neck_flexion"):
        move[key] *= 0.5
    move |= {
        "tilt": 0.5 * move["tilt"] + 0.6 * lean,
        "lum_flexion": move["lum_flexion"] + 0.25 * lean,
        "thor_flexion": move["thor_flexion"] + 0.15 * lean,
        "push": rng.uniform(-0.0026, 0.0) * bent,
        "knee": bent,
    }
    for side in ("left", "right"):
        move[f"ankle_{side}"] = 0.0 if standing else rng.uniform(-0.22, 0.34)
        lifted = rng.random() < (0.2 if standing else 0.25)
        move[f"lift_{side}"] = rng.uniform(0, 70) if lifted else 0.0
        move[f"shank_{side}"] = rng.uniform(-25, 30)
    if standing and move["lift_left"]:
        move["lift_right"] = 0.0
    return move


def neutral_pose(rng: np.random.Generator) -> Move:
    """A person at rest sways by about half a degree."""
    still = dict.fromkeys(front_pose(np.random.default_rng(0)), 0.0)
    for key in ("thor_axial", "lum_axial", "yaw", "thor_side", "thor_flexion", "tilt", "neck_flexion", "neck_axial"):
        still[key] = _around(rng, 0.5, 1.5)
    return still


class Habit:
    """How this person sits or stands, and holds the arms, when at rest."""

    def __init__(self, rng: np.random.Generator, view: str, standing: bool):
        if view == "front":
            self.arms = rng.choice(["head", "crossed", "thighs", "hips"], p=[0.72, 0.2, 0.04, 0.04])
        elif standing:
            self.arms = rng.choice(["hips", "hang", "head"], p=[0.45, 0.3, 0.25])
        else:
            self.arms = rng.choice(["head", "crossed", "thighs", "hips"], p=[0.64, 0.14, 0.12, 0.1])
        self.elbows = rng.uniform(-4, 22)
        self.elbow_rise = rng.uniform(-0.1, 0.35)
        self.wrist = rng.normal(0, 0.012, 3)
        self.thoracic, self.lumbar = _around(rng, 5, 12), _around(rng, 4, 10)
        self.tilt, self.neck, self.tuck = _around(rng, 4, 10), _around(rng, 5, 12), _around(rng, 3, 8)
        self.yaw = _around(rng, 3, 8)
        self.knees = rng.uniform(0.2, 0.45)
        self.ahead = rng.uniform(-0.06, 0.10)
        self.stance = rng.uniform(0.18, 0.36)
        self.thigh = rng.uniform(0.45, 0.75)


def _arms(h: Human, habit: Habit, move: Move) -> dict[str, Any]:
    if habit.arms == "head":
        arms = po.hands_behind_head(habit.elbows + move["elbows"])
        for sd, sg in SIDES:
            one = arms[sd]
            opened = np.radians(habit.elbows + move["elbows"] + sg * move["elbows_apart"])
            one["pole"] = (sg * np.cos(opened), habit.elbow_rise, -np.sin(opened))
            one["wrist"] = tuple(np.array(one["wrist"]) + habit.wrist * [sg, 1, 1])
            one["clav"] = (16 + move["clavicle"], -4 - 0.2 * move["elbows"])
        return arms
    if habit.arms == "crossed":
        arms = po.arms_crossed()
        for sd, sg in SIDES:
            arms[sd]["wrist"] = tuple(
                np.array(arms[sd]["wrist"]) + habit.wrist * [sg, 1, 0] + [0, 0, 0.01 if sg > 0 else 0]
            )
            arms[sd]["pole"] = (sg * 0.5, -1 + 2 * habit.elbow_rise, 0.1 + 0.02 * move["elbows"])
            arms[sd]["clav"] = (move["clavicle"], 6)
        return arms
    if habit.arms == "hips":
        arms = po.hands_on_hips(h)
        for sd, _ in SIDES:
            arms[sd]["clav"] = (move["clavicle"], -0.6 * move["elbows"])
        return arms
    return po.hang(bend=12 + abs(move["elbows"]), out=0.16, forward=0.03 - 0.006 * move["elbows"])


SIDE_NAMES = {".L": "left", ".R": "right"}


def _lift(h: Human, posed: dict[str, Any], sd: str, move: Move, standing: bool) -> None:
    """A raised leg hangs from the hip: the thigh so far above where it was, the shank about upright."""
    lift = move.get(f"lift_{SIDE_NAMES[sd]}", 0.0)
    if lift > 0:
        thigh = (-88 + lift * 1.25) if standing else lift * 0.6
        knee = float(np.clip(thigh + 90 + move[f"shank_{SIDE_NAMES[sd]}"], 2, 130))
        posed["legs"][sd] = po.leg_by_angles(h, posed, sd, thigh, knee)


def pose_of(h: Human, habit: Habit, move: Move, standing: bool) -> dict[str, Any]:
    """The studio's pose of this person after this move."""
    common: dict[str, Any] = {
        "lum": (habit.lumbar + move["lum_flexion"], move["lum_side"], move["lum_axial"]),
        "thor": (habit.thoracic + move["thor_flexion"], move["thor_side"], move["thor_axial"]),
        "neck": (habit.neck + move["neck_flexion"], move["neck_side"], move["neck_axial"]),
        "tuck": habit.tuck + move["tuck"],
        "pelvis": (habit.tilt + move["tilt"], move["pelvis_side"], habit.yaw + move["yaw"]),
        "arms": _arms(h, habit, move),
    }
    if standing:
        posed = po.stand(
            h, **common, stance=habit.stance, knee_bend=3 + move["knee"], forward=move["push"] + 0.002 * move["knee"]
        )
    else:
        posed = po.sit(h, **common, knee_width=habit.knees + move["knees_apart"])
        rotation, place = posed["root"]
        posed["root"] = (rotation, tuple(np.add(place, [move["shift_x"], 0, move["shift_z"]])))
        for sd, _ in SIDES:
            leg = posed["legs"][sd]
            leg["ankle"] = tuple(np.add(leg["ankle"], [0, 0, habit.ahead]))
            leg["ankle"] = tuple(np.add(leg["ankle"], [0, 0, move.get(f"ankle_{SIDE_NAMES[sd]}", 0.0)]))
    for sd, _ in SIDES:
        _lift(h, posed, sd, move, standing)
    if habit.arms == "thighs":
        posed = po.hands_on_thighs(h, posed, habit.thigh)
    return posed
