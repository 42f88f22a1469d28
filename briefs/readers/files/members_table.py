"""Tables of Members as CSV or TSV: Parliament's id, name, seat and party, as somebody took them down on some day.

Columns are found by their headings. Such a table says what held when it was made, and its day stands nowhere but in
the file's name ("2026-06", "2022"): it names a Member by the id, and gives the seat for that Parliament.
"""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from briefs.errors import RefusedInput
from briefs.members.facts import Entry, Fact, FactKind, IdLink, Listing, Origin, member_key, person_key
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.decoding import visible
from briefs.records.model import House, Refusal

_COLUMNS: dict[str, tuple[str, ...]] = {
    "member": ("member_id", "ukparliament_member_id", "mnis_id", "member id"),
    "person": ("they_work_for_you_mp_id", "theyworkforyou mp id", "twfy_id"),
    "name": ("display_as", "member_name", "mp name", "name"),
    "title": ("full_title",),
    "seat": ("pcon_name", "pcon19nm", "constituency"),
    "party": ("party_name", "party_text", "party"),
}
_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:-([01]\d))?(?:-([0-3]\d))?(?!\d)")
_HEADING_ENDS = re.compile(r"[\r\n]")
_ID = re.compile(r"[0-9]{1,9}")


def detect(source: SourceFile) -> bool:
    """Whether the first line names columns for an id, a name and a seat."""
    heading = _HEADING_ENDS.split(source.head.lstrip("\ufeff"), maxsplit=1)[0]
    return _places(next(csv.reader([heading], delimiter=_delimiter(heading)), [])) is not None


def read(source: SourceFile) -> Reading:
    """Return the Members of a table. A line without an id or a name becomes a Refusal."""
    lines = source.text.lstrip("\ufeff").split("\n")
    rows = csv.reader(lines, delimiter=_delimiter(lines[0]))
    entries: list[Entry] = []
    refused: list[Refusal] = []
    try:
        places = _places(next(rows)) or {}
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            values = {what: _cell(row, place) for what, place in places.items()}
            made = list(_entries(values, _period(source.name)))
            entries += made
            if not made:
                refused.append(Refusal(f"line {rows.line_num}", "this line has no id or no name"))
    except csv.Error as error:
        raise RefusedInput("this table is damaged; save it again as CSV", f"line {rows.line_num}") from error
    return Reading((), refused=tuple(refused), people=tuple(entries))


def _entries(values: Mapping[str, str], period: tuple[date, date] | None) -> Iterator[Entry]:
    member, person, name = (values.get(what, "") for what in ("member", "person", "name"))
    member_id = int(member) if _ID.fullmatch(member) else None
    person_id = int(person) if _ID.fullmatch(person) else None
    if not name or (member_id is None and person_id is None):
        return
    seen = period[1] if period else None
    if member_id is not None:
        yield Listing(member_id, name, "", values.get("title", ""), House.COMMONS, seen)
        if person_id is not None:
            yield IdLink(person_id, member_id)
    who = member_key(member_id) if member_id is not None else person_key(person_id or 0)
    if period is None:
        return
    for kind, value in ((FactKind.NAME, name), (FactKind.SEAT, values["seat"]), (FactKind.PARTY, values.get("party"))):
        if value:
            yield Fact(who, kind, value, Origin.TABLE, House.COMMONS, seen=seen, observed=period)


def _places(heading: list[str]) -> dict[str, int] | None:
    """Return where each kind of column stands, None where this is no table of Members."""
    columns = [cell.strip().casefold() for cell in heading]
    found: dict[str, int] = {}
    for what, names in _COLUMNS.items():
        place = next((columns.index(name) for name in names if name in columns), None)
        if place is not None:
            found[what] = place
    needed = {"name", "seat"} <= set(found) and {"member", "person"} & set(found)
    return found if needed else None


def _delimiter(heading: str) -> str:
    return "\t" if heading.count("\t") > heading.count(",") else ","


def _cell(row: list[str], place: int) -> str:
    return " ".join(visible(row[place]).split()) if place < len(row) else ""


def _period(name: str) -> tuple[date, date] | None:
    """Return the first and last day that a file's name stands for, None where it names no year."""
    stamps = list(islice(_DAY_IN_NAME.finditer(name), 2))
    if len(stamps) != 1:
        return None
    year, month, day = (int(part) if part else None for part in stamps[0].groups())
    try:
        if year and month and day:
            return date(year, month, day), date(year, month, day)
        if year and month:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return (date(year, 1, 1), date(year, 12, 31)) if year else None
    except (ValueError, calendar.IllegalMonthError):
        return None
