"""Poses in, sets out: which exercises somebody does in a long clip, in which order, and how sure that is. Pure.

Every exercise's session looks at the poses and counts what it takes for its own. What one of them counted close together is a
candidate; of candidates at the same time the one that explains most of it is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot, inf, isnan
from typing import Final

from coach.coaching.session import Known, Session
from coach.engine.spec import Exercise
from coach.events import Event, FaultRaised, RepAbandoned, RepCompleted
from coach.measures.view import view_of
from coach.signals.body import Body
from coach.signals.moving import Moving
from coach.values import Pose, Rep

TOGETHER_S: Final = 20.0
"""Repetitions at most so far apart, or twice as long as the dose's hold, are of one set (chosen: a rest within a set)."""

APART_S: Final = 0.06
"""Poses nearer to each other are passed over: to tell which exercise it is, 15 a second are enough (chosen)."""

LOOKING_APART_S: Final = 0.19
"""The same while an exercise's start position is looked for, which asks most work (chosen)."""

BARRED_AFTER_S: Final = 2.0
"""How long somebody must plainly be otherwise than an exercise wants, before it is shown no more (chosen)."""

UPRIGHT_BELOW: Final = 0.5
"""Sine of the trunk's slope from upright, below which it stands (30°, chosen)."""

DOWN_ABOVE: Final = 0.85
"""The same, above which the trunk lies (58°, chosen)."""

FEET_BELOW_HIPS: Final = 0.45
"""How far the feet are below the hips, in trunk lengths, of whoever stands or sits on a chair (chosen: lying about 0)."""

SHORT_OF_S: Final = 0.1
"""By how much a hold may fall short between two poses that were looked at (chosen: a little more than APART_S)."""

FEWEST_OF_MANY: Final = 6
"""So many repetitions make a set where the dose asks for many, and a third of the dose where it asks for less (chosen)."""

TOLD_WEIGHT: Final = 0.3
"""What a repetition that was told of and not counted weighs against a counted one (chosen)."""

HELD_WEIGHT: Final = 1.5
"""What a repetition weighs that was held as its exercise asks: the more particular account of what was done, as elbows that
rest on the thighs against any bend forward (chosen)."""

MOST_REPS: Final = 200
"""The dose that is looked with, so that it is never done (the most there can be)."""

HELD_S: Final = 2.0
"""How long the end of a movement is held at least to be recognised, where the dose asks for longer (chosen): whoever lets go
too soon has done that exercise, too."""

AROUND_S: Final = 6.0
"""How much before and after a set belongs to it: the start position is seen there (chosen)."""


ELSE_S: Final = 4.0
"""How long somebody must do something else before it is told of (chosen: longer than sitting down or turning round)."""


@dataclass(frozen=True, slots=True)
class RecognisedSet:
    """Repetitions of one exercise that follow each other.

    reps: in order of time, counted or not; those that were not counted reached the target at least. faults: raised meanwhile.
    sure: 0..1, the product of two shares. The first is the set's weight against that of the strongest other exercise that
    counted at the same time (1 without any, a half where both are equal). The second grows with the repetitions: a half
    for one, three quarters for two, seven eighths for three; five seconds of holding weigh as much as a repetition. It is no
    probability: it orders sets by how much speaks for them.
    """

    exercise: str
    reps: tuple[Rep, ...]
    faults: tuple[str, ...] = ()
    sure: float = 0.0

    @property
    def start_s(self) -> float:
        """When its first repetition began."""
        return self.reps[0].start_s

    @property
    def end_s(self) -> float:
        """When its last repetition was over."""
        return max(rep.end_s for rep in self.reps)

    @property
    def counted(self) -> tuple[Rep, ...]:
        """The repetitions that count."""
        return tuple(rep for rep in self.reps if rep.counted)

    @property
    def weight(self) -> float:
        """How much it explains: the seconds of its repetitions, more of those held as asked, less of those only told of."""
        of_all = sum((rep.end_s - rep.start_s) * _weight(rep) for rep in self.reps)
        return of_all * (0.5 + 0.5 * len(self.counted) / len(self.reps))


def _weight(rep: Rep) -> float:
    if not rep.counted:
        return TOLD_WEIGHT
    return HELD_WEIGHT if rep.hold_s > 0 else 1.0


class Candidate:
    """One exercise that looks on. reps: those that were counted so far, and those that were told of and reached the target.

    It is shown nothing while somebody plainly cannot be doing it, which saves work.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        asked_s = exercise.dose.hold_s
        endless = exercise.with_reps(MOST_REPS)
        self._session = Session(endless.with_hold(HELD_S) if asked_s > HELD_S else endless, quiet=True)
        self._target = abs(exercise.gauge.target)
        # Of steps that follow each other in a third of a second nothing else is seen.
        self._quick = exercise.series.reps > 1
        self.reps: list[Rep] = []
        self._faults: list[FaultRaised] = []
        self._fed_s = -inf
        self._wrong_since_s: float | None = None
        # In a turn the shoulders look as narrow as from the side, for as long as it is held.
        turning = exercise.sides == "alternate" and exercise.view == "front"
        self._barred_after_s = BARRED_AFTER_S + (exercise.dose.hold_s if turning else 0.0)

    def update(self, pose: Pose, body: Body, seen: Seen) -> None:
        """Go on by one pose."""
        apart_s = LOOKING_APART_S if self._session.known is None and not self._quick else APART_S
        if pose.time_s - self._fed_s < apart_s or self._barred(pose.time_s, seen):
            return
        self._fed_s = pose.time_s
        self._hear(self._session.step(pose, body=body).events)

    def _hear(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, FaultRaised):
                self._faults.append(event)
            elif isinstance(event, RepCompleted) or (
                isinstance(event, RepAbandoned) and event.rep.peak >= self._target
            ):
                self.reps.append(event.rep)

    @property
    def known(self) -> Known | None:
        """The start position that counts now."""
        return self._session.known

    @property
    def under_way(self) -> bool:
        """Whether a repetition has begun and is not over."""
        return self._session.exercising

    @property
    def apart_s(self) -> float:
        """Repetitions farther apart than this are of two sets."""
        return max(TOGETHER_S, 2 * self.exercise.dose.hold_s)

    def _barred(self, time_s: float, seen: Seen) -> bool:
        if not seen.speaks_against(self.exercise):
            self._wrong_since_s = None
            return False
        if self._wrong_since_s is None:
            self._wrong_since_s = time_s
        return time_s - self._wrong_since_s > self._barred_after_s

    def sets(self) -> list[RecognisedSet]:
        """What it counted, in sets, however few they are. Nothing may be fed after it."""
        self._hear(self._session.finish())
        return self.sets_so_far()

    def sets_so_far(self, from_s: float = -inf) -> list[RecognisedSet]:
        """The same of what began at a time or later."""
        found: list[list[Rep]] = []
        for rep in sorted((rep for rep in self.reps if rep.start_s >= from_s), key=lambda rep: rep.start_s):
            if not found or rep.start_s - found[-1][-1].end_s > self.apart_s:
                found.append([])
            found[-1].append(rep)
        whole = [RecognisedSet(self.exercise.id, tuple(reps)) for reps in found]
        return [replace(each, faults=_within(each, self._faults)) for each in whole]


def _within(whole: RecognisedSet, raised: Sequence[FaultRaised]) -> tuple[str, ...]:
    return tuple(event.fault for event in raised if whole.start_s <= event.time_s <= whole.end_s)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a pose plainly shows, and what it leaves open: from which way, and whether somebody is upright or lies."""

    view: str
    upright: bool
    lying: bool

    @classmethod
    def of(cls, body: Body) -> Seen:
        """What a body shows."""
        hip, shoulder = body.centre("hip"), body.centre("shoulder")
        length = hypot(shoulder[0] - hip[0], shoulder[1] - hip[1])
        if isnan(length) or length == 0:
            return cls("unknown", False, False)
        slope = abs(shoulder[0] - hip[0]) / length
        feet = max((y for side in ("left", "right") if not isnan(y := body[f"{side}_ankle"][1])), default=inf)
        below = (feet - hip[1]) / length > FEET_BELOW_HIPS
        stands = slope < UPRIGHT_BELOW and shoulder[1] < hip[1]
        return cls(view_of(body), stands and below, slope > DOWN_ABOVE and not below)

    def speaks_against(self, exercise: Exercise) -> bool:
        """Whether somebody who is seen so is plainly not doing that exercise."""
        if exercise.view == "side":
            on_the_floor = not {"standing", "seated"} & {exercise.position, *exercise.also}
            facing = self.view == "front" and "diagonal" not in exercise.views
            return facing or (self.upright if on_the_floor else self.lying)
        return self.view == "side" and "side" not in exercise.views


class Recogniser:
    """Feed it every pose in order, then ask for the sets, once, and for what was done besides."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self._candidates = [Candidate(exercise) for exercise in exercises]
        self._moving = Moving()
        self._taken_s = -inf

    def update(self, pose: Pose) -> None:
        """Go on by one pose."""
        if pose.time_s - self._taken_s < APART_S:
            return
        self._taken_s = pose.time_s
        body = Body.of(pose)
        self._moving.update(pose.time_s, body)
        seen = Seen.of(body)
        for candidate in self._candidates:
            candidate.update(pose, body, seen)

    def something_else(self, sets: Sequence[RecognisedSet]) -> list[tuple[float, float]]:
        """From when until when somebody moved and did none of these sets, nor got ready for one, in order of time."""
        return besides(self._moving.stretches(), sets)

    def sets(self) -> list[RecognisedSet]:
        """The sets in order of time, none of which is done while another is."""
        fewest = {each.exercise.id: fewest_of(each.exercise) for each in self._candidates}
        asked_s = {each.exercise.id: each.exercise.dose.hold_s for each in self._candidates}
        sets = chosen([found for each in self._candidates for found in each.sets()], fewest)
        return [replace(each, reps=tuple(_asked(rep, asked_s[each.exercise]) for rep in each.reps)) for each in sets]


def _asked(rep: Rep, hold_s: float) -> Rep:
    """The repetition as it counts in the exercise's own dose."""
    return replace(rep, counted=rep.counted and rep.hold_s >= hold_s - SHORT_OF_S)


def fewest_of(exercise: Exercise) -> int:
    """How many counted repetitions make a set of an exercise."""
    return min(FEWEST_OF_MANY, max(1, exercise.dose.reps // 3))


def chosen(candidates: Sequence[RecognisedSet], fewest: dict[str, int]) -> list[RecognisedSet]:
    """Of candidates at the same time the one that explains most; what the others have besides may still be a set of theirs.

    fewest: exercise id to how many counted repetitions make a set of it.
    """
    left, taken = list(candidates), list[RecognisedSet]()
    while left := [each for each in left if len(each.counted) >= fewest.get(each.exercise, 1)]:
        best = max(left, key=lambda each: each.weight)
        left.remove(best)
        rivals = [meanwhile(each, best, outside=False) for each in left if each.exercise != best.exercise]
        strongest = max((each.weight for each in rivals if each is not None), default=0.0)
        held = sum(rep.hold_s for rep in best.counted)
        share = best.weight / (best.weight + strongest) if best.weight else 0.0
        taken.append(replace(best, sure=share * (1 - 0.5 ** (len(best.counted) + held / 5))))
        left = [rest for each in left if (rest := meanwhile(each, best, outside=True)) is not None]
    return sorted(taken, key=lambda each: each.start_s)


def meanwhile(whole: RecognisedSet, other: RecognisedSet, *, outside: bool) -> RecognisedSet | None:
    """What of a set is done outside of another's time, or within it; None where that is nothing."""
    reps = [rep for rep in whole.reps if (rep.end_s <= other.start_s or rep.start_s >= other.end_s) is outside]
    return replace(whole, reps=tuple(reps)) if reps else None


def besides(moving: Sequence[tuple[float, float]], sets: Sequence[RecognisedSet]) -> list[tuple[float, float]]:
    """What of the stretches in which somebody moves lies outside of sets and of the time around them, and is long enough."""
    left = list(moving)
    for each in sets:
        from_s, until_s = each.start_s - AROUND_S, each.end_s + AROUND_S
        left = [
            part
            for start_s, end_s in left
            for part in ((start_s, min(end_s, from_s)), (max(start_s, until_s), end_s))
            if part[0] < part[1]
        ]
    return [part for part in left if part[1] - part[0] >= ELSE_S]


def recognised(poses: Sequence[Pose], exercises: Sequence[Exercise]) -> list[RecognisedSet]:
    """The sets in a clip of which all poses are known."""
    recogniser = Recogniser(exercises)
    for pose in poses:
        recogniser.update(pose)
    return recogniser.sets()


def stretches(sets: Sequence[RecognisedSet], poses: Sequence[Pose]) -> list[list[Pose]]:
    """The poses of each set and of the time around it, half way to its neighbours at most: to be coached by itself."""
    found: list[list[Pose]] = []
    for number, each in enumerate(sets):
        from_s, until_s = each.start_s - AROUND_S, each.end_s + AROUND_S
        if number:
            from_s = max(from_s, (sets[number - 1].end_s + each.start_s) / 2)
        if number + 1 < len(sets):
            until_s = min(until_s, (each.end_s + sets[number + 1].start_s) / 2)
        found.append([pose for pose in poses if from_s <= pose.time_s < until_s])
    return found
