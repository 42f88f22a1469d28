"""The product's own form gives back exactly the record that went in, and refuses what is no record."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import RefusedInput
from briefs.records.exchange import content_hash, dump_line, record_from_dict, record_to_dict
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
from tests.briefs.making import question

words = st.text(max_size=20)
maybe_words = st.none() | words
numbers = st.integers(-(2**63), 2**63 - 1)
days = st.none() | st.dates()
names = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=30)


@st.composite
def voices(draw: st.DrawFn, length: int) -> Voice:
    start = draw(st.integers(0, length - 1))
    end = draw(st.integers(start + 1, length))
    return Voice(
        start, end, draw(maybe_words), draw(st.sampled_from(Role)), draw(maybe_words), quoted=draw(st.booleans())
    )


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    text = draw(st.text(max_size=60))
    return Passage(
        text=text,
        part=draw(st.sampled_from(Part)),
        speaker=draw(maybe_words),
        office=draw(maybe_words),
        role=draw(st.sampled_from(Role)),
        party=draw(maybe_words),
        constituency=draw(maybe_words),
        member_id=draw(st.none() | numbers),
        person_id=draw(st.none() | numbers),
        anchor=draw(maybe_words),
        turn=draw(st.none() | numbers),
        quotable=draw(st.booleans()),
        voices=tuple(draw(st.lists(voices(len(text)), max_size=2))) if text else (),
    )


people = st.builds(Person, words, words, maybe_words, maybe_words, maybe_words, st.none() | numbers)
records = st.builds(
    Record,
    record_id=names,
    kind=st.sampled_from(Kind),
    title=words,
    passages=st.lists(passages(), max_size=3).map(tuple),
    dates=st.builds(Dates, days, days, days, days, st.sampled_from(DateKind), days),
    house=st.none() | st.sampled_from(House),
    uin=maybe_words,
    source_id=st.none() | numbers | words,
    volume=maybe_words,
    reference=maybe_words,
    publisher=maybe_words,
    answering_body=maybe_words,
    answering_body_id=st.none() | numbers,
    people=st.lists(people, max_size=2).map(tuple),
    asking_member_id=st.none() | numbers,
    answering_member_id=st.none() | numbers,
    state=st.none() | st.sampled_from(AnswerState),
    grouped_uins=st.lists(words, max_size=3).map(tuple),
    named_day=st.booleans(),
    declared_interest=st.booleans(),
    date_for_answer=days,
    url=st.none() | names.map("https://example.org/{}".format),
    fidelity=st.sampled_from(Fidelity),
    licence=maybe_words,
    citation_override=maybe_words,
    notes=st.lists(words, max_size=2).map(tuple),
    origin=words,
    retrieved=st.none() | st.datetimes(timezones=st.none() | st.just(UTC)),
)


# Worked out when a record is read, and left out again when it is read back.
WORKED_OUT = {"named_by_id", "role_by_post", "office_by_post", "by_parliament", "superseded"}


def test_a_line_of_an_export_stays_one_line_and_commands_no_terminal() -> None:
    record = replace(question(1), title="Boats\u2028in\x85the\x9b31m \u202eharbour\x1b[31m\n\ufeff")
    line = dump_line(record)
    assert line.splitlines() == [line]
    assert line.isprintable()
    assert content_hash(record_from_dict(json.loads(line))) == content_hash(record)


@given(records)
def test_a_line_of_an_export_gives_back_the_very_record(record: Record) -> None:
    again = record_from_dict(json.loads(dump_line(record)))
    assert again == record
    assert content_hash(again) == content_hash(record)


def test_every_field_of_a_full_record_is_written() -> None:
    # Guards against a field added to the dataclasses and forgotten here: the strategy above would not notice.
    voice = Voice(0, 3, "A", Role.POLICE, "B", quoted=False)
    passage = Passage("abc", Part.BODY, "A", "B", Role.POLICE, "P", "C", 1, 4, "x", 2, quotable=False, voices=(voice,))
    person = Person("A", "asking", "O", "P", "C", 3)
    known = question(1)
    full = replace(
        known,
        passages=(passage,),
        people=(person,),
        **{
            item.name: value
            for item in fields(known)
            if (value := _filled(item.name, getattr(known, item.name))) is not None
        },
    )
    written = record_to_dict(full)
    assert {item.name for item in fields(full)} <= set(written)
    assert {item.name for item in fields(passage)} - WORKED_OUT <= set(written["passages"][0])
    assert {item.name for item in fields(voice)} <= set(written["passages"][0]["voices"][0])
    assert {item.name for item in fields(person)} <= set(written["people"][0])
    assert record_from_dict(written) == full


def _filled(name: str, value: object) -> Any:
    if name == "date_for_answer":
        return question(1).day
    if name == "retrieved":
        return datetime(2031, 3, 3, tzinfo=UTC)
    if name == "url":
        return "https://example.org/1"
    if name.endswith("_id") and value is None:
        return 7
    return (
        {bool: True, tuple: ("1",)}.get(type(value)) if value in (False, ()) else "x" if value in (None, "") else None
    )


def test_the_fields_of_the_contract_are_there_even_when_empty() -> None:
    written = record_to_dict(Record("file/1", Kind.DOCUMENT, "", (Passage(""),)))
    assert written["date"] is None
    assert {"record_id", "kind", "title", "date", "passages"} <= set(written)
    assert written["passages"][0]["speaker"] is None
    assert written["passages"][0]["role"] == "unknown"


def test_the_date_is_the_one_that_is_cited() -> None:
    assert record_to_dict(question(0))["date"] == "2031-03-10"


def test_a_reader_sees_the_mark_first() -> None:
    assert dump_line(question(1)).startswith('{"pqbrief":1,')


def test_the_hash_is_of_the_content_and_not_of_the_copy() -> None:
    record = question(1)
    copy = replace(record, origin="elsewhere.json", retrieved=datetime(2031, 1, 1, tzinfo=UTC))
    assert content_hash(copy) == content_hash(record)
    assert content_hash(replace(record, title="Other")) != content_hash(record)


def test_a_date_alone_is_the_day_it_happened() -> None:
    record = record_from_dict(
        {"record_id": "own/1", "kind": "debate", "title": "T", "date": "2031-03-03", "passages": []}
    )
    assert record.dates == Dates(happened=record.day)


def _changed(**changes: object) -> dict[str, object]:
    return {**json.loads(dump_line(question(1))), **changes}


def _passage(**changes: object) -> dict[str, object]:
    return _changed(passages=[{"text": "abc", **changes}])


def _voice(**changes: object) -> dict[str, object]:
    return _passage(voices=[{"start": 0, "end": 3, "role": "unknown", **changes}])


REFUSED: dict[str, tuple[object, str]] = {
    "no object": ([1], "object"),
    "no id": (_changed(record_id=None), '"record_id"'),
    "empty id": (_changed(record_id=""), '"record_id"'),
    "id with a line end": (_changed(record_id="a\nb"), '"record_id"'),
    "endless id": (_changed(record_id="a" * 501), '"record_id"'),
    "title is a number": (_changed(title=3), '"title"'),
    "unknown kind": (_changed(kind="sermon"), '"kind"'),
    "kind is a list": (_changed(kind=[["x"]]), '"kind"'),
    "later form": (_changed(pqbrief=2), "upgrade"),
    "field nobody knows": (_changed(speakr="A"), '"speakr"'),
    "day that is none": (_changed(date="2031-02-30"), '"date"'),
    "day of a week": (_changed(date="2031-W01-1"), '"date"'),
    "date against dates": (_changed(date="2030-01-01"), '"date"'),
    "dates cite nothing": (_changed(dates={}), '"dates.cited"'),
    "dates are a text": (_changed(date=None, dates="2031"), '"dates"'),
    "number is a truth": (_changed(answering_body_id=True), '"answering_body_id"'),
    "number too large": (_changed(answering_body_id=2**63), '"answering_body_id"'),
    "number is not whole": (_changed(source_id=1.5), '"source_id"'),
    "flag is a number": (_changed(named_day=1), '"named_day"'),
    "link that runs": (_changed(url="javascript:alert(1)"), '"url"'),
    "link to nowhere": (_changed(url="https://"), '"url"'),
    "link that is broken": (_changed(url="http://[x"), '"url"'),
    "no passages": (_changed(passages=None), '"passages"'),
    "passages are an object": (_changed(passages={}), '"passages"'),
    "passage is a text": (_changed(passages=["abc"]), '"passages[0]"'),
    "passage without text": (_passage(text=None), '"passages[0].text"'),
    "half a character": (_passage(text="\ud800"), '"passages[0].text"'),
    "half a character in a list": (_changed(notes=["\ud800"]), '"notes"'),
    "notes are numbers": (_changed(notes=[1]), '"notes"'),
    "unknown role": (_passage(role="wizard"), '"passages[0].role"'),
    "voice before the text": (_voice(start=-1), '"passages[0].voices[0].start"'),
    "voice after the text": (_voice(end=4), '"passages[0].voices[0].end"'),
    "voice back to front": (_voice(start=2, end=1), '"passages[0].voices[0].end"'),
    "voice without an end": (_voice(end=None), '"passages[0].voices[0].end"'),
    "person without a name": (_changed(people=[{"part_played": "asking"}]), '"people[0].name"'),
    "moment that is none": (_changed(retrieved="yesterday"), '"retrieved"'),
}


@pytest.mark.parametrize(("value", "named"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_record_is_refused_by_the_name_of_the_field(value: object, named: str) -> None:
    with pytest.raises(RefusedInput) as refusal:
        record_from_dict(value)
    assert named in str(refusal.value)
    assert len(str(refusal.value)) < 300


json_values = st.recursive(
    st.none() | st.booleans() | numbers | words | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(record_to_dict(question(1)))), json_values)
def test_any_value_in_any_field_is_read_or_refused(name: str, value: object) -> None:
    with suppress(RefusedInput):
        record_from_dict(_changed(**{name: value}))
