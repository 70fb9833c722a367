"""The picture with its overlay; besides the window, the only room that knows pygame.

One drawing serves both the window and the saved video: it is made off screen, in memory, so that both show the same.
"""

from __future__ import annotations

import os

# Read by pygame while it is imported: its greeting would stand between the user and our own words.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
