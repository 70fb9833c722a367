"""Runs the tests with the oldest, or the newest, packages that pyproject.toml allows, in an environment made for that.

    python .ci/ranges.py oldest
    python .ci/ranges.py newest tests/unit -x

What stands behind the word goes to pytest. Only what pyproject.toml names is taken from the lower end; what those packages
need in turn is what pip finds for them. The exit code is that of the tests.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
EXTRAS = ".[dev]"
LEFT_OUT = {"coach", "pip"}
"""Coach itself; and pip, of which an environment that is made anew has its own."""

AGE = ["-W", "ignore::DeprecationWarning", "-W", "ignore::PendingDeprecationWarning"]
"""Old packages use what newer ones of others are about to drop; the newest must not."""


def main() -> int:
    """Makes the environment, says what is in it, and runs the tests there."""
    if len(sys.argv) < 2 or sys.argv[1] not in ("oldest", "newest"):
        sys.exit("usage: python .ci/ranges.py oldest|newest [what pytest shall be told]")
    end, *told = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix=f"coach-{end}-") as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        wanted = [] if end == "newest" else [f"{name}=={version}" for name, version in oldest().items()]
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", EXTRAS, *wanted]
        subprocess.run([python, *install], cwd=ROOT, check=True)
        print_versions(python)
        about_age = AGE if end == "oldest" else []
        return subprocess.run([python, "-m", "pytest", *about_age, *told], cwd=ROOT, check=False).returncode


def named() -> list[Requirement]:
    """All that pyproject.toml names, extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    found = [Requirement(line) for line in [*project["dependencies"], *extras]]
    here = [each for each in found if each.marker is None or each.marker.evaluate()]
    return [each for each in here if plain(each.name) not in LEFT_OUT]


def oldest() -> dict[str, str]:
    """The oldest version of each that is allowed and can be installed here."""
    return {each.name: str(min(allowed(each))) for each in named()}


def allowed(asked: Requirement) -> list[Version]:
    """The versions that pip could install here and pyproject.toml allows."""
    command = [sys.executable, "-m", "pip", "index", "versions", asked.name, "--disable-pip-version-check"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    line = next(line for line in said.splitlines() if line.startswith("Available versions:"))
    versions = [Version(word.strip()) for word in line.partition(":")[2].split(",")]
    fitting = [version for version in versions if version in asked.specifier]
    if not fitting:
        sys.exit(f"pip finds no version of {asked}.")
    return fitting


def print_versions(python: Path) -> None:
    """The versions of what pyproject.toml names, as they were installed."""
    said = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True).stdout
    wanted = {plain(each.name) for each in named()}
    lines = [line for line in said.splitlines() if plain(line.partition("==")[0]) in wanted]
    print(" ".join(lines), flush=True)


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
