"""Whose record it is where nobody says; apart from the record, which a command that only names it need not load."""

from __future__ import annotations

from typing import Final

DEFAULT_PROFILE: Final = "me"
