"""What is kept over weeks: sessions, repetitions, walks, pain, safety answers, wishes.

Dates are local times with their offset (aware ``datetime``), so that a day is the user's own day wherever that was.
A profile keeps people who share a computer apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from coach.reasons import Reason

if TYPE_CHECKING:
    from coach.values import Pose, Rep, Side

Moment = Literal["before", "after", "any"]
"""When a pain score was given: before or after exercising, or at any other moment."""


@dataclass(frozen=True, slots=True)
class StoredRep:
    """A repetition as it was done. low_back: whether the movement had shifted to the lower back in it.

    curve: the exercise's measure at even times from the repetition's start to its end, towards its side positive, in the
    session's unit; NaN where it was not known, empty where nothing was kept.
    """

    rep: Rep
    low_back: bool
    curve: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredWarning:
    """A fault that was raised, in a repetition or outside of one. time_s: in the source's own time, NaN where unknown.

    low_back: whether it means that the movement shifted to the lower back. side: the one under way, None without.
    """

    time_s: float
    fault: str
    severity: Literal["warn", "void"]
    low_back: bool
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class StoredSession:
    """One exercise, done once; also one in which no repetition was begun, or none counted.

    sides, unit, reps_asked (per side) and hold_asked_s are the exercise card's of that day. completed: the dose was done.
    target, error: what the exercise's measure was to reach, and how far off it was to be expected to be, in that unit; None
    where that is not known.
    """

    profile: str
    started: datetime
    source: str
    exercise: str
    sides: str
    unit: str
    reps_asked: int
    hold_asked_s: float
    completed: bool
    reps: tuple[StoredRep, ...] = ()
    target: float | None = None
    error: float | None = None
    warnings: tuple[StoredWarning, ...] = ()

    @property
    def day(self) -> date:
        """The user's own day on which it began."""
        return self.started.date()

    @property
    def attempts(self) -> tuple[StoredRep, ...]:
        """The repetitions that do not count, each with its reason and faults."""
        return tuple(stored for stored in self.reps if not stored.rep.counted)

    @property
    def low_back_warnings(self) -> int:
        """How often it was warned that the movement had shifted to the lower back."""
        return sum(warning.low_back for warning in self.warnings)


@dataclass(frozen=True, slots=True)
class ExerciseDay:
    """What happened in one exercise on one day, also where nothing counted.

    counted, attempted: repetitions. reasons: why the others did not count, and how often. warnings: fault id to how often it
    was raised; low_back_warnings: how many of them were of the lower back.
    """

    day: date
    exercise: str
    sessions: int
    counted: int
    attempted: int
    reasons: Mapping[Reason, int]
    warnings: Mapping[str, int]
    low_back_warnings: int


def happened(sessions: Iterable[StoredSession]) -> list[ExerciseDay]:
    """One line for each day and exercise, oldest first; a day on which nothing counted has its line, too."""
    together: dict[tuple[date, str], list[StoredSession]] = defaultdict(list)
    for session in sessions:
        together[session.day, session.exercise].append(session)
    return [_exercise_day(day, exercise, of_day) for (day, exercise), of_day in sorted(together.items())]


def _exercise_day(day: date, exercise: str, sessions: list[StoredSession]) -> ExerciseDay:
    reps = [stored.rep for session in sessions for stored in session.reps]
    return ExerciseDay(
        day=day,
        exercise=exercise,
        sessions=len(sessions),
        counted=sum(rep.counted for rep in reps),
        attempted=len(reps),
        reasons=Counter(rep.reason for rep in reps if rep.reason is not None),
        warnings=Counter(warning.fault for session in sessions for warning in session.warnings),
        low_back_warnings=sum(session.low_back_warnings for session in sessions),
    )


@dataclass(frozen=True, slots=True)
class Walk:
    """A real walk. minutes > 0."""

    profile: str
    started: datetime
    minutes: float

    @property
    def day(self) -> date:
        """The user's own day on which it ended, which is when it is logged: a walk over midnight belongs to the new day."""
        return (self.started + timedelta(minutes=self.minutes)).date()


@dataclass(frozen=True, slots=True)
class PainScore:
    """Pain on the scale from 0 (none) to 10 (the worst imaginable)."""

    profile: str
    scored: datetime
    score: int
    moment: Moment = "any"


@dataclass(frozen=True, slots=True)
class PainStop:
    """An exercise that was ended because it hurt."""

    profile: str
    reported: datetime
    exercise: str

    @property
    def day(self) -> date:
        """The user's own day on which it hurt."""
        return self.reported.date()


@dataclass(frozen=True, slots=True)
class Screening:
    """Answers to the safety questions: question id to yes (True) or no."""

    profile: str
    answered: datetime
    answers: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class DoseWish:
    """A dose that the user set by hand; None leaves that figure to the rule."""

    profile: str
    exercise: str
    wished: datetime
    reps: int | None
    hold_s: float | None


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A therapist's plan as it is kept. removed: when it ceased to hold, None as long as it does. text: its file."""

    profile: str
    imported: datetime
    removed: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class StoredShown:
    """The best repetition of a day, as it can be shown. shown: when that was. poses: no more than a few a second."""

    profile: str
    shown: datetime
    exercise: str
    side: Side | None
    unit: str
    peak: float
    poses: tuple[Pose, ...]

    @property
    def day(self) -> date:
        """The user's own day."""
        return self.shown.date()


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """What became of one exercise that a plan asks for.

    title: in the English of its file. reps, hold_s: as the plan asks, None where it leaves that to the person's progress.
    days: of the week, Monday 0, every day where empty; times: on each. asked, done, begun, missed: how often, from the first
    day on which it held to the last; what was begun was not done to its end. by_hand: how many of those done are the person's
    own word, without a camera. less: how many of those done had a smaller dose, as after pain. beside: how often it was done
    when it was not asked. hurt: the days on which it was ended because it hurt. left_out: whether it is left out now.
    """

    exercise: str
    title: str
    sides: bool
    reps: int | None
    hold_s: float | None
    times: int
    days: tuple[int, ...]
    note: str
    asked: int = 0
    done: int = 0
    begun: int = 0
    missed: int = 0
    by_hand: int = 0
    less: int = 0
    beside: int = 0
    hurt: tuple[date, ...] = ()
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class PlanAnswers:
    """A plan answered exercise by exercise. first, last: the days that are looked at. ended: whether it holds no more."""

    title: str
    by: str
    note: str
    imported: datetime
    first: date
    last: date
    ended: bool
    answers: tuple[PlanAnswer, ...]

    def without_names(self) -> PlanAnswers:
        """The same without the texts in which somebody may be named."""
        unnoted = tuple(replace(answer, note="") for answer in self.answers)
        return replace(self, title="", by="", note="", answers=unnoted)
