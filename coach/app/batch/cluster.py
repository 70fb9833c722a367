"""The same tasks on a Dask cluster, which begins a task anew elsewhere when a worker of it is killed."""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any, Final, TypeVar

from coach.errors import ClusterError

TaskT = TypeVar("TaskT")
OutcomeT = TypeVar("OutcomeT")

REACHED_WITHIN: Final = "10s"
"""How long the scheduler is waited for (chosen)."""

_LOOK_EVERY_S: Final = 0.2
"""How often it is looked whether to stop (chosen)."""


def run_on_cluster(
    address: str,
    work: Callable[[TaskT], OutcomeT],
    tasks: Sequence[TaskT],
    lost: Callable[[TaskT], OutcomeT],
    interrupted: Callable[[], bool],
) -> Iterator[tuple[int, OutcomeT]]:
    """Each task's number and outcome, as they become ready. address: of the scheduler, as tcp://host:8786.

    lost: the outcome of a task that killed every worker that tried it. interrupted: whether to stop; the rest is then
    left undone. Raises ClusterError where the package is missing, or the cluster cannot be reached, is empty, or is lost.
    """
    if find_spec("distributed") is None:
        raise ClusterError("cluster_package")
    with _connected(address) as client:
        finished: queue.SimpleQueue[Any] = queue.SimpleQueue()
        # Not pure: the library must not take an answer that it remembers from before the file was changed.
        futures = [client.submit(work, task, pure=False) for task in tasks]
        numbers = {future.key: number for number, future in enumerate(futures)}
        for future in futures:
            future.add_done_callback(finished.put)
        try:
            left = len(futures)
            while left and not interrupted():
                try:
                    future = finished.get(timeout=_LOOK_EVERY_S)
                except queue.Empty:
                    continue
                left -= 1
                number = numbers[future.key]
                yield number, _answer(future, address, lambda number=number: lost(tasks[number]))  # type: ignore[misc]
        finally:
            with contextlib.suppress(Exception):  # the cluster may be gone, and then nothing is left to call off
                client.cancel(futures, force=True)


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Any]:
    import distributed

    try:
        client = distributed.Client(address, timeout=REACHED_WITHIN, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as problem:
        raise ClusterError("cluster_silent", address=address) from problem
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise ClusterError("cluster_empty", address=address)
        yield client


def _answer(future: Any, address: str, lost: Callable[[], OutcomeT]) -> OutcomeT:
    import distributed

    if future.status == "finished":
        answer: OutcomeT = future.result()
        return answer
    if future.status == "error":
        problem = future.exception()
        if isinstance(problem, distributed.KilledWorker):
            return lost()
        raise ClusterError("cluster_worker", address=address, why=repr(problem))
    raise ClusterError("cluster_lost", address=address)
