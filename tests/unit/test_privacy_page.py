"""PRIVACY.md claims nothing that is not tested: every sentence of it names a test, and that test is there."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "PRIVACY.md").read_text(encoding="utf-8").splitlines()
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
SENTENCE = re.compile(r"- (?P<said>[A-Z`][^\n]*[a-z`]): `(?P<file>tests/[\w/]+\.py)::(?P<test>test_\w+)`")


def names_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_sentence_names_a_test_that_is_there() -> None:
    sentences = [line for line in LINES if line and not line.startswith("#") and not PICTURE.fullmatch(line)]
    found = [SENTENCE.fullmatch(line) for line in sentences]
    assert [line for line, fits in zip(sentences, found, strict=True) if fits is None] == []
    missing = [fits["test"] for fits in found if fits and fits["test"] not in names_in(ROOT / fits["file"])]
    assert missing == []
    assert len(sentences) > 20


def test_each_says_one_thing() -> None:
    for line in LINES:
        if fits := SENTENCE.fullmatch(line):
            assert ". " not in fits["said"], line


def test_its_picture_is_there_and_asks_for_nothing() -> None:
    (place,) = [fits[1] for line in LINES if (fits := PICTURE.fullmatch(line))]
    picture = ElementTree.parse(ROOT / place).getroot()
    assert not [each for each in picture.iter() if any("href" in name for name in each.attrib)]
    assert "PRIVACY.md" in (ROOT / "README.md").read_text(encoding="utf-8")
