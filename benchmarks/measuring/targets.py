"""The figures that are aimed at, each with what was reached on clips that nothing was chosen by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarks.judging.angles import Seen, series
from benchmarks.judging.comparisons import COMPARISONS
from benchmarks.judging.errors import Accuracy, measured
from benchmarks.judging.on_samples import Outcome, Verdict
from benchmarks.making.sample_files import Sample

HEAD: Final = ("what", "target", "reached", "on")

PEAK_DEG: Final = 15.0
"""A turn of at least this much has a side (chosen: the exercise begins to count there)."""

HOLD_WITHIN_S: Final = 0.2

ARCH_LOW: Final = ("lumbar", "tilt", "lean")
TURN_LOW: Final = ("pelvis", "mix")


@dataclass(frozen=True)
class Judged:
    """One clip with what was done in it, what the coach made of it, and how that compares."""

    sample: Sample
    outcome: Outcome
    verdict: Verdict


def rows(seen: Sequence[Seen], judged: Sequence[Judged]) -> list[Sequence[str]]:
    """The table's rows under ``HEAD``."""
    return [
        *_angle_rows(seen),
        _sides_row(seen),
        *_low_back_rows("turn from the hips, sit and rotate", "sit-and-rotate", TURN_LOW, judged, 0.9, 0.05),
        *_low_back_rows("low back or lean in an arch, tilt included", "sit-and-arch", ARCH_LOW, judged, 0.98, 0.02),
        *_rep_rows(judged),
        _hold_row(judged),
    ]


def _angle_rows(seen: Sequence[Seen]) -> Iterable[Sequence[str]]:
    asked: tuple[tuple[str, str, tuple[str, ...], str, float, float | None], ...] = (
        ("thoracic rotation", "front", ("sit-and-rotate",), "thoracic_rotation_deg", 4.0, 9.0),
        ("thoracic extension", "side", ("sit-and-arch",), "upper_back_arch_deg", 3.0, None),
        ("lumbar extension", "side", ("sit-and-arch",), "lumbar_extension_deg", 2.5, None),
        ("pelvic tilt", "side", ("sit-and-arch",), "pelvic_tilt_deg", 1.5, None),
        ("knee flexion, nearer leg", "side", ("knee-bends",), "knee_flexion_left_deg", 3.0, None),
        ("knee flexion, nearer leg, 45° view", "diagonal", ("knee-bends",), "knee_flexion_left_deg", 6.0, None),
        ("neck flexion", "side", ("neck-and-chin",), "neck_flexion_deg", 4.0, None),
        ("chin tuck", "side", ("neck-and-chin",), "chin_tuck_deg", 4.0, None),
    )
    known = {comparison.name: comparison for comparison in COMPARISONS}
    for what, view, exercises, name, target, p95 in asked:
        group = [one for one in seen if one.exercise in exercises and one.view == view]
        found = measured(known[name], view, group)
        yield (
            what,
            f"MAE ≤ {target:g}°" + (f", 95th ≤ {p95:g}°" if p95 else ""),
            _reached(found, target, p95),
            _on(group),
        )


def _reached(found: Accuracy | None, target: float, p95: float | None) -> str:
    if found is None:
        return "never read **missed**"
    met = found.mae <= target and (p95 is None or found.p95 <= p95)
    return f"MAE {found.mae:.1f}°, 95th {found.p95:.1f}°, read in {found.coverage:.0%}{'' if met else ' **missed**'}"


def _on(group: Sequence[Seen]) -> str:
    return f"{len(group)} clips"


def _sides_row(seen: Sequence[Seen]) -> Sequence[str]:
    """Which way a turn goes, in every frame in which the thorax is truly turned by ``PEAK_DEG`` or more."""
    comparison = next(one for one in COMPARISONS if one.name == "thoracic_rotation_deg")
    right = frames = 0
    for one in seen:
        if one.exercise == "sit-and-rotate":
            read, true = series(comparison, one)
            peak = (np.abs(true) >= max(PEAK_DEG, 0.8 * np.abs(true).max())) & np.isfinite(read)
            right += int((np.sign(read[peak]) == np.sign(true[peak])).sum())
            frames += int(peak.sum())
    share = right / frames if frames else 0.0
    return "right side at the peaks of a turn", "100 %", f"{share:.1%}{_miss(share >= 1)}", f"{frames} frames"


def _low_back_rows(
    what: str, exercise: str, variants: tuple[str, ...], judged: Sequence[Judged], recall: float, alarms: float
) -> Iterable[Sequence[str]]:
    """Repetitions of the fault in which the warning came, and warnings in repetitions without it."""
    group = [one for one in judged if one.sample.exercise == exercise]
    faulty = [one for one in group if one.sample.variant in variants]
    clean = [one for one in group if one.sample.variant not in (*variants, "lean")]
    true = sum(len(one.verdict.caught) + len(one.verdict.missed) for one in faulty)
    caught = sum(len(one.verdict.caught) for one in faulty)
    reps = sum(len(one.sample.truth()["reps"]) for one in clean)
    false = sum(raised.low_back for one in clean for raised in one.outcome.raised)
    got, wrong = (caught / true if true else 0.0), (false / reps if reps else 0.0)
    yield (
        f"warned: {what}",
        f"recall ≥ {recall:g}",
        f"{got:.2f}{_miss(got >= recall)}",
        f"{caught} of {true} repetitions",
    )
    yield (
        "warned without it",
        f"≤ {alarms:g} a rep",
        f"{wrong:.2f}{_miss(wrong <= alarms)}",
        f"{false} in {reps} repetitions",
    )


def _rep_rows(judged: Sequence[Judged]) -> Iterable[Sequence[str]]:
    exact = sum(one.verdict.exact for one in judged)
    share = exact / len(judged) if judged else 0.0
    true = sum(len(one.verdict.expected_sides) for one in judged)
    off = sum(abs(len(one.verdict.expected_sides) - len(one.verdict.counted_sides)) for one in judged)
    error = off / true if true else 0.0
    yield (
        "repetitions and sides exact",
        "≥ 98 % of clips",
        f"{share:.1%}{_miss(share >= 0.98)}",
        f"{exact} of {len(judged)}",
    )
    yield (
        "mean absolute error of the count",
        "≤ 0.02 a rep",
        f"{error:.3f}{_miss(error <= 0.02)}",
        f"{off} in {true} repetitions",
    )


def _hold_row(judged: Sequence[Judged]) -> Sequence[str]:
    errors = np.array([error for one in judged for error in one.verdict.hold_errors_s])
    within = int((np.abs(errors) <= HOLD_WITHIN_S).sum())
    if not errors.size:
        return "hold length", f"± {HOLD_WITHIN_S:g} s", "no hold **missed**", ""
    worst = errors[np.abs(errors).argmax()]
    words = f"{within / errors.size:.0%} within, MAE {np.abs(errors).mean():.2f} s, worst {worst:+.2f} s"
    return (
        "hold length",
        f"± {HOLD_WITHIN_S:g} s",
        f"{words}{_miss(within == errors.size)}",
        f"{within} of {errors.size} holds",
    )


def _miss(met: bool) -> str:
    return "" if met else " **missed**"
