"""The sentences of earlier answers that may be quoted alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefs.language.sentences import sentence_spans
from briefs.language.signals import is_hanging, signals
from briefs.question.parse.text import STATES_A_POSITION, asked_stems
from briefs.question.references.chain import repeated_from
from briefs.records.model import Part, Record
from briefs.store.superseded import is_superseded

MOST_WORDS, LEAST_WORDS = 90, 4
# What it says stands in a table, a list or a link that is not quoted with it.
_SAID_ELSEWHERE = re.compile(
    r"\btables?\s(?:\d|above|below|shows?|sets?)|\b(?:list|figures?|data)\s+(?:above|below|attached)\b"
    r"|\b(?:below|following)\s+(?:table|list)\b|\bhttps?://",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer: its place, its words by their stems, whether it is the first, the signals it shows."""

    record: Record
    passage: int
    start: int
    end: int
    stems: frozenset[str]
    first: bool
    shown: frozenset[str]

    @property
    def text(self) -> str:
        """The words."""
        return self.record.passages[self.passage].text[self.start : self.end]


def sentences_of(record: Record) -> Iterator[AnswerSentence]:
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
            if is_superseded(passage, begin, end):
                continue
            if _may_be_quoted(passage.text[begin:end], shown, hangs=begin == start and is_hanging(text)):
                yield AnswerSentence(record, number, begin, end, asked_stems(passage.text[begin:end]), first, shown)
                first = False


def _may_be_quoted(text: str, shown: frozenset[str], *, hangs: bool) -> bool:
    if hangs or shown & {"courtesy", "asks", "holding"} or " | " in text or text.endswith((":", "...")):
        return False
    if _SAID_ELSEWHERE.search(text):
        return False
    if not text.rstrip("”’\"')]").endswith((".", "?", "!")):  # a line of a table, the name of a link
        return False
    return LEAST_WORDS <= len(text.split()) <= MOST_WORDS and not text.startswith("http")
