"""Reads recordings back: the poses of a session, bit for bit as they were."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from coach.errors import Figure, Said, SourceError, because
from coach.files.bounded_reading import UnfitFile, is_ordinary, path_opened
from coach.plain import quoted, shown
from coach.recording import layout, pose_bytes
from coach.recording.layout import Damage, Mark, Parts, RecordingHeader, StoredGroup
from coach.values import Pose

LONGEST_S: Final = 24 * 3600.0
"""How long a recording may last (chosen: nobody exercises for a day; a small file can claim years)."""

MOST_MARKS: Final = 10_000
"""How often somebody can have paused in a recording (chosen)."""

_PLACES_TOLD: Final = 3
"""At how many damaged places it is told where they are (chosen: a sentence)."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording that was looked through once; iterating reads its poses from the file, as often as wanted.

    frame_count: poses that can be read. duration_s: time of the last of them in seconds, 0 when there is none.
    truncated: the writer was interrupted, so the end is missing; what came before is all there.
    hurt_after_s: time of the pose after which the person said that it hurts, None where nobody did. paused_after_s: of
    those after which they paused in the midst of a repetition.

    Iterating reads on across places that are damaged, and raises SourceError behind the last pose, which says where they are.
    """

    path: Path
    header: RecordingHeader
    frame_count: int
    duration_s: float
    truncated: bool
    hurt_after_s: float | None = None
    paused_after_s: tuple[float, ...] = ()

    def __iter__(self) -> Iterator[Pose]:
        name = shown(self.path.name)
        remaining = self.frame_count
        first_s = last_s = None
        damaged: list[float | None] = []
        with _opened(self.path) as file:
            layout.read_opening(file, name)
            parts = Parts(file)
            while isinstance(found := _next(parts, name), StoredGroup | Mark | Damage):
                if isinstance(found, Damage):
                    damaged.append(last_s)
                    if not found.follows:
                        break
                if not isinstance(found, StoredGroup):
                    continue
                if found.poses > remaining:
                    break  # it grows while it is read
                remaining -= found.poses
                poses = _readable(found, last_s)
                if poses is None:
                    damaged.append(last_s)
                    continue
                first_s = poses[0].time_s if first_s is None else first_s
                if poses[-1].time_s - first_s > LONGEST_S:
                    raise SourceError("recording_too_long", file=name, hours=f"{LONGEST_S / 3600:.0f}")
                yield from poses
                last_s = poses[-1].time_s
        if damaged:
            raise _damaged(name, damaged)
        if remaining:
            raise SourceError("changed_meanwhile", file=name)


def open_recording(path: Path) -> Recording:
    """Look through a recording. Its end may be missing, as after a crash; what is there is then read as it is.

    Raises SourceError when the file is missing, a folder, unreadable, empty, no recording, or of a newer version.
    """
    name = shown(path.name)
    frame_count, last_us = 0, 0
    asked: dict[str, list[float]] = {"hurts": [], "pause": []}
    with _opened(path) as file:
        header = layout.read_opening(file, name)
        parts = Parts(file)
        while isinstance(found := _next(parts, name), StoredGroup | Mark | Damage):
            if isinstance(found, Mark):
                asked[found.asked].append(found.after_us / pose_bytes.MICROSECONDS)
                if sum(map(len, asked.values())) > MOST_MARKS:
                    raise SourceError("recording_marks", file=name, most=MOST_MARKS)
            elif isinstance(found, StoredGroup):
                frame_count += found.poses
                last_us = found.last_us
            elif not found.follows:
                break
    duration_s = last_us / pose_bytes.MICROSECONDS
    hurt_after_s = asked["hurts"][0] if asked["hurts"] else None
    return Recording(path, header, frame_count, duration_s, found is None, hurt_after_s, tuple(asked["pause"]))


def is_recording(path: Path) -> bool:
    """Whether a file begins as recordings do, or is called like one: then opening it says what is wrong with it.

    Raises SourceError where no file can have such a name.
    """
    _require_possible(path)
    if path.suffix == layout.SUFFIX:
        return True
    if not is_ordinary(path):
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(layout.MAGIC)) == layout.MAGIC
    except OSError:
        return False


def _require_possible(path: Path) -> None:
    try:
        path.stat()
    except FileNotFoundError:
        return
    except ValueError as error:
        raise SourceError("no_such_name", file=quoted(str(path)), why=str(error)) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise SourceError("no_such_name", file=quoted(str(path)), why=because(error)) from error


def _next(parts: Parts, name: str) -> StoredGroup | Mark | int | Damage | None:
    try:
        return parts.next()
    except OSError as error:
        raise SourceError("recording_broken", file=name, why=because(error)) from error


def _readable(group: StoredGroup, last_s: float | None) -> list[Pose] | None:
    """The poses of a group; None where it does not hold what it should, or goes back in time."""
    try:
        poses = pose_bytes.decode(group)
    except ValueError:
        return None
    return poses if last_s is None or poses[0].time_s > last_s else None


def _damaged(name: str, after_s: list[float | None]) -> SourceError:
    """after_s: the last moment that could be read before each place; None for the beginning."""
    places: dict[str, Figure] = {}
    for last_s in after_s:
        seconds = "" if last_s is None else f"{last_s:.1f}"
        places.setdefault(seconds, Said("at_second", {"seconds": seconds}) if seconds else Said("its_beginning"))
    *before, told = list(places.values())[:_PLACES_TOLD]
    for place in reversed(before):
        told = Said("comma", {"first": place, "more": told})
    if len(places) > _PLACES_TOLD:
        told = Said("more_places", {"places": told, "count": len(places) - _PLACES_TOLD})
    return SourceError("recording_torn", file=name, places=told)


def _opened(path: Path) -> BinaryIO:
    name = shown(str(path))
    try:
        return path_opened(path)
    except IsADirectoryError as error:
        raise SourceError("is_folder_of_recordings", file=name) from error
    except FileNotFoundError as error:
        raise SourceError("is_not_there", file=name) from error
    except UnfitFile as error:
        raise SourceError("recording_unfit", file=name, why=error.said) from error
    except OSError as error:
        raise SourceError("recording_unreadable", file=name, why=because(error)) from error
