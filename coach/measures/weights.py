"""What is shipped of measured figures: the weights of the learned readings, and how far off each measure is.

The one place among the measures that touches a file, and it reads each once.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from coach import paths
from coach.errors import ModelError
from coach.measures.learned import TrunkReader
from coach.measures.networks import Networks, load

Reading = Literal["front", "twist", "side"]
"""What the weights were taught by: people who turn, seen from the front; who twist with the hands down and the legs crossed;
who arch, lean or squeeze the blades, seen from the side."""


@cache
def reader_for(reading: Reading) -> TrunkReader:
    """The reading taught by that. Raises ModelError when its file is missing or damaged."""
    return TrunkReader.load(paths.models() / f"trunk_{reading}.npz")


@cache
def knees_diagonal() -> Networks:
    """The reading of a knee from 45°. Raises ModelError when its file is missing or damaged."""
    return load(paths.models() / "knees_diagonal.npz", Networks)


@cache
def expected_errors() -> Mapping[str, Mapping[str, float]]:
    """Exercise view to measure to expected error in the measure's own unit; empty where the file was taken away.

    Raises ModelError when it is damaged.
    """
    return read_expected_errors(paths.models() / "expected_errors.toml")


def read_expected_errors(path: Path) -> Mapping[str, Mapping[str, float]]:
    """The table in that file, as ``benchmarks/accuracy.py --write`` leaves it. Raises ModelError when it is damaged."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        table = {view: {name: float(error) for name, error in errors.items()} for view, errors in read.items()}
    except FileNotFoundError:
        return {}
    except OSError as problem:
        raise ModelError(f"{path} cannot be read ({problem.strerror}).") from problem
    except (ValueError, TypeError, AttributeError) as problem:
        raise ModelError(f"{path} is damaged; install coach again.") from problem
    if not all(math.isfinite(error) and error > 0 for errors in table.values() for error in errors.values()):
        raise ModelError(f"{path} is damaged; install coach again.")
    return table
