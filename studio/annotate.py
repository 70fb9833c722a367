"""Truth written by hand for a clip of one's own: what was really done, as whoever watches it says.

    python -m studio watch CLIP                      a window with the time of each frame; keys note moments
    python -m studio annotate CLIP NOTES.txt         checks the notes and writes CLIP.json, as the studio writes it for its own

Notes are lines of plain text, with times in seconds of the clip's own clock:

    exercise sit-and-rotate
    hold 2                                      how long they were asked to hold, left out where nobody was
    rep left 2.8 4.2 6.4 7.7                    side (none where there is none), begun, reached, let go, over
    rep right 8.7 10.1 12.2 13.6 no half way    … and why it must not count
    fault low-back 3.0 5.0                      a fault of the exercise's file, and when it is plainly there
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Protocol

SIDES: Final = {"left": "left", "right": "right", "none": None}


class NotesError(Exception):
    """The notes cannot be true of the clip; the message names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition, with the keys that the studio's truth has. why: empty where it counts."""

    side: str | None
    start_s: float
    peak_start_s: float
    peak_end_s: float
    end_s: float
    counts: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the exercise's file, by its id."""

    name: str
    start_s: float
    end_s: float


@dataclass(slots=True)
class Notes:
    """All that was noted of a clip."""

    exercise: str = ""
    hold_s: float = 0.0
    reps: list[Rep] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Clip(Protocol):
    """What is asked of a video. fps: on average; size: of the upright picture."""

    @property
    def frames(self) -> int: ...
    @property
    def fps(self) -> float: ...
    @property
    def size(self) -> tuple[int, int]: ...


def read_notes(text: str) -> Notes:
    """The notes of a text. Raises NotesError with the line that cannot be read."""
    notes = Notes()
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            _note(words, notes)
        except (ValueError, KeyError, IndexError):
            raise NotesError(
                f"Line {number} of the notes cannot be read: {line.strip()!r}. Expected 'exercise NAME', 'hold S', "
                "'rep left|right|none BEGUN REACHED LET-GO OVER [no WHY]' or 'fault NAME FROM UNTIL'."
            ) from None
    return notes


def _note(words: list[str], notes: Notes) -> None:
    kind, *rest = words
    if kind == "exercise":
        (notes.exercise,) = rest
    elif kind == "hold":
        (hold_s,) = rest
        notes.hold_s = float(hold_s)
    elif kind == "rep":
        times = [float(word) for word in rest[1:5]]
        refused, why = rest[5:6], " ".join(rest[6:])
        if refused not in ([], ["no"]) or bool(refused) != bool(why):
            raise ValueError
        start_s, peak_start_s, peak_end_s, end_s = times
        notes.reps.append(Rep(SIDES[rest[0]], start_s, peak_start_s, peak_end_s, end_s, not refused, why))
    elif kind == "fault":
        name, start, end = rest
        notes.faults.append(Fault(name, float(start), float(end)))
    else:
        raise ValueError


def require_true(notes: Notes, exercise: Any, duration_s: float) -> None:
    """Raises NotesError where the notes cannot be true of a clip so long, or of the exercise (``coach.Exercise``)."""
    faults = {fault.id for fault in exercise.fault}
    if unknown := sorted({fault.name for fault in notes.faults} - faults):
        known = ", ".join(sorted(faults)) or "none"
        raise NotesError(f"{exercise.id} has no fault {', '.join(unknown)}; its faults: {known}.")
    for rep in notes.reps:
        if (rep.side is None) != (exercise.sides == "none"):
            raise NotesError(f"{exercise.id} has {'no ' * (exercise.sides == 'none')}sides, and the repetition at "
                             f"{rep.start_s:g} s {'has one' if rep.side else 'has none'}.")  # fmt: skip
        if not rep.start_s < rep.peak_start_s <= rep.peak_end_s < rep.end_s:
            raise NotesError(f"The times of the repetition at {rep.start_s:g} s do not follow each other.")
    for before, after in pairwise(notes.reps):
        if after.start_s < before.end_s:
            raise NotesError(
                f"The repetition at {after.start_s:g} s begins before the one at {before.start_s:g} s is over."
            )
    for fault in notes.faults:
        if not fault.start_s < fault.end_s:
            raise NotesError(f"The fault at {fault.start_s:g} s ends before it begins.")
    times = [rep.end_s for rep in notes.reps] + [fault.end_s for fault in notes.faults]
    if any(time_s > duration_s for time_s in times) or any(rep.start_s < 0 for rep in notes.reps):
        raise NotesError(f"A time lies outside the clip, which lasts {duration_s:.2f} s.")


def truth_of(notes: Notes, clip: Clip) -> dict[str, Any]:
    """``truth.json`` of a sample, as of a rendered one but without angles, which nobody knows of a filmed person."""
    exercise = _exercise(notes)
    require_true(notes, exercise, clip.frames / clip.fps)
    return {
        "annotated": True,
        "exercise": exercise.id,
        "variant": "good" if not notes.faults and all(rep.counts for rep in notes.reps) else "filmed",
        "body": "filmed",
        "camera": exercise.view,
        "seed": 0,
        "speed": 1.0,
        "fps": round(clip.fps, 4),
        "size": list(clip.size),
        "duration_s": round(clip.frames / clip.fps, 3),
        "asked_hold_s": notes.hold_s,
        "frames": clip.frames,
        "reps": [asdict(rep) for rep in notes.reps],
        "faults": [asdict(fault) for fault in notes.faults],
        "angles": {},
    }


def _exercise(notes: Notes) -> Any:
    from coach.engine import catalog
    from coach.errors import ExerciseFileError

    if not notes.exercise:
        raise NotesError("The notes do not say which exercise it is: write 'exercise NAME' into a line of its own.")
    try:
        return catalog.find(notes.exercise)
    except ExerciseFileError as problem:
        raise NotesError(str(problem)) from problem


@dataclass(frozen=True, slots=True)
class Film:
    """A video file, looked through once."""

    frames: int
    fps: float
    size: tuple[int, int]


def look_at(clip: Path) -> Film:
    """Counts a video's frames. Raises NotesError where it cannot be read."""
    from coach.errors import SourceError
    from coach.sources.video import open_video

    try:
        with open_video(clip) as video:
            times = [frame.time_s for frame in video]
            size = video.size
    except SourceError as problem:
        raise NotesError(str(problem)) from problem
    if len(times) < 2:
        raise NotesError(f"{clip} has fewer than two frames.")
    return Film(len(times), (len(times) - 1) / (times[-1] - times[0]), size)


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """watch and annotate."""
    watch = commands.add_parser("watch", help="watch a clip of your own frame by frame, and note moments")
    watch.add_argument("clip", type=Path)
    watch.set_defaults(fn=_watch)
    annotate = commands.add_parser("annotate", help="write the truth of a clip of your own from notes")
    annotate.add_argument("clip", type=Path)
    annotate.add_argument("notes", type=Path)
    annotate.set_defaults(fn=_annotate)


def _watch(options: argparse.Namespace) -> None:
    from studio.watch import watch

    watch(options.clip)


def _annotate(options: argparse.Namespace) -> None:
    try:
        text = options.notes.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise NotesError(f"{options.notes} cannot be read ({problem}).") from problem
    truth = truth_of(read_notes(text), look_at(options.clip))
    place = options.clip.with_suffix(".json")
    place.write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")
    counted = sum(rep["counts"] for rep in truth["reps"])
    print(f"{place}: {counted} of {len(truth['reps'])} repetitions count, {len(truth['faults'])} faults.")
