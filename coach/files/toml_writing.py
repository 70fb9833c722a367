"""Values as they stand in a TOML file that a person reads. tomlkit keeps comments, which plain writers of TOML do not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import tomlkit
from tomlkit.items import Item

WIDE: Final = 100
"""Longer lists are written a line each (chosen)."""


def item(value: Any, tables: int = 0) -> Item:
    """A value as it is written, what is empty left out. tables: how many levels of tables have lines of their own; deeper ones
    are within a line."""
    if isinstance(value, Mapping):
        table = tomlkit.table() if tables else tomlkit.inline_table()
        for key, each in value.items():
            if not is_empty(each):
                table.append(key, item(each, max(0, tables - 1)))
        return table
    if isinstance(value, tuple | list):
        if tables and value and isinstance(value[0], Mapping):
            several = tomlkit.aot()
            for each in value:
                several.append(item(each, tables))
            return several
        array = tomlkit.array()
        for each in value:
            array.append(item(each))
        return array.multiline(len(array.as_string()) > WIDE)
    made: Item = tomlkit.item(value)
    return made


def is_empty(value: Any) -> bool:
    """Whether there is nothing to write."""
    return value is None or value in ((), [], {})
