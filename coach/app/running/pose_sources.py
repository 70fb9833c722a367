"""Where the poses of a replay come from: a video through the landmarker, or a recording."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import repeat
from pathlib import Path
from typing import Protocol

from coach.errors import Figure, Said, SourceError
from coach.outputs.console import ProgressBar, warn
from coach.recording.reader import is_recording, open_recording
from coach.sources import pose_models as models
from coach.sources import system_libraries
from coach.sources.read_ahead import ReadAhead
from coach.sources.viewing import AS_IT_IS, Viewing
from coach.values import Frame, Pose

Seen = tuple[Frame | None, Pose]
"""A pose, with its picture where somebody wants to look at it."""

_POSES_AHEAD = 4
"""How many poses are found before they are asked for (chosen: drawing and writing never keep the landmarker waiting)."""


class PoseSource(Protocol):
    """An opened file. exercise: its exercise, where the file tells. frame_count: None where unknown.

    model: the name of the pose model behind it. size: of the upright picture in pixels.
    reps, hold_s: the dose that was asked for, 0 where the file does not tell. hurt_after_s: time of the pose after which
    the person said that it hurts, None where nobody did; paused_after_s: of those after which they paused.
    whole: whether all of it may be looked at before it is coached, as of a video, and of a recording that was made so.
    """

    exercise: str
    reps: int
    hold_s: float
    hurt_after_s: float | None
    paused_after_s: tuple[float, ...]
    size: tuple[int, int]
    frame_count: int | None
    model: str
    whole: bool

    def look(self, position: str = "", *, pictures: bool = True) -> Iterable[Seen]:
        """Begins; raises SourceError behind the last pose where the file breaks off.

        position: that of the exercise, by which whoever does it is told from others in the picture. pictures: with the
        frames, where somebody wants them.
        """
        ...

    def pictures(self) -> Iterator[Frame | None]:
        """The frames behind the poses from the beginning on, without looking for anybody in them; None where there are none."""
        ...

    def remarks(self) -> Sequence[Figure]:
        """What was found wrong with the file and did not end it, a sentence or fact each; complete once all was looked at."""
        ...


def open_pose_source(
    file: Path, model: str, *, outline: bool, pictures: bool, stack: ExitStack, how: Viewing = AS_IT_IS
) -> PoseSource:
    """Opens a video or a recording for as long as the stack lasts. Raises SourceError when it is neither.

    outline: whether silhouettes are wanted; pictures: whether the frames behind the poses are. how: how to look at a video.
    """
    if _is_no_ordinary(file):
        raise SourceError("no_file_to_replay", file=str(file))
    if is_recording(file):
        if how != AS_IT_IS:
            raise SourceError("only_videos", file=file.name)
        return _Recording(file)
    return _Video(file, model, outline, pictures, stack, how)


def _is_no_ordinary(file: Path) -> bool:
    """Whether it is a pipe or a device, which would be used up by a first look, or never end."""
    try:
        mode = file.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def fetched_model(name: str) -> Path:
    """The file of a pose model, fetched with a progress bar at its first use. Raises ModelError when that fails."""
    if models.status(name) == "present":
        return models.location(name)
    warn(Said("model_needed", {"name": name}))
    with ProgressBar(Said("bar_model", {"name": name}), None, of_bytes=True, in_logs=True) as bar:
        return models.ensure(name, bar.reach)


class _Video:
    exercise = ""
    reps = 0
    hold_s = 0.0
    hurt_after_s: float | None = None
    paused_after_s: tuple[float, ...] = ()
    whole = True

    def __init__(self, file: Path, model: str, outline: bool, pictures: bool, stack: ExitStack, how: Viewing) -> None:
        system_libraries.require_libraries()
        from coach.sources.video import open_video

        self._file, self._how = file, how
        self._video = stack.enter_context(open_video(file, how))
        self._outline = outline
        self._person = how.person
        self._people: list[Said] = []
        self._pictures = pictures
        self._stack = stack
        self.model = model
        self.size = self._video.size
        self.frame_count = self._video.frame_count

    def look(self, position: str = "", *, pictures: bool = True) -> Iterable[Seen]:
        """Decoding, inference, and all that follows each have their own thread, so that none waits for another's work."""
        from coach.sources.landmarker import Landmarker

        landmarker = self._stack.enter_context(
            Landmarker(fetched_model(self.model), outline=self._outline, person=self._person, tell=self._people.append)
        )
        landmarker.expect(position)
        wanted = pictures and self._pictures
        inferred = ((frame if wanted else None, landmarker.infer(frame)) for frame in self._video)
        ahead = ReadAhead(inferred, _POSES_AHEAD)
        self._stack.callback(ahead.close)
        return ((frame, landmarker.pose(inference)) for frame, inference in ahead)

    def pictures(self) -> Iterator[Frame | None]:
        """Decodes the file a second time, where somebody wants to look at it."""
        from coach.sources.video import open_video

        if not self._pictures:
            return repeat(None)
        return iter(self._stack.enter_context(open_video(self._file, self._how)))

    def remarks(self) -> Sequence[Figure]:
        """What the video says of itself, and of those who are in it."""
        return (*self._people, *self._video.remarks())


class _Recording:
    def __init__(self, file: Path) -> None:
        self._recording = open_recording(file)
        self.exercise = self._recording.header.exercise
        self.reps = self._recording.header.reps
        self.hold_s = self._recording.header.hold_s
        self.hurt_after_s = self._recording.hurt_after_s
        self.paused_after_s = self._recording.paused_after_s
        self.model = self._recording.header.model
        self.whole = self._recording.header.whole
        self.size = self._recording.header.size
        self.frame_count: int | None = self._recording.frame_count
        if self._recording.truncated:
            warn(Said("not_finished", {"file": file.name}))

    def look(self, position: str = "", *, pictures: bool = True) -> Iterable[Seen]:  # noqa: ARG002 - one person, no pictures
        return ((None, pose) for pose in self._recording)

    def pictures(self) -> Iterator[Frame | None]:
        """None are kept in a recording."""
        return repeat(None)

    def remarks(self) -> Sequence[Figure]:
        """Nothing: what is wrong with a recording is known when it is opened."""
        return ()
