"""Which cue is said next."""

from __future__ import annotations

from coach.outputs.voice.waiting import STALE_S, Queue, Waiting
from coach.values import CUE_ORDER, Cue, CuePriority


def waiting(priority: CuePriority, text: str = "", *, time_s: float = 10.0, came_s: float = 100.0) -> Waiting:
    return Waiting(Cue(time_s, text or priority, priority), came_s)


def filled(*places: Waiting, frame_s: float = 10.0) -> Queue:
    queue = Queue()
    queue.reach(frame_s)
    for place in places:
        queue.put(place)
    return queue


def test_the_most_urgent_is_first() -> None:
    queue = filled(*(waiting(priority) for priority in reversed(CUE_ORDER)))
    popped = [queue.pop(100.0) for _ in CUE_ORDER]
    assert [place.cue.priority for place in popped if place] == list(CUE_ORDER)
    assert queue.pop(100.0) is None


def test_pain_comes_first_and_instructions_last() -> None:
    assert CUE_ORDER == ("safety", "low-back", "correction", "hold", "count", "praise", "instruction")


def test_of_a_kind_only_the_newest_is_said() -> None:
    queue = filled(waiting("hold", "Three."), waiting("hold", "Two."))
    place = queue.pop(100.0)
    assert place is not None
    assert place.cue.text == "Two."
    assert queue.pop(100.0) is None


def test_stale_by_the_frames() -> None:
    assert filled(waiting("count"), frame_s=10.0 + STALE_S).pop(100.0) is not None
    assert filled(waiting("count"), frame_s=10.1 + STALE_S).pop(100.0) is None


def test_stale_by_the_clock_while_no_frames_come() -> None:
    assert filled(waiting("count")).pop(100.0 + STALE_S) is not None
    assert filled(waiting("count")).pop(100.1 + STALE_S) is None


def test_only_something_more_urgent_and_fresh_beats_what_is_said() -> None:
    queue = filled(waiting("low-back"))
    assert queue.beats("correction", 100.0)
    assert not queue.beats("low-back", 100.0)
    assert not queue.beats("safety", 100.0)
    assert not queue.beats("correction", 102.0)


def test_what_is_put_back_does_not_displace_something_newer() -> None:
    queue = filled(waiting("count", "Left 2 of 3"))
    queue.put_back(waiting("count", "Left 1 of 3"))
    place = queue.pop(100.0)
    assert place is not None
    assert place.cue.text == "Left 2 of 3"
