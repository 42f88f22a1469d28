"""Which evidence goes into a brief: the best, none of it twice, from as many sides as the records show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.evidence import Evidence, asks
from briefs.tuning import DEFAULT, Length, Tuning

TYPICAL_WORDS = 28
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


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


def choose(evidence: Sequence[Evidence], length: Length, tuning: Tuning = DEFAULT) -> Chosen:
    """Return the evidence to quote: greedily the best that is left, less what has been said already."""
    taken: list[Evidence] = []
    refused: list[Refused] = []
    words = 0
    least = tuning.least_share * evidence[0].score if evidence else 0.0
    pool = list(evidence)
    while pool and len(taken) < length.items:
        best = max(pool, key=lambda candidate: _value(candidate, taken, tuning))
        pool.remove(best)
        why = _objection(best, taken, words, least, length, tuning)
        if why:
            refused.append(Refused(best, why))
            continue
        taken.append(best)
        words += best.words
    return Chosen(tuple(taken), tuple(refused))


def _value(candidate: Evidence, taken: Sequence[Evidence], tuning: Tuning) -> float:
    """Return a candidate's score less what those already taken have said of it."""
    passages = Counter((t.sentence.record.record_id, t.sentence.passage) for t in taken)
    records = Counter(t.sentence.record.record_id for t in taken)
    here = candidate.sentence.record.record_id
    likest = max((likeness(candidate, other) for other in taken), default=0.0)
    crowd: float = tuning.same_passage_cost ** passages[here, candidate.sentence.passage]
    crowd *= tuning.same_record_cost ** records[here]
    size: float = (TYPICAL_WORDS / max(TYPICAL_WORDS / 2, candidate.words)) ** tuning.length_cost
    if asks(candidate.sentence):
        crowd *= tuning.more_questions_cost ** sum(asks(t.sentence) for t in taken)
    return candidate.score * size * crowd * (1 - tuning.likeness_cost * likest)


def _objection(
    best: Evidence, taken: Sequence[Evidence], words: int, least: float, length: Length, tuning: Tuning
) -> str:
    for other in taken:
        if overlaps(best, other):
            return "stands in another item"
        if likeness(best, other) >= tuning.likeness_limit:
            return "says what another item says"
    if best.score < least or _value(best, taken, tuning) < least * tuning.least_new:
        return "weaker than the rest"
    if words + best.words > length.words:
        return "no room left"
    return ""


def overlaps(one: Evidence, other: Evidence) -> bool:
    """Whether two spans share text."""
    same = (one.sentence.record.record_id, one.sentence.passage) == (
        other.sentence.record.record_id,
        other.sentence.passage,
    )
    return same and one.start < other.end and other.start < one.end


def likeness(one: Evidence, other: Evidence) -> float:
    """Return how much of the shorter of two sentences the other says too, 0 to 1; other figures make another fact."""
    if not one.stems or not other.stems:
        return 0.0
    shared = len(one.stems & other.stems) / min(len(one.stems), len(other.stems))
    mine, theirs = set(NUMBER.findall(one.text)), set(NUMBER.findall(other.text))
    if mine and theirs and not mine & theirs:
        shared *= 0.7
    return shared
