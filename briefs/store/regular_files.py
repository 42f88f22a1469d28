"""Small files of the data folder, read and added to safely: what lies there may be anything.

A pipe is never waited for, a device never opened, and no more is read than a file of its kind can hold.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

MOST_BYTES = 16_000_000
"""More than any settings, state or cache has."""


def open_regular(path: Path, flags: int, *, links: bool = False) -> int:
    """Return the descriptor of a regular file that is there; ``links`` allows one that a link leads to.

    Raises OSError, which says what is wrong, for anything else.
    """
    _see(os.stat(path, follow_symlinks=links))  # before, as opening a device can do something
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY", *(() if links else ("O_NOFOLLOW",))):
        flags |= getattr(os, name, 0)
    descriptor = os.open(path, flags)
    try:
        _see(os.fstat(descriptor))  # and after, as it can change meanwhile
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def read_regular(path: Path, *, links: bool = False, most: int = MOST_BYTES) -> bytes:
    """Return what a small regular file holds. Raises OSError, also for one of more than ``most`` bytes.

    ``links`` is for what a person puts there, who may have it elsewhere; what pqbrief writes itself is never a link.
    """
    with open(open_regular(path, os.O_RDONLY, links=links), "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(0, f"it has more than {most // 1_000_000} MB")
    return data


def _see(status: os.stat_result) -> None:
    """Raise OSError where a file is no regular one."""
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "it is a link" if stat.S_ISLNK(status.st_mode) else "it is not a regular file")
