"""Neutral and body for tests of measures."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from coach.landmarks import MIRROR
from coach.measures.learned import trunk_profile
from coach.measures.neutral import Neutral, facing_of
from coach.measures.view import view_of
from coach.signals.body import Body
from tests.movements import SIZE, Points, pose_of


def body_of(points: Points, *, hidden: Iterable[str] = (), outline: np.ndarray | None = None) -> Body:
    """The body of these landmarks."""
    return Body.of(pose_of(points, hidden=hidden, outline=outline))


def neutral_of(points: Points, *, outline: np.ndarray | None = None) -> Neutral:
    """These landmarks taken as the start position."""
    body = body_of(points, outline=outline)
    return Neutral(body, body.trunk(), facing_of(body), view_of(body), trunk_profile(body.xy, body.outline))


def mirrored(body: Body) -> Body:
    """The body as a mirror shows it: left and right change places."""
    xy = body.xy[list(MIRROR)].copy()
    xy[:, 0] = SIZE[0] - xy[:, 0]
    outline = None if body.outline is None else (body.outline * [-1, 1] + [SIZE[0], 0])[::-1]
    return Body(xy, body.seen[list(MIRROR)], outline)


def mirrored_neutral(neutral: Neutral) -> Neutral:
    """The neutral as a mirror shows it."""
    return Neutral(mirrored(neutral.body), neutral.trunk, -neutral.facing, neutral.view, neutral.reaches[::-1])
