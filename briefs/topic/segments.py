"""A record cut into sentences, with the places around each: what evidence is weighed on.

A sentence belongs to a passage, a passage to a turn (one contribution, which may run over several passages), and a
turn to an exchange (a question and the reply to it).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from briefs.language.sentences import sentence_spans
from briefs.language.signals import signals
from briefs.language.words import WORD, stems_of
from briefs.quotations.credit import voice_of
from briefs.records.model import Part, Passage, Record, Role, Voice
from briefs.store.superseded import is_superseded
from briefs.topic.matching import Matcher, Met

WHOLE_RECORD = 60  # passages up to which a record is read whole
WINDOW = 3  # passages read before and after each passage that was found, in a longer one
OPENING = 2  # passages at the head of a record that tell what it is about


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a record: where it stands, its stems, what it names of the topic, and what it shows."""

    record: Record
    passage: int
    order: int
    start: int
    end: int
    stems: frozenset[str]
    met: tuple[Met, ...]

    @property
    def signals(self) -> frozenset[str]:
        """What kind of thing it says."""
        return signals(self.text)

    @property
    def text(self) -> str:
        """The sentence itself: an exact span of its passage."""
        return self.home.text[self.start : self.end]

    @property
    def home(self) -> Passage:
        """The passage it stands in."""
        return self.record.passages[self.passage]

    @property
    def day(self) -> date | None:
        """The day by which it is sorted and filtered: that of its words, as far as it is known."""
        return self.record.day_for(self.home)

    @property
    def superseded(self) -> bool:
        """Whether it was corrected later."""
        return is_superseded(self.home, self.start, self.end)

    @property
    def length(self) -> int:
        """How many words it has, as a reader counts them."""
        return len(self.text.split())

    @property
    def voice(self) -> Voice | None:
        """Whose words the sentence gives where that is not the passage's speaker."""
        return voice_of(self.home, self.start, self.end)

    @property
    def speaker(self) -> str | None:
        """Whose words the sentence gives, None where the record does not name anybody."""
        voice = self.voice
        return voice.speaker if voice else self.home.speaker

    @property
    def role(self) -> Role:
        """In what capacity they are said."""
        voice = self.voice
        return voice.role if voice else self.home.role


@dataclass(frozen=True, slots=True)
class RecordView:
    """The sentences of a record that were read, and what its title names of the topic.

    ``topical`` says that the topic has more in it than plain words: a body, a person or a subject.
    """

    record: Record
    title_met: tuple[Met, ...]
    sentences: tuple[Sentence, ...]
    exchanges: dict[int, tuple[int, ...]]
    topical: bool = False


def view(record: Record, matcher: Matcher, hits: Collection[int]) -> RecordView:
    """Return a record cut into sentences: the whole of it, or the surroundings of the passages found in a long one."""
    sentences: list[Sentence] = []
    for number in _read(record, hits):
        passage = record.passages[number]
        for order, cut in enumerate(_cut(passage.text)):
            met = matcher.find(passage.text[cut.start : cut.end], cut.words)
            voice = voice_of(passage, cut.start, cut.end)
            met += matcher.said_by(voice.speaker if voice else passage.speaker)
            if passage.part is Part.ANSWER:
                met += matcher.answered_by(record.answering_body)
            sentences.append(Sentence(record, number, order, cut.start, cut.end, cut.stems, tuple(met)))
    title = tuple(matcher.find(record.title))
    return RecordView(record, title, tuple(sentences), _exchanges(record), matcher.topical)


class _Cut(NamedTuple):
    """A sentence as it stands in its passage, whatever the topic: its words as written, and the stems of most."""

    start: int
    end: int
    words: tuple[str, ...]
    stems: frozenset[str]


@lru_cache(maxsize=2_048)
def _cut(text: str) -> tuple[_Cut, ...]:
    """Return the sentences of a passage; the last ones are remembered, for the same records are asked for again."""
    cuts = []
    for start, end in sentence_spans(text):
        words = tuple(WORD.findall(text[start:end]))
        cuts.append(_Cut(start, end, words, stems_of(words)))
    return tuple(cuts)


def _read(record: Record, hits: Collection[int]) -> list[int]:
    total = len(record.passages)
    if total <= WHOLE_RECORD:
        return list(range(total))
    near = {n for hit in hits for n in range(hit - WINDOW, hit + WINDOW + 1)} | set(range(OPENING))
    return [n for n in sorted(near) if 0 <= n < total]


def turns(record: Record) -> Iterator[tuple[int, int]]:
    """Yield (first passage, one past the last) of each turn; a passage without a turn is one by itself."""
    first = 0
    for number in range(1, len(record.passages) + 1):
        if number == len(record.passages) or not _same_turn(record.passages[number - 1], record.passages[number]):
            yield first, number
            first = number


def _same_turn(before: Passage, after: Passage) -> bool:
    if before.part is Part.ANSWER and after.part is Part.ANSWER:
        return True
    return before.turn is not None and before.turn == after.turn


def _exchanges(record: Record) -> dict[int, tuple[int, ...]]:
    """Return, for each passage, those of the other side of its exchange: a reply's question, a question's reply."""
    spans = list(turns(record))
    others: dict[int, tuple[int, ...]] = {}
    for at, (first, end) in enumerate(spans):
        replying = record.passages[first].role is Role.MINISTER
        partner = at - 1 if replying else at + 1
        if not 0 <= partner < len(spans):
            continue
        start, stop = spans[partner]
        if (record.passages[start].role is Role.MINISTER) == replying:
            continue
        for number in range(first, end):
            others[number] = tuple(range(start, stop))
    return others
