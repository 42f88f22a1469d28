"""Lines on the matter from debates, statements and oral answers, found as a brief finds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefs.errors import QueryError
from briefs.language.words import WORD, content_stems
from briefs.library import Library
from briefs.question.answers.subject import Rarity, told_by
from briefs.question.parse.parser import Anatomy
from briefs.records.model import Kind
from briefs.request.model import Filters, Query
from briefs.request.parser import understand
from briefs.topic.scoring import Evidence, weigh
from briefs.topic.search import search
from briefs.topic.selection import choose
from briefs.topic.weights import Length

KINDS = (Kind.DEBATE, Kind.URGENT_QUESTION, Kind.ORAL_STATEMENT, Kind.ORAL_QUESTION, Kind.WRITTEN_STATEMENT)
_LENGTH = Length(items=4, words=200, key_points=4)
# Of the words that tell what the question is about, as many as a topic is named by.
_WORDS = 3


def beyond(library: Library, anatomy: Anatomy, rarity: Rarity, since: date | None, today: date) -> tuple[Evidence, ...]:
    """Return the best lines on a question's matter from other proceedings after a day, none where there are none.

    Raises StoreError and IndexUnavailable.
    """
    query = _query(library, _topic(anatomy, rarity), since, today)
    if query is None:
        return ()
    found = search(library, query)
    return choose(weigh(found.views, found.query).evidence, _LENGTH).taken if found.views else ()


def is_held(library: Library, since: date | None, today: date) -> bool:
    """Whether any proceedings but written questions are held of a period."""
    held = library.holdings(kinds=KINDS)  # counted once, while a period has to be counted for each note
    if not held.records or (since is not None and (held.newest is None or held.newest < since)):
        return False
    return library.holdings(kinds=KINDS, since=since, until=today).records > 0


def _query(library: Library, topic: Sequence[str], since: date | None, today: date) -> Query | None:
    try:
        query = understand(" ".join(topic), library.aliases, today, people=library.people)
    except QueryError:
        return None
    filters = Filters(kinds=KINDS, since=since, until=today)
    return Query(query.text, query.topic, query.concepts, filters, phrases=query.phrases) if query.concepts else None


def _topic(anatomy: Anatomy, rarity: Rarity) -> list[str]:
    """Return the words of a question that name its matter, as typed and in its order."""
    told = frozenset[str]().union(*(told_by(anatomy, ask.span) for ask in anatomy.asks))
    best = sorted(told, key=lambda stem: (-rarity(stem), stem))[:_WORDS]
    typed: dict[str, str] = {}
    for word in WORD.findall(anatomy.text):
        for stem in content_stems(word):
            typed.setdefault(stem, word)
    order = {stem: at for at, stem in enumerate(typed)}
    return [typed[stem] for stem in sorted(best, key=lambda stem: order.get(stem, 0)) if stem in typed]
