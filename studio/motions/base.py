"""The motion API: what a motion is, how it registers, and the timing helpers all motions share.

A motion is a function that returns a Motion; it registers itself with the decorator:

    from .base import motion, Motion, Natural, plan, faults_of

    @motion('sit-and-rotate', variants=('good', 'pelvis', 'partial', 'short-hold'),
            reps=3, hold_s=2.0, amplitude=40.0)
    def sit_and_rotate(h, variant, reps, hold_s, amplitude, rng):
        nat = Natural(rng)
        pl = plan(rng, variant, sides=('left', 'right'), reps=reps, amplitude=amplitude, hold_s=hold_s)
        def pose_at(t):
            a = pl.signed(t)                      # deg, left positive
            return po.sit(h, thor=(0, 0, a)), {'rotation': a}
        return Motion('sit-and-rotate', variant, 'front', 'stool', pl.duration, pose_at, pl.reps, [])

`h` is body.Human. pose_at(t) returns (P, inputs): P is the dict for Human.pose(), inputs the exact
numbers that made the pose (they are written to the truth file per frame under "inputs").
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from studio.kinds import Posture

if TYPE_CHECKING:
    from studio.body import Human

LEAD_S = 2.8  # neutral start pose: a coach takes its baseline here (never below 2.5)
TAIL_S = 1.4  # neutral end pose (never below 1.0)


@dataclass
class Rep:
    """One repetition as performed. start_s..end_s is movement, peak_start_s..peak_end_s the still plateau at
    peak_deg. counts=False: a coach must not count it, and `why` says why."""

    side: str | None
    start_s: float
    peak_start_s: float
    peak_end_s: float
    end_s: float
    peak_deg: float
    counts: bool
    why: str = ""


@dataclass
class Fault:
    """A fault that is plainly visible from start_s to end_s."""

    name: str
    start_s: float
    end_s: float


@dataclass
class Motion:
    exercise: str
    variant: str
    view: str  # default camera name: 'front', 'side', ... (scene.CAMERAS)
    prop: str  # 'stool' | 'mat' | 'none'
    duration_s: float
    pose_at: Callable[[float], tuple[Posture, dict[str, Any]]]
    reps: list[Rep] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    camera: tuple[Any, ...] | None = (
        None  # optional (eye xyz, target xyz, vertical fov deg): replaces the camera of `view`
    )


# ------------------------------------------------------------------ registry
@dataclass
class Entry:
    exercise: str
    variants: tuple[str, ...]
    fn: Callable[..., Motion]
    reps: int | None
    hold_s: float | None
    amplitude: float | None
    views: tuple[str, ...]
    note: str


REGISTRY: dict[str, Entry] = {}


def motion(
    exercise: str,
    variants: tuple[str, ...] = ("good",),
    reps: int | None = None,
    hold_s: float | None = None,
    amplitude: float | None = None,
    views: tuple[str, ...] = (),
    note: str = "",
) -> Callable[..., Any]:
    """Decorator. reps / hold_s / amplitude are the defaults handed to the function when the caller gives none
    (reps: per side where there are sides). views: cameras this exercise makes sense from, first = default."""

    def deco(fn: Callable[..., Any]) -> Callable[..., Any]:
        first = (inspect.getdoc(fn) or "").split("\n")[0]
        REGISTRY[exercise] = Entry(exercise, tuple(variants), fn, reps, hold_s, amplitude, tuple(views), note or first)
        return fn

    return deco


def make(
    exercise: str,
    h: Human,
    variant: str = "good",
    reps: int | None = None,
    hold_s: float | None = None,
    amplitude: float | None = None,
    seed: int = 0,
) -> Motion:
    """Build a registered motion; None = that motion's default."""
    if exercise not in REGISTRY:
        raise KeyError(f"unknown exercise {exercise!r}")
    e = REGISTRY[exercise]
    if variant not in e.variants:
        raise ValueError(f"{exercise} has no variant {variant!r}; it has {', '.join(e.variants)}")

    def pick(a: Any, b: Any) -> Any:
        return b if a is None else a

    return e.fn(
        h,
        variant,
        pick(reps, e.reps),
        pick(hold_s, e.hold_s),
        pick(amplitude, e.amplitude),
        np.random.default_rng(seed),
    )


# ------------------------------------------------------------------ shapes in time
def ease(x: Any) -> Any:
    """0 -> 1 minimum-jerk step; flat outside 0..1."""
    x = np.clip(x, 0.0, 1.0)
    return x * x * x * (10 - 15 * x + 6 * x * x)


def profile(t: float, events: Any, ramp: float) -> Any:
    """Sum of up-hold-down moves. events: (t_start, hold, amplitude)."""
    return sum(amp * (ease((t - t0) / ramp) - ease((t - t0 - ramp - hold) / ramp)) for t0, hold, amp in events)


def lerp(a: Any, b: Any, x: Any) -> Any:
    return np.asarray(a, float) * (1 - x) + np.asarray(b, float) * x


class Natural:
    """Small postural sway and breathing, fixed by the rng. sway(t, k): channel k, standard deviation about 1 before scale."""

    def __init__(self, rng: np.random.Generator, channels: int = 12) -> None:
        self.f = np.array([0.17, 0.31, 0.53, 0.9])
        self.a = rng.normal(size=(channels, 4)) * 0.7
        self.p = rng.uniform(0, 6.28, (channels, 4))
        self.bf, self.bp = rng.uniform(0.2, 0.28), rng.uniform(0, 6.28)

    def sway(self, t: float, k: Any, scale: float = 1.0) -> float:
        return float(scale * np.sum(self.a[k] * np.sin(2 * np.pi * self.f * t + self.p[k])))

    def breath(self, t: float, scale: float = 1.0) -> float:
        return float(scale * np.sin(2 * np.pi * self.bf * t + self.bp))


@dataclass
class Move:
    side: str | None
    start: float
    up: float
    hold: float
    down: float
    amp: float

    def at(self, t: float) -> float:
        return self.amp * float(
            ease((t - self.start) / self.up) - ease((t - self.start - self.up - self.hold) / self.down)
        )

    @property
    def end(self) -> float:
        return self.start + self.up + self.hold + self.down


@dataclass
class Plan:
    moves: list[Move]
    reps: list[Rep]
    duration: float
    amplitude: float

    def value(self, t: float, side: Any = ...) -> float:
        """Degrees at t, unsigned; side='left'/'right'/None picks the moves of one side (default: all)."""
        return sum(m.at(t) for m in self.moves if side is ... or m.side == side)

    def signed(self, t: float) -> float:
        """Degrees at t, left positive, right negative."""
        return sum(m.at(t) * (-1 if m.side == "right" else 1) for m in self.moves)

    def frac(self, t: float, side: Any = ...) -> float:
        """value / the exercise's full amplitude (about 1 at the peak of a good rep)."""
        return self.value(t, side) / self.amplitude

    def move_at(self, t: float) -> Move | None:
        """The move under way at t, or None."""
        return next((m for m in self.moves if m.start <= t <= m.end), None)


def plan(
    rng: np.random.Generator,
    variant: str,
    reps: int,
    amplitude: float,
    hold_s: float,
    sides: tuple[str | None, ...] = (None,),
    up_s: float = 1.5,
    down_s: float | None = None,
    gap_s: float = 0.9,
    lead_s: Any = LEAD_S,
    tail_s: Any = TAIL_S,
    counts: Any = True,
    why: Any = "",
) -> Plan:
    """Lay out `reps` repetitions per side (sides alternate) with natural variation: ramps and gaps +-15 %,
    amplitude +-8 %, hold 0..+15 % (never below hold_s).
    variant 'partial': half amplitude; 'short-hold': 15 % of the hold; both make reps that must not count.
    counts / why: what to write on the reps of any other variant."""
    down_s = up_s if down_s is None else down_s

    def var(x: Any) -> float:
        return float(x * rng.uniform(0.85, 1.15))

    t, moves, out = max(lead_s, 2.5), [], []
    for _ in range(int(reps)):
        for sd in sides:
            amp = float(amplitude * rng.uniform(0.92, 1.08))
            hold = float(hold_s * rng.uniform(1.0, 1.15))
            c, w = counts, ("" if counts else why)
            if variant == "partial":
                amp, c, w = amp * 0.5, False, "partial"
            elif variant == "short-hold":
                hold, c, w = max(0.15 * hold, 0.1), False, "short hold"
            m = Move(sd, t, var(up_s), hold, var(down_s), amp)
            moves.append(m)
            out.append(Rep(sd, m.start, m.start + m.up, m.start + m.up + m.hold, m.end, amp, c, w))
            t = m.end + var(gap_s)
    return Plan(moves, out, moves[-1].end + max(tail_s, 1.0) if moves else t, float(amplitude))


def faults_of(pl: Plan, name: str, moves: list[Move] | None = None) -> list[Fault]:
    """One Fault per move: from when the move has passed a third of its size until it falls below it again."""
    return [Fault(name, m.start + 0.4 * m.up, m.start + m.up + m.hold + 0.6 * m.down) for m in (moves or pl.moves)]
