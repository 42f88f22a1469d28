"""Candidates for a question: by its words, from its asker, and what those found so far cite."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import MutableMapping, Sequence

import tantivy

from briefs.desk.question_index import FIELDS, Card, read_card, schema
from briefs.desk.similar_features import Rarity, Subject, may_cite
from briefs.desk.similar_tuning import GATHERING, Gathering

_QUERY = tantivy.Query
_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should
_SAME_UIN = 6
"""How many numbers are looked up, and how many questions of one: every session may have it."""
_MOST_TERMS = 120

Found = list[tuple[float, Card]]


def rarity_of(searcher: tantivy.Searcher, known: MutableMapping[str, float]) -> Rarity:
    """Return what gives the weight of a stem; ``known`` remembers the weights given so far."""
    held = searcher.num_docs

    def rarity(word: str) -> float:
        weight = known.get(word)
        if weight is None:
            questions = searcher.doc_freq("question", word)
            weight = known[word] = math.log(1 + (held - questions + 0.5) / (questions + 0.5))
        return weight

    return rarity


def gather(
    searcher: tantivy.Searcher, subject: Subject, body: int | None, how: Gathering = GATHERING
) -> list[tuple[Card, float]]:
    """Return the candidates with their text scores, each once: those found by words first.

    What is known beside the words is added here and not asked of the index, which passes over most of its documents
    unread only where it is asked for words alone.
    """
    words = _words(subject, how)

    def known(score: float, card: Card) -> float:
        same_body = body is not None and card.body == body
        same_asker = subject.asker is not None and card.asker == subject.asker
        return score + how.same_body * same_body + how.same_asker * same_asker

    found = [(known(score, card), card) for score, card in _search(searcher, words, subject.before, how.by_words)]
    found = sorted(found, key=lambda pair: (-pair[0], pair[1].record_id))[: how.candidates]
    least = min((score for score, _ in found), default=0.0)
    cards = {card.record_id: (card, score) for score, card in found}
    if subject.asker is not None:
        for score, card in _search(searcher, words, subject.before, how.of_asker, asker=subject.asker):
            cards.setdefault(card.record_id, (card, known(score, card)))
    for card in _numbered(searcher, subject.cites):
        if subject.may_mean(card):
            cards.setdefault(card.record_id, (card, least))
    for _, citing in found[: how.citing]:
        for card in _cited(searcher, subject, citing):
            cards.setdefault(card.record_id, (card, least))
    return [(card, score / how.scale) for card, score in cards.values()]


def _words(subject: Subject, how: Gathering) -> list[tantivy.Query]:
    """Return one query for each word and field, a word that comes twice weighing somewhat more."""
    times = Counter([*subject.addressee.split(), *subject.words])
    if len(times) > _MOST_TERMS:  # the rarest words say most
        times = Counter({word: times[word] for word in sorted(times, key=subject.rarity, reverse=True)[:_MOST_TERMS]})
    weights = {name: getattr(how, name) for name in FIELDS}
    return [
        _QUERY.boost_query(_term(name, word), weights[name] * math.sqrt(min(count, 2)))
        for word, count in times.items()
        for name in FIELDS
        if name == "question" or subject.rarity(word) > how.common
    ]


def _search(
    searcher: tantivy.Searcher,
    wishes: list[tantivy.Query],
    before: int | None,
    limit: int,
    asker: int | None = None,
) -> Found:
    clauses = [(_SHOULD, wish) for wish in wishes]
    musts = []
    if asker is not None:
        musts.append(_term("asker", asker))
    if before is not None:
        musts.append(_QUERY.range_query(schema(), "day", tantivy.FieldType.Integer, upper_bound=before))
    query = _QUERY.boolean_query(clauses)
    if musts:
        filters = [(_MUST, _QUERY.const_score_query(must, 0.0)) for must in musts]
        query = _QUERY.boolean_query([*filters, (_MUST, query)])
    hits = searcher.search(query, limit, count=False).hits
    return [(float(score), read_card(searcher.doc(address))) for score, address in hits]


def _cited(searcher: tantivy.Searcher, subject: Subject, citing: Card) -> list[Card]:
    """Return the questions that a candidate cites; not those that the question itself cites."""
    uins = citing.asks_on + (citing.refers_to if subject.knew_answer(citing) else ())
    if not uins or subject.is_same_question(citing):
        return []
    cards = _numbered(searcher, uins)
    return [card for card in cards if may_cite(citing, card) and _was_tabled(subject, card)]


def _numbered(searcher: tantivy.Searcher, uins: Sequence[str]) -> list[Card]:
    """Return the questions of some numbers, the first of them where there are many."""
    cards = []
    for uin in uins[:_SAME_UIN]:
        hits = searcher.search(_term("uin", uin), _SAME_UIN, count=False).hits
        cards += [read_card(searcher.doc(address)) for _, address in hits]
    return cards


def _was_tabled(subject: Subject, card: Card) -> bool:
    return subject.before is None or (card.tabled is not None and card.tabled <= subject.before)


def _term(field: str, value: object) -> tantivy.Query:
    return _QUERY.term_query(schema(), field, value)
