"""Invented records for tests: nothing in them was said by anybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefs.records.model import DateKind, Dates, Kind, Part, Passage, Person, Record, Role

DAY = date(2021, 3, 9)
MINISTER = "Ada Winter"
OFFICE = "The Minister of State for Lighthouses"


def said(text: str, turn: int, *, by: str = MINISTER, role: Role = Role.MINISTER, office: str | None = None) -> Passage:
    """Return one contribution of a debate."""
    return Passage(text, part=Part.SPEECH, speaker=by, office=office, role=role, turn=turn)


def debate(
    *passages: Passage, record_id: str = "hansard/lamps", title: str = "Lighthouse Lamps", **given: Any
) -> Record:
    """Return a debate; ``given`` replaces any other field."""
    fields: dict[str, Any] = {"kind": Kind.DEBATE, "dates": Dates(happened=DAY), "house": None} | given
    return Record(record_id=record_id, title=title, passages=passages, **fields)


def lamps(**given: Any) -> Record:
    """Return a debate of two exchanges about lighthouse lamps."""
    return debate(
        said(
            "I beg to move that the lamps be lit. The lighthouse lamps on 14 coasts have failed.",
            1,
            by="Bea Gale",
            role=Role.BACKBENCHER,
        ),
        said(
            "My hon. Friend makes a good point. We have announced £3 million for new lighthouse lamps this year. "
            "They will be fitted by March 2022. That is why we are confident.",
            2,
            office=OFFICE,
        ),
        said(
            "Will the Minister say how many lighthouse lamps have no keeper?", 3, by="Cal Rook", role=Role.BACKBENCHER
        ),
        said("The Government will publish the number of unkept lighthouse lamps in the autumn.", 4, office=OFFICE),
        **given,
    )


def question(answer: str, *, record_id: str = "wq/commons/2021-03-01/101", uin: str = "101", **given: Any) -> Record:
    """Return a written question with its answer in one passage."""
    asked = "To ask the Secretary of State for Coasts, how many lighthouse lamps were replaced in 2020."
    fields: dict[str, Any] = {
        "title": "Lighthouses: Lamps",
        "dates": Dates(tabled=date(2021, 3, 1), answered=date(2021, 3, 8), cited=DateKind.ANSWERED),
        "uin": uin,
        "answering_body": "Department for Coasts",
        "people": (Person(MINISTER, "answering", OFFICE),),
    } | given
    passages = (
        Passage(asked, part=Part.QUESTION, role=Role.BACKBENCHER),
        Passage(answer, part=Part.ANSWER, speaker=MINISTER, office=OFFICE, role=Role.MINISTER),
    )
    return Record(record_id=record_id, kind=Kind.WRITTEN_QUESTION, passages=passages, **fields)
