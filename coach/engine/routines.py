"""The routine file: exercises in an order, each in a dose of its own where it says so; and how to find and read one."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from coach import paths
from coach.engine import catalog
from coach.engine.catalog import explain
from coach.engine.spec import Exercise, Position, Text
from coach.errors import ExerciseFileError, RoutineFileError

WARM_UP: Final = "walk-in-place"
"""The exercise that warms up where nobody has walked."""

STEPS_A_MINUTE: Final = 50
"""Steps of each leg in a minute of marching in place (chosen: an easy walk)."""

REP_S: Final = 5.0
"""What a repetition takes beside its hold, the pause behind it included (chosen: rendered people, slow, take 3 to 6 s)."""

SETTLING_S: Final = 20.0
"""What it takes to get into position for an exercise and to see that it is over (chosen)."""

TimeOfDay = Literal["morning", "day", "evening"]
WarmUpKind = Literal["march", "skip"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class WarmUp(_Part):
    """How the muscles are warmed. march: in place, unless the person has just walked. skip: the routine goes without one.

    minutes: of marching.
    """

    kind: WarmUpKind = "march"
    minutes: float = Field(2.0, ge=0.5, le=4)


class RoutineStep(_Part):
    """One exercise of a routine.

    reps (per side where there are sides), hold_s: instead of what the person's own dose says. rest_s: how long to rest
    behind it, instead of what the routine says.
    """

    exercise: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    reps: int | None = Field(None, ge=1, le=200)
    hold_s: float | None = Field(None, ge=0.5, le=600)
    rest_s: float | None = Field(None, ge=0, le=600)


class Routine(_Part):
    """One routine file.

    position: every exercise can be done in one of these. time: when it is meant to be done, at any time where empty.
    rest_s: how long to rest behind each exercise.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Text
    about: str = ""
    position: tuple[Position, ...] = Field(min_length=1)
    time: tuple[TimeOfDay, ...] = ()
    rest_s: float = Field(5.0, ge=0, le=600)
    warm_up: WarmUp = Field(default_factory=lambda: WarmUp.model_validate({}))
    step: tuple[RoutineStep, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _warms_up_once(self) -> Self:
        if any(step.exercise == WARM_UP for step in self.step):
            raise ValueError(f"step: {WARM_UP!r} is the warm-up; say so in [warm_up] instead of in a step")
        return self

    def rest_behind(self, step: RoutineStep) -> float:
        """Seconds of rest behind a step."""
        return self.rest_s if step.rest_s is None else step.rest_s


def load(path: Path) -> Routine:
    """Read one routine file.

    Raises RoutineFileError naming the file, the key, what was expected and what was found, also where an exercise of it
    does not exist, has no hold or cannot be done in the routine's positions.
    """
    if not path.exists():
        raise RoutineFileError(f"{path}: there is no such routine file; 'coach routine' shows the routines.")
    try:
        routine = Routine.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except IsADirectoryError:
        raise RoutineFileError(f"{path}: this is a folder; name one routine file (*.toml) in it.") from None
    except OSError as error:
        raise RoutineFileError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError:
        raise RoutineFileError(f"{path}: is not text in UTF-8; a routine file is a TOML text file.") from None
    except tomllib.TOMLDecodeError as error:
        raise RoutineFileError(f"{path}: is not valid TOML: {error}.") from None
    except ValidationError as error:
        raise RoutineFileError(explain(path, error)) from None
    if routine.id != path.stem:
        raise RoutineFileError(f"{path}: id: expected {path.stem!r}, the file's own name; found {routine.id!r}.")
    for number, step in enumerate(routine.step):
        _require_fit(path, number, step, routine)
    return routine


def files() -> dict[str, Path]:
    """Routine id to file: the shipped ones, then the user's own, which win over a shipped one of the same name."""
    found = {path.stem: path for path in sorted(paths.routines().glob("*.toml"))}
    own = paths.user_routines()
    if own.is_dir():
        found |= {path.stem: path for path in sorted(own.glob("*.toml"))}
    return found


def all_routines(position: Position | None = None) -> list[Routine]:
    """Every routine, shipped and the user's own, by name; with a position those that have something in it.

    Raises RoutineFileError for a broken one.
    """
    known = [load(path) for path in files().values()]
    return [routine for routine in known if position in (None, *routine.position)]


def find(name: str) -> Routine:
    """The routine of that id, or of that file when name is a path to a TOML file.

    Raises RoutineFileError, with the nearest names, when there is none.
    """
    if name.endswith(".toml"):
        return load(Path(name))
    known = files()
    if name in known:
        return load(known[name])
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    suggestion = f"did you mean {' or '.join(near)}?" if near else "'coach routine' shows them all."
    raise RoutineFileError(f"There is no routine {name!r}; {suggestion}")


def exercise_of(step: RoutineStep) -> Exercise:
    """The exercise of a step in the dose that the step says, else in that of the exercise file."""
    return overridden(catalog.find(step.exercise), step)


def overridden(exercise: Exercise, step: RoutineStep) -> Exercise:
    """The exercise with what the step says about its dose."""
    if step.reps is not None:
        exercise = exercise.with_reps(step.reps)
    return exercise if step.hold_s is None else exercise.with_hold(step.hold_s)


def march(minutes: float) -> Exercise:
    """The warm-up of that length."""
    return catalog.find(WARM_UP).with_reps(round(minutes * STEPS_A_MINUTE))


def minutes(exercises: Sequence[Exercise], rests_s: Sequence[float] = ()) -> float:
    """About how long these take one after the other, in their doses. rests_s: the rest behind each; none behind the last."""
    seconds = sum(map(_seconds, exercises)) + sum(rests_s[: max(0, len(exercises) - 1)])
    return seconds / 60


def minutes_of(routine: Routine) -> float:
    """About how long a routine takes with its warm-up, in the doses of its files."""
    exercises = [exercise_of(step) for step in routine.step]
    warm_up = [march(routine.warm_up.minutes)] if routine.warm_up.kind == "march" else []
    rests = [routine.rest_s] * len(warm_up) + [routine.rest_behind(step) for step in routine.step]
    return minutes([*warm_up, *exercises], rests)


def _seconds(exercise: Exercise) -> float:
    repetitions = exercise.dose.reps * (1 if exercise.sides == "none" else 2)
    if exercise.id == WARM_UP:
        return SETTLING_S + repetitions * 60 / (2 * STEPS_A_MINUTE)
    return SETTLING_S + repetitions * (REP_S + max(exercise.dose.hold_s, exercise.dose.rest_s))


def _require_fit(path: Path, number: int, step: RoutineStep, routine: Routine) -> None:
    key = f"{path}: step.{number}"
    try:
        exercise = catalog.find(step.exercise)
    except ExerciseFileError as problem:
        raise RoutineFileError(f"{key}.exercise: {problem}") from None
    if step.hold_s is not None and not exercise.dose.hold_s:
        raise RoutineFileError(f"{key}.hold_s: {exercise.id} has no hold; expected none, found {step.hold_s:g}.")
    possible = (exercise.position, *exercise.also)
    if not set(possible) & set(routine.position):
        raise RoutineFileError(
            f"{key}.exercise: expected one that is done {' or '.join(routine.position)}, as position says; "
            f"found {exercise.id!r}, which is done {' or '.join(possible)}."
        )
