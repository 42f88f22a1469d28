"""A Member as a person reads it: names, then parties, seats and offices with their days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from briefs.members.facts import Fact, FactKind
from briefs.members.on_day import OnADay, on_a_day
from briefs.members.register import Member
from briefs.records.citations import long_date
from briefs.records.model import House

_TITLES = {
    FactKind.NAME: "Names",
    FactKind.PARTY: "Parties",
    FactKind.SEAT: "Seats",
    FactKind.PEERAGE: "Peerages",
    FactKind.GOVERNMENT: "Government",
    FactKind.OPPOSITION: "Opposition",
    FactKind.PARLIAMENTARY: "Other posts",
    FactKind.COMMITTEE: "Committees",
}


def member_as_text(member: Member, on: date | None = None) -> list[str]:
    """Return the lines that say who a Member is; with ``on``, what held on that day."""
    listing = member.listing
    names = [name for name in (listing.full_title, listing.list_as) if name and name != listing.display_as]
    house = f" · House of {listing.house.value.capitalize()}" if listing.house else ""
    lines = [f"{listing.display_as} · {listing.member_id}{house}{''.join(f' · {name}' for name in names)}"]
    if on is not None:
        who = _of_the_day(member, on)
        seat = "; ".join(part for part in (who.party, who.seat) if part)
        lines.append(f"On {long_date(on)}: {who.name or listing.display_as}{f' ({seat})' if seat else ''}")
    for kind, title in _TITLES.items():
        facts = [fact for fact in member.facts if fact.kind is kind and (on is None or fact.covers(on))]
        if facts:
            lines += [title, *dict.fromkeys(f"  {_line(fact)}" for fact in facts)]
    return lines


def member_as_dict(member: Member, on: date | None = None) -> dict[str, Any]:
    """Return a Member as plain JSON values; days are ISO, null where the lists do not give them."""
    listing = member.listing
    facts = [_fact_as_dict(fact) for fact in member.facts if on is None or fact.covers(on)]
    return {
        "member_id": listing.member_id,
        "display_as": listing.display_as,
        "list_as": listing.list_as or None,
        "full_title": listing.full_title or None,
        "house": listing.house.value if listing.house else None,
        **({"on": {"date": on.isoformat(), **_day_as_dict(_of_the_day(member, on))}} if on else {}),
        "entries": facts,
    }


def _of_the_day(member: Member, day: date) -> OnADay:
    """Return what held on a day, in the House in which the Member then sat as far as the lists show it."""
    peer = any(fact.kind is FactKind.PEERAGE and fact.covers(day) for fact in member.facts)
    return on_a_day(member.listing, member.facts, day, House.LORDS if peer else House.COMMONS)


def _line(fact: Fact) -> str:
    return " · ".join(part for part in (fact.value, fact.detail, _days(fact)) if part)


def _days(fact: Fact) -> str:
    """Return the days of an entry as far as its list gives them."""
    return ", ".join(_parts_of(fact))


def _parts_of(fact: Fact) -> Iterator[str]:
    if fact.observed:
        first, last = fact.observed
        yield f"listed {long_date(first)}" if first == last else f"listed {long_date(first)} to {long_date(last)}"
    elif fact.start and fact.end:
        yield f"{long_date(fact.start)} to {long_date(fact.end)}"
    elif fact.start:
        yield f"since {long_date(fact.start)}"
        if fact.seen:
            yield f"still open when listed on {long_date(fact.seen)}"


def _fact_as_dict(fact: Fact) -> dict[str, Any]:
    observed = [day.isoformat() for day in fact.observed] if fact.observed else None
    return {
        "kind": fact.kind.value,
        "value": fact.value,
        "detail": fact.detail or None,
        "house": fact.house.value if fact.house else None,
        "start": _iso(fact.start),
        "end": _iso(fact.end),
        "seen": _iso(fact.seen),
        "listed": observed,
        "list": fact.origin.value,
    }


def _day_as_dict(who: OnADay) -> dict[str, str | None]:
    return {"name": who.name, "party": who.party, "seat": who.seat, "office": who.office}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
