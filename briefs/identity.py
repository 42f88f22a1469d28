"""The official identity of a record: what makes two copies of it the same record.

A UIN alone is not unique (Commons numbers start again each session), so a question is known by House, date tabled and
UIN. What has no official identity is known by a hash of the bytes it came from.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date

from briefs.records import House


def question_id(house: House, tabled: date, uin: str) -> str:
    """Return the id of a written question, such as ``wq/commons/2025-01-07/21873``."""
    return f"wq/{house.value}/{tabled.isoformat()}/{uin.strip().upper()}"


def statement_id(house: House, made: date, uin: str) -> str:
    """Return the id of a written statement, such as ``ws/commons/2025-12-17/HCWS1200``."""
    return f"ws/{house.value}/{made.isoformat()}/{uin.strip().upper()}"


def file_id(data: bytes) -> str:
    """Return the id of a record that has no official one: the first 16 hex digits of the SHA-256 of its bytes."""
    return f"file/{hashlib.sha256(data).hexdigest()[:16]}"


def chosen_id(name: str) -> str:
    """Return the id of a record whose own front matter names it, with anything but letters, digits and ``-_./`` out."""
    return "own/" + re.sub(r"[^\w./-]+", "-", name.strip()).strip("-./").lower()
