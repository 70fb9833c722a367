"""The command about settings: show, change, reset."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.people import spoken, tell
from coach.errors import WrongUsage


def settings(
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="The setting to change.")] = None,
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="What to set it to.")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to the usual settings.")] = False,
) -> None:
    """Show the settings and what they mean, or change one: coach settings volume 50.

    An option on the command line goes before its setting.
    """
    from coach import settings as kept
    from coach.outputs.console import warn

    if reset:
        if key is not None:
            raise WrongUsage("use_reset_alone")
        kept.reset()
        tell(spoken().terminal.usual_again)
        return
    from coach.app.setting_words import expected, meaning, meant, shown

    now, words = kept.load(warn), spoken().settings
    if key is None:
        _show_all(now)
    elif value is None:
        kept.require_key(key)
        tell(
            f"{key} = {shown(key, getattr(now, key), words)}: {meaning(key, words).rstrip('.')} ({expected(key, words)})"
        )
    else:
        then = kept.changed(now, key, meant(key, value, words))
        kept.save(then)
        tell(f"{key} = {shown(key, getattr(then, key), words)}")


def _show_all(now: object) -> None:
    from coach import paths
    from coach import settings as kept
    from coach.app.setting_words import expected, meaning, shown

    wording = spoken()
    words, widest = wording.settings, max(map(len, kept.KEYS))
    broadest = max(len(shown(key, getattr(now, key), words)) for key in kept.KEYS)
    for key in kept.KEYS:
        value = shown(key, getattr(now, key), words)
        said = f"{meaning(key, words).rstrip('.')} ({expected(key, words)})"
        tell(f"{key:{widest}}  {value:{broadest}}  {said}", hang=widest + broadest + 4)
    tell(f"\n{wording.terminal.change_one.format(file=paths.settings_file())}")
