"""Sessions and Governments as facts: in which of them a day falls, and whether two days share one.

Sessions are those of ``briefs.sittings``. A Government is dated from the day its Prime Minister was appointed.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from briefs.sittings import LONGEST_SESSION, SESSIONS

_STARTS = tuple(start for start, _ in SESSIONS)

# The day of appointment, the Prime Minister, and the party or parties in government.
GOVERNMENTS: tuple[tuple[date, str, str], ...] = (
    (date(1997, 5, 2), "Tony Blair", "Labour"),
    (date(2007, 6, 27), "Gordon Brown", "Labour"),
    (date(2010, 5, 11), "David Cameron", "Conservative and Liberal Democrat"),
    (date(2015, 5, 8), "David Cameron", "Conservative"),
    (date(2016, 7, 13), "Theresa May", "Conservative"),
    (date(2019, 7, 24), "Boris Johnson", "Conservative"),
    (date(2022, 9, 6), "Liz Truss", "Conservative"),
    (date(2022, 10, 25), "Rishi Sunak", "Conservative"),
    (date(2024, 7, 5), "Keir Starmer", "Labour"),
)
# Up to when the table is known to be whole; about a later day it says only what it knows.
KNOWN_UNTIL = date(2025, 9, 30)


def session_of(day: date) -> int | None:
    """Return the number of the session in which a day falls, None where the table does not reach.

    Two days are in one session if their numbers are equal; a later session has the greater number.
    """
    number = bisect_right(_STARTS, day) - 1
    if number < 0 or (number == len(_STARTS) - 1 and day - _STARTS[-1] > LONGEST_SESSION):
        return None
    return number


def government_of(day: date) -> tuple[date, str, str] | None:
    """Return (since, Prime Minister, parties) for a day, None before the first that the table holds."""
    number = bisect_right([since for since, _, _ in GOVERNMENTS], day) - 1
    return GOVERNMENTS[number] if number >= 0 else None
