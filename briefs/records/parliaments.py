"""The Parliaments, from general election to dissolution: a Member of the Commons keeps one seat throughout."""

from __future__ import annotations

from datetime import date

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
