"""A record is cited as its field cites it, with nothing that the record does not give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefs.records.citations import citation, long_date
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Person, Record


def record(kind: Kind, title: str = "Title", day: date | None = None, **fields: object) -> Record:
    made = Record(record_id="x", kind=kind, title=title, passages=(), dates=Dates(happened=day))
    return replace(made, **fields)  # type: ignore[arg-type]


def asked(**days: date) -> Dates:
    return Dates(**days, cited=DateKind.ANSWERED if "answered" in days else DateKind.TABLED)


QUESTION = Kind.WRITTEN_QUESTION
JANUARY = {"tabled": date(2025, 1, 7), "answered": date(2025, 1, 15)}


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        pytest.param(
            record(Kind.URGENT_QUESTION, day=date(2016, 11, 25), house=House.COMMONS, volume="617"),
            "HC Deb 25 November 2016 vol 617",
            id="Commons debate with its volume",
        ),
        pytest.param(
            record(Kind.DEBATE, day=date(2020, 5, 4), house=House.COMMONS), "HC Deb 4 May 2020", id="without a volume"
        ),
        pytest.param(
            record(Kind.ORAL_STATEMENT, day=date(2020, 5, 4), house=House.LORDS), "HL Deb 4 May 2020", id="Lords"
        ),
        pytest.param(
            record(Kind.DEBATE, day=date(2020, 5, 4), house=House.COMMONS, volume="675", reference="c12WH"),
            "HC Deb 4 May 2020 vol 675 c12WH",
            id="with the column that the record gives",
        ),
        pytest.param(
            record(Kind.DEBATE, day=date(2020, 5, 4), house=House.COMMONS, reference="HC 515"),
            "HC Deb 4 May 2020",
            id="another number is no column",
        ),
        pytest.param(record(Kind.DEBATE, house=House.LORDS), "HL Deb", id="no day"),
        pytest.param(record(Kind.DEBATE, "A debate", date(2020, 5, 4)), "A debate, 4 May 2020", id="no House"),
        pytest.param(
            record(QUESTION, house=House.COMMONS, uin="21873", dates=asked(**JANUARY)),
            "HC Written Question 21873, answered 15 January 2025",
            id="question",
        ),
        pytest.param(
            record(
                QUESTION,
                house=House.COMMONS,
                volume="564",
                reference="c370W",
                dates=asked(answered=date(2013, 6, 12), corrected=date(2013, 7, 1)),
            ),
            "HC Deb 12 June 2013 vol 564 c370W, corrected 1 July 2013",
            id="printed answer, corrected on a later day",
        ),
        pytest.param(
            record(QUESTION, house=House.COMMONS, dates=asked(**JANUARY)),
            "HC Written Question, asked 7 January 2025, answered 15 January 2025",
            id="question without UIN",
        ),
        pytest.param(
            record(QUESTION, dates=asked(**JANUARY)),
            "Written Question, asked 7 January 2025, answered 15 January 2025",
            id="question of an unknown House",
        ),
        pytest.param(
            record(QUESTION, house=House.LORDS, uin="HL8999", dates=asked(tabled=date(2025, 1, 7))),
            "HL Written Question HL8999, tabled 7 January 2025",
            id="unanswered question",
        ),
        pytest.param(
            record(QUESTION, house=House.COMMONS, uin="5", dates=asked(**JANUARY), state=AnswerState.HOLDING),
            "HC Written Question 5, holding answer 15 January 2025",
            id="a holding answer is no answer",
        ),
        pytest.param(
            record(
                QUESTION,
                house=House.COMMONS,
                uin="5",
                dates=asked(tabled=date(2025, 1, 7)),
                state=AnswerState.WITHDRAWN,
            ),
            "HC Written Question 5, tabled 7 January 2025, withdrawn",
            id="withdrawn question",
        ),
        pytest.param(
            record(Kind.WRITTEN_STATEMENT, day=date(2025, 12, 17), house=House.COMMONS, reference="HCWS1200"),
            "HCWS1200, 17 December 2025",
            id="written statement",
        ),
        pytest.param(
            record(Kind.WRITTEN_STATEMENT, "Flood Defences", date(2025, 12, 17), house=House.LORDS),
            "HL Written Statement, Flood Defences, 17 December 2025",
            id="written statement without number",
        ),
        pytest.param(
            record(
                Kind.NEWS,
                "Ducks return",
                date(2019, 6, 27),
                publisher="The Pond",
                people=(Person("A Reporter", "author"), Person("B Quoted", "speaking office")),
            ),
            "The Pond, “Ducks return”, 27 June 2019, A Reporter",
            id="story",
        ),
        pytest.param(record(Kind.NEWS, "Ducks return"), "“Ducks return”", id="story of which nothing is known"),
        pytest.param(
            record(Kind.COMMITTEE_REPORT, "Policing", date(2018, 10, 25), publisher="A Committee", reference="HC 515"),
            "A Committee, Policing, HC 515, 25 October 2018",
            id="report",
        ),
        pytest.param(
            record(Kind.SPEECH, "Loyal Address", date(2022, 5, 10), people=(Person("Ann Member", "speaking"),)),
            "Ann Member, Loyal Address, 10 May 2022",
            id="speech",
        ),
        pytest.param(
            record(Kind.SPEECH, "Ann Member – 2022 Speech", people=(Person("Ann Member", "speaking"),)),
            "Ann Member – 2022 Speech",
            id="the title names the speaker already",
        ),
        pytest.param(
            record(Kind.DOCUMENT, "Guidance", date(2021, 2, 3), publisher="A Department"),
            "A Department, Guidance, 3 February 2021",
            id="document",
        ),
        pytest.param(
            record(Kind.DEBATE, house=House.COMMONS, citation_override="As printed"),
            "As printed",
            id="its own citation",
        ),
    ],
)
def test_citation(cited: Record, expected: str) -> None:
    assert citation(cited) == expected


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_cited_without_empty_parts(kind: Kind) -> None:
    text = citation(record(kind))
    assert text
    assert "None" not in text
    assert not text.endswith((",", " "))


def test_days_are_written_without_a_leading_nought() -> None:
    assert long_date(date(2025, 1, 7)) == "7 January 2025"
