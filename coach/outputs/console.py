"""The terminal: a progress bar, each repetition as it happens, and the summary.

What a person or a pipe wants to keep goes to stdout; progress goes to stderr and leaves no trace on a terminal.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import IO, Final, Literal, Self

from coach.errors import Figure, Said
from coach.plain import shown
from coach.terminal import broken, is_new, told, width_of


def say(text: Figure) -> None:
    """One line to stdout, at once even into a pipe; on a terminal broken between words."""
    print("\n".join(_lines(text, sys.stdout)), flush=True)


_OF_FILES: Final = frozenset(
    {"file_left_out", "folder_left_out", "row_left_out", "rows_left_out", "settings_broken", "settings_unreadable"}
)
"""What stays as it is for as long as a command runs, which may read the same file twice."""


def warn(text: Figure) -> None:
    """One line to stderr, at once, on a terminal broken between words; of a file that is broken only once a command."""
    if isinstance(text, Said) and text.code in _OF_FILES and not is_new(told(text)):
        return
    print("\n".join(_lines(text, sys.stderr)), file=sys.stderr, flush=True)


def _lines(text: Figure, stream: IO[str]) -> list[str]:
    width = width_of(stream)
    return [part for line in shown(told(text), in_lines=True).split("\n") for part in broken(line, width)]


_STEPS_IN_A_LOG: Final = 10


class ProgressBar:
    """A bar on stderr while something runs: of frames, of files, or of bytes.

    On a terminal it disappears when done. Elsewhere nothing is shown, unless ``in_logs`` asks for a line every tenth.
    total: None where it is not known.
    """

    def __init__(
        self,
        title: Figure,
        total: int | None,
        *,
        of_bytes: bool = False,
        unit: Literal["bar_frames", "bar_files"] = "bar_frames",
        in_logs: bool = False,
    ) -> None:
        # Only what shows a bar waits for the library that draws it.
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        console = Console(stderr=True)
        self._title = told(title)
        self._total = total or None
        self._tenths = 0
        self._log = in_logs and not console.is_terminal
        amount = DownloadColumn() if of_bytes else TextColumn(f"{{task.completed:.0f}} {told(Said(unit))}")
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            amount,
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
            # Redirected output would land in stderr, which is right only where both are the same terminal.
            redirect_stdout=sys.stdout.isatty(),
        )
        self._task = self._bar.add_task(self._title, total=self._total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def reach(self, done: int, total: int | None = None) -> None:
        """Shows how far it has come; total, where given, replaces the one known so far."""
        self._total = total or self._total
        self._bar.update(self._task, completed=done, total=self._total)
        if self._log and self._total:
            self._log_tenths(done * _STEPS_IN_A_LOG // self._total)

    def _log_tenths(self, tenths: int) -> None:
        if tenths > self._tenths:
            self._tenths = tenths
            filled = "#" * tenths + "." * (_STEPS_IN_A_LOG - tenths)
            warn(f"{self._title} [{filled}] {tenths * 100 // _STEPS_IN_A_LOG} %")
