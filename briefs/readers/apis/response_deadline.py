"""The Government's two months for answering a committee's report, as notes on a publication."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date

from briefs.readers.common.json_rows import Row, day_of, number_of, object_of, objects_of, text_of
from briefs.records.citations import long_date

_MONTHS = 2


def response_due(published: date) -> date:
    """Return the day two months after a report's publication; the last of the month where it has no such day."""
    year, month = divmod(published.year * 12 + published.month - 1 + _MONTHS, 12)
    return date(year, month + 1, min(published.day, calendar.monthrange(year, month + 1)[1]))


def response_notes(row: Row, published: date | None, titles: Mapping[int, str]) -> list[str]:
    """Return what a brief must say of a publication's response or of what it responds to, each a sentence.

    ``titles`` are those of the publications in the same answer, by their number. Raises RefusedInput for a date that
    is none.
    """
    answered = number_of(row, "responseToPublicationId")
    if answered is not None:
        return [_responds(row, answered, titles)]
    if object_of(row, "type").get("governmentCanRespond") is not True and not object_of(row, "governmentResponses"):
        return []
    responses = objects_of(object_of(row, "governmentResponses"), "publication")
    return [*(_responded(response) for response in responses), *_due(row, published, answered=bool(responses))]


def _responds(row: Row, number: int, titles: Mapping[int, str]) -> str:
    title = titles.get(number)
    which = f"“{title}”" if title else f"publication {number} of the committee"
    department = text_of(object_of(row, "respondingDepartment"), "name")
    return f"It is a response{f' by the {department}' if department else ''} to {which}.".replace("the The ", "the ")


def _responded(response: Row) -> str:
    day = day_of(response, "publicationStartDate")
    title = text_of(response, "description")
    return f"A response was published{f' on {long_date(day)}' if day else ''}{f': “{title}”' if title else ''}."


def _due(row: Row, published: date | None, *, answered: bool) -> list[str]:
    deadline = day_of(object_of(row, "governmentResponses"), "responseDeadline")
    due = "was due" if answered else "is due"
    if deadline:
        return [f"The Government's response {due} by {long_date(deadline)}, as Parliament's record gives it."]
    if not published or published.year >= date.max.year:
        return []
    return [f"The Government's response {due} by {long_date(response_due(published))}, two months after publication."]
