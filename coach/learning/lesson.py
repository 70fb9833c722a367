"""Learns an exercise from clips in which it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from coach.engine.spec import Exercise
from coach.errors import LearnError, Said
from coach.learning.courses import Courses
from coach.learning.draft import Plan, asked_hold, drafted, shares
from coach.learning.leading_measures import Carrier, carriers, leads
from coach.learning.movements import Movement, movements_in
from coach.learning.pattern import Pattern, pattern_of
from coach.learning.posture import holds, posture_of
from coach.learning.shown_clip import Shown
from coach.learning.tempo import tempo_of
from coach.learning.trial import counted
from coach.learning.wrong import fault_of

LEAST_HOLD_S: Final = 1.0
"""A hold shorter than this is a turning round (chosen)."""

STEPS_EASIER: Final = 0.85
"""Of steps this share of the way is enough where the whole is asked of others (chosen: the first and the last of a row, from
standing and to it, are a third lower than those between)."""

EASIER: Final = (0.70, 0.60, 0.50)
"""Shares of the smallest repetition's way that are asked for: the first with which all that was shown counts (chosen)."""


@dataclass(frozen=True, eq=False)
class Lesson:
    """What was learned. unknown: what could not be told, a sentence each; why: part of the file to where its figure is from."""

    exercise: Exercise
    plan: Plan
    unknown: tuple[Said, ...]
    why: dict[str, str]


def learn(name: str, title: str, clips: Sequence[Shown], wrong: Shown | None = None, what: str = "") -> Lesson:
    """name: the id of the new exercise. wrong: a clip in which it is done badly; what: in which way.

    Raises LearnError where no exercise can be made of the clips.
    """
    view = _one_view([*clips, *([wrong] if wrong else [])])
    courses = [Courses.of(clip) for clip in clips]
    pattern = pattern_of([(each.shown.name, movements_in(each, view)) for each in courses], view)
    gauge = _gauge(pattern, view, clips)
    posture = posture_of(courses, view, [(each.courses, each.first, each.last) for each in pattern.all])
    tempo = tempo_of(pattern, gauge)
    source = f"Learned from {pattern.repetitions} repetitions that were shown"
    plan = Plan(name, title, source, pattern, posture, gauge, tempo, kept=posture.kept)
    plan = _that_counts(plan, courses)
    unknown = _unknown(plan, courses)
    if wrong is not None:
        badly = Courses.of(wrong)
        bad = movements_in(badly, view)
        fault = fault_of(pattern.all, bad, view, what, wrong.name)
        if fault is None:
            unknown += (Said("unsure_fault", {"clip": wrong.name}),)
        else:
            # Where the way of doing it badly leaves the posture it would be taken for something else, and nothing said.
            plan = replace(plan, faults=(fault,), kept=tuple(each for each in plan.kept if holds(each, bad)))
    return Lesson(drafted(plan), plan, unknown, _why(plan))


def _one_view(clips: Sequence[Shown]) -> str:
    views = [clip.view() for clip in clips]
    for clip, view in zip(clips, views, strict=True):
        if view != views[0]:
            raise LearnError("learn_other_direction", clip=clip.name, other=clips[0].name)
    return views[0]


def _gauge(pattern: Pattern, view: str, clips: Sequence[Shown]) -> Carrier:
    gauge = next((each for each in carriers(pattern, view) if leads(each, pattern)), None)
    if gauge is None:
        raise LearnError("learn_no_measure", clip=", ".join(clip.name for clip in clips))
    return gauge


def _that_counts(plan: Plan, courses: Sequence[Courses]) -> Plan:
    """The strictest one that counts all that was shown, and nothing else in it. Raises LearnError where none does."""
    wanted = [sum(each.courses is clip for each in _shown(plan.pattern)) for clip in courses]
    # Of steps that follow each other at once the first one of all may be too small to be told from a shift of the weight, and
    # some too unlike the others, a heavy one after light ones, to be taken for the same before it is known what is counted.
    more = [1 + sum(each.courses is clip for each in plan.pattern.left_out) for clip in courses]
    found: list[int] = []
    for easier in EASIER:
        trial = replace(plan, reached=easier * (STEPS_EASIER if plan.tempo.quick else 1.0))
        if plan.tempo.holds and plan.pattern.kind != "ends":
            trial = _with_hold(trial, courses)
        found = [len(counted(drafted(trial), clip.shown.poses)[0]) for clip in courses]
        if found == wanted or (
            plan.tempo.quick and all(0 <= a - b <= c for a, b, c in zip(found, wanted, more, strict=True))
        ):
            return trial
    name, many, of = next((clip.shown.name, a, b) for clip, a, b in zip(courses, found, wanted, strict=True) if a != b)
    raise LearnError("learn_miscounts", clip=name, found=of, counted=many)


def _shown(pattern: Pattern) -> tuple[Movement, ...]:
    return pattern.all if pattern.kind == "sides" else pattern.first


def _with_hold(plan: Plan, courses: Sequence[Courses]) -> Plan:
    """With the hold that all repetitions kept, as the coach itself times it."""
    exercise = drafted(replace(plan, hold_s=0.5))
    held = [rep.hold_s for each in courses for rep in counted(exercise, each.shown.poses)[0]]
    if len(held) < plan.pattern.repetitions:
        return plan
    hold_s = asked_hold(held)
    return replace(plan, hold_s=hold_s) if hold_s >= LEAST_HOLD_S else plan


def _unknown(plan: Plan, courses: Sequence[Courses]) -> tuple[Said, ...]:
    """What could not be told."""
    pattern = plan.pattern
    said = [Said("unsure_start", {"clip": each.shown.name}) for each in courses if not each.resting.sure]
    if pattern.left_out:
        moments = ", ".join(f"{each.start_s:.1f} s" for each in pattern.left_out[:5])
        said.append(Said("unsure_left_out", {"count": len(pattern.left_out), "moments": moments}))
    if pattern.kind == "sides" and len(pattern.first) != len(pattern.second):
        said.append(Said("unsure_sides", {"one": len(pattern.first), "other": len(pattern.second)}))
    if plan.gauge.spread > 0.2 * plan.gauge.least:
        said.append(Said("unsure_target"))
    if pattern.repetitions < 3:
        said.append(Said("unsure_two"))
    said.append(Said("unsure_words"))
    return tuple(said)


def _why(plan: Plan) -> dict[str, str]:
    gauge = plan.gauge
    back, begun = shares(gauge)
    if plan.pattern.kind == "ends":
        rest = "one end and the other, and back"
    else:
        rest = f"over at {100 * back:.0f} % of the smallest repetition's way, begun at {100 * begun:.0f} %"
    return {
        "gauge": f"{100 * plan.reached:.0f} % of the smallest repetition's way, {gauge.least:.0f}{gauge.unit}; they differ by "
        f"{gauge.spread:.1f}{gauge.unit}, the measure by {gauge.error:.1f}{gauge.unit}",
        "phase": rest,
        "baseline": "as shown at rest, with room for other people",
        "posture": "as shown all the while, with room for other people",
        "fault": "half way between the clips done well and the one done badly",
        "cue": "a placeholder: write what is to be said",
        "instructions": "placeholders: write how it is done",
        "dose": "as many as were shown",
    }
