"""The whole way from a request to a brief that has passed its check. Doors call this and nothing below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefs.errors import QueryError
from briefs.library import Library
from briefs.records.citations import long_date
from briefs.records.model import Kind, Record
from briefs.request.model import Filters, Query, with_names
from briefs.request.parser import understand
from briefs.topic.caveats import listed, notes_for, unquotable
from briefs.topic.compose import compose
from briefs.topic.model import Brief, Coverage
from briefs.topic.namesakes import namesake_notes
from briefs.topic.scoring import Evidence, Weighed, weigh
from briefs.topic.search import Found, find, number_without_filters
from briefs.topic.selection import Chosen, choose
from briefs.topic.verify import verify
from briefs.topic.weights import DEFAULT, LENGTHS, Tuning


@dataclass(frozen=True, slots=True)
class Explained:
    """A brief with the evidence behind it: what was taken, and the next best with the reason why not."""

    brief: Brief
    chosen: Chosen


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
        raise QueryError(f"There is no length “{length}”: choose {listed(LENGTHS, 'or')}.")
    today = today or date.today()
    query = understand(request, library.aliases, today, people=library.people)
    query = with_names(query, also=also, without=without)
    found = find(library, query)
    weighed = weigh(found.views, found.query, tuning)
    chosen = choose(weighed.evidence, LENGTHS[length], tuning)
    brief = _brief(library, found, weighed, chosen.taken, key_points=LENGTHS[length].key_points, today=today)
    cited = library.records([source.record_id for source in brief.sources])
    brief = replace(brief, notes=(*namesake_notes(brief, cited), *brief.notes))
    return Explained(verify(brief, cited), chosen)


def _brief(
    library: Library,
    found: Found,
    weighed: Weighed,
    taken: tuple[Evidence, ...],
    *,
    key_points: int,
    today: date,
) -> Brief:
    by_id = {view.record.record_id: view.record for view in found.views}
    matched = [by_id[record_id] for record_id in weighed.matched]
    coverage = _coverage(library, found, matched)
    cited = [by_id[i] for i in dict.fromkeys(e.sentence.record.record_id for e in taken)]
    if taken:
        notes = notes_for(found.query, coverage, cited, matched, weighed.passed_over)
        suggestions: list[str] = []
    else:
        notes, suggestions = _nothing(library, found, coverage, len(weighed.passing))
    corrected = [f"“{typed}” is read as {month}." for typed, month in found.query.corrected]
    notes = [*corrected, *_settled(found), *notes]
    return compose(
        found.query,
        taken,
        matched=matched,
        coverage=coverage,
        notes=notes,
        suggestions=suggestions,
        key_points=key_points,
        today=today,
    )


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


def _settled(found: Found) -> list[str]:
    """Return a note for each name of several meanings that the records decided."""
    return [
        f"“{typed}” is read as {meaning}; write {listed(others, 'or')} in full for that."
        for typed, meaning, others in found.settled
    ]


def _nothing(library: Library, found: Found, coverage: Coverage, passing: int) -> tuple[list[str], list[str]]:
    """Return the notes and suggestions of a brief without items: what was searched, over which dates, what to try."""
    query = found.query
    if found.undecided:
        notes = [f"“{typed}” can mean {listed(meanings, 'or')}: say which." for typed, meanings in found.undecided]
        return notes, [meaning for _, meanings in found.undecided for meaning in meanings]
    filtered = query.filters != Filters() and not coverage.records_matched
    without = number_without_filters(library, query) if filtered else 0
    if coverage.records_matched:
        notes = [unquotable(coverage.records_matched)]
    elif without:
        notes = [_narrowed_away(query, coverage.records_searched, without)]
    elif not coverage.records_searched:
        notes = ["No record is held within these filters and dates."]
    elif query.topic:
        notes = [f"No record held is about “{query.topic}”; nothing is quoted."]
        if passing:
            notes.append(f"{passing} {'record mentions' if passing == 1 else 'records mention'} it in passing.")
    else:
        notes = ["No record held meets these filters; nothing is quoted."]
    if coverage.newest_held:
        notes.append(f"The newest record held is of {long_date(coverage.newest_held)}.")
    return notes, [] if without else list(library.suggest(query.topic))


def _narrowed_away(query: Query, searched: int, without: int) -> str:
    """Return the sentence for a topic of which records are held, but none that meets the filters and dates."""
    filters, topic = query.filters, f"“{query.topic}”"
    number = f"{without:,} {'record is' if without == 1 else 'records are'}"
    if filters == Filters(by=filters.by):
        return f"Nothing held by {listed(filters.by, 'or')} is about {topic}; without the name {number}."
    dated = filters.since is not None or filters.until is not None
    others = replace(filters, since=None, until=None) != Filters()
    left = "filters and dates" if dated and others else "dates" if dated else "filters"
    meets = "is of these dates" if left == "dates" else f"meets these {left}"
    if not searched:
        return f"No record held {meets}; without the {left} {number} about {topic}."
    return f"No record held that {meets} is about {topic}; without the {left} {number}."
