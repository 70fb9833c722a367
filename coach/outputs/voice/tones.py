"""Short tones in the voice's place, one for each priority, told apart by their number and whether they rise or fall."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from coach.values import CUE_ORDER, CuePriority

SAMPLES_A_SECOND: Final = 44100

_FADE_S: Final = 0.008
"""Each note rises and falls this slowly, so that it does not click."""

_BUFFER_SAMPLES: Final = 512
"""What the sound card plays before it asks again: 12 ms."""

Note = tuple[float, float]
"""Hertz (0 is silence) and seconds."""

NOTES: Final[Mapping[CuePriority, tuple[Note, ...]]] = {
    "safety": ((440, 0.25), (0, 0.08), (440, 0.25), (0, 0.08), (440, 0.25)),
    "low-back": ((587, 0.16), (392, 0.3)),
    "correction": ((494, 0.12), (440, 0.16)),
    "hold": ((880, 0.16),),
    "count": ((659, 0.1),),
    "praise": ((523, 0.1), (659, 0.1), (784, 0.2)),
    "instruction": ((392, 0.12),),
}
"""Chosen: warnings fall or insist, praise rises, counting is short."""


def samples(notes: tuple[Note, ...], volume: int) -> NDArray[np.int16]:
    """The notes one after the other as sound, volume in percent."""
    parts = [_note(hertz, seconds) for hertz, seconds in notes]
    sound: NDArray[np.int16] = (np.concatenate(parts) * (32767 * volume / 100)).astype(np.int16)
    return sound


def _note(hertz: float, seconds: float) -> NDArray[np.float64]:
    time_s = np.arange(round(seconds * SAMPLES_A_SECOND)) / SAMPLES_A_SECOND
    envelope = np.clip(np.minimum(time_s, seconds - time_s) / _FADE_S, 0, 1)
    note: NDArray[np.float64] = np.sin(2 * np.pi * hertz * time_s) * envelope
    return note


class Tones:
    """Plays tones; the sound card is opened at the first one. volume: 0..100 %."""

    def __init__(self, volume: int) -> None:
        self._volume = volume
        self._sounds: dict[CuePriority, Any] = {}

    def play(self, priority: CuePriority) -> None:
        """Begins the tone and returns. Raises OSError when there is no sound card to play it."""
        os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
        import pygame

        try:
            if not self._sounds:
                pygame.mixer.init(SAMPLES_A_SECOND, -16, 1, _BUFFER_SAMPLES, allowedchanges=0)
                self._sounds = {
                    name: pygame.mixer.Sound(buffer=samples(NOTES[name], self._volume).tobytes()) for name in CUE_ORDER
                }
            self._sounds[priority].play()
        except pygame.error as problem:
            raise OSError(f"{problem}") from problem

    def close(self) -> None:
        """Gives the sound card back."""
        if self._sounds:
            import pygame

            pygame.mixer.quit()
            self._sounds = {}
