"""The output that stores: every repetition is on the disk as soon as it is over."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from coach.errors import Figure, Said, StoreError
from coach.events import (
    BaselineTaken,
    Event,
    ExerciseCompleted,
    ExerciseStarted,
    FaultRaised,
    PainReported,
    RepAbandoned,
    RepCompleted,
)
from coach.plain import shown
from coach.record.entries import PainStop, StoredRep, StoredSession, StoredWarning
from coach.record.store.curves import CurveRecorder
from coach.record.store.database import Database, open_for_writing
from coach.record.store.diary import log_pain_stop
from coach.record.store.sessions import add_rep, add_session, add_warning, is_there, mark_completed
from coach.values import ExerciseCard, Output, Step

RETRY_S: Final = 2.0
"""How long to wait before a write that failed is tried again (chosen)."""

GIVE_WAY_S: Final = 0.05
"""How long the one who brings a repetition waits at most for it to be on the disk (chosen: a frame or two, once every few
seconds; usually it takes a millisecond). So a repetition is stored before anybody hears of it."""

SETTLE_S: Final = 1.0
"""How long nothing must have happened before what was written is made to outlive a power cut, too (chosen)."""


@dataclass(eq=False)
class _Session:
    """A session of this run. id: None until something of it is written; database: into which file that was."""

    opening: StoredSession
    id: int | None = None
    database: Database | None = None


_Happened = StoredRep | StoredWarning | Literal["begun", "completed"]

_Record = tuple[_Session, _Happened] | PainStop
"""What there is to write: what happened in a session, or that it hurt."""


class Store(Output):
    """Writes each exercise of a run as a session, each repetition in a transaction of its own.

    ``update`` queues, and gives way for a moment to the thread that writes. A session appears with the first thing that happens
    in it: the start position, a fault, a repetition. One that was deleted meanwhile goes on as a new one. What cannot be
    written is kept and tried again, in order; report is told once, and ``close`` raises StoreError when some of it
    never could be.

    began: the local time of the source's first frame, with its offset.
    Raises StoreError at once where the database cannot be opened for writing.
    """

    def __init__(
        self, path: Path, profile: str, source: str, began: datetime, report: Callable[[Figure], None]
    ) -> None:
        self._path = path
        self._profile = profile
        self._source = shown(source)
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

    def update(self, step: Step) -> None:
        """Queues what is worth keeping of this frame."""
        self._curves.update(step.pose.time_s, step.state.gauge)
        self.tell(step.exercise, step.events)

    def tell(self, card: ExerciseCard, events: tuple[Event, ...]) -> None:
        """Queues what is worth keeping of events that belong to no frame, as those at the end of a source."""
        for event in events:
            match event:
                case ExerciseStarted(time_s=time_s):
                    self._session = _Session(self._opening(card, time_s))
                    self._low_back_faults = set()
                    self._curves.forget()
                case BaselineTaken() if self._session is not None:
                    self._put((self._session, "begun"))
                case FaultRaised(time_s=time_s, fault=fault, severity=severity, low_back=low_back, side=side):
                    if low_back:
                        self._low_back_faults.add(fault)
                    if self._session is not None:
                        self._put((self._session, StoredWarning(time_s, fault, severity, low_back, side)))
                case RepCompleted(rep=rep) | RepAbandoned(rep=rep) if self._session is not None:
                    low_back = not self._low_back_faults.isdisjoint(rep.faults)
                    self._put((self._session, StoredRep(rep, low_back, self._curves.curve(rep))))
                    self._give_way()
                case ExerciseCompleted() if self._session is not None:
                    self._put((self._session, "completed"))
                case PainReported(time_s=time_s, exercise=exercise):
                    # Not tied to the session, which is there only once something has happened in it.
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
            lost = sum(isinstance(record, tuple) and isinstance(record[1], StoredRep) for record in self._unwritten)
            hurt = any(isinstance(record, PainStop) for record in self._unwritten)
            why = self._trouble.said
            if lost:
                raise StoreError("lost_reps", count=lost, why=why) from self._trouble
            told = StoreError("lost_hurt", why=why) if hurt else StoreError("lost_some", why=why)
            raise told from self._trouble

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
                self._open_anew_where_moved()
                _write_one(self._database, self._unwritten[0])
            except Exception as unexpected:  # whatever it is, it must be said and not end the thread
                problem = unexpected
                if not isinstance(problem, StoreError):
                    problem = StoreError("record_failed", file=self._database.name, why=repr(unexpected))
                if self._trouble is None:
                    self._report(Said("record_goes_on", {"problem": problem.said}))
                self._trouble = problem
                return
            self._unwritten.popleft()

    def _open_anew_where_moved(self) -> None:
        """A file that was deleted, or set aside, would take what is written into it out of everybody's sight."""
        if self._database.has_moved():
            anew = open_for_writing(self._path, self._began, self._report)
            self._database.close()
            self._database = anew


def _write_one(database: Database, record: _Record) -> None:
    if isinstance(record, PainStop):
        log_pain_stop(database, record)
    else:
        _write_of_session(database, *record)


def _write_of_session(database: Database, session: _Session, happened: _Happened) -> None:
    # The numbers of another file mean other sessions.
    number = session.id if session.database is database else None
    with database.writing() as connection:
        if number is None or not is_there(connection, number):
            number = add_session(connection, session.opening)
        if isinstance(happened, StoredRep):
            add_rep(connection, number, happened)
        elif isinstance(happened, StoredWarning):
            add_warning(connection, number, happened)
        elif happened == "completed":
            mark_completed(connection, number)
    # Only now, for a transaction that failed has taken its new session back.
    session.id, session.database = number, database
