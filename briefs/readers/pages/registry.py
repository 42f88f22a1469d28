"""The readers of pages whose text says what they are, in the order in which they are tried."""

from __future__ import annotations

from briefs.readers.common.base import PageReader
from briefs.readers.pages import (
    answers_site,
    committee_evidence,
    govuk_page,
    hansard_page,
    hansard_text,
    news_page,
    portrait_page,
    printed_hansard,
    question_page,
    report_page,
    speech_page,
    twfy_page,
)

TRANSCRIPT = PageReader(committee_evidence.looks_like, committee_evidence.read_text)
NEWS = PageReader(news_page.looks_like, news_page.read_text)
PAGE_READERS: tuple[tuple[str, PageReader], ...] = (
    ("a transcript of oral evidence", TRANSCRIPT),
    ("a Hansard page", PageReader(hansard_page.looks_like, hansard_page.read_text)),
    ("Hansard's text download", PageReader(hansard_text.looks_like, hansard_text.read_text)),
    (
        "a page of Parliament's written questions and statements",
        PageReader(answers_site.looks_like, answers_site.read_text),
    ),
    ("a page of TheyWorkForYou", PageReader(twfy_page.looks_like, twfy_page.read_text)),
    ("a page of printed Hansard", PageReader(printed_hansard.looks_like, printed_hansard.read_text)),
    ("a page of a written question", PageReader(question_page.looks_like, question_page.read_text)),
    ("a page of a speech archive", PageReader(speech_page.looks_like, speech_page.read_text)),
    ("a page of a debate", PageReader(portrait_page.looks_like, portrait_page.read_text)),
    ("a page of GOV.UK", PageReader(govuk_page.looks_like, govuk_page.read_text)),
    ("a page of a committee's or watchdog's findings", PageReader(report_page.looks_like, report_page.read_text)),
    ("a news story", NEWS),
)
