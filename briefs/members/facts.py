"""What an official list says of a Member: one name, party, seat or office, with the days for which it says so.

A fact belongs to a Member ("member/172", Parliament's id) or, where the list knows no such id, to a person of
TheyWorkForYou ("person/10001"); a ``IdLink`` says which Member that person is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefs.records.house import House


class FactKind(StrEnum):
    """What is known: how somebody is called, in which party and for which seat, and what office they hold."""

    NAME = "name"
    PARTY = "party"
    SEAT = "seat"
    PEERAGE = "peerage"
    GOVERNMENT = "government"
    OPPOSITION = "opposition"
    PARLIAMENTARY = "parliamentary"
    COMMITTEE = "committee"


OFFICES = (FactKind.GOVERNMENT, FactKind.OPPOSITION, FactKind.PARLIAMENTARY, FactKind.COMMITTEE)


class Origin(StrEnum):
    """Which list it comes from; of two that cover a day, the first in this order is believed."""

    MEMBERS_API = "members-api"
    PARLPARSE = "parlparse"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of a list.

    ``start`` and ``end`` are inclusive days, None where the list does not give them. An entry without an end holds as
    far as ``seen``, the last day for which the list speaks. An entry without a start was only ``observed``: it held
    on some day between those two (the same day twice where the list gives its day). ``detail`` is a party's
    abbreviation or the part played in a committee.
    """

    who: str
    kind: FactKind
    value: str
    origin: Origin
    house: House | None = None
    start: date | None = None
    end: date | None = None
    seen: date | None = None
    observed: tuple[date, date] | None = None
    detail: str = ""

    def covers(self, day: date) -> bool:
        """Whether the list says that it held on a day."""
        if self.start is None:
            return self.observed == (day, day)
        last = self.end or self.seen
        return self.start <= day and last is not None and day <= last


@dataclass(frozen=True, slots=True)
class Listing:
    """A Member's names as a list prints them; ``house`` is the House of then, ``seen`` the day of the list."""

    member_id: int
    display_as: str
    list_as: str = ""
    full_title: str = ""
    house: House | None = None
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class IdLink:
    """That a person of TheyWorkForYou is a Member with an id of Parliament's."""

    person_id: int
    member_id: int


Entry = Fact | Listing | IdLink
"""What a reader of a list of Members gives."""


def member_key(member_id: int) -> str:
    """Return how facts name a Member known by Parliament's id."""
    return f"member/{member_id}"


def person_key(person_id: int) -> str:
    """Return how facts name somebody known by TheyWorkForYou's number alone."""
    return f"person/{person_id}"
