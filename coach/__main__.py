"""Starts the program: ``coach`` or ``python -m coach``.

Signals are answered before all else is imported: that takes a moment, in which Ctrl-C would end in a traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and leaves with its exit code; what goes wrong is said in one sentence on stderr.

    arguments: without, those of the program, which this is then: signals are its own to answer.
    """
    if arguments is None:
        from coach.app.running import interruption

        interruption.end_at_once()
    from coach.program import run

    run(arguments)


if __name__ == "__main__":
    main()
