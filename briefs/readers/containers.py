"""Opening a file: what kind of thing it is, how large, and whether it is packed.

Nothing is read before its size is known, a device or pipe is never waited for, and a packed file is unpacked only as
far as the limits go.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from briefs.errors import RefusedInput
from briefs.readers.common.base import SourceFile
from briefs.readers.common.decoding import visible
from briefs.readers.gzip_members import GzipMembers

MEGABYTE = 1_000_000
# Far above any single document; a whole Parliament's questions go one a line, which is read line by line.
MAX_BYTES = 128 * MEGABYTE
MAX_LINES_BYTES = 1_000 * MEGABYTE
# A text of this size would be some forty novels; each paragraph of it costs a thousand times its own size to hold.
MAX_TEXT_BYTES = 32 * MEGABYTE
# Text packs to a tenth and JSON lines to a thirtieth; a bomb to a thousandth.
MAX_RATIO = 250
RATIO_FROM = 16 * MEGABYTE
_SNIFFED = 4 * MEGABYTE
_CHUNK = 1 << 20
GZIP = b"\x1f\x8b"
_JSON_LINES = re.compile(rb"\}[^\S\n]*+\n\s*+\{")
_SPECIAL = (
    (stat.S_ISDIR, "this is a folder, not a file"),
    (stat.S_ISFIFO, "this is a pipe, not a file"),
    (stat.S_ISSOCK, "this is a socket, not a file"),
    (stat.S_ISCHR, "this is a device, not a file"),
    (stat.S_ISBLK, "this is a device, not a file"),
)


_MADE_UP = ("/proc", "/sys")


def open_source(path: Path) -> SourceFile:
    """Return the bytes of a file, unpacked where it is gzip, ready for a reader.

    Limits: 128 MB, 32 MB for text, 1,000 MB for JSON lines; before and after unpacking. ``retrieved`` is the file's
    own time of change. Raises RefusedInput for what is missing, empty, too large, special, unreadable or damaged.
    """
    try:
        data, changed = _read(path)
        if data.startswith(GZIP):
            data = unpack(data)
    except MemoryError as error:
        raise RefusedInput("there is not enough memory to read this file; split it") from error
    name = path.name.removesuffix(".gz") if path.name.lower().endswith(".gz") else path.name
    return SourceFile(name=visible(name), data=data, retrieved=changed)


def unpack(data: bytes) -> bytes:
    """Return what a gzip file of one or more members holds. Raises RefusedInput for a bomb or a damaged file."""
    unpacked = bytearray()
    members = GzipMembers(BytesIO(data))
    while piece := members.read(_CHUNK):
        unpacked += piece
        _check_unpacked(unpacked, len(data))
    if not unpacked:
        raise RefusedInput("the file is empty once unpacked")
    if unpacked.startswith(GZIP):
        raise RefusedInput("this is a .gz inside a .gz; unpack it once and load that")
    return bytes(unpacked)


def _check_unpacked(unpacked: bytearray, packed: int) -> None:
    size = len(unpacked)
    if size > RATIO_FROM and size > packed * MAX_RATIO:
        raise RefusedInput("the .gz file unpacks to far more than any document; it is not unpacked")
    _check_size(size, unpacked)


def _read(path: Path) -> tuple[bytes, datetime]:
    """Return the bytes of a regular file and its time of change."""
    with open_regular(path) as (file, changed):
        size = os.fstat(file.fileno()).st_size
        data = _read_up_to(file, bytearray(), min(size, _SNIFFED))
        _check_size(size, bytes(data))
        return bytes(_read_up_to(file, data, min(size, MAX_LINES_BYTES))), changed


def _read_up_to(file: BinaryIO, data: bytearray, size: int) -> bytearray:
    """Read onto ``data`` until it has ``size`` bytes or the file ends: one that grows meanwhile ends all the same."""
    while len(data) < size and (piece := file.read(min(_CHUNK, size - len(data)))):
        data += piece
    return data


@contextmanager
def open_regular(path: Path) -> Iterator[tuple[BinaryIO, datetime]]:
    """Open a regular file for reading, with its time of change in UTC. Raises RefusedInput for any other path.

    An error of the disk while it is read becomes a RefusedInput too.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        # The kind is asked before opening, since opening a device can do something, and after, since it can change.
        _refuse_special(os.stat(path))
        with open(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            _refuse_special(status)
            yield file, datetime.fromtimestamp(status.st_mtime, UTC)
    except FileNotFoundError as error:
        raise RefusedInput("there is no such file") from error
    except PermissionError as error:
        raise RefusedInput("you may not read this file; change its permissions") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is not valid"
        raise RefusedInput(f"this file cannot be read: {reason.lower()}") from error


def _check_size(size: int, beginning: bytes | bytearray) -> None:
    """Raise RefusedInput where a file of this size, beginning so, is too large."""
    if size <= MAX_TEXT_BYTES:
        return
    limit, what = _limit(beginning)
    if size <= limit:
        return
    advice = "pack it by parts" if beginning.startswith(GZIP) else "split it"
    raise RefusedInput(
        f"the file has {size / MEGABYTE:,.0f} MB and the limit{what} is {limit // MEGABYTE:,} MB;"
        f" {advice} and load the parts"
    )


def _limit(beginning: bytes | bytearray) -> tuple[int, str]:
    """Return how many bytes a file that begins so may have, and what sort of file that limit is for."""
    opening = bytes(beginning[:1024])
    if opening.startswith((GZIP, b"PK")) or b"%PDF-" in opening:
        return MAX_BYTES, ""
    if is_json_lines(beginning):
        return MAX_LINES_BYTES, ""
    data = opening.removeprefix(b"\xef\xbb\xbf").lstrip()
    return (MAX_BYTES, "") if data.startswith((b"{", b"[")) else (MAX_TEXT_BYTES, " for text")


def is_json_lines(beginning: bytes | bytearray) -> bool:
    """Whether a file that begins so holds a JSON object on each line."""
    data = bytes(beginning[:1024]).removeprefix(b"\xef\xbb\xbf").lstrip()
    return data.startswith(b"{") and _JSON_LINES.search(beginning, 0, _SNIFFED) is not None


def _refuse_special(status: os.stat_result) -> None:
    """Raise RefusedInput for what is no file, or one that the system makes up while it is read."""
    for is_kind, reason in _SPECIAL:
        if is_kind(status.st_mode):
            raise RefusedInput(reason)
    for folder in _MADE_UP:
        with suppress(OSError):
            if os.name == "posix" and os.stat(folder).st_dev == status.st_dev:
                raise RefusedInput(f"this is a file of the operating system (as all in {folder} are), not a record")
    if status.st_size == 0:
        raise RefusedInput("the file is empty")
