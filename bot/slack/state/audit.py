"""What the Slack door keeps in the database: briefs as they were shown, what was said of them, and who asked for what.

Days and moments are UTC. All of it goes after the retention period, and everything of one person when asked for.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.slack.gesture import Gesture
from bot.slack.request import BriefRequest
from bot.slack.state.in_hand import Forgotten
from bot.slack.state.saved import Label, ShownBrief, Written, form, shown_of_row
from briefs.store.database import empty_log, transaction
from briefs.store.store import Store

TAKEN, SHOWN, NOTHING, FAILED = "taken", "shown", "nothing found", "failed"
LIMITED, REFUSED, SHARED = "limited", "refused", "shared"
_COUNTED = (TAKEN, SHOWN, NOTHING, FAILED)

DIRECT, PANE = "@", "@@"
"""Stand for a person's direct messages: in the thread of the note itself, and in one that was there before."""

DELIVERY_DAYS = 1  # Slack tries again within the hour
_RATE_WINDOW = timedelta(minutes=1)
_RATE_AHEAD = timedelta(seconds=5)  # what lies further ahead was written before the clock was put back


@dataclass(frozen=True, slots=True)
class AuditLine:
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


def entry_of(asked: Gesture, request: str, outcome: str, brief_id: str = "") -> AuditLine:
    """Return a line for the audit, as of now."""
    return AuditLine(
        datetime.now(UTC), asked.person, asked.team, asked.channel, asked.gesture, request, outcome, brief_id
    )


class Keeping:
    """The tables of the Slack door. Threads and processes may share them.

    Reads go over a connection of their own, so that none waits for a write that waits for its turn.
    """

    def __init__(self, reading: Store, writing: Store) -> None:
        """Take two stores over one database."""
        self._reading = reading
        self._writing = writing

    def begin(self, entry: AuditLine, most: int) -> int | None:
        """Write a line of the audit for a request for a brief, and return its number.

        None where the person had ``most`` of them within the last minute: the line then says so. Counted and written
        in one transaction, so that several workers agree.
        """
        since, until = (
            (entry.moment + window).isoformat(timespec="milliseconds") for window in (-_RATE_WINDOW, _RATE_AHEAD)
        )
        with self._writing.held() as connection, transaction(connection):
            counted = connection.execute(
                "SELECT count(*) FROM audit WHERE asker = ? AND moment > ? AND moment <= ?"
                " AND outcome IN (SELECT value FROM json_each(?))",
                (entry.asker, since, until, json.dumps(_COUNTED)),
            ).fetchone()[0]
            limited = counted >= most
            number = _write(connection, replace(entry, outcome=LIMITED if limited else TAKEN))
            return None if limited else number

    def note(self, entry: AuditLine) -> None:
        """Write a line of the audit for what makes no new brief: something shared or refused."""
        with self._writing.held() as connection, transaction(connection):
            _write(connection, entry)

    def finish(self, number: int, outcome: str) -> None:
        """Complete a line of the audit where nothing was shown."""
        with self._writing.held() as connection, transaction(connection):
            connection.execute("UPDATE audit SET outcome = ? WHERE number = ?", (outcome, number))

    def open_line(self, entry: AuditLine, number: int, since: float) -> int | None:
        """Return the line that a request was given before, None where it had none.

        It is ``number`` where that is known, else the one like ``entry`` that was begun since and not completed.
        """
        moment = _moment(datetime.fromtimestamp(since, UTC))
        rows = self._rows(
            "SELECT number FROM audit WHERE number = ?1 OR (?1 = 0 AND asker = ?2 AND gesture = ?3 AND request = ?4"
            " AND outcome = ?5 AND moment >= ?6) ORDER BY number LIMIT 1",
            number,
            entry.asker,
            entry.gesture,
            entry.request,
            TAKEN,
            moment,
        )
        return int(rows[0][0]) if rows else None

    def close_line(self, number: int, asker: str, gesture: str, since: float) -> None:
        """Complete a line of the audit as failed where nothing completed it.

        Where its number (0) is not known it is any such line of the person and the gesture since a moment.
        """
        with self._writing.held() as connection, transaction(connection):
            connection.execute(
                "UPDATE audit SET outcome = ?1 WHERE outcome = ?2"
                " AND (number = ?3 OR (?3 = 0 AND asker = ?4 AND gesture = ?5 AND moment >= ?6))",
                (FAILED, TAKEN, number, asker, gesture, _moment(datetime.fromtimestamp(since, UTC))),
            )

    def erase(self, number: int) -> None:
        """Delete a line of the audit that was written after its person was forgotten."""
        with self._writing.held() as connection, transaction(connection):
            connection.execute("DELETE FROM audit WHERE number = ?", (number,))

    def keep(self, number: int, label: Label, kept: Written, channel: str = "") -> None:
        """Complete a line of the audit and keep what is shown, and that it is shown to a channel where one is given.

        Raises Forgotten, and keeps nothing, where the line is gone: its person was forgotten meanwhile.
        """
        with self._writing.held() as connection, transaction(connection):
            outcome = SHOWN if kept.found else NOTHING
            done = connection.execute(
                "UPDATE audit SET outcome = ?, brief_id = ?, records = ?, request = ? WHERE number = ?",
                (outcome, label.brief_id, json.dumps(kept.records), label.wanted.request, number),
            )
            if not done.rowcount:
                raise Forgotten
            _put(connection, label, kept)
            if channel:
                _share(connection, label.brief_id, channel, label.asker)

    def shown(self, brief_id: str) -> ShownBrief | None:
        """Return a brief as it was shown, or None where it is not kept (any more)."""
        rows = self._rows("SELECT brief_id, asker, team, wanted, brief FROM shown WHERE brief_id = ?", brief_id)
        return shown_of_row(rows[0]) if rows else None

    def may_see(self, shown: ShownBrief, person: str, team: str, channel: str) -> bool:
        """Whether a brief is the person's own, or was shared to the channel where it is asked for."""
        if shown.asker == person and shown.team == team:
            return True
        return shown.team == team and self.is_shared(shown.brief_id, channel)

    def share(self, brief_id: str, channel: str, sharer: str) -> None:
        """Keep that a brief was shared to a channel."""
        with self._writing.held() as connection, transaction(connection):
            _share(connection, brief_id, channel, sharer)

    def put_in_thread(self, brief_id: str, channel: str, thread: str, person: str) -> None:
        """Keep that a note stands in a thread, so that a reply in it is known to be on that note.

        ``channel`` is ``DIRECT`` or ``PANE`` for the direct messages of the person.
        """
        self.share(brief_id, _thread_place(channel, thread, person), person)

    def in_thread(self, channel: str, thread: str, person: str) -> list[str]:
        """Return the ids of the notes that stand in a thread, the newest first."""
        statement = "SELECT brief_id FROM shared WHERE channel = ? ORDER BY moment DESC"
        return [str(row[0]) for row in self._rows(statement, _thread_place(channel, thread, person))]

    def unshare(self, brief_id: str, channel: str) -> None:
        """Take back that a brief was shared, where it could not be posted."""
        with self._writing.held() as connection, transaction(connection):
            connection.execute("DELETE FROM shared WHERE brief_id = ? AND channel = ?", (brief_id, channel))

    def is_shared(self, brief_id: str, channel: str, before: float | None = None) -> bool:
        """Whether a brief was shared to a channel, before a moment (seconds since 1970) where one is given."""
        moment = _moment(datetime.fromtimestamp(before, UTC)) if before is not None else None
        statement = "SELECT 1 FROM shared WHERE brief_id = ?1 AND channel = ?2 AND (?3 IS NULL OR moment < ?3)"
        return bool(self._rows(statement, brief_id, channel, moment))

    def judge(self, brief_id: str, asker: str, verdict: str, section: str = "") -> None:
        """Keep what a person said of a brief or of a section of it: their last word counts."""
        with self._writing.held() as connection, transaction(connection):
            connection.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)", (brief_id, asker, section, verdict, _now())
            )

    def verdicts(self, brief_id: str) -> dict[str, str]:
        """Return the last word on each section of a brief ("" for the whole), of whoever said it."""
        return dict(self._rows("SELECT section, verdict FROM feedback WHERE brief_id = ? ORDER BY moment", brief_id))

    def recent(self, asker: str, team: str, limit: int = 5) -> list[ShownBrief]:
        """Return the last briefs of a person, newest first, no request twice."""
        rows = self._rows(
            "SELECT brief_id, asker, team, wanted, brief FROM"
            " (SELECT *, max(shown) AS last FROM shown WHERE asker = ? AND team = ? GROUP BY request)"
            " ORDER BY last DESC LIMIT ?",
            asker,
            team,
            limit,
        )
        return [shown_of_row(row) for row in rows]

    def audit(self, asker: str | None = None, limit: int = 1_000) -> list[AuditLine]:
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
            gone = sum(int(connection.execute(statement, (person,)).rowcount) for statement in statements)
            for table in ("shared", "feedback", "audit", "shown"):
                connection.execute(f"REINDEX {table}")  # pages that were split still hold copies of deleted keys
            return gone

    def empty_log(self) -> bool:
        """Empty the log, in which deleted rows still stand; False where another process is in the way."""
        with self._writing.held() as connection:
            return empty_log(connection)

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


def _thread_place(channel: str, thread: str, person: str) -> str:
    """Return what stands for a thread where places are kept that something was shared to; no channel has such an id."""
    return f"{channel}{person if channel in (DIRECT, PANE) else ''}/{thread}"


def _put(connection: sqlite3.Connection, label: Label, kept: Written) -> None:
    wanted = form(BriefRequest).dump_json(label.wanted).decode()
    connection.execute(
        "INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?, ?, ?, ?)",
        (label.brief_id, _now(), label.asker, label.team, label.wanted.request, wanted, kept.body),
    )


def _share(connection: sqlite3.Connection, brief_id: str, channel: str, sharer: str) -> None:
    connection.execute("INSERT OR REPLACE INTO shared VALUES (?, ?, ?, ?)", (brief_id, channel, sharer, _now()))


def _write(connection: sqlite3.Connection, entry: AuditLine) -> int:
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


def _entry(row: Sequence[Any]) -> AuditLine:
    moment, asker, team, channel, gesture, request, outcome, brief_id, records = row
    when, cited = datetime.fromisoformat(moment), tuple(json.loads(records))
    return AuditLine(when, asker, team, channel, gesture, request, outcome, brief_id or "", cited)


def _now() -> str:
    return _moment(datetime.now(UTC))


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
