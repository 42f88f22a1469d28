"""A page of Hansard as publications.parliament.uk keeps it: columns in the text, the speaker on the line itself.

A page holds several debates, written answers, written statements, petitions or corrections, each under a heading; each
becomes a record. Which they are is told by the columns' letters ("Column 21WS") and the page's own heading. The day is
that of the columns' marks ("25 Nov 2016 : Column 1234") or of the page's head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading
from briefs.readers.common.blocks import Mark, PrintedBlock, joined_over_marks, left_out_of
from briefs.readers.common.boilerplate import page_lines, written_day
from briefs.readers.common.column_marks import column_of
from briefs.readers.common.contributions import house_of
from briefs.readers.pages.printed_lines import blocks_of_lines, labelled_by_words, marks_of, printed_lines, run_in
from briefs.readers.pages.printed_page import blocks_of_page, is_printed_page
from briefs.readers.pages.printed_records import PrintedPage, records_of
from briefs.readers.pages.printed_sections import asks_in_writing, is_day_line, sections_of
from briefs.records.identity import file_id
from briefs.records.model import House, Record

_HEAD = re.compile(
    r"(?:Hansard (?:Debates|Written Answers|text)|Daily Hansard|Written Answers? (?:to Questions|text)"
    r"|(?:Commons|Lords) Hansard|Westminster Hall)\b.{0,60}\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{4}"
)
_LORDS = re.compile(r"\b(?:Lords Hansard|House of Lords|ldhansrd|Column (?:WA|WS|GC)\s?\d)", re.IGNORECASE)
_COMMONS = re.compile(
    r"\b(?:Commons Hansard|House of Commons|cmhansrd|Westminster Hall|Column \d+(?:W|WH|WS|P|MC))\b", re.I
)
_LABELS, _HEAD_LINES = 2, 30


def looks_like(text: str) -> bool:
    """Whether a text opens with a column's mark, or has one or Hansard's own head and labels on its lines."""
    lines = page_lines(text)[:600]
    marks = [at for at, line in enumerate(lines) if column_of(line) and ":" in line]
    if marks and marks[0] < _HEAD_LINES:
        return True
    marked = bool(marks)
    headed = any(len(line) < 300 and _HEAD.search(line) for line in lines[:_HEAD_LINES])
    if not (marked or headed):
        return False
    return sum(1 for line in lines if len(line) > 20 and (run_in(line, ()) or asks_in_writing(line))) >= (
        1 if marked else _LABELS
    )


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the records of a page already turned to text; ``data`` gives the identity where no number does.

    Raises RefusedInput where nobody says anything on the page.
    """
    lines = printed_lines(text)
    return _reading(blocks_of_lines(lines), lines, name, data)


def read_page(page: LexborHTMLParser, text: str, name: str, data: bytes) -> Reading | None:
    """Return the records of a page whose elements say what its blocks are, None for any other page.

    ``text`` is what it shows. Raises RefusedInput where nobody says anything on the page.
    """
    if not is_printed_page(page, text):
        return None
    blocks = blocks_of_page(page)
    if not any(block.mark is Mark.LABEL for block in blocks):
        blocks = labelled_by_words(blocks)
    return _reading(blocks, page_lines(text), name, data)


def _reading(blocks: Sequence[PrintedBlock], lines: Sequence[str], name: str, data: bytes) -> Reading:
    text = "\n".join(lines)
    whole = joined_over_marks(blocks)
    marks = marks_of(lines)
    page = PrintedPage(marks.day or _day_of_head(lines), _house(text) or house_of(text), marks.column, name)
    sections, left_out = sections_of(whole)
    records, more = records_of(sections, page)
    if not records:
        raise RefusedInput("this page of Hansard has no speeches; save the whole page of the debate itself")
    return Reading(tuple(_identified(records, data)), (*left_out, *more, *left_out_of(whole)))


def _identified(records: Sequence[Record], data: bytes) -> list[Record]:
    made: list[Record] = []
    seen: set[str] = set()
    for number, record in enumerate(records, 1):
        suffix = f"-{number}" if len(records) > 1 else ""
        own = record.record_id if record.record_id and record.record_id not in seen else file_id(data) + suffix
        seen.add(own)
        made.append(replace(record, record_id=own))
    return made


def _day_of_head(lines: Sequence[str]) -> date | None:
    head = lines[:_HEAD_LINES]
    found = [line for line in head if len(line) < 300 and (_HEAD.search(line) or is_day_line(line))]
    return next((day for line in found if (day := written_day(line))), None)


def _house(text: str) -> House | None:
    lords, commons = _LORDS.search(text[:20_000]), _COMMONS.search(text[:20_000])
    if bool(lords) == bool(commons):
        first = lords and commons and lords.start() < commons.start()
        return None if not lords else House.LORDS if first else House.COMMONS
    return House.LORDS if lords else House.COMMONS
