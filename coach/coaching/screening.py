"""The safety questions, and what their answers mean: whom to send to a physician first, what to leave out.

It advises and never diagnoses. Sources: "Stretches for Upper Back Pain Relief" (pain without a cause, constant and growing),
"2 Stretches for Upper Back Pain Relief" (arthritis), "Upper Back Pain Exercises at Home" (discs, severe or long-lasting
pain, old injuries); the other warning signs are those that public health services name for back pain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from coach.records import PainScore, Screening

Kind = Literal["at-once", "physician", "condition", "cleared"]
"""at-once and physician: a warning sign. condition: rules exercises out. cleared: a physician said yes."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, to be answered yes or no. about: the same in few words, for the advice."""

    id: str
    kind: Kind
    text: str
    about: str


QUESTIONS: Final = (
    Question(
        "bladder", "at-once", "Have you lost control of your bladder or bowels?", "loss of bladder or bowel control"
    ),
    Question("chest", "at-once", "Do you have chest pain?", "chest pain"),
    Question("legs", "at-once", "Do you feel numbness or weakness in your legs?", "numbness or weakness in the legs"),
    Question("accident", "physician", "Did the pain begin with an accident or a fall?", "pain after an accident"),
    Question(
        "fever",
        "physician",
        "Do you have fever, or have you lost weight without wanting to?",
        "fever or weight loss",
    ),
    Question(
        "night",
        "physician",
        "Is the pain worse at night, or does rest not ease it?",
        "pain that rest does not ease or that is worse at night",
    ),
    Question(
        "growing",
        "physician",
        "Is the pain constant and growing, without a cause that you know?",
        "constant, growing pain without a known cause",
    ),
    Question("severe", "physician", "Is the pain severe, or has it lasted for long?", "severe or long-lasting pain"),
    Question(
        "injury",
        "physician",
        "Was your back injured some time ago, and does it still hurt?",
        "pain long after a back injury",
    ),
    Question("arthritis", "condition", "Do you have arthritis or rheumatoid arthritis?", "arthritis"),
    Question(
        "disc",
        "condition",
        "Do you have a herniated disc or another problem of the spine?",
        "a herniated disc or another spinal problem",
    ),
    Question(
        "cleared",
        "cleared",
        "Has a physician who knows of this said that you may do these exercises?",
        "a physician said yes",
    ),
)

FLOOR: Final = frozenset({"lying", "all-fours"})
"""Positions that mean getting down to the floor."""

OVERHEAD: Final = frozenset({"stretch-upwards", "standing-backward-bend"})
"""Exercises that bend or reach overhead (chosen: on the careful side)."""

CROSSED_LEGS: Final = frozenset({"seated-crossed-leg-twist"})
"""Exercises with crossed legs."""

WORSE: Final = 2
"""How many points more on the 0–10 scale are worse pain (a change of 2 matters to patients: Farrar 2001,
10.1016/S0304-3959(01)00349-9)."""

RISING: Final = 3
"""How many scores in a row, each higher than the one before, are worse pain as well (chosen)."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What the answers come to. physician_first: no exercise before a physician was asked. lines: for a person to read."""

    physician_first: bool
    lines: tuple[str, ...]


def questions_after(answers: Mapping[str, bool]) -> tuple[Question, ...]:
    """The questions still to be asked; the physician's yes is asked for only where it is needed."""
    return tuple(
        question
        for question in QUESTIONS
        if question.id not in answers and (question.kind != "cleared" or _needs_physician(answers))
    )


def advice(answers: Mapping[str, bool]) -> Advice:
    """What to tell the person."""
    signs = [question for question in QUESTIONS if _is_sign(question) and answers.get(question.id, False)]
    cleared = answers.get("cleared", False)
    said: list[str] = []
    at_once = [question.about for question in signs if question.kind == "at-once"]
    if signs and not cleared:
        about = ", ".join(question.about for question in signs)
        said.append(f"Please see a physician before you exercise, because of: {about}.")
    if at_once and not cleared:
        said.append(f"Do that today: {', '.join(at_once)} can need help at once.")
    if answers.get("disc", False) and not cleared:
        said.append(
            "With a herniated disc or another spinal problem these exercises can make it worse: ask a physician first."
        )
    if answers.get("arthritis", False):
        said.append("With arthritis, exercises on the floor, overhead or with crossed legs are left out.")
    if cleared and _needs_physician(answers):
        said.append("A physician said that you may: go gently, and stop when it hurts.")
    if not said:
        said.append("Nothing in your answers speaks against exercising. Stop when something hurts.")
    said.append("This is advice, no diagnosis.")
    return Advice(_needs_physician(answers) and not cleared, tuple(said))


def why_excluded(exercise: str, positions: Sequence[str], answers: Mapping[str, bool]) -> str:
    """Why this person must leave an exercise out, empty when not. positions: all in which it can be done."""
    if advice(answers).physician_first:
        return "a physician first"
    if not answers.get("arthritis", False):
        return ""
    if all(position in FLOOR for position in positions):
        return "arthritis: no exercises on the floor"
    if exercise in OVERHEAD:
        return "arthritis: no overhead bending"
    if exercise in CROSSED_LEGS:
        return "arthritis: no crossed legs"
    return ""


def worsenings(pains: Sequence[PainScore]) -> list[PainScore]:
    """The scores, out of all in order of time, at which pain had become worse.

    That is: WORSE points more than the last score of the same moment (before, after, any), or than the score before
    exercising on the same day, or the last of RISING scores of the same moment in a row.
    """
    return [pain for index, pain in enumerate(pains) if _is_worse(pain, pains[:index])]


def why_ask_again(screening: Screening, pains: Sequence[PainScore]) -> str:
    """Why the safety questions must be asked again, empty when the answers still hold."""
    if questions_after(screening.answers):
        return "there is a question that you have not answered yet"
    later = [pain for pain in worsenings(pains) if pain.scored > screening.answered]
    if not later:
        return ""
    newest = later[-1]
    return f"your pain became worse ({newest.score} of 10 on {newest.scored:%Y-%m-%d})"


def _is_worse(pain: PainScore, before: Sequence[PainScore]) -> bool:
    same = [earlier.score for earlier in before if earlier.moment == pain.moment]
    if same and pain.score - same[-1] >= WORSE:
        return True
    row = [*same[1 - RISING :], pain.score]
    if len(row) == RISING and all(low < high for low, high in pairwise(row)):
        return True
    day = pain.scored.date()
    at_start = [earlier.score for earlier in before if earlier.moment == "before" and earlier.scored.date() == day]
    return pain.moment == "after" and bool(at_start) and pain.score - at_start[-1] >= WORSE


def _is_sign(question: Question) -> bool:
    return question.kind in ("at-once", "physician")


def _needs_physician(answers: Mapping[str, bool]) -> bool:
    return answers.get("disc", False) or any(
        _is_sign(question) and answers.get(question.id, False) for question in QUESTIONS
    )
