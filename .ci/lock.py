"""Writes locked.txt: the versions, in this environment, of all that coach and its extras need. Run it where tests passed."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
HEAD = (
    "# The versions that all tests passed with, for: pip install -c locked.txt . (python .ci/lock.py writes it anew)\n"
)
LEFT_OUT = {"coach", "pip", "setuptools"}


def main() -> None:
    """Walks from what pyproject.toml names to all that it needs here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    found: dict[str, str] = {}
    walked: set[tuple[str, frozenset[str]]] = set()
    for line in [*project["dependencies"], *extras]:
        walk(Requirement(line), found, walked)
    lines = [f"{name}=={version}" for name, version in sorted(found.items()) if name not in LEFT_OUT]
    (ROOT / "locked.txt").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


def walk(asked: Requirement, found: dict[str, str], walked: set[tuple[str, frozenset[str]]]) -> None:
    """Adds what is asked for, and what it needs in turn, where it is installed; once for each choice of its extras."""
    name = re.sub(r"[-_.]+", "-", asked.name).lower()
    choice = (name, frozenset(asked.extras))
    if choice in walked or name in LEFT_OUT:
        return
    walked.add(choice)
    try:
        package = importlib.metadata.distribution(asked.name)
    except importlib.metadata.PackageNotFoundError:
        return
    found[name] = package.version
    for line in package.requires or []:
        needed = Requirement(line)
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in (asked.extras or {""})):
            walk(needed, found, walked)


if __name__ == "__main__":
    main()
