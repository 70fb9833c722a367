"""A workout without a camera: after the moving figure, exercise by exercise, each logged with one tap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach.app.home.pain_pages import PainScreen
from coach.app.home.screens import Back, Move, Open, Quit, Stay
from coach.app.home.shared import Shared
from coach.app.live import text_pages
from coach.app.live.text_pages import LEAVE
from coach.doses import Stage
from coach.engine.routine_spec import minutes
from coach.engine.spec import Exercise
from coach.outputs.screen.pages.described import Block, Choice, Figure, Page, TextPage
from coach.outputs.window.keys import Asked, Key
from coach.weeks.today import WARM_UP

_DONE: Final = "done"
_SKIP: Final = "skip"
_HURTS: Final = "hurts"


class FollowScreen:
    """One exercise a page; after the last one what was done. Nothing is counted, since nothing is seen."""

    def __init__(self, shared: Shared, exercises: Sequence[Exercise]) -> None:
        self._shared = shared
        self._exercises = tuple(exercises)
        self._number = 0
        self._done: list[Exercise] = []
        self._page = self._described()

    def page(self) -> Page:
        """The exercise that is to be done now."""
        return self._page

    def hear(self, asked: Asked) -> Move:
        """Logs, skips, or ends."""
        if asked is Key.CLOSE:
            return Quit()
        if asked is Key.NEXT and self._number < len(self._exercises):
            return self._on()
        if asked is Key.HURTS and self._number < len(self._exercises):
            return self._hurt()
        answer, self._page = text_pages.heard(self._page, asked)
        match answer:
            case "":
                return Stay()
            case "done":
                self._shared.log_by_hand(self._exercises[self._number])
                self._done.append(self._exercises[self._number])
                return self._on()
            case "skip":
                return self._on()
            case "hurts":
                return self._hurt()
            case _:
                return self._left()

    def _left(self) -> Move:
        """How much it hurts after several, as behind a workout before a camera."""
        if len(self._done) > 1 and self._shared.settings.ask_pain:
            return Open(PainScreen(self._shared, "after", Back), instead=True)
        return Back()

    def _hurt(self) -> Move:
        self._shared.log_hurt(self._exercises[self._number])
        return self._on()

    def _on(self) -> Move:
        self._number += 1
        self._page = self._described() if self._number < len(self._exercises) else self._ended()
        return Stay()

    def _described(self) -> TextPage:
        shared, exercise = self._shared, self._exercises[self._number]
        wording = shared.wording
        words = wording.pages
        stage = Stage(exercise.dose.reps, exercise.dose.hold_s)
        dose = wording.doses().dose(stage, each_side=exercise.sides != "none", steps=exercise.id == WARM_UP)
        about = words.about_minutes.format(minutes=max(1, round(minutes([exercise]))))
        care = [Block(said, tone="care") for said in wording.safety_of(exercise)]
        number = words.number_of.format(number=self._number + 1, count=len(self._exercises))
        return TextPage(
            wording.title(exercise),
            (*care, Block(f"{dose}, {about}"), Block(words.how, wording.card(exercise).instructions, numbered=True)),
            (
                Choice(_DONE, words.done_it),
                Choice(_SKIP, words.skip, "N"),
                Choice(_HURTS, words.hurts, "H"),
                Choice(LEAVE, words.end, "Esc"),
            ),
            lead=f"{number}. {words.follow_lead}",
            hint=words.hint_read,
            figures=(Figure(exercise.id, wording.title(exercise)),),
        )

    def _ended(self) -> TextPage:
        words = self._shared.wording.pages
        titles = tuple(self._shared.wording.title(each) for each in self._done)
        blocks = (Block(words.logged_by_hand, titles, "good"),) if titles else (Block(words.nothing_written),)
        figures = tuple(Figure(each.id, self._shared.wording.title(each), done=True) for each in self._done)
        title = words.well_done if titles else words.that_was_it
        return TextPage(
            title,
            blocks,
            (Choice(LEAVE, words.home),),
            hint=words.hint_leave,
            figures=figures if len(figures) > 1 else (),
        )
