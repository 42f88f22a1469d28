"""Which of the questions found a note shows: how likely each is to be one that the drafter should see.

The ranking orders what was found and says nothing about whether any of it is like the question at all. Here each of
the first candidates gets a chance, from 0 to 1, from figures that compare across questions; what reaches ``LEAST`` is
shown.
Questions tabled in the same week are weighed apart (``with_it``): they are answered together with the question in hand,
and must not stand in the way of older answers.

The chance is a logistic sum over the figures of ``signs``, its weights in ``gate_weights``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import mul

from briefs.index.questions import Card, cut
from briefs.language.words import STOP_WORDS
from briefs.question.parse.text import without_preface
from briefs.question.parse.wording import FRAME
from briefs.question.similar.features import SoughtQuestion, rows_of
from briefs.question.similar.gate_weights import LEAST, LEAST_BY_WORDS, WEIGHTS_OF_OLDER, WEIGHTS_OF_WITH_IT
from briefs.question.similar.similar_tuning import WEIGHTS

OLDER, WITH_IT = 20, 12
"""How many of each kind are weighed."""
MOST_OLDER, MOST_WITH_IT = 6, 5
"""How many of each kind are shown."""
_WEEK = 7
_RAREST = 3
_TELLING = 12
"""By how many of its words the earlier questions of the same Member are sought."""
ON_SUBJECT = 0.4
"""Share of the telling words, forth and back, from which an earlier question of the same Member is on the subject."""
_BOTH, _BOTH_OF_REQUEST = 3, 9
_AT = 28
"""Where the shares of words begin among the figures of a candidate."""
_FEW = 7.5
"""The weight of a word that no question has, where a thousand are held."""
_LEAST_WEIGHT = 1.5
_PLAINLY, _NEAREST = 0.55, 3
"""The share of telling words from which the nearest are shown whatever their chance, and up to how many in all."""
_COSINE, _IN_QUESTION, _ANYWHERE, _RUN, _SAME_ADDRESSEE, _SAME_ASKER = 1, 2, 3, 7, 8, 10


@dataclass(frozen=True, slots=True)
class GatedQuestion:
    """A candidate with its figures: ``score`` is the ranking's, ``row`` has the figures of ``signs``."""

    card: Card
    score: float
    with_it: bool
    row: tuple[float, ...]
    among_few: bool = False

    @property
    def shared(self) -> float:
        """What share of the telling words both questions have, forth and back."""
        return max(self.row[_AT + _BOTH], self.row[_AT + _BOTH_OF_REQUEST])

    @property
    def chance(self) -> float:
        """How likely it is one to show, from 0 to 1; among few questions the words that both have decide."""
        if self.among_few:
            return self.shared**3
        first, *weights = WEIGHTS_OF_WITH_IT if self.with_it else WEIGHTS_OF_OLDER
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, first + sum(map(mul, weights, self.row))))))


def passing(
    subject: SoughtQuestion, candidates: Sequence[tuple[Card, float]], text: str, leave_out: Collection[str]
) -> list[GatedQuestion]:
    """Return the candidates to show: older ones first, in the order of the ranking, then those tabled with it."""
    least = LEAST if subject.asker is not None or _is_among_few(subject) else LEAST_BY_WORDS
    found = weighed(subject, candidates, text, leave_out)
    return chosen(found, least, lambda each: each.chance)


def chosen(
    found: Sequence[GatedQuestion], least: float, chance: Callable[[GatedQuestion], float]
) -> list[GatedQuestion]:
    """Return what is shown of the candidates weighed: what reaches a chance, and what plainly shares the subject."""
    shown: list[GatedQuestion] = []
    for with_it, most in ((False, MOST_OLDER), (True, MOST_WITH_IT)):
        mine = sorted((e for e in found if e.with_it is with_it), key=lambda e: -round(chance(e), 6))
        kept = [each for each in mine if chance(each) >= least][:most]
        if not with_it:  # what plainly shares the subject is shown even where nobody paired such questions
            plain = [e for e in mine if e.shared >= _PLAINLY and e not in kept]
            kept += sorted(plain, key=lambda e: -round(e.shared, 6))[: max(0, _NEAREST - len(kept))]
        shown += sorted(kept, key=lambda each: (-round(each.score, 6), each.card.record_id))
    return shown


def weighed(
    subject: SoughtQuestion, candidates: Sequence[tuple[Card, float]], text: str, leave_out: Collection[str]
) -> list[GatedQuestion]:
    """Return the first candidates of both kinds with their figures."""
    rows = [(sum(map(mul, WEIGHTS, row)), card, row) for card, row in rows_of(subject, candidates)]
    rows = [r for r in rows if r[1].record_id not in leave_out and (leave_out or not subject.is_itself(r[1]))]
    older = sorted((r for r in rows if not is_with_it(subject, r[1])), key=lambda r: (-round(r[0], 6), r[1].record_id))
    with_it = sorted((r for r in rows if is_with_it(subject, r[1])), key=lambda r: (-_alike(r[2]), r[1].record_id))
    words = _Words(subject, text)
    return [*_figured(words, older[:OLDER], with_it=False), *_figured(words, with_it[:WITH_IT], with_it=True)]


def own_on_subject(
    subject: SoughtQuestion, page: Callable[[Sequence[str], int], Sequence[Card]], text: str, leave_out: Collection[str]
) -> list[Card]:
    """Return all earlier questions that the same Member asked on the subject, newest first.

    ``page`` gives the Member's questions that have any of some words, the most telling first, from a place on; the
    first page on which none is on the subject is the last that is looked at.
    """
    if subject.asker is None:
        return []
    words = _Words(subject, text)
    telling = sorted(words.weights, key=lambda word: (-words.weights[word], word))[:_TELLING]
    on_it: dict[str, Card] = {}
    start = 0
    while telling and (cards := page(telling, start)):
        earlier = [card for card in cards if subject.before is None or (card.tabled or 0) < subject.before]
        near = {c.record_id: c for c in earlier if c.record_id not in leave_out and words.is_near(c)}
        if earlier and not near:
            break
        on_it |= near
        start += len(cards)
    return sorted(on_it.values(), key=lambda card: (-(card.tabled or 0), card.record_id))


def is_with_it(subject: SoughtQuestion, card: Card) -> bool:
    """Whether a question was tabled in the week up to the day of asking."""
    return subject.before is not None and card.tabled is not None and subject.before - card.tabled <= _WEEK


def _alike(row: Sequence[float]) -> float:
    """Return how alike a question of the same week is: the ranking takes such questions for no answers."""
    same = 0.3 * row[_SAME_ADDRESSEE] + 0.5 * row[_SAME_ASKER]
    return round(row[_COSINE] + row[_IN_QUESTION] + row[_ANYWHERE] + same, 6)


def _is_among_few(subject: SoughtQuestion) -> bool:
    """Whether so few questions are held that how rare a word is says nothing: the weight of a word of none tells."""
    return subject.rarity("") < _FEW


class _Words:
    """The words that tell what a question is about, and how many of them others have."""

    def __init__(self, subject: SoughtQuestion, text: str) -> None:
        self.subject = subject
        request = set(cut(without_preface(text))[1]) & subject.weights.keys()
        self.among_few = _is_among_few(subject)
        self.weights = {w: self._rarity(w) ** 2 for w in subject.weights if self._tells(w)}
        self.total = sum(self.weights.values()) or 1.0
        self.request = {w: v for w, v in self.weights.items() if w in request} or self.weights
        self.total_of_request = sum(self.request.values()) or 1.0
        self.rarest = sorted(self.weights, key=lambda word: (-self.weights[word], word))[:_RAREST]

    def _rarity(self, word: str) -> float:
        return max(_LEAST_WEIGHT, self.subject.rarity(word)) if self.among_few else self.subject.rarity(word)

    def _tells(self, word: str) -> bool:
        """Whether a word can tell what a question is about; among many, common words weigh next to nothing anyhow."""
        return not (word in FRAME or word.isdigit() or (self.among_few and word in STOP_WORDS))

    def is_near(self, card: Card) -> bool:
        """Whether a candidate is on the subject, by the words that both questions have."""
        shared = self.shared(card)
        return max(shared[_BOTH], shared[_BOTH_OF_REQUEST]) >= ON_SUBJECT

    def shared(self, card: Card) -> list[float]:
        """Return the figures of one candidate: shares of the telling words, forth and back, and of the rarest."""
        asked = {*card.question.split(), *card.heading.split()}
        held = asked | set(card.answer.split()) if self.subject.knew_answer(card) else asked
        forth, anywhere = (sum(v for w, v in self.weights.items() if w in words) for words in (asked, held))
        own = {w: self._rarity(w) ** 2 for w in set(card.question.split()) if self._tells(w)}
        back = sum(v for w, v in own.items() if w in self.weights) / (sum(own.values()) or 1.0)
        forth, anywhere = forth / self.total, anywhere / self.total
        of_request = sum(v for w, v in self.request.items() if w in asked) / self.total_of_request
        both_of_request = 2 * of_request * back / (of_request + back) if of_request + back else 0.0
        both = 2 * forth * back / (forth + back) if forth + back else 0.0
        missing = max((math.sqrt(self.weights[w]) for w in self.rarest if w not in asked), default=0.0)
        counted = [sum(w in words for w in self.rarest) / max(1, len(self.rarest)) for words in (asked, held)]
        return [
            forth,
            anywhere,
            back,
            both,
            *counted,
            min(missing, 6.0),
            math.sqrt(forth * self.total),
            of_request,
            both_of_request,
        ]


def _figured(
    words: _Words, found: Sequence[tuple[float, Card, list[float]]], *, with_it: bool
) -> Iterator[GatedQuestion]:
    subject = words.subject
    best = max((score for score, _, _ in found), default=0.0)
    shares = [words.shared(card) for _, card, _ in found]
    most = max((share[1] for share in shares), default=0.0)
    nearest = max((share[3] for share in shares), default=0.0)
    for place, ((score, card, row), share) in enumerate(zip(found, shares, strict=True)):
        days = max(0, (subject.before or 0) - (card.tabled or 0))
        signs = (
            *row,
            score,
            best - score,
            min(best - score, 2.0),
            float(place),
            math.log1p(place),
            float(place == 0),
            row[_IN_QUESTION] * subject.total,
            subject.total,
            row[_RUN] * subject.total,
            math.log1p(days),
            *share,
            share[3] ** 2,
            share[1] ** 2,
            share[3] * share[1],
            max(0.0, share[3] - 0.5),
            max(0.0, share[1] - 0.6),
            most,
            nearest,
            max(0.0, most - 0.6),
        )
        yield GatedQuestion(card, score, with_it, signs, _is_among_few(subject))
