"""One SQLite file, opened safely: who may write when, and every failure as a plain sentence.

Readers never wait (write-ahead log). Writers take turns; each waits up to a minute for its turn.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefs.errors import StoreError
from briefs.store.migrations import CURRENT, bring_up_to_date
from briefs.store.private_files import make_private_file

BUSY_SECONDS = 60.0
_RETRY_SECONDS = 0.05


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the database at ``path``, which is made or brought up to date where it needs to be.

    Raises StoreError where the file is no database, is another program's, was written by a newer version of this
    program, or cannot be written.
    """
    with plain_errors(path):
        reading_only = may_only_be_read(path)
        if not reading_only:
            make_private_file(path)  # the log and the shared memory beside it take its rights
        place = f"{path.absolute().as_uri()}?{_as_it_is(path)}" if reading_only else str(path)
        connection = sqlite3.connect(place, timeout=BUSY_SECONDS, check_same_thread=False, uri=reading_only)
    try:
        with plain_errors(path):
            if reading_only:
                _refuse_other_versions(connection, path)
            else:
                _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def may_only_be_read(path: Path) -> bool:
    """Whether a database is there and neither it nor its folder can be written: it is then read as it is."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _as_it_is(path: Path) -> str:
    """Return how SQLite is to open a database that it cannot write to. Raises StoreError where it cannot be read."""
    log = path.with_name(f"{path.name}-wal")
    if not (log.exists() and log.stat().st_size):
        return "mode=ro&immutable=1"  # nothing waits to be written into it
    if not path.with_name(f"{path.name}-shm").exists():
        raise StoreError(
            f"{path} cannot be read in its present place: its last changes are in {log.name}, and the folder cannot be"
            " written; open it once where it can be, or make a copy with pqbrief backup."
        )
    return "mode=ro"


def _refuse_other_versions(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) != CURRENT:
        raise StoreError(
            f"{path} is from another version of pqbrief and cannot be updated, because its folder cannot be"
            " written: copy the folder to a place where you can write."
        )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the one write transaction: everything inside is stored, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_sentence(error, path)) from error
    except OSError as error:
        raise StoreError(
            f"The data folder {path.parent} cannot be used ({error.strerror}): choose another with --db."
        ) from error


def empty_log(connection: sqlite3.Connection, tries: int = 20) -> bool:
    """Write the log into the database and empty it, and return whether no other reader or writer was in the way.

    What was deleted stands in the log until then.
    """
    for _ in range(tries):
        if not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            return True
        time.sleep(_RETRY_SECONDS)
    return False


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    if version > CURRENT:
        raise StoreError(f"{path} was written by a newer version of pqbrief: upgrade pqbrief to open it.")
    if version < CURRENT:
        _turn_on_log(connection)
        with transaction(connection):
            if _version(connection) < CURRENT:  # another process may have done it while this one waited
                _refuse_foreign(connection, path)
                bring_up_to_date(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted of a person is in no free page


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _turn_on_log(connection: sqlite3.Connection) -> None:
    # The one statement that does not wait its turn by itself.
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > give_up:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and "_sqlite_migrations" not in tables:
        raise StoreError(f"{path} is a database of another program: choose another data folder with --db.")


def _sentence(error: sqlite3.Error, path: Path) -> str:
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return "Another process has been writing to the database for a minute: try again when it has finished."
    if "not a database" in said or "malformed" in said:
        return f"{path} is not a valid pqbrief database: move it away and load again, or choose another with --db."
    if "full" in said:
        return f"The disk that holds {path} is full: free some space and try again; what was loaded before is safe."
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return f"{path} cannot be opened for writing: check who can write to its folder, or choose another with --db."
    return f"The database {path} failed ({error}): run the command again, and move the file away if it fails again."
