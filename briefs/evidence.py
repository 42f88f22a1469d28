"""How good a sentence is as evidence on a topic: what it is about, and what it says.

What it is about: each concept of the topic counts by the nearest place where it is named: the sentence, the one beside
it, its passage, its turn, the other side of the exchange, the subject of the record. What it says: figures,
commitments, findings, positions, names, and how much it shares with what the other matching sentences say.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefs.aliases import fold
from briefs.people import bare_name
from briefs.query import Query
from briefs.records import AnswerState, Part, Role
from briefs.signals import named_things
from briefs.tuning import DEFAULT, Tuning
from briefs.view import OPENING, RecordView, Sentence, turns
from briefs.words import content_stems

UNQUOTABLE_STATES = {AnswerState.HOLDING, AnswerState.WILL_WRITE, AnswerState.REFERRAL, AnswerState.UNANSWERED}
RARE, COMMON = 1.5, 0.6  # bounds of a concept's weight by how rare it is
FEWEST_WORDS, MOST_WORDS = 8, 60
NAMES_COUNTED = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence, or two where it needs the one before, with its score and the parts that the score is made of.

    ``start`` and ``end`` are the span that would be quoted. ``stems`` are what it says beyond naming the topic.
    ``reasons`` are (name, what it added) for an explanation.
    """

    sentence: Sentence
    start: int
    end: int
    score: float
    coverage: float
    stems: frozenset[str]
    signals: frozenset[str]
    reasons: tuple[tuple[str, float], ...]

    @property
    def text(self) -> str:
        """What would be quoted."""
        return self.sentence.home.text[self.start : self.end]

    @property
    def words(self) -> int:
        """How many words that is."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Weighed:
    """All evidence on a topic, best first, with what was passed over and why (reason: how many sentences)."""

    evidence: tuple[Evidence, ...]
    matched: tuple[str, ...]
    passed_over: dict[str, int]


def weigh(views: Sequence[RecordView], query: Query, tuning: Tuning = DEFAULT) -> Weighed:
    """Return the evidence that the records hold on the query's topic, best first."""
    weights = _concept_weights(views, query)
    placed = [(view, _coverages(view, weights, tuning)) for view in views]
    placed = [(view, coverage) for view, coverage in placed if is_about(view, coverage, query)]
    profile = _profile(placed)
    passed_over: Counter[str] = Counter()
    found: list[Evidence] = []
    topic = {stem for concept in query.concepts for name in concept.names for stem in content_stems(name.text)}
    for view, coverage in placed:
        here = _weigh_record(view, coverage, profile, query, tuning, passed_over)
        found += [replace(item, stems=item.stems - topic) for item in here]
    found.sort(key=lambda e: (-e.score, e.sentence.record.record_id, e.sentence.passage, e.start))
    return Weighed(tuple(found), tuple(view.record.record_id for view, _ in placed), dict(passed_over))


def _concept_weights(views: Iterable[RecordView], query: Query) -> list[float]:
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
class Coverage:
    """How far each sentence (by passage and order) meets the topic, 0 to 1, and how far the record is about it."""

    of: dict[tuple[int, int], float]
    about: float


def _coverages(view: RecordView, weights: list[float], tuning: Tuning) -> Coverage:
    """Return how far each sentence meets the topic, by the nearest place where each concept is named."""
    total = sum(weights) or 1.0
    count = len(weights)
    own = {(s.passage, s.order): _levels(s, count, tuning) for s in view.sentences}
    around = Surroundings(view, own, count, tuning)
    met: dict[tuple[int, int], float] = {}
    for key, levels in own.items():
        reached = [max(level, around.level(key, concept)) for concept, level in enumerate(levels)]
        met[key] = sum(w * level for w, level in zip(weights, reached, strict=True)) / total
    about = sum(w * level for w, level in zip(weights, around.subject, strict=True)) / total
    return Coverage(met, about)


class Surroundings:
    """How strongly the places around a sentence name each concept.

    A place counts the more, the more of its sentences name the concept: one mention in a long speech says little of
    the rest of that speech, one in a question of three sentences says what the reply is about.
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
        self.subject = _subject_levels(view, self._passages, count, tuning)

    def level(self, key: tuple[int, int], concept: int) -> float:
        """Return the strongest level of a concept in the places around the sentence ``key``."""
        tuning, (passage, order) = self._tuning, key
        near = max(self._own.get((passage, order + step), self._none)[concept] for step in (-1, 1))
        turn = self._turn_of[passage]
        if len(turn) == 1 and self._view.record.passages[passage].turn is None:
            turn = (passage - 1, passage + 1)
        return max(
            tuning.near_sentence * near,
            tuning.same_passage * self._dense((passage,), concept),
            tuning.same_turn * self._dense(turn, concept),
            tuning.same_exchange * self._dense(self._view.exchanges.get(passage, ()), concept),
            tuning.record_subject * self.subject[concept],
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
    """Return how far each concept is what the record is about: its title, its question, its opening, or how often."""
    levels = [0.0] * count
    named = {met.concept: met.own for met in view.title_met}
    for concept in range(count):
        if concept in named:
            levels[concept] = 1.0 if named[concept] else tuning.loose_match
            continue
        opening = max((passages[n][concept] for n in range(OPENING) if n in passages), default=0.0)
        asked = max(
            (v[concept] for n, v in passages.items() if view.record.passages[n].part is Part.QUESTION), default=0.0
        )
        often = sum(v[concept] for v in passages.values()) / max(1, len(view.record.passages))
        levels[concept] = max(asked, 0.8 * opening, min(1.0, 2.5 * often))
    return levels


def is_about(view: RecordView, coverage: Coverage, query: Query) -> bool:
    """Whether a record is about the topic at all: every body, person or subject is named by a name of its own, and
    some passage names most of the plain words together."""
    if not query.concepts:
        return True
    named = {met.concept for s in view.sentences for met in s.met if met.own} | {
        met.concept for met in view.title_met if met.own
    }
    for number, concept in enumerate(query.concepts):
        if concept.kind != "words" and number not in named:
            return False
    if not named & set(range(len(query.concepts))):
        return False
    return max(coverage.of.values(), default=0.0) >= 0.6


def _profile(placed: Sequence[tuple[RecordView, Coverage]]) -> dict[str, float]:
    """Return what the sentences that meet the topic talk of: the weight of each stem, the strongest 1."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for view, coverage in placed:
        for sentence in view.sentences:
            met = coverage.of[sentence.passage, sentence.order]
            target = inside if met >= 0.7 else outside
            for stem in sentence.stems:
                target[stem] += 1
    total_in, total_out = 1 + inside.total(), 1 + outside.total()
    weights: dict[str, float] = {}
    for stem, seen in inside.items():
        if seen > 1:
            lift = math.log((seen / total_in) / ((outside[stem] + 0.5) / total_out))
            weights[stem] = max(0.0, lift) * math.log(1 + seen)
    strongest = max(weights.values(), default=1.0) or 1.0
    return {stem: weight / strongest for stem, weight in weights.items()}


def _centrality(stems: Iterable[str], profile: dict[str, float]) -> float:
    values = sorted((profile.get(stem, 0.0) for stem in stems), reverse=True)[:6]
    return min(1.0, sum(values) / 3.0)


def _weigh_record(
    view: RecordView,
    coverage: Coverage,
    profile: dict[str, float],
    query: Query,
    tuning: Tuning,
    passed_over: Counter[str],
) -> list[Evidence]:
    found: list[Evidence] = []
    before: Sentence | None = None
    for sentence in view.sentences:
        met = coverage.of[sentence.passage, sentence.order]
        previous = before if before and before.passage == sentence.passage else None
        before = sentence
        if query.concepts and met < tuning.least_coverage:
            continue
        why = _unfit(sentence, query)
        if why:
            passed_over[why] += 1
            continue
        found.append(_evidence(sentence, previous, met, coverage.about, profile, tuning))
    return found


def _unfit(sentence: Sentence, query: Query) -> str:
    """Return why a sentence may not be quoted, empty where it may."""
    passage = sentence.home
    if not passage.quotable:
        return "clipped"
    if passage.part is Part.ANSWER and sentence.record.state in UNQUOTABLE_STATES:
        return "holding"
    if "courtesy" in sentence.signals or passage.role is Role.SPEAKER:
        return "courtesy"
    if sentence.text.rstrip('”"’)').endswith(":") or sentence.text.rstrip()[-1:].isalnum():
        return "fragment"
    if query.filters.by and not _said_by(sentence, query.filters.by):
        return "other speaker"
    return ""


def _said_by(sentence: Sentence, names: Sequence[str]) -> bool:
    speaker = fold(sentence.speaker or "")
    return any(fold(bare_name(name)) in speaker for name in names)


def _evidence(
    sentence: Sentence,
    previous: Sentence | None,
    met: float,
    about: float,
    profile: dict[str, float],
    tuning: Tuning,
) -> Evidence:
    reasons = [(name, value) for name, value in _worth(sentence, profile, tuning) if value]
    start, stems, shown = sentence.start, sentence.stems, sentence.signals
    if "hanging" in shown and previous is not None and _may_lead(previous, sentence):
        start, stems = previous.start, stems | previous.stems
        reasons = [(name, value) for name, value in reasons if name != "hanging"]
        reasons.append(("with the sentence before", -0.05))
    passing = tuning.passing_mention + (1 - tuning.passing_mention) * min(1.0, about)
    score = met**tuning.coverage_power * passing * max(0.05, 0.5 + sum(value for _, value in reasons))
    return Evidence(sentence, start, sentence.end, score, met, stems, shown, tuple(reasons))


def asks(sentence: Sentence) -> bool:
    """Whether a sentence asks rather than tells: it ends in a question mark, or is a tabled question."""
    return "asks" in sentence.signals or sentence.home.part is Part.QUESTION


def _may_lead(previous: Sentence, sentence: Sentence) -> bool:
    """Whether the sentence before can be quoted along with one that leans on it."""
    if previous.signals & {"hanging", "courtesy", "asks"} or previous.voice != sentence.voice:
        return False
    return previous.length + sentence.length <= MOST_WORDS


def _worth(sentence: Sentence, profile: dict[str, float], tuning: Tuning) -> Iterable[tuple[str, float]]:
    shown = sentence.signals
    yield "figure", tuning.figure if "figure" in shown else 0.0
    yield "commitment", tuning.commitment if "commitment" in shown and sentence.role is Role.MINISTER else 0.0
    yield "finding", tuning.finding if "finding" in shown else 0.0
    yield "position", tuning.position if "position" in shown and sentence.role is Role.MINISTER else 0.0
    yield "demand", tuning.demand if "demand" in shown else 0.0
    yield "names", tuning.name * min(NAMES_COUNTED, named_things(sentence.text))
    yield "central", tuning.central * _centrality(sentence.stems, profile)
    yield "opening", tuning.opening if sentence.order == 0 and sentence.passage <= OPENING else 0.0
    yield "asks", tuning.asks if asks(sentence) else 0.0
    yield "personal", tuning.personal if "personal" in shown else 0.0
    yield "hanging", tuning.hanging if "hanging" in shown else 0.0
    yield "short", tuning.short if sentence.length < FEWEST_WORDS else 0.0
    yield "long", tuning.long if sentence.length > MOST_WORDS else 0.0
