"""One rule by which a sentence shows what kind of thing it says."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A signal's name, its pattern, and a sentence that shows it."""

    signal: str
    pattern: re.Pattern[str]
    example: str


def rule(signal: str, pattern: str, example: str) -> Rule:
    """Return a rule whose pattern passes over case.

    A pattern has neither look-behind nor a group in a negative look-ahead, so that other engines can run it too.
    """
    return Rule(signal, re.compile(pattern, re.IGNORECASE), example)
