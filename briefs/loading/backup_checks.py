"""Whether a database that comes out of a backup is one of ours, whole: its tables, their columns and every record."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache

from briefs.errors import RefusedInput
from briefs.store.migrations import bring_up_to_date
from briefs.store.rows import record_from_row

_HOLDING_RECORDS = ("records", "versions")


def fault_of_tables(connection: sqlite3.Connection) -> str:
    """Return what a database that was brought up to date lacks of its tables and columns, empty where nothing."""
    found = _columns(connection)
    for table, columns in _expected().items():
        if table not in found:
            return f"it has no table {table}"
        if missing := sorted(columns - found[table]):
            return f"its table {table} has no {missing[0]}"
    return ""


def fault_of_records(connection: sqlite3.Connection) -> str:
    """Return what is wrong with the first record that cannot be read, empty where every one can be."""
    for table in _HOLDING_RECORDS:
        for record_id, *row in connection.execute(
            f"SELECT record_id, body, origin, retrieved FROM {table}"  # noqa: S608 - a name of our own
        ):
            fault = "" if isinstance(record_id, str) and isinstance(row[0], str) else "is not text"
            try:
                if not fault and record_from_row(*row).record_id != record_id:
                    fault = "is of another record"
            except (RefusedInput, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
                fault = f"cannot be read: {str(error)[:80] or type(error).__name__}"
            if fault:
                return f"what it holds of the record {str(record_id)[:60]} {fault}"
    return ""


@lru_cache(maxsize=1)
def _expected() -> dict[str, set[str]]:
    """Return the columns of each table of a new database."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        bring_up_to_date(fresh)
        return _columns(fresh)


def _columns(connection: sqlite3.Connection) -> dict[str, set[str]]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    given = "SELECT name FROM pragma_table_info(?)"
    return {table: {row[0] for row in connection.execute(given, [table])} for table in tables}
