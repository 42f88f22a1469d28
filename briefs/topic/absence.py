"""What is said where a brief has no items: what was searched, over which dates, and what to try."""

from __future__ import annotations

from dataclasses import replace

from briefs.library import Library
from briefs.records.citations import long_date
from briefs.request.model import Filters, Query
from briefs.topic.caveats import ROLES, listed, unquotable
from briefs.topic.criteria import number_without_filters, records_naming
from briefs.topic.model import Coverage
from briefs.topic.resolve import Undecided

TWO = 2
FEW, COMMON = 20, 0.005  # records that name a part of a topic; a part that more of those searched name tells little
Nothing = tuple[list[str], list[str]]
"""The notes and the suggestions of a brief without items."""


def which_is_meant(undecided: tuple[Undecided, ...]) -> Nothing:
    """Return what to ask where names can mean several things."""
    notes = [f"“{name.typed}” can mean {listed(name.meanings, 'or')}: say which." for name in undecided]
    return notes, [meaning for name in undecided for meaning in name.meanings]


def nothing_found(library: Library, query: Query, coverage: Coverage, passing: int) -> Nothing:
    """Return what to say of a topic without items; ``passing`` counts the records that only mention it."""
    filtered = query.filters != Filters() and not coverage.records_matched
    without = number_without_filters(library, query) if filtered else 0
    notes = _why(query, coverage, passing, without)
    offered = {} if without or coverage.records_matched else _parts_held(library, query, coverage.records_searched)
    if offered:
        held = listed(f"“{part}” ({number:,})" for part, number in offered.items())
        notes.append(f"Records that name a part of it: {held}.")
    if coverage.newest_held:
        notes.append(f"The newest record is from {long_date(coverage.newest_held)}.")
    return notes, [] if without else [*library.suggest(query.topic), *offered]


def _parts_held(library: Library, query: Query, searched: int) -> dict[str, int]:
    """Return the rarest things of a topic of several that records name, each with the number of records."""
    if len(query.concepts) < TWO:
        return {}
    numbers = {each.typed: len(records_naming(library, query, each)) for each in query.concepts}
    telling = [part for part, number in numbers.items() if 0 < number <= max(FEW, COMMON * searched)]
    return {part: numbers[part] for part in sorted(telling, key=lambda part: numbers[part])[:TWO]}


def _why(query: Query, coverage: Coverage, passing: int, without: int) -> list[str]:
    if coverage.records_matched and query.filters.roles:
        return [_nobody_in_role(query, coverage.records_matched)]
    if coverage.records_matched:
        return [unquotable(coverage.records_matched)]
    if without:
        return [_narrowed_away(query, coverage.records_searched, without)]
    if not coverage.records_searched:
        narrowing = _narrowing(query.filters)
        return [f"No records are stored within these {narrowing}." if narrowing else "No records are stored."]
    if not query.topic:
        return ["No stored record matches these filters, so nothing is quoted."]
    notes = [f"No stored record is about “{query.topic}”, so nothing is quoted."]
    if passing:
        notes.append(f"{passing} {'record mentions' if passing == 1 else 'records mention'} it in passing.")
    return notes


def _nobody_in_role(query: Query, matched: int) -> str:
    """Return the sentence for a topic of which records are held, but none with words of the role asked for."""
    roles = listed((ROLES.get(role, role.value) for role in query.filters.roles), "or")
    records = "record is" if matched == 1 else "records are"
    return (
        f"{matched:,} {records} about “{query.topic}”, and none has words that the record or the lists of Members"
        f" show to be of {roles}."
    )


def _narrowed_away(query: Query, searched: int, without: int) -> str:
    """Return the sentence for a topic of which records are held, but none that meets the filters and dates."""
    filters, topic = query.filters, f"“{query.topic}”"
    number = f"{without:,} {'record is' if without == 1 else 'records are'}"
    if filters == Filters(by=filters.by):
        return f"Nothing stored by {listed(filters.by, 'or')} is about {topic}. Without the name, {number}."
    left = _narrowing(filters)
    meets = "is from these dates" if left == "dates" else f"meets these {left}"
    if not searched:
        return f"No stored record {meets}. Without the {left}, {number} about {topic}."
    return f"No stored record that {meets} is about {topic}. Without the {left}, {number}."


def _narrowing(filters: Filters) -> str:
    """Return what narrows a request: filters, dates, both, or nothing (an empty string)."""
    dated = filters.since is not None or filters.until is not None
    others = replace(filters, since=None, until=None) != Filters()
    return " and ".join(name for name, is_set in (("filters", others), ("dates", dated)) if is_set)
