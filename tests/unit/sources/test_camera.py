from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import films
import numpy as np
import pytest
from streams import NetworkCamera

from coach.errors import SourceError, StreamStopped
from coach.sources.camera import Camera, open_camera
from coach.sources.newest_item import NewestSlot
from coach.sources.viewing import Viewing

PATIENT_S = 30.0
IMPATIENT_S = 0.5
NO_SUCH_CAMERA = "4321"


@pytest.fixture
def network_camera(monkeypatch: pytest.MonkeyPatch) -> Iterator[NetworkCamera]:
    monkeypatch.delenv("http_proxy", raising=False)
    camera = NetworkCamera()
    yield camera
    camera.switch_off()


@pytest.fixture
def camera(network_camera: NetworkCamera) -> Iterator[Camera]:
    with open_camera(network_camera.url, stall_s=PATIENT_S) as opened:
        yield opened


def wait_until(condition: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline_s, "waited in vain"
        time.sleep(0.01)


def read_until_it_stops(camera: Camera) -> tuple[float, str]:
    """The time of the last frame, and what was said of the stop."""
    time_s = -1.0
    try:
        while True:
            time_s = camera.read().time_s
    except StreamStopped as stopped:
        return time_s, str(stopped)


def test_frames_arrive_in_order_with_increasing_times_from_zero(camera: Camera) -> None:
    frames = [camera.read() for _ in range(10)]

    indices = [frame.index for frame in frames]
    times = [frame.time_s for frame in frames]
    assert camera.size == films.SIZE
    assert all(before < after for before, after in pairwise(indices))
    assert all(before < after for before, after in pairwise(times))
    assert all(time_s == round(time_s, 6) for time_s in times)
    assert (times[0] == 0.0) == (indices[0] == 0)
    assert indices[-1] + 1 <= len(frames) + camera.dropped


def test_a_slow_reader_gets_the_newest_frame_and_the_rest_is_dropped(camera: Camera) -> None:
    before = camera.read()
    dropped_before = camera.dropped
    wait_until(lambda: camera.dropped >= dropped_before + 5)

    after = camera.read()

    assert after.index >= before.index + 6
    assert after.time_s > before.time_s


def test_a_camera_that_changes_its_size_still_gives_pictures_of_the_first(camera: Camera) -> None:
    camera.read()
    camera._capturing.stop(PATIENT_S)
    camera._capturing.slot = NewestSlot()
    camera._capturing.slot.put((1000, 500.0, np.full((300, 100, 3), 200, np.uint8)))
    image = camera.read().image
    assert (image.shape[1], image.shape[0]) == camera.size
    assert image[image.shape[0] // 2, image.shape[1] // 2].tolist() == [200] * 3, "the whole picture, in the middle"
    assert image[0, 0].tolist() == [0] * 3


def test_a_silent_stream_counts_as_stopped_and_goes_on_when_opened_again(network_camera: NetworkCamera) -> None:
    with open_camera(network_camera.url, stall_s=IMPATIENT_S) as camera:
        network_camera.fall_silent()
        last_s, complaint = read_until_it_stops(camera)
        network_camera.speak_again()
        camera.reopen()
        again = camera.read()

    assert camera.name in complaint
    assert again.time_s > last_s
    assert again.time_s > 0.0


def test_a_stream_that_goes_away_says_so_and_goes_on_when_it_is_back(
    camera: Camera, network_camera: NetworkCamera
) -> None:
    camera.read()
    network_camera.switch_off()
    last_s, complaint = read_until_it_stops(camera)

    assert camera.name in complaint
    with pytest.raises(StreamStopped):
        camera.read()
    with pytest.raises(SourceError, match="No picture comes from"):
        camera.reopen()

    network_camera.switch_on()
    camera.reopen()
    assert camera.read().time_s > last_s


def test_closing_wakes_a_waiting_reader(network_camera: NetworkCamera) -> None:
    stopped: list[str] = []
    with open_camera(network_camera.url, stall_s=PATIENT_S) as camera:
        network_camera.fall_silent()
        reader = threading.Thread(target=lambda: stopped.append(read_until_it_stops(camera)[1]))
        reader.start()
        network_camera.switch_off()
    reader.join(20)

    assert len(stopped) == 1
    camera.close()


def test_nothing_is_left_running_after_closing(network_camera: NetworkCamera) -> None:
    with open_camera(network_camera.url, stall_s=PATIENT_S) as camera:
        camera.read()

    wait_until(lambda: not any(thread.name == "camera" for thread in threading.enumerate()))


def test_an_address_where_nobody_answers_is_refused(network_camera: NetworkCamera) -> None:
    network_camera.switch_off()

    with pytest.raises(SourceError, match=r"No picture comes from http://127\.0\.0\.1.*check the address"):
        open_camera(network_camera.url)


def test_a_camera_that_is_not_there_is_refused() -> None:
    with pytest.raises(SourceError, match=f"camera {NO_SUCH_CAMERA}"):
        open_camera(NO_SUCH_CAMERA)


def test_pictures_are_turned_as_asked(network_camera: NetworkCamera) -> None:
    with open_camera(network_camera.url, stall_s=PATIENT_S, how=Viewing(turn=90, mirrored=True)) as camera:
        image = camera.read().image

    assert camera.size == (image.shape[1], image.shape[0]) == (films.SIZE[1], films.SIZE[0])
