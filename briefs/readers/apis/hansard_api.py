"""What Hansard's API answers have in common: field types, column marks, kinds and the permanent address.

Fields as in the API's Swagger description (PascalCase, JSON); those of live answers where they differ. A column mark
is an empty ``<span class="column-number" data-column-number="110">`` that stands anywhere, also within a sentence.
"""

from __future__ import annotations

import re
from datetime import date

from briefs.errors import RefusedInput
from briefs.readers.common.contributions import kind_of
from briefs.readers.common.json_rows import Row, text_of
from briefs.readers.common.markup import to_paragraphs
from briefs.records.model import House, Kind

PUBLISHER = "Hansard"
WESTMINSTER_HALL = "Westminster Hall"
_LINK = "https://hansard.parliament.uk/{house}/{day}/debates/{ext_id}"
_EXT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MARK = re.compile(
    r"((?:(?<!\s)\s+)?)<span\b[^<>]*\bclass=[\"'][^\"'<>]*\bcolumn-number\b[^<>]*>\s*(?:</span\s*>)?(\s*)",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"data-column-number=[\"'](\d{1,5}(?:WH|WS|GC|W|P|MC)?)[\"']", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\r?\n[ \t\xa0]*(?:\r?\n\s*)+")
_TAGS = re.compile(r"<[^<>]*>")


def paragraphs_of(value: str) -> list[str]:
    """Return the paragraphs of a contribution's HTML, column marks out without joining or parting what they stand in.

    Paragraphs are parted by blank lines as well as by markup.
    """
    text = _MARK.sub(_space, value)
    parts = [text] if "<table" in text.lower() else _BLANK_LINE.split(text)
    return [paragraph for part in parts for paragraph in to_paragraphs(part)]


def first_column(values: list[str]) -> str | None:
    """Return the column in which a section begins, from the first mark in its items; None where there is none.

    A mark before any words is the column itself; one within the words is the column after it.
    """
    for at, value in enumerate(values):
        match = _COLUMN.search(value)
        if not match:
            continue
        number, suffix = re.match(r"\d+", match[1]), match[1].lstrip("0123456789")
        assert number
        before = "".join(values[:at]) + value[: match.start()].rsplit("<", 1)[0]
        within = bool(_TAGS.sub("", before).strip())
        column = int(number[0]) - within
        return f"{column}{suffix.upper()}" if column > 0 else None
    return None


def section_kind(tag: str, location: str, opening: str) -> Kind:
    """Return the kind of a section from its heading's tag, else from its opening words.

    Most Lords headings are tagged "NewDebate", which says nothing of the kind.
    """
    if location.startswith("Written Statements"):
        return Kind.WRITTEN_STATEMENT
    if re.search(r"urgent|privatenotice", tag, re.IGNORECASE):
        return Kind.URGENT_QUESTION
    if "statement" in tag.lower():
        return Kind.ORAL_STATEMENT
    if tag.startswith("hs_") and "generic" not in tag.lower():
        return Kind.DEBATE
    return kind_of(opening)


def section_url(house: House, day: date, ext_id: str, title: str) -> str:
    """Return the section's permanent address; the title at its end is only for reading."""
    words = "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", title.replace("’", "")))
    link = _LINK.format(house=house.value.capitalize(), day=day.isoformat(), ext_id=ext_id)
    return f"{link}/{words}" if words else link


def contribution_anchor(ext_id: str) -> str | None:
    """Return what follows ``#`` to reach a contribution, None where it has no id."""
    return f"contribution-{ext_id}" if _EXT_ID.fullmatch(ext_id) else None


def day_of(row: Row, key: str) -> date:
    """Return a field that holds a day and a time without a zone. Raises RefusedInput where it holds none."""
    try:
        return date.fromisoformat(text_of(row, key)[:10])
    except ValueError:
        raise RefusedInput(f'the field "{key}" is not a date such as 2026-01-14T00:00:00') from None


def ext_id_of(row: Row, key: str) -> str:
    """Return a section's external id. Raises RefusedInput where the field holds none."""
    ext_id = text_of(row, key)
    if not _EXT_ID.fullmatch(ext_id):
        raise RefusedInput(f'the field "{key}" is missing or is not an external id')
    return ext_id


def _space(match: re.Match[str]) -> str:
    """Return what is left between the words on both sides of a mark: their blank line, else one space."""
    around = match[1] + match[2]
    return "\r\n\r\n" if _BLANK_LINE.search(around) else " "
