"""The records of printed Hansard's sections: debates, written answers and statements, petitions, corrections.

Written questions are identified by House, day of answer and number, for printed Hansard gives no day of tabling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefs.names.bodies import answers_as, body_asked
from briefs.names.governments import asker_role
from briefs.names.offices import Attribution, role_of
from briefs.quotations.attribution import with_reported_quotes
from briefs.readers.common.answer_state import state_of_answer
from briefs.readers.common.base import Stripped
from briefs.readers.common.blocks import Mark, PrintedBlock, Spoken, spoken, turns_of
from briefs.readers.common.boilerplate import written_day
from briefs.readers.common.contributions import (
    LICENCE,
    WRITTEN,
    Turn,
    is_of_lords,
    kind_of,
    passage_by,
    passages,
    people,
    with_front_bench,
)
from briefs.readers.common.corrections import as_corrected
from briefs.readers.common.labels import Labels
from briefs.readers.common.page_people import is_name
from briefs.readers.pages.printed_sections import PrintedSection, Series, asks_in_writing
from briefs.records.citations import long_date
from briefs.records.identity import printed_question_id
from briefs.records.model import DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role

_NUMBER = re.compile(r"\[(?P<uin>(?:HL)?\d{2,7})\]")
_ORAL = re.compile(r"^[QT]?\d{1,3}\.\s")
_SMALL = re.compile(r"\b(?:And|Of|For|The|In|On|To)\b")
_PETITION = re.compile(r"^\W*The (?:Humble )?Petition of (?:the |a |an )?(?P<who>[^,;:]{3,200})", re.IGNORECASE)
_PETITION_NUMBER = re.compile(r"^\[P\d{3,7}\]$")
_PRESENTED = re.compile(
    r"\[?Presented by (?P<who>[^,]{3,80}?)\s*,\s*(?:Official Report,\s*)?(?P<day>\d{1,2} \w+ \d{4})", re.I
)
_HOLDER = re.compile(r"^(?P<office>[^()]{3,150}?(?:\([^()]{3,80}\))?),?\s*\((?P<name>[^()]{3,80})\)$")
_A_BODY = re.compile(
    r"\b(?:Office|Department|Ministry|Treasury|Council|Agency|Affairs|Justice|Defence|Health|Transport)\b"
)
_OBSERVATIONS = re.compile(
    r"^\W*Observations (?:from|by) (?:the )?(?P<who>[^:]{3,200}?)"
    r"(?:,? (?:received|dated|sent)\b[^:]{0,80})?[,\s]*(?::\s*(?P<rest>.*))?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What holds for a whole page: its day, House, first column and the name of its file."""

    day: date | None
    house: House | None
    column: str | None
    name: str


def records_of(sections: Sequence[PrintedSection], page: PrintedPage) -> tuple[list[Record], list[Stripped]]:
    """Return the records of a page's sections in order, and what was left out of them."""
    labels = Labels()
    records: list[Record] = []
    left_out: list[Stripped] = []
    for section in sections:
        if not section.title and not any(_is_said(block) for block in section.blocks):
            left_out += [Stripped(block.text, Mark.PAGE.value) for block in section.blocks]
            continue
        made, more = _records(section, page, labels)
        records += made
        left_out += more
    return records, left_out


def _is_said(block: PrintedBlock) -> bool:
    """Whether a block above the first heading is more than a line of the page's head."""
    return block.mark is Mark.LABEL or (block.mark is Mark.WORDS and block.text.endswith((".", "?", "!")))


def _records(section: PrintedSection, page: PrintedPage, labels: Labels) -> tuple[list[Record], list[Stripped]]:
    said = spoken(section.blocks)
    if section.series is Series.PETITIONS:
        return _petition(section, page, labels)
    if section.series is Series.CORRECTIONS:
        return _correction(section, said, page, labels)
    if section.series is Series.STATEMENTS:
        return [_statement(section, said, page, labels)], []
    if section.series is Series.ANSWERS or (section.series is Series.UNKNOWN and _are_numbered(said)):
        groups = _questions(said)
        if groups:
            return [_question(section, group, page, labels) for group in groups], []
    return [_debate(section, said, page, labels)], []


def _are_numbered(said: Sequence[Spoken]) -> bool:
    """Whether tabled questions are printed with their numbers, where a page does not say what it is."""
    return any(
        _is_question(one) and not _ORAL.match(one.label or "") and any(_NUMBER.search(text) for text in one.paragraphs)
        for one in said
    )


def _is_question(one: Spoken) -> bool:
    return one.asks or bool(one.paragraphs and asks_in_writing(one.paragraphs[0]))


def _questions(said: Sequence[Spoken]) -> list[list[Spoken]]:
    """Return the contributions of each question with its answer; several questions in a row share an answer.

    What stands before the first question goes with it; there are none where nobody asks.
    """
    if not any(map(_is_question, said)):
        return []
    first = next(at for at, one in enumerate(said) if _is_question(one))
    groups: list[list[Spoken]] = [list(said[:first])] if first else []
    asking = first > 0
    for one in said[first:]:
        asks = _is_question(one)
        if asks and not asking:
            groups.append([])
        asking = asks
        if groups:
            groups[-1].append(one)
    return groups


def _question(section: PrintedSection, said: Sequence[Spoken], page: PrintedPage, labels: Labels) -> Record:
    made: list[Passage] = []
    numbers: list[str] = []
    asked = next((body for one in said if _is_question(one) and (body := body_asked("\n".join(one.paragraphs)))), None)
    answering = Role.UNKNOWN if asked else answers_as(section.above)
    for turn, one in enumerate(said, 1):
        who = labels.whom(one.label) if one.label is not None else None
        part = Part.QUESTION if _is_question(one) else Part.ANSWER if made and one.label else Part.BODY
        if part is Part.QUESTION:
            numbers += [number for text in one.paragraphs for number in _NUMBER.findall(text)]
        made += [passage_by(who, text, part, _role(who, part, answering, page.day), turn) for text in one.paragraphs]
    numbers = list(dict.fromkeys(numbers))
    asks = "\n".join(p.text for p in made if p.part is Part.QUESTION)
    where = House.LORDS if is_of_lords(asks, numbers) else page.house or House.COMMONS
    return Record(
        record_id=printed_question_id(where, page.day, numbers[0]) if page.day and numbers else "",
        kind=Kind.WRITTEN_QUESTION,
        title=section.title or section.above or "Written question",
        passages=tuple(made),
        dates=Dates(answered=page.day, cited=DateKind.ANSWERED),
        house=where,
        uin=numbers[0] if numbers else None,
        grouped_uins=tuple(numbers[1:]),
        reference=_reference(section, page),
        publisher="Hansard",
        answering_body=asked or _department(section),
        people=people(made, WRITTEN),
        state=state_of_answer([p.text for p in made if p.part is Part.ANSWER]),
        licence=LICENCE,
    )


def _role(who: Attribution | None, part: Part, answering: Role, day: date | None) -> Role:
    if who is None:
        return Role.UNKNOWN
    if part is Part.ANSWER:
        return answering
    return asker_role(who.party, day) if who.role in (Role.UNKNOWN, Role.BACKBENCHER) else who.role


def _statement(section: PrintedSection, said: Sequence[Spoken], page: PrintedPage, labels: Labels) -> Record:
    made = [replace(p, part=Part.BODY) for p in passages(turns_of(said, labels))]
    return _record(section, page, Kind.WRITTEN_STATEMENT, made, section.title or section.above, people(made, WRITTEN))


def _debate(section: PrintedSection, said: Sequence[Spoken], page: PrintedPage, labels: Labels) -> Record:
    kind = kind_of("\n".join(f"{one.label or ''}: {text}" for one in said for text in one.paragraphs))
    found: list[Turn] = with_front_bench(turns_of(said, labels), kind, page.day)
    made = with_reported_quotes(passages(found))
    above = _cased(section.above)
    if section.of_department and not (said and any(_NUMBER.search(text) for text in said[0].paragraphs)):
        above = ""  # Question time is over: its department's heading holds no longer.
    title = f"{above}: {section.title}" if above and section.title else section.title or above
    return _record(section, page, kind, made, title, people(made))


def _correction(
    section: PrintedSection, said: Sequence[Spoken], page: PrintedPage, labels: Labels
) -> tuple[list[Record], list[Stripped]]:
    """Return the answer as corrected; a written one has the identity of the answer that it takes the place of."""
    made = passages(turns_of(said, labels))
    title = section.title or section.above
    record, left_out = as_corrected(_record(section, page, Kind.DEBATE, made, title, people(made)))
    record = replace(record, answering_body=_department(section))
    asked = (_NUMBER.search(p.text) for p in record.passages if p.part is Part.QUESTION)
    number = next((found["uin"] for found in asked if found), None)
    if record.kind is Kind.WRITTEN_QUESTION and number and record.house and record.day:
        own = printed_question_id(record.house, record.day, number)
        record = replace(record, record_id=own, uin=number)
    return [record], list(left_out)


def _petition(section: PrintedSection, page: PrintedPage, labels: Labels) -> tuple[list[Record], list[Stripped]]:
    """Return petitions under one heading as one record: the petitioners' words, then the office's observations."""
    made: list[Passage] = []
    left_out: list[Stripped] = []
    presented: list[re.Match[str]] = []
    who: tuple[str | None, str | None, Role] = (None, None, Role.UNKNOWN)
    for block in section.blocks:
        text = block.text
        if block.mark is Mark.HEADING or _PETITION_NUMBER.match(text):
            left_out += [Stripped(text, "petition number")] if block.mark is not Mark.HEADING else []
            continue
        if office := _OBSERVATIONS.match(text):
            who = _observing(office["who"])
            rest = office["rest"] or ""
            left_out.append(Stripped(text.removesuffix(rest).rstrip(), "speaker"))
            text = rest
        elif block.mark is Mark.LABEL:
            named = labels.whom(text)
            who, text = (named.name, named.office, named.role), ""
        elif asked := _PETITION.match(text):
            who = (asked["who"].strip(), None, Role.UNKNOWN)
        if by := _PRESENTED.search(text):
            presented.append(by)
        if text:
            made.append(Passage(text, Part.BODY, speaker=who[0], office=who[1], role=who[2]))
    told = [(m["who"].strip(), written_day(m["day"])) for m in presented]
    notes = [f"The petition was presented by {name} on {long_date(day)}." for name, day in told if day]
    record = _record(section, page, Kind.DEBATE, made, section.title or section.above, people(made))
    presenters = tuple(Person(name, "presenting") for name, _ in told)
    record = replace(
        record, answering_body=_department(section), people=(*record.people, *presenters), notes=(*record.notes, *notes)
    )
    return ([replace(record, house=House.COMMONS)] if made else []), left_out


def _observing(printed: str) -> tuple[str | None, str | None, Role]:
    """Return name, office and role of who answers a petition: "the Minister for Lamps (Owen Reed)"."""
    named = _HOLDER.match(printed)
    if named is None or not is_name(named["name"]) or _A_BODY.search(named["name"]):
        return None, printed, role_of(printed)
    return named["name"], named["office"], role_of(named["office"])


def _record(
    section: PrintedSection,
    page: PrintedPage,
    kind: Kind,
    made: Sequence[Passage],
    title: str,
    named: tuple[Person, ...],
) -> Record:
    return Record(
        record_id="",
        kind=kind,
        title=title or page.name.rsplit(".", 1)[0],
        passages=tuple(made),
        dates=Dates(happened=page.day),
        house=page.house,
        reference=_reference(section, page),
        publisher="Hansard",
        answering_body=_department(section) if kind is Kind.WRITTEN_STATEMENT else None,
        people=named,
        licence=LICENCE,
        notes=() if page.day else ("The day on which this was said is not given.",),
    )


def _department(section: PrintedSection) -> str | None:
    return _cased(section.above) or None


def _cased(heading: str) -> str:
    """Return a heading that is printed in capitals in ordinary letters."""
    if not heading.isupper():
        return heading
    return heading[:1] + _SMALL.sub(lambda match: match[0].lower(), heading.title())[1:]


def _reference(section: PrintedSection, page: PrintedPage) -> str | None:
    column = section.column or page.column
    return f"c{column}" if column else None
