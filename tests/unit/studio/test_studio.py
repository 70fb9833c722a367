"""The studio without drawing: what a motion's truth says, the body's files, and truth that is annotated by hand."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.making import studio_truth
from coach.engine import catalog
from studio import assets, rotations
from studio.annotate import Film, NotesError, read_notes, truth_of
from studio.motions import base
from studio.watch import Moments

ROOT = Path(__file__).parents[3]
NOTES = """
exercise sit-and-rotate      # as coach list has it
hold 2
rep left 2.8 4.2 6.4 7.7
rep right 8.7 10.1 12.2 13.6 no only half way
fault low-back 3.0 5.0
"""
CLIP = Film(frames=450, fps=30.0, size=(640, 480))


def test_repetitions_that_must_not_count_say_why_and_follow_each_other() -> None:
    for variant, counts, why in (
        ("good", True, ""),
        ("partial", False, "partial"),
        ("short-hold", False, "short hold"),
    ):
        plan = base.plan(np.random.default_rng(1), variant, 3, 40.0, 2.0, ("left", "right"))
        assert [rep.side for rep in plan.reps] == ["left", "right"] * 3
        assert {(rep.counts, rep.why) for rep in plan.reps} == {(counts, why)}
        times = [moment for rep in plan.reps for moment in (rep.start_s, rep.peak_start_s, rep.peak_end_s, rep.end_s)]
        assert times == sorted(times)
        assert times[0] >= 2.5
        assert plan.duration - times[-1] >= 1
        # The size is reached at the plateau, on the side's own sign, and nothing is left of it at the end.
        for rep in plan.reps:
            sign = -1 if rep.side == "right" else 1
            assert plan.signed((rep.peak_start_s + rep.peak_end_s) / 2) == pytest.approx(sign * rep.peak_deg)
        assert plan.signed(plan.duration) == pytest.approx(0)


def test_turning_to_the_left_is_positive_and_turns_the_front_to_the_left() -> None:
    # x is the person's left, z forward: a quarter turn to the left faces where the left was.
    assert rotations.spine_rot(0, 0, 90) @ [0, 0, 1] == pytest.approx(np.array([1, 0, 0]))
    assert rotations.spine_rot(90, 0, 0) @ [0, 1, 0] == pytest.approx(np.array([0, 0, 1]))
    assert rotations.spine_rot(0, 90, 0) @ [0, 1, 0] == pytest.approx(np.array([1, 0, 0]))


def test_the_manifest_names_every_file_once_and_none_is_in_the_repository() -> None:
    listed = assets.listed()
    assert len({each.name for each in listed}) == len(listed) == 8
    assert assets.address().startswith("https://")
    assert all(len(each.sha256) == 64 for each in listed)
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "studio/assets/" in ignored


def test_a_file_that_is_another_one_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import hashlib

    data = b"a body"
    right = assets.Asset("body.obj", "body.obj", "a body", len(data), hashlib.sha256(data).hexdigest())
    monkeypatch.setattr(assets, "listed", lambda: [right])
    there, kept = tmp_path / "there", tmp_path / "kept"
    there.mkdir()
    (there / "body.obj").write_bytes(b"a dody")
    with pytest.raises(assets.AssetsError, match="sha256"):
        assets.fetch(kept, there)
    assert not kept.exists()
    with pytest.raises(assets.AssetsError, match="python -m studio fetch"):
        assets.require("body.obj", kept)
    (there / "body.obj").write_bytes(data)
    assert assets.fetch(kept, there) == ["body.obj"]
    assert assets.fetch(kept, there) == []
    assert assets.require("body.obj", kept).read_bytes() == data


def test_notes_become_the_truth_of_a_sample() -> None:
    truth = truth_of(read_notes(NOTES), CLIP)
    assert set(json.loads((ROOT / "samples/sit-and-rotate/good-female/truth.json").read_text("utf-8"))) <= set(truth)
    wanted = studio_truth.expected(truth)
    assert [(rep.side, rep.start_s, rep.end_s, rep.hold_s) for rep in wanted.counted] == [("left", 2.8, 7.7, 2.2)]
    assert [(rep.side, rep.why) for rep in wanted.abandoned] == [("right", "only half way")]
    assert [dataclasses.astuple(fault) for fault in wanted.faults] == [("low-back", 3.0, 5.0)]
    assert wanted.unmapped == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rep left 2.8", "rep up 2.8", "Line 4 .* cannot be read"),
        ("rep left 2.8", "rep left", "Line 4 .* cannot be read"),
        ("no only half way", "no", "Line 5 .* cannot be read"),
        ("fault low-back 3.0 5.0", "fault low-back 5.0 3.0", "ends before it begins"),
        ("fault low-back", "fault lowback", "its faults: .*low-back"),
        ("rep left 2.8 4.2", "rep left 4.2 2.8", "do not follow each other"),
        ("rep right 8.7", "rep right 7.0", "begins before the one at 2.8 s is over"),
        ("13.6", "15.6", r"outside the clip, which lasts 15\.00 s"),
        ("rep left", "rep none", "has sides, and the repetition at 2.8 s has none"),
        ("exercise sit-and-rotate", "exercise sit-and-rotat", "sit-and-rotate"),
        ("exercise sit-and-rotate", "", "do not say which exercise"),
        ("hold 2", "hold long", "Line 3 .* cannot be read"),
        ("hold 2", "sing 2", "Line 3 .* cannot be read"),
    ],
)
def test_notes_that_cannot_be_true_are_refused(old: str, new: str, said: str) -> None:
    assert old in NOTES
    with pytest.raises(NotesError, match=said):
        truth_of(read_notes(NOTES.replace(old, new)), CLIP)


def test_a_repetition_without_sides_has_none() -> None:
    assert catalog.find("sit-and-arch").sides == "none"
    with pytest.raises(NotesError, match="has no sides, and the repetition at 2 s has one"):
        truth_of(read_notes("exercise sit-and-arch\nrep left 2 3 4 5"), CLIP)
    assert truth_of(read_notes("exercise sit-and-arch\nrep none 2 3 4 5"), CLIP)["reps"][0]["side"] is None


def test_keys_make_lines_that_can_be_read() -> None:
    moments = Moments()
    assert [moments.number(which, at) for which, at in ((1, 1.0), (3, 9.0), (1, 2.8), (2, 4.2), (3, 6.4))] == [""] * 5
    line = moments.number(4, 7.7)
    assert [moments.fault(3.0), moments.fault(5.0)] == ["", "fault NAME 3.00 5.00"]
    (rep,) = read_notes(line).reps
    assert (rep.start_s, rep.peak_start_s, rep.peak_end_s, rep.end_s) == (2.8, 4.2, 6.4, 7.7)


@pytest.mark.thorough
def test_the_command_writes_the_truth_beside_the_clip(tmp_path: Path) -> None:
    clip = tmp_path / "mine.mp4"
    clip.write_bytes((ROOT / "samples/demo/clip.mp4").read_bytes())
    notes = tmp_path / "notes.txt"
    notes.write_text("exercise sit-and-rotate\nrep left 2.8 4.2 6.4 7.7\n", encoding="utf-8")
    told = studio("annotate", str(clip), str(notes))
    assert told.returncode == 0, told.stderr
    assert "1 of 1 repetitions count" in told.stdout
    assert json.loads((tmp_path / "mine.json").read_text("utf-8"))["size"] == [640, 480]
    refused = studio("annotate", str(tmp_path / "none.mp4"), str(notes))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)


@pytest.mark.thorough
def test_a_still_is_drawn_with_its_truth(tmp_path: Path) -> None:
    pytest.importorskip("moderngl")
    if assets.missing():
        pytest.skip("the body's files are not here: python -m studio fetch")
    told = studio("still", "sit-and-rotate", "--out", str(tmp_path))
    assert told.returncode == 0, told.stderr
    (picture,) = tmp_path.glob("*.png")
    (frame,) = json.loads(picture.with_suffix(".json").read_text("utf-8"))["frames"]
    assert frame["angles"]["thoracic_rotation"] == pytest.approx(frame["inputs"]["turn"], abs=2)


def studio(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "studio", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=os.environ | {"LC_ALL": "C.UTF-8"})
