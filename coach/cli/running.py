"""The commands that coach: demo, live, replay."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach import paths
from coach.errors import SourceError
from coach.records import DEFAULT_PROFILE

if TYPE_CHECKING:
    from coach.app.keeping import Keeping, Results

INTERRUPTED = 130


class Model(StrEnum):
    """The pose models by name."""

    FULL = "full"
    LITE = "lite"
    HEAVY = "heavy"


_EXPORT = "Write what was done, by the name's ending: .csv or .json a row a repetition, .jsonl every event. Repeatable."
_MEASURES = "Write every measured angle, a row a frame, as .csv."
_RECORD = "Record landmarks and outlines (no pictures) to a new file that 'coach replay' takes."
_PROFILE = "Whose record it is; keeps people who share this computer apart."
_MODEL = "Pose model: lite is faster, heavy slower and steadier."

ExportOption = Annotated[list[Path] | None, typer.Option("--export", metavar="FILE", help=_EXPORT)]
MeasuresOption = Annotated[Path | None, typer.Option("--measures", metavar="FILE", help=_MEASURES)]
RecordOption = Annotated[Path | None, typer.Option("--record", metavar="FILE", help=_RECORD)]
ProfileOption = Annotated[str, typer.Option("--profile", metavar="NAME", help=_PROFILE)]
ModelOption = Annotated[Model, typer.Option("--model", help=_MODEL)]


def demo(
    window: Annotated[bool, typer.Option("--window", help="Watch it in a window, as it would be live.")] = False,
) -> None:
    """Replay a short sample: see what the coach sees and says, without a camera.

    At its first run it fetches the pose model, once.
    """
    from coach.sources import native

    native.require_libraries()
    from coach.app.replay import Replay
    from coach.app.replay import replay as run

    clip = paths.demo_sample() / "clip.mp4"
    if not clip.is_file():
        raise SourceError(f"The sample {clip} is missing from this installation; install coach again.")
    typer.echo("A rendered person sits and rotates; real pose estimation, the same code as live.")
    _report(run(Replay(clip, exercise="sit-and-rotate", window=window, in_logs=True)), _keeping(None, None, None))


def live(
    exercise: Annotated[
        list[str] | None, typer.Argument(metavar="[EXERCISE]...", help="What to do, in this order; all when left out.")
    ] = None,
    camera: Annotated[str, typer.Option(help="Number, name or address (URL) of the camera.")] = "0",
    export: ExportOption = None,
    measures: MeasuresOption = None,
    record: RecordOption = None,
    model: ModelOption = Model.FULL,
    store: Annotated[
        bool, typer.Option("--store/--no-store", help="Keep every repetition in your record for 'coach history'.")
    ] = True,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Exercise in front of a camera.

    Put the camera 2 to 3 m away, so that the whole movement is in the picture. Keys: space pauses, n goes on to the
    next exercise, q ends. What was counted is kept, also when the camera stops.
    """
    from coach.sources import native

    native.require_libraries()
    from coach.app.live import Live
    from coach.app.live import live as run

    keeping = _keeping(export, measures, record, profile=profile if store else None)
    _report(run(Live(tuple(exercise or ()), camera, model.value, keeping)), keeping)


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A video, or a recording made with --record.")],
    exercise: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Which exercise it shows; else taken from the recording, the file or its folder."
        ),
    ] = None,
    window: Annotated[bool, typer.Option("--window", help="Watch it in a window.")] = False,
    speed: Annotated[
        float,
        typer.Option(min=0.05, max=20.0, help="Of the window; 1 is as filmed. Without a window: full speed."),
    ] = 1.0,
    save_video: Annotated[
        Path | None, typer.Option(metavar="OUT.mp4", help="Save the picture with everything drawn in.")
    ] = None,
    export: ExportOption = None,
    measures: MeasuresOption = None,
    record: RecordOption = None,
    model: ModelOption = Model.FULL,
    outline: Annotated[
        bool, typer.Option("--outline/--no-outline", help="Read the silhouette too; the back's arch needs it.")
    ] = True,
    store: Annotated[
        bool, typer.Option("--store", help="Keep every repetition in your record, as 'coach live' does.")
    ] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Coach a video or a recording instead of a camera; the same code, the same counts.

    With a window, space pauses and q ends.
    """
    from coach.sources import native

    native.require_libraries()
    from coach.app.replay import Replay
    from coach.app.replay import replay as run

    keeping = _keeping(export, measures, record, save_video, profile if store else None)
    _report(run(Replay(file, exercise, window, speed, model.value, outline, keeping)), keeping)


def _keeping(
    export: list[Path] | None,
    measures: Path | None,
    record: Path | None,
    video: Path | None = None,
    profile: str | None = None,
) -> Keeping:
    from coach.app.keeping import Keeping

    return Keeping(tuple(export or ()), measures, record, video, profile)


def _report(results: Results, keeping: Keeping) -> None:
    """Prints the summary, then what went wrong; the exit code is the first trouble's."""
    for summary in results.summaries:
        typer.echo()
        for line in summary.lines():
            typer.echo(line)
    for path in keeping.paths():
        if path.exists():
            typer.echo(f"Wrote {path}.")
    if results.trouble:
        first, *others = results.trouble
        for other in others:
            typer.echo(f"coach: {other}", err=True)
        raise first
    if results.switched_off:
        raise typer.Exit(results.switched_off[0].exit_code)
    if results.interrupted:
        raise typer.Exit(INTERRUPTED)
