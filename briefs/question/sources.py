"""Numbers for the sources of a note as they come, and the quotations taken from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefs.question.model import SourceDays
from briefs.records.model import Kind, Part, Record
from briefs.store.superseded import spans_in_force
from briefs.topic.compose import as_of, item_of, source_of
from briefs.topic.model import Item, Source


class Citing:
    """Gives each record the number under which the note cites it: the order of first mention."""

    def __init__(self, made: date) -> None:
        """Begin with no source, for a note made on a day."""
        self._made = made
        self._records: dict[str, Record] = {}

    def number(self, record: Record) -> int:
        """Return the number of a record, a new one at its first mention."""
        self._records.setdefault(record.record_id, record)
        return list(self._records).index(record.record_id) + 1

    def known(self, record_id: str) -> int | None:
        """Return the number of a record that was mentioned, else None."""
        return list(self._records).index(record_id) + 1 if record_id in self._records else None

    def sources(self) -> tuple[Source, ...]:
        """Return the sources mentioned, in the order of their numbers."""
        return tuple(source_of(number, record) for number, record in enumerate(self._records.values(), 1))

    def undated(self) -> tuple[int, ...]:
        """Return the numbers of the questions whose source gives an answer and not its day."""
        return tuple(
            number
            for number, record in enumerate(self._records.values(), 1)
            if record.dates.answered is None and any(passage.part is Part.ANSWER for passage in record.passages)
        )

    def days(self) -> dict[int, SourceDays]:
        """Return the days of each written question mentioned, by its number."""
        return {
            number: SourceDays(
                record.dates.tabled,
                record.dates.answered,
                frozenset(at for at, passage in enumerate(record.passages) if passage.part is Part.QUESTION),
            )
            for number, record in enumerate(self._records.values(), 1)
            if record.kind is Kind.WRITTEN_QUESTION
        }

    def item(self, record: Record, passage: int, start: int, end: int) -> Item:
        """Return a span of a passage as a quotation, with whose words it is by the record."""
        item = item_of(record, passage, start, end, self.number(record))
        return as_of(item, record.day_for(record.passages[passage]), self._made)

    def whole(self, record: Record, part: Part | None = None) -> Iterator[Item]:
        """Yield the passages of a record, or of one part of it, whole, without what was clipped or corrected later."""
        for number, passage in enumerate(record.passages):
            text = passage.text
            if text.strip() and passage.quotable and part in (None, passage.part):
                for start, end in spans_in_force(passage):
                    yield self.item(record, number, start, end)
