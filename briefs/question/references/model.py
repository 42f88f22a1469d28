"""What a pointer to an earlier question says of its target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefs.records.model import House


class PointerForm(StrEnum):
    """In which words the pointer is given."""

    PURSUANT = "pursuant"
    FURTHER = "further_to"
    REFERRAL = "referral"
    REPEATED = "repeated"
    MENTION = "mention"


class Names(StrEnum):
    """By what the pointer names its target."""

    UIN = "uin"
    STATEMENT = "statement"
    LINK = "link"
    COLUMN = "column"
    DAY = "day"


class DayMeans(StrEnum):
    """What the stated day is: the day answered unless the text says that it is the day tabled."""

    ANSWERED = "answered"
    TABLED = "tabled"


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointer: ``text`` is exactly the span [start:end] of the passage (characters, end exclusive).

    ``uins`` are the numbers it gives, capitals and without spaces; several share one day. ``house`` is None where the
    text does not show it. ``tabled`` is the day of tabling that a link gives. ``heading`` is the stated heading of
    the question pointed at. ``repeats`` is true where the text says that the earlier answer is reproduced after it.
    """

    form: PointerForm
    names: Names
    start: int
    end: int
    text: str
    uins: tuple[str, ...] = ()
    house: House | None = None
    day: date | None = None
    means: DayMeans = DayMeans.ANSWERED
    year_given: bool = True
    tabled: date | None = None
    column: str | None = None
    heading: str | None = None
    repeats: bool = False
