"""The period that a request is about: a grammar of ranges of our own on top of single dates.

``find_period`` reads free words and takes only what is surely a date, so that "Theresa May", "2012 Olympics" and
"since you've been gone" stay in the topic; ``read_period`` reads the value of a filter, which is a date or an error.
Single dates are read by ``briefs.request.dates.points``, days are inclusive.

What is taken from free words
- A range: "between X and Y", "from X to Y", "X–Y"; a bound: "since X", "from 2019", "after X", "until X", "to X" after
  a since, "before X", "up to X"; a period: "in X", "during X", "on X", and X alone where it says more than a bare
  year or a bare month ("March 2019", "last 2 years", "2018-19", "Q1 2024").
- A bare year only at the end of the request ("policing budget 2018"), from 1988, and not after a word that it
  belongs to ("Equality Act 2010"). Anywhere else it is part of the topic ("2012 Olympics").
- Never a year or month that is still to come ("net zero by 2050"), unless it ends a range that has begun; a day still
  to come is refused, except as the end of a period.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefs.errors import QueryError
from briefs.request.dates.calendar_dates import Point
from briefs.request.dates.period import Period
from briefs.request.dates.points import guess_point, read_point
from briefs.request.dates.range_ends import DAYS_OF_ONE_MONTH, both_ends
from briefs.request.dates.refusals import check_order, refuse_future_day, refuse_left_over
from briefs.request.dates.relative import no_older, step
from briefs.request.dates.spelling import spell_right

EARLIEST_BARE_YEAR = 1988  # from here on Parliament's daily record is published in full on the web
ONE_DAY = timedelta(days=1)

_SINCE = re.compile(r"(?:(?:ever )?since|from|starting (?:in|from))\s+(?:in\s+)?", re.I)
_AFTER = re.compile(r"(?:after|later than)\s+|post[-\s]", re.I)
_UNTIL = re.compile(
    r"(?:(?:until|till?|up (?:to|until|till)|through to)(?:,? (?:and )?including,?)?|on or before|"
    r"not? (?:later than|after))\s+",
    re.I,
)
_BY = re.compile(r"by\s+", re.I)
_ON_OR_AFTER = re.compile(r"(?:on or after|(?:not?|nothing) (?:before|(?:earlier|older|sooner) than))\s+", re.I)
_LEAVING_OUT = re.compile(
    r"(?:exclud(?:ing|es?)|excl\b\.?|except(?:ing)?(?: for)?|other than|apart from|leaving out|omitting|without|not)\s+"
    r"(?:(?:in|during|for|from|between|since|anything|the (?:year|month)(?: of)?)\s+){0,3}",
    re.I,
)
_BEFORE = re.compile(
    r"(?:before|prior to|earlier than|in the run[- ]up to|(?:leading|running) up to)\s+|pre[-\s]", re.I
)
_WITHIN = re.compile(r"(?:as (?:at|of|on)|in|during|on|over|within|throughout|for|of|dated|at|so far(?: in)?)\s+", re.I)
_BETWEEN = re.compile(r"between\s+", re.I)
_AND = re.compile(r"\s{1,3}(?:and|&|to|until)\s{1,3}|\s{0,3}[-–—]\s{0,3}", re.I)
_TO = re.compile(r"\s{1,3}(?:to|until|till|up to|through to)\s{1,3}|\s{0,3}[-–—]\s{0,3}", re.I)
_DASH = re.compile(r"\s{1,3}to\s{1,3}|\s{0,3}[-–—]\s{0,3}", re.I)
_BOTH = re.compile(r"\s{1,3}(?:and|or|&)\s{1,3}", re.I)
_NOT_BEFORE_YEAR = re.compile(
    r"\b(?:act|bill|regulations?|order|rules|measure|convention|treaty|agreement|census|agenda|olympics|games|cup|"
    r"article|section|clause|schedule|resolution|question|uin|no|number|hc|hl|hcws|hlws|pq|vision|plan|strategy|"
    r"framework|target|war|by)\s*$",
    re.I,
)
_NEXT_WORD = re.compile(r"[a-z]{3}")
_OF_A_YEAR = re.compile(  # what a year before it names: "2011 census"
    r"(?:\w+ ){0,2}(?:act|bill|census|elections?|olympics|paralympics|games|budget|review|white paper|green paper|"
    r"strategy|agreement|referendum|summit|manifesto|accord|riots?|floods?|target|plan|world cup|conference|spending|"
    r"settlement|convention|protocol|report|survey|curriculum|vision|onwards?|to|and|figures)\b",
    re.I,
)
_WORD_START = re.compile(r"(?<![\w'’:/-])(?:\w|['’](?=\d\d(?!\w)))")
_LISTED_DAYS = re.compile(r"(?:(?:the )?\d{1,2}(?:st|nd|rd|th)?, ){1,30}", re.I)
_FIGURES_ALONE = re.compile(r"(\d{1,2})[ .?!]*$")
_ONWARDS = re.compile(r"\s+(?:onwards?|to (?:date|now|today|the present(?: day)?)|until now)\b", re.I)
_LEFT_TO = re.compile(r"to\s+", re.I)


@dataclass(frozen=True, slots=True)
class _Bound:
    """One phrase that limits the period, and where it stands."""

    since: date | None
    until: date | None
    start: int
    end: int
    event: bool = False


def find_period(text: str, today: date, protected: Iterable[tuple[int, int]] = ()) -> Period | None:
    """Return the period that a request names and the places that name it, None where it names none.

    ``protected`` are places that cannot hold a date: quoted phrases, names of people. Several phrases narrow one
    another. Raises QueryError in one sentence where the period is impossible: it ends before it begins, a day is in no
    calendar, or a session is not known.
    """
    spelt = spell_right(text)
    kept = tuple(spelt.spelt(*place) for place in protected)
    period = _found(spelt.text, today, kept)
    if period is None:
        return None
    spans = tuple(spelt.typed(*span) for span in period.spans)
    corrected = tuple(
        (text[start:end], month)
        for start, end, month in spelt.corrected
        if any(first <= start and end <= last for first, last in spans)
    )
    return replace(period, spans=spans, corrected=corrected)


def _found(text: str, today: date, kept: tuple[tuple[int, int], ...]) -> Period | None:
    """Return the period of a text that is spelt right; ``kept`` are the places that hold no date."""
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
        named = bound is not None and bound.event
        if bound is not None and (named or not any(start < end and begin < bound.end for begin, end in kept)):
            bounds.append(bound)
            position = bound.end
    refuse_left_over(text, [*kept, *((bound.start, bound.end) for bound in bounds)])
    if not bounds:
        return None
    return _narrowed(bounds)


def read_period(value: str, today: date, place: str = "in") -> Period:
    """Return the period of a filter's value; ``place`` is the filter: "since", "until" or "in".

    Raises QueryError where the value is no date.
    """
    value = spell_right(value.strip()).text
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
            raise QueryError(f'"{value}" is in the future, so there are no records since then.')
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


def _bound_at(  # noqa: PLR0911 - one return for each way to introduce a date
    text: str, start: int, today: date, *, after_since: bool
) -> _Bound | None:
    """Return the phrase of a period that begins at a word, None where none does."""
    if older := no_older(text, start, today):
        return _Bound(older[0], None, start, older[1])
    if found := _ON_OR_AFTER.match(text, start):
        return _open(text, start, found.end(), today, lambda point: (point.first, None))
    if (found := _LEAVING_OUT.match(text, start)) and _past(text, found.end(), today) is not None:
        raise QueryError("A brief covers one period without gaps; ask for the days before it or after it.")
    if found := _BETWEEN.match(text, start):
        return _range(text, start, found.end(), today, _AND)
    if found := _SINCE.match(text, start):
        return _range(text, start, found.end(), today, _TO) or _since(text, start, found, today)
    if found := _AFTER.match(text, start):
        return _open(text, start, found.end(), today, lambda point: (step(point.last, 1), None))
    if found := _BEFORE.match(text, start):
        return _open(text, start, found.end(), today, lambda point: (None, step(point.first, -1)), _to_end)
    if found := _UNTIL.match(text, start) or (_LEFT_TO.match(text, start) if after_since else None):
        return _open(text, start, found.end(), today, lambda point: (None, point.last), _to_end)
    if found := _BY.match(text, start):
        point = _to_end(text, found.end(), today)
        return (
            None if point is None or not point.dated or point.bare_year else _Bound(None, point.last, start, point.end)
        )
    if found := _WITHIN.match(text, start):
        return _within(text, start, found.end(), today) or _alone(text, start, today)
    listed = _days_listed(text, start, start, today)
    return listed or _range(text, start, start, today, _DASH) or _alone(text, start, today)


def _days_listed(text: str, start: int, at: int, today: date) -> _Bound | None:
    """Return "5th & 6th March 2020". Raises QueryError for "1 and 5 March 2020", which is no one period."""
    lead = _LISTED_DAYS.match(text, at)
    before = [int(figures) for figures in re.findall(r"\d+", lead[0])] if lead is not None else []
    opening = lead.end() if lead is not None else at
    ends = both_ends(text, opening, today, _BOTH)
    if ends is None:
        return None
    first, last, _ = ends
    if first.first != first.last or last.first != last.last:
        return None
    if not (first.dated or last.dated) and DAYS_OF_ONE_MONTH.match(text, opening) is None:
        return None
    refuse_future_day(first, today)
    if last.first != first.last + ONE_DAY or before != list(range(first.first.day - len(before), first.first.day)):
        raise QueryError("A brief covers one period; ask for one of the days, or for all the days between.")
    return _Bound(first.first - len(before) * ONE_DAY, last.last, start, last.end)


def _past(text: str, at: int, today: date) -> Point | None:
    """Return the date at a place unless it is still to come. Raises QueryError for a day still to come."""
    point = read_point(text, at, today, introduced=True)
    if point is None:
        return None
    refuse_future_day(point, today)
    return point if point.first <= today else None


def _to_end(text: str, at: int, today: date) -> Point | None:
    """Return the date at a place, by which a period ends: also a day still to come, which leaves nothing out."""
    point = read_point(text, at, today, introduced=True)
    return point if point is not None and (point.first <= today or point.first == point.last) else None


def _open(
    text: str,
    start: int,
    at: int,
    today: date,
    days: Callable[[Point], tuple[date | None, date | None]],
    read: Callable[[str, int, date], Point | None] = _past,
) -> _Bound | None:
    """Return a period open at one end, by the date that begins at a place."""
    point = read(text, at, today)
    return None if point is None else _Bound(*days(point), start, point.end, point.event)


def _since(text: str, start: int, introducer: re.Match[str], today: date) -> _Bound | None:
    """Return "since X"; "from" needs a year, so that "a letter from May" is none."""
    point = _past(text, introducer.end(), today)
    surely = introducer[0].lower().startswith(("since", "ever"))
    if point is None and surely and (later := read_point(text, introducer.end(), today, introduced=True)) is not None:
        raise QueryError(
            f'"{text[introducer.end() : later.end]}" is in the future, so there are no records since then.'
        )
    if point is None and surely and (figures := _FIGURES_ALONE.match(text, introducer.end())):
        raise QueryError(f'"since {figures[1]}" is not a date; write the year in full or as \'19.')
    if point is None or (introducer.group().lower().startswith("from") and not point.dated):
        return None
    onwards = _ONWARDS.match(text, point.end)
    return _Bound(point.anchor, None, start, onwards.end() if onwards else point.end, point.event)


def _range(text: str, start: int, at: int, today: date, joiner: re.Pattern[str]) -> _Bound | None:
    """Return "X to Y", whose first date may leave its year to the second ("January to March 2019")."""
    bare = start == at
    ends = both_ends(text, at, today, joiner)
    if ends is None:
        return None
    first, last, shared = ends
    if bare and not last.dated and not shared:
        return None
    refuse_future_day(first, today)
    if first.first > today or (bare and last.first > today):
        return None
    check_order(first.first, last.last)
    return _Bound(first.first, last.last, start, last.end)


def _within(text: str, start: int, at: int, today: date) -> _Bound | None:
    """Return "in X" or "in X and Y"; a year with "the" before it and a word behind belongs to that word."""
    point = _past(text, at, today)
    if (listed := _days_listed(text, start, at, today)) is not None:
        return listed
    if point is None or point.event:
        return None
    surely = text[start:at].split(maxsplit=1)[0].lower() in ("in", "during", "throughout", "dated")
    if not surely and (point.month_alone or (point.bare_year and text[point.end :].strip(" .?!"))):
        return None
    if joined := _BOTH.match(text, point.end):
        other = _past(text, joined.end(), today)
        if other is not None and other.dated:
            point = read_point(text, at, today, introduced=True, year=other.year) or point
            if other.first != point.last + ONE_DAY:
                raise QueryError("A brief covers one period; ask for one of the two, or for all the days between.")
            return _Bound(point.first, other.last, start, other.end)
    return _Bound(point.first, point.last, start, point.end)


def _alone(text: str, start: int, today: date) -> _Bound | None:
    """Return a date that no word introduces."""
    point = read_point(text, start, today, introduced=False)
    if point is None:
        return None
    refuse_future_day(point, today)
    if point.first > today:
        return None
    if point.bare_year and not _stands_alone(text, start, point):
        return None
    only = point.bare_year and text[point.end :].strip(" .?!)").lower() == "only"
    return _Bound(point.first, point.last, start, len(text) if only else point.end, point.event)


def _stands_alone(text: str, start: int, point: Point) -> bool:
    """Whether a bare year is one: at the end, in brackets, or before a topic typed small ("2025 bus fares")."""
    before, behind = text[:start].strip(), text[point.end :].strip()
    if point.first.year < EARLIEST_BARE_YEAR:
        return False
    if not before:
        following = _NEXT_WORD.match(behind)
        return following is not None and not _OF_A_YEAR.match(behind)
    behind = behind.removesuffix("only")
    return not behind.strip(" .?!)") and not _NOT_BEFORE_YEAR.search(text[:start])
