"""The readers of pages whose text says what they are, in the order in which they are tried."""

from __future__ import annotations

from typing import Protocol

from briefs.records import Reading
from briefs.sources import (
    committee_evidence,
    hansard_page,
    hansard_text,
    news_page,
    parallel_page,
    question_page,
    speech_page,
)
from briefs.sources.base import Reader


class PageReader(Reader, Protocol):
    """A reader that also takes the text of a page saved as HTML."""

    def read_text(self, text: str, name: str, data: bytes) -> Reading:
        """Return the records of the page's text; ``data`` are the bytes it came from, for its identity."""
        ...


PAGE_READERS: tuple[tuple[str, PageReader], ...] = (
    ("a transcript of oral evidence", committee_evidence),
    ("Hansard's text download", hansard_text),
    ("a page of a written question", question_page),
    ("a Hansard page", hansard_page),
    ("a page of a speech archive", speech_page),
    ("a page of a debate", parallel_page),
    ("a news story", news_page),
)
