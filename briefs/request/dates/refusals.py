"""What of a request looks like a date and is none that a brief can keep to: refused, so that none is lost unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from briefs.errors import QueryError
from briefs.request.dates.calendar_dates import Point

_LEFT_OVER = re.compile(
    r"\b(?:between|from)\s{1,3}(?:the )?\d{1,2}(?:st|nd|rd|th)\s{1,3}(?:and|to|&)\s{1,3}"
    r"(?:the )?\d{1,2}(?:st|nd|rd|th)\b"
    r"(?=(?: of)? (?:(?-i:[A-Z])[a-z]|[a-z]+,? (?:19|20)\d\d\b)|[ .?!]*$)"
    r"|\b(?:since|until|before|after)\s{1,3}\d{1,4}([./-])\d{1,2}\1\d{1,4}\b"
    r"|(?<![\w.])(?:\d{4}([./-])\d{1,2}\2\d{1,2}|\d{1,2}([./-])\d{1,2}\3\d{4})(?![\w-])",
    re.IGNORECASE,
)


# "since" and what is no date: an event that the tables do not have.
_UNKNOWN_EVENT = re.compile(
    r"(?<=\w\s)(?:(?:since|before|after|until|during|over|between|and)\s{1,3})(?:the )?(?:last |this )?"
    r"(?:christmas |february |easter |whitsun |may |summer |conference |autumn )?recess\b"
    r"|\bsince\s{1,3}(?:(?:the|before|after|that|last|this|his|her|their|our)\b|(?-i:[A-Z]))[^,;.?!()]{0,40}",
    re.IGNORECASE,
)


_TO_COME = re.compile(
    r"\S\s+(?:for |in |on )?"
    r"(?P<when>tomorrow|next (?:week|month|year|session|(?:mon|tues|wednes|thurs|fri)day))[ .?!]*$",
    re.IGNORECASE,
)


def spell(day: date) -> str:
    """Return a day as the record writes it: "3 March 2020"."""
    return f"{day.day} {day:%B} {day.year}"


def check_order(since: date | None, until: date | None) -> None:
    """Raise QueryError where a period ends before it begins."""
    if since and until and until < since:
        raise QueryError(f"The period ends ({spell(until)}) before it begins ({spell(since)}); give it the other way.")


def refuse_future_day(point: Point, today: date) -> None:
    """Raise QueryError for one day, its year written, that is still to come."""
    if point.dated and point.first == point.last and point.first > today:
        raise QueryError(f"{spell(point.first)} is in the future, so there are no records for it; leave it out.")


def refuse_left_over(text: str, taken: Iterable[tuple[int, int]]) -> None:
    """Raise QueryError where words beside the ``taken`` places look like days that could not be read."""
    places = tuple(taken)
    if to_come := _TO_COME.search(text):
        raise QueryError(f"“{to_come['when']}” is in the future, so there are no records for it; leave it out.")
    for found in _UNKNOWN_EVENT.finditer(text):
        if text[: found.start()].strip() and all(not start <= found.start() < end for start, end in places):
            event = found[0].strip().removeprefix("and ")
            raise QueryError(
                f"“{event}” is not a date that pqbrief knows; give a day, month or year, such as since March 2019."
            )
    for found in _LEFT_OVER.finditer(text):
        if all(found.end() <= start or end <= found.start() for start, end in places):
            raise QueryError(f"“{found[0]}” cannot be read as a date; write it as 20 October 2019 or 2019-10-20.")
