"""What the commands about a person's record share: whose it is, and when now is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

_PROFILE = "Whose record it is; keeps people who share this computer apart."

ProfileOption = Annotated[str, typer.Option("--profile", metavar="NAME", help=_PROFILE)]


def now() -> datetime:
    """Local time with its offset."""
    return datetime.now().astimezone()


def day_of(text: str | None) -> date | None:
    """A day written as 2026-05-03. Raises BadParameter otherwise."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"expected a day as 2026-05-03; found {text!r}.", param_hint="--since") from None
