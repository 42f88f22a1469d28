"""The check before anything is shown: a brief says what the stored records say, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from briefs.errors import VerificationError
from briefs.quotations.credit import attribution, is_named_by_id, is_role_by_post, undated
from briefs.records.citations import citation
from briefs.records.deep_links import span_url, web_link
from briefs.records.model import Kind, Record
from briefs.store.superseded import is_superseded
from briefs.topic.compose import as_of
from briefs.topic.model import Brief, Item, Source, TimelineEntry
from briefs.topic.timeline import entries_of, month_entry


def verify(brief: Brief, records: Mapping[str, Record]) -> Brief:
    """Return the brief as it came if every item, source and timeline entry agrees with the records.

    ``records`` are the stored records by id, read again from the store. Raises VerificationError at the first
    disagreement: a brief that fails is not shown.
    """
    sources = {source.number: source for source in brief.sources}
    if len(sources) != len(brief.sources):
        raise VerificationError("Two sources of this brief have one number, so it is not shown.")
    for source in brief.sources:
        _check_source(source, _held(records, source.record_id))
    seen: set[tuple[str, int, int, int]] = set()
    quoted: dict[int, list[int]] = {}
    for item in (item for section in brief.sections for item in section.items):
        quoted.setdefault(item.source, []).append(item.passage)
        _check_item(item, _held(records, item.record_id), sources)
        _check_then(item, records[item.record_id], brief.made)
        place = (item.record_id, item.passage, item.start, item.end)
        if any(_overlap(place, other) for other in seen):
            raise VerificationError(f"A sentence of {item.record_id} is in this brief twice, so it is not shown.")
        seen.add(place)
    for entry in brief.timeline:
        known = sources.get(entry.source)
        passages = quoted.get(entry.source, [])
        if known is None or not _happened(entry, _held(records, known.record_id), passages, brief):
            raise VerificationError("The timeline of this brief does not match its sources, so it is not shown.")
    if any(source.number in quoted and not source.cited for source in brief.sources):
        raise VerificationError("A source that this brief quotes is listed as only found, so it is not shown.")
    return brief


def _happened(entry: TimelineEntry, record: Record, passages: list[int], brief: Brief) -> bool:
    """Whether a line of the timeline is an event of its source, or counts the questions of the month it falls in."""
    events = (entries_of(record, entry.source, each) for each in ([], passages, *([p] for p in passages)))
    if any(entry in each for each in events):
        return True
    if record.kind is not Kind.WRITTEN_QUESTION or record.day is None:
        return False
    month = record.day.isoformat()[:7]
    number = max(1, brief.coverage.questions_by_month.get(month, 0))
    return entry == month_entry(month, number, record.day, entry.source)


def _check_then(item: Item, record: Record, made: date) -> None:
    """Check what an item says of the time since its words were said."""
    day = record.day_for(record.passages[item.passage])
    if item != as_of(replace(item, government="", passed=None), day, made):
        raise VerificationError(f"An item from {item.record_id} is of another time than it says: brief not shown.")


def _held(records: Mapping[str, Record], record_id: str) -> Record:
    if record_id not in records:
        raise VerificationError(f"This brief cites {record_id}, which is not stored, so it is not shown.")
    return records[record_id]


def _check_item(item: Item, record: Record, sources: Mapping[int, Source]) -> None:
    where = f"An item from passage {item.passage} of {item.record_id}"
    if not 0 <= item.passage < len(record.passages):
        raise VerificationError(f"{where} has no such passage, so the brief is not shown.")
    passage = record.passages[item.passage]
    if not 0 <= item.start < item.end <= len(passage.text) or passage.text[item.start : item.end] != item.text:
        raise VerificationError(f"{where} is not what the record says, so the brief is not shown.")
    if not item.text.strip() or item.text != item.text.strip():
        raise VerificationError(f"{where} is empty or has spaces at its ends, so the brief is not shown.")
    if not passage.quotable:
        raise VerificationError(f"{where} is from text that its source clipped, so the brief is not shown.")
    if is_superseded(passage, item.start, item.end):
        raise VerificationError(f"{where} was corrected later, so the brief is not shown.")
    speaker, role, line, quoted = attribution(record, passage, item.start, item.end)
    by_lists = is_role_by_post(passage, item.start, item.end), is_named_by_id(passage, item.start, item.end)
    given = (item.speaker, item.role, item.attribution, item.quoted, item.role_by_post, item.named_by_id)
    if given != (speaker, role, line, quoted, *by_lists):
        raise VerificationError(f"{where} has another speaker in the record, so the brief is not shown.")
    when = record.day_of(passage), undated(record, passage)
    if (item.day, item.undated, item.fidelity) != (*when, record.fidelity):
        raise VerificationError(f"{where} has another date or fidelity than it should, so the brief is not shown.")
    source = sources.get(item.source)
    if source is None or source.record_id != item.record_id:
        raise VerificationError(f"{where} cites a source that is not listed, so the brief is not shown.")
    if item.url != span_url(record, item.passage, item.start, item.end):
        raise VerificationError(f"{where} has a link that is not its record's, so the brief is not shown.")


def _check_source(source: Source, record: Record) -> None:
    given = (source.citation, source.title, source.kind, source.day, source.url, source.fidelity)
    if given != (citation(record), record.title, record.kind, record.day, web_link(record.url), record.fidelity):
        raise VerificationError(f"Source {source.number} does not match record {record.record_id}: brief not shown.")


def _overlap(one: tuple[str, int, int, int], other: tuple[str, int, int, int]) -> bool:
    return one[:2] == other[:2] and one[2] < other[3] and other[2] < one[3]
