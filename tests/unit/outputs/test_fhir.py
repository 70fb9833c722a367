"""The FHIR bundle is valid R4 for a public library, and says of the record what is in it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from fhirclient.models.bundle import Bundle
from fhirclient.models.careplan import CarePlan
from fhirclient.models.observation import Observation
from fhirclient.models.patient import Patient

from coach.outputs.fhir import CODE_SYSTEM, CONCEPTS, as_bundle, write_fhir
from coach.record.entries import PlanAnswer, PlanAnswers
from coach.record.store.everything import Everything
from tests.stored import at

SESSION = {
    "session": 1,
    "started": "2026-05-03T09:00:00+02:00",
    "source": "camera 0",
    "exercise": "sit-and-rotate",
    "sides": "alternate",
    "unit": "°",
    "reps_asked": 3,
    "hold_asked_s": 2.0,
    "completed": False,
    "target": 30.0,
    "error": 3.5,
}
GOOD = {
    "session": 1,
    "exercise": "sit-and-rotate",
    "side": "left",
    "start_s": 5.0,
    "peak_s": 6.5,
    "end_s": 9.25,
    "peak_deg": 100 / 3,
    "hold_s": 2.1,
    "counted": True,
    "reason": "",
    "faults": (),
    "low_back": False,
    "curve": (),
    "peak_error_deg": 3.5,
}
BAD = GOOD | {
    "side": None,
    "start_s": math.nan,
    "peak_deg": math.nan,
    "counted": False,
    "reason": "lost sight",
    "faults": ("pelvis", "lean"),
    "low_back": True,
}
RECORD = Everything(
    "Kim Example",
    {
        "sessions": [SESSION, SESSION | {"session": 2, "exercise": "walk-in-place", "target": None, "error": None}],
        "reps": [GOOD, BAD],
        "walks": [{"started": "2026-05-02T09:00:00+02:00", "minutes": 25.5}],
        "pain": [{"scored": "2026-05-02T10:00:00+02:00", "score": 4, "moment": "after"}],
        "pain_stops": [{"reported": "2026-05-02T10:00:00+02:00", "exercise": "cat-cow"}],
        "safety": [{"answered": "2026-05-01T09:00:00+02:00", "question": "disc", "yes": False}],
    },
)

ANSWER = PlanAnswer(
    "cat-cow", "Cat and cow", False, 5, None, 2, (0, 3), "Slowly", asked=8, done=5, begun=1, missed=2, by_hand=1
)
PLAN = PlanAnswers("Weeks", "Practice", "Ring me", at(1), at(1).date(), at(4).date(), False, (ANSWER,))


def read(path: Path, *, with_name: bool = False) -> Bundle:
    """Through a file and the library, which raises at the first thing that R4 does not know."""
    write_fhir(RECORD, path, at(4), with_name=with_name)
    return Bundle(json.loads(path.read_text(encoding="utf-8")))


def observations(bundle: Bundle) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for entry in bundle.entry:
        if isinstance(entry.resource, Observation):
            found.setdefault(entry.resource.code.coding[0].code, []).append(entry.resource)
    return found


def parts(observation: Observation) -> dict[str, Any]:
    """Component code to value; of a quantity its number and unit."""
    found = {}
    for part in observation.component:
        values = part.as_json()
        (kind,) = [key for key in values if key.startswith("value")]
        value = values[kind]
        found[part.code.coding[0].code] = (value["value"], value["code"]) if kind == "valueQuantity" else value
    return found


def test_everything_is_there_once(tmp_path: Path) -> None:
    found = observations(read(tmp_path / "record.json"))
    assert {code: len(each) for code, each in found.items()} == {
        "session": 2,
        "repetition": 2,
        "72514-3": 1,
        "pain-stop": 1,
        "55411-3": 1,
        "safety-answer": 1,
    }


def test_a_repetition_tells_how_far_how_sure_how_long(tmp_path: Path) -> None:
    good, bad = observations(read(tmp_path / "record.json"))["repetition"]
    assert (good.valueQuantity.value, good.valueQuantity.code) == (33.333, "deg")
    assert good.valueQuantity.system == "http://unitsofmeasure.org"
    assert good.effectivePeriod.start.as_json() == "2026-05-03T09:00:05.000+02:00"
    assert good.effectivePeriod.end.as_json() == "2026-05-03T09:00:09.250+02:00"
    told = parts(good)
    assert (told["expected-error"], told["hold"], told["counted"], told["low-back"]) == (
        (3.5, "deg"),
        (2.1, "s"),
        True,
        False,
    )
    assert told["side"]["coding"][0] == {"system": "http://snomed.info/sct", "code": "7771000", "display": "Left"}
    assert bad.valueQuantity is None
    assert bad.dataAbsentReason.coding[0].code == "unknown"
    assert bad.effectiveDateTime.as_json() == "2026-05-03T09:00:00+02:00"
    assert [part.valueString for part in bad.component if part.code.coding[0].code == "fault"] == ["pelvis", "lean"]
    assert (parts(bad)["not-counted-because"], "side" in parts(bad)) == ("lost sight", False)


def test_a_session_names_its_repetitions_and_the_share_of_the_lower_back(tmp_path: Path) -> None:
    bundle = read(tmp_path / "record.json")
    first, second = observations(bundle)["session"]
    told = parts(first)
    assert (told["low-back-share"], told["expected-error"], told["target"]) == ((50, "%"), (3.5, "deg"), (30, "deg"))
    assert (told["repetitions-counted"], told["repetitions-attempted"], told["completed"]) == (1, 2, False)
    repetitions = [
        entry.fullUrl
        for entry in bundle.entry
        if isinstance(entry.resource, Observation) and entry.resource.code.coding[0].code == "repetition"
    ]
    assert [member.reference for member in first.hasMember] == repetitions
    assert second.hasMember is None
    assert "low-back-share" not in parts(second)


def test_pain_and_walks_are_in_codes_that_others_know(tmp_path: Path) -> None:
    found = observations(read(tmp_path / "record.json"))
    (pain,), (walk,) = found["72514-3"], found["55411-3"]
    assert pain.code.coding[0].system == walk.code.coding[0].system == "http://loinc.org"
    assert (pain.valueQuantity.value, pain.valueQuantity.code, parts(pain)["moment"]) == (4, "{score}", "after")
    assert (walk.valueQuantity.value, walk.valueQuantity.code) == (25.5, "min")


def test_every_code_of_our_own_is_explained_in_the_bundle(tmp_path: Path) -> None:
    write_fhir(RECORD, tmp_path / "record.json", at(4), with_name=False, plans=[PLAN])
    text = (tmp_path / "record.json").read_text(encoding="utf-8")
    used = set()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if value.get("system") == CODE_SYSTEM:
                used.add(value["code"])
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look(json.loads(text))
    assert used == set(CONCEPTS)


def test_nobody_is_named_unless_asked_and_every_reference_leads_somewhere(tmp_path: Path) -> None:
    bundle = read(tmp_path / "record.json")
    assert "Kim" not in (tmp_path / "record.json").read_text(encoding="utf-8")
    addresses = [entry.fullUrl for entry in bundle.entry]
    assert len(set(addresses)) == len(addresses)
    for each in (each for found in observations(bundle).values() for each in found):
        assert {each.subject.reference, each.device.reference} <= set(addresses)
    named = read(tmp_path / "named.json", with_name=True)
    (patient,) = [entry.resource for entry in named.entry if isinstance(entry.resource, Patient)]
    assert [name.text for name in patient.name] == ["Kim Example"]


def test_two_exports_share_no_address() -> None:
    first, second = (as_bundle(RECORD, at(4), with_name=False) for _ in range(2))
    assert not {entry["fullUrl"] for entry in first["entry"]} & {entry["fullUrl"] for entry in second["entry"]}


@pytest.mark.parametrize(("unit", "code"), [("%", "%"), (" s", "s"), ("", "1")])
def test_other_measures_have_their_own_units(unit: str, code: str) -> None:
    record = Everything("me", {"sessions": [SESSION | {"unit": unit}], "reps": [GOOD]})
    bundle = as_bundle(record, at(4), with_name=False)
    (repetition,) = [
        entry["resource"] for entry in bundle["entry"] if entry["resource"].get("valueQuantity") is not None
    ]
    assert repetition["valueQuantity"]["code"] == code


def test_a_plan_is_answered_exercise_by_exercise_and_the_answers_lead_to_it(tmp_path: Path) -> None:
    write_fhir(RECORD, tmp_path / "record.json", at(4), with_name=True, plans=[PLAN])
    bundle = Bundle(json.loads((tmp_path / "record.json").read_text(encoding="utf-8")))
    (asked,) = [entry for entry in bundle.entry if isinstance(entry.resource, CarePlan)]
    (told,) = observations(bundle)["plan-answer"]
    assert told.basedOn[0].reference == asked.fullUrl
    assert parts(told) == {
        "exercise": "cat-cow",
        "times-asked": 8,
        "times-done": 5,
        "times-begun": 1,
        "times-missed": 2,
        "times-by-hand": 1,
    }
    assert (told.effectivePeriod.start.as_json(), told.effectivePeriod.end.as_json()) == ("2026-05-01", "2026-05-04")
    detail = asked.resource.activity[0].detail
    assert (detail.scheduledTiming.repeat.frequency, detail.scheduledTiming.repeat.dayOfWeek) == (2, ["mon", "thu"])
    assert (asked.resource.status, detail.status, detail.description) == ("active", "in-progress", "Slowly")
