"""The calendar forms of a date: days, months, quarters, years and pairs of years.

Each form is given the match of its expression and what is known besides, and returns a Point, or None where the words
that fit its expression are no date after all. The expressions stand in ``briefs.request.dates.points``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from briefs.errors import QueryError

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_NUMBERED = re.compile(
    r"\b(?:section|sections|paragraph|paragraphs|para|paras|clause|clauses|schedule|annex|appendix|table|figure|chapter|"
    r"version|rule|regulation|article|part|no|number|recommendation|v|s|cl)\.?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Point:
    """The days that a date covers, and where in the text it ends.

    ``dated`` is False where the year was not written; ``month_alone`` marks a bare month and ``bare_year`` a bare year,
    which are dates only where something shows it; ``event`` marks an election, a day to count from. ``since`` is
    the day from which "since" counts.
    """

    first: date
    last: date
    end: int
    dated: bool = True
    month_alone: bool = False
    bare_year: bool = False
    event: bool = False
    since: date | None = None

    @property
    def anchor(self) -> date:
        """The day from which "since" counts."""
        return self.since or self.first

    @property
    def year(self) -> int | None:
        """The year that a date beside it, written without one, belongs to."""
        return self.first.year if self.dated else None


@dataclass(frozen=True, slots=True)
class Context:
    """What a form needs to know besides its own words."""

    text: str
    today: date
    introduced: bool
    year: int | None


def month_span(year: int, month: int) -> tuple[date, date]:
    """Return first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def day_form(found: re.Match[str], context: Context, day: int, month: int, year: int | None) -> Point:
    """Return one day; without a year, the latest that has begun. Raises QueryError for a day in no calendar."""
    longest = 29 if month == 2 else calendar.monthrange(2000, month)[1]
    if year is None:
        year = context.year
    dated = year is not None
    if 1 <= day <= longest:
        this_year = context.today.year
        for candidate in (year,) if year is not None else range(this_year, this_year - 9, -1):
            try:
                only = date(candidate, month, day)
            except ValueError:
                continue
            if dated or only <= context.today:
                return Point(only, only, found.end(), dated=dated)
    name = f"{day} {calendar.month_name[month]}" + (f" {year}" if year else "")
    raise QueryError(f"{name} is not a day in the calendar.")


def iso(found: re.Match[str], context: Context) -> Point | None:
    """Read "2020-03-03", "2020/03/03" or "2020.3.3"."""
    year, month, day = (int(part) for part in found.group(1, 3, 4))
    return day_form(found, context, day, month, year) if 1 <= month <= 12 else None


def slashed(found: re.Match[str], context: Context) -> Point | None:
    """Read "3/3/2020", "3.3.2020", "3-3-2020" or "3/3/20": the day first. Raises QueryError where no month is named."""
    day, _, month, year = found.groups()
    if not 1 <= int(month) <= 12:
        if found[2] == "/":
            raise QueryError(
                f"{found[0]} is not a day in the calendar; write the day before the month, as in 31/12/2019."
            )
        return None
    return day_form(found, context, int(day), int(month), _full_year(year, context))


def slashed_short(found: re.Match[str], context: Context) -> Point | None:
    """Read "3/3/20", "3.3.20" or "3-3-20"; figures with points or dashes are no date after a word such as "section"."""
    if found[2] != "/" and (_NUMBERED.search(context.text[: found.start()]) or not 1 <= int(found[1]) <= 31):
        return None
    return slashed(found, context)


def month_figures(found: re.Match[str], context: Context) -> Point | None:
    """Read "03/2019". Raises QueryError where no month has that number."""
    month, year = int(found[1]), int(found[2])
    if not 1 <= month <= 12:
        if "/" in found[0]:
            raise QueryError(f"{found[0]} is not a month in the calendar; write it as March 2019 or 3/2019.")
        return None
    return Point(*month_span(year, month), found.end())


def _full_year(year: str | None, context: Context) -> int | None:
    """Return a year in full: of two figures, the latest that is at most ten years away."""
    if year is None or len(year) == 4:
        return int(year) if year else None
    full = context.today.year - context.today.year % 100 + int(year)
    return full if full <= context.today.year + 10 else full - 100


def day_month(found: re.Match[str], context: Context) -> Point | None:
    """Read "3 March 2020", "3rd of March", "3 Mar 20", with or without a weekday."""
    day, word, *years = found.groups()
    year = next((each for each in years if each), None)
    month = MONTHS.get(word.lower())
    if month is None or not 1 <= int(day) <= 31 or (year is None and not context.introduced and word.islower()):
        return None
    return day_form(found, context, int(day), month, _full_year(year, context))


def month_day(found: re.Match[str], context: Context) -> Point | None:
    """Read "March 3, 2020"; "March 19", which may be a year as well, is left to ``month_short_year``."""
    word, day, ordinal, *years = found.groups()
    year = next((each for each in years if each), None)
    month = MONTHS.get(word.lower())
    if month is None or not 1 <= int(day) <= 31 or (year is None and not context.introduced):
        return None
    if year is None and ordinal is None and len(day) == 2:
        return None
    return day_form(found, context, int(day), month, _full_year(year, context))


def month_short_year(found: re.Match[str], context: Context) -> Point | None:
    """Read "Mar-19", "March '19", and "March 31" or "March 98", which can only be a day or a year.

    Raises QueryError for "March 19", which can be both.
    """
    month = MONTHS.get(found[1].lower())
    if month is None:
        return None
    figures, bare = found[2], not set(found[0]) & set("-'’")
    year = _full_year(figures, context) or context.today.year
    if (
        bare
        and (found[1].islower() or context.text[found.end() :].lstrip(" ,")[:1].isalpha())
        and not context.introduced
    ):
        return None
    if bare and 1 <= int(figures) <= calendar.monthrange(2000, month)[1]:
        if context.year is None and year <= context.today.year:
            name = calendar.month_name[month]
            raise QueryError(
                f"{found[0]} can be a day or a year: write {int(figures)} {name}, or {name} {year} for the month."
            )
        return day_form(found, context, int(figures), month, None) if context.introduced else None
    return Point(*month_span(year, month), found.end())


def short_year(found: re.Match[str], context: Context) -> Point | None:
    """Read "'19"."""
    year = _full_year(found[1], context) or context.today.year
    return Point(date(year, 1, 1), date(year, 12, 31), found.end(), bare_year=True)


def month_year(found: re.Match[str], context: Context) -> Point | None:
    """Read "March 2019"."""
    month = MONTHS.get(found.group(1).lower())
    return None if month is None else Point(*month_span(int(found.group(2)), month), found.end())


def month_form(found: re.Match[str], context: Context) -> Point | None:
    """Read "March" alone, where something introduces it."""
    month = MONTHS.get(found.group(1).lower())
    if month is None or not context.introduced:
        return None
    today = context.today
    year = context.year or (today.year if month <= today.month else today.year - 1)
    return Point(*month_span(year, month), found.end(), dated=context.year is not None, month_alone=True)


def quarter(found: re.Match[str], context: Context) -> Point | None:
    """Read "Q1 2024" or "first quarter of 2024", of the calendar year."""
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    number = next(part for part in (found["number"], found["word"], found["after"]) if part)
    quarter = words.get(number.lower()) or int(number)
    year = int(found["year"] or found["before"])
    return Point(date(year, 3 * quarter - 2, 1), month_span(year, 3 * quarter)[1], found.end())


def two_years(found: re.Match[str], context: Context) -> Point | None:
    """Read a financial year, a month written "2018-05", or the years from one to another."""
    first, mark, second = int(found.group(1)), found.group(2), found.group(3)
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if len(second) == 2 and first % 100 == 99 and second == "00":
        last = first + 1
    if last == first + 1 and (len(second) == 2 or mark == "/"):
        return Point(date(first, 4, 1), date(last, 3, 31), found.end())
    if len(second) == 2 and mark == "-" and 1 <= int(second) <= 12:
        return Point(*month_span(first, int(second)), found.end())
    if last < first or mark == "/":
        return None
    return Point(date(first, 1, 1), date(last, 12, 31), found.end())


def part_of(whole: Point, part: str) -> tuple[date, date]:
    """Return the third of a year or month that "early", "mid" or "late" means, or its half."""
    part = {"middle": "mid", "1": "first", "2": "last", "second": "last"}.get(part, part)
    year, month = whole.first.year, whole.first.month
    if whole.first.month == whole.last.month:
        end = whole.last.day
        days = {"early": (1, 10), "mid": (11, 20), "late": (21, end), "first": (1, 15), "last": (16, end)}[part]
        return date(year, month, days[0]), date(year, month, days[1])
    thirds = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first": (1, 6), "last": (7, 12)}[part]
    months = [divmod(month - 1 + at - 1, 12) for at in thirds]
    (first_year, first), (last_year, last) = months
    return month_span(year + first_year, first + 1)[0], month_span(year + last_year, last + 1)[1]


def decade(found: re.Match[str], context: Context) -> Point | None:
    """Read "the 1990s"."""
    year = int(found.group(1))
    return Point(date(year, 1, 1), date(year + 9, 12, 31), found.end()) if context.introduced else None


def year_form(found: re.Match[str], context: Context) -> Point | None:
    """Read a year alone; "the 2012 Olympics" is none."""
    if found.group(1) and context.text[found.end() : found.end() + 2].strip():
        return None  # "the 2012 Olympics"
    year = int(found.group(2))
    return Point(date(year, 1, 1), date(year, 12, 31), found.end(), bare_year=True)
