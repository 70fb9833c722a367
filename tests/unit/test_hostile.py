"""A small part of what benchmarks/hostile.py tries: whatever is sent, a command ends well or in a sentence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.hostile import KINDS, try_one

COUNTS = {
    "exercise files": 60,
    "routine files": 30,
    "plan files": 15,
    "settings": 30,
    "language files": 10,
    "recordings": 30,
    "rows of the record": 20,
    "bytes of the record": 8,
    "names": 40,
}


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_sent_ends_well_or_in_a_sentence(kind: str, tmp_path: Path) -> None:
    tried = [try_one(kind, random.Random(f"1 {kind} {number}"), tmp_path / "one") for number in range(COUNTS[kind])]
    assert [each for each in tried if each.wrong] == []
    # That all end alike would mean that the inputs never reach what is tried.
    assert len({each.code for each in tried}) > 1 or kind in ("settings", "rows of the record")
