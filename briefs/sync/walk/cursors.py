"""Where each source's walk stands, and how its last one went."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from briefs.errors import StoreError
from briefs.store.database import transaction
from briefs.store.lock_file import lock_file
from briefs.store.store import Store
from briefs.sync.base import Cursor, Scope

LOCK = "sync.lock.sqlite3"
_COLUMNS = "source, cursor, scope, tried, succeeded, error, newest"


@dataclass(frozen=True, slots=True)
class Walk:
    """How the walks of a source went: times in UTC; ``error`` is None where the last came to its end.

    ``since`` is the first day that they were asked for.
    """

    source: str
    cursor: Cursor
    since: date | None = None
    tried: datetime | None = None
    succeeded: datetime | None = None
    error: str | None = None
    newest: date | None = None


class Cursors:
    """The walks of one database."""

    def __init__(self, store: Store) -> None:
        """Take the store in whose file they lie."""
        self._store = store

    def all(self) -> dict[str, Walk]:
        """Return how the walks of every source went that was walked, under its name."""
        with self._store.held() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM walks ORDER BY source").fetchall()  # noqa: S608
        return {row[0]: _walk(*row) for row in rows}

    def start(self, source: str, scope: Scope) -> Cursor:
        """Return where a walk within ``scope`` goes on, empty where it must begin at the scope's first day.

        A cursor serves as long as the same is asked for: other bodies, members, terms or addresses, or an earlier
        first day, begin anew. A later first day does not: what lies before it was walked already.
        """
        with self._store.held() as connection:
            row = connection.execute("SELECT cursor, scope FROM walks WHERE source = ?", [source]).fetchone()
        if row is None:
            return {}
        held, asked = json.loads(row[1]), _as_dict(scope)
        since = held.pop("since", "")
        if not since or asked.pop("since") < since or held != asked:
            return {}
        cursor: dict[str, Any] = json.loads(row[0])
        return cursor

    def tried(self, source: str) -> None:
        """Note that a walk begins."""
        self._put(source, tried=_now())

    def move(self, source: str, scope: Scope, cursor: Cursor, newest: date | None) -> None:
        """Note how far a walk has come, after what it brought was stored; ``newest`` is the latest day in that."""
        asked = _as_dict(scope)
        with self._store.held() as connection:
            row = connection.execute("SELECT scope, newest FROM walks WHERE source = ?", [source]).fetchone()
        held = json.loads(row[0]) if row else {}
        if {**held, "since": ""} == {**asked, "since": ""}:
            asked["since"] = min(asked["since"], held["since"])
        days = [day for day in (row[1] if row else None, newest.isoformat() if newest else None) if day]
        self._put(
            source, cursor=json.dumps(cursor, sort_keys=True), scope=json.dumps(asked), newest=max(days, default=None)
        )

    def succeeded(self, source: str) -> None:
        """Note that a walk came to its end."""
        self._put(source, succeeded=_now(), error=None)

    def paused(self, source: str) -> None:
        """Note that the time for a walk was over before its end."""
        self._put(source, error=None)

    def failed(self, source: str, error: str) -> None:
        """Note that a walk was stopped, and the sentence that says why."""
        self._put(source, error=error)

    def _put(self, source: str, **values: str | None) -> None:
        sets = ", ".join(f"{name} = ?" for name in values)
        with self._store.held() as connection, transaction(connection):
            connection.execute("INSERT OR IGNORE INTO walks (source, cursor, scope) VALUES (?, '{}', '{}')", [source])
            connection.execute(f"UPDATE walks SET {sets} WHERE source = ?", [*values.values(), source])  # noqa: S608


@contextmanager
def sync_lock(folder: Path) -> Iterator[None]:
    """Hold the right to sync into a data folder; it is let go of when the process ends, however that comes about.

    Raises StoreError where another process syncs into this folder, or no lock can be made there.
    """
    with ExitStack() as stack:
        try:
            held = stack.enter_context(lock_file(folder / LOCK, 0))
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{folder / LOCK} cannot be written ({error}): check who can write to the data folder."
            ) from error
        if not held:
            raise StoreError("Another sync into this data folder is running: wait until it has finished, or stop it.")
        yield


def _as_dict(scope: Scope) -> dict[str, Any]:
    """Return what decides whether a cursor still serves, as plain values."""
    return {
        "since": scope.since.isoformat(),
        "house": scope.house.value if scope.house else None,
        "bodies": sorted(scope.bodies),
        "members": sorted(scope.members),
        "terms": sorted(scope.terms),
        "addresses": sorted(scope.addresses),
    }


def _walk(
    source: str,
    cursor: str,
    scope: str,
    tried: str | None,
    succeeded: str | None,
    error: str | None,
    newest: str | None,
) -> Walk:
    day, since = date.fromisoformat(newest) if newest else None, json.loads(scope).get("since")
    first = date.fromisoformat(since) if since else None
    return Walk(source, json.loads(cursor), first, _moment(tried), _moment(succeeded), error, day)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
