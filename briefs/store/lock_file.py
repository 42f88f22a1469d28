"""A lock between processes: an SQLite file that whoever holds the lock has an exclusive transaction in.

SQLite's lock is the one that works alike on every system and is let go of by itself when a process dies. The file holds
nothing, so a damaged one is emptied where it lies: processes that have it open go on sharing the same lock.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path


@contextmanager
def lock_file(path: Path, wait: float) -> Iterator[bool]:
    """Hold a lock; yields False where another process kept it for ``wait`` seconds. Raises OSError, sqlite3.Error."""
    try:
        connection, held = _locked(path, wait)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # it is damaged
        _empty(path)
        connection, held = _locked(path, wait)
    with closing(connection):
        try:
            yield held
        finally:
            with suppress(sqlite3.Error):
                connection.rollback()


def _locked(path: Path, wait: float) -> tuple[sqlite3.Connection, bool]:
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return connection, False
        connection.close()
        raise
    except BaseException:
        connection.close()
        raise
    return connection, True


def _empty(path: Path) -> None:
    """Make a damaged lock an empty file again, in place; a link or a special file is left as it is."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)
