"""How firmly a sentence says that something will be done: no plans, under consideration, intended, or promised."""

from __future__ import annotations

import re
from enum import IntEnum

_GOVERNING = (
    r"(?:we|I|the\s+government|the\s+department|ministers?|the\s+Secretary\s+of\s+State|officials|it|they|he|she"
    r"|[A-Z]\w+)"
)


class Firmness(IntEnum):
    """How firm a sentence is, from refusal to promise."""

    REFUSED = 0
    CONSIDERED = 1
    INTENDED = 2
    PROMISED = 3


_FORMS = (
    (
        Firmness.REFUSED,
        r"\bno\s+(?:current\s+|immediate\s+|present\s+)?(?:plans?|intention)\b|\b(?:will|shall|do(?:es)?|is|are)\s+not\s+(?:be\s+)?"
        r"(?:intend\w*|plan\w*|propos\w*|commit\w*|introduc\w*|publish\w*|provid\w*|fund\w*|review\w*|consider\w*|bring\w*|extend\w*"
        r"|establish\w*|mak\w+|tak\w+|hold\w*|going\s+to)\b|\bruled\s+out\b",
    ),
    (
        Firmness.CONSIDERED,
        r"\b(?:is|are|am)\s+(?:\w+\s+)?(?:considering|exploring|reviewing|looking\s+at)\b|\bkeep\w*\b[^.;]{0,40}\bunder\s+review\b"
        r"|\bunder\s+consideration\b|\b(?:will|shall)\s+(?:\w+\s+)?(?:consider|explore)\b|\bremains?\s+under\s+review\b",
    ),
    (
        Firmness.INTENDED,
        rf"\b{_GOVERNING}\s+(?:\w+\s+)?(?:intends?|plans?|aims?|hopes?|expects?|proposes?)\s+to\b|\b(?:expected|due|planned|intended)\s+to\b",
    ),
    (
        Firmness.PROMISED,
        rf"\b{_GOVERNING}['’]?(?:ll|\s+will|\s+shall)\s+"
        r"(?!not\b|consider\b|explore\b|know\b|be\s+aware\b|understand\b)|\b(?:will|shall)\s+be\s+\w+ed\b"
        r"|\b(?:committed|commit|pledge[ds]?|undertake|undertaken|guarantee[ds]?|promise[ds]?)\s+to\b",
    ),
)
_COMPILED = tuple((firmness, re.compile(pattern, re.IGNORECASE)) for firmness, pattern in _FORMS)


def firmness_of(sentence: str) -> tuple[Firmness, int, int] | None:
    """Return how firm a sentence is and where it says so, None where it promises and refuses nothing."""
    for firmness, pattern in _COMPILED:
        if match := pattern.search(sentence):
            return firmness, match.start(), match.end()
    return None
