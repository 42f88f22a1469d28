"""Debates of Hansard's API: ``/debates/debate/{extId}.json``, one object or a list or one a line.

The shape is ``{Overview, Navigator, Items, ChildDebates}``, the last recursive (Swagger: Debate). Every section with
words of its own is a record; a section that holds others often repeats their items, which belong to the inner one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.apis.hansard_api import (
    PUBLISHER,
    WESTMINSTER_HALL,
    contribution_anchor,
    day_of,
    ext_id_of,
    first_column,
    paragraphs_of,
    section_kind,
    section_url,
)
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.contribution_rows import (
    Contribution,
    Speakers,
    contribution_passages,
    full_title,
    says_who_was_asked,
)
from briefs.readers.common.contributions import LICENCE, people
from briefs.readers.common.corrections import corrected_where_so
from briefs.readers.common.json_rows import json_values, markup_of, needed_house, number_of, text_of
from briefs.records.identity import debate_id
from briefs.records.model import Dates, Kind, Part, Record, Refusal

_Json = dict[str, Any]
# What an item is by its tag where it is nobody's speech; a heading's tag begins with its level.
_CHAIR_TAG = "hs_76fChair"
_NOBODYS = frozenset(("hs_Procedure", "hs_TabledBy", "hs_brev"))
_HEADING = re.compile(r"^hs_\d+[a-z]?(?!Para)[A-Z]")
_QUESTION_NUMBER = re.compile(r"^(?:[TQS]?\d{1,3}\.)(?=\s)")
_CHAMBERS = frozenset(("commons chamber", "lords chamber", "westminster hall", "grand committee"))


def detect(source: SourceFile) -> bool:
    """Whether the source is a debate of Hansard's API, by its overview and the parts beside it."""
    head = source.head.lstrip()
    return head.startswith(("{", "[")) and '"Overview"' in head and '"ExtId"' in head


def read(source: SourceFile) -> Reading:
    """Return a record for each section in which something is said.

    A section that cannot be read becomes a Refusal and the rest is read. Raises RefusedInput where the whole is no
    JSON, or holds no debate.
    """
    records: dict[str, Record] = {}
    stripped: list[Stripped] = []
    refused: list[Refusal] = []
    speakers = Speakers()
    for place, section, inner in _sections(source):
        try:
            record = _record(section, inner, speakers, stripped, source)
        except RefusedInput as refusal:
            refused.append(Refusal(place, refusal.reason))
            continue
        if record:
            held = records.get(record.record_id)
            if held is None or len(held.passages) < len(record.passages):
                records[record.record_id] = record
    if not records and not refused:
        raise RefusedInput("this debate has no speeches; fetch the sections within it")
    return Reading(tuple(records.values()), tuple(stripped), tuple(refused))


def rows(source: SourceFile) -> Iterator[tuple[str, Any]]:
    """Yield (place, value) of JSON or JSON lines; a list gives its members."""
    for place, value in json_values(source):
        if place:
            yield place, value
        else:
            yield from ((f"row {n}", row) for n, row in enumerate(value if isinstance(value, list) else [value], 1))


def _sections(source: SourceFile) -> Iterator[tuple[str, Any, frozenset[str]]]:
    """Yield (place, section, the ids of the items that inner sections have), outer sections first."""
    for place, row in rows(source):
        stack: list[Any] = [row]
        while stack:
            section = stack.pop()
            children = section.get("ChildDebates") if isinstance(section, dict) else None
            children = children if isinstance(children, list) else []
            where = place if section is row else f"{place}, {text_of(_overview(section), 'Title')}"
            yield where[:120], section, _inner_ids(children)
            stack += reversed(children)


def _inner_ids(children: list[Any]) -> frozenset[str]:
    found: set[str] = set()
    stack = list(children)
    while stack:
        section = stack.pop()
        if isinstance(section, dict):
            found.update(_key(item) for item in _items(section))
            within = section.get("ChildDebates")
            stack += within if isinstance(within, list) else []
    return frozenset(found - {""})


def _key(item: _Json) -> str:
    return text_of(item, "ExternalId").upper() or str(number_of(item, "ItemId") or "")


def _items(section: _Json) -> list[_Json]:
    """Return the items in the order that the section gives them."""
    raw = section.get("Items")
    items = [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []
    return sorted(items, key=lambda item: number_of(item, "OrderInSection") or 0)


def _overview(section: Any) -> _Json:
    overview = section.get("Overview") if isinstance(section, dict) else None
    return overview if isinstance(overview, dict) else {}


def _record(
    section: Any, inner: frozenset[str], speakers: Speakers, stripped: list[Stripped], source: SourceFile
) -> Record | None:
    """Return the section's record, None where it has no words of its own. Raises RefusedInput."""
    if isinstance(section, RefusedInput):
        raise section
    overview = _overview(section)
    if not overview:
        raise RefusedInput('this is not a debate: the field "Overview" is missing')
    items = _items(section)
    own = [item for item in items if _key(item) not in inner or not _key(item)]
    stripped.extend(
        Stripped("\n".join(paragraphs_of(markup_of(item, "Value"))), "repeated in its own section")
        for item in items
        if item not in own
    )
    found = _contributions(own, speakers, stripped)
    if not found:
        return None
    if says_who_was_asked(found):
        stripped.extend(Stripped(text, "who was asked") for c in found for text in c.paragraphs)
        return None
    house, day, ext_id = needed_house(overview, "House"), day_of(overview, "Date"), ext_id_of(overview, "ExtId")
    title = text_of(overview, "Title")
    location = text_of(overview, "Location")
    opening = "\n".join(text for c in found for text in c.paragraphs)
    kind = section_kind(text_of(overview, "HRSTag"), location, opening)
    passages = contribution_passages(found, kind, day)
    record = Record(
        record_id=debate_id(house, day, ext_id),
        kind=kind,
        title=full_title(title, _above(section, ext_id)) or f"Debate {ext_id}",
        passages=passages,
        dates=Dates(happened=day),
        house=house,
        source_id=ext_id,
        volume=str(number_of(overview, "VolumeNo") or "") or None,
        reference=_reference(own, location) if kind is not Kind.WRITTEN_STATEMENT else None,
        publisher=PUBLISHER,
        people=people(passages),
        url=section_url(house, day, ext_id, title),
        licence=LICENCE,
        origin=source.name,
        retrieved=source.retrieved,
    )
    corrected, left_out = corrected_where_so(record, location, title, _above(section, ext_id))
    stripped.extend(left_out)
    return corrected


def _contributions(items: list[_Json], speakers: Speakers, stripped: list[Stripped]) -> list[Contribution]:
    found: list[Contribution] = []
    for item in items:
        paragraphs = paragraphs_of(markup_of(item, "Value"))
        why = _noise(item)
        if why:
            stripped.extend(Stripped(text, why) for text in paragraphs)
        elif paragraphs:
            found.append(contribution(item, paragraphs, speakers, stripped))
    return found


def contribution(
    item: _Json, paragraphs: list[str], speakers: Speakers, stripped: list[Stripped], ext_id: str = "ExternalId"
) -> Contribution:
    """Return an item or a search row as a contribution; ``ext_id`` names the field of its external id."""
    tag = text_of(item, "HRSTag")
    member_id = number_of(item, "MemberId")
    nobodys = tag in _NOBODYS or text_of(item, "ItemType") == "Amendment"
    if tag == "Question" and (number := _QUESTION_NUMBER.match(paragraphs[0])):
        stripped.append(Stripped(number[0], "question number"))
        paragraphs = [paragraphs[0][number.end() :].lstrip(), *paragraphs[1:]]
    return Contribution(
        speaker=None if nobodys else speakers.of(text_of(item, "AttributedTo"), member_id),
        paragraphs=tuple(paragraphs),
        anchor=contribution_anchor(text_of(item, ext_id)),
        member_id=member_id,
        part=Part.BODY if nobodys else Part.SPEECH,
    )


def _noise(item: _Json) -> str | None:
    """Return why an item is no part of the record's words, or None where it is."""
    tag = text_of(item, "HRSTag")
    if text_of(item, "ItemType") == "Timestamp":
        return "time mark"
    if tag == "hs_ColumnNumber":
        return "column mark"
    if tag == _CHAIR_TAG:
        return "who is in the chair"
    return "heading" if _HEADING.match(tag) and not text_of(item, "AttributedTo") else None


def _reference(items: list[_Json], location: str) -> str | None:
    """Return the column in which the section begins, as it is cited: "c1037", "c12WH"."""
    column = first_column([markup_of(item, "Value") for item in items if text_of(item, "ItemType") != "Timestamp"])
    if column is None:
        return None
    return f"c{column}WH" if location == WESTMINSTER_HALL and column.isdigit() else f"c{column}"


def _above(section: _Json, ext_id: str) -> str | None:
    """Return the title of the section above, from the way down to this one; None below a chamber."""
    raw = section.get("Navigator")
    way = [step for step in raw if isinstance(step, dict)] if isinstance(raw, list) else []
    titles = [text_of(step, "Title") for step in way if text_of(step, "ExternalId").upper() != ext_id.upper()]
    return titles[-1] if titles and titles[-1].lower() not in _CHAMBERS else None
