"""Written questions and written statements of TheyWorkForYou's files as records.

A question's UIN stands in ``qnum``; questions that share a reply each give a record with the whole of it. Since the
questions come from Parliament's own service their ids carry the day of tabling, so that a question is the same record
as the one read from there; the day of the answer then stands only in the file's name, ``answers2026-02-23.xml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from xml.etree import ElementTree as ET

from briefs.names.bodies import answers_as, body_asked
from briefs.readers.common.answer_state import state_of_answer
from briefs.readers.common.base import SourceFile, Stripped
from briefs.readers.common.contributions import LICENCE, passage_by
from briefs.readers.common.safe_xml import blocks, one_line
from briefs.readers.xml.twfy_roll import person_id
from briefs.readers.xml.twfy_sections import (
    Gid,
    TwfySection,
    column_of,
    gid_of,
    house_of,
    needed_gid,
    official_url,
    place_on,
)
from briefs.records.citations import long_date
from briefs.records.gaps import Gap
from briefs.records.identity import printed_question_id, question_id, section_id, statement_id
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role

PUBLISHER = "UK Parliament"
HELD_EARLIER = "A holding answer had been given before."
_FILE_NAME = re.compile(r"(?:lords)?(?:answers|wrans)(?P<day>\d{4}-\d{2}-\d{2})[a-z]?(?:\.\w+)*\.xml", re.IGNORECASE)
_UIN_IN_GID = re.compile(r"(?P<uin>(?:HL)?\d{1,7})\.[a-z]\d*", re.IGNORECASE)
_UIN = re.compile(r"[A-Za-z]{0,4}\d{1,9}[A-Za-z]?")
_STATEMENT_UIN = re.compile(r"(?P<uin>h[cl]ws\d{1,6})(?:\.|$)", re.IGNORECASE)
_HOLDING = re.compile(r"\bh ?olding answer\b", re.IGNORECASE)


def question_records(section: TwfySection, stripped: list[Stripped], source: SourceFile) -> Iterator[Record]:
    """Yield a record for each question of a section with the reply that follows it. Raises RefusedInput for no id."""
    asked: list[ET.Element] = []
    replied: list[ET.Element] = []
    for item in [*section.items, None]:
        if item is None or (item.tag == "ques" and replied):
            yield from _group(section, asked, replied, stripped, source)
            asked, replied = [], []
        if item is None:
            return
        if item.tag == "ques":
            asked.append(item)
        elif item.tag == "reply" and asked:
            replied.append(item)
        else:
            stripped.append(Stripped(one_line(item), "no part of a question or its answer"))


def _group(
    section: TwfySection,
    asked: Sequence[ET.Element],
    replied: Sequence[ET.Element],
    stripped: list[Stripped],
    source: SourceFile,
) -> Iterator[Record]:
    """Yield the questions that share one reply."""
    numbers = {id(ques): _numbers(ques) for ques in asked}
    every = tuple(dict.fromkeys(chain.from_iterable(numbers.values())))
    marks = [(part, text) for reply in replied for part, text in blocks(reply) if _is_holding(part, text)]
    stripped.extend(Stripped(text, "mark of a holding answer") for _, text in marks)
    held = next((_held_on(part) for part, _ in marks), None)
    for ques in asked:
        yield _question(section, ques, replied, numbers[id(ques)], every, held, source)


def _question(
    section: TwfySection,
    ques: ET.Element,
    replied: Sequence[ET.Element],
    own: tuple[str, ...],
    every: tuple[str, ...],
    held: str | None,
    source: SourceFile,
) -> Record:
    gid = needed_gid(ques, section.heading)
    house = House.LORDS if own and own[0].upper().startswith("HL") else house_of(gid, ques)
    printed = bool(gid.letter) or ques.get("colnum") is not None
    answered = gid.day if printed else _day_of_name(source.name)
    url = official_url(ques) or (gid_of(section.heading) or gid).page
    asker = _person(ques, "asking")
    asked = _asked(ques, asker, place_on(url, ques))
    body = body_asked(asked.text) or section.above
    answering = answers_as(body, asked.text)
    answer = tuple(chain.from_iterable(_answer(reply, url, answering) for reply in replied))
    people = tuple(filter(None, (asker, *(_person(reply, "answering") for reply in replied))))
    state = state_of_answer([passage.text for passage in answer])
    tabled = None if printed else gid.day
    uin = own[0] if own else None
    notes = (held,) if held and state is AnswerState.ANSWERED else ()
    return Record(
        record_id=_identity(gid, house, uin, tabled),
        kind=Kind.WRITTEN_QUESTION,
        title=section.title or f"Written question {uin or gid.number}",
        passages=(asked, *answer),
        dates=Dates(tabled=tabled, answered=answered if answer else None, cited=_cited(answered, answer, tabled)),
        house=house,
        uin=uin,
        source_id=gid.text,
        reference=_column(ques, house),
        publisher=PUBLISHER,
        answering_body=body,
        people=tuple(dict.fromkeys(people)),
        state=state,
        grouped_uins=tuple(number for number in every if number != uin),
        url=url,
        licence=LICENCE,
        notes=(*notes, Gap.ANSWER_DAY_FROM_NAME) if answered and answer and not printed else notes,
        origin=source.name,
        retrieved=source.retrieved,
    )


def _column(ques: ET.Element, house: House) -> str | None:
    """Return the column in which a question is printed, as "c133W"; those of the Lords are cited as "WA 101"."""
    column = column_of(ques)
    return None if column is None else f"cWA{column}" if house is House.LORDS else f"c{column}"


def _identity(gid: Gid, house: House, uin: str | None, tabled: date | None) -> str:
    if uin is None:
        return section_id(house, gid.series, gid.day, gid.number)
    return question_id(house, tabled, uin) if tabled else printed_question_id(house, gid.day, uin)


def _cited(answered: date | None, answer: Sequence[Passage], tabled: date | None) -> DateKind:
    return DateKind.ANSWERED if answered and (answer or not tabled) else DateKind.TABLED


def _asked(ques: ET.Element, asker: Person | None, anchor: str | None) -> Passage:
    """Return the question in one passage; several questions of one Member have a line each."""
    return Passage(
        text="\n".join(text for _, text in blocks(ques)),
        part=Part.QUESTION,
        speaker=asker.name if asker else None,
        person_id=person_id(ques),
        anchor=anchor,
    )


def _answer(reply: ET.Element, url: str | None, role: Role) -> Iterator[Passage]:
    person, anchor = _person(reply, "answering"), place_on(url, reply)
    for part, text in blocks(reply):
        if not _is_holding(part, text):
            yield passage_by(person, text, Part.ANSWER, role, person_id=person_id(reply), anchor=anchor)


def _is_holding(part: ET.Element | None, text: str) -> bool:
    """Whether a paragraph is Hansard's mark "holding answer 27 October 2009", which is no answer."""
    marked = part is not None and part.get("class") == "holdinganswer"
    return marked and len(text) < 120 and _HOLDING.search(text) is not None


def _held_on(mark: ET.Element | None) -> str:
    """Return the sentence that says when a holding answer had been given, as the mark dates it."""
    for phrase in mark.iter("phrase") if mark is not None else ():
        try:
            return f"A holding answer was given on {long_date(date.fromisoformat(phrase.get('code', '')))}."
        except ValueError:
            continue
    return HELD_EARLIER


def _numbers(ques: ET.Element) -> tuple[str, ...]:
    """Return the UINs of a question, of its paragraphs first and else of its id."""
    printed = (part.get("qnum", "").strip() for part in ques.iter("p"))
    found = tuple(dict.fromkeys(number for number in printed if _UIN.fullmatch(number)))
    if found:
        return found
    gid = gid_of(ques)
    match = _UIN_IN_GID.fullmatch(gid.number) if gid else None
    return (match["uin"],) if match else ()


def _person(element: ET.Element, part_played: str) -> Person | None:
    name = " ".join(element.get("speakername", "").split())
    office = " ".join(element.get("speakeroffice", "").split())
    return Person(name, part_played, office or None) if name else None


def _day_of_name(name: str) -> date | None:
    match = _FILE_NAME.fullmatch(name)
    try:
        return date.fromisoformat(match["day"]) if match else None
    except ValueError:
        return None


def statement_record(section: TwfySection, stripped: list[Stripped], source: SourceFile) -> Record | None:
    """Return the written statement of a section, None where there is none. Raises RefusedInput where it has no id."""
    speeches = [item for item in section.items if item.tag == "speech"]
    url = official_url(section.heading) or next(filter(None, map(official_url, speeches)), None)
    role = answers_as(section.above)
    passages = tuple(chain.from_iterable(_stated(speech, url, role) for speech in speeches))
    if not passages:
        return None
    gid = needed_gid(section.heading, *section.items)
    house = house_of(gid, section.heading, *speeches)
    number = _STATEMENT_UIN.match(gid.number) or re.search(r"/(?P<uin>h[cl]ws\d{1,6})$", url or "", re.IGNORECASE)
    uin = number["uin"].upper() if number else None
    if uin:
        house = House.LORDS if uin.startswith("HL") else House.COMMONS
    people = tuple(dict.fromkeys(filter(None, (_person(speech, "making") for speech in speeches))))
    return Record(
        record_id=statement_id(house, gid.day, uin) if uin else section_id(house, gid.series, gid.day, gid.number),
        kind=Kind.WRITTEN_STATEMENT,
        title=section.title or f"Written statement {uin or gid.number}",
        passages=passages,
        dates=Dates(happened=gid.day),
        house=house,
        uin=uin,
        source_id=gid.text,
        reference=uin,
        publisher=PUBLISHER,
        answering_body=section.above,
        people=people,
        url=url or gid.page,
        licence=LICENCE,
        origin=source.name,
        retrieved=source.retrieved,
    )


def _stated(speech: ET.Element, url: str | None, role: Role) -> Iterator[Passage]:
    person, anchor = _person(speech, "making"), place_on(url, speech)
    for _, text in blocks(speech):
        yield passage_by(person, text, Part.BODY, role if person else Role.UNKNOWN, anchor=anchor)
