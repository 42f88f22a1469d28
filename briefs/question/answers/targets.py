"""What the sentences of earlier answers must speak to: each request of a question, and each of its lettered parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.question.answers.subject import told_by
from briefs.question.parse.parser import Anatomy, Ask, LetteredPart, every_part
from briefs.question.parse.text import asked_stems
from briefs.question.parse.wording import Request

# With whom it was discussed; of a list, or of a long description, nothing is asked.
_WITH = re.compile(
    r"\bwith\s+(?:(?:his|her|their|the|its|relevant|other)\s+)*(?P<others>(?!\()(?:[\w’'-]+\s+){0,3}[\w’'-]+)\s+(?:on|about|regarding|concerning)\b"
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a sentence must speak to: a request as a whole, or one lettered part of it, named as it is printed.

    ``own`` are its telling words by their stems; for a lettered part ``context`` are those that all parts share, with
    ``every`` the words of the whole request. ``others`` are those with whom something was discussed: "with Cabinet
    colleagues".
    """

    label: str
    text: str
    kind: Request
    own: frozenset[str]
    context: frozenset[str]
    every: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def targets(anatomy: Anatomy) -> tuple[Target, ...]:
    """Return what must be spoken to, in the order of the question: each request, or each of its lettered parts."""
    made: list[Target] = []
    for ask in anatomy.asks:
        made += _of(anatomy, ask)
    return tuple(made)


def _of(anatomy: Anatomy, ask: Ask) -> Iterator[Target]:
    subject = ask.subject or ask.span
    whole = told_by(anatomy, subject)
    others = _others(ask)
    if not ask.parts:
        yield Target("", ask.span.text, ask.kind, whole, frozenset(), whole, others)
        return
    lettered = frozenset(stem for part in every_part(ask.parts) for stem in asked_stems(part.span.text))
    context = whole - lettered
    yield Target("", ask.span.text, ask.kind, context or whole, frozenset(), whole, others)
    common = _common(ask.parts)
    for part in ask.parts:
        upper = asked_stems(part.span.text)
        if not part.parts:
            own = upper - common or upper
            yield Target(f"({part.label})", part.span.text, ask.kind, own, context | common, whole, others)
        below = _common(part.parts)
        for under in part.parts:
            label, stems = f"({part.label})({under.label})", asked_stems(under.span.text)
            text = f"{part.span.text} … {under.span.text}"
            yield Target(label, text, ask.kind, stems - below or stems, context | upper | below, whole, others)


def _others(ask: Ask) -> frozenset[str]:
    """Return the words for those with whom something was discussed."""
    found = _WITH.search(ask.span.text) if ask.kind is Request.DISCUSSIONS else None
    return asked_stems(found["others"]) if found else frozenset()


def _common(parts: Sequence[LetteredPart]) -> frozenset[str]:
    """Return the words that all of several parts have: they tell none of them from the others."""
    stems = [asked_stems(part.span.text) for part in parts]
    return frozenset.intersection(*stems) if len(stems) > 1 else frozenset()
