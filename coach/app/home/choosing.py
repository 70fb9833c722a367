"""Choosing what to do: what is due today, an exercise of a position, a routine."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from coach.app.home.house import House
from coach.app.home.screens import MenuScreen, Move, Open, ReadingScreen, Start, Stay
from coach.app.live import Plan
from coach.app.programme import BY_COMMAND
from coach.app.reading import LEAVE
from coach.coaching.today import WARM_UP, fitting_now
from coach.engine import routines
from coach.engine.routine_spec import Routine
from coach.engine.spec import Exercise
from coach.errors import CoachError
from coach.outputs.screen.pages.described import Block, Choice, Reading

ALL: Final = "all"
_UNDO: Final = re.compile(r"; 'coach leave-out \S+ --undo' takes it back in")
_ROUTINE: Final = "routine/"
_HINT: Final = "Up and down scroll, left and right choose, Enter goes on, Esc goes back"


class DueScreen(MenuScreen):
    """What is due today, to be done in one go or one by one."""

    title = "Today"

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house

    def choices(self) -> Sequence[Choice]:
        """All that is open first, then each exercise with a tick where it is done."""
        due = self._house.due()
        still = sum(each.open for each in due)
        first = [Choice(ALL, f"Begin: all {still}" if still > 1 else "Begin")] if still else []
        now = self._house.now()
        fitting = fitting_now(self._house.routines, due, self._house.person.all_sessions(), now)
        first += [Choice(f"{_ROUTINE}{each.id}", each.title, f"routine, {_minutes(each)}") for each in fitting]
        return first + [
            Choice(
                each.exercise,
                each.title,
                each.stage.words() + (f", {each.done} of {each.asked} times" if each.asked > 1 else ""),
                tone="plain" if each.open else "good",
            )
            for each in due
        ]

    def choose(self, name: str) -> Move:
        """Begins all that is open, or shows one exercise."""
        if name.startswith(_ROUTINE):
            return Open(routine_screen(self._house, _named(self._house, name.removeprefix(_ROUTINE))))
        if name != ALL:
            return Open(exercise_screen(self._house, self._house.exercise(name)))
        house = self._house
        return Start(
            lambda: house.plan([house.exercise(each.exercise) for each in house.due() if each.open], named=False)
        )


class PositionScreen(MenuScreen):
    """The exercises that can be done in one position."""

    def __init__(self, house: House, position: str, title: str) -> None:
        super().__init__()
        self.title = title
        self._house = house
        self._exercises = [each for each in house.exercises if position in (each.position, *each.also)]

    def choices(self) -> Sequence[Choice]:
        """By name, with their doses."""
        person = self._house.person
        return [
            Choice(
                each.id,
                each.title,
                "left out" if person.why_left_out(each) else person.standing(each).stage.words(),
            )
            for each in self._exercises
        ]

    def choose(self, name: str) -> Move:
        """Shows the exercise."""
        return Open(exercise_screen(self._house, self._house.exercise(name)))


class RoutinesScreen(MenuScreen):
    """The routines there are."""

    title = "Routines"

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house

    def choices(self) -> Sequence[Choice]:
        """By name, with how long they take."""
        return [Choice(each.id, each.title, _minutes(each)) for each in self._house.routines]

    def choose(self, name: str) -> Move:
        """Shows the routine."""
        return Open(routine_screen(self._house, _named(self._house, name)))


def exercise_screen(house: House, exercise: Exercise) -> ReadingScreen:
    """How an exercise is done, and whether to do it now."""

    def described() -> Reading:
        person = house.person
        own = exercise.id in person.left_out
        why = "" if own else person.why_left_out(exercise)
        blocks = [
            Block("Now", (f"{person.standing(exercise).stage.words()}{_each_side(exercise)}",)),
            Block("How", exercise.instructions),
            Block("Camera", (exercise.camera,)),
        ]
        if exercise.safety:
            blocks.append(Block("Take care", exercise.safety, "care"))
        if own or why:
            reason = "you left this exercise out" if own else why
            blocks.insert(0, Block(f"Left out: {reason}", tone="care"))
        begin = [] if own or why else [Choice("begin", "Begin")]
        change = [Choice("in", "Take back in")] if own else [] if why else [Choice("out", "Leave out")]
        return Reading(exercise.title, tuple(blocks), (*begin, *change, Choice(LEAVE, "Back")), hint=_HINT)

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

    said: list[str] = []
    try:
        planned = house.person.plan_routine(routine, house.now(), report=said.append)
    except CoachError as problem:
        nothing = (Block(str(problem), tone="care"),)
        return ReadingScreen(Reading(routine.title, nothing, (Choice(LEAVE, "Back"),), hint=_HINT))
    steps = tuple(f"{each.title}: {each.dose.reps}{_each_side(each)}{_held(each)}" for each in planned.exercises)
    blocks = [Block(f"{len(steps)} exercises, about {max(1, round(planned.minutes))} min", steps)]
    if said:
        blocks.append(Block("Take care", tuple(_on_screen(line) for line in said), "care"))
    warm_up = (Choice("warm-up", "Warm up first"),) if said and planned.exercises[0].id != WARM_UP else ()
    page = Reading(
        routine.title,
        tuple(blocks),
        (*warm_up, Choice("begin", "Begin"), Choice(LEAVE, "Back")),
        lead=routine.about,
        hint=_HINT,
    )
    return ReadingScreen(page, {"begin": lambda: Start(plan), "warm-up": lambda: Start(lambda: plan(march=True))})


def _on_screen(said: str) -> str:
    """The same without commands for a terminal: a button, or the exercise's own page, does it here."""
    return _UNDO.sub("; its own page takes it back in", said.replace(BY_COMMAND, ""))


def _named(house: House, routine: str) -> Routine:
    return next(each for each in house.routines if each.id == routine)


def _minutes(routine: Routine) -> str:
    return f"about {max(1, round(routines.minutes_of(routine)))} min"


def _each_side(exercise: Exercise) -> str:
    return " on each side" if exercise.sides != "none" else ""


def _held(exercise: Exercise) -> str:
    return f", held {exercise.dose.hold_s:g} s" if exercise.dose.hold_s else ""
