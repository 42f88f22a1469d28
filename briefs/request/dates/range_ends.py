"""The two dates of a range, of which one may leave its month or its year to the other."""

from __future__ import annotations

import re
from datetime import date

from briefs.request.dates.calendar_dates import Point
from briefs.request.dates.points import read_day_alone, read_point

DAYS_OF_ONE_MONTH = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?![\w/.,%])", re.I
)


def both_ends(text: str, at: int, today: date, joiner: re.Pattern[str]) -> tuple[Point, Point, bool] | None:
    """Return the two dates of a range, each with what only the other gives; whether days share a month."""
    days = DAYS_OF_ONE_MONTH.match(text, at)
    if days is not None and (joined := joiner.match(text, days.end())) is not None:
        last = read_point(text, joined.end(), today, introduced=not text[joined.end() :].islower())
        if last is not None and (opening := read_day_alone(text, at, last)) is not None:
            return opening, last, True
    first = read_point(text, at, today, introduced=True)
    if first is None or (joined := joiner.match(text, first.end)) is None:
        return None
    last = read_point(text, joined.end(), today, introduced=True)
    if last is None:
        last = read_day_alone(text, joined.end(), first)
        if last is None:
            return None
        year = last.year if last.dated and not first.dated else None
        return (read_point(text, at, today, introduced=True, year=year) or first) if year else first, last, True
    if not first.dated and last.year is not None:
        first = read_point(text, at, today, introduced=True, year=last.year) or first
    elif not last.dated and first.year is not None:
        last = read_point(text, joined.end(), today, introduced=True, year=first.year) or last
    return first, last, False
