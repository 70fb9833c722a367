"""The command about settings: show, change, reset."""

from __future__ import annotations

from typing import Annotated

import typer


def settings(
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="The setting to change.")] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="What to set it to.")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to the usual settings.")] = False,
) -> None:
    """Show the settings and what they mean, or change one: coach settings volume 50.

    An option on the command line goes before its setting.
    """
    from coach import settings as kept
    from coach.outputs.console import warn

    if reset:
        if key is not None:
            raise typer.BadParameter("--reset goes back to the usual settings, all of them; leave the key out.")
        kept.reset()
        typer.echo("All settings are the usual ones again.")
        return
    now = kept.load(warn)
    if key is None:
        _show_all(now)
    elif value is None:
        kept.require_key(key)
        typer.echo(f"{key} = {_shown(getattr(now, key))}: {kept.meaning(key)} ({kept.expected(key)})")
    else:
        then = kept.changed(now, key, value)
        kept.save(then)
        typer.echo(f"{key} = {_shown(getattr(then, key))}")


def _show_all(now: object) -> None:
    from coach import paths
    from coach import settings as kept

    widest = max(map(len, kept.KEYS))
    broadest = max(len(_shown(getattr(now, key))) for key in kept.KEYS)
    for key in kept.KEYS:
        typer.echo(
            f"{key:{widest}}  {_shown(getattr(now, key)):{broadest}}  {kept.meaning(key)} ({kept.expected(key)})"
        )
    typer.echo(f"\nChange one with 'coach settings KEY VALUE'. They are kept in {paths.settings_file()}.")


def _shown(value: object) -> str:
    from coach.settings import as_text, without_password

    return without_password(as_text(value)) or "(empty)"
