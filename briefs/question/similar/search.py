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
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from briefs.errors import QueryError
from briefs.index.index import BRIEF_WAIT
from briefs.index.questions import Card, after_opening, cut
from briefs.index.schema import day_number
from briefs.language.words import STOP_WORDS, words
from briefs.question.similar.candidates import gather, of_asker, rarity_of, with_all_words
from briefs.question.similar.features import SoughtQuestion, weigh
from briefs.question.similar.gate import GatedQuestion, own_on_subject, passing
from briefs.records.model import Part, Record

if TYPE_CHECKING:
    import tantivy

    from briefs.library import Library

LIMIT = 20
Candidates = Sequence[tuple[Card, float]]
T = TypeVar("T")
_LEAST_PHRASE = 3
_LEAST_WORDS = 4
"""Words that a text must have to be taken for a question that is held."""
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


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question that a note shows: its record, how likely it is to be wanted, and whether it was tabled with it."""

    record: Record
    chance: float
    with_it: bool
    why: tuple[Reason, ...]


def to_show(library: Library, asked: Asked) -> tuple[tuple[ShownQuestion, ...], tuple[Record, ...]]:
    """Return the questions that a note shows, and all earlier ones of the same Member on the subject, newest first.

    Raises as ``similar`` does.
    """

    def compare(
        searcher: tantivy.Searcher, subject: SoughtQuestion, candidates: Candidates
    ) -> tuple[list[GatedQuestion], list[Card]]:
        gated = passing(subject, candidates, asked.text, asked.leave_out)
        page = partial(of_asker, searcher, subject)
        return gated, own_on_subject(subject, page, asked.text, asked.leave_out)

    gated, own = _compared(library, asked, compare)
    records = library.store.get_many({each.card.record_id for each in gated} | {card.record_id for card in own})
    shown = tuple(
        ShownQuestion(records[g.card.record_id], g.chance, g.with_it, reasons(asked, records[g.card.record_id]))
        for g in gated
        if g.card.record_id in records
    )
    return shown, tuple(records[card.record_id] for card in own if card.record_id in records)


def of_the_same_words(library: Library, text: str, before: date) -> list[str]:
    """Return the ids of the questions tabled by a day that have the very words of a text, newest first."""
    words_asked = cut(text)[1]
    if len(words_asked) < _LEAST_WORDS:
        return []
    library.questions.catch_up(BRIEF_WAIT)

    def look(searcher: tantivy.Searcher) -> list[Card]:
        return with_all_words(searcher, words_asked, library.questions.remembered(searcher).weights)

    wanted, last = " ".join(words_asked), day_number(before)
    cards = [c for c in library.questions.look(look) if c.question == wanted and (c.tabled or 0) <= last]
    return [card.record_id for card in sorted(cards, key=lambda card: (-(card.tabled or 0), card.record_id))]


def prepared(library: Library, asked: Asked, compare: Callable[[SoughtQuestion, Candidates], T]) -> T:
    """Return what ``compare`` makes of a question and its candidates. Raises as ``similar`` does."""
    return _compared(library, asked, lambda _, subject, candidates: compare(subject, candidates))


def _compared(
    library: Library, asked: Asked, compare: Callable[[tantivy.Searcher, SoughtQuestion, Candidates], T]
) -> T:
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
        return compare(searcher, subject, gather(searcher, subject, asked.answering_body_id, known.newest))

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
