"""One question's object of the Written Questions API as a record.

Fields as in the API's OpenAPI description (QuestionsViewModel, MemberViewModel). A row of a list answer is clipped:
its question at 255 characters without a mark, its answer at 255 characters and "...", its HTML removed so that
paragraphs and figures run into each other. What is clipped or has run together is held to be searched and never
quoted. Dates are days without a zone.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from briefs.errors import RefusedInput
from briefs.names.bodies import answers_as, body_asked
from briefs.names.governments import asker_role
from briefs.readers.common.answer_state import state_of_answer
from briefs.readers.common.base import SourceFile
from briefs.readers.common.decoding import visible
from briefs.readers.common.london_days import london_day
from briefs.readers.common.markup import to_paragraphs
from briefs.records.gaps import Gap, corrected_note, holding_note
from briefs.records.identity import question_id
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role

LICENCE = "Open Parliament Licence v3.0"
PUBLISHER = "UK Parliament"
_LINK = "https://questions-statements.parliament.uk/written-questions/detail/{tabled}/{uin}"
# Where the list endpoint cuts questions and answers, and how it marks a cut answer.
_CLIPPED_AT = 255
_CLIP_MARK = "..."
# A sentence or a figure that begins straight after the mark that ends the one before.
_RUN_TOGETHER = re.compile(r"[a-z)”’][.?!:;][A-Z0-9“][a-z0-9]")
_CLOSING = (".", "?", "!", '"', "”", "’", ")")
_UIN = re.compile(r"[A-Za-z]{0,4}[0-9]{1,9}[A-Za-z]?")
_HOUSES = {"commons": House.COMMONS, "lords": House.LORDS}
# The largest whole number that JSON readers agree on.
_LARGEST = 2**53


def question(value: dict[str, Any], source: SourceFile) -> Record:
    """Return the record of one ``value`` object. Raises RefusedInput naming the field that is missing or wrong."""
    house = _HOUSES.get(_text(value, "house").lower())
    if house is None:
        raise RefusedInput('the field "house" is neither "Commons" nor "Lords"')
    tabled = _day(value, "dateTabled")
    if tabled is None:
        raise RefusedInput('the field "dateTabled" is missing')
    uin = _uin(value)
    passages, people = _passages_and_people(value, house)
    answered = _day(value, "dateAnswered")
    state = _state(value, passages)
    return Record(
        record_id=question_id(house, tabled, uin),
        kind=Kind.WRITTEN_QUESTION,
        title=_text(value, "heading") or f"Written question {uin}",
        passages=passages,
        dates=Dates(tabled=tabled, answered=answered, cited=DateKind.ANSWERED if answered else DateKind.TABLED),
        house=house,
        uin=uin,
        source_id=_whole_number(value, "id"),
        publisher=PUBLISHER,
        answering_body=_text(value, "answeringBodyName") or body_asked(passages[0].text),
        answering_body_id=_whole_number(value, "answeringBodyId"),
        people=people,
        asking_member_id=_whole_number(value, "askingMemberId"),
        answering_member_id=_whole_number(value, "answeringMemberId"),
        state=state,
        grouped_uins=_grouped(value, uin),
        named_day=value.get("isNamedDay") is True,
        declared_interest=value.get("memberHasInterest") is True,
        date_for_answer=_day(value, "dateForAnswer"),
        url=_LINK.format(tabled=tabled.isoformat(), uin=uin),
        licence=LICENCE,
        notes=_notes(value, passages, state, answered),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _passages_and_people(value: dict[str, Any], house: House) -> tuple[tuple[Passage, ...], tuple[Person, ...]]:
    """Return the question and the paragraphs of its answer, and those people whose names are given."""
    asking = _person(value, "askingMember", "asking", house)
    answering = _person(value, "answeringMember", "answering", house)
    asked, whole_question = _question_text(value)
    question_passage = _passage(
        asked,
        Part.QUESTION,
        asker_role(asking.party if asking else None, _day(value, "dateTabled")),
        person=asking,
        member_id=_whole_number(value, "askingMemberId"),
        whole=whole_question,
    )
    raw = _answer_text(value)
    whole_answer = not _is_clipped(raw) and not _has_run_together(raw)
    member_id = _whole_number(value, "answeringMemberId")
    role = answers_as(_text(value, "answeringBodyName"), asked)
    answer = tuple(
        _passage(paragraph, Part.ANSWER, role, person=answering, member_id=member_id, whole=whole_answer)
        for paragraph in to_paragraphs(raw)
    )
    return (question_passage, *answer), tuple(person for person in (asking, answering) if person is not None)


def _passage(
    text: str, part: Part, role: Role, *, person: Person | None, member_id: int | None, whole: bool
) -> Passage:
    return Passage(
        text=text,
        part=part,
        speaker=person.name if person else None,
        role=role,
        party=person.party if person else None,
        constituency=person.constituency if person else None,
        member_id=member_id,
        quotable=whole,
    )


def _answer_text(value: dict[str, Any]) -> str:
    raw = value.get("answerText")
    return raw if isinstance(raw, str) else ""


def _is_clipped(answer: str) -> bool:
    return answer.rstrip().endswith(_CLIP_MARK)


def _has_run_together(answer: str) -> bool:
    """Whether an answer lost its markup and with it the ends of its paragraphs."""
    return "<" not in answer and _RUN_TOGETHER.search(answer) is not None


def _question_text(value: dict[str, Any]) -> tuple[str, bool]:
    """Return the question's text and whether it is whole."""
    raw = value.get("questionText")
    paragraphs = to_paragraphs(raw) if isinstance(raw, str) else []
    if not isinstance(raw, str) or not paragraphs:
        raise RefusedInput('the field "questionText" is missing or empty')
    return "\n".join(paragraphs), len(raw) != _CLIPPED_AT or raw.rstrip().endswith(_CLOSING)


def _person(value: dict[str, Any], key: str, part_played: str, house: House) -> Person | None:
    """Return the member where the source was asked to expand members, else None."""
    member = value.get(key)
    name = _text(member, "name") if isinstance(member, dict) else ""
    if not isinstance(member, dict) or not name:
        return None
    seat = _text(member, "memberFrom") if house is House.COMMONS else ""
    return Person(
        name=name,
        part_played=part_played,
        party=_text(member, "party") or None,
        constituency=seat or None,
        member_id=_whole_number(member, "id") or _whole_number(value, f"{key}Id"),
    )


def _state(value: dict[str, Any], passages: tuple[Passage, ...]) -> AnswerState:
    answer = [passage for passage in passages if passage.part is Part.ANSWER]
    if value.get("isWithdrawn") is True:
        return AnswerState.WITHDRAWN
    if value.get("answerIsHolding") is True:
        return AnswerState.HOLDING
    if value.get("answerIsCorrection") is True or value.get("dateAnswerCorrected"):
        return AnswerState.CORRECTED
    if _is_clipped(_answer_text(value)):
        return AnswerState.ANSWERED  # Holding answers and referrals are shorter than where the source clips.
    if not answer and value.get("dateAnswered"):
        return AnswerState.ANSWERED  # By an attachment alone.
    return state_of_answer([passage.text for passage in answer])


def _notes(
    value: dict[str, Any], passages: tuple[Passage, ...], state: AnswerState, answered: date | None
) -> tuple[str, ...]:
    unquotable = {passage.part for passage in passages if not passage.quotable}
    notes: list[str] = [Gap.CLIPPED_QUESTION] if Part.QUESTION in unquotable else []
    if Part.ANSWER in unquotable:
        notes.append(Gap.CLIPPED_ANSWER if _is_clipped(_answer_text(value)) else Gap.RUN_TOGETHER)
    if corrected := _day(value, "dateAnswerCorrected"):
        notes.append(corrected_note(corrected))
    elif state is AnswerState.CORRECTED:
        notes.append(corrected_note(None))
    holding = _day(value, "dateHoldingAnswer")
    if holding and holding != answered:
        notes.append(holding_note(holding))
    if answered is None and any(passage.part is Part.ANSWER for passage in passages):
        notes.append(Gap.NO_ANSWER_DAY)
    return tuple(notes)


def _grouped(value: dict[str, Any], own: str) -> tuple[str, ...]:
    """Return the UINs that share the answer, this question's own left out."""
    grouped = value.get("groupedQuestions")
    if not isinstance(grouped, list):
        return ()
    uins = (uin.strip() for uin in grouped if isinstance(uin, str))
    return tuple(uin for uin in dict.fromkeys(uins) if _UIN.fullmatch(uin) and uin != own)


def _uin(value: dict[str, Any]) -> str:
    raw = value.get("uin")
    uin = str(raw).strip() if isinstance(raw, str) or type(raw) is int else ""
    if not _UIN.fullmatch(uin):
        raise RefusedInput('the field "uin" is missing or is no UIN')
    return uin


def _text(value: dict[str, Any], key: str) -> str:
    """Return a field as one line of text, empty where it is missing or no text."""
    raw = value.get(key)
    return " ".join(visible(raw).split()) if isinstance(raw, str) else ""


def _whole_number(value: dict[str, Any], key: str) -> int | None:
    raw = value.get(key)
    return raw if type(raw) is int and 0 <= raw < _LARGEST else None


def _day(value: dict[str, Any], key: str) -> date | None:
    """Return a field as a day, None where it is null. Raises RefusedInput where it is no date."""
    raw = value.get(key)
    if raw is None or raw == "":
        return None
    day = london_day(raw) if isinstance(raw, str) else None
    if day is None:
        raise RefusedInput(f'the field "{key}" is no date such as 2025-01-07T00:00:00')
    return day
