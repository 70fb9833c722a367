"""Finds the person in each frame: the one place that knows MediaPipe."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import cv2
import numpy as np

from coach.errors import LibraryMissing, ModelError, Said, because
from coach.sources import outline, people, privacy, system_libraries
from coach.sources.chatter import without_chatter
from coach.sources.outside_picture import Sightings, is_face_hidden
from coach.sources.people import Chosen, Place
from coach.sources.several_people import Company
from coach.values import FloatArray, Frame, Light, Pose

# Poses are rounded as they are made, so that a recording of them loses nothing and replays to the same events. The
# steps are far below the model's own scatter (chosen: 0.06 pixel of 640, 1 mm, 1 % of visibility).
_IMAGE_STEPS: Final = 1e4
_WORLD_STEPS: Final = 1e3
_VISIBILITY_STEPS: Final = 1e2

_ANYWHERE: Final = 100.0
"""A landmark so many pictures or metres away, or at no finite place at all, is not seen (chosen: far beyond any guess)."""

LIGHT_EVERY_S: Final = 0.25
"""How long a reading of the brightness stands, seconds (chosen: whoever asks for it waits for a second, see
``coach.coaching.camera.trust``, and a room's light changes slowly)."""


TOO_DARK: Final = 15.0
"""Mean luma, of 255, up to which nobody is looked for: in the dark the model goes on with a body of its own making. The same
as that of ``coach.coaching.camera.limits.LUMA_TRUSTED``, below which nothing is counted."""


_Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Inference:
    """What the model said of one frame, not yet a pose. result is MediaPipe's own and keeps its mask's memory alive.

    It is None where nobody was found, or the model was not asked, since a picture that is dark or stands still shows nobody.
    which: of the people found, to be followed. face_hidden: whether something covers the face. landmarks: theirs, (33, 4), as
    ``_as_array`` has them.
    """

    time_s: float
    size: tuple[int, int]
    result: Any
    light: Light | None = None
    which: int = 0
    face_hidden: bool = False
    landmarks: _Array | None = None


class Landmarker:
    """One person's landmarks from frame to frame, smoothed over time by the model itself (MediaPipe's VIDEO mode).

    The same frames with the same times give the same poses. Not for use from several threads at once. Creating the
    first one blocks MediaPipe's usage reporting for the rest of the process (see ``privacy``).
    """

    def __init__(
        self,
        model_path: Path,
        outline: bool = True,
        person: str = "",
        tell: Callable[[Said], None] = lambda _fact: None,
    ) -> None:
        """Load the bundle at ``model_path``; with ``outline``, poses carry the silhouette's edge as well.

        person: whom to follow of several, see ``Chosen``; looking for several takes half as long again. Without, see
        ``Company``. tell: is told where several are seen and nobody was named.

        Raises ModelError when the file is missing or no pose model, LibraryMissing when MediaPipe itself cannot load.
        """
        privacy.block_usage_reporting()
        self._outline = outline
        self._chosen = Chosen(person) if person else None
        self._tell = tell
        self._company = Company(self._look_around, lambda fact: self._tell(fact))
        self._model_path = model_path
        self._all_round: Any = None
        self._last_ms = -1
        self._rgb: np.ndarray[Any, np.dtype[np.uint8]] | None = None
        self._light = LightMeter()
        self._sightings = Sightings()
        with contextlib.ExitStack() as quiet:
            # From the library's import until the task has let its threads go: it logs at start, in between and at the end.
            quiet.enter_context(without_chatter())
            self._mediapipe = _import_mediapipe()
            task = self._create(model_path)
            quiet.callback(task.close)
            quiet.callback(self._look_no_more)
            self._quiet = quiet.pop_all()
        self._detect = task.detect_for_video

    def expect(self, position: str, tell: Callable[[Said], None] | None = None) -> None:
        """In which position the first exercise begins: of several, whoever is in it is followed where none was named.

        tell: is told from now on where several are seen, instead of whoever was until now.
        """
        self._company.position = position
        self._tell = tell or self._tell

    def go_on_from(self, before: Landmarker) -> None:
        """Follows whom another one has followed so far, in whose place it comes."""
        self._company.go_on_from(before._company)

    def _create(self, model_path: Path, *, all_round: bool = False) -> Any:
        """all_round: for looking at single pictures for all who are in them."""
        from mediapipe.tasks.python import BaseOptions, vision

        options = vision.PoseLandmarkerOptions(
            # Bytes, not the path: a path may hold letters that the C++ side cannot read on Windows.
            base_options=BaseOptions(model_asset_buffer=_read(model_path)),
            running_mode=vision.RunningMode.IMAGE if all_round else vision.RunningMode.VIDEO,
            output_segmentation_masks=self._outline and not all_round,
            num_poses=1 if self._chosen is None and not all_round else people.MOST,
        )
        try:
            return vision.PoseLandmarker.create_from_options(options)
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelError("model_unloadable", file=str(model_path), why=_first_line(error)) from error

    def detect(self, frame: Frame) -> Pose:
        """The pose in a frame, or ``Pose.nobody``.

        Frames come in the order of their times. image and outline are rounded to 1e-4 of the picture, world to 1 mm,
        visibility to 0.01; see ``Pose`` for shapes and axes.
        """
        return self.pose(self.infer(frame))

    def infer(self, frame: Frame) -> Inference:
        """Run the model on a frame: the slow half of ``detect``, during which other threads go on.

        Raises ModelError where the model fails.
        """
        height, width = frame.image.shape[:2]
        light = self._light.read(frame)
        if frame.still or light.mean <= TOO_DARK:
            return Inference(frame.time_s, (width, height), None, light)
        try:
            result = self._detect(self._picture_of(frame), self._next_ms(frame.time_s))
            found = [_as_array(each) for each in result.pose_landmarks]
            which = self._pick(frame, found)
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelError("model_failed", seconds=f"{frame.time_s:.1f}", why=_first_line(error)) from error
        if which is None:
            return Inference(frame.time_s, (width, height), None, light)
        hidden = is_face_hidden(frame.image, found[which])
        return Inference(frame.time_s, (width, height), result, light, which, hidden, found[which])

    def pose(self, inference: Inference) -> Pose:
        """The pose out of what the model said: the other half, which may run in another thread."""
        result = inference.result
        if result is None or inference.landmarks is None:
            return Pose.nobody(inference.time_s, inference.size, inference.light)
        image, visibility = inference.landmarks[:, :3], inference.landmarks[:, 3]
        if not visibility.any():
            return Pose.nobody(inference.time_s, inference.size, inference.light)
        visibility = self._sightings.believed(inference.time_s, image, visibility, face_hidden=inference.face_hidden)
        world = _as_array(result.pose_world_landmarks[inference.which])[:, :3]
        return Pose(
            time_s=inference.time_s,
            size=inference.size,
            image=_rounded(image, _IMAGE_STEPS),
            world=_rounded(world, _WORLD_STEPS),
            visibility=_rounded(visibility, _VISIBILITY_STEPS),
            outline=self._outline_of(result.segmentation_masks, inference.which),
            light=inference.light,
        )

    def close(self) -> None:
        """Let the model go; a second call does nothing. MediaPipe cannot do so itself once the interpreter ends."""
        self._quiet.close()

    def __enter__(self) -> Landmarker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _picture_of(self, frame: Frame) -> Any:
        # One buffer for all frames: MediaPipe copies the pixels when it makes its picture.
        if self._rgb is None or self._rgb.shape != frame.image.shape:
            self._rgb = np.empty_like(frame.image)
        cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB, dst=self._rgb)
        self._company.cover(self._rgb)
        return self._mediapipe.Image(self._mediapipe.ImageFormat.SRGB, self._rgb)

    def _next_ms(self, time_s: float) -> int:
        # MediaPipe refuses a time that does not grow; two frames can share a millisecond, and some files go back.
        self._last_ms = max(round(time_s * 1000), self._last_ms + 1)
        return self._last_ms

    def _pick(self, frame: Frame, found: list[_Array]) -> int | None:
        """Which of those who were found is to be followed."""
        size = frame.image.shape[1], frame.image.shape[0]
        if self._chosen is not None:
            return self._chosen.pick(frame.time_s, [_place(each, size) for each in found])
        if not found:
            self._company.lost()
            return None
        followed = self._company.follows(frame.time_s, found[0][:, :2] * size, frame.image)
        if self._company.settled:
            self._look_no_more()
        return 0 if followed else None

    def _look_around(self, image: np.ndarray[Any, np.dtype[np.uint8]]) -> list[np.ndarray[Any, Any]]:
        """All who are in a picture."""
        if self._all_round is None:
            self._all_round = self._create(self._model_path, all_round=True)
        height, width = image.shape[:2]
        picture = self._mediapipe.Image(self._mediapipe.ImageFormat.SRGB, cv2.cvtColor(image, cv2.COLOR_BGR2RGB))
        return [_as_array(each)[:, :2] * (width, height) for each in self._all_round.detect(picture).pose_landmarks]

    def _look_no_more(self) -> None:
        """Lets the second model go, which takes 120 MB of memory."""
        if self._all_round is not None:
            self._all_round.close()
            self._all_round = None

    def _outline_of(self, masks: list[Any] | None, which: int) -> FloatArray | None:
        if not masks:
            return None
        # The view is MediaPipe's own memory and dies with the result; tracing keeps nothing of it.
        edge = outline.trace(masks[which].numpy_view()[:, :, 0])
        return None if edge is None else _rounded(edge, _IMAGE_STEPS)


class LightMeter:
    """How bright the frames are, looked at a few times a second: between two looks the last one stands, unless the light goes
    out or comes back.

    By the frames' own times, so that the same frames always give the same readings.
    """

    def __init__(self) -> None:
        self._read: tuple[float, Light] | None = None

    def read(self, frame: Frame) -> Light:
        """The reading of this frame, or of one at most ``LIGHT_EVERY_S`` before it. After a step back in time a new one."""
        if self._read is None or not 0.0 <= frame.time_s - self._read[0] < LIGHT_EVERY_S or self._light_changed(frame):
            self._read = frame.time_s, light_of(frame.image)
        return self._read[1]

    def _light_changed(self, frame: Frame) -> bool:
        """Whether it has become dark or light, by a glance at one pixel in 256, and of its colours at green alone."""
        dark = float(frame.image[::16, ::16, 1].mean()) <= TOO_DARK
        return self._read is not None and dark != (self._read[1].mean <= TOO_DARK)


def light_of(image: np.ndarray[Any, np.dtype[np.uint8]]) -> Light:
    """How bright a picture is, from one pixel in 64: far more than its mean needs. image: uint8 (H, W, 3) BGR."""
    luma = cv2.cvtColor(np.ascontiguousarray(image[::8, ::8]), cv2.COLOR_BGR2GRAY)
    mean, deviation = cv2.meanStdDev(luma)
    return Light(round(float(mean[0, 0]), 1), round(float(deviation[0, 0]), 1))


def _import_mediapipe() -> Any:
    # It imports matplotlib, which advises on its folder in the log where the home cannot be written to.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        import mediapipe
    except (ImportError, OSError) as error:
        system_libraries.require_libraries()
        raise LibraryMissing("mediapipe_unloadable", why=_first_line(error)) from error
    return mediapipe


def _read(model_path: Path) -> bytes:
    try:
        return model_path.read_bytes()
    except OSError as error:
        raise ModelError("model_unreadable", file=str(model_path), why=because(error)) from error


def _as_array(landmarks: list[Any]) -> _Array:
    """x, y, z and visibility, a row for each landmark; what is nowhere is not seen, and lies at 0 so that a recording can hold
    it."""
    values = np.array([(point.x, point.y, point.z, point.visibility) for point in landmarks])
    values[~(np.abs(values) < _ANYWHERE).all(axis=1)] = 0.0
    return values


def _place(landmarks: _Array, size: tuple[int, int]) -> Place:
    points = landmarks[:, :2] * size
    x, y = points.mean(axis=0)
    return Place(float(x), float(y), float(np.ptp(points[:, 1])))


def _rounded(values: np.ndarray[Any, Any], steps: float) -> FloatArray:
    # Adding zero makes a negative zero, which a recording cannot hold, a plain one.
    return np.asarray(np.rint(values.astype(np.float64) * steps) / steps + 0.0, np.float32)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
