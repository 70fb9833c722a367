"""The output that stores: every repetition is on the disk as soon as it is over."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from coach.errors import StoreError
from coach.events import (
    Event,
    ExerciseCompleted,
    ExerciseStarted,
    FaultRaised,
    PainReported,
    RepAbandoned,
    RepCompleted,
)
from coach.outputs.store.curves import CurveRecorder
from coach.outputs.store.database import Database, open_for_writing
from coach.outputs.store.diary import log_pain_stop
from coach.outputs.store.sessions import add_rep, add_session, mark_completed
from coach.records import PainStop, StoredRep, StoredSession
from coach.values import ExerciseCard, Step

RETRY_S: Final = 2.0
"""How long to wait before a write that failed is tried again (chosen)."""

GIVE_WAY_S: Final = 0.05
"""How long the one who brings a repetition waits at most for it to be on the disk (chosen: a frame or two, once every few
seconds; usually it takes a millisecond). So a repetition is stored before anybody hears of it."""

SETTLE_S: Final = 1.0
"""How long nothing must have happened before what was written is made to outlive a power cut, too (chosen)."""


@dataclass(eq=False)
class _Session:
    """A session of this run. id: None until its first repetition is written."""

    opening: StoredSession
    id: int | None = None


_Record = tuple[_Session, StoredRep | None] | PainStop
"""What there is to write: a repetition of a session, None for its completion, or that it hurt."""


class Store:
    """Writes each exercise of a run as a session, each repetition in a transaction of its own.

    ``take`` queues, and gives way for a moment to the thread that writes. A session appears with its first repetition. What
    cannot be written is kept and tried again, in order; report is told once, and ``close`` raises StoreError when some of it
    never could be.

    began: the local time of the source's first frame, with its offset.
    Raises StoreError at once where the database cannot be opened for writing.
    """

    def __init__(self, path: Path, profile: str, source: str, began: datetime, report: Callable[[str], None]) -> None:
        self._profile = profile
        self._source = source
        self._began = began
        self._report = report
        self._session: _Session | None = None
        self._low_back_faults: set[str] = set()
        self._curves = CurveRecorder()
        self._queue: queue.SimpleQueue[_Record | None] = queue.SimpleQueue()
        self._unwritten: deque[_Record] = deque()
        self._trouble: StoreError | None = None
        self._queued = 0
        self._tried = 0
        self._progress = threading.Condition()
        self._database = open_for_writing(path, began, report)
        self._thread = threading.Thread(target=self._write, name="store", daemon=True)
        self._thread.start()

    def take(self, step: Step) -> None:
        """Queues what is worth keeping of this frame."""
        self._curves.take(step.pose.time_s, step.state.gauge)
        self.tell(step.exercise, step.events)

    def tell(self, card: ExerciseCard, events: tuple[Event, ...]) -> None:
        """Queues what is worth keeping of events that belong to no frame, as those at the end of a source."""
        for event in events:
            match event:
                case ExerciseStarted(time_s=time_s):
                    self._session = _Session(self._opening(card, time_s))
                    self._low_back_faults = set()
                    self._curves.forget()
                case FaultRaised(fault=fault, low_back=True):
                    self._low_back_faults.add(fault)
                case RepCompleted(rep=rep) | RepAbandoned(rep=rep) if self._session is not None:
                    low_back = not self._low_back_faults.isdisjoint(rep.faults)
                    self._put((self._session, StoredRep(rep, low_back, self._curves.curve(rep))))
                    self._give_way()
                case ExerciseCompleted() if self._session is not None:
                    self._put((self._session, None))
                case PainReported(time_s=time_s, exercise=exercise):
                    # Not tied to the session, which is there only once it has a repetition.
                    self._put(PainStop(self._profile, self._began + timedelta(seconds=time_s), exercise))
                case _:
                    pass

    def close(self) -> None:
        """Waits until everything is written. Raises StoreError where that cannot be; a second call does nothing."""
        if not self._thread.is_alive():
            return
        self._queue.put(None)
        self._thread.join()
        self._database.close()
        if self._unwritten and self._trouble is not None:
            lost = sum(isinstance(record, tuple) and record[1] is not None for record in self._unwritten)
            hurt = any(isinstance(record, PainStop) for record in self._unwritten)
            what = "That it hurt" if hurt and not lost else f"{lost} repetitions"
            raise StoreError(f"{what} could not be stored. {self._trouble}") from self._trouble

    def _put(self, record: _Record) -> None:
        self._queued += 1
        self._queue.put(record)

    def _give_way(self) -> None:
        """Not while something could not be written: that may take long, and is tried again without anybody waiting."""
        if self._trouble is None or not self._unwritten:
            with self._progress:
                self._progress.wait_for(lambda: self._tried >= self._queued, GIVE_WAY_S)

    def _opening(self, card: ExerciseCard, time_s: float) -> StoredSession:
        return StoredSession(
            profile=self._profile,
            started=self._began + timedelta(seconds=time_s),
            source=self._source,
            exercise=card.id,
            sides=card.sides,
            unit=card.gauge_unit,
            reps_asked=card.reps,
            hold_asked_s=card.hold_s,
            completed=False,
            target=card.gauge_target,
            error=card.gauge_error,
        )

    def _write(self) -> None:
        """The thread: waits for something to write, and for better times while something could not be."""
        wait_s: float | None = None
        while True:
            record: _Record | None = None
            try:
                record = self._queue.get(timeout=wait_s)
            except queue.Empty:
                if not self._unwritten:
                    self._database.settle()
                    wait_s = None
                    continue
            else:
                if record is None:
                    break
                self._unwritten.append(record)
            self._write_what_there_is()
            with self._progress:
                self._tried += record is not None
                self._progress.notify_all()
            wait_s = RETRY_S if self._unwritten else SETTLE_S
        self._write_what_there_is()
        self._database.settle()

    def _write_what_there_is(self) -> None:
        while self._unwritten:
            try:
                _write_one(self._database, self._unwritten[0])
            except Exception as unexpected:  # whatever it is, it must be said and not end the thread
                problem = unexpected
                if not isinstance(problem, StoreError):
                    problem = StoreError(f"The record {self._database.name} failed ({unexpected!r}).")
                if self._trouble is None:
                    self._report(f"{problem} The session goes on, and Coach keeps trying to store it.")
                self._trouble = problem
                return
            self._unwritten.popleft()


def _write_one(database: Database, record: _Record) -> None:
    if isinstance(record, PainStop):
        log_pain_stop(database, record)
    else:
        _write_of_session(database, *record)


def _write_of_session(database: Database, session: _Session, stored: StoredRep | None) -> None:
    number = session.id
    # Each statement waits for its turn among the threads: one alone is on the disk soonest.
    with database.writing() if number is None else database.one_statement() as connection:
        if number is None:
            number = add_session(connection, session.opening)
        if stored is None:
            mark_completed(connection, number)
        else:
            add_rep(connection, number, stored)
    # Only now, for a transaction that failed has taken its new session back.
    session.id = number
