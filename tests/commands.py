"""A command of Coach run in this process, as the program itself runs it."""

from __future__ import annotations

import pytest

from coach.__main__ import main

Outcome = tuple[int, str, str]
"""Exit code, stdout, stderr."""


def outcome_of(capsys: pytest.CaptureFixture[str], *words: object) -> Outcome:
    """What a command ends with and what it writes."""
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    written = capsys.readouterr()
    code = left.value.code
    return (code if isinstance(code, int) else int(code is not None)), written.out, written.err
