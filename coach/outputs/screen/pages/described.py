"""What is on a page, as plain values: words, figures, and what can be chosen. No drawing here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.record.trends import Trend
from coach.values import Frame, Placed, Pose, Step

Tone = Literal["plain", "good", "care"]
"""How something is meant: as it is, as reached, or to be heeded. Each also has a sign of its own."""


About = Literal["voice", "slow", "camera"]
"""What a short notice is about: the voice and how loud it is, a slow computer, or a camera that is waited for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, with the keyboard or the mouse.

    name: what a click on it is called. note: a few quieter words beside it. value: of a setting; where it is adjustable,
    arrows stand around it, whose clicks are called ``name:less`` and ``name:more``. tone: "good" puts a tick before it.
    figure: id of the exercise whose moving figure stands before it, empty for none.
    """

    name: str
    label: str
    note: str = ""
    value: str = ""
    adjustable: bool = False
    tone: Tone = "plain"
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A list of choices, one of them selected (-1 for none). lead: a sentence or two under the title. hint: which keys do
    what. columns: in how many the choices stand, from the top of the first to the foot of the last. back: what the button
    that leads back says, for those with a mouse alone; none where it is empty. picture: beside the choices, as of a camera.
    time_s: for the figures that move.
    """

    title: str
    choices: tuple[Choice, ...]
    selected: int = 0
    lead: str = ""
    hint: str = ""
    large_lead: bool = False
    columns: int = 1
    back: str = ""
    picture: Frame | None = None
    time_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and the lines beneath it; numbered: as steps, one after the other."""

    heading: str
    lines: tuple[str, ...] = ()
    tone: Tone = "plain"
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The moving figure of an exercise, under it its title. done: it was done today."""

    exercise: str
    title: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """The first repetition and the best one, to be shown over one another; each with its figure in words."""

    first: tuple[Pose, ...]
    best: tuple[Pose, ...]
    first_words: str
    best_words: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """Something to read, without its ``first`` lines, with buttons at its foot, one of them selected.

    figures: one stands large beside the text, several in a row above it. compared: instead, beside the text. time_s: for
    what moves.
    """

    title: str
    blocks: tuple[Block, ...]
    buttons: tuple[Choice, ...]
    selected: int = 0
    first: int = 0
    lead: str = ""
    hint: str = ""
    figures: tuple[Figure, ...] = ()
    compared: Compared | None = None
    time_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to type. problem: why the last one could not be taken."""

    title: str
    lead: str
    text: str
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Badges:
    """What stands over every page of a workout.

    gesture: the gesture under way in words, empty without one; progress: how much of it is done, 0..1. muted: nothing is
    said aloud. note: a short notice, as the volume just set; about: what it is about, which its sign shows.
    """

    gesture: str = ""
    progress: float = 0.0
    muted: bool = False
    note: str = ""
    about: About = "voice"


@dataclass(frozen=True, slots=True)
class Guiding:
    """Camera and person find their places before an exercise. exercise: its id; pose, frame: what is seen now."""

    title: str
    exercise: str
    placed: Placed
    pose: Pose
    frame: Frame | None
    buttons: tuple[Choice, ...]
    selected: int = 0
    badges: Badges = Badges()


@dataclass(frozen=True, slots=True)
class Exercising:
    """An exercise under way. buttons: only while it is paused."""

    step: Step
    buttons: tuple[Choice, ...] = ()
    selected: int = 0
    badges: Badges = Badges()


@dataclass(frozen=True, slots=True)
class Resting:
    """Between two exercises. result: what was done, in a line. advice: where it hurt. following: the next exercise's title,
    empty after the last; how: its first instruction, exercise: its id. time_s: of the newest pose.

    compared: after the last, in the countdown's place; where there is nothing to compare, the figure of ``exercise``.
    """

    title: str
    result: str
    following: str
    how: str
    exercise: str
    left_s: float
    of_s: float
    time_s: float
    buttons: tuple[Choice, ...]
    selected: int = 0
    advice: str = ""
    badges: Badges = Badges()
    compared: Compared | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """A question that is answered with a whole number from 0 to ``most``; a click on one is called by its digits.

    least_word, most_word: what the ends mean. selected: None before one is chosen. button: to skip the question.
    """

    title: str
    lead: str
    most: int
    least_word: str
    most_word: str
    selected: int | None
    button: Choice
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Weeks:
    """How an exercise went over weeks. trends: of that exercise alone; nothing: what is said where there are none.

    note: a few quieter words, as which of how many this is.
    """

    title: str
    trends: tuple[Trend, ...]
    buttons: tuple[Choice, ...]
    selected: int = 0
    note: str = ""
    nothing: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day of the calendar. none: nothing was done. later: it is still to come."""

    state: Literal["done", "walked", "none", "later"]
    today: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """The front page. main: the large button; figures: in it. tiles: the smaller buttons; selected: 0 for the large one, then
    the tiles. done of the exercises of today; today: the same in words. days: whole weeks, oldest first, weekdays: names of
    their columns; walk: how the walks of the week stand. lead: a few quieter words. time_s: for the figures that move.
    """

    title: str
    main: Choice
    figures: tuple[Figure, ...]
    tiles: tuple[Choice, ...]
    selected: int
    done: int
    of: int
    today: str
    days: tuple[DayMark, ...]
    weekdays: tuple[str, ...]
    walk: str
    lead: str = ""
    hint: str = ""
    time_s: float = 0.0

    @property
    def buttons(self) -> tuple[Choice, ...]:
        """Everything that can be chosen, in order."""
        return (self.main, *self.tiles)


Page = Front | Menu | TextPage | Entry | Scale | Guiding | Exercising | Resting | Weeks
