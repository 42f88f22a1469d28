"""One question's object of the Written Questions API as a record.

Fields as in the API's OpenAPI description (QuestionsViewModel, MemberViewModel). A row of a list answer is clipped:
its question at 255 characters without a mark, its answer at 255 characters and "...", its HTML removed so that
paragraphs and figures run into each other. What is clipped or has run together is held to be searched and never
quoted. Dates are days without a zone.
"""

from __future__ import annotations

import re
from datetime import date

from briefs.errors import RefusedInput
from briefs.names.bodies import answers_as, body_asked
from briefs.names.governments import asker_role
from briefs.readers.common.answer_state import state_of_answer
from briefs.readers.common.base import SourceFile
from briefs.readers.common.contributions import passage_by
from briefs.readers.common.json_rows import (
    Row,
    day_of,
    markup_of,
    needed_day,
    needed_house,
    number_of,
    object_of,
    text_of,
)
from briefs.readers.common.markup import to_paragraphs
from briefs.records.gaps import Gap, corrected_note, holding_note
from briefs.records.identity import question_id
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Passage, Person, Record

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


def question(value: Row, source: SourceFile) -> Record:
    """Return the record of one ``value`` object. Raises RefusedInput naming the field that is missing or wrong."""
    house, tabled, uin = needed_house(value), needed_day(value, "dateTabled"), _uin(value)
    passages, people = _passages_and_people(value, house)
    answered = day_of(value, "dateAnswered")
    state = _state(value, passages)
    return Record(
        record_id=question_id(house, tabled, uin),
        kind=Kind.WRITTEN_QUESTION,
        title=text_of(value, "heading") or f"Written question {uin}",
        passages=passages,
        dates=Dates(tabled=tabled, answered=answered, cited=DateKind.ANSWERED if answered else DateKind.TABLED),
        house=house,
        uin=uin,
        source_id=number_of(value, "id"),
        publisher=PUBLISHER,
        answering_body=text_of(value, "answeringBodyName") or body_asked(passages[0].text),
        answering_body_id=number_of(value, "answeringBodyId"),
        people=people,
        asking_member_id=number_of(value, "askingMemberId"),
        answering_member_id=number_of(value, "answeringMemberId"),
        state=state,
        grouped_uins=_grouped(value, uin),
        named_day=value.get("isNamedDay") is True,
        declared_interest=value.get("memberHasInterest") is True,
        date_for_answer=day_of(value, "dateForAnswer"),
        url=_LINK.format(tabled=tabled.isoformat(), uin=uin),
        licence=LICENCE,
        notes=_notes(value, passages, state, answered),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _passages_and_people(value: Row, house: House) -> tuple[tuple[Passage, ...], tuple[Person, ...]]:
    """Return the question and the paragraphs of its answer, and those people whose names are given."""
    asking = _person(value, "askingMember", "asking", house)
    answering = _person(value, "answeringMember", "answering", house)
    asked, whole_question = _question_text(value)
    asker = asker_role(asking.party if asking else None, day_of(value, "dateTabled"))
    asker_id = number_of(value, "askingMemberId")
    question_passage = passage_by(
        asking, asked, Part.QUESTION, asker, None, member_id=asker_id, quotable=whole_question
    )
    raw = markup_of(value, "answerText")
    whole_answer = not _is_clipped(raw) and not _has_run_together(raw)
    member_id = number_of(value, "answeringMemberId")
    role = answers_as(text_of(value, "answeringBodyName"), asked)
    answer = tuple(
        passage_by(answering, paragraph, Part.ANSWER, role, None, member_id=member_id, quotable=whole_answer)
        for paragraph in to_paragraphs(raw)
    )
    return (question_passage, *answer), tuple(person for person in (asking, answering) if person is not None)


def _is_clipped(answer: str) -> bool:
    return answer.rstrip().endswith(_CLIP_MARK)


def _has_run_together(answer: str) -> bool:
    """Whether an answer lost its markup and with it the ends of its paragraphs."""
    return "<" not in answer and _RUN_TOGETHER.search(answer) is not None


def _question_text(value: Row) -> tuple[str, bool]:
    """Return the question's text and whether it is whole."""
    raw = markup_of(value, "questionText")
    paragraphs = to_paragraphs(raw)
    if not paragraphs:
        raise RefusedInput('the field "questionText" is missing or empty')
    return "\n".join(paragraphs), len(raw) != _CLIPPED_AT or raw.rstrip().endswith(_CLOSING)


def _person(value: Row, key: str, part_played: str, house: House) -> Person | None:
    """Return the member where the source was asked to expand members, else None."""
    member = object_of(value, key)
    name = text_of(member, "name")
    if not name:
        return None
    seat = text_of(member, "memberFrom") if house is House.COMMONS else ""
    return Person(
        name=name,
        part_played=part_played,
        party=text_of(member, "party") or None,
        constituency=seat or None,
        member_id=number_of(member, "id") or number_of(value, f"{key}Id"),
    )


def _state(value: Row, passages: tuple[Passage, ...]) -> AnswerState:
    answer = [passage for passage in passages if passage.part is Part.ANSWER]
    if value.get("isWithdrawn") is True:
        return AnswerState.WITHDRAWN
    if value.get("answerIsHolding") is True:
        return AnswerState.HOLDING
    if value.get("answerIsCorrection") is True or value.get("dateAnswerCorrected"):
        return AnswerState.CORRECTED
    if _is_clipped(markup_of(value, "answerText")):
        return AnswerState.ANSWERED  # Holding answers and referrals are shorter than where the source clips.
    if not answer and value.get("dateAnswered"):
        return AnswerState.ANSWERED  # By an attachment alone.
    return state_of_answer([passage.text for passage in answer])


def _notes(value: Row, passages: tuple[Passage, ...], state: AnswerState, answered: date | None) -> tuple[str, ...]:
    unquotable = {passage.part for passage in passages if not passage.quotable}
    notes: list[str] = [Gap.CLIPPED_QUESTION] if Part.QUESTION in unquotable else []
    if Part.ANSWER in unquotable:
        notes.append(Gap.CLIPPED_ANSWER if _is_clipped(markup_of(value, "answerText")) else Gap.RUN_TOGETHER)
    if corrected := day_of(value, "dateAnswerCorrected"):
        notes.append(corrected_note(corrected))
    elif state is AnswerState.CORRECTED:
        notes.append(corrected_note(None))
    holding = day_of(value, "dateHoldingAnswer")
    if holding and holding != answered:
        notes.append(holding_note(holding))
    if answered is None and any(passage.part is Part.ANSWER for passage in passages):
        notes.append(Gap.NO_ANSWER_DAY)
    return tuple(notes)


def _grouped(value: Row, own: str) -> tuple[str, ...]:
    """Return the UINs that share the answer, this question's own left out."""
    grouped = value.get("groupedQuestions")
    if not isinstance(grouped, list):
        return ()
    uins = (uin.strip() for uin in grouped if isinstance(uin, str))
    return tuple(uin for uin in dict.fromkeys(uins) if _UIN.fullmatch(uin) and uin != own)


def _uin(value: Row) -> str:
    raw = value.get("uin")
    uin = str(raw).strip() if isinstance(raw, str) or type(raw) is int else ""
    if not _UIN.fullmatch(uin):
        raise RefusedInput('the field "uin" is missing or is not a UIN')
    return uin
