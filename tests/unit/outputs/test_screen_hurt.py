"""The screen when it hurt: a sign and words instead of praise, the advice to be read, nothing that moves."""

from __future__ import annotations

import numpy as np
from screen_steps import SIZE, count, step

from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.palette import ATTENTION, REACHED
from coach.outputs.screen.scene import Director

ADVICE = "Stop here, and breathe calmly."


def test_the_cover_says_that_it_hurt_and_the_advice_stays_below_it() -> None:
    scene = Director().scene(step(watching="hurt", cue=ADVICE))
    assert (scene.cover, scene.cue, scene.banner) == ("hurt", ADVICE, None)


def test_the_sign_is_no_tick() -> None:
    hurt, done = (Overlay(SIZE).draw(step(watching=watching)).copy() for watching in ("hurt", "done"))
    assert count(hurt, ATTENTION) > 1000 + count(done, ATTENTION)
    assert count(done, REACHED) > 1000 + count(hurt, REACHED)


def test_nothing_flickers() -> None:
    overlay = Overlay(SIZE)
    first = overlay.draw(step(watching="hurt", cue=ADVICE)).copy()
    assert np.array_equal(overlay.draw(step(watching="hurt", cue=ADVICE, time_s=0.1)), first)
