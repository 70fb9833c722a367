"""Starts the program: ``coach`` or ``python -m coach``."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from coach.errors import CoachError

_BUG = 70
"""Exit code for what should not happen (EX_SOFTWARE of BSD's sysexits)."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and leaves with its exit code; what goes wrong is said in one sentence on stderr."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _print_what_the_terminal_lacks_as_question_marks()
    from coach.cli import program

    try:
        program(args=words, prog_name="coach")
    except CoachError as problem:
        if "--debug" in words:
            raise
        _leave(str(problem), problem.exit_code)
    except Exception as problem:
        if "--debug" in words:
            raise
        what = " ".join(f"{type(problem).__name__}: {problem}".split())
        _leave(f"this is a bug in Coach ({what}); run it again as 'coach --debug ...' and report what it prints.", _BUG)


def _leave(sentence: str, exit_code: int) -> None:
    print(f"coach: {sentence}", file=sys.stderr)
    sys.exit(exit_code)


def _print_what_the_terminal_lacks_as_question_marks() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
