"""No exercise without samples that show it done well, and done wrong where it names what can go wrong."""

from __future__ import annotations

import tomllib

import pytest

from benchmarks.making.sample_files import GOOD, SAMPLES, Sample, all_samples
from benchmarks.making.studio_truth import FAULTS
from coach import paths
from coach.engine import catalog

SHIPPED = sorted(path.stem for path in paths.exercises().glob("*.toml"))
MAPPED = tomllib.loads(FAULTS.read_text(encoding="utf-8"))
LARGEST_CLIP_BYTES = 1_000_000
LARGEST_TRUTH_BYTES = 60_000


@pytest.mark.parametrize("exercise", SHIPPED)
def test_an_exercise_has_samples_that_show_it_done_well_and_wrong(exercise: str) -> None:
    samples = all_samples(exercise)
    missing = [] if any(sample.variant == GOOD for sample in samples) else ["a good one"]
    if exercise in MAPPED and not any(sample.truth()["faults"] for sample in samples):
        missing.append("one with a fault out of " + ", ".join(MAPPED[exercise]))
    if catalog.load(paths.exercises() / f"{exercise}.toml").dose.hold_s:
        shown = {sample.variant for sample in samples}
        missing += [f"one of {variant}" for variant in ("partial", "short-hold") if variant not in shown]
    assert not missing, f"samples/{exercise} lacks {', and '.join(missing)}: see samples/README.md"


@pytest.mark.parametrize("exercise", sorted(MAPPED))
def test_mapped_faults_are_those_of_the_exercise_file(exercise: str) -> None:
    known = {fault.id for fault in catalog.load(paths.exercises() / f"{exercise}.toml").fault}
    assert {fault for fault in MAPPED[exercise].values() if fault} <= known


@pytest.mark.parametrize("sample", all_samples(), ids=lambda sample: sample.name)
def test_a_sample_is_whole_and_small(sample: Sample) -> None:
    assert sample.exercise in SHIPPED
    assert sample.clip.stat().st_size <= LARGEST_CLIP_BYTES
    assert (sample.folder / "truth.json").stat().st_size <= LARGEST_TRUTH_BYTES
    assert len(sample.poses()) == sample.truth()["frames"]


def test_the_demo_is_there() -> None:
    assert (SAMPLES / "demo" / "clip.mp4").stat().st_size <= LARGEST_CLIP_BYTES
