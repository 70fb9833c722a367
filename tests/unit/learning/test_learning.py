"""Learning from written movements: somebody who sits sideways leans forward by known angles, for known times."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from benchmarks.judging.on_samples import coached
from benchmarks.making.sample_files import all_samples
from coach.app.learning import also_counted, write_figure
from coach.engine import catalog
from coach.errors import LearnError
from coach.files.writing import write_whole
from coach.landmarks import INDEX
from coach.learning.demonstrating import figure_of_lesson
from coach.learning.lesson import Lesson, learn
from coach.learning.shown_clip import Shown
from coach.learning.trial import counted
from coach.learning.writing import as_toml
from coach.outputs.screen.demonstration import LARGEST, Demonstration
from coach.values import Pose
from coach.words.problems import ProblemPhrases
from tests.movements import pose_of, seated_from_the_front, seated_from_the_side, there_and_back, times

APART_S = 6.5


def leaning(peaks_deg: Sequence[float], hold_s: float = 2.5) -> tuple[Pose, ...]:
    """Forward by each of these angles in turn, held, and back upright, with a rest before and behind."""
    ways = [there_and_back(peak, hold_s, start_s=1.5 + APART_S * number) for number, peak in enumerate(peaks_deg)]
    return tuple(
        pose_of(seated_from_the_side(lean_deg=sum(way(time_s) for way in ways)), time_s)
        for time_s in times(1.5 + APART_S * len(peaks_deg), fps=10)
    )


@cache
def lesson() -> Lesson:
    return learn("my-lean", "My lean", [Shown.of("lean.mp4", leaning([40, 42, 41]))])


def test_it_finds_what_was_done() -> None:
    made = lesson().exercise
    assert (made.view, made.position, made.sides) == ("side", "seated", "none")
    assert made.gauge.measure == "trunk_lean_deg"
    # More than half of the way, and less than any of the repetitions went.
    assert 20 < made.gauge.target < 40
    # Held for 2.5 s and, slowing down and starting again, a little longer.
    assert 1.5 <= made.dose.hold_s <= 2.5
    assert lesson().plan.pattern.repetitions == made.dose.reps == 3


@pytest.mark.parametrize(
    ("peaks_deg", "hold_s", "count"),
    [([40, 42, 41], 2.5, 3), ([38, 46], 3.0, 2), ([15], 2.5, 0), ([41], 0.2, 0)],
    ids=["its own clip", "others", "half the way", "not held"],
)
def test_it_counts_what_is_like_it(peaks_deg: list[float], hold_s: float, count: int) -> None:
    assert len(counted(lesson().exercise, leaning(peaks_deg, hold_s))[0]) == count


def test_it_reads_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "my-lean.toml"
    text = as_toml(lesson())
    path.write_text(text, encoding="utf-8")
    assert catalog.load(path) == lesson().exercise
    assert "placeholder" in text
    assert all(ProblemPhrases().told(sentence) in text for sentence in lesson().unknown)


@pytest.mark.thorough
def test_a_clip_done_badly_becomes_a_fault() -> None:
    wrong = Shown.of("too-far.mp4", leaning([75, 76]))
    made = learn("my-lean", "My lean", [Shown.of("lean.mp4", leaning([40, 42]))], wrong, "goes too far").exercise
    (fault,) = made.fault
    assert (fault.id, fault.why) == ("goes-too-far", "goes too far")
    assert [event.fault for event in coached(made, leaning([75, 76])).raised] == ["goes-too-far"] * 2
    assert coached(made, leaning([41])).raised == ()


def test_a_clip_that_is_the_same_becomes_none() -> None:
    good = leaning([40, 42])
    found = learn("my-lean", "My lean", [Shown.of("lean.mp4", good)], Shown.of("bad.mp4", good), "somehow")
    assert found.exercise.fault == ()
    assert "unsure_fault" in [sentence.code for sentence in found.unknown]


def still_from_the_front() -> tuple[Pose, ...]:
    return tuple(pose_of(seated_from_the_front(), time_s) for time_s in times(4, fps=10))


@pytest.mark.parametrize(
    ("clips", "said"),
    [
        ([leaning([0])], "no movement was found"),
        ([leaning([40])], "only one repetition"),
        ([leaning([40]), still_from_the_front()], "from one direction only"),
        ([leaning([40, 41]), leaning([0])], "clip 1: no movement was found"),
        ([tuple(Pose.nobody(time_s, (640, 480)) for time_s in times(4))], "nobody was seen"),
        ([leaning([40])[:15]], "at least twice"),
    ],
    ids=["nothing moves", "once", "two views", "clips that disagree", "nobody", "too short"],
)
def test_what_cannot_be_learned_is_said(clips: list[tuple[Pose, ...]], said: str) -> None:
    with pytest.raises(LearnError, match=said):
        learn("my-lean", "My lean", [Shown.of(f"clip {number}", clip) for number, clip in enumerate(clips)])


def test_steps_that_lead_from_one_leg_to_the_other_are_learned_and_count_for_another_body() -> None:
    """Neither does the leg difference rest between two steps, nor are the first and the last as high as the others."""
    shown, other = (
        next(sample for sample in all_samples("walk-in-place") if sample.name.endswith(body))
        for body in ("good-male", "good-female")
    )
    learned = learn("my-march", "My march", [Shown.of("march.mp4", tuple(shown.poses()))])
    for sample in (shown, other):
        truth = [rep.side for rep in sample.expected().counted]
        assert [rep.side for rep in counted(learned.exercise, sample.poses())[0]] == truth


@pytest.mark.thorough
def test_a_shipped_exercise_that_counts_for_it_is_named_and_no_other() -> None:
    shown = next(sample for sample in all_samples("seated-forward-bend") if sample.variant == "good")
    clip = Shown.of("bend.mp4", tuple(shown.poses()))
    learned = learn("my-bend", "My bend", [clip])
    known = [catalog.find(name) for name in ("seated-forward-bend", "sit-and-arch", "sit-and-rotate")]
    said = also_counted(learned, [clip], known)
    assert [(each.figures["exercise"], each.figures["count"]) for each in said] == [
        ("seated-forward-bend", len(shown.expected().counted))
    ]


def test_what_was_learned_has_a_moving_figure_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    file = tmp_path / "exercises" / "my-lean.toml"
    file.parent.mkdir()
    assert Demonstration.load("my-lean") is None
    write_whole(file, as_toml(lesson()))
    path = write_figure(file, lesson())
    assert path == tmp_path / "exercises" / "my-lean.npz"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    film = Demonstration.load("my-lean")
    assert film is not None
    assert (film.view, film.position) == ("side", "seated")
    # Forward by 41 degrees and back, as it was shown, and the hold of 2.5 s cut to 1.5.
    hips, shoulders = (
        film.points[:, [INDEX[f"left_{part}"], INDEX[f"right_{part}"]]].mean(axis=1) for part in ("hip", "shoulder")
    )
    along = shoulders - hips
    lean_deg = np.degrees(np.arctan2(np.abs(along[:, 0]), -along[:, 1]))
    assert lean_deg.max() == pytest.approx(41, abs=2)
    assert lean_deg[0] < 5
    assert lean_deg[-1] < 5
    held_s = np.count_nonzero(lean_deg > 0.9 * lean_deg.max()) / film.fps
    assert held_s == pytest.approx(1.5, abs=0.4)
    assert film.reached.max() > 1.0
    drawn = film.picture((60, 90), 0.0)
    assert len(np.unique(drawn.reshape(-1, 3), axis=0)) > 3


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * (LARGEST + 1)])
def test_a_figure_from_elsewhere_that_is_none_is_not_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "mine.toml").write_text("")
    (tmp_path / "exercises" / "mine.npz").write_bytes(content)
    assert Demonstration.load("mine") is None
    made = figure_of_lesson(lesson())
    assert made is not None
    for wrong in (
        {"changes": np.zeros((5, 2, 2), np.int16)},
        {"fps": np.array(0)},
        {"reached": np.zeros(1, np.int16)},
        {"changes": np.zeros((4000, 34, 2), np.int64)},
    ):
        np.savez_compressed(tmp_path / "exercises" / "mine.npz", **(made | wrong))
        assert Demonstration.load("mine") is None
