"""Choosing what to do: what is due today, an exercise of a position, a routine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from coach.app.home.house import House
from coach.app.home.screens import MenuScreen, Move, Open, ReadingScreen, Start, Stay
from coach.app.live import Plan
from coach.app.reading import LEAVE
from coach.coaching.progression import Stage
from coach.coaching.today import WARM_UP, fitting_now
from coach.engine import routines
from coach.engine.routine_spec import Routine
from coach.engine.spec import Exercise
from coach.errors import CoachError
from coach.outputs.screen.pages.described import Block, Choice, Reading
from coach.words.pages import PagePhrases

ALL: Final = "all"
_ROUTINE: Final = "routine/"


def position_label(position: str, words: PagePhrases) -> str:
    """What people call a position."""
    return str(getattr(words, position.replace("-", "_")))


class DueScreen(MenuScreen):
    """What is due today, to be done in one go or one by one."""

    def title(self) -> str:
        """What the choice on the home screen is called."""
        return self.words.today

    def choices(self) -> Sequence[Choice]:
        """All that is open first, then each exercise with a tick where it is done."""
        house, words = self.house, self.words
        due = house.due()
        still = sum(each.open for each in due)
        first = [Choice(ALL, words.begin_all.format(count=still) if still > 1 else words.begin)] if still else []
        for routine in fitting_now(house.routines, due, house.person.all_sessions(), house.now()):
            noted = words.routine_note.format(minutes=_minutes(routine, words))
            first.append(Choice(f"{_ROUTINE}{routine.id}", house.wording.routine_title(routine), noted))
        return first + [
            Choice(
                each.exercise,
                each.title,
                _of_stage(house, each.stage)
                + (f", {words.times_done.format(done=each.done, asked=each.asked)}" if each.asked > 1 else ""),
                tone="plain" if each.open else "good",
            )
            for each in due
        ]

    def choose(self, name: str) -> Move:
        """Begins all that is open, or shows one exercise."""
        if name.startswith(_ROUTINE):
            return Open(routine_screen(self.house, _named(self.house, name.removeprefix(_ROUTINE))))
        if name != ALL:
            return Open(exercise_screen(self.house, self.house.exercise(name)))
        house = self.house
        return Start(
            lambda: house.plan([house.exercise(each.exercise) for each in house.due() if each.open], named=False)
        )


class PositionScreen(MenuScreen):
    """The exercises that can be done in one position."""

    def __init__(self, house: House, position: str) -> None:
        super().__init__(house)
        self._position = position
        self._exercises = [each for each in house.exercises if position in (each.position, *each.also)]

    def title(self) -> str:
        """The position."""
        return position_label(self._position, self.words)

    def choices(self) -> Sequence[Choice]:
        """By name, with their doses."""
        person, wording = self.house.person, self.house.wording
        return [
            Choice(
                each.id,
                wording.title(each),
                self.words.left_out
                if person.why_left_out(each)
                else _of_stage(self.house, person.standing(each).stage),
            )
            for each in self._exercises
        ]

    def choose(self, name: str) -> Move:
        """Shows the exercise."""
        return Open(exercise_screen(self.house, self.house.exercise(name)))


class RoutinesScreen(MenuScreen):
    """The routines there are."""

    def title(self) -> str:
        """What the choice on the home screen is called."""
        return self.words.routines

    def choices(self) -> Sequence[Choice]:
        """By name, with how long they take."""
        wording = self.house.wording
        return [
            Choice(each.id, wording.routine_title(each), _minutes(each, self.words)) for each in self.house.routines
        ]

    def choose(self, name: str) -> Move:
        """Shows the routine."""
        return Open(routine_screen(self.house, _named(self.house, name)))


def exercise_screen(house: House, exercise: Exercise) -> ReadingScreen:
    """How an exercise is done, and whether to do it now."""

    def described() -> Reading:
        person, wording, words = house.person, house.wording, house.wording.pages
        own = exercise.id in person.left_out
        why = "" if own else person.why_left_out(exercise)
        blocks = [
            Block(words.now, (_dose(house, exercise, person.standing(exercise).stage),)),
            Block(words.how, wording.card(exercise).instructions),
            Block(words.camera, (wording.camera(exercise),)),
        ]
        if exercise.safety:
            blocks.append(Block(words.take_care, wording.safety_of(exercise), "care"))
        if own or why:
            reason = words.you_left_it_out if own else why
            blocks.insert(0, Block(words.left_out_because.format(why=reason), tone="care"))
        begin = [] if own or why else [Choice("begin", words.begin)]
        change = [Choice("in", words.take_back_in)] if own else [] if why else [Choice("out", words.leave_out)]
        buttons = (*begin, *change, Choice(LEAVE, words.back))
        return Reading(wording.title(exercise), tuple(blocks), buttons, hint=words.hint_read)

    def changed(change: Callable[[str], None]) -> Move:
        change(exercise.id)
        screen.show(described())
        return Stay()

    screen = ReadingScreen(
        described(),
        {
            "begin": lambda: Start(lambda: house.plan([exercise], named=True)),
            "out": lambda: changed(house.leave_out),
            "in": lambda: changed(house.take_back_in),
        },
    )
    return screen


def routine_screen(house: House, routine: Routine) -> ReadingScreen:
    """What a routine holds for this person now, and whether to do it."""

    def plan(march: bool | None = None) -> Plan:
        return house.person.plan_routine(routine, house.now(), march=march, report=lambda _said: None)

    wording, words = house.wording, house.wording.pages
    title, back = wording.routine_title(routine), Choice(LEAVE, words.back)
    said: list[str] = []
    try:
        planned = house.person.plan_routine(routine, house.now(), report=said.append)
    except CoachError as problem:
        nothing = (Block(str(problem), tone="care"),)
        return ReadingScreen(Reading(title, nothing, (back,), hint=words.hint_read))
    steps = tuple(_step(house, each) for each in planned.exercises)
    counted = words.exercise_one if len(steps) == 1 else words.exercises_many.format(count=len(steps))
    heading = words.exercises_about.format(exercises=counted, minutes=max(1, round(planned.minutes)))
    blocks = [Block(heading, steps)]
    if said:
        blocks.append(Block(words.take_care, tuple(said), "care"))
    warm_up = (Choice("warm-up", words.warm_up_button),) if said and planned.exercises[0].id != WARM_UP else ()
    page = Reading(
        title,
        tuple(blocks),
        (*warm_up, Choice("begin", words.begin), back),
        lead=wording.routine_about(routine),
        hint=words.hint_read,
    )
    return ReadingScreen(page, {"begin": lambda: Start(plan), "warm-up": lambda: Start(lambda: plan(march=True))})


def _named(house: House, routine: str) -> Routine:
    return next(each for each in house.routines if each.id == routine)


def _minutes(routine: Routine, words: PagePhrases) -> str:
    return words.about_minutes.format(minutes=max(1, round(routines.minutes_of(routine))))


def _of_stage(house: House, stage: Stage) -> str:
    return stage.words(house.wording.programme, decimal=house.wording.decimal)


def _dose(house: House, exercise: Exercise, stage: Stage) -> str:
    words, decimal = house.wording.programme, house.wording.decimal
    return stage.words(words, each_side=exercise.sides != "none", decimal=decimal)


def _step(house: House, exercise: Exercise) -> str:
    words, dose = house.wording.pages, str(exercise.dose.reps)
    reps = dose if exercise.sides == "none" else words.each_side.format(dose=dose)
    said = words.step.format(title=house.wording.title(exercise), reps=reps)
    hold_s = exercise.dose.hold_s
    return words.step_held.format(step=said, seconds=house.wording.figure(hold_s)) if hold_s else said
