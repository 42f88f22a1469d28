"""The time by which a sentence says that something will be done, worked out from the day on which it was said.

Only sentences about what is to come are read. A season ends late here, so that nothing is called past too early.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(_MONTHS)
# A season by the months of its last day: a spring of ministers runs to the recess.
_SEASON_ENDS = {"spring": (6, 30, 0), "summer": (9, 30, 0), "autumn": (12, 31, 0), "winter": (3, 31, 1)}
_SEASON = "|".join(_SEASON_ENDS)
_TO_COME = re.compile(
    r"\b(?:will|shall|aims?|aiming|intends?|intending|intention|plans?|planning|expects?|expected|due|to be|target|"
    r"scheduled|on track)\b",
    re.IGNORECASE,
)

# "From winter 2025" says when something begins, not by when it is done.
_BEGINS = re.compile(r"\b(?:from|since|after|until)(?: the| early| late)?\s*$", re.IGNORECASE)


def _day(found: re.Match[str], _: date) -> date | None:
    number, month, year = int(found[1]), _MONTHS.index(found[2].lower()) + 1, int(found[3])
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def _month(found: re.Match[str], _: date) -> date:
    year, month = int(found[2]), _MONTHS.index(found[1].lower()) + 1
    return date(year, month, monthrange(year, month)[1])


def _season(found: re.Match[str], said: date) -> date:
    month, day, more = _SEASON_ENDS[found[1].lower()]
    year = int(found[2]) if found[2] else said.year
    end = date(year + more, month, day)
    return end if found[2] or end >= said else date(year + more + 1, month, day)


def _financial_year(found: re.Match[str], _: date) -> date:
    return date(int(found[1]) + 1, 3, 31)


# Each way to name a time, with the last day that it can mean; the finer first ("5 May 2021" is not all of May).
_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), end)
    for pattern, end in (
        (rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH}),? (20\d\d)\b", _day),
        (rf"\b({_MONTH}),? (20\d\d)\b", _month),
        (rf"\b(?:in|by|the|this|end of|later in) (?:the )?({_SEASON})(?: of)?(?: (20\d\d))?\b", _season),
        (rf"\b({_SEASON}) (20\d\d)\b", _season),
        (r"\b(20\d\d)[-/–](?:20)?\d\d\b", _financial_year),
        (r"\b(?:by|in|before|during|end of) (20\d\d)\b(?![-/–])", lambda found, _: date(int(found[1]), 12, 31)),
        (r"\b(?:later |end of |by )(?:this|the) (?:calendar )?year\b", lambda _, said: date(said.year, 12, 31)),
        (r"\b(?:by|before) Christmas\b", lambda _, said: date(said.year, 12, 31)),
        (r"\bnext year\b", lambda _, said: date(said.year + 1, 12, 31)),
        (r"\bin the new year\b", lambda _, said: date(said.year + 1, 4, 30)),
    )
)


def time_passed(sentence: str, said: date | None, today: date) -> date | None:
    """Return the last day of the time that a sentence names for what is to come, where that day is past.

    Of several times the last counts. None where none is named, where it is not yet past, where the sentence is not
    about what is to come, and where the day on which it was said is not known.
    """
    if said is None or not _TO_COME.search(sentence):
        return None
    ends: dict[tuple[int, int], date] = {}
    for pattern, ending in _WAYS:
        for found in pattern.finditer(sentence):
            start, stop = found.span()
            finer = any(first <= start and stop <= after for first, after in ends)
            if not finer and not _BEGINS.search(sentence[:start]) and (end := ending(found, said)):
                ends[start, stop] = end
    last = max(ends.values(), default=None)
    return last if last is not None and said <= last < today else None
