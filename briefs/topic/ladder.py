"""The readings of a request, nearest to what was typed first: the brief is made of the first that gives anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefs.language.words import STOP_WORDS, WORD
from briefs.names.concepts import Concept, Name
from briefs.request.model import Query
from briefs.topic.related import with_related


def readings(query: Query) -> Iterator[Query]:
    """Yield a resolved request as it was typed, then with its subjects of several plain words taken as those words."""
    yield with_related(query)
    if (loosened := in_plain_words(query)) != query:
        yield with_related(loosened)


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
