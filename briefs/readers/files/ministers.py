"""Posts with dates as parlparse keeps them: ``{memberships: [...], organizations: [...]}``, in Popolo's form.

Posts that were taken over from Parliament carry its Member's id in their own ("uk.parliament.data/Member/172/…");
older ones only TheyWorkForYou's number of the person. A post without an end was held when the file was made, which is
no later than the last day that stands anywhere in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefs.errors import RefusedInput
from briefs.members.facts import Entry, Fact, FactKind, IdLink, Origin, member_key, person_key
from briefs.names.offices import role_of
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.json_rows import Row, objects_of, parse_json, text_of
from briefs.records.model import Refusal, Role

_MEMBER = re.compile(r"^uk\.parliament\.data/Member/(\d{1,9})/")
_PERSON = re.compile(r"^uk\.org\.publicwhip/person/(\d{1,9})$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KINDS = {
    "datadotparl/committee": FactKind.COMMITTEE,
    "datadotparl/governmentpost": FactKind.GOVERNMENT,
    "datadotparl/oppositionpost": FactKind.OPPOSITION,
    "datadotparl/parliamentarypost": FactKind.PARLIAMENTARY,
}
_BY_ROLE = {
    Role.MINISTER: FactKind.GOVERNMENT,
    Role.OPPOSITION: FactKind.OPPOSITION,
    Role.COMMITTEE: FactKind.COMMITTEE,
}
_NO_END_BEFORE = date(2100, 1, 1)  # "9999-12-31" stands for none


def detect(source: SourceFile) -> bool:
    """Whether the source opens with memberships of persons of TheyWorkForYou."""
    head = source.head
    marks = ('"memberships"', '"organization_id"', "uk.org.publicwhip/person/")
    return head.lstrip().startswith("{") and all(mark in head for mark in marks)


def read(source: SourceFile) -> Reading:
    """Return the posts. One without a holder or a beginning becomes a Refusal; raises RefusedInput for no JSON."""
    value = parse_json(source.text)
    if not isinstance(value, dict):
        raise RefusedInput("this is not a file of memberships")
    rows = objects_of(value, "memberships")
    bodies = {text_of(row, "id"): text_of(row, "name") for row in objects_of(value, "organizations")}
    days = (_day(row, key) for row in rows for key in ("start_date", "end_date"))
    made = max((day for day in days if day), default=None)
    entries: list[Entry] = []
    refused: list[Refusal] = []
    for number, row in enumerate(rows, 1):
        found = list(_entries(row, bodies, made))
        entries += found
        if not found:
            refused.append(Refusal(f"membership {number}", "it has no person, no post or no day of beginning"))
    return Reading((), refused=tuple(refused), people=tuple(dict.fromkeys(entries)))


def _entries(row: Row, bodies: dict[str, str], made: date | None) -> Iterator[Entry]:
    member, person = _MEMBER.match(text_of(row, "id")), _PERSON.match(text_of(row, "person_id"))
    start, end = _day(row, "start_date"), _day(row, "end_date")
    body = bodies.get(text_of(row, "organization_id"), "")
    kind, value, detail = _post(text_of(row, "source"), text_of(row, "role"), body)
    if start is None or not value or not (member or person):
        return
    if member and person:
        yield IdLink(int(person[1]), int(member[1]))
    who = member_key(int(member[1])) if member else person_key(int(person[1])) if person else ""
    yield Fact(who, kind, value, Origin.PARLPARSE, start=start, end=end, seen=end or made, detail=detail)


def _post(source: str, role: str, body: str) -> tuple[FactKind, str, str]:
    """Return the kind of a post, its name, and the part played where it is one on a committee."""
    kind = _KINDS.get(source)
    if kind is None:
        if not role or re.search(r"\bcommittee\b", body, re.IGNORECASE):
            return FactKind.COMMITTEE, body, role
        kind = _BY_ROLE.get(role_of(f"{role}, {body}" if body else role), FactKind.PARLIAMENTARY)
        return kind, f"{role}, {body}" if body else role, ""
    return (kind, body, role) if kind is FactKind.COMMITTEE else (kind, role, "")


def _day(row: Row, key: str) -> date | None:
    """Return the day in a field, None where there is none; a year alone says too little."""
    text = text_of(row, key)
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day < _NO_END_BEFORE else None
