"""Whether a sentence is within what a request narrows a brief to, as far as the index cannot tell."""

from __future__ import annotations

from functools import lru_cache

from briefs.names.aliases import fold
from briefs.names.concepts import Concept
from briefs.names.people import bare_name, is_called
from briefs.records.model import EXCHANGES
from briefs.request.model import Filters
from briefs.topic.matching import Matcher
from briefs.topic.segments import Sentence


def outside(sentence: Sentence, filters: Filters) -> str:
    """Return why a sentence is outside the filters, empty where it is within them."""
    if (filters.by or filters.offices) and not _said_by(sentence, filters):
        return "other speaker"
    if filters.roles and sentence.role not in filters.roles:
        return "other role"
    if filters.left_out and _matcher(filters.left_out).find(sentence.text):
        return "left out"
    if filters.places and sentence.record.kind in EXCHANGES and not _in_place(sentence, filters.places):
        return "other place"
    return "" if filters.hold(sentence.day) else "other day"


def _said_by(sentence: Sentence, filters: Filters) -> bool:
    """Whether one of the people asked for says it, or whoever held one of the offices on its day."""
    speaker = sentence.speaker or ""
    if any(is_called(speaker, bare_name(name)) for name in filters.by):
        return True
    if not filters.offices:
        return False
    voice = sentence.voice
    printed = fold(" ".join(filter(None, (speaker, voice.office if voice else sentence.home.office))))
    day = sentence.day
    held = day is not None and any(
        each.first <= day <= each.last and is_called(speaker, bare_name(each.name)) for each in filters.tenures
    )
    return held or any(_names(fold(name), printed) for name in filters.office_names)


def _names(office: str, printed: str) -> bool:
    """Whether an office stands in what is printed; "Shadow" or "Deputy" before it makes another office of it."""
    before, found, _ = f" {printed} ".partition(f" {office} ")
    return bool(found) and not before.endswith((" shadow", " deputy", " to the", " former"))


def _in_place(sentence: Sentence, places: tuple[str, ...]) -> bool:
    """Whether the contribution in which a sentence stands, or the title of its record, names one of the places."""
    said = f" {fold(sentence.record.title)} {fold(sentence.home.text)} "
    return any(f" {fold(place)} " in said for place in places)


@lru_cache(maxsize=32)
def _matcher(concepts: tuple[Concept, ...]) -> Matcher:
    return Matcher(concepts)
