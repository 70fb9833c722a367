"""A replay of a file that nothing tells the exercise of: what is done in it is recognised, and each set coached by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coach.app.live.free import FreeRun
from coach.app.live.workout_setup import ExerciseStarter
from coach.app.replay.outputs import outputs_of_replay
from coach.app.replay.replay_window import Bar, Ends
from coach.app.running.interruption import Interruption
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.app.running.run import ExerciseRun
from coach.coaching.whole_clip import WholeClip
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.errors import CoachError, ExerciseFileError, as_error
from coach.outputs.console import say, warn
from coach.outputs.narrator import Narrator
from coach.recognising.recogniser import RecognisedSet, Recogniser, stretches
from coach.values import Pose
from coach.words.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from coach.app.running.pose_sources import PoseSource, Seen

SURE_FROM: Final = 0.8
"""From here on a set is called sure, as after three repetitions that nothing else explains (chosen)."""

FAIRLY_SURE_FROM: Final = 0.5
"""From here on it is called fairly sure (chosen)."""


@dataclass(frozen=True)
class Recognition:
    """What was recognised in a file. poses: all of it, to be coached now. broken_off: why the file ended before its end.

    other: from when until when somebody moved and did none of the sets.
    """

    sets: Sequence[RecognisedSet]
    poses: Sequence[Pose]
    exercises: Sequence[Exercise]
    broken_off: CoachError | None = None
    other: Sequence[tuple[float, float]] = ()

    @property
    def seen(self) -> Iterator[Seen]:
        """All of it once more, and what broke it off behind the last pose."""
        for pose in self.poses:
            yield None, pose
        if self.broken_off is not None:
            raise self.broken_off

    def told(self, wording: Wording) -> list[str]:
        """The sets and what else was done, in order, a line each."""
        named = {exercise.id: exercise for exercise in self.exercises}
        lines = [(each.start_s, _line(each, named[each.exercise], wording)) for each in self.sets]
        said = wording.summary.recognised_else
        lines += [(start_s, said.format(start=_clock(start_s), end=_clock(end_s))) for start_s, end_s in self.other]
        return [line for _, line in sorted(lines)]


def recognise(file: Path, pose_source: PoseSource, bar: Bar, interruption: Ends) -> Recognition:
    """Looks through all of a file. Raises ExerciseFileError where nothing is recognised in it, and what broke it off then."""
    known = catalog.all_exercises(warn)
    recogniser, poses = Recogniser(known), list[Pose]()
    broken_off: CoachError | None = None
    try:
        for _, pose in pose_source.look(pictures=False):
            recogniser.update(pose)
            poses.append(pose)
            bar.reach(len(poses))
            if interruption.asked:
                break
    except Exception as problem:  # what was seen before it is coached all the same
        broken_off = as_error(problem)
    sets = recogniser.sets()
    if not sets:
        raise broken_off or _nothing(file, known)
    done = {each.exercise for each in sets}
    found = [exercise for exercise in known if exercise.id in done]
    return Recognition(sets, poses, found, broken_off, recogniser.something_else(sets))


def say_sets(lines: Sequence[str], line: Callable[[str], None] = say) -> None:
    """What was recognised, before what it came to."""
    for each in lines:
        line(each)


def coach_each(
    recognition: Recognition,
    run_outputs: RunOutputs,
    results: Results,
    pose_source: PoseSource,
    wording: Wording,
    *,
    window: bool,
    line: Callable[[str], None] = say,
) -> Results:
    """Coaches each set by itself, with all of it known; the results have a summary of each.

    Raises ExerciseFileError where something is wanted that one exercise alone can have.
    """
    _require_none(_single(run_outputs, window=window), recognition.exercises)
    results.recognised = recognition.told(wording)
    say_sets(results.recognised, line)
    outputs = Fanout(outputs_of_replay(run_outputs, results, wording), warn)
    named = {exercise.id: exercise for exercise in recognition.exercises}
    try:
        for each, poses in zip(recognition.sets, stretches(recognition.sets, recognition.poses), strict=True):
            exercise, every = named[each.exercise], run_outputs.every_measure
            run = ExerciseRun(
                exercise,
                outputs,
                Fanout([], warn),
                Narrator(line, wording.narrating()),
                results,
                wording,
                every_measure=every,
            )
            clip = WholeClip(exercise, wording, every_measure=every)
            for pose in poses:
                clip.update(pose)
            steps = clip.steps()
            run.session = clip.session
            for step in steps:
                run.update(step)
            run.finish()
    finally:
        outputs.close()
    results.frames = len(recognition.poses)
    results.frames_with_person = sum(pose.found for pose in recognition.poses)
    if recognition.broken_off is not None:
        results.trouble.append(recognition.broken_off)
    for remark in pose_source.remarks():
        warn(remark)
    results.switched_off += outputs.trouble
    results.write(run_outputs.exports)
    return results


def recognise_as_live(
    file: Path,
    run_outputs: RunOutputs,
    results: Results,
    pose_source: PoseSource,
    wording: Wording,
    interruption: Interruption,
    *,
    window: bool,
    line: Callable[[str], None] = say,
) -> Results:
    """Looks through a file as ``coach live --free`` looks through a camera: knowing nothing of what is still to come.

    Raises ExerciseFileError where nothing is recognised in it, or something is wanted that one exercise alone can have.
    """
    known = catalog.all_exercises(warn)
    _require_none(_single(run_outputs, window=window), known)
    outputs = Fanout(outputs_of_replay(run_outputs, results, wording), warn)
    narrator = Narrator(line, wording.narrating())
    begin = ExerciseStarter(run_outputs, pose_source.size, outputs, results, wording)
    free = FreeRun(known, begin, wording=wording, note=narrator.note)
    frames = people = 0
    try:
        for _, pose in pose_source.look(pictures=False):
            free.step(pose, None)
            frames, people = frames + 1, people + pose.found
            if interruption.asked:
                break
    except Exception as problem:  # what was counted until then is told and written, whatever ended it
        results.trouble.append(as_error(problem))
    finally:
        free.finish()
        outputs.close()
    results.frames, results.frames_with_person, results.interrupted = frames, people, interruption.asked
    if not (results.summaries or results.trouble or results.interrupted):
        raise _nothing(file, known)
    for remark in pose_source.remarks():
        warn(remark)
    results.switched_off += outputs.trouble
    results.write(run_outputs.exports)
    return results


def _nothing(file: Path, known: Sequence[Exercise]) -> ExerciseFileError:
    return ExerciseFileError(
        "which_exercise", file=str(file), known=", ".join(sorted(exercise.id for exercise in known))
    )


def _single(run_outputs: RunOutputs, *, window: bool) -> list[str]:
    """The options that are asked for and that one exercise alone can have."""
    wanted = {
        "--window": window,
        "--save-video": run_outputs.video is not None,
        "--record": run_outputs.record is not None,
    }
    return [option for option, asked in wanted.items() if asked]


def _require_none(options: Sequence[str], exercises: Sequence[Exercise]) -> None:
    if options:
        found = ", ".join(exercise.id for exercise in exercises)
        raise ExerciseFileError("one_exercise_only", options=", ".join(options), found=found)


def _line(each: RecognisedSet, exercise: Exercise, wording: Wording) -> str:
    words = wording.summary
    counts = {side: sum(rep.side == side for rep in each.counted) for side in ("left", "right")}
    if exercise.sides == "none":
        counted = words.recognised_count.format(count=len(each.counted))
    else:
        counted = words.recognised_sides.format(left=counts["left"], right=counts["right"])
    told = len(each.reps) - len(each.counted)
    if told:
        counted = words.recognised_told.format(counted=counted, count=told)
    sure = (
        words.recognised_sure
        if each.sure >= SURE_FROM
        else words.recognised_fairly
        if each.sure >= FAIRLY_SURE_FROM
        else words.recognised_unsure
    )
    return words.recognised.format(
        start=_clock(each.start_s), end=_clock(each.end_s), title=wording.title(exercise), counted=counted, sure=sure
    )


def _clock(time_s: float) -> str:
    return f"{int(time_s) // 60}:{int(time_s) % 60:02d}"
