"""Nothing goes home: MediaPipe's usage reporting is stopped before it starts.

MediaPipe 0.10.35 and later send usage figures to Google over https when a task is closed, and offer no switch. The
report goes through libcurl, which asks the environment for a proxy first. Here the process's own https proxy becomes a
port of this machine on which nothing listens, so the report is refused on loopback: no name is looked up, no packet
leaves. Seen with strace on Linux; on macOS and Windows the same variables apply but nobody has watched the wire.
"""

from __future__ import annotations

import ipaddress
import os
from typing import Final

from coach import paths

BLOCKED_PORT: Final = 9
"""The discard service, which no system has run by default for decades."""

_NOWHERE: Final = f"http://127.0.0.1:{BLOCKED_PORT}"
_LOCAL_ENDINGS: Final = (".local", ".lan", ".home.arpa", ".internal", ".localdomain")

_before: dict[str, str] | None = None


def block_usage_reporting() -> None:
    """Send this process's https traffic to a closed port of this machine, for as long as the process lives.

    Call it before mediapipe is imported; a second call changes nothing. It stays in force to the end, since the report
    is sent when the last task closes. http_proxy is left alone: cameras with an http address are read in this process
    too, and the report is https. A process started later that needs the network takes ``outside_environment()``.
    """
    global _before
    if _before is not None:
        return
    _before = dict(os.environ)
    for name in ("no_proxy", "NO_PROXY"):
        exceptions = os.environ.pop(name, None)
        if exceptions is not None and (kept := local_exceptions(exceptions)):
            os.environ[name] = kept
    # It imports matplotlib, which else writes into folders of the user's that are none of ours.
    os.environ.setdefault("MPLCONFIGDIR", str(paths.cache() / "matplotlib"))
    # libcurl reads the lower-case name first, other libraries the upper-case one.
    os.environ["https_proxy"] = os.environ["HTTPS_PROXY"] = _NOWHERE


def is_blocking() -> bool:
    """Whether ``block_usage_reporting`` has been called in this process."""
    return _before is not None


def outside_environment() -> dict[str, str]:
    """A copy of the environment as the user set it, with the user's own proxies, for processes that fetch something."""
    return dict(os.environ if _before is None else _before)


def local_exceptions(exceptions: str) -> str:
    """Those entries of a no_proxy list that can only name this machine or the home network, comma-separated.

    Everything else is dropped, ``*`` above all: an exception for the reporting host would lead around the block.
    Private addresses and local names are kept because a camera in the house may depend on them.
    """
    entries = (entry.strip() for entry in exceptions.replace(",", " ").split())
    return ",".join(entry for entry in entries if _is_local(entry))


def _is_local(entry: str) -> bool:
    name = entry.lower().rstrip(".")
    if name == "localhost" or name.endswith(_LOCAL_ENDINGS):
        return True
    try:
        network = ipaddress.ip_network(name.strip("[]"), strict=False)
    except ValueError:
        return False
    return network.is_private or network.is_link_local
