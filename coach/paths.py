"""Where shipped data and the user's own files lie."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


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
    return Path(override) if override else Path(platformdirs.user_cache_dir("coach", appauthor=False))


def user() -> Path:
    """The user's own files (exercises, settings); ``COACH_HOME`` in the environment overrides the platform's place."""
    override = os.environ.get("COACH_HOME")
    return Path(override) if override else Path(platformdirs.user_data_dir("coach", appauthor=False))


def user_exercises() -> Path:
    """The user's own exercise files, which work like the shipped ones."""
    return user() / "exercises"


def user_routines() -> Path:
    """The user's own routine files, which work like the shipped ones."""
    return user_exercises() / "routines"


def settings_file() -> Path:
    """The user's settings; inside ``COACH_HOME`` where that is in the environment, else in the platform's own place."""
    if os.environ.get("COACH_HOME"):
        return user() / "settings.toml"
    return Path(platformdirs.user_config_dir("coach", appauthor=False)) / "settings.toml"
