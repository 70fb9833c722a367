"""Processes of this computer that share a list of tasks, and go on when one of them is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic, TypeVar

TaskT = TypeVar("TaskT")
OutcomeT = TypeVar("OutcomeT")

TRIES: Final = 2
"""How often a task is begun whose process was killed, before it is given up (chosen: once may be chance)."""

_LOOK_EVERY_S: Final = 0.2
"""How often it is looked whether to stop (chosen)."""

_END_WITHIN_S: Final = 5.0
"""How long a process is given to end by itself (chosen)."""

_ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""The processes are what runs side by side; libraries that start threads for each core would only fight over those."""


class Workers(Generic[TaskT, OutcomeT]):
    """At most ``jobs`` processes, begun as they are needed.

    work: what is done with a task, a function of a module. lost: the outcome of a task whose process was killed each time.
    interrupted: whether to stop; what is under way is then left undone.
    """

    def __init__(
        self,
        jobs: int,
        work: Callable[[TaskT], OutcomeT],
        lost: Callable[[TaskT], OutcomeT],
        interrupted: Callable[[], bool],
    ) -> None:
        self._jobs = jobs
        self._work = work
        self._lost = lost
        self._interrupted = interrupted
        self._idle: list[_Worker[TaskT, OutcomeT]] = []
        self._busy: dict[Any, tuple[_Worker[TaskT, OutcomeT], int]] = {}

    def run(self, tasks: Sequence[TaskT]) -> Iterator[tuple[int, OutcomeT]]:
        """Each task's number and outcome, as they become ready."""
        waiting = deque(range(len(tasks)))
        tries: Counter[int] = Counter()
        try:
            while (waiting or self._busy) and not self._interrupted():
                while waiting and len(self._busy) < self._jobs:
                    self._begin(waiting.popleft(), tasks)
                for ready in wait(list(self._busy), timeout=_LOOK_EVERY_S):
                    worker, number = self._busy.pop(ready)
                    try:
                        outcome = worker.answer()
                    except (EOFError, OSError):
                        worker.end()
                        tries[number] += 1
                        if tries[number] < TRIES:
                            waiting.appendleft(number)
                            continue
                        outcome = self._lost(tasks[number])
                    else:
                        self._idle.append(worker)
                    yield number, outcome
        finally:
            self._end_all()

    def _begin(self, number: int, tasks: Sequence[TaskT]) -> None:
        while True:
            worker = self._idle.pop() if self._idle else _Worker[TaskT, OutcomeT](self._work)
            try:
                worker.ask(tasks[number])
            except OSError:  # killed while it had nothing to do
                worker.end()
                continue
            self._busy[worker.connection] = worker, number
            return

    def _end_all(self) -> None:
        for worker in (*self._idle, *(worker for worker, _ in self._busy.values())):
            worker.end()
        self._idle.clear()
        self._busy.clear()


class _Worker(Generic[TaskT, OutcomeT]):
    """One process, which ends when its connection does, so that none is left behind by a killed program."""

    def __init__(self, work: Callable[[TaskT], OutcomeT]) -> None:
        # Spawned on every platform: a forked copy of a process with threads in it may hang.
        context = multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, work), daemon=True)
        before = {name: os.environ.get(name) for name in _ONE_THREAD}
        os.environ.update({name: before[name] or value for name, value in _ONE_THREAD.items()})
        try:
            self._process.start()
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
            other.close()

    def ask(self, task: TaskT) -> None:
        self.connection.send(task)

    def answer(self) -> OutcomeT:
        answer: OutcomeT = self.connection.recv()
        return answer

    def end(self) -> None:
        """Ends it whatever it does."""
        self.connection.close()
        self._process.terminate()
        self._process.join(_END_WITHIN_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def _serve(connection: Connection, work: Callable[[TaskT], OutcomeT]) -> None:
    # Ctrl-C reaches every process of a terminal; what becomes of it is for the one that asks to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            connection.send(work(connection.recv()))


def _end_with_the_parent() -> None:
    """Ends this process at once where the one that asks is killed; else it would first finish the file it is at."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
