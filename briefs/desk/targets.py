"""What the sentences of earlier answers must speak to: each request of a question, and each of its lettered parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.desk.anatomy import Anatomy, Ask, LetteredPart, every_part
from briefs.desk.asking_forms import Request
from briefs.desk.drift import asked_stems


@dataclass(frozen=True, slots=True)
class Target:
    """What a sentence must speak to: a request as a whole, or one lettered part of it, named as it is printed.

    ``own`` are its words by their stems; for a lettered part ``context`` are those that all parts share. ``every`` are
    the words of a request with those of its parts.
    """

    label: str
    text: str
    kind: Request
    own: frozenset[str]
    context: frozenset[str]
    every: frozenset[str] = frozenset()


def targets(anatomy: Anatomy) -> tuple[Target, ...]:
    """Return what must be spoken to, in the order of the question: each request, or each of its lettered parts."""
    made: list[Target] = []
    for ask in anatomy.asks:
        made += _of(ask)
    return tuple(made)


def _of(ask: Ask) -> Iterator[Target]:
    subject = ask.subject or ask.span
    whole = asked_stems(subject.text)
    if not ask.parts:
        yield Target("", ask.span.text, ask.kind, whole, frozenset(), whole)
        return
    lettered = frozenset(stem for part in every_part(ask.parts) for stem in asked_stems(part.span.text))
    context = whole - lettered
    yield Target("", ask.span.text, ask.kind, context or whole, frozenset(), whole)
    common = _common(ask.parts)
    for part in ask.parts:
        upper = asked_stems(part.span.text)
        if not part.parts:
            yield Target(f"({part.label})", part.span.text, ask.kind, upper - common or upper, context | common)
        below = _common(part.parts)
        for under in part.parts:
            label, own = f"({part.label})({under.label})", asked_stems(under.span.text)
            text = f"{part.span.text} … {under.span.text}"
            yield Target(label, text, ask.kind, own - below or own, context | upper | below)


def _common(parts: Sequence[LetteredPart]) -> frozenset[str]:
    """Return the words that all of several parts have: they tell none of them from the others."""
    stems = [asked_stems(part.span.text) for part in parts]
    return frozenset.intersection(*stems) if len(stems) > 1 else frozenset()
