"""The best repetition of the first day of an exercise, and that of its newest day: where the joints were, no picture.

Two rows an exercise and side are kept at most. Places are relative to the person: from the middle of the hips as the
repetition begins, in thousandths of the trunk's length, so that days with the camera elsewhere lie over one another.
"""

from __future__ import annotations

import base64
import binascii
import json
import sqlite3
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from coach.errors import Said
from coach.landmarks import COUNT, INDEX
from coach.record.entries import StoredShown
from coach.record.store import cells
from coach.record.store.database import Database
from coach.values import Pose

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAMES_MOST: Final = 24
"""How many poses of a repetition are kept, evenly (chosen: a few a second, and no more than two kilobytes)."""

STEPS: Final = 1000
"""Steps of a stored place in the trunk's length."""

FARTHEST: Final = 4
"""No part is further from the hips, in trunk lengths; what is, is not kept as seen (chosen: a hand over the head is 2 away)."""

_SIDE: Final = 2 * FARTHEST
_PIXELS: Final = 1000
_LONGEST: Final = 40_000
"""Characters of the longest text that is read as such poses."""


def keep_shown(connection: sqlite3.Connection, shown: StoredShown) -> None:
    """Keeps it as the newest; the first one stays, and what was newest before goes. To be called inside a transaction."""
    same = (shown.profile, shown.exercise, shown.side)
    first = connection.execute(
        "SELECT MIN(id) FROM shown_reps WHERE profile = ? AND exercise = ? AND side IS ?", same
    ).fetchone()[0]
    connection.execute(
        "DELETE FROM shown_reps WHERE profile = ? AND exercise = ? AND side IS ? AND id != ?", (*same, first or -1)
    )
    connection.execute(
        "INSERT INTO shown_reps (profile, shown, exercise, side, unit, peak_deg, poses) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            shown.profile,
            shown.shown.isoformat(timespec="seconds"),
            shown.exercise,
            shown.side,
            shown.unit,
            float(shown.peak),
            as_text(shown.poses),
        ),
    )


def shown_of(database: Database, profile: str) -> list[StoredShown]:
    """What is kept of a person, in the order in which it was; a row that cannot be read is left out and named."""

    def made(row: sqlite3.Row) -> StoredShown:
        return StoredShown(
            profile,
            cells.moment("shown", row["shown"]),
            cells.text("exercise", row["exercise"]),
            cells.side("side", row["side"]),
            cells.text("unit", row["unit"]),
            cells.known("peak_deg", row["peak_deg"]),
            of_text("poses", row["poses"]),
        )

    return database.readable("shown_reps", "SELECT * FROM shown_reps WHERE profile = ? ORDER BY id", (profile,), made)


def as_text(poses: Sequence[Pose]) -> str:
    """The poses, evenly thinned, as a text for the record; empty where no trunk is seen in them."""
    import numpy as np

    step = max(1.0, (len(poses) - 1) / (FRAMES_MOST - 1))
    chosen = [poses[round(number * step)] for number in range(min(len(poses), FRAMES_MOST))]
    points = np.array([pose.image[:, :2] * pose.size for pose in chosen if pose.found], np.float64)
    seen = np.array([pose.visibility for pose in chosen if pose.found], np.float64)
    if len(points) < 2:
        return ""
    hips, shoulders = (
        points[:, [INDEX[f"left_{part}"], INDEX[f"right_{part}"]]].mean(axis=1) for part in ("hip", "shoulder")
    )
    trunk = float(np.median(np.linalg.norm(shoulders - hips, axis=1)))
    if not trunk > 0:
        return ""
    places = (points - hips[0]) / trunk
    near = (np.abs(places) < FARTHEST).all(axis=2)
    whole = np.zeros((len(places), COUNT, 3), np.int16)
    whole[:, :, :2] = np.round(np.where(near[:, :, None], places, 0.0) * STEPS)
    whole[:, :, 2] = np.round(np.where(near, seen, 0.0) * 100)
    changes = np.diff(whole, axis=0, prepend=np.zeros_like(whole[:1])).astype("<i2")
    body = base64.b64encode(zlib.compress(changes.tobytes(), 9)).decode("ascii")
    return json.dumps({"frames": len(whole), "changes": body})


def of_text(column: str, value: object) -> tuple[Pose, ...]:
    """The poses in a square of which the hips are the middle. Raises Unreadable where there are none."""
    if type(value) is not str or len(value) > _LONGEST:
        raise cells.Unreadable(column, value, Said("poses_kept"))
    if not value:
        return ()
    try:
        read: Any = json.loads(value)
        frames, packed = read["frames"], base64.b64decode(read["changes"], validate=True)
        if type(frames) is not int or not 2 <= frames <= FRAMES_MOST:
            raise ValueError
        whole = _unpacked(packed, frames)
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error, zlib.error):
        raise cells.Unreadable(column, value, Said("poses_kept")) from None
    return tuple(_pose(number, each) for number, each in enumerate(whole))


def _unpacked(packed: bytes, frames: int) -> NDArray[np.int64]:
    import numpy as np

    size = frames * COUNT * 3 * 2
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, size + 1)
    if len(content) != size:
        raise ValueError
    whole = np.cumsum(np.frombuffer(content, "<i2").reshape(frames, COUNT, 3).astype(np.int64), axis=0)
    if (np.abs(whole[:, :, :2]) > FARTHEST * STEPS).any() or (whole[:, :, 2] < 0).any() or (whole[:, :, 2] > 100).any():
        raise ValueError
    return np.asarray(whole)


def _pose(number: int, whole: NDArray[np.int64]) -> Pose:
    import numpy as np

    image = np.zeros((COUNT, 3), np.float32)
    image[:, :2] = 0.5 + whole[:, :2] / STEPS / _SIDE
    world = np.zeros((COUNT, 3), np.float32)
    return Pose(float(number), (_PIXELS, _PIXELS), image, world, (whole[:, 2] / 100).astype(np.float32))
