"""A period as a request names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, each None where it is open; ``spans`` are the places of the text that said so.

    ``corrected`` are the misspelt months in those places, each with the month that it was read as.
    """

    since: date | None
    until: date | None
    spans: tuple[tuple[int, int], ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
