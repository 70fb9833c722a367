"""The voice of a saved video: when each sentence is heard, and that the file holds it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from screen_steps import PICTURE, picture, step

from coach.errors import Figure, Said
from coach.outputs.video import VideoSaver
from coach.outputs.voice import soundtrack
from coach.outputs.voice.engines import Engine, Manner
from coach.outputs.voice.soundtrack import RATE, Samples, Soundtrack, SpokenToFile, read_samples
from coach.values import Cue, CuePriority, Pose

LENGTHS = {"Hold.": 1.0, "Left 1 of 3": 1.0, "Keep your hips still.": 2.0, "Slower.": 0.5}


def spoken(text: str) -> Samples:
    """A sentence that is one level all through, by which it is known again; one that is not listed cannot be said."""
    if text not in LENGTHS:
        return np.zeros(0, np.float32)
    return np.full(round(LENGTHS[text] * RATE), level(text), np.float32)


def level(text: str) -> float:
    return (list(LENGTHS).index(text) + 1) / 10


def heard(*cues: tuple[float, str, CuePriority], until_s: float = 6.0) -> list[tuple[str, float, float]]:
    """What is heard of cues at their times, a frame every tenth of a second: sentence, beginning, end."""
    track = Soundtrack(spoken)
    parts = []
    for frame in range(round(until_s * 10) + 1):
        now_s = frame / 10
        parts.append(track.reach(now_s, [Cue(now_s, text, what) for at_s, text, what in cues if at_s == now_s]))
    samples = np.concatenate(parts)
    assert len(samples) == round(until_s * RATE)
    edges = np.flatnonzero(np.diff(samples, prepend=0.0, append=0.0))
    names = {round(level(text), 3): text for text in LENGTHS}
    return [
        (names[round(float(samples[start]), 3)], round(start / RATE, 3), round(end / RATE, 3))
        for start, end in pairwise(edges)
        if samples[start]
    ]


def test_each_sentence_is_heard_when_it_came_and_one_at_a_time() -> None:
    assert heard((1.0, "Hold.", "hold"), (3.0, "Left 1 of 3", "count")) == [
        ("Hold.", 1.0, 2.0),
        ("Left 1 of 3", 3.0, 4.0),
    ]
    assert heard((1.0, "Hold.", "hold"), (1.5, "Left 1 of 3", "count")) == [
        ("Hold.", 1.0, 2.0),
        ("Left 1 of 3", 2.0, 3.0),
    ]


def test_what_is_more_urgent_cuts_the_other_short_and_what_is_stale_is_not_said() -> None:
    assert heard((1.0, "Hold.", "hold"), (1.4, "Keep your hips still.", "low-back")) == [
        ("Hold.", 1.0, 1.4),
        ("Keep your hips still.", 1.4, 3.4),
    ]
    assert heard((1.0, "Keep your hips still.", "low-back"), (1.2, "Left 1 of 3", "count")) == [
        ("Keep your hips still.", 1.0, 3.0)
    ], "the count waits for 1.8 s, and is stale by then"


def test_a_sentence_that_cannot_be_said_is_silent_and_holds_up_nothing() -> None:
    assert heard((1.0, "Unknown.", "correction"), (1.1, "Hold.", "hold")) == [("Hold.", 1.1, 2.1)]


def test_the_video_holds_the_voice_beside_the_pictures(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    saver = VideoSaver(path, (640, 360), 10, spoken=spoken)
    for frame in range(40):
        shown = step(time_s=frame / 10, image=picture((0, 200, 0)), body=Pose.nobody(frame / 10, PICTURE))
        cues = (Cue(frame / 10, "Hold.", "hold"),) if frame == 10 else ()
        saver.update(replace(shown, cues=cues))
    saver.close()
    with av.open(str(path)) as file:
        assert [stream.codec_context.name for stream in file.streams] == ["h264", "aac"]
    samples = np.abs(read_samples(path))
    assert len(samples) == pytest.approx(4.0 * RATE, abs=0.1 * RATE)
    # A level comes through the codec as its beginning and its end, which are steps.
    loud = np.flatnonzero(samples > 0.02) / RATE
    assert loud.min() == pytest.approx(1.0, abs=0.1)
    assert loud.max() == pytest.approx(2.0, abs=0.1)


def test_the_platforms_engine_writes_each_sentence_once_and_is_given_up_when_it_keeps_failing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[Figure] = []
    monkeypatch.setattr(soundtrack, "find_engine", lambda _manner, **_into: Engine("none", ("/does/not/exist",)))
    speak = SpokenToFile(Manner(), said.append)
    assert [len(speak(text)) for text in ("a", "b", "c", "d")] == [0, 0, 0, 0]
    assert [fact.code for fact in said if isinstance(fact, Said)] == ["voice_failed"]
    monkeypatch.setattr(soundtrack, "find_engine", lambda _manner, **_into: None)
    said.clear()
    assert len(SpokenToFile(Manner(), said.append)("a")) == 0
    assert [fact.code for fact in said if isinstance(fact, Said)] == ["no_speech"]
