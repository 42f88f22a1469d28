"""What day and what time it is where Parliament sits."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """Return today's date in London; the computer's own where it has no table of time zones."""
    return in_london(datetime.now(UTC)).date()


def in_london(moment: datetime) -> datetime:
    """Return a moment as the clocks of London show it, or the computer's own where it has no table of time zones.

    A moment without a zone is taken to be in UTC.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - only a few commands need it

    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(ZoneInfo("Europe/London"))
    except ZoneInfoNotFoundError:
        return aware.astimezone()
