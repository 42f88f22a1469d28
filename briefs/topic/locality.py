"""Whether a record is about one place: then it serves a brief only where nothing national does, or the place was asked.

A question is about a place where it names the seat of the Member who asks it, or its heading names a place.
"""

from __future__ import annotations

import re

from briefs.records.model import Kind, Part, Record
from briefs.request.places import places_named

MOST_PLACES = 2  # named in one sentence: more of them are the country
_JOINED = re.compile(r",? and |, ")
_SIDES = "North East|North West|South East|South West|East|West|North|South|Mid|Central"
_LEAST = 4  # letters of a part of a seat's name that can stand for the whole
_COMPASS = re.compile(rf"^(?:{_SIDES}) | (?:{_SIDES})$")
# How the heading of a question ends where it is about a nation, a region, a county or a council.
_PLACE_AT_END = re.compile(
    r"(?::|[–—-]) (?:[\w’'-]+ ){0,3}?(?:\w+shire|"
    r"Essex|Sussex|Kent|Surrey|Norfolk|Suffolk|Cornwall|Devon|Dorset|Somerset|"
    r"Cumbria|London|Durham|Northumberland|Northumbria|Rutland|Merseyside|Manchester|Tyneside|Teesside|Humberside|Midlands|"
    r"East Anglia|East of England|England|Wales|Scotland|Northern Ireland|Yorkshire and the Humber|Tyne and Wear|"
    r"Isle of Wight|North East|North West|South East|South West|(?:County|City|Borough|District|Unitary) Council|"
    r"Constituency)$"
)


def is_local(record: Record, topic: str) -> bool:
    """Whether a written question is about one place that the topic asked for does not name."""
    if record.kind is not Kind.WRITTEN_QUESTION:
        return False
    title, asked = record.title, topic.casefold()
    if _PLACE_AT_END.search(title) and not _named(title.rpartition(":")[2], asked):
        return True
    if any(not _named(place, asked) for place in places_named(title)):
        return True
    seats = {each.constituency for each in record.passages if each.part is Part.QUESTION and each.constituency}
    texts = (title, *(each.text for each in record.passages if each.part is Part.QUESTION))
    return any(name in text for seat in seats for name in _names(seat) if not _named(name, asked) for text in texts)


def names_place(record: Record, text: str, topic: str) -> bool:
    """Whether a sentence speaks of a place that the topic does not name: one of the table, or the record's own."""
    asked = topic.casefold()
    named = [name for name in places_named(text) if not _named(name, asked)]
    if named:
        return len(named) <= MOST_PLACES
    return any(name in text and not _named(name, asked) for name in _own_places(record))


def _own_places(record: Record) -> set[str]:
    """Return the seats of those who ask a question, their parts, and what its heading ends in."""
    seats = {each.constituency for each in record.passages if each.part is Part.QUESTION and each.constituency}
    end = record.title.rpartition(": ")[2] if _PLACE_AT_END.search(record.title) else ""
    return {name for seat in seats for name in _names(seat) if len(name) >= _LEAST} | ({end} if end else set())


def _named(place: str, asked: str) -> bool:
    return any(word in asked.split() for word in place.casefold().split())


def _names(seat: str) -> set[str]:
    """Return the seat and the places of which it is made up."""
    parts = {_COMPASS.sub("", part).strip() for part in _JOINED.split(seat)}
    return {seat, *(part for part in parts if len(part) >= _LEAST)}
