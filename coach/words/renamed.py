"""What tables and sentences of a language file were called before: whoever translated then keeps their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

TABLES: Final = {"sitting": "workout"}
"""A table's name before, to its name now."""

SENTENCES: Final = {
    ("pages", "lighter"): "lighter_model",
    ("screen", "keys_showing"): "keys_show_exercise",
    ("report", "reading"): "how_to_read",
}
"""A table as it is called now and a sentence's name in it before, to the sentence's name now."""


def as_called_now(document: Mapping[str, Any]) -> dict[str, Any]:
    """A language file's content under the names of today; what is there under both names is taken by today's."""
    found: dict[str, Any] = {}
    for name, content in document.items():
        table = TABLES.get(name, name)
        if isinstance(content, dict):
            renamed = {SENTENCES.get((table, key), key): text for key, text in content.items()}
            content = renamed | {key: text for key, text in content.items() if (table, key) not in SENTENCES}
        if name not in TABLES or table not in document:
            found[table] = content
    return found
