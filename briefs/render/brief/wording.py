"""The words that stand around the quotations: dates, counts, marks of fidelity, and what was searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from briefs.names.aliases import fold
from briefs.names.office_holders import Office
from briefs.names.people import bare_name
from briefs.records.citations import long_date
from briefs.records.kinds import kind_name as kind_name  # noqa: PLC0414 - given on to who imports it from here
from briefs.records.model import Fidelity, House, Kind
from briefs.request.model import Filters, Query
from briefs.topic.caveats import ROLES
from briefs.topic.model import Coverage, Item

_AS_REPORTED = frozenset({Kind.DEBATE, Kind.URGENT_QUESTION, Kind.ORAL_STATEMENT})
_HOUSES = {House.COMMONS: "House of Commons", House.LORDS: "House of Lords"}

_MARKS = ("“", "”", '"')

PRECIS = "précis"
FEWEST_MONTHS, MOST_MONTHS = 2, 24  # of age that is told, and told in months


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun, such as ``1 record`` or ``29,240 records``."""
    return f"{number:,} {one if number == 1 else many}"


def fidelity_label(fidelity: Fidelity, kind: Kind) -> str:
    """Return the sentence that says how near the text is to the words said; empty where there is nothing to say.

    Hansard is substantially verbatim, not a transcript, hence "As reported".
    """
    if fidelity is Fidelity.PRECIS:
        return "Précis in this project's own words, not the source's."
    if fidelity is Fidelity.UNCORRECTED:
        return "Uncorrected: neither members nor witnesses have had the opportunity to correct the record."
    return "As reported." if kind in _AS_REPORTED else ""


def quoted(text: str) -> str:
    """Return words in double quotation marks, without doubling marks that already enclose them.

    A sentence cut from inside a longer quotation may bring one mark of the two: then only the other is added. Where
    two marks must meet, a no-break space stands between them.
    """
    pairs, alone = _quotation_marks(text)
    last = len(text) - 1
    if pairs.get(0) == last > 0:
        return text
    brings_opening = alone == [0] and text[0] != "”"
    brings_closing = alone == [last] and last > 0 and text[last] != "“"
    opening = "" if brings_opening else "“\u00a0" if text.startswith(_MARKS) else "“"
    closing = "" if brings_closing else "\u00a0”" if text.endswith(_MARKS) else "”"
    return opening + text + closing


def _quotation_marks(text: str) -> tuple[dict[int, int], list[int]]:
    """Return the double quotation marks of a text: where each pair opens and closes, and where the lone ones are."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    alone: list[int] = []
    for place, char in enumerate(text):
        if char not in _MARKS:
            continue
        closes = char == "”" or (char == '"' and opened and text[opened[-1]] == '"')
        if not closes:
            opened.append(place)
        elif opened:
            pairs[opened.pop()] = place
        else:
            alone.append(place)
    return pairs, sorted(alone + opened)


def names_listed(query: Query) -> tuple[tuple[str, ...], ...]:
    """Return the names that were searched, as people read them: headings of records are counted, not listed."""
    listed = []
    for concept, names in zip(query.concepts, names_searched(query), strict=True):
        headings = {name.text for name in concept.names if name.as_heading}
        shown = tuple(name for name in names if name not in headings)
        number = len(names) - len(shown)
        counted = (f"{count(number, 'heading', 'headings')} that records use",)
        listed.append(shown + (counted if number else ()))
    return tuple(listed)


def names_searched(query: Query) -> tuple[tuple[str, ...], ...]:
    """Return, concept by concept, every name that was searched: what was typed first, none twice."""
    found = []
    for concept in query.concepts:
        names = {name.text if name.exact_case else name.text.casefold(): name.text for name in reversed(concept.names)}
        found.append(tuple(reversed(names.values())))
    return tuple(found)


def narrowed_by(query: Query) -> tuple[str, ...]:
    """Return what narrowed the search and how the brief was asked for, a phrase each, dates last of the filters."""
    filters = query.filters
    phrases = [_by_words(names) for names in filters.persons]
    phrases += [_by_office(office, filters) for office in filters.offices]
    if filters.roles:
        phrases.append("words of " + ", ".join(ROLES.get(role, role.value) for role in filters.roles))
    if filters.bodies:
        phrases.append("from " + " or ".join(filters.body_names or filters.bodies))
    if filters.kinds:
        phrases.append("only " + ", ".join(kind_name(kind, 2) for kind in filters.kinds))
    if filters.house:
        phrases.append(_HOUSES[filters.house])
    if filters.party:
        phrases.append(f"party {filters.party}")
    if filters.places:
        phrases.append("naming " + " or ".join(filters.places))
    if filters.left_out:
        phrases.append("leaving out " + ", ".join(concept.typed for concept in filters.left_out))
    if period := period_words(filters.since, filters.until):
        phrases.append(period)
    return (*phrases, *_asked_for(query))


def _asked_for(query: Query) -> Iterator[str]:
    """Yield how the brief was asked for, as far as that is no filter."""
    if query.compared:
        yield f"either of {' and '.join(query.compared)}, for comparison"
    if query.either:
        yield f"any of {', '.join(query.either)}"
    if query.order == "newest":
        yield "the newest records"
    if query.first == "position":
        yield "the Government's position first"
    if query.length:
        yield f"{query.length} brief"


def _by_office(office: Office, filters: Filters) -> str:
    """Return an office with those who held it within the period, as far as the table knows them."""
    held = (tenure for tenure in office.held if tenure.meets(filters.since, filters.until))
    names = list(dict.fromkeys(tenure.name for tenure in held))
    return f"by the {office.name} of the day ({', '.join(names)})" if names else f"by the {office.name} of the day"


def _by_words(names: Sequence[str]) -> str:
    """Return a person or body once, with the other names in brackets; a courtesy title makes no other name."""
    first, *others = dict.fromkeys(map(bare_name, names))
    other = {fold(name): name for name in reversed(others) if fold(name) != fold(first)}
    return f"by {first} ({', '.join(reversed(other.values()))})" if other else f"by {first}"


def period_words(since: date | None, until: date | None) -> str:
    """Return a period in words: "since …", "until …", "… to …", or one day."""
    if since and until:
        return long_date(since) if since == until else f"{long_date(since)} to {long_date(until)}"
    if since:
        return f"since {long_date(since)}"
    return f"until {long_date(until)}" if until else ""


def since(item: Item) -> tuple[str, ...]:
    """Return what has changed since words were said: another Government came, a time that they name is over."""
    under = (f"under {item.government}",) if item.government else ()
    over = (f"the time it names has passed ({long_date(item.passed)})",) if item.passed else ()
    return (*under, *over)


def age(day: date, today: date) -> str:
    """Return how long ago a day was, in months or years, empty for less than two months."""
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months < FEWEST_MONTHS:
        return ""
    return f"{months} months ago" if months < MOST_MONTHS else f"{months // 12} years ago"


def coverage_phrases(coverage: Coverage, made: date | None = None) -> tuple[str, ...]:
    """Return how many records were searched and matched, of which kinds, and the oldest and newest of them.

    ``made`` is the day of the brief: then it is said how old the newest is.
    """
    searched = count(coverage.records_searched, "record", "records") + " searched"
    verb = "is" if coverage.records_matched == 1 else "are"
    phrases = [f"{coverage.records_matched:,} of {searched} {verb} about this topic"]
    if not coverage.records_matched:
        phrases = [f"{searched}, none about this topic"]
    phrases += [f"{number:,} {kind_name(kind, number)}" for kind, number in coverage.by_kind.items()]
    if coverage.oldest and coverage.newest and coverage.oldest != coverage.newest:
        phrases.append(f"oldest on this topic {long_date(coverage.oldest)}")
    if coverage.newest:
        old = age(coverage.newest, made) if made else ""
        phrases.append(f"newest on this topic {long_date(coverage.newest)}" + (f", {old}" if old else ""))
    return tuple(phrases)
