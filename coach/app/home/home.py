"""Runs the home: shows the screen on top, follows where it leads, and comes back after each workout."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, Protocol, runtime_checkable

from coach.app.home.cameras import CameraScreen
from coach.app.home.following import FollowScreen
from coach.app.home.pain_pages import PainScreen
from coach.app.home.questions import begin_questions
from coach.app.home.screens import Back, Move, Open, Quit, Screen, Start, Teach, TextScreen, sentence
from coach.app.home.shared import Shared
from coach.app.home.start import HomeScreen
from coach.app.home.teaching import learned_screen
from coach.app.live import text_pages
from coach.app.live.live import Live, Plan, WorkoutEnd, planned_exercises, run_workout, stored_before
from coach.app.live.show_exercise import watch_shown
from coach.app.live.text_pages import LEAVE
from coach.app.running.results import Results, RunOutputs
from coach.engine.spec import Exercise
from coach.errors import CoachError, SourceError
from coach.outputs.screen.pages.described import Block, Choice, Front, Menu, Page, TextPage
from coach.outputs.window.window import Asked, Key, Window
from coach.record.entries import StoredSession
from coach.values import Pose
from coach.words.pages import PagePhrases

_MOVES_EVERY_S: Final = 0.1
"""How often what moves is drawn anew (chosen: a figure moves slowly, and a page of them is to cost little)."""

_LIST_MOVES_EVERY_S: Final = 0.2
"""The same of a list, which has a figure in every row (chosen)."""

_LOOK_EVERY_S: Final = 0.01
"""How often keys are looked at (chosen: a frame of a usual display is 0.017 s)."""


@runtime_checkable
class LetsGo(Protocol):
    """A screen that holds something open while it is there."""

    def leave(self) -> None: ...


def moves(page: Page) -> bool:
    """Whether something on the page moves by itself."""
    if isinstance(page, TextPage):
        return bool(page.figures) or page.compared is not None
    if isinstance(page, Menu):
        return any(choice.figure for choice in page.choices)
    return isinstance(page, Front) and bool(page.figures)


def moved(page: Page, time_s: float) -> Page:
    """The page as it is so many seconds later."""
    return replace(page, time_s=time_s) if isinstance(page, Front | Menu | TextPage) and moves(page) else page


class Home:
    """The screens under one another; the last one is shown.

    closed: the user closed the window. results: of every workout so far.
    """

    def __init__(self, shared: Shared, window: Window) -> None:
        self._shared = shared
        self._window = window
        self._screens: list[Screen] = [HomeScreen(shared)]
        self._clock = time.monotonic
        self._began_s = self._drawn_s = self._clock()
        self._page = self._screens[-1].page()
        self.closed = False
        self.results: list[Results] = []

    def _trouble(self, problem: CoachError) -> TextScreen:
        said = self._shared.wording.problems.told(problem)
        return sentence(self._words.did_not_work, said, self._words)

    @property
    def _words(self) -> PagePhrases:
        return self._shared.wording.pages

    def run(self) -> None:
        """Until the user leaves."""
        self._tell()
        self._show()
        try:
            while self._screens and not self.closed:
                self._look()
                self._move()
                time.sleep(_LOOK_EVERY_S)
        finally:
            self._leave(len(self._screens))

    def _look(self) -> None:
        """Only what was asked for changes a page, so it is described anew only then."""
        for asked in self._window.poll():
            self.follow(self._heard(asked))
            if not self._screens or self.closed:
                return
            self._show()

    def _show(self) -> None:
        self._window.write_in(self._shared.wording.on_screen())
        self._page = self._screens[-1].page()
        self._drawn_s = self._clock()
        self._window.page(moved(self._page, self._drawn_s - self._began_s))

    def _move(self) -> None:
        """Draws anew what moves: figures, and the picture of a camera that is looked at."""
        every_s = _LIST_MOVES_EVERY_S if isinstance(self._page, Menu) else _MOVES_EVERY_S
        if not self._screens or self._clock() - self._drawn_s < every_s:
            return
        if getattr(self._screens[-1], "live", False):
            self._show()
        elif moves(self._page):
            self._drawn_s = self._clock()
            self._window.page(moved(self._page, self._drawn_s - self._began_s))

    def _leave(self, count: int) -> None:
        """Takes the last screens away; one that holds something open lets go of it."""
        for screen in reversed(self._screens[-count:] if count else []):
            if isinstance(screen, LetsGo):
                screen.leave()
        del self._screens[len(self._screens) - count :]

    def _tell(self) -> None:
        """What was broken and set aside is said once, on a page of its own."""
        if self._shared.said:
            text = " ".join(self._shared.said)
            self._shared.said.clear()
            self._screens.append(sentence(self._words.note, text, self._words))

    def _heard(self, asked: Asked) -> Move:
        try:
            return self._screens[-1].hear(asked)
        except CoachError as problem:
            return Open(self._trouble(problem))

    def follow(self, move: Move) -> None:
        """Goes where a screen leads."""
        match move:
            case Back(steps):
                self._leave(steps)
            case Quit():
                self._leave(len(self._screens))
            case Open(screen, instead):
                if instead:
                    self._leave(1)
                self._screens.append(screen)
            case Start():
                if move.instead:
                    self._leave(1)
                self._start(replace(move, instead=False))
            case Teach():
                if move.instead:
                    self._leave(1)
                self._teach()
            case _:
                pass

    def _teach(self) -> None:
        """The safety questions first where they are due, then the camera, then what was learned."""
        shared = self._shared
        try:
            if shared.person.why_screen():
                self.follow(Open(begin_questions(shared, lambda: Teach(instead=True))))
                return
            poses, self.closed = watch_shown(shared.settings, shared.exercises, self._window)
            if not self.closed:
                self._learn(poses)
        except CoachError as problem:
            self.follow(Open(self._trouble(problem)))

    def _learn(self, poses: tuple[Pose, ...]) -> None:
        """Learns in a thread of its own, so that the window stays alive; whoever leaves meanwhile gives it up."""
        self._window.notice(self._shared.wording.teaching.learning)
        worker = ThreadPoolExecutor(1, "learning")
        learning = worker.submit(learned_screen, self._shared, poses)
        try:
            while not learning.done():
                asked = self._window.poll()
                self.closed = Key.CLOSE in asked
                if self.closed or Key.BACK in asked or Key.QUIT in asked:
                    return
                time.sleep(_LOOK_EVERY_S)
            self.follow(Open(learning.result()))
        finally:
            worker.shutdown(wait=False, cancel_futures=True)

    def _start(self, start: Start) -> None:
        """The safety questions first where they are due, then the workout, then what it came to."""
        try:
            if self._shared.person.why_screen():
                self.follow(Open(begin_questions(self._shared, lambda: replace(start, instead=True))))
                return
            planned = start.plan()
            if not start.asked and self._asks_pain(planned):
                begin = replace(start, instead=True, asked=True)
                self.follow(Open(PainScreen(self._shared, "before", lambda: begin)))
                return
            if start.follow:
                self.follow(Open(FollowScreen(self._shared, planned_exercises(planned))))
                return
            earlier = stored_before(self._shared.profile)
            run_outputs = RunOutputs(profile=self._shared.profile)
            settings = self._shared.settings
            wish = Live((), settings.camera, settings.model, run_outputs, settings=settings, free=start.free)
            end = run_workout(wish, planned, self._window)
        except SourceError as problem:
            self.follow(Open(self._without_camera(problem, replace(start, asked=True))))
            return
        except CoachError as problem:
            self.follow(Open(self._trouble(problem)))
            return
        finally:
            self._shared.refresh()
            self._tell()
        self._ended(end, planned, run_outputs, earlier)

    def _ended(
        self,
        end: WorkoutEnd,
        planned: list[Exercise] | Plan,
        run_outputs: RunOutputs,
        earlier: dict[str, list[StoredSession]],
    ) -> None:
        self.results.append(end.results)
        self.closed = end.closed or end.results.interrupted
        if end.results.trouble and not end.results.summaries and not self.closed:
            self.follow(Open(self._trouble(end.results.trouble[0])))
        if end.results.summaries and not self.closed:
            page = text_pages.summary_page(
                end.results,
                run_outputs,
                planned_exercises(planned),
                earlier,
                leave=self._words.home,
                wording=self._shared.wording,
            )
            self.follow(Open(self._with_leaving_out(page, end.results)))
            if self._asks_pain(planned):
                self.follow(Open(PainScreen(self._shared, "after", Back)))

    def _without_camera(self, problem: SourceError, start: Start) -> TextScreen:
        """No picture: to be tried again, with another camera, or without any."""
        words = self._words
        said = self._shared.wording.problems.told(problem)
        page = TextPage(
            words.no_picture,
            (Block(said, tone="care"), Block(words.no_picture_ways)),
            (
                Choice("again", words.try_again),
                Choice("camera", words.other_camera),
                Choice("follow", words.without_camera),
                Choice(LEAVE, words.back),
            ),
            hint=words.hint_read,
        )
        again = replace(start, instead=True)
        moves: dict[str, Callable[[], Move]] = {
            "again": lambda: again,
            "camera": lambda: Open(CameraScreen(self._shared, again), instead=True),
            "follow": lambda: replace(again, follow=True),
        }
        return TextScreen(page, moves)

    def _asks_pain(self, planned: list[Exercise] | Plan) -> bool:
        """Not for a single exercise, and not where the settings say so."""
        return self._shared.settings.ask_pain and len(planned_exercises(planned)) > 1

    def _with_leaving_out(self, page: TextPage, results: Results) -> TextScreen:
        """Where an exercise hurt, it can be left out from here."""
        hurt = next((summary.card for summary in results.summaries if summary.hurt), None)
        if hurt is None:
            return TextScreen(page)
        card, words = hurt, self._words
        title = self._shared.wording.title(self._shared.exercise(card.id))

        def leave_out() -> Move:
            self._shared.leave_out(card.id)
            said = words.is_left_out.format(title=title)
            return Open(sentence(words.left_out_title, said, words), instead=True)

        buttons = (*page.buttons, Choice("out", words.leave_out_this.format(title=title)))
        return TextScreen(replace(page, buttons=buttons), {"out": leave_out})
