"""The data package of written questions as Parquet, turned into the API's objects one a line, some rows at a time.

It needs pyarrow, which the extra ``parquet`` installs. It runs behind a gate, where a damaged file can harm nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.files.questions_table import NEEDED, question_of_row

MAGIC = b"PAR1"
ROWS = 5_000
"""How many rows are taken at once: some six megabytes."""

_NO_READER = (
    "reading Parquet needs one more package: run “pip install 'pqbrief[parquet]'”, or fetch the same data as CSV"
)
_DAMAGED = "this Parquet file is damaged; fetch it again"
_LACKS = "this Parquet file has no written questions: it has no column {}"


@dataclass(frozen=True, slots=True)
class ParquetRows:
    """Some rows as JSON lines, with how many of all rows are done with them."""

    lines: bytes
    done: int
    of: int


class _Place:
    """Where a file is being read, so that the next rows need no reading of those before."""

    path = ""
    number = 0
    rest: Iterator[ParquetRows] = iter(())


def rows(path: str, number: int) -> ParquetRows | None:
    """Return a file's rows of this number, counted from 0 in steps of ``ROWS``; None behind the last.

    Raises RefusedInput where pyarrow is not installed, or the file is damaged or holds no written questions.
    """
    if (path, number) != (_Place.path, _Place.number) or number == 0:
        _Place.path, _Place.number, _Place.rest = path, 0, _all_rows(path)
    found = None
    while _Place.number <= number:
        found = next(_Place.rest, None)
        _Place.number += 1
    return found


def _all_rows(path: str) -> Iterator[ParquetRows]:
    try:
        import pyarrow  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise RefusedInput(_NO_READER) from error
    done = 0
    try:
        with parquet.ParquetFile(path) as file:
            if missing := sorted(NEEDED - set(file.schema_arrow.names)):
                raise RefusedInput(_LACKS.format(missing[0]))
            for batch in file.iter_batches(ROWS, use_threads=False):
                done += batch.num_rows
                yield ParquetRows(_lines(batch.to_pylist()), done, file.metadata.num_rows)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise RefusedInput(_DAMAGED) from error


def _lines(found: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(question_of_row(row), ensure_ascii=False) + "\n" for row in found).encode()
