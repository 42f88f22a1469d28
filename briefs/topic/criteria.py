"""What the concepts and filters of a request ask of the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.index.query import Search, Words
from briefs.language.words import WORD, has_hyphen, without_hyphens
from briefs.library import Library
from briefs.names.concepts import Concept, Name
from briefs.records.model import EXCHANGES, Kind
from briefs.request.model import Filters, Query

_READ_WHOLE = tuple(kind for kind in Kind if kind not in EXCHANGES)


def search_for(query: Query, concepts: Sequence[Concept], *, must: bool = True) -> Search:
    """Return the search for passages that name every one of the concepts, or any, within the filters of a request."""
    filters = query.filters
    return Search(
        groups=tuple(tuple(words for name in concept.names for words in _spellings(name)) for concept in concepts),
        must=must,
        as_printed=frozenset(_words(name) for concept in concepts for name in concept.names if name.exact_case),
        kinds=filters.kinds,
        house=filters.house,
        since=filters.since,
        until=filters.until,
        by=(*filters.by, *filters.office_names),
        tenures=filters.tenures,
        left_out=tuple(words for concept in filters.left_out for name in concept.names for words in _spellings(name)),
        bodies=filters.bodies,
        party=filters.party,
    )


def own_words(query: Query) -> list[Search]:
    """Return the searches for what the people of a topic said, and its departments answered, on the rest of it."""
    searches: list[Search] = []
    for concept in query.concepts:
        others = tuple(other for other in query.concepts if other is not concept)
        names = tuple(name.text for name in concept.names)
        if concept.kind == "person":
            searches.append(replace(search_for(query, others), by=names))
        elif concept.role == "minister":
            searches.append(replace(search_for(query, others), bodies=names))
    return searches


def records_naming(library: Library, query: Query, *concepts: Concept) -> set[str]:
    """Return the ids of the records within the filters of a request that have a passage naming every concept."""
    return library.count_records(search_for(query, concepts))


def within(library: Library, query: Query, record_ids: set[str]) -> set[str]:
    """Return the records that name one of the places of a request, and nothing that it leaves out.

    The place may be named by who asks, where another answers. A debate is left in where only some of it names what is
    left out: its passages are looked at one by one.
    """
    filters = query.filters
    if filters.places and record_ids:
        anybody = replace(query, filters=Filters(kinds=filters.kinds, house=filters.house, bodies=filters.bodies))
        place = Concept(filters.places[0], tuple(map(Name, filters.places)), "phrase")
        record_ids = record_ids & records_naming(library, anybody, place)
    if filters.left_out and record_ids:
        whole = replace(query, filters=Filters(kinds=_READ_WHOLE))
        record_ids = record_ids.difference(*(records_naming(library, whole, each) for each in filters.left_out))
    return record_ids


def number_without_filters(library: Library, query: Query) -> int:
    """Return how many records name every concept of a request, whatever its filters and dates say."""
    return len(records_naming(library, replace(query, filters=Filters()), *query.concepts)) if query.concepts else 0


def _spellings(name: Name) -> tuple[Words, ...]:
    """Return the words of a name, and those of the name without its hyphens where it has any."""
    if not has_hyphen(name.text):
        return (_words(name),)
    return (_words(name), tuple(WORD.findall(without_hyphens(name.text))))


def _words(name: Name) -> Words:
    return tuple(WORD.findall(name.text))
