"""Builds the outputs that a run feeds frame by frame."""

from __future__ import annotations

from pathlib import Path

from coach import __version__
from coach.app.keeping import Keeping, Results
from coach.measures import registry
from coach.outputs.console import warn
from coach.outputs.exports import MeasuresTable
from coach.outputs.recorder import Recorder
from coach.outputs.store import Store, standard_place
from coach.recording_format import RecordingHeader
from coach.values import Output


def outputs_of(keeping: Keeping, results: Results) -> list[Output]:
    """Opens the record, the measures and the video that were asked for.

    Raises StoreError or ExportError where one of them cannot be begun.
    """
    outputs: list[Output] = []
    if keeping.profile is not None:
        outputs.append(Store(standard_place(), keeping.profile, results.source, results.began, warn))
    if keeping.measures is not None:
        outputs.append(MeasuresTable(keeping.measures, registry.names()))
    if keeping.video is not None:
        from coach.outputs.video import VideoSaver

        outputs.append(VideoSaver(keeping.video))
    return outputs


def recorder_of(path: Path | None, exercise: str, size: tuple[int, int], results: Results) -> list[Output]:
    """The recorder of one exercise, none without a path. Raises ExportError where the file is there already."""
    if path is None:
        return []
    header = RecordingHeader(
        exercise=exercise,
        source=results.source,
        size=size,
        model=results.model,
        created=results.began.isoformat(timespec="seconds"),
        coach_version=__version__,
    )
    return [Recorder(path, header)]
