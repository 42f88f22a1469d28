"""What the Slack door keeps in the database: briefs as they were shown, what was said of them, and who asked for what.

Days and moments are UTC. All of it goes after the retention period, and everything of one person when asked for.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.slack.wanted import Wanted
from briefs.brief import Brief
from briefs.database import transaction
from briefs.desk.checking import as_brief, sections_of
from briefs.desk.desk_note import DeskNote
from briefs.store import Store

TAKEN, SHOWN, NOTHING, FAILED = "taken", "shown", "nothing found", "failed"
LIMITED, REFUSED, SHARED = "limited", "refused", "shared"
_COUNTED = (TAKEN, SHOWN, NOTHING, FAILED)

DELIVERY_DAYS = 1  # Slack tries again within the hour
_RATE_WINDOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """A brief as it was shown to a person, under an id that tells nothing and cannot be guessed.

    Of a background note (``note``) the ``brief`` holds its quotations and sources.
    """

    brief_id: str
    asker: str
    team: str
    wanted: Wanted
    brief: Brief
    note: DeskNote | None = None

    @property
    def what(self) -> str:
        """What it is called."""
        return "note" if self.note else "brief"

    @property
    def title(self) -> str:
        """What it is about, in a few words."""
        if self.note is None:
            return self.brief.query.topic or self.wanted.request
        subject = self.note.subject
        return " · ".join(part for part in (subject.uin, subject.heading) if part) or subject.text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit: who asked for what, when and where, what became of it and which records were shown."""

    moment: datetime
    asker: str
    team: str
    channel: str
    gesture: str
    request: str
    outcome: str
    brief_id: str = ""
    records: tuple[str, ...] = ()


def new_brief_id() -> str:
    """Return a new id of 16 characters: letters, digits, "-" and "_"."""
    return secrets.token_urlsafe(12)


class Keeping:
    """The tables of the Slack door. Threads and processes may share them.

    Reads go over a connection of their own, so that none waits for a write that waits for its turn.
    """

    def __init__(self, reading: Store, writing: Store) -> None:
        """Take two stores over one database."""
        self._reading = reading
        self._writing = writing

    def claim(self, delivery: str) -> bool:
        """Return True to whoever asks first for what Slack delivered under an id, False to all others."""
        with self._writing.held() as connection, transaction(connection):
            done = connection.execute("INSERT OR IGNORE INTO taken VALUES (?, ?)", (delivery, _now()))
            return bool(done.rowcount)

    def begin(self, entry: Entry, most: int) -> int | None:
        """Write a line of the audit for a request for a brief, and return its number.

        None where the person had ``most`` of them within the last minute: the line then says so. Counted and written
        in one transaction, so that several workers agree.
        """
        since = (entry.moment - _RATE_WINDOW).isoformat(timespec="milliseconds")
        with self._writing.held() as connection, transaction(connection):
            counted = connection.execute(
                "SELECT count(*) FROM audit WHERE asker = ? AND moment > ?"
                " AND outcome IN (SELECT value FROM json_each(?))",
                (entry.asker, since, json.dumps(_COUNTED)),
            ).fetchone()[0]
            limited = counted >= most
            number = _write(connection, replace(entry, outcome=LIMITED if limited else TAKEN))
            return None if limited else number

    def note(self, entry: Entry) -> None:
        """Write a line of the audit for what makes no new brief: something shared or refused."""
        with self._writing.held() as connection, transaction(connection):
            _write(connection, entry)

    def finish(self, number: int, outcome: str, shown: Shown | None = None) -> None:
        """Complete a line of the audit, and keep the brief that was shown."""
        with self._writing.held() as connection, transaction(connection):
            cited = [source.record_id for source in shown.brief.sources] if shown else []
            connection.execute(
                "UPDATE audit SET outcome = ?, brief_id = ?, records = ? WHERE number = ?",
                (outcome, shown.brief_id if shown else "", json.dumps(cited), number),
            )
            if shown:
                _put(connection, shown)

    def shown(self, brief_id: str) -> Shown | None:
        """Return a brief as it was shown, or None where it is not kept (any more)."""
        rows = self._rows("SELECT brief_id, asker, team, wanted, brief FROM shown WHERE brief_id = ?", brief_id)
        return _shown(rows[0]) if rows else None

    def may_see(self, shown: Shown, person: str, team: str, channel: str) -> bool:
        """Whether a brief is the person's own, or was shared to the channel where it is asked for."""
        if shown.asker == person and shown.team == team:
            return True
        return shown.team == team and self.is_shared(shown.brief_id, channel)

    def share(self, brief_id: str, channel: str, sharer: str) -> None:
        """Keep that a brief was shared to a channel."""
        with self._writing.held() as connection, transaction(connection):
            connection.execute("INSERT OR REPLACE INTO shared VALUES (?, ?, ?, ?)", (brief_id, channel, sharer, _now()))

    def unshare(self, brief_id: str, channel: str) -> None:
        """Take back that a brief was shared, where it could not be posted."""
        with self._writing.held() as connection, transaction(connection):
            connection.execute("DELETE FROM shared WHERE brief_id = ? AND channel = ?", (brief_id, channel))

    def is_shared(self, brief_id: str, channel: str) -> bool:
        """Whether a brief was shared to a channel."""
        return bool(self._rows("SELECT 1 FROM shared WHERE brief_id = ? AND channel = ?", brief_id, channel))

    def judge(self, brief_id: str, asker: str, verdict: str, section: str = "") -> None:
        """Keep what a person said of a brief or of a section of it: their last word counts."""
        with self._writing.held() as connection, transaction(connection):
            connection.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)", (brief_id, asker, section, verdict, _now())
            )

    def verdicts(self, brief_id: str) -> dict[str, str]:
        """Return the last word on each section of a brief ("" for the whole), of whoever said it."""
        return dict(self._rows("SELECT section, verdict FROM feedback WHERE brief_id = ? ORDER BY moment", brief_id))

    def recent(self, asker: str, team: str, limit: int = 5) -> list[Shown]:
        """Return the last briefs of a person, newest first, no request twice."""
        rows = self._rows(
            "SELECT brief_id, asker, team, wanted, brief FROM"
            " (SELECT *, max(shown) AS last FROM shown WHERE asker = ? AND team = ? GROUP BY request)"
            " ORDER BY last DESC LIMIT ?",
            asker,
            team,
            limit,
        )
        return [_shown(row) for row in rows]

    def audit(self, asker: str | None = None, limit: int = 1_000) -> list[Entry]:
        """Return the last lines of the audit, newest first."""
        rows = self._rows(
            "SELECT moment, asker, team, channel, gesture, request, outcome, brief_id, records FROM audit"
            " WHERE ?1 IS NULL OR asker = ?1 ORDER BY number DESC LIMIT ?2",
            asker,
            limit,
        )
        return [_entry(row) for row in rows]

    def forget(self, person: str) -> int:
        """Delete everything kept of a person, and return how many rows that were."""
        with self._writing.held() as connection, transaction(connection):
            statements = (
                "DELETE FROM shared WHERE sharer = ?1 OR brief_id IN (SELECT brief_id FROM shown WHERE asker = ?1)",
                "DELETE FROM feedback WHERE asker = ?1 OR brief_id IN (SELECT brief_id FROM shown WHERE asker = ?1)",
                "DELETE FROM audit WHERE asker = ?1",
                "DELETE FROM shown WHERE asker = ?1",
            )
            return sum(connection.execute(statement, (person,)).rowcount for statement in statements)

    def expire(self, keep_days: int, now: datetime | None = None) -> int:
        """Delete what is older than the retention period, and return how many rows that were."""
        moment = now or datetime.now(UTC)
        before = (moment - timedelta(days=keep_days)).isoformat(timespec="milliseconds")
        delivered = (moment - timedelta(days=DELIVERY_DAYS)).isoformat(timespec="milliseconds")
        with self._writing.held() as connection, transaction(connection):
            statements = (
                ("DELETE FROM audit WHERE moment < ?", before),
                ("DELETE FROM shown WHERE shown < ?", before),
                ("DELETE FROM shared WHERE moment < ?", before),
                ("DELETE FROM feedback WHERE moment < ?", before),
                ("DELETE FROM taken WHERE moment < ?", delivered),
            )
            return sum(connection.execute(statement, (value,)).rowcount for statement, value in statements)

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with self._reading.held() as connection:
            rows: list[Any] = connection.execute(statement, values).fetchall()
            return rows


def _put(connection: sqlite3.Connection, shown: Shown) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            shown.brief_id,
            _now(),
            shown.asker,
            shown.team,
            shown.wanted.request,
            _form(Wanted).dump_json(shown.wanted).decode(),
            (_form(DeskNote).dump_json(shown.note) if shown.note else _form(Brief).dump_json(shown.brief)).decode(),
        ),
    )


def _write(connection: sqlite3.Connection, entry: Entry) -> int:
    done = connection.execute(
        "INSERT INTO audit (moment, asker, team, channel, gesture, request, brief_id, records, outcome)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.moment.isoformat(timespec="milliseconds"),
            entry.asker,
            entry.team,
            entry.channel,
            entry.gesture,
            entry.request,
            entry.brief_id,
            json.dumps(list(entry.records)),
            entry.outcome,
        ),
    )
    return int(done.lastrowid or 0)


def _entry(row: Sequence[Any]) -> Entry:
    moment, asker, team, channel, gesture, request, outcome, brief_id, records = row
    when, cited = datetime.fromisoformat(moment), tuple(json.loads(records))
    return Entry(when, asker, team, channel, gesture, request, outcome, brief_id or "", cited)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _shown(row: Sequence[Any]) -> Shown:
    wanted: Wanted = _form(Wanted).validate_json(row[3])
    if wanted.desk and not wanted.choices:
        return shown_note(row[0], row[1], row[2], wanted, _form(DeskNote).validate_json(row[4]))
    return Shown(row[0], row[1], row[2], wanted, _form(Brief).validate_json(row[4]))


def shown_note(brief_id: str, asker: str, team: str, wanted: Wanted, note: DeskNote) -> Shown:
    """Return a background note as it was shown, its quotations and sources as a brief."""
    return Shown(brief_id, asker, team, wanted, as_brief(note, *sections_of(note)), note)


@cache
def _form(kind: type) -> Any:
    """Return what writes a value of a dataclass as JSON and reads the same value back."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - a tenth of a second, for the commands that keep briefs

    return TypeAdapter(kind)
