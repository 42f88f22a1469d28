"""What can be told of an answer without knowing whose it is: its pauses, and whether it is JSON or a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds of a Retry-After header, given in seconds or as a date, None where there is none."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def span(seconds: float) -> str:
    """Return a time in words."""
    if seconds < 2 * 60:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 2 * 3600 else f"{seconds / 3600:.0f} hours"


def plain(value: str | int | bool | Sequence[str] | Sequence[int]) -> str | list[str]:
    """Return the value of a parameter as an address holds it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int)) else [str(item) for item in value]


def is_page(start: bytes) -> bool:
    """Whether bytes, in small letters, begin a web page."""
    return start.startswith((b"<!doctype html", b"<html"))


def is_json(body: bytes) -> bool:
    """Whether bytes are JSON."""
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True
