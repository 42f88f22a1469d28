"""Answers of Parliament's Members API: who sits or sat, and what each was from day to day.

Shapes as in its OpenAPI description: a search ``{items: [{value: Member}]}``, one ``{value: Member}``, histories
``[{value: MemberHistory}]``, a biography ``{value: MemberBiography}`` (its only id stands in its links or address) and
posts ``[{value: GovernmentOppositionPost}]``. "Latest" means of the day on which the answer was given, or of the day
that was asked for; an entry without an end holds as far as the answer's own time, for a file its time of change.
Search answers were seen; the others are built from the description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from briefs.errors import RefusedInput
from briefs.members.facts import Entry, Fact, FactKind, Listing, Origin, member_key
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.json_rows import Row, day_of, number_of, object_of, objects_of, parse_json, text_of
from briefs.records.model import House, Refusal

_MARKS = ('"nameDisplayAs"', '"governmentPosts"', '"postHolders"', '"nameHistory"')
_HOUSES = {1: House.COMMONS, 2: House.LORDS}
_MEMBER_PATH = re.compile(r"/Members/(\d{1,9})(?:/|\?|$)", re.IGNORECASE)
_FOR_DATE = re.compile(r"detailsForDate=(\d{4}-\d{2}-\d{2})", re.IGNORECASE)
_POSTS = {
    "governmentPosts": FactKind.GOVERNMENT,
    "oppositionPosts": FactKind.OPPOSITION,
    "otherPosts": FactKind.PARLIAMENTARY,
    "committeeMemberships": FactKind.COMMITTEE,
    "partyAffiliations": FactKind.PARTY,
}
_POST_TYPES = {0: FactKind.GOVERNMENT, 1: FactKind.OPPOSITION}
_EARLIEST = date(1700, 1, 1)  # the service writes year 1 where it has no date


def detect(source: SourceFile) -> bool:
    """Whether the source holds answers of the Members API, by the fields that each of them has."""
    head = source.head.lstrip()
    return head.startswith(("{", "[")) and any(mark in head for mark in _MARKS)


def read(source: SourceFile) -> Reading:
    """Return the names, parties, seats and offices that the answer gives.

    A row that cannot be read becomes a Refusal. Raises RefusedInput where the whole is no JSON, or no answer of this
    service.
    """
    value = parse_json(source.text)
    rows = value.get("items", [value]) if isinstance(value, dict) else value
    if not isinstance(rows, list):
        raise RefusedInput('the field "items" must be a list, as the Members API gives it')
    entries: list[Entry] = []
    refused: list[Refusal] = []
    for number, row in enumerate(rows, 1):
        try:
            entries += _entries(row, source)
        except RefusedInput as refusal:
            refused.append(Refusal(f"row {number}" if len(rows) > 1 else "", refusal.reason))
    return Reading((), refused=tuple(refused), people=tuple(dict.fromkeys(entries)))


def _entries(row: object, source: SourceFile) -> Iterator[Entry]:
    value = row.get("value", row) if isinstance(row, dict) else None
    if not isinstance(row, dict) or not isinstance(value, dict):
        raise RefusedInput("this row is not a JSON object; every row must be one")
    link = next((text_of(link, "href") for link in objects_of(row, "links") if link.get("rel") == "self"), "")
    place = f"{link} {source.name}"
    asked_for = _FOR_DATE.search(place)
    seen = source.retrieved.date() if source.retrieved else None
    # A copied file is younger than the answer in it: what it calls "latest" was so on a day that nobody knows.
    fetched = seen if source.name.startswith(("https://", "http://")) else None
    if "postHolders" in value:
        return _post(value, seen, fetched)
    if "nameHistory" in value:
        return _history(value, seen)
    if "nameDisplayAs" in value:
        return _member(value, date.fromisoformat(asked_for[1]) if asked_for else fetched)
    if "governmentPosts" in value:
        return _biography(value, place, seen)
    raise RefusedInput("this row is not a Member, history, biography or post of the Members API")


def _member(value: Row, day: date | None) -> Iterator[Entry]:
    """Yield what a Member's row says: the names, and party and seat of the day it speaks for."""
    member_id, name = number_of(value, "id"), text_of(value, "nameDisplayAs")
    if member_id is None or not name:
        raise RefusedInput('the field "id" or "nameDisplayAs" is missing')
    membership = object_of(value, "latestHouseMembership")
    house = _house(membership)
    yield Listing(member_id, name, text_of(value, "nameListAs"), text_of(value, "nameFullTitle"), house, day)
    if day is None:
        return
    yield _observed(member_id, FactKind.NAME, name, day, house)
    # Of somebody who has left, the latest party and seat are those of the last day.
    day = _date(membership, "membershipEndDate") or day
    party = object_of(value, "latestParty")
    if text_of(party, "name"):
        yield _observed(member_id, FactKind.PARTY, text_of(party, "name"), day, house, text_of(party, "abbreviation"))
    if seat := text_of(membership, "membershipFrom"):
        yield _observed(member_id, FactKind.SEAT if house is House.COMMONS else FactKind.PEERAGE, seat, day, house)


def _history(value: Row, seen: date | None) -> Iterator[Entry]:
    """Yield the names and parties of a history, each with its days."""
    member_id = number_of(value, "id")
    if member_id is None:
        raise RefusedInput('the field "id" is missing')
    latest: tuple[date, Row] | None = None
    for row in objects_of(value, "nameHistory"):
        yield from _dated(member_id, FactKind.NAME, text_of(row, "nameDisplayAs"), row, seen)
        start = _date(row, "startDate")
        if start and text_of(row, "nameDisplayAs") and (latest is None or start > latest[0]):
            latest = start, row
    if latest:
        display, inverted, full = (text_of(latest[1], key) for key in ("nameDisplayAs", "nameListAs", "nameFullTitle"))
        yield Listing(member_id, display, inverted, full, None, _date(latest[1], "endDate") or seen)
    for row in objects_of(value, "partyHistory"):
        party = object_of(row, "party")
        yield from _dated(member_id, FactKind.PARTY, text_of(party, "name"), row, seen, text_of(party, "abbreviation"))


def _biography(value: Row, place: str, seen: date | None) -> Iterator[Entry]:
    """Yield the seats, parties and offices of a biography, each with its days."""
    found = _MEMBER_PATH.search(place)
    if found is None:
        raise RefusedInput("only the links or the address say whose biography this is, and both are missing")
    member_id = int(found[1])
    for row in objects_of(value, "representations"):
        kind = FactKind.SEAT if _house(row) is House.COMMONS else FactKind.PEERAGE
        yield from _dated(member_id, kind, text_of(row, "name"), row, seen)
    for row in objects_of(value, "houseMemberships"):
        if _house(row) is House.LORDS:
            yield from _dated(member_id, FactKind.PEERAGE, text_of(row, "name"), row, seen)
    for field, kind in _POSTS.items():
        for row in objects_of(value, field):
            detail = text_of(row, "additionalInfo") if kind is FactKind.COMMITTEE else ""
            yield from _dated(member_id, kind, text_of(row, "name"), row, seen, detail)


def _post(value: Row, seen: date | None, fetched: date | None) -> Iterator[Entry]:
    """Yield who holds a post of the government or the opposition, and since when."""
    kind = _POST_TYPES.get(value.get("type"), FactKind.PARLIAMENTARY)  # type: ignore[arg-type]
    name = text_of(value, "name") or text_of(value, "hansardName")
    for holder in objects_of(value, "postHolders"):
        member: dict[str, Any] = object_of(object_of(holder, "member"), "value")
        member_id = number_of(member, "id")
        if member_id is None or not name:
            raise RefusedInput("a post has no name, or its holder no id")
        if text_of(member, "nameDisplayAs"):
            yield from _member(member, fetched)
        yield from _dated(member_id, kind, name, holder, seen)


def _dated(
    member_id: int, kind: FactKind, value: str, row: Row, seen: date | None, detail: str = ""
) -> Iterator[Entry]:
    """Yield a row with a day of beginning; without one, or without a name, it says nothing of any day."""
    start, end = _date(row, "startDate"), _date(row, "endDate")
    if value and start is not None:
        key = member_key(member_id)
        yield Fact(key, kind, value, Origin.MEMBERS_API, _house(row), start, end, end or seen, None, detail)


def _observed(member_id: int, kind: FactKind, value: str, day: date, house: House | None, detail: str = "") -> Fact:
    key = member_key(member_id)
    return Fact(key, kind, value, Origin.MEMBERS_API, house, seen=day, observed=(day, day), detail=detail)


def _house(row: Row) -> House | None:
    number = row.get("house")
    return _HOUSES.get(number) if type(number) is int else None


def _date(row: Row, key: str) -> date | None:
    day = day_of(row, key)
    return day if day and day > _EARLIEST else None
