"""Which record a pointer means. A wrong record is worse than none, so what the facts do not settle stays open.

House, session and UIN together name one question: numbering begins anew each session. The stated day is normally the
day answered, at times the day tabled; it is drafted in advance and may be off by some days or carry the wrong year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from briefs.language.words import content_stems
from briefs.question.references.columns import Columns
from briefs.question.references.model import DayMeans, Names, Pointer
from briefs.records.model import House, Kind, Record
from briefs.records.sessions import session_of

Lookup = Callable[[str], Sequence[Record]]
"""Returns the records held under a UIN, whatever their House and session."""

# Days by which a stated day of answer may miss the real one: drafts are dated for the day they were due.
_OFF_BY = 21
# An unanswered copy: days after tabling by which its answer may have come.
_ANSWERED_WITHIN = 120
# Numbers grow through a session; one so far above the number of the question that cites it is an earlier session's.
_AHEAD = 2_500
# The title of a question whose source gave no heading.
_UNTITLED = re.compile(r"Written question \S+")


class Why(StrEnum):
    """Why a pointer has no target."""

    NOT_HELD = "not held"
    NO_NUMBER = "no number given"
    COLUMN = "named by column"
    SEVERAL = "several questions fit"
    DISAGREES = "what is held does not fit what is stated"


@dataclass(frozen=True, slots=True)
class WantedTarget:
    """What must be fetched for a pointer whose target is not held: by UIN, and by a day that is one of ``means``."""

    house: House
    uin: str
    day: date | None
    means: DayMeans
    statement: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """One number of a pointer with its record, or why it has none.

    ``exact`` is False where the stated day is not the record's.
    """

    pointer: Pointer
    uin: str | None
    record: Record | None = None
    why: Why | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where a pointer is given: its record's id, House, number, heading, and day (of the answer or question)."""

    day: date
    house: House = House.COMMONS
    record_id: str = ""
    uin: str = ""
    title: str = ""


def wanted(pointer: Pointer, house: House = House.COMMONS) -> tuple[WantedTarget, ...]:
    """Return what to fetch for a pointer, one for each number; ``house`` is the House of the text that points."""
    if pointer.names not in (Names.UIN, Names.LINK, Names.STATEMENT):
        return ()
    day, means = (pointer.tabled, DayMeans.TABLED) if pointer.tabled else (pointer.day, pointer.means)
    statement = pointer.names is Names.STATEMENT
    return tuple(WantedTarget(_house(pointer, uin, house), uin, day, means, statement) for uin in pointer.uins)


def resolve(
    pointer: Pointer, source: Standpoint, lookup: Lookup, columns: Columns | None = None
) -> tuple[Resolution, ...]:
    """Return the record for each number of a pointer, or the reason why there is none."""
    if pointer.names is Names.COLUMN:
        return (_by_column(pointer, source, columns),)
    if not pointer.uins:
        return (Resolution(pointer, None, why=Why.NO_NUMBER),)
    return tuple(_one(pointer, uin, source, lookup) for uin in pointer.uins)


def _one(pointer: Pointer, uin: str, source: Standpoint, lookup: Lookup) -> Resolution:
    statement = pointer.names is Names.STATEMENT
    kind = Kind.WRITTEN_STATEMENT if statement else Kind.WRITTEN_QUESTION
    house = _house(pointer, uin, source.house)
    held = [
        record
        for record in lookup(uin)
        if record.kind is kind and record.house is house and record.record_id != source.record_id
    ]
    if not held:
        return Resolution(pointer, uin, why=Why.NOT_HELD)
    if pointer.tabled:
        fits, exact = [r for r in held if pointer.tabled in (r.dates.tabled, r.dates.happened)], True
    elif statement:
        fits, exact = [r for r in held if pointer.day and pointer.day == r.day], True
    elif pointer.day:
        fits, exact = _by_day(pointer, pointer.day, source, held)
    else:
        fits, exact = _by_session(uin, source, held), True
    fits = [r for r in fits if _heading_fits(pointer, r)]
    if len(fits) == 1:
        return Resolution(pointer, uin, fits[0], exact=exact or fits[0].dates.answered is None)
    return Resolution(pointer, uin, why=Why.SEVERAL if fits else _misfit(pointer, source, held))


def _by_column(pointer: Pointer, source: Standpoint, columns: Columns | None) -> Resolution:
    if columns is None or pointer.day is None or not pointer.column:
        return Resolution(pointer, None, why=Why.COLUMN)
    house = pointer.house or source.house
    held = columns.fitting(pointer.column, house, pointer.day, pointer.heading or source.title)
    fits = [record for record in held if record.record_id != source.record_id]
    if len(fits) == 1:
        return Resolution(pointer, fits[0].uin, fits[0])
    return Resolution(pointer, None, why=Why.SEVERAL if fits else Why.COLUMN)


def _misfit(pointer: Pointer, source: Standpoint, held: Sequence[Record]) -> Why:
    """Return why none of the records under a number fits: those of another session are simply other questions."""
    session = session_of(pointer.tabled or pointer.day or source.day)
    same = [r for r in held if (day := r.dates.tabled or r.day) and session is not None and session_of(day) == session]
    return Why.DISAGREES if same else Why.NOT_HELD


def _house(pointer: Pointer, uin: str, source: House) -> House:
    """Return the House of a number: those of the Lords begin with HL, and statements carry their House's letters."""
    if uin.startswith(("HL", "HLWS")):
        return House.LORDS
    if pointer.house is not None or uin[:1].isdigit() or uin.startswith("HC"):
        return House.COMMONS if uin[:1].isdigit() or uin.startswith("HC") else pointer.house or source
    return source


def _by_day(pointer: Pointer, day: date, source: Standpoint, held: Sequence[Record]) -> tuple[list[Record], bool]:
    """Return the questions that the stated day fits: exactly, else the one of its session that it nearly fits."""
    tabled = [r for r in held if r.dates.tabled == day]
    answered = [r for r in held if r.dates.answered == day]
    first, second = (tabled, answered) if pointer.means is DayMeans.TABLED else (answered, tabled)
    if exact := first or second:
        return exact, True
    near = [r for r in held if _near(r, day, source)]
    if not near:
        near = [r for r in held if _year_slipped(r, day, source)]
    return near, False


def _near(record: Record, day: date, source: Standpoint) -> bool:
    tabled, answered = record.dates.tabled, record.dates.answered
    if tabled is None or session_of(tabled) is None or session_of(tabled) != session_of(day):
        return False
    if tabled > source.day or day < tabled - timedelta(days=1):
        return False
    if answered is None:
        return (day - tabled).days <= _ANSWERED_WITHIN
    return abs((answered - day).days) <= _OFF_BY or tabled <= day <= answered


def _year_slipped(record: Record, day: date, source: Standpoint) -> bool:
    """Whether day and month of the answer agree and the year stated is its neighbour: a slip seen each January."""
    answered = record.dates.answered
    if answered is None or answered > source.day:
        return False
    return (answered.day, answered.month) == (day.day, day.month) and abs(answered.year - day.year) == 1


def _by_session(uin: str, source: Standpoint, held: Sequence[Record]) -> list[Record]:
    """Return the question of the present session; of the one before only where the number cannot be the present's."""
    now = session_of(source.day)
    if now is None:
        return []
    earlier = [r for r in held if r.dates.tabled and r.dates.tabled <= source.day]
    present = [r for r in earlier if r.dates.tabled and session_of(r.dates.tabled) == now]
    if present:
        return present
    if not (uin.isdigit() and source.uin.isdigit() and int(uin) > int(source.uin) + _AHEAD):
        return []
    return [r for r in earlier if r.dates.tabled and session_of(r.dates.tabled) == now - 1]


def _heading_fits(pointer: Pointer, record: Record) -> bool:
    """Whether a stated heading shares a word with the record's; one heading can stand for several numbers."""
    if pointer.heading is None or len(pointer.uins) > 1 or _UNTITLED.fullmatch(record.title):
        return True
    stated, real = content_stems(pointer.heading), content_stems(record.title)
    return not stated or not real or bool(stated & real)
