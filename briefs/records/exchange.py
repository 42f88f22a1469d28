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

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from briefs.records.fields import Fields, Word
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
_DERIVED_FIELDS = frozenset({"citation", "content_hash", "version", "loaded"})

_T = TypeVar("_T")
_Read = Callable[[Fields, str], Any]
_TEXT, _NUMBER, _DAY, _TEXTS = Fields.optional_text, Fields.optional_number, Fields.optional_day, Fields.texts


def _one_of(words: type[Word], default: Word | None = None) -> _Read:
    return lambda fields, name: fields.optional_choice(name, words) or default


def _flag(default: bool) -> _Read:
    return lambda fields, name: fields.flag(name, default=default)


class _Form(Generic[_T]):
    """The fields of one class in the order in which they are written, each with how it is read.

    Those in ``always`` are written in any case, the others where they differ from their default.
    """

    def __init__(self, made: type[_T], always: Collection[str], reads: Mapping[str, _Read]) -> None:
        defaults = {each.name: each.default for each in dataclasses.fields(made)}  # type: ignore[arg-type]
        self._made, self._reads = made, tuple(reads.items())
        self._written = tuple((name, name in always, defaults[name]) for name in reads)

    def write(self, value: _T) -> dict[str, Any]:
        """Return a value as plain JSON values."""
        out: dict[str, Any] = {}
        for name, always, default in self._written:
            held = getattr(value, name)
            if always or held != default:
                out[name] = _plain(held)
        return out

    def read(self, fields: Fields, **known: Any) -> _T:
        """Return the value that fields describe; those in ``known`` are read already. Raises RefusedInput."""
        return self._made(**{name: read(fields, name) for name, read in self._reads if name not in known}, **known)

    def read_whole(self, fields: Fields) -> _T:
        """Return the value that fields describe. Raises RefusedInput, also for a field of no known name."""
        made = self.read(fields)
        fields.refuse_rest()
        return made


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    form = _FORMS.get(type(value))
    return form.write(value) if form else value


_POSITION: dict[str, _Read] = {"office": _TEXT, "party": _TEXT, "constituency": _TEXT, "member_id": _NUMBER}
_DATES = _Form(
    Dates,
    ("cited",),
    {
        "cited": lambda fields, name: fields.choice(name, DateKind),
        **dict.fromkeys(("happened", "published", "tabled", "answered", "corrected"), _DAY),
    },
)
_PERSON = _Form(Person, ("name", "part_played"), {"name": Fields.text, "part_played": Fields.text, **_POSITION})
_VOICE = _Form(
    Voice,
    ("start", "end", "speaker", "role"),
    {
        "start": Fields.number,
        "end": Fields.number,
        "speaker": _TEXT,
        "role": _one_of(Role, Role.UNKNOWN),
        "office": _TEXT,
        "quoted": _flag(True),
    },
)
_PASSAGE = _Form(
    Passage,
    ("text", "speaker", "role", "part"),
    {
        "text": Fields.text,
        "speaker": _TEXT,
        "role": _one_of(Role, Role.UNKNOWN),
        "part": _one_of(Part, Part.BODY),
        **_POSITION,
        "person_id": _NUMBER,
        "anchor": _TEXT,
        "turn": _NUMBER,
        "quotable": _flag(True),
        **dict.fromkeys(("named_by_id", "role_by_post", "office_by_post"), _flag(False)),
        "voices": Fields.objects,  # read with the text within which they stand
    },
)
_RECORD = _Form(
    Record,
    ("record_id", "kind", "title", "dates", "fidelity", "passages"),
    {
        "record_id": Fields.identity,
        "kind": lambda fields, name: fields.choice(name, Kind),
        "title": Fields.text,
        "dates": lambda fields, _: _dates_from(fields),
        "fidelity": _one_of(Fidelity, Fidelity.VERBATIM),
        "house": _one_of(House),
        "uin": _TEXT,
        "source_id": Fields.number_or_text,
        **dict.fromkeys(("volume", "reference", "publisher", "answering_body"), _TEXT),
        **dict.fromkeys(("answering_body_id", "asking_member_id", "answering_member_id"), _NUMBER),
        "url": Fields.link,
        "licence": _TEXT,
        "citation_override": _TEXT,
        "people": lambda fields, name: tuple(map(_PERSON.read_whole, fields.objects(name))),
        "state": _one_of(AnswerState),
        **dict.fromkeys(("grouped_uins", "notes", "supersedes"), _TEXTS),
        **dict.fromkeys(("named_day", "declared_interest"), _flag(False)),
        "date_for_answer": _DAY,
        "origin": lambda fields, name: fields.optional_text(name) or "",
        "retrieved": Fields.optional_moment,
        "passages": lambda fields, name: tuple(map(_passage_from, fields.objects(name, required=True))),
    },
)
_FORMS: dict[type, _Form[Any]] = {Dates: _DATES, Person: _PERSON, Voice: _VOICE, Passage: _PASSAGE}


def record_to_dict(record: Record) -> dict[str, Any]:
    """Return a record as plain JSON values, in the form of this module's docstring."""
    written = _RECORD.write(record)
    first = {name: written.pop(name) for name in ("record_id", "kind", "title")}
    return {**first, "date": _plain(record.day), **written}


def record_from_dict(value: object) -> Record:
    """Return the record that JSON values describe.

    The values may come from anywhere. Raises RefusedInput, naming the field, for a field that is missing, unknown or
    of the wrong type, for a kind, role or other word that is not one of ours, for a day that is none, for a link that
    is not http(s), and for a voice whose offsets are not within its passage's text.
    """
    fields = Fields(value, "")
    if fields.optional_number(FORM_KEY) not in (None, FORM_VERSION):
        raise fields.refused(FORM_KEY, f"must be {FORM_VERSION}; for a later version of the form upgrade pqbrief")
    record = _RECORD.read(fields)
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


def _dates_from(record: Fields) -> Dates:
    cited_day = record.optional_day("date")
    fields = record.optional_object("dates")
    if fields is None:
        return Dates(happened=cited_day)
    dates = _DATES.read_whole(fields)
    if cited_day is not None and cited_day != dates.day:
        raise record.refused("date", "is not the day that its dates cite")
    return dates


def _passage_from(fields: Fields) -> Passage:
    """Return a passage, without what was looked up when it was shown."""
    text = fields.text("text")
    voices = tuple(_voice_from(item, len(text)) for item in fields.objects("voices"))
    passage = _PASSAGE.read(fields, text=text, voices=voices)
    fields.refuse_rest()
    if passage.role_by_post:
        passage = replace(passage, role=Role.UNKNOWN, office=None, role_by_post=False)
    if passage.office_by_post:
        passage = replace(passage, office=None, office_by_post=False)
    if passage.named_by_id:
        passage = replace(passage, speaker=None, party=None, constituency=None, office=None, named_by_id=False)
    return passage


def _voice_from(fields: Fields, length: int) -> Voice:
    start, end = fields.number("start"), fields.number("end")
    if not 0 <= start < length:
        raise fields.refused("start", "is not within the passage's text")
    if not start < end <= length:
        raise fields.refused("end", "is not within the passage's text")
    return _VOICE.read_whole(fields)
