"""Tests of one file, and those that coach one exercise's samples, run in one process: what takes long is made once."""

from __future__ import annotations

from tests.conftest import group_of


def test_what_belongs_together_is_in_one_group() -> None:
    samples = {
        group_of(f"tests/on_samples/{test}")
        for test in (
            "test_samples.py::test_counts[cat-cow/good-male]",
            "test_samples.py::test_counts[cat-cow/rock-male]",
            "test_samples_resized.py::test_another_size[cat-cow/good-male-0.8]",
        )
    }
    assert samples == {"cat-cow"}
    assert group_of("tests/unit/outputs/test_screen_demonstration.py::test_it_shows[cat-cow]") == "cat-cow"
    assert group_of("tests/unit/cli/test_cli.py::test_show[cat-cow]") == "tests/unit/cli/test_cli.py"
    assert group_of("tests/app/test_replay.py::test_it_ends") == "tests/app/test_replay.py"
