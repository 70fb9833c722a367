"""Gets a finished bundle from a web address, through the user's own proxy."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coach.sources import privacy
from coach.sources.pose_models.wheel import FetchError, Progress

_CHUNK: Final = 1 << 16
_TIMEOUT_S: Final = 30  # chosen: how long the other end may be silent


def fetch_address(address: str, target: Path, progress: Progress) -> None:
    """Save what lies at ``address`` as ``target``.

    Raises FetchError when the address cannot be reached or the transfer breaks off, OSError when it cannot be saved.
    """
    try:
        with _opener(address).open(address, timeout=_TIMEOUT_S) as response, target.open("wb") as file:
            length = response.headers.get("Content-Length")
            total = int(length) if length else None
            done = 0
            while chunk := _read(response):
                file.write(chunk)
                done += len(chunk)
                progress(done, total)
    except urllib.error.HTTPError as error:
        error.close()
        raise FetchError(f"{address} answered {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        raise FetchError(f"{_host(address)} cannot be reached ({error.reason})") from error
    if total is not None and done != total:
        raise FetchError(f"the download broke off after {done} of {total} bytes")


def _read(response: object) -> bytes:
    """What has arrived, at most a chunk; a broken connection is told apart from a disk that cannot be written."""
    try:
        return bytes(response.read1(_CHUNK))  # type: ignore[attr-defined]
    except OSError as error:
        raise FetchError(f"the download broke off ({error})") from error


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
