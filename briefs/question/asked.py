"""The question in hand, parsed: its record where one is held, its anatomy and its deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefs.library import Library
from briefs.question.candidates import on_day
from briefs.question.deadline import Clock, clock_for, clock_of
from briefs.question.input import Given
from briefs.question.parse.parser import Anatomy, take_apart
from briefs.question.parse.text import question_text
from briefs.question.similar.search import of_the_same_words
from briefs.question.sitting_days import sittings_around
from briefs.records.model import AnswerState, House, Part, Record

_WAITING = (AnswerState.UNANSWERED, AnswerState.HOLDING)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it stood on a day. ``recognised`` is true where its text alone showed which record it is."""

    given: Given
    record: Record | None
    anatomy: Anatomy
    clock: Clock
    today: date
    recognised: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return self.given.text

    @property
    def record_id(self) -> str:
        """The id of its record, empty where none is held."""
        return self.record.record_id if self.record else ""

    @property
    def own_answer(self) -> Sequence[str]:
        """What it was answered, passage by passage."""
        return [p.text for p in self.record.passages if p.part is Part.ANSWER] if self.record else []


def parse(library: Library, given: Given, today: date) -> AskedQuestion:
    """Return the question that was given, as it stood on a day. Raises StoreError and IndexUnavailable."""
    found = None if given.record else _recognised(library, given, today)
    if found is not None:
        given = replace(given, record=found, text=question_text(found))
    record = _on_record(library, given.record, today) if given.record else None
    tabled = (record.dates.tabled if record else None) or today
    anatomy = take_apart(given.text, tabled, record.house if record else given.house)
    return AskedQuestion(
        given, record, anatomy, _clock(library, record, anatomy.house, today), today, found is not None
    )


def _recognised(library: Library, given: Given, today: date) -> Record | None:
    """Return the newest held question that has the very words of what was given, None where none is meant."""
    ids = of_the_same_words(library, given.text, today)
    records = library.store.get_many(ids)
    for record in (records[record_id] for record_id in ids if record_id in records):
        if _is_meant(given, record, today):
            return record
    return None


def _is_meant(given: Given, record: Record, today: date) -> bool:
    if _letters(given.text) != _letters(question_text(record)) or given.house not in (None, record.house):
        return False
    known = given.asking_member_id, record.asking_member_id
    if None not in known and known[0] != known[1]:
        return False
    as_of = on_day(record, today)
    return not given.open_only or record.dates.tabled == today or (as_of is not None and as_of.state in _WAITING)


def _letters(text: str) -> list[str]:
    plain = text.casefold().replace("’", "'")
    return "".join(c if c.isalnum() or c == "'" else " " for c in plain).split()


def _on_record(library: Library, record: Record, today: date) -> Record | None:
    """Return the question in hand as it stood on a day: what it was answered with is not known before its answer."""
    as_of = on_day(library.as_read([record])[0], today)
    answered_since = record.dates.answered is not None and record.dates.answered > today
    return replace(as_of, grouped_uins=()) if as_of is not None and answered_since else as_of


def _clock(library: Library, record: Record | None, house: House, today: date) -> Clock:
    if record is None:
        return clock_for(house, None, today)
    return clock_of(record, today, sittings_around(library.store, record.house, record.dates.tabled, today))
