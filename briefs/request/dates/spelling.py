"""A request as the forms of dates read it: months spelt right, and without "inclusive", which every period is."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from itertools import pairwise

from briefs.request.dates.calendar_dates import MONTHS

ALIKE = 0.8  # likeness from which a word is surely a month: "Octobr" and "Ocotber" are, "Octopus" is not
_LONG = tuple(name for name in MONTHS if len(name) >= 7)
_SHORT = ("march", "april", "june", "july", "august")  # near to other words ("Marsh", "Augusta")
_WORD = re.compile(r"(?P<day>\b\d{1,2}(?:st|nd|rd|th)?(?: of)? )?\b(?P<word>[A-Za-z]{4,11})\b")
_INCLUSIVE = re.compile(r"(?:\d|\d(?:st|nd|rd|th)|\b(?P<month>[a-z]{3,9}))(?P<filler>,? \(?inclusive\b\)?)", re.I)


@dataclass(frozen=True, slots=True)
class Spelt:
    """A text with the dates in it spelt right; ``places`` has for each of its places that of the text as typed.

    ``corrected`` are the places of misspelt months in the text as typed, each with the month.
    """

    text: str
    places: tuple[int, ...]
    corrected: tuple[tuple[int, int, str], ...] = ()

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text as typed."""
        return self.places[start], self.places[end]

    def spelt(self, start: int, end: int) -> tuple[int, int]:
        """Return where a place of the text as typed is in this text."""
        at = [number for number, place in enumerate(self.places) if start <= place < end]
        return (at[0], at[-1] + 1) if at else (0, 0)


def spell_right(text: str) -> Spelt:
    """Return a text with its misspelt months put right where the correction is sure."""
    corrected = tuple((*found.span("word"), month) for found in _WORD.finditer(text) if (month := _misspelt(found)))
    inclusive = [(*found.span("filler"), "") for found in _INCLUSIVE.finditer(text) if _beside_date(found)]
    changes = [(0, 0, ""), *sorted([*corrected, *inclusive]), (len(text), len(text), "")]
    parts: list[str] = []
    places: list[int] = []
    for (_, done, _), (start, _, right) in pairwise(changes):
        parts += [text[done:start], right]
        places += [*range(done, start), *(start for _ in right)]
    return Spelt("".join(parts), (*places, len(text)), corrected)


def _beside_date(inclusive: re.Match[str]) -> bool:
    """Whether "inclusive" stands behind figures or a month."""
    month = (inclusive["month"] or "").lower()
    return not month or month in MONTHS or _near(month, _LONG) is not None


def _misspelt(found: re.Match[str]) -> str | None:
    """Return the month that a word is a misspelling of, None where it is none for sure."""
    word = found["word"].lower()
    if word in MONTHS:
        return None
    month = _near(word, _LONG)
    if month is None and found["day"] and (near := _near(word, _SHORT)) is not None:
        month = near if len(word) != len(near) or sorted(word) == sorted(near) else None
    return month.title() if month else None


def _near(word: str, months: tuple[str, ...]) -> str | None:
    """Return the one month that a word is nearest to, by its first letter and enough of the others."""
    alike = [month for month in months if month[0] == word[0] and len(word) > 3]
    return next(iter(difflib.get_close_matches(word, alike, 1, ALIKE)), None) if alike else None
