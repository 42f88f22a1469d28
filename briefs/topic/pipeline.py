"""The whole way from a request to a brief that has passed its check. Doors call this and nothing below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefs.errors import QueryError
from briefs.library import Library
from briefs.records.model import Kind, Record
from briefs.request.model import Filters, not_left_out, with_names
from briefs.request.parser import understand
from briefs.topic.absence import nothing_found, which_is_meant
from briefs.topic.caveats import listed, notes_for, offers, said_first
from briefs.topic.compose import compose
from briefs.topic.ladder import RequestReading, readings, unnamed
from briefs.topic.learned import reweighed
from briefs.topic.model import Brief, Coverage
from briefs.topic.namesakes import namesake_notes
from briefs.topic.resolve import Resolved, resolve
from briefs.topic.scoring import Evidence, Weighed, weigh
from briefs.topic.search import Found, search
from briefs.topic.selection import Chosen, choose
from briefs.topic.verify import verify
from briefs.topic.vocabulary import RecordWords
from briefs.topic.weights import DEFAULT, LENGTHS, Tuning


@dataclass(frozen=True, slots=True)
class Explained:
    """A brief with the evidence behind it: what was taken, and the next best with the reason why not.

    ``found`` are the records that were read for it, ``weighed`` all that they hold on the topic.
    """

    brief: Brief
    chosen: Chosen
    found: Found
    weighed: Weighed


def make_brief(
    library: Library,
    request: str,
    *,
    length: str = "normal",
    today: date | None = None,
    also: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Brief:
    """Return the brief on a request, checked against the store.

    ``length`` is short, normal or long; ``also`` and ``without`` are names to search besides, and not to search (see
    ``briefs.request.model.with_names``). Raises QueryError for a request that cannot be understood, StoreError and
    IndexUnavailable where the records cannot be read, and VerificationError rather than show a brief that disagrees
    with the record.
    """
    return explain_brief(library, request, length=length, today=today, also=also, without=without).brief


def explain_brief(
    library: Library,
    request: str,
    *,
    length: str = "normal",
    today: date | None = None,
    tuning: Tuning = DEFAULT,
    also: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Explained:
    """Return the brief on a request with the evidence behind it; see ``make_brief``."""
    if length not in LENGTHS:
        raise QueryError(f"“{length}” is not a length: choose {listed(LENGTHS, 'or')}.")
    today = today or date.today()
    query = understand(request, library.aliases, today, library.people, vocabulary=RecordWords(library))
    length = query.length if query.length and length == "normal" else length
    resolved = resolve(library, with_names(query, also=also))
    kept = not_left_out(resolved.query, without)
    resolved = replace(resolved, query=with_names(resolved.query, without=without))
    read = _first_that_gives(library, resolved, tuning)
    chosen = choose(read.weighed.evidence, LENGTHS[length], tuning)
    brief = _brief(library, resolved, read, chosen.taken, LENGTHS[length].key_points, today)
    cited = library.records([source.record_id for source in brief.sources])
    brief = replace(brief, notes=(*kept, *namesake_notes(brief, cited), *brief.notes))
    return Explained(verify(brief, cited), chosen, read.found, read.weighed)


@dataclass(frozen=True, slots=True)
class _Read:
    """A reading of the request, with what was found for it and what that is worth."""

    reading: RequestReading
    found: Found
    weighed: Weighed


def _first_that_gives(library: Library, resolved: Resolved, tuning: Tuning) -> _Read:
    """Return the first reading of which a record is about the topic; the request as typed where none is."""
    if resolved.undecided:
        query = resolved.query
        return _Read(RequestReading(query), Found(query, (), frozenset()), weigh((), query, tuning))
    tried: list[_Read] = []
    for reading in readings(library, resolved.query):
        found = search(library, reading.query, every=bool(reading.told))
        weighed = weigh(found.views, found.query, tuning, apart=reading.apart)
        tried.append(_Read(reading, found, reweighed(weighed, tuning)))
        if tried[-1].weighed.matched:
            return tried[-1]
    return tried[0]


def _brief(
    library: Library,
    resolved: Resolved,
    read: _Read,
    taken: tuple[Evidence, ...],
    key_points: int,
    today: date,
) -> Brief:
    found, weighed = read.found, read.weighed
    by_id = {view.record.record_id: view.record for view in found.views}
    matched = [by_id[record_id] for record_id in weighed.matched]
    coverage = _coverage(library, found, matched)
    cited = [by_id[i] for i in dict.fromkeys(e.sentence.record.record_id for e in taken)]
    suggestions: list[str] = []
    if taken:
        notes = notes_for(found.query, coverage, cited, matched, weighed.passed_over)
    elif resolved.undecided:
        notes, suggestions = which_is_meant(resolved.undecided)
    else:
        notes, suggestions = nothing_found(library, found.query, coverage, len(weighed.passing))
    suggestions = [*suggestions, *offers(found.query)]
    read_as = _as_read(resolved, read, taken)
    brief = compose(
        found.query,
        taken,
        matched=matched,
        coverage=coverage,
        notes=[*read_as, *notes],
        suggestions=suggestions,
        key_points=key_points,
        today=today,
    )
    return replace(brief, read_as=tuple(read_as))


def _as_read(resolved: Resolved, read: _Read, taken: tuple[Evidence, ...]) -> list[str]:
    """Return a note for each misspelt word, each unknown name, and each name of several meanings."""
    notes = said_first(resolved.query)
    notes += [
        f"“{name.typed}” is read as {name.meaning}; write {listed(name.others, 'or')} in full for that."
        if name.others
        else f"“{name.typed}” is read as {name.meaning}, as the records spell it out."
        for name in resolved.settled
    ]
    aside: dict[str, list[str]] = {}
    for word in read.found.other_senses:
        aside.setdefault(word.typed, []).extend(word.places)
    others = [
        f"“{typed}” has another sense in {listed(places)}, left aside here; ask for that by name."
        for typed, places in aside.items()
    ]
    told = read.reading.told or unnamed(read.found.query, read.found.views, read.weighed.matched)
    return [*notes, *others, told] if taken and told else notes + others


def _coverage(library: Library, found: Found, matched: list[Record]) -> Coverage:
    """Return the counts of the heading; a record that the index found counts only if what was read of it agrees."""
    filters = found.query.filters
    within = library.holdings(filters.kinds, filters.house, filters.since, filters.until)
    read = {view.record.record_id for view in found.views}
    about = (found.matched - read if matched else set()) | {record.record_id for record in matched}
    holdings = library.store.holdings_of(about)
    days = [day for day in (holdings.oldest, holdings.newest, *_days_within(filters, matched)) if filters.hold(day)]
    return Coverage(
        # A question is held by the day that is cited, and also found by the day on which it was tabled.
        records_searched=max(within.records, holdings.records),
        records_matched=holdings.records,
        oldest=min((day for day in days if day), default=None),
        newest=max((day for day in days if day), default=None),
        newest_held=library.holdings().newest,
        by_kind=holdings.by_kind,
        by_year=holdings.by_year,
        questions_by_month={
            month: number for (kind, month), number in holdings.by_month.items() if kind == Kind.WRITTEN_QUESTION
        },
    )


def _days_within(filters: Filters, matched: list[Record]) -> list[date | None]:
    """Return the days of the words read that are within the filters, where these set days."""
    if filters.since is None and filters.until is None:
        return []
    return [day for each in matched for passage in each.passages if filters.hold(day := each.day_for(passage))]
