"""Invented records for the tests of the store and the index."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role, Voice

TABLED = date(2031, 3, 3)


def question(number: int, text: str = "How many otters live there.", answer: str = "Nine otters do.") -> Record:
    """Return an answered written question; its UIN is the number, tabled that many days after 3 March 2031."""
    tabled = TABLED + timedelta(days=number % 365)
    return Record(
        record_id=f"wq/commons/{tabled.isoformat()}/{number}",
        kind=Kind.WRITTEN_QUESTION,
        title=f"Otters: {number}",
        house=House.COMMONS,
        uin=str(number),
        source_id=number,
        answering_body="Department for Rivers",
        people=(Person("Ann Asker", "asking", party="Lake"), Person("Bo Minister", "answering", office="Minister")),
        dates=Dates(tabled=tabled, answered=tabled + timedelta(days=7), cited=DateKind.ANSWERED),
        state=AnswerState.ANSWERED,
        passages=(
            Passage(text, Part.QUESTION, speaker="Ann Asker", role=Role.BACKBENCHER, party="Lake"),
            Passage(answer, Part.ANSWER, speaker="Bo Minister", office="Minister for Rivers", role=Role.MINISTER),
        ),
    )


def story(name: str, *texts: str, **changes: Any) -> Record:
    """Return a news story of these paragraphs, published on 3 March 2031."""
    record = Record(
        record_id=f"file/{name}",
        kind=Kind.NEWS,
        title=f"Story {name}",
        publisher="The Daily Otter",
        dates=Dates(published=TABLED, cited=DateKind.PUBLISHED),
        passages=tuple(Passage(text) for text in texts),
    )
    return replace(record, **changes)


def voiced(text: str, speaker: str, office: str | None = None) -> Passage:
    """Return a paragraph in which somebody is quoted from its first letter to its last."""
    return Passage(text, voices=(Voice(0, len(text), speaker, Role.COMMITTEE, office),))
