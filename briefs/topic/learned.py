"""What the judged topics taught of a sentence's worth beyond the weights set by hand: a product of small factors.

The weights (``briefs.topic.weights``, "Learned") are those of a ridge regression of the grades within each topic, the
hand-set score among its figures, so that they say only what it leaves out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefs.records.model import Part, Role
from briefs.topic.scoring import LED_IN, Evidence, Weighed, is_tabled
from briefs.topic.selection import NUMBER
from briefs.topic.weights import Tuning

WORDS_COUNTED, NUMBERS_COUNTED = 45, 3
SHORT_RECORD = 7  # passages up to which no place in a record is late
SUMS = "£$€%"


def reweighed(weighed: Weighed, tuning: Tuning) -> Weighed:
    """Return the evidence, best first again, its scores multiplied by what was learned.

    Each part is added to the reasons, as the logarithm of its factor.
    """
    evidence = weighed.evidence
    shared = Counter(stem for each in evidence for stem in each.stems)
    found = [_reweighed(each, [*_parts(each, shared, len(evidence), tuning)]) for each in evidence]
    found.sort(key=lambda e: (-e.score, e.sentence.record.record_id, e.sentence.passage, e.start))
    return replace(weighed, evidence=tuple(found))


def _reweighed(each: Evidence, parts: Sequence[tuple[str, float]]) -> Evidence:
    factor = math.exp(sum(value for _, value in parts))
    told = tuple((name, value) for name, value in parts if value)
    return replace(each, score=each.score * factor, reasons=(*each.reasons, *told))


def _parts(each: Evidence, shared: Counter[str], total: int, tuning: Tuning) -> Iterable[tuple[str, float]]:
    sentence = each.sentence
    passages, stems = len(sentence.record.passages), max(1, len(each.stems))
    yield "words", tuning.each_word * min(WORDS_COUNTED, each.words)
    yield "numbers", tuning.each_number * min(NUMBERS_COUNTED, len(NUMBER.findall(each.text)))
    yield "a sum", tuning.sum_or_share if any(sign in each.text for sign in SUMS) else 0.0
    yield "opens with I or we", tuning.opens_with_self if sentence.text.startswith(("I ", "We ")) else 0.0
    yield "late", tuning.late * sentence.passage / (passages - 1) if passages > SHORT_RECORD else 0.0
    yield "alone", tuning.alone * sum(shared[stem] == 1 for stem in each.stems) / stems
    yield "shared", tuning.shared * sum(shared[stem] for stem in each.stems) / stems / max(1, total)
    yield "led in", tuning.led_in if any(name == LED_IN for name, _ in each.reasons) else 0.0
    yield "told by a minister", tuning.told_by_minister if sentence.role is Role.MINISTER else 0.0
    yield "answers", tuning.answers if sentence.home.part is Part.ANSWER else 0.0
    yield "only asked", tuning.only_asked if is_tabled(sentence) else 0.0
