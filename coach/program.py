"""The program from its first to its last word: runs one command, says what goes wrong, and leaves with an exit code."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach import terminal
from coach.errors import CoachError, Said, as_error, because
from coach.plain import shown

if TYPE_CHECKING:
    from coach.words.problems import ProblemPhrases

_UNHEARD = 11
"""Exit code where all was done, and what was to be printed could not be."""


def run(arguments: Sequence[str] | None) -> None:
    """Runs one command and leaves with its exit code; what goes wrong is said in one sentence on stderr.

    arguments: without, those of the program, which this is then: signals are its own to answer.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    # None of ours is a plugin of pydantic, and looking for them reads the names of all packages that are installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    terminal.open_streams()
    terminal.begin()
    from coach.app.running import interruption

    if arguments is None:
        _keep_advice_to_ourselves()
    from coach.cli import command_for
    from coach.files import under_way

    if arguments is None:
        interruption.end_in_order()
    try:
        terminal.speak(_in_their_language)
        under_way.sweep()
        try:
            command_for(words)(args=words, prog_name="coach")
        finally:
            if arguments is None:
                interruption.ignore_further()
    except CoachError as problem:
        if "--debug" in words:
            raise
        _leave(_in_their_language().told(problem), problem.exit_code)
    except KeyboardInterrupt:
        if "--debug" in words:
            raise
        sys.exit(interruption.ENDED_EARLY)
    except SystemExit as leaving:
        if leaving.code not in (None, 0):
            raise
        _leave_heard()
    except Exception as problem:
        if "--debug" in words:
            raise
        bug = as_error(problem)
        _leave(_in_their_language().told(bug), bug.exit_code)


def _keep_advice_to_ourselves() -> None:
    """What libraries advise of in Python's own ways is not for whoever exercises; their errors still are."""
    if logging.lastResort is not None:
        logging.lastResort.setLevel(logging.ERROR)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _in_their_language() -> ProblemPhrases:
    """The words of the language that is set; English where settings or language cannot be read, which is told elsewhere."""
    from coach import languages, settings
    from coach.words.problems import ProblemPhrases

    try:
        language = settings.load(lambda _said: None).language
        try:
            return languages.wording(language).problems
        except CoachError:
            return languages.shipped_wording(language).problems
    except (CoachError, OSError):
        return ProblemPhrases.english()


def _leave(sentence: str, exit_code: int) -> None:
    width = terminal.width_of(sys.stderr)
    for line in f"coach: {shown(sentence, in_lines=True)}".split("\n"):
        print("\n".join(terminal.broken(line, width)), file=sys.stderr)
    sys.exit(exit_code)


def _leave_heard() -> None:
    """All went well, unless nobody could hear of it."""
    problem = terminal.lost()
    if problem is None:
        sys.exit(0)
    if isinstance(problem, BrokenPipeError):  # whoever reads the first line of a list alone wants no word about it
        sys.exit(_UNHEARD)
    _leave(_in_their_language().told(Said("unprinted", {"why": because(problem)})), _UNHEARD)
