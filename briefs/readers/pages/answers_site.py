"""A page of questions-statements.parliament.uk saved as text: one written question, or one written statement.

Question: heading, "Question for Home Office", "UIN 21873, tabled on 7 January 2025", a card of who asks, the question,
"Answered on", a card of who answers, the answer; statement: heading, "UIN HCWS123", "Statement made on …", a card of
who makes it, the text. A card is a name with party, seat or office, and House, on one line or on several.
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
from briefs.readers.common.answer_state import state_of_answer
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.boilerplate import furniture, page_lines, written_day
from briefs.readers.common.contributions import LICENCE, TO_ASK, passage_by
from briefs.readers.common.page_people import Position, is_name, person_block, position_of
from briefs.records.identity import file_id, question_id, statement_id
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Person, Record, Role

_DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_TABLED = re.compile(
    rf"^(?:UIN:?\s*)(?P<uin>(?:HL)?\d{{1,7}}),?\s*(?:was )?(?:tabled|asked) on:? (?P<day>{_DAY})\b.*$", re.IGNORECASE
)
_UIN = re.compile(r"^(?:Question |Statement )?UIN:?\s*(?P<uin>(?:HL|HCWS|HLWS)?\d{1,7})\b(?P<rest>.*)$", re.IGNORECASE)
_WHEN = re.compile(rf"^(?:Tabled|Asked|Date tabled)(?: on)?:? (?P<day>{_DAY})$", re.IGNORECASE)
_FOR = re.compile(
    r"^(?:Question for|Statement from|Answering (?:body|department):?)\s+(?:the )?(?P<body>[A-Z].{2,120})$"
)
_QUESTION = re.compile(
    r"^(?:To ask\b|asked (?:Her|His) Majesty|What |How |Whether |If |When |Why |Which |Who |Will )", re.I
)
_ANSWERED = re.compile(rf"^(?:This question was )?Answered(?: on)?:?\s*(?P<day>{_DAY})?$", re.IGNORECASE)
_DAY_ALONE = re.compile(rf"^{_DAY}$")
_LABEL = re.compile(
    r"^(?:Question|Answer|Statement|Asked by|Tabled by|Answered by|Answering member|Statement (?:made )?by|Made by"
    r"|Asking member|Named day|Written questions?(?:, answers and statements)?|Written statements?|Type|House"
    r"|Parliamentary business|Find written .*|Search|Share|Print|Back to (?:results|search).*|View all.*"
    r"|This question has not (?:yet )?been answered.{0,40}|Awaiting answer|Holding answer received on .*|All written .*"
    r"|Daily reports?|Early day motions?)$",
    re.IGNORECASE,
)
_MADE = re.compile(rf"^(?:Statement )?(?:made|published)(?: on)?:?\s*(?P<day>{_DAY})?$", re.IGNORECASE)
_BY = re.compile(
    r"^(?:Statement (?:made )?by|Asked by|Tabled by|Answered by|Made by):?\s+(?P<who>\S.*)$", re.IGNORECASE
)
_GROUPED = re.compile(r"^Grouped (?:questions?|with)[^\d]*(?P<uins>[\dHL, and]+)$", re.IGNORECASE)
_DUE = re.compile(rf"^(?:Due for answer(?: by)?|Date for answer|For answer on):?\s*(?P<day>{_DAY})$", re.IGNORECASE)
_CORRECTED = re.compile(r"^(?:This answer (?:was|has been) corrected\b|Corrected(?: answer)?(?: on)?\b).{0,80}$", re.I)
_OLD_TEXT = re.compile(r"^Original answer\b.{0,60}$", re.IGNORECASE)
_WITHDRAWN = re.compile(r"^(?:This )?question (?:was|has been) withdrawn\b.{0,60}$|^Withdrawn$", re.IGNORECASE)
_END = re.compile(
    r"^(?:Linked statements?|Attachments?|Related (?:links?|content)|This statement has also been made in .*"
    r"|Share this .*|Contact us|Accessibility.*|© .*|About our .*|Cookie.*|Next question.*|Previous question.*)$",
    re.IGNORECASE,
)
_SITE = re.compile(r"questions-statements\.parliament\.uk", re.IGNORECASE)
_LINK = "https://questions-statements.parliament.uk/{what}/detail/{day}/{uin}"
_CARD_LINES, _HEAD_LINES = 6, 60


@dataclass
class _AnswersPage:
    """What has been read off a page so far."""

    heading: str = ""
    uin: str | None = None
    body: str | None = None
    day: date | None = None
    answered: date | None = None
    due: date | None = None
    first: list[str] = field(default_factory=list)
    second: list[str] = field(default_factory=list)
    question: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    grouped: tuple[str, ...] = ()
    named_day: bool = False
    corrected: bool = False
    withdrawn: bool = False
    left_out: list[Stripped] = field(default_factory=list)


def looks_like(text: str) -> bool:
    """Whether a text's first lines hold "UIN …, tabled on …", or a statement's UIN with when it was made."""
    lines = [line for line in page_lines(text)[:_HEAD_LINES] if len(line) < 300]
    if any(_TABLED.match(line) for line in lines):
        return True
    uins = [m["uin"].upper() for line in lines if (m := _UIN.match(line))]
    if any("WS" in uin for uin in uins):
        return any(_MADE.match(line) or re.match(r"^Statement\b", line) for line in lines)
    return bool(uins) and any(_WHEN.match(line) for line in lines) and any(_FOR.match(line) for line in lines)


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the record of a page already turned to text; ``data`` gives the identity where the UIN does not.

    Raises RefusedInput where the page holds none of its words.
    """
    lines = page_lines(text)
    page = _AnswersPage()
    statement = any((m := _UIN.match(line)) and "WS" in m["uin"].upper() for line in lines[:_HEAD_LINES])
    rest = _read_head(page, lines, statement)
    if statement:
        page.words = _body(page, rest)
        record = _statement(page, name, data)
    else:
        _read_question(page, rest)
        record = _question(page, name, data)
    if not record.passages:
        raise RefusedInput("this page does not have the words of the question or statement; save the whole page again")
    return Reading((record,), tuple(page.left_out))


def _read_head(page: _AnswersPage, lines: Sequence[str], statement: bool) -> list[str]:
    """Read the lines above the words; return those that follow."""
    at, numbered, made = 0, False, False
    while at < len(lines):
        line = lines[at]
        if not statement and numbered and (TO_ASK.match(line) or (page.first and _QUESTION.match(line))):
            break
        if statement and numbered and (page.first or made) and not _in_head(line):
            break
        if not _read_label(page, line, lines[at + 1 : at + 2]):
            if numbered and not (statement and made and len(page.first) >= _CARD_LINES):
                page.first.append(line)
            elif not furniture(line) and not _SITE.search(line):
                page.heading = line
        numbered = numbered or page.uin is not None
        made = made or (statement and page.day is not None)
        page.left_out.append(Stripped(line, furniture(line) or "question details"))
        at += 1
    return list(lines[at:])


def _in_head(line: str) -> bool:
    """Whether a line still belongs to the head of a statement: a label, a card's line, the name of a House."""
    if _LABEL.match(line) or _MADE.match(line) or _UIN.match(line) or _BY.match(line) or _FOR.match(line):
        return True
    card = is_name(line) or bool(position_of(line)) or line in ("Commons", "Lords")
    short = len(line) < 60 and not re.search(r"[.?!:;”]$", line)
    return bool(furniture(line)) or _DAY_ALONE.match(line) is not None or (len(line) < 160 and (card or short))


def _read_label(page: _AnswersPage, line: str, below: Sequence[str]) -> bool:
    """Read one of the page's own lines about the question or statement; whether it was one."""
    if m := _TABLED.match(line):
        page.uin, page.day = m["uin"].upper(), written_day(m["day"])
    elif m := _UIN.match(line):
        page.uin, page.day = m["uin"].upper(), page.day or written_day(m["rest"])
    elif m := _WHEN.match(line) or (_MADE.match(line) if page.day is None else None):
        page.day = written_day(m["day"] or "".join(below)) or page.day
    elif m := _FOR.match(line):
        page.body = m["body"].rstrip(":")
    elif m := _BY.match(line):
        page.first.append(m["who"])
    elif m := _DUE.match(line):
        page.due = written_day(m["day"])
    elif m := _GROUPED.match(line):
        page.grouped = tuple(re.findall(r"(?:HL)?\d{1,7}", m["uins"]))
    elif _WITHDRAWN.match(line):
        page.withdrawn = True
    elif _CORRECTED.match(line):
        page.corrected = True
    elif _LABEL.match(line) or _MADE.match(line) or _DAY_ALONE.match(line):
        page.named_day = page.named_day or line.casefold() == "named day"
    else:
        return bool(furniture(line))
    return True


def _read_question(page: _AnswersPage, lines: Sequence[str]) -> None:
    """Read the question, the card and day of the answer, and the answer."""
    at = 0
    while at < len(lines) and not (page.question and _opens_answer(lines[at])):
        if _read_label(page, lines[at], lines[at + 1 : at + 2]) or _END.match(lines[at]):
            page.left_out.append(Stripped(lines[at], "question details"))
        else:
            page.question.append(lines[at])
        at += 1
    began = at
    while at < len(lines) and at < began + 2 * _CARD_LINES:
        line = lines[at]
        if m := _ANSWERED.match(line):
            page.answered = written_day(m["day"] or "".join(lines[at + 1 : at + 2])) or page.answered
        elif not _read_label(page, line, lines[at + 1 : at + 2]):
            known = position_of(line) or is_name(line) or line in ("Commons", "Lords")
            card = known or (page.second and len(page.second) < 4 and len(line) < 50 and not line.endswith((".", ":")))
            named = "," in line and is_name(line.partition(",")[0]) and len(line) < 160
            stray = page.answered and page.second and not known and page.second[0] != line
            if not (_BY.match(line) or (card and not stray) or named):
                break
            page.second.append(line)
        page.left_out.append(Stripped(line, "question details"))
        at += 1
    page.second = [m["who"] if (m := _BY.match(line)) else line for line in page.second]
    page.words = _body(page, lines[at:])


def _opens_answer(line: str) -> bool:
    return bool(_ANSWERED.match(line) or re.match(r"^(?:Answer|Answered by\b.*|Answering member)$", line, re.I))


def _body(page: _AnswersPage, lines: Sequence[str]) -> list[str]:
    """Return the words of the answer or statement; what a correction replaced and the page's end are left out."""
    made: list[str] = []
    why_all: str | None = None
    for line in lines:
        if _OLD_TEXT.match(line):
            why_all, page.corrected = "earlier wording of the answer", True
        elif _END.match(line):
            why_all = "page footer"
        elif _CORRECTED.match(line):
            page.corrected = True
        why = why_all or furniture(line) or ("question details" if _LABEL.match(line) else None)
        why = why or ("question details" if _CORRECTED.match(line) or _WITHDRAWN.match(line) else None)
        if why:
            page.left_out.append(Stripped(line, why))
        else:
            made.append(line)
    return made


def _link(what: str, day: date | None, uin: str | None) -> str | None:
    """Return the official page: its address is made of the day and the UIN alone."""
    return _LINK.format(what=what, day=day.isoformat(), uin=uin.lower()) if day and uin else None


def _person(lines: Sequence[str], played: str) -> tuple[Person | None, Position]:
    name, position = person_block(lines)
    if not name or not is_name(name):
        return None, position
    return Person(name, played, position.office, position.party, position.constituency), position


def _question(page: _AnswersPage, name: str, data: bytes) -> Record:
    asker, card = _person(page.first, "asking")
    answerer, _ = _person(page.second, "answering")
    lords = (page.uin or "").startswith("HL") or bool(page.question and "Majesty" in page.question[0][:30])
    house = House.LORDS if lords else card.house or House.COMMONS
    state = AnswerState.WITHDRAWN if page.withdrawn else state_of_answer(page.words)
    if page.corrected and state is AnswerState.ANSWERED:
        state = AnswerState.CORRECTED
    asked = [
        passage_by(asker, line, Part.QUESTION, asker_role(asker.party if asker else None, page.day), 1)
        for line in page.question
    ]
    answering = answers_as(page.body, "\n".join(page.question))
    answers = [passage_by(answerer, line, Part.ANSWER, answering, 2) for line in page.words]
    return Record(
        record_id=question_id(house, page.day, page.uin) if page.day and page.uin else file_id(data),
        kind=Kind.WRITTEN_QUESTION,
        title=page.heading or name.rsplit(".", 1)[0],
        passages=(*asked, *answers),
        dates=Dates(
            tabled=page.day,
            answered=page.answered if answers else None,
            cited=DateKind.ANSWERED if page.answered and answers else DateKind.TABLED,
        ),
        house=house,
        uin=page.uin,
        answering_body=page.body,
        people=tuple(p for p in (asker, answerer) if p),
        state=state,
        grouped_uins=tuple(uin for uin in page.grouped if uin != page.uin),
        named_day=page.named_day,
        date_for_answer=page.due,
        url=_link("written-questions", page.day, page.uin),
        licence=LICENCE,
    )


def _statement(page: _AnswersPage, name: str, data: bytes) -> Record:
    maker, card = _person(page.first, "making")
    house = House.LORDS if (page.uin or "").startswith("HL") else House.COMMONS
    role = role_of(maker.office) if maker and maker.office else Role.UNKNOWN
    # Only ministers, and a few Members for bodies of the House, make written statements.
    by_minister = maker and card.office is None and not not_government(page.body)
    role = Role.MINISTER if by_minister and role is Role.UNKNOWN else role
    return Record(
        record_id=statement_id(house, page.day, page.uin) if page.day and page.uin else file_id(data),
        kind=Kind.WRITTEN_STATEMENT,
        title=page.heading or name.rsplit(".", 1)[0],
        passages=tuple(passage_by(maker, line, Part.BODY, role, 1) for line in page.words),
        dates=Dates(happened=page.day),
        house=house,
        uin=page.uin if page.day else None,
        reference=page.uin,
        answering_body=page.body,
        people=(maker,) if maker else (),
        url=_link("written-statements", page.day, page.uin),
        licence=LICENCE,
    )
