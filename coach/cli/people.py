"""What the commands about a person's record share: whose it is, and when now is; and who there is."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from coach import moments
from coach.errors import WrongUsage
from coach.plain import for_shell, quoted, shown
from coach.record.default_profile import DEFAULT_PROFILE
from coach.terminal import broken, width_of

if TYPE_CHECKING:
    from coach.words.wording import Wording

LONGEST_NAME = 80
"""Characters of a profile's name (chosen: fits a line)."""

_PROFILE = "Whose record it is; keeps people who share this computer apart."


def clock() -> datetime:
    """What the computer's clock says; tests set it."""
    return moments.now()


def now() -> datetime:
    """Local time with its offset. Raises SettingsError where the environment names a time zone that cannot be."""
    return clock()


def spoken() -> Wording:
    """The words of the language that is set."""
    from coach import languages
    from coach.outputs.console import warn
    from coach.settings import load

    return languages.wording(load(warn).language)


def tell(text: str = "", *, hang: int | None = None, err: bool = False) -> None:
    """Writes lines; on a terminal broken between words where they are too long, the rest under their beginning.

    hang: how far in the rest stands, where that cannot be seen from the line; err: to stderr.
    """
    width = width_of(sys.stderr if err else sys.stdout)
    for line in text.split("\n"):
        for part in broken(line, width, hang):
            typer.echo(part, err=err)


def confirmed(question: str, *, usual: bool) -> bool:
    """Asks for yes or no in the words of the language that is set. usual: what is meant where nothing is answered."""
    words = spoken().safety
    yes, no = words.yes.casefold(), words.no.casefold()
    offered = f"{yes[0].upper()}/{no[0]}" if usual else f"{yes[0]}/{no[0].upper()}"
    asked = broken(f"{question} [{offered}]", width_of(sys.stdout) - 1)
    typer.echo("\n".join(asked) + " ", nl=False)
    try:
        answer = sys.stdin.readline().strip().casefold()
    except (OSError, ValueError, AttributeError):  # there is nothing to answer at
        answer = ""
    if not answer:
        typer.echo()
        return usual
    return yes.startswith(answer) or "yes".startswith(answer)


def with_id(title: str, exercise: str) -> str:
    """An exercise's title with the id beside it, which is what commands and files call it."""
    return f"{title} ({exercise})"


def day_of(text: str | None) -> date | None:
    """A day up to today, written as 2026-05-03. Raises WrongUsage otherwise."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(
            "use_bad", option="--since", why=spoken().programme.bad_day.format(found=quoted(text))
        ) from None
    if day > now().date():
        raise WrongUsage("use_bad", option="--since", why=spoken().programme.day_to_come.format(day=day))
    return day


def whose(text: str) -> str:
    """The profile that is meant: a stored one whatever the capitals, else a new one of that name.

    Raises WrongUsage for a name that is empty, too long or not on one line.
    """
    name = _name(text)
    if name.casefold() == DEFAULT_PROFILE:
        return DEFAULT_PROFILE
    from coach.outputs.console import warn
    from coach.record.store import open_for_reading, standard_place
    from coach.record.store.profiles import names_of, same_name

    with open_for_reading(standard_place(), now(), warn) as database:
        return same_name(name, names_of(database))


def option_for(profile: str) -> str:
    """What to add to a command that is told to somebody, so that it is about them; empty for the usual profile."""
    if profile == DEFAULT_PROFILE:
        return ""
    if profile.startswith("-"):
        # Behind an equals sign it is no option of its own.
        return f" --profile={for_shell(profile)}"
    return f" --profile {for_shell(profile)}"


ProfileOption = Annotated[str, typer.Option("--profile", metavar="NAME", help=_PROFILE, callback=whose)]


def profiles(
    rename: Annotated[
        tuple[str, str] | None, typer.Option("--rename", metavar="OLD NEW", help="Give a profile another name.")
    ] = None,
) -> None:
    """List whose records are kept here, or rename one; 'coach delete --profile NAME' removes one."""
    from coach.outputs.console import warn
    from coach.record.store import open_for_reading, open_for_writing, standard_place
    from coach.record.store.profiles import names_of, profiles_of, rename_profile, same_name

    words = spoken().programme
    if rename is not None:
        old, new = map(_name, rename)
        with open_for_writing(standard_place(), now(), warn) as database:
            old = same_name(old, names_of(database))
            rename_profile(database, old, new)
        tell(words.renamed.format(old=old, new=new))
        return
    with open_for_reading(standard_place(), now(), warn) as database:
        known = profiles_of(database)
    for each in known:
        sessions = words.for_count(words.sessions_many, each.sessions)
        walks = words.for_count(words.walks_many, each.walks)
        line = words.profile_line.format(name=shown(each.name), sessions=sessions, walks=walks)
        tell(words.profile_newest.format(line=line, day=words.date_of(each.newest)) if each.newest else line)
    if not known:
        tell(words.nobody_stored)


def _name(text: str) -> str:
    name = unicodedata.normalize("NFC", text.strip())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        why = spoken().programme.bad_name.format(most=LONGEST_NAME, found=quoted(text, LONGEST_NAME))
        raise WrongUsage("use_bad", option="--profile", why=why)
    return name
