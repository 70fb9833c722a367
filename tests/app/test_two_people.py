"""Two people in one picture, out of two sample clips put side by side, through the real landmarker."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from coach import paths
from coach.__main__ import main
from coach.errors import Said
from coach.sources import pose_models as models
from coach.sources.landmarker import Landmarker
from coach.sources.video import open_video
from coach.values import Frame

SAMPLES = paths.shipped() / "samples" / "sit-and-rotate"
FPS = 15.0
ALONE_S, GONE_S, END_S = 5.0, 5.7, 8.0


def half_pictures(clip: Path, seconds: float) -> list[np.ndarray]:
    """The middle half of every picture, where the person sits."""
    with open_video(clip) as video:
        return [frame.image[:, 160:480].copy() for frame, _ in zip(video, range(int(seconds * FPS)), strict=False)]


@pytest.fixture(scope="module")
def two_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One person in mid-turn; then a second one beside; then the first one is gone."""
    first = half_pictures(SAMPLES / "good-female" / "clip.mp4", END_S)
    second = half_pictures(SAMPLES / "good-heavy" / "clip.mp4", END_S)
    wall = np.full_like(first[0], (150, 165, 170))
    path = tmp_path_factory.mktemp("two") / "sit-and-rotate.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), FPS, (640, 480))
    for index, (left, right) in enumerate(zip(first, second, strict=True)):
        time_s = index / FPS
        writer.write(np.hstack([left if time_s < GONE_S else wall, right if time_s >= ALONE_S else wall]))
    writer.release()
    return path


@pytest.mark.pipeline
def test_a_jump_to_somebody_else_is_said_and_nothing_is_counted_across_it(two_people: Path, tmp_path: Path) -> None:
    export = tmp_path / "events.jsonl"
    with pytest.raises(SystemExit) as ended:
        main(["replay", str(two_people), "--exercise", "sit-and-rotate", "--export", str(export)])
    assert ended.value.code == 0
    events = [json.loads(line) for line in export.read_text(encoding="utf-8").splitlines()]
    (changed,) = [event for event in events if event["event"] == "PersonChanged"]
    assert GONE_S <= changed["time_s"] <= GONE_S + 1.5
    reasons = [event["rep"]["reason"] for event in events if event["event"] == "RepAbandoned"]
    assert reasons[:1] == ["another shot or somebody else came into view"]
    assert not any(event["event"] == "RepCompleted" and event["rep"]["start_s"] < GONE_S for event in events)


@pytest.mark.pipeline
@pytest.mark.parametrize("position", ["seated", "standing"])
def test_of_two_in_the_picture_the_one_in_the_exercises_position_is_followed_and_that_is_told(position: str) -> None:
    sitting = half_pictures(SAMPLES / "good-female" / "clip.mp4", 1.4)
    standing = half_pictures(SAMPLES.parent / "standing-roll-down" / "good-male" / "clip.mp4", 1.4)
    told: list[Said] = []
    # The model itself takes the one on the right, whoever sits there.
    people = (sitting, standing) if position == "seated" else (standing, sitting)
    with Landmarker(models.ensure("full"), outline=False, tell=told.append) as landmarker:
        landmarker.expect(position)
        pictures = (np.hstack(halves) for halves in zip(*people, strict=True))
        poses = [landmarker.detect(Frame(index, index / FPS, picture)) for index, picture in enumerate(pictures)]
    assert all(pose.image[:, 0].mean() < 0.5 for pose in poses if pose.found)
    assert sum(pose.found for pose in poses) >= len(poses) - 4
    assert told == [Said("two_people_left")]
