"""Where the film of a movement done well is to be, so that it goes in time with the person who follows it."""

from __future__ import annotations

from math import isnan
from typing import Final

import numpy as np

from coach.outputs.screen.demonstration import Demonstration
from coach.values import ExerciseState, Side

MOVING: Final = 0.2
"""From this share of the target on the film goes with the person; nearer to rest it goes on by itself, and leads. Chosen."""

TURNED: Final = 0.08
"""By so much of the target the movement must go the other way before it is taken for turning round; chosen."""

QUICKEST: Final = 4.0
"""At most so many times its own speed the film runs to catch up; chosen: quicker looks like a jump."""

FAR: Final = 0.08
"""What a second between two moments of the film weighs against a share of the target: of several moments that are as far,
the nearest is taken. Chosen."""

AT_REST: Final = 0.05
"""Below this share of the target the figure of the film rests; chosen."""

_SIGN: Final[dict[Side | None, int]] = {"left": 1, "right": -1, None: 0}


class InTime:
    """Follows one person in one film."""

    def __init__(self, film: Demonstration) -> None:
        self._film = film
        self._film_s = 0.0
        self._time_s: float | None = None
        self._extreme = 0.0
        self._way = 1

    def at(self, time_s: float, state: ExerciseState, target: float) -> float:
        """The film's moment to be shown, in seconds from its beginning. target: of the exercise's gauge, in its unit."""
        passed_s = 0.0 if self._time_s is None else max(0.0, time_s - self._time_s)
        self._time_s = time_s
        share = state.gauge / target if target > 0 else float("nan")
        if state.watching != "exercise" or isnan(share) or abs(share) < MOVING:
            self._extreme, self._way = 0.0, 1
            self._lead(passed_s, state.next_side)
        else:
            self._turn(share)
            self._follow(passed_s, share, state.side)
        return self._film_s

    def _turn(self, share: float) -> None:
        """Which way the movement goes: 1 to larger figures, -1 to smaller ones."""
        if (share - self._extreme) * self._way >= 0:
            self._extreme = share
        elif abs(share - self._extreme) >= TURNED:
            self._extreme, self._way = share, -self._way

    def _lead(self, passed_s: float, following: Side | None) -> None:
        film = self._film
        self._film_s = (self._film_s + passed_s) % film.length_s
        wanted = _SIGN[following]
        if wanted and film.sides[int(self._film_s * film.fps) % len(film.sides)] == -wanted:
            # The other side is next: its repetition is shown from its beginning.
            begin = int(np.argmax(film.sides == wanted))
            while begin > 0 and film.sides[begin - 1] == 0 and abs(film.reached[begin - 1]) > AT_REST:
                begin -= 1
            self._film_s = begin / film.fps

    def _follow(self, passed_s: float, share: float, side: Side | None) -> None:
        """Between which two frames of the same way the film is as far as the person, and as near to where it is as can be."""
        film = self._film
        before, after = film.reached, np.roll(film.reached, -1)
        step = after - before
        wanted = np.clip(share, before.min(), before.max())
        part = np.clip(np.divide(wanted - before, step, out=np.zeros_like(step), where=step != 0), 0.0, 1.0)
        moment_s = (np.arange(len(before)) + part) / film.fps
        away_s = (moment_s - self._film_s + film.length_s / 2) % film.length_s - film.length_s / 2
        cost = np.abs(before + part * step - wanted) + FAR * np.abs(away_s)
        cost[(film.sides != _SIGN[side]) | (step * self._way < 0)] += len(before)
        most_s = QUICKEST * passed_s
        self._film_s = (self._film_s + float(np.clip(away_s[cost.argmin()], -most_s, most_s))) % film.length_s
