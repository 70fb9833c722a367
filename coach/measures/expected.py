"""How far off each measure is to be expected: the shipped table, which ``benchmarks/accuracy.py --write`` leaves."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from coach import paths
from coach.errors import ModelError, because
from coach.measures.names import sides_of


def expected_error(name: str, view: str, exercise: str = "") -> float | None:
    """How far off that measure is to be expected in an exercise of that view ("front", "side", "feet-end"), in its unit.

    exercise: its id, where the error in just that one is to be had rather than over all of the view.
    The mean absolute error on rendered people while they moved (``benchmarks/ACCURACY.md``). For a name with a side the
    worse of the two. None where it was never measured. Raises ModelError when the shipped table is damaged.
    """
    table = expected_errors()
    known = {**table.get(view, {}), **table.get(exercise, {})}
    errors = [known.get(full) for full in sides_of(name)]
    found = [error for error in errors if error is not None]
    return max(found) if len(found) == len(errors) else None


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
        raise ModelError("errors_unreadable", file=str(path), why=because(problem)) from problem
    except (ValueError, TypeError, AttributeError) as problem:
        raise ModelError("errors_damaged", file=str(path)) from problem
    if not all(math.isfinite(error) and error > 0 for errors in table.values() for error in errors.values()):
        raise ModelError("errors_damaged", file=str(path))
    return table
