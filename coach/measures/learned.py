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
from coach.measures.networks import Networks, Placed, load
from coach.measures.silhouette import HEIGHTS, profile, profile_of
from coach.signals.body import Body
from coach.signals.framing import believed

Floats = NDArray[np.float64]
Seen = NDArray[np.float64] | NDArray[np.bool_]
"""How visible each landmark is, 0..1, or whether it is seen."""

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
    return _reaches(profile(outline_px, _between(points, _HIPS), _between(points, _SHOULDERS)))


def _reaches(profile: tuple[Floats, Floats]) -> Floats:
    reaches = np.array(profile)
    unknown = np.isnan(reaches)
    if not unknown.all():
        reaches[unknown] = 0.0
    return reaches


def reaches_of(body: Body) -> Floats:
    """The profile of one body, worked out once: every start position that is tried asks for it again."""
    if body.reaches is None:
        if body.outline is None:
            body.reaches = trunk_profile(body.xy, None)
        else:
            chord = [tuple(_between(body.xy, pair).tolist()) for pair in (_HIPS, _SHOULDERS)]
            body.reaches = _reaches(profile_of(body, HEIGHTS, 1, *chord))
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
    return _Start(view, neutral_xy, neutral_reaches).features(xy, reaches)


class _Start:
    """A neutral as features are made against it."""

    def __init__(self, view: LearnedView, xy: Floats, reaches: Floats) -> None:
        self._chosen = list(LANDMARKS[view])
        hip = _between(xy, _HIPS)
        trunk = _between(xy, _SHOULDERS) - hip
        length = float(np.hypot(trunk[0], trunk[1]))
        self._length = length if length > 0 else np.nan
        self._then = (xy[self._chosen] - hip) / self._length
        self._reaches = _cut_off(reaches)

    def features(self, xy: Floats, reaches: Floats) -> Floats:
        change = (xy[self._chosen] - _between(xy, _HIPS)) / self._length - self._then
        reach_change = _cut_off(reaches) - self._reaches
        return np.concatenate((change.ravel(), reach_change.ravel(), self._then.ravel()))


def _cut_off(reaches: Floats) -> Floats:
    return np.minimum(np.maximum(reaches, -FARTHEST_REACH), FARTHEST_REACH)


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
        return self.against(neutral_xy, neutral_reaches).read(xy, visibility, reaches)

    def against(self, neutral_xy: Floats, neutral_reaches: Floats) -> Against:
        """The reading of all poses against one neutral, with what the neutral alone tells worked out once."""
        return Against(self.view, self.outputs, self._networks, np.asarray(neutral_xy, np.float64), neutral_reaches)


class Against:
    """The reading of one pose after the other against one neutral."""

    def __init__(
        self,
        view: LearnedView,
        outputs: tuple[str, ...],
        networks: Networks,
        neutral_xy: Floats,
        neutral_reaches: Floats,
    ) -> None:
        self._view, self._outputs, self._networks = view, outputs, networks
        self._unknown = dict.fromkeys(outputs, float("nan"))
        self._start = _Start(view, neutral_xy, neutral_reaches)
        self._turn_over = view == "side" and faces_left(neutral_xy)
        # Without any outline the turn of the shoulders and the upper back can still be told, the lower parts cannot.
        self._alone = view == "front" and bool(np.isnan(neutral_reaches).all())
        neutral = self._inputs(neutral_xy, np.zeros_like(neutral_reaches) if self._alone else neutral_reaches)
        neutral[:, : -2 * len(LANDMARKS[view])] = 0.0
        sizes, _ = self._likely_sizes(neutral, per_size(view, neutral))
        self._neutral_size = float(sizes[: self._counted].sum())

    def read(self, xy: Floats, visibility: Seen, reaches: Floats) -> dict[str, float]:
        """The change from neutral, as ``TrunkReader.read`` tells it."""
        if not self._seen(visibility):
            return dict(self._unknown)
        inputs = self._inputs(np.asarray(xy, np.float64), np.zeros_like(reaches) if self._alone else reaches)
        if self._alone:
            inputs[:, _UNSEEN] = 0.0
        here = self._sized(inputs)
        if not self._networks.know(here):
            return dict(self._unknown)
        answers = self._networks.answers(here)
        # The second row is the mirror image in front, so that left and right are alike; at the side the neutral itself.
        change = (answers[0] - answers[1]) * (0.5 if self._view == "front" else 1.0)
        read = dict(zip(self._outputs, change.tolist(), strict=True))
        if not self._alone:
            return read
        return {name: value if name in WITHOUT_UNSEEN else float("nan") for name, value in read.items()}

    def _seen(self, visibility: Seen) -> bool:
        seen = [visibility[at] >= LEAST_VISIBILITY for at in NEEDED[self._view]]
        return bool(all(seen) if self._view == "front" else any(seen[:2]) and any(seen[2:]))

    @property
    def _counted(self) -> int:
        """How many rows are the pose's own: from the side the second is the neutral's."""
        return 2 if self._view == "front" else 1

    def _likely_sizes(self, poses: Floats, steps: Floats) -> tuple[Floats, Placed]:
        """At which size each row is most like the training, and where it lies there as it is."""
        if self._alone:
            steps = steps.copy()
            steps[:, _UNSEEN] = 0.0
            poses = self._networks.likely(poses, _UNSEEN)
        here = self._networks.placed(poses)
        return self._networks.likely_sizes(here, self._networks.step(steps)), here

    def _sized(self, inputs: Floats) -> Placed:
        """The pose at the neutral's size, however near the person has come since: at which it is as like the training.

        Small differences are left; NaN where the size is farther from what it was than ``SIZES``. Where there is no outline,
        it is guessed from the landmarks where it would be.
        """
        steps = per_size(self._view, inputs)
        count = self._counted
        sizes, here = self._likely_sizes(inputs, steps)
        times = believed(float(sizes[:count].sum() / self._neutral_size), SAME_SIZE)
        if times == 1.0:
            return here
        sized = inputs.copy()
        sized[:count] += (times - 1) * steps[:count] if SIZES[0] <= 1 / times <= SIZES[1] else np.nan
        return self._networks.placed(self._networks.likely(sized, _UNSEEN) if self._alone else sized)

    def _inputs(self, xy: Floats, reaches: Floats) -> Floats:
        inputs = self._start.features(xy, reaches)
        places, signs = _IN_THE_MIRROR[self._view]
        if self._view == "front":
            return np.array((inputs, inputs[places] * signs))
        if self._turn_over:
            inputs = inputs[places] * signs
        neutral = inputs.copy()
        neutral[: 2 * len(LANDMARKS["side"]) + 2 * HEIGHTS.size] = 0.0
        return np.array((inputs, neutral))
