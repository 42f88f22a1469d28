"""The marks of printed Hansard's columns: on a line of their own, within a line, and among the rows of a table."""

from __future__ import annotations

import re

_NUMBER = r"(?:WA|WS|GC|CWH)?\s?\d{1,5}[A-Z]{0,3}"
_DAY = r"\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}"
_DATED = re.compile(rf"^(?P<day>{_DAY})\s?:\s?Columns? (?P<column>{_NUMBER})(?:\s?[—–-].*)?$")
_ALONE = re.compile(rf"^\[?Columns? (?P<column>{_NUMBER})\]?(?:\s?[—–-].*)?$")
_WITHIN = re.compile(rf"(?<!Report )(?<!Report, )(?<!\w)\[?{_DAY}\s?:\s?Columns? {_NUMBER}\]?(?!\w)")
_LONGEST = 60


def dated_mark(line: str) -> re.Match[str] | None:
    """Return a line's mark with its day, None for any other line."""
    return _DATED.match(line) if len(line) < _LONGEST else None


def undated_mark(line: str) -> re.Match[str] | None:
    """Return a line's mark without a day, None for any other line."""
    return _ALONE.match(line) if len(line) < _LONGEST else None


def column_of(line: str) -> str | None:
    """Return the column that a line marks, or None for any other line."""
    match = dated_mark(line) or undated_mark(line)
    return match["column"].replace(" ", "") if match else None


def apart(text: str) -> list[tuple[str, bool]]:
    """Return (piece, whether it is a mark) of a text in order; the rows of a table between marks stay together."""
    if "Column" not in text:
        return [(text, False)]
    if column_of(text):
        return [(text, True)]
    if "\n" in text:
        rows = text.split("\n")
        kept = "\n".join(row for row in rows if not _is_row_of_marks(row))
        marks = [(row, True) for row in rows if _is_row_of_marks(row)]
        return [*([(kept, False)] if kept else []), *marks]
    found: list[tuple[str, bool]] = []
    at = 0
    for match in _WITHIN.finditer(text):
        found += [(text[at : match.start()].strip(), False), (match[0], True)]
        at = match.end()
    return [piece for piece in [*found, (text[at:].strip(), False)] if piece[0]]


def _is_row_of_marks(row: str) -> bool:
    """Whether each cell of a row that is not empty is a column's mark."""
    cells = [cell.strip() for cell in row.split("|") if cell.strip()]
    return bool(cells) and all(column_of(cell) for cell in cells)
