"""The ParlaMint corpus becomes debates whose names come from its identifiers."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import RefusedInput
from briefs.readers.common.base import SourceFile
from briefs.readers.xml import parlamint
from briefs.records.citations import citation
from briefs.records.model import House, Kind, Record, Role
from tests.support import shared

TEI = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-GB_2019-03-09-commons"><teiHeader>
<meeting ana="#parla.lower #parla.sitting"/>
<sourceDesc><bibl><title>Volume 650. A day.</title>
<idno>https://example.org/d.xml</idno><date when="2019-03-09"/></bibl>
</sourceDesc>{people}</teiHeader><text><body><div type="debateSection"><head>Lamps</head><note>{note}</note>
<u xml:id="u1" who="#AnnMcOther" ana="#regular"><seg>They shine</seg><note>Interruption.</note><seg>At night.</seg></u>
<u xml:id="u2" who="#JoeChair" ana="#chair"><seg>Order.</seg></u></div>
<div type="debateSection"><head>Nothing</head></div></body></text></TEI>"""


def read(people: str = "", note: str = "Debate") -> Record:
    source = SourceFile("x.xml", TEI.format(people=people, note=note).encode())
    assert parlamint.detect(source)
    (record,) = parlamint.read(source).records
    return record


def test_a_section_is_a_debate() -> None:
    record = read()
    assert [(p.speaker, p.role, p.text, p.turn) for p in record.passages] == [
        ("Ann McOther", Role.UNKNOWN, "They shine", 1),
        ("Ann McOther", Role.UNKNOWN, "At night.", 1),
        ("Joe Chair", Role.SPEAKER, "Order.", 2),
    ]
    assert (record.record_id, record.house) == ("parlamint/ParlaMint-GB_2019-03-09-commons.u1", House.COMMONS)
    assert citation(record) == "HC Deb 9 March 2019 vol 650"
    assert record.notes == (parlamint.NO_STOPS, parlamint.NAMES_FROM_IDS)


def test_names_come_from_the_list_of_people_where_there_is_one() -> None:
    person = '<person xml:id="{}"><persName><forename>{}</forename> <surname>{}</surname></persName></person>'
    record = read(person.format("AnnMcOther", "Anne", "Other") + person.format("JoeChair", "Joe", "Chair"))
    assert [p.name for p in record.people] == ["Anne Other", "Joe Chair"]
    assert record.notes == (parlamint.NO_STOPS,)


@pytest.mark.parametrize(
    ("note", "kind"),
    [("Statement", Kind.ORAL_STATEMENT), ("Private Notice Question", Kind.URGENT_QUESTION), ("Question", Kind.DEBATE)],
)
def test_the_note_under_a_heading_gives_the_kind(note: str, kind: Kind) -> None:
    assert read(note=note).kind is kind


@pytest.mark.parametrize(
    ("old", "new"), [('when="2019-03-09"', ""), ("<seg", "<gap"), ("sourceDesc", "x"), ("</u>", "")]
)
def test_a_file_without_a_day_or_words_is_refused(old: str, new: str) -> None:
    with pytest.raises(RefusedInput):
        parlamint.read(SourceFile("x", TEI.format(people="", note="").replace(old, new).encode()))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<>/&;=\"' divuseg#x\n", max_size=60), st.integers(0, len(TEI)))
def test_hostile_tei_is_refused_in_our_own_words(noise: str, at: int) -> None:
    text = TEI.format(people="", note="")
    with suppress(RefusedInput):
        parlamint.read(SourceFile("x", (text[:at] + noise + text[at:]).encode()))


@pytest.mark.shared
def test_the_real_excerpt() -> None:
    (path,) = shared("data", "parlamint-gb").glob("*.xml")
    records = parlamint.read(SourceFile(path.name, path.read_bytes())).records
    assert [len(record.passages) for record in records] == [1, 1, 3]
    assert {record.day for record in records} == {date(2020, 2, 12)}
    assert [record.people[0].name for record in records] == ["Peter Fowler", "James Touhig", "Diana Barran"]
    assert {(record.house, record.volume) for record in records} == {(House.LORDS, "801")}


def paragraphs(body: str) -> tuple[list[str], list[str]]:
    """Return what is said in one contribution, and the notes left out of it."""
    whole = TEI.format(people="", note="Debate")
    start, end = whole.index("<seg>They"), whole.index("</u>")
    reading = parlamint.read(SourceFile("x.xml", (whole[:start] + body + whole[end:]).encode()))
    said = [p.text for p in reading.records[0].passages if p.speaker == "Ann McOther"]
    return said, [each.text for each in reading.stripped if each.why == parlamint.NOTE and each.text != "Debate"]


@pytest.mark.parametrize(
    ("body", "said", "notes"),
    [
        ("<seg>Lit at <note>(1 pm)</note>and out</seg>", ["Lit at and out"], ["(1 pm)"]),
        ("<seg>Lit<note>(1 pm)</note>, and out</seg>", ["Lit, and out"], ["(1 pm)"]),
        ("<seg><vocal><desc>Laughter.</desc></vocal>I hear</seg>", ["I hear"], ["Laughter."]),
        ("<seg>By June<gap><desc>inaudible</desc></gap></seg>", ["By June"], ["inaudible"]),
        ('<seg>By<pb n="2"/>June</seg>', ["By June"], []),
        ("<seg>One</seg><incident><desc>Rain.</desc></incident><seg>two</seg>", ["One", "two"], ["Rain."]),
        ("<seg><hi>Very</hi> <kinesic><desc>Waves.</desc></kinesic>bright</seg>", ["Very bright"], ["Waves."]),
        ("<seg><note>Alone.</note></seg><seg>x</seg>", ["x"], ["Alone."]),
    ],
)
def test_notes_noises_and_gaps_are_not_the_speakers_words(body: str, said: list[str], notes: list[str]) -> None:
    assert paragraphs(body) == (said, notes)


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ('<s><w>Lamps</w><w join="right">shine</w><pc>.</pc></s>', "Lamps shine."),
        ('<s><w>In</w><name type="LOC"><w>Hythe</w></name><w join="right">today</w><pc>.</pc></s>', "In Hythe today."),
        ('<s><w join="right">can</w><w>not</w></s>', "cannot"),
        ('<s><w join="right">do</w><w>n’t</w><w>go</w></s>', "don’t go"),
        ('<s><w>do</w><w join="right">n’t</w><w>go</w></s>', "do n’t go"),
        ('<s><w>don’t<w norm="do"/><w norm="not"/></w><w>go</w></s>', "don’t go"),
        ('<s><w>paid</w><w join="right">£</w><w join="right">9</w><pc>.</pc></s>', "paid £9."),
        ('<s><phr><w>a</w><phr><w join="right">b</w></phr></phr><pc>,</pc><w>c</w></s>', "a b, c"),
        ('<s><w>One</w><pc>.</pc></s><s><w join="right">Two</w><pc>.</pc></s>', "One . Two."),
        ('<s><w join="right">Lit</w><pc join="right">.</pc></s><s><w>Out</w></s>', "Lit. Out"),
        ("<s><w>Lit</w><note>noon</note><w>now</w></s>", "Lit now"),
        ("<s>\n  <w>Lit</w>\n  <w>now</w>\n<linkGrp><link target='#a'/></linkGrp></s>", "Lit now"),
    ],
)
def test_words_of_the_annotated_edition_stand_apart_unless_they_are_joined(tokens: str, said: str) -> None:
    assert paragraphs(f"<seg>{tokens}</seg>")[0] == [said]
