"""What flows through Coach: frames become poses, poses become measures, measures become a state and its cues.

Everything is frozen. Time is seconds since the source's first frame, taken from the frame itself, never from a clock.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from coach.landmarks import COUNT
from coach.reasons import DoubtKind, Reason

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coach.events import Event

Side = Literal["left", "right"]
"""The person's own side: the way of a turn, or the limb that moves."""

SHOWN_EXERCISE: Final = "show-an-exercise"
"""The id of the card that is shown while somebody shows a new exercise; none is called so."""

Severity = Literal["warn", "void"]
"""Of a fault. warn: the repetition counts and the fault is said. void: the repetition does not count."""

Watching = Literal["looking", "position", "exercise", "lost", "paused", "done", "hurt"]
"""What the coach is doing: waiting for the start position, counting, unable to see, paused, finished with the dose, or ended
because it hurt."""

LowBackLevel = Literal["none", "hint", "warning"]
"""How plainly the movement has shifted to the lower back: not at all, perhaps, or surely."""

FloatArray: TypeAlias = "NDArray[np.float32]"


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the source.

    image is uint8 (H, W, 3) BGR, upright (rotation metadata already applied), not mirrored.
    still: the very same picture has come for so long that it shows nobody any more who moves.
    """

    index: int
    time_s: float
    image: NDArray[np.uint8]
    still: bool = False


@dataclass(frozen=True, slots=True)
class Light:
    """How bright a picture is. mean, contrast: mean and standard deviation of its luma, 0 … 255, in steps of 0.1."""

    mean: float
    contrast: float


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """Where the body is in one frame.

    size: width and height of the upright picture in pixels, so that normalised coordinates can be made square.
    image: (33, 3) float32, x to the picture's right and y downwards, both 0..1 inside the picture; z as the model gives
        it (about the scale of x, smaller is nearer). NaN throughout when nobody was found.
    world: (33, 3) float32 metres, origin midway between the hips, x right and y down in the picture, z away. NaN likewise.
    visibility: (33,) float32 0..1; 0 when nobody was found.
    outline: (K, 2) float32 normalised points along the edge of the silhouette, closed, clockwise in the picture; None
        when no silhouette was asked for or found.
    light: how bright the picture was, None where nobody looked (an older recording).
    """

    time_s: float
    size: tuple[int, int]
    image: FloatArray
    world: FloatArray
    visibility: FloatArray
    outline: FloatArray | None = None
    light: Light | None = None

    @property
    def found(self) -> bool:
        """Whether a person was found in the frame."""
        return isfinite(self.image[0, 0])

    @classmethod
    def nobody(cls, time_s: float, size: tuple[int, int], light: Light | None = None) -> Pose:
        """The pose of a frame in which nobody was found."""
        import numpy as np  # not above: lists and settings, which know these values, do without

        empty = np.full((COUNT, 3), np.nan, np.float32)
        return cls(time_s, size, empty, empty, np.zeros(COUNT, np.float32), light=light)


@dataclass(frozen=True, slots=True)
class Measures:
    """Registry name (with unit suffix, as ``thoracic_rotation_deg``) to value. NaN means unknown, and only that.

    doubt: how many times as large errors are to be expected as usual, 1 where all that is needed is well seen.
    """

    time_s: float
    values: Mapping[str, float]
    doubt: float = 1.0

    def __getitem__(self, name: str) -> float:
        """The value, NaN where this measure was not taken."""
        return self.values.get(name, float("nan"))


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition as it was done, counted or not.

    start_s: when the movement left the start position; peak_s: when it was largest; end_s: when it was over.
    peak: the largest value of the exercise's measure, unsigned, in the measure's own unit (degrees for nearly all).
    hold_s: how long the target was held still, 0 where the exercise asks for no hold.
    reason: why it was not counted, None when it was.
    faults: ids of the faults that were active during it.
    """

    exercise: str
    side: Side | None
    start_s: float
    peak_s: float
    end_s: float
    peak: float
    hold_s: float
    counted: bool
    reason: Reason | None = None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """What an output needs to know of the exercise under way, in words and figures of its file.

    sides: none (one count), alternate or either (a count for each side).
    gauge: the measure to show against gauge_target; gauge_unit is its unit as shown ("°", "%", "").
    reps and hold_s are the dose (reps per side where there are sides; hold 0 means no hold).
    gauge_error: how far off the gauge is to be expected, unsigned and in its unit; None where that was never measured.
    faults: fault id to what is wrong, in words.
    highlight: landmark groups that matter most in this exercise.
    watches_low_back: whether one of its faults is a shift of the movement to the lower back; low_back_faults: which.
    fault_cues: fault id to what to do about it.
    gauge_turn: how far the other way the movement goes before a repetition is whole, in the gauge's unit and negative, as
        arching goes after rounding; None where there is one way only.
    """

    id: str
    title: str
    source: str
    position: str
    view: str
    sides: Literal["none", "alternate", "either"]
    reps: int
    hold_s: float
    gauge: str
    gauge_target: float
    gauge_unit: str
    instructions: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    highlight: tuple[str, ...] = ()
    gauge_error: float | None = None
    watches_low_back: bool = False
    low_back_faults: tuple[str, ...] = ()
    fault_cues: Mapping[str, str] = field(default_factory=dict)
    gauge_turn: float | None = None


Flaw = Literal["tilted", "pale"]
"""What may be wrong with a picture although it is counted from: the camera is tilted, or there is too little contrast."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the angles cannot be trusted.

    figure: degrees off the right way (unsigned), mean luma (0..255), or length of the trunk in pixels.
    turn: to which own side to turn, None where that does not matter.
    """

    kind: DoubtKind
    figure: float
    turn: Side | None = None


@dataclass(frozen=True, slots=True)
class ExerciseState:
    """Where the person is in the exercise at one frame.

    reps: counted so far, keyed "left" and "right" where the exercise has sides, else "both".
    gauge: the exercise's measure now, towards the side under way positive; NaN when unknown.
    side: the side under way, or None; next_side: the side to do next where sides alternate.
    hold_s: how long the present hold has lasted; holding: whether a hold is under way.
    low_back: whether an active fault marks a shift of the movement to the lower back.
    low_back_level: how sure that shift is; low_back by itself counts as a warning.
    missing: parts of the body that are needed and not seen.
    gauge_error: how far off the gauge is to be expected in this very frame, unsigned; None where that was never measured.
    unwatched: ids of the faults that cannot be seen now; hidden: the parts of the body that they rest on.
    doubt: why nothing is counted although somebody is seen, None when it is.
    """

    watching: Watching
    phase: str
    since_s: float
    side: Side | None
    next_side: Side | None
    reps: Mapping[str, int]
    gauge: float
    hold_s: float
    holding: bool
    active_faults: tuple[str, ...] = ()
    low_back: bool = False
    missing: tuple[str, ...] = ()
    unwatched: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    doubt: Doubt | None = None
    low_back_level: LowBackLevel = "none"
    gauge_error: float | None = None


TickName = Literal["light", "person", "body", "turn", "far", "near", "level", "hips"]
TickState = Literal["ok", "wrong", "unknown"]


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the camera's set-up. word: what is asked for, in a word or two; needed: whether it must be ok to begin."""

    name: TickName
    word: str
    state: TickState
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """How well camera and person stand to one another at one frame.

    position, view: of the exercise, for the silhouette to step into. sentence: what to do next, empty when all is well.
    well_s: for how long all that is needed has been well, in seconds, of wanted_s; ready: it has been for long enough.
    cue: the sentence where it is to be said aloud now.
    """

    time_s: float
    position: str
    view: str
    ticks: tuple[Tick, ...]
    sentence: str
    well_s: float
    wanted_s: float
    ready: bool
    cue: Cue | None = None


CuePriority = Literal["safety", "low-back", "correction", "hold", "count", "praise", "instruction"]

CUE_ORDER: tuple[CuePriority, ...] = ("safety", "low-back", "correction", "hold", "count", "praise", "instruction")
"""The most urgent first: what is said when two things are to be said."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What the coach says, once. Screens show it, a voice may speak it."""

    time_s: float
    text: str
    priority: CuePriority


@dataclass(frozen=True, slots=True, eq=False)
class Spine:
    """What of the spine is seen in one frame, for drawing it.

    course: (N, 2) float32 normalised points from the pelvis to the shoulders, where the spine lies inside the outline; None
        from the front, and where the back's contour is not seen.
    thoracic_deg, lumbar_deg, pelvis_deg: how far the upper back, the low back and the pelvis moved by themselves, change
        from neutral, to the left or backward positive (of the pelvis seen from the side: its top forward). NaN where the
        parts cannot be told apart.
    turning: whether these are turns about the spine (seen from the front) rather than bends (seen from the side).
    fills: whether the exercise's gauge says how far the spine itself has come.
    """

    course: FloatArray | None = None
    thoracic_deg: float = float("nan")
    lumbar_deg: float = float("nan")
    pelvis_deg: float = float("nan")
    turning: bool = False
    fills: bool = False

    @property
    def told_apart(self) -> bool:
        """Whether it is known which part of it moved."""
        return self.thoracic_deg == self.thoracic_deg and self.lumbar_deg == self.lumbar_deg


@dataclass(frozen=True, slots=True)
class Step:
    """Everything there is to know about one frame. ``shown`` is the cue to be read now, which outlives the frame it came in."""

    exercise: ExerciseCard
    pose: Pose
    measures: Measures
    state: ExerciseState
    events: tuple[Event, ...] = ()
    cues: tuple[Cue, ...] = ()
    shown: Cue | None = None
    frame: Frame | None = None
    spine: Spine = field(default_factory=Spine)


class Output(ABC):
    """Whatever shows, speaks or stores; this is all that a run ever asks of one.

    Whatever it raises is reported once, and it is switched off: ``give_up`` is called then in place of ``close``.
    """

    @abstractmethod
    def update(self, step: Step) -> None:
        """One frame further. Must not keep the run waiting."""

    def tell(self, card: ExerciseCard, events: tuple[Event, ...]) -> None:  # noqa: B027 - most outputs need none of it
        """Events that belong to no frame, as those at the end of a source."""

    @abstractmethod
    def close(self) -> None:
        """Finishes it, also after an error elsewhere; a second call does nothing."""

    def give_up(self) -> None:
        """Ends it where it failed: what it began must not be taken for whole, nor be left hidden."""
        self.close()
