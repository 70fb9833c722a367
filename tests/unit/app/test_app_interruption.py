"""The first Ctrl-C is a wish to stop, the second one stops."""

from __future__ import annotations

import signal

import pytest

from coach.app.interruption import Interruption


def test_first_is_a_wish_second_stops_and_the_handler_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interruption() as interruption:
        assert not interruption.asked
        signal.raise_signal(signal.SIGINT)
        assert interruption.asked
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
