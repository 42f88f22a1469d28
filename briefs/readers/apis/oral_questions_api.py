"""Questions tabled for oral answer in the Commons, as Parliament's Oral Questions and Motions API lists them.

Built from its Swagger description (PublishedOralQuestion) and real answers, in which ``QuestionType`` and ``Status``
are numbers and ``HansardLink`` is empty even where a question was asked. What the numbers mean follows from the order
of the description's own lists, counted from 1; the 5 and 11 of real answers bear that out, 6 and 7 were not seen.
Lists come as ``{PagingInfo, Success, Errors, Response: [...]}``.

Such a row is what was tabled, not what was said: Hansard has that. A question with a link to Hansard was asked, and its
words stand there; it is searched here and never quoted, so that a brief does not give them twice. One that was
withdrawn, not drawn or not asked is searched, says so in its title, and is never quoted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.contributions import LICENCE
from briefs.readers.common.json_rows import (
    Row,
    day_of,
    json_rows,
    markup_of,
    needed_day,
    number_of,
    object_of,
    reading_of,
    text_of,
)
from briefs.readers.common.markup import to_paragraphs, web_address
from briefs.records.citations import long_date
from briefs.records.identity import oral_question_id
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role

_STATES = (
    "Submitted",
    "Carded",
    "Unsaved",
    "ReadyForShuffle",
    "ToBeAsked",
    "ShuffleUnsuccessful",
    "Withdrawn",
    "Unstarred",
    "Draft",
    "ForReview",
    "Unasked",
    "Transferred",
)
_TYPES = ("Substantive", "Topical")
_NUMBERED = (("Status", "state", _STATES), ("QuestionType", "kind", _TYPES))
_ENDED = {"ShuffleUnsuccessful": "not drawn", "Withdrawn": "withdrawn", "Unasked": "not asked"}
_FATES = {
    "ShuffleUnsuccessful": "It was not drawn in the ballot of questions to be asked.",
    "Withdrawn": "It was withdrawn.",
    "Unstarred": "It was made a question for written answer.",
    "Unasked": "It was not asked.",
    "Transferred": "It was transferred to another department.",
}


def detect(source: SourceFile) -> bool:
    """Whether the source is a list of oral questions, by fields that only they have together."""
    head = source.head.lstrip()
    return head.startswith(("{", "[")) and all(
        f'"{field}"' in head for field in ("QuestionText", "AnsweringWhen", "UIN")
    )


def read(source: SourceFile) -> Reading:
    """Return a record for each question. A row that cannot be read becomes a Refusal with its place.

    Raises RefusedInput where the whole is no JSON.
    """
    return reading_of(_rows(source), lambda row: record_of(row, source))


def _rows(source: SourceFile) -> Iterator[tuple[str, Row | RefusedInput]]:
    for place, row in json_rows(source):
        within: Any = row.get("Response") if isinstance(row, dict) else None
        if not isinstance(within, list):
            yield place, row
            continue
        for number, item in enumerate(within, 1):
            yield f"row {number}", item if isinstance(item, dict) else RefusedInput("this row is not a JSON object")


def record_of(row: Row, source: SourceFile) -> Record:
    """Return the record of one row. Raises RefusedInput naming the field that it lacks."""
    uin = number_of(row, "UIN")
    if uin is None:
        raise RefusedInput('the field "UIN" is missing or is not a number')
    tabled = needed_day(row, "TabledWhen")
    texts = to_paragraphs(markup_of(row, "QuestionText"))
    if not texts:
        raise RefusedInput('the field "QuestionText" is missing or empty')
    body = text_of(row, "AnsweringBody") or None
    due = day_of(row, "AnsweringWhen")
    link = web_address(row.get("HansardLink"))
    topical = _meaning(row, "QuestionType", _TYPES) == "Topical"
    state = _meaning(row, "Status", _STATES)
    ended = _ENDED.get(state)
    asker = _member(object_of(row, "AskingMember"), "asking", None)
    minister = _member(object_of(row, "AnsweringMinister"), "answering", text_of(row, "AnsweringMinisterTitle") or None)
    asking_id = number_of(row, "AskingMemberId") or (asker.member_id if asker else None)
    return Record(
        record_id=oral_question_id(House.COMMONS, tabled, str(uin)),
        kind=Kind.ORAL_QUESTION,
        title=f"{body or 'Question'}: {'topical' if topical else 'oral'} question{f' ({ended})' if ended else ''}",
        passages=tuple(_passage(text, asker, asking_id, quotable=link is None and not ended) for text in texts),
        dates=Dates(tabled=tabled, cited=DateKind.TABLED),
        house=House.COMMONS,
        uin=str(uin),
        source_id=number_of(row, "Id"),
        answering_body=body,
        answering_body_id=number_of(row, "AnsweringBodyId"),
        people=tuple(person for person in (asker, minister) if person),
        asking_member_id=asking_id,
        answering_member_id=number_of(row, "AnsweringMinisterId") or (minister.member_id if minister else None),
        state=AnswerState.WITHDRAWN if state == "Withdrawn" else None,
        declared_interest=bool(text_of(row, "DeclarableInterestDetail")),
        date_for_answer=due,
        url=link,
        licence=LICENCE,
        notes=(*_notes(row, due, state, asked=link is not None), *unknown_numbers(row)),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _passage(text: str, asker: Person | None, asking_id: int | None, *, quotable: bool) -> Passage:
    return Passage(
        text=text,
        part=Part.QUESTION,
        speaker=asker.name if asker else None,
        role=Role.UNKNOWN,  # Members of every bench table oral questions, and the row does not say which bench.
        party=asker.party if asker else None,
        constituency=asker.constituency if asker else None,
        member_id=asking_id,
        quotable=quotable,
    )


def _member(row: Row, part_played: str, office: str | None) -> Person | None:
    name = text_of(row, "Name")
    if not name:
        return None
    party, seat = text_of(row, "Party") or None, text_of(row, "Constituency") or None
    return Person(name, part_played, office, party, seat, number_of(row, "MnisId"))


def unknown_numbers(row: Row) -> tuple[str, ...]:
    """Return a sentence for each of a row's numbers whose meaning is not known."""
    return tuple(
        f"The service gives {number} as the {what} of an oral question, and what that means is not known."
        for field, what, names in _NUMBERED
        if (number := _number(row, field)) is not None and not 1 <= number <= len(names)
    )


def _number(row: Row, field: str) -> int | None:
    """Return a number that stands for a word, None where there is none or the word itself stands there."""
    text = text_of(row, field)
    return int(text) if text.isascii() and text.isdigit() else number_of(row, field)


def _meaning(row: Row, field: str, names: tuple[str, ...]) -> str:
    """Return the word that a field holds or that its number stands for, empty where it is not known."""
    number = _number(row, field)
    if number is None:
        return text_of(row, field)
    return names[number - 1] if 1 <= number <= len(names) else ""


def _notes(row: Row, due: date | None, state: str, *, asked: bool) -> tuple[str, ...]:
    """Return what a brief must say of the question, each a sentence. Raises RefusedInput for a date that is none."""
    when = f" on {long_date(due)}" if due else ""
    if asked:
        return (f"It was asked in the Commons{when}; Hansard has what was said.",)
    notes = [f"It was tabled for oral answer{when}; this is the question as tabled, not what was said."]
    if state in _ENDED:
        notes = [f"It was tabled for oral answer{when}."]
    removed = day_of(row, "RemovedFromToBeAskedWhen")
    if removed:
        notes.append(f"It was taken off the list of questions to be asked on {long_date(removed)}.")
    if fate := _FATES.get(state):
        notes.append(fate)
    return tuple(notes)
