"""Reads strace's record of a program's network calls."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

_SENDS = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(")
_ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
_PORT = re.compile(r"sin6?_port=htons\((\d+)\)")
_NAME_SERVICE = re.compile(r'sun_path=@?"[^"]*(nscd|resolve)')
_DNS_PORT = 53


def departures(log: Iterable[str]) -> list[str]:
    """The calls that look a name up, or that connect or send to anywhere but this machine."""
    return [line.strip() for line in log if _SENDS.search(line) and _departs(line)]


def refused_at(log: Iterable[str], port: int) -> list[str]:
    """The connections that were tried on this machine at ``port``."""
    at_port = (line.strip() for line in log if "connect(" in line and f"htons({port})" in line)
    return [line for line in at_port if not _departs(line)]


def _departs(line: str) -> bool:
    if _NAME_SERVICE.search(line):
        return True
    ports = {int(port) for port in _PORT.findall(line)}
    return _DNS_PORT in ports or any(not _is_here(four or six) for four, six in _ADDRESS.findall(line))


def _is_here(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_loopback
