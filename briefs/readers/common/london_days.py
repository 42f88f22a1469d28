"""The day of a moment in London, where Parliament, the Government and their press print their days.

Services that write their moments in UTC (GOV.UK, feeds, many news sites) give half an hour before midnight for what
came out half an hour after it in summer. A moment with another offset was written with its own clock in view and keeps
its day; so does one without any, as Parliament's services give them.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_LONGEST = 64
_IN_UTC = re.compile(r"(?<=\d)\s?(?:Z|UTC?|GMT|[+-]00:?(?:00)?)$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def london_day(written: str) -> date | None:
    """Return the day in London of an ISO moment ("2017-06-09T23:15:00Z" is 10 June); None where it is no date.

    A text that only begins with a date has that day.
    """
    text = written.strip()
    if len(text) > _LONGEST or (len(text) > 10 and text[10] not in "Tt "):
        return None
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    in_utc = _IN_UTC.search(text, 11)
    if in_utc is None:
        return day
    try:
        moment = datetime.fromisoformat(text[: in_utc.start()])
    except ValueError:
        return day
    return day_of_moment(moment.replace(tzinfo=UTC))


def mail_day(written: str) -> date | None:
    """Return the day in London of a moment as RSS writes it ("Fri, 9 Jun 2017 23:15:00 GMT"); None where it is none."""
    text = written.strip()
    if len(text) > _LONGEST:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    # "-0000" too is a moment in UTC, of which the standard says only that it tells nothing of the writer's clock.
    return day_of_moment(moment.replace(tzinfo=UTC) if text.endswith("-0000") else moment)


def day_of_moment(moment: datetime) -> date:
    """Return the day in London of a moment in UTC; one with another offset, or none, keeps its day."""
    if moment.utcoffset() != timedelta(0):
        return moment.date()
    try:
        return moment.astimezone(ZoneInfo("Europe/London")).date()
    except OverflowError:
        return moment.date()
