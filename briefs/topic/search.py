"""From the concepts of a request to the records that may be about them: the best are read and cut into sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefs.index.index import Hit
from briefs.library import Library
from briefs.records.model import Kind, Record
from briefs.request.model import Query
from briefs.store.store import Head
from briefs.topic.criteria import own_words, search_for, within
from briefs.topic.matching import Matcher
from briefs.topic.meanings import OtherSenses
from briefs.topic.scoring import UNQUOTABLE_STATES
from briefs.topic.segments import RecordView, view
from briefs.topic.senses import not_in_longer_names, of_the_main_sense

PASSAGES = 240  # hits read, best first
RECORDS = 24  # records cut into sentences
RECENT = 8  # of them, places kept for the newest that match
SILENT = 0.3  # of its rank, what a question without a quotable answer keeps


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for one reading of a request: the records read, and the ids of all that match.

    ``other_senses`` are those of its one word in which records were left aside.
    """

    query: Query
    views: tuple[RecordView, ...]
    matched: frozenset[str]
    other_senses: tuple[OtherSenses, ...] = ()


def search(library: Library, query: Query, *, every: bool = False) -> Found:
    """Return the records that may be about a request, best first; with ``every``, passages that name all of it alone.

    Raises StoreError, IndexUnavailable.
    """
    hits = _look_up(library, query, every=every)
    kept = within(library, query, set(hits))
    hits = {record_id: hit for record_id, hit in hits.items() if record_id in kept}
    order = _best_records(hits)
    heads = library.store.heads(order)
    ranked = sorted(heads.values(), key=lambda head: -_worth_reading(head) * hits[head.record_id].score)
    chosen = library.records(head.record_id for head in _with_recent(ranked, newest=query.order == "newest")).values()
    query, longer_names = not_in_longer_names(query, [_found_text(each, hits) for each in chosen])
    matcher = Matcher(query.concepts)
    views = tuple(view(record, matcher, hits[record.record_id].passages) for record in chosen)
    matched = library.count_records(search_for(query, query.concepts))
    for each in own_words(query):
        matched |= library.count_records(each)
    meant, other_senses = of_the_main_sense(views, query)
    matched -= {each.record.record_id for each in views} - {each.record.record_id for each in meant}
    return Found(query, meant, frozenset(within(library, query, matched)), (*longer_names, *other_senses))


@dataclass(slots=True)
class _Hits:
    score: float
    passages: set[int]


def _look_up(library: Library, query: Query, *, every: bool) -> dict[str, _Hits]:
    """Return what was found of each record: passages that name every concept, and those that name any of several."""
    hits: dict[str, _Hits] = defaultdict(lambda: _Hits(0.0, set()))
    _gather(hits, library.search(search_for(query, query.concepts), PASSAGES), share=1.0)
    if len(query.concepts) > 1 and not every:
        _gather(hits, library.search(search_for(query, query.concepts, must=False), PASSAGES), share=0.3)
    for each in own_words(query):
        _gather(hits, library.search(each, PASSAGES), share=1.0)
    return hits


def _gather(hits: dict[str, _Hits], found: Iterable[Hit], *, share: float) -> None:
    """Add hits to what is known of their records; the further ones of a record count less and less."""
    seen: dict[str, int] = defaultdict(int)
    for hit in found:
        entry = hits[hit.record_id]
        entry.passages.add(hit.passage)
        entry.score += share * hit.score / (1 + seen[hit.record_id])
        seen[hit.record_id] += 1


def _best_records(hits: dict[str, _Hits]) -> list[str]:
    return sorted(hits, key=lambda record_id: (-hits[record_id].score, record_id))[: RECORDS * 3]


def _found_text(record: Record, hits: dict[str, _Hits]) -> str:
    """Return the passages of a record that were found, as one text."""
    return " \n".join(record.passages[number].text for number in sorted(hits[record.record_id].passages))


def _worth_reading(head: Head) -> float:
    """Return what share of its rank a record keeps: a question whose answer cannot be quoted has little to give."""
    silent = not head.quotable_answer or head.state in UNQUOTABLE_STATES
    return SILENT if silent and head.kind is Kind.WRITTEN_QUESTION else 1.0


def _with_recent(ranked: Sequence[Head], *, newest: bool = False) -> list[Head]:
    """Return the best records, with places kept for the newest of the next best; ``newest`` of all that were found."""
    if newest:
        return sorted((r for r in ranked if r.day), key=lambda r: (r.day, r.record_id), reverse=True)[:RECORDS]
    best, rest = list(ranked[: RECORDS - RECENT]), list(ranked[RECORDS - RECENT :])
    dated = sorted((r for r in rest if r.day), key=lambda r: (r.day, r.record_id), reverse=True)
    return best + (dated[:RECENT] if len(rest) > RECENT else rest)
