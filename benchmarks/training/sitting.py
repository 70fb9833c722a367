"""One sitting: a random body, outfit, camera, light and arm style, and random poses of the trunk. Needs the studio on sys.path."""

from __future__ import annotations

from collections.abc import Iterator

import body as studio_body
import cv2
import numpy as np
import poses as po
from body import SIDES, Human, ry, truth
from scene import Camera, Renderer, light_for, look, persp, room

WIDTH, HEIGHT = 640, 480


# ------------------------------------------------------------------ bodies
def _dense(name: str, count: int = 21334) -> np.ndarray:
    index, offset = _read_target(name)
    dense = np.zeros((count, 3))
    dense[index] = offset
    return dense


_read_target = studio_body._read_target
_shapes: dict[str, np.ndarray] = {}


def _shape(name: str) -> np.ndarray:
    if name not in _shapes:
        _shapes[name] = _dense(name)
    return _shapes[name]


class VariedHuman(Human):
    """A body between the studio's shapes, with its own proportions."""

    def __init__(self, rng: np.random.Generator):
        female = rng.choice([0.0, 1.0, rng.uniform(0, 1)], p=[0.35, 0.35, 0.3])
        heavy = rng.choice([0.0, rng.uniform(0, 1.3), rng.uniform(1.3, 2.7)], p=[0.35, 0.4, 0.25])
        self._female, self._heavy = female, heavy
        self._stretch = {
            "legs": rng.uniform(0.9, 1.1),
            "trunk": rng.uniform(0.88, 1.12),
            "head": rng.uniform(0.94, 1.06),
            "size": rng.uniform(0.93, 1.07),
            "hips": rng.uniform(0.9, 1.13),
            "waist": rng.uniform(0.87, 1.2),
            "shoulders": rng.uniform(0.88, 1.12),
            "belly": rng.uniform(0.88, 1.3),
            "chest": rng.uniform(0.9, 1.15),
        }
        tone = rng.uniform(0, 1)
        skin = (1 - tone) * np.array([0.92, 0.74, 0.62]) + tone * np.array([0.25, 0.16, 0.11]) + rng.normal(0, 0.02, 3)
        colour = lambda: tuple(rng.uniform(0.05, 0.9, 3) * rng.uniform(0.4, 1.0))
        loose = float(rng.choice([0.0, rng.uniform(0, 0.02), rng.uniform(0.015, 0.042)], p=[0.4, 0.3, 0.3]))
        studio_body._read_target = self._target
        try:
            super().__init__(
                shirt=colour(),
                shorts=colour(),
                skin=tuple(np.clip(skin, 0.05, 1)),
                hair=tuple(rng.uniform(0.02, 0.5) * np.array([1.0, 0.75, 0.5])),
                shoes=colour(),
                trousers=bool(rng.random() < 0.6),
                loose=loose,
            )
        finally:
            studio_body._read_target = _read_target

    def _target(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        f = self._female
        if name.startswith("caucasian"):
            d = (1 - f) * _shape("caucasian-male-young") + f * _shape("caucasian-female-young")
        else:
            male = _shape("universal-male-young-averagemuscle-averageweight")
            female = _shape("universal-female-young-averagemuscle-averageweight")
            weighty = _shape("universal-male-young-averagemuscle-maxweight")
            # the studio's heavy body is the max-weight shape alone, exaggerated; take the same way towards it
            d = (1 - f) * male + f * female + self._heavy * (weighty - male) * (1 - 0.25 * f)
        index = np.flatnonzero(np.any(d != 0, axis=1))
        return index, d[index]

    def _mesh(self, V: np.ndarray, groups: dict[str, list[list[int]]]) -> None:
        self._warp(V)
        super()._mesh(V, groups)

    def _warp(self, V: np.ndarray) -> None:
        s = self._stretch
        y = V[:, 1]
        low, high = y.min(), y.max()
        hip, waist, chest, neck = (low + k * (high - low) for k in (0.52, 0.62, 0.73, 0.83))
        centre = np.clip((0.30 - np.abs(V[:, 0])) / 0.12, 0, 1)  # the arms of the rest pose hang out of these bands
        bump = lambda at, width: np.exp(-(((y - at) / width) ** 2))
        wide = 1 + (s["shoulders"] - 1) * np.clip((y - waist) / (chest - waist), 0, 1) * np.clip(
            (high - y) / (high - neck), 0, 1
        )
        wide = wide + centre * ((s["hips"] - 1) * bump(hip, 0.12) + (s["waist"] - 1) * bump(waist, 0.10))
        deep = 1 + centre * ((s["belly"] - 1) * bump(waist, 0.13) + (s["chest"] - 1) * bump(chest, 0.12))
        V[:, 0] *= wide
        V[:, 2] *= deep
        knots = [low, hip, neck, high]
        lengths = [s["legs"] * (hip - low), s["trunk"] * (neck - hip), s["head"] * (high - neck)]
        V[:, 1] = np.interp(y, knots, low + np.concatenate([[0], np.cumsum(lengths)]))
        V *= s["size"]


# ------------------------------------------------------------------ cameras and pictures
def _random_camera(rng: np.random.Generator, view: str, standing: bool) -> Camera:
    distance = rng.uniform(1.8, 3.2) + (0.4 if standing else 0)
    if view == "front":
        turn = rng.uniform(-20, 20)
    else:
        turn = rng.choice([90, -90]) + rng.uniform(-18, 18)
    middle = 0.92 if standing else 0.74
    cover = rng.uniform(1.95, 2.6) if standing else rng.uniform(1.6, 2.3)
    if not standing and rng.random() < 0.2:  # a desk camera: the upper body and the hips
        middle, cover = 0.95, rng.uniform(1.3, 1.55)
    target = np.array([rng.uniform(-0.15, 0.15), middle + rng.uniform(-0.08, 0.08), rng.uniform(-0.05, 0.2)])
    a = np.radians(turn)
    eye = target + distance * np.array([np.sin(a), 0, np.cos(a)])
    eye[1] = rng.uniform(0.6, 1.6) + (0.1 if standing else 0)
    fov = float(2 * np.degrees(np.arctan(cover / 2 / distance)))
    camera = Camera(eye, target, fov, WIDTH, HEIGHT, view)
    roll = np.radians(np.clip(rng.normal(0, 2), -5, 5))
    turned = np.eye(4)
    turned[:2, :2] = [[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]]
    camera.V = turned @ look(eye, target)
    camera.VP = persp(fov, WIDTH / HEIGHT, 0.05, 30) @ camera.V
    return camera


class _Film:
    """What a cheap camera makes of the picture; the same for a whole sitting but for the noise."""

    def __init__(self, rng: np.random.Generator):
        self.rng = rng
        self.gain, self.lift = rng.uniform(0.65, 1.2), rng.uniform(-18, 18)
        self.gamma = rng.uniform(0.8, 1.25)
        self.blur = rng.uniform(0.5, 1.4)
        self.noise = rng.uniform(1, 7)
        self.quality = int(rng.uniform(45, 95))

    def jpeg(self, rgb: np.ndarray) -> bytes:
        picture = 255 * (rgb[:, :, ::-1].astype(np.float32) / 255) ** self.gamma * self.gain + self.lift
        picture = cv2.GaussianBlur(picture, (0, 0), self.blur)
        picture += self.rng.standard_normal(picture.shape, dtype=np.float32) * self.noise
        done, coded = cv2.imencode(
            ".jpg", np.clip(picture, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, self.quality]
        )
        assert done
        return coded.tobytes()


# ------------------------------------------------------------------ poses
def _around(rng: np.random.Generator, sd: float, limit: float) -> float:
    return float(np.clip(rng.normal(0, sd), -limit, limit))


def _front_pose(rng: np.random.Generator) -> dict[str, float]:
    """Change from the neutral pose: which part turns, and everything else a little."""
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
    return dict(
        thor_axial=thoracic + _around(rng, 2, 5),
        lum_axial=lumbar + _around(rng, 1, 3),
        yaw=pelvis + _around(rng, 2, 5),
        thor_side=ts + _around(rng, 2.5, 7),
        lum_side=ls + _around(rng, 1.5, 4),
        pelvis_side=_around(rng, 1.2, 3),
        thor_flexion=_around(rng, 4, 12),
        lum_flexion=_around(rng, 2.5, 8),
        tilt=_around(rng, 2.5, 8),
        neck_flexion=_around(rng, 5, 15),
        neck_side=_around(rng, 4, 10),
        neck_axial=_around(rng, 8, 25),
        tuck=_around(rng, 3, 8),
        shift_x=_around(rng, 0.008, 0.025),
        shift_z=_around(rng, 0.008, 0.025),
        elbows=rng.uniform(-8, 8),
        elbows_apart=_around(rng, 3, 8),
        clavicle=_around(rng, 2, 6),
        knees_apart=_around(rng, 0.01, 0.03),
        push=0.0,
        knee=0.0,
    )


def _side_pose(rng: np.random.Generator, standing: bool) -> dict[str, float]:
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
    return dict(
        thor_axial=_around(rng, 3, 9),
        lum_axial=_around(rng, 1, 3),
        yaw=_around(rng, 2, 7),
        thor_side=_around(rng, 2, 6),
        lum_side=_around(rng, 1, 4),
        pelvis_side=_around(rng, 1, 3),
        thor_flexion=-thoracic + _around(rng, 1.5, 4),
        lum_flexion=-lumbar + _around(rng, 1.5, 4),
        tilt=tilt + _around(rng, 1.5, 4),
        neck_flexion=-neck + _around(rng, 3, 8),
        neck_side=_around(rng, 2, 6),
        neck_axial=_around(rng, 6, 20),
        tuck=rng.choice([_around(rng, 2, 6), rng.uniform(-10, 12)], p=[0.7, 0.3]),
        shift_x=_around(rng, 0.006, 0.02),
        shift_z=_around(rng, 0.01, 0.03),
        elbows=rng.uniform(-10, 22),
        elbows_apart=_around(rng, 3, 8),
        clavicle=_around(rng, 3, 8),
        knees_apart=_around(rng, 0.01, 0.03),
        push=rng.uniform(-0.01, 0.08) if standing else 0.0,
        knee=rng.choice([0.0, rng.uniform(0, 30)]) if standing else 0.0,
    )


def _neutral_pose(rng: np.random.Generator) -> dict[str, float]:
    """A person at rest sways by about half a degree."""
    still = dict.fromkeys(_front_pose(np.random.default_rng(0)), 0.0)
    for key in ("thor_axial", "lum_axial", "yaw", "thor_side", "thor_flexion", "tilt", "neck_flexion", "neck_axial"):
        still[key] = _around(rng, 0.5, 1.5)
    return still


class _Habit:
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


def _arms(h: Human, habit: _Habit, move: dict[str, float]) -> dict:
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


def _pose(h: Human, habit: _Habit, move: dict[str, float], standing: bool) -> dict:
    common = dict(
        lum=(habit.lumbar + move["lum_flexion"], move["lum_side"], move["lum_axial"]),
        thor=(habit.thoracic + move["thor_flexion"], move["thor_side"], move["thor_axial"]),
        neck=(habit.neck + move["neck_flexion"], move["neck_side"], move["neck_axial"]),
        tuck=habit.tuck + move["tuck"],
        pelvis=(habit.tilt + move["tilt"], move["pelvis_side"], habit.yaw + move["yaw"]),
        arms=_arms(h, habit, move),
    )
    if standing:
        P = po.stand(
            h, **common, stance=habit.stance, knee_bend=3 + move["knee"], forward=move["push"] + 0.002 * move["knee"]
        )
    else:
        P = po.sit(h, **common, knee_width=habit.knees + move["knees_apart"])
        rotation, place = P["root"]
        P["root"] = (rotation, tuple(np.array(place) + [move["shift_x"], 0, move["shift_z"]]))
        for sd, _ in SIDES:
            leg = P["legs"][sd]
            leg["ankle"] = tuple(np.array(leg["ankle"]) + [0, 0, habit.ahead])
    if habit.arms == "thighs":
        P = po.hands_on_thighs(h, P, habit.thigh)
    return P


# ------------------------------------------------------------------ the sitting
class Stills(list):
    """(jpeg bytes, angles) of each still, and how the sitting was made."""

    made: dict


def described(stills: Stills) -> dict:
    return stills.made


def new_renderer() -> Renderer:
    return Renderer(WIDTH, HEIGHT, samples=0)  # a third cheaper; the film's blur smooths the edges instead


def shoot(renderer: Renderer, view: str, seed: list[int], count: int, neutrals: int) -> Stills:
    rng = np.random.default_rng(seed)
    standing = view == "side" and rng.random() < 0.18
    h = VariedHuman(rng)
    habit = _Habit(rng, view, standing)
    camera = _random_camera(rng, view, standing)
    film = _Film(rng)
    renderer.set_room(
        *room("none" if standing else "stool", wall=tuple(rng.uniform(0.35, 0.9) * rng.uniform(0.85, 1.0, 3)))
    )
    light = ry(rng.uniform(-70, 70)) @ np.array(light_for(camera)) + [0, rng.uniform(-0.3, 0.6), 0]
    ambient = rng.uniform(0.42, 0.85)
    stills = Stills()
    stills.made = dict(
        standing=bool(standing),
        arms=str(habit.arms),
        loose=float(np.ptp(h.V0[:, 2])),
        female=float(h._female),
        heavy=float(h._heavy),
        camera=camera.describe(),
        film=vars_of(film),
    )
    for move in _moves(rng, view, standing, count, neutrals):
        P = _pose(h, habit, move, standing)
        R, q = h.pose(P)
        picture = renderer.render(camera, h, h.skin(R, q), light, ambient)
        stills.append((film.jpeg(picture), truth(h, R, q, P)))
    return stills


def vars_of(film: _Film) -> dict:
    return {key: round(float(value), 3) for key, value in vars(film).items() if key != "rng"}


def _moves(
    rng: np.random.Generator, view: str, standing: bool, count: int, neutrals: int
) -> Iterator[dict[str, float]]:
    for index in range(count):
        if index < neutrals:
            yield _neutral_pose(rng)
        elif view == "front":
            yield _front_pose(rng)
        else:
            yield _side_pose(rng, standing)
