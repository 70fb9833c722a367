"""A new exercise, shown to the camera: how it goes, what was learned from it, and whether to keep it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from coach import paths
from coach.app.home.choosing import exercise_screen
from coach.app.home.screens import Back, Move, Open, Quit, Stay, Teach, TextScreen
from coach.app.home.shared import Shared
from coach.app.learning import also_counted, write_figure
from coach.app.live.text_pages import LEAVE
from coach.errors import CoachError
from coach.files.bounded_reading import is_there
from coach.files.writing import write_whole
from coach.learning.draft import drafted
from coach.learning.lesson import Lesson, learn
from coach.learning.shown_clip import Shown
from coach.learning.writing import as_toml
from coach.outputs.screen.pages.described import Block, Choice, Entry, Page, TextPage
from coach.outputs.window.window import Asked, Clicked, Key, Typed
from coach.values import Pose
from coach.words.wording import Wording

LONGEST_NAME: Final = 40
"""Letters of a name (chosen: fits above an exercise)."""

USUAL_ID: Final = "my-exercise"


@dataclass(frozen=True)
class Taught:
    """What was learned, under the name that it has now."""

    lesson: Lesson

    def named(self, name: str, title: str) -> Taught:
        """The same under another name. name: the id."""
        plan = replace(self.lesson.plan, id=name, title=title)
        return Taught(replace(self.lesson, exercise=drafted(plan), plan=plan))


def learned_screen(shared: Shared, poses: tuple[Pose, ...]) -> TextScreen:
    """What was learned from these poses, or why nothing was."""
    words = shared.wording.teaching
    if not poses:
        return _nothing(shared, words.given_up)
    number = next(number for number in range(1, 10_000) if free_id(shared, f"{USUAL_ID}-{number}"))
    try:
        shown = Shown.of(words.what_you_showed, poses)
        lesson = learn(f"{USUAL_ID}-{number}", words.name_usual.format(number=number), [shown])
        lesson = replace(lesson, unknown=(*also_counted(lesson, [shown], shared.exercises), *lesson.unknown))
    except CoachError as problem:
        return _nothing(shared, shared.wording.problems.told(problem))
    return LearnedScreen(shared, Taught(lesson))


class LearnedScreen(TextScreen):
    """What was found, what could not be told, and whether to keep it."""

    def __init__(self, shared: Shared, taught: Taught) -> None:
        self._shared = shared
        self.taught = taught
        moves = {
            "keep": self._keep,
            "name": lambda: Open(NameScreen(shared, self)),
            "again": lambda: Teach(instead=True),
        }
        super().__init__(self._described(), moves)

    def take_name(self, name: str, title: str) -> None:
        """Under another name."""
        self.taught = self.taught.named(name, title)
        self.show(self._described())

    def _described(self) -> TextPage:
        lesson, wording = self.taught.lesson, self._shared.wording
        words, pages = wording.teaching, wording.pages
        unknown = tuple(wording.problems.told(said) for said in lesson.unknown)
        return TextPage(
            lesson.exercise.title,
            (
                Block(words.found, found_lines(lesson, wording), "good"),
                Block(words.not_told, unknown),
                Block(words.no_pictures),
            ),
            (
                Choice("keep", words.keep),
                Choice("name", words.name_it),
                Choice("again", words.once_more),
                Choice(LEAVE, pages.back),
            ),
            hint=pages.hint_read,
        )

    def _keep(self) -> Move:
        """Writes the exercise and its figure. Raises a CoachError where they cannot be."""
        lesson, folder = self.taught.lesson, paths.user_exercises()
        paths.make_private_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)
        file = folder / f"{lesson.exercise.id}.toml"
        write_whole(file, as_toml(lesson))
        write_figure(file, lesson)
        self._shared.take_exercises_anew()
        return Open(exercise_screen(self._shared, self._shared.exercise(lesson.exercise.id)), instead=True)


class NameScreen:
    """What the exercise is called, typed."""

    def __init__(self, shared: Shared, learned: LearnedScreen) -> None:
        self._shared = shared
        self._learned = learned
        self._text = learned.taught.lesson.exercise.title
        self._problem = ""

    def page(self) -> Page:
        """The line as it is typed so far."""
        words = self._shared.wording
        return Entry(
            words.teaching.name_it, words.teaching.name_lead, self._text, self._problem, words.pages.hint_typing
        )

    def hear(self, asked: Asked) -> Move:
        """Takes letters; takes the name with Enter where it may be."""
        if isinstance(asked, Typed):
            self._text, self._problem = self._text + asked.text, ""
        elif asked is Key.ERASE:
            self._text, self._problem = self._text[:-1], ""
        elif asked is Key.ENTER or asked == Clicked("save"):
            return self._save()
        elif asked is Key.BACK or asked == Clicked("back"):
            return Back()
        elif asked is Key.CLOSE:
            return Quit()
        return Stay()

    def _save(self) -> Move:
        words, title = self._shared.wording.teaching, " ".join(self._text.split())
        own = self._learned.taught.lesson.exercise
        if not title.isprintable() or not 0 < len(title) <= LONGEST_NAME:
            self._problem = words.name_long.format(most=LONGEST_NAME)
            return Stay()
        name = own.id if title == own.title else id_of(title) or own.id
        if title != own.title and not free_id(self._shared, name) and name != own.id:
            self._problem = words.name_taken
            return Stay()
        self._learned.take_name(name, title)
        return Back()


def found_lines(lesson: Lesson, wording: Wording) -> tuple[str, ...]:
    """How often it was shown, from where, and from when on it counts."""
    words, made = wording.terminal, lesson.exercise
    count = lesson.plan.pattern.repetitions
    reps = words.for_count(words.repetitions, count, reps=count)
    position: str = getattr(words, made.position.replace("-", "_"))
    places = {"front": words.in_front, "side": words.at_your_side, "feet-end": words.at_your_feet}
    by = wording.teaching.counts_held if made.dose.hold_s else wording.teaching.counts_from
    seconds = wording.figure(made.dose.hold_s)
    return (
        words.learned.format(title=made.title, reps=reps, position=position, place=places[made.view]),
        by.format(target=f"{made.gauge.target:g}{lesson.plan.gauge.unit}", seconds=seconds),
    )


def id_of(title: str) -> str:
    """A file's name for what a person calls an exercise: small letters, digits and single dashes; empty where none are left."""
    for sign, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        title = title.casefold().replace(sign, plain)
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST_NAME].strip("-")


def free_id(shared: Shared, name: str) -> bool:
    """Whether nothing is called so yet."""
    return all(each.id != name for each in shared.exercises) and not is_there(paths.user_exercises() / f"{name}.toml")


def _nothing(shared: Shared, why: str) -> TextScreen:
    words, pages = shared.wording.teaching, shared.wording.pages
    page = TextPage(
        words.not_learned,
        (Block(why, tone="care"),),
        (Choice("again", words.once_more), Choice(LEAVE, pages.back)),
        hint=pages.hint_read,
    )
    return TextScreen(page, {"again": lambda: Teach(instead=True)})
