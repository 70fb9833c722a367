"""The voice over real processes: what is said in which order, and what a hanging, dying or missing engine costs.

The clock is the test's own, so that nothing grows stale or counts as hung by the machine's slowness.
"""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.making.sample_files import all_samples
from coach.coaching.session import Session
from coach.engine.catalog import find
from coach.outputs.voice.engines import Engine
from coach.outputs.voice.process import SpeechProcess
from coach.outputs.voice.tones import Tones
from coach.outputs.voice.voice import MOST_FAILURES, PATIENCE_S, Voice
from coach.values import Cue, CuePriority, ExerciseState, Measures, Pose, Step
from tests import hearing

PATIENCE_OF_THE_TEST_S = 60.0
SPEAKER = Path(__file__).with_name("speech_engine.py")
CARD = find("sit-and-rotate").card()


def step(time_s: float, *cues: Cue) -> Step:
    state = ExerciseState("exercise", "start", 0.0, None, None, {"left": 0, "right": 0}, math.nan, 0.0, False)
    return Step(CARD, Pose.nobody(time_s, (640, 480)), Measures(time_s, {}), state, (), cues)


def cue(text: str, priority: CuePriority = "correction", time_s: float = 1.0) -> Cue:
    return Cue(time_s, text, priority)


class SilentTones(Tones):
    """Notes what would sound; the sound card is the machine's own affair."""

    def __init__(self) -> None:
        super().__init__(80)
        self.played: list[CuePriority] = []

    def play(self, priority: CuePriority) -> None:
        self.played.append(priority)


class Stage:
    """A voice, what its engine has said, and the clock."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "said.txt"
        self.engine = Engine("speaker", (sys.executable, str(SPEAKER), str(self.log)))
        self.now_s = 100.0
        self.reported: list[str] = []
        self.tones = SilentTones()
        self._voices: list[Voice] = []

    def voice(self, engine: Engine | None, tones: Tones | None = None) -> Voice:
        voice = Voice(engine, tones, hearing.into(self.reported), clock=lambda: self.now_s)
        self._voices.append(voice)
        return voice

    def lines(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def said(self) -> list[str]:
        return [line.removeprefix("said ") for line in self.lines() if line.startswith("said ")]

    def until(self, true: Callable[[], bool]) -> None:
        waited = threading.Event()
        for _ in range(int(PATIENCE_OF_THE_TEST_S / 0.01)):
            if true():
                return
            waited.wait(0.01)
        raise AssertionError(f"it never became true; {self.lines()}, {self.reported}")

    def until_said(self, expected: list[str]) -> None:
        self.until(lambda: self.said() == expected)

    def close(self) -> None:
        for voice in self._voices:
            voice.close()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.close()


def test_a_clip_with_faults_is_accompanied_by_the_right_sentences_in_order(stage: Stage) -> None:
    turn = find("sit-and-rotate")
    (sample,) = [sample for sample in all_samples(turn.id) if sample.case == "mix-male"]
    session, voice = Session(turn), stage.voice(stage.engine)
    expected: list[str] = []
    for pose in sample.poses():
        taken = session.step(pose)
        voice.update(taken)
        expected += [cue.text for cue in taken.cues]
        # The clip runs faster than anybody speaks: each sentence is heard out before the next frame.
        stage.until_said(expected)
    low_back = turn.fault[0]
    assert low_back.low_back
    assert expected[0] == turn.instructions[0]
    assert expected.index(low_back.cue) < expected.index(f"Not counted: {low_back.why}.")
    assert stage.reported == []


def test_umlauts_arrive(stage: Stage) -> None:
    stage.voice(stage.engine).update(step(1.0, cue("Hüfte ruhig – 22° von 30°")))
    stage.until(lambda: stage.said() == ["Hüfte ruhig – 22° von 30°"])


def test_a_hanging_engine_is_ended_and_the_next_sentence_is_said(stage: Stage) -> None:
    voice = stage.voice(stage.engine)
    voice.update(step(1.0, cue("HANG")))
    stage.until(lambda: stage.lines() == ["began HANG"])
    voice.update(step(2.0))
    stage.now_s += PATIENCE_S + 5
    voice.update(step(10.0, cue("Stay tall.", time_s=10.0)))
    stage.until(lambda: stage.said() == ["Stay tall."])
    assert stage.lines() == ["began HANG", "began Stay tall.", "said Stay tall."]


def test_an_engine_that_always_hangs_gives_way_to_tones(stage: Stage) -> None:
    voice = stage.voice(stage.engine, stage.tones)
    for number in range(MOST_FAILURES):
        voice.update(step(1.0, cue(f"HANG {number}", "count")))
        stage.until(lambda number=number: f"began HANG {number}" in stage.lines())
        stage.now_s += PATIENCE_S + 5
    stage.until(lambda: len(stage.reported) == 1)
    voice.update(step(1.0, cue("Hold.", "hold")))
    stage.until(lambda: stage.tones.played == ["hold"])


def test_whether_an_engine_hangs_does_not_depend_on_how_long_the_next_one_takes_to_start(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    say = SpeechProcess.say

    def slowly(process: SpeechProcess, text: str) -> None:
        say(process, text)
        stage.now_s += PATIENCE_S + 5  # by the time at which anybody looks after it

    monkeypatch.setattr(SpeechProcess, "say", slowly)
    voice = stage.voice(stage.engine, stage.tones)
    for number in range(MOST_FAILURES):
        voice.update(step(1.0, cue(f"HANG {number}", "count")))
        stage.until(lambda number=number: voice._failures > number)
    stage.until(lambda: len(stage.reported) == 1)


def test_a_dying_engine_is_started_again_and_then_left_out(stage: Stage) -> None:
    voice = stage.voice(stage.engine, stage.tones)
    voice.update(step(1.0, cue("DIE", "count")))
    stage.until(lambda: stage.tones.played == ["count"])
    assert stage.lines() == ["began DIE"] * MOST_FAILURES
    (sentence,) = stage.reported
    assert sentence.startswith(f"The speech engine speaker failed {MOST_FAILURES} times; tones take its place.")


def test_an_engine_that_died_once_speaks_on(stage: Stage) -> None:
    voice = stage.voice(stage.engine)
    voice.update(step(1.0, cue("DIE", "count")))
    stage.until(lambda: "began DIE" in stage.lines())
    stage.now_s += 2
    voice.update(step(3.0, cue("Stay tall.", time_s=3.0)))
    stage.until(lambda: stage.said() == ["Stay tall."])
    assert stage.reported == []


def test_an_engine_that_is_not_there_gives_way_to_tones_at_once(stage: Stage) -> None:
    voice = stage.voice(Engine("nothing", ("/no/such/engine",)), stage.tones)
    voice.update(step(1.0, cue("Stay tall.")))
    stage.until(lambda: stage.tones.played == ["correction"])
    (sentence,) = stage.reported
    assert "nothing cannot be started" in sentence


def test_without_engine_and_tones_it_is_still(stage: Stage) -> None:
    voice = stage.voice(None)
    voice.update(step(1.0, cue("Stay tall.")))
    voice.close()
    assert stage.reported == []


def test_tones_that_cannot_be_played_are_said_once(stage: Stage) -> None:
    class Broken(Tones):
        def play(self, priority: CuePriority) -> None:
            raise OSError(f"no sound card for {priority}")

    voice = stage.voice(None, Broken(80))
    for _ in range(2):
        voice.update(step(1.0, cue("Stay tall.")))
        stage.until(lambda: len(stage.reported) == 1)
    voice.close()
    assert stage.reported == ["No tone can be played (no sound card for correction); the cues are shown only."]


def test_whatever_a_driver_raises_is_one_sentence_and_the_session_goes_on(stage: Stage) -> None:
    class Odd(Tones):
        def play(self, priority: CuePriority) -> None:
            raise NotImplementedError(f"mixer module not available for {priority}")

    voice = stage.voice(None, Odd(80))
    for _ in range(2):
        voice.update(step(1.0, cue("Stay tall.")))
        stage.until(lambda: len(stage.reported) == 1)
    voice.close()
    (sentence,) = stage.reported
    assert "mixer module not available" in sentence


def test_something_more_urgent_cuts_in(stage: Stage) -> None:
    voice = stage.voice(stage.engine)
    voice.update(step(1.0, cue("HANG on, a long instruction", "instruction")))
    stage.until(lambda: stage.lines() == ["began HANG on, a long instruction"])
    voice.update(step(1.5, cue("Keep your hips still.", "low-back", 1.5)))
    stage.until(lambda: stage.said() == ["Keep your hips still."])
    assert stage.reported == []


def test_something_less_urgent_waits_its_turn_and_is_dropped_when_stale(stage: Stage) -> None:
    voice = stage.voice(stage.engine)
    voice.update(step(1.0, cue("HANG: I can't see you", "safety")))
    stage.until(lambda: stage.lines() == ["began HANG: I can't see you"])
    voice.update(step(1.2, cue("Left 1 of 3", "count", 1.2)))
    voice.update(step(1.3, cue("Stay tall.", "correction", 1.3)))
    voice.update(step(2.9))
    stage.now_s += PATIENCE_S + 5
    voice.update(step(10.0, cue("Left 2 of 3", "count", 10.0)))
    stage.until(lambda: stage.said() == ["Left 2 of 3"])


def test_an_end_in_mid_sentence_is_an_end(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.outputs.voice.voice._FINISH_S", 0.2)
    voice = stage.voice(stage.engine)
    voice.update(step(1.0, cue("HANG")))
    stage.until(lambda: stage.lines() == ["began HANG"])
    voice.close()
    stage.until(lambda: not any(thread.name == "voice" for thread in threading.enumerate()))
    assert stage.reported == []


def test_the_last_sentence_is_heard(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.outputs.voice.voice._FINISH_S", PATIENCE_OF_THE_TEST_S)
    voice = stage.voice(stage.engine)
    voice.update(step(1.0, cue("Right 3 of 3", "count")))
    voice.close()
    assert stage.said() == ["Right 3 of 3"]


def test_muted_it_falls_silent_in_mid_sentence_and_forgets_what_waits(stage: Stage) -> None:
    voice = stage.voice(stage.engine)
    voice.update(step(1.0, cue("HANG", "hold")))
    stage.until(lambda: "began HANG" in stage.lines())
    voice.update(step(1.0, cue("Stay tall.", "count")))
    voice.mute(True)
    voice.update(step(1.0, cue("Lower.", "correction")))
    voice.mute(False)
    voice.say(1.1, (cue("Rest.", "instruction"),))
    stage.until_said(["Rest."])
    assert stage.reported == []


def test_from_the_next_sentence_on_it_speaks_with_another_engine(stage: Stage, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    voice = stage.voice(stage.engine)
    voice.update(step(1.0, cue("Stay tall.")))
    stage.until_said(["Stay tall."])
    voice.change(Engine("louder", (sys.executable, str(SPEAKER), str(other))), None)
    voice.update(step(1.0, cue("Lower.", "count")))
    stage.until(lambda: other.exists() and "said Lower." in other.read_text(encoding="utf-8"))
    assert stage.said() == ["Stay tall."]
