"""Invented written questions for the tests of the question desk: nothing in them was asked or answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefs.records.identity import question_id
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Passage, Record, Role


def asked(
    uin: str,
    question: str,
    *answers: str,
    tabled: date = date(2025, 1, 7),
    answered: date | None = None,
    house: House = House.COMMONS,
    quotable: bool = True,
    **given: Any,
) -> Record:
    """Return a written question; with answers it was answered on ``answered``, else a week after it was tabled."""
    day = (answered or date.fromordinal(tabled.toordinal() + 7)) if answers else None
    fields: dict[str, Any] = {
        "title": "Lighthouses: Lamps",
        "answering_body": "Department for Coasts",
        "answering_body_id": 901,
        "asking_member_id": 11,
        "answering_member_id": 21 if answers else None,
        "state": AnswerState.ANSWERED if answers else AnswerState.UNANSWERED,
        "url": f"https://questions-statements.parliament.uk/written-questions/detail/{tabled.isoformat()}/{uin}",
    } | given
    return Record(
        record_id=question_id(house, tabled, uin),
        kind=Kind.WRITTEN_QUESTION,
        house=house,
        uin=uin,
        dates=Dates(tabled=tabled, answered=day, cited=DateKind.ANSWERED if day else DateKind.TABLED),
        passages=(
            Passage(question, Part.QUESTION, role=Role.BACKBENCHER),
            *(Passage(text, Part.ANSWER, role=Role.MINISTER, quotable=quotable) for text in answers),
        ),
        **fields,
    )


AGAIN = (
    "To ask the Secretary of State for Coasts, how many lighthouse lamps were recently replaced in Sampleshire in 2024."
)
"""The same question as the next, in other words."""

LAMPS = "To ask the Secretary of State for Coasts, how many lighthouse lamps were replaced in Sampleshire in 2024."
