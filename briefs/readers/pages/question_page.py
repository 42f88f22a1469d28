"""A page with one written question as people save it: an aggregator's, TheyWorkForYou's, or parliament.uk's old layout.

Aggregator: heading, "(asked on 7th January 2025)", "Question to the Home Office:", the question, "Answered by", name,
office, "This question was answered on …", the answer. Old parliament.uk: heading, UIN, "Asked by Name", "(Seat)",
"Asked on: …", answering body, House, question, "Answered by: Name", "Answered on: …". What the page does not give (the
UIN, the asker) is left out of the record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from briefs.errors import RefusedInput
from briefs.names.bodies import answers_as, not_government
from briefs.names.governments import asker_role
from briefs.names.offices import role_of
from briefs.names.parties import PRINTED_PARTIES
from briefs.readers.common.answer_state import state_of_answer
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.boilerplate import furniture, page_lines, written_day
from briefs.readers.common.contributions import LICENCE, TO_ASK, is_of_lords, passage_by
from briefs.records.identity import file_id, question_id
from briefs.records.model import DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role

_ASKED_ON = re.compile(r"^\(?\s*(?:asked|tabled)\s+on:?\s+(?P<rest>.+)$", re.IGNORECASE)
_TO_BODY = re.compile(r"^Question to (?:the )?(?P<body>.+?):?$", re.IGNORECASE)
_ASKED_BY = re.compile(r"^(?:Asked|Tabled) by:?\s+(?P<name>.+?)(?:(?<!\s)\s+\((?P<seat>[^()]+)\))?$", re.IGNORECASE)
_ANSWERED_BY = re.compile(r"^Answered by:?\s*(?P<name>.*)$", re.IGNORECASE)
_ANSWERED_ON = re.compile(r"^(?:This question was )?answered on:?\s+(?P<rest>.+)$", re.IGNORECASE)
_LEAD = re.compile(r"^(?P<body>[A-Z][\w, &’']+?) written question\s*[–-]\s*(?:answered|asked)\b.*$")
_UIN = re.compile(r"^(?:UIN:?\s*)?(?P<uin>(?:HL)?\d{1,6})$")
_UIN_INSIDE = re.compile(r"\b(?:UIN|PQ|Question(?: number)?)[ :]+(?P<uin>(?:HL)?\d{2,6})\b")
_PORTRAIT = re.compile(r"^(?P<name>.+?) Portrait$")
_SEAT = re.compile(r"^\((?P<seat>[^()]+)\)$")
_MARK = re.compile(r"^(?:Q|A|\[N\].*|Named Day)$")
_HOUSE = re.compile(r"^(?:House of )?(?P<house>Commons|Lords)$")
_PARTY_SEAT = re.compile(r"(?:(?<!\s)\s+)?\((?P<inside>[^()]+)\)")


@dataclass
class _QuestionPage:
    """What has been read off a page so far."""

    heading: str = ""
    uin: str | None = None
    body: str | None = None
    house: House | None = None
    asker: str | None = None
    seat: str | None = None
    party: str | None = None
    answerer: str | None = None
    office: str | None = None
    asked: date | None = None
    answered: date | None = None
    named_day: bool = False
    question: list[str] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)
    left_out: list[Stripped] = field(default_factory=list)


def looks_like(text: str) -> bool:
    """Whether a text has a line that opens a written question and one of the page's own lines about it."""
    lines = page_lines(text)[:80]
    about = (_ASKED_ON, _TO_BODY, _ASKED_BY, _ANSWERED_ON, _LEAD)
    return any(TO_ASK.match(line) for line in lines) and any(r.match(line) for r in about for line in lines)


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the question of a page already turned to text; ``data`` gives the identity where the UIN does not.

    Raises RefusedInput where no question is on the page.
    """
    lines = page_lines(text)
    start = next((i for i, line in enumerate(lines) if TO_ASK.match(line)), None)
    if start is None:
        raise RefusedInput('no line of this page begins "To ask"; save the whole page of the question again')
    page = _QuestionPage()
    _read_head(page, lines[:start])
    _read_rest(page, lines[start:])
    house = page.house or _house_of(page.question[0], page.uin)
    record_id = question_id(house, page.asked, page.uin) if house and page.asked and page.uin else file_id(data)
    asking = Person(page.asker, "asking", None, page.party, page.seat) if page.asker else None
    answering = Person(page.answerer, "answering", page.office) if page.answerer else None
    record = Record(
        record_id=record_id,
        kind=Kind.WRITTEN_QUESTION,
        title=page.heading or name.rsplit(".", 1)[0],
        passages=tuple(_passages(page, asking)),
        dates=Dates(
            tabled=page.asked,
            answered=page.answered,
            cited=DateKind.ANSWERED if page.answered else DateKind.TABLED,
        ),
        house=house,
        uin=page.uin,
        answering_body=page.body,
        people=tuple(p for p in (asking, answering) if p),
        state=state_of_answer(page.answer),
        named_day=page.named_day,
        url=_official_url(page.asked, page.uin, house),
        licence=LICENCE,
    )
    return Reading((record,), tuple(page.left_out))


def _official_url(asked: date | None, uin: str | None, house: House | None) -> str | None:
    """Return the official page: its address is made of the day tabled and the UIN alone."""
    if not (asked and uin and house):
        return None
    return f"https://questions-statements.parliament.uk/written-questions/detail/{asked.isoformat()}/{uin.lower()}"


def _read_head(page: _QuestionPage, lines: Sequence[str]) -> None:
    """Read what stands above the question."""
    for line in lines:
        why = furniture(line)
        if why:
            page.left_out.append(Stripped(line, why))
        elif not _read_label(page, line):
            if not page.heading:
                page.heading = line
            elif page.asked and not page.body and line != page.heading:
                page.body = line
            elif line != page.heading and not page.asker and _known_person(line):
                _set_asker(page, line)
        page.left_out.extend([Stripped(line, "question details")] if not why else [])


def _read_label(page: _QuestionPage, line: str) -> bool:
    """Read one of the page's own lines about the question; whether it was one."""
    if m := _ASKED_ON.match(line):
        page.asked = written_day(m["rest"])
    elif m := _TO_BODY.match(line):
        page.body = m["body"].strip()
    elif m := _ASKED_BY.match(line):
        _set_asker(page, line[m.start("name") :])
    elif m := _LEAD.match(line):
        page.body = m["body"].strip()
        page.answered = written_day(line)
    elif m := _SEAT.match(line):
        page.seat = page.seat or m["seat"]
    elif m := _HOUSE.match(line):
        page.house = House(m["house"].lower())
    elif m := _UIN.match(line) or _UIN_INSIDE.search(line):
        page.uin = m["uin"]
    elif _MARK.match(line):
        page.named_day = page.named_day or line.startswith("[N]")
    else:
        return False
    return True


def _read_rest(page: _QuestionPage, lines: Sequence[str]) -> None:
    """Read the question, the lines that say who answered, and the answer."""
    into = page.question
    expects_name = False
    for line in lines:
        why = furniture(line)
        if why:
            page.left_out.append(Stripped(line, why))
            continue
        said_by = _ANSWERED_BY.match(line)
        said_on = _ANSWERED_ON.match(line) if into is page.question else None
        if said_by and into is page.question:
            expects_name = not said_by["name"]
            page.answerer = said_by["name"] or page.answerer
        elif said_on:
            page.answered = written_day(said_on["rest"]) or page.answered
            into, expects_name = page.answer, False
        elif expects_name or (page.answerer and into is page.question):
            expects_name = _read_answerer(page, line)
        elif into is page.question and _MARK.match(line):
            pass
        elif into is page.question and page.question and role_of(line) is Role.MINISTER and len(line) < 120:
            page.office = line
            if len(page.question) > 1 and not page.answerer:
                page.answerer = page.question.pop()
            into = page.answer
        else:
            into.append(line)
            continue
        page.left_out.append(Stripped(line, "question details"))


def _read_answerer(page: _QuestionPage, line: str) -> bool:
    """Read a line between "Answered by" and the date: portrait, name or office; whether the name is still to come."""
    portrait = _PORTRAIT.match(line)
    if portrait:
        page.answerer = portrait["name"]
    elif not page.answerer:
        page.answerer = line
    elif line != page.answerer and not page.office:
        page.office = line
    return False


def _set_asker(page: _QuestionPage, line: str) -> None:
    """Take name, seat and party from "Name (Seat) (Party)" or "Name (Party - Seat)"."""
    name = _PARTY_SEAT.sub("", line).strip()
    page.asker = name
    for inside in (m["inside"] for m in _PARTY_SEAT.finditer(line)):
        party, _, seat = inside.partition(" - ")
        if inside in PRINTED_PARTIES or seat:
            page.party = party.strip()
            page.seat = seat.strip() or page.seat
        else:
            page.seat = inside


def _known_person(line: str) -> bool:
    return bool(_PARTY_SEAT.search(line)) and len(line) < 100 and not line.endswith(".")


def _house_of(question: str, uin: str | None) -> House | None:
    """Return the House that the question's own form shows: the Lords ask the Government, the Commons a minister."""
    if is_of_lords(question, (uin or "",)):
        return House.LORDS
    return House.COMMONS if question.startswith("To ask the ") else None


def _passages(page: _QuestionPage, asking: Person | None) -> list[Passage]:
    answers = Role.UNKNOWN if not_government(page.office) else answers_as(page.body, "\n".join(page.question))
    asks = asker_role(page.party, page.asked or page.answered)
    return [
        *(passage_by(asking, line, Part.QUESTION, asks, 1) for line in page.question),
        *(Passage(line, Part.ANSWER, page.answerer, page.office, answers, turn=2) for line in page.answer),
    ]
