"""The exceptions that reach a person. Each message is one clear sentence: what is wrong, and what to do about it."""

from __future__ import annotations


class CoachError(Exception):
    """Base of everything that the command line reports in one sentence, without a traceback.

    exit_code: what the program ends with.
    """

    exit_code = 1


class ExerciseFileError(CoachError):
    """An exercise file is missing or broken; the message names file, key, what was expected and what was found."""

    exit_code = 2


class RoutineFileError(CoachError):
    """A routine file is missing or broken; the message names file, key, what was expected and what was found."""

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
