"""What a run says in the terminal, line by line."""

from __future__ import annotations

import re

from coach.coaching.session import Session
from coach.engine.catalog import find
from coach.outputs.narrator import Narrator
from tests.movements import in_turn, pose_of, stepping, times


def test_steps_that_are_told_at_once_have_each_its_own_number() -> None:
    said: list[str] = []
    session, narrator, lifted = Session(find("walk-in-place")), Narrator(said.append), in_turn(0.5, 0.6, 0.1, 8)
    for t in times(6.5, fps=30):
        narrator.update(session.step(pose_of(stepping(*lifted(t)), t)))
    narrator.tell(session.card, session.finish())
    numbers = [found.group(1, 2) for line in said if (found := re.search(r"rep (left|right) (\d+)", line))]
    assert numbers == [(side, str(count)) for count in (1, 2, 3, 4) for side in ("right", "left")]
