"""Christmas, Easter, the seasons and the yearly statements besides Budgets, as days to count from."""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefs.request.dates.calendar_dates import Context, Point
from briefs.request.dates.relative import SEASONS, season_span

# Statements to the House that come each year or each few years; the autumn statements that were Budgets stand there.
STATEMENTS: dict[str, tuple[date, ...]] = {
    "autumn statement": (
        date(2010, 11, 29), date(2011, 11, 29), date(2012, 12, 5), date(2013, 12, 5), date(2014, 12, 3),
        date(2015, 11, 25), date(2016, 11, 23), date(2022, 11, 17), date(2023, 11, 22),
    ),
    "spring statement": (date(2018, 3, 13), date(2019, 3, 13), date(2022, 3, 23), date(2025, 3, 26)),
    "spending review": (
        date(2010, 10, 20), date(2013, 6, 26), date(2015, 11, 25), date(2019, 9, 4), date(2020, 11, 25),
        date(2021, 10, 27), date(2025, 6, 11),
    ),
}  # fmt: skip
_OVER = re.compile(r"\b(?:over|during|throughout)\s{1,3}(?:the\s{1,3})?$", re.IGNORECASE)
_FROM_SEASON = re.compile(r"\b(?:over|since|before|after|until)\s{1,3}$", re.IGNORECASE)
_COUNTED_FROM = re.compile(
    r"\b(?:over|during|throughout|since|before|after|until|between|and|to)\s{1,3}(?:the\s{1,3})?$", re.IGNORECASE
)  # "food banks at Christmas" is a topic
_BACK = 30  # characters before a date that may hold the word which introduces it


def christmas(found: re.Match[str], context: Context) -> Point | None:
    """Read "Christmas 2023": the day, and "over Christmas" the fortnight and more without sittings around it."""
    return _feast(found, context, [date(year, 12, 25) for year in _years(found, context)], before=5, behind=12)


def easter(found: re.Match[str], context: Context) -> Point | None:
    """Read "Easter 2024": the Sunday, and "over Easter" the Holy Week before it and the week behind it."""
    return _feast(found, context, [easter_sunday(year) for year in _years(found, context)], before=7, behind=7)


def _years(found: re.Match[str], context: Context) -> range:
    """Return the year that was written, else the last two, the latest first."""
    year = int(found["year"]) if found["year"] else None
    return range(year, year - 1, -1) if year else range(context.today.year, context.today.year - 2, -1)


def _feast(found: re.Match[str], context: Context, days: list[date], *, before: int, behind: int) -> Point | None:
    day = next((each for each in days if each <= context.today), None)
    dated, before_it = found["year"] is not None, context.text[max(0, found.start() - _BACK) : found.start()]
    if day is None or not (context.introduced and (dated or _COUNTED_FROM.search(before_it))):
        return None
    if _OVER.search(before_it) is None:
        return Point(day, day, found.end(), dated=dated)
    return Point(day - timedelta(before), day + timedelta(behind), found.end(), dated=dated)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year, by the Gregorian reckoning of the Book of Common Prayer's tables."""
    century, golden = year // 100, year % 19
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def since_season(found: re.Match[str], context: Context) -> Point | None:
    """Read "since the summer" and "over the summer": the latest that has begun."""
    if _FROM_SEASON.search(context.text[max(0, found.start() - _BACK) : found.start()]) is None:
        return None
    month = SEASONS[found["season"].lower()]
    year = context.today.year - (date(context.today.year, month, 1) > context.today)
    return Point(*season_span(year, month), found.end(), dated=False)


def statement(found: re.Match[str], context: Context) -> Point | None:
    """Read "the autumn statement" and "the 2023 spending review": the latest one, or that of the year."""
    year = next((int(each) for each in found.group("year", "year2") if each), None)
    held = [day for day in STATEMENTS[found["name"].lower()] if day <= context.today and year in (None, day.year)]
    if not held or not context.introduced:
        return None
    return Point(held[-1], held[-1], found.end(), event=True)


def financial_year(found: re.Match[str], context: Context) -> Point | None:
    """Read "last financial year" and "this tax year": 1 April to 31 March, this one up to today."""
    begun = context.today.year - ((context.today.month, context.today.day) < (4, 1))
    if found["which"].lower() in ("this", "current"):
        return Point(date(begun, 4, 1), context.today, found.end())
    return Point(date(begun - 1, 4, 1), date(begun, 3, 31), found.end())
