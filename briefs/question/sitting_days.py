"""On which days a House does not sit, as far as what is held shows it.

A debate held of a day proves that the House sat; that none is held proves nothing, unless Hansard's calendar was
fetched for that day. Between two sitting days at most a week apart there is no recess: the House rises for weekends and
single days. A longer gap is a recess where the calendar covers it, and is not known where it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from briefs.question.deadline import Recess, Sittings
from briefs.question.recesses import KNOWN, RECESSES
from briefs.records.model import House, Kind
from briefs.store.store import Store

SHORT_GAP = 7  # days from one sitting day to the next; the shortest recesses are of more
_DAY = timedelta(days=1)
_AROUND = timedelta(days=45)  # the longest recess, in summer, begins and ends within it of most days
_SAT = (Kind.DEBATE, Kind.URGENT_QUESTION, Kind.ORAL_STATEMENT)

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days of which it is known whether the House sat; ``recess`` says that they are a recess."""

    first: date
    last: date
    recess: bool


def sittings_around(store: Store, house: House | None, tabled: date | None, on: date) -> Sittings | None:
    """Return what is known of the sitting days from the day of tabling on, None where nothing is."""
    if house is None or tabled is None:
        return None
    from briefs.sync.services.sitting_days import calendar_around  # noqa: PLC0415 - only the clock of a question held needs it

    first, last = tabled - _AROUND, max(on, tabled) + _AROUND
    days, covered = calendar_around(store, house, first, last)
    held = known_sittings(_days_held(store, house, first, last) | days, covered, tabled)
    return _with_announced(held, house, tabled)


def _with_announced(held: Sittings | None, house: House, tabled: date) -> Sittings | None:
    """Return what is known from the records, and from the announced recesses where they reach further."""
    since, until = KNOWN[house]
    if not since <= tabled <= until or (held is not None and held.until >= until):
        return held
    return Sittings(tuple(recess for recess in RECESSES[house] if recess.last >= tabled), until)


def known_sittings(days: Iterable[date], covered: Sequence[Span], since: date) -> Sittings | None:
    """Return the recesses from ``since`` on and up to which day they are known without a gap, None for not at all.

    ``days`` are sitting days, ``covered`` spans of days for which those are all there were.
    """
    recesses: list[Recess] = []
    until: date | None = None
    for stretch in _stretches(sorted(set(days)), covered):
        if stretch.last < since:
            continue
        if stretch.first > (since if until is None else until + _DAY):
            break
        until = stretch.last if until is None else max(until, stretch.last)
        if stretch.recess:
            recesses.append(Recess(stretch.first, stretch.last))
    return Sittings(tuple(recesses), until) if until is not None else None


def _days_held(store: Store, house: House, first: date, last: date) -> set[date]:
    """Return the days within a span of which a debate of a House is held."""
    days: set[date] = set()
    with store.held() as connection:
        for kind in _SAT:
            rows = connection.execute(
                "SELECT DISTINCT day FROM records WHERE kind = ? AND house = ? AND day BETWEEN ? AND ?",
                [kind.value, house.value, first.isoformat(), last.isoformat()],
            ).fetchall()
            days.update(date.fromisoformat(row[0]) for row in rows)
    return days


def _stretches(days: Sequence[date], covered: Sequence[Span]) -> list[_Stretch]:
    """Return what is known, in order: sitting days with the short gaps after them, and recesses."""
    found: list[_Stretch] = []
    for day, following in pairwise(days):
        if (following - day).days <= SHORT_GAP:
            found.append(_Stretch(day, following - _DAY, recess=False))
            continue
        found.append(_Stretch(day, day, recess=False))
        if _covers(covered, day + _DAY, following - _DAY):
            found.append(_Stretch(day + _DAY, following - _DAY, recess=True))
    if days:
        last = days[-1]
        found.append(_Stretch(last, last, recess=False))
        end = max((span[1] for span in covered if _covers(covered, last + _DAY, span[1])), default=last)
        if end > last:  # the calendar goes on and names no further day
            found.append(_Stretch(last + _DAY, end, recess=(end - last).days >= SHORT_GAP))
    return found


def _covers(covered: Sequence[Span], first: date, last: date) -> bool:
    """Whether spans, one after the other, cover all days from ``first`` to ``last``."""
    day = first
    for begin, end in sorted(covered):
        if begin <= day <= end:
            day = end + _DAY
    return first <= last < day
