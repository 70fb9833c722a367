"""The record as a FHIR R4 Bundle of Observations, for a clinic's own systems.

Codes are of LOINC and SNOMED CT only where there is one that means just this; all others are of Coach's own code system,
which is in the bundle, too. Units are UCUM. ``coach/outputs/FORMATS.md`` says what is in it.
"""

from __future__ import annotations

import json
import math
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from coach import __version__
from coach.outputs.files import write_whole
from coach.outputs.store.everything import Everything, Row

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
}
"""The codes of that system and what they mean."""

_LOINC: Final = "http://loinc.org"
_SNOMED: Final = "http://snomed.info/sct"
_UCUM: Final = "http://unitsofmeasure.org"
_CATEGORIES: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"

_PAIN: Final = (_LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
_EXERCISE_DURATION: Final = (_LOINC, "55411-3", "Exercise duration")
_SIDES: Final = {"left": (_SNOMED, "7771000", "Left"), "right": (_SNOMED, "24028007", "Right")}
_UNITS: Final = {"°": "deg", "%": "%", "s": "s", "": "1"}
"""Units as they are shown, and in UCUM."""

_DECIMALS: Final = 3

Resource = dict[str, Any]


def write_fhir(everything: Everything, path: Path, at: datetime, *, with_name: bool) -> None:
    """One file, UTF-8 JSON. Raises ExportError where it cannot be written."""
    bundle = as_bundle(everything, at, with_name=with_name)
    write_whole(path, json.dumps(bundle, ensure_ascii=False, allow_nan=False) + "\n")


def as_bundle(everything: Everything, at: datetime, *, with_name: bool) -> Resource:
    """The record as a Bundle of type collection. at: when it is made, with offset.

    The patient has no name unless with_name, and every export gives new ids, so that two of them cannot be joined by those.
    """
    patient, device = _address(), _address()
    entries: list[tuple[str, Resource]] = [
        (patient, _patient(everything.profile if with_name else None)),
        (device, _device()),
        (_address(), _code_system()),
    ]
    common = {"subject": {"reference": patient}, "device": {"reference": device}}
    entries += [(address, resource | common) for address, resource in _observations(everything.tables)]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.isoformat(timespec="seconds"),
        "entry": [{"fullUrl": address, "resource": resource} for address, resource in entries],
    }


def _observations(tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, Resource]]:
    reps: dict[int, list[Row]] = defaultdict(list)
    for row in tables.get("reps", ()):
        reps[row["session"]].append(row)
    warned = Counter(row["session"] for row in tables.get("warnings", ()) if row["low_back"])
    for session in tables.get("sessions", ()):
        done = [(_address(), rep, _repetition(rep, session)) for rep in reps[session["session"]]]
        yield (
            _address(),
            _session(
                session, [rep for _, rep, _ in done], [address for address, _, _ in done], warned[session["session"]]
            ),
        )
        yield from ((address, resource) for address, _, resource in done)
    for row in tables.get("pain", ()):
        value = _quantity(row["score"], "{score}")
        yield _address(), _observation("survey", _PAIN, row["scored"], value, [_component("moment", row["moment"])])
    for row in tables.get("pain_stops", ()):
        parts = [_component("exercise", row["exercise"])]
        yield _address(), _observation("survey", _own("pain-stop"), row["reported"], {"valueBoolean": True}, parts)
    for row in tables.get("walks", ()):
        yield _address(), _observation("activity", _EXERCISE_DURATION, row["started"], _quantity(row["minutes"], "min"))
    for row in tables.get("safety", ()):
        answer, parts = {"valueBoolean": row["yes"]}, [_component("question", row["question"])]
        yield _address(), _observation("survey", _own("safety-answer"), row["answered"], answer, parts)


def _session(session: Row, reps: Sequence[Row], members: Sequence[str], low_back_warnings: int) -> Resource:
    unit = _UNITS.get(session["unit"].strip(), "1")
    attempted = len(reps)
    parts = [
        _component("exercise", session["exercise"]),
        _component("completed", session["completed"]),
        _component("repetitions-asked", session["reps_asked"]),
        _component("repetitions-counted", sum(rep["counted"] for rep in reps)),
        _component("repetitions-attempted", attempted),
        _component("low-back-warnings", low_back_warnings),
        _measured("hold-asked", session["hold_asked_s"], "s"),
        _measured("target", session["target"], unit),
        _measured("expected-error", session["error"], unit),
        _measured("low-back-share", 100 * sum(rep["low_back"] for rep in reps) / attempted if attempted else None, "%"),
    ]
    resource = _observation("activity", _own("session"), session["started"], {}, parts)
    return resource | ({"hasMember": [{"reference": member} for member in members]} if members else {})


def _repetition(rep: Row, session: Row) -> Resource:
    unit = _UNITS.get(session["unit"].strip(), "1")
    side = rep["side"]
    parts = [
        _component("exercise", rep["exercise"]),
        {"code": _concept(_own("side")), "valueCodeableConcept": _concept(_SIDES[side])} if side else None,
        _measured("expected-error", session["error"], unit),
        _measured("hold", rep["hold_s"], "s"),
        _component("counted", rep["counted"]),
        _component("not-counted-because", rep["reason"]) if rep["reason"] else None,
        *(_component("fault", fault) for fault in rep["faults"]),
        _component("low-back", rep["low_back"]),
    ]
    value = _quantity(rep["peak_deg"], unit) if _is_known(rep["peak_deg"]) else _unknown()
    return _observation("activity", _own("repetition"), _when(rep, session["started"]), value, parts)


def _when(rep: Row, session_started: str) -> str | tuple[str, str]:
    """From when to when, as the source's own seconds after the session's beginning tell."""
    if not (_is_known(rep["start_s"]) and _is_known(rep["end_s"])):
        return session_started
    began = datetime.fromisoformat(session_started)
    first, last = (began + timedelta(seconds=rep[name]) for name in ("start_s", "end_s"))
    return first.isoformat(timespec="milliseconds"), last.isoformat(timespec="milliseconds")


Coded = tuple[str, str, str]
"""Code system, code, and what it means."""


def _own(code: str) -> Coded:
    return CODE_SYSTEM, code, CONCEPTS[code]


def _observation(
    category: str,
    code: Coded,
    when: str | tuple[str, str],
    value: Resource,
    parts: Sequence[Resource | None] = (),
) -> Resource:
    effective = (
        {"effectiveDateTime": when}
        if isinstance(when, str)
        else {"effectivePeriod": dict(zip(("start", "end"), when, strict=True))}
    )
    components = [part for part in parts if part is not None]
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [_concept((_CATEGORIES, category, category.capitalize()))],
        "code": _concept(code),
        **effective,
        **value,
        **({"component": components} if components else {}),
    }


def _concept(coded: Coded) -> Resource:
    system, code, meaning = coded
    return {"coding": [{"system": system, "code": code, "display": meaning}]}


def _component(code: str, value: str | bool | int) -> Resource:
    kind = "valueBoolean" if isinstance(value, bool) else "valueInteger" if isinstance(value, int) else "valueString"
    return {"code": _concept(_own(code)), kind: value}


def _measured(code: str, value: float | None, unit: str) -> Resource | None:
    return {"code": _concept(_own(code)), **_quantity(value, unit)} if _is_known(value) and value is not None else None


def _quantity(value: float, unit: str) -> Resource:
    return {"valueQuantity": {"value": round(value, _DECIMALS), "unit": unit, "system": _UCUM, "code": unit}}


def _unknown() -> Resource:
    return {"dataAbsentReason": _concept((_ABSENT, "unknown", "Unknown"))}


def _is_known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _patient(name: str | None) -> Resource:
    return {"resourceType": "Patient", "active": True, **({"name": [{"text": name}]} if name else {})}


def _device() -> Resource:
    return {
        "resourceType": "Device",
        "deviceName": [{"name": "Coach", "type": "user-friendly-name"}],
        "version": [{"value": __version__}],
    }


def _code_system() -> Resource:
    return {
        "resourceType": "CodeSystem",
        "url": CODE_SYSTEM,
        "name": "CoachCodes",
        "status": "active",
        "content": "complete",
        "caseSensitive": True,
        "concept": [{"code": code, "display": meaning} for code, meaning in CONCEPTS.items()],
    }


def _address() -> str:
    return f"urn:uuid:{uuid.uuid4()}"
