"""The safety questions, one a page, and what the answers come to."""

from __future__ import annotations

from collections.abc import Callable

from coach.app.home.screens import Back, Move, Open, Quit, Screen, Stay, TextScreen
from coach.app.home.shared import Shared
from coach.app.live.text_pages import LEAVE
from coach.outputs.screen.pages.described import Block, Choice, Menu, Page, TextPage, Tone
from coach.outputs.window.window import Asked, Clicked, Key, Pointed
from coach.weeks import screening
from coach.weeks.screening import Question
from coach.words.pages import PagePhrases

_ANSWERS = ("no", "yes")


class QuestionsScreen:
    """Asks one question after the other; nothing is kept before the last is answered.

    done: where to go on after the advice, where one may exercise; None leads back.
    """

    def __init__(self, shared: Shared, done: Callable[[], Move] | None = None) -> None:
        self._shared = shared
        self._done = done
        self._answers: dict[str, bool] = {}
        self._selected: int | None = None
        self._doubt = ""

    def page(self) -> Page:
        """The question to be answered now."""
        question, number, of = self._asked()
        words = self._shared.wording.pages
        choices = (Choice("no", words.no), Choice("yes", words.yes))
        # Nothing is selected beforehand: an answer that may send to a physician is not to be given by leaning on Enter.
        selected = -1 if self._selected is None else self._selected
        title, text = words.safety_number.format(number=number, count=of), question.text(self._shared.wording.safety)
        text = self._doubt or text
        return Menu(title, choices, selected, text, words.hint_question, large_lead=True, back=words.back)

    def hear(self, asked: Asked) -> Move:
        """Takes an answer, or goes back by one."""
        if isinstance(asked, Pointed) and asked.name in _ANSWERS:
            self._selected = _ANSWERS.index(asked.name)
        elif isinstance(asked, Clicked) and asked.name in _ANSWERS:
            return self._answer(asked.name == "yes")
        elif asked == Clicked("back"):
            return self._before()
        match asked:
            case Key.UP | Key.LEFT:
                self._selected = 0
            case Key.DOWN | Key.RIGHT:
                # With nothing selected the first is next, as everywhere: a step down must not be a leap to "yes".
                self._selected = 0 if self._selected is None else 1
            case Key.ENTER | Key.PAUSE if self._selected is not None:
                return self._answer(self._selected == 1)
            case Key.YES | Key.NEXT:
                # The key that elsewhere goes on to the next is n, which here is "no".
                return self._answer(asked is Key.YES)
            case Key.BACK:
                return self._before()
            case Key.QUIT | Key.CLOSE:
                return Quit()
            case _:
                pass
        return Stay()

    def _asked(self) -> tuple[Question, int, int]:
        """The present question, its number and how many there are as it looks now."""
        left = screening.questions_after(self._answers)
        return left[0], len(self._answers) + 1, len(self._answers) + len(left)

    def _answer(self, yes: bool) -> Move:
        question = self._asked()[0]
        self._answers[question.id] = yes
        self._selected = None
        doubted, self._doubt = self._doubt, ""
        if question.id == "severe" and not doubted:
            shared = self._shared
            self._doubt = screening.contradiction(
                self._answers, shared.person.pains, shared.now().date(), shared.wording.safety
            )
            if self._doubt:
                del self._answers[question.id]
                return Stay()
        if screening.questions_after(self._answers):
            return Stay()
        advice = self._shared.answer(dict(self._answers))
        done = None if advice.physician_first else self._done
        return Open(advice_screen(advice, done, self._shared.wording.pages), instead=True)

    def _before(self) -> Move:
        self._doubt = ""
        if not self._answers:
            return Back()
        self._answers.popitem()
        self._selected = None
        return Stay()


def advice_screen(advice: screening.Advice, done: Callable[[], Move] | None, words: PagePhrases) -> TextScreen:
    """What the answers come to."""
    tone: Tone = "care" if advice.physician_first else "good"
    blocks = tuple(Block(line, tone=tone if number == 0 else "plain") for number, line in enumerate(advice.lines))
    begin = (Choice("begin", words.begin),) if done is not None else ()
    page = TextPage(
        words.physician_first if advice.physician_first else words.thank_you,
        blocks,
        (*begin, Choice(LEAVE, words.back)),
        hint=words.hint_advice,
    )
    return TextScreen(page, {} if done is None else {"begin": done})


def begin_questions(shared: Shared, done: Callable[[], Move] | None = None) -> Screen:
    """The answers there are, to be read again or changed; the questions at once where they are due.

    done: where to go on once they are answered and one may exercise.
    """
    why = shared.person.why_screen()
    screened = shared.person.screened
    words, safety = shared.wording.pages, shared.wording.safety
    if screened is None:
        page = TextPage(
            words.safety_questions,
            (Block(safety.first),),
            (Choice("ask", words.begin), Choice(LEAVE, words.back)),
            hint=words.hint_advice,
        )
        return TextScreen(page, {"ask": lambda: Open(QuestionsScreen(shared, done), instead=True)})
    answered = tuple(
        words.answered.format(
            answer=words.yes if screened.answers[question.id] else words.no, question=question.text(safety)
        )
        for question in screening.QUESTIONS
        if question.id in screened.answers
    )
    lead = words.answer_again_because.format(why=why) if why else ""
    page = TextPage(
        words.safety,
        (
            Block(
                words.come_to,
                screening.advice(screened.answers, safety, shared.person.severe_today(shared.now().date())).lines,
            ),
            Block(words.answered_on.format(day=words.date_of(screened.answered)), answered),
        ),
        (Choice("again", words.answer_again), Choice(LEAVE, words.back)),
        lead=lead,
        hint=words.hint_scroll,
    )
    return TextScreen(page, {"again": lambda: Open(QuestionsScreen(shared, done), instead=True)})
