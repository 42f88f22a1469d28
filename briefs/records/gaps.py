"""What a source left out of a record, how much of the record is held for that, and what it says of an answer."""

from __future__ import annotations

from datetime import date
from enum import IntEnum, StrEnum

from briefs.records.citations import long_date
from briefs.records.model import Part, Record


class Completeness(IntEnum):
    """How much of a record is held, the least first."""

    HEADING = 0
    EXCERPT = 1
    WHOLE = 2


class Gap(StrEnum):
    """One thing that the source left out: the value is the sentence that stands among the notes of the record."""

    CLIPPED_QUESTION = "The source clipped the question; it is searched but not quoted."
    CLIPPED_ANSWER = "The source clipped the answer; it is searched but not quoted."
    RUN_TOGETHER = "The source ran the paragraphs of the answer together; it is searched but not quoted."
    CLIPPED_STATEMENT = "The source clipped the statement; it is searched but not quoted."
    CLIPPED_CONTRIBUTION = "The source clipped a contribution; it is searched but not quoted."
    CLIPPED_ENTRY = "The feed clipped the text; it is searched but not quoted."
    TITLE_ONLY = "The feed gives the title alone; it is searched but not quoted."
    LIST_ROW = "Only its entry in a list of search results is held; it is searched but not quoted."
    NO_PUBLICATION = "Only the particulars of this publication are held, not its text; load the document to quote it."
    NO_TRANSCRIPT = "Only the particulars of this session are held, not its words; load the transcript to quote it."
    NO_EVIDENCE = "Only the particulars of this evidence are held, not its text; load the document to quote it."
    NO_SPEAKERS = "The layout of this transcript is not known, and so its words are held without speakers."
    HEADING_ONLY = "Only the heading of this debate is held."
    EXCERPT = "Only some of this debate's contributions are held."
    NO_ANSWER_DAY = "The source does not give the day of the answer."
    ANSWER_DAY_FROM_NAME = "The day of the answer is taken from the name of TheyWorkForYou's file."


GAPS: dict[str, Gap] = {gap.value: gap for gap in Gap}
PARTS = {
    Gap.CLIPPED_QUESTION: Part.QUESTION,
    Gap.CLIPPED_ANSWER: Part.ANSWER,
    Gap.RUN_TOGETHER: Part.ANSWER,
    Gap.NO_ANSWER_DAY: Part.ANSWER,
    Gap.ANSWER_DAY_FROM_NAME: Part.ANSWER,
}
"""The part of a written question that a gap is in."""
CLIPPED = {Gap.CLIPPED_QUESTION, Gap.CLIPPED_ANSWER, Gap.RUN_TOGETHER}
PARTICULARS_ALONE = {Gap.NO_PUBLICATION, Gap.NO_TRANSCRIPT, Gap.NO_EVIDENCE}
_HELD = {Gap.HEADING_ONLY: Completeness.HEADING, Gap.EXCERPT: Completeness.EXCERPT}


def gaps_of(record: Record) -> frozenset[Gap]:
    """Return what the source left out of a record."""
    return frozenset(GAPS[note] for note in record.notes if note in GAPS)


def completeness(record: Record) -> Completeness:
    """Return how much of a record is held, as far as the source says so."""
    return min((_HELD.get(gap, Completeness.WHOLE) for gap in gaps_of(record)), default=Completeness.WHOLE)


_CORRECTED = "The answer was corrected on "
_CORRECTION = "The answer is a correction."
_HOLDING = "A holding answer was given on "


def corrected_note(day: date | None) -> str:
    """Return the note of an answer that was corrected, on a day where that is known."""
    return f"{_CORRECTED}{long_date(day)}." if day else _CORRECTION


def holding_note(day: date) -> str:
    """Return the note of a holding answer that came before the answer."""
    return f"{_HOLDING}{long_date(day)}."


def is_about_answer(note: str) -> bool:
    """Whether a note of a written question is about its answer: it does not stand before the answer was given."""
    gap = GAPS.get(note)
    return PARTS.get(gap) is Part.ANSWER if gap else note.startswith((_CORRECTED, _CORRECTION, _HOLDING))
