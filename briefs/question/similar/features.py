"""How a held question compares with one that is asked: a row of figures, weighed by ``similar_tuning``.

A word's weight is how rare it is among the questions held (the logarithm of BM25); shares are sums of such weights over
the same sum for the question asked, so that they do not depend on how much is held. What was answered on or after the
day of asking says nothing here about other questions: nobody knew it then.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from operator import mul

from briefs.index.questions import Card, cited, cut
from briefs.question.similar.similar_tuning import WEIGHTS

Rarity = Callable[[str], float]
"""Gives the weight of a stem."""

_SLIPS = 1
_LONGEST_CITATION = 45
"""Words by which a question may be longer than itself without "pursuant to the Answer of … to Question … on …"."""
_LONGEST_LIFE = 400
"""Days between two questions of which one can cite the other by its number alone: numbers begin again each session."""
_WEEK, _HALF_YEAR = 7, 180


class SoughtQuestion:
    """A question that previous answers are sought for, its words cut, stemmed and weighed once.

    ``before`` is the day of asking (days since 1970), None where nobody said; ``asker`` is the Member's id.
    """

    __slots__ = (
        "addressee",
        "asker",
        "before",
        "cites",
        "length",
        "pair_total",
        "pairs",
        "rarity",
        "total",
        "weights",
        "words",
    )

    def __init__(self, text: str, before: int | None, asker: int | None, rarity: Rarity) -> None:
        """Take the text, what is known of it, and what a stem weighs."""
        addressee, self.words = cut(text)
        self.addressee = " ".join(addressee)
        self.cites = cited(text)
        self.before, self.asker, self.rarity = before, asker, rarity
        self.weights = {word: rarity(word) for word in self.words}
        self.total = sum(self.weights.values()) or 1.0
        self.length = math.sqrt(sum(weight * weight for weight in self.weights.values())) or 1.0
        self.pairs = {pair: self.weights[pair[0]] + self.weights[pair[1]] for pair in pairwise(self.words)}
        self.pair_total = sum(self.pairs.values()) or 1.0

    def is_same_question(self, card: Card) -> bool:
        """Whether a held question is this very one, a citation that was left out of its text aside."""
        if self.before is not None and card.tabled != self.before:
            return False
        mine, its = Counter(self.words), Counter(card.question.split())
        added = (its - mine).total()
        return (mine - its).total() <= _SLIPS and added <= (_LONGEST_CITATION if card.asks_on else _SLIPS)

    def is_itself(self, card: Card) -> bool:
        """Whether a held question is this one of the same Member and day, with all its words."""
        if self.before is None or card.tabled != self.before or self.asker is None or card.asker != self.asker:
            return False
        mine, its = Counter(self.words), Counter(card.question.split())
        return not mine - its and (its - mine).total() <= (_LONGEST_CITATION if card.asks_on else 0)

    def may_mean(self, card: Card) -> bool:
        """Whether a held question of a number that this one cites can be the one that is meant."""
        if self.before is None or card.tabled is None:
            return self.before is None
        return 0 <= self.before - card.tabled < _LONGEST_LIFE

    def knew_answer(self, card: Card) -> bool:
        """Whether a held question was answered by the day of asking."""
        return self.before is None or (card.answered is not None and card.answered < self.before)


def features(subject: SoughtQuestion, card: Card, text_score: float) -> list[float]:
    """Return the figures of one candidate, in the order of ``Weights``; those of citing are still zero."""
    weights, total = subject.weights, subject.total
    asked, words = weights.keys(), card.question.split()
    question, answer = set(words), card.answer.split()
    answered = set(answer)
    shared = asked & question
    in_question = sum([weights[word] for word in shared])
    anywhere = sum([weights[word] for word in asked & (question | answered | set(card.heading.split()))])
    own = [subject.rarity(word) for word in question]
    of_question = in_question / (sum(own) or 1.0)
    length = subject.length * (math.sqrt(sum([weight * weight for weight in own])) or 1.0)
    same_asker = float(subject.asker is not None and subject.asker == card.asker)
    same_day, week, half_year = _nearness(subject, card)
    return [
        text_score,
        sum([weights[word] ** 2 for word in shared]) / length,
        in_question / total,
        anywhere / total,
        of_question,
        _pairs(subject, words),
        _pairs(subject, answer),
        longest_run(subject, words) / total,
        float(subject.addressee != "" and subject.addressee == card.addressee),
        float(not answer),
        same_asker,
        same_asker * of_question,
        same_day,
        same_asker * same_day,
        week,
        half_year,
        0.0,
        0.0,
    ]


_ANYWHERE, _BY_QUESTION, _BY_ANSWER = 3, 16, 17
_OWN_CREDIT = 1.0
"""What a candidate gets that the question asked cites itself; three times as much costs 0.003 of MRR."""
_MOST_CREDIT = 3.0
"""So much and no more counts what cites a candidate: three that fit wholly, or more that fit less."""


def weigh(subject: SoughtQuestion, candidates: Sequence[tuple[Card, float]]) -> list[tuple[float, Card]]:
    """Return the candidates with their scores, best first; scores compare within one question only."""
    rows = rows_of(subject, candidates)
    scored = [(sum(map(mul, WEIGHTS, row)), card) for card, row in rows]
    # Rounded, since the order in which a set is summed changes the last digits from one run to the next.
    return sorted(scored, key=lambda pair: (-round(pair[0], 6), pair[1].record_id))


def rows_of(subject: SoughtQuestion, candidates: Sequence[tuple[Card, float]]) -> list[tuple[Card, list[float]]]:
    """Return the figures of all candidates, with how well those of them fit that cite another candidate."""
    rows = [(card, features(subject, card, text_score)) for card, text_score in candidates]
    by_uin: dict[str, list[tuple[Card, list[float]]]] = {}
    for card, row in rows:
        if card.uin:
            by_uin.setdefault(card.uin.upper(), []).append((card, row))
    for uin in subject.cites:
        for card, row in by_uin.get(uin, ()):
            if subject.may_mean(card):
                row[_BY_QUESTION] = _OWN_CREDIT
    for citing, its in rows:
        if not (citing.asks_on or citing.refers_to) or subject.is_same_question(citing):
            continue
        _credit(citing, its[_ANYWHERE], citing.asks_on, by_uin, _BY_QUESTION)
        if subject.knew_answer(citing):
            _credit(citing, its[_ANYWHERE], citing.refers_to, by_uin, _BY_ANSWER)
    return rows


def _credit(
    citing: Card, fit: float, uins: Iterable[str], by_uin: Mapping[str, list[tuple[Card, list[float]]]], place: int
) -> None:
    """Give every candidate that is cited what the citing one has."""
    for uin in uins:
        for card, row in by_uin.get(uin, ()):
            if card is not citing and may_cite(citing, card):
                row[place] = min(row[place] + fit, _MOST_CREDIT)


def may_cite(citing: Card, cited: Card) -> bool:
    """Whether a question can mean another by its number: tabled no later than its own answer, and not long before."""
    if citing.tabled is None or cited.tabled is None:
        return False
    return cited.tabled <= (citing.answered or citing.tabled) and citing.tabled - cited.tabled < _LONGEST_LIFE


def longest_run(subject: SoughtQuestion, words: Sequence[str]) -> float:
    """Return the weight of the weightiest stretch of two words or more of which each two neighbours are so in both."""
    weights, pairs = subject.weights, subject.pairs
    best = run = 0.0
    for pair in pairwise(words):
        if pair in pairs:
            run = run + weights[pair[1]] if run else pairs[pair]
            best = max(best, run)
        else:
            run = 0.0
    return best


def _pairs(subject: SoughtQuestion, words: Sequence[str]) -> float:
    """Return the share of the question's neighbouring words that stand side by side here too."""
    pairs = subject.pairs
    return sum([pairs[pair] for pair in pairs.keys() & set(pairwise(words))]) / subject.pair_total


def _nearness(subject: SoughtQuestion, card: Card) -> tuple[float, float, float]:
    """Return whether both were tabled on one day, and how near they are on the scale of a week and of half a year."""
    if subject.before is None or card.tabled is None:
        return 0.0, 0.0, 0.0
    days = max(0, subject.before - card.tabled)
    return float(days == 0), math.exp(-days / _WEEK), math.exp(-days / _HALF_YEAR)
