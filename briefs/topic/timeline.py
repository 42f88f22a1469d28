"""The timeline of a brief: each source on the day of the words that are quoted from it."""

from __future__ import annotations

from collections.abc import Iterable

from briefs.quotations.credit import undated
from briefs.records.model import Part, Record
from briefs.topic.model import TimelineEntry


def entries_of(record: Record, number: int, passages: Iterable[int]) -> tuple[TimelineEntry, ...]:
    """Return the entries of source ``number``; ``passages`` are those quoted, none for a record that is only listed.

    There is one entry for each day of what is quoted, and none where no day is known. Where the day is not that of the
    words, the entry says so.
    """
    shown = [record.passages[place] for place in passages] or [p for p in record.passages if p.part is Part.ANSWER]
    found = {record.day_for(passage): undated(record, passage) for passage in shown} or {record.day: ""}
    return tuple(
        TimelineEntry(day, f"{record.title} ({said})" if said else record.title, number)
        for day, said in found.items()
        if day is not None
    )
