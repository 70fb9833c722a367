"""A real Dask cluster of a scheduler and two workers, each a process of its own, on this computer alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

WORKERS = 2
_UP_WITHIN_S = 120


@contextmanager
def small_cluster(folder: Path) -> Iterator[str]:
    """The scheduler's address, once both workers are there. Killed at the end, without a farewell."""
    import distributed

    note = folder / "scheduler.json"
    local = ("--host", "127.0.0.1")
    with ExitStack() as stack:
        start(stack, folder, "scheduler", *local, "--port", "0", "--no-dashboard", "--scheduler-file", note)
        address = address_in(note)
        for _ in range(WORKERS):
            start(stack, folder, "worker", address, *local, "--no-nanny", "--nthreads", "1", "--no-dashboard")
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(WORKERS, timeout=_UP_WITHIN_S)
        yield address


def start(stack: ExitStack, folder: Path, *words: object) -> None:
    command = [sys.executable, "-m", "dask", *map(str, words)]
    here = os.environ | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, filter(None, sys.path)))}
    process = stack.enter_context(
        subprocess.Popen(command, cwd=folder, env=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    )
    stack.callback(process.kill)


def address_in(note: Path) -> str:
    """What the scheduler writes once it listens."""
    until_s = time.monotonic() + _UP_WITHIN_S
    while time.monotonic() < until_s:
        try:
            return str(json.loads(note.read_text(encoding="utf-8"))["address"])
        except (FileNotFoundError, ValueError):
            time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")
