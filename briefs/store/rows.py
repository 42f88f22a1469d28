"""How a batch of records gets into the database: what is new, what has changed, and what it supersedes."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from briefs.errors import RefusedInput
from briefs.records.bounds import check_lengths
from briefs.records.exchange import canonical, hash_of, record_from_dict
from briefs.records.model import Part, Passage, Record, Refusal, Role, Voice
from briefs.store.database import transaction
from briefs.store.superseded import SupersededWords, note_superseded, superseded_by

_PARTS = {part.value: part for part in Part}
_ROLES = {role.value: role for role in Role}


def record_from_row(body: str, origin: str | None, retrieved: str | None) -> Record:
    """Return the record of a row of the store. Raises RefusedInput where its content is none."""
    values = json.loads(body)
    values["origin"] = origin
    values["retrieved"] = retrieved
    try:
        passages = tuple(map(_passage, values["passages"]))
    except (KeyError, TypeError):
        return record_from_dict(values)
    values["passages"] = []
    return replace(record_from_dict(values), passages=passages)


def _passage(values: dict[str, Any]) -> Passage:
    """Return a passage as ``canonical`` wrote it. Raises KeyError and TypeError for any other."""
    if not values.keys().isdisjoint(("named_by_id", "role_by_post", "office_by_post")):
        raise KeyError("looked up")
    known: dict[str, Any] = {"role": _ROLES[values["role"]], "part": _PARTS[values["part"]]}
    if "voices" in values:
        known["voices"] = tuple(Voice(**{**voice, "role": _ROLES[voice["role"]]}) for voice in values["voices"])
    return Passage(**(values | known))


Prefer = Callable[[Record, Record], Record]
"""Says what to keep of two copies of one record: what is held, and what has just come."""

_COLUMNS = (
    "record_id",
    "kind",
    "house",
    "day",
    "title",
    "uin",
    "source_id",
    "answering_body",
    "state",
    "quotable_answer",
    "passages",
    "version",
    "content_hash",
    "loaded",
    "origin",
    "retrieved",
    "body",
)
_PUT = (
    f"INSERT INTO records ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - no values in it
    f" ON CONFLICT (record_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
)
_KEEP = (
    "INSERT INTO versions (record_id, version, content_hash, loaded, origin, retrieved, body)"
    " SELECT record_id, version, content_hash, loaded, origin, retrieved, body FROM records WHERE record_id = ?"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a batch of records; a record that comes twice is counted twice."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()


class Prepared(NamedTuple):
    """A record as the store keeps it: its canonical content, the hash of that, and what it is counted and found by.

    It holds text and numbers alone, so that it passes from one process to another at a tenth of a record's cost.
    """

    record_id: str
    columns: tuple[str | int | None, ...]
    content_hash: str
    origin: str | None
    retrieved: str | None
    body: str
    speakers: tuple[str, ...]
    superseded: tuple[SupersededWords, ...] = ()

    @property
    def record(self) -> Record:
        """The record itself, made of its content."""
        return record_from_row(self.body, self.origin, self.retrieved)


def prepare(record: Record) -> Prepared:
    """Return a record ready to be stored.

    Raises RefusedInput where it holds text that no database can, or a title, name or link of impossible length.
    """
    check_lengths(record)
    body = canonical(record)
    try:
        content_hash = hash_of(body)
    except UnicodeEncodeError:
        place = record.record_id.encode("ascii", "replace").decode()
        raise RefusedInput("it holds half a character, which cannot be stored", place) from None
    retrieved = record.retrieved.isoformat() if record.retrieved else None
    speaking = tuple(sorted(speakers(record)))
    columns, wrong = _columns(record), superseded_by(record)
    return Prepared(record.record_id, columns, content_hash, record.origin, retrieved, body, speaking, wrong)


def prepare_all(records: Iterable[Record]) -> tuple[list[Prepared], tuple[Refusal, ...]]:
    """Return the records ready to be stored, and a refusal for each that cannot be."""
    prepared: list[Prepared] = []
    refused: list[Refusal] = []
    for record in records:
        try:
            prepared.append(prepare(record))
        except RefusedInput as error:
            refused.append(Refusal(error.place, error.reason))
    return prepared, tuple(refused)


def write(
    connection: sqlite3.Connection,
    batch: Sequence[Prepared],
    prefer: Prefer | None = None,
) -> Counts:
    """Store a batch in one transaction and return what became of it."""
    loaded = datetime.now(UTC).isoformat(timespec="seconds")
    added = updated = 0
    with transaction(connection):
        for one_each in _rounds(batch):
            rows = _new_versions(connection, one_each, prefer)
            superseding = [(item.record_id,) for item, version in rows if version > 1]
            connection.executemany(_KEEP, superseding)
            connection.executemany(_PUT, (_row(item, version, loaded) for item, version in rows))
            connection.executemany(
                "INSERT INTO changes (record_id, version) VALUES (?, ?)",
                ((item.record_id, version) for item, version in rows),
            )
            names = {name for item, _ in rows for name in item.speakers}
            connection.executemany("INSERT OR IGNORE INTO speakers (name) VALUES (?)", ((name,) for name in names))
            for item, version in rows:
                note_superseded(connection, item.record_id, item.superseded, again=version > 1)
            added += len(rows) - len(superseding)
            updated += len(superseding)
    return Counts(added, updated, len(batch) - added - updated)


def speakers(record: Record) -> set[str]:
    """Return the names of everybody whose words a record gives."""
    named = {person.name for person in record.people}
    named.update(passage.speaker for passage in record.passages if passage.speaker)
    named.update(voice.speaker for passage in record.passages for voice in passage.voices if voice.speaker)
    return named


def _rounds(batch: Iterable[Prepared]) -> list[list[Prepared]]:
    """Return the batch in rounds that hold each record once, so that a later copy meets the earlier one as held."""
    rounds: list[list[Prepared]] = []
    seen: defaultdict[str, int] = defaultdict(int)
    for item in batch:
        number = seen[item.record_id]
        seen[item.record_id] += 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(item)
    return rounds


def _new_versions(
    connection: sqlite3.Connection, batch: Sequence[Prepared], prefer: Prefer | None
) -> list[tuple[Prepared, int]]:
    """Return what must be written, with its version number: 1 for what is new."""
    held: dict[str, tuple[str, int]] = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            "SELECT record_id, content_hash, version FROM records WHERE record_id IN (SELECT value FROM json_each(?))",
            [json.dumps([item.record_id for item in batch])],
        )
    }
    rows: list[tuple[Prepared, int]] = []
    for item in batch:
        content_hash, version = held.get(item.record_id, ("", 0))
        news = item
        if prefer is not None and version and content_hash != item.content_hash:
            news = _preferred(connection, item, prefer)
        if news.content_hash != content_hash:
            rows.append((news, version + 1))
    return rows


def _preferred(connection: sqlite3.Connection, incoming: Prepared, prefer: Prefer) -> Prepared:
    row = connection.execute(
        "SELECT body, origin, retrieved FROM records WHERE record_id = ?", [incoming.record_id]
    ).fetchone()
    return prepare(prefer(record_from_row(*row), incoming.record))


def _columns(record: Record) -> tuple[str | int | None, ...]:
    """Return the values of the columns from ``kind`` to ``passages``."""
    return (
        record.kind.value,
        record.house.value if record.house else None,
        record.day.isoformat() if record.day else None,
        record.title,
        record.uin.strip().upper() if record.uin else None,
        str(record.source_id) if record.source_id is not None else None,
        record.answering_body,
        record.state.value if record.state else None,
        int(record.has_quotable_answer),
        len(record.passages),
    )


def _row(item: Prepared, version: int, loaded: str) -> tuple[object, ...]:
    stored = (version, item.content_hash, loaded, item.origin, item.retrieved, item.body)
    return (item.record_id, *item.columns, *stored)
