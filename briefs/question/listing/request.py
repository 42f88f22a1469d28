"""Which questions a list is of: a day or days of tabling, an answering body, and what is due.

Read as people type it: "today from Home Office", "this week to the Treasury", "overdue from DfT".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from briefs.errors import QueryError
from briefs.records.citations import long_date
from briefs.request.dates.ranges import read_period

_LONGEST = 200  # characters
_WORDS = re.compile(
    r"(?:list\s+|show\s+)?(?:the\s+)?(?:questions?\s+|pqs?\s+)?(?P<when>.*?)(?:(?<!\s)\s*+\b(?:from|to|for)\s+(?:the\s+)?(?P<body>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
_DUE = re.compile(r"(?P<overdue>overdue|late)|due(?:\s+(?P<due>today|this\s+week|week))?", re.IGNORECASE)
_TABLED = re.compile(r"(?:tabled\s+)?(?:on\s+|in\s+)?(?P<day>.+)", re.IGNORECASE)
# Words that may open the name of a day: without one, a text of words is no list.
_DAY = re.compile(
    r"(?:today|yesterday|(?:this|last)\s+week|(?:last\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?(?:\s+\d{4})?|\d{1,2}/\d{1,2}/\d{2,4})",
    re.IGNORECASE,
)


class Due(StrEnum):
    """Which open questions a list is of, by when their answer is due."""

    ANY = "all"
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """The days of tabling, both included (None for any), the body as it was typed, and what is due (None for any)."""

    since: date | None = None
    until: date | None = None
    body: str = ""
    due: Due | None = None


def read_list_request(words: str, today: date) -> ListRequest | None:
    """Return the list that some words ask for, None where they ask for none. Raises QueryError for no day."""
    match = _WORDS.fullmatch(" ".join(words.split()).strip(" .?!")) if len(words) <= _LONGEST else None
    if match is None:
        return None
    when, body = match["when"].strip(), (match["body"] or "").strip()
    if due := _DUE.fullmatch(when):
        named = (due["due"] or "").casefold()
        wanted = Due.OVERDUE if due["overdue"] else Due.TODAY if named == "today" else Due.WEEK if named else Due.ANY
        return ListRequest(body=body, due=wanted)
    tabled = _TABLED.fullmatch(when)
    if tabled is None or not _DAY.fullmatch(tabled["day"]):
        return None
    return replace_days(ListRequest(body=body), tabled["day"], today)


def replace_days(request: ListRequest, typed: str, today: date) -> ListRequest:
    """Return a request with its days of tabling. Raises QueryError where ``typed`` is no day or period."""
    period = read_period(typed, today, "in")
    since, until = period.since, period.until
    if since is None or until is None or since > today:
        raise QueryError(
            f"“{typed}” is no day of tabling: give today, yesterday, this week or a day such as 7 January 2025."
        )
    return ListRequest(since, min(until, today), request.body, request.due)


def last_of_week(day: date) -> date:
    """Return the Sunday of the week of a day."""
    return day + timedelta(days=6 - day.weekday())


def title_of(request: ListRequest, body: str, today: date) -> str:
    """Return what a list is of, in words; ``body`` is the name of the body as the records give it."""
    to = f" to the {body}" if body else ""
    if request.due is not None and request.since is None:
        what = {
            Due.ANY: "Questions without an answer",
            Due.OVERDUE: "Overdue questions",
            Due.TODAY: "Questions due today",
            Due.WEEK: "Questions due this week",
        }[request.due]
        return f"{what}{to}, on {long_date(today)}"
    if request.since is None or request.until is None:
        return f"Questions{to}, on {long_date(today)}"
    if request.since == request.until:
        return f"Questions tabled{to} on {long_date(request.since)}"
    return f"Questions tabled{to} from {long_date(request.since)} to {long_date(request.until)}"
