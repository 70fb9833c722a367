"""The report says what was stored, no more and no less, in either language."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from coach import languages
from coach.documents import Block, Bullets, Chart, Document, Paragraph, Section, Spark, Table
from coach.doses import CleanOn, FullDose, Stage, Standing
from coach.engine import catalog
from coach.record.entries import PainScore, PainStop, Screening, StoredRep, StoredSession, StoredWarning, Walk
from coach.weeks.report import POINTS_MOST, Asked, Told, compose
from coach.weeks.report_exercises import CURVES_DRAWN, REPS_LISTED, SITTINGS
from coach.weeks.report_words import ReportWords
from coach.words.wording import ENGLISH
from tests.stored import at, clean, rep_of, session_of

EXERCISES = catalog.all_exercises()
CARDS = {exercise.id: exercise.card() for exercise in EXERCISES}
STANDING = Standing(Stage(5, 2.0), CleanOn(date(2026, 4, 1), date(2026, 4, 2)), FullDose())
CURVE = (1.0, 20.0, 41.0, math.nan, 30.0, 2.0)


def told(*sessions: StoredSession) -> Told:
    return Told(
        made=at(31),
        version="1",
        cards=CARDS,
        asked=[
            Asked("sit-and-rotate", STANDING, True, at(3).date()),
            Asked("cat-cow", STANDING, False, None, "arthritis: no exercises on the floor"),
        ],
        sessions=sessions,
    )


def composed(what: Told) -> Document:
    return compose(what, ReportWords(ENGLISH, EXERCISES), "en")


def section(document: Document, name: str) -> Section:
    return next(each for each in document.sections if each.id == name)


def said(blocks: tuple[Block, ...]) -> str:
    """Every sentence and cell of these."""
    return " | ".join(_texts(blocks))


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case Bullets():
                yield from block.items
            case Table():
                for row in block.rows:
                    yield " ".join(cell if isinstance(cell, str) else cell.text for cell in row)
            case Chart():
                yield block.text


def drawn(count: int, started: int = 3, side: str = "left") -> StoredSession:
    reps = tuple(StoredRep(rep_of("left" if side == "left" else "right", 41.0), False, CURVE) for _ in range(count))
    return replace(session_of(at(started), reps), target=27.0, error=2.0)


def test_nothing_stored_is_said_and_not_drawn() -> None:
    document = composed(told())
    assert "Nothing is stored" in said(document.lead)
    assert "never answered" in said(section(document, "safety").blocks)
    assert "No pain" in said(section(document, "pain").blocks)
    assert "No walk" in said(section(document, "walking").blocks)
    assert "exercises" not in [each.id for each in document.sections]


def test_it_names_nobody_unless_asked() -> None:
    assert "Of:" not in said(composed(told(clean(at(1)))).lead)
    assert "Of: Kim" in said(composed(replace(told(clean(at(1))), name="Kim")).lead)


def test_the_overview_praises_only_what_is_more_than_noise() -> None:
    flat = [clean(at(day)) for day in range(1, 7)]
    document = composed(told(*flat))
    assert "No change is larger" in said(section(document, "exercises").blocks)
    assert "more than noise" not in said(section(document, "overview").blocks)
    grown = [clean(at(day), left=30.0 if day < 4 else 45.0) for day in range(1, 7)]
    document = composed(told(*grown))
    overview = said(section(document, "overview").blocks)
    assert "Days with exercise 6 of 31" in overview
    assert "Repetitions that counted 36 of 36" in overview
    assert "left 30° → 45° (best 45°), more than noise; right 40° → 40° (best 40°)" in overview
    changes = said(section(document, "exercises").blocks)
    assert f"{CARDS['sit-and-rotate'].title}, left: range +15.0°" in changes
    assert ", right: range" not in changes


def test_safety_programme_pain_and_walks_are_in_it() -> None:
    document = composed(
        replace(
            told(clean(at(3))),
            screened=Screening("me", at(1), {"arthritis": True, "chest": False}),
            pains=[PainScore("me", at(1), 6, "before"), PainScore("me", at(2), 3, "before")],
            stops=[PainStop("me", at(3), "cat-cow"), PainStop("me", at(4), "cat-cow")],
            walks=[Walk("me", at(1), 20.0), Walk("me", at(1), 5.0), Walk("me", at(2), 35.0)],
        )
    )
    safety = said(section(document, "safety").blocks)
    assert "Answered on 1 May 2026." in safety
    assert "arthritis" in safety
    programme = said(section(document, "programme").blocks)
    assert (
        "5 repetitions on each side, held 2 s 3\u00a0May\u00a02026 every repetition was clean on 1 April 2026 and 2 April 2026"
        in programme
    )
    assert "arthritis: no exercises on the floor" in programme
    first = said(section(document, "overview").blocks)
    assert "Pain before exercising, 0 to 10 6 → 3 (worst: 6, on 1 May 2026)" in first
    assert "before exercising: 2 noted, the first 6, the last 3, at most 6." in first
    assert "Days with a walk 2 of 31, 30 minutes on average" in first
    pain = said(section(document, "pain").blocks)
    assert f"{CARDS['cat-cow'].title}: 3 May 2026, 4 May 2026" in pain
    (walked,) = (block for block in section(document, "walking").blocks if isinstance(block, Chart))
    assert [point.y for point in walked.lines[0].points] == [25.0, 35.0]
    assert "Days with a walk: 2, 30 minutes on average" in walked.text


def test_every_repetition_of_the_newest_sessions_is_there_with_its_curve() -> None:
    sessions = [drawn(2, started=day) for day in range(1, SITTINGS + 3)]
    bad = StoredRep(rep_of("left", 20.0, counted=False), False, (1.0, 20.0, 3.0))
    newest = replace(sessions[-1], reps=(*sessions[-1].reps, bad))
    (inner,) = section(composed(told(*sessions[:-1], newest)), "exercises").sections
    tables = [block for block in inner.blocks if isinstance(block, Table) and block.head[0] == "No."]
    assert [f"on {day} May 2026" in table.caption for day, table in zip((5, 4, 3), tables, strict=True)] == [True] * 3
    assert [bool(table.fold) for table in tables] == [False, True, True]
    assert [row[-1] for row in tables[0].rows] == ["counted", "counted", "Not counted: turned from the pelvis."]
    spark = tables[0].rows[0][2]
    assert isinstance(spark, Spark)
    assert (spark.values[:3], spark.target, spark.text) == (
        CURVE[:3],
        27.0,
        "rises from 1.0° to 41.0° and ends at 2.0°",
    )
    (curves,) = (block for block in inner.blocks if isinstance(block, Chart) and block.across == "seconds")
    assert [line.faint for line in curves.lines] == [False, False, True]
    assert [point.x for point in curves.lines[0].points] == pytest.approx([0, 0.8, 1.6, 2.4, 3.2, 4.0])
    assert curves.target == 27.0


def test_what_was_stored_without_curves_is_said() -> None:
    (inner,) = section(composed(told(clean(at(1)))), "exercises").sections
    assert "were not kept" in said(inner.blocks)


def test_hundreds_of_repetitions_are_cut_and_that_is_said() -> None:
    (inner,) = section(composed(told(drawn(REPS_LISTED + 60))), "exercises").sections
    (table,) = (block for block in inner.blocks if isinstance(block, Table) and block.head[0] == "No.")
    assert len(table.rows) == REPS_LISTED
    assert f"the first {REPS_LISTED} of {REPS_LISTED + 60}" in table.caption
    (curves,) = (block for block in inner.blocks if isinstance(block, Chart) and block.across == "seconds")
    assert len(curves.lines) == CURVES_DRAWN


@pytest.mark.parametrize(("every", "word"), [(1, "Day"), (4, "Week from"), (28, "Month from")])
def test_longer_times_are_drawn_in_weeks_and_months(every: int, word: str) -> None:
    sessions = [replace(clean(at(1)), started=at(1) - timedelta(days=every * index)) for index in range(40)]
    (inner,) = section(composed(told(*reversed(sessions))), "exercises").sections
    charts = [block for block in inner.blocks if isinstance(block, Chart) and block.across == "days"]
    for chart in charts:
        assert chart.table is not None
        assert chart.table.head[0] == word
        assert all(len(line.points) <= POINTS_MOST for line in chart.lines)


def test_in_german_nothing_is_marked_as_english() -> None:
    document = compose(told(drawn(2)), ReportWords(languages.wording("de"), EXERCISES), "de")
    assert (document.language, document.decimal) == ("de", ",")
    (inner,) = section(document, "exercises").sections
    text = said(inner.blocks)
    assert "41,0°" in text
    assert "41.0" not in text
    (dose, _) = (block for block in section(document, "programme").blocks if isinstance(block, Table))
    assert dose.rows[0][1] == "5 Wiederholungen auf jeder Seite, je 2 s halten"
    assert not [cell for row in dose.rows for cell in row if getattr(cell, "language", "")]


def test_the_first_page_has_pain_adherence_ranges_slips_and_doses_before_anything_else() -> None:
    shifted = (StoredRep(rep_of("left", 44.0, faults=("low-back",)), low_back=True),)
    sessions = [*(clean(at(day), left=30.0 + day) for day in range(1, 10)), session_of(at(10), shifted)]
    what = replace(
        told(*sessions),
        pains=[
            PainScore("me", at(1), 6, "before"),
            PainScore("me", at(4), 8, "before"),
            PainScore("me", at(9), 2, "before"),
        ],
    )
    document = composed(what)
    assert document.sections[0].id == "overview"
    tables = [block for block in document.sections[0].blocks if isinstance(block, Table)]
    figures = {row[0]: row[1] for row in tables[0].rows}
    assert figures["Pain before exercising, 0 to 10"] == "6 → 2 (worst: 8, on 4 May 2026)"
    assert figures["Days with exercise"] == "10 of 31 (2.3 a week)"
    assert figures["Repetitions that counted"] == "55 of 55"
    assert figures["Slips of the low back"] == "1 of 55; on the last 7 days with exercise 1 of 37"
    assert tables[1].rows == (
        (
            "Sit and rotate",
            "10",
            "left 31° → 44° (best 44°), more than noise; right 40° → 40° (best 40°)",
            "1 of 55; on the last 7 days with exercise 1 of 37",
            "5 repetitions on each side, held 2 s",
        ),
    )


def test_a_day_on_which_the_low_back_moved_instead_of_the_upper_one_is_not_without_slips() -> None:
    """No repetition comes about on such a day, only warnings; one within a repetition is that repetition's."""
    warnings = tuple(StoredWarning(4.0 + 6 * number, "low-back", "void", True) for number in range(4))
    worst = replace(session_of(at(1), ()), warnings=warnings)
    slipped = StoredRep(rep_of("left", 44.0, faults=("low-back",)), low_back=True)
    inside = StoredWarning(slipped.rep.start_s + 0.5, "low-back", "void", True)
    better = replace(session_of(at(2), (slipped, StoredRep(rep_of("right", 44.0), False))), warnings=(inside,))
    tables = [block for block in composed(told(worst, better)).sections[0].blocks if isinstance(block, Table)]
    figures = {row[0]: row[1] for row in tables[0].rows}
    assert figures["Slips of the low back"] == "5 of 6"
    assert figures["Repetitions that counted"] == "2 of 2"


def test_what_was_not_begun_is_one_line() -> None:
    what = replace(
        told(clean(at(1))),
        asked=[Asked(each.id, STANDING, each.sides != "none", None) for each in EXERCISES],
    )
    document = composed(what)
    (line,) = [
        block.text
        for block in document.sections[0].blocks
        if isinstance(block, Paragraph) and "Not begun" in block.text
    ]
    assert line.count(",") == len(EXERCISES) - 2
    assert "Sit and rotate" not in line
    programme = section(document, "programme").blocks if any(s.id == "programme" for s in document.sections) else ()
    assert "Cat and cow" not in said(programme)


def test_steps_are_steps() -> None:
    marched = session_of(at(1), (StoredRep(rep_of(None, exercise="walk-in-place"), False),), exercise="walk-in-place")
    what = replace(
        told(marched),
        asked=[Asked("walk-in-place", Standing(Stage(100, 0.0), STANDING.cause, FullDose()), True, at(1).date())],
    )
    text = said(section(composed(what), "overview").blocks) + said(section(composed(what), "programme").blocks)
    assert text.count("100 steps a leg") == 2
    assert "100 repetitions" not in text
