"""How a Member was called on a day, by the entries of the lists: name, party, seat and government office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefs.members.facts import Fact, FactKind, Listing, Origin
from briefs.members.posts import is_parliaments
from briefs.names.aliases import fold
from briefs.records.model import House
from briefs.records.sessions import parliament_of

ON_A_DAY = (FactKind.NAME, FactKind.PARTY, FactKind.SEAT, FactKind.GOVERNMENT)


@dataclass(frozen=True, slots=True)
class OnADay:
    """How a Member was called on a day, and party, seat and government office of that day where the lists give one.

    ``by_parliament`` says that all that is known of the Member is from Parliament's own lists.
    """

    name: str | None = None
    party: str | None = None
    seat: str | None = None
    office: str | None = None
    by_parliament: bool = False


def on_a_day(listing: Listing | None, facts: Sequence[Fact], day: date, house: House | None) -> OnADay:
    """Return what the lists say of a Member for a day in a House."""
    by_kind = {kind: [fact for fact in facts if fact.kind is kind] for kind in ON_A_DAY}
    return OnADay(
        name=_name(listing, by_kind[FactKind.NAME], day, house),
        party=_only(by_kind[FactKind.PARTY], day),
        seat=_only(by_kind[FactKind.SEAT], day) or _seat_of_parliament(by_kind[FactKind.SEAT], day)
        if house is House.COMMONS
        else None,
        office=_only(by_kind[FactKind.GOVERNMENT], day),
        by_parliament=is_parliaments(facts),
    )


def _only(facts: Sequence[Fact], day: date) -> str | None:
    """Return what the entries that cover a day say, by the list most believed; None where there is none, or two."""
    covering = [fact for fact in facts if fact.covers(day)]
    for origin in Origin:
        values = {fold(fact.value): fact.value for fact in covering if fact.origin is origin}
        if values:
            return next(iter(values.values())) if len(values) == 1 else None
    return None


def _seat_of_parliament(seats: Sequence[Fact], day: date) -> str | None:
    """Return the seat for which a list of the same Parliament has the Member, who keeps it from election to election.

    A Member who asked or answered was a Member that day, and between general elections nobody moves to another seat.
    """
    now = parliament_of(day)
    listed = {
        fold(fact.value): fact.value
        for fact in seats
        if now is not None and fact.observed and {parliament_of(each) for each in fact.observed} == {now}
    }
    return next(iter(listed.values())) if len(listed) == 1 else None


def _name(listing: Listing | None, names: Sequence[Fact], day: date, house: House | None) -> str | None:
    """Return how a Member was called on a day: by a dated entry, else by the nearest list of the same House."""
    covering = [fact for fact in names if fact.start is not None and fact.covers(day)]
    if covering:
        return max(covering, key=lambda fact: (fact.start or date.min, fact.value)).value
    observed = [fact for fact in names if fact.observed and fact.house in (None, house)]
    if observed:
        return min(
            observed, key=lambda fact: (_days_apart(fact, day), fact.who.startswith("person/"), fact.value)
        ).value
    listed = listing is not None and (listing.house in (None, house) or house is None)
    return listing.display_as if listing is not None and listed else None


def _days_apart(fact: Fact, day: date) -> int:
    first, last = fact.observed or (day, day)
    return max((first - day).days, (day - last).days, 0)
