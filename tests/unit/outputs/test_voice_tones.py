"""Tones: as long and as loud as said, without clicks, each its own; the sound card is SDL's silent one."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from coach.outputs.voice.tones import NOTES, SAMPLES_A_SECOND, Tones, samples
from coach.values import CUE_ORDER, CuePriority


def test_every_priority_has_a_tone_of_its_own() -> None:
    assert NOTES.keys() == set(CUE_ORDER)
    assert len(set(NOTES.values())) == len(CUE_ORDER)


@pytest.mark.parametrize("priority", CUE_ORDER)
def test_a_tone_is_as_long_as_its_notes_and_does_not_click(priority: CuePriority) -> None:
    sound = samples(NOTES[priority], 100)
    assert len(sound) == pytest.approx(SAMPLES_A_SECOND * sum(seconds for _, seconds in NOTES[priority]), abs=5)
    largest_jump = 32767 * 2 * np.pi * max(hertz for hertz, _ in NOTES[priority]) / SAMPLES_A_SECOND
    steps = np.abs(np.diff(np.concatenate([[0], sound.astype(int), [0]])))
    assert steps.max() <= 1.2 * largest_jump


def test_the_volume_is_that_of_the_setting() -> None:
    loud, soft = (np.abs(samples(NOTES["hold"], volume).astype(int)).max() for volume in (100, 25))
    assert loud == pytest.approx(32767, rel=0.01)
    assert soft == pytest.approx(32767 / 4, rel=0.01)
    assert not samples(NOTES["hold"], 0).any()


def test_the_pitch_is_that_of_the_note() -> None:
    sound = samples(((880.0, 0.5),), 50)
    spectrum = np.abs(np.fft.rfft(sound))
    assert np.argmax(spectrum) * SAMPLES_A_SECOND / len(sound) == pytest.approx(880, abs=3)


def test_a_tone_begins_on_a_sound_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    tones = Tones(50)
    tones.play("count")
    assert pygame.mixer.get_busy()
    tones.close()
    assert pygame.mixer.get_init() is None


def test_without_a_sound_card_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    with pytest.raises(OSError, match="no-such-driver"):
        Tones(50).play("count")
