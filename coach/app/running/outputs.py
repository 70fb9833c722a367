"""Builds the outputs that a run feeds frame by frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach import __version__
from coach.app.running.results import Results, RunOutputs
from coach.engine.spec import Exercise
from coach.measures import registry
from coach.outputs.console import warn
from coach.outputs.frames import MeasureColumn, MeasuresTable
from coach.outputs.motion import ANGLE_SUFFIXES, AngleMotion, LandmarkMotion, is_motion
from coach.record.store import Store, standard_place
from coach.recording.layout import RecordingHeader
from coach.recording.writer import Recorder
from coach.signals.body import VISIBLE
from coach.values import Output
from coach.words.screen import ENGLISH_SCREEN, ScreenWords


def outputs_of(
    run_outputs: RunOutputs,
    results: Results,
    words: ScreenWords = ENGLISH_SCREEN,
    spoken: Callable[[str], NDArray[np.float32]] | None = None,
) -> list[Output]:
    """Opens the record, the measures and the video that were asked for. words: what the video says, in one language.

    spoken: a sentence as samples, where the video is to hold the voice.
    Raises StoreError or ExportError where one of them cannot be begun.
    """
    outputs: list[Output] = []
    if run_outputs.profile is not None:
        outputs.append(Store(standard_place(), run_outputs.profile, results.source, results.began, warn))
    if run_outputs.measures is not None:
        columns = [MeasureColumn(each.name, each.unit, each.about) for each in map(registry.require, registry.names())]
        outputs.append(MeasuresTable(run_outputs.measures, columns, registry.expected_error))
    outputs += [_motion(path) for path in run_outputs.exports if is_motion(path)]
    outputs += run_outputs.hearers
    if run_outputs.video is not None:
        from coach.outputs.video import VideoSaver

        outputs.append(VideoSaver(run_outputs.video, words=words, spoken=spoken))
    return outputs


def _motion(path: Path) -> Output:
    if path.suffix.lower() not in ANGLE_SUFFIXES:
        return LandmarkMotion(path, VISIBLE)
    return AngleMotion(path, [name for name in registry.names() if name.endswith("_deg")], registry.expected_error)


def recorder_of(
    path: Path | None, exercise: Exercise, size: tuple[int, int], results: Results, *, whole: bool = False
) -> list[Output]:
    """The recorder of one exercise, none without a path. Raises ExportError where the file is there already.

    whole: all of the clip is known before it is coached.
    """
    if path is None:
        return []
    header = RecordingHeader(
        exercise=exercise.id,
        source=results.source,
        size=size,
        model=results.model,
        created=results.began.isoformat(timespec="seconds"),
        coach_version=__version__,
        reps=exercise.dose.reps,
        hold_s=exercise.dose.hold_s,
        whole=whole,
    )
    return [Recorder(path, header)]
