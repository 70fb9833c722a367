"""Builds the voice as it is set."""

from __future__ import annotations

from collections.abc import Callable

from coach.outputs.voice.engines import Manner, find_engine
from coach.outputs.voice.tones import Tones
from coach.outputs.voice.voice import Voice
from coach.settings import Settings
from coach.values import Output


def voice_of(settings: Settings, report: Callable[[str], None], *, mute: bool = False) -> list[Output]:
    """The voice, none where voice and tones are off or mute is asked for.

    report receives a sentence about an engine that is missing or fails.
    """
    if mute:
        return []
    engine = find_engine(manner_of(settings)) if settings.voice else None
    tones = Tones(settings.volume) if settings.tones else None
    if settings.voice and engine is None:
        instead = "tones take its place" if tones else "the cues are shown only"
        report(f"No speech engine was found; {instead}. 'coach check' says which to install.")
    if engine is None and tones is None:
        return []
    return [Voice(engine, tones, report)]


def manner_of(settings: Settings) -> Manner:
    """How to speak."""
    return Manner(settings.volume, settings.rate, settings.voice_name, settings.language)
