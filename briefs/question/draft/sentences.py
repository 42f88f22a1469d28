"""Sentences of a draft and of earlier answers, and which of them are on the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefs.language.sentences import sentence_spans
from briefs.question.answers.subject import Rarity
from briefs.question.draft.facts import StatedFact, facts_in
from briefs.question.parse.text import asked_stems
from briefs.question.references.chain import repeated_from
from briefs.records.model import Part, Record
from briefs.store.superseded import is_superseded

NEAR = 0.34
"""How much of what two sentences say they share where they are on the same thing."""
_LEAST_SHARED = 2
_LONGEST = 1_200  # characters of a sentence that is compared


@dataclass(frozen=True)
class Compared:
    """A sentence with its place: in the draft, or in a passage of an earlier answer."""

    text: str
    start: int
    record: Record | None = None
    passage: int = 0

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @cached_property
    def facts(self) -> tuple[StatedFact, ...]:
        """Its figures, dates and names."""
        return facts_in(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What it says, by the stems of its words, figures left out."""
        return frozenset(stem for stem in asked_stems(self.text) if not stem[0].isdigit())


def sentences_of_draft(draft: str) -> list[Compared]:
    """Return the sentences of a draft."""
    return [Compared(draft[start:end][:_LONGEST], start) for start, end in sentence_spans(draft)]


def sentences_of_answer(record: Record) -> Iterator[Compared]:
    """Yield the sentences of an answer that are in force, as they are stored."""
    for number, passage in enumerate(record.passages[: repeated_from(record)]):
        if passage.part is not Part.ANSWER or not passage.quotable:
            continue
        for start, end in sentence_spans(passage.text):
            if end - start <= _LONGEST and not is_superseded(passage, start, end):
                yield Compared(passage.text[start:end], start, record, number)


def nearness(one: Compared, other: Compared, rarity: Rarity) -> float:
    """Return how much two sentences share of what they say, from 0 to 1, rare words counting more."""
    shared = one.stems & other.stems
    if len(shared) < _LEAST_SHARED:
        return 0.0
    of_one, of_other = (sum(rarity(stem) for stem in each.stems) for each in (one, other))
    common = sum(rarity(stem) for stem in shared)
    return float(common / (of_one * of_other) ** 0.5)


def near_to(said: Compared, answers: Sequence[Compared], rarity: Rarity) -> list[tuple[float, Compared]]:
    """Return the sentences of earlier answers on the same thing as one, the nearest first, newest of equals."""
    scored = ((nearness(said, other, rarity), other) for other in answers)
    near = [(round(value, 4), other) for value, other in scored if value >= NEAR]
    return sorted(near, key=lambda pair: (-pair[0], -_day(pair[1])))


def _day(said: Compared) -> int:
    answered = said.record.dates.answered if said.record else None
    return answered.toordinal() if answered else 0
