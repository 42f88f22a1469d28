"""A page of Hansard as publications.parliament.uk keeps it: columns in the text, the speaker on the line itself.

A page holds several debates or several written answers, each under a heading; each becomes a record. The day is that
of the columns' marks ("25 Nov 2016 : Column 1234") or of the page's head ("House of Commons Hansard Debates for …").
Written answers are known by the form of their questions ("Mr. Sample: To ask the Secretary of State … [12345]") and
are identified by House, day of answer and number, for printed Hansard gives no day of tabling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from briefs.errors import RefusedInput
from briefs.identity import file_id, printed_question_id
from briefs.offices import Attribution
from briefs.records import DateKind, Dates, House, Kind, Part, Passage, Reading, Record, Role, Stripped
from briefs.sources.answer_state import state_of_answer
from briefs.sources.base import SourceFile
from briefs.sources.contributions import (
    LICENCE,
    PROCEDURE,
    WRITTEN,
    Turn,
    house_of,
    kind_of,
    passage_by,
    people,
    with_front_bench,
)
from briefs.sources.furniture import page_lines, written_day
from briefs.sources.legacy_lines import Line, column_of, lines_of, marks_of, printed_lines, run_in
from briefs.voices import with_reported_quotes

_HEAD = re.compile(
    r"(?:Hansard (?:Debates|Written Answers|text)|Daily Hansard|Written Answers? (?:to Questions|text)"
    r"|(?:Commons|Lords) Hansard|Westminster Hall)\b.{0,60}\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{4}"
)
_DAY_LINE = re.compile(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}$")
_ASKS = re.compile(r"^(?:To ask\b|asked (?:Her|His) Majesty)", re.IGNORECASE)
_NUMBER = re.compile(r"\[(?P<uin>(?:HL)?\d{2,7})\]")
_LORDS = re.compile(r"\b(?:Lords Hansard|House of Lords|ldhansrd|Column (?:WA|WS|GC)\s?\d)", re.IGNORECASE)
_COMMONS = re.compile(r"\b(?:Commons Hansard|House of Commons|cmhansrd|Westminster Hall|Column \d+(?:W|WH|WS))\b", re.I)
_PAGE_TITLE = re.compile(
    r"^(?:House of (?:Commons|Lords)|Written Answers(?: to Questions)?|Oral Answers to Questions|Questions?"
    r"|Statement|Answers?)$",
    re.IGNORECASE,
)
_WAS_ASKED = re.compile(r"^(?:The .{3,120} was asked|(?:Motion|Order) .{0,80}read)\b.*—?$", re.IGNORECASE)
_LABELS, _HEAD_LINES = 2, 30


@dataclass
class _Section:
    """A heading, those above it, and the lines under it."""

    title: str = ""
    above: str = ""
    lines: list[Line] = field(default_factory=list)


def detect(source: SourceFile) -> bool:
    """Whether the source is such a page: columns' marks or the page's head, and speakers on the lines themselves."""
    return looks_like(source.head)


def looks_like(text: str) -> bool:
    """Whether a text has a column's mark or Hansard's own head, and speakers named on the line of their words."""
    lines = page_lines(text)[:600]
    marked = any(column_of(line) and ":" in line for line in lines)
    headed = any(len(line) < 300 and _HEAD.search(line) for line in lines[:_HEAD_LINES])
    if not (marked or headed):
        return False
    return sum(1 for line in lines if len(line) > 20 and (run_in(line, ()) or _ASKS.match(line))) >= (
        1 if marked else _LABELS
    )


def read(source: SourceFile) -> Reading:
    """Return one record for each debate or question. Raises RefusedInput where nobody says anything on the page."""
    return read_text(source.text, source.name, source.data)


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the records of a page already turned to text; ``data`` gives the identity where no number does."""
    lines = printed_lines(text)
    left_out: list[Stripped] = []
    marks = marks_of(lines)
    day = marks.day or _day_of_head(lines)
    house = _house(text)
    records: list[Record] = []
    for section in _sections(lines_of(lines, left_out), left_out):
        questions = _questions(section) if any(_is_question(line) for line in section.lines) else []
        if questions:
            records += [_question(section, asked, day, house, marks.column) for asked in questions]
        elif any(line.speaker for line in section.lines):
            records.append(_debate(section, day, house or house_of(text), marks.column, name))
        else:
            left_out += [Stripped(line.words, "heading") for line in section.lines]
    if not records:
        raise RefusedInput("nobody says anything on this page of Hansard; save the page of the debate itself, whole")
    return Reading(tuple(_identified(records, data)), tuple(left_out))


def _identified(records: Sequence[Record], data: bytes) -> list[Record]:
    made: list[Record] = []
    seen: set[str] = set()
    for number, record in enumerate(records, 1):
        suffix = f"-{number}" if len(records) > 1 else ""
        own = record.record_id if record.record_id and record.record_id not in seen else file_id(data) + suffix
        seen.add(own)
        made.append(replace(record, record_id=own))
    return made


def _day_of_head(lines: Sequence[str]) -> date | None:
    head = lines[:_HEAD_LINES]
    found = [line for line in head if len(line) < 300 and (_HEAD.search(line) or _DAY_LINE.match(line))]
    return next((day for line in found if (day := written_day(line))), None)


def _house(text: str) -> House | None:
    lords, commons = _LORDS.search(text[:20_000]), _COMMONS.search(text[:20_000])
    if bool(lords) == bool(commons):
        first = lords and commons and lords.start() < commons.start()
        return None if not lords else House.LORDS if first else House.COMMONS
    return House.LORDS if lords else House.COMMONS


def _sections(lines: Sequence[Line], left_out: list[Stripped]) -> list[_Section]:
    """Return the sections of a page; headings one below the other make one title, the last of them its own."""
    found = [_Section()]
    for line in lines:
        if line.heading:
            left_out.append(Stripped(line.words, "heading"))
        if line.heading and (_PAGE_TITLE.match(line.words) or _HEAD.search(line.words) or _DAY_LINE.match(line.words)):
            continue
        if line.heading:
            empty = not found[-1].lines
            above = (found[-1].title or found[-1].above) if empty else _department(found)
            found.append(_Section(line.words, above))
        elif _WAS_ASKED.match(line.words):
            left_out.append(Stripped(line.words, "who was asked"))
        else:
            found[-1].lines.append(line)
    return [section for section in found if section.lines]


def _department(found: Sequence[_Section]) -> str:
    """Return the heading that still holds over a new section: the last one above another."""
    return found[-1].above


def _is_question(line: Line) -> bool:
    return bool(_ASKS.match(line.words)) or (line.asks and line.speaker is not None)


def _questions(section: _Section) -> list[list[Line]]:
    """Return the lines of each question with its answer; several questions in a row share an answer."""
    groups: list[list[Line]] = []
    answered = True
    asking = False
    for line in section.lines:
        asks = _is_question(line) or (asking and line.speaker is None and bool(groups) and not groups[-1][-1].words)
        if asks and answered and not (groups and asking):
            groups.append([])
            answered = False
        elif line.speaker is not None and not asks:
            answered = True
        asking = asks or (asking and line.speaker is None)
        if groups:
            groups[-1].append(line)
    return groups


def _question(
    section: _Section, lines: Sequence[Line], day: date | None, house: House | None, column: str | None
) -> Record:
    made: list[Passage] = []
    numbers: list[str] = []
    who: Attribution | None = None
    part, turn = Part.QUESTION, 0
    for line in lines:
        if line.speaker is not None:
            who, turn = line.speaker, turn + 1
            part = Part.QUESTION if _is_question(line) else Part.ANSWER
        if part is Part.QUESTION:
            numbers += _NUMBER.findall(line.words)
        if line.words:
            made.append(_passage(line, who, part, max(turn, 1)))
    numbers = list(dict.fromkeys(numbers))
    asks = "\n".join(p.text for p in made if p.part is Part.QUESTION)
    lords = re.search(r"(?:To ask|asked) (?:Her|His) Majesty", asks) or any(n.startswith("HL") for n in numbers)
    where = House.LORDS if lords else house or House.COMMONS
    answers = [p.text for p in made if p.part is Part.ANSWER]
    return Record(
        record_id=printed_question_id(where, day, numbers[0]) if day and numbers else "",
        kind=Kind.WRITTEN_QUESTION,
        title=section.title or section.above or "Written question",
        passages=tuple(made),
        dates=Dates(answered=day, cited=DateKind.ANSWERED),
        house=where,
        uin=numbers[0] if numbers else None,
        grouped_uins=tuple(numbers[1:]),
        reference=_reference(lines, column),
        publisher="Hansard",
        answering_body=(section.above.title() if section.above.isupper() else section.above) or None,
        people=people(made, WRITTEN),
        state=state_of_answer(answers),
        licence=LICENCE,
    )


def _passage(line: Line, who: Attribution | None, part: Part, turn: int) -> Passage:
    role = who.role if who else Role.UNKNOWN
    if part is Part.ANSWER and who:
        role = Role.MINISTER
    elif part is Part.QUESTION and who and role is Role.UNKNOWN:
        role = Role.BACKBENCHER
    return replace(passage_by(who, line.words, part, role, turn), quotable=line.quotable)


def _debate(section: _Section, day: date | None, house: House | None, column: str | None, name: str) -> Record:
    kind = kind_of("\n".join(line.words for line in section.lines))
    runs: list[tuple[Attribution | None, list[Line]]] = []
    who: Attribution | None = None
    for line in section.lines:
        who = line.speaker or who
        owner = None if PROCEDURE.match(line.words) else who
        if not runs or line.speaker is not None or runs[-1][0] is not owner:
            runs.append((owner, []))
        if line.words:
            runs[-1][1].append(line)
    runs = [(owner, lines) for owner, lines in runs if lines]
    found = with_front_bench([Turn(owner, tuple(x.words for x in lines)) for owner, lines in runs], kind)
    made: list[Passage] = []
    for number, (turn, (_, lines)) in enumerate(zip(found, runs, strict=True), 1):
        passages = [_passage(line, turn.speaker, Part.SPEECH, number) for line in lines]
        made += passages if turn.speaker else [replace(p, turn=None) for p in passages]
    above = section.above.title() if section.above.isupper() else section.above
    if section.above.isupper() and not _NUMBER.search(section.lines[0].words):
        above = ""  # Question time is over: its department's heading holds no longer.
    title = f"{above}: {section.title}" if above and section.title else section.title or above
    return Record(
        record_id="",
        kind=kind,
        title=title or name.rsplit(".", 1)[0],
        passages=tuple(with_reported_quotes(made)),
        dates=Dates(happened=day),
        house=house,
        reference=_reference(section.lines, column),
        publisher="Hansard",
        people=people(made),
        licence=LICENCE,
        notes=() if day else ("The day on which this was said is not given.",),
    )


def _reference(lines: Sequence[Line], first: str | None) -> str | None:
    column = next((line.column for line in lines if line.column), None) or first
    return f"c{column}" if column else None
