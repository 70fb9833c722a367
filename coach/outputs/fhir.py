"""The record as a FHIR R4 Bundle of Observations, for a clinic's own systems.

Codes are of LOINC and SNOMED CT only where there is one that means just this; all others are of Coach's own code system,
which is in the bundle, too. Units are UCUM. ``coach/outputs/FORMATS.md`` says what is in it.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from coach import __version__
from coach.files.writing import write_whole
from coach.outputs.fhir_parts import (
    CODE_SYSTEM,
    CONCEPTS,
    EXERCISE_DURATION,
    PAIN,
    SIDES,
    UNITS,
    Resource,
    component,
    concept,
    is_known,
    measured,
    observation,
    own,
    quantity,
    unknown,
)
from coach.outputs.fhir_plans import care_plan, plan_answer
from coach.record.entries import PlanAnswers
from coach.record.store.everything import Everything, Row


def write_fhir(
    everything: Everything, path: Path, at: datetime, *, with_name: bool, plans: Sequence[PlanAnswers] = ()
) -> None:
    """One file, UTF-8 JSON. Raises ExportError where it cannot be written."""
    bundle = as_bundle(everything, at, with_name=with_name, plans=plans)
    write_whole(path, json.dumps(bundle, ensure_ascii=False, allow_nan=False) + "\n")


def as_bundle(everything: Everything, at: datetime, *, with_name: bool, plans: Sequence[PlanAnswers] = ()) -> Resource:
    """The record as a Bundle of type collection. at: when it is made, with offset. plans: what became of what they ask for.

    The patient has no name unless with_name, and every export gives new ids, so that two of them cannot be joined by those.
    """
    patient, device = _address(), _address()
    entries: list[tuple[str, Resource]] = [
        (patient, _patient(everything.profile if with_name else None)),
        (device, _device()),
        (_address(), _code_system()),
    ]
    subject = {"subject": {"reference": patient}}
    common = subject | {"device": {"reference": device}}
    entries += [(address, resource | common) for address, resource in _observations(everything.tables)]
    for plan in plans:
        address = _address()
        entries.append((address, care_plan(plan) | subject))
        entries += [(_address(), plan_answer(plan, answer, address) | common) for answer in plan.answers]
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
        value = quantity(row["score"], "{score}")
        yield _address(), observation("survey", PAIN, row["scored"], value, [component("moment", row["moment"])])
    for row in tables.get("pain_stops", ()):
        parts = [component("exercise", row["exercise"])]
        yield _address(), observation("survey", own("pain-stop"), row["reported"], {"valueBoolean": True}, parts)
    for row in tables.get("walks", ()):
        yield _address(), observation("activity", EXERCISE_DURATION, row["started"], quantity(row["minutes"], "min"))
    for row in tables.get("safety", ()):
        answer, parts = {"valueBoolean": row["yes"]}, [component("question", row["question"])]
        yield _address(), observation("survey", own("safety-answer"), row["answered"], answer, parts)


def _session(session: Row, reps: Sequence[Row], members: Sequence[str], low_back_warnings: int) -> Resource:
    unit = UNITS.get(session["unit"].strip(), "1")
    attempted = len(reps)
    parts = [
        component("exercise", session["exercise"]),
        component("completed", session["completed"]),
        component("repetitions-asked", session["reps_asked"]),
        component("repetitions-counted", sum(rep["counted"] for rep in reps)),
        component("repetitions-attempted", attempted),
        component("low-back-warnings", low_back_warnings),
        measured("hold-asked", session["hold_asked_s"], "s"),
        measured("target", session["target"], unit),
        measured("expected-error", session["error"], unit),
        measured("low-back-share", 100 * sum(rep["low_back"] for rep in reps) / attempted if attempted else None, "%"),
    ]
    resource = observation("activity", own("session"), session["started"], {}, parts)
    return resource | ({"hasMember": [{"reference": member} for member in members]} if members else {})


def _repetition(rep: Row, session: Row) -> Resource:
    unit = UNITS.get(session["unit"].strip(), "1")
    side = rep["side"]
    parts = [
        component("exercise", rep["exercise"]),
        {"code": concept(own("side")), "valueCodeableConcept": concept(SIDES[side])} if side else None,
        measured("expected-error", session["error"], unit),
        measured("hold", rep["hold_s"], "s"),
        component("counted", rep["counted"]),
        component("not-counted-because", rep["reason"]) if rep["reason"] else None,
        *(component("fault", fault) for fault in rep["faults"]),
        component("low-back", rep["low_back"]),
    ]
    value = quantity(rep["peak_deg"], unit) if is_known(rep["peak_deg"]) else unknown()
    return observation("activity", own("repetition"), _when(rep, session["started"]), value, parts)


def _when(rep: Row, session_started: str) -> str | tuple[str, str]:
    """From when to when, as the source's own seconds after the session's beginning tell."""
    if not (is_known(rep["start_s"]) and is_known(rep["end_s"])):
        return session_started
    began = datetime.fromisoformat(session_started)
    first, last = (began + timedelta(seconds=rep[name]) for name in ("start_s", "end_s"))
    return first.isoformat(timespec="milliseconds"), last.isoformat(timespec="milliseconds")


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
