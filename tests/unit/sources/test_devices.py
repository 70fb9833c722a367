from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import cv2
import pytest

from coach.errors import SourceError
from coach.sources.devices import Address, cannot_open, find_camera, list_cameras

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells the names of cameras")


@pytest.fixture
def two_cameras(tmp_path: Path) -> Path:
    """What Linux shows of a built-in camera with its metadata device, and of one on a cable."""
    for number, index, name in ((0, 0, "Integrated Camera"), (1, 1, "Integrated Camera"), (2, 0, "HD Webcam C270")):
        folder = tmp_path / f"video{number}"
        folder.mkdir()
        (folder / "index").write_text(f"{index}\n")
        (folder / "name").write_text(f"{name}\n")
    return tmp_path


@on_linux
def test_cameras_are_listed_by_number_and_name_without_their_metadata_devices(two_cameras: Path) -> None:
    assert list_cameras(two_cameras) == [(0, "Integrated Camera"), (2, "HD Webcam C270")]


@on_linux
def test_without_cameras_the_list_is_empty(tmp_path: Path) -> None:
    assert list_cameras(tmp_path / "nothing") == []


@on_linux
@pytest.mark.parametrize("which", ["2", " 2 ", "/dev/video2", "HD Webcam C270", "hd webcam c270", "c270"])
def test_a_camera_goes_by_number_device_file_or_name(two_cameras: Path, which: str) -> None:
    assert find_camera(which, two_cameras) == Address(2, "camera 2 (HD Webcam C270)")


@on_linux
@pytest.mark.parametrize(("which", "complaint"), [("Kinect", "No camera"), ("", "No camera"), ("c", "More than one")])
def test_a_name_that_fits_none_or_several_is_refused_with_the_list(
    two_cameras: Path, which: str, complaint: str
) -> None:
    with pytest.raises(SourceError) as caught:
        find_camera(which, two_cameras)

    assert str(caught.value).startswith(complaint)
    assert str(caught.value).endswith("connected: 0 (Integrated Camera), 2 (HD Webcam C270).")


@on_linux
def test_a_number_without_a_camera_is_refused_with_the_list(two_cameras: Path) -> None:
    assert str(cannot_open(find_camera("7", two_cameras), two_cameras)) == (
        "There is no camera 7; connected: 0 (Integrated Camera), 2 (HD Webcam C270)."
    )


@on_linux
def test_with_no_camera_at_all_it_says_what_to_do(tmp_path: Path) -> None:
    assert str(cannot_open(find_camera("0", tmp_path), tmp_path)) == (
        "There is no camera 0; no camera is connected: plug one in, or give the address of a network camera."
    )


def test_the_name_of_a_stream_keeps_its_secrets() -> None:
    url = "rtsp://me:secret@192.168.1.20:554/live/ch0?token=abc"

    address = find_camera(url)

    assert address == Address(url, "rtsp://192.168.1.20:554/live/ch0")
    assert "secret" not in str(cannot_open(address))


@pytest.mark.parametrize("which", ["file:///etc/hosts", "ftp://host/film", "http://", "http://host:99999/"])
def test_addresses_that_no_camera_can_have_are_refused(which: str) -> None:
    with pytest.raises(SourceError, match=r"\.$"):
        find_camera(which)


class Cameras(ModuleType):
    """Stands in for the package that asks Windows and macOS, and notes by which of OpenCV's ways it was asked to count."""

    def __init__(self, *names: str) -> None:
        super().__init__("cv2_enumerate_cameras")
        self.names = names
        self.counted_by: set[int] = set()

    def enumerate_cameras(self, counted_by: int) -> Iterator[SimpleNamespace]:
        self.counted_by.add(counted_by)
        return (SimpleNamespace(index=index, name=name) for index, name in enumerate(self.names))


@pytest.mark.parametrize(("system", "counted_by"), [("win32", cv2.CAP_MSMF), ("darwin", cv2.CAP_AVFOUNDATION)])
def test_windows_and_macos_name_their_cameras_by_the_numbers_that_opencv_opens(
    system: str, counted_by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cameras = Cameras("Integrated Camera", "HD Webcam C270", "")
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", cameras)
    monkeypatch.setattr(sys, "platform", system)

    assert list_cameras() == [(0, "Integrated Camera"), (1, "HD Webcam C270"), (2, "camera 2")]
    assert find_camera("c270") == Address(1, "camera 1 (HD Webcam C270)")
    assert find_camera("0") == Address(0, "camera 0 (Integrated Camera)")
    with pytest.raises(SourceError, match="More than one camera is called 'cam'; connected: 0 "):
        find_camera("cam")
    assert cameras.counted_by == {counted_by}


def test_where_a_system_names_no_camera_they_go_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", None)
    monkeypatch.setattr(sys, "platform", "win32")

    assert find_camera("1") == Address(1, "camera 1")
    with pytest.raises(SourceError, match="There is no camera 'C270': on this system cameras go by number"):
        find_camera("C270")
