"""What the commands about a person's record share: whose it is, and when now is; and who there is."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from coach.records import DEFAULT_PROFILE

if TYPE_CHECKING:
    from coach.coaching.wording import Wording

LONGEST_NAME = 80
"""Characters of a profile's name (chosen: fits a line)."""

_PROFILE = "Whose record it is; keeps people who share this computer apart."


def clock() -> datetime:
    """What the computer's clock says; tests set it."""
    return datetime.now().astimezone()


def now() -> datetime:
    """Local time with its offset."""
    return clock()


def spoken() -> Wording:
    """The words of the language that is set."""
    from coach import languages
    from coach.outputs.console import warn
    from coach.settings import load

    return languages.wording(load(warn).language)


def day_of(text: str | None) -> date | None:
    """A day up to today, written as 2026-05-03. Raises BadParameter otherwise."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"expected a day as 2026-05-03; found {text!r}.", param_hint="--since") from None
    if day > now().date():
        raise typer.BadParameter(f"expected a day up to today; {day} is still to come.", param_hint="--since")
    return day


def whose(text: str) -> str:
    """The profile that is meant: a stored one whatever the capitals, else a new one of that name.

    Raises BadParameter for a name that is empty, too long or not on one line.
    """
    name = _name(text)
    if name.casefold() == DEFAULT_PROFILE:
        return DEFAULT_PROFILE
    from coach.outputs.console import warn
    from coach.outputs.store import open_for_reading, standard_place
    from coach.outputs.store.profiles import names_of, same_name

    with open_for_reading(standard_place(), now(), warn) as database:
        return same_name(name, names_of(database))


def option_for(profile: str) -> str:
    """What to add to a command that is told to somebody, so that it is about them; empty for the usual profile."""
    if profile == DEFAULT_PROFILE:
        return ""
    # Double quotes are what every platform's shell takes.
    return f" --profile {profile}" if re.fullmatch(r"\w[\w.-]*", profile) else f' --profile "{profile}"'


ProfileOption = Annotated[str, typer.Option("--profile", metavar="NAME", help=_PROFILE, callback=whose)]


def profiles(
    rename: Annotated[
        tuple[str, str] | None, typer.Option("--rename", metavar="OLD NEW", help="Give a profile another name.")
    ] = None,
) -> None:
    """List whose records are kept here, or rename one; 'coach delete --profile NAME' removes one."""
    from coach.outputs.console import warn
    from coach.outputs.store import open_for_reading, open_for_writing, standard_place
    from coach.outputs.store.profiles import names_of, profiles_of, rename_profile, same_name

    if rename is not None:
        old, new = map(_name, rename)
        with open_for_writing(standard_place(), now(), warn) as database:
            old = same_name(old, names_of(database))
            rename_profile(database, old, new)
        typer.echo(f"{old} is now {new}.")
        return
    with open_for_reading(standard_place(), now(), warn) as database:
        known = profiles_of(database)
    for each in known:
        newest = f", the newest of {each.newest}" if each.newest else ""
        typer.echo(f"{each.name}: {_counted(each.sessions, 'session')}, {_counted(each.walks, 'walk')}{newest}")
    if not known:
        typer.echo("Nothing is stored of anybody.")


def _name(text: str) -> str:
    name = unicodedata.normalize("NFC", text.strip())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise typer.BadParameter(
            f"expected a name on one line, of 1 to {LONGEST_NAME} characters; found {text[:LONGEST_NAME]!r}.",
            param_hint="--profile",
        )
    return name


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
