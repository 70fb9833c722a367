"""What is said of a release in several places is the same everywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import coach

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_newest_release_of_the_changelog_is_this_one() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.findall(r"^## (\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)$", changelog, re.MULTILINE)
    assert releases
    assert releases[0] == coach.__version__
    assert releases == sorted(releases, key=lambda each: [int(part) for part in each.split(".")], reverse=True)


def test_hosted_ci_tries_every_python_and_system_that_is_promised() -> None:
    promised = PROJECT["project"]["classifiers"]
    pythons = [line.rpartition(" :: ")[2] for line in promised if re.search(r"Python :: 3\.\d+$", line)]
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    (tried,) = re.findall(r"python: \[(.*)\]", workflow)
    assert [word.strip(' "') for word in tried.split(",")] == pythons
    (systems,) = re.findall(r"os: \[(.*)\]", workflow)
    assert [word.strip().partition("-")[0] for word in systems.split(",")] == ["ubuntu", "macos", "windows"]
    assert sum("Operating System" in line for line in promised) == 3


def test_all_that_a_test_or_a_page_needs_is_locked() -> None:
    locked = {line.partition("==")[0] for line in (ROOT / "locked.txt").read_text(encoding="utf-8").splitlines()}
    extras = PROJECT["project"]["optional-dependencies"]
    named = {re.split(r"[<>=\[ ]", line)[0].lower().replace("_", "-") for lines in extras.values() for line in lines}
    assert named - {"coach"} <= locked
