"""Builds the wheel and the source distribution, installs each by itself, and tries what a user would do first.

    python .ci/package.py              the wheel into an environment of its own, with all it needs, at the locked versions
    python .ci/package.py --shared     the same with the packages of this environment, which is quick and proves less

The wheel is built from the source distribution, as an index would. Nothing of the repository is on the path meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
IN_WHEEL = (
    "coach/py.typed",
    "coach/outputs/FORMATS.md",
    "coach/_shipped/exercises/sit-and-rotate.toml",
    "coach/_shipped/exercises/routines/desk-break.toml",
    "coach/_shipped/exercises/lang/de.toml",
    "coach/_shipped/models/models.toml",
    "coach/_shipped/models/trunk_front.npz",
    "coach/_shipped/models/expected_errors.toml",
    "coach/_shipped/samples/demo/clip.mp4",
)
IN_SOURCES = (
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "locked.txt",
    "tests/conftest.py",
    "studio/assets.toml",
    "docs/conf.py",
)
OUTSIDE = ("coach/_shipped/tests", "tests/", "benchmarks/", "studio/")

TRIED = """
import coach, pathlib
assert "site-packages" in coach.__file__, coach.__file__
exercises = coach.list_exercises()
assert len(exercises) >= 21, len(exercises)
assert len(coach.describe_measures()) > 40
result = coach.replay(pathlib.Path(RECORDING), all_measures=False)
assert len(result.counted) == 6, result
from coach import languages
assert languages.wording("de").title(coach.load_exercise("sit-and-rotate")) != "Sit and rotate"
print(coach.__version__, len(exercises), "exercises,", result)
"""


def main() -> int:
    """Returns what the program ends with: 0 where all of it works."""
    shared = "--shared" in sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="coach-package-") as folder:
        made = Path(folder) / "dist"
        run([sys.executable, "-m", "build", "--outdir", str(made), str(ROOT)], folder)
        (wheel,), (sources,) = made.glob("*.whl"), made.glob("*.tar.gz")
        require_files(wheel, sources)
        python = environment(Path(folder) / "venv", wheel, shared)
        home = {"COACH_HOME": str(Path(folder) / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
        recording = ROOT / "samples" / "sit-and-rotate" / "good-female" / "recording.coach"
        run([str(python), "-c", TRIED.replace("RECORDING", repr(str(recording)))], folder, home)
        for words in (
            ["--version"],
            ["list"],
            ["show", "sit-and-arch"],
            ["today", "--all"],
            ["replay", str(recording)],
        ):
            run([str(python), "-m", "coach", *words], folder, home, quiet=True)
    print(f"{wheel.name} and {sources.name} are whole, and work where they are installed.")
    return 0


def require_files(wheel: Path, sources: Path) -> None:
    """Ends the program where one of the two lacks a file, or the wheel has what only the repository needs."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    with tarfile.open(sources) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    missing = [name for name in IN_WHEEL if name not in inside] + [name for name in IN_SOURCES if name not in packed]
    shipped = {f"coach/_shipped/exercises/{path.name}" for path in (ROOT / "exercises").glob("*.toml")}
    missing += sorted(shipped - inside)
    too_many = [name for name in inside if name.startswith(OUTSIDE)]
    if missing or too_many:
        sys.exit(
            f"missing: {', '.join(missing) or 'nothing'}; not to be in the wheel: {', '.join(too_many) or 'nothing'}"
        )


def environment(folder: Path, wheel: Path, shared: bool) -> Path:
    """An environment with the wheel in it; its Python."""
    run([sys.executable, "-m", "venv", str(folder)], str(ROOT))
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    locked = ["--no-deps", "--no-index"] if shared else ["-c", str(ROOT / "locked.txt")]
    if shared:
        (site,) = folder.glob("lib/*/site-packages") if sys.platform != "win32" else [folder / "Lib" / "site-packages"]
        (site / "shared.pth").write_text(sysconfig.get_path("purelib") + "\n" + "\n".join(extra()) + "\n", "utf-8")
    run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *locked, str(wheel)], str(ROOT))
    return python


def extra() -> list[str]:
    """Where else the packages of this environment lie, as .pth files of its own may say; never the repository."""
    return [place for place in sys.path if place.endswith("site-packages") and Path(place).is_dir()]


def run(command: list[str], folder: str, more: dict[str, str] | None = None, *, quiet: bool = False) -> None:
    """Runs it outside of the repository; ends the program where it fails."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "COACH_HOME")}
    output = subprocess.DEVNULL if quiet else None
    subprocess.run(command, check=True, cwd=folder, env=inherited | (more or {}), stdout=output)


if __name__ == "__main__":
    sys.exit(main())
