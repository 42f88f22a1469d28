"""Acronyms as the records held spell them out, where the table of names does not know what they write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from briefs.index.query import Search
from briefs.language.words import WORD, stem
from briefs.library import Library
from briefs.names.acronyms import is_acronym, meanings_in
from briefs.names.aliases import fold
from briefs.names.concepts import Concept, Name
from briefs.request.model import Query
from briefs.topic.meanings import Settled

READ = 80  # passages read for what an acronym stands for
RARE = 0.1  # of the most frequent meaning: one that is rarer is not offered
AS_FREQUENT = 0.25  # of the most frequent meaning: with another so frequent, the acronym alone tells nothing
MOST_OFFERED = 3


def spelt_out(library: Library, query: Query) -> tuple[Query, tuple[Settled, ...]]:
    """Return the request with each acronym that the records spell out themselves, and what it was read as.

    That is an acronym of no table, or one of which no record gives the full name in the table. Raises
    StoreError, IndexUnavailable.
    """
    concepts: list[Concept] = []
    settled: list[Settled] = []
    for concept in query.concepts:
        counted = learned(library, concept.typed) if _unknown(library, [concept]) else Counter[str]()
        concepts.append(_concept(concept.typed, counted) if counted else concept)
        settled += _said(concept.typed, counted, [concept])
    choices = []
    for choice in query.choices:
        unknown = choice.place == "topic" and _unknown(library, choice.meanings)
        if counted := learned(library, choice.typed) if unknown else Counter[str]():
            concepts.append(_concept(choice.typed, counted))
            settled += _said(choice.typed, counted, choice.meanings)
        else:
            choices.append(choice)
    concepts.sort(key=lambda concept: query.topic.find(concept.typed))
    return replace(query, concepts=tuple(concepts), choices=tuple(choices)), tuple(settled)


def learned(library: Library, acronym: str) -> Counter[str]:
    """Return what the records say that an acronym stands for, each meaning with the number of records that say so."""
    hits = library.search(Search(groups=(((acronym,),),), as_printed=frozenset([(acronym,)])), READ)
    records = library.records(hit.record_id for hit in hits)
    spellings: dict[tuple[str, ...], Counter[str]] = {}
    for record in records.values():
        here = {_key(m): m for passage in record.passages for m in meanings_in(passage.text, acronym)}
        for key, meaning in here.items():
            spellings.setdefault(key, Counter())[meaning] += 1
    return Counter({each.most_common(1)[0][0]: each.total() for each in spellings.values()})


def _key(meaning: str) -> tuple[str, ...]:
    """Return the stems of a long form: "centre" and "Centres" are one."""
    return tuple(stem(word) for word in WORD.findall(fold(meaning)))


def _unknown(library: Library, meanings: Iterable[Concept]) -> bool:
    """Whether what was typed is an acronym of which no record gives any full name that the table knows."""
    for meaning in meanings:
        if not is_acronym(meaning.typed) or meaning.kind in ("person", "phrase"):
            return False
        full = tuple((*WORD.findall(name.text),) for name in meaning.names if not name.exact_case)
        if meaning.kind != "words" and full and library.count_records(Search(groups=(full,))):
            return False
    return True


def _concept(typed: str, counted: Counter[str]) -> Concept:
    """Return what an acronym means in the records: its most frequent long form, and itself where it means no other."""
    (meaning, most), *others = counted.most_common()
    names = (Name(meaning), Name(typed, exact_case=True))
    shared = any(number >= AS_FREQUENT * most for _, number in others)
    return Concept(typed, names[:1] if shared else names, "subject")


def _said(typed: str, counted: Counter[str], known: Iterable[Concept]) -> list[Settled]:
    """Return what an acronym was read as, with the other meanings that the records or the table give it."""
    if not counted:
        return []
    (meaning, most), *others = counted.most_common()
    offered = [other for other, number in others if number > 1 and number >= RARE * most]
    offered += [next((n.text for n in c.names if not n.exact_case), "") for c in known if c.kind != "words"]
    return [Settled(typed, meaning, tuple(dict.fromkeys(filter(None, offered)))[:MOST_OFFERED])]
