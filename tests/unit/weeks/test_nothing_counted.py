"""A day on which nothing counted is not lost: it is told with its reasons and warnings."""

from __future__ import annotations

from dataclasses import replace

from coach import languages
from coach.engine import catalog
from coach.reasons import FellShort, HeldShort
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
    assert said == [f"2 May 2026, Sit and rotate: none of 3 counted; {WHY}: 3 times."]


def test_warnings_without_a_repetition_are_told_too_in_the_language_that_is_set() -> None:
    warned = (StoredWarning(1.0, "low-back", "void", True, "left"),)
    bad = replace(session_of(at(2), completed=False), warnings=warned)
    (german,) = lines(happened([bad]), CARDS, {EXERCISE.id: "Drehen im Sitzen"}, languages.wording("de"))
    assert german.startswith("2. Mai 2026, Drehen im Sitzen: keine Wiederholung kam zustande; ")
    assert german.endswith("gedreht: einmal.")


def test_a_day_on_which_something_counted_or_nothing_was_tried_is_not_told() -> None:
    assert lines(happened([clean(at(1)), session_of(at(2), completed=True)]), CARDS, {}) == []


def test_reasons_that_differ_in_what_was_reached_alone_are_one_that_of_the_best() -> None:
    reached = (19.0, 22.0, 20.5, 22.0)
    tried = [StoredRep(replace(rep_of(counted=False), reason=FellShort(peak, 27.0, "°")), False) for peak in reached]
    tried.append(StoredRep(replace(rep_of(counted=False), reason=FellShort(21.0, 30.0, "°")), False))
    tried.append(StoredRep(replace(rep_of(counted=False), reason=HeldShort(0.4, 2.0)), False))
    bad = session_of(at(2), tuple(tried), completed=False)
    (said,) = lines(happened([bad]), CARDS, {EXERCISE.id: "Sit and rotate"})
    assert said == (
        "2 May 2026, Sit and rotate: none of 6 counted; at best reached 22° of 27°: 4 times; reached 21° of 30°: once; "
        "held 0.4 of 2.0 s: once."
    )
