"""Every answer that an official service gave, as it came: the cache and the provenance of records in one.

A body is kept compressed under its address. The same body again only renews the time; another body is another row, and
so the answer that an earlier version of a record came from stays.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime

from briefs.records.model import Record
from briefs.store.database import transaction
from briefs.store.store import Store
from briefs.sync.base import RawReply

_FAULTS_KEPT = 20  # of a source; enough to see what went wrong, and a service that fails for a month fills no disk


@dataclass(frozen=True, slots=True)
class Fetched:
    """One row of ``fetches``; ``fault`` says why the answer was of no use, None where it was."""

    number: int
    source: str
    fault: str | None
    sha256: str
    answer: RawReply


class Fetches:
    """The answers kept in one database."""

    def __init__(self, store: Store) -> None:
        """Take the store in whose file they lie."""
        self._store = store

    def record(self, record_id: str) -> Record | None:
        """Return a record of the same database, None where it is not held."""
        return self._store.get_many([record_id]).get(record_id)

    def keep(self, source: str, answer: RawReply, fault: str | None = None) -> int:
        """Keep an answer and return its number; one that came before under this address gets the new time."""
        digest = hashlib.sha256(answer.body).hexdigest()
        moment = answer.fetched.isoformat(timespec="seconds")
        with self._store.held() as connection, transaction(connection):
            last = connection.execute(
                "SELECT number, sha256, status, ifnull(fault, '') FROM fetches WHERE url = ?"
                " ORDER BY number DESC LIMIT 1",
                [answer.url],
            ).fetchone()
            if last is not None and tuple(last[1:]) == (digest, answer.status, fault or ""):
                connection.execute("UPDATE fetches SET fetched = ? WHERE number = ?", [moment, last[0]])
                return int(last[0])
            number = connection.execute(
                "INSERT INTO fetches (source, url, status, media_type, fault, sha256, fetched, body)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    source,
                    answer.url,
                    answer.status,
                    answer.media_type,
                    fault,
                    digest,
                    moment,
                    zlib.compress(answer.body, 6),
                ],
            ).lastrowid
            if fault is not None:
                connection.execute(
                    "DELETE FROM fetches WHERE source = ?1 AND fault IS NOT NULL AND number NOT IN (SELECT number"
                    " FROM fetches WHERE source = ?1 AND fault IS NOT NULL ORDER BY number DESC LIMIT ?2)",
                    [source, _FAULTS_KEPT],
                )
            return int(number)

    def last(self, url: str) -> RawReply | None:
        """Return the newest answer of use that is held for an address, or None."""
        with self._store.held() as connection:
            row = connection.execute(
                "SELECT status, media_type, body, fetched FROM fetches WHERE url = ? AND fault IS NULL"
                " ORDER BY number DESC LIMIT 1",
                [url],
            ).fetchone()
        return None if row is None else _answer(url, *row)

    def faults(self, source: str) -> list[Fetched]:
        """Return the answers of a source that were of no use and are still kept, newest first."""
        with self._store.held() as connection:
            rows = connection.execute(
                "SELECT number, source, fault, sha256, url, status, media_type, body, fetched FROM fetches"
                " WHERE source = ? AND fault IS NOT NULL ORDER BY number DESC",
                [source],
            ).fetchall()
        return [Fetched(row[0], row[1], row[2], row[3], _answer(*row[4:])) for row in rows]


def _answer(url: str, status: int, media_type: str, body: bytes, fetched: str) -> RawReply:
    return RawReply(url, status, media_type, zlib.decompress(body), datetime.fromisoformat(fetched), cached=True)
