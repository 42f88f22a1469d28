"""The period that a request is about: a grammar of ranges of our own on top of single dates.

``find_period`` reads free words and takes only what is surely a date, so that "Theresa May", "2012 Olympics" and
"since you've been gone" stay in the topic; ``read_period`` reads the value of a filter, which is a date or an error.
Single dates are read by ``briefs.date_points``, days are inclusive.

What is taken from free words
- A range: "between X and Y", "from X to Y", "X–Y"; a bound: "since X", "from 2019", "after X", "until X", "to X" after
  a since, "before X", "up to X"; a period: "in X", "during X", "on X", and X alone where it says more than a bare
  year or a bare month ("March 2019", "last 2 years", "2018-19", "Q1 2024").
- A bare year only at the end of the request ("policing budget 2018"), from 1988, and not after a word that it
  belongs to ("Equality Act 2010"). Anywhere else it is part of the topic ("2012 Olympics").
- Never a day that is still to come ("net zero by 2050"), unless it ends a range that has begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from briefs.date_forms import Point
from briefs.date_points import guess_point, read_day_alone, read_point
from briefs.errors import QueryError

EARLIEST_BARE_YEAR = 1988  # from here on Parliament's daily record is published in full on the web
ONE_DAY = timedelta(days=1)

_SINCE = re.compile(r"(?:(?:ever )?since|from|starting (?:in|from))\s+(?:in\s+)?", re.I)
_AFTER = re.compile(r"(?:after|post)\s+", re.I)
_UNTIL = re.compile(
    r"(?:(?:until|till?|up (?:to|until|till)|through to)(?:,? (?:and )?including,?)?|on or before|not? later than)\s+",
    re.I,
)
_BY = re.compile(r"by\s+", re.I)
_ON_OR_AFTER = re.compile(r"on or after\s+", re.I)
_LEAVING_OUT = re.compile(
    r"(?:exclud(?:ing|es?)|excl\b\.?|except(?:ing)?(?: for)?|other than|apart from|leaving out|omitting|without|not)\s+"
    r"(?:(?:in|during|for|from|between|since|anything|the (?:year|month)(?: of)?)\s+){0,3}",
    re.I,
)
_BEFORE = re.compile(r"(?:before|prior to|pre)\s+", re.I)
_WITHIN = re.compile(r"(?:in|during|on|over|within|throughout|for|of|dated|at)\s+", re.I)
_BETWEEN = re.compile(r"between\s+", re.I)
_AND = re.compile(r"\s{1,3}(?:and|to|until)\s{1,3}|\s{0,3}[-–—]\s{0,3}", re.I)
_TO = re.compile(r"\s{1,3}(?:to|until|till|up to|through to)\s{1,3}|\s{0,3}[-–—]\s{0,3}", re.I)
_DASH = re.compile(r"\s{1,3}to\s{1,3}|\s{0,3}[-–—]\s{0,3}", re.I)
_BOTH = re.compile(r"\s+(?:and|or)\s+", re.I)
_NOT_BEFORE_YEAR = re.compile(
    r"\b(?:act|bill|regulations?|order|rules|measure|convention|treaty|agreement|census|agenda|olympics|games|cup|"
    r"article|section|clause|schedule|resolution|question|uin|no|number|hc|hl|hcws|hlws|pq|vision|plan|strategy|"
    r"framework|target|war|by)\s*$",
    re.I,
)
_WORD_START = re.compile(r"(?<![\w'’:/-])(?:\w|['’](?=\d\d(?!\w)))")
_DAYS_OF_ONE_MONTH = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?![\w/.,%])", re.I
)
_FIGURES_ALONE = re.compile(r"(\d{1,2})[ .?!]*$")
_ONWARDS = re.compile(r"\s+(?:onwards?|to (?:date|now|today|the present(?: day)?)|until now)\b", re.I)
_LEFT_TO = re.compile(r"to\s+", re.I)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, each None where it is open; ``spans`` are the places of the text that said so."""

    since: date | None
    until: date | None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Bound:
    """One phrase that limits the period, and where it stands."""

    since: date | None
    until: date | None
    start: int
    end: int


def find_period(text: str, today: date, protected: Iterable[tuple[int, int]] = ()) -> Period | None:
    """Return the period that a request names and the places that name it, None where it names none.

    ``protected`` are places that cannot hold a date: quoted phrases, names of people. Several phrases narrow one
    another. Raises QueryError in one sentence where the period is impossible: it ends before it begins, a day is in no
    calendar, or a session is not known.
    """
    kept = tuple(protected)
    bounds: list[_Bound] = []
    position = 0
    while (word := _WORD_START.search(text, position)) is not None:
        start = word.start()
        position = start + 1
        inside = next((end for begin, end in kept if begin <= start < end), None)
        if inside is not None:
            position = inside
            continue
        bound = _bound_at(text, start, today, after_since=any(each.since for each in bounds))
        if bound is not None and not any(start < end and begin < bound.end for begin, end in kept):
            bounds.append(bound)
            position = bound.end
    if not bounds:
        return None
    return _narrowed(bounds)


def read_period(value: str, today: date, place: str = "in") -> Period:
    """Return the period of a filter's value; ``place`` is the filter: "since", "until" or "in".

    Raises QueryError where the value is no date.
    """
    value = value.strip()
    point = read_point(value, 0, today, introduced=True)
    if point is None or point.end != len(value):
        bound = _bound_at(value, 0, today, after_since=False) if place == "in" else None
        if bound is not None and bound.end == len(value):
            return Period(bound.since, bound.until)
        point = guess_point(value, today)
    if point is None:
        raise QueryError(f'"{value}" is not a date; write it as 2019, March 2019 or 2019-03-31.')
    if place == "since":
        if point.first > today:
            raise QueryError(f'"{value}" is still to come; nothing can be held since then.')
        return Period(point.first, None)
    if place == "until":
        return Period(None, point.last)
    return Period(point.first, point.last)


def _narrowed(bounds: list[_Bound]) -> Period:
    """Return the days that all the phrases allow."""
    since = max((each.since for each in bounds if each.since), default=None)
    until = min((each.until for each in bounds if each.until), default=None)
    check_order(since, until)
    return Period(since, until, tuple((each.start, each.end) for each in bounds))


def check_order(since: date | None, until: date | None) -> None:
    """Raise QueryError where a period ends before it begins."""
    if since and until and until < since:
        raise QueryError(f"The period ends ({spell(until)}) before it begins ({spell(since)}); give it the other way.")


def spell(day: date) -> str:
    """Return a day as the record writes it: "3 March 2020"."""
    return f"{day.day} {day:%B} {day.year}"


def _bound_at(  # noqa: PLR0911 - one return for each way to introduce a date
    text: str, start: int, today: date, *, after_since: bool
) -> _Bound | None:
    """Return the phrase of a period that begins at a word, None where none does."""
    if (found := _LEAVING_OUT.match(text, start)) and _past(text, found.end(), today) is not None:
        raise QueryError(
            "A brief covers one period and leaves out no part of it; ask for the days before it or after it."
        )
    if found := _BETWEEN.match(text, start):
        return _range(text, start, found.end(), today, _AND)
    if found := _ON_OR_AFTER.match(text, start):
        return _open(text, start, found.end(), today, lambda point: (point.first, None))
    if found := _SINCE.match(text, start):
        return _range(text, start, found.end(), today, _TO) or _since(text, start, found, today)
    if found := _AFTER.match(text, start):
        return _open(text, start, found.end(), today, lambda point: (_step(point.last, 1), None))
    if found := _BEFORE.match(text, start):
        return _open(text, start, found.end(), today, lambda point: (None, _step(point.first, -1)))
    if found := _UNTIL.match(text, start) or (_LEFT_TO.match(text, start) if after_since else None):
        return _open(text, start, found.end(), today, lambda point: (None, point.last))
    if found := _BY.match(text, start):
        point = _past(text, found.end(), today)
        return (
            None if point is None or not point.dated or point.bare_year else _Bound(None, point.last, start, point.end)
        )
    if found := _WITHIN.match(text, start):
        return _within(text, start, found.end(), today)
    _refuse_two_days(text, start, today)
    return _range(text, start, start, today, _DASH) or _alone(text, start, today)


def _refuse_two_days(text: str, start: int, today: date) -> None:
    """Raise QueryError for "1 and 5 March 2020", which is no one period."""
    first = _DAYS_OF_ONE_MONTH.match(text, start)
    joined = _BOTH.match(text, first.end()) if first is not None else None
    last = read_point(text, joined.end(), today, introduced=False) if joined is not None else None
    if last is not None and read_day_alone(text, start, last) is not None:
        raise QueryError("A brief covers one period; ask for one of the two days, or for all the days between.")


def _open(
    text: str, start: int, at: int, today: date, days: Callable[[Point], tuple[date | None, date | None]]
) -> _Bound | None:
    """Return a period open at one end, by the date that begins at a place."""
    point = _past(text, at, today)
    return None if point is None else _Bound(*days(point), start, point.end)


def _since(text: str, start: int, introducer: re.Match[str], today: date) -> _Bound | None:
    """Return "since X"; "from" needs a year, so that "a letter from May" is none."""
    point = _past(text, introducer.end(), today)
    if (
        point is None
        and introducer[0].lower().startswith(("since", "ever"))
        and (figures := _FIGURES_ALONE.match(text, introducer.end()))
    ):
        raise QueryError(f'"since {figures[1]}" is not a date; write the year in full or as \'19.')
    if point is None or (introducer.group().lower().startswith("from") and not point.dated):
        return None
    onwards = _ONWARDS.match(text, point.end)
    return _Bound(point.anchor, None, start, onwards.end() if onwards else point.end)


def _past(text: str, at: int, today: date) -> Point | None:
    """Return the date at a place unless it is still to come."""
    point = read_point(text, at, today, introduced=True)
    return point if point is not None and point.first <= today else None


def _range(text: str, start: int, at: int, today: date, joiner: re.Pattern[str]) -> _Bound | None:
    """Return "X to Y", whose first date may leave its year to the second ("January to March 2019")."""
    bare = start == at
    ends = _both_ends(text, at, today, joiner)
    if ends is None:
        return None
    first, last, shared = ends
    if bare and not last.dated and not shared:
        return None
    if first.first > today or (bare and last.first > today):
        return None
    check_order(first.first, last.last)
    return _Bound(first.first, last.last, start, last.end)


def _both_ends(text: str, at: int, today: date, joiner: re.Pattern[str]) -> tuple[Point, Point, bool] | None:
    """Return the two dates of a range, each with what only the other gives; whether days share a month."""
    days = _DAYS_OF_ONE_MONTH.match(text, at)
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


def _within(text: str, start: int, at: int, today: date) -> _Bound | None:
    """Return "in X" or "in X and Y"; a year with "the" before it and a word behind belongs to that word."""
    point = _past(text, at, today)
    if point is None or point.event:
        return None
    surely = text[start:at].split(maxsplit=1)[0].lower() in ("in", "during", "throughout", "dated")
    if not surely and (point.month_alone or (point.bare_year and text[point.end :].strip(" .?!"))):
        return None
    if joined := _BOTH.match(text, point.end):
        other = _past(text, joined.end(), today)
        if other is not None and other.dated:
            if other.first != point.last + ONE_DAY:
                raise QueryError("A brief covers one period; ask for one of the two, or for all the days between.")
            return _Bound(point.first, other.last, start, other.end)
    return _Bound(point.first, point.last, start, point.end)


def _alone(text: str, start: int, today: date) -> _Bound | None:
    """Return a date that no word introduces."""
    point = read_point(text, start, today, introduced=False)
    if point is None or point.first > today:
        return None
    if point.bare_year:
        at_end = not text[point.end :].strip(" .?!")
        has_topic = bool(text[:start].strip())
        if (
            not at_end
            or not has_topic
            or point.first.year < EARLIEST_BARE_YEAR
            or _NOT_BEFORE_YEAR.search(text[:start])
        ):
            return None
    return _Bound(point.first, point.last, start, point.end)


def _step(day: date, days: int) -> date:
    """Return the day before or after, held within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
