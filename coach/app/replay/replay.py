"""Replays a video or a recording through the same session code that runs live."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from coach import languages
from coach.app.replay.outputs import outputs_of_replay
from coach.app.replay.recognition import coach_each, recognise, recognise_as_live, say_sets
from coach.app.replay.replay_window import LookingThrough, Player
from coach.app.replay.whole_first import Ahead
from coach.app.running.interruption import Interruption
from coach.app.running.outputs import recorder_of
from coach.app.running.pose_sources import PoseSource, Seen, open_pose_source
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.app.running.run import ExerciseRun
from coach.app.running.speaking import voice_of
from coach.coaching.whole_clip import WholeClip
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.errors import ExerciseFileError, Said, SourceError, as_error
from coach.outputs.console import ProgressBar, say, warn
from coach.outputs.narrator import Narrator
from coach.outputs.window.window import Window
from coach.plain import shown
from coach.settings import Settings
from coach.sources.viewing import AS_IT_IS, Viewing
from coach.values import Step
from coach.words.wording import Wording


@dataclass(frozen=True)
class Replay:
    """What to replay and how.

    exercise: an id, or one in the dose that is wanted; None to take it from the recording or from the file's or its
    folder's name, or else to recognise it.
    speed: of the window, 1 is as filmed; without a window it runs as fast as it can.
    in_logs: progress lines where stderr is no terminal.
    settings: how to speak, and in which language. voice: whether to speak, aloud with a window, and into the video.
    how: how to look at a video. whole: whether to look at all of it before it is coached; None as for a file of its kind.
    line: is given each line of what happens.
    """

    file: Path
    exercise: str | Exercise | None = None
    window: bool = False
    speed: float = 1.0
    model: str = "full"
    outline: bool = True
    run_outputs: RunOutputs = field(default_factory=RunOutputs)
    in_logs: bool = False
    settings: Settings = field(default_factory=Settings)
    voice: bool = False
    how: Viewing = AS_IT_IS
    whole: bool | None = None
    line: Callable[[str], None] = say


def replay(wish: Replay) -> Results:
    """Runs the whole file. What was counted is kept and written also when the file breaks off or the user stops it.

    Raises a CoachError where the run cannot begin; what goes wrong later is in the results' trouble.
    """
    wording = languages.wording(wish.settings.language)
    with ExitStack() as later, ExitStack() as stack:
        pictures = wish.window or wish.run_outputs.video is not None
        pose_source = open_pose_source(
            wish.file, wish.model, outline=wish.outline, pictures=pictures, stack=stack, how=wish.how
        )
        told = wish.exercise or pose_source.exercise or exercise_named_in(wish.file)
        wish.run_outputs.require_writable(read=wish.file)
        results = Results(source=shown(wish.file.name), model=pose_source.model)
        whole = pose_source.whole if wish.whole is None else wish.whole
        # From here on there is something to lose, to the last file that is written.
        interruption = later.enter_context(Interruption())
        seen: Iterable[Seen]

        def looking_through(title: str) -> LookingThrough:
            """At once: whoever asked for a window is not to wait without one while the clip is looked through."""
            window = _window(title, wording, stack) if wish.window else None
            return LookingThrough(window, wording.pages, pose_source.frame_count if whole else None)

        if told:
            exercise = told if isinstance(told, Exercise) else _dosed_as_recorded(catalog.find(told), pose_source)
            looked = looking_through(wording.title(exercise))
            seen = pose_source.look(exercise.position, pictures=not whole)
        elif wish.whole is False:
            return recognise_as_live(
                wish.file,
                wish.run_outputs,
                results,
                pose_source,
                wording,
                interruption,
                window=wish.window,
                line=wish.line,
            )
        else:
            looked = looking_through(results.source)
            with ProgressBar(wish.file.name, pose_source.frame_count, in_logs=wish.in_logs) as bar:
                looked.beside(bar, interruption)
                try:
                    recognition = recognise(wish.file, pose_source, looked, looked)
                except ExerciseFileError:
                    if looked.left:
                        return results  # too early to know what it is
                    raise
            if len(recognition.exercises) > 1:
                coach_each(
                    recognition, wish.run_outputs, results, pose_source, wording, window=wish.window, line=wish.line
                )
                results.interrupted = interruption.asked
                return results
            (exercise,) = recognition.exercises
            seen, whole = recognition.seen, True
            results.recognised = recognition.told(wording)
            say_sets(results.recognised, wish.line)
        speaking = wish.settings if wish.voice else None
        outputs = Fanout(outputs_of_replay(wish.run_outputs, results, wording, speaking), warn)
        stack.callback(outputs.close)
        own = Fanout(recorder_of(wish.run_outputs.record, exercise, pose_source.size, results, whole=whole), warn)
        stack.callback(own.close)
        every = wish.run_outputs.every_measure
        run = ExerciseRun(
            exercise, outputs, own, Narrator(wish.line, wording.narrating()), results, wording, every_measure=every
        )
        with ProgressBar(wish.file.name, pose_source.frame_count, in_logs=wish.in_logs) as bar:
            looking = WholeClip(exercise, wording, every_measure=every)
            # What was recognised is coached, whoever asked to stop while it was looked for.
            looked.beside(bar, interruption if told else Interruption())
            clip = Ahead(looking, looked, looked, wording.narrating()) if whole else None
            if clip is not None:
                clip.look_through(seen)
                if looked.left and looked.percent is not None:
                    warn(wording.narrating().left(looked.percent))
            player = Player(looked.screen, wish.speed) if looked.screen and not interruption.asked else None
            outputs.add(voice_of(wish.settings, warn) if wish.voice and player else [])
            steps = clip.steps(run, pose_source) if clip else _live(run, seen, pose_source)
            # What was seen already is told to the end, whoever asks to stop: it takes no time.
            stop = Interruption() if clip and clip.all_seen and player is None else interruption
            _run_through(run, steps, player, bar, results, stop)
            if run.people == 0 and not (results.trouble or interruption.asked or looked.left):
                results.trouble.append(_nobody(results.source, run.frames))
            run.finish()
        for remark in pose_source.remarks():
            warn(remark)
        stack.close()
        results.switched_off += [*looked.trouble, *outputs.trouble]
        results.write(wish.run_outputs.exports)
        # Last of all: whoever asks while the end is told and written, asked, too.
        results.interrupted = interruption.asked
    return results


def exercise_named_in(file: Path) -> str:
    """The exercise whose id is in the file's name, or else in one of the two folders around it; capitals do not matter, and
    neither do spaces, underscores or dots instead of the hyphens.

    Empty when none is.
    """
    known = sorted(catalog.files(), key=len, reverse=True)
    for name in (file.name, *(folder.name for folder in list(file.resolve().parents)[:2])):
        plain = re.sub(r"[\s_.-]+", "-", name.casefold())
        for exercise in known:
            if exercise in plain:
                return exercise
    return ""


def _dosed_as_recorded(exercise: Exercise, pose_source: PoseSource) -> Exercise:
    """The exercise in the dose that was asked for when it was recorded, so that the events are the same."""
    if exercise.id != pose_source.exercise:
        return exercise
    dosed = exercise.with_reps(pose_source.reps) if pose_source.reps else exercise
    return dosed.with_hold(pose_source.hold_s) if pose_source.hold_s and exercise.dose.hold_s else dosed


def _as_asked(run: ExerciseRun, seen: Iterable[Seen], pose_source: PoseSource) -> Iterator[Seen]:
    """What is seen; the person pauses, and says that it hurts, where they did when it was recorded."""
    pauses = list(pose_source.paused_after_s)
    hurt_after_s = pose_source.hurt_after_s
    for frame, pose in seen:
        if pauses and pose.time_s > pauses[0]:
            del pauses[0]
            run.pause()
        if hurt_after_s is not None and pose.time_s > hurt_after_s:
            run.hurt()
        yield frame, pose
    if pauses:
        run.pause()
    if hurt_after_s is not None:
        run.hurt()


def _live(run: ExerciseRun, seen: Iterable[Seen], pose_source: PoseSource) -> Iterator[Step]:
    return (run.step(pose, frame) for frame, pose in _as_asked(run, seen, pose_source))


def _run_through(
    run: ExerciseRun,
    steps: Iterable[Step],
    player: Player | None,
    bar: ProgressBar,
    results: Results,
    interruption: Interruption,
) -> None:
    try:
        for step in steps:
            bar.reach(run.frames)
            if interruption.asked:
                return
            if player is None:
                continue
            try:
                goes_on = player.show(step)
            except Exception as problem:  # as any other output: the run goes on without the window
                player, goes_on = None, True
                results.switched_off.append(as_error(problem))
                warn(Said("goes_on_without", {"problem": results.switched_off[-1].said}))
            if not goes_on:
                return
    except Exception as problem:  # what was counted until then is told and written, whatever ended it
        results.trouble.append(as_error(problem))


def _nobody(source: str, frames: int) -> SourceError:
    return SourceError("nobody_seen", frames=frames, file=source)


def _window(title: str, wording: Wording, stack: ExitStack) -> Window:
    window = Window(title, words=wording.on_screen())
    stack.callback(window.close)
    return window
