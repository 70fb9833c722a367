"""Coaching without a window, for a notebook: the functions that the commands run, and their outcome as a ``Result``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from coach.api.results import FrameKeeper, Result
from coach.app.replay.replay import Replay
from coach.app.replay.replay import replay as run_replay
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.app.running.run import ExerciseRun
from coach.coaching.whole_clip import WholeClip
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.outputs.console import warn
from coach.outputs.narrator import Narrator
from coach.sources.viewing import AS_IT_IS, Viewing
from coach.values import Pose
from coach.words.wording import ENGLISH


def replay(
    file: str | Path,
    exercise: str | Exercise | None = None,
    *,
    model: str = "full",
    outline: bool = True,
    all_measures: bool = True,
    as_live: bool = False,
    how: Viewing = AS_IT_IS,
) -> Result:
    """Coaches a video or a recording, as ``coach replay`` does, and keeps nothing on disk.

    exercise: an id, a title, or one that was loaded, whose dose then holds; None takes it from the recording or the file's
    name, and else recognises what is done. model, outline, how: as for ``read_poses``. all_measures: take every measure,
    rather than those the exercise asks about, which is faster. as_live: know no more at any moment than a camera would have
    shown.
    Raises SourceError, ExerciseFileError or ModelError where it cannot begin, KeyboardInterrupt where it was stopped. What goes
    wrong later, as in a damaged video, is in the result's ``trouble``, and what was counted until then is kept.
    """
    keeper = FrameKeeper()
    results = run_replay(
        Replay(
            Path(file),
            exercise,
            model=model,
            outline=outline,
            run_outputs=RunOutputs(hearers=(keeper,), all_measures=all_measures),
            how=how,
            whole=False if as_live else None,
            line=_unheard,
        )
    )
    if results.interrupted:
        raise KeyboardInterrupt
    return _result(results, keeper)


def feed(exercise: str | Exercise, poses: Iterable[Pose], *, all_measures: bool = True, as_live: bool = True) -> Result:
    """Coaches poses, from ``read_poses``, ``make_pose`` or anywhere else.

    exercise: as for ``replay``. poses: in order of time. as_live: False looks at all poses before it counts, as a replay does.
    For one pose at a time take ``coach.Session``, whose ``step`` this calls.
    Raises ExerciseFileError for an unknown exercise, ValueError where times go back.
    """
    chosen = exercise if isinstance(exercise, Exercise) else catalog.find(exercise)
    keeper, results = FrameKeeper(), Results(source="", model="")
    run = ExerciseRun(
        chosen,
        Fanout([keeper], warn),
        Fanout([], warn),
        Narrator(_unheard),
        results,
        ENGLISH,
        every_measure=all_measures,
    )
    if as_live:
        for pose in poses:
            run.step(pose, None)
    else:
        clip = WholeClip(chosen, ENGLISH, every_measure=all_measures)
        rest = iter(poses)
        for pose in rest:
            clip.update(pose)
            if clip.full:
                break
        steps = clip.steps()
        run.session = clip.session
        for step in steps:
            run.update(step)
        for pose in rest:  # behind the longest stretch that is looked through
            run.step(pose, None)
    run.finish()
    return _result(results, keeper)


def _unheard(_line: str) -> None:
    """A notebook shows the result instead."""


def _result(results: Results, keeper: FrameKeeper) -> Result:
    return Result(
        source=results.source,
        model=results.model,
        exercises=tuple(summary.card for summary in results.summaries),
        events=tuple(results.events),
        trouble=(*results.trouble, *results.switched_off),
        **keeper.arrays(),
    )
