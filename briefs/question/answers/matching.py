"""Which sentences of earlier answers speak to each part of a question.

A sentence speaks to a part by its own words, and by those of the question it answered: "We have no plans to do so."
answers what was asked. Weights are in one table; see ``AnswerWeights``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.question.answers.elsewhere import names_elsewhere
from briefs.question.answers.saying import BY_WORDS, FIGURES, SHOWS, says_kind
from briefs.question.answers.sentences import AnswerSentence, sentences_of
from briefs.question.answers.subject import Rarity, matter_stems, requests_of
from briefs.question.answers.targets import Target
from briefs.question.parse.text import asked_stems, question_text
from briefs.records.model import Record


@dataclass(frozen=True, slots=True)
class AnswerWeights:
    """The weights of the choice, set by reading notes on real questions; scores have no unit."""

    own: float = 0.55  # words of the part itself
    context: float = 0.3  # words of the request that the parts share
    inherited: float = 0.6  # what a word of the question answered counts, beside one of the sentence
    likeness: float = 0.3  # how like the question it answered is, the most like being 1
    kind: float = 0.22  # says the kind of thing that is asked for
    opening: float = 0.08  # the first sentence of an answer
    newer: float = 0.1  # answered within a year; less the older
    asked: float = 0.34  # share of the request's telling words that the question answered must have
    said: float = 0.66  # share of them that a sentence must have itself
    nearly: float = 0.62  # likeness of two requests from which the answer to one may speak to the other
    said_nearly: float = 0.45  # share of the telling words that a sentence of such an answer must have
    said_of_any_kind: float = 0.6  # the same where no wording shows the kind of thing that is asked for
    same: float = 0.85  # likeness from which the opening of the answer may say it in other words: "no plans to do so"
    apart: float = 0.6  # share of the words that the question answered does not have that a sentence must have
    apart_else: float = 0.2  # the same where no figure is asked for
    part: float = 0.75  # share of a lettered part's own words that a sentence must have
    part_context: float = 0.5  # share of what the parts have in common that a sentence must have
    least_share: float = 0.8  # of the best score for the part


WEIGHTS = AnswerWeights()
PER_PART = 3
_LEAST_SAID = 3  # telling words that a sentence must have where what it answers is another question


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence taken: the record, the passage's number and the span in it."""

    record: Record
    passage: int
    start: int
    end: int
    score: float
    figure: bool

    @property
    def text(self) -> str:
        """The words."""
        return self.record.passages[self.passage].text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class LikeQuestion:
    """An earlier question, how like the question in hand it is, from 0 to 1, and what they have in common.

    ``with_it`` is true where it was tabled within a week of the question in hand.
    """

    record: Record
    likeness: float
    why: tuple[str, ...] = ()
    with_it: bool = False


def speak(
    wanted: Sequence[Target],
    candidates: Sequence[LikeQuestion],
    today: date,
    weights: AnswerWeights = WEIGHTS,
    *,
    rarity: Rarity | None = None,
    place: str = "",
    given: Sequence[str] = (),
) -> tuple[tuple[Pick, ...], ...]:
    """Return, for each target, the sentences that speak to it, best first; none twice, nor one within ``given``.

    ``rarity`` gives the weight of a word among all questions held; without it that among the candidates counts.
    ``place`` is the question's text: a sentence about other places than it names is not taken.
    """
    sentences = [s for candidate in candidates for s in sentences_of(candidate.record)]
    counted = rarity_of(sentences, candidates)
    weigh = rarity or (lambda stem: counted.get(stem, 1.0))
    likeness = {c.record.record_id: c.likeness for c in candidates}
    asked = {c.record.record_id: matter_stems(c.record) for c in candidates}
    requests = {c.record.record_id: requests_of(c.record) for c in candidates}
    taken = {_folded(text) for text in given}
    used: list[AnswerSentence] = []
    found: list[tuple[Pick, ...]] = []
    for target in wanted:
        fit = _Fit(target, {stem: weigh(stem) ** 2 for stem in target.own | target.context | target.every}, weights)
        near = {each: fit.nearness(requests[each], asked[each], weigh) for each in asked}
        ranked = sorted(
            (
                (value + weights.likeness * likeness[s.record.record_id] + _newness(s.record, today, weights), s)
                for s in sentences
                if not names_elsewhere(place, s.text)
                and (value := fit.score(s, asked[s.record.record_id], near[s.record.record_id]))
            ),
            key=lambda pair: (-pair[0], pair[1].record.record_id, pair[1].passage, pair[1].start),
        )
        found.append(_taken(ranked, taken, used, weights))
    return tuple(found)


def _taken(
    ranked: Sequence[tuple[float, AnswerSentence]], taken: set[str], used: list[AnswerSentence], weights: AnswerWeights
) -> tuple[Pick, ...]:
    picks: list[Pick] = []
    per_record: Counter[str] = Counter()
    for value, sentence in ranked:
        if value < ranked[0][0] * weights.least_share or len(picks) == PER_PART:
            break
        key = _folded(sentence.text)
        if any(key in other or other in key for other in taken) or per_record[sentence.record.record_id] == 2:
            continue
        if any(_overlap(sentence, other) for other in used):
            continue
        taken.add(key)
        used.append(sentence)
        per_record[sentence.record.record_id] += 1
        figure = "figure" in sentence.shown
        picks.append(Pick(sentence.record, sentence.passage, sentence.start, sentence.end, value, figure))
    return tuple(picks)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _overlap(one: AnswerSentence, other: AnswerSentence) -> bool:
    same = one.record.record_id == other.record.record_id and one.passage == other.passage
    return same and one.start < other.end and other.start < one.end


@dataclass(frozen=True, slots=True)
class _Fit:
    """Judges whether a sentence speaks to one target; ``telling`` are the target's words with their weights."""

    target: Target
    telling: Mapping[str, float]
    weights: AnswerWeights

    def nearness(self, requests: Sequence[frozenset[str]], asked: frozenset[str], weigh: Rarity) -> float:
        """Return how near the request is to the nearest one of an earlier question, both ways, from 0 to 1."""
        wanted = self.target.every or self.target.own
        forth = share(wanted, asked, self.telling)
        backs = (share(each, wanted, {stem: weigh(stem) ** 2 for stem in each}) for each in requests if each)
        back = max(backs, default=0.0)
        return 2 * forth * back / (forth + back) if wanted and forth + back else 0.0

    def score(self, sentence: AnswerSentence, asked: frozenset[str], near: float) -> float:
        """Return how well a sentence speaks to the target, 0 where it does not; ``asked`` is what it answered."""
        target, weights = self.target, self.weights
        if not (self._speaks_to_part if target.label else self._speaks)(sentence, asked, near):
            return 0.0
        here = share(target.own, sentence.stems, self.telling)
        own = max(here, weights.inherited * share(target.own, asked | sentence.stems, self.telling))
        around = share(target.context, sentence.stems | asked, self.telling) if target.context else own
        value = weights.own * (0.5 * here + 0.5 * own) + weights.context * around
        return (
            value
            + weights.kind * says_kind(target, sentence.text, sentence.stems, sentence.shown)
            + weights.opening * sentence.first
        )

    def _speaks(self, sentence: AnswerSentence, asked: frozenset[str], near: float) -> bool:
        """Whether a sentence is about what was asked: by its own words, or because what it answers is nearly the same.

        One that shares a turn of phrase or the name of a body with the question would be quoted on another matter.
        """
        target, weights = self.target, self.weights
        wanted = target.every or target.own
        if (
            not wanted
            or share(wanted, asked, self.telling) < weights.asked
            or not target.others <= sentence.stems | asked
        ):
            return False
        said, common = share(wanted, sentence.stems, self.telling), len(wanted & sentence.stems)
        fits, shown = says_kind(target, sentence.text, sentence.stems, sentence.shown), target.kind in SHOWS
        if not fits and (target.kind in FIGURES or near < weights.same):
            return False
        opens = sentence.first and fits and shown and len(wanted) >= _LEAST_SAID
        if near >= weights.same and (said >= weights.said or opens):
            return True
        if not fits:
            return False
        if near >= weights.nearly and common >= min(2, len(wanted)) and self._tells_apart(sentence, asked):
            return said >= (weights.said_nearly if shown else weights.said_of_any_kind)
        return target.kind in BY_WORDS and common >= _LEAST_SAID and said >= weights.said

    def _tells_apart(self, sentence: AnswerSentence, asked: frozenset[str]) -> bool:
        """Whether a sentence says what the question that it answered did not ask.

        In a series on one thing, how many were issued and how many were paid, that word alone tells the two apart.
        """
        apart = (self.target.every or self.target.own) - asked
        least = self.weights.apart if self.target.kind in FIGURES else self.weights.apart_else
        return share(apart, sentence.stems, self.telling) >= least

    def _speaks_to_part(self, sentence: AnswerSentence, asked: frozenset[str], near: float) -> bool:
        """Whether a sentence names a lettered part and is about what the parts have in common."""
        target, weights = self.target, self.weights
        if share(target.own, sentence.stems, self.telling) < weights.part:
            return False
        if share(target.every, asked, self.telling) < weights.asked or not says_kind(
            target, sentence.text, sentence.stems, sentence.shown
        ):
            return False
        if len(target.own) < 2 and not _by_one_word(target, sentence):
            return False
        if near >= weights.nearly:
            return True
        return target.kind in BY_WORDS and share(target.context, sentence.stems, self.telling) >= weights.part_context


def _by_one_word(target: Target, sentence: AnswerSentence) -> bool:
    """Whether a sentence meets a part that one word tells: that is soon met by chance, so more must agree."""
    phrase = target.text.rpartition(" … ")[2].casefold()
    text = sentence.text.casefold()
    return bool(sentence.stems & target.context) and (" " not in phrase or phrase in text)


def share(wanted: frozenset[str], held: frozenset[str], rarity: Mapping[str, float]) -> float:
    """Return the share of the wanted words that are held, rare words counting more; 1 where none is wanted."""
    whole = sum(rarity.get(stem, 1.0) for stem in wanted)
    return sum(rarity.get(stem, 1.0) for stem in wanted & held) / whole if whole else 1.0


def rarity_of(sentences: Sequence[AnswerSentence], candidates: Sequence[LikeQuestion]) -> dict[str, float]:
    """Return how rare each word is among the sentences and the questions of the candidates, from 0 up."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(sentence.stems)
    for candidate in candidates:
        counts.update(asked_stems(question_text(candidate.record)))
    every = len(sentences) + len(candidates)
    return {stem: math.log(1 + every / (1 + count)) for stem, count in counts.items()}


def _newness(record: Record, today: date, weights: AnswerWeights) -> float:
    if record.dates.answered is None:
        return 0.0
    years = max(0, (today - record.dates.answered).days) / 365
    return weights.newer / (1 + years)
