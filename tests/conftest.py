"""No test reads or changes what belongs to the person who runs it: settings, record, own exercises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from coach.sources import pose_models as models

# How long an example may take says nothing about the program: on a busy computer it would fail by chance.
hypothesis.settings.register_profile("any computer", deadline=None)
hypothesis.settings.register_profile("thorough", deadline=None)
hypothesis.settings.load_profile("any computer")


IN_DEFAULT = 6
"""One of so many samples of an exercise, and at least one of each, is tried without ``--thorough``, so that the default tests
take less than three minutes."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="try every sample, as continuous integration does")


def pytest_configure(config: pytest.Config) -> None:
    """Before the tests are read: those that ask how many examples to try are told."""
    if config.getoption("--thorough"):
        hypothesis.settings.load_profile("thorough")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves most samples to thorough runs, and keeps what is tried with one sample in one process, which coaches it once."""
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    names = dict.fromkeys(name for item in items if (name := _sample_of(item)))
    in_default = _in_default(list(names))
    for item in items:
        name = _sample_of(item)
        file = item.nodeid.split("::")[0]
        item.add_marker(pytest.mark.xdist_group(name or file))
        thorough = (name and name not in in_default) or item.get_closest_marker("thorough") is not None
        (left_out if thorough and not config.getoption("--thorough") else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _in_default(names: list[str]) -> set[str]:
    """Another case of each exercise, in turn, so that good ones, faults, and all that does not count are among them."""
    cases: dict[str, list[str]] = {}
    for name in names:
        exercise, _, case = name.partition("/")
        cases.setdefault(exercise if case else "", []).append(name)
    chosen = (own[turn % min(IN_DEFAULT, len(own)) :: IN_DEFAULT] for turn, own in enumerate(cases.values()))
    return {name for own in chosen for name in own}


def _sample_of(item: pytest.Item) -> str | None:
    """What a test that coaches a sample is tried with; None for any other."""
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return None
    params: dict[str, Any] = item.callspec.params
    if item.path.name == "test_screen_demonstration.py":
        return params.get("exercise")
    return getattr(params.get("sample"), "name", None)


@pytest.fixture(autouse=True, scope="session")
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty folder as the user's, also for the programs that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_HOME", str(tmp_path_factory.mktemp("home")))
        # English, whatever the language of the computer on which the tests run.
        patch.setenv("LC_ALL", "C.UTF-8")
        yield


@pytest.fixture(autouse=True)
def pose_model(request: pytest.FixtureRequest) -> None:
    """Tests of the whole pipeline find the pose model fetched, as after the first run of the program."""
    if request.node.get_closest_marker("pipeline"):
        models.ensure("full")
