"""Each repetition, and whatever else happens, as a line on the terminal.

Apart from ``console.py``, which every command needs: those that narrate nothing do not load what can happen, nor its words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.errors import Figure
from coach.events import RepCompleted
from coach.outputs.console import say
from coach.terminal import told
from coach.words.narration import ENGLISH_NARRATION, NarrationWords

if TYPE_CHECKING:
    from coach.events import Event
    from coach.values import ExerciseCard, Step


class Narrator:
    """Says the events of a run, one line each, as they happen. line: receives each line; words: of one language."""

    def __init__(self, line: Callable[[str], None] = say, words: NarrationWords = ENGLISH_NARRATION) -> None:
        self._line = line
        self._words = words
        self._reps: dict[str, int] = {}

    def update(self, step: Step) -> None:
        """Says what happened in this frame, several repetitions at once each with its own number."""
        sides: list[str] = [event.rep.side or "both" for event in step.events if isinstance(event, RepCompleted)]
        self._reps = {side: count - sides.count(side) for side, count in step.state.reps.items()}
        self.tell(step.exercise, step.events)

    def tell(self, card: ExerciseCard, events: tuple[Event, ...]) -> None:
        """Says events that belong to no frame, as those at the end of a source."""
        for event in events:
            if isinstance(event, RepCompleted):
                side = event.rep.side or "both"
                self._reps[side] = self._reps.get(side, 0) + 1
            words = self._words.told(event, card, self._reps)
            if words:
                self._line(self._words.line(event.time_s, words))

    def note(self, time_s: float, fact: Figure) -> None:
        """Says what is no event of the session, at its time."""
        self._line(self._words.line(time_s, told(fact)))

    def close(self) -> None:
        """Nothing is left open."""
