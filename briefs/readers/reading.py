"""One file or answer read by the reader of its form: what runs behind the gate."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefs.errors import RefusedInput, Superseded
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.refusals import summed
from briefs.readers.registry import reader_for
from briefs.records.model import Refusal
from briefs.store.rows import Prepared, prepare_all

MAX_PASSAGES = 100_000
"""How many paragraphs one record may have: the report of the longest sitting has a few thousand."""


_NOTHING = Reading(())


@dataclass(frozen=True, slots=True)
class SourceRead:
    """What became of one source: its form, empty where none was found, with what it holds or why it holds nothing.

    ``prepared`` are the records where they are ready to be stored, in the place of those of ``reading``.
    """

    form: str = ""
    reading: Reading = _NOTHING
    refused: Refusal | None = None
    passed_over: str = ""
    prepared: tuple[Prepared, ...] = ()

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Why the source holds nothing, where it was refused."""
        return (self.refused,) if self.refused else ()


def read_source(source: SourceFile) -> SourceRead:
    """Read what was opened already."""
    form = ""
    try:
        reader = reader_for(source)
        form = reader.name
        reading = _within_limits(reader.read(source))
    except Superseded as error:
        return SourceRead(form, passed_over=error.reason)
    except RefusedInput as error:
        return SourceRead(form, refused=Refusal(error.place, error.reason))
    if not reading.records and not reading.people and not reading.refused:
        return SourceRead(form, refused=Refusal("", "it has no records"))
    return SourceRead(form, replace(reading, refused=summed(reading.refused)))


def read_to_store(source: SourceFile) -> SourceRead:
    """Read what was opened already, and make its records ready to be stored."""
    read = read_source(source)
    prepared, refused = prepare_all(read.reading.records)
    rest = replace(read.reading, records=(), refused=(*read.reading.refused, *summed(refused)))
    return replace(read, reading=rest, prepared=tuple(prepared))


def _within_limits(reading: Reading) -> Reading:
    """Return a reading without the records that are too long to be one document, each refused with its title."""
    long = [record for record in reading.records if len(record.passages) > MAX_PASSAGES]
    if not long:
        return reading
    reason = "it has {:,} paragraphs and the limit is {:,}; split it"
    refused = tuple(
        Refusal(
            "" if len(reading.records) == 1 else record.record_id, reason.format(len(record.passages), MAX_PASSAGES)
        )
        for record in long
    )
    kept = tuple(record for record in reading.records if len(record.passages) <= MAX_PASSAGES)
    return Reading(kept, reading.stripped, (*reading.refused, *refused), reading.people)
