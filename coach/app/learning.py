"""Learns an exercise from files: videos through the pose model, or recordings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np

from coach.app.running.pose_sources import open_pose_source
from coach.engine import catalog
from coach.engine.routine_spec import NAME
from coach.engine.spec import Exercise
from coach.errors import ExerciseFileError, ExportError, Said
from coach.files.bounded_reading import is_there
from coach.files.writing import part_of, write_whole
from coach.learning.demonstrating import figure_of_lesson
from coach.learning.lesson import Lesson, learn
from coach.learning.shown_clip import Shown
from coach.learning.trial import counted
from coach.learning.writing import as_toml
from coach.moving_figures import beside
from coach.outputs.console import ProgressBar, warn
from coach.plain import quoted, shown
from coach.recognising.recogniser import MOST_REPS
from coach.sources.viewing import AS_IT_IS, Viewing

ENDING: Final = ".toml"

ALSO: Final = 0.5
"""An exercise that counts so large a share of the repetitions is named (chosen: half)."""


@dataclass(frozen=True)
class Teaching:
    """What to learn from. output: where the exercise goes, its name the exercise's id. wrong: a clip done badly; what: how.

    replace: whether a file that is there may be written over.
    """

    clips: tuple[Path, ...]
    output: Path
    title: str = ""
    wrong: Path | None = None
    what: str = ""
    model: str = "full"
    replace: bool = False
    how: Viewing = field(default_factory=lambda: AS_IT_IS)


def learned(teaching: Teaching) -> Lesson:
    """Learns, and writes the file whole or not at all. Raises a CoachError where that cannot be."""
    name = _named(teaching)
    title = teaching.title or name.replace("-", " ").capitalize()
    clips = [_seen(path, teaching) for path in teaching.clips]
    wrong = None if teaching.wrong is None else _seen(teaching.wrong, teaching)
    lesson = learn(name, title, clips, wrong, teaching.what)
    known = [exercise for exercise in catalog.all_exercises(warn) if exercise.id != name]
    lesson = replace(lesson, unknown=(*also_counted(lesson, clips, known), *lesson.unknown))
    write_whole(teaching.output, as_toml(lesson))
    write_figure(teaching.output, lesson)
    return lesson


def write_figure(exercise_file: Path, lesson: Lesson) -> Path | None:
    """Writes the moving figure beside the exercise's file; returns where, None where there is nothing to show.

    Raises ExportError where it cannot be written.
    """
    path, figure = beside(exercise_file), figure_of_lesson(lesson)
    if figure is None:
        path.unlink(missing_ok=True)
        return None
    with part_of(path) as file:
        np.savez_compressed(file, **figure)
    return path


def also_counted(lesson: Lesson, clips: Sequence[Shown], known: Sequence[Exercise]) -> tuple[Said, ...]:
    """Which of the known exercises count for much of what was shown, a sentence each: it may be that very exercise.

    Those that are seen from another side are not asked: from there they count nothing.
    """
    found = []
    for exercise in known:
        if exercise.view != lesson.exercise.view:
            continue
        endless = exercise.with_reps(MOST_REPS)
        counts = sum(len(counted(endless, clip.poses)[0]) for clip in clips)
        if counts >= ALSO * lesson.plan.pattern.repetitions:
            found.append(Said("unsure_counts_too", {"exercise": exercise.id, "count": counts}))
    return tuple(found)


def _named(teaching: Teaching) -> str:
    path = teaching.output
    if path.suffix != ENDING or not re.fullmatch(NAME, path.stem):
        raise ExerciseFileError("learn_name", file=shown(str(path)))
    if not all(text.isprintable() for text in (teaching.title, teaching.what)):
        raise ExerciseFileError("learn_one_line", text=quoted(teaching.title or teaching.what))
    if is_there(path) and not teaching.replace:
        raise ExportError("learn_is_there", file=shown(str(path)))
    return path.stem


def _seen(path: Path, teaching: Teaching) -> Shown:
    with ExitStack() as stack:
        pose_source = open_pose_source(
            path, teaching.model, outline=True, pictures=False, stack=stack, how=teaching.how
        )
        poses = []
        with ProgressBar(path.name, pose_source.frame_count) as bar:
            for _, pose in pose_source.look():
                poses.append(pose)
                bar.reach(len(poses))
        for remark in pose_source.remarks():
            warn(remark)
    return Shown.of(shown(path.name if path.parent.name == "" else f"{path.parent.name}/{path.name}"), poses)
