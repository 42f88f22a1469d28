"""The timeline of a brief: what happened on the days of its sources, and how many questions were asked in a month.

A debate, a statement, a report and a news story are events; so is a written answer in which the Government undertakes
something. Other questions are counted by the month, all that match and not only those cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from briefs.quotations.credit import undated
from briefs.records.citations import long_date
from briefs.records.kinds import kind_name
from briefs.records.model import Kind, Part, Passage, Record
from briefs.records.titles import shown_title
from briefs.topic.model import TimelineEntry

LENGTH = 12
QUESTIONS = frozenset((Kind.WRITTEN_QUESTION, Kind.ORAL_QUESTION))


def entries_of(record: Record, number: int, passages: Iterable[int]) -> tuple[TimelineEntry, ...]:
    """Return the events of source ``number``; ``passages`` are those quoted, none for a record that is only listed.

    There is one for each day of what is quoted, and none where no day is known. Where the day is not that of the
    words, the entry says so.
    """
    shown = [record.passages[place] for place in passages] or [p for p in record.passages if p.part is Part.ANSWER]
    found = {record.day_for(passage): undated(record, passage) for passage in shown} or {record.day: ""}
    event = f"{_event(record, shown)}: {shown_title(record.title)}"
    return tuple(
        TimelineEntry(day, f"{event} ({said})" if said else event, number)
        for day, said in found.items()
        if day is not None
    )


def _event(record: Record, shown: Iterable[Passage]) -> str:
    if record.kind is Kind.WRITTEN_QUESTION and any(passage.part is Part.ANSWER for passage in shown):
        return "Written answer"
    return kind_name(record.kind).capitalize()


def is_alone(record: Record, by_month: Mapping[str, int]) -> bool:
    """Whether a question is the only one on the topic in its month: then it is told and not counted."""
    return record.day is None or by_month.get(record.day.isoformat()[:7], 0) <= 1


def month_entry(month: str, number: int, newest: date, source: int) -> TimelineEntry:
    """Return the line for the questions of a month ("2024-05"), on the day of the newest that is a source here."""
    named = long_date(date.fromisoformat(f"{month}-01")).partition(" ")[2]
    asked = "1 written question" if number == 1 else f"{number:,} written questions"
    return TimelineEntry(newest, f"{asked} on this topic in {named}", source)


def month_entries(sources: Mapping[int, Record], by_month: Mapping[str, int]) -> Iterable[TimelineEntry]:
    """Yield a line for each month in which a written question among the sources falls."""
    newest: dict[str, tuple[date, int]] = {}
    for number, record in sources.items():
        if record.kind is Kind.WRITTEN_QUESTION and record.day is not None:
            month = record.day.isoformat()[:7]
            newest[month] = max(newest.get(month, (date.min, 0)), (record.day, number))
    for month, (day, number) in newest.items():
        yield month_entry(month, max(1, by_month.get(month, 0)), day, number)
