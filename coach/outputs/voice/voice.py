"""Speaks the cues without ever holding up the session: a thread of its own feeds the speech engine's processes.

A watchdog ends an engine that hangs; one that dies is started again; one that keeps failing gives way to tones.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from coach.errors import Figure, Said, because
from coach.outputs.voice.engines import Engine
from coach.outputs.voice.process import SpeechProcess
from coach.outputs.voice.tones import Tones
from coach.outputs.voice.waiting import Queue, Waiting
from coach.values import Cue, Output, Step

PATIENCE_S: Final = 2.5
"""How much longer than its letters ask for an engine may take before it counts as hung; chosen."""

SLOW_SPEAKER: Final = 1.5
"""How many times as long as its letters ask for a sentence may take: commas and full stops are pauses. Chosen."""

MOST_FAILURES: Final = 3
"""After so many failures without a sentence between them the engine is given up; chosen."""

_LOOK_EVERY_S: Final = 0.03
"""How often a speaking process is looked after."""

_FINISH_S: Final = 1.5
"""How long ``close`` lets a sentence go on; chosen: a count is heard to its end, and nobody waits long for the end."""


class _End(Enum):
    """What became of a sentence. Silenced: something more urgent came, or the voice was closed."""

    SPOKEN = "spoken"
    FAILED = "failed"
    SILENCED = "silenced"


class Voice(Output):
    """An output that speaks. Without an engine, or with one that keeps failing, it plays tones; without those it is still.

    report: receives one sentence when the engine is given up or no tone can be played.
    patience_s: how long the engine may take for a text without counting as hung, besides its letters.
    """

    def __init__(
        self,
        engine: Engine | None,
        tones: Tones | None,
        report: Callable[[Figure], None],
        *,
        patience_s: float = PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._tones = tones
        self._report = report
        self._patience_s = patience_s
        self._clock = clock
        self._queue = Queue()
        self._changed = threading.Condition()
        self._closing = False
        self._cut_off = False
        self._failures = 0
        self._spare: SpeechProcess | None = None
        self._muted = False
        self._hushed = False
        self._replacement: tuple[Engine | None, Tones | None] | None = None
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self._thread.start()

    def update(self, step: Step) -> None:
        """Notes what is to be said; never waits for the engine."""
        self.say(step.pose.time_s, step.cues)

    def say(self, time_s: float, cues: Sequence[Cue]) -> None:
        """Notes what is to be said at a frame that belongs to no exercise; never waits for the engine."""
        with self._changed:
            self._queue.reach(time_s)
            if self._muted:
                return
            for cue in cues:
                self._queue.put(Waiting(cue, self._clock()))
            if cues:
                self._changed.notify()

    def mute(self, muted: bool) -> None:
        """Falls silent at once, also in the middle of a word, or speaks again from the next cue on."""
        with self._changed:
            self._muted = muted
            if muted:
                self._hushed = True
                self._queue.clear()
            self._changed.notify()

    def change(self, engine: Engine | None, tones: Tones | None) -> None:
        """From the next cue on, speaks with another engine and other tones, as for another volume."""
        with self._changed:
            self._replacement = (engine, tones)

    def close(self) -> None:
        """Lets the sentence under way come to its end if that is near, then ends everything."""
        self._tell_closing(cut_off=False)
        self._thread.join(_FINISH_S)
        self._tell_closing(cut_off=True)
        self._thread.join(_FINISH_S)

    def _tell_closing(self, *, cut_off: bool) -> None:
        with self._changed:
            self._closing = True
            self._cut_off = cut_off
            self._changed.notify()

    def _work(self) -> None:
        try:
            self._say_all()
        except Exception as problem:  # whatever drivers raise: the session must go on without a traceback on the screen
            self._report(Said("voice_failed", {"why": f"{type(problem).__name__}: {problem}"}))
        finally:
            if self._spare is not None:
                self._spare.end()
            if self._tones is not None:
                self._tones.close()

    def _say_all(self) -> None:
        self._start_ahead()
        while (waiting := self._next()) is not None:
            self._replace()
            if self._engine is not None:
                self._speak(self._engine, waiting)
            else:
                self._sound(waiting)

    def _replace(self) -> None:
        with self._changed:
            replacement, self._replacement = self._replacement, None
        if replacement is None:
            return
        if self._spare is not None:
            self._spare.end()
            self._spare = None
        if self._tones is not None:
            self._tones.close()
        self._engine, self._tones = replacement

    def _next(self) -> Waiting | None:
        with self._changed:
            # What was to be hushed is over; what waits now came later.
            self._hushed = False
            while not self._cut_off:
                waiting = self._queue.pop(self._clock())
                if waiting is not None or self._closing:
                    return waiting
                self._changed.wait()
            return None

    def _speak(self, engine: Engine, waiting: Waiting) -> None:
        try:
            process, self._spare = self._spare or SpeechProcess(engine), None
        except OSError as problem:
            self._give_up(Said("engine_unstarted", {"why": because(problem)}), waiting)
            return
        # From when it is given its text, however long it takes to start the next one.
        until_s = self._clock() + self._patience_s + SLOW_SPEAKER * engine.letter_s * len(waiting.cue.text)
        process.say(waiting.cue.text)
        self._start_ahead()
        end = self._end_of(process, waiting, until_s)
        process.end()
        if end is _End.SPOKEN:
            self._failures = 0
        elif end is _End.FAILED:
            self._failed(waiting)

    def _end_of(self, process: SpeechProcess, waiting: Waiting, until_s: float) -> _End:
        """Waits until the process has ended, hangs beyond a time by the voice's clock, or has to give way."""
        while process.exit_code is None:
            if self._silenced(waiting):
                return _End.SILENCED
            if self._clock() > until_s:
                return _End.FAILED
            with self._changed:
                self._changed.wait(_LOOK_EVERY_S)
        return _End.FAILED if process.exit_code else _End.SPOKEN

    def _silenced(self, waiting: Waiting) -> bool:
        with self._changed:
            return self._cut_off or self._hushed or self._queue.beats(waiting.cue.priority, self._clock())

    def _failed(self, waiting: Waiting) -> None:
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self._give_up(Said("engine_failed", {"times": MOST_FAILURES}), waiting)
            return
        with self._changed:
            self._queue.put_back(waiting)

    def _start_ahead(self) -> None:
        """Has the next process ready, so that it speaks without delay; one that does not start is found out when needed."""
        if self._engine is not None:
            try:
                self._spare = SpeechProcess(self._engine)
            except OSError:
                self._spare = None

    def _give_up(self, why: Said, waiting: Waiting) -> None:
        assert self._engine is not None
        instead = Said("tones_instead") if self._tones else Said("shown_only")
        self._report(Said("engine_given_up", {"name": self._engine.name, "why": why, "instead": instead}))
        self._engine = None
        if self._spare is not None:
            self._spare.end()
            self._spare = None
        with self._changed:
            self._queue.put_back(waiting)

    def _sound(self, waiting: Waiting) -> None:
        if self._tones is None:
            return
        try:
            self._tones.play(waiting.cue.priority)
        except OSError as problem:
            self._tones = None
            self._report(Said("no_tone", {"why": because(problem)}))
