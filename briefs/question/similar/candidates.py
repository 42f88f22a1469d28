"""Candidates for a question: by its words, from its asker, and what those found so far cite."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, MutableMapping, Sequence

import tantivy

from briefs.index.questions import FIELDS, Card, read_card, schema
from briefs.question.similar.features import Rarity, SoughtQuestion, may_cite
from briefs.question.similar.similar_tuning import GATHERING, Gathering

_QUERY = tantivy.Query
_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should
_SAME_UIN = 6
"""How many numbers are looked up, and how many questions of one: every session may have it."""
_RAREST, _ALIKE = 8, 40
"""By how many words a question of the very same words is sought, and how many are compared."""
PAGE = 50
"""How many questions of one Member are compared at a time."""
_MOST_TERMS = 120
_MOST_WEIGHTS = 50_000
"""Words whose weights are remembered, in about 8 MB."""

Found = list[tuple[float, tantivy.DocAddress]]


def rarity_of(searcher: tantivy.Searcher, known: MutableMapping[str, float]) -> Rarity:
    """Return what gives the weight of a stem; ``known`` remembers the weights given so far, until they are many."""
    held = searcher.num_docs

    def rarity(word: str) -> float:
        weight = known.get(word)
        if weight is None:
            if len(known) >= _MOST_WEIGHTS:
                known.clear()
            questions = searcher.doc_freq("question", word)
            weight = known[word] = math.log(1 + (held - questions + 0.5) / (questions + 0.5))
        return weight

    return rarity


def gather(
    searcher: tantivy.Searcher,
    subject: SoughtQuestion,
    body: int | None,
    newest: int | None,
    how: Gathering = GATHERING,
) -> list[tuple[Card, float]]:
    """Return the candidates with their text scores, each once: those found by words first.

    What is known beside the words is added here and not asked of the index, which passes over most of its documents
    unread only where it is asked for words alone. For the same reason the day is no part of the search where nothing is
    held that was tabled after it; ``newest`` is the last day of tabling.
    """
    before = None if subject.before is None or _is_all(newest, subject.before) else subject.before
    words = _words(subject, searcher.num_docs, how)

    def known(found: Found) -> Found:
        return _with_what_is_known(searcher, subject, body, found, how)

    found = _best_cards(searcher, known(_search(searcher, words, before, how.by_words)), how.candidates)
    least = min((score for score, _ in found), default=0.0)
    cards = {card.record_id: (card, score) for score, card in found}
    if subject.asker is not None:
        own = known(_search(searcher, words, before, how.of_asker, asker=subject.asker))
        for score, card in _best_cards(searcher, own, how.of_asker):
            cards.setdefault(card.record_id, (card, score))
    for card in _numbered(searcher, subject.cites):
        if subject.may_mean(card):
            cards.setdefault(card.record_id, (card, least))
    for _, citing in found[: how.citing]:
        for card in _cited(searcher, subject, citing):
            cards.setdefault(card.record_id, (card, least))
    return [(card, score / how.scale) for card, score in cards.values() if _was_tabled(subject, card)]


def of_asker(searcher: tantivy.Searcher, subject: SoughtQuestion, words: Sequence[str], start: int) -> list[Card]:
    """Return a page of the questions of the same Member that have any of some words, the most telling first."""
    wishes = [(_SHOULD, _term(name, word)) for word in words for name in ("question", "heading")]
    query = _QUERY.boolean_query(
        [
            (_MUST, _QUERY.const_score_query(_term("asker", subject.asker), 0.0)),
            (_MUST, _QUERY.boolean_query(wishes)),
        ]
    )
    hits = searcher.search(query, PAGE, count=False, offset=start).hits
    return [read_card(searcher.doc(address)) for _, address in hits]


def with_all_words(searcher: tantivy.Searcher, words: Sequence[str], known: MutableMapping[str, float]) -> list[Card]:
    """Return questions that have the rarest of some words, all of them."""
    rarest = sorted(set(words), key=lambda word: (-rarity_of(searcher, known)(word), word))[:_RAREST]
    query = _QUERY.boolean_query([(_MUST, _term("question", word)) for word in rarest])
    hits = searcher.search(query, _ALIKE, count=False).hits
    return [read_card(searcher.doc(address)) for _, address in hits]


def _is_all(newest: int | None, before: int) -> bool:
    """Whether everything held was tabled by a day."""
    return newest is not None and newest <= before


def _with_what_is_known(
    searcher: tantivy.Searcher, subject: SoughtQuestion, body: int | None, found: Found, how: Gathering
) -> Found:
    """Return what was found with what the same asker and the same answering body count for."""
    addresses = [address for _, address in found]

    def same(field: str, wanted: int | None) -> list[bool]:
        if wanted is None:
            return [False] * len(addresses)
        return [value == wanted for value in searcher.fast_field_values(field, addresses)]

    signs = zip(same("body", body), same("asker", subject.asker), strict=True)
    return [
        (score + how.same_body * same_body + how.same_asker * same_asker, address)
        for (score, address), (same_body, same_asker) in zip(found, signs, strict=True)
    ]


def _best_cards(searcher: tantivy.Searcher, found: Found, most: int) -> list[tuple[float, Card]]:
    """Return the best of what was found, best first; only these are read."""
    least = sorted((score for score, _ in found), reverse=True)[:most][-1:]
    cards = [(score, read_card(searcher.doc(address))) for score, address in found if [score] >= least]
    return sorted(cards, key=lambda pair: (-pair[0], pair[1].record_id))[:most]


def _words(subject: SoughtQuestion, held: int, how: Gathering) -> list[tantivy.Query]:
    """Return one query for each word and field, a word that comes twice weighing somewhat more."""
    times = Counter([*subject.addressee.split(), *subject.words])
    weights = {name: getattr(how, name) for name in FIELDS}
    return [
        _QUERY.boost_query(_term(name, word), weights[name] * math.sqrt(min(times[word], 2)))
        for word in sought(times, subject.rarity, held, how)
        for name in FIELDS
        if name == "question" or subject.rarity(word) > how.common
    ]


def sought(words: Iterable[str], rarity: Rarity, held: int, how: Gathering) -> list[str]:
    """Return the words to look up, the rarest first, which say most: as many as may be read.

    What a search takes grows with how many questions have its words; those that most questions have come last.
    """
    sought: list[str] = []
    entries = 0.0
    for word in sorted(words, key=rarity, reverse=True)[:_MOST_TERMS]:
        entries += (held + 1) / math.exp(rarity(word))  # how many questions have it: BM25's logarithm undone
        if entries > how.entries and len(sought) >= how.least_words:
            break
        sought.append(word)
    return sought


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
    return [(float(score), address) for score, address in hits]


def _cited(searcher: tantivy.Searcher, subject: SoughtQuestion, citing: Card) -> list[Card]:
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


def _was_tabled(subject: SoughtQuestion, card: Card) -> bool:
    return subject.before is None or (card.tabled is not None and card.tabled <= subject.before)


def _term(field: str, value: object) -> tantivy.Query:
    return _QUERY.term_query(schema(), field, value)
