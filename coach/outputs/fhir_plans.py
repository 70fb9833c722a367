"""A therapist's plan in FHIR: a CarePlan, and what became of each of its exercises as an Observation."""

from __future__ import annotations

from typing import Final

from coach.outputs.fhir_parts import Resource, component, observation, own
from coach.record.entries import PlanAnswer, PlanAnswers

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days as FHIR's value set DaysOfWeek names them, Monday first."""


def care_plan(plan: PlanAnswers) -> Resource:
    """The plan as it was taken in. Its texts are the therapist's."""
    return {
        "resourceType": "CarePlan",
        "status": "completed" if plan.ended else "active",
        "intent": "plan",
        "period": {"start": plan.first.isoformat(), "end": plan.last.isoformat()},
        "created": plan.imported.isoformat(timespec="seconds"),
        "activity": [_activity(answer, plan) for answer in plan.answers],
        **({"title": plan.title} if plan.title else {}),
        **({"note": [{"text": plan.note}]} if plan.note else {}),
        **({"contributor": [{"display": plan.by}]} if plan.by else {}),
    }


def plan_answer(plan: PlanAnswers, answer: PlanAnswer, address: str) -> Resource:
    """What became of one exercise. address: of the plan in the bundle."""
    parts = [
        component("exercise", answer.exercise),
        component("times-asked", answer.asked),
        component("times-done", answer.done),
        component("times-begun", answer.begun),
        component("times-missed", answer.missed),
        component("times-by-hand", answer.by_hand),
    ]
    when = (plan.first.isoformat(), plan.last.isoformat())
    made = observation("activity", own("plan-answer"), when, {}, parts)
    return made | {"basedOn": [{"reference": address}]}


def _activity(answer: PlanAnswer, plan: PlanAnswers) -> Resource:
    repeat: Resource = {"frequency": answer.times, "period": 1, "periodUnit": "d"}
    if answer.days:
        repeat["dayOfWeek"] = [_WEEKDAYS[day] for day in answer.days]
    detail: Resource = {
        "status": "completed" if plan.ended else "in-progress" if answer.done else "scheduled",
        "code": {"text": answer.title},
        "scheduledTiming": {"repeat": repeat},
    }
    if answer.note:
        detail["description"] = answer.note
    return {"detail": detail}
