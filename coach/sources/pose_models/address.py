"""Gets a finished bundle from a web address, through the user's own proxy."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coach.errors import Said
from coach.plain import shown
from coach.sources import privacy
from coach.sources.pose_models.wheel import FetchError, Progress

_CHUNK: Final = 1 << 16
_MOST: Final = 1 << 28  # chosen: several times the largest model
_TIMEOUT_S: Final = 30.0  # chosen: how long the other end may be silent


def fetch_address(address: str, target: Path, progress: Progress, timeout_s: float = _TIMEOUT_S) -> None:
    """Save what lies at ``address`` as ``target``. timeout_s: how long the other end may be silent.

    Raises FetchError when the address cannot be reached or the transfer breaks off, OSError when it cannot be saved.
    """
    try:
        with _opener(address).open(address, timeout=timeout_s) as response:
            total = _length(response.headers.get("Content-Length"))
            done = _save(response, target, total, progress)
    except urllib.error.HTTPError as error:
        error.close()
        why = _why(error.reason)
        raise FetchError(Said("answered", {"address": address, "code": error.code, "why": why})) from error
    except urllib.error.URLError as error:
        raise FetchError(Said("unreachable", {"host": _host(address), "why": _why(error.reason)})) from error
    except _Unsaved as error:
        raise error.why from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        # What the other end says or leaves out, from a broken status line to silence.
        raise FetchError(Said("answered_wrong", {"host": _host(address), "why": _why(error)})) from error
    if total is not None and done != total:
        raise FetchError(Said("download_short", {"done": done, "all": total}))


class _Unsaved(Exception):
    """The disk took no more, which is no trouble of the connection."""

    def __init__(self, why: OSError) -> None:
        super().__init__(str(why))
        self.why = why


def _save(response: http.client.HTTPResponse, target: Path, total: int | None, progress: Progress) -> int:
    done = 0
    try:
        file = target.open("wb", buffering=0)
    except OSError as error:
        raise _Unsaved(error) from error
    with file:
        while chunk := _read(response):
            left = memoryview(chunk)
            try:
                while left:
                    left = left[file.write(left) :]
            except OSError as error:
                raise _Unsaved(error) from error
            done += len(chunk)
            if done > _MOST:
                raise FetchError(Said("download_long", {"most": _MOST >> 20}))
            progress(done, total)
    return done


def _read(response: http.client.HTTPResponse) -> bytes:
    """What has arrived, at most a chunk; a broken connection is told apart from a disk that cannot be written."""
    try:
        return bytes(response.read1(_CHUNK))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(Said("download_broke", {"why": _why(error)})) from error


def _length(said: str | None) -> int | None:
    """How many bytes there will be; None where the other end does not say, or says what is no number of bytes."""
    return int(said) if said and re.fullmatch(r"[0-9]{1,15}", said.strip()) else None


def _why(error: BaseException | str) -> str:
    return shown(" ".join(str(error).split()))[:120] or type(error).__name__


def _host(address: str) -> str:
    return urllib.parse.urlsplit(address).hostname or address


def _opener(address: str) -> urllib.request.OpenerDirector:
    if not privacy.is_blocking():
        return urllib.request.build_opener()
    # This process's own environment leads to the closed port: read the user's instead.
    proxies = proxies_in(privacy.outside_environment())
    exceptions = {"no": proxies.pop("no", "")}
    bypass = urllib.request.proxy_bypass_environment(_host(address), exceptions)  # type: ignore[attr-defined]
    return urllib.request.build_opener(urllib.request.ProxyHandler({} if bypass else proxies))


def proxies_in(environment: Mapping[str, str]) -> dict[str, str]:
    """Scheme to proxy address (and "no" to the exceptions) as set in an environment; the lower-case name wins."""
    upper_first = sorted(environment.items(), key=lambda item: item[0].islower())
    return {
        name.lower().removesuffix("_proxy"): value for name, value in upper_first if name.lower().endswith("_proxy")
    }
