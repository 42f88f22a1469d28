"""What lies in the place of the outbox and cannot be one is given another name, so that the bot starts all the same."""

from __future__ import annotations

import logging
import os
import secrets
import sqlite3
import stat
import time
from contextlib import closing, suppress
from pathlib import Path

from briefs.store.database import BUSY_SECONDS

_log = logging.getLogger(__name__)


def make_way(path: Path, tables: str) -> None:
    """Rename a link, a damaged file or one with other tables than those that ``tables`` makes, and say so.

    Raises OSError.
    """
    if not os.path.lexists(path):
        return
    fault = _fault(path, tables) if stat.S_ISREG(path.lstat().st_mode) else "is a link or no file"
    if not fault:
        return
    aside = path.with_name(f"{path.name}.unusable-{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}")
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            os.rename(f"{path}{end}", f"{aside}{end}")
    said = "%s %s: it was renamed to %s, a new one is begun, and people whose requests were in it cannot be told"
    _log.error(said, path, fault, aside.name)


def _fault(path: Path, tables: str) -> str:
    """Return why a file cannot be the outbox, empty where it can; one that is busy can."""
    with closing(sqlite3.connect(path, BUSY_SECONDS)) as held, closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(tables)
        try:
            if held.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return "is damaged"
            there = _columns(held)
        except sqlite3.OperationalError:
            return ""  # whoever opens it says what it is
        except sqlite3.DatabaseError:
            return "is damaged"
        same = all(there.get(table, columns) == columns for table, columns in _columns(fresh).items())
        return "" if same else "has other tables"


def _columns(connection: sqlite3.Connection) -> dict[str, list[tuple[str]]]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    given = "SELECT name FROM pragma_table_info(?)"
    return {table: connection.execute(given, [table]).fetchall() for (table,) in tables}
