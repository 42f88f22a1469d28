"""Written statements as Parliament's Written Statements API gives them.

Built from its OpenAPI description (StatementsViewModelSearchResult, StatementsViewModelItem, StatementsViewModel), for
no raw answer was at hand: a list ``{totalResults, results: [{value, links}]}``, a detail ``{value, links}``, the
objects alone, in a list or one a line. ``text`` is HTML; should a row come clipped, as the question rows of the same
interface do, it is held to be searched and never quoted.
"""

from __future__ import annotations

import re

from briefs.errors import RefusedInput
from briefs.names.bodies import answers_as
from briefs.names.offices import role_of
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.json_rows import (
    Row,
    day_of,
    json_rows,
    markup_of,
    needed_day,
    needed_house,
    number_of,
    object_of,
    objects_of,
    reading_of,
    text_of,
)
from briefs.readers.common.markup import to_paragraphs
from briefs.records.citations import long_date
from briefs.records.gaps import Gap
from briefs.records.identity import statement_id
from briefs.records.model import Dates, House, Kind, Passage, Person, Record, Role

LICENCE = "Open Parliament Licence v3.0"
_LINK = "https://questions-statements.parliament.uk/written-statements/detail/{made}/{uin}"
_UIN = re.compile(r"[A-Za-z]{0,8}[0-9]{1,9}[A-Za-z]?")
_CLIPPED_AT = 255
# The kinds of link of the specification's StatementLinkTypeEnum, as a reader would say them.
_LINK_KINDS = {
    "CorrectedStatement": "a corrected statement",
    "CorrectedAnswer": "a corrected answer",
    "JointStatement": "a joint statement",
}


def detect(source: SourceFile) -> bool:
    """Whether the source holds written statements, by fields that only they have."""
    head = source.head.lstrip()
    return head.startswith(("{", "[")) and '"dateMade"' in head and '"uin"' in head


def read(source: SourceFile) -> Reading:
    """Return one record for each statement. Raises RefusedInput where the whole cannot be read as JSON."""
    return reading_of(json_rows(source), lambda row: statement(row, source))


def statement(row: Row, source: SourceFile) -> Record:
    """Return the record of one ``value`` object. Raises RefusedInput naming the field that is missing or wrong."""
    house, made = needed_house(row), needed_day(row, "dateMade")
    uin = text_of(row, "uin")
    if not _UIN.fullmatch(uin):
        raise RefusedInput('the field "uin" is missing or is not the number of a statement, such as HCWS1200')
    maker = _maker(row, house)
    passages = _passages(row, maker)
    number = uin.upper()
    return Record(
        record_id=statement_id(house, made, uin),
        kind=Kind.WRITTEN_STATEMENT,
        title=text_of(row, "title") or f"Written statement {number}",
        passages=passages,
        dates=Dates(happened=made),
        house=house,
        uin=number,
        source_id=number_of(row, "id"),
        reference=number,
        publisher="UK Parliament",
        answering_body=text_of(row, "answeringBodyName") or None,
        answering_body_id=number_of(row, "answeringBodyId"),
        people=(maker,) if maker else (),
        answering_member_id=number_of(row, "memberId"),
        url=_LINK.format(made=made.isoformat(), uin=uin.lower()),
        licence=LICENCE,
        notes=_notes(row, all(passage.quotable for passage in passages)),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _maker(row: Row, house: House) -> Person | None:
    """Return who made the statement, where the source was asked to expand members."""
    member = object_of(row, "member")
    name = text_of(member, "name")
    if not name:
        return None
    seat = text_of(member, "memberFrom") if house is House.COMMONS else ""
    return Person(
        name=name,
        part_played="making",
        office=text_of(row, "memberRole") or None,
        party=text_of(member, "party") or None,
        constituency=seat or None,
        member_id=number_of(member, "id") or number_of(row, "memberId"),
    )


def _passages(row: Row, maker: Person | None) -> tuple[Passage, ...]:
    raw = markup_of(row, "text")
    paragraphs = to_paragraphs(raw)
    if not paragraphs:
        raise RefusedInput('the field "text" is missing or empty; fetch the statement\'s own answer and load that')
    office = text_of(row, "memberRole") or None
    role, body = role_of(office), text_of(row, "answeringBodyName")
    return tuple(
        Passage(
            text=paragraph,
            speaker=maker.name if maker else None,
            office=office,
            # Whoever makes a statement for an answering body makes it as one of its ministers.
            role=answers_as(body) if role is Role.UNKNOWN and body else role,
            party=maker.party if maker else None,
            constituency=maker.constituency if maker else None,
            member_id=number_of(row, "memberId"),
            quotable=not _is_clipped(raw),
        )
        for paragraph in paragraphs
    )


def _is_clipped(text: str) -> bool:
    """Whether a text lost its markup and its end, as list rows of this interface do."""
    bare = text.rstrip()
    cut = len(text) == _CLIPPED_AT and not bare.endswith((".", "?", "!", '"', "”"))
    return "<" not in text and (bare.endswith(("...", "…")) or cut)


def _notes(row: Row, whole: bool) -> tuple[str, ...]:
    notes: list[str] = [] if whole else [Gap.CLIPPED_STATEMENT]
    for link in objects_of(row, "linkedStatements"):
        kind = _LINK_KINDS.get(text_of(link, "linkType"), "another statement")
        number, linked = number_of(link, "linkedStatementId"), day_of(link, "linkDate")
        which = f" (number {number} of the source)" if number is not None else ""
        notes.append(f"It is linked to {kind}{which}{f' of {long_date(linked)}' if linked else ''}.")
    if row.get("hasLinkedStatements") is True and not objects_of(row, "linkedStatements"):
        notes.append("It is linked to another statement, which the source does not name.")
    attached = [text_of(item, "title") for item in objects_of(row, "attachments")]
    if titles := "; ".join(f"“{title}”" for title in attached if title):
        notes.append(f"Attached to it, and not held: {titles}.")
    elif attached or row.get("hasAttachments") is True:
        notes.append("It has attachments, which are not held.")
    return tuple(notes)
