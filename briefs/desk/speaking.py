"""Which sentences of earlier answers speak to each part of a question.

A sentence speaks to a part by its own words, and by those of the question it answered: "We have no plans to do so."
answers what was asked. Weights are in one table; see ``Weights``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.desk.asking_forms import Request
from briefs.desk.chain import repeated_from
from briefs.desk.drift import STATES_A_POSITION, asked_stems, question_text
from briefs.desk.targets import Target
from briefs.records import Part, Record
from briefs.sentences import sentence_spans
from briefs.signals import is_hanging, signals
from briefs.words import content_stems


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the choice, set by reading notes on real questions; scores have no unit."""

    own: float = 0.55  # words of the part itself
    context: float = 0.3  # words of the request that the parts share
    inherited: float = 0.6  # what a word of the question answered counts, beside one of the sentence
    likeness: float = 0.3  # how like the question it answered is, the most like being 1
    kind: float = 0.22  # says the kind of thing that is asked for
    opening: float = 0.08  # the first sentence of an answer
    newer: float = 0.1  # answered within a year; less the older
    least_own: float = 0.4  # share of a request's words below which a sentence does not speak to it
    least_part: float = 0.6  # the same for a lettered part, which is short
    like: float = 0.6  # likeness from which what an earlier question got may answer this one
    least_said: float = 0.5  # share of a request's words that a sentence must have where its question is less like
    least_context: float = 0.35  # the same of what the parts share, for a lettered part
    least: float = 0.55  # score below which nothing is taken
    least_share: float = 0.8  # of the best score for the part


WEIGHTS = Weights()
MOST_WORDS, LEAST_WORDS = 90, 4
_LEAST_TELLING = 3  # words that a request needs to be met by words alone: "when those meetings took place" has fewer
PER_PART = 3

_SHOWS: Mapping[Request, tuple[str, frozenset[str]]] = {
    Request.HOW_MANY: ("figure", frozenset()),
    Request.HOW_MUCH: ("figure", frozenset()),
    Request.ESTIMATE: ("figure", content_stems("estimate estimated forecast assessment")),
    Request.ASSESSMENT: (
        "position",
        content_stems("assessment assess assessed considered consider reviewing review evidence impact"),
    ),
    Request.STEPS: (
        "commitment",
        content_stems("taking funding investing launched working support introduced programme"),
    ),
    Request.PLANS: ("commitment", content_stems("plans plan intend intention consider consult")),
    Request.POLICY: ("position", content_stems("policy plans position")),
    Request.DISCUSSIONS: ("", content_stems("discuss discussed discussions met meet meets meetings engage regular")),
    Request.MEET: ("", content_stems("meet meeting met happy diary")),
    Request.PUBLISH: ("", content_stems("publish published publication library")),
    Request.WHEN: ("dated", content_stems("shortly timetable due course")),
    Request.PROGRESS: ("commitment", content_stems("progress")),
}


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
class Candidate:
    """An earlier question, how like the question in hand it is, from 0 to 1, and what they have in common."""

    record: Record
    likeness: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    record: Record
    passage: int
    start: int
    end: int
    stems: frozenset[str]
    first: bool
    shown: frozenset[str]


def speak(
    wanted: Sequence[Target],
    candidates: Sequence[Candidate],
    today: date,
    weights: Weights = WEIGHTS,
    *,
    given: Sequence[str] = (),
) -> tuple[tuple[Pick, ...], ...]:
    """Return, for each target, the sentences that speak to it, best first; none twice, nor one within ``given``."""
    sentences = [s for candidate in candidates for s in sentences_of(candidate.record)]
    rarity = rarity_of(sentences, candidates)
    likeness = {c.record.record_id: c.likeness for c in candidates}
    asked = {c.record.record_id: asked_stems(f"{c.record.title} {question_text(c.record)}") for c in candidates}
    taken = {_folded(text) for text in given}
    used: list[_Sentence] = []
    found: list[tuple[Pick, ...]] = []
    for target in wanted:
        scored = [
            (value, sentence)
            for sentence in sentences
            if _on_the_matter(target, sentence, likeness[sentence.record.record_id], rarity, weights)
            and (value := _score(target, sentence, asked[sentence.record.record_id], rarity, weights))
        ]
        ranked = sorted(
            (
                (value + weights.likeness * likeness[s.record.record_id] + _newness(s.record, today, weights), s)
                for value, s in scored
            ),
            key=lambda pair: (-pair[0], pair[1].record.record_id, pair[1].passage, pair[1].start),
        )
        found.append(_taken(ranked, taken, used, weights))
    return tuple(found)


def _taken(
    ranked: Sequence[tuple[float, _Sentence]], taken: set[str], used: list[_Sentence], weights: Weights
) -> tuple[Pick, ...]:
    picks: list[Pick] = []
    per_record: Counter[str] = Counter()
    for value, sentence in ranked:
        if value < max(weights.least, ranked[0][0] * weights.least_share) or len(picks) == PER_PART:
            break
        text = sentence.record.passages[sentence.passage].text[sentence.start : sentence.end]
        key = _folded(text)
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


def _overlap(one: _Sentence, other: _Sentence) -> bool:
    same = one.record.record_id == other.record.record_id and one.passage == other.passage
    return same and one.start < other.end and other.start < one.end


def sentences_of(record: Record) -> Iterator[_Sentence]:
    """Yield the sentences of an answer that may be quoted; one that hangs on the one before takes it along."""
    if record.state not in STATES_A_POSITION:
        return
    until = repeated_from(record)
    first = True
    for number, passage in enumerate(record.passages[:until]):
        if passage.part is not Part.ANSWER or not passage.quotable:
            continue
        before: tuple[int, int] | None = None
        for start, end in sentence_spans(passage.text):
            text = passage.text[start:end]
            begin = before[0] if before is not None and is_hanging(text) else start
            before = (start, end)
            shown = signals(text)
            if _may_be_quoted(passage.text[begin:end], shown, hangs=begin == start and is_hanging(text)):
                yield _Sentence(record, number, begin, end, asked_stems(passage.text[begin:end]), first, shown)
                first = False


def _may_be_quoted(text: str, shown: frozenset[str], *, hangs: bool) -> bool:
    if hangs or shown & {"courtesy", "asks", "holding"} or " | " in text or text.endswith((":", "...")):
        return False
    if not text.rstrip("”’\"')]").endswith((".", "?", "!")):  # a line of a table, the name of a link
        return False
    return LEAST_WORDS <= len(text.split()) <= MOST_WORDS and not text.startswith("http")


def _on_the_matter(
    target: Target, sentence: _Sentence, likeness: float, rarity: Mapping[str, float], weights: Weights
) -> bool:
    """Whether a sentence is about what was asked: by its own words, or because what it answers is nearly the same.

    One that shares a turn of phrase or the name of a body with the question would be quoted on another matter.
    """
    if target.label:
        return likeness >= weights.like or share(target.context, sentence.stems, rarity) >= weights.least_context
    telling = len(target.every) >= _LEAST_TELLING
    if telling and share(target.every, sentence.stems, rarity) >= weights.least_said:
        return True
    return likeness >= weights.like and _fits(target, sentence)


def _fits(target: Target, sentence: _Sentence) -> bool:
    """Whether a sentence says the kind of thing that is asked for."""
    signal, words = _SHOWS.get(target.kind, ("", frozenset()))
    return signal in sentence.shown or bool(words & sentence.stems)


def _score(
    target: Target, sentence: _Sentence, asked: frozenset[str], rarity: Mapping[str, float], weights: Weights
) -> float:
    here = share(target.own, sentence.stems, rarity)
    own = max(here, weights.inherited * share(target.own, asked | sentence.stems, rarity))
    if target.own and (here < weights.least_part if target.label else own < weights.least_own):
        return 0.0
    around = share(target.context, sentence.stems | asked, rarity) if target.context else own
    fits = _fits(target, sentence)
    # A sentence that has nothing of the subject answers only by saying the kind of thing that was asked for.
    if not (sentence.stems & (target.own | target.context)) and not fits:
        return 0.0
    if target.label and len(target.own) < 2 and not (fits and _by_one_word(target, sentence)):
        return 0.0
    value = weights.own * (0.5 * here + 0.5 * own) + weights.context * around
    return value + weights.kind * fits + weights.opening * sentence.first


def _by_one_word(target: Target, sentence: _Sentence) -> bool:
    """Whether a sentence meets a part that one word tells: that is soon met by chance, so more must agree."""
    phrase = target.text.rpartition(" … ")[2].casefold()
    text = sentence.record.passages[sentence.passage].text[sentence.start : sentence.end].casefold()
    return bool(sentence.stems & target.context) and (" " not in phrase or phrase in text)


def share(wanted: frozenset[str], held: frozenset[str], rarity: Mapping[str, float]) -> float:
    """Return the share of the wanted words that are held, rare words counting more; 1 where none is wanted."""
    whole = sum(rarity.get(stem, 1.0) for stem in wanted)
    return sum(rarity.get(stem, 1.0) for stem in wanted & held) / whole if whole else 1.0


def rarity_of(sentences: Sequence[_Sentence], candidates: Sequence[Candidate]) -> dict[str, float]:
    """Return how rare each word is among the sentences and the questions of the candidates, from 0 up."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(sentence.stems)
    for candidate in candidates:
        counts.update(asked_stems(question_text(candidate.record)))
    every = len(sentences) + len(candidates)
    return {stem: math.log(1 + every / (1 + count)) for stem, count in counts.items()}


def _newness(record: Record, today: date, weights: Weights) -> float:
    if record.dates.answered is None:
        return 0.0
    years = max(0, (today - record.dates.answered).days) / 365
    return weights.newer / (1 + years)
