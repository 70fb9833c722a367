"""The terminal: a progress bar, each repetition as it happens, and the summary.

What a person or a pipe wants to keep goes to stdout; progress goes to stderr and leaves no trace on a terminal.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from coach.events import (
    BaselineTaken,
    CountingDoubted,
    Event,
    ExerciseCompleted,
    ExerciseStarted,
    FaultRaised,
    FaultsUnwatched,
    PainReported,
    PersonChanged,
    PictureFlawed,
    RepAbandoned,
    RepCompleted,
    TrackingLost,
    TrackingRegained,
    WrongSide,
    WrongView,
)
from coach.plain import shown
from coach.reasons import DoubtKind
from coach.values import ExerciseCard, Flaw, Rep, Step
from coach.words.reasons import in_english


def say(text: str) -> None:
    """One line to stdout, at once even into a pipe."""
    print(shown(text, in_lines=True), flush=True)


def warn(text: str) -> None:
    """One line to stderr, at once."""
    print(shown(text, in_lines=True), file=sys.stderr, flush=True)


class Narrator:
    """Says the events of a run in words, one line each, as they happen. ``line`` receives each line."""

    def __init__(self, line: Callable[[str], None] = say) -> None:
        self._line = line
        self._reps: Mapping[str, int] = {}

    def take(self, step: Step) -> None:
        """Says what happened in this frame."""
        self._reps = step.state.reps
        self.tell(step.exercise, step.events)

    def tell(self, card: ExerciseCard, events: tuple[Event, ...]) -> None:
        """Says events that belong to no frame, as those at the end of a source."""
        for event in events:
            words = words_of(event, card, self._reps)
            if words:
                self._line(f"{event.time_s:7.1f} s  {words}")

    def note(self, time_s: float, sentence: str) -> None:
        """Says what is no event of the session, at its time."""
        self._line(f"{time_s:7.1f} s  {sentence}")

    def close(self) -> None:
        """Nothing is left open."""


def words_of(event: Event, card: ExerciseCard, reps: Mapping[str, int]) -> str:
    """The event in words, empty for those that only machines want. reps: counted so far, this event included."""
    match event:
        case ExerciseStarted():
            return f"{card.title}: get into the start position"
        case BaselineTaken():
            return "start position taken, counting"
        case RepCompleted(rep=rep):
            return f"rep {_count(rep, reps)}: {_reached(rep, card)}{_faults(rep, card)}"
        case RepAbandoned(rep=rep):
            side = f" ({rep.side})" if rep.side else ""
            said = in_english(rep.reason)
            return f"not counted{side}: {said}{_faults(rep, card, besides=said)}"
        case FaultRaised(fault=fault, low_back=low_back):
            return f"{'LOW BACK: ' if low_back else 'fault: '}{card.faults.get(fault, fault)}"
        case WrongSide(side=side, expected=expected):
            return f"that was {side}, {expected} is next"
        case WrongView(expected=expected, seen=seen):
            return f"the camera must see you from the {expected}; now it sees you from the {seen}"
        case TrackingLost(missing=missing):
            return f"cannot see {', '.join(missing) or 'anybody'}; nothing is counted until it is back"
        case CountingDoubted(kind=kind, figure=figure):
            return f"{doubted(kind, figure)}; nothing is counted until that is mended"
        case PictureFlawed(flaw=flaw, figure=figure):
            return flawed(flaw, figure)
        case FaultsUnwatched(hidden=hidden, faults=faults):
            named = "; ".join(card.faults.get(fault, fault) for fault in faults)
            return f"cannot see the {' and '.join(hidden)}, so it is not watched whether you: {named}"
        case TrackingRegained():
            return "everything is seen again"
        case PersonChanged():
            return "the pose jumped to somebody else; nothing is counted across the jump"
        case ExerciseCompleted():
            return f"{card.title}: done"
        case PainReported():
            return f"it hurt: {card.title} ends here. Warm up before you try it again, or leave it out"
        case _:
            return ""


def doubted(kind: DoubtKind, figure: float) -> str:
    """Why counting is doubted, with the figure."""
    if kind == "dark":
        return f"too dark to trust the angles (mean brightness {figure:.0f} of 255)"
    if kind == "coarse":
        return f"too small in the picture to trust the angles (the trunk is {figure:.0f} pixels long)"
    return "turned away from the camera" + ("" if math.isnan(figure) else f" by about {figure:.0f}°")


def flawed(flaw: Flaw, figure: float) -> str:
    """What is wrong with the picture, with the figure, and what to do."""
    if flaw == "tilted":
        return f"the camera is tilted by about {figure:.0f}°, so angles are less exact; set it level"
    return (
        f"the picture is too pale (contrast {figure:.0f} of 255), so angles are less exact; "
        "turn the camera away from the window or lamp"
    )


def _count(rep: Rep, reps: Mapping[str, int]) -> str:
    side = rep.side
    return f"{side} {reps.get(side, 0)}" if side and side in reps else f"{sum(reps.values())}"


def _reached(rep: Rep, card: ExerciseCard) -> str:
    reached = f"reached {rep.peak_deg:.0f}{card.gauge_unit}"
    return f"{reached}, held {rep.hold_s:.1f} s" if card.hold_s > 0 else reached


def _faults(rep: Rep, card: ExerciseCard, besides: str = "") -> str:
    """Its faults. besides: reasons that were said already, none of which is said twice."""
    whys = [card.faults.get(fault, fault) for fault in rep.faults]
    named = "; ".join(why for why in dict.fromkeys(whys) if why not in besides.split("; "))
    return f" - {named}" if named else ""


_STEPS_IN_A_LOG: Final = 10


class ProgressBar:
    """A bar on stderr while something runs: of frames, of files, or of bytes.

    On a terminal it disappears when done. Elsewhere nothing is shown, unless ``in_logs`` asks for a line every tenth.
    total: None where it is not known.
    """

    def __init__(
        self, title: str, total: int | None, *, of_bytes: bool = False, unit: str = "frames", in_logs: bool = False
    ) -> None:
        console = Console(stderr=True)
        self._title = title
        self._total = total or None
        self._tenths = 0
        self._log = in_logs and not console.is_terminal
        amount = DownloadColumn() if of_bytes else TextColumn(f"{{task.completed:.0f}} {unit}")
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            amount,
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
            # Redirected output would land in stderr, which is right only where both are the same terminal.
            redirect_stdout=sys.stdout.isatty(),
        )
        self._task = self._bar.add_task(title, total=self._total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def reach(self, done: int, total: int | None = None) -> None:
        """Shows how far it has come; total, where given, replaces the one known so far."""
        self._total = total or self._total
        self._bar.update(self._task, completed=done, total=self._total)
        if self._log and self._total:
            self._log_tenths(done * _STEPS_IN_A_LOG // self._total)

    def _log_tenths(self, tenths: int) -> None:
        if tenths > self._tenths:
            self._tenths = tenths
            filled = "#" * tenths + "." * (_STEPS_IN_A_LOG - tenths)
            warn(f"{self._title} [{filled}] {tenths * 100 // _STEPS_IN_A_LOG} %")
