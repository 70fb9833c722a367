"""Where shipped data and the user's own files lie."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import platformdirs

from coach.errors import SettingsError, because

_PACKAGE = Path(__file__).resolve().parent

_THERE_OR_NOT = (errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.ENOENT)
"""Why a folder cannot be looked at whose name is a possible one: whoever uses it says what is wrong."""


def shipped() -> Path:
    """The folder that holds ``exercises/``, ``models/`` and ``samples/``: inside an installed wheel, else the repository."""
    installed = _PACKAGE / "_shipped"
    return installed if installed.is_dir() else _PACKAGE.parent


def exercises() -> Path:
    """The shipped exercise files."""
    return shipped() / "exercises"


def routines() -> Path:
    """The shipped routine files."""
    return exercises() / "routines"


def models() -> Path:
    """The shipped model catalogue (``models.toml``) and learned weights."""
    return shipped() / "models"


def demo_sample() -> Path:
    """The folder of the sample that ``coach demo`` replays."""
    return shipped() / "samples" / "demo"


def cache() -> Path:
    """Where fetched models are kept; ``COACH_CACHE`` in the environment overrides the platform's place."""
    override = os.environ.get("COACH_CACHE")
    place = Path(override) if override else Path(platformdirs.user_cache_dir("coach", appauthor=False))
    return _possible(place, "COACH_CACHE" if override else "HOME")


def user() -> Path:
    """The user's own files (exercises, settings); ``COACH_HOME`` in the environment overrides the platform's place."""
    override = os.environ.get("COACH_HOME")
    place = Path(override) if override else Path(platformdirs.user_data_dir("coach", appauthor=False))
    return _possible(place, "COACH_HOME" if override else "HOME")


def user_exercises() -> Path:
    """The user's own exercise files, which work like the shipped ones."""
    return user() / "exercises"


def plan_exercises() -> Path:
    """The exercise files that came inside a therapist's plan, and go with it."""
    return user_exercises() / "from-plans"


def user_routines() -> Path:
    """The user's own routine files, which work like the shipped ones."""
    return user_exercises() / "routines"


def settings_file() -> Path:
    """The user's settings; inside ``COACH_HOME`` where that is in the environment, else in the platform's own place."""
    if os.environ.get("COACH_HOME"):
        return user() / "settings.toml"
    return _possible(Path(platformdirs.user_config_dir("coach", appauthor=False)), "HOME") / "settings.toml"


def make_private_folder(folder: Path) -> None:
    """Makes a folder into which its owner alone may look, with those above it. One that is there already is left as it is,
    unless it is Coach's own place on this platform, which earlier versions made for all to see. Raises OSError.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    elif folder == Path(platformdirs.user_data_dir("coach", appauthor=False)):
        _take_from_others(folder, stat.S_ISDIR)


def for_its_owner(name: str, flags: int) -> int:
    """Opens a file, for ``open``'s ``opener``: one that is made by it its owner alone may read."""
    return os.open(name, flags | getattr(os, "O_BINARY", 0), 0o600)


def make_private_file(path: Path) -> None:
    """Makes an empty file that its owner alone may read, or takes it from others where it is there. Raises OSError."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        _take_from_others(path, stat.S_ISREG)


def _take_from_others(path: Path, is_meant: Callable[[int], bool]) -> None:
    """Where it is the user's own: what others lent them, and what may not be changed, stays as it is."""
    if os.name == "nt":
        return
    found = path.stat()
    if is_meant(found.st_mode) and found.st_uid == os.geteuid() and found.st_mode & 0o077:
        try:
            path.chmod(stat.S_IMODE(found.st_mode) & 0o700)
        except OSError:
            return  # on a file system that knows no owners, or may not be written


def _possible(place: Path, variable: str) -> Path:
    """The place. Raises SettingsError where the system takes no name like it."""
    try:
        place.stat()
    except FileNotFoundError:
        return place
    except (OSError, ValueError) as problem:
        if isinstance(problem, OSError) and problem.errno in _THERE_OR_NOT:
            return place
        raise SettingsError("folder_impossible", variable=variable, why=because(problem)) from problem
    return place
