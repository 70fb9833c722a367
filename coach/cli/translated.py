"""The help of every command in the language that is set. The English of it stands beside each command."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any, Final

_PANELS: Final = (
    "ARGUMENTS_PANEL_TITLE",
    "OPTIONS_PANEL_TITLE",
    "COMMANDS_PANEL_TITLE",
    "ERRORS_PANEL_TITLE",
    "DEFAULT_STRING",
    "REQUIRED_LONG_STRING",
)
"""What typer writes by itself, by its names in ``typer.rich_utils``."""

_NUMBER: Final = "NUMBER"
_TEXT: Final = "TEXT"

_TYPES: Final[Mapping[str, str | None]] = {
    "<bool>": None,
    "<path>": None,
    "<list[str]>": None,
    "<list[path]>": None,
    "<str>": _TEXT,
    "<int>": _NUMBER,
    "<int range>": _NUMBER,
    "<float>": _NUMBER,
    "<float range>": _NUMBER,
}
"""What typer calls the kinds of values, to what a person reads instead: nothing where the option itself says it."""

_USAGE: Final = ("Usage:", "[OPTIONS]", "COMMAND [ARGS]...")
"""What it writes into the line that shows how a command is written."""


def asks_for_help(words: list[str]) -> bool:
    """Whether help may be shown: it is asked for, or nothing else is."""
    return not words or bool({"-h", "--help"} & set(words))


def translate(command: Any) -> None:
    """Puts a command and all beneath it into the language that is set; what has no translation stays English."""
    from coach import languages
    from coach.outputs.console import warn
    from coach.settings import load

    language = load(warn).language
    # English has no file, unless the user wrote one.
    said = languages.wording(language).help if languages.files().get(language) else {}
    for part, attribute in _texts(command):
        # Where a line of the program's text ends is no end of a line in a terminal of another width.
        setattr(part, attribute, plain(getattr(part, attribute)))
    name_kinds(command, said)
    into(command, said)


def name_kinds(command: Any, said: Mapping[str, str]) -> None:
    """Has the kinds of values called as people call them; older releases of typer do."""
    usual = command.get_help_option

    def help_option(context: Any) -> Any:
        option = usual(context)
        _name_kind(option, said)
        return option

    command.get_help_option = help_option
    for parameter in command.params:
        _name_kind(parameter, said)
    for inner in getattr(command, "commands", {}).values():
        name_kinds(inner, said)


def _name_kind(parameter: Any, said: Mapping[str, str]) -> None:
    usual = getattr(parameter, "display_type_rich", None)
    if usual is None or getattr(parameter, "named_kind", False):
        return

    def named(ctx: Any) -> str | None:
        kind = usual(ctx=ctx)
        called = _TYPES.get(kind, kind)
        return called if called is None else said.get(called, called)

    parameter.display_type_rich, parameter.named_kind = named, True
    if (bounds := getattr(parameter, "_get_number_range_help_str", None)) is not None:
        parameter._get_number_range_help_str = lambda: (bounds() or "").replace("<=x<=", "–")


def into(command: Any, said: Mapping[str, str]) -> None:
    """The same with given words: English, as ``plain`` writes it, to the translation."""
    if not said:
        return
    from typer import rich_utils

    for name in _PANELS:
        usual = getattr(rich_utils, name, "")
        setattr(rich_utils, name, said.get(usual, usual))
    for part, attribute in _texts(command):
        text = getattr(part, attribute)
        setattr(part, attribute, said.get(plain(text), text))
    _translate_help_options(command, said)


def _translate_help_options(command: Any, said: Mapping[str, str]) -> None:
    """The option --help of each command is made by the library, when it is asked for; and so is how it is written."""
    usual, shown = command.get_help_option, command.get_usage

    def translated_usage(context: Any) -> str:
        line: str = shown(context)
        for part in _USAGE:
            line = line.replace(part, said.get(part, part))
        return line

    command.get_usage = translated_usage

    def translated_option(context: Any) -> Any:
        option = usual(context)
        if option is not None and option.help:
            option.help = said.get(plain(option.help), option.help)
        return option

    command.get_help_option = translated_option
    for inner in getattr(command, "commands", {}).values():
        _translate_help_options(inner, said)


def english(command: Any) -> list[str]:
    """Every text of the help, each once."""
    from typer import rich_utils

    found = [plain(getattr(part, attribute)) for part, attribute in _texts(command)]
    own = [getattr(rich_utils, name) for name in _PANELS if hasattr(rich_utils, name)]
    return list(dict.fromkeys([*found, *own, *_USAGE, _NUMBER, _TEXT]))


def plain(text: str) -> str:
    """A text with one blank between words and an empty line between paragraphs."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _texts(command: Any) -> Iterator[tuple[Any, str]]:
    """Each object that holds a text of the help, and under which attribute."""
    for attribute in ("help", "short_help", "epilog", "rich_help_panel"):
        if isinstance(getattr(command, attribute, None), str) and getattr(command, attribute):
            yield command, attribute
    for parameter in command.params:
        for attribute in ("help", "metavar"):
            if isinstance(getattr(parameter, attribute, None), str) and getattr(parameter, attribute):
                yield parameter, attribute
    for inner in getattr(command, "commands", {}).values():
        yield from _texts(inner)
