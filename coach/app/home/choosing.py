"""Choosing what to do: what is due today, an exercise of a position, a routine."""

from __future__ import annotations

import typing
from collections.abc import Callable, Sequence
from typing import Final

from coach.app.home.front import figures_of, main_choice
from coach.app.home.house import House
from coach.app.home.planned import plan_screen
from coach.app.home.screens import MenuScreen, Move, Open, ReadingScreen, Start, Stay
from coach.app.live import Plan
from coach.app.reading import LEAVE
from coach.coaching import minutes_today
from coach.coaching.progression import Stage
from coach.coaching.today import WARM_UP, fitting_now
from coach.engine.routine_spec import Routine
from coach.engine.spec import Exercise, Position
from coach.errors import CoachError
from coach.outputs.screen.pages.described import Block, Choice, Figure, Reading
from coach.words.pages import PagePhrases

POSITIONS: Final = typing.get_args(Position)
FIGURES_MOST: Final = 8
"""How many figures of a routine stand in a row (chosen: more are too small)."""

_ROUTINE: Final = "routine/"


def position_label(position: str, words: PagePhrases) -> str:
    """What people call a position."""
    return str(getattr(words, position.replace("-", "_")))


class LibraryScreen(MenuScreen):
    """All there is to do: the minutes of today, what else is asked, routines, exercises by position."""

    columns = 2

    def title(self) -> str:
        """What the tile on the home is called."""
        return self.words.library

    def choices(self) -> Sequence[Choice]:
        """Today first, then routines, then the positions."""
        house, words = self.house, self.words
        chosen = house.minutes_today()
        today = words.about_minutes.format(minutes=chosen.minutes) if chosen.exercises else ""
        listed = [Choice("chosen", words.today, today)] if chosen.chosen else []
        if house.person.plan_now is not None:
            listed.append(Choice("plan", house.wording.plan.your_plan))
        listed.append(Choice("due", words.all_asked, words.exercises_many.format(count=len(house.due()))))
        listed.append(Choice("free", house.wording.sitting.free_title))
        listed.append(Choice("routines", words.routines, f"{len(house.routines)}"))
        for position in POSITIONS:
            count = sum(position in (each.position, *each.also) for each in house.exercises)
            if count:
                noted = words.exercise_one if count == 1 else words.exercises_many.format(count=count)
                listed.append(Choice(position, position_label(position, words), noted))
        return listed

    def choose(self, name: str) -> Move:
        """Opens what is chosen."""
        house = self.house
        match name:
            case "chosen":
                return Open(today_screen(house))
            case "plan":
                return Open(plan_screen(house))
            case "due":
                return Open(DueScreen(house))
            case "free":
                return Start(lambda: house.plan(house.exercises, named=False), asked=True, free=True)
            case "routines":
                return Open(RoutinesScreen(house))
            case _:
                return Open(PositionScreen(house, name))


class DueScreen(MenuScreen):
    """Every exercise that is asked, with its dose and what is done of it today."""

    def title(self) -> str:
        """What the choice in the library is called."""
        return self.words.all_asked

    def choices(self) -> Sequence[Choice]:
        """The routines that fit now, then each exercise with a tick where it is done."""
        house, words = self.house, self.words
        due = house.due()
        listed = []
        for routine in fitting_now(house.routines, due, house.person.all_sessions(), house.now()):
            noted = words.routine_note.format(minutes=_minutes(house, routine))
            listed.append(Choice(f"{_ROUTINE}{routine.id}", house.wording.routine_title(routine), noted))
        return listed + [
            Choice(
                each.exercise,
                each.title,
                _of_stage(house, each.exercise, each.stage)
                + (f", {words.times_done.format(done=each.done, asked=each.asked)}" if each.asked > 1 else ""),
                tone="plain" if each.open else "good",
                figure=each.exercise,
            )
            for each in due
        ]

    def choose(self, name: str) -> Move:
        """Shows a routine or an exercise."""
        if name.startswith(_ROUTINE):
            return Open(routine_screen(self.house, _named(self.house, name.removeprefix(_ROUTINE))))
        return Open(exercise_screen(self.house, self.house.exercise(name)))


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
                else _of_stage(self.house, each.id, person.standing(each).stage),
                figure=each.id,
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
            Choice(each.id, wording.routine_title(each), _minutes(self.house, each)) for each in self.house.routines
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
        # What may harm is read before what to do.
        blocks = [Block(said, tone="care") for said in wording.safety_of(exercise)]
        if own or why:
            reason = words.you_left_it_out if own else why
            blocks.insert(0, Block(words.left_out_because.format(why=reason), tone="care"))
        blocks += [
            Block(_dose(house, exercise, person.standing(exercise).stage)),
            Block(words.how, wording.card(exercise).instructions, numbered=True),
            Block(words.camera, (wording.camera(exercise),)),
        ]
        begin = [] if own or why else [Choice("begin", words.begin)]
        change = [Choice("in", words.take_back_in)] if own else [] if why else [Choice("out", words.leave_out)]
        logged = [] if own or why else [Choice("follow", words.without_camera)]
        buttons = (*begin, *logged, *change, Choice(LEAVE, words.back))
        figures = (Figure(exercise.id, wording.title(exercise)),)
        return Reading(wording.title(exercise), tuple(blocks), buttons, hint=words.hint_read, figures=figures)

    def changed(change: Callable[[str], None]) -> Move:
        change(exercise.id)
        screen.show(described())
        return Stay()

    screen = ReadingScreen(
        described(),
        {
            "begin": lambda: Start(lambda: house.plan([exercise], named=True)),
            "follow": lambda: Start(lambda: house.plan([exercise], named=True), follow=True),
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
        nothing = (Block(wording.problems.told(problem), tone="care"),)
        return ReadingScreen(Reading(title, nothing, (back,), hint=words.hint_read))
    steps = tuple(_step(house, each) for each in planned.exercises)
    figures = tuple(Figure(each.id, wording.title(each)) for each in planned.exercises if each.id != WARM_UP)
    counted = words.exercise_one if len(steps) == 1 else words.exercises_many.format(count=len(steps))
    heading = words.exercises_about.format(exercises=counted, minutes=max(1, round(planned.minutes)))
    blocks = [Block(heading, steps)]
    if said:
        blocks.append(Block(words.take_care, tuple(said), "care"))
    warm_up = (Choice("warm-up", words.warm_up_button),) if said and planned.exercises[0].id != WARM_UP else ()
    page = Reading(
        title,
        tuple(blocks),
        (*warm_up, Choice("begin", words.begin), Choice("follow", words.without_camera), back),
        lead=wording.routine_about(routine),
        hint=words.hint_read,
        figures=figures[:FIGURES_MOST],
    )
    moves: dict[str, Callable[[], Move]] = {
        "begin": lambda: Start(plan),
        "warm-up": lambda: Start(lambda: plan(march=True)),
        "follow": lambda: Start(plan, follow=True),
    }
    return ReadingScreen(page, moves)


def today_screen(house: House) -> ReadingScreen:
    """The minutes of today, and why each of them is in it."""
    wording, words, now = house.wording, house.wording.pages, house.now()
    chosen = house.minutes_today()
    lines = []
    for each in chosen.chosen:
        dose = _dose(house, each.exercise, house.person.standing(each.exercise).stage)
        why = minutes_today.why(each, wording.programme)
        said = wording.programme.chosen_line.format(title=wording.title(each.exercise), dose=dose, reason=why)
        lines.append(said)
    begin = (Choice("begin", words.begin), Choice("follow", words.without_camera)) if chosen.exercises else ()
    main = main_choice(house, chosen)
    page = Reading(
        words.today,
        (Block("", tuple(lines), numbered=True),),
        (*begin, Choice(LEAVE, words.back)),
        lead=f"{main.label}. {main.note}",
        hint=words.hint_read,
        figures=figures_of(house, chosen),
    )

    def plan() -> Plan:
        return house.person.plan_today(house.exercises, now)

    return ReadingScreen(page, {"begin": lambda: Start(plan), "follow": lambda: Start(plan, follow=True)})


def _named(house: House, routine: str) -> Routine:
    return next(each for each in house.routines if each.id == routine)


def _minutes(house: House, routine: Routine) -> str:
    return house.wording.pages.about_minutes.format(minutes=house.minutes_of(routine))


def _of_stage(house: House, exercise: str, stage: Stage) -> str:
    if exercise == WARM_UP:
        return _steps(house, stage)
    return stage.words(house.wording.programme, decimal=house.wording.decimal)


def _steps(house: House, stage: Stage) -> str:
    """Marching is counted in steps of either leg."""
    return house.wording.pages.steps_a_leg.format(steps=stage.reps)


def _dose(house: House, exercise: Exercise, stage: Stage) -> str:
    words, decimal = house.wording.programme, house.wording.decimal
    if exercise.id == WARM_UP:
        return _steps(house, stage)
    return stage.words(words, each_side=exercise.sides != "none", decimal=decimal)


def _step(house: House, exercise: Exercise) -> str:
    words, dose = house.wording.pages, str(exercise.dose.reps)
    if exercise.id == WARM_UP:
        steps = words.steps_a_leg.format(steps=dose)
        return words.step.format(title=house.wording.title(exercise), reps=steps)
    reps = dose if exercise.sides == "none" else words.each_side.format(dose=dose)
    said = words.step.format(title=house.wording.title(exercise), reps=reps)
    hold_s = exercise.dose.hold_s
    return words.step_held.format(step=said, seconds=house.wording.figure(hold_s)) if hold_s else said
