"""What happened, as a closed list. Every event carries the frame time in seconds at which it became certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.reasons import BegunBefore, DoubtKind, Ended, LeftPlace, LeftPosition, Paused

if TYPE_CHECKING:
    from coach.values import Flaw, Rep, Severity, Side

PAUSED = Paused()
"""The reason of a repetition that was given up because the person paused."""

ENDED = Ended()
"""The reason of a repetition in whose midst the workout, the video or the recording ended."""

BEGUN_BEFORE = BegunBefore()
"""The reason of a repetition that was under way when the picture began."""

LEFT_POSITION = LeftPosition()
"""The reason of a repetition in whose midst the person got up, lay down, or did something else."""

LEFT_PLACE = LeftPlace()
"""The reason of a repetition that ended in another place than it began in."""


@dataclass(frozen=True, slots=True)
class ExerciseStarted:
    """The exercise is on; the coach waits for the start position."""

    time_s: float
    exercise: str


@dataclass(frozen=True, slots=True)
class BaselineTaken:
    """The start position was held long enough; from here movement is measured against it and counted."""

    time_s: float


@dataclass(frozen=True, slots=True)
class WrongView:
    """The person is to the camera in a way from which this exercise cannot be measured."""

    time_s: float
    expected: str
    seen: str


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """A phase of the exercise began (since_s: when its condition was first met)."""

    time_s: float
    phase: str
    side: Side | None
    since_s: float


@dataclass(frozen=True, slots=True)
class RepCompleted:
    """A repetition that counts."""

    time_s: float
    rep: Rep


@dataclass(frozen=True, slots=True)
class RepAbandoned:
    """A repetition that does not count; its reason says why and how near it came."""

    time_s: float
    rep: Rep


@dataclass(frozen=True, slots=True)
class HoldStarted:
    """The target was reached and is being held."""

    time_s: float
    side: Side | None


@dataclass(frozen=True, slots=True)
class HoldCompleted:
    """The hold has lasted as long as the dose asks."""

    time_s: float
    side: Side | None
    hold_s: float


@dataclass(frozen=True, slots=True)
class HoldBroken:
    """The hold was let go before its time."""

    time_s: float
    side: Side | None
    hold_s: float
    target_s: float


@dataclass(frozen=True, slots=True)
class FaultRaised:
    """A fault of the exercise file is plainly there. low_back marks a shift of the movement to the lower back."""

    time_s: float
    fault: str
    severity: Severity
    low_back: bool
    side: Side | None


@dataclass(frozen=True, slots=True)
class FaultCleared:
    """The fault is gone."""

    time_s: float
    fault: str


@dataclass(frozen=True, slots=True)
class WrongSide:
    """The side that was just done came again where sides alternate, or the turn went the wrong way."""

    time_s: float
    side: Side
    expected: Side


@dataclass(frozen=True, slots=True)
class TrackingLost:
    """What the exercise needs has not been seen for a while; nothing is counted until it is back."""

    time_s: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrackingRegained:
    """Everything needed is seen again."""

    time_s: float


@dataclass(frozen=True, slots=True)
class FaultsUnwatched:
    """Counting begins, but parts of the body are hidden on which these faults rest; they cannot be seen meanwhile."""

    time_s: float
    hidden: tuple[str, ...]
    faults: tuple[str, ...]
    low_back: bool


@dataclass(frozen=True, slots=True)
class SeenFrom:
    """Counting begins, and the person is seen from another view than the exercise's own: what is otherwise then.

    view: "front", "side" or "diagonal". turned_deg: how far they are turned away from the camera, unsigned, NaN where that does
    not matter. faults: ids of those that cannot be seen from there.
    """

    time_s: float
    view: str
    turned_deg: float
    faults: tuple[str, ...]
    low_back: bool


@dataclass(frozen=True, slots=True)
class CountingDoubted:
    """The angles cannot be trusted any more: nothing is counted until TrackingRegained.

    kind: "turned" (figure: degrees off the right way; turn: to which own side to turn back), "dark" (figure: mean luma,
    0..255), "coarse" (figure: length of the trunk in pixels).
    """

    time_s: float
    kind: DoubtKind
    figure: float
    turn: Side | None


@dataclass(frozen=True, slots=True)
class PictureFlawed:
    """The start position was taken from a picture that makes the angles worse; counting goes on.

    flaw: "tilted" (figure: degrees, unsigned) or "pale" (figure: standard deviation of luma, 0..255).
    """

    time_s: float
    flaw: Flaw
    figure: float


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """The pose jumped to somebody else; nothing is counted across the jump."""

    time_s: float


@dataclass(frozen=True, slots=True)
class ExerciseCompleted:
    """The dose is done."""

    time_s: float
    exercise: str


@dataclass(frozen=True, slots=True)
class PainReported:
    """The person said that it hurts; the exercise is over without penalty."""

    time_s: float
    exercise: str


Event = (
    ExerciseStarted
    | BaselineTaken
    | WrongView
    | PhaseEntered
    | RepCompleted
    | RepAbandoned
    | HoldStarted
    | HoldCompleted
    | HoldBroken
    | FaultRaised
    | FaultCleared
    | WrongSide
    | TrackingLost
    | TrackingRegained
    | FaultsUnwatched
    | SeenFrom
    | CountingDoubted
    | PictureFlawed
    | PersonChanged
    | ExerciseCompleted
    | PainReported
)
