"""Things to read on the screen, above all what a workout came to."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from coach.app.live.workout_pages import best_sentence, shown_over, shown_over_weeks, weeks_sentence
from coach.app.running.interruption import Interruption
from coach.app.running.results import Results, RunOutputs
from coach.engine.spec import Exercise
from coach.files.bounded_reading import is_there
from coach.outputs.screen.pages.described import Block, Choice, Page, TextPage
from coach.outputs.window.window import Asked, Clicked, Key, Pointed
from coach.record.entries import StoredSession
from coach.record.store import standard_place
from coach.weeks.review import Review, review
from coach.words.wording import ENGLISH, Wording

LEAVE: Final = "leave"
"""What the button is called that leaves a page."""

CLOSED: Final = "closed"
"""What is answered where the user closed the window."""

LINES_A_KEY: Final = 2
"""How many lines a key scrolls (chosen: fast enough, and the eye keeps its place)."""

_LOOK_EVERY_S: Final = 0.02
"""How often keys are looked at (chosen: at once, to a finger)."""


class TextScreen(Protocol):
    """What is needed of a window."""

    def page(self, page: Page) -> None: ...

    def poll(self) -> list[Asked]: ...


def read(page: TextPage, screen: TextScreen) -> str:
    """Shows the page until a button is chosen, and returns its name: LEAVE also for going back, CLOSED for closing."""
    screen.page(page)
    with Interruption() as interruption:
        while not interruption.asked:
            for asked in screen.poll():
                answer, turned = heard(page, asked)
                if answer:
                    return answer
                if turned is not page:
                    page = turned
                    screen.page(page)
            time.sleep(_LOOK_EVERY_S)
    return CLOSED


def heard(page: TextPage, asked: Asked) -> tuple[str, TextPage]:
    """What a key or click on a page to read means: the button it chooses, empty for none, and the page as it is then."""
    names = [button.name for button in page.buttons]
    if isinstance(asked, Clicked | Pointed):
        if asked.name in ("more:up", "more:down"):
            return "", _scrolled(page, 1 if asked.name == "more:down" else -1) if isinstance(asked, Clicked) else page
        if asked.name not in names:
            return "", page
        if isinstance(asked, Clicked):
            return asked.name, page
        return "", replace(page, selected=names.index(asked.name))
    match asked:
        case Key.UP | Key.DOWN:
            return "", _scrolled(page, 1 if asked is Key.DOWN else -1)
        case Key.LEFT | Key.RIGHT if names:
            by = 1 if asked is Key.RIGHT else -1
            return "", replace(page, selected=(page.selected + by) % len(names))
        case Key.ENTER | Key.PAUSE if names:
            return names[page.selected], page
        case Key.BACK | Key.QUIT:
            return LEAVE, page
        case Key.CLOSE:
            return CLOSED, page
        case _:
            return "", page


def summary_page(
    results: Results,
    run_outputs: RunOutputs,
    exercises: Sequence[Exercise],
    earlier: dict[str, list[StoredSession]] | None = None,
    *,
    leave: str,
    wording: Wording = ENGLISH,
) -> TextPage:
    """What a workout came to, exercise by exercise, and where it is kept. earlier: exercise id to what was stored before.

    leave: the word on the button. wording: in which language.
    """
    today = results.began.date()
    low_back = {each.id: [fault.id for fault in each.fault if fault.low_back] for each in exercises}
    reviews = [
        review(
            summary,
            (earlier or {}).get(summary.card.id, ()),
            low_back=low_back.get(summary.card.id, ()),
            today=today,
            wording=wording,
        )
        for summary in results.summaries
    ]
    counted = sum(len(summary.counted) for summary in results.summaries)
    words = wording.pages
    blocks = [_block(each) for each in reviews]
    blocks.append(Block(words.kept, tuple(_kept(results, run_outputs, wording))))
    exercises_done = words.for_count(words.exercises_many, len(reviews))
    repetitions = words.for_count(words.repetitions_many, counted)
    lead = words.exercises_and_reps.format(exercises=exercises_done, repetitions=repetitions)
    title = words.well_done if counted else words.that_was_it
    if results.over_weeks is not None:
        over = results.over_weeks
        shown, lead = shown_over_weeks(over, wording), weeks_sentence(over, wording)
        return TextPage(title, tuple(blocks), (Choice(LEAVE, leave),), 0, 0, lead, words.hint_scroll, compared=shown)
    compared = None if results.compared is None else shown_over(results.compared, wording)
    page = TextPage(title, tuple(blocks), (Choice(LEAVE, leave),), 0, 0, lead, words.hint_scroll, compared=compared)
    return page if results.compared is None else replace(page, lead=best_sentence(results.compared, wording))


def _scrolled(page: TextPage, by: int) -> TextPage:
    """Where the end is, only the window knows; it asks for no more there."""
    first = max(0, page.first + by * LINES_A_KEY)
    return page if first == page.first else replace(page, first=first)


def _block(of: Review) -> Block:
    return Block(of.heading, of.lines, "good" if of.well else "plain")


def _kept(results: Results, run_outputs: RunOutputs, wording: Wording) -> list[str]:
    lines = [f"{path}" for path in [*run_outputs.paths(), *results.recordings] if is_there(path)]
    lines = list(dict.fromkeys(lines))
    if run_outputs.profile is not None:
        lines += [wording.pages.in_your_record, f"{standard_place()}"]
    lines += [wording.problems.told(problem) for problem in [*results.trouble, *results.switched_off]]
    return lines or [wording.pages.nothing_written]
