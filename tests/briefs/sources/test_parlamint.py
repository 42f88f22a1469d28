"""The ParlaMint corpus becomes debates whose names come from its identifiers."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.citations import citation
from briefs.errors import RefusedInput
from briefs.records import House, Kind, Record, Role
from briefs.sources import parlamint
from briefs.sources.base import SourceFile
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
