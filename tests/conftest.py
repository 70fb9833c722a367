"""No test reads or changes what belongs to the person who runs it: settings, record, own exercises."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest

from coach.sources import pose_models as models

# How long an example may take says nothing about the program: on a busy computer it would fail by chance.
hypothesis.settings.register_profile("any computer", deadline=None)
hypothesis.settings.load_profile("any computer")


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
