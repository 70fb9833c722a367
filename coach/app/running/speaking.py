"""Builds the voice as it is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coach.errors import Figure, Said
from coach.outputs.voice.engines import Engine, Manner, find_engine
from coach.outputs.voice.tones import Tones
from coach.outputs.voice.voice import Voice
from coach.settings import Settings
from coach.values import Cue, Output, Step


def voice_of(settings: Settings, report: Callable[[Figure], None], *, mute: bool = False) -> list[Voice]:
    """The voice, none where voice and tones are off or mute is asked for.

    report receives a sentence about an engine that is missing or fails.
    """
    if mute:
        return []
    engine, tones = _speech_of(settings)
    if settings.voice and engine is None:
        report(Said("no_speech", {"instead": Said("tones_instead") if tones else Said("shown_only")}))
    if engine is None and tones is None:
        return []
    return [Voice(engine, tones, report)]


def _speech_of(settings: Settings) -> tuple[Engine | None, Tones | None]:
    engine = find_engine(manner_of(settings)) if settings.voice else None
    return engine, Tones(settings.volume) if settings.tones else None


def manner_of(settings: Settings) -> Manner:
    """How to speak."""
    return Manner(settings.volume, settings.rate, settings.voice_name, settings.language)


class Speaker(Output):
    """The voice of a workout, to be muted and made louder or softer while it goes on. Itself an output.

    muted: whether nothing is said aloud. volume: in percent.
    """

    def __init__(self, settings: Settings, report: Callable[[Figure], None], *, mute: bool = False) -> None:
        self._settings = settings
        self._report = report
        self._voice: Voice | None = None
        self.muted = mute or not (settings.voice or settings.tones)
        if not self.muted:
            self._voice = self._begun()

    @property
    def volume(self) -> int:
        """How loud, 0 … 100 %."""
        return self._settings.volume

    def update(self, step: Step) -> None:
        """Says the step's cues."""
        self.say(step.pose.time_s, step.cues)

    def say(self, time_s: float, cues: Sequence[Cue]) -> None:
        """Says cues that belong to no exercise. time_s: of the newest frame."""
        if self._voice is not None:
            self._voice.say(time_s, cues)

    def mute_or_unmute(self) -> None:
        """Falls silent, or speaks again, also where it began muted."""
        self.muted = not self.muted
        if not self.muted and self._voice is None:
            if not (self._settings.voice or self._settings.tones):
                self._settings = self._settings.model_copy(update={"voice": True})
            self._voice = self._begun()
        if self._voice is not None:
            self._voice.mute(self.muted)

    def louder(self, by: int) -> int:
        """Changes the volume by so many percent, negative for softer, and returns it; what is set is not changed."""
        volume = min(100, max(0, self._settings.volume + by))
        self._settings = self._settings.model_copy(update={"volume": volume})
        if self._voice is not None:
            self._voice.change(*_speech_of(self._settings))
        return volume

    def close(self) -> None:
        """Ends the voice."""
        if self._voice is not None:
            self._voice.close()

    def _begun(self) -> Voice | None:
        found = voice_of(self._settings, self._report)
        return found[0] if found else None
