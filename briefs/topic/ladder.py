"""The readings of a request, nearest to what was typed first: the brief is made of the first that gives anything.

As typed; then with other forms of its words; then with the words of a subject apart; then, of three or more things,
without one. Each but the first says in one sentence how it reads the request. Names are never taken apart or left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefs.language.forms import forms
from briefs.language.words import STOP_WORDS, WORD
from briefs.library import Library
from briefs.names.concepts import Concept, Name
from briefs.request.model import Query
from briefs.topic.caveats import listed
from briefs.topic.criteria import records_naming
from briefs.topic.related import with_related
from briefs.topic.segments import RecordView

FEWEST_APART = 3  # words that tell a topic also where they do not stand side by side
FEWEST_TO_DROP = 3  # concepts, of which one may be left out
MOST_DROPPED = 2  # how many are tried


@dataclass(frozen=True, slots=True)
class RequestReading:
    """One way to read a request; ``told`` says how, empty for the request as typed.

    With ``apart``, words count as a topic wherever they stand in one sentence or one exchange.
    """

    query: Query
    told: str = ""
    apart: bool = False


def readings(library: Library, query: Query) -> Iterator[RequestReading]:
    """Yield the readings of a resolved request. Each is made only when the one before gave nothing."""
    yield RequestReading(with_related(_with_near_forms(query)))
    formed = replace(query, concepts=tuple(_with_forms(concept) for concept in query.concepts))
    if formed != query:
        yield RequestReading(with_related(formed), _other_forms(query))
    loose = in_plain_words(query)
    if loose != query:
        loose = replace(loose, concepts=tuple(_with_forms(concept) for concept in loose.concepts))
        told = f"No record names “{query.topic}” as such; its words were searched."
        yield RequestReading(with_related(loose), told, apart=len(loose.concepts) >= FEWEST_APART)
    yield from _without_one(library, formed)


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


def _forms_of(concept: Concept) -> tuple[Name, ...]:
    return tuple(Name(form) for form in forms(concept.typed)) if concept.kind == "words" else ()


def _with_forms(concept: Concept) -> Concept:
    return replace(concept, names=(*concept.names, *more)) if (more := _forms_of(concept)) else concept


def _with_near_forms(query: Query) -> Query:
    """Return the query with the other forms of its words as related names: they help to rank."""
    near = (replace(each, related=(*each.related, *_forms_of(each))) for each in query.concepts)
    return replace(query, concepts=tuple(near))


def _other_forms(query: Query) -> str:
    searched = [f"“{name.text}”" for concept in query.concepts for name in _forms_of(concept)[:2]]
    return f"No record names “{query.topic}” in these words; {listed(searched)} were searched too."


def _without_one(library: Library, query: Query) -> Iterator[RequestReading]:
    """Yield the readings without one plain word, first without one that no record has, then without the commonest."""
    concepts = query.concepts
    plain = [each for each in concepts if each.kind == "words" and not each.typed[:1].isupper()]
    if len(concepts) < FEWEST_TO_DROP or not plain:
        return
    number = {each: len(records_naming(library, query, each)) for each in plain}
    for dropped in sorted(plain, key=lambda each: (number[each] > 0, -number[each]))[:MOST_DROPPED]:
        rest = tuple(each for each in concepts if each is not dropped)
        if records_naming(library, query, *rest):
            yield RequestReading(with_related(replace(query, concepts=rest)), _not_named(dropped.typed, rest))


def unnamed(query: Query, views: Iterable[RecordView], matched: Collection[str]) -> str:
    """Return the sentence for the first plain word of a topic that no record about it has, empty where all are named.

    A topic of three words or more is matched by most of them.
    """
    named: set[int] = set()
    for view in views:
        if view.record.record_id in matched:
            named.update(met.concept for place in (view.title_met, *(s.met for s in view.sentences)) for met in place)
    for number, concept in enumerate(query.concepts):
        if number not in named and concept.kind == "words" and concept.typed.casefold() not in STOP_WORDS:
            return _not_named(concept.typed, [each for at, each in enumerate(query.concepts) if at in named])
    return ""


def _not_named(word: str, rest: Sequence[Concept]) -> str:
    """Return the sentence that says which word of a topic no record has, and what the records are about instead."""
    about = f"; these are about {listed(f'“{concept.typed}”' for concept in rest)}" if rest else ""
    return f"No record speaks of “{word}”{about}."
