"""The benchmark of real people: what it calls right and wrong, by truths that are written here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.judging import motion_capture, photographs
from benchmarks.judging.motion_capture import Capture
from benchmarks.judging.on_footage import Said, judge
from benchmarks.making import real_facts
from benchmarks.making.real_facts import Expectation, TrueRepetition
from coach.engine import catalog
from coach.reasons import FellShort, Reason, Voided
from coach.values import Pose, Rep, Side


def _rep(start_s: float, end_s: float, reason: Reason | None = None, side: Side | None = None) -> Rep:
    return Rep(
        "stomach-crunch",
        side,
        start_s,
        (start_s + end_s) / 2,
        end_s,
        12.0,
        0.0,
        reason is None,
        reason,
    )


def _said(counted: Sequence[Rep] = (), told: Sequence[Rep] = (), faults: Sequence[tuple[float, str]] = ()) -> Said:
    return Said("stomach-crunch", tuple(counted), tuple(told), tuple(faults), 0.5)


def _true(
    start_s: float, end_s: float, expected: Expectation, *because: str, side: Side | None = None
) -> TrueRepetition:
    return TrueRepetition(start_s, (start_s + end_s) / 2, end_s, expected, side, because)


TWO = (_true(1.0, 3.0, "counted"), _true(3.0, 5.0, "counted"))


def test_two_of_two_are_exact() -> None:
    assert judge(_said([_rep(1.1, 3.1), _rep(3.1, 4.8)]), TWO).exact


def test_two_counted_in_one_true_repetition_are_one_too_many() -> None:
    verdict = judge(_said([_rep(1.1, 1.9), _rep(2.0, 2.4), _rep(3.3, 4.8)]), TWO)
    assert not verdict.exact
    assert len(verdict.too_many) == 1


def test_a_missing_one_is_not_exact_and_silent() -> None:
    verdict = judge(_said([_rep(3.1, 4.8)]), TWO)
    assert [answer.words for answer in verdict.answers] == ["silent", "counted"]
    assert not verdict.exact


def test_one_on_the_other_side_is_both_missing_and_too_many() -> None:
    truth = (_true(1.0, 3.0, "counted", side="left"),)
    verdict = judge(_said([_rep(1.0, 3.0, side="right")]), truth)
    assert not verdict.answers[0].right
    assert len(verdict.too_many) == 1


def test_a_counted_sit_up_is_wrong_and_a_told_one_right() -> None:
    truth = (_true(1.0, 3.0, "told", "full-situp"),)
    why = next(fault.why for fault in catalog.find("stomach-crunch").fault if fault.id == "full-situp")
    sat_up = Voided(("full-situp",), (why,))
    assert not judge(_said([_rep(1.0, 3.0)]), truth).exact
    assert judge(_said(told=[_rep(1.0, 3.0, sat_up)]), truth).exact
    assert not judge(_said(told=[_rep(1.0, 3.0, FellShort(8, 9, "°"))]), truth).exact


def test_one_long_reason_does_not_answer_for_several_repetitions() -> None:
    truth = tuple(_true(at, at + 2.0, "told", "range") for at in (1.0, 3.0, 5.0))
    verdict = judge(_said(told=[_rep(1.0, 7.0, FellShort(5, 9, "°"))]), truth)
    assert sum(answer.right for answer in verdict.answers) == 1


def test_a_cut_repetition_may_pass_in_silence_but_not_be_counted() -> None:
    truth = (replace(_true(0.0, 1.0, "not counted"), cut="begin"),)
    assert judge(_said(), truth).exact
    assert not judge(_said([_rep(0.0, 1.0)]), truth).exact


def test_a_fault_in_a_repetition_done_well_is_unfounded() -> None:
    verdict = judge(_said([_rep(1.1, 3.0), _rep(3.1, 4.8)], faults=[(2.0, "neck")]), TWO)
    assert verdict.exact
    assert verdict.unfounded == ((2.0, "neck"),)


def test_files_are_found_by_content_whatever_their_name(tmp_path: Path) -> None:
    content = b"a clip"
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "renamed.bin").write_bytes(content)
    (tmp_path / "other.mp4").write_bytes(b"a clop")
    digest = hashlib.sha256(content).hexdigest()
    found = real_facts.find([(digest, len(content)), ("0" * 64, 6)], [tmp_path])
    assert found == {digest: tmp_path / "below" / "renamed.bin"}


def test_every_clip_has_facts_that_can_be_judged() -> None:
    clips = real_facts.clips()
    assert len({clip.sha256 for clip in clips}) == len(clips)
    for clip in clips:
        if clip.exercise is None:
            assert not clip.repetitions, clip.name
        else:
            exercise = catalog.find(clip.exercise)
            named = {fault.id for fault in exercise.fault} | {
                "range",
                "hold",
                "came back",
                "cut",
                "view",
                "turned",
                "unseen",
            }
            for rep in clip.repetitions:
                assert 0 <= rep.start_s <= rep.peak_s <= rep.end_s <= clip.seconds + 0.1, clip.name
                assert set(rep.because) <= named, clip.name
                if rep.expected != "not counted":
                    assert (rep.expected in ("told", "counted or told")) == bool(rep.because), clip.name
        for other in clip.also:
            catalog.find(other)


def test_times_of_repetitions_follow_each_other() -> None:
    for clip in real_facts.clips():
        starts = [rep.start_s for rep in clip.repetitions]
        assert starts == sorted(starts), clip.name


@pytest.fixture
def poses() -> tuple[Pose, Pose]:
    """Two poses whose landmarks lie at 0.2 and 0.6."""
    made = []
    for at in (0.2, 0.6):
        spot = np.full((33, 3), at, np.float32)
        made.append(Pose(0.0, (100, 100), spot, spot, np.ones(33, np.float32)))
    return made[0], made[1]


def test_a_pair_is_drawn_out_to_two_repetitions_held_longer_than_asked(poses: tuple[Pose, Pose]) -> None:
    exercise = catalog.find("prone-press-up")
    drawn = list(photographs.drawn_out(*poses, exercise))
    heights = np.array([pose.image[0, 0] for pose in drawn])
    times = np.array([pose.time_s for pose in drawn])
    at_end = heights > 0.599
    begins = np.flatnonzero(np.diff(at_end.astype(int)) == 1)
    assert len(begins) == 2
    assert at_end.sum() / 2 / 30 >= exercise.dose.hold_s + 1.0
    assert heights[0] == heights[-1] == pytest.approx(0.2)
    assert (np.diff(times) > 0).all()
    assert np.abs(np.diff(heights)).max() < 0.4 / (1.8 * 30) * 2


def _capture(thigh: Sequence[float], pelvis_m: Sequence[float]) -> Capture:
    thighs = np.stack([np.array(thigh), np.zeros(len(thigh))], -1)
    return Capture(thighs, np.zeros(len(thigh)), np.stack([np.array(pelvis_m), np.zeros(len(thigh))], -1))


def test_a_step_is_borne_out_by_a_thigh_that_rises_where_the_pelvis_stays() -> None:
    up_and_down = 40 * np.sin(np.linspace(0, np.pi, 120))
    stay, go = np.zeros(120), np.linspace(0, 1.5, 120)
    step = Rep("walk-in-place", "left", 0.2, 1.0, 1.8, 5.0, 0.0, True)
    assert _capture(up_and_down.tolist(), stay.tolist()).bears_out("walk-in-place", step)
    assert not _capture(up_and_down.tolist(), go.tolist()).bears_out("walk-in-place", step)
    assert not _capture((up_and_down / 10).tolist(), stay.tolist()).bears_out("walk-in-place", step)
    assert not _capture(up_and_down.tolist(), stay.tolist()).bears_out("cat-cow", step)


def test_captured_joints_are_read_in_degrees_and_metres(tmp_path: Path) -> None:
    """One frame of a person who stands with the left thigh level: inches, y upwards, a tab between joints."""
    joints = {
        "LeftUpLeg": (4, 40, 0),
        "RightUpLeg": (-4, 40, 0),
        "LeftLeg": (4, 40, 18),
        "RightLeg": (-4, 22, 0),
        "LeftArm": (8, 60, 0),
        "RightArm": (-8, 60, 0),
    }
    cells = "\t".join(" ".join(map(str, at)) for at in joints.values())
    file = tmp_path / "joints.txt"
    file.write_text(" ".join(joints) + f"\n{cells}\t\n")
    capture = Capture.read(file)
    assert capture.thighs[0] == pytest.approx([90.0, 0.0])
    assert capture.lean[0] == pytest.approx(0.0)
    assert capture.pelvis[0] == pytest.approx([0.0, 0.0])


def test_frames_without_landmarks_become_nobody() -> None:
    blaze = np.full((7, 33, 10), 0.5, np.float32)
    blaze[3] = 0.0
    made = list(motion_capture.poses(blaze))
    assert [pose.found for pose in made] == [True, False, True]
    assert [pose.time_s for pose in made] == pytest.approx([0.0, 3 / 60, 6 / 60], abs=1e-6)
