"""The exceptions that reach a person. Each is one clear sentence: what is wrong, and what to do about it.

An error is raised far from whoever knows the language: as a code and figures, of which ``coach/words/problems.py`` makes the
sentence, in English for a log and in the language that is set for a person.
"""

from __future__ import annotations

from typing import Final

from coach.said import Figure, Refused, Said, because, either

__all__ = ["CoachError", "Figure", "Refused", "Said", "WrongValue", "because", "either"]


class CoachError(Exception):
    """Base of everything that the command line reports in one sentence, without a traceback.

    said: its code and figures; an English sentence where it has no code. exit_code: what the program ends with.
    """

    exit_code = 1

    def __init__(self, said: str | Said, /, **figures: Figure) -> None:
        """said: a code with its figures, or a whole sentence; a code is one word, which no sentence is."""
        super().__init__(said)
        self.said: str | Said = said
        if isinstance(said, str) and said.isidentifier():
            self.said = Said(said, figures)

    def __str__(self) -> str:
        from coach.words.problems import ProblemPhrases

        return ProblemPhrases.english().told(self)


class WrongValue(Refused):
    """The same with its sentence in English, for whoever checks an exercise by hand."""

    def __str__(self) -> str:
        from coach.words.problems import ProblemPhrases

        return ProblemPhrases.english().told(self.said)


class Bug(CoachError):
    """What should not happen, in the midst of a run: said behind all that was counted until then, and written."""

    exit_code = 70
    """EX_SOFTWARE of BSD's sysexits."""


class OutOfMemory(CoachError):
    """This computer gives too little memory for what was asked."""

    exit_code = 13


_NO_MEMORY: Final = ("failed to map segment", "cannot allocate memory", "insufficient memory")
"""How libraries, and the loader of libraries, say that there is too little memory."""


def as_error(problem: Exception) -> CoachError:
    """What ended something, as it is to be said; what should not happen is a bug, with the problem as its cause."""
    if isinstance(problem, CoachError):
        return problem
    if isinstance(problem, MemoryError) or any(words in str(problem).casefold() for words in _NO_MEMORY):
        full = OutOfMemory("no_memory")
        full.__cause__ = problem
        return full
    bug = Bug("bug", what=" ".join(f"{type(problem).__name__}: {problem}".split()))
    bug.__cause__ = problem
    return bug


class ExerciseFileError(CoachError):
    """An exercise file is missing or broken; the message names file, key, what was expected and what was found."""

    exit_code = 2


class RoutineFileError(CoachError):
    """A routine file is missing or broken; the message names file, key, what was expected and what was found."""

    exit_code = 2


class PlanFileError(CoachError):
    """A plan file is missing, broken or asks for what cannot be done here."""

    exit_code = 2


class WrongUsage(CoachError):
    """A command was not written as it is to be."""

    exit_code = 2


class SettingsError(CoachError):
    """A setting or its value does not exist, or the settings cannot be written."""

    exit_code = 2


class SourceError(CoachError):
    """A camera, video or recording cannot be opened or read."""

    exit_code = 3


class StreamStopped(SourceError):
    """A live source stopped in mid-stream; it may be opened again."""


class ModelError(CoachError):
    """The pose model is missing, damaged or cannot be fetched."""

    exit_code = 4


class LibraryMissing(CoachError):
    """A system library that a package needs is not installed."""

    exit_code = 5


class ExportError(CoachError):
    """A file that was asked for cannot be written."""

    exit_code = 6


class DisplayError(CoachError):
    """No window can be opened."""

    exit_code = 7


class StoreError(CoachError):
    """The record over weeks cannot be opened, read or written."""

    exit_code = 8


class SafetyError(CoachError):
    """The safety questions are not answered, or their answers speak against exercising."""

    exit_code = 9


class ClusterError(CoachError):
    """The Dask cluster cannot be reached, cannot run Coach, or was lost."""

    exit_code = 10


class LearnError(CoachError):
    """No exercise can be made of the clips that show it."""

    exit_code = 12
