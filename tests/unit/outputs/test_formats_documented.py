"""What FORMATS.md says of tables and codes is what the program writes."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from coach.app.batch.batch_files import FILE_KINDS
from coach.engine.plan_spec import Ask, Plan
from coach.outputs import fhir
from coach.outputs.exports import EXPORT_SUFFIXES, REP_COLUMNS
from coach.outputs.frames import COLUMNS_OF_THE_NOTE
from coach.outputs.motion import MOTION_SUFFIXES
from coach.record.store.everything import COLUMN_KINDS

TEXT = (resources.files("coach.outputs") / "FORMATS.md").read_text(encoding="utf-8")


def section(title: str) -> set[str]:
    """Everything in backticks under a headline that begins so."""
    (found,) = [part for part in TEXT.split("\n## ") if part.startswith(title)]
    return set(re.findall(r"`([^`]+)`", found))


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Repetitions", REP_COLUMNS),
        ("Frames", COLUMNS_OF_THE_NOTE),
        ("Many files", tuple(FILE_KINDS)),
        ("The record", tuple(name for name in COLUMN_KINDS if name not in REP_COLUMNS and name != "peak_error_deg")),
    ],
)
def test_every_column_is_documented(title: str, names: tuple[str, ...]) -> None:
    assert set(names) <= section(title)


@pytest.mark.parametrize("suffix", [*EXPORT_SUFFIXES, *MOTION_SUFFIXES])
def test_every_ending_is_documented(suffix: str) -> None:
    assert re.search(rf"`[a-z]*{re.escape(suffix)}`|{re.escape(suffix)}`", TEXT)


def test_own_observations_and_their_units_are_documented() -> None:
    codes = {"repetition", "session", "pain-stop", "safety-answer", "plan-answer"}
    assert codes <= section("The record") & set(fhir.CONCEPTS)


def test_the_plan_that_is_documented_asks_for_what_it_says() -> None:
    (written,) = re.findall(r"```toml\n(version = 1.*?)\[\[exercise\]\]", TEXT, re.DOTALL)
    document = tomllib.loads(written)
    document["ask"].pop()
    plan = Plan.model_validate(document)
    assert plan.ask[0].days == ("monday", "thursday")
    keys = {*Plan.model_fields, *Ask.model_fields}
    assert keys <= set(re.findall(r"^\[*(\w+)", written + "[[exercise]]", re.MULTILINE))
