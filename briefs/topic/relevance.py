"""How far each sentence of a record meets a topic, and how far the record is about it.

Each concept of the topic counts by the nearest place where it is named: the sentence, the one beside it, its passage,
its turn, the other side of the exchange, the subject of the record.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefs.records.model import Kind, Part
from briefs.request.model import Query
from briefs.topic.matching import Met
from briefs.topic.segments import OPENING, RecordView, Sentence, turns
from briefs.topic.weights import Tuning

RARE, COMMON = 1.5, 0.6  # bounds of a concept's weight by how rare it is
A_THIRD = 1 / 3
SHORT = 12  # sentences of an exchange, question and reply, that speaks of one thing
MOST = 0.66  # of the concepts of a topic, how many must stand together in one sentence of a record
TITLE = -1
ALL_OF = 3  # words apart, of which none may be missing
APART = 40  # characters between two plain words of a topic, some six words, beyond which they stand apart
LISTED = "(c)"  # the third thing of a list in a question
UNTITLED = "Written question"  # the title of one whose heading the source does not give
ONLY_ASKED = 0.5  # of its level, what a thing keeps that a question asks of beside others and the answer never names
DIRECT = 0.5  # of the topic, what a sentence must name to be one that names it


def concept_weights(views: Iterable[RecordView], query: Query) -> list[float]:
    """Return each concept's weight: rarer ones tell more."""
    seen: Counter[int] = Counter()
    total = 1
    for view in views:
        for sentence in view.sentences:
            total += 1
            seen.update({met.concept for met in sentence.met if met.own})
    rarity = [math.log(1 + total / (1 + seen[n])) for n in range(len(query.concepts))]
    mean = sum(rarity) / len(rarity) if rarity else 1.0
    return [min(RARE, max(COMMON, value / mean)) for value in rarity]


@dataclass(frozen=True, slots=True)
class Relevance:
    """How far each sentence (by passage and order) meets the topic, 0 to 1, and how far the record is about it.

    ``of`` counts what is named around the sentence, ``direct`` what it names itself. ``asked`` says that one side of
    an exchange speaks of little else. ``together`` are the passages in which one sentence names most
    of the topic by any of its names, -1 for the title.
    """

    of: dict[tuple[int, int], float]
    direct: dict[tuple[int, int], float]
    about: float
    asked: bool
    together: frozenset[int]

    @property
    def dwells(self) -> bool:
        """Whether the record says more of the topic than a mention in passing: it is about it, or comes back to it."""
        return self.about >= DIRECT or self.asked or len(self.together) > 1


def coverages(view: RecordView, weights: list[float], tuning: Tuning, *, apart: bool = False) -> Relevance:
    """Return how far each sentence meets the topic, by the nearest place where each concept is named.

    With ``apart`` words stand together anywhere in one exchange.
    """
    total = sum(weights) or 1.0
    count = len(weights)
    own = {(s.passage, s.order): _levels(s, count, tuning) for s in view.sentences}
    around = Surroundings(view, own, count, tuning)
    met: dict[tuple[int, int], float] = {}
    direct: dict[tuple[int, int], float] = {}
    for key, levels in own.items():
        reached = [max(level, around.level(key, concept)) for concept, level in enumerate(levels)]
        met[key] = sum(w * level for w, level in zip(weights, reached, strict=True)) / total
        direct[key] = sum(w * level for w, level in zip(weights, levels, strict=True)) / total
    about = sum(w * level for w, level in zip(weights, around.subject, strict=True)) / total
    return Relevance(met, direct, about, _asked(view, around, direct), _together(view, count, apart=apart))


def _together(view: RecordView, count: int, *, apart: bool) -> frozenset[int]:
    """Return the passages in which most of the topic is named side by side; ``TITLE`` stands for the title.

    A topic with a body, a person or a subject of its own in it needs only the passage to name the rest beside it. A
    written question is one exchange: its heading names a part of the topic, question and answer the rest.
    """
    most = count if apart and count <= ALL_OF else math.ceil(MOST * count)
    named: dict[int, set[int]] = {TITLE: {met.concept for met in view.title_met}}
    together: set[int] = set()
    for sentence in view.sentences:
        if view.topical:
            named.setdefault(sentence.passage, set()).update(met.concept for met in sentence.met)
        elif _side_by_side([met for met in sentence.met if met.own], most):
            together.add(sentence.passage)
    if not view.topical and count > 1:
        together |= _in_one_exchange(view, count, apart=apart)
    return frozenset(together | {passage for passage, concepts in named.items() if len(concepts) >= most})


def _in_one_exchange(view: RecordView, count: int, *, apart: bool) -> set[int]:
    """Return the passages that name all of the topic along with the other side of a short exchange."""
    named: dict[int, set[int]] = {}
    sizes = Counter[int]()
    for sentence in view.sentences:
        named.setdefault(sentence.passage, set()).update(met.concept for met in sentence.met if met.own)
        sizes[sentence.passage] += 1
    title = {met.concept for met in view.title_met if met.own}
    if view.record.kind is Kind.WRITTEN_QUESTION:
        return set(named) if title and len(title.union(*named.values())) == count else set()
    found: set[int] = set()
    for passage in named if apart else ():
        both = (passage, *view.exchanges.get(passage, ()))
        if sum(sizes[n] for n in both) <= SHORT and len(set().union(*(named.get(n, ()) for n in both))) == count:
            found.add(passage)
    return found


def _side_by_side(places: Sequence[Met], most: int) -> bool:
    """Whether ``most`` concepts are named within a few words of one another."""
    for at, first in enumerate(places):
        near = {met.concept for met in places[at:] if met.start - first.end <= APART * max(1, most - 1)}
        if len(near) >= most:
            return True
    return False


def _asked(view: RecordView, around: Surroundings, direct: dict[tuple[int, int], float]) -> bool:
    """Whether at least a third of the sentences of one side of an exchange name the topic."""
    naming, total = Counter[int](), Counter[int]()
    for (passage, _), level in direct.items():
        naming[passage] += level >= DIRECT
        total[passage] += 1
    sides = {around.turn(passage) for passage in view.exchanges if naming[passage]}
    return any(sum(naming[n] for n in side) >= A_THIRD * sum(total[n] for n in side) for side in sides)


class Surroundings:
    """How strongly the places around a sentence name each concept.

    A place counts the more, the more of its sentences name the concept: one mention in a long speech says little of
    the rest of that speech, one in a question of three sentences says what the reply is about. Where a concept is the
    person or the department whose words are held, what others say beside them is not about it.
    """

    def __init__(self, view: RecordView, own: dict[tuple[int, int], list[float]], count: int, tuning: Tuning) -> None:
        """Take the levels that the sentences themselves name, by passage and order."""
        self._own = own
        self._none = [0.0] * count
        self._tuning = tuning
        self._view = view
        self._passages = _passage_levels(own, count)
        self._turn_of = {n: tuple(range(first, end)) for first, end in turns(view.record) for n in range(first, end)}
        self._density: dict[tuple[int, ...], list[float]] = {}
        self._sizes: dict[int, list[list[float]]] = {}
        for (passage, _), levels in own.items():
            self._sizes.setdefault(passage, []).append(levels)
        self._voiced = voiced(view)
        self._kept = _kept_levels(view, self._passages, count)
        spoken = view.record.kind is not Kind.WRITTEN_QUESTION
        self._titled = {met.concept for met in view.title_met if met.own and spoken}
        self.subject = _subject_levels(view, self._passages, count, tuning)

    def turn(self, passage: int) -> tuple[int, ...]:
        """Return the passages of the turn that a passage belongs to."""
        return self._turn_of[passage]

    def level(self, key: tuple[int, int], concept: int) -> float:
        """Return the strongest level of a concept in the places around the sentence ``key``."""
        if concept in self._voiced:
            return 0.0
        tuning, (passage, order) = self._tuning, key
        near = max(self._own.get((passage, order + step), self._none)[concept] for step in (-1, 1))
        turn = self._turn_of[passage]
        if len(turn) == 1 and self._view.record.passages[passage].turn is None:
            turn = (passage - 1, passage + 1)
        return max(
            tuning.near_sentence * near,
            tuning.same_passage * self._dense((passage,), concept),
            tuning.same_turn * self._dense(turn, concept),
            tuning.same_exchange * self._kept[concept] * self._dense(self._view.exchanges.get(passage, ()), concept),
            (tuning.record_title if concept in self._titled else tuning.record_subject) * self.subject[concept],
        )

    def _dense(self, places: tuple[int, ...], concept: int) -> float:
        """Return how much of some passages names a concept: 1 where at least a third of the sentences do."""
        if places not in self._density:
            rows = [levels for n in places for levels in self._sizes.get(n, ())]
            size = max(1, len(rows))
            self._density[places] = [
                min(1.0, 0.4 + 1.8 * sum(row[c] for row in rows) / size) if any(row[c] for row in rows) else 0.0
                for c in range(len(self._none))
            ]
        return self._density[places][concept]


def _kept_levels(view: RecordView, passages: dict[int, list[float]], count: int) -> list[float]:
    """Return what share of its level each concept keeps beside the words that name it in a written question.

    Where a question lists three things or more, its heading names none of a concept's names and its answer never names
    it, the answer is about the others.
    """
    held = view.record.passages
    answers = [n for n in passages if held[n].part is Part.ANSWER]
    listed = any(LISTED in held[n].text.casefold() for n in passages if held[n].part is Part.QUESTION)
    if not listed or not answers or view.record.title.startswith(UNTITLED):
        return [1.0] * count
    named = {met.concept for met in view.title_met} | voiced(view)
    return [
        1.0 if concept in named or any(passages[n][concept] for n in answers) else ONLY_ASKED
        for concept in range(count)
    ]


def voiced(view: RecordView) -> set[int]:
    """Return the concepts whose own words a record holds: the person who speaks, the department that answers."""
    return {met.concept for sentence in view.sentences for met in sentence.met if met.throughout}


def _levels(sentence: Sentence, count: int, tuning: Tuning) -> list[float]:
    if not count:
        return []
    levels = [0.0] * count
    for met in sentence.met:
        levels[met.concept] = max(levels[met.concept], 1.0 if met.own else tuning.loose_match)
    return levels


def _passage_levels(own: dict[tuple[int, int], list[float]], count: int) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for (passage, _), levels in own.items():
        best = found.setdefault(passage, [0.0] * count)
        for concept, level in enumerate(levels):
            best[concept] = max(best[concept], level)
    return found


def _subject_levels(view: RecordView, passages: dict[int, list[float]], count: int, tuning: Tuning) -> list[float]:
    """Return how far each concept is what the record is about: its title, its question, its opening, or how often.

    An opening tells only where a later turn takes it up: the first of a row of oral questions is not their subject.
    """
    levels = [0.0] * count
    kept = _kept_levels(view, passages, count)
    named = {met.concept: met.own for met in view.title_met}
    named |= dict.fromkeys(voiced(view), True)
    spans = list(turns(view.record))
    for concept in range(count):
        if concept in named:
            levels[concept] = 1.0 if named[concept] else tuning.loose_match
            continue
        naming = sum(any(passages.get(n, levels)[concept] for n in range(*span)) for span in spans)
        opening = max((passages[n][concept] for n in range(OPENING) if n in passages), default=0.0)
        asked = max(
            (v[concept] for n, v in passages.items() if view.record.passages[n].part is Part.QUESTION), default=0.0
        )
        often = sum(v[concept] for v in passages.values()) / max(1, len(view.record.passages))
        taken_up = naming > 1 or len(spans) == 1
        levels[concept] = max(asked, 0.8 * opening if taken_up else 0.0, min(1.0, 2.5 * often) if taken_up else 0.0)
        levels[concept] *= kept[concept]
    return levels


def names_all(view: RecordView, query: Query) -> bool:
    """Whether the sentences read of a record, or its title, name every part of a topic by a name of its own."""
    places = (view.title_met, *(sentence.met for sentence in view.sentences))
    return len({met.concept for place in places for met in place if met.own}) == len(query.concepts)


def is_about(view: RecordView, coverage: Relevance, query: Query) -> bool:
    """Whether a record can be about the topic: every body, person and subject is named by a name of its own, and some
    sentence, or the title, names most of it together. Words that stand apart are not yet a topic.
    """
    if not query.concepts:
        return True
    named = {met.concept for sentence in view.sentences for met in sentence.met if met.own}
    named |= {met.concept for met in view.title_met if met.own}
    needed = {number for number, concept in enumerate(query.concepts) if concept.kind != "words"}
    return bool(named) and needed <= named and bool(coverage.together) and not _only_asked(view, coverage, query)


def _only_asked(view: RecordView, coverage: Relevance, query: Query) -> bool:
    """Whether a question with a heading of another matter is all that names most of a topic of three words or more."""
    record = view.record
    if record.kind is not Kind.WRITTEN_QUESTION or len(query.concepts) < ALL_OF or view.title_met:
        return False
    asked = all(n != TITLE and record.passages[n].part is Part.QUESTION for n in coverage.together)
    return asked and not record.title.startswith(UNTITLED)
