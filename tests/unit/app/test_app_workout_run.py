"""A whole workout on recorded poses: guide, exercise, pain, rest; and its recordings replay to the very same events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from coach.app.live.workout_pages import Manner, page_of
from coach.app.live.workout_run import WorkoutRun
from coach.app.live.workout_setup import ExerciseStarter
from coach.app.replay.replay import Replay, replay
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.events import Event, PainReported, RepAbandoned, RepCompleted
from coach.measures import registry
from coach.outputs.screen.pages.described import Exercising, Guiding, Resting
from coach.recording.reader import open_recording
from coach.values import Cue, Pose
from coach.words.reasons import in_english
from coach.words.wording import ENGLISH

SAMPLES = Path(__file__).parents[3] / "samples"
SAMPLE = SAMPLES / "sit-and-rotate" / "good-female" / "recording.coach"
GESTURES = SAMPLES / "gestures"


def quiet(_line: str) -> None:
    pass


class Sat:
    """A workout whose camera shows the sample, again and again."""

    def __init__(self, exercises: list[Exercise], record: Path | None = None, *, guided: bool = False) -> None:
        self.results = Results("camera", "full")
        run_outputs = RunOutputs(record=record)
        begin = ExerciseStarter(run_outputs, (640, 480), Fanout([], quiet), self.results, ENGLISH, quiet)
        self.said: list[Cue] = []
        self.run = WorkoutRun(exercises, begin, guided=guided, speak=lambda _time_s, cues: self.said.extend(cues))
        self._poses = looped(SAMPLE)

    def watch_until(self, happened: Callable[[], bool], most: int = 1000) -> None:
        for pose in self._poses:
            self.run.step(pose, None)
            if happened():
                return
            most -= 1
            assert most > 0, "it never happened"

    def watch(self, recording: Path) -> None:
        """The whole recording, once, after a moment without anybody."""
        begins_s = self.time_s + 1.0
        self.run.step(Pose.nobody(begins_s - 0.1, (640, 480)), None)
        for pose in open_recording(recording):
            self.run.step(replace(pose, time_s=round(begins_s + pose.time_s, 6)), None)

    def watch_for(self, seconds: float) -> None:
        begun_s = self.time_s
        self.watch_until(lambda: self.time_s - begun_s >= seconds)

    def watch_movement(self) -> None:
        """Until a repetition is under way."""

        def under_way() -> bool:
            moment = self.run.newest
            return moment is not None and moment.step is not None and moment.step.state.phase not in ("", "start")

        self.watch_until(under_way)

    def watch_events(self, count: int, kind: type[Event]) -> None:
        seen = 0

        def happened() -> bool:
            nonlocal seen
            moment = self.run.newest
            if moment is not None and moment.step is not None:
                seen += sum(isinstance(event, kind) for event in moment.step.events)
            return seen >= count

        self.watch_until(happened)

    @property
    def time_s(self) -> float:
        return 0.0 if self.run.newest is None else self.run.newest.pose.time_s

    @property
    def stage(self) -> str:
        return "" if self.run.newest is None else self.run.newest.now.stage


def looped(recording: Path) -> Iterator[Pose]:
    poses = list(open_recording(recording))[::3]  # ten a second are enough to count right
    begins_s = 0.0
    while True:
        for pose in poses:
            yield replace(pose, time_s=round(pose.time_s + begins_s, 6))
        begins_s += poses[-1].time_s + 0.1


def test_the_guide_lets_the_exercise_begin_by_itself() -> None:
    sat = Sat([catalog.find("sit-and-rotate")], guided=True)
    sat.watch_until(lambda: sat.stage == "guide")
    assert sat.run.newest is not None
    assert isinstance(page_of(sat.run.newest, Manner()), Guiding)
    sat.watch_until(lambda: sat.stage == "exercise")
    assert isinstance(page_of(sat.run.newest, Manner()), Exercising)


def test_the_wrong_side_is_said_and_the_exercise_does_not_begin() -> None:
    sat = Sat([catalog.find("sit-and-arch")], guided=True)
    sat.watch_for(8.0)
    assert sat.stage == "guide"
    assert "sideways" in sat.said[0].text


def test_a_gesture_begins_pauses_and_ends_the_exercise_hands_free() -> None:
    sat = Sat([catalog.find("chin-to-chest")], guided=True)
    stages = []
    for gesture in ("go-on-standing-front-female", "go-on-standing-front-female", "hurts-seated-front-male"):
        sat.watch(GESTURES / gesture / "recording.coach")
        assert sat.run.newest is not None
        stages.append((sat.stage, sat.run.newest.now.paused, sat.run.newest.now.hurt))
    assert stages == [("exercise", False, False), ("exercise", True, False), ("rest", False, True)]


def test_a_finished_exercise_rests_and_names_the_next() -> None:
    sat = Sat([catalog.find("sit-and-rotate").with_reps(1), catalog.find("sit-and-arch")])
    sat.watch_until(lambda: sat.stage == "rest")
    assert sat.run.newest is not None
    page = page_of(sat.run.newest, Manner())
    assert isinstance(page, Resting)
    assert (page.following, page.result) == ("Sit and arch", "Sit and rotate: 1 of 1 left, 1 of 1 right counted.")
    assert "Sit and arch" in sat.said[-1].text


def test_pain_is_told_advised_upon_and_kept() -> None:
    sat = Sat([catalog.find("sit-and-rotate"), catalog.find("sit-and-arch")])
    sat.watch_events(1, RepCompleted)
    sat.run.ask("hurts")
    sat.watch_until(lambda: sat.stage == "rest")
    assert sat.run.newest is not None
    page = page_of(sat.run.newest, Manner())
    assert isinstance(page, Resting)
    assert "breathe" in page.advice
    assert not any(button.name == "hurts" for button in page.buttons)
    sat.run.finish()
    assert sat.results.summaries[0].hurt


def test_paused_nothing_is_counted_and_the_picture_goes_on() -> None:
    sat = Sat([catalog.find("sit-and-rotate")])
    sat.watch_events(1, RepCompleted)
    sat.run.ask("go-on")
    sat.watch_for(6.0)
    assert sat.run.newest is not None
    page = page_of(sat.run.newest, Manner(selected=1))
    assert isinstance(page, Exercising)
    assert page.step.state.watching == "paused"
    assert page.step.pose is sat.run.newest.pose
    assert [button.name for button in page.buttons][page.selected] == "repeat"
    sat.run.finish()
    assert len(sat.results.summaries[0].counted) == 1


def pain_in_the_exercise(sat: Sat) -> None:
    sat.watch_events(2, RepCompleted)
    sat.watch_for(2.5)
    sat.run.ask("hurts")
    sat.watch_until(lambda: sat.stage == "rest")


def pain_in_the_rest(sat: Sat) -> None:
    sat.watch_until(lambda: sat.stage == "rest")
    sat.run.ask("hurts")


def pain_in_a_pause(sat: Sat) -> None:
    sat.watch_events(1, RepCompleted)
    sat.watch_movement()
    sat.run.ask("go-on")
    sat.watch_for(7.0)
    sat.run.ask("hurts")
    sat.watch_for(0.2)


def a_pause(sat: Sat) -> None:
    sat.watch_events(1, RepCompleted)
    sat.watch_movement()
    sat.run.ask("go-on")
    sat.watch_for(2.5)
    sat.run.ask("go-on")
    sat.watch_events(1, RepCompleted)


def an_end_in_a_pause(sat: Sat) -> None:
    sat.watch_events(1, RepCompleted)
    sat.watch_movement()
    sat.run.ask("go-on")
    sat.watch_for(1.0)


def an_end_in_mid_movement(sat: Sat) -> None:
    sat.watch_events(1, RepCompleted)
    sat.watch_for(2.0)


@pytest.mark.parametrize(
    "course",
    [pain_in_the_exercise, pain_in_the_rest, pain_in_a_pause, a_pause, an_end_in_a_pause, an_end_in_mid_movement],
)
def test_a_recorded_workout_replays_to_the_very_same_events(course: Callable[[Sat], None], tmp_path: Path) -> None:
    path = tmp_path / "live.coach"
    # In a dose that is not the exercise file's own: a replay must not take that one.
    sat = Sat([catalog.find("sit-and-rotate").with_reps(2)], path)
    course(sat)
    sat.run.finish()
    assert replay(Replay(path)).events == sat.results.events
    hurts = [event for event in sat.results.events if isinstance(event, PainReported)]
    assert len(hurts) == ("pain" in course.__name__)
    assert any(isinstance(event, RepCompleted | RepAbandoned) for event in sat.results.events)
    reasons = [in_english(event.rep.reason) for event in sat.results.events if isinstance(event, RepAbandoned)]
    assert ("paused" in reasons) == ("pause" in course.__name__)


def test_repeating_makes_a_recording_of_its_own(tmp_path: Path) -> None:
    sat = Sat([catalog.find("sit-and-rotate")], tmp_path / "live.coach")
    sat.watch_for(1.0)
    sat.run.ask("repeat")
    sat.watch_for(1.0)
    sat.run.finish()
    names = ["live.coach", "live-2-sit-and-rotate.coach"]
    assert [path.name for path in sat.results.recordings] == names
    assert all(not open_recording(tmp_path / name).truncated for name in names)


def test_a_notice_about_the_computer_gives_way_to_the_low_back_warning() -> None:
    sat = Sat([catalog.find("sit-and-rotate")])
    sat.watch_until(lambda: sat.run.newest is not None and sat.run.newest.step is not None)
    moment = sat.run.newest
    assert moment is not None
    assert moment.step is not None
    warned = replace(moment, step=replace(moment.step, state=replace(moment.step.state, low_back=True)))
    for about, notes in (("slow", ("x", "")), ("voice", ("x", "x"))):
        pages = [page_of(each, Manner(note="x", about=about)) for each in (moment, warned)]  # type: ignore[arg-type]
        assert tuple(page.badges.note for page in pages if isinstance(page, Exercising)) == notes


@pytest.mark.parametrize(
    ("wanted", "every"),
    [
        (RunOutputs((Path("turn.sto"),)), True),
        (RunOutputs((Path("turn.mot"),)), True),
        (RunOutputs(measures=Path("frames.csv")), True),
        (RunOutputs((Path("reps.csv"), Path("walk.trc"))), False),
    ],
)
def test_whatever_writes_angles_gets_all_of_them_live_too(wanted: RunOutputs, every: bool) -> None:
    begin = ExerciseStarter(wanted, (640, 480), Fanout([], quiet), Results("camera", "full"), ENGLISH, quiet)
    exercise = begin(catalog.find("sit-and-rotate"))
    for pose in islice(open_recording(SAMPLE), 90):
        step = exercise.step(pose, None)
    taken = {name for name in registry.names() if name in step.measures.values}
    unasked = set(registry.names()) - set(catalog.find("sit-and-rotate").measures)
    assert unasked
    assert (unasked <= taken) == every
