"""One process of a speech engine: started ahead, fed with one text, ended when it has spoken or must be silent."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Final

from coach.outputs.voice.engines import Engine

WINDOWLESS: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows opens no console for the engine."""

_DYING_S: Final = 1.0
"""How long a process that was killed is waited for; one that the system cannot end is left behind."""


class SpeechProcess:
    """Starts at once and waits for its text. Raises OSError when the engine cannot be started."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._process = subprocess.Popen(
            engine.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=WINDOWLESS,
            # Ctrl-C in the terminal is meant for us; the engine is ended by us.
            start_new_session=sys.platform != "win32",
        )

    @property
    def exit_code(self) -> int | None:
        """None while it lives, 0 when it has spoken, anything else when it died."""
        return self._process.poll()

    def say(self, text: str) -> None:
        """Gives it its text. One that has died is found out by its exit code."""
        stdin = self._process.stdin
        assert stdin is not None
        with suppress(OSError):
            stdin.write(self._engine.fed_with(text))
        with suppress(OSError):
            stdin.close()

    def wait(self, seconds: float) -> None:
        """Waits until it has ended, but no longer than this."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def end(self) -> None:
        """Silences and ends it, whatever it is doing."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        with suppress(OSError):
            self._process.kill()
        self.wait(_DYING_S)
