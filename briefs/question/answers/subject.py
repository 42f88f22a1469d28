"""What a question is about, and how much of that an earlier question shares.

Whether two questions are alike says little here: "in each of the last five years" or the name of a constituency makes
questions on any two matters alike. The matter is what is left of a question without who is asked, the way of asking,
its periods and its places; each word of it weighs the more the fewer of the questions held have it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from briefs.question.parse.parser import Anatomy, Span, take_apart
from briefs.question.parse.text import asked_stems, preface
from briefs.question.parse.wording import FRAME, LABEL
from briefs.records.model import Part, Record

if TYPE_CHECKING:
    import tantivy

    from briefs.library import Library

Rarity = Callable[[str], float]
"""Gives the weight of a stem: the rarer among the questions held, the more."""

_POINTS_BACK = re.compile(
    r"\b(?:those|these|such|this|(?:of|under|by|on|for|to|in|from|with|at)\s+that)\s+(?!(?:year|month|week|Parliament|Government|House)\b)\w+"
    r"|\b(?:of|for|from|on)\s+(?:it|them)\b"
)
# What all the words of the heading of the answer that a question is pursuant to are worth.
_BY_HEADING = 0.45
_ROOT = 7  # letters from which two words have one root
# What sharing both ways counts in nearness, beside sharing what is asked.
_BOTH_WAYS = 0.7
# Among few questions, all on one thing, the word for that thing would weigh nothing.
_LEAST_WEIGHT = 1.5
_UNTITLED = re.compile(r"^Written question (?:HL)?\d+$", re.IGNORECASE)


class Matter:
    """The words of what a question is about, each with its weight."""

    def __init__(self, anatomy: Anatomy, rarity: Rarity) -> None:
        """Take a question apart and what a stem weighs."""
        asked = frozenset[str]().union(*(told_by(anatomy, ask.span) for ask in anatomy.asks))
        headings = telling(" ".join(pointer.heading or "" for pointer in anatomy.pointers))
        ways = (asked, 1.0), (asked | headings, 1.0), (headings, _BY_HEADING)
        self._rarity = rarity
        self._near: dict[str, float] = {}
        self._ways = [({stem: rarity(stem) ** 2 for stem in words}, worth) for words, worth in ways if words]

    def share(self, record: Record) -> float:
        """Return how much of the matter a record's question and heading share, by weight, from 0 to 1."""
        theirs = matter_stems(record)
        return max((worth * _share(weights, theirs) for weights, worth in self._ways), default=0.0)

    def nearness(self, record: Record) -> float:
        """Return how near a record's question is, both ways, from 0 to 1: how much of the matter it shares of its own.

        A long question on another thing can share all the words of a short one.
        """
        if record.record_id not in self._near:
            self._near[record.record_id] = self._nearness(record)
        return self._near[record.record_id]

    def _nearness(self, record: Record) -> float:
        ours = frozenset[str]().union(*(words for words, _ in self._ways))
        requests = [{stem: self._rarity(stem) ** 2 for stem in each} for each in requests_of(record) if each]
        back = max((_share(weights, ours) for weights in requests), default=0.0)
        forth = _share(self._ways[0][0], matter_stems(record)) if self._ways else 0.0
        both = 2 * forth * back / (forth + back) if forth + back else 0.0
        return _BOTH_WAYS * both + (1 - _BOTH_WAYS) * forth


def told_by(anatomy: Anatomy, span: Span) -> frozenset[str]:
    """Return the words of a span of a question that tell its matter: in no period, place or label of a part.

    What points back ("how many of those places", "under that contract") or says nothing is told by what the question
    is pursuant to as well.
    """
    own = _own(anatomy, span)
    if own and not _POINTS_BACK.search(span.text):
        return own
    behind = frozenset[str]().union(*(_own(anatomy, reference) for reference in anatomy.references))
    return own | frozenset(stem for stem in behind if not stem.isdigit())


def _own(anatomy: Anatomy, span: Span) -> frozenset[str]:
    outside = [(each.start, each.end) for each in (*anatomy.periods, *anatomy.places)]
    outside += [match.span() for match in LABEL.finditer(anatomy.text, span.start, span.end)]
    kept, at = [""], span.start
    for start, end in sorted(outside):
        kept.append(anatomy.text[at : min(start, span.end)])
        at = max(at, end)
    return telling(" ".join([*kept, anatomy.text[at : span.end]]))


def telling(text: str) -> frozenset[str]:
    """Return the words of a text that can tell what it is about."""
    return asked_stems(text) - FRAME


def requests_of(record: Record) -> tuple[frozenset[str], ...]:
    """Return the telling words of each request of a record's question."""
    text = "\n".join(p.text for p in record.passages if p.part is Part.QUESTION)
    anatomy = take_apart(text, record.dates.tabled or record.dates.answered or date.min, record.house)
    return tuple(told_by(anatomy, ask.span) for ask in anatomy.asks)


def matter_stems(record: Record) -> frozenset[str]:
    """Return the words of a record's question and heading that can tell what it is about."""
    texts = [p.text[len(preface(p.text)) :] for p in record.passages if p.part is Part.QUESTION]
    title = "" if _UNTITLED.match(record.title) else record.title
    return telling(" ".join([*texts, title]))


def _share(weights: Mapping[str, float], held: frozenset[str]) -> float:
    whole = sum(weights.values())
    roots = {stem[:_ROOT] for stem in held if len(stem) >= _ROOT}  # "electrify" and "electrification"
    met = sum(weight for stem, weight in weights.items() if stem in held or stem[:_ROOT] in roots)
    return met / whole if whole else 0.0


def rarity_among(library: Library) -> Rarity:
    """Return what gives the weight of a stem among the questions held. Raises IndexUnavailable where it is read."""
    questions = library.questions
    known: dict[str, float] = {}

    def rarity(stem: str) -> float:
        if stem not in known:
            known[stem] = questions.look(lambda searcher: _weight(searcher, stem))
        return known[stem]

    return rarity


def _weight(searcher: tantivy.Searcher, stem: str) -> float:
    held, having = searcher.num_docs, searcher.doc_freq("question", stem)
    return max(_LEAST_WEIGHT, math.log(1 + (held - having + 0.5) / (having + 0.5)))
