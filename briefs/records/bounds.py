"""How long the fields of a record may be: a title of a megabyte is no title, and whatever shows it would suffer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from briefs.errors import RefusedInput
from briefs.records.model import Passage, Record

TITLE, NAME, LINK, NOTE, TEXT = 5_000, 1_000, 4_000, 5_000, 4_000_000
"""The most characters of each; the longest real titles and names have a third of that, a day's debate as one text a
quarter."""
MOST_PEOPLE = 20_000


def check_lengths(record: Record) -> None:
    """Raise RefusedInput, naming the record and the field, where a field is longer than any can be."""
    for what, text, most in chain(_of_record(record), *map(_of_passage, record.passages)):
        if text is not None and len(text) > most:
            reason = f"its {what} has {len(text):,} characters and the limit is {most:,}; correct it and load it again"
            raise RefusedInput(reason, record.record_id[:200])
    if len(record.people) > MOST_PEOPLE:
        raise RefusedInput(
            f"it names {len(record.people):,} people and the limit is {MOST_PEOPLE:,}; correct it and load it again",
            record.record_id[:200],
        )


def _of_record(record: Record) -> Iterator[tuple[str, str | None, int]]:
    yield "id", record.record_id, NAME
    yield "title", record.title, TITLE
    yield "link", record.url, LINK
    for name in (record.publisher, record.answering_body, record.uin, record.volume, record.reference, record.licence):
        yield "publisher, body or number", name, NAME
    yield "id at its source", record.source_id if isinstance(record.source_id, str) else None, NAME
    yield "citation", record.citation_override, TITLE
    yield "origin", record.origin, LINK
    for person in record.people:
        for name in (person.name, person.part_played, person.office, person.party, person.constituency):
            yield "name or office of a person", name, NAME
    for note in record.notes:
        yield "note", note, NOTE
    for uin in record.grouped_uins:
        yield "number of a grouped question", uin, NAME


def _of_passage(passage: Passage) -> Iterator[tuple[str, str | None, int]]:
    yield "text", passage.text, TEXT
    yield "name of a speaker", passage.speaker, NAME
    yield "office of a speaker", passage.office, NAME
    yield "party of a speaker", passage.party, NAME
    yield "seat of a speaker", passage.constituency, NAME
    yield "link to a passage", passage.anchor, LINK
    for voice in passage.voices:
        yield "name of somebody quoted", voice.speaker, NAME
        yield "office of somebody quoted", voice.office, NAME
