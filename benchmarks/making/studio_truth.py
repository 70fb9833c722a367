"""From the studio's truth to a sample's: what is kept of it, and what it asks of the coach; never our own output."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from benchmarks.making.sample_files import OWN, Expected, TrueFault, TrueRep

FAULTS: Final = OWN / "faults.toml"
"""Which fault of our exercise file a fault of the studio is, by exercise."""

HOLDS: Final = OWN / "holds.toml"
"""The hold in seconds that the studio asks for when it is told nothing else, by exercise."""

_SIDED: Final = ("knee_flexion", "hip_flexion", "shoulder_abduction", "shoulder_elevation", "clavicle_elevation")

ANGLES: Final = (
    "thoracic_rotation",
    "lumbar_rotation",
    "pelvis_rotation",
    "shoulder_line_yaw",
    "thoracic_extension",
    "lumbar_extension",
    "pelvic_tilt",
    "trunk_forward_lean",
    "trunk_side_lean",
    "trunk_lean_2d",
    "neck_flexion",
    "head_pitch",
    "chin_tuck",
    *(f"{name}_{side}" for name in _SIDED for side in ("left", "right")),
)
"""The angles that are kept of the studio's."""

_LONGEST_PROPORTION: Final = 1.15
"""The studio draws holds from 1 to this many times what it was asked for."""


def kept(studio: Mapping[str, Any], *, speed: float, hold_s: float | None) -> dict[str, Any]:
    """What a sample keeps of the studio's truth, with all times divided by ``speed``.

    hold_s: the hold that the studio was asked for, as filmed, where it was not its own for this exercise.
    """
    if hold_s is None:
        hold_s = float(tomllib.loads(HOLDS.read_text(encoding="utf-8")).get(studio["exercise"], 0.0))
    shortest_s = min((_plateau_s(rep) for rep in studio["reps"] if rep["counts"]), default=hold_s)
    if shortest_s > hold_s * _LONGEST_PROPORTION + 0.02 and hold_s > 0:
        raise ValueError(
            f"every hold lasts {shortest_s:.2f} s and more, so the studio was not asked for {hold_s:g} s: say --hold"
        )
    return {
        "exercise": studio["exercise"],
        "variant": studio["variant"],
        "body": studio["body"],
        "camera": studio["camera"]["name"],
        "seed": studio["seed"],
        "speed": speed,
        "fps": round(studio["fps"] * speed, 4),
        "size": studio["size"],
        "duration_s": round(studio["duration_s"] / speed, 3),
        "asked_hold_s": round(hold_s / speed, 3),
        "frames": len(studio["frames"]),
        "reps": [_scaled(rep, speed) for rep in studio["reps"]],
        "faults": [_scaled(fault, speed) for fault in studio["faults"]],
        "angles": {name: _column(studio, name) for name in ANGLES},
    }


def expected(truth: Mapping[str, Any]) -> Expected:
    """What the truth asks of the coach, with the studio's faults named as in our exercise file; truth by hand names them so."""
    faults = truth["faults"]
    if truth.get("annotated"):
        names = {fault["name"]: fault["name"] for fault in faults}
    else:
        names = tomllib.loads(FAULTS.read_text(encoding="utf-8")).get(truth["exercise"], {})
    return Expected(
        counted=tuple(_rep(rep) for rep in truth["reps"] if rep["counts"]),
        abandoned=tuple(_rep(rep) for rep in truth["reps"] if not rep["counts"]),
        faults=tuple(
            TrueFault(names[fault["name"]], fault["start_s"], fault["end_s"])
            for fault in faults
            if names.get(fault["name"])
        ),
        unmapped=tuple(sorted({fault["name"] for fault in faults if fault["name"] not in names})),
    )


def write_truth(truth: Mapping[str, Any], path: Path) -> None:
    """``truth.json``: a line for each repetition, fault and angle."""
    path.write_text(_lines(truth), encoding="utf-8", newline="\n")


def write_expected(wanted: Expected, path: Path) -> None:
    """``expected.json``: a line for each repetition and fault."""
    path.write_text(_lines(asdict(wanted)), encoding="utf-8", newline="\n")


def _column(studio: Mapping[str, Any], name: str) -> list[float] | float:
    """One angle over all frames; a single number where it never changes."""
    values = [round(frame["angles"][name], 1) + 0.0 for frame in studio["frames"]]
    return values if len(set(values)) > 1 else values[0]


def _plateau_s(rep: Mapping[str, Any]) -> float:
    return float(rep["peak_end_s"] - rep["peak_start_s"])


def _rep(rep: Mapping[str, Any]) -> TrueRep:
    return TrueRep(rep["side"], rep["start_s"], rep["end_s"], round(_plateau_s(rep), 3), rep["why"])


def _scaled(timed: Mapping[str, Any], speed: float) -> dict[str, Any]:
    return {key: round(value / speed, 3) if key.endswith("_s") else _short(value) for key, value in timed.items()}


def _short(value: Any) -> Any:
    return round(value, 1) if isinstance(value, float) else value


def _lines(document: Mapping[str, Any]) -> str:
    """JSON with one line for each entry of the second level, so that a change can be read."""
    entries = []
    for key, value in document.items():
        if isinstance(value, dict) and value:
            inner = ",\n".join(f"  {json.dumps(name)}: {_compact(item)}" for name, item in value.items())
            entries.append(f"{json.dumps(key)}: {{\n{inner}\n }}")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            inner = ",\n".join(f"  {_compact(item)}" for item in value)
            entries.append(f"{json.dumps(key)}: [\n{inner}\n ]")
        else:
            entries.append(f"{json.dumps(key)}: {_compact(value)}")
    return "{\n " + ",\n ".join(entries) + "\n}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
