"""The command that makes an exercise of what is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.exercises import seen_from
from coach.cli.people import spoken, tell
from coach.cli.running import ModelOption
from coach.errors import ExerciseFileError
from coach.files.bounded_reading import is_ordinary

_CLIPS = "Videos or recordings in which it is done well: two repetitions or more in all, from one direction."
_OUTPUT = "The new exercise file; its name is the exercise's, as in my-neck.toml."
_WRONG = "A clip in which it is done badly, and in a few words what is wrong; it becomes a fault."


def learn(
    clips: Annotated[list[Path], typer.Argument(metavar="CLIP...", help=_CLIPS)],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="NAME.toml", help=_OUTPUT)],
    title: Annotated[str, typer.Option(metavar="TEXT", help="What it is called; else its name.")] = "",
    wrong: Annotated[tuple[str, str], typer.Option("--wrong", metavar="CLIP TEXT", help=_WRONG, show_default=False)] = (
        "",
        "",
    ),
    replace: Annotated[bool, typer.Option("--replace", help="In place of a file of that name.")] = False,
    model: ModelOption = None,
) -> None:
    """Learn an exercise from clips in which it is shown, and write it as an exercise file.

    Rest in the start position for a second or two before the first repetition and behind the last one. The file says where
    its figures are from and what could not be told; 'coach validate' checks it, and you can change it.
    """
    from coach import paths
    from coach.app.learning import Teaching, learned
    from coach.moving_figures import beside
    from coach.outputs.console import say, warn
    from coach.settings import load

    bad, what = wrong
    if bool(bad) != bool(what.strip()):
        raise ExerciseFileError("learn_wrong_pair")
    asked_for = model.value if model else load(warn).model
    teaching = Teaching(
        tuple(clips), output, title.strip(), Path(bad) if bad else None, what.strip(), asked_for, replace
    )
    lesson = learned(teaching)
    made, plan, words = lesson.exercise, lesson.plan, spoken().terminal
    count = plan.pattern.repetitions
    reps = words.for_count(words.repetitions, count, reps=count)
    position: str = getattr(words, made.position.replace("-", "_"))
    tell(words.learned.format(title=made.title, reps=reps, position=position, place=seen_from(made, words)))
    by = words.learned_held if made.dose.hold_s else words.learned_by
    target = f"{made.gauge.target:g}{plan.gauge.unit}"
    tell(by.format(measure=made.gauge.measure, target=target, seconds=f"{made.dose.hold_s:g}"))
    for sentence in lesson.unknown:
        tell(f"  - {spoken().problems.told(sentence)}")
    command = f"'coach live {made.id}'"
    figure = beside(output)
    if is_ordinary(figure):
        say(words.written.format(file=figure))
    say(words.learned_written.format(file=output, folder=paths.user_exercises(), command=command))
