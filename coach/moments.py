"""What time it is where the user is."""

from __future__ import annotations

import os
from datetime import datetime

from coach.errors import SettingsError
from coach.plain import quoted


def now() -> datetime:
    """Local time with its offset. Raises SettingsError where the environment names a time zone that cannot be."""
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError, OSError) as problem:
        raise SettingsError("no_time_zone", zone=quoted(os.environ.get("TZ", ""))) from problem
