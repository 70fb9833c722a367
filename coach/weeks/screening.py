"""The safety questions, and what their answers mean: whom to send to a physician first, what to leave out.

It advises and never diagnoses. Sources: "Stretches for Upper Back Pain Relief" (pain without a cause, constant and growing),
"2 Stretches for Upper Back Pain Relief" (arthritis), "Upper Back Pain Exercises at Home" (discs, severe or long-lasting
pain, old injuries); the other warning signs are those that public health services name for back pain.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low
from typing import Final, Literal

from coach.record.entries import Moment, PainScore, Screening
from coach.words.safety import SafetyPhrases

_ENGLISH: Final = SafetyPhrases.english()

Kind = Literal["at-once", "physician", "lasting", "condition", "cleared"]
"""at-once and physician: a warning sign. lasting: to be seen by a physician, and no reason to wait with easy exercises.
condition: rules exercises out. cleared: a physician said yes."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, to be answered yes or no."""

    id: str
    kind: Kind

    def text(self, words: SafetyPhrases = _ENGLISH) -> str:
        """The question."""
        return str(getattr(words, self.id))

    def about(self, words: SafetyPhrases = _ENGLISH) -> str:
        """The same in few words, for the advice."""
        return str(getattr(words, f"about_{self.id}"))


QUESTIONS: Final = (
    Question("bladder", "at-once"),
    Question("chest", "at-once"),
    Question("legs", "at-once"),
    Question("accident", "physician"),
    Question("fever", "physician"),
    Question("night", "physician"),
    Question("growing", "physician"),
    Question("severe", "physician"),
    Question("injury", "physician"),
    Question("lasting", "lasting"),
    Question("arthritis", "condition"),
    Question("disc", "condition"),
    Question("cleared", "cleared"),
)
"""In the order in which they are asked; coach/words/safety.py has their words."""

FLOOR: Final = frozenset({"lying", "all-fours"})
"""Positions that mean getting down to the floor."""

OVERHEAD: Final = frozenset({"stretch-upwards", "standing-backward-bend"})
"""Exercises that reach overhead or bend backward: what the article calls overhead bending (chosen: on the careful side)."""

CROSSED_LEGS: Final = frozenset({"seated-crossed-leg-twist"})
"""Exercises with crossed legs."""

WORSE: Final = 2
"""How many points more on the 0–10 scale are worse pain (a change of 2 matters to patients: Farrar 2001,
10.1016/S0304-3959(01)00349-9)."""

SEVERE: Final = 7
"""From here on pain is severe (Serlin 1995, 10.1016/0304-3959(94)00178-H), which the articles send to a physician."""

MILD: Final = 3
"""Up to here pain is mild (the same)."""

USUAL: Final = 5
"""How many of the last scores of the same moment make what is usual (chosen: one good day between is no new measure)."""

MOST: Final = 10
"""The end of the scale."""

RECENT: Final = 30
"""How many of the last scores of the same moment a slow rise is looked for in: two to four weeks (chosen)."""

RISING: Final = 3
"""How many scores in a row, each higher than the one before, are worse pain as well (chosen)."""


ASK_APART: Final = timedelta(days=7)
"""How long worse pain does not bring the questions back after they were answered (chosen: scores that waver by two
points asked a hundred times a year) ..."""

ANSWERED_FOR: Final = timedelta(days=30)
"""... unless it is WORSE points above every score that they were answered with: those of so long before (chosen)."""


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


def severe_today(pains: Sequence[PainScore], today: date) -> PainScore | None:
    """The newest score, where it is of today and severe. pains: in order of time."""
    newest = pains[-1] if pains else None
    return newest if newest is not None and newest.scored.date() == today and newest.score >= SEVERE else None


def contradiction(
    answers: Mapping[str, bool], pains: Sequence[PainScore], today: date, words: SafetyPhrases = _ENGLISH
) -> str:
    """What to ask where the answer about severe pain does not fit the newest score of today; empty where it fits."""
    newest = pains[-1] if pains and pains[-1].scored.date() == today else None
    if newest is None or "severe" not in answers:
        return ""
    if newest.score >= SEVERE and not answers["severe"]:
        return words.severe_after_all.format(score=newest.score)
    if newest.score <= MILD and answers["severe"]:
        return words.mild_after_all.format(score=newest.score)
    return ""


def advice(answers: Mapping[str, bool], words: SafetyPhrases = _ENGLISH, severe: PainScore | None = None) -> Advice:
    """What to tell the person, what presses most first. severe: the score of today, where it is severe."""
    signs = [question for question in QUESTIONS if _is_sign(question) and answers.get(question.id, False)]
    cleared = answers.get("cleared", False)
    said: list[str] = []
    at_once = [question.about(words) for question in signs if question.kind == "at-once"]
    if at_once and not cleared:
        said.append(words.emergency.format(about=", ".join(at_once)))
    if signs and not cleared:
        said.append(words.see_physician.format(about=", ".join(question.about(words) for question in signs)))
    if severe is not None:
        said.append(words.severe_now.format(score=severe.score))
    if answers.get("disc", False) and not cleared:
        said.append(words.with_disc)
    physician_first = _needs_physician(answers) and not cleared
    # Whoever is to see a physician before exercising is not told how to exercise until then.
    if answers.get("lasting", False) and not physician_first:
        said.append(words.with_lasting)
    if answers.get("arthritis", False):
        said.append(words.with_arthritis)
    if cleared and _needs_physician(answers):
        said.append(words.physician_said_yes)
    if not said:
        said.append(words.nothing_against)
    said.append(words.no_diagnosis)
    return Advice(physician_first, tuple(said))


def why_excluded(
    exercise: str, positions: Sequence[str], answers: Mapping[str, bool], words: SafetyPhrases = _ENGLISH
) -> str:
    """Why this person must leave an exercise out, empty when not. positions: all in which it can be done."""
    if advice(answers).physician_first:
        return words.why_physician
    if not answers.get("arthritis", False):
        return ""
    if all(position in FLOOR for position in positions):
        return words.why_floor
    if exercise in OVERHEAD:
        return words.why_overhead
    if exercise in CROSSED_LEGS:
        return words.why_crossed
    return ""


def worsenings(pains: Sequence[PainScore]) -> list[PainScore]:
    """The scores, out of all in order of time, at which pain had become worse.

    That is: WORSE points more than usual at the same moment (before, after, any: the median of the last USUAL scores), or than
    the score before exercising on the same day, or the last of RISING scores of the same moment in a row and higher than
    usual ones were; or that at which the median of the last USUAL came to lie WORSE points above that of the first USUAL of
    the last RECENT; or the first SEVERE one of the last RECENT. Scores that waver by a point are none of these.
    """
    # In one pass: after a year there are a thousand scores, and every exercise asks.
    latest: dict[Moment, deque[int]] = defaultdict(lambda: deque(maxlen=RECENT))
    at_start: dict[date, int] = {}
    found = []
    for pain in pains:
        window, day = latest[pain.moment], pain.scored.date()
        earlier = list(window)
        recent, row = earlier[-USUAL:], [*earlier, pain.score][-RISING:]
        jumped = bool(recent) and pain.score - median_low(recent) >= WORSE
        rose = len(row) == RISING and all(low < high for low, high in pairwise(row)) and pain.score > max(recent)
        after_worse = pain.moment == "after" and day in at_start and pain.score - at_start[day] >= WORSE
        crept = _has_crept([*earlier, pain.score]) and not _has_crept(earlier)
        severe = pain.score >= SEVERE > max(earlier, default=0)
        if jumped or rose or after_worse or crept or severe:
            found.append(pain)
        window.append(pain.score)
        if pain.moment == "before":
            at_start[day] = pain.score
    return found


def _has_crept(scores: Sequence[int]) -> bool:
    return len(scores) >= 2 * USUAL and median_low(scores[-USUAL:]) - median_low(scores[:USUAL]) >= WORSE


def why_ask_again(screening: Screening, pains: Sequence[PainScore], words: SafetyPhrases = _ENGLISH) -> str:
    """Why the safety questions must be asked again, empty when the answers still hold.

    Worse pain asks again once in ASK_APART, at once where it is plainly worse than whatever was answered for.
    """
    if questions_after(screening.answers):
        return words.new_question
    answered = screening.answered
    known = [pain.score for pain in pains if answered - ANSWERED_FOR <= pain.scored <= answered]
    much = min(max(known, default=0) + WORSE, MOST)
    later = [
        pain
        for pain in worsenings(pains)
        if pain.scored > answered and (pain.score >= much or pain.scored >= answered + ASK_APART)
    ]
    if not later:
        return ""
    newest = later[-1]
    why = words.pain_severe if newest.score >= SEVERE else words.pain_worse
    return why.format(score=newest.score, day=words.date_of(newest.scored))


def _is_sign(question: Question) -> bool:
    return question.kind in ("at-once", "physician")


def _needs_physician(answers: Mapping[str, bool]) -> bool:
    return answers.get("disc", False) or any(
        _is_sign(question) and answers.get(question.id, False) for question in QUESTIONS
    )
