"""Keeps a library's chatter off the terminal while it starts, and lets its errors through."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

CHATTER: Final = re.compile(rb"INFO: |WARNING: Logging before |[IW](\d{4}){1,2} [\d:.]+ ")
"""How lines begin that inform or warn in MediaPipe's log (TFLite's and absl's formats). Errors begin with E or F."""

_STANDARD_ERROR: Final = 2
_one_at_a_time = threading.Lock()


@contextmanager
def without_chatter() -> Iterator[None]:
    """Hold back what is written to standard error meanwhile, then pass on everything but ``CHATTER``.

    MediaPipe logs from C++ straight to the file descriptor, before and beside Python's streams, and takes no level from
    the environment; so the descriptor itself is turned to a file. What a process writes just before it is killed is
    lost: keep the block short.
    """
    with _one_at_a_time:
        try:
            terminal = os.dup(_STANDARD_ERROR)
        except OSError:  # a program without a console has no standard error to protect
            yield
            return
        with tempfile.TemporaryFile() as held:
            _flush()
            os.dup2(held.fileno(), _STANDARD_ERROR)
            try:
                yield
            finally:
                _flush()
                os.dup2(terminal, _STANDARD_ERROR)
                os.close(terminal)
                held.seek(0)
                _pass_on(held.read())


def _pass_on(said: bytes) -> None:
    kept = b"".join(line for line in said.splitlines(keepends=True) if not CHATTER.match(line))
    while kept:
        kept = kept[os.write(_STANDARD_ERROR, kept) :]


def _flush() -> None:
    if sys.stderr is not None:
        sys.stderr.flush()
