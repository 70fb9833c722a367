"""TRC, STO and MOT files say what a known movement was, to readers that know nothing of Coach."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from trc import TRCData

from coach.errors import ExportError
from coach.landmarks import INDEX, NAMES
from coach.outputs.motion import AngleMotion, LandmarkMotion, is_motion
from coach.values import Output
from tests.unit.outputs import moving


def written(output: Output) -> None:
    for step in moving.steps():
        output.update(step)
    output.close()
    output.close()


def read_angles(path: Path) -> tuple[dict[str, str], list[str], list[list[float]]]:
    """The head by key, the labels, the rows."""
    head, _, table = path.read_text(encoding="utf-8").partition("endheader\n")
    keys = dict(line.split("=") for line in head.splitlines()[1:])
    labels, *rows = (line.split("\t") for line in table.splitlines())
    return keys, labels, [[float(cell) for cell in row] for row in rows]


def test_a_public_reader_finds_every_landmark_where_it_was(tmp_path: Path) -> None:
    written(LandmarkMotion(tmp_path / "walk.trc", 0.5))
    read = TRCData()
    read.load(str(tmp_path / "walk.trc"))
    assert (read["NumFrames"], read["NumMarkers"], read["Units"]) == (moving.FRAMES, 33, "mm")
    assert (read["DataRate"], read["OrigDataStartFrame"]) == (moving.RATE, 1)
    assert tuple(read["Markers"]) == NAMES
    assert read["Time"] == [round(number / moving.RATE, 6) for number in range(moving.FRAMES)]
    # k mm right, 2 k mm down and k + frame mm away are: towards the camera, up, to the left.
    for name in ("nose", "right_knee"):
        k = INDEX[name]
        assert read[name][10] == pytest.approx([-(k + 10), -2 * k, -k])
    assert all(map(math.isnan, read[moving.HIDDEN][10]))
    assert all(math.isnan(length) for name in NAMES for length in read[name][moving.UNSEEN_FRAME])


def test_no_length_is_a_negative_zero(tmp_path: Path) -> None:
    written(LandmarkMotion(tmp_path / "walk.trc", 0.5))
    assert "-0.0\t" not in (tmp_path / "walk.trc").read_text(encoding="utf-8")


def test_sto_has_every_frame_and_nan_where_unknown(tmp_path: Path) -> None:
    written(AngleMotion(tmp_path / "turn.sto", moving.NAMES, moving.error_of))
    head, labels, rows = read_angles(tmp_path / "turn.sto")
    assert head == {
        "version": "1",
        "nRows": str(moving.FRAMES),
        "nColumns": "4",
        "inDegrees": "yes",
        "expected_error_deg.thoracic_rotation_deg": "2.60",
    }
    assert labels == ["time", *moving.NAMES]
    assert len(rows) == moving.FRAMES
    for number, row in enumerate(rows):
        assert row[0] == pytest.approx(number / moving.RATE)
        assert row[1] == pytest.approx(moving.angle(number), abs=0.0005, nan_ok=True)
        assert math.isnan(row[3])


def test_mot_has_no_gap_and_nothing_invented(tmp_path: Path) -> None:
    written(AngleMotion(tmp_path / "turn.mot", moving.NAMES, moving.error_of))
    head, labels, rows = read_angles(tmp_path / "turn.mot")
    assert (head["nRows"], head["nColumns"]) == (str(moving.FRAMES - 3), "2")
    assert labels == ["time", "thoracic_rotation_deg"]
    assert [row[1] for row in rows] == pytest.approx([moving.angle(n) for n in range(3, moving.FRAMES)], abs=0.0005)


def test_of_several_views_the_larger_error_stands_in_the_head(tmp_path: Path) -> None:
    output = AngleMotion(tmp_path / "turn.sto", moving.NAMES, moving.error_of)
    for step in moving.steps():
        output.update(step)
    last = moving.step_of(moving.pose_at(99), {}, replace(moving.CARD, view="side"))
    output.update(last)
    output.close()
    assert read_angles(tmp_path / "turn.sto")[0]["expected_error_deg.thoracic_rotation_deg"] == "9.00"


def test_a_time_that_does_not_grow_is_left_out(tmp_path: Path) -> None:
    output = AngleMotion(tmp_path / "turn.sto", moving.NAMES, moving.error_of)
    first, second, *_ = moving.steps()
    for step in (first, second, second, first):
        output.update(step)
    output.close()
    assert len(read_angles(tmp_path / "turn.sto")[2]) == 2


@pytest.mark.parametrize("name", ["a.trc", "a.sto", "a.mot"])
def test_without_a_frame_there_is_no_file_but_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    output = AngleMotion(path, moving.NAMES, moving.error_of) if name != "a.trc" else LandmarkMotion(path, 0.5)
    with pytest.raises(ExportError, match="not one frame"):
        output.close()
    assert list(tmp_path.iterdir()) == []


def test_a_mot_without_a_known_angle_is_refused(tmp_path: Path) -> None:
    output = AngleMotion(tmp_path / "turn.mot", moving.NAMES[2:], moving.error_of)
    output.update(next(moving.steps()))
    with pytest.raises(ExportError, match="no angle was known"):
        output.close()
    assert list(tmp_path.iterdir()) == []


def test_names_tell_what_is_a_motion() -> None:
    assert [is_motion(Path(name)) for name in ("a.TRC", "a.mot", "a.sto", "a.csv")] == [True, True, True, False]


def test_opensim_itself_reads_all_three(tmp_path: Path) -> None:
    opensim = pytest.importorskip(
        "opensim", reason="needs OpenSim's own package, 280 MB and none for Python 3.14: pip install opensim"
    )
    written(LandmarkMotion(tmp_path / "walk.trc", 0.5))
    landmarks = opensim.TimeSeriesTableVec3(str(tmp_path / "walk.trc"))
    assert (landmarks.getNumRows(), tuple(landmarks.getColumnLabels())) == (moving.FRAMES, NAMES)
    assert landmarks.getDependentColumn("nose")[9].to_numpy().tolist() == [-9.0, 0.0, 0.0]
    for name, rows in (("turn.sto", moving.FRAMES), ("turn.mot", moving.FRAMES - 3)):
        written(AngleMotion(tmp_path / name, moving.NAMES, moving.error_of))
        angles = opensim.TimeSeriesTable(str(tmp_path / name))
        assert (angles.getNumRows(), angles.getTableMetaDataString("inDegrees")) == (rows, "yes")
        turned = angles.getDependentColumn("thoracic_rotation_deg").to_numpy()
        expected = [moving.angle(number) for number in range(moving.FRAMES - rows, moving.FRAMES)]
        assert turned.tolist() == pytest.approx(expected, abs=0.0005, nan_ok=True)
    assert opensim.Storage(str(tmp_path / "turn.mot")).getSize() == moving.FRAMES - 3
