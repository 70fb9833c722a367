"""Choosing what to do: what is due today, an exercise of a position, a routine."""

from __future__ import annotations

import typing
from collections.abc import Callable, Sequence
from typing import Final

from coach.app.home.front import figures_of, main_choice
from coach.app.home.planned import plan_screen
from coach.app.home.screens import MenuScreen, Move, Open, Start, Stay, TextScreen
from coach.app.home.shared import Shared
from coach.app.home.teaching_intro import intro_screen
from coach.app.live.live import Plan
from coach.app.live.text_pages import LEAVE
from coach.doses import Stage
from coach.engine.routine_spec import Routine
from coach.engine.spec import Exercise, Position
from coach.errors import CoachError
from coach.outputs.screen.pages.described import Block, Choice, Figure, TextPage
from coach.weeks import minutes_today
from coach.weeks.today import WARM_UP, fitting_now
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
        shared, words = self.shared, self.words
        chosen = shared.minutes_today()
        today = words.about_minutes.format(minutes=chosen.minutes) if chosen.exercises else ""
        listed = [Choice("chosen", words.today, today)] if chosen.chosen else []
        if shared.person.plan_now is not None:
            listed.append(Choice("plan", shared.wording.plan.your_plan))
        listed.append(Choice("due", words.all_asked, words.for_count(words.exercises_many, len(shared.due()))))
        listed.append(Choice("free", shared.wording.workout.free_title))
        listed.append(Choice("show", shared.wording.teaching.title))
        listed.append(Choice("routines", words.routines, f"{len(shared.routines)}"))
        for position in POSITIONS:
            count = sum(position in (each.position, *each.also) for each in shared.exercises)
            if count:
                noted = words.for_count(words.exercises_many, count)
                listed.append(Choice(position, position_label(position, words), noted))
        return listed

    def choose(self, name: str) -> Move:
        """Opens what is chosen."""
        shared = self.shared
        match name:
            case "chosen":
                return Open(today_screen(shared))
            case "plan":
                return Open(plan_screen(shared))
            case "due":
                return Open(DueScreen(shared))
            case "free":
                return Start(lambda: shared.plan(shared.exercises, named=False), asked=True, free=True)
            case "show":
                return Open(intro_screen(shared))
            case "routines":
                return Open(RoutinesScreen(shared))
            case _:
                return Open(PositionScreen(shared, name))


class DueScreen(MenuScreen):
    """Every exercise that is asked, with its dose and what is done of it today."""

    def title(self) -> str:
        """What the choice in the library is called."""
        return self.words.all_asked

    def choices(self) -> Sequence[Choice]:
        """The routines that fit now, then each exercise with a tick where it is done."""
        shared, words = self.shared, self.words
        due = shared.due()
        listed = []
        for routine in fitting_now(shared.routines, due, shared.person.all_sessions(), shared.now()):
            noted = words.routine_note.format(minutes=_minutes(shared, routine))
            listed.append(Choice(f"{_ROUTINE}{routine.id}", shared.wording.routine_title(routine), noted))
        return listed + [
            Choice(
                each.exercise,
                each.title,
                _of_stage(shared, each.exercise, each.stage)
                + (f", {words.times_done.format(done=each.done, asked=each.asked)}" if each.asked > 1 else ""),
                tone="plain" if each.open else "good",
                figure=each.exercise,
            )
            for each in due
        ]

    def choose(self, name: str) -> Move:
        """Shows a routine or an exercise."""
        if name.startswith(_ROUTINE):
            return Open(routine_screen(self.shared, _named(self.shared, name.removeprefix(_ROUTINE))))
        return Open(exercise_screen(self.shared, self.shared.exercise(name)))


class PositionScreen(MenuScreen):
    """The exercises that can be done in one position."""

    def __init__(self, shared: Shared, position: str) -> None:
        super().__init__(shared)
        self._position = position
        self._exercises = [each for each in shared.exercises if position in (each.position, *each.also)]

    def title(self) -> str:
        """The position."""
        return position_label(self._position, self.words)

    def choices(self) -> Sequence[Choice]:
        """By name, with their doses."""
        person, wording = self.shared.person, self.shared.wording
        return [
            Choice(
                each.id,
                wording.title(each),
                self.words.left_out
                if person.why_left_out(each)
                else _of_stage(self.shared, each.id, person.standing(each).stage),
                figure=each.id,
            )
            for each in self._exercises
        ]

    def choose(self, name: str) -> Move:
        """Shows the exercise."""
        return Open(exercise_screen(self.shared, self.shared.exercise(name)))


class RoutinesScreen(MenuScreen):
    """The routines there are."""

    def title(self) -> str:
        """What the choice on the home screen is called."""
        return self.words.routines

    def choices(self) -> Sequence[Choice]:
        """By name, with how long they take."""
        wording = self.shared.wording
        return [
            Choice(each.id, wording.routine_title(each), _minutes(self.shared, each)) for each in self.shared.routines
        ]

    def choose(self, name: str) -> Move:
        """Shows the routine."""
        return Open(routine_screen(self.shared, _named(self.shared, name)))


def exercise_screen(shared: Shared, exercise: Exercise) -> TextScreen:
    """How an exercise is done, and whether to do it now."""

    def described() -> TextPage:
        person, wording, words = shared.person, shared.wording, shared.wording.pages
        own = exercise.id in person.left_out
        why = "" if own else person.why_left_out(exercise)
        # What may harm is read before what to do.
        blocks = [Block(said, tone="care") for said in wording.safety_of(exercise)]
        if own or why:
            reason = words.you_left_it_out if own else why
            blocks.insert(0, Block(words.left_out_because.format(why=reason), tone="care"))
        blocks += [
            Block(_dose(shared, exercise, person.standing(exercise).stage)),
            Block(words.how, wording.card(exercise).instructions, numbered=True),
            Block(words.camera, (wording.camera(exercise),)),
        ]
        begin = [] if own or why else [Choice("begin", words.begin)]
        change = [Choice("in", words.take_back_in)] if own else [] if why else [Choice("out", words.leave_out)]
        logged = [] if own or why else [Choice("follow", words.without_camera)]
        buttons = (*begin, *logged, *change, Choice(LEAVE, words.back))
        figures = (Figure(exercise.id, wording.title(exercise)),)
        return TextPage(wording.title(exercise), tuple(blocks), buttons, hint=words.hint_read, figures=figures)

    def changed(change: Callable[[str], None]) -> Move:
        change(exercise.id)
        screen.show(described())
        return Stay()

    screen = TextScreen(
        described(),
        {
            "begin": lambda: Start(lambda: shared.plan([exercise], named=True)),
            "follow": lambda: Start(lambda: shared.plan([exercise], named=True), follow=True),
            "out": lambda: changed(shared.leave_out),
            "in": lambda: changed(shared.take_back_in),
        },
    )
    return screen


def routine_screen(shared: Shared, routine: Routine) -> TextScreen:
    """What a routine holds for this person now, and whether to do it."""

    def plan(march: bool | None = None) -> Plan:
        return shared.person.plan_routine(routine, shared.now(), march=march, report=lambda _said: None)

    wording, words = shared.wording, shared.wording.pages
    title, back = wording.routine_title(routine), Choice(LEAVE, words.back)
    said: list[str] = []
    try:
        planned = shared.person.plan_routine(routine, shared.now(), report=said.append)
    except CoachError as problem:
        nothing = (Block(wording.problems.told(problem), tone="care"),)
        return TextScreen(TextPage(title, nothing, (back,), hint=words.hint_read))
    steps = tuple(_step(shared, each) for each in planned.exercises)
    figures = tuple(Figure(each.id, wording.title(each)) for each in planned.exercises if each.id != WARM_UP)
    counted = words.for_count(words.exercises_many, len(steps))
    heading = words.exercises_about.format(exercises=counted, minutes=max(1, round(planned.minutes)))
    blocks = [Block(heading, steps)]
    if said:
        blocks.append(Block(words.take_care, tuple(said), "care"))
    warm_up = (Choice("warm-up", words.warm_up_button),) if said and planned.exercises[0].id != WARM_UP else ()
    page = TextPage(
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
    return TextScreen(page, moves)


def today_screen(shared: Shared) -> TextScreen:
    """The minutes of today, and why each of them is in it."""
    wording, words, now = shared.wording, shared.wording.pages, shared.now()
    chosen = shared.minutes_today()
    lines = []
    for each in chosen.chosen:
        dose = _dose(shared, each.exercise, shared.person.standing(each.exercise).stage)
        why = minutes_today.why(each, wording.programme)
        said = wording.programme.chosen_line.format(title=wording.title(each.exercise), dose=dose, reason=why)
        lines.append(said)
    begin = (Choice("begin", words.begin), Choice("follow", words.without_camera)) if chosen.exercises else ()
    main = main_choice(shared, chosen)
    page = TextPage(
        words.today,
        (Block("", tuple(lines), numbered=True),),
        (*begin, Choice(LEAVE, words.back)),
        lead=f"{main.label}. {main.note}",
        hint=words.hint_read,
        figures=figures_of(shared, chosen),
    )

    def plan() -> Plan:
        return shared.person.plan_today(shared.exercises, now)

    return TextScreen(page, {"begin": lambda: Start(plan), "follow": lambda: Start(plan, follow=True)})


def _named(shared: Shared, routine: str) -> Routine:
    return next(each for each in shared.routines if each.id == routine)


def _minutes(shared: Shared, routine: Routine) -> str:
    return shared.wording.pages.about_minutes.format(minutes=shared.minutes_of(routine))


def _of_stage(shared: Shared, exercise: str, stage: Stage) -> str:
    return shared.wording.doses().dose(stage, steps=exercise == WARM_UP)


def _dose(shared: Shared, exercise: Exercise, stage: Stage) -> str:
    return shared.wording.doses().dose(stage, each_side=exercise.sides != "none", steps=exercise.id == WARM_UP)


def _step(shared: Shared, exercise: Exercise) -> str:
    dose = _dose(shared, exercise, Stage(exercise.dose.reps, exercise.dose.hold_s))
    return shared.wording.pages.step.format(title=shared.wording.title(exercise), reps=dose)
