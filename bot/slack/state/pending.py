"""What Slack was told is taken, until it is answered: written down before the acknowledgement, gone after the answer.

It is a database of its own beside the records, so that no acknowledgement waits for a load that writes there. A request
belongs to the bot that took it; what a bot left that has ended is taken over by one that runs for the same app.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.slack.gesture import Gesture
from bot.slack.state.in_hand import MADE, TAKEN, Forgotten, TakenRequest
from bot.slack.state.outbox_file import make_way
from bot.slack.state.owners import Owner
from bot.slack.state.writer import Writer
from briefs.store.database import plain_errors
from briefs.store.private_files import make_private_file, make_private_folder

FILE_NAME = "outbox.sqlite3"
_AT_ONCE = 32  # done again in one turn, so that a bot that ends counts for those alone that it began
_FREE_TRIES, _LONGEST_PAUSE = 3, 60.0
DELIVERY_SECONDS = 24 * 3600.0  # Slack sends again within the hour
_TABLES = """
CREATE TABLE IF NOT EXISTS taken (delivery TEXT PRIMARY KEY, moment REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (
    number INTEGER PRIMARY KEY AUTOINCREMENT, home TEXT NOT NULL, owner TEXT NOT NULL, person TEXT NOT NULL,
    moment REAL NOT NULL, asked TEXT NOT NULL, needs_form INTEGER NOT NULL, stage TEXT NOT NULL,
    placeholder TEXT NOT NULL DEFAULT '', audit INTEGER NOT NULL DEFAULT 0, request TEXT NOT NULL DEFAULT '',
    adopted INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, due REAL
);
CREATE INDEX IF NOT EXISTS pending_due ON pending (owner, due);
CREATE TABLE IF NOT EXISTS letters (
    number INTEGER PRIMARY KEY AUTOINCREMENT, item INTEGER NOT NULL, address TEXT NOT NULL, messages TEXT NOT NULL,
    stage TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS letters_item ON letters (item);
CREATE INDEX IF NOT EXISTS letters_due ON letters (due);
"""
_ITEM = "number, asked, moment, needs_form, stage, placeholder, audit, request, adopted, tries"


@dataclass(frozen=True, slots=True)
class Letter:
    """Messages that are still to be sent, as JSON, in their order. ``address`` is where and how, as JSON."""

    number: int
    item: TakenRequest
    address: Mapping[str, Any]
    messages: tuple[str, ...]
    stage: str
    tries: int


class Pending:
    """The requests in hand and the messages still to be sent. Threads and processes may share it."""

    def __init__(self, data_folder: Path, home: str) -> None:
        """Open it in a data folder for an app, ``home``. Raises StoreError."""
        path = data_folder / FILE_NAME
        with plain_errors(path):
            make_private_folder(data_folder)
            make_way(path, _TABLES)
            make_private_file(path)
        self._home = home
        self._writer = Writer(path, _TABLES)
        self._owner = Owner(data_folder)

    def close(self) -> None:
        """Let go of it; what is left is for the next bot."""
        self._writer.close()
        self._owner.close()

    def take(self, asked: Gesture, *, needs_form: bool) -> TakenRequest | None:
        """Write down a request, on the disk when this returns, and return it; None where it was taken before."""
        item = TakenRequest(0, asked, needs_form=needs_form)
        written = json.dumps(asdict(asked))

        def write(connection: sqlite3.Connection) -> int | None:
            first = connection.execute("INSERT OR IGNORE INTO taken VALUES (?, ?)", (asked.delivery, item.moment))
            if not first.rowcount:
                return None
            done = connection.execute(
                "INSERT INTO pending (home, owner, person, moment, asked, needs_form, stage)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (self._home, self._owner.name, asked.person, item.moment, written, needs_form, TAKEN),
            )
            return int(done.lastrowid or 0)

        number = self._writer.run(write, durable=True)
        if number is None:
            return None
        item.number = number
        return item

    def begun(self, item: TakenRequest, audit: int, request: str) -> None:
        """Keep which line of the audit a request has, and what it asks for. Raises Forgotten."""
        item.audit, item.request = audit, request
        self._set(item, audit=audit, request=request)

    def stage(self, item: TakenRequest, stage: str, placeholder: str = "") -> None:
        """Keep how far a request is, before the next step is done. Raises Forgotten."""
        self._set(item, stage=stage, placeholder=placeholder or item.placeholder)
        item.stage, item.placeholder = stage, placeholder or item.placeholder

    def put_off(self, item: TakenRequest, seconds: float) -> None:
        """Do a request again later; nothing was sent for it, and it ended no bot. Raises Forgotten."""
        item.put_off, item.adopted = True, min(item.adopted, 1)
        self._set(item, stage=TAKEN, tries=item.tries + 1, adopted=item.adopted, due=time.time() + seconds)

    def leave(self, item: TakenRequest, address: Mapping[str, Any], messages: Sequence[str], seconds: float) -> None:
        """Keep messages that are still to be sent, after ``seconds``. Raises Forgotten."""

        def write(connection: sqlite3.Connection) -> bool:
            done = connection.execute("UPDATE pending SET stage = ?, due = NULL WHERE number = ?", (MADE, item.number))
            if done.rowcount:
                connection.execute(
                    "INSERT INTO letters (item, address, messages, stage, due) VALUES (?, ?, ?, ?, ?)",
                    (item.number, json.dumps(address), json.dumps(list(messages)), TAKEN, time.time() + seconds),
                )
            return bool(done.rowcount)

        if not self._writer.run(write):
            raise Forgotten
        item.stage = MADE

    def settle(self, item: TakenRequest) -> bool:
        """Let go of a request of which nothing is left to be done; False where its person was forgotten meanwhile."""

        def write(connection: sqlite3.Connection) -> bool:
            if not _exists(connection, item.number):
                return False
            if not item.put_off:
                connection.execute(
                    "DELETE FROM pending WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM letters WHERE item = ?1)",
                    (item.number,),
                )
            return True

        return self._writer.run(write)

    def due(self) -> list[TakenRequest]:
        """Return the requests of this bot that are to be done again now; each is given once."""

        def take(connection: sqlite3.Connection) -> list[Any]:
            rows: list[Any] = connection.execute(
                f"SELECT {_ITEM} FROM pending WHERE owner = ? AND due <= ? ORDER BY adopted, number LIMIT ?",  # noqa: S608
                (self._owner.name, time.time(), _AT_ONCE),
            ).fetchall()
            begun = "UPDATE pending SET due = NULL, adopted = adopted + (adopted > 0) WHERE number = ?"
            connection.executemany(begun, [(row[0],) for row in rows])
            return rows

        return [_item(row) for row in self._writer.run(take)]

    def letters(self, most: int) -> list[Letter]:
        """Return messages of this bot that are to be sent now, the oldest of each request."""
        columns = ", ".join(f"pending.{name.strip()}" for name in _ITEM.split(","))
        rows = self._writer.run(
            lambda connection: connection.execute(
                f"SELECT {columns}, letters.number, address, messages, letters.stage, letters.tries"  # noqa: S608
                " FROM letters JOIN pending ON pending.number = item WHERE owner = ? AND letters.due <= ?"
                " AND letters.number = (SELECT min(other.number) FROM letters AS other WHERE other.item = letters.item)"
                " ORDER BY letters.number LIMIT ?",
                (self._owner.name, time.time(), most),
            ).fetchall()
        )
        return [_letter(row) for row in rows]

    def letter_stage(self, letter: Letter, stage: str) -> None:
        """Keep whether a message may have been received, before it is sent. Raises Forgotten."""
        if not self._writer.run(_updated("letters", letter.number, {"stage": stage})):
            raise Forgotten

    def keep_rest(self, letter: Letter, address: Mapping[str, Any], messages: Sequence[str], seconds: float) -> None:
        """Keep what is left of messages, to be sent after ``seconds``; nothing left takes them away."""

        def write(connection: sqlite3.Connection) -> None:
            if messages:
                values = (json.dumps(address), json.dumps(list(messages)), TAKEN, time.time() + seconds, letter.number)
                connection.execute(
                    "UPDATE letters SET address = ?, messages = ?, stage = ?, tries = tries + 1, due = ?"
                    " WHERE number = ?",
                    values,
                )
                return
            connection.execute("DELETE FROM letters WHERE number = ?", (letter.number,))
            connection.execute(
                "DELETE FROM pending WHERE number = ?1 AND stage = ?2"
                " AND NOT EXISTS (SELECT 1 FROM letters WHERE item = ?1)",
                (letter.item.number, MADE),
            )

        self._writer.run(write)

    def put_off_letters(self, seconds: float) -> None:
        """Send none of what is left before ``seconds`` are over: Slack cannot be reached."""
        soonest = time.time() + seconds
        self._writer.run(
            lambda connection: connection.execute(
                "UPDATE letters SET due = max(due, ?) WHERE item IN (SELECT number FROM pending WHERE owner = ?)",
                (soonest, self._owner.name),
            )
        )

    def adopt(self) -> int:
        """Take over what bots of the same app left that have ended, and return how many requests that were.

        What several bots began that ended soon after waits a while, longer each time, in case that it ends them: what
        others ask is answered meanwhile.
        """
        owners = self._writer.run(
            lambda connection: connection.execute(
                "SELECT DISTINCT owner FROM pending WHERE home = ? AND owner <> ?", (self._home, self._owner.name)
            ).fetchall()
        )
        dead = [name for (name,) in owners if self._owner.is_dead(name)]
        if not dead:
            return 0

        def take_over(connection: sqlite3.Connection) -> int:
            return connection.execute(
                "UPDATE pending SET owner = ?1, adopted = max(adopted, 1), due = CASE WHEN stage = ?2 THEN NULL"
                " WHEN adopted <= ?3 THEN 0 ELSE ?4 + min(?5, 1 << min(adopted - ?3, 30)) END"
                " WHERE home = ?6 AND owner IN (SELECT value FROM json_each(?7))",
                (self._owner.name, MADE, _FREE_TRIES, time.time(), _LONGEST_PAUSE, self._home, json.dumps(dead)),
            ).rowcount

        return self._writer.run(take_over, durable=True)

    def forget(self, person: str) -> int:
        """Delete what is written down of a person, and return how many requests that were."""

        def write(connection: sqlite3.Connection) -> int:
            theirs = "(SELECT number FROM pending WHERE person = ?)"
            connection.execute(f"DELETE FROM letters WHERE item IN {theirs}", (person,))  # noqa: S608
            return connection.execute("DELETE FROM pending WHERE person = ?", (person,)).rowcount

        return self._writer.run(write, durable=True)

    def empty_log(self) -> bool:
        """Empty the log, in which deleted rows still stand; False where another process is in the way."""
        return self._writer.empty_log()

    def expire(self, keep_days: int) -> None:
        """Delete what nobody could be told within the retention period, and old ids of deliveries."""
        self._owner.tidy()
        now = time.time()

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM taken WHERE moment < ?", (now - DELIVERY_SECONDS,))
            connection.execute("DELETE FROM pending WHERE moment < ?", (now - keep_days * 86_400.0,))
            connection.execute("DELETE FROM letters WHERE item NOT IN (SELECT number FROM pending)")

        self._writer.run(write)

    def _set(self, item: TakenRequest, **values: object) -> None:
        if not self._writer.run(_updated("pending", item.number, values)):
            raise Forgotten


def _updated(table: str, number: int, values: Mapping[str, object]) -> Any:
    named = ", ".join(f"{name} = ?" for name in values)
    statement = f"UPDATE {table} SET {named} WHERE number = ?"  # noqa: S608 - names of our own
    return lambda connection: bool(connection.execute(statement, (*values.values(), number)).rowcount)


def _exists(connection: sqlite3.Connection, number: int) -> bool:
    return connection.execute("SELECT 1 FROM pending WHERE number = ?", (number,)).fetchone() is not None


def _item(row: Sequence[Any]) -> TakenRequest:
    number, asked, moment, needs_form, stage, placeholder, audit, request, adopted, tries = row
    read = Gesture(**json.loads(asked))
    return TakenRequest(number, read, moment, bool(needs_form), stage, placeholder, audit, request, adopted, tries)


def _letter(row: Sequence[Any]) -> Letter:
    number, address, messages, stage, tries = row[10:]
    return Letter(number, _item(row[:10]), json.loads(address), tuple(json.loads(messages)), stage, tries)
