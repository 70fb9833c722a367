"""The commands run at a given time: what a day is must not depend on when the tests run."""

from __future__ import annotations

from datetime import datetime

import pytest


@pytest.fixture(autouse=True)
def one_in_the_afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day whose noon the tests of the commands count from, in the computer's own time."""
    monkeypatch.setattr("coach.cli.people.clock", lambda: datetime(2026, 5, 20, 13).astimezone())
