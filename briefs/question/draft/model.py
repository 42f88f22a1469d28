"""What a check of a draft points at, as data: places in the draft and sources. Nothing is written for the drafter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefs.question.model import Subject
from briefs.topic.model import Item, Source


class DraftPoint(StrEnum):
    """What is pointed at."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    COMMITMENT = "commitment"
    REFERRAL = "referral"
    QUOTATION = "quotation"
    PART = "part"
    HOLDING = "holding phrase"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a draft: ``text`` is exactly draft[start:end]; ``line`` and ``column`` count from 1."""

    start: int
    end: int
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """One thing to look at. ``place`` is None where it is that the draft says nothing of a part.

    ``label`` and ``asked`` are that part of the question; ``held`` is what the earlier answer has in the place of the
    draft's words, as it stands there; ``source`` is the sentence of the earlier answer.
    """

    what: DraftPoint
    place: Place | None
    held: tuple[str, ...] = ()
    source: Item | None = None
    label: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What was found in a draft.

    ``new`` are figures, dates, names and commitments on which no earlier answer that was read says anything, for the
    drafter to confirm from elsewhere. ``read`` is how many earlier answers were compared, and ``unread`` how many on
    the matter are not stored as printed.
    """

    subject: Subject
    draft: str
    made: date
    findings: tuple[DraftFinding, ...]
    new: tuple[DraftFinding, ...]
    sources: tuple[Source, ...]
    read: int
    unread: int
