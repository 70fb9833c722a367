"""What is wrong with a command as it was written, told as every other error is.

The library that reads commands says so in English; here it is found out from what it raises, by the names that its errors
have had in all its versions.
"""

from __future__ import annotations

import inspect
import re
import typing
from contextlib import suppress
from enum import Enum
from typing import Any, Final

from coach.cli.people import spoken
from coach.errors import CoachError, Figure, Said, WrongUsage, either
from coach.plain import quoted, shown

_EXTRA: Final = re.compile(r".*\((.*)\)$")
_NAMED: Final = re.compile(r"'([^']*)'")


def explained(problem: Exception) -> WrongUsage | None:
    """What the library found wrong, as an error of ours; None where it is something else."""
    kind = type(problem).__name__
    if not hasattr(problem, "format_message"):
        return None
    context = getattr(problem, "ctx", None)
    at = f"{context.command_path if context is not None else 'coach'} -h"
    name = shown(str(getattr(problem, "option_name", "") or ""))
    message = str(getattr(problem, "message", ""))
    match kind:
        case "MissingParameter":
            return WrongUsage("use_missing", name=_name(problem), help=at)
        case "NoSuchOption":
            near = sorted(getattr(problem, "possibilities", None) or ())
            if near:
                return WrongUsage("use_no_option_near", name=quoted(name), near=either(near))
            return WrongUsage("use_no_option", name=quoted(name), help=at)
        case "BadOptionUsage":
            if "not take" in message:
                return WrongUsage("use_no_value", name=quoted(name), help=at)
            return WrongUsage("use_needs_value", name=quoted(name), help=at)
        case "BadParameter":
            return WrongUsage("use_expected", name=_name(problem), expected=_expected(problem), help=at)
        case "UsageError" if "command" in message:
            name, *close = _NAMED.findall(message) or [""]
            if close:
                return WrongUsage("use_no_command_near", name=quoted(name), near=either(close))
            return WrongUsage("use_no_command", name=quoted(name), help=at)
        case "UsageError" if "extra" in message:
            found = _EXTRA.search(message)
            return WrongUsage("use_too_much", words=quoted(found[1] if found else ""), help=at)
    return WrongUsage("use_other", why=shown(" ".join(message.split())), help=at)


def _name(problem: Any) -> str:
    """An option as it is written, an argument as the help calls it."""
    parameter = getattr(problem, "param", None)
    if parameter is None:
        return "?"
    if getattr(parameter, "param_type_name", "") == "option":
        return str(max(parameter.opts, key=len))
    name = str(parameter.metavar or parameter.name.upper()).strip("[]")
    with suppress(CoachError):  # settings that cannot be read are told elsewhere
        return spoken().help.get(name, name)
    return name


def _expected(problem: Any) -> Figure:
    """What the parameter takes, as the command itself declares it."""
    kind, limits = _declared(problem)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Said("one_of", {"values": ", ".join(str(each.value) for each in kind)})
    if kind in (int, float):
        least, most = getattr(limits, "min", None), getattr(limits, "max", None)
        if least is not None and most is not None:
            if kind is int:
                return Said("whole_from_to", {"least": f"{least:g}", "most": f"{most:g}"})
            return Said("number_between", {"least": f"{least:g}", "most": f"{most:g}"})
        if least is not None:
            return Said("at_least", {"bound": f"{least:g}"})
        return Said("a_whole_number") if kind is int else Said("a_number")
    if typing.get_origin(kind) is tuple:
        return Said("pair_of", {"count": len(typing.get_args(kind))})
    return Said("a_text")


def _declared(problem: Any) -> tuple[Any, object]:
    """The type of the parameter that is wrong, without what may be left out, and what bounds it."""
    command = inspect.unwrap(problem.ctx.command.callback) if problem.ctx is not None else None
    hints = typing.get_type_hints(command, include_extras=True) if command is not None else {}
    hint = hints.get(problem.param.name) if getattr(problem, "param", None) is not None else None
    bounds: object = None
    if typing.get_origin(hint) is typing.Annotated:
        hint, bounds = typing.get_args(hint)[:2]
    inner = [each for each in typing.get_args(hint) if each is not type(None)]
    if inner and typing.get_origin(hint) is not tuple:
        hint = inner[0]
    return hint, bounds
