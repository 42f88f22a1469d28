"""From a request to the records that may answer it: the names are looked up, the best records read.

What a typed name means, where it can mean two things, is decided by the records: a meaning that no record names is
out. Where two are left the person is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefs.index.index import Hit, Search
from briefs.language.words import STOP_WORDS, WORD, content_stems, has_hyphen, without_hyphens
from briefs.library import Library
from briefs.names.concepts import Concept, Name
from briefs.records.model import Kind
from briefs.request.model import Filters, Query, with_choice
from briefs.store.store import Head
from briefs.topic.matching import Matcher
from briefs.topic.related import with_related
from briefs.topic.scoring import UNQUOTABLE_STATES
from briefs.topic.segments import RecordView, view

PASSAGES = 240  # hits read, best first
RECORDS = 24  # records cut into sentences
RECENT = 8  # of them, places kept for the newest that match
PRINTED = 6  # passages looked at for how a name is printed
TITLES = frozenset("Lord Lady Baroness Viscount Earl Sir Dame Mr Mrs Ms Miss Dr".split())
TWO_WORDS = 2
MOSTLY = 0.75  # of the records with a surname, how many must have the whole name for the surname to mean it
SILENT = 0.3  # of its rank, what a question without a quotable answer keeps
RARE_MEANING = 0.05  # a meaning that so small a share of the records has is named in a note, not asked about


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the request with its meanings settled, the records read, and the ids of all that match.

    ``undecided`` are the names that could mean several things even so; ``settled`` says, for each name that the
    records decided, what it was taken to mean and what it was not.
    """

    query: Query
    views: tuple[RecordView, ...]
    matched: frozenset[str]
    undecided: tuple[tuple[str, tuple[str, ...]], ...] = ()
    settled: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


def find(library: Library, query: Query) -> Found:
    """Return the records that may answer a request, best first. Raises StoreError, IndexUnavailable."""
    query, undecided, settled = settle(library, query)
    if undecided:
        return Found(query, (), frozenset(), undecided, settled)
    query = by_surnames(library, as_names(library, as_narrow_as_typed(query)))
    hits = _look_up(library, query)
    if not hits and (loosened := in_plain_words(query)) != query:
        query, hits = loosened, _look_up(library, loosened)
    query = with_related(query)
    order = _best_records(hits)
    heads = library.store.heads(order)
    ranked = sorted(heads.values(), key=lambda head: -_worth_reading(head) * hits[head.record_id].score)
    chosen = library.records(head.record_id for head in _with_recent(ranked)).values()
    matcher = Matcher(query.concepts)
    views = tuple(view(record, matcher, hits[record.record_id].passages) for record in chosen)
    matched = library.count_records(_search(query, query.concepts, must=True))
    for search in _own_words(query):
        matched |= library.count_records(search)
    return Found(query, views, frozenset(matched), (), settled)


def number_without_filters(library: Library, query: Query) -> int:
    """Return how many records name every concept of a request, whatever its filters and dates say."""
    bare = replace(query, filters=Filters())
    return len(library.count_records(_search(bare, bare.concepts, must=True))) if bare.concepts else 0


@dataclass(slots=True)
class _Hits:
    score: float
    passages: set[int]


def _look_up(library: Library, query: Query) -> dict[str, _Hits]:
    """Return what was found of each record: passages that name every concept, and those that name any."""
    searches = [_search(query, query.concepts, must=True)]
    if len(query.concepts) > 1:
        searches.append(_search(query, query.concepts, must=False))
    hits: dict[str, _Hits] = defaultdict(lambda: _Hits(0.0, set()))
    for number, search in enumerate(searches):
        _gather(hits, library.search(search, PASSAGES), share=1.0 if number == 0 else 0.3)
    for search in _own_words(query):
        _gather(hits, library.search(search, PASSAGES), share=1.0)
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


def as_names(library: Library, query: Query) -> Query:
    """Return the query with a run of words typed with capitals taken as one name, if some record has it so.

    "Jimmy Lai" is somebody, whether or not he ever spoke in a record; a run that no record has stays plain words. So
    does one with a subject in it ("Prison Overcrowding"), unless the records too print it with capitals.
    """
    for phrase in query.phrases:
        typed = WORD.findall(phrase)
        run = [c for c in query.concepts if c.kind in ("words", "subject") and c.typed in phrase]
        whole = [word for concept in run for word in WORD.findall(concept.typed)] == typed
        if not whole or not all(word[0].isupper() and not word.isupper() for word in typed):
            continue
        name = Concept(phrase, (Name(phrase),), "phrase")
        plain = all(concept.kind == "words" for concept in run)
        if _held(library, query, name) if plain else _is_printed(library, query, name):
            first, others = query.concepts.index(run[0]), [c for c in query.concepts if c not in run]
            query = replace(query, concepts=(*others[:first], name, *others[first:]))
    return query


def _held(library: Library, query: Query, *names: Concept) -> int:
    return len(library.count_records(_search(query, names, must=True)))


def _is_printed(library: Library, query: Query, name: Concept) -> bool:
    """Whether most of the best passages that have a name print it just as it was typed."""
    hits = library.search(_search(query, (name,), must=True), PRINTED)
    records = library.records(hit.record_id for hit in hits)
    read = [records[hit.record_id].passages[hit.passage].text for hit in hits if hit.record_id in records]
    return sum(name.typed in text for text in read) * 2 > len(read)


def by_surnames(library: Library, query: Query) -> Query:
    """Return the query with a surname added to a name of two words, where it mostly stands in records with the whole.

    "Lord Lamplighter" is also "Peter Lamplighter", and Lamplighter; "Lord Hill" leaves hill a word like another. For a
    person whose own words are held that is done only with a title: what others say of them is the lesser part.
    """
    concepts = []
    for concept in query.concepts:
        words = WORD.findall(concept.typed)
        named = concept.typed in query.phrases or (concept.kind == "person" and words[0] in TITLES)
        if named and len(words) == TWO_WORDS and words[-1][0].isupper():
            last = Concept(words[-1], (Name(words[-1]),), "phrase")
            share = _held(library, query, concept) / max(1, _held(library, query, last))
            if share >= MOSTLY and _is_printed(library, query, last):
                concept = replace(concept, names=(*concept.names, *last.names))  # noqa: PLW2901
        concepts.append(concept)
    return replace(query, concepts=tuple(concepts))


def as_narrow_as_typed(query: Query) -> Query:
    """Return the query without the names that say less than was typed.

    A surname alone may be a place or a word, so people are looked for by their full names; and "fraud" is wider than
    the "online fraud" that was typed, so it helps to rank and no more.
    """
    return replace(query, concepts=tuple(_narrowed(concept) for concept in query.concepts))


def _narrowed(concept: Concept) -> Concept:
    if concept.kind == "person":
        full = tuple(name for name in concept.names if len(WORD.findall(name.text)) > 1)
        return replace(concept, names=full or concept.names)
    if concept.kind != "subject" or concept.everyday:
        return concept
    typed = content_stems(concept.typed)
    wider = tuple(name for name in concept.names if content_stems(name.text) < typed)
    names = tuple(name for name in concept.names if name not in wider)
    return replace(concept, names=names, related=(*concept.related, *wider)) if names else concept


def in_plain_words(query: Query) -> Query:
    """Return the query with its subjects of several plain words taken as those words.

    "Policing budget" is a subject with its own names; where no record gives any of them, one that speaks of the money
    of the police is still about it. A body, a person or an acronym is never taken apart.
    """
    concepts: list[Concept] = []
    for concept in query.concepts:
        parts = [word for word in WORD.findall(concept.typed) if word.casefold() not in STOP_WORDS]
        plain = concept.kind == "subject" and len(parts) > 1 and concept.typed == concept.typed.lower()
        concepts += [Concept(word, (Name(word),)) for word in parts] if plain else [concept]
    return replace(query, concepts=tuple(concepts))


def _worth_reading(head: Head) -> float:
    """Return what share of its rank a record keeps: a question whose answer cannot be quoted has little to give."""
    silent = not head.quotable_answer or head.state in UNQUOTABLE_STATES
    return SILENT if silent and head.kind is Kind.WRITTEN_QUESTION else 1.0


def _with_recent(ranked: Sequence[Head]) -> list[Head]:
    """Return the best records, with places kept for the newest of the next best."""
    best, rest = list(ranked[: RECORDS - RECENT]), list(ranked[RECORDS - RECENT :])
    dated = sorted((r for r in rest if r.day), key=lambda r: (r.day, r.record_id), reverse=True)
    return best + (dated[:RECENT] if len(rest) > RECENT else rest)


def _own_words(query: Query) -> list[Search]:
    """Return the searches for what the people of a topic said, and its departments answered, on the rest of it."""
    searches: list[Search] = []
    for concept in query.concepts:
        others = tuple(other for other in query.concepts if other is not concept)
        names = tuple(name.text for name in concept.names)
        if concept.kind == "person":
            searches.append(replace(_search(query, others, must=True), by=names))
        elif concept.role == "minister":
            searches.append(replace(_search(query, others, must=True), bodies=names))
    return searches


def _search(query: Query, concepts: Sequence[Concept], *, must: bool) -> Search:
    filters = query.filters
    return Search(
        groups=tuple(tuple(words for name in concept.names for words in _spellings(name)) for concept in concepts),
        must=must,
        as_printed=frozenset(_words(name) for concept in concepts for name in concept.names if name.exact_case),
        kinds=filters.kinds,
        house=filters.house,
        since=filters.since,
        until=filters.until,
        by=filters.by,
        bodies=filters.bodies,
        party=filters.party,
    )


def _spellings(name: Name) -> tuple[tuple[str, ...], ...]:
    """Return the words of a name, and those of the name without its hyphens where it has any."""
    if not has_hyphen(name.text):
        return (_words(name),)
    return (_words(name), tuple(WORD.findall(without_hyphens(name.text))))


def _words(name: Name) -> tuple[str, ...]:
    return tuple(match[0] for match in WORD.finditer(name.text))


def settle(
    library: Library, query: Query
) -> tuple[Query, tuple[tuple[str, tuple[str, ...]], ...], tuple[tuple[str, str, tuple[str, ...]], ...]]:
    """Return the request with each name of two meanings settled by the records, what stays open, and what was settled.

    A meaning counts the records that give one of its full names: the short form itself tells nothing.
    """
    undecided: list[tuple[str, tuple[str, ...]]] = []
    settled: list[tuple[str, str, tuple[str, ...]]] = []
    for choice in query.choices:
        count = _speaking if choice.place == "by" else _naming
        counted = [(len(count(library, query, meaning, choice.typed)), meaning) for meaning in choice.meanings]
        most = max(number for number, _ in counted)
        least = 0 if choice.place == "by" else RARE_MEANING * most
        likely = [meaning for number, meaning in counted if number and number >= least]
        if choice.place == "by" and not most:
            likely = list(choice.meanings)
        if len(likely) > 1:
            undecided.append((choice.typed, tuple(full_name(meaning, choice.typed) for meaning in likely)))
            continue
        meaning = likely[0] if likely else choice.meanings[0]
        others = tuple(
            full_name(other, choice.typed)
            for number, other in counted
            if other is not meaning and (number or choice.place != "by")
        )
        if others:
            settled.append((choice.typed, full_name(meaning, choice.typed), others))
        query = with_choice(query, choice.typed, meaning)
    return query, tuple(undecided), tuple(settled)


def _naming(library: Library, query: Query, meaning: Concept, typed: str) -> set[str]:
    full = tuple(name for name in meaning.names if name.text.casefold() != typed.casefold() and not name.exact_case)
    return library.count_records(_search(query, (replace(meaning, names=full),), must=True)) if full else set()


def _speaking(library: Library, query: Query, meaning: Concept, typed: str) -> set[str]:
    """Return the records that hold the words of one of those whom a ``by:`` can mean, within the other filters."""
    names = tuple(name.text for name in meaning.names if not name.exact_case and name.text != typed) or (typed,)
    filters = replace(query.filters, by=names)
    return library.count_records(_search(replace(query, filters=filters), (), must=True))


def full_name(meaning: Concept, typed: str) -> str:
    """Return the first name of a meaning that says more than what was typed."""
    return next((n.text for n in meaning.names if n.text.casefold() != typed.casefold()), typed)
