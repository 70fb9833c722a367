"""Writes a learned exercise as a file that reads like the shipped ones, and says where its figures are from."""

from __future__ import annotations

from typing import Any

import tomlkit
from tomlkit.items import AoT, Item, Table

from coach.files.toml_writing import item
from coach.learning.draft import document
from coach.learning.lesson import Lesson
from coach.words.problems import ProblemPhrases


def as_toml(lesson: Lesson) -> str:
    """The file's text."""
    made, why = document(lesson.plan), lesson.why
    text = tomlkit.document()
    for sentence in lesson.unknown:
        text.add(tomlkit.comment(_one_line(ProblemPhrases.english().told(sentence))))
    for key, value in made.items():
        if value in ([], ()):
            continue
        if isinstance(value, dict):
            text.add(key, _table(value, why.get(key, "")))
        elif isinstance(value, list) and isinstance(value[0], dict):
            text.add(key, _tables(value, why.get(key, "")))
        else:
            text.add(key, _item(value, why.get(key, "")))
    return tomlkit.dumps(text)


def _table(value: dict[str, Any], why: str) -> Table:
    table = tomlkit.table()
    for number, (key, each) in enumerate(value.items()):
        table.add(key, _item(each, why if number == 0 else ""))
    return table


def _tables(values: list[dict[str, Any]], why: str) -> AoT:
    tables = tomlkit.aot()
    for number, value in enumerate(values):
        tables.append(_table(value, why if number == 0 else ""))
    return tables


def _item(value: Any, why: str) -> Item:
    made = item(value)
    return made.comment(_one_line(why)) if why else made


def _one_line(sentence: str) -> str:
    return " ".join(sentence.split())
