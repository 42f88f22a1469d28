"""Where quotations stand in a paragraph, and where one runs on without a closing mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OPENS_AFTER = frozenset(" \t\u00a0\n([—–-/:;,")
# Papers that quote speech in single marks close it after a stop; an apostrophe or a scare quote does not look so.
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[A-Z])[^‘“”\"]{12,1500}?[,.?!][’'](?!\w)")
BLANK = "\x00"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation with its marks, in characters of the paragraph; ``closed`` is False where it runs on."""

    start: int
    end: int
    closed: bool = True


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a paragraph in order; marks of both sorts may be mixed, as pages print them."""
    found: list[Quotation] = []
    start: int | None = None
    for at, character in enumerate(text):
        if start is None:
            straight = character == '"' and (at == 0 or text[at - 1] in _OPENS_AFTER)
            if character == "“" or straight:
                start = at
        elif character == "”" or (character == '"' and not text[at + 1 : at + 2].isalnum()):
            found.append(Quotation(start, at + 1))
            start = None
    if start is not None:
        found.append(Quotation(start, len(text), closed=False))
    if not found:
        found = [Quotation(m.start(), m.end()) for m in _SINGLE.finditer(text)]
    return found


def blanked(text: str, found: Sequence[Quotation]) -> str:
    """Return the paragraph with what is inside its quotation marks blanked, every offset kept."""
    letters = list(text)
    for q in found:
        inside_end = q.end - 1 if q.closed else q.end
        letters[q.start + 1 : inside_end] = BLANK * (inside_end - q.start - 1)
    return "".join(letters)


def quoted_share(start: int, end: int, found: Sequence[Quotation]) -> float:
    """Return how much of the span from ``start`` to ``end`` stands in quotations, 0 to 1."""
    inside = sum(max(0, min(end, q.end) - max(start, q.start)) for q in found)
    return inside / max(1, end - start)
