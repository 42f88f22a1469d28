"""How far a source's record reaches: the days that its walk has covered, those it has not, and when it will have."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from briefs.records.citations import long_date
from briefs.sync.base import Cursor
from briefs.sync.walk.day_ranges import within

# The sources that walk over days, and how many lists each of them walks.
_LISTS = {
    "written-questions": 3,
    "written-statements": 1,
    "hansard": 1,
    "oral-questions": 1,
    "committees": 3,
    "govuk": 1,
}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """The days from ``first`` to ``through`` are covered by every list; ``through`` is before ``first`` where none is.

    ``remaining`` counts the days still to be walked, of all lists together; ``gaps`` name what the service did not give
    within the days covered.
    """

    first: date
    through: date
    last: date
    remaining: int
    gaps: tuple[str, ...] = ()

    @property
    def covered(self) -> int:
        """How many days are covered."""
        return max(0, (self.through - self.first).days + 1)

    @property
    def missing(self) -> int:
        """How many days are not."""
        return max(0, (self.last - self.through).days)


def reach(source: str, cursor: Cursor, since: date, last: date) -> Reach | None:
    """Return how far a walk from ``since`` to ``last`` has come; None for a source that does not walk over days."""
    lists = _LISTS.get(source)
    if lists is None:
        return None
    begun = cursor.get("from")
    first = min(since, date.fromisoformat(begun)) if isinstance(begun, str) else since
    through = cursor.get("through")
    held = list(through.values()) if isinstance(through, dict) else [through]
    days = [min(date.fromisoformat(day), last) for day in held if isinstance(day, str)]
    days += [first - _DAY] * (lists - len(days))
    remaining = sum((last - day).days for day in days)
    return Reach(first, max(min(days), first - _DAY), last, max(0, remaining), tuple(sorted(within(cursor, "gaps"))))


def arrival(source: str, remaining: int, advanced: int, today: date) -> date | None:
    """Return the day on which a walk arrives with a run every night as far as the last, None where it never does.

    ``advanced`` counts the days of all lists that the last run came on. Every day that passes adds one to each list.
    """
    net = advanced - _LISTS.get(source, 1)
    return today + timedelta(days=math.ceil(remaining / net)) if net > 0 else None


def forecast(source: str, reached: Reach, advanced: int, today: date) -> str:
    """Return when a walk that is not at its end arrives, as the middle of a sentence."""
    when = arrival(source, reached.remaining, advanced, today)
    if when is None:
        return "at this pace it never catches up: give it more time with --for, or ask for less in the sources file"
    end = "the present day" if reached.last >= today else long_date(reached.last)
    return f"at this pace, with a run every night, {end} is reached on {long_date(when)}"
