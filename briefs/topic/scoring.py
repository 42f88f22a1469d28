"""How good a sentence is as evidence on a topic: what it is about, and what it says.

What it is about: each concept of the topic counts by the nearest place where it is named: the sentence, the one beside
it, its passage, its turn, the other side of the exchange, the subject of the record. What it says: figures,
commitments, findings, positions, names, and how much it shares with what the other matching sentences say.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefs.language.signals import named_things
from briefs.language.words import content_stems
from briefs.quotations.credit import undated
from briefs.records.model import AnswerState, Kind, Part, Record, Role
from briefs.request.model import Query
from briefs.topic.locality import is_local, names_place
from briefs.topic.printed_between import said_by_nobody
from briefs.topic.relevance import ALL_OF, Relevance, concept_weights, coverages, is_about, names_all
from briefs.topic.segments import OPENING, WHOLE_RECORD, RecordView, Sentence
from briefs.topic.silent import why_silent
from briefs.topic.weights import DEFAULT, Tuning
from briefs.topic.within import outside

UNQUOTABLE_STATES = {AnswerState.HOLDING, AnswerState.WILL_WRITE, AnswerState.REFERRAL, AnswerState.UNANSWERED}
TO_ASK = re.compile(r"^\W*(?:\(?(?:Urgent|Private Notice) Question\)?\W*)?To ask\b", re.IGNORECASE)
# An oral question as it is printed: "What steps he is taking to light the lamps."
ORAL = re.compile(
    r"^(?:What|Whether|If|When|How (?:many|much)|Which)\b.*\b(?:he|she|his|her|they|their)\b.*\.$", re.DOTALL
)
SUBSTANCE = frozenset(("figure", "commitment", "finding", "position", "demand", "dated"))
FEWEST_WORDS, MOST_WORDS = 8, 60
NAMES_COUNTED = 3
ENOUGH_WHOLE = 3  # records that name all of a topic, beside which one that names most of it is not about it
PLACE = "place"  # the signal of what the answer to a question says of one place
EARLY = 0.5  # of a sentence, up to where it begins with what it names
LED_IN = "with the sentence before"
DAYS_OF_A_YEAR = 365.25


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
    """All evidence on a topic, best first, with what was passed over and why (reason: how many sentences).

    ``matched`` are the records about the topic. ``passing`` are those that only mention it, given where none is about
    it: then a sentence counts only where it names the topic itself and says something of substance.
    """

    evidence: tuple[Evidence, ...]
    matched: tuple[str, ...]
    passed_over: dict[str, int]
    passing: tuple[str, ...] = ()


def weigh(views: Sequence[RecordView], query: Query, tuning: Tuning = DEFAULT, *, apart: bool = False) -> Weighed:
    """Return the evidence that the records hold on the query's topic, best first (``apart``: see ``coverages``)."""
    weights = concept_weights(views, query)
    placed = [(view, coverages(view, weights, tuning, apart=apart)) for view in views]
    placed = [(view, coverage) for view, coverage in placed if is_about(view, coverage, query)]
    whole = [(view, coverage) for view, coverage in placed if names_all(view, query)]
    placed = whole if len(query.concepts) >= ALL_OF and len(whole) >= ENOUGH_WHOLE else placed
    topic = {stem for concept in query.concepts for name in concept.names for stem in content_stems(name.text)}
    profile = _profile(placed, topic)
    passed_over: Counter[str] = Counter()
    found: list[Evidence] = []
    newest = _newest(view.record for view, _ in placed) if all(c.kind != "person" for c in query.concepts) else None
    for view, coverage in placed:
        here = _weigh_record(view, coverage, profile, query, tuning, passed_over)
        fresh = freshness(view.record.day, newest, tuning)
        found += [replace(item, stems=item.stems - topic, score=item.score * fresh) for item in here]
    found.sort(key=lambda e: (-e.score, e.sentence.record.record_id, e.sentence.passage, e.start))
    about = tuple(view.record.record_id for view, _ in placed)
    if query.concepts and not any(coverage.dwells for _, coverage in placed):
        found = [evidence for evidence in found if _substantial(evidence)]
        telling = {evidence.sentence.record.record_id for evidence in found}
        kept = tuple(record_id for record_id in about if record_id in telling)
        return Weighed(tuple(found), kept, dict(passed_over), tuple(i for i in about if i not in telling))
    return Weighed(tuple(found), about, dict(passed_over))


def _newest(records: Iterable[Record]) -> date | None:
    return max((record.day for record in records if record.day), default=None)


def freshness(day: date | None, newest: date | None, tuning: Tuning) -> float:
    """Return what share of its worth a sentence keeps beside the newest on the topic: what was said later may undo it.

    Where a day is not known nothing is lost, and what a person said stays theirs: there is no newest then.
    """
    if newest is None or day is None:
        return 1.0
    years = (newest - day).days / DAYS_OF_A_YEAR - tuning.same_story
    kept: float = (1 - tuning.ageing) ** max(0.0, years)
    return max(tuning.least_fresh, kept)


def _substantial(evidence: Evidence) -> bool:
    """Whether a sentence that mentions the topic in passing is worth a place all the same.

    It must begin with it: what a sentence names only towards its end it says of something else.
    """
    says = evidence.signals & {"figure", "commitment", "finding", "position"}
    idle = evidence.signals & {"anecdote", "hanging", "personal", "staging"}
    brief = len(evidence.sentence.record.passages) <= WHOLE_RECORD
    half = len(evidence.sentence.text) * EARLY
    return brief and bool(says) and any(met.start <= half for met in evidence.sentence.met) and not idle


def _profile(placed: Sequence[tuple[RecordView, Relevance]], topic: set[str]) -> dict[str, float]:
    """Return what the sentences that meet the topic talk of besides its names: each stem's weight, the strongest 1."""
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
        if seen > 1 and stem not in topic:
            lift = math.log((seen / total_in) / ((outside[stem] + 0.5) / total_out))
            weights[stem] = max(0.0, lift) * math.log(1 + seen)
    strongest = max(weights.values(), default=1.0) or 1.0
    return {stem: weight / strongest for stem, weight in weights.items()}


def _centrality(stems: Iterable[str], profile: dict[str, float]) -> float:
    values = sorted((profile.get(stem, 0.0) for stem in stems), reverse=True)[:6]
    return min(1.0, sum(values) / 3.0)


def _weigh_record(
    view: RecordView,
    coverage: Relevance,
    profile: dict[str, float],
    query: Query,
    tuning: Tuning,
    passed_over: Counter[str],
) -> list[Evidence]:
    found: list[Evidence] = []
    local = is_local(view.record, query.topic)
    motions = said_by_nobody(view.record)
    before: Sentence | None = None
    for sentence in view.sentences:
        met = coverage.of[sentence.passage, sentence.order]
        previous = before if before and before.passage == sentence.passage else None
        before = sentence
        if query.concepts and met < tuning.least_coverage:
            continue
        why = "courtesy" if sentence.passage in motions else _unfit(sentence, query)
        if why:
            passed_over[why] += 1
            continue
        evidence = _evidence(sentence, previous, met, coverage.about, profile, tuning)
        if names_place(view.record, evidence.text, query.topic):
            written = view.record.kind is Kind.WRITTEN_QUESTION
            evidence = replace(evidence, signals=evidence.signals | ({"local", PLACE} if written else {"local"}))
        found.append(_of_one_place(evidence, tuning) if local else evidence)
    return found


def _unfit(sentence: Sentence, query: Query) -> str:
    """Return why a sentence may not be quoted, empty where it may."""
    passage = sentence.home
    if not passage.quotable:
        return "letter" if sentence.record.dates.corrected else "clipped"
    if why := "superseded" if sentence.superseded else _unfit_in_exchange(sentence, query):
        return why
    if "relative" in sentence.signals and undated(sentence.record, passage):
        return "no day"  # "in November last year" can be worked out only beside the day on which it was said
    return why_silent(sentence) or outside(sentence, query.filters)


def _unfit_in_exchange(sentence: Sentence, query: Query) -> str:
    """Return why one side of a written question may not be quoted, empty where it may."""
    part, record = sentence.home.part, sentence.record
    if part is Part.ANSWER and record.state in UNQUOTABLE_STATES:
        return "holding"
    if part is Part.QUESTION and not _asks_as_topic(sentence, query) and _is_answered(record, query):
        return "answered"
    return ""


def _asks_as_topic(sentence: Sentence, query: Query) -> bool:
    """Whether who asks is what the brief is about."""
    asked_for = query.filters.by or query.filters.offices or query.filters.roles
    return bool(asked_for) or any(met.throughout for met in sentence.met)


def _is_answered(record: Record, query: Query) -> bool:
    """Whether the answer to a written question can be quoted: then the question says nothing that it does not."""
    answers = [each for each in record.passages if each.part is Part.ANSWER and each.quotable]
    return record.state not in UNQUOTABLE_STATES and any(query.filters.hold(record.day_for(each)) for each in answers)


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
        reasons.append((LED_IN, -0.05))
    passing = tuning.passing_mention + (1 - tuning.passing_mention) * min(1.0, about)
    score = met**tuning.coverage_power * passing * max(0.05, 0.5 + sum(value for _, value in reasons))
    return Evidence(sentence, start, sentence.end, score, met, stems, shown, tuple(reasons))


def _of_one_place(evidence: Evidence, tuning: Tuning) -> Evidence:
    """Return evidence from a record about one place: worth less than what is said of the whole country."""
    reasons = (*evidence.reasons, ("one place", tuning.one_place - 1))
    return replace(
        evidence,
        score=evidence.score * tuning.one_place,
        signals=evidence.signals | {"local"},
        reasons=reasons,
    )


def asks(sentence: Sentence) -> bool:
    """Whether a sentence asks rather than tells: it ends in a question mark, or is a tabled or urgent question."""
    return is_tabled(sentence) or "asks" in sentence.signals


def is_tabled(sentence: Sentence) -> bool:
    """Whether a sentence is a question in writing, or an urgent or oral one as it is printed."""
    if sentence.home.part is Part.QUESTION:
        return True
    if sentence.role is Role.MINISTER or sentence.home.part is Part.ANSWER:
        return False
    text = sentence.text
    return bool(TO_ASK.match(text)) or (sentence.order == 0 and bool(ORAL.match(text)))


def _may_lead(previous: Sentence, sentence: Sentence) -> bool:
    """Whether the sentence before can be quoted along with one that leans on it."""
    if (
        previous.superseded
        or previous.signals & {"hanging", "courtesy", "asks", "staging", "not held"}
        or previous.voice != sentence.voice
    ):
        return False
    return previous.length + sentence.length <= MOST_WORDS


def _worth(sentence: Sentence, profile: dict[str, float], tuning: Tuning) -> Iterable[tuple[str, float]]:
    shown = sentence.signals
    tabled = is_tabled(sentence)  # what a question asks for, it does not tell
    yield "figure", tuning.figure if "figure" in shown and not tabled else 0.0
    yield "commitment", tuning.commitment if "commitment" in shown and sentence.role is Role.MINISTER else 0.0
    found = "finding" in shown and "pointer" not in shown and not tabled  # "can be found at" found nothing
    yield "finding", tuning.finding if found else 0.0
    yield "position", tuning.position if "position" in shown and sentence.role is Role.MINISTER else 0.0
    yield "demand", tuning.demand if "demand" in shown else 0.0
    yield "dated", tuning.dated if "dated" in shown else 0.0
    yield "minister", tuning.minister if sentence.role is Role.MINISTER else 0.0
    yield "front bench", tuning.frontbench if sentence.role is Role.OPPOSITION else 0.0
    yield "anecdote", tuning.anecdote if "anecdote" in shown else 0.0
    yield "staging", tuning.staging if "staging" in shown else 0.0
    names = named_things(sentence.text)
    yield "names", tuning.name * min(NAMES_COUNTED, names)
    yield "central", tuning.central * _centrality(sentence.stems, profile)
    yield "opening", tuning.opening if sentence.order == 0 and sentence.passage <= OPENING else 0.0
    yield "asks", tuning.asks if asks(sentence) else 0.0
    yield "personal", tuning.personal if "personal" in shown else 0.0
    yield "hanging", tuning.hanging if "hanging" in shown else 0.0
    yield "pointer", tuning.pointer if "pointer" in shown else 0.0
    yield "not held", tuning.not_held if "not held" in shown else 0.0
    yield "platitude", tuning.platitude if "platitude" in shown and "figure" not in shown else 0.0
    yield "local", tuning.local if "local" in shown else 0.0
    yield "leaning", tuning.leaning if "leaning" in shown else 0.0
    says = shown & SUBSTANCE or names or any(met.own for met in sentence.met)
    yield "bare", 0.0 if says or sentence.role is Role.MINISTER else tuning.bare
    yield "short", tuning.short if sentence.length < FEWEST_WORDS else 0.0
    yield "long", tuning.long if sentence.length > MOST_WORDS else 0.0
