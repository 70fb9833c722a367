"""One process at a time: a lock that the operating system lets go when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_RETRY_S: Final = 0.2  # chosen: how often a waiting process looks again


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock on ``file``, which is created and stays; wait while another process holds it.

    Raises OSError when the file cannot be opened for writing.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while not taken(descriptor):
            time.sleep(_RETRY_S)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def taken(descriptor: int, at: int = 0) -> bool:
        """Whether the lock of an open file could be taken; it is let go when the file is closed or the program ends.

        at: the byte that is locked, on Windows, where nobody else can read what is.
        """
        os.lseek(descriptor, at, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def taken(descriptor: int, at: int = 0) -> bool:  # noqa: ARG001 - all of a file is locked here, and read all the same
        """Whether the lock of an open file could be taken; it is let go when the file is closed or the program ends.

        Raises OSError where the file system knows no locks.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
