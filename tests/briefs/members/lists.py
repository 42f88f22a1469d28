"""Invented lists of Members in the forms of the real ones."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from briefs.readers.common.base import SourceFile

FETCHED = datetime(2031, 6, 1, 12, 0, tzinfo=UTC)
ADDRESS = "https://members.example/api/Members/"


def item(name: str, start: str, end: str | None, house: int | None = 1, info: str = "") -> dict[str, Any]:
    """Return one entry of a biography."""
    days = {"startDate": f"{start}T00:00:00", "endDate": end and f"{end}T00:00:00"}
    return {"house": house, "name": name, "id": 7, **days, "additionalInfo": info, "additionalInfoLink": None}


def member(number: int, name: str, *, party: str = "Lake", seat: str = "Pondshire", house: int = 1) -> dict[str, Any]:
    """Return a Member as a search gives it."""
    value = {
        "id": number,
        "nameListAs": f"{name.rsplit(maxsplit=1)[-1]}, {name.split(maxsplit=1)[0]}",
        "nameDisplayAs": name,
        "nameFullTitle": f"{name} MP",
        "latestParty": {"id": 1, "name": party, "abbreviation": party[:3]},
        "latestHouseMembership": {"membershipFrom": seat, "house": house, "membershipEndDate": None},
    }
    return {"value": value, "links": [{"rel": "self", "href": f"/Members/{number}", "method": "GET"}]}


def biography(number: int, **lists: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a biography; ``lists`` are its fields by their names."""
    names = ("representations", "houseMemberships", "governmentPosts", "oppositionPosts", "otherPosts",
             "partyAffiliations", "committeeMemberships", "electionsContested")  # fmt: skip
    value = {name: lists.get(name, []) for name in names}
    return {"value": value, "links": [{"rel": "self", "href": f"/Members/{number}/Biography", "method": "GET"}]}


def history(number: int, *names: tuple[str, str, str | None]) -> dict[str, Any]:
    """Return a history of names, each (name, first day, last day)."""
    rows = [
        {"nameDisplayAs": name, "startDate": f"{start}T00:00:00", "endDate": end and f"{end}T00:00:00"}
        for name, start, end in names
    ]
    return {"value": {"id": number, "nameHistory": rows, "partyHistory": [], "houseMembershipHistory": []}, "links": []}


def answer(value: object, name: str = ADDRESS, fetched: datetime | None = FETCHED) -> SourceFile:
    """Return an answer of the service as the readers take it."""
    return SourceFile(name, json.dumps(value).encode(), fetched)


def day(text: str) -> date:
    """Return the day of an ISO text."""
    return date.fromisoformat(text)
