"""How much it hurts, from 0 to 10, before and after a workout: for those who like to tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from coach.app.home.questions import begin_questions
from coach.app.home.screens import Back, Move, Open, Quit, Stay, TextScreen, sentence
from coach.app.home.shared import Shared
from coach.app.home.walk_pages import WalkScreen
from coach.app.live.text_pages import LEAVE
from coach.outputs.screen.pages.described import Block, Choice, Page, Scale, TextPage
from coach.outputs.window.window import Asked, Clicked, Key, Pointed, Typed
from coach.record.entries import Moment

MOST: Final = 10
"""The numeric rating scale for pain goes from 0 to 10."""

SKIP: Final = "skip"


class PainScreen:
    """Asks once. done: where to go on, whether it was answered or not."""

    def __init__(self, shared: Shared, moment: Moment, done: Callable[[], Move]) -> None:
        self._shared = shared
        self._moment: Moment = moment
        self._done = done
        self._selected: int | None = None

    def page(self) -> Page:
        """The numbers, none of them chosen beforehand."""
        words = self._shared.wording.pages
        return Scale(
            title=words.pain,
            lead=words.hurt_after if self._moment == "after" else words.hurt_now,
            most=MOST,
            least_word=words.not_at_all,
            most_word=words.worst,
            selected=self._selected,
            button=Choice(SKIP, words.skip, "N"),
            hint=words.hint_pain,
        )

    def hear(self, asked: Asked) -> Move:
        """Takes a number, or skips."""
        if isinstance(asked, Clicked | Pointed):
            return self._hear_mouse(asked)
        match asked:
            case Key.LEFT | Key.DOWN:
                self._selected = max(0, (self._selected or 0) - 1)
            case Key.RIGHT | Key.UP:
                self._selected = 0 if self._selected is None else min(MOST, self._selected + 1)
            case Key.ENTER | Key.PAUSE if self._selected is not None:
                return self._note(self._selected)
            case Typed(text) if text.isdecimal():
                # A nought behind the one is a ten.
                self._selected = MOST if (self._selected, text) == (1, "0") else int(text[-1])
            case Key.NEXT:
                return self._done()
            case Key.BACK:
                return Back()
            case Key.QUIT | Key.CLOSE:
                return Quit()
            case _:
                pass
        return Stay()

    def _hear_mouse(self, asked: Clicked | Pointed) -> Move:
        if asked.name == SKIP:
            return self._done() if isinstance(asked, Clicked) else Stay()
        if not asked.name.isdecimal():
            return Stay()
        if isinstance(asked, Clicked):
            return self._note(int(asked.name))
        self._selected = int(asked.name)
        return Stay()

    def _note(self, score: int) -> Move:
        worse = self._shared.note_pain(score, self._moment)
        if self._shared.person.severe_today(self._shared.now().date()) is not None:
            return Open(rest_screen(self._shared), instead=True)
        if worse and self._moment != "before":
            words = self._shared.wording.pages
            return Open(sentence(words.pain_worse, words.pain_advice, words), instead=True)
        return self._done()


def rest_screen(shared: Shared) -> TextScreen:
    """What to do on a day of severe pain: rest or walk, and whom to ask. The library stays open all the same."""
    words, safety = shared.wording.pages, shared.wording.safety
    severe = shared.person.severe_today(shared.now().date())
    said = words.pain_advice if severe is None else safety.severe_now.format(score=severe.score)
    questions = (Choice("safety", words.safety_questions),) if shared.person.why_screen() else ()
    page = TextPage(
        words.rest_or_walk,
        (Block(said, tone="care"),),
        (Choice("walk", words.walk), *questions, Choice(LEAVE, words.back)),
        hint=words.hint_read,
    )
    return TextScreen(
        page, {"walk": lambda: Open(WalkScreen(shared), instead=True), "safety": lambda: Open(begin_questions(shared))}
    )
