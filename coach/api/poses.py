"""Poses, for a notebook: found in a video, read from a recording, or made of landmarks that come from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from coach.app.running.pose_sources import open_pose_source
from coach.landmarks import COUNT
from coach.sources.viewing import AS_IT_IS, Viewing
from coach.values import FloatArray, Pose


def read_poses(
    file: str | Path, *, model: str = "full", outline: bool = True, how: Viewing = AS_IT_IS, position: str = ""
) -> Iterator[Pose]:
    """The poses of a recording, bit for bit, or of a video, one for each frame, in order of time.

    model: "lite", "full" or "heavy"; fetched at its first use. outline: whether to read the silhouette, which the parts of
    an arch need. how: how to look at a video, as ``coach.sources.viewing.Viewing(turn=180)``; not of a recording. position:
    of the exercise, by which whoever does it is told from others in the picture.
    Raises SourceError where the file cannot be read, also behind the last pose where it breaks off; ModelError without the
    model.
    """
    with ExitStack() as stack:
        source = open_pose_source(Path(file), model, outline=outline, pictures=False, stack=stack, how=how)
        for _, pose in source.look(position, pictures=False):
            yield pose


def make_pose(
    time_s: float,
    image: ArrayLike | None,
    *,
    size: tuple[int, int],
    visibility: ArrayLike | None = None,
    world: ArrayLike | None = None,
    outline: ArrayLike | None = None,
) -> Pose:
    """A pose of landmarks that come from elsewhere.

    time_s: seconds from the first frame. size: width and height of the upright picture, pixels.
    image: (33, 2) or (33, 3), the landmarks in BlazePose's order (``coach.landmarks.NAMES``); x to the right and y
    downwards, each 0 … 1 inside the picture; z as the model gives it. None where nobody was found.
    visibility: (33,) 0 … 1, below 0.5 a landmark is not used; 1 throughout where it is left out.
    world: (33, 3) metres from midway between the hips; unknown where it is left out. outline: (K, 2) points of the
    silhouette, as image; without it the parts of an arch cannot be told apart.
    Raises ValueError where a shape, or a number, is not such a one.

    >>> make_pose(0.0, None, size=(640, 480)).found
    False
    """
    if not (isfinite(time_s) and time_s >= 0):
        raise ValueError(f"time_s must be a number of seconds from 0 on; found {time_s!r}")
    if len(size) != 2 or min(size) <= 0:
        raise ValueError(f"size must be width and height in pixels; found {size!r}")
    if image is None:
        return Pose.nobody(float(time_s), size)
    points = _array("image", image, ((COUNT, 2), (COUNT, 3)))
    if points.shape[1] == 2:
        points = np.column_stack([points, np.zeros(COUNT, np.float32)])
    if not np.isfinite(points).all():
        raise ValueError("image must hold finite numbers; set the visibility of a landmark that is unknown to 0")
    seen = np.ones(COUNT, np.float32) if visibility is None else _array("visibility", visibility, ((COUNT,),))
    if not ((seen >= 0) & (seen <= 1)).all():
        raise ValueError("visibility must lie between 0 and 1")
    unknown = np.full((COUNT, 3), np.nan, np.float32)
    return Pose(
        time_s=float(time_s),
        size=(int(size[0]), int(size[1])),
        image=points,
        world=unknown if world is None else _array("world", world, ((COUNT, 3),)),
        visibility=seen,
        outline=None if outline is None else _array("outline", outline, ((-1, 2),)),
    )


def _array(name: str, given: ArrayLike, shapes: tuple[tuple[int, ...], ...]) -> FloatArray:
    """As float32. Raises ValueError where it has none of the shapes; -1 stands for any length."""
    found = np.asarray(given, np.float32)
    for shape in shapes:
        if found.ndim == len(shape) and all(want in (-1, have) for want, have in zip(shape, found.shape, strict=True)):
            return found
    wanted = " or ".join(str(shape).replace("-1", "K") for shape in shapes)
    raise ValueError(f"{name} must have the shape {wanted}; found {found.shape}")
