"""From what was found to an exercise as its file has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Any, Final

from coach.engine.spec import Exercise
from coach.learning.leading_measures import Carrier
from coach.learning.pattern import Pattern
from coach.learning.posture import Posture, Window
from coach.learning.reliability import PEOPLE_DIFFER, is_absolute
from coach.learning.tempo import Tempo
from coach.measures import registry

BACK: Final = 0.15
"""A repetition is over when this share of the smallest one's way is left ..."""

BEGUN: Final = 0.25
"""... and has begun at this share ..."""

REACHED: Final = 0.70
"""... and has come far enough at this one (chosen: half of the way is not enough, and other people reach 20 % less)."""

HELPS: Final = 0.5
"""A second measure must come so far (chosen: it says that it is this movement, not how well it was done)."""

OTHER_END: Final = 0.5
"""Of the way to the other end this share is enough (chosen: most people reach one end less surely)."""

STAYS: Final = 0.1
"""So much less is enough to go on holding (chosen)."""

STILL: Final = 0.3
"""A hold is slower than this share of the target's way a second (chosen, as the shipped exercises are: 0.2 to 0.37)."""

SERIES: Final = 4
"""So many quick movements in a row are meant (chosen: two steps to each side; one is a shift of the weight)."""


@dataclass(frozen=True)
class Plan:
    """What an exercise is made of. helpers: measures beside the gauge that say that it is this movement.

    kept: what holds all the while. hold_s: the hold that is asked for, 0 for none.
    """

    id: str
    title: str
    source: str
    pattern: Pattern
    posture: Posture
    gauge: Carrier
    tempo: Tempo
    helpers: tuple[Carrier, ...] = ()
    kept: tuple[Window, ...] = ()
    hold_s: float = 0.0
    faults: tuple[dict[str, Any], ...] = ()
    reached: float = REACHED


def drafted(plan: Plan) -> Exercise:
    """The exercise."""
    return Exercise.model_validate(document(plan))


def document(plan: Plan) -> dict[str, Any]:
    """As a file has it, key by key."""
    pattern, posture = plan.pattern, plan.posture
    sides = ("alternate" if pattern.alternate else "either") if pattern.kind == "sides" else "none"
    per_side = min(len(pattern.first), len(pattern.second)) if sides != "none" else pattern.repetitions
    dose: dict[str, Any] = {"reps": max(1, per_side)}
    if plan.hold_s:
        dose["hold_s"] = plan.hold_s
    dose["source"] = "as shown"
    target = target_of(plan)
    made: dict[str, Any] = {
        "id": plan.id,
        "title": plan.title,
        "source": plan.source,
        "position": posture.position,
        "view": posture.view,
        "sides": sides,
        "needs": list(posture.needs),
        "camera": camera_words(posture.view),
        "instructions": instructions(plan),
        "dose": dose,
        "gauge": {"measure": plan.gauge.name, "target": abs(target)},
        "baseline": {"for_s": 1.5, "when": [_of_window(each) for each in posture.begins]},
        "posture": [_of_window(each) for each in plan.kept],
    }
    if plan.tempo.quick:
        made["series"] = {"reps": SERIES, "within_s": round(max(0.5, 2 * plan.tempo.apart_s), 1)}
    made["phase"] = _phases(plan)
    made["fault"] = [*plan.faults]
    made["cue"] = [{"at": made["phase"][1]["name"], "text": "Your cue for the way there."}]
    return made


def camera_words(view: str) -> str:
    """Where the camera stands."""
    return {
        "front": "In front of you, 2 to 3 m away, at chest height, so that head and knees are in the picture.",
        "side": "Square to your side, 2 to 3 m away, so that head and knees are in the picture.",
        "feet-end": "At your feet, high above the floor and looking down at you, so that all of you is in the picture.",
    }[view]


def instructions(plan: Plan) -> list[str]:
    """What is known of how it is done, and the place for the rest."""
    where = {
        "standing": "Stand",
        "seated": "Sit",
        "lying": "Lie down",
        "all-fours": "Go on your hands and knees",
    }[plan.posture.position]
    seen = {"front": "facing the camera", "side": "sideways to the camera", "feet-end": "with your feet to the camera"}
    lines = [f"{where}, {seen[plan.posture.view]}.", "Do the movement as it was shown. (Write here how it is done.)"]
    if plan.hold_s:
        lines.append(f"Hold for {plan.hold_s:g} seconds and come back slowly.")
    return lines


def target_of(plan: Plan) -> float:
    """The gauge's value that counts."""
    return _number(plan.gauge, plan.reached)


def _phases(plan: Plan) -> list[dict[str, Any]]:
    gauge = plan.gauge
    if plan.pattern.kind == "ends":
        return _ends(plan)
    back, begun = shares(gauge)
    outward = "below" if gauge.sign > 0 else "above"
    rest = _condition(gauge, outward, back)
    if gauge.sided == "signed" and not plan.tempo.quick:
        # Of quick ones to either side at once the one leads through rest to the other, and does not rest there: where that
        # lies a little to one side, as for whoever stands so, no step would be over.
        rest["either_way"] = True
    start: dict[str, Any] = {"name": "start", "enter": [rest]}
    reached = [_condition(gauge, _beyond(gauge), plan.reached)]
    helps = [_condition(each, _beyond(each), HELPS) for each in plan.helpers]
    if plan.tempo.quick:
        start["dwell_s"] = 0
        return [start, {"name": "reached", "enter": [*reached, *helps], "dwell_s": 0}]
    moving = {"name": "moving", "enter": [_condition(gauge, _beyond(gauge), begun)]}
    if not plan.hold_s:
        return [start, moving, {"name": "reached", "enter": [*reached, *helps]}]
    slow = _speed(STILL * plan.reached * gauge.least)
    stay = [_condition(gauge, _beyond(gauge), plan.reached - STAYS) | {"slower_than": _speed(1.25 * slow)}]
    hold = {"name": "hold", "hold": True, "enter": [reached[0] | {"slower_than": slow}, *helps], "stay": stay}
    return [start, moving, hold, {"name": "returning"}]


def _ends(plan: Plan) -> list[dict[str, Any]]:
    """From rest to one end, to the other, and back. On the way from end to end rest is only passed through: it is given up
    only by resting there."""
    gauge, name = plan.gauge, plan.gauge.name
    second = min(map(abs, gauge.second))
    high = {"measure": name, "above": _number(gauge, plan.reached)}
    low = {"measure": name, "below": _tidy(gauge.rest - OTHER_END * second)}
    above, below = _tidy(gauge.rest - 0.25 * second), _tidy(gauge.rest + 0.25 * gauge.least)
    back = {"measure": name, "below": below} if gauge.low_first else {"measure": name, "above": above}
    slow = _speed(min(0.5 * plan.tempo.middle, 0.2 * (gauge.least + second)))
    give_up = {"measure": name, "above": above, "below": below, "slower_than": slow}
    ends = [("up", high), ("down", low)]
    return [
        {"name": "start", "enter": [back], "dwell_s": 0.3, "give_up": [give_up]},
        *({"name": each, "enter": [end]} for each, end in (reversed(ends) if gauge.low_first else ends)),
    ]


def shares(gauge: Carrier) -> tuple[float, float]:
    """Shares of the smallest way at which a repetition is over and has begun; later where people differ at rest, and
    where the measure's own error would look like a beginning."""
    differ = PEOPLE_DIFFER.get(gauge.unit, 0.0) if is_absolute(registry.sides_of(gauge.name)[0]) else 0.0
    back = min(0.4, max(BACK, differ / gauge.least, 0.8 * gauge.error / gauge.least))
    return back, min(0.5, max(BEGUN, back + 0.1, 1.2 * gauge.error / gauge.least))


def _beyond(carrier: Carrier) -> str:
    return "above" if carrier.sign > 0 else "below"


def _condition(carrier: Carrier, bound: str, share: float) -> dict[str, Any]:
    return {"measure": carrier.name, bound: _number(carrier, share)}


def _number(carrier: Carrier, share: float) -> float:
    return _tidy(carrier.at(share))


def _tidy(value: float) -> float:
    """Rounded to what can be read: whole numbers, tenths of small ones."""
    return round(value, 1) if abs(value) < 10 else float(round(value))


def _speed(value: float) -> float:
    return max(0.5, round(value, 1) if value < 4 else float(round(value)))


def _of_window(window: Window) -> dict[str, Any]:
    made: dict[str, Any] = {"measure": window.measure}
    if window.above is not None:
        made["above"] = window.above
    if window.below is not None:
        made["below"] = window.below
    return made


def asked_hold(held_s: Sequence[float]) -> float:
    """The hold to ask for after these were held: the longest half second (from five on whole second) that all did with room."""
    least = min(held_s) - 0.3
    step = 1.0 if least >= 5 else 0.5
    return max(0.5, floor(least / step) * step)
