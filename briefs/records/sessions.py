"""The sessions, Parliaments and general elections that a request may name, as far as they are known.

A session runs here from its first sitting to the day before the next one begins: nothing is said between prorogation
and the next session, so a search needs no other end. The table ends with the session that began on 13 May 2026.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise

from briefs.errors import QueryError

LONGEST_SESSION = timedelta(days=3 * 365)  # a session asked about later than this is one the table does not know

SESSIONS: tuple[tuple[date, str], ...] = (
    (date(2010, 5, 18), "2010-12"),
    (date(2012, 5, 9), "2012-13"),
    (date(2013, 5, 8), "2013-14"),
    (date(2014, 6, 4), "2014-15"),
    (date(2015, 5, 18), "2015-16"),
    (date(2016, 5, 18), "2016-17"),
    (date(2017, 6, 13), "2017-19"),
    (date(2019, 10, 14), "2019"),
    (date(2019, 12, 17), "2019-21"),
    (date(2021, 5, 11), "2021-22"),
    (date(2022, 5, 10), "2022-23"),
    (date(2023, 11, 7), "2023-24"),
    (date(2024, 7, 9), "2024-26"),
    (date(2026, 5, 13), ""),
)
PARLIAMENTS: tuple[date, ...] = (
    date(2010, 5, 18),
    date(2015, 5, 18),
    date(2017, 6, 13),
    date(2019, 12, 17),
    date(2024, 7, 9),
)
ELECTIONS: tuple[date, ...] = (
    date(2010, 5, 6),
    date(2015, 5, 7),
    date(2017, 6, 8),
    date(2019, 12, 12),
    date(2024, 7, 4),
)


def session(which: str, today: date) -> tuple[date, date]:
    """Return first and last day of "this" or "last" session. Raises QueryError where the table does not reach."""
    starts = tuple(start for start, _ in SESSIONS)
    return _around(starts, which, today, "session", LONGEST_SESSION)


def parliament(which: str, today: date) -> tuple[date, date]:
    """Return first and last day of "this" or "last" Parliament, which lives five years and some weeks at most."""
    return _around(PARLIAMENTS, which, today, "Parliament", timedelta(days=5 * 366 + 60))


def named_session(label: str, today: date) -> tuple[date, date]:
    """Return first and last day of a session by its years, such as "2017-19". Raises QueryError for one not known."""
    for (start, name), (following, _) in pairwise(SESSIONS):
        if name == label:
            return start, min(today, following - timedelta(days=1))
    known = ", ".join(name for _, name in SESSIONS if name)
    raise QueryError(f"The session {label} is not known; the known ones are {known}, or give dates.")


def election(year: int | None, today: date) -> date:
    """Return polling day of the general election of a year, or of the latest one. Raises QueryError for another."""
    held = [day for day in ELECTIONS if day <= today and (year is None or day.year == year)]
    if not held:
        years = ", ".join(str(day.year) for day in ELECTIONS)
        raise QueryError(f"No general election of that year is known; the known ones are {years}, or give dates.")
    return held[-1]


def _around(starts: tuple[date, ...], which: str, today: date, thing: str, longest: timedelta) -> tuple[date, date]:
    """Return the span of the present one or of the one before it."""
    begun = [start for start in starts if start <= today]
    back = 1 if which == "this" else 2
    if len(begun) < back or today - begun[-1] > longest:
        raise QueryError(f"The dates of {which} {thing} are not known; give dates, such as since 2024.")
    if back == 1:
        return begun[-1], today
    return begun[-2], begun[-1] - timedelta(days=1)


_STARTS = tuple(start for start, _ in SESSIONS)


def session_of(day: date) -> int | None:
    """Return the number of the session in which a day falls, None where the table does not reach.

    Two days are in one session if their numbers are equal; a later session has the greater number.
    """
    number = bisect_right(_STARTS, day) - 1
    if number < 0 or (number == len(_STARTS) - 1 and day - _STARTS[-1] > LONGEST_SESSION):
        return None
    return number


# Polling day and dissolution of each Parliament, as the House of Commons Library lists them.
_PARLIAMENTS: tuple[tuple[date, date], ...] = (
    (date(1997, 5, 1), date(2001, 5, 14)),
    (date(2001, 6, 7), date(2005, 4, 11)),
    (date(2005, 5, 5), date(2010, 4, 12)),
    (date(2010, 5, 6), date(2015, 3, 30)),
    (date(2015, 5, 7), date(2017, 5, 3)),
    (date(2017, 6, 8), date(2019, 11, 6)),
    (date(2019, 12, 12), date(2024, 5, 30)),
)
# No dissolution later than five years from the first meeting (Dissolution and Calling of Parliament Act 2022, s. 4):
# beyond it nobody can know the seat, and neither does this table until the next election is written into it.
_LATEST = (date(2024, 7, 4), date(2029, 7, 8))


def parliament_of(day: date) -> int | None:
    """Return a number for the Parliament that a day falls in, None between two or outside the table."""
    for number, (first, last) in enumerate((*_PARLIAMENTS, _LATEST)):
        if first <= day <= last:
            return number
    return None
