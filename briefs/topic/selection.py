"""Which evidence goes into a brief: the best, none of it twice, from as many sides as the records show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from briefs.records.model import Kind, Role
from briefs.topic.scoring import PLACE, Evidence, asks
from briefs.topic.weights import DEFAULT, Length, Tuning

TYPICAL_WORDS = 28
FEWEST = 4  # items, with which a brief needs none about one place
POOL = 150  # of the best; what ranks below has no chance of a place
ALMOST_ALL = 0.9  # of the shorter of two sentences, what makes one a repetition of the other
NUMBER = re.compile(r"\d[\d,.]*\d|\d")

_VALUE = attrgetter("value")

NOTHING_NEW = "says what another item says"
ONE_PLACE = "is about one place"
OVERLAPS = "is part of another item"
WEAK = "weaker than the rest"
NO_ROOM = "no room left"


@dataclass(frozen=True, slots=True)
class Refused:
    """Evidence that was not taken, and why."""

    evidence: Evidence
    why: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was taken, best first, and the next best that was not."""

    taken: tuple[Evidence, ...]
    refused: tuple[Refused, ...]


class Candidate:
    """Evidence on its way into a brief: what those already taken have left of its worth."""

    def __init__(self, evidence: Evidence, tuning: Tuning) -> None:
        """Take evidence before anything is chosen."""
        self.evidence = evidence
        self.words = evidence.words
        self.asks = asks(evidence.sentence)
        self.numbers = frozenset(NUMBER.findall(evidence.text))
        self.place = evidence.sentence.record.record_id, evidence.sentence.passage
        self.role = evidence.sentence.role
        self.speaker = evidence.sentence.speaker
        question = evidence.sentence.record.kind is Kind.WRITTEN_QUESTION
        self.answered = evidence.sentence.day if question and self.role is Role.MINISTER else None
        """The day on which a minister answered with it, None for what is no answer."""
        self.most = tuning.most_of_answer if question else tuning.most_of_record
        self.likest = 0.0
        self.overlaps = False
        self._crowd = 1.0
        size = TYPICAL_WORDS / max(TYPICAL_WORDS / 2, self.words)
        self._fit: float = evidence.score * size**tuning.length_cost
        self.value = self._fit
        """What taking it would add."""

    def beside(self, other: Candidate, tuning: Tuning) -> None:
        """Take note of another candidate that was taken."""
        self.likest = max(self.likest, likeness(self, other))
        if self.place[0] == other.place[0]:
            self._crowd *= tuning.same_record_cost
        if self.place == other.place:
            self._crowd *= tuning.same_passage_cost
            mine, theirs = self.evidence, other.evidence
            self.overlaps |= mine.start < theirs.end and theirs.start < mine.end
        if self.role is other.role:
            self._crowd *= tuning.same_role_cost
        if self.speaker and self.speaker == other.speaker:
            self._crowd *= tuning.same_speaker_cost
        if self.asks and other.asks:
            self._crowd *= tuning.more_questions_cost
        self.value = self._fit * self._crowd * (1 - tuning.likeness_cost * self.likest)


def choose(evidence: Sequence[Evidence], length: Length, tuning: Tuning = DEFAULT) -> Chosen:
    """Return the evidence to quote: greedily the best that is left, less what has been said already."""
    nationwide = [each for each in evidence if PLACE not in each.signals]
    chosen = _choose(nationwide, length, tuning)
    if len(chosen.taken) >= FEWEST or len(nationwide) == len(evidence):
        local = tuple(Refused(each, ONE_PLACE) for each in evidence[:POOL] if PLACE in each.signals)
        return replace(chosen, refused=(*chosen.refused, *local))
    return _choose(evidence, length, tuning)


def _choose(evidence: Sequence[Evidence], length: Length, tuning: Tuning) -> Chosen:
    """Return the best of some evidence, what of one place among it or not."""
    pool = [Candidate(each, tuning) for each in evidence[:POOL]]
    least = tuning.least_share * evidence[0].score if evidence else 0.0
    said: Counter[str] = Counter()
    taken: list[Candidate] = []
    refused: list[Refused] = []
    words = 0
    while pool and len(taken) < length.items:
        best = _last_said(_first_said(_best(pool, said, tuning), pool), pool, tuning)
        pool.remove(best)
        why = _objection(best, least, length.words - words, tuning)
        if why:
            refused.append(Refused(best.evidence, why))
            continue
        taken.append(best)
        said[best.place[0]] += 1
        words += best.words
        for candidate in pool:
            candidate.beside(best, tuning)
    return Chosen(tuple(candidate.evidence for candidate in taken), tuple(refused))


def _best(pool: Sequence[Candidate], said: Counter[str], tuning: Tuning) -> Candidate:
    """Return the best that is left; a record that has said its part gives way to others that are nearly as good."""
    best = max(pool, key=_VALUE)
    if said[best.place[0]] < best.most:
        return best
    others = [each for each in pool if said[each.place[0]] < each.most]
    rival = max(others, key=_VALUE, default=best)
    return rival if rival.value >= tuning.rival_share * best.value else best


def _first_said(best: Candidate, pool: Sequence[Candidate]) -> Candidate:
    """Return where a record first says what a candidate says almost word for word: what follows repeats it."""
    record, passage = best.place
    earlier = (each for each in pool if each.place[0] == record and each.place[1] < passage)
    same = (each for each in earlier if likeness(each, best) >= ALMOST_ALL)
    return min(same, key=lambda candidate: (candidate.place[1], candidate.evidence.start), default=best)


def _last_said(best: Candidate, pool: Sequence[Candidate], tuning: Tuning) -> Candidate:
    """Return what a minister last said on the same matter: an answer that a later one overtakes is no position."""
    if best.answered is None:
        return best
    later = [
        (each.answered, each.value, -at)
        for at, each in enumerate(pool)
        if each.answered is not None
        and each.answered > best.answered
        and each.value >= tuning.nearly * best.value
        and _shared(each, best) >= tuning.same_matter
    ]
    return pool[-max(later)[2]] if later else best


def _objection(best: Candidate, least: float, room: int, tuning: Tuning) -> str:
    if best.overlaps:
        return OVERLAPS
    if best.likest >= tuning.likeness_limit:
        return NOTHING_NEW
    if best.evidence.score < least or best.value < least * tuning.least_new:
        return WEAK
    return NO_ROOM if best.words > room else ""


def likeness(one: Candidate, other: Candidate) -> float:
    """Return how much of the shorter of two sentences the other says too, 0 to 1; other figures make another fact."""
    shared = _shared(one, other)
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        shared *= 0.7
    return shared


def _shared(one: Candidate, other: Candidate) -> float:
    """Return how many of the stems of the shorter of two sentences the other has too, 0 to 1."""
    mine, theirs = one.evidence.stems, other.evidence.stems
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0
