"""The stretches of days that a walk asks for one after another."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from briefs.sync.base import Cursor, Scope


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield (first day, last day) of each month from ``first`` to ``last``, the outer ones cut to the two days."""
    while first <= last:
        end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        yield first, min(end, last)
        first = end + timedelta(days=1)


def last_day(scope: Scope, today: date) -> date:
    """Return the last day to ask for: today, or the scope's own last day where that is over."""
    return min(scope.until, today) if scope.until else today


def begun(scope: Scope, cursor: Cursor) -> date:
    """Return the first day that the walks of a cursor ever asked for: its ``from``, or the scope's own where earlier.

    A scope that says "the last thirty days" moves on every day; what was walked before is still looked after.
    """
    earliest = cursor.get("from")
    return min(scope.since, date.fromisoformat(earliest)) if isinstance(earliest, str) else scope.since


def resumed(scope: Scope, cursor: Cursor, through: object, again_from: date, unfinished: object = None) -> date:
    """Return the day from which a walk goes on.

    ``through`` is the last day that an earlier walk came to, as its cursor has it; days from ``again_from`` on are
    asked for again, because what they hold may have changed since. A walk that was cut off in the stretch of days that
    begins on ``unfinished`` goes on there.
    """
    if isinstance(unfinished, str):
        return max(begun(scope, cursor), date.fromisoformat(unfinished))
    if not isinstance(through, str):
        return scope.since
    after = date.fromisoformat(through) + timedelta(days=1)
    return max(begun(scope, cursor), min(after, again_from))


def within(cursor: Cursor, name: str) -> dict[str, object]:
    """Return the values that a cursor keeps under a name, empty where it has none."""
    value = cursor.get(name)
    return dict(value) if isinstance(value, dict) else {}


def count_in(place: Cursor, name: str) -> int:
    """Return the number that a cursor keeps under a name, 0 where it has none."""
    value = place.get(name)
    return value if type(value) is int else 0
