"""A search as data, and the query it makes. Words are looked up as words: nothing a person types is an operator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import tantivy

from briefs.index.schema import AS_PRINTED, PLAIN, STEMMED, acronyms, day_number, schema, tokens
from briefs.language.words import without_hyphens
from briefs.members.register import PartySpan
from briefs.names.office_holders import Tenure
from briefs.names.parties import party_forms
from briefs.records.model import House, Kind

Words = tuple[str, ...]

_TIE = 0.1
"""How much the weaker names of a concept add to its best one: two aliases of it hardly make a better passage."""

_QUERY = tantivy.Query
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for.

    ``groups`` are the concepts of a topic, each a tuple of its names, each name a tuple of words: one word is found by
    its stem, more than one as a phrase as written (the last word also in its other number). ``must`` asks for every
    group, else any. ``as_printed`` holds the names (of one word) that count only with their capitals. A group may be
    met by the title of the record, with ``title_boost`` times the weight; 0 leaves titles out. No groups at all means
    everything within the filters, newest first. ``by``, ``bodies`` and ``party`` are found as phrases; a passage
    is filtered by the day of its words, and one without a day is in no range; ``quotable`` leaves clipped passages out.
    ``tenures`` are who held an office and when, found beside those of ``by``; ``left_out`` are names of which none may
    stand in the passage or its title.
    ``members`` are Parliament's ids of those in ``by``, and ``party_members`` the days on which Members were of the
    ``party``, for records that carry ids, as ``holders`` are of ``tenures``.
    """

    groups: tuple[tuple[Words, ...], ...] = ()
    must: bool = True
    as_printed: frozenset[Words] = frozenset()
    title_boost: float = 1.5
    kinds: tuple[Kind, ...] = ()
    house: House | None = None
    since: date | None = None
    until: date | None = None
    by: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    party: str | None = None
    members: tuple[int, ...] = ()
    party_members: tuple[PartySpan, ...] = ()
    quotable: bool = False
    tenures: tuple[Tenure, ...] = ()
    holders: tuple[PartySpan, ...] = ()
    left_out: tuple[Words, ...] = ()


def build(spec: Search) -> tantivy.Query:
    """Return the query of a search."""
    clauses = [(_MUST, _QUERY.const_score_query(query, 0.0)) for query in _filters(spec)]
    if spec.groups:
        clauses.append((_MUST, _topic(spec)))
    unwanted = [query for words in spec.left_out for query in _name(spec, " ".join(words), False)]
    if unwanted:
        clauses = [*(clauses or [(_MUST, _QUERY.all_query())]), *((_NOT, query) for query in unwanted)]
    return _QUERY.boolean_query(clauses) if clauses else _QUERY.all_query()


def _topic(spec: Search) -> tantivy.Query:
    groups = [query for query in (_group(spec, names) for names in spec.groups) if query is not None]
    if not groups:  # nothing but punctuation was asked for
        return _QUERY.empty_query()
    return _QUERY.boolean_query([(_MUST if spec.must else _SHOULD, query) for query in groups])


def _group(spec: Search, names: Iterable[Words]) -> tantivy.Query | None:
    """Return the query of one concept, None where its names hold no letter or digit and so ask for nothing."""
    texts = {words: " ".join(words) for words in names}
    if not any(character.isalnum() for text in texts.values() for character in text):
        return None
    return _best(query for words, text in texts.items() for query in _name(spec, text, words in spec.as_printed))


def _name(spec: Search, text: str, as_printed: bool) -> list[tantivy.Query]:
    plain = tokens(text, PLAIN)
    if len(plain) > 1:
        words = [plain, [*plain[:-1], _other_number(plain[-1])]]
        fields = ("exact", "joined_exact", "title_exact", "title_joined_exact")
    elif as_printed and (printed := acronyms(text)):
        words, fields = [tokens(printed[0], AS_PRINTED)], ("printed", "printed", "title_printed", "title_printed")
    else:
        words, fields = [tokens(text, STEMMED)], ("text", "joined", "title", "title_joined")
    places = dict.fromkeys(fields[:2])
    queries = [_phrase(field, form) for field in places for form in words if form]
    if spec.title_boost > 0:
        titles = [_phrase(field, form) for field in dict.fromkeys(fields[2:]) for form in words if form]
        queries = [_sum([_best(queries), _QUERY.boost_query(_best(titles), spec.title_boost)])] if queries else []
    return queries


def _other_number(word: str) -> str:
    """Return the plural of a singular and the other way round, as far as a letter s makes the difference."""
    return word[:-1] if word.endswith("s") and len(word) > 3 else word + "s"


def _filters(spec: Search) -> list[tantivy.Query]:
    queries: list[tantivy.Query] = []
    if spec.kinds:
        queries.append(_any(_term("kind", kind.value) for kind in spec.kinds))
    if spec.house is not None:
        queries.append(_term("house", spec.house.value))
    if spec.since is not None or spec.until is not None:
        queries.append(_days(spec.since, spec.until))
    parties = party_forms(spec.party) if spec.party else ()
    by_id = {
        "speaker": [
            *(_term("member", str(member)) for member in spec.members),
            *(_on_days(span) for span in spec.holders),
            *(_said_in_office(tenure) for tenure in spec.tenures),
        ],
        "party": [_on_days(span) for span in spec.party_members],
    }
    for field, names in (("speaker", spec.by), ("body", spec.bodies), ("party", parties)):
        if names:
            forms = [words for name in names for words in (_name_forms(name) if field == "speaker" else [_cut(name)])]
            printed = [_phrase(field, words) for words in forms if words]
            queries.append(_any([*printed, *by_id.get(field, ())]))
    if spec.quotable:
        queries.append(_QUERY.term_query(schema(), "quotable", True))
    return queries


def _cut(name: str) -> list[str]:
    return tokens(name, PLAIN)


def _name_forms(name: str) -> list[list[str]]:
    """Return the words of a speaker's name; double names are one word in the index, and may be typed as two."""
    words = _cut(without_hyphens(name))
    return [words, *([*words[:at], words[at] + words[at + 1], *words[at + 2 :]] for at in range(len(words) - 1))]


def _said_in_office(tenure: Tenure) -> tantivy.Query:
    """Return the query for what somebody is printed to have said while holding an office."""
    said = _any(_phrase("speaker", words) for words in _name_forms(tenure.name) if words)
    return _QUERY.boolean_query([(_MUST, said), (_MUST, _days(tenure.first, tenure.last))])


def _on_days(span: PartySpan) -> tantivy.Query:
    """Return the query for what a Member said within the days of a span, both included."""
    return _QUERY.boolean_query([(_MUST, _term("member", str(span.member_id))), (_MUST, _days(span.first, span.last))])


def _days(first: date | None, last: date | None) -> tantivy.Query:
    return _QUERY.range_query(
        schema(),
        "day",
        tantivy.FieldType.Integer,
        lower_bound=day_number(first) if first else None,
        upper_bound=day_number(last) if last else None,
    )


def _term(field: str, value: str) -> tantivy.Query:
    return _QUERY.term_query(schema(), field, value)


def _phrase(field: str, words: Sequence[str]) -> tantivy.Query:
    return _term(field, words[0]) if len(words) == 1 else _QUERY.phrase_query(schema(), field, list(words))


def _best(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    found = list(queries)
    return _QUERY.disjunction_max_query(found, _TIE) if found else _QUERY.empty_query()


def _sum(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return _QUERY.boolean_query([(_SHOULD, query) for query in queries])


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    found = list(queries)
    return _sum(found) if found else _QUERY.empty_query()
