"""The command that replays many files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from coach.app.running.interruption import ENDED_EARLY
from coach.cli.people import spoken, tell
from coach.cli.running import ModelOption
from coach.cli.viewing import MirroredOption, PersonOption, TurnOption, clockwise, person
from coach.errors import Said, SourceError

_PLACES = "Folders (whatever lies how deep in them), files, or patterns as 'clips/*.mp4'."
_JOBS = (
    "How many to replay side by side; each keeps about one core busy and takes half a gigabyte. Without: one a core."
)
_CLUSTER = "Let a Dask cluster do it: the scheduler's address, as tcp://host:8786. It must see the same paths."

_NAMED = 10
"""So many of the files that are passed over are named (chosen)."""


def batch(
    places: Annotated[list[str], typer.Argument(metavar="PLACE...", help=_PLACES)],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Table of repetitions, .csv or .parquet.")
    ],
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, max=256, help=_JOBS)] = None,
    exercise: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Which exercise all of them show; else found for each as in replay."),
    ] = None,
    model: ModelOption = None,
    outline: Annotated[
        bool, typer.Option("--outline/--no-outline", help="Read the silhouette too; the back's arch needs it.")
    ] = True,
    turn: TurnOption = None,
    who: PersonOption = "",
    mirrored: MirroredOption = False,
    cluster: Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS", help=_CLUSTER)] = None,
) -> None:
    """Replay many videos and recordings; write a table of repetitions, and beside it one of the files.

    Stopped or killed, the same command goes on where it was: what is finished is noted in FILE.progress. A bad file does
    not end it; the bad ones are listed at the end, and the exit code is then 3. The tables are the same for any number of
    jobs and on a cluster; coach/outputs/FORMATS.md documents them.
    """
    from coach.app.batch.batch import Batch
    from coach.app.batch.batch import batch as run
    from coach.outputs.console import say, warn
    from coach.settings import load
    from coach.sources.viewing import Viewing

    asked_for = model.value if model else load(warn).model
    how = Viewing(clockwise(turn), mirrored, person=person(who))
    results = run(Batch(places, output, exercise, asked_for, outline, jobs or os.cpu_count() or 1, cluster, how))
    words = spoken().terminal
    if results.left:
        tell(words.batch_stopped.format(left=results.left), err=True)
        raise typer.Exit(ENDED_EARLY)
    counted = sum(rep["counted"] for outcome in results.outcomes.values() for rep in outcome.reps)
    done, every = len(results.outcomes) - len(results.bad), len(results.outcomes)
    told = words.batch_done_again if results.before else words.batch_done
    tell(told.format(done=done, all=every, before=results.before, counted=counted))
    if results.passed_over:
        first = ", ".join(path.name for path in results.passed_over[:_NAMED])
        more = len(results.passed_over) - _NAMED
        named = words.batch_and_more.format(files=first, more=more) if more > 0 else first
        warn(words.batch_passed_over.format(files=named))
    for folder in results.closed:
        warn(words.batch_closed.format(folder=folder))
    for path in results.written:
        say(words.written.format(file=path))
    for name, troubles in results.bad.items():
        *before, why = troubles
        for each in reversed(before):
            why = Said("sentences", {"first": each, "more": why})
        warn(Said("batch_named", {"file": name, "why": why}))
    if results.bad:
        raise SourceError("batch_bad", count=len(results.bad), all=len(results.outcomes))
