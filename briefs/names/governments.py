"""Governments as facts: which one holds office on a day, and which parties then sit opposite it.

A Government is dated from the day its Prime Minister was appointed.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from briefs.names.parties import canonical_party
from briefs.records.citations import long_date
from briefs.records.model import Role

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


_NO_SIDE = frozenset(("Crossbench", "Independent", "Non-affiliated", "Bishops"))


def government_of(day: date) -> tuple[date, str, str] | None:
    """Return (since, Prime Minister, parties) for a day, None before the first that the table holds."""
    number = bisect_right([since for since, _, _ in GOVERNMENTS], day) - 1
    return GOVERNMENTS[number] if number >= 0 else None


def government_name(day: date) -> str:
    """Return how the Government of a day is called, empty before the first that the table holds."""
    found = government_of(day)
    return f"{found[1]}’s Government" if found else ""


def government_days(day: date) -> str:
    """Return the Government of a day with its dates: "Gordon Brown’s Government, 27 June 2007 to 11 May 2010"."""
    found = government_of(day)
    if found is None:
        return ""
    after = next((since for since, _, _ in GOVERNMENTS if since > found[0]), None)
    days = f"{long_date(found[0])} to {long_date(after)}" if after else f"from {long_date(found[0])}"
    return f"{government_name(day)}, {days}"


def earlier_government(day: date | None, today: date) -> str:
    """Return the name of the Government of a day where another holds office today, else an empty string."""
    if day is None or government_of(day) == government_of(today):
        return ""
    return government_name(day) or f"a Government before {GOVERNMENTS[0][0].year}"


def opposes(party: str | None, day: date | None) -> bool:
    """Whether a party, as a record prints it, was one of the opposition on a day; no where either is not known."""
    government, name = government_of(day) if day else None, canonical_party(party or "")
    if government is None or name is None or name in _NO_SIDE or (day and day > KNOWN_UNTIL):
        return False
    return not any(name.startswith(governing) for governing in government[2].split(" and "))


def asker_role(party: str | None, day: date | None) -> Role:
    """Return the role of a Member who asks a minister, by the party of that day where nothing else is known.

    A Member of a governing party who asks holds no office, nor does one of no party's front bench. In a party of the
    opposition, or where the party or its side is not known, either is possible.
    """
    name = canonical_party(party or "")
    if name in _NO_SIDE:
        return Role.BACKBENCHER
    known = name and day and day <= KNOWN_UNTIL and government_of(day)
    return Role.BACKBENCHER if known and not opposes(party, day) else Role.UNKNOWN
