"""Coaches live: camera and landmarker in threads of their own, the window in the main thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, runtime_checkable

from coach import languages
from coach.app.live.controls import show_until_ended
from coach.app.live.free import FreeRun
from coach.app.live.model_exchange import Exchangeable, open_eye
from coach.app.live.slowness import Paced, advice, note, said
from coach.app.live.text_pages import read, summary_page
from coach.app.live.watching import Watcher
from coach.app.live.workout_run import WorkoutRun
from coach.app.live.workout_setup import Devices, ExerciseStarter, open_devices
from coach.app.person import programme
from coach.app.person.over_weeks import compared_over_weeks, keep_best, kept_of
from coach.app.running.interruption import Interruption
from coach.app.running.outputs import outputs_of
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.app.running.speaking import Speaker
from coach.coaching.before_after import OverWeeks
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.errors import CoachError, Said, as_error
from coach.moments import now
from coach.outputs.console import say, warn
from coach.outputs.narrator import Narrator
from coach.outputs.window.window import Window
from coach.record.entries import StoredSession
from coach.settings import Settings, without_password
from coach.sources import system_libraries
from coach.sources.viewing import Turn, Viewing
from coach.values import Cue


@runtime_checkable
class Plan(Protocol):
    """Exercises with the rest behind each, in seconds."""

    @property
    def exercises(self) -> Sequence[Exercise]: ...

    @property
    def rests_s(self) -> Sequence[float]: ...


@dataclass(frozen=True)
class Live:
    """What to do live: exercises one after the other (ids; all there are when empty), and what to keep.

    plan: what becomes of these exercises before anything begins: some left out, others in another dose, with rests of
    their own. settings: how to speak, in which language, how long to rest, whether the camera
    is mirrored. mute: begins without voice and tones. turn: of the camera's pictures, clockwise. person: whom
    to follow of several. free: in no order, each exercise recognised while it is done.
    """

    exercises: tuple[str, ...] = ()
    camera: str = "0"
    model: str = "full"
    run_outputs: RunOutputs = field(default_factory=RunOutputs)
    plan: Callable[[list[Exercise]], list[Exercise] | Plan] = list
    settings: Settings = field(default_factory=Settings)
    mute: bool = False
    turn: Turn = 0
    person: str = ""
    free: bool = False


@dataclass(frozen=True)
class WorkoutEnd:
    """What became of a workout. closed: the user closed the window, and wants to see nothing more."""

    results: Results
    closed: bool


def live(wish: Live) -> Results:
    """Runs until the exercises are over or the user ends it. What was counted is kept whatever becomes of the camera.

    Raises a CoachError where it cannot begin: no such exercise, an output that cannot be written, what the plan
    refuses, no camera, no model, no display.
    """
    exercises = [catalog.find(name) for name in wish.exercises] or catalog.all_exercises(warn)
    wish.run_outputs.require_writable()
    planned = wish.plan(exercises)
    system_libraries.require_libraries()
    with ExitStack() as stack:
        with ExitStack() as opened:
            # Before the window: without a camera there is nothing to show in it.
            devices = open_devices(wish.camera, wish.model, None, opened, how=how_to_look(wish))
            earlier = stored_before(wish.run_outputs.profile)
            wording = languages.wording(wish.settings.language)
            window = Window("Coach", words=wording.on_screen())
            stack.callback(window.close)
            say(wording.terminal.keys)
            end = run_workout(wish, planned, window, devices)
        if not end.closed and not end.results.interrupted and end.results.summaries:
            exercises, leave = planned_exercises(planned), wording.pages.close
            page = summary_page(end.results, wish.run_outputs, exercises, earlier, leave=leave, wording=wording)
            try:
                read(page, window)
            except Exception as problem:  # all is written, and is still told on the terminal
                end.results.trouble.append(as_error(problem))
    return end.results


def planned_exercises(planned: list[Exercise] | Plan) -> list[Exercise]:
    """The exercises alone."""
    return planned if isinstance(planned, list) else list(planned.exercises)


def how_to_look(wish: Live) -> Viewing:
    """How the camera's pictures are to be looked at."""
    return Viewing(turn=wish.turn, mirrored=wish.settings.mirrored, person=wish.person)


def stored_before(profile: str | None) -> dict[str, list[StoredSession]]:
    """Exercise id to what is stored of it so far, empty for nobody's. Raises StoreError where it cannot be read."""
    if profile is None:
        return {}
    return dict(programme.load(profile, now(), warn).sessions)


def run_workout(
    wish: Live, planned: list[Exercise] | Plan, window: Window, devices: Devices | None = None
) -> WorkoutEnd:
    """One workout in a window that is there already; nothing of its own is left open behind it.

    devices: camera and landmarker that are open already; else they are opened, with the window saying so.
    Raises a CoachError where it cannot begin, or where watching ended unexpectedly.
    """
    wording = languages.wording(wish.settings.language)
    with ExitStack() as later, ExitStack() as stack:
        devices = devices or open_devices(wish.camera, wish.model, window, stack, wording.pages, how_to_look(wish))
        if devices is None:
            return WorkoutEnd(Results(source=without_password(wish.camera), model=wish.model), closed=False)
        # From here on there is something to lose, to the last file that is written.
        interruption = later.enter_context(Interruption())
        exercises = planned_exercises(planned)
        results = Results(source=devices.camera.name, model=wish.model)
        speaker = Speaker(wish.settings, warn, mute=wish.mute)
        # What is recognised is kept once it is over, and spoken of at once.
        outputs = Fanout([*outputs_of(wish.run_outputs, results), *(() if wish.free else (speaker,))], warn)
        stack.callback(outputs.close)
        if wish.free:
            stack.callback(speaker.close)
        begin = ExerciseStarter(wish.run_outputs, devices.camera.size, outputs, results, wording)
        workout: WorkoutRun | FreeRun
        if wish.free:
            workout = FreeRun(exercises, begin, wording=wording, speak=speaker.say, note=Narrator().note)
        else:
            workout = WorkoutRun(
                exercises,
                begin,
                rests_s=() if isinstance(planned, list) else planned.rests_s,
                rest_s=wish.settings.rest,
                wording=wording,
                speak=speaker.say,
            )
        advised: list[str] = []

        def several(fact: Said) -> None:
            warn(fact)
            advised.append(wording.problems.told(fact))

        devices.eye.expect(exercises[0].position if exercises and not wish.free else "", several)

        def exchanged(model: str) -> None:
            results.change_model(model)
            paced.begin_anew()

        def slow(time_s: float, per_s: float) -> None:
            """Says so, and takes a lighter model by itself: nobody can be at the keyboard and in the picture at once."""
            eye.slow = True
            say(advice(eye.model, per_s))
            advised.append(note(eye.model, wording.pages))
            speaker.say(time_s, (Cue(time_s, said(eye.model, wording.workout), "instruction"),))
            eye.lighten()

        another = partial(open_eye, person=wish.person)
        eye = Exchangeable(devices.eye, wish.model, advised.append, wording.pages, another, exchanged=exchanged)
        stack.callback(eye.close)
        paced = Paced(eye, slow)
        window.notice(wording.pages.waiting_for_picture)
        watcher = stack.enter_context(Watcher(devices.camera, paced, workout))
        closed = False
        try:
            closed = show_until_ended(watcher, window, results, speaker, wording, advised, eye)
        except Exception as problem:  # what was counted until then is written, whatever ended it
            results.trouble.append(as_error(problem))
        results.compared = workout.compared
        if wish.run_outputs.profile is not None:
            results.over_weeks = _over_weeks(wish.run_outputs.profile, results, workout)
        window.notice(wording.pages.saving)
        stack.close()
        results.switched_off += outputs.trouble
        results.write(wish.run_outputs.exports)
        results.interrupted = interruption.asked
    return WorkoutEnd(results, closed)


def _over_weeks(profile: str, results: Results, workout: WorkoutRun | FreeRun) -> OverWeeks | None:
    """Keeps what was done best today, and compares it with the first day; that it cannot be kept is told with the rest."""
    at = now()
    try:
        keep_best(profile, at, workout.best, warn)
        kept = kept_of(profile, at, warn)
    except CoachError as problem:
        results.trouble.append(problem)
        return None
    return compared_over_weeks(kept, {each.card.id: each.card for each in workout.best})
