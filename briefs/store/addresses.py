"""Which record held is at an official address: questions, statements, Hansard, TheyWorkForYou, GOV.UK.

The address is anybody's text: it is taken apart and looked up by the official identity, never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

from briefs.records.identity import debate_id, govuk_id, section_id, statement_id
from briefs.records.model import House, Kind, Record
from briefs.store.store import Store

LONGEST = 2_000  # characters of an address
HOSTS = ("questions-statements.parliament.uk", "hansard.parliament.uk", "theyworkforyou.com", "gov.uk")
"""The sites whose links can be looked up; "www." before them means the same."""

_PAPER = re.compile(
    r"/written-(?P<kind>questions|statements)/detail/(?P<day>\d{4}-\d\d-\d\d)/(?P<uin>\w{1,12})/?", re.I
)
_DEBATE = re.compile(
    r"/(?P<house>commons|lords)/(?P<day>\d{4}-\d\d-\d\d)/(?:debates|contributions)/(?P<id>[\w-]{8,64})(?:/.*)?", re.I
)
_SECTION = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[a-z]?\.(?P<number>\w{1,12}(?:\.\w{1,12})?)")
_SERIES = {
    "debates": (House.COMMONS, "debate"),
    "debate": (House.COMMONS, "debate"),
    "whall": (House.COMMONS, "westminhall"),
    "lords": (House.LORDS, "lords"),
}
_Finder = Callable[[Store, str, str], Record | None]


def record_of_link(store: Store, link: str) -> Record | None:
    """Return the record held that an address leads to, None where it leads elsewhere or is not held."""
    if len(link) > LONGEST:
        return None
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    finder = _FINDERS.get(host)
    if parts.scheme not in ("http", "https") or finder is None:
        return None
    return finder(store, parts.path, parts.query)


def _paper(store: Store, path: str, _query: str) -> Record | None:
    """Find a written question by the day it was tabled, a written statement by the day it was made."""
    found = _PAPER.fullmatch(path)
    day = _day(found["day"]) if found else None
    if found is None or day is None:
        return None
    if found["kind"].lower() == "statements":
        ids = [statement_id(house, day, found["uin"]) for house in House]
        return next(iter(store.get_many(ids).values()), None)
    asked = (record for record in store.find_uin(found["uin"]) if record.kind is Kind.WRITTEN_QUESTION)
    return next((record for record in asked if record.dates.tabled == day), None)


def _debate(store: Store, path: str, _query: str) -> Record | None:
    found = _DEBATE.fullmatch(path)
    day = _day(found["day"]) if found else None
    if found is None or day is None:
        return None
    record_id = debate_id(House(found["house"].lower()), day, found["id"])
    return store.get_many([record_id]).get(record_id)


def _section(store: Store, path: str, query: str) -> Record | None:
    """Find a section of TheyWorkForYou by its id, or the section that a speech's id belongs to."""
    found = _SECTION.match(parse_qs(query).get("id", [""])[0])
    day = _day(found["day"]) if found else None
    if found is None or day is None:
        return None
    page, number = path.strip("/").lower(), found["number"]
    if page == "wrans":
        asked = store.find_uin(number.partition(".")[0])
        return next((record for record in asked if day in (record.dates.tabled, record.dates.answered)), None)
    numbers = (number, f"{number.partition('.')[0]}.0")
    places = [_SERIES[page]] if page in _SERIES else [(house, "wms") for house in House] if page == "wms" else []
    ids = [section_id(house, series, day, each) for house, series in places for each in numbers]
    return next(iter(store.get_many(ids).values()), None)


def _govuk(store: Store, path: str, _query: str) -> Record | None:
    record_id = govuk_id(path)
    return store.get_many([record_id]).get(record_id)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


_FINDERS: dict[str, _Finder] = dict(zip(HOSTS, (_paper, _debate, _section, _govuk), strict=True))
