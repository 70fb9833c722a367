"""Tests of one file, and those that coach one sample, run in one process: what takes long is made once."""

from __future__ import annotations

import pytest


def test_what_belongs_together_is_grouped_before_the_tests_are_shared_out(request: pytest.FixtureRequest) -> None:
    if not hasattr(request.config, "workerinput"):
        pytest.skip("nothing is shared out with -n 0")
    assert request.node.nodeid.endswith("@tests/unit/test_grouping.py")
