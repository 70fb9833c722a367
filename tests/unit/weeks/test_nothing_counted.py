"""A day on which nothing counted is not lost: it is told with its reasons and warnings."""

from __future__ import annotations

from dataclasses import replace

from coach import languages
from coach.engine import catalog
from coach.record.entries import StoredRep, StoredWarning, happened
from coach.record.store.old_reasons import read as why
from coach.weeks.nothing_counted import lines
from tests.stored import at, clean, rep_of, session_of

EXERCISE = catalog.find("sit-and-rotate")
CARDS = {EXERCISE.id: EXERCISE.card()}
WHY = EXERCISE.fault[0].why


def test_a_day_of_faults_is_told_with_how_often() -> None:
    tried = tuple(StoredRep(replace(rep_of(counted=False), reason=why(WHY)), True) for _ in range(3))
    warned = tuple(StoredWarning(float(number), "low-back", "void", True, "left") for number in range(3))
    bad = replace(session_of(at(2), tried, completed=False), warnings=warned)
    said = lines(happened([clean(at(1)), bad]), CARDS, {EXERCISE.id: "Sit and rotate"})
    assert said == [f"2026-05-02, Sit and rotate: none of 3 counted; {WHY}: 3 times."]


def test_warnings_without_a_repetition_are_told_too_in_the_language_that_is_set() -> None:
    warned = (StoredWarning(1.0, "low-back", "void", True, "left"),)
    bad = replace(session_of(at(2), completed=False), warnings=warned)
    (german,) = lines(happened([bad]), CARDS, {EXERCISE.id: "Drehen im Sitzen"}, languages.wording("de"))
    assert german.startswith("2026-05-02, Drehen im Sitzen: keine Wiederholung kam zustande; ")
    assert german.endswith("gedreht: einmal.")


def test_a_day_on_which_something_counted_or_nothing_was_tried_is_not_told() -> None:
    assert lines(happened([clean(at(1)), session_of(at(2), completed=True)]), CARDS, {}) == []
