"""The pages that the program writes about itself, so that they are never out of date: commands, settings, measures, events,
the API, and two drawings.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import coach
from coach import events
from coach.cli import built
from coach.measures import registry
from coach.settings import KEYS, Settings, meaning

VIEWS = ("front", "side", "feet-end")


def write(folder: Path) -> None:
    """All of them into a folder."""
    from docs import architecture, timeline

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {
        "commands.md": commands(),
        "settings.md": settings(),
        "measures.md": measures(),
        "events.md": event_kinds(),
        "api.md": api(),
        "architecture.svg": architecture.drawing(),
        "architecture.md": "".join(f"* {what}: {figure}\n" for what, figure in architecture.figures().items()),
        "timeline.svg": timeline.drawing(),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")


def commands() -> str:
    """Every command with its arguments and options, as its own help says them."""
    lines = ["# Every command", "", "As `coach COMMAND --help` says it.", ""]
    group: Any = built()
    for name, command in group.commands.items():
        lines += _command(f"coach {name}", command)
    return "\n".join(lines)


def _command(name: str, command: Any) -> Iterator[str]:
    yield from (
        f"## `{name}`",
        "",
        " ".join(inspect.cleandoc(command.help or "").replace("\n\n", "\n\n").split("\n")),
        "",
    )
    inner = getattr(command, "commands", {})
    rows = [(_called(part), part) for part in command.params if _called(part) != "--help"]
    if rows:
        yield from ("| | |", "|---|---|")
        yield from (f"| `{called}` | {_cell(getattr(part, 'help', None) or '')} |" for called, part in rows)
        yield ""
    for deeper, below in inner.items():
        yield from _command(f"{name} {deeper}", below)


def _called(part: Any) -> str:
    """An option by all its names, an argument by what stands for it."""
    if not part.opts[0].startswith("-"):
        return str(part.metavar or part.name.upper())
    names = ", ".join([*part.opts, *part.secondary_opts])
    return f"{names} {part.metavar}" if part.metavar else names


def settings() -> str:
    """Every setting, what it means, and what it is until it is set."""
    rows = [f"| `{key}` | {_cell(meaning(key))} | `{Settings.model_fields[key].default!r}` |" for key in KEYS]
    head = ["# Every setting", "", "`coach settings` shows them, `coach settings KEY VALUE` sets one.", ""]
    return "\n".join([*head, "| setting | what it means | until it is set |", "|---|---|---|", *rows, ""])


def measures() -> str:
    """Every measure: what, sign, views, what is possible, and how far off it is to be expected from each view."""
    head = [
        "# Every measure",
        "",
        "A measure's name ends in its unit: `_deg` degrees (0° is straight), `_pct` percent of the trunk's length unless it "
        "says otherwise, `_share` a part of 1, `_s` seconds. *Left* says that it is positive to the person's own left; else "
        "it is positive where it says what it measures. Outside of the views named, and of what is possible, it is unknown.",
        "",
        "The error is the mean absolute one while people moved (`benchmarks/ACCURACY.md`); – where it was never measured. What "
        "Coach shows as ± is 2.46 times as large: the true value lies within it, 95 % likely.",
        "",
        "| measure | what | sign | views | possible | error |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *(_measure(registry.require(name)) for name in registry.names()), ""])


def _measure(each: registry.Measure) -> str:
    errors = {view: registry.expected_error(each.name, view) for view in VIEWS}
    known = "; ".join(f"{view} {error:.1f}{each.unit}" for view, error in errors.items() if error is not None)
    possible = f"{each.possible.low:g} … {each.possible.high:g}{each.unit}"
    sign, views = ("left +" if each.signed else ""), ", ".join(sorted(each.views))
    return f"| `{each.name}` | {_cell(each.about)} | {sign} | {views} | {possible} | {known or '–'} |"


def event_kinds() -> str:
    """Every event and its fields."""
    lines = ["# Every event", "", "What a session says, a line each in `--export events.jsonl`.", ""]
    for kind in get_args(events.Event):
        fields = ", ".join(f"`{field.name}`" for field in dataclasses.fields(kind))
        lines += [f"## {kind.__name__}", "", inspect.cleandoc(kind.__doc__ or ""), "", f"Fields: {fields}.", ""]
    return "\n".join(lines)


def api() -> str:
    """What ``import coach`` offers, from its docstrings."""
    lines = ["# What `import coach` offers", ""]
    for name in coach.__all__:
        if name == "__version__":
            continue
        found = getattr(coach, name)
        lines += [f"## {name}", "", f"```text\n{_signature(name, found)}\n```", "", *_documented(found), ""]
        if name in ("Result", "Record", "Session"):
            for part, member in _members(found):
                lines += [f"### {name}.{part}", "", *_documented(member), ""]
    return "\n".join(lines)


def _signature(name: str, found: Any) -> str:
    if isinstance(found, type):
        return f"class {name}"
    signature = str(inspect.signature(found))
    return f"{name}{signature}".replace("'", "")


def _members(found: type) -> Iterator[tuple[str, Any]]:
    for part, member in vars(found).items():
        if not part.startswith("_") and (inspect.isfunction(member) or isinstance(member, property)):
            yield part, member


def _documented(found: Any) -> list[str]:
    text = inspect.cleandoc(inspect.getdoc(found) or "")
    return re.sub(r"``([^`]+)``", r"`\1`", text).splitlines()


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
