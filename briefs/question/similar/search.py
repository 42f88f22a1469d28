"""Previous answers to a question: those held that are most like it, best first.

Two steps. BM25 over the words of questions, answers and headings gathers a hundred candidates; the asker's own
questions and those that the candidates cite are added. Each is then compared with the question word by word
(``similar_features``) and the figures are weighed (``similar_tuning``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from briefs.errors import QueryError
from briefs.index.index import BRIEF_WAIT
from briefs.index.questions import Card, after_opening
from briefs.index.schema import day_number
from briefs.language.words import STOP_WORDS, words
from briefs.question.similar.candidates import gather, rarity_of
from briefs.question.similar.features import SoughtQuestion, weigh
from briefs.records.model import Part, Record

if TYPE_CHECKING:
    import tantivy

    from briefs.library import Library

LIMIT = 20
Candidates = Sequence[tuple[Card, float]]
T = TypeVar("T")
_LEAST_PHRASE = 3
_LONGEST_TEXT = 20_000
"""Characters of a question that are looked at: the longest printed has two thousand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, with what is known of it beside its words.

    ``before`` leaves out what was tabled later than that day; ``leave_out`` are ids of records that are not wanted,
    such as the question itself where it is held.
    """

    text: str
    before: date | None = None
    asking_member_id: int | None = None
    answering_body_id: int | None = None
    leave_out: frozenset[str] = frozenset()


class Sign(StrEnum):
    """What a question has in common with the one asked."""

    SAME_ASKER = "same asker"
    SAME_BODY = "same body"
    SHARED_PHRASE = "shared phrase"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing in common: ``words`` is the phrase, as the record prints it, empty for the other signs."""

    sign: Sign
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question found, as the index knows it; scores compare within one question only."""

    card: Card
    score: float


@dataclass(frozen=True, slots=True)
class Similar:
    """A previous answer: the record, how well it fits (within one question), and what it has in common."""

    record: Record
    score: float
    why: tuple[Reason, ...]


def similar(library: Library, asked: Asked, limit: int = LIMIT) -> tuple[Similar, ...]:
    """Return the held questions most like the one asked, best first, with their records.

    Raises QueryError where the text has no word, IndexUnavailable and StoreError.
    """
    found = ranked(library, asked, limit)
    records = library.store.get_many(each.card.record_id for each in found)
    return tuple(
        Similar(records[each.card.record_id], each.score, reasons(asked, records[each.card.record_id]))
        for each in found
        if each.card.record_id in records
    )


def ranked(library: Library, asked: Asked, limit: int = LIMIT) -> tuple[Ranked, ...]:
    """Return the held questions most like the one asked, best first, as the index knows them."""
    scored = prepared(library, asked, weigh)
    wanted = (Ranked(card, score) for score, card in scored if card.record_id not in asked.leave_out)
    return tuple(islice(wanted, limit))


def prepared(library: Library, asked: Asked, compare: Callable[[SoughtQuestion, Candidates], T]) -> T:
    """Return what ``compare`` makes of a question and its candidates. Raises as ``similar`` does."""
    if not any(character.isalnum() for character in asked.text):
        raise QueryError("The question has no words: give its text.")
    index = library.questions
    index.catch_up(BRIEF_WAIT)

    def look(searcher: tantivy.Searcher) -> T:
        day = day_number(asked.before) if asked.before else None
        known = index.remembered(searcher)
        rarity = rarity_of(searcher, known.weights)
        text = asked.text[:_LONGEST_TEXT].encode(errors="replace").decode()  # half a character pair is no text
        subject = SoughtQuestion(text, day, asked.asking_member_id, rarity)
        return compare(subject, gather(searcher, subject, asked.answering_body_id, known.newest))

    return index.look(look)


def reasons(asked: Asked, record: Record) -> tuple[Reason, ...]:
    """Return what a record has in common with a question, as far as it can be named in a word or a phrase."""
    signs = []
    if asked.asking_member_id is not None and asked.asking_member_id == record.asking_member_id:
        signs.append(Reason(Sign.SAME_ASKER))
    if asked.answering_body_id is not None and asked.answering_body_id == record.answering_body_id:
        signs.append(Reason(Sign.SAME_BODY))
    question = next((passage.text for passage in record.passages if passage.part is Part.QUESTION), "")
    if phrase := shared_phrase(asked.text, question):
        signs.append(Reason(Sign.SHARED_PHRASE, phrase))
    return tuple(signs)


def shared_phrase(asked: str, printed: str) -> str:
    """Return the longest run of words that both have, as ``printed`` has it; empty where it says too little.

    Who is asked is no part of it; a phrase has three words at least, one of them no common one, and begins and ends
    with such a word.
    """
    left, right = words(after_opening(asked)), words(after_opening(printed))
    stems = [word.stem for word in left]
    best: Sequence[int] = ()
    ending: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for place, word in enumerate(right):
        places.setdefault(word.stem, []).append(place)
    for stem in stems:
        ending = {place: ending.get(place - 1, 0) + 1 for place in places.get(stem, ())}
        for place, length in ending.items():
            if length > len(best):
                best = range(place - length + 1, place + 1)
    said = [right[place] for place in best]
    while said and said[0].written.casefold() in STOP_WORDS:
        said = said[1:]
    while said and said[-1].written.casefold() in STOP_WORDS:
        said = said[:-1]
    return after_opening(printed)[said[0].start : said[-1].end] if len(said) >= _LEAST_PHRASE else ""
