"""An exercise that is shown to the camera: when it begins and ends is found, it is learned, named, kept, and counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from coach.app.home.home import Home
from coach.app.home.screens import Back, Open, Teach, TextScreen
from coach.app.home.shared import Shared
from coach.app.home.teaching import LearnedScreen, NameScreen, id_of, learned_screen
from coach.app.home.teaching_intro import intro_screen
from coach.app.live.show_exercise import ShowRun
from coach.app.live.workout_pages import Manner, page_of
from coach.engine import catalog
from coach.learning.trial import counted
from coach.outputs.screen.pages.described import Entry, Exercising, TextPage
from coach.outputs.window.keys import Asked, Clicked, Key, Typed
from coach.values import Cue, Pose
from tests.every_page import drawn
from tests.movements import pose_of, seated_from_the_side, times
from tests.unit.learning.test_learning import leaning

BEHIND_S = 6.0


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shared:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return Shared("me")


def shown(peaks_deg: Sequence[float]) -> list[Pose]:
    """Walking up, keeping still, leaning forward so often, keeping still."""
    last_s = leaning(peaks_deg)[-1].time_s
    still = [pose_of(seated_from_the_side(), time_s) for time_s in times(BEHIND_S, fps=10)]
    arriving = [pose_of(seated_from_the_side(lean_deg=30 - 15 * t), t) for t in times(2.0, fps=10)]
    came = arriving[-1].time_s + 0.1
    done = [replace(pose, time_s=pose.time_s + came) for pose in leaning(peaks_deg)]
    return [*arriving, *done, *(replace(pose, time_s=pose.time_s + came + last_s + 0.1) for pose in still)]


def ran(poses: Sequence[Pose]) -> tuple[ShowRun, list[str]]:
    said: list[str] = []

    def speak(_time_s: float, cues: tuple[Cue, ...]) -> None:
        said.extend(cue.text for cue in cues)

    run = ShowRun(catalog.find("cat-cow"), speak=speak)
    for pose in poses:
        run.step(pose, None)
    return run, said


def test_it_begins_and_ends_by_keeping_still_and_says_how_often_it_was_shown() -> None:
    poses = shown([40, 42, 41])
    run, said = ran(poses)
    assert run.over
    assert said == [
        "Take the start position and keep still.",
        "Good. Now show it, three times.",
        "1",
        "2",
        "3",
        "Thank you. I learn it now.",
    ]
    assert run.poses[0].time_s > 0.0
    assert poses[-1].time_s - run.poses[0].time_s > 3.0
    assert run.poses[-1].time_s < poses[-1].time_s


def test_one_repetition_is_not_enough_to_end_it_and_whoever_gives_it_up_keeps_nothing() -> None:
    run, said = ran(shown([40]))
    assert not run.over
    assert said[-1] == "1"
    run.ask("end")
    assert (run.over, run.poses) == (True, ())
    run, _ = ran(shown([40, 41])[:100])
    run.finish()
    assert run.poses == ()


def test_keys_begin_and_end_it_and_again_begins_anew() -> None:
    run, _ = ran(shown([40, 42])[:5])
    run.ask("go-on")
    assert page_text(run) == "Good. Now show it, three times."
    run.ask("repeat")
    run.step(shown([40])[5], None)
    assert page_text(run) == "Take the start position and keep still."
    run.ask("go-on")
    run.ask("go-on")
    assert run.over
    assert len(run.poses) == 2


def page_text(run: ShowRun) -> str:
    assert run.newest is not None
    run.step(replace(run.newest.pose, time_s=run.newest.pose.time_s + 0.1), None)
    page = page_of(run.newest, Manner())
    assert isinstance(page, Exercising)
    assert page.step.shown is not None
    drawn(page, (640, 360), Shared("me").wording)
    return page.step.shown.text


def test_what_was_shown_is_learned_named_kept_and_counts(shared: Shared) -> None:
    run, _ = ran(shown([40, 42, 41]))
    screen = learned_screen(shared, run.poses)
    assert isinstance(screen, LearnedScreen)
    page = screen.page()
    assert page.title == "My exercise 1"
    found, unknown, _ = page.blocks
    assert "3 repetitions, seated, camera at your side" in found.lines[0]
    assert re.fullmatch(
        r"A repetition counts when it goes [23]\d° from .*, holds [12](\.\d)? s, and goes back\.", found.lines[1]
    )
    assert unknown.lines
    assert [button.name for button in page.buttons] == ["keep", "name", "again", "leave"]

    naming = screen.hear(Clicked("name"))
    assert isinstance(naming, Open)
    entry = naming.screen
    assert isinstance(entry, NameScreen)
    for _ in range(len("My exercise 1")):
        entry.hear(Key.ERASE)
    assert entry.hear(Key.ENTER) != Back()
    assert isinstance(entry.page(), Entry)
    assert entry.page().problem  # type: ignore[union-attr]
    entry.hear(Typed("Mein Bücken"))
    assert entry.hear(Key.ENTER) == Back()
    assert screen.page().title == "Mein Bücken"

    kept = screen.hear(Clicked("keep"))
    assert isinstance(kept, Open)
    made = catalog.find("mein-buecken")
    assert made.title == "Mein Bücken"
    assert len(counted(made, leaning([40, 42]))[0]) == 2
    page = kept.screen.page()  # type: ignore[assignment]
    assert isinstance(page, TextPage)
    assert page.figures[0].exercise == "mein-buecken"
    assert shared.exercise("mein-buecken") == made
    with_figure, without = (
        drawn(replace(page, figures=figures), (640, 360), shared.wording) for figures in (page.figures, ())
    )
    assert (with_figure != without).any()


@pytest.mark.thorough
def test_another_one_gets_another_name_and_a_taken_name_is_refused(shared: Shared) -> None:
    run, _ = ran(shown([40, 42]))
    first = learned_screen(shared, run.poses)
    first.hear(Clicked("keep"))
    second = learned_screen(shared, run.poses)
    assert isinstance(second, LearnedScreen)
    assert second.page().title == "My exercise 2"
    # It is the same movement, and that is told.
    assert "my-exercise-1 counts in these clips, too (repetitions: 2)" in " ".join(second.page().blocks[1].lines)
    naming = NameScreen(shared, second)
    naming.hear(Key.ERASE)
    naming.hear(Typed("1"))
    naming.hear(Key.ENTER)
    assert naming.page().problem == "There is an exercise of that name already."  # type: ignore[union-attr]


def test_why_nothing_was_learned_is_said_and_it_can_be_shown_again(shared: Shared) -> None:
    still = [pose_of(seated_from_the_side(), time_s) for time_s in times(8.0, fps=10)]
    for poses, why in (((), "Nothing was learned."), (tuple(still), "What you showed: ")):
        screen = learned_screen(shared, poses)
        assert isinstance(screen, TextScreen)
        page = screen.page()
        assert page.title == "I could not learn it"
        assert page.blocks[0].heading.startswith(why)
        assert screen.hear(Clicked("again")) == Teach(instead=True)
    assert intro_screen(shared).hear(Clicked("begin")) == Teach(instead=True)


class Still:
    """A window in which nothing is asked for."""

    def notice(self, text: str) -> None:
        self.text = text

    def poll(self) -> list[Asked]:
        return []


@pytest.mark.thorough
def test_the_home_leads_to_it_and_back(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.app.home import home as module

    run, _ = ran(shown([40, 42]))
    monkeypatch.setattr(type(shared.person), "why_screen", lambda _person: "")
    monkeypatch.setattr(module, "watch_shown", lambda *_: (run.poses, False))
    home = Home(shared, Still())  # type: ignore[arg-type]
    home.follow(Open(intro_screen(shared)))
    home.follow(Teach(instead=True))
    assert [type(screen).__name__ for screen in home._screens] == ["HomeScreen", "LearnedScreen"]


@pytest.mark.parametrize(
    ("title", "name"),
    [("Mein Bücken", "mein-buecken"), ("Réveil!", "reveil"), ("--", ""), ("背中", ""), ("A  b", "a-b")],
)
def test_a_title_becomes_a_files_name(title: str, name: str) -> None:
    assert id_of(title) == name
