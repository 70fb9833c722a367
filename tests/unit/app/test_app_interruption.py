"""The first Ctrl-C is a wish to stop, and so are those right behind it; one much later stops what did not end."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from coach.app.running import interruption as ending
from coach.app.running.interruption import PATIENCE_S, SIGNALS, Interruption


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The time in seconds, to be moved by hand; signals are as at a terminal, also where the tests run in the background."""
    now_s = [1000.0]
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number in SIGNALS:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    monkeypatch.setattr(ending, "_asked_at_s", [])
    monkeypatch.setattr(ending.time, "monotonic", lambda: now_s[0])
    yield now_s
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.usefixtures("clock")
def test_every_way_to_ask_is_a_wish_and_the_handler_is_put_back(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with Interruption() as interruption:
        assert not interruption.asked
        signal.raise_signal(number)
        assert interruption.asked
    assert signal.getsignal(number) is before


def test_a_second_one_right_behind_the_first_disturbs_nothing(clock: list[float]) -> None:
    with Interruption() as outer:
        with Interruption() as inner:
            signal.raise_signal(signal.SIGINT)
            clock[0] += 0.2
            signal.raise_signal(signal.SIGINT)
        assert inner.asked
        assert outer.asked
        clock[0] += 1.0
        signal.raise_signal(signal.SIGTERM)  # while files are written


def test_one_much_later_ends_what_does_not_end(clock: list[float]) -> None:
    with Interruption():
        signal.raise_signal(signal.SIGINT)
        clock[0] += PATIENCE_S
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_where_nothing_is_under_way_it_ends_at_once_and_the_closing_is_not_disturbed(clock: list[float]) -> None:
    ending.end_in_order()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    clock[0] += 0.1
    signal.raise_signal(signal.SIGINT)
    clock[0] += PATIENCE_S
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no such signal")
def test_a_closed_terminal_that_is_to_be_ignored_is_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Interruption() as interruption:
            signal.raise_signal(signal.SIGHUP)
            assert not interruption.asked
    finally:
        signal.signal(signal.SIGHUP, before)
