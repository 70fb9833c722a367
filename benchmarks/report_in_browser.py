"""Opens a report in a real headless Chromium: pictures for a phone, a screen and the dark, a PDF, and every
request that it makes. Needs ``chromium``, or the browser named in CHROMIUM.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_OWN = "not an origin"
"""Who asks, in the log, where it is the browser by itself, for its updates and the time."""

_OPTIONS = (
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_PICTURES = {
    "desktop": ("--window-size=1280,5000",),
    "dark": ("--window-size=1280,5000", "--blink-settings=preferredColorScheme=0"),
    "narrow": ("--window-size=500,5000", "--force-device-scale-factor=2"),
}


def main() -> int:
    """Returns 1 where the page asked for anything but itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, metavar="REPORT.html")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the pictures and the PDF go")
    asked_for = parser.parse_args()
    report, folder = asked_for.report.resolve(), asked_for.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("There is no Chromium; install one, or name it in CHROMIUM.")
        return 2
    asked: list[str] = []
    for name, options in _PICTURES.items():
        asked += _run(browser, report, (*options, f"--screenshot={folder / f'{name}.png'}"))
    asked += _run(browser, report, ("--no-pdf-header-footer", f"--print-to-pdf={folder / 'paper.pdf'}"))
    print(f"the page asked for {len(asked)} things besides itself")
    for url in sorted(set(asked)):
        print(f"asked for {url}")
    return int(bool(asked))


def _run(browser: str, report: Path, options: tuple[str, ...]) -> list[str]:
    with tempfile.TemporaryDirectory() as home:
        log = Path(home) / "net.json"
        command = [browser, *_OPTIONS, f"--user-data-dir={home}/profile", f"--log-net-log={log}", *options]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")
        subprocess.run([*command, report.as_uri()], check=True, capture_output=True, timeout=120)
        return list(_requested(log))


def _requested(log: Path) -> Iterator[str]:
    """Addresses that the page asked for, out of the browser's own log of the network."""
    whole = json.loads(log.read_text(encoding="utf-8"))
    begun = whole["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    for event in whole["events"]:
        details = event.get("params", {})
        if event["type"] == begun and details.get("url") and details.get("initiator") != _OWN:
            yield details["url"]


if __name__ == "__main__":
    sys.exit(main())
