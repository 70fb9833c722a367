"""One attempt at a repetition: what it reached, and why it counts or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isnan

from coach.reasons import Reason
from coach.values import Rep, Side


@dataclass
class Attempt:
    """Gathers one repetition from the frame at which the movement left the start position."""

    exercise: str
    side: Side | None
    start_s: float
    peak: float = 0.0
    peak_s: float = 0.0
    top_speed: float = 0.0
    hold_s: float = 0.0
    held: bool = False
    hold_span: tuple[float, float] | None = None
    faults: list[str] = field(default_factory=list)
    void: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.peak_s = self.start_s

    def reach(self, time_s: float, gauge: float, speed: float) -> None:
        """Take the gauge's value of one frame, and how fast the measure changes by which the hold is known to be still."""
        if speed > self.top_speed:
            self.top_speed = speed
        if not isnan(gauge) and abs(gauge) > self.peak:
            self.peak, self.peak_s = abs(gauge), time_s

    def keep_hold(self, start_s: float, end_s: float, length_s: float, *, complete: bool) -> None:
        """Take a hold that is over; the longest one is the repetition's."""
        self.held = self.held or complete
        if self.hold_span is None or length_s > self.hold_s:
            self.hold_s, self.hold_span = length_s, (start_s, end_s)

    def note(self, fault: str, why: str, void: bool) -> None:
        """Take a fault that was raised in it."""
        if fault not in self.faults:
            self.faults.append(fault)
        if void:
            self.void[fault] = why

    def rep(self, end_s: float, reason: Reason | None = None) -> Rep:
        """The finished repetition; it counts when there is no reason against it."""
        return Rep(
            exercise=self.exercise,
            side=self.side,
            start_s=self.start_s,
            peak_s=self.peak_s,
            end_s=end_s,
            peak=self.peak,
            hold_s=self.hold_s,
            counted=reason is None,
            reason=reason,
            faults=tuple(self.faults),
        )
