"""The window on the desktop: what opens and closes it, keys and clicks that come from it, its icon."""

from __future__ import annotations

import os

# Read by pygame while it is imported: its greeting would stand between the user and our own words.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
