"""A speech engine for tests: says its text by writing it to the file that is named first; run as a program.

What a text contains makes it misbehave: HANG never ends, DIE leaves with 3.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def main() -> None:
    log = Path(sys.argv[1])
    text = sys.stdin.buffer.read().decode("utf-8").strip()
    if not text:
        return
    note(log, f"began {text}")
    if "HANG" in text:
        time.sleep(600)
    if "DIE" in text:
        sys.exit(3)
    note(log, f"said {text}")


def note(log: Path, line: str) -> None:
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT), "a", encoding="utf-8") as file:
        file.write(line + "\n")


if __name__ == "__main__":
    main()
