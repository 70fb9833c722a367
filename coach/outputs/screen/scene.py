"""From a step to what is shown: the words, the figures and what is emphasised. No drawing here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from coach.events import HoldCompleted
from coach.outputs.screen.spine import SpineScene, SteadySpine
from coach.outputs.screen.steady import HoldSeconds, Lingering, SteadyFigure
from coach.record.trends import plus_minus
from coach.values import Cue, ExerciseCard, ExerciseState, LowBackLevel, Side, Step
from coach.words.screen import ENGLISH_SCREEN, ScreenWords

BannerKind = Literal["low-back", "low-back-hint", "lost", "position", "unwatched"]
Cover = Literal["paused", "done", "hurt"]

INSTRUCTION_S: Final = 4.0
"""How long each instruction stands while waiting for the start position; chosen."""

UNKNOWN: Final = "–"

_AT_ONCE: Final = frozenset({"safety", "low-back"})

UNDER_A_WARNING: Final = frozenset({"safety", "low-back", "count"})
"""What may stand below the warning of the low back: nothing that leads on, as "Hold." would. Chosen."""


@dataclass(frozen=True, slots=True)
class Banner:
    """The line above the picture."""

    kind: BannerKind
    text: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """value: towards ``side`` positive, NaN when unknown. number and target are words with their unit.

    error: so far to either side of the value the true one lies, 95 % likely; 0 where that is not known.
    turn_value: the target on the other side of the start, negative; NaN where there is one way only.
    sided: whether the gauge has a left and a right half; side: the half to fill, None for neither.
    """

    value: float
    number: str
    target_value: float
    target: str
    reached: bool
    sided: bool
    side: Side | None
    error: float = 0.0
    turn_value: float = math.nan

    @property
    def two_ended(self) -> bool:
        """Whether the movement goes one way and then the other."""
        return math.isfinite(self.turn_value)

    @property
    def share(self) -> float:
        """How much of the way to the target has been come, 0 … 1; 0 at rest and where either is not known."""
        if not (math.isfinite(self.value) and math.isfinite(self.target_value)) or (self.sided and self.side is None):
            return 0.0
        end = self.turn_value if self.two_ended and self.value < 0 else self.target_value
        return min(1.0, max(0.0, self.value / end))


@dataclass(frozen=True, slots=True)
class Hold:
    """Seconds held and seconds asked for; done: held long enough."""

    held_s: float
    target_s: float
    done: bool


@dataclass(frozen=True, slots=True)
class Count:
    """Repetitions of one side (empty label where the exercise has none)."""

    label: str
    side: Side | None
    reps: int
    dose: int
    is_next: bool

    @property
    def done(self) -> bool:
        """Whether all that were asked for are done."""
        return self.reps >= self.dose > 0


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the screen says about one step. counting: whether the start position has been taken."""

    title: str
    banner: Banner | None
    cover: Cover | None
    cue: str
    low_back: LowBackLevel
    gauge: Gauge
    hold: Hold | None
    counts: tuple[Count, ...]
    counting: bool = True
    spine: SpineScene | None = None


class Director:
    """Makes scenes from steps in their order, and remembers what must stay a moment longer. words: in one language."""

    def __init__(self, words: ScreenWords = ENGLISH_SCREEN) -> None:
        self._words = words
        self._exercise = ""
        self._forget()

    def scene(self, step: Step) -> Scene:
        """The scene of this step; the same step again gives the same scene."""
        if step.exercise.id != self._exercise:
            self._exercise = step.exercise.id
            self._forget()
        time_s = step.pose.time_s
        state = step.state
        level = _low_back_level(state)
        sure = level == "warning"
        low_back = self._low_back.update(time_s, None if level == "none" else level, at_once=sure) or "none"
        cover = _cover(state)
        urgent = sure or cover is not None
        # What covers the picture is the one message then.
        banner = None if cover else _banner(step.exercise, state, low_back, self._words)
        wanted = _cue(step, sure, self._words)
        at_once = sure or (step.shown is not None and step.shown.priority in _AT_ONCE)
        gauge = self._gauge(time_s, step.exercise, state, low_back)
        return Scene(
            title=step.exercise.title,
            banner=self._banner.update(time_s, banner, at_once=urgent),
            cover=cover,
            cue=self._cue.update(time_s, wanted or None, at_once=at_once) or "",
            low_back=low_back,
            gauge=gauge,
            hold=self._hold(time_s, step),
            counts=_counts(step.exercise, state, self._words),
            counting=state.watching not in ("position", "looking"),
            spine=self._spine.scene(
                time_s,
                step.pose,
                step.spine,
                share=gauge.share if low_back != "warning" else 0.0,
                reached=gauge.reached,
                level=low_back,
            ),
        )

    def _forget(self) -> None:
        self._low_back: Lingering[LowBackLevel] = Lingering()
        self._banner: Lingering[Banner] = Lingering()
        self._cue: Lingering[str] = Lingering()
        self._reached: Lingering[bool] = Lingering()
        self._error: Lingering[float] = Lingering()
        self._steady_figure = SteadyFigure()
        self._hold_seconds = HoldSeconds()
        self._spine = SteadySpine()

    def _gauge(self, time_s: float, card: ExerciseCard, state: ExerciseState, low_back: LowBackLevel) -> Gauge:
        sided = card.sides != "none"
        at_rest = sided and state.side is None
        value, number = self._steady_figure.update(time_s, abs(state.gauge) if at_rest else state.gauge)
        has_target = math.isfinite(card.gauge_target) and card.gauge_target > 0
        turn_value = math.nan if card.gauge_turn is None else card.gauge_turn
        end = turn_value if value < 0 and math.isfinite(turn_value) else card.gauge_target
        # What the low back did is no range of the upper back: nothing is green under the warning.
        warned = low_back == "warning"
        reached = has_target and not at_rest and not warned and value / end >= 1
        if math.isfinite(turn_value) and number is not None:
            number = abs(number)
        error = plus_minus(self._error.update(time_s, state.gauge_error or card.gauge_error) or 0.0)
        return Gauge(
            value=value,
            number=UNKNOWN if number is None else f"{_minus(number)}{card.gauge_unit}",
            target_value=card.gauge_target if has_target else math.nan,
            target=self._words.phrases.target.format(target=f"{abs(end):.0f}{card.gauge_unit}") if has_target else "",
            reached=bool(self._reached.update(time_s, reached or None, at_once=warned)),
            sided=sided,
            side=state.side if sided else None,
            error=error,
            turn_value=turn_value,
        )

    def _hold(self, time_s: float, step: Step) -> Hold | None:
        target_s = step.exercise.hold_s
        if target_s <= 0:
            return None
        just_done = any(isinstance(event, HoldCompleted) for event in step.events)
        if _low_back_level(step.state) == "warning":
            # No hold is shown under the warning, nor what is left of one.
            self._hold_seconds = HoldSeconds()
            return Hold(held_s=0.0, target_s=target_s, done=False)
        held_s = self._hold_seconds.update(time_s, target_s if just_done else step.state.hold_s, target_s)
        return Hold(held_s=held_s, target_s=target_s, done=held_s >= target_s)


def _cue(step: Step, warned: bool, words: ScreenWords) -> str:
    """The cue to be read now; while waiting or lost, what to do even where no cue says so.

    warned: of the low back, which leaves no room for what is less urgent; what the banner says is not written again.
    """
    shown: Cue | None = step.shown
    if warned:
        said = "" if shown is None or shown.priority not in UNDER_A_WARNING else shown.text
        action = _action(step.exercise, step.state)
        further = said.removeprefix(action).lstrip(".:; ") if action else said
        return further[:1].upper() + further[1:]
    if shown is not None and shown.text:
        return shown.text
    if step.state.watching == "position" and step.exercise.instructions:
        waited_s = max(0.0, step.pose.time_s - step.state.since_s)
        return step.exercise.instructions[int(waited_s / INSTRUCTION_S) % len(step.exercise.instructions)]
    if step.state.watching == "lost" and step.state.doubt is None:
        return words.phrases.move.format(parts=words.named(step.state.missing))
    return ""


def _low_back_level(state: ExerciseState) -> LowBackLevel:
    return "warning" if state.low_back else state.low_back_level


def _banner(card: ExerciseCard, state: ExerciseState, low_back: LowBackLevel, words: ScreenWords) -> Banner | None:
    phrases = words.phrases
    if low_back == "warning":
        return Banner("low-back", _action(card, state) or phrases.low_back)
    if state.watching == "lost" and state.doubt is not None:
        return Banner("lost", phrases.not_counting)
    if state.watching == "lost":
        return Banner("lost", phrases.cannot_see.format(parts=words.named(state.missing)))
    if state.watching == "position":
        return Banner("position", phrases.position)
    if low_back == "hint":
        return Banner("low-back-hint", phrases.low_back_hint)
    if state.unwatched:
        if not state.hidden:
            # Too few pictures a second to tell what is quick: nothing that the person does in front of it helps.
            return Banner("unwatched", phrases.too_slow)
        off = any(fault in card.low_back_faults for fault in state.unwatched)
        return Banner("unwatched", phrases.low_back_off if off else phrases.warnings_off)
    return None


def _action(card: ExerciseCard, state: ExerciseState) -> str:
    """What to do about the low back, in the few words with which its cue begins; empty where none is known."""
    for fault in state.active_faults:
        if fault in card.low_back_faults and fault in card.fault_cues:
            return card.fault_cues[fault].split(":")[0].split(";")[0].strip().rstrip(".")
    return ""


def _cover(state: ExerciseState) -> Cover | None:
    if state.watching == "paused":
        return "paused"
    if state.watching == "done":
        return "done"
    if state.watching == "hurt":
        return "hurt"
    return None


def _counts(card: ExerciseCard, state: ExerciseState, words: ScreenWords) -> tuple[Count, ...]:
    if card.sides == "none":
        return (Count("", None, state.reps.get("both", 0), card.reps, is_next=False),)
    sides: tuple[tuple[Side, str], ...] = (("left", words.phrases.left), ("right", words.phrases.right))
    return tuple(
        Count(label, side, state.reps.get(side, 0), card.reps, is_next=side == state.next_side) for side, label in sides
    )


def _minus(number: int) -> str:
    """The number with a true minus sign."""
    return f"−{-number}" if number < 0 else str(number)
