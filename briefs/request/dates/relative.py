"""The forms of a date that count from today, and those of seasons, sessions, Parliaments and elections."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from briefs.records import sessions as sittings
from briefs.request.dates.calendar_dates import Context, Point, month_span

WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
NUMBERS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NOT_OLDER = re.compile(
    r"(?:not?|nothing) older than (?P<count>\w{1,9}) (?P<unit>day|week|month|year)s?(?!\w)", re.IGNORECASE
)
NUMBERS |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3, "eighteen": 18, "twenty": 20}


def back(today: date, count: int, unit: str) -> date:
    """Return the day so many units before today."""
    days = {"hour": 0, "day": 1, "week": 7, "fortnight": 14}
    if unit in days:
        return today - timedelta(days=(count + 23) // 24 if unit == "hour" else count * days[unit])
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    first, last = month_span(year, month + 1)
    return first.replace(day=min(today.day, last.day))


def no_older(text: str, at: int, today: date) -> tuple[date, int] | None:
    """Return the first day of "nothing older than two years", and where these words end; None for other words."""
    found = _NOT_OLDER.match(text, at)
    number = count(found["count"]) if found is not None else None
    return (back(today, number, found["unit"].lower()), found.end()) if found is not None and number else None


def ahead(first: date, number: int, unit: str) -> date:
    """Return the last of so many units from a day on."""
    return back(first, -number, unit) - timedelta(days=1) if unit != "hour" else first


def count(word: str) -> int | None:
    """Return the number that a word or figure names, None where it names none."""
    return int(word) if word.isdigit() else NUMBERS.get(" ".join(word.lower().split()))


def past_unit(found: re.Match[str], context: Context) -> Point | None:
    """Read "the last year": so much time up to today."""
    return Point(back(context.today, 1, found.group(1).lower()), context.today, found.end())


def rolling(found: re.Match[str], context: Context) -> Point | None:
    """Read "last 2 years": so much time up to today."""
    number = count(found.group(1))
    if not number:
        return None
    return Point(back(context.today, number, found.group(2).lower()), context.today, found.end())


def ago(found: re.Match[str], context: Context) -> Point | None:
    """Read the calendar unit that lies so far back, and the very day to count from."""
    number, unit = count(found.group(1)), found.group(2).lower()
    if number is None:
        return None
    day = back(context.today, number, unit)
    return Point(*around(day, {"fortnight": "week"}.get(unit, unit)), found.end(), since=day)


def around(day: date, unit: str) -> tuple[date, date]:
    """Return the calendar unit that a day lies in."""
    if unit in ("year", "decade"):
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit == "quarter":
        start = day.month - (day.month - 1) % 3
        return date(day.year, start, 1), month_span(day.year, start + 2)[1]
    if unit == "month":
        return month_span(day.year, day.month)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    return day, day


def this_or_last(found: re.Match[str], context: Context) -> Point | None:
    """Read "this month" up to today, or the whole of "last month"."""
    which, unit = found.group(1).lower(), found.group(2).lower()
    first, _ = around(context.today, unit)
    if which == "this":
        return Point(first, context.today, found.end())
    return Point(*around(first - timedelta(days=1), unit), found.end())


def near_day(found: re.Match[str], context: Context) -> Point | None:
    """Read "today" or "yesterday"; unintroduced only at the end, for "the Today programme" is a topic."""
    word = found.group(1)
    if not context.introduced and (not word.islower() or context.text[found.end() :].strip(" .?!")):
        return None  # "the Today programme" is a topic
    day = context.today - timedelta(days=1 if word.lower() == "yesterday" else 0)
    return Point(day, day, found.end())


def weekday(found: re.Match[str], context: Context) -> Point | None:
    """Read the latest such day before today."""
    number = WEEKDAYS.get(found.group(1).lower())
    if number is None or not (context.introduced or found[0][:5].lower() == "last "):
        return None
    day = context.today - timedelta(days=(context.today.weekday() - number - 1) % 7 + 1)
    return Point(day, day, found.end())


def session_form(found: re.Match[str], context: Context) -> Point | None:
    """Read this or last session or Parliament."""
    which = "this" if found.group(1).lower() in ("this", "current") else "last"
    span = sittings.session if found.group(2).lower() == "session" else sittings.parliament
    return Point(*span(which, context.today), found.end())


def named_session(found: re.Match[str], context: Context) -> Point | None:
    """Read "session 2017-19"."""
    label = (found.group(1) or found.group(2)).replace("–", "-").replace("/", "-")
    return Point(*sittings.named_session(label, context.today), found.end())


def election(found: re.Match[str], context: Context) -> Point | None:
    """Read polling day of a general election."""
    if not context.introduced:
        return None
    day = sittings.election(int(found.group(1)) if found.group(1) else None, context.today)
    return Point(day, day, found.end(), event=True)


def start_of(found: re.Match[str], context: Context) -> Point | None:
    """Read "the start of the year": the first day of the present one."""
    first, _ = around(context.today, found.group(1).lower())
    return Point(first, first, found.end())


def sitting_week(found: re.Match[str], context: Context) -> Point | None:
    """Read "the last sitting week": Monday to Friday of the latest week whose Friday is past."""
    friday = context.today - timedelta(days=(context.today.weekday() - 5) % 7 + 1)
    return Point(friday - timedelta(days=4), friday, found.end())


def season_form(found: re.Match[str], context: Context) -> Point | None:
    """Read "spring 2020", "last summer"."""
    which, season, written = found.groups()
    start_month = SEASONS[season.lower()]
    if written is not None:
        year = int(written)
    elif which is not None:
        year = context.today.year
        begun = date(year, start_month, 1) <= context.today
        running = begun and season_span(year, start_month)[1] >= context.today
        year -= 0 if (begun and (which.lower() == "this" or not running)) else 1
    else:
        return None
    return Point(*season_span(year, start_month), found.end())


def season_span(year: int, start_month: int) -> tuple[date, date]:
    """Return the three months of a season."""
    first = date(year, start_month, 1)
    end_year, end_month = (year + 1, 2) if start_month == 12 else (year, start_month + 2)
    return first, month_span(end_year, end_month)[1]


def step(day: date, days: int) -> date:
    """Return the day before or after, held within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
