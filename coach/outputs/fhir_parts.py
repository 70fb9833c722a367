"""The pieces that FHIR resources are put together from: codes, figures with units, observations."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

CODE_SYSTEM: Final = "urn:uuid:075b6c04-2f69-41d3-a63f-1a895f748e9a"
"""Identifies Coach's own codes, for good."""

CONCEPTS: Final[Mapping[str, str]] = {
    "session": "One exercise, done once",
    "repetition": "One repetition of an exercise; its value is the largest reached by the exercise's measure",
    "exercise": "Which exercise, by its id",
    "side": "The person's own side",
    "expected-error": "How far off the measure is to be expected: mean absolute error, unsigned",
    "target": "What the exercise's measure was to reach",
    "hold": "How long the target was held still",
    "hold-asked": "How long it was to be held",
    "repetitions-asked": "How many repetitions were asked, on each side where there are sides",
    "repetitions-counted": "How many repetitions counted",
    "repetitions-attempted": "How many repetitions there were, counted or not",
    "counted": "Whether the repetition counted",
    "not-counted-because": "Why it did not count",
    "fault": "A fault that was seen during the repetition, by its id",
    "low-back": "Whether the movement had shifted to the lower back in the repetition",
    "low-back-share": "Share of the repetitions in which the movement had shifted to the lower back",
    "low-back-warnings": "How often it was warned that the movement had shifted to the lower back",
    "completed": "Whether all that was asked was done",
    "moment": "When a pain score was given: before or after exercising, or at any other moment",
    "pain-stop": "The exercise was ended because it hurt",
    "safety-answer": "Answer to a question about safety; its component names the question",
    "question": "Which question, by its id",
    "plan-answer": "What became of one exercise that a plan asks for, over the days of the plan",
    "times-asked": "How often it was due",
    "times-done": "How often it was done to the end of its dose",
    "times-begun": "How often it was begun and not done to the end",
    "times-missed": "How often it was not done on a day that is over",
    "times-by-hand": "How many of the times done are the person's own word, without a camera",
}
"""The codes of that system and what they mean."""

LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
UCUM: Final = "http://unitsofmeasure.org"
CATEGORIES: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"

PAIN: Final = (LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
EXERCISE_DURATION: Final = (LOINC, "55411-3", "Exercise duration")
SIDES: Final = {"left": (SNOMED, "7771000", "Left"), "right": (SNOMED, "24028007", "Right")}
UNITS: Final = {"°": "deg", "%": "%", "s": "s", "": "1"}
"""Units as they are shown, and in UCUM."""

DECIMALS: Final = 3

Resource = dict[str, Any]

Coded = tuple[str, str, str]
"""Code system, code, and what it means."""


def own(code: str) -> Coded:
    """A code of Coach's own."""
    return CODE_SYSTEM, code, CONCEPTS[code]


def observation(
    category: str,
    code: Coded,
    when: str | tuple[str, str],
    value: Resource,
    parts: Sequence[Resource | None] = (),
) -> Resource:
    """An Observation: of which kind, when, its value and its components."""
    effective = (
        {"effectiveDateTime": when}
        if isinstance(when, str)
        else {"effectivePeriod": dict(zip(("start", "end"), when, strict=True))}
    )
    components = [part for part in parts if part is not None]
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [concept((CATEGORIES, category, category.capitalize()))],
        "code": concept(code),
        **effective,
        **value,
        **({"component": components} if components else {}),
    }


def concept(coded: Coded) -> Resource:
    """A code as a CodeableConcept."""
    system, code, meaning = coded
    return {"coding": [{"system": system, "code": code, "display": meaning}]}


def component(code: str, value: str | bool | int) -> Resource:
    """A part of an Observation that is no quantity."""
    kind = "valueBoolean" if isinstance(value, bool) else "valueInteger" if isinstance(value, int) else "valueString"
    return {"code": concept(own(code)), kind: value}


def measured(code: str, value: float | None, unit: str) -> Resource | None:
    """A part of an Observation that is a quantity, None where it is not known."""
    return {"code": concept(own(code)), **quantity(value, unit)} if is_known(value) and value is not None else None


def quantity(value: float, unit: str) -> Resource:
    """A figure with its unit, as a value."""
    return {"valueQuantity": {"value": round(value, DECIMALS), "unit": unit, "system": UCUM, "code": unit}}


def unknown() -> Resource:
    """That there is no value."""
    return {"dataAbsentReason": concept((ABSENT, "unknown", "Unknown"))}


def is_known(value: float | None) -> bool:
    """Whether a figure is one."""
    return value is not None and math.isfinite(value)
