"""How a record is cited, in the forms that Parliament, Hansard and the press use.

Nothing is said that the record does not give: a missing volume, UIN, House or day leaves its part of the citation out.
Days are written "7 January 2025" whatever the locale.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from briefs.records.model import AnswerState, House, Kind, Record

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_HOUSE = {House.COMMONS: "HC", House.LORDS: "HL"}
# A debate's reference is the column in which it begins, with the letters of columns that are numbered apart.
_COLUMN = re.compile(r"cc?\d{1,5}[A-Z]{0,3}")
_AUTHORS = ("author", "speaking", "making")


def citation(record: Record) -> str:
    """Return the citation of a record, such as "HC Deb 25 November 2016 vol 617".

    A record's own ``citation_override`` comes first. A debate is cited by House, day, volume and column; a
    question by House, UIN and the day answered (without a UIN by its column, or the day asked); a statement by its
    number; a story by publisher, title, day and byline; anything else by whose it is, title, number and day.
    What was put right on a later day says so.
    """
    if record.citation_override:
        return record.citation_override
    return _joined(_FORMS.get(record.kind, _document)(record), _corrected(record))


def long_date(day: date) -> str:
    """Return a day as it is written in citations: "7 January 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _corrected(record: Record) -> str | None:
    return f"corrected {long_date(record.dates.corrected)}" if record.dates.corrected else None


def _debate(record: Record) -> str:
    if record.house is None:
        return _document(record)
    day = f" {long_date(record.day)}" if record.day else ""
    volume = f" vol {record.volume}" if record.volume else ""
    column = f" {record.reference}" if record.reference and _COLUMN.fullmatch(record.reference) else ""
    return f"{_HOUSE[record.house]} Deb{day}{volume}{column}"


def _written_question(record: Record) -> str:
    if record.uin is None and _COLUMN.fullmatch(record.reference or ""):
        return _debate(record)
    house = f"{_HOUSE[record.house]} " if record.house else ""
    uin = f" {record.uin}" if record.uin else ""
    parts = [f"{house}Written Question{uin}"]
    dates = record.dates
    if dates.tabled and not (record.uin and dates.answered):
        parts.append(f"{'tabled' if record.uin else 'asked'} {long_date(dates.tabled)}")
    if record.state is AnswerState.WITHDRAWN:
        parts.append("withdrawn")
    elif dates.answered:
        given = "holding answer" if record.state is AnswerState.HOLDING else "answered"
        column = f" (vol {record.volume} {record.reference})" if record.volume and record.reference else ""
        parts.append(f"{given} {long_date(dates.answered)}{column}")
    return ", ".join(parts)


def _oral_question(record: Record) -> str:
    house = f"{_HOUSE[record.house]} " if record.house else ""
    tabled = f"tabled {long_date(record.dates.tabled)}" if record.dates.tabled else None
    due = f"for answer {long_date(record.date_for_answer)}" if record.date_for_answer else None
    return _joined(f"{house}Oral Question{f' {record.uin}' if record.uin else ''}", tabled, due)


def _written_statement(record: Record) -> str:
    if record.uin is None and _COLUMN.fullmatch(record.reference or ""):
        return _debate(record)
    number = record.reference or record.uin
    house = f"{_HOUSE[record.house]} " if record.house else ""
    first = (number,) if number else (f"{house}Written Statement", record.title)
    return _joined(*first, _day(record))


def _news(record: Record) -> str:
    return _joined(record.publisher, f"“{record.title}”", _day(record), _names(record))


def _speech(record: Record) -> str:
    return _joined(_unless_in_title(_names(record), record.title), record.title, _day(record))


def _report(record: Record) -> str:
    return _joined(
        _unless_in_title(record.publisher or _names(record), record.title),
        record.title,
        record.reference,
        _day(record),
    )


def _document(record: Record) -> str:
    return _joined(record.publisher or _names(record), record.title, record.reference, _day(record))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _day(record: Record) -> str | None:
    return long_date(record.day) if record.day else None


def _names(record: Record) -> str | None:
    """Return the names of those whose words or work the record is."""
    names = dict.fromkeys(person.name for person in record.people if person.part_played in _AUTHORS)
    return " and ".join(names) or None


def _unless_in_title(name: str | None, title: str) -> str | None:
    """Return a name unless the title opens with it already, as in a speech archive's "Name – 2022 Speech"."""
    return None if name and title.casefold().startswith(name.casefold()) else name


_FORMS: dict[Kind, Callable[[Record], str]] = {
    Kind.DEBATE: _debate,
    Kind.URGENT_QUESTION: _debate,
    Kind.ORAL_STATEMENT: lambda record: _debate(record) if record.house else _speech(record),
    Kind.ORAL_QUESTION: _oral_question,
    Kind.WRITTEN_QUESTION: _written_question,
    Kind.WRITTEN_STATEMENT: _written_statement,
    Kind.COMMITTEE_REPORT: _report,
    Kind.COMMITTEE_EVIDENCE: _report,
    Kind.AUDIT_REPORT: _report,
    Kind.NEWS: _news,
    Kind.SPEECH: _speech,
    Kind.DOCUMENT: _document,
}
