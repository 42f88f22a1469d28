"""A record as JSON and back: the product's own documented form.

``show --format json`` prints it, ``export`` writes it one record a line, ``load`` reads it back, the store keeps it.
A record is an object with these fields; those marked * are always there, any other is left out where it is empty:

    record_id* kind* title* date*    ``date`` is the day that is cited, an ISO day or null
    dates {cited*, happened, published, tabled, answered, corrected}
    house uin source_id volume reference publisher answering_body answering_body_id
    people [{name*, part_played*, office, party, constituency, member_id}] asking_member_id answering_member_id
    state grouped_uins named_day declared_interest date_for_answer url fidelity* licence citation_override notes
    supersedes
    origin retrieved                 where this copy came from, and when: no part of the content that is hashed
    passages* [{text*, speaker*, role*, part*, office, party, constituency, member_id, person_id, anchor, turn,
                quotable, named_by_id, role_by_post, office_by_post,
                voices [{start*, end*, speaker, role*, office, quoted}]}]

``quotable`` and ``quoted`` are true, the other flags false, where they are left out. Where ``named_by_id`` is true the
record itself has only the ``member_id``: speaker, party, constituency and office were looked up in Parliament's lists
of Members when it was shown, and are left out again when it is read back; so are role and office where
``role_by_post`` is true, and the office alone where ``office_by_post`` is. ``supersedes`` of a correction holds a hash
of each sentence that was wrong (see ``briefs.store.superseded``). In a line of an export the field ``pqbrief`` comes
first and holds the version of the form. A ``date`` without ``dates`` is the day the thing happened.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import Any

from briefs.records.fields import Fields
from briefs.records.model import (
    AnswerState,
    DateKind,
    Dates,
    Fidelity,
    House,
    Kind,
    Part,
    Passage,
    Person,
    Record,
    Role,
    Voice,
)

FORM_KEY = "pqbrief"
FORM_VERSION = 1

_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

_COPY_FIELDS = ("origin", "retrieved")
_PERSON_FIELDS = ("office", "party", "constituency", "member_id")
_PLAIN_FIELDS = (
    "uin",
    "source_id",
    "volume",
    "reference",
    "publisher",
    "answering_body",
    "answering_body_id",
    "asking_member_id",
    "answering_member_id",
    "url",
    "licence",
    "citation_override",
)
_DERIVED_FIELDS = frozenset({"citation", "content_hash", "version", "loaded"})


def record_to_dict(record: Record) -> dict[str, Any]:
    """Return a record as plain JSON values, in the form of this module's docstring."""
    day = record.day
    out: dict[str, Any] = {
        "record_id": record.record_id,
        "kind": record.kind.value,
        "title": record.title,
        "date": day.isoformat() if day else None,
        "dates": _dates_to_dict(record.dates),
        "fidelity": record.fidelity.value,
    }
    if record.house is not None:
        out["house"] = record.house.value
    _add_filled(out, record, _PLAIN_FIELDS)
    if record.people:
        out["people"] = [_person_to_dict(person) for person in record.people]
    if record.state is not None:
        out["state"] = record.state.value
    for name in ("grouped_uins", "notes", "supersedes"):
        if values := getattr(record, name):
            out[name] = list(values)
    for name in ("named_day", "declared_interest"):
        if getattr(record, name):
            out[name] = True
    if record.date_for_answer is not None:
        out["date_for_answer"] = record.date_for_answer.isoformat()
    if record.origin:
        out["origin"] = record.origin
    if record.retrieved is not None:
        out["retrieved"] = record.retrieved.isoformat()
    out["passages"] = [_passage_to_dict(passage) for passage in record.passages]
    return out


def record_from_dict(value: object) -> Record:
    """Return the record that JSON values describe.

    The values may come from anywhere. Raises RefusedInput, naming the field, for a field that is missing, unknown or
    of the wrong type, for a kind, role or other word that is not one of ours, for a day that is none, for a link that
    is not http(s), and for a voice whose offsets are not within its passage's text.
    """
    fields = Fields(value, "")
    if fields.optional_number(FORM_KEY) not in (None, FORM_VERSION):
        raise fields.refused(FORM_KEY, f"must be {FORM_VERSION}; for a later version of the form upgrade pqbrief")
    dates = _dates_from(fields)
    record = Record(
        record_id=fields.identity("record_id"),
        kind=fields.choice("kind", Kind),
        title=fields.text("title"),
        dates=dates,
        passages=tuple(_passage_from(item) for item in fields.objects("passages", required=True)),
        house=fields.optional_choice("house", House),
        uin=fields.optional_text("uin"),
        source_id=fields.number_or_text("source_id"),
        volume=fields.optional_text("volume"),
        reference=fields.optional_text("reference"),
        publisher=fields.optional_text("publisher"),
        answering_body=fields.optional_text("answering_body"),
        answering_body_id=fields.optional_number("answering_body_id"),
        people=tuple(_person_from(item) for item in fields.objects("people")),
        asking_member_id=fields.optional_number("asking_member_id"),
        answering_member_id=fields.optional_number("answering_member_id"),
        state=fields.optional_choice("state", AnswerState),
        grouped_uins=fields.texts("grouped_uins"),
        named_day=fields.flag("named_day", default=False),
        declared_interest=fields.flag("declared_interest", default=False),
        date_for_answer=fields.optional_day("date_for_answer"),
        url=fields.link("url"),
        fidelity=fields.optional_choice("fidelity", Fidelity) or Fidelity.VERBATIM,
        licence=fields.optional_text("licence"),
        citation_override=fields.optional_text("citation_override"),
        notes=fields.texts("notes"),
        supersedes=fields.texts("supersedes"),
        origin=fields.optional_text("origin") or "",
        retrieved=fields.optional_moment("retrieved"),
    )
    fields.refuse_rest(_DERIVED_FIELDS)
    return record


def canonical(record: Record) -> str:
    """Return a record's content as one JSON text, equal for equal content: no origin, no time of retrieval."""
    content = record_to_dict(record)
    for name in _COPY_FIELDS:
        content.pop(name, None)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def content_hash(record: Record) -> str:
    """Return the SHA-256, in hex, of a record's content; where and when it was fetched make no difference."""
    return hash_of(canonical(record))


def hash_of(canonical_text: str) -> str:
    """Return the content hash of a record whose ``canonical`` text is at hand."""
    return hashlib.sha256(canonical_text.encode()).hexdigest()


def dump_line(record: Record) -> str:
    """Return a record as one line of an export, without the line end.

    Characters that end a line elsewhere, that command a terminal or that cannot be seen are written as JSON escapes.
    """
    line = json.dumps({FORM_KEY: FORM_VERSION, **record_to_dict(record)}, ensure_ascii=False, separators=(",", ":"))
    return line if line.isascii() and "\x7f" not in line else _UNSEEN.sub(_escaped, line)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _add_filled(out: dict[str, Any], source: object, names: tuple[str, ...]) -> None:
    for name in names:
        value = getattr(source, name)
        if value is not None:
            out[name] = value


def _dates_to_dict(dates: Dates) -> dict[str, str]:
    out = {"cited": dates.cited.value}
    for kind in DateKind:
        day = getattr(dates, kind.value)
        if day is not None:
            out[kind.value] = day.isoformat()
    if dates.corrected is not None:
        out["corrected"] = dates.corrected.isoformat()
    return out


def _person_to_dict(person: Person) -> dict[str, Any]:
    out: dict[str, Any] = {"name": person.name, "part_played": person.part_played}
    _add_filled(out, person, _PERSON_FIELDS)
    return out


def _passage_to_dict(passage: Passage) -> dict[str, Any]:
    out: dict[str, Any] = {
        "text": passage.text,
        "speaker": passage.speaker,
        "role": passage.role.value,
        "part": passage.part.value,
    }
    _add_filled(out, passage, (*_PERSON_FIELDS, "person_id", "anchor", "turn"))
    if not passage.quotable:
        out["quotable"] = False
    if passage.named_by_id:
        out["named_by_id"] = True
    if passage.role_by_post:
        out["role_by_post"] = True
    if passage.office_by_post:
        out["office_by_post"] = True
    if passage.voices:
        out["voices"] = [_voice_to_dict(voice) for voice in passage.voices]
    return out


def _voice_to_dict(voice: Voice) -> dict[str, Any]:
    out: dict[str, Any] = {"start": voice.start, "end": voice.end, "speaker": voice.speaker, "role": voice.role.value}
    if voice.office is not None:
        out["office"] = voice.office
    if not voice.quoted:
        out["quoted"] = False
    return out


def _dates_from(record: Fields) -> Dates:
    cited_day = record.optional_day("date")
    fields = record.optional_object("dates")
    if fields is None:
        return Dates(happened=cited_day)
    dates = Dates(
        happened=fields.optional_day("happened"),
        published=fields.optional_day("published"),
        tabled=fields.optional_day("tabled"),
        answered=fields.optional_day("answered"),
        corrected=fields.optional_day("corrected"),
        cited=fields.choice("cited", DateKind),
    )
    fields.refuse_rest()
    if cited_day is not None and cited_day != dates.day:
        raise record.refused("date", "is not the day that its dates cite")
    return dates


def _person_from(fields: Fields) -> Person:
    person = Person(
        name=fields.text("name"),
        part_played=fields.text("part_played"),
        office=fields.optional_text("office"),
        party=fields.optional_text("party"),
        constituency=fields.optional_text("constituency"),
        member_id=fields.optional_number("member_id"),
    )
    fields.refuse_rest()
    return person


def _passage_from(fields: Fields) -> Passage:
    text = fields.text("text")
    passage = Passage(
        text=text,
        part=fields.optional_choice("part", Part) or Part.BODY,
        speaker=fields.optional_text("speaker"),
        office=fields.optional_text("office"),
        role=fields.optional_choice("role", Role) or Role.UNKNOWN,
        party=fields.optional_text("party"),
        constituency=fields.optional_text("constituency"),
        member_id=fields.optional_number("member_id"),
        person_id=fields.optional_number("person_id"),
        anchor=fields.optional_text("anchor"),
        turn=fields.optional_number("turn"),
        quotable=fields.flag("quotable", default=True),
        voices=tuple(_voice_from(item, len(text)) for item in fields.objects("voices")),
    )
    looked_up = fields.flag("named_by_id", default=False)
    by_post = fields.flag("role_by_post", default=False)
    office_by_post = fields.flag("office_by_post", default=False)
    fields.refuse_rest()
    if by_post:
        passage = replace(passage, role=Role.UNKNOWN, office=None)
    if office_by_post:
        passage = replace(passage, office=None)
    if looked_up:
        return replace(passage, speaker=None, party=None, constituency=None, office=None)
    return passage


def _voice_from(fields: Fields, length: int) -> Voice:
    start, end = fields.number("start"), fields.number("end")
    if not 0 <= start < length:
        raise fields.refused("start", "is not within the passage's text")
    if not start < end <= length:
        raise fields.refused("end", "is not within the passage's text")
    voice = Voice(
        start=start,
        end=end,
        speaker=fields.optional_text("speaker"),
        role=fields.optional_choice("role", Role) or Role.UNKNOWN,
        office=fields.optional_text("office"),
        quoted=fields.flag("quoted", default=True),
    )
    fields.refuse_rest()
    return voice
