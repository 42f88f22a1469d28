"""A page of one written question gives the question, its answer, and only what the page says about them."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading
from briefs.readers.pages import question_page
from briefs.records.model import AnswerState, House, Kind, Part, Role
from tests.support import shared

AGGREGATOR = """Trams

(asked on 7th January 2021) - View Source

Question to the Department for Trams:

To ask the Secretary of State for Trams, if she will mend the trams.

Answered by
Jane Example Portrait
Jane Example
Parliamentary Under-Secretary (Department for Trams)
This question was answered on 15th January 2021

The trams are being mended.

More will follow.

Reticulating Splines"""

LEGACY = """Trams: Samplesea
HL4321
Q
Asked by Lord Sample
Asked on: 11 April 2019
Department for Trams
Trams: Samplesea
Lords
To ask Her Majesty's Government what steps they are taking on trams.
A
Answered by: Baroness Example
Answered on: 25 April 2019
I refer the noble Lord to the answer I gave on 5 March 2019 (HL1111).
"""

THEYWORKFORYOU = """Trams
Department for Trams written question – answered on 3 February 2020.
John Sample (Labour - Samplesea)
To ask the Secretary of State for Trams, how many trams ran.
Jane Example
The Parliamentary Under-Secretary of State for Trams
Forty trams ran.
"""


def read(text: str) -> Reading:
    return question_page.read_text(text, "page.txt", text.encode())


def test_an_aggregators_page_has_answerer_office_and_both_days_but_no_made_up_uin() -> None:
    reading = read(AGGREGATOR)
    (record,) = reading.records
    assert (record.kind, record.house, record.uin) == (Kind.WRITTEN_QUESTION, House.COMMONS, None)
    assert record.record_id.startswith("file/")
    assert (record.dates.tabled, record.dates.answered) == (date(2021, 1, 7), date(2021, 1, 15))
    assert record.day == date(2021, 1, 15)
    assert (record.title, record.answering_body) == ("Trams", "Department for Trams")
    assert record.state is AnswerState.ANSWERED
    assert record.url is None
    question, *answer = record.passages
    assert (question.part, question.speaker, question.role) == (Part.QUESTION, None, Role.UNKNOWN)
    assert [(p.part, p.speaker, p.role) for p in answer] == [(Part.ANSWER, "Jane Example", Role.MINISTER)] * 2
    assert answer[0].office == "Parliamentary Under-Secretary (Department for Trams)"
    assert ("Reticulating Splines", "loading message") in [(s.text, s.why) for s in reading.stripped]


def test_the_old_parliament_layout_gives_the_official_identity_and_the_asker() -> None:
    (record,) = read(LEGACY).records
    assert record.record_id == "wq/lords/2019-04-11/HL4321"
    assert record.house is House.LORDS
    assert record.state is AnswerState.REFERRAL
    assert record.url == "https://questions-statements.parliament.uk/written-questions/detail/2019-04-11/hl4321"
    assert [(p.speaker, p.role) for p in record.passages] == [
        ("Lord Sample", Role.UNKNOWN),
        ("Baroness Example", Role.MINISTER),
    ]


def test_a_page_like_theyworkforyou_gives_asker_seat_and_the_ministers_office() -> None:
    (record,) = read(THEYWORKFORYOU).records
    question, answer = record.passages
    assert (question.speaker, question.constituency, question.party) == ("John Sample", "Samplesea", "Labour")
    assert (answer.speaker, answer.office) == ("Jane Example", "The Parliamentary Under-Secretary of State for Trams")
    assert (record.dates.tabled, record.dates.answered) == (None, date(2020, 2, 3))


def test_an_unanswered_question_is_cited_by_the_day_it_was_asked() -> None:
    (record,) = read(AGGREGATOR.split("Answered by", maxsplit=1)[0]).records
    assert record.state is AnswerState.UNANSWERED
    assert record.day == date(2021, 1, 7)


def test_a_page_without_a_question_is_refused_and_not_detected() -> None:
    text = "Trams\n\n(asked on 7th January 2021)\n\nThis page is gone."
    assert not question_page.looks_like(text)
    with pytest.raises(RefusedInput):
        read(text)


@pytest.mark.shared
def test_the_real_page_gives_its_facts() -> None:
    (path,) = shared("seeds").glob("003_*.txt")
    text = path.read_text(encoding="utf-8")
    assert question_page.looks_like(text)
    (record,) = read(text).records
    assert (record.dates.tabled, record.dates.answered) == (date(2025, 1, 7), date(2025, 1, 15))
    assert (record.uin, record.answering_body) == (None, "Home Office")
    assert [(p.name, p.office) for p in record.people] == [
        ("Jess Phillips", "Parliamentary Under-Secretary (Home Office)")
    ]
    assert [p.part for p in record.passages] == [Part.QUESTION] + [Part.ANSWER] * 5
    assert all(p.text in text for p in record.passages)
