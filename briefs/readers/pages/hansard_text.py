"""Hansard's own plain-text download: a title, ``HH:MM:SS`` lines, a speaker's line, then what was said.

The date stands only in the name under which Hansard offers the file, "<Title>_ <rest> YYYY-MM-DD.txt" (a colon of the
title becomes "_"); it is taken from there and the record says so. Without that name the record has no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from briefs.errors import RefusedInput
from briefs.names.offices import parse_attribution
from briefs.quotations.attribution import with_reported_quotes
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.blocks import Mark, left_out_of, spoken, turns_of
from briefs.readers.common.boilerplate import furniture, page_lines, written_day
from briefs.readers.common.contributions import LICENCE, house_of, kind_of, passages, people, with_front_bench
from briefs.readers.common.corrections import corrected_where_so
from briefs.readers.common.labels import Labels, is_label
from briefs.readers.pages.printed_sections import is_day_line
from briefs.readers.pages.text_blocks import blocks_of_text
from briefs.records.identity import file_id
from briefs.records.model import Dates, House, Record

_TIME = re.compile(r"^\d{1,2}:\d{2}:\d{2}$", re.MULTILINE)
_CHAMBER = re.compile(
    r"^(?:(?:Commons|Lords) Chamber|House of (?:Commons|Lords)|Westminster Hall|Grand Committee)$", re.IGNORECASE
)
_ASKS = re.compile(r"^(?:(?:Asked|Tabled) by\b|To ask\b)", re.IGNORECASE)
_HEAD, _LABELS = 15, 2
_FILE_NAME = re.compile(r"^(?P<title>.+?) (?P<day>\d{4}-\d{2}-\d{2})(?: ?\(\d+\))?\.txt$")


def looks_like(text: str) -> bool:
    """Whether a text has the download's time marks and speakers' lines, or is an exchange of a chamber without them."""
    lines = page_lines(text)[:400]
    if _TIME.search(text):
        return any((named := parse_attribution(line)) and named.full for line in lines)
    return any(_CHAMBER.match(line) or _ASKS.match(line) for line in lines[:_HEAD]) and _is_exchange(lines)


def _is_exchange(lines: Sequence[str]) -> bool:
    """Whether several lines are labels right above a sentence; a page of one written question has one at most."""
    said = (is_label(line) and below.endswith((".", "?", "!")) for line, below in pairwise(lines))
    return sum(said) >= _LABELS


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the debate of a text already decoded; ``name`` may give the date, ``data`` the identity.

    Raises RefusedInput where nobody says anything in it.
    """
    title, _, rest = text.strip().partition("\n")
    lines = page_lines(text)
    if not title:
        raise RefusedInput("the file is empty; download the debate again")
    blocks, left_out = blocks_of_text(rest, _around)
    kind = kind_of(text)
    named_day = _day_of_name(name, title)
    printed = next((line for line in lines[:_HEAD] if is_day_line(line)), "")
    day = named_day or written_day(printed)
    made = with_reported_quotes(passages(with_front_bench(turns_of(spoken(blocks), Labels()), kind, day)), text)
    if not any(p.speaker for p in made):
        raise RefusedInput("this debate has no speeches; download it again from Hansard as text")
    notes = ("The date of this debate is taken from the name of Hansard's file.",) if named_day else ()
    record = Record(
        record_id=file_id(data),
        kind=kind,
        title=title,
        passages=tuple(made),
        dates=Dates(happened=day),
        house=_house(lines) or house_of(text),
        publisher="Hansard",
        people=people(made),
        licence=LICENCE,
        notes=notes,
    )
    record, more = corrected_where_so(record, title)
    labels = left_out_of([block for block in blocks if block.mark is not Mark.COLUMN])
    return Reading((record,), (Stripped(title, "title"), *left_out, *more, *labels))


def _around(line: str) -> str | None:
    return "chamber" if _CHAMBER.match(line) else "date line" if is_day_line(line) else furniture(line)


def _house(lines: Sequence[str]) -> House | None:
    """Return the House of the chamber that the head of a text names."""
    chamber = next((line for line in lines[:_HEAD] if _CHAMBER.match(line)), "")
    if not chamber:
        return None
    return House.COMMONS if chamber.casefold().startswith(("commons", "house of commons", "west")) else House.LORDS


def _day_of_name(name: str, title: str) -> date | None:
    """Return the day in the file's name, if the rest of the name is the title as Hansard writes it."""
    match = _FILE_NAME.match(name)
    if not match or _plain(match["title"]) != _plain(title):
        return None
    try:
        return date.fromisoformat(match["day"])
    except ValueError:
        return None


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).casefold()
