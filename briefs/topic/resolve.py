"""What the names of a request mean in the records held.

The request says what was typed; here the records decide the rest: which of two meanings, whether a run of words is a
name, whether a surname is somebody's alone. A meaning that no record names is out. Where two are left the person is
asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from briefs.language.words import WORD, content_stems
from briefs.library import Library
from briefs.names.concepts import Choice, Concept, Name
from briefs.request.model import Query, with_choice
from briefs.topic.acronyms import spelt_out
from briefs.topic.criteria import records_naming, search_for
from briefs.topic.meanings import Settled
from briefs.topic.senses import in_capitals

PRINTED = 6  # passages looked at for how a name is printed
TITLES = frozenset("Lord Lady Baroness Viscount Earl Sir Dame Mr Mrs Ms Miss Dr".split())
TWO_WORDS = 2
MOSTLY = 0.75  # of the records with a surname, how many must have the whole name for the surname to mean it
RARE_MEANING = 0.05  # a meaning that so small a share of the records has is named in a note, not asked about


@dataclass(frozen=True, slots=True)
class Undecided:
    """A name that can mean several things even in the records."""

    typed: str
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A request whose names mean what the records hold by them; nothing is searched while a name is undecided."""

    query: Query
    undecided: tuple[Undecided, ...] = ()
    settled: tuple[Settled, ...] = ()


def resolve(library: Library, query: Query) -> Resolved:
    """Return what a request asks for in the records of a library. Raises StoreError, IndexUnavailable."""
    query, printed = in_capitals(library, query)
    query, spelt = spelt_out(library, query)
    query, undecided, settled = _decided(library, query)
    settled = (*printed, *spelt, *settled)
    if undecided:
        return Resolved(query, undecided, settled)
    return Resolved(by_surnames(library, as_names(library, as_narrow_as_typed(query))), (), settled)


def full_name(meaning: Concept, typed: str) -> str:
    """Return the first name of a meaning that says more than what was typed."""
    return next((n.text for n in meaning.names if n.text.casefold() != typed.casefold()), typed)


def _decided(library: Library, query: Query) -> tuple[Query, tuple[Undecided, ...], tuple[Settled, ...]]:
    """Return the request with each name of two meanings settled by the records, what stays open, and what was settled.

    A meaning counts the records that give one of its full names: the short form itself tells nothing.
    """
    undecided: list[Undecided] = []
    settled: list[Settled] = []
    for choice in query.choices:
        counted = list(_counted(library, query, choice))
        likely = _likely(choice, counted)
        if len(likely) > 1:
            undecided.append(Undecided(choice.typed, tuple(full_name(meaning, choice.typed) for meaning in likely)))
            continue
        others = tuple(
            full_name(other, choice.typed)
            for other, number in counted
            if other is not likely[0] and (number or choice.place != "by")
        )
        if others:
            settled.append(Settled(choice.typed, full_name(likely[0], choice.typed), others))
        query = with_choice(query, choice.typed, likely[0])
    return query, tuple(undecided), tuple(settled)


def _counted(library: Library, query: Query, choice: Choice) -> Iterator[tuple[Concept, int]]:
    """Yield each meaning of a choice with the number of records that hold it."""
    count = _speaking if choice.place == "by" else _naming
    for meaning in choice.meanings:
        yield meaning, count(library, query, meaning, choice.typed)


def _likely(choice: Choice, counted: list[tuple[Concept, int]]) -> list[Concept]:
    """Return the meanings that the records leave; the first of all where they hold none."""
    most = max(number for _, number in counted)
    if choice.place == "by":
        return [meaning for meaning, number in counted if number] or list(choice.meanings)
    return [meaning for meaning, number in counted if number and number >= RARE_MEANING * most] or [counted[0][0]]


def _naming(library: Library, query: Query, meaning: Concept, typed: str) -> int:
    full = tuple(name for name in meaning.names if name.text.casefold() != typed.casefold() and not name.exact_case)
    return len(records_naming(library, query, replace(meaning, names=full))) if full else 0


def _speaking(library: Library, query: Query, meaning: Concept, typed: str) -> int:
    """Return how many records hold the words of one of those whom a ``by:`` can mean, within the other filters."""
    names = tuple(name.text for name in meaning.names if not name.exact_case and name.text != typed) or (typed,)
    return len(records_naming(library, replace(query, filters=replace(query.filters, by=names))))


def as_names(library: Library, query: Query) -> Query:
    """Return the query with a run of words typed with capitals taken as one name, if some record has it so.

    "Jimmy Lai" is somebody, whether or not he ever spoke in a record; a run that no record has stays plain words. So
    does one with a subject in it ("Prison Overcrowding"), unless the records too print it with capitals.
    """
    for phrase in (*query.phrases, *_runs_within(query)):
        typed = WORD.findall(phrase)
        run = [c for c in query.concepts if c.kind in ("words", "subject") and c.typed in phrase]
        whole = [word for concept in run for word in WORD.findall(concept.typed)] == typed
        if not whole or not all(word[0].isupper() and not word.isupper() for word in typed):
            continue
        name = Concept(phrase, (Name(phrase),), "phrase")
        plain = all(concept.kind == "words" for concept in run)
        if records_naming(library, query, name) if plain else _is_printed(library, query, name):
            first, others = query.concepts.index(run[0]), [c for c in query.concepts if c not in run]
            query = replace(query, concepts=(*others[:first], name, *others[first:]))
    return query


def _runs_within(query: Query) -> Iterator[str]:
    """Yield the runs of plain words with capitals beside a subject in one phrase ("Post Office" in a longer one)."""
    for phrase in query.phrases:
        within = [concept for concept in query.concepts if concept.typed in phrase]
        for capitals, run in groupby(within, lambda each: each.kind == "words" and each.typed[:1].isupper()):
            typed = " ".join(each.typed for each in run)
            if capitals and " " in typed and typed != phrase and typed in phrase:
                yield typed


def _is_printed(library: Library, query: Query, name: Concept) -> bool:
    """Whether most of the best passages that have a name print it just as it was typed."""
    hits = library.search(search_for(query, (name,)), PRINTED)
    records = library.records(hit.record_id for hit in hits)
    read = [records[hit.record_id].passages[hit.passage].text for hit in hits if hit.record_id in records]
    return sum(name.typed in text for text in read) * 2 > len(read)


def by_surnames(library: Library, query: Query) -> Query:
    """Return the query with a surname added to a name of two words, where it mostly stands in records with the whole.

    "Lord Lamplighter" is also "Peter Lamplighter", and Lamplighter; "Lord Hill" leaves hill a word like another. For a
    person whose own words are held that is done only with a title: what others say of them is the lesser part.
    """
    return replace(query, concepts=tuple(_with_surname(library, query, concept) for concept in query.concepts))


def _with_surname(library: Library, query: Query, concept: Concept) -> Concept:
    words = WORD.findall(concept.typed)
    named = concept.typed in query.phrases or (concept.kind == "person" and words[0] in TITLES)
    if not named or len(words) != TWO_WORDS or not words[-1][0].isupper():
        return concept
    last = Concept(words[-1], (Name(words[-1]),), "phrase")
    whole, alone = (len(records_naming(library, query, each)) for each in (concept, last))
    if whole < MOSTLY * max(1, alone) or not _is_printed(library, query, last):
        return concept
    return replace(concept, names=(*concept.names, *last.names))


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
