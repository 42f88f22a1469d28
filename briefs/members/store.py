"""The lists of Members in the database: what came is laid over what was held and never makes it poorer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefs.members.facts import OFFICES, Entry, Fact, FactKind, IdLink, Listing, Origin, member_key, person_key
from briefs.names.aliases import fold
from briefs.names.people import bare_name
from briefs.records.model import House
from briefs.store.database import transaction

_PUT_LISTING = """INSERT INTO members (member_id, display_as, list_as, full_title, house, seen)
VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (member_id) DO UPDATE SET
  display_as = iif(excluded.seen >= seen, excluded.display_as, display_as),
  list_as = iif(excluded.list_as <> '' AND (list_as = '' OR excluded.seen >= seen), excluded.list_as, list_as),
  full_title = iif(excluded.full_title <> '' AND (full_title = '' OR excluded.seen >= seen),
                   excluded.full_title, full_title),
  house = iif(excluded.house <> '' AND (house = '' OR excluded.seen >= seen), excluded.house, house),
  seen = max(seen, excluded.seen)"""
_PUT_FACT = """INSERT INTO member_facts (who, kind, value, start, observed, origin, house, "end", seen, detail)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (who, kind, value, start, observed, origin) DO UPDATE SET
  "end" = iif(excluded."end" = '' OR ("end" <> '' AND excluded.seen < seen), "end", excluded."end"),
  seen = max(seen, excluded.seen),
  house = iif(excluded.house <> '', excluded.house, house),
  detail = iif(excluded.detail <> '', excluded.detail, detail)"""
_NEXT_EDITION = """INSERT INTO about (name, value) VALUES ('members_edition', '1')
ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"""
_FACT = 'who, kind, value, origin, house, start, "end", seen, observed, detail'
_ROUND = 5_000


@dataclass(frozen=True, slots=True)
class Came:
    """What a list held: how many Members (or persons) it speaks of, and how many entries of offices."""

    members: int = 0
    offices: int = 0


def counted(entries: Sequence[Entry]) -> Came:
    """Return how many people and offices the entries of a list are about."""
    people = {entry.who if isinstance(entry, Fact) else member_key(entry.member_id) for entry in entries}
    return Came(len(people), sum(isinstance(entry, Fact) and entry.kind in OFFICES for entry in entries))


def write_entries(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Store the entries of a list, all or none: gaps are filled, the later list wins, and nothing known is lost."""
    listings = [entry for entry in entries if isinstance(entry, Listing)]
    facts = [entry for entry in entries if isinstance(entry, Fact)]
    links = [entry for entry in entries if isinstance(entry, IdLink)]
    with transaction(connection):
        connection.executemany(_PUT_LISTING, map(_listing_row, listings))
        connection.executemany(_PUT_FACT, map(_fact_row, facts))
        connection.executemany(
            "INSERT OR REPLACE INTO member_persons (person, member_id) VALUES (?, ?)",
            ((person_key(link.person_id), link.member_id) for link in links),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO member_names (key, member_id) VALUES (?, ?)",
            {(key, member_id) for member_id, name in _named(listings, facts) if (key := fold(bare_name(name)))},
        )
        connection.execute(_NEXT_EDITION)


def edition(connection: sqlite3.Connection) -> int:
    """Return how often the lists have changed: what was read of them holds until the number is another."""
    row = connection.execute("SELECT value FROM about WHERE name = 'members_edition'").fetchone()
    return int(row[0]) if row else 0


def listings_of(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Listing]:
    """Return the latest names of the Members with these ids, as far as they are known."""
    rows = connection.execute(
        "SELECT member_id, display_as, list_as, full_title, house, seen FROM members"
        " WHERE member_id IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(set(ids)))],
    )
    return {
        member_id: Listing(member_id, display_as, list_as, full_title, _house(house), _day(seen))
        for member_id, display_as, list_as, full_title, house, seen in rows
    }


def facts_of(
    connection: sqlite3.Connection, ids: Iterable[int], kinds: Sequence[FactKind] = ()
) -> dict[int, list[Fact]]:
    """Return what is known of the Members with these ids, in one look, oldest first; of some kinds, or of all."""
    rows = connection.execute(
        f"WITH wanted (who, member_id) AS (SELECT 'member/' || value, value FROM json_each(?1)"  # noqa: S608 - our columns
        " UNION ALL SELECT person, member_id FROM member_persons WHERE member_id IN (SELECT value FROM json_each(?1)))"
        f" SELECT member_id, {_FACT} FROM wanted CROSS JOIN member_facts USING (who)"
        " WHERE ?2 = '[]' OR kind IN (SELECT value FROM json_each(?2)) ORDER BY start, observed, value",
        [json.dumps(sorted(set(ids))), json.dumps(list(kinds))],
    )
    found: dict[int, list[Fact]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(_fact(row[1:]))
    return found


def posts_of(connection: sqlite3.Connection, keys: Iterable[str], kinds: Sequence[FactKind]) -> dict[str, list[Fact]]:
    """Return the facts of some kinds about people known by "member/172" or "person/10001", by that key, oldest first.

    What the lists say of somebody by one of the two numbers is found by the other where they link them.
    """
    rows = connection.execute(
        "WITH asked (key) AS (SELECT value FROM json_each(?1)),"  # noqa: S608 - our columns
        " wanted (key, who) AS (SELECT key, key FROM asked"
        " UNION SELECT key, 'member/' || member_id FROM asked JOIN member_persons ON person = key"
        " UNION SELECT key, person FROM asked JOIN member_persons ON key = 'member/' || member_id)"
        f" SELECT key, {_FACT} FROM wanted CROSS JOIN member_facts USING (who)"
        " WHERE kind IN (SELECT value FROM json_each(?2)) ORDER BY start, observed, value",
        [json.dumps(sorted(set(keys))), json.dumps(list(kinds))],
    )
    found: dict[str, list[Fact]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(_fact(row[1:]))
    return found


def ids_named(connection: sqlite3.Connection, key: str) -> tuple[int, ...]:
    """Return the ids of the Members who are or were called so; ``key`` is a folded name without courtesy title."""
    rows = connection.execute("SELECT member_id FROM member_names WHERE key = ? ORDER BY member_id", [key])
    return tuple(row[0] for row in rows)


def keys_ending(connection: sqlite3.Connection, surname: str) -> tuple[int, ...]:
    """Return the ids of the Members one of whose names ends in a folded surname."""
    pattern = "% " + surname.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = connection.execute(
        "SELECT DISTINCT member_id FROM member_names WHERE key LIKE ? ESCAPE '\\' ORDER BY member_id", [pattern]
    )
    return tuple(row[0] for row in rows)


def dated(connection: sqlite3.Connection, kind: FactKind) -> list[tuple[int, Fact]]:
    """Return every dated fact of a kind with the id of its Member."""
    rows = connection.execute(
        f"SELECT coalesce(p.member_id, CAST(substr(who, 8) AS INTEGER)), {_FACT} FROM member_facts"  # noqa: S608 - our columns
        " LEFT JOIN member_persons p ON p.person = who"
        " WHERE kind = ? AND start <> '' AND (p.member_id IS NOT NULL OR who LIKE 'member/%')",
        [kind.value],
    )
    return [(row[0], _fact(row[1:])) for row in rows]


def _named(listings: Iterable[Listing], facts: Iterable[Fact]) -> Iterable[tuple[int, str]]:
    """Yield each name by which a Member is to be found, with the id; a list's inverted form is no such name."""
    for listing in listings:
        yield listing.member_id, listing.display_as
    for fact in facts:
        if fact.kind is FactKind.NAME and fact.who.startswith("member/"):
            yield int(fact.who.removeprefix("member/")), fact.value


def _listing_row(listing: Listing) -> tuple[object, ...]:
    return (
        listing.member_id,
        listing.display_as,
        listing.list_as,
        listing.full_title,
        listing.house.value if listing.house else "",
        _iso(listing.seen),
    )


def _fact_row(fact: Fact) -> tuple[object, ...]:
    observed = "/".join(map(_iso, fact.observed)) if fact.observed else ""
    return (
        fact.who,
        fact.kind.value,
        fact.value,
        _iso(fact.start),
        observed,
        fact.origin.value,
        fact.house.value if fact.house else "",
        _iso(fact.end),
        _iso(fact.seen),
        fact.detail,
    )


def _fact(row: Sequence[Any]) -> Fact:
    who, kind, value, origin, house, start, end, seen, observed, detail = row
    first, _, last = observed.partition("/")
    return Fact(
        who=who,
        kind=FactKind(kind),
        value=value,
        origin=Origin(origin),
        house=_house(house),
        start=_day(start),
        end=_day(end),
        seen=_day(seen),
        observed=(date.fromisoformat(first), date.fromisoformat(last)) if observed else None,
        detail=detail,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _house(text: str) -> House | None:
    return House(text) if text else None
