"""The readers of pages whose text says what they are, in the order in which they are tried."""

from __future__ import annotations

from typing import Protocol

from briefs.readers.common.base import Reader, Reading
from briefs.readers.pages import (
    answers_site,
    committee_evidence,
    govuk_page,
    hansard_page,
    hansard_text,
    news_page,
    question_page,
    report_page,
    speech_page,
    twfy_page,
)
from briefs.readers.pages import portrait_page as parallel_page
from briefs.readers.pages import printed_hansard as legacy_hansard


class PageReader(Reader, Protocol):
    """A reader that also takes the text of a page saved as HTML."""

    def read_text(self, text: str, name: str, data: bytes) -> Reading:
        """Return the records of the page's text; ``data`` are the bytes it came from, for its identity."""
        ...


PAGE_READERS: tuple[tuple[str, PageReader], ...] = (
    ("a transcript of oral evidence", committee_evidence),
    ("a Hansard page", hansard_page),
    ("Hansard's text download", hansard_text),
    ("a page of Parliament's written questions and statements", answers_site),
    ("a page of TheyWorkForYou", twfy_page),
    ("a page of printed Hansard", legacy_hansard),
    ("a page of a written question", question_page),
    ("a page of a speech archive", speech_page),
    ("a page of a debate", parallel_page),
    ("a page of GOV.UK", govuk_page),
    ("a page of a committee's or watchdog's findings", report_page),
    ("a news story", news_page),
)
