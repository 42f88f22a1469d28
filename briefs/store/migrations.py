"""The tables of the database, as a list of steps that only ever grows.

A step that has been released is never changed; a new need is a new step. ``PRAGMA user_version`` counts the steps that
a file has been through, so that opening one that is up to date costs one look and not the import of sqlite-utils.
"""

from __future__ import annotations

import sqlite3
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

CURRENT = 8


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Take the file through the steps it has not been through. The caller holds the write transaction."""
    from sqlite_utils import Database  # noqa: PLC0415 - a tenth of a second that an up-to-date file need not wait
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415

    steps = Migrations("pqbrief")
    for step in (
        m001_initial,
        m002_sync,
        m003_people,
        m004_slack,
        m005_answers,
        m006_files,
        m007_habits,
        m008_superseded,
    ):
        steps()(step)
    steps.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {CURRENT}")


def m001_initial(db: Database) -> None:
    """Records with the columns they are counted and found by, what was superseded, and the log of changes."""
    db.table("about").create({"name": str, "value": str}, pk="name")
    db.table("about").insert({"name": "store_id", "value": uuid.uuid4().hex})
    db.table("records").create(
        {
            "number": int,
            "record_id": str,
            "kind": str,
            "house": str,
            "day": str,
            "title": str,
            "uin": str,
            "source_id": str,
            "answering_body": str,
            "state": str,
            "passages": int,
            "version": int,
            "content_hash": str,
            "loaded": str,
            "origin": str,
            "retrieved": str,
            "body": str,
        },
        pk="number",
        not_null={"record_id", "kind", "title", "passages", "version", "content_hash", "loaded", "origin", "body"},
    )
    db.table("records").create_index(["record_id"], unique=True)
    # All that the heading of a brief counts, without a look at the rows, whose bodies are long.
    db.table("records").create_index(["record_id", "kind", "day"], index_name="records_counted")
    db.table("records").create_index(["uin"])
    db.table("records").create_index(["kind", "house", "day", "passages"], index_name="records_by_kind_and_day")
    db.table("versions").create(
        {
            "record_id": str,
            "version": int,
            "content_hash": str,
            "loaded": str,
            "origin": str,
            "retrieved": str,
            "body": str,
        },
        pk=("record_id", "version"),
        not_null={"content_hash", "loaded", "origin", "body"},
    )
    db.table("speakers").create({"name": str}, pk="name")
    # AUTOINCREMENT, which sqlite-utils does not write: a number once given is never given again.
    db.execute("CREATE TABLE changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, record_id TEXT NOT NULL, version INTEGER)")


def m002_sync(db: Database) -> None:
    """Raw answers as they were fetched, and where each source's walk stands."""
    db.table("fetches").create(
        {
            "number": int,
            "source": str,
            "url": str,
            "status": int,
            "media_type": str,
            "fault": str,  # why an answer was of no use, null where it was
            "sha256": str,
            "fetched": str,
            "body": bytes,  # compressed with zlib
        },
        pk="number",
        not_null={"source", "url", "status", "media_type", "sha256", "fetched", "body"},
    )
    db.table("fetches").create_index(["url"])
    db.table("walks").create(
        {
            "source": str,
            "cursor": str,  # JSON, in names of the source's own
            "scope": str,  # JSON: what was asked for when the cursor was set
            "tried": str,
            "succeeded": str,
            "error": str,  # the sentence, null where the last walk came to its end
            "newest": str,  # the latest day of a record that the source brought
        },
        pk="source",
        not_null={"cursor", "scope"},
    )


def m003_people(db: Database) -> None:
    """Members by Parliament's id, and the offices, parties and seats they held from day to day."""
    # Days are ISO text, empty where unknown, so that they can stand in a key and be compared.
    db.table("members").create(
        {"member_id": int, "display_as": str, "list_as": str, "full_title": str, "house": str, "seen": str},
        pk="member_id",
        not_null={"display_as", "list_as", "full_title", "house", "seen"},
    )
    db.table("member_persons").create({"person": str, "member_id": int}, pk="person")
    db.table("member_persons").create_index(["member_id"])
    db.table("member_names").create({"key": str, "member_id": int}, pk=("key", "member_id"))
    fields = ("who", "kind", "value", "start", "observed", "origin", "house", "end", "seen", "detail")
    db.table("member_facts").create(dict.fromkeys(fields, str), pk=fields[:6], not_null=set(fields))
    db.table("member_facts").create_index(["kind", "start"])


def m004_slack(db: Database) -> None:
    """Briefs as they were shown, what people said of them, and who asked for what."""
    db.table("shown").create(
        {
            "brief_id": str,
            "shown": str,
            "asker": str,
            "team": str,
            "request": str,
            "wanted": str,  # JSON: the request with its length and the names added and left out
            "brief": str,  # JSON of the whole brief
        },
        pk="brief_id",
        not_null={"shown", "asker", "team", "request", "wanted", "brief"},
    )
    db.table("shown").create_index(["asker", "shown"])
    db.table("shared").create(
        {"brief_id": str, "channel": str, "sharer": str, "moment": str},
        pk=("brief_id", "channel"),
        not_null={"sharer", "moment"},
    )
    db.table("feedback").create(
        {"brief_id": str, "asker": str, "section": str, "verdict": str, "moment": str},
        pk=("brief_id", "asker", "section"),
        not_null={"verdict", "moment"},
    )
    # What Slack sent is known by its own id: sent again, to whichever worker, it is answered once.
    db.table("taken").create({"delivery": str, "moment": str}, pk="delivery", not_null={"moment"})
    db.table("taken").create_index(["moment"])
    db.table("audit").create(
        {
            "number": int,
            "moment": str,
            "asker": str,
            "team": str,
            "channel": str,
            "gesture": str,
            "request": str,
            "brief_id": str,
            "records": str,
            "outcome": str,
        },
        pk="number",
        not_null={"moment", "asker", "team", "gesture", "request", "records", "outcome"},
    )
    db.table("audit").create_index(["asker", "moment"])
    db.table("audit").create_index(["moment"])


def m005_answers(db: Database) -> None:
    """Whether a record holds an answer that can be quoted, so that what has none need not be read to be passed over."""
    db.execute("ALTER TABLE records ADD COLUMN quotable_answer INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "UPDATE records SET quotable_answer = EXISTS (SELECT 1 FROM json_each(body, '$.passages')"
        " WHERE json_extract(value, '$.part') = 'answer' AND ifnull(json_extract(value, '$.quotable'), 1))"
    )
    db.execute("DROP INDEX records_counted")
    db.table("records").create_index(
        ["record_id", "kind", "day", "state", "quotable_answer"], index_name="records_counted"
    )


def m006_files(db: Database) -> None:
    """The files that were read, by the hash of their bytes and of the readers."""
    db.table("files_read").create(
        {"sha256": str, "readers": str, "form": str, "records": int},
        pk="sha256",
        not_null={"readers", "form", "records"},
    )


def m007_habits(db: Database) -> None:
    """How each source is best asked, and how fast its walks come on, as measured."""
    db.table("habits").create(
        {
            "source": str,
            "take": int,  # rows a page, null where the service gives the largest
            "interval": float,  # seconds between two requests
            "day": str,  # of the last run
            "advanced": int,  # days that the last run came on, all its lists together
        },
        pk="source",
    )


def m008_superseded(db: Database) -> None:
    """The words that corrections put right, by the day of the record that first gave them."""
    db.table("superseded").create(
        {"day": str, "house": str, "words": str, "record_id": str}, not_null={"day", "words", "record_id"}
    )
    db.table("superseded").create_index(["day"])
    db.table("superseded").create_index(["record_id"])
