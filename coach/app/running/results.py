"""What is to be kept of a run: checked before it starts, fed while it goes on, finished whatever happens."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach import __version__
from coach.coaching.before_after import BeforeAfter, OverWeeks
from coach.coaching.summary import Summary
from coach.errors import CoachError, ExportError, Figure, Said
from coach.events import Event
from coach.files import writing
from coach.moments import now
from coach.outputs import exports, frames
from coach.outputs.motion import ANGLE_SUFFIXES, is_motion
from coach.values import ExerciseCard, Output, Step


@dataclass(frozen=True)
class RunOutputs:
    """The files that were asked for.

    exports: repetitions or events (.csv, .json, .jsonl, .parquet) or the movement (.trc, .mot, .sto), by suffix.
    measures: a row a frame (.csv, .parquet), beside which goes what its columns are. record: landmarks and outlines, for
    replaying. video: the picture with everything drawn in. profile: in whose record every repetition is
    stored, None for nobody's. hearers: who else is handed every step, with all measures where all_measures says so.
    """

    exports: tuple[Path, ...] = ()
    measures: Path | None = None
    record: Path | None = None
    video: Path | None = None
    profile: str | None = None
    hearers: tuple[Output, ...] = ()
    all_measures: bool = False

    def require_writable(self, read: Path | None = None) -> None:
        """Raises ExportError where a file cannot be written, is the one that is read, or is named twice."""
        taken = {read.resolve()} if read else set()
        for path in self.exports:
            exports.require_known_suffix(path)
        if self.measures is not None:
            frames.require_known_suffix(self.measures)
        if self.video is not None and self.video.suffix.lower() != ".mp4":
            raise ExportError("no_video_name", file=str(self.video))
        for path in self.paths():
            if path.resolve() in taken:
                raise ExportError("used_twice", file=str(path))
            taken.add(path.resolve())
            writing.require_writable(path)
        if self.record is not None and self.record.exists():
            raise ExportError("recording_there", file=str(self.record))

    @property
    def every_measure(self) -> bool:
        """Whether something is kept that wants all measures there are."""
        angles = any(path.suffix.lower() in ANGLE_SUFFIXES for path in self.exports)
        return self.all_measures or self.measures is not None or angles

    def paths(self) -> Iterable[Path]:
        """Every file that was asked for."""
        yield from self.exports
        if self.measures is not None:
            yield frames.note_beside(self.measures)
        yield from (path for path in (self.measures, self.record, self.video) if path is not None)


class Fanout:
    """Hands every step to every output. One that raises is reported once and switched off; the run goes on.

    trouble: about the outputs that were switched off.
    """

    def __init__(self, outputs: Sequence[Output], report: Callable[[Figure], None]) -> None:
        self._outputs = list(outputs)
        self._report = report
        self.trouble: list[CoachError] = []

    def add(self, outputs: Sequence[Output]) -> None:
        """More of them, from the next step on."""
        self._outputs += outputs

    def update(self, step: Step) -> None:
        """Feeds all outputs."""
        self._each(lambda output: output.update(step))

    def tell(self, card: ExerciseCard, events: tuple[Event, ...]) -> None:
        """Feeds events that belong to no frame to all outputs."""
        self._each(lambda output: output.tell(card, events))

    def _each(self, feed: Callable[[Output], None]) -> None:
        for output in list(self._outputs):
            try:
                feed(output)
            except Exception as problem:  # an output's trouble must not end the session
                self._outputs.remove(output)
                self._switched_off(output, problem)

    def close(self) -> None:
        """Finishes all outputs, each whatever the others do."""
        while self._outputs:
            output = self._outputs.pop()
            try:
                output.close()
            except Exception as problem:  # the other outputs must still be finished
                self._switched_off(output, problem)

    def _switched_off(self, output: Output, problem: Exception) -> None:
        with suppress(Exception):  # that it failed is said below, and once is enough
            output.give_up()
        told = _of_output(type(output).__name__, problem)
        self.trouble.append(told)
        self._report(Said("goes_on_without", {"problem": told.said}))


@dataclass
class Results:
    """What came of a run: the events and the summary of each exercise that was done.

    source: the name of the file, or of the camera. model: the name of the pose model at work; earlier_models: of those that
    gave way to it, in order.
    trouble: what went wrong after the beginning and is still to be said. switched_off: trouble of outputs, which was
    said at once. interrupted: the user stopped it from the keyboard of the terminal. recordings: those begun live.
    frames, frames_with_person: how many there were. compared: the first and the best repetition, live; over_weeks:
    the best one of the first day and of today.
    recognised: where nothing told which exercise it is, a line for each set and for when something else was done.
    """

    source: str
    model: str
    began: datetime.datetime = field(default_factory=now)
    events: list[Event] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)
    trouble: list[CoachError] = field(default_factory=list)
    switched_off: list[CoachError] = field(default_factory=list)
    interrupted: bool = False
    recordings: list[Path] = field(default_factory=list)
    frames: int = 0
    frames_with_person: int = 0
    earlier_models: list[str] = field(default_factory=list)
    compared: BeforeAfter | None = None
    over_weeks: OverWeeks | None = None
    recognised: list[str] = field(default_factory=list)

    def change_model(self, model: str) -> None:
        """From here on another pose model is at work."""
        self.earlier_models.append(self.model)
        self.model = model

    def record(self) -> dict[str, Any]:
        """The summary as plain values, for JSON."""
        return {
            "date": self.began.isoformat(timespec="seconds"),
            "version": __version__,
            "source": self.source,
            "model": ", then ".join([*self.earlier_models, self.model]),
            "exercises": [summary.as_record() for summary in self.summaries],
        }

    def write(self, paths: Iterable[Path]) -> None:
        """Writes every export of repetitions or events, each whatever becomes of the others, which goes to the trouble."""
        errors = {summary.card.id: summary.card.gauge_error for summary in self.summaries}
        for path in paths:
            if is_motion(path):
                continue
            try:
                exports.write_export(path, self.events, self.record(), errors)
            except Exception as problem:  # one export must not cost the others
                self.trouble.append(_of_output(path.name, problem))


def _of_output(output: str, problem: Exception) -> CoachError:
    """What went wrong with an output; what should not happen is said with its name."""
    if isinstance(problem, CoachError):
        return problem
    return ExportError("output_failed", output=output, why=repr(problem))
