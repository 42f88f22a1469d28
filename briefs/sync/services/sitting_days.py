"""Hansard's calendar as it was fetched: the days on which a House sat, for whole months."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from briefs.records.model import House
from briefs.store.store import Store
from briefs.sync.base import RawReply
from briefs.sync.http.fetches import Fetches
from briefs.sync.walk.day_ranges import months

ADDRESS = "https://hansard-api.parliament.uk"
_URL = "{address}/overview/calendar.json?year={year}&month={month}&house={house}"

Span = tuple[date, date]
"""Two days, both included."""


def calendar_around(
    store: Store, house: House, first: date, last: date, address: str = ADDRESS
) -> tuple[frozenset[date], tuple[Span, ...]]:
    """Return the sitting days that the calendar held gives from ``first`` to ``last``, and the spans it is whole for.

    A month is whole up to the day before it was fetched: that day's sitting may not be in it yet.
    """
    fetches = Fetches(store)
    days: set[date] = set()
    spans: list[Span] = []
    for begin, end in months(first, last):
        url = _URL.format(address=address, year=begin.year, month=begin.month, house=house.value.capitalize())
        answer = fetches.last(url)
        if answer is None:
            continue
        until = min(end, answer.fetched.date() - timedelta(days=1))
        days.update(day for day in _days(answer) if first <= day <= last)
        if until >= begin:
            spans.append((begin, until))
    return frozenset(days), tuple(spans)


def _days(answer: RawReply) -> Iterator[date]:
    """Yield the days of a calendar; what is no day in it was refused when it was walked."""
    rows = json.loads(answer.body)
    for row in rows if isinstance(rows, list) else ():
        with suppress(TypeError, ValueError, AttributeError):
            yield date.fromisoformat(row.get("ItemDate", "")[:10])
