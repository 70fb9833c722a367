"""Angles of the trunk read from one pose by small networks that were trained on rendered people.

What is read is the change from the person's own neutral pose, in degrees. ``models/README.md`` says what the weights
were trained on and how far off they were on bodies and cameras left out. The same pose gives the same answer.

A reading is given only for what resembles the training: where a landmark it rests on is not seen, or the pose lies
outside the range that was trained on, every value is NaN. Who comes nearer or goes further after the neutral looks larger
or smaller, and is read at the size at which the pose is most like the training.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import INDEX, MIRROR
from coach.measures.networks import Networks, load
from coach.measures.silhouette import HEIGHTS, profile
from coach.signals.body import Body
from coach.signals.framing import believed

Floats = NDArray[np.float64]
LearnedView = Literal["front", "side"]

LEAST_VISIBILITY: Final = 0.5
"""Below this a landmark counts as unseen (chosen: even odds)."""

FARTHEST_REACH: Final = 0.6
"""Reaches of the outline are cut off here, in trunk lengths: beyond lie the thighs and the arms (chosen)."""

SIZES: Final = (0.65, 1.5)
"""How much smaller or larger than in neutral somebody may look, in times (chosen: tried from 0.7 to 1.4)."""

SAME_SIZE: Final = (0.025, 0.05)
"""Up to the first share a difference of size is taken as the movement's, from the second on as real (chosen: on 139 clips of
rendered people who stay where they are, one frame in 25 reads more than the first)."""

_HEAD: Final = ("nose", "left_eye", "right_eye", "left_ear", "right_ear", "mouth_left", "mouth_right")
_LIMBS: Final = tuple(
    f"{side}_{joint}" for joint in ("shoulder", "elbow", "wrist", "hip", "knee") for side in ("left", "right")
)

LANDMARKS: Final[dict[LearnedView, tuple[int, ...]]] = {
    "front": tuple(INDEX[name] for name in (*_HEAD, *_LIMBS)),
    "side": tuple(INDEX[name] for name in (*_HEAD, *_LIMBS) if not name.endswith("wrist")),
}
"""The landmarks that each view's reading rests on. From the side the far wrist is little more than a guess."""

NEEDED: Final[dict[LearnedView, tuple[int, ...]]] = {
    "front": tuple(INDEX[name] for name in ("left_shoulder", "right_shoulder", "left_hip", "right_hip")),
    "side": tuple(INDEX[name] for name in ("left_shoulder", "right_shoulder", "left_hip", "right_hip")),
}
"""The landmarks that must be seen: in front both of each pair, from the side one. Where the model guesses the others, it
guessed them in the training too."""

WITHOUT_UNSEEN: Final = frozenset({"thoracic_rotation_deg", "shoulder_line_yaw_deg"})
"""What is told from the front of somebody without an outline: the rotation of the upper back is then 4.1° off on rendered
people and on a real one with motion capture, that of the pelvis 0.7 times the truth on the first and 1.5 on the second."""

_UNSEEN: Final = np.zeros(4 * len(LANDMARKS["front"]) + 2 * HEIGHTS.size, bool)
_UNSEEN[2 * len(LANDMARKS["front"]) : 2 * len(LANDMARKS["front"]) + 2 * HEIGHTS.size] = True
_UNSEEN[[2 * LANDMARKS["front"].index(INDEX[f"{side}_wrist"]) + at for side in ("left", "right") for at in (0, 1)]] = (
    True
)
"""What is guessed where there is no outline: it, and how the wrists moved, since people hold them in other ways than in the
training and nothing but the outline tells whether that is a turn."""

_MIRROR: Final = np.array(MIRROR)
_FLIP: Final = np.array([-1.0, 1.0])
_SHOULDERS: Final = [INDEX["left_shoulder"], INDEX["right_shoulder"]]
_HIPS: Final = [INDEX["left_hip"], INDEX["right_hip"]]
_EARS: Final = [INDEX["left_ear"], INDEX["right_ear"]]
_NOSE: Final = INDEX["nose"]


def _between(xy: Floats, pair: list[int]) -> Floats:
    """Midway between two landmarks: a fifth of the time that numpy's mean takes over so few numbers."""
    left, right = pair
    return np.asarray((xy[left] + xy[right]) / 2)


def trunk_profile(xy: Floats, outline_px: Floats | None) -> Floats:
    """How far the outline reaches to the picture's right and left of the trunk, (2, 32), in lengths of the trunk.

    xy: (33, 2) landmarks; outline_px: (K, 2) corners of the outline or None; both in square pixels, y downwards.
    The trunk is the line from hip midpoint to shoulder midpoint. 0 at heights to which the outline does not come; NaN
    throughout without an outline, or where it comes to none.
    """
    if outline_px is None:
        return np.full((2, HEIGHTS.size), np.nan)
    points = np.asarray(xy, np.float64)
    reaches = np.stack(profile(outline_px, _between(points, _HIPS), _between(points, _SHOULDERS)))
    return reaches if np.isnan(reaches).all() else np.nan_to_num(reaches, nan=0.0)


def reaches_of(body: Body) -> Floats:
    """The profile of one body, worked out once: every start position that is tried asks for it again."""
    if body.reaches is None:
        body.reaches = trunk_profile(body.xy, body.outline)
    return body.reaches


def faces_left(xy: Floats) -> bool:
    """Whether somebody who sits or stands side on faces the picture's left: the nose is to the left of the ears."""
    return bool(xy[_NOSE, 0] < xy[_EARS, 0].mean())


def mirrored(xy: Floats, reaches: Floats) -> tuple[Floats, Floats]:
    """The same pose as a mirror shows it: left and right change places, of the body and of the picture."""
    return xy[..., _MIRROR, :] * _FLIP, reaches[..., ::-1, :]


def features(view: LearnedView, xy: Floats, reaches: Floats, neutral_xy: Floats, neutral_reaches: Floats) -> Floats:
    """What a network is given: the changes of the landmarks and of the outline from neutral, then the neutral's landmarks.

    xy, neutral_xy: (33, 2) square pixels; reaches, neutral_reaches: (2, 32) from ``trunk_profile``. Lengths are divided
    by the neutral's trunk; either pose is centred on its own hip midpoint, so that a moved chair or camera does not
    matter. How large the person has become since is told by ``per_size``. Returns (F,), NaN where unknown.
    """
    chosen = list(LANDMARKS[view])
    hip_now, hip_then = _between(xy, _HIPS), _between(neutral_xy, _HIPS)
    trunk = _between(neutral_xy, _SHOULDERS) - hip_then
    length = float(np.hypot(trunk[0], trunk[1]))
    if not length > 0:
        length = np.nan
    then = (neutral_xy[chosen] - hip_then) / length
    change = (xy[chosen] - hip_now) / length - then
    reach_then = np.clip(neutral_reaches, -FARTHEST_REACH, FARTHEST_REACH)
    reach_change = np.clip(reaches, -FARTHEST_REACH, FARTHEST_REACH) - reach_then
    return np.concatenate([change.ravel(), reach_change.ravel(), then.ravel()])


def per_size(view: LearnedView, inputs: Floats) -> Floats:
    """What features (..., F) change by for each time that the pose grows by its own size: what the landmarks are now.

    The outline is measured in lengths of the trunk as it is now, and so stays what it is.
    """
    count = 2 * len(LANDMARKS[view])
    step = np.zeros_like(inputs)
    step[..., :count] = inputs[..., :count] + inputs[..., -count:]
    return step


def _mirror_of_features(view: LearnedView) -> tuple[NDArray[np.intp], Floats]:
    """What the features of the mirrored pose are, out of those of the pose: where from, and times what.

    Everything is measured from the hip midpoint, so the mirror swaps places and turns x over, and does nothing else.
    """
    chosen = LANDMARKS[view]
    points = np.arange(2 * len(chosen)).reshape(-1, 2)
    reaches = np.arange(2 * HEIGHTS.size).reshape(2, -1) + points.size
    swapped = points[[chosen.index(MIRROR[index]) for index in chosen]].ravel()
    flipped = np.tile(_FLIP, len(chosen))
    places = np.concatenate([swapped, reaches[::-1].ravel(), swapped + points.size + reaches.size])
    return places, np.concatenate([flipped, np.ones(reaches.size), flipped])


_IN_THE_MIRROR: Final = {view: _mirror_of_features(view) for view in LANDMARKS}


class TrunkReader:
    """A trained reading of one view. Holds only its weights: nothing is remembered from one pose to the next."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        """weights: those of ``Networks``, and view (str) and outputs (O,) names."""
        self.view: LearnedView = "front" if str(weights["view"]) == "front" else "side"
        self.outputs = tuple(f"{name}_deg" for name in weights["outputs"])
        self._networks = Networks(weights)

    @classmethod
    def load(cls, path: Path) -> TrunkReader:
        """Raises ModelError when the file is missing or is none of ours."""
        return load(path, cls)

    def read(
        self, xy: Floats, visibility: Floats, reaches: Floats, neutral_xy: Floats, neutral_reaches: Floats
    ) -> dict[str, float]:
        """Name (with ``_deg``) to the change from neutral in degrees: left, extension and anterior tilt are positive.

        xy: (33, 2) landmarks now, square pixels; visibility: (33,) 0..1; reaches: (2, 32) from ``trunk_profile``.
        neutral_xy, neutral_reaches: the same of the person's neutral (medians). NaN throughout when unknown.
        """
        if not self._seen(visibility):
            return dict.fromkeys(self.outputs, float("nan"))
        # Without any outline the turn of the shoulders and the upper back can still be told, the lower parts cannot.
        alone = self.view == "front" and bool(np.isnan(neutral_reaches).all())
        inputs = self._inputs(xy, np.zeros_like(reaches) if alone else reaches, neutral_xy, neutral_reaches)
        if alone:
            inputs[:, _UNSEEN] = 0.0
        inputs = self._sized(inputs, alone=alone)
        if not self._networks.know(inputs):
            return dict.fromkeys(self.outputs, float("nan"))
        answers = self._networks.answers(inputs)
        # The second row is the mirror image in front, so that left and right are alike; at the side the neutral itself.
        change = (answers[0] - answers[1]) * (0.5 if self.view == "front" else 1.0)
        read = dict(zip(self.outputs, change.tolist(), strict=True))
        return {name: value if not alone or name in WITHOUT_UNSEEN else float("nan") for name, value in read.items()}

    def _seen(self, visibility: Floats) -> bool:
        seen = np.asarray(visibility)[list(NEEDED[self.view])] >= LEAST_VISIBILITY
        return bool(seen.all() if self.view == "front" else seen.reshape(-1, 2).any(axis=1).all())

    def _sized(self, inputs: Floats, *, alone: bool) -> Floats:
        """The pose at the neutral's size, however near the person has come since: at which it is as like the training.

        Small differences are left; NaN where the size is farther from what it was than ``SIZES``. alone: there is no
        outline, and where it would be is guessed from the landmarks.
        """
        poses = inputs if self.view == "front" else inputs[:1]
        steps = per_size(self.view, poses)
        neutral = poses.copy()
        neutral[:, : -2 * len(LANDMARKS[self.view])] = 0.0
        both = np.concatenate([poses, neutral])
        both_steps = np.concatenate([steps, per_size(self.view, neutral)])
        if alone:
            both_steps[:, _UNSEEN] = 0.0
        seen = self._networks.likely(both, _UNSEEN) if alone else both
        sizes = self._networks.likely_sizes(seen, both_steps)
        times = believed(float(sizes[: len(poses)].sum() / sizes[len(poses) :].sum()), SAME_SIZE)
        sized = inputs.copy()
        sized[: len(poses)] += (times - 1) * steps if SIZES[0] <= 1 / times <= SIZES[1] else np.nan
        return self._networks.likely(sized, _UNSEEN) if alone else sized

    def _inputs(self, xy: Floats, reaches: Floats, neutral_xy: Floats, neutral_reaches: Floats) -> Floats:
        now, then = (np.asarray(xy, np.float64), reaches), (np.asarray(neutral_xy, np.float64), neutral_reaches)
        inputs = features(self.view, *now, *then)
        places, signs = _IN_THE_MIRROR[self.view]
        if self.view == "front":
            return np.stack([inputs, inputs[places] * signs])
        if faces_left(then[0]):
            inputs = inputs[places] * signs
        neutral = inputs.copy()
        neutral[: 2 * len(LANDMARKS["side"]) + 2 * HEIGHTS.size] = 0.0
        return np.stack([inputs, neutral])
