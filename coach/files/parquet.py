"""Tables as Parquet files: the same columns as in CSV, with types, for whoever computes with them.

Needs the optional package pyarrow, which is imported only when such a file is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal

from coach.errors import ExportError
from coach.files.writing import part_of

SUFFIX: Final = ".parquet"

Kind = Literal["text", "flag", "whole", "figure", "texts", "figures"]
"""Of a column: UTF-8 text, true or false, 64-bit integer, 64-bit float, or a list of texts or floats. All may be null."""

_ROWS_AT_ONCE: Final = 1024
"""How many rows are gathered before they are written (chosen: some 100 kB of a table of frames)."""


def require_parquet() -> None:
    """Raises ExportError where the package is missing that writes Parquet."""
    if find_spec("pyarrow") is None:
        raise ExportError("needs_parquet")


class _GivenUp(Exception):
    """What takes away all that was begun."""


class ParquetTable:
    """A Parquet file that appears when it is kept; unknown figures (NaN) are null in it.

    columns: names and kinds, in order. Raises ExportError when it cannot be begun, written or moved to its place.
    """

    def __init__(self, path: Path, columns: Mapping[str, Kind]) -> None:
        require_parquet()
        import pyarrow.parquet as arrow_parquet

        self._schema = _schema(columns)
        self._waiting: list[Mapping[str, Any]] = []
        # Leaving the stack moves the file to its place, an error inside it takes all of it away.
        self._stack = ExitStack()
        handle = self._stack.enter_context(part_of(path))
        self._writer = self._stack.enter_context(arrow_parquet.ParquetWriter(handle, self._schema))

    def add(self, row: Mapping[str, Any]) -> None:
        """Adds a row, which has every column."""
        self._waiting.append({name: _known(value) for name, value in row.items()})
        if len(self._waiting) >= _ROWS_AT_ONCE:
            self._guarded(self._flush)

    def keep(self) -> None:
        """Moves the finished file to its place, over an older one."""
        self._guarded(self._flush)
        self._stack.close()

    def discard(self) -> None:
        """Leaves no trace, and an older file as it was."""
        given_up = _GivenUp()
        with suppress(_GivenUp):
            self._stack.__exit__(type(given_up), given_up, None)

    def _flush(self) -> None:
        import pyarrow

        if self._waiting:
            self._writer.write_table(pyarrow.Table.from_pylist(self._waiting, schema=self._schema))
            self._waiting = []

    def _guarded(self, write: Any) -> None:
        try:
            write()
        except BaseException as problem:
            # part_of turns what the system says into a sentence, and raises that instead.
            if not self._stack.__exit__(type(problem), problem, problem.__traceback__):
                raise


def write_parquet(path: Path, columns: Mapping[str, Kind], rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes a whole table, or nothing. Raises ExportError when it cannot."""
    table = ParquetTable(path, columns)
    for row in rows:
        table.add(row)
    table.keep()


def _schema(columns: Mapping[str, Kind]) -> Any:
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "flag": pyarrow.bool_(),
        "whole": pyarrow.int64(),
        "figure": pyarrow.float64(),
        "texts": pyarrow.list_(pyarrow.string()),
        "figures": pyarrow.list_(pyarrow.float64()),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])


def _known(value: Any) -> Any:
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, tuple | list):
        return [_known(each) for each in value]
    return value
