"""In another language no page draws a word of its own, and none of its words is cut off, at any size."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from coach import languages
from coach.coaching.session import Session
from coach.coaching.summary import summarise
from coach.engine.catalog import find
from coach.events import (
    BaselineTaken,
    CountingDoubted,
    Event,
    FaultRaised,
    FaultsUnwatched,
    PainReported,
    TrackingLost,
    WrongSide,
    WrongView,
)
from coach.outputs.report import as_html
from coach.outputs.screen.canvas import ELLIPSIS, SMALLEST_LINE_PX, Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.described import Choice, Menu
from coach.outputs.screen.pages.drawing import draw_page
from coach.outputs.screen.typeface import Weight, opened
from coach.weeks import screening
from coach.weeks.report import Asked, Told, compose
from coach.weeks.report_words import ReportWords
from tests.every_page import NOW, SIZES, StoredHouse, drawn, every_page, notices
from tests.marked_language import CODE, MARK, write_marked_language
from tests.movements import pose_of, seated_from_the_front, there_and_back, times

OWN_NAMES = {"Coach", "N", "R", "H", "Esc", "full", "lite", "heavy", "Deutsch", "English", CODE, "s", "min"}
"""What is the same in every language: the program's name, keys, what settings may be, languages by their own names, and
the signs for seconds and minutes."""

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
"""A day as files have it, which no page is to."""

SMALLEST_PARTS = 75
"""No letters may be drawn smaller than this part of a screen's height: 2.5 mm on a 15-inch screen, for reading close by as
the names of keys; what is to be read from afar has tests of its own."""

Written = list[tuple[str, int]]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Every text that is to be drawn, with the height of its line; the letters themselves are not, which saves time."""
    texts: Written = []

    def write(
        canvas: Canvas, text: str, box: Box, line_px: int, *_colour_and_align: object, weight: Weight = "semibold"
    ) -> None:
        if text:
            texts.append((text, canvas._fitting(text, box, line_px, weight)))

    monkeypatch.setattr(Canvas, "write", write)
    return texts


@pytest.fixture(scope="module")
def shipped() -> StoredHouse:
    """Reading all exercises and routines takes most of a test's time, and they stay the same."""
    return StoredHouse("me", lambda: NOW)


@pytest.fixture
def house_in(shipped: StoredHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], StoredHouse]:
    """Somebody's home in a language."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    write_marked_language(tmp_path / "exercises")

    def in_language(code: str) -> StoredHouse:
        shared = copy.copy(shipped)
        shared.change("language", code)
        return shared

    return in_language


def foreign(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", text) if set(word.lower()) != {MARK}} - OWN_NAMES


def test_no_page_draws_a_word_that_comes_from_no_file(house_in: Callable[[str], StoredHouse], written: Written) -> None:
    shared = house_in(CODE)
    own = {}
    for name, page in every_page(shared):
        written.clear()
        drawn(page, SIZES[0], shared.wording)
        own[name] = set().union(*(foreign(text) | set(ISO_DATE.findall(text)) for text, _ in written))
        assert len(written) > 1, name
    assert len(own) > 100
    assert {name: words for name, words in own.items() if words} == {}
    assert {sentence for sentence in notices(shared.wording) if foreign(sentence)} == set()


def test_a_word_of_a_pages_own_is_found(written: Written) -> None:
    draw_page(Overlay(SIZES[0]), Menu("жж жж", (Choice("a", "жж", note="Next 3"),)))
    assert set().union(*(foreign(text) for text, _ in written)) == {"Next"}


def test_nothing_is_said_aloud_that_comes_from_no_file(house_in: Callable[[str], StoredHouse]) -> None:
    shared = house_in(CODE)
    course = there_and_back(40, 2.3, start_s=3.0)
    session = Session(find("sit-and-rotate"), shared.wording)
    steps = [session.step(pose_of(seated_from_the_front(turn_deg=course(t)), t)) for t in times(10)]
    said = [cue.text for step in steps for cue in step.cues]
    assert len(said) >= 5
    assert {text for text in said if foreign(text)} == set()


@pytest.mark.parametrize(
    "events",
    [
        (),
        (TrackingLost(2.0, ("hips", "shoulders")),),
        (WrongView(2.0, "front", "side"),),
        (BaselineTaken(1.5),),
        (BaselineTaken(1.5), FaultRaised(4.0, "low-back", "void", True, None)),
        (BaselineTaken(1.5), FaultsUnwatched(2.0, ("hips",), ("low-back",), True), WrongSide(5.0, "left", "right")),
        (BaselineTaken(1.5), CountingDoubted(3.0, "dark", 9.0, None), PainReported(12.0, "sit-and-rotate")),
    ],
)
def test_no_summary_says_what_comes_from_no_file(
    events: tuple[Event, ...], house_in: Callable[[str], StoredHouse]
) -> None:
    wording = house_in(CODE).wording
    for seen in (True, False):
        told = " ".join(summarise(find("sit-and-rotate").card(), events, person_seen=seen).lines(wording=wording))
        assert MARK in told
        assert foreign(re.sub(r"'coach [^']*'", "", told)) == set()


def test_the_report_says_nothing_that_comes_from_no_file(house_in: Callable[[str], StoredHouse]) -> None:
    shared = house_in(CODE)
    shared.answers = dict.fromkeys((question.id for question in screening.QUESTIONS), True)
    person = shared.person
    told = Told(
        made=NOW,
        version="1",
        cards={each.id: each.card() for each in shared.exercises},
        asked=[
            Asked(each.id, person.standing(each), each.sides != "none", None, person.why_left_out(each))
            for each in shared.exercises
        ],
        sessions=person.all_sessions(),
        pains=person.pains,
        stops=person.pain_stops,
        walks=person.walks,
        screened=person.screened,
    )
    page = as_html(compose(told, ReportWords(shared.wording, shared.exercises), CODE))
    shown = re.sub(r"<(style|script).*?</\1>|<[^>]+>|&#?\w+;", " ", page, flags=re.DOTALL)
    assert {word for word in foreign(shown) if len(word) > 1} <= {"DOCTYPE"}
    assert ISO_DATE.findall(shown) == []


def test_a_line_that_is_made_smaller_to_fit_loses_no_letter_at_its_end() -> None:
    """At some widths the last letter was cut by some pixels, where letters do not shrink in proportion."""
    canvas = Canvas((640, 80))
    for width in range(60, 240):
        line_px = canvas._fitting("Sicherheitsfragen", Box(0, 0, width, 40), 40, "semibold")
        assert line_px == SMALLEST_LINE_PX or canvas.text_size("Sicherheitsfragen", line_px)[0] <= width


@pytest.mark.parametrize("size", [SIZES[0], pytest.param(SIZES[-1], marks=pytest.mark.thorough)])
def test_german_is_cut_off_nowhere(
    size: tuple[int, int], house_in: Callable[[str], StoredHouse], written: Written
) -> None:
    shared = house_in("de")
    for _, page in every_page(shared):
        drawn(page, size, shared.wording)
    cut = {text for text, _ in written if text.endswith(ELLIPSIS)}
    small = {text: line_px for text, line_px in written if line_px * SMALLEST_PARTS < size[1]}
    assert (cut, small) == (set(), {})


def test_every_letter_that_a_shipped_language_needs_is_in_the_font() -> None:
    font = opened(20, "semibold")
    for code in languages.files():
        letters = sorted(set("".join(_texts(languages.wording(code).model_dump()))) - {"\n"})
        assert len(letters) > 50 or code == languages.ENGLISH_CODE
        missing = [letter for letter, size in zip(letters, font.metrics("".join(letters)), strict=True) if size is None]
        assert missing == [], code


def _texts(words: Any) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif isinstance(words, Mapping):
        for each in words.values():
            yield from _texts(each)
    elif isinstance(words, Sequence):
        for each in words:
            yield from _texts(each)
