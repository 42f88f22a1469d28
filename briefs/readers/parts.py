"""A large file that holds one thing a line, given to its reader in parts, so that no file is too large to load.

JSON lines and tables of written questions are cut between lines into parts of some eight million bytes, each stored by
itself: memory stays level, and a load that is interrupted keeps what it had read. Of Parquet some thousand rows are
given at once, as JSON lines. Anything else is given whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from briefs.errors import RefusedInput
from briefs.readers.common.base import HEAD_BYTES, SourceFile
from briefs.readers.common.decoding import visible
from briefs.readers.containers import GZIP, MAX_RATIO, MEGABYTE, RATIO_FROM, is_json_lines, open_regular, open_source
from briefs.readers.files import questions_parquet, questions_table
from briefs.readers.gzip_members import GzipMembers
from briefs.readers.sandbox import Gate

PART_BYTES = 8 * MEGABYTE
_MAX_LINE = 64 * MEGABYTE
_TAR_AT, _TAR = 257, b"ustar"
_PARQUET = "briefs.readers.files.questions_parquet:rows"
_BOMB = "the .gz file unpacks to far more than any document; it is not unpacked"
_LONG_ROW = "this row is longer than {:,} MB; the file is damaged, fetch it again"


def open_parts(path: Path) -> Iterator[tuple[SourceFile, int]]:
    """Yield the parts of a file, or the file itself, each with how many bytes of the file on disk lie behind it.

    Raises RefusedInput as ``open_source`` does, and for a line of over 64 MB.
    """
    with open_regular(path) as (file, changed):
        size = file.seek(0, 2)
        file.seek(0)
        packed = file.read(2) == GZIP
        file.seek(0)
        yield from _parts(path, GzipMembers(file) if packed else file, file, changed, size)


def _parts(
    path: Path, stream: BinaryIO | GzipMembers, file: BinaryIO, changed: datetime, size: int
) -> Iterator[tuple[SourceFile, int]]:
    first = stream.read(PART_BYTES)
    if first[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        raise RefusedInput("this is a .tar archive of several files; unpack it and load the folder")
    if first.startswith(questions_parquet.MAGIC) and stream is file:
        yield from _rows(path, changed, size)
        return
    heading = _heading(first)
    if len(first) < PART_BYTES or (heading is None and not is_json_lines(first)):
        yield open_source(path), size
        return
    name = visible(path.name.removesuffix(".gz") if path.name.lower().endswith(".gz") else path.name)
    head, lines, unpacked, buffer = b"", 0, len(first), first
    while buffer:
        block = stream.read(PART_BYTES)
        unpacked += len(block)
        if unpacked > RATIO_FROM and unpacked > file.tell() * MAX_RATIO:
            raise RefusedInput(_BOMB)
        end = _last_line_end(buffer, quoted=heading is not None) if block else len(buffer)
        if not end and len(buffer) > _MAX_LINE:
            raise RefusedInput(_LONG_ROW.format(_MAX_LINE // MEGABYTE), f"line {lines + 1}")
        if end:
            yield SourceFile(name, head + buffer[:end], changed, lines - head.count(b"\n")), file.tell()
            lines += buffer.count(b"\n", 0, end)
            head = heading or b""
        buffer = buffer[end:] + block


def _rows(path: Path, changed: datetime, size: int) -> Iterator[tuple[SourceFile, int]]:
    """Yield the rows of a Parquet file, which a process of its own unpacks."""
    number = done = unpacked = 0
    with closing(Gate()) as gate:
        while True:
            found = gate.call(_PARQUET, str(path), number, size=size)
            if found is None:
                break
            unpacked += len(found.lines)
            if unpacked > RATIO_FROM and unpacked > size * MAX_RATIO:
                raise RefusedInput("this Parquet file unpacks to far more than any record; it is not read")
            yield SourceFile(visible(path.name), found.lines, changed, done), size * found.done // max(1, found.of)
            number, done = number + 1, found.done
    if not number:
        raise RefusedInput("it has no records")


def _heading(first: bytes) -> bytes | None:
    """Return the first line of a table of written questions, None for anything else."""
    source = SourceFile("", first[:HEAD_BYTES])
    return first[: first.find(b"\n") + 1] if questions_table.detect(source) else None


def _last_line_end(data: bytes, *, quoted: bool) -> int:
    """Return where the last whole line ends, 0 where none does; in a table a quoted cell may hold line ends."""
    end = data.rfind(b"\n") + 1
    if not quoted or not end:
        return end
    quotes = data.count(b'"', 0, end)
    while end and quotes % 2:
        before = data.rfind(b"\n", 0, end - 1) + 1
        quotes -= data.count(b'"', before, end)
        end = before
    return end
