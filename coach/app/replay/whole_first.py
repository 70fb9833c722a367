"""A replay that looks at the whole clip first, and then gives the steps that its coaching comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coach.app.replay.replay_window import Bar, Ends
from coach.app.running.pose_sources import PoseSource, Seen
from coach.app.running.run import ExerciseRun
from coach.coaching.whole_clip import LONGEST_S, WholeClip
from coach.outputs.console import warn
from coach.values import Step
from coach.words.narration import NarrationWords


class Ahead:
    """Looks through the clip, as far as it goes, and hands its steps to the run.

    What breaks the file off is raised behind the last step, so that nothing is lost that came before.
    """

    def __init__(self, clip: WholeClip, bar: Bar, interruption: Ends, words: NarrationWords) -> None:
        self._clip = clip
        self._words = words
        self._bar = bar
        self._interruption = interruption
        self._rest: Iterator[Seen] = iter(())
        self._broken_off: Exception | None = None

    @property
    def all_seen(self) -> bool:
        """Whether nothing is left but to tell what was seen."""
        return not self._clip.full

    def look_through(self, seen: Iterable[Seen]) -> None:
        """Looks at it all, or until it is too long or was interrupted."""
        self._rest = iter(seen)
        frames = 0
        try:
            for _, pose in self._rest:
                self._clip.update(pose)
                frames += 1
                self._bar.reach(frames)
                if self._clip.full or self._interruption.asked:
                    return
        except Exception as problem:  # raised again behind what was seen before it
            self._broken_off = problem

    def steps(self, run: ExerciseRun, pose_source: PoseSource) -> Iterator[Step]:
        """Each step, with its picture where somebody wants to look at it."""
        steps = self._clip.steps()
        run.session = self._clip.session
        if (remark := self._remark()) is not None:
            warn(remark)
        pictures = pose_source.pictures()
        for step in steps:
            frame = next(pictures, None)
            yield run.update(step if frame is None else replace(step, frame=frame))
        if self._clip.full:
            for _, pose in self._rest:
                yield run.step(pose, next(pictures, None))
        if self._broken_off is not None:
            raise self._broken_off

    def _remark(self) -> str | None:
        """What live could not have known, or why it was coached as live."""
        if self._clip.full:
            return self._words.as_live(LONGEST_S / 60)
        if self._clip.live_counted_a_walk:
            return self._words.phrases.live_walk
        live_s = self._clip.live_known_s
        return None if live_s is None else self._words.beyond_live(live_s)
