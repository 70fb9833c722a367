"""The commands that coach: demo, live, replay."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach import paths
from coach.app.running.interruption import ENDED_EARLY
from coach.cli.exercises import PositionChoice
from coach.cli.people import ProfileOption, spoken, tell
from coach.cli.viewing import MirroredOption, PersonOption, TurnOption, clockwise, person
from coach.errors import SourceError, WrongUsage
from coach.files.bounded_reading import is_there
from coach.record.default_profile import DEFAULT_PROFILE

if TYPE_CHECKING:
    from coach.app.live.live import Plan
    from coach.app.running.results import Results, RunOutputs
    from coach.engine.spec import Exercise


class Model(StrEnum):
    """The pose models by name."""

    FULL = "full"
    LITE = "lite"
    HEAVY = "heavy"


_EXPORT = (
    "Write what was done, by the name's ending: .csv, .json or .parquet a row a repetition, .jsonl every event; "
    ".trc the landmarks and .sto or .mot the angles for OpenSim. Repeatable."
)
_MEASURES = "Write every measured angle, a row a frame, as .csv or .parquet; beside it goes a note of its columns."
_RECORD = "Record landmarks and outlines (no pictures) to a new file that 'coach replay' reads."
_VOICE = "With --window, speak the cues as it would be live; with --save-video, put them into the video."
_MIRRORED = "The camera's picture is mirrored: take left for right. Without, as set (off)."
_MODEL = "Pose model: lite is faster, heavy slower and steadier. Without, as set (full)."
_CAMERA = "Number, name or address (URL) of the camera. Without, as set (0)."

ExportOption = Annotated[list[Path] | None, typer.Option("--export", metavar="FILE", help=_EXPORT)]
MeasuresOption = Annotated[Path | None, typer.Option("--measures", metavar="FILE", help=_MEASURES)]
RecordOption = Annotated[Path | None, typer.Option("--record", metavar="FILE", help=_RECORD)]
ModelOption = Annotated[Model | None, typer.Option("--model", help=_MODEL)]


def demo(
    window: Annotated[bool, typer.Option("--window", help="Watch it in a window, as it would be live.")] = False,
) -> None:
    """Replay a short sample: see what the coach sees and says, without a camera.

    At its first run it fetches the pose model, once.
    """
    from coach.sources import system_libraries

    system_libraries.require_libraries()
    from coach.app.replay.replay import Replay
    from coach.app.replay.replay import replay as run

    clip = paths.demo_sample() / "clip.mp4"
    if not clip.is_file():
        raise SourceError("no_sample", file=str(clip))
    tell(spoken().terminal.demo)
    _report(run(Replay(clip, exercise="sit-and-rotate", window=window, in_logs=True)), _run_outputs(None, None, None))


def live(
    exercise: Annotated[
        list[str] | None, typer.Argument(metavar="EXERCISE", help="What to do, in this order; all when left out.")
    ] = None,
    routine: Annotated[
        str | None,
        typer.Option("--routine", metavar="NAME", help="Do a routine of 'coach routine', or 'today'."),
    ] = None,
    position: Annotated[PositionChoice | None, typer.Option(help="Only what can be done in this position.")] = None,
    free: Annotated[
        bool,
        typer.Option("--free", help="Exercise as you like: it says what it thinks you are doing, and counts."),
    ] = False,
    walked: Annotated[
        float | None,
        typer.Option(metavar="MIN", min=1, max=600, help="You have just walked so long: log it; it is your warm-up."),
    ] = None,
    camera: Annotated[str | None, typer.Option(help=_CAMERA)] = None,
    turn: TurnOption = None,
    who: PersonOption = "",
    mirrored: Annotated[bool, typer.Option("--mirrored", help=_MIRRORED)] = False,
    mute: Annotated[bool, typer.Option("--mute", help="Neither speak nor play tones.")] = False,
    export: ExportOption = None,
    measures: MeasuresOption = None,
    record: RecordOption = None,
    model: ModelOption = None,
    store: Annotated[
        bool, typer.Option("--store/--no-store", help="Keep every repetition in your record for 'coach history'.")
    ] = True,
    profile: ProfileOption = DEFAULT_PROFILE,
    pain: Annotated[
        bool, typer.Option("--pain", help="Ask at the terminal how much it hurts, before and after.")
    ] = False,
    skip_safety: Annotated[
        bool,
        typer.Option("--skip-safety", help="Go on without answering the safety questions, at your own risk."),
    ] = False,
) -> None:
    """Exercise in front of a camera.

    Put the camera 2 to 3 m away, so that the whole movement is in the picture. Keys: space pauses and goes on, h says
    that it hurts, r begins again, n goes on to the next exercise, m mutes, Esc ends. What was counted is kept, also
    when the camera stops.
    """
    from coach.sources import system_libraries

    if exercise and (routine or position):
        raise WrongUsage("use_names_or_choice")
    if free and (exercise or routine or record or measures):
        raise WrongUsage("use_free_alone")
    system_libraries.require_libraries()
    from coach.app.live.live import Live
    from coach.app.live.live import live as run
    from coach.cli.planning import planned_exercises, planned_routine
    from coach.cli.safety import ask_pain
    from coach.cli.walking import log_walked
    from coach.outputs.console import warn
    from coach.settings import load

    settings = load(warn)
    if mirrored:
        settings = settings.model_copy(update={"mirrored": True})

    outputs = _run_outputs(export, measures, record, profile=profile if store else None)
    names = tuple(exercise or ())

    def plan(exercises: list[Exercise]) -> list[Exercise] | Plan:
        if walked is not None:
            log_walked(profile, walked, once=True)
        if pain:
            ask_pain("before", profile)
        if routine is not None:
            return planned_routine(routine, profile, position=position, skip_safety=skip_safety)
        return planned_exercises(exercises, profile, named=bool(names), position=position, skip_safety=skip_safety)

    asked_for = model.value if model else settings.model
    wish = Live(
        names, camera or settings.camera, asked_for, outputs, plan, settings, mute, clockwise(turn), person(who), free
    )
    results = run(wish)
    if pain:
        ask_pain("after", profile)
    _report(results, outputs)


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A video, or a recording made with --record.")],
    exercise: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Which exercise it shows; else taken from the recording, the file or its folder."
        ),
    ] = None,
    window: Annotated[bool, typer.Option("--window", help="Watch it in a window.")] = False,
    voice: Annotated[bool, typer.Option("--voice", help=_VOICE)] = False,
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
    model: ModelOption = None,
    outline: Annotated[
        bool, typer.Option("--outline/--no-outline", help="Read the silhouette too; the back's arch needs it.")
    ] = True,
    turn: TurnOption = None,
    who: PersonOption = "",
    mirrored: MirroredOption = False,
    fps: Annotated[
        float | None,
        typer.Option("--fps", min=0.1, max=1000, help="Frames a second of the video, whatever the file says."),
    ] = None,
    slow_motion: Annotated[
        float | None,
        typer.Option(
            "--slow-motion",
            metavar="FACTOR",
            min=0.01,
            max=100,
            help="How many times slower than life the video plays; 1 as it plays. Without, as the file says.",
        ),
    ] = None,
    as_live: Annotated[
        bool, typer.Option("--as-live", help="Coach a video as a camera would: by nothing that comes later in it.")
    ] = False,
    store: Annotated[
        bool, typer.Option("--store", help="Keep every repetition in your record, as 'coach live' does.")
    ] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Coach a video or a recording instead of a camera; the same code, the same counts.

    With a window, space pauses and Esc ends.
    """
    from coach.sources import system_libraries

    system_libraries.require_libraries()
    from coach.app.replay.replay import Replay
    from coach.app.replay.replay import replay as run
    from coach.outputs.console import warn
    from coach.settings import load
    from coach.sources.viewing import Viewing

    if voice and not window and save_video is None:
        raise WrongUsage("use_voice_window")
    settings = load(warn)
    outputs = _run_outputs(export, measures, record, save_video, profile if store else None)
    asked_for = model.value if model else settings.model
    how = Viewing(clockwise(turn), mirrored, fps, slow_motion, person(who))
    wish = Replay(
        file,
        exercise,
        window,
        speed,
        asked_for,
        outline,
        outputs,
        settings=settings,
        voice=voice,
        how=how,
        whole=False if as_live else None,
    )
    _report(run(wish), outputs)


def _run_outputs(
    export: list[Path] | None,
    measures: Path | None,
    record: Path | None,
    video: Path | None = None,
    profile: str | None = None,
) -> RunOutputs:
    from coach.app.running.results import RunOutputs

    return RunOutputs(tuple(export or ()), measures, record, video, profile)


def _report(results: Results, outputs: RunOutputs) -> None:
    """Prints the summary, then what went wrong; the exit code is the first trouble's."""
    from coach.outputs.console import say

    wording = spoken()
    for summary in results.summaries:
        tell()
        for line in summary.lines(wording=wording):
            tell(line)
    for path in outputs.paths():
        if is_there(path):
            say(wording.terminal.written.format(file=path))
    if results.trouble:
        first, *others = results.trouble
        for other in others:
            tell(f"coach: {wording.problems.told(other)}", err=True)
        raise first
    if results.switched_off:
        raise typer.Exit(results.switched_off[0].exit_code)
    if results.interrupted:
        raise typer.Exit(ENDED_EARLY)
