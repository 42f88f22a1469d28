"""Sessions as facts: in which of them a day falls, and whether two days share one; see ``records.sessions``."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from briefs.records.sessions import LONGEST_SESSION, SESSIONS

_STARTS = tuple(start for start, _ in SESSIONS)


def session_of(day: date) -> int | None:
    """Return the number of the session in which a day falls, None where the table does not reach.

    Two days are in one session if their numbers are equal; a later session has the greater number.
    """
    number = bisect_right(_STARTS, day) - 1
    if number < 0 or (number == len(_STARTS) - 1 and day - _STARTS[-1] > LONGEST_SESSION):
        return None
    return number
