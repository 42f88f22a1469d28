"""Every form that is read, and which of them a source is of. The form is found by content, never by name alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefs.errors import RefusedInput
from briefs.readers.apis import (
    committees_api,
    govuk,
    hansard_debate,
    hansard_search,
    members_api,
    oral_questions_api,
    questions_api,
    statements_api,
)
from briefs.readers.common.base import Reader, Reading, SourceFile
from briefs.readers.common.leaving_out import reporting
from briefs.readers.files import export_lines as own_form
from briefs.readers.files import markdown, member_names, members_table, ministers, pdf, plain, questions_table, word
from briefs.readers.pages import html_page
from briefs.readers.pages.registry import PAGE_READERS
from briefs.readers.xml import feed, parlamint, twfy_xml


@dataclass(frozen=True)
class SourceForm:
    """A form of source: what people call it and how it is read."""

    name: str
    read: Callable[[SourceFile], Reading]


# What is packed or structured comes first, since its bytes say surely what it is; prose that anything could be, last.
_NOT_TEXT: tuple[tuple[str, Reader], ...] = (
    ("the product's own JSON lines", own_form),
    ("Written Questions API JSON", questions_api),
    ("Written Statements API JSON", statements_api),
    ("Oral Questions API JSON", oral_questions_api),
    ("Members API JSON", members_api),
    ("a list of posts with dates", ministers),
    ("a list of Members' names", member_names),
    ("Committees API JSON", committees_api),
    ("GOV.UK JSON", govuk),
    ("Hansard API JSON", hansard_debate),
    ("Hansard search JSON", hansard_search),
    ("TheyWorkForYou XML", twfy_xml),
    ("ParlaMint TEI", parlamint),
    ("an RSS or Atom feed", feed),
    ("a PDF", pdf),
    ("a Word file", word),
)
_TEXT: tuple[tuple[str, Reader], ...] = (
    ("a data package of written questions", questions_table),
    ("a table of Members", members_table),
    ("a web page", html_page),
    ("Markdown", markdown),
    *PAGE_READERS,
    ("plain text", plain),
)
# It names the fields of an answer and holds none.
_DESCRIBES_A_SERVICE = re.compile(r'\s*\{\s*"(?:openapi|swagger)"\s*:\s*"\d')
MAX_ATTRIBUTES = 5_000
_RAW = ("script", "style", "textarea", "!--")  # their content is no markup, and may hold any number of equals signs
READERS: tuple[tuple[str, Reader], ...] = (*_NOT_TEXT, *_TEXT)


def reader_for(source: SourceFile) -> SourceForm:
    """Return the form of a source with its reader, the first in ``READERS`` that knows it.

    Raises RefusedInput where the source is no text, or is of no form that is read; the message names those that are.
    """
    if not source.data:
        raise RefusedInput("the file is empty")
    if _DESCRIBES_A_SERVICE.match(source.head):
        raise RefusedInput("this describes a service (OpenAPI); load the answers of the service")
    for name, reader in _NOT_TEXT:
        if reader.detect(source):
            return SourceForm(name, reporting(reader.read))
    text = source.text  # Raises where the bytes are no text.
    _refuse_crowded(text)
    for name, reader in _TEXT:
        if reader.detect(source):
            return SourceForm(name, reporting(reader.read))
    reason = plain.why_not_prose(text) or "its form is not known"
    raise RefusedInput(f"{reason} (pqbrief reads: {', '.join(name for name, _ in READERS)})")


def _refuse_crowded(text: str) -> None:
    """Raise RefusedInput for a page with an element of so many attributes that its parser would take for ever.

    A parser compares each attribute of an element with those before it.
    """
    if not text.lstrip().startswith("<"):
        return
    for piece in text.split("<"):
        if piece.count("=") > MAX_ATTRIBUTES and not piece[:8].lower().startswith(_RAW):
            raise RefusedInput(
                f"one element has more than {MAX_ATTRIBUTES:,} attributes; this is not a page of a record"
            )
