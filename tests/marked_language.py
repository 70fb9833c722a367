"""A language in which every sentence is marked, so that a word which comes from no file is seen among them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from coach.engine import catalog, routines
from coach.landmarks import GROUPS
from coach.words.group import PhraseGroup
from coach.words.wording import Wording

CODE: Final = "xx"
MARK: Final = "ж"

_LETTER: Final = re.compile(r"\{\w+\}|[^\W\d_]")


def marked(text: str) -> str:
    """The sentence with every letter replaced; the places to fill stay."""
    return _LETTER.sub(lambda found: found[0] if found[0].startswith("{") else MARK, text)


def write_marked_language(folder: Path) -> None:
    """Writes the language file for all that is shipped into a user's folder for exercises."""
    (folder / "lang").mkdir(parents=True)
    (folder / "lang" / f"{CODE}.toml").write_text("\n".join(_lines()), encoding="utf-8")


def _lines() -> list[str]:
    lines = ['name = "жж"']
    for name, field in Wording.model_fields.items():
        group = field.annotation
        if isinstance(group, type) and issubclass(group, PhraseGroup):
            lines += _table(name, {each: marked(phrase) for each, phrase in group.phrases().items()})
    months = " ".join(["жж"] * 12)
    lines = [f'months = "{months}"' if line.startswith("months = ") else line for line in lines]
    lines += _table("parts", {part: marked(part) for part in GROUPS})
    for exercise in catalog.all_exercises():
        table = f"exercise.{exercise.id}"
        words: dict[str, Any] = {"title": marked(exercise.title), "camera": marked(exercise.camera)}
        words["instructions"] = [marked(each) for each in exercise.instructions]
        words["safety"] = [marked(each) for each in exercise.safety]
        lines += _table(table, words)
        lines += _table(f"{table}.cue", {cue.at: marked(cue.text) for cue in exercise.cue})
        for fault in exercise.fault:
            said = {"cue": marked(fault.cue), "why": marked(fault.why)}
            lines += _table(
                f"{table}.fault.{fault.id}", said | ({"praise": marked(fault.praise)} if fault.praise else {})
            )
    for routine in routines.all_routines():
        lines += _table(f"routine.{routine.id}", {"title": marked(routine.title), "about": marked(routine.about)})
    return lines


def _table(name: str, values: Mapping[str, Any]) -> list[str]:
    return [f"\n[{name}]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())]
