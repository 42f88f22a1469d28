"""The records held: one SQLite file in the data folder, the only system of record.

A record's content is kept whole, as ``briefs.records.exchange`` writes it, beside the columns by which records are
counted and found. Nothing is overwritten: a changed record becomes a new version and the old one stays. Every change
is logged with a number that only grows, from which the index catches up. The tables are made with sqlite-utils
(briefs/store/migrations.py); reads and writes go to SQLite itself, because loading is measured in thousands of
records a second.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from briefs.errors import NotFound, StoreError
from briefs.records.model import AnswerState, House, Kind, Record
from briefs.store.database import connect, may_only_be_read, plain_errors
from briefs.store.private_files import make_private_folder
from briefs.store.rows import Counts, Prefer, Prepared, prepare_all, record_from_row, write

FILE_NAME = "records.sqlite3"
_PAGE = 500
_WHOLE = "body, origin, retrieved"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change log: a record was added or got a new version."""

    seq: int
    record_id: str


@dataclass(frozen=True, slots=True)
class Head:
    """What can be known of a record without reading it."""

    record_id: str
    kind: Kind
    day: date | None
    state: AnswerState | None
    quotable_answer: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record; numbers count from 1. ``loaded`` is the time, in UTC, at which it was stored."""

    number: int
    content_hash: str
    loaded: datetime
    record: Record


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many records are held, of which kinds, and the oldest and newest day by which they are cited.

    ``by_month`` counts the records of each kind by the month of that day ("2024-05"); those of no day are not in it.
    """

    records: int
    oldest: date | None
    newest: date | None
    by_kind: dict[str, int] = field(default_factory=dict)
    by_month: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def by_year(self) -> dict[int, int]:
        """How many records of all kinds fall in each year."""
        years: Counter[int] = Counter()
        for (_, month), number in self.by_month.items():
            years[int(month[:4])] += number
        return dict(sorted(years.items()))


@dataclass(frozen=True, slots=True)
class Status(Holdings):
    """The whole of what is held; ``superseded`` counts earlier versions, ``loaded`` is when the last change came."""

    passages: int = 0
    superseded: int = 0
    loaded: datetime | None = None


class Store:
    """The records of one data folder. Threads may share it; several processes may have the same folder open."""

    def __init__(self, path: Path) -> None:
        """Open the database file at ``path``; ``Store.open`` finds it in a data folder."""
        self.path = path
        self._lock = threading.RLock()
        with plain_errors(path):
            self.only_read = may_only_be_read(path)
        self._connection = connect(path)
        self._closed = False

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the store of a data folder, which is made where it is not there. Raises StoreError."""
        path = folder / FILE_NAME
        with plain_errors(path):
            make_private_folder(folder)
        return cls(path)

    def close(self) -> None:
        """Let go of the file. A closed store cannot be used again."""
        with self._lock:
            self._closed = True
            self._connection.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the store."""
        self.close()

    def add(self, records: Iterable[Record], prefer: Prefer | None = None) -> Counts:
        """Store records in one transaction: all of them or, if anything stops it, none. Raises StoreError.

        A record whose content is held already counts as unchanged, whatever file it came from this time. Where the
        content differs, ``prefer`` says what to keep of the copy held and the one that came, None keeps the one that
        came. A record that no database can hold is refused alone.
        """
        prepared, refused = prepare_all(records)
        return replace(self.add_prepared(prepared, prefer), refused=refused)

    def add_prepared(self, prepared: Sequence[Prepared], prefer: Prefer | None = None) -> Counts:
        """Store records that are ready, as ``add`` does."""
        with self.held() as connection:
            return write(connection, prepared, prefer)

    def get(self, record_id: str) -> Record:
        """Return a record. Raises NotFound."""
        found = self.get_many([record_id])
        if record_id not in found:
            raise _not_found(record_id)
        return found[record_id]

    def get_by_reference(self, name: str) -> Record:
        """Return the record of an id, or the only one with this printed reference, such as "LMP0042" or "HC 635".

        Raises NotFound. A reference is looked for in every record, which takes a while.
        """
        try:
            return self.get(name)
        except NotFound:
            rows = self._rows(
                f"SELECT {_WHOLE} FROM records WHERE json_extract(body, '$.reference') = ? COLLATE NOCASE LIMIT 2",  # noqa: S608
                [" ".join(name.split())],
            )
            if len(rows) != 1:
                raise
            return record_from_row(*rows[0])

    def get_many(self, record_ids: Iterable[str]) -> dict[str, Record]:
        """Return the records that are held of those asked for, in the order asked for."""
        wanted = list(dict.fromkeys(record_ids))
        rows = self._rows(
            f"SELECT record_id, {_WHOLE} FROM records WHERE record_id IN (SELECT value FROM json_each(?))",  # noqa: S608
            [json.dumps(wanted)],
        )
        found = {row[0]: record_from_row(*row[1:]) for row in rows}
        return {record_id: found[record_id] for record_id in wanted if record_id in found}

    def heads(self, record_ids: Iterable[str]) -> dict[str, Head]:
        """Return what is known without reading it of each of the records that is held, in the order asked for."""
        wanted = list(dict.fromkeys(record_ids))
        rows = self._rows(
            "SELECT record_id, kind, day, state, quotable_answer FROM records INDEXED BY records_counted"
            " WHERE record_id IN (SELECT value FROM json_each(?))",
            [json.dumps(wanted)],
        )
        found = {row[0]: _head(*row) for row in rows}
        return {record_id: found[record_id] for record_id in wanted if record_id in found}

    def all_records(self) -> Iterator[Record]:
        """Yield every record in the order of first loading; others may write meanwhile."""
        last = 0
        while rows := self._rows(
            f"SELECT number, {_WHOLE} FROM records WHERE number > ? ORDER BY number LIMIT {_PAGE}",  # noqa: S608
            [last],
        ):
            last = rows[-1][0]
            for row in rows:
                yield record_from_row(*row[1:])

    def find_uin(self, uin: str) -> tuple[Record, ...]:
        """Return the questions and statements with this UIN, newest first: a UIN alone may be several records."""
        rows = self._rows(
            f"SELECT {_WHOLE} FROM records WHERE uin = ? ORDER BY day DESC, record_id",  # noqa: S608
            [uin.strip().upper()],
        )
        return tuple(record_from_row(*row) for row in rows)

    def versions(self, record_id: str) -> tuple[Version, ...]:
        """Return every version of a record, oldest first, the one in force last. Raises NotFound."""
        columns = f"version, content_hash, loaded, {_WHOLE}"
        rows = self._rows(
            f"SELECT {columns} FROM versions WHERE record_id = ?1"  # noqa: S608
            f" UNION ALL SELECT {columns} FROM records WHERE record_id = ?1 ORDER BY version",
            [record_id],
        )
        if not rows:
            raise _not_found(record_id)
        return tuple(Version(row[0], row[1], datetime.fromisoformat(row[2]), record_from_row(*row[3:])) for row in rows)

    def changes_since(self, seq: int) -> list[Change]:
        """Return the changes logged after number ``seq`` (0 for all), oldest first."""
        rows = self._rows("SELECT seq, record_id FROM changes WHERE seq > ? ORDER BY seq", [seq])
        return [Change(*row) for row in rows]

    def last_seq(self) -> int:
        """Return the number of the last change, 0 where there was none."""
        return int(self._rows("SELECT ifnull(max(seq), 0) FROM changes")[0][0])

    def store_id(self) -> str:
        """Return the random id that this database was given when it was made."""
        return str(self._rows("SELECT value FROM about WHERE name = 'store_id'")[0][0])

    def speakers(self) -> list[str]:
        """Return every name under which somebody speaks in a record that is or was held, in alphabetical order."""
        return [str(row[0]) for row in self._rows("SELECT name FROM speakers ORDER BY name")]

    def is_empty(self) -> bool:
        """Whether no record is held."""
        return not self._rows("SELECT 1 FROM records LIMIT 1")

    def coverage(
        self,
        kinds: Sequence[Kind] = (),
        house: House | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Holdings:
        """Return what is held within filters; both days are included, and a record without a day is in no range."""
        clauses, values = ["1"], list[object]()
        if kinds:
            clauses.append("kind IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(kinds)))
        for clause, value in (("house = ?", house), ("day >= ?", since), ("day <= ?", until)):
            if value is not None:
                clauses.append(clause)
                values.append(value.isoformat() if isinstance(value, date) else value.value)
        return self._holdings(" AND ".join(clauses), values)

    def holdings_of(self, record_ids: Iterable[str]) -> Holdings:
        """Return the counts and days of those of the records that are held."""
        named = "record_id IN (SELECT value FROM json_each(?))"
        return self._holdings(named, [json.dumps(sorted(set(record_ids)))], "records INDEXED BY records_counted")

    def status(self) -> Status:
        """Return the whole of what is held."""
        held = self._holdings("1", [])
        passages, superseded, loaded = self._rows(
            "SELECT (SELECT ifnull(sum(passages), 0) FROM records), (SELECT count(*) FROM versions),"
            " (SELECT loaded FROM changes JOIN records USING (record_id) ORDER BY seq DESC LIMIT 1)"
        )[0]
        moment = datetime.fromisoformat(loaded) if loaded else None
        return Status(held.records, held.oldest, held.newest, held.by_kind, held.by_month, passages, superseded, moment)

    def _holdings(self, where: str, values: Sequence[object], table: str = "records") -> Holdings:
        rows = self._rows(
            f"SELECT kind, count(*), min(day), max(day), substr(day, 1, 7)"  # noqa: S608 - our own clauses
            f" FROM {table} WHERE {where} GROUP BY kind, substr(day, 1, 7)",
            values,
        )
        days = [date.fromisoformat(day) for row in rows for day in row[2:4] if day]
        kinds: Counter[str] = Counter()
        for kind, number, *_ in rows:
            kinds[kind] += number
        return Holdings(
            records=kinds.total(),
            oldest=min(days, default=None),
            newest=max(days, default=None),
            by_kind=dict(sorted(kinds.items(), key=lambda each: (-each[1], each[0]))),
            by_month={(row[0], row[4]): row[1] for row in rows if row[4]},
        )

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        with self.held() as connection:
            rows: list[Any] = connection.execute(statement, values).fetchall()
            return rows

    @contextmanager
    def held(self) -> Iterator[Any]:
        """Give the connection, alone, to those who keep other tables of the same file; failures become StoreError."""
        with self._lock, plain_errors(self.path):
            if self._closed:
                raise StoreError("The database was closed: open it again.")
            yield self._connection


def _head(record_id: str, kind: str, day: str | None, state: str | None, quotable_answer: int) -> Head:
    return Head(
        record_id,
        Kind(kind),
        date.fromisoformat(day) if day else None,
        AnswerState(state) if state else None,
        bool(quotable_answer),
    )


def _not_found(record_id: str) -> NotFound:
    return NotFound(f'No record "{record_id}" is stored: search for its words with "pqbrief brief", or load it first.')
