"""The official identity of a record: what makes two copies of it the same record.

Numbering begins anew with every session, and so a UIN recurs; a question is known by House, date tabled and
UIN. What has no official identity is known by a hash of the bytes it came from.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date

from briefs.records.model import House


def question_id(house: House, tabled: date, uin: str) -> str:
    """Return the id of a written question, such as ``wq/commons/2025-01-07/21873``."""
    return f"wq/{house.value}/{tabled.isoformat()}/{uin.strip().upper()}"


def oral_question_id(house: House, tabled: date, uin: str) -> str:
    """Return the id of a question tabled for oral answer, such as ``oq/commons/2031-03-03/900123``."""
    return f"oq/{house.value}/{tabled.isoformat()}/{uin.strip().upper()}"


def statement_id(house: House, made: date, uin: str) -> str:
    """Return the id of a written statement, such as ``ws/commons/2025-12-17/HCWS1200``."""
    return f"ws/{house.value}/{made.isoformat()}/{uin.strip().upper()}"


def file_id(data: bytes) -> str:
    """Return the id of a record that has no official one: the first 16 hex digits of the SHA-256 of its bytes."""
    return f"file/{hashlib.sha256(data).hexdigest()[:16]}"


def chosen_id(name: str) -> str:
    """Return the id of a record whose own front matter names it, with anything but letters, digits and ``-_./`` out."""
    return "own/" + re.sub(r"[^\w./-]+", "-", name.strip()).strip("-./").lower()


def debate_id(house: House, day: date, ext_id: str) -> str:
    """Return the id of a section of Hansard, such as ``hansard/commons/2026-01-14/69FFB3CB-33EF-…``.

    External ids are written in either case of letters and mean the same.
    """
    return f"hansard/{house.value}/{day.isoformat()}/{ext_id.strip().upper()}"


def printed_question_id(house: House, answered: date, number: str) -> str:
    """Return the id of a question from printed Hansard, which gives no day of tabling but the day of the answer."""
    return f"wq/{house.value}/answered/{answered.isoformat()}/{number.strip().upper()}"


def section_id(house: House, series: str, day: date, number: str) -> str:
    """Return the id of a section of TheyWorkForYou's files, such as ``twfy/commons/debate/2009-10-26/1.6``.

    ``series`` is their name for the sort of proceedings. The letter of the file's version is left out: versions of
    one day give one record.
    """
    return f"twfy/{house.value}/{series}/{day.isoformat()}/{number}"


def govuk_id(base_path: str) -> str:
    """Return the id of a page of GOV.UK from its base path, such as ``govuk/government/news/new-lamps``."""
    return f"govuk/{base_path.strip('/')}"


def evidence_id(number: int) -> str:
    """Return the id of a session of oral evidence from Parliament's number, such as ``committees/oralevidence/18``."""
    return f"committees/oralevidence/{number}"


def written_evidence_id(number: int) -> str:
    """Return the id of a piece of written evidence, such as ``committees/writtenevidence/5``."""
    return f"committees/writtenevidence/{number}"


def publication_id(number: int) -> str:
    """Return the id of a committee's publication from Parliament's number, such as ``committees/publications/7``."""
    return f"committees/publications/{number}"


def address_id(url: str) -> str:
    """Return the id of a page known by its web address alone: 16 hex digits of the SHA-256 of the address.

    What follows ``#``, a closing slash and "http" for "https" make no other page.
    """
    bare = url.partition("#")[0].strip().rstrip("/")
    bare = re.sub(r"^https?://", "", bare, flags=re.IGNORECASE)
    return f"web/{hashlib.sha256(bare.encode('utf-8', 'replace')).hexdigest()[:16]}"


def corpus_id(corpus: str, name: str) -> str:
    """Return the id of a section of a corpus by its own identifier, such as ``parlamint/…2020-02-12-lords.u2``."""
    return f"{corpus}/" + re.sub(r"[^\w.-]+", "-", name.strip())[:120]
