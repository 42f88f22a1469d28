"""One date as people write it, and the days it covers: "2019", "March 2019", "3 March 2020", "last month", "Q1 2024".

The plain forms are read by our own expressions; dateparser, which takes 200 ms to import, is asked only where the value
of a filter fits none of them. What was decided where custom is divided:

- "last year", "last month", "last week" are the whole calendar year, month or week before this one (weeks begin on
  Monday); "the last year", "the past month", "last 2 years" run up to today.
- "this year", "this month" and "this week" run up to today.
- "two years ago" is that calendar year, "a fortnight ago" the week of that day; after "since" they are the exact day.
- Spring is March to May, summer June to August, autumn September to November, winter December to February of the next
  year. Quarters are those of the calendar year. "2018/19" and "2018-19" are the financial year from 1 April to 31
  March, also where "2011-12" could be a month; "2018-05" is a month and "2015-18" four years.
- A month or day without a year is the latest one that has begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from briefs.request.dates import calendar_dates as forms
from briefs.request.dates import events, feasts, relative
from briefs.request.dates.calendar_dates import Context, Point

FIRST_YEAR, LAST_YEAR = 1800, 2199  # the printed debates begin in 1803

_YEAR = r"((?:18|19|20|21)\d\d)"
_ANY_YEAR = r"(?:19|20)\d\d"
_COUNT = r"(\d{1,3}|(?:a )?couple of|(?:a )?few|[a-z]{1,12})"
_UNIT = r"(hour|day|week|fortnight|month|quarter|year|decade)"
_SHORT = r"(?:['’](\d\d)|(\d\d)(?=\W*$|\s*[-–—,;.)]|\s+(?:to|and|until|till|up to|through|onwards?|exc\w+)\b))"
_EDGE = r"(?![\w]|[-–/]\d)"
_DAY_EDGE = r"(?!\w|/\d)"  # another day may follow a dash
_MONTH = r"([A-Za-z]{3,9})\.?"

_BESIDE = r"(to|up to|ending|ended|before|after|following|from)(?: on)?"

_Form = Callable[[re.Match[str], Context], Point | None]


def read_point(text: str, at: int, today: date, *, introduced: bool, year: int | None = None) -> Point | None:
    """Return the date that begins at this place of the text, None where none does.

    ``introduced`` says that a word such as "since" stands before it, so that a month or a year alone is one. ``year``
    is the year of a date that gives none.
    Raises QueryError for a day that is in no calendar and for a session that is not known.
    """
    context = Context(text, today, introduced, year)
    for pattern, form in _FORMS:
        found = pattern.match(text, at)
        if found is not None:
            try:
                point = form(found, context)
            except (OverflowError, ValueError):
                point = None  # further back than the calendar goes
            if point is not None:
                return point
    return None


def _edge_of(found: re.Match[str], context: Context) -> Point | None:
    """Read "the start of 2020" or "the end of March 2019"."""
    inner = read_point(context.text, found.end(), context.today, introduced=True)
    if inner is None:
        return None
    day = inner.last if found.group(1).lower() == "end" else inner.first
    return Point(day, day, inner.end, dated=inner.dated)


def _week_from(found: re.Match[str], context: Context) -> Point | None:
    """Read "w/c 4 May 2020", "week ending 10 May" or "the week of 6 May": seven days; None where no day follows."""
    inner = read_point(context.text, found.end(), context.today, introduced=True)
    if inner is None or inner.first != inner.last:
        return None
    word = (found["which"] or found["short"] or found["plain"]).lower()
    if word.startswith("e"):
        return Point(inner.first - timedelta(6), inner.last, inner.end, dated=inner.dated)
    first = inner.first - timedelta(inner.first.weekday()) if word == "of" else inner.first
    return Point(first, first + timedelta(6), inner.end, dated=inner.dated)


def _part_of(found: re.Match[str], context: Context) -> Point | None:
    """Read "early 2019", "mid-May 2020" or "the first half of 2019"; None where no year or month follows.

    A third of a year or month, or half of one.
    """
    inner = read_point(context.text, found.end(), context.today, introduced=True, year=context.year)
    if inner is None or (inner.first.day, (inner.last + timedelta(1)).day) != (1, 1):
        return None
    if not (inner.dated or context.introduced) or (inner.last - inner.first).days > 366:
        return None
    days = forms.part_of(inner, (found["part"] or found["half"] or found["number"]).lower())
    return replace(inner, first=days[0], last=days[1], month_alone=False, bare_year=False, since=None)


def _so_long(found: re.Match[str], context: Context) -> Point | None:
    """Read "the fortnight to 4 May 2020", "12 months ending March 2020", "the week before 4 May": so much time."""
    several = found[1] is None and found[0].lower().split(found[2].lower(), 1)[1].startswith("s ")
    number, unit, side = relative.count("none" if several else found[1] or "one"), found[2].lower(), found[3].lower()
    inner = read_point(context.text, found.end(), context.today, introduced=True)
    if not number or inner is None or inner.bare_year or (inner.month_alone and not inner.dated):
        return None
    if side in ("after", "following", "from"):
        first = inner.first if side == "from" else inner.last + timedelta(1)
        return Point(first, relative.ahead(first, number, unit), inner.end, dated=inner.dated)
    last = inner.first if side == "before" else inner.last + timedelta(1)
    return Point(relative.back(last, number, unit), last - timedelta(1), inner.end, dated=inner.dated)


def read_day_alone(text: str, at: int, beside: Point) -> Point | None:
    """Return the day of "1st and 5th March 2020" that has no month of its own, in the month of the date beside it.

    None where none begins at this place, or the date beside it is no day. Raises QueryError for a day in no calendar.
    """
    found = _DAY_ALONE.match(text, at)
    if found is None or beside.first != beside.last:
        return None
    year = int(found["year"]) if found["year"] else beside.first.year
    day = forms.day_form(found, Context(text, beside.first, True, year), int(found["day"]), beside.first.month, None)
    return replace(day, dated=beside.dated or found["year"] is not None)


def guess_point(text: str, today: date) -> Point | None:
    """Return what dateparser makes of a whole text, widened to the period that it says it read; None for no date."""
    rest = text.strip()
    if not 3 <= len(rest) <= 40 or not re.search(r"\d|ago|day", rest):
        return None
    from dateparser.date import DateDataParser  # noqa: PLC0415 - 200 ms, and most requests never come here

    settings = {
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": "past",
        "RELATIVE_BASE": datetime(today.year, today.month, today.day, 12),
    }
    try:
        data = DateDataParser(languages=["en"], settings=settings).get_date_data(rest)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None  # it fails in many ways on what is no date
    if data.date_obj is None:
        return None
    day = data.date_obj.date()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    return Point(*relative.around(day, data.period), len(text))


def _compiled(pattern: str, edge: str = _EDGE) -> re.Pattern[str]:
    return re.compile(pattern + edge, re.IGNORECASE)


_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_DAY_ALONE = _compiled(
    rf"{_WEEKDAY}(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>{_YEAR}))?", r"(?!\w|[/.]\d|[,%])"
)


_FORMS: tuple[tuple[re.Pattern[str], _Form], ...] = (
    (
        _compiled(r"(?:the )?(this|current|last|previous) (session|parliament)(?: of parliament)?"),
        relative.session_form,
    ),
    (
        _compiled(r"(?:the )?(?:session ((?:19|20)\d\d[-–/]\d\d)|((?:19|20)\d\d[-–/]\d\d)(?: parliamentary)? session)"),
        relative.named_session,
    ),
    (
        _compiled(rf"(?:the )?(?:{_YEAR} |(last|latest) )?(general )?election(?! (?:of|in|for|results?|fraud|law)\b)"),
        relative.election,
    ),
    *events.FORMS,
    (
        _compiled(rf"(?:the )?(?:last )?christmas(?: (?:period|break|holidays?))?(?: (?P<year>{_ANY_YEAR}))?"),
        feasts.christmas,
    ),
    (
        _compiled(rf"(?:the )?(?:last )?easter(?: (?:period|break|holidays?))?(?: (?P<year>{_ANY_YEAR}))?"),
        feasts.easter,
    ),
    (_compiled(r"the (?P<season>spring|summer|autumn|winter)(?=\s*+(?:$|[,.;?!)]))"), feasts.since_season),
    (
        _compiled(
            rf"(?:the )?(?:last |latest )?(?:(?P<year>{_ANY_YEAR}) )?"
            rf"(?P<name>autumn statement|spring statement|spending review)(?: (?P<year2>{_ANY_YEAR}))?"
        ),
        feasts.statement,
    ),
    (_compiled(r"(?:the )?(?P<which>last|previous|this|current) (?:financial|fiscal|tax) year"), feasts.financial_year),
    (
        _compiled(r"(?:the )?(?:start|beginning|turn) of (?:the|this) (year|month|week|quarter)(?! of)"),
        relative.start_of,
    ),
    (_compiled(r"(?:the |this )?(?:last|latest|most recent) sitting week"), relative.sitting_week),
    (_compiled(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", r"(?!\w|[-/.]\d)"), forms.iso),
    (_compiled(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", _DAY_EDGE), forms.slashed),
    (_compiled(r"(\d{1,2})([/.-])(\d{1,2})\2(\d\d)", r"(?!\w|[/.]\d)"), forms.slashed_short),
    (_compiled(r"(\d{1,2})[/-](\d{4})"), forms.month_figures),
    (
        _compiled(
            rf"{_WEEKDAY}(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}(?:(?:,? |-){_YEAR}|[ -]{_SHORT})?",
            _DAY_EDGE,
        ),
        forms.day_month,
    ),
    (
        _compiled(
            rf"{_MONTH} (?:the )?(\d{{1,2}})(st|nd|rd|th)?(?:,? {_YEAR}|,? ['’](\d\d))?",
            r"(?!\w|/\d|(?<! )[-–]\d{3})",
        ),
        forms.month_day,
    ),
    (_compiled(rf"{_MONTH}(?: of|,)?[ -]{_YEAR}"), forms.month_year),
    (_compiled(rf"{_MONTH}(?:-| |,? ?(?=['’]))['’]?(\d\d)"), forms.month_short_year),
    (
        _compiled(rf"(?:the )?(?:(this|last) )?(spring|summer|autumn|winter)(?:(?: of)? {_YEAR}(?:[-–/]\d\d)?)?"),
        relative.season_form,
    ),
    (
        _compiled(
            rf"(?:(?:q(?P<number>[1-4])|(?:the )?(?P<word>first|second|third|fourth|last) quarter)"
            rf"(?: of)? (?P<year>{_YEAR})"
            rf"|(?P<before>{_YEAR}) q(?P<after>[1-4]))"
        ),
        forms.quarter,
    ),
    (
        _compiled(
            rf"(?:the )?(?:fy ?|(?:financial|tax) year )?{_YEAR}([-–/])(\d{{4}}|\d\d)(?: (?:financial|tax) year)?"
        ),
        forms.two_years,
    ),
    (_compiled(rf"(?:the )?(?:last|past|previous) {_COUNT} {_UNIT}s?"), relative.rolling),
    (_compiled(rf"(?:the (?:last|past)|past) {_UNIT}(?! of)"), relative.past_unit),
    (_compiled(rf"{_COUNT} {_UNIT}s? ago"), relative.ago),
    (_compiled(r"(this|last|previous) (week|month|quarter|year)(?! of)"), relative.this_or_last),
    (_compiled(r"(today|yesterday)"), relative.near_day),
    (_compiled(r"(?:last )?([a-z]{3,6}day)"), relative.weekday),
    (re.compile(r"(?:the )?(start|beginning|end) of (?:the (?:month|year) of )?", re.IGNORECASE), _edge_of),
    (
        re.compile(
            r"(?:the )?(?:(?:w/(?P<short>[cbe])\b\.?|week[- ](?P<which>commencing|beginning|starting|ending|of)):?"
            r"|(?P<plain>wc)) ?(?:on )?(?=\w)",
            re.IGNORECASE,
        ),
        _week_from,
    ),
    (
        re.compile(
            r"(?:the )?(?:(?P<part>early|mid(?:dle)?|late)(?: of |[- ])(?:in )?"
            r"|(?P<half>first|second|last) half of |h(?P<number>[12])[- ](?:of )?)(?=\w)",
            re.IGNORECASE,
        ),
        _part_of,
    ),
    (re.compile(rf"(?:the )?(?:{_COUNT} )?{_UNIT}s? {_BESIDE} (?=\w)", re.IGNORECASE), _so_long),
    (re.compile(r"(?:the )?((?:19|20)\d0)['’]?s\b", re.IGNORECASE), forms.decade),
    (_compiled(r"['’](\d\d)"), forms.short_year),
    (_compiled(rf"(the (?!year ))?(?:the year )?{_YEAR}(?!,\d|%)"), forms.year_form),
    (_compiled(rf"{_MONTH}(?! of\b)(?! (?-i:[A-Z]))"), forms.month_form),
)
