"""The lines of a page of a PDF: their words, what is raised in them, and the cells that wide gaps divide them into.

PDFium gives text in the order of the page's content, breaks a line where something in it is raised, and joins two
where a word is broken. What stands on one line and follows on is put together again here. Lengths are in points, from
the page's foot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pypdfium2 import PdfTextPage

from briefs.readers.common.decoding import visible
from briefs.readers.common.leaving_out import leave_out
from briefs.readers.common.superscript import CLOSE, OPEN, resolved, without_edges
from briefs.readers.files.line_hyphens import LINE_END_HYPHEN

# Shares of a line's height: how small and how high something raised is, how wide the gap between two cells is, how far
# two pieces of one line stand apart at most, and how wide a gap is a space.
_RAISED_HEIGHT, _RAISED_BY, _CELL_GAP, _FOLLOWS_ON, _SPACE = 0.92, 0.12, 1.0, 2.0, 0.12
_SAME_LINE = 0.3
_WORD = re.compile(r"\S+")
_CLOSING = frozenset(".,;:!?)]”’\"'")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    last_top: float
    height: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Part of a line between two wide gaps."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page: its cells (one, where no gap is wide), its height, and where its first and last tops are.

    The tops differ where PDFium has joined two lines at a broken word.
    """

    cells: tuple[Cell, ...]
    height: float
    top: float
    last_top: float

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(cell.text for cell in self.cells)


def page_lines(text_page: PdfTextPage) -> list[PdfLine]:
    """Return the lines of a page in reading order, white space made one space, marks of notes left out."""
    raw = text_page.get_text_range(errors="replace")
    last = text_page.count_chars() - 1
    lines: list[list[_Word]] = []
    start = 0
    for piece in raw.split("\n"):
        words = [
            word
            for match in _WORD.finditer(piece)
            if (word := _word(text_page, match, start, last, spaced=match.start() > 0)) is not None
        ]
        if words and lines and _goes_on(lines[-1], words):
            lines[-1] += words
        elif words:
            lines.append(words)
        start += len(piece) + 1
    return [line for words in lines if (line := _line(words)) is not None]


def _word(text_page: PdfTextPage, match: re.Match[str], start: int, last: int, *, spaced: bool) -> _Word | None:
    """Return a word with the edges of what is raised at its end marked; None where nothing of it can be seen."""
    text = without_edges(match[0])
    if not text:
        return None
    begins, ends = start + match.start(), start + match.end() - 1
    left, bottom, first_right, top = text_page.get_charbox(min(begins, last), loose=True)
    right, last_bottom, last_top = first_right, bottom, top
    if ends > begins:
        _, last_bottom, right, last_top = text_page.get_charbox(min(ends, last), loose=True)
    height = max(top - bottom, 1.0)
    changes = last_bottom != bottom or last_top != top or text[-1] in _CLOSING
    if changes and len(text) > 1 and LINE_END_HYPHEN not in text:
        text = _with_raised_end(text_page, text, begins, bottom, height)
    shown = LINE_END_HYPHEN.join(visible(part) for part in text.split(LINE_END_HYPHEN))
    return _Word(shown, left, right, bottom, top, last_top, height, spaced) if shown else None


def _with_raised_end(text_page: PdfTextPage, text: str, begins: int, bottom: float, height: float) -> str:
    """Return a word with what is raised at its end, before any closing marks, between the edges of superscript."""

    def is_raised(at: int) -> bool:
        _, low, _, high = text_page.get_charbox(begins + at, loose=True)
        return bool(high - low < _RAISED_HEIGHT * height and low - bottom > _RAISED_BY * height)

    end = len(text)
    while end > 1 and text[end - 1] in _CLOSING and not is_raised(end - 1):
        end -= 1
    at = end
    while at > 1 and is_raised(at - 1):
        at -= 1
    return f"{text[:at]}{OPEN}{text[at:end]}{CLOSE}{text[end:]}" if at < end else text


def _goes_on(line: list[_Word], words: list[_Word]) -> bool:
    """Whether words stand on the line at hand, right behind it: PDFium breaks a line where something is raised."""
    base = _base(line)
    first, end = words[0], line[-1]
    gap = first.left - end.right
    on_it = abs(_base(words).bottom - base.bottom) < _SAME_LINE * base.height or _is_raised(first, base)
    return on_it and -1 <= gap < _FOLLOWS_ON * base.height


def _base(words: list[_Word]) -> _Word:
    """Return the word that shows where a line stands: the lowest of the tallest."""
    first = words[0]
    if all(word.height == first.height and word.bottom == first.bottom for word in words):
        return first
    tallest = max(word.height for word in words)
    return min((w for w in words if w.height > _RAISED_HEIGHT * tallest), key=lambda word: word.bottom)


def _is_raised(word: _Word, base: _Word) -> bool:
    return (
        word.height < _RAISED_HEIGHT * base.height
        and _RAISED_BY * base.height < word.bottom - base.bottom < base.height
    )


def _line(words: list[_Word]) -> PdfLine | None:
    base = _base(words)
    cells: list[tuple[list[str], float, float]] = []
    before: _Word | None = None
    for word in words:
        gap = word.left - before.right if before else 0.0
        text = f"{OPEN}{word.text}{CLOSE}" if OPEN not in word.text and _is_raised(word, base) else word.text
        beside = before is not None and abs(before.last_top - word.top) < word.height
        if before is None or (beside and gap > _CELL_GAP * base.height):
            cells.append(([text], word.left, word.right))
        else:
            pieces, left, right = cells[-1]
            spaced = word.spaced or gap > _SPACE * base.height or not beside
            cells[-1] = ([*pieces, " ", text] if spaced else [*pieces, text], left, max(right, word.right))
        before = word
    made = tuple(Cell(text, left, right) for pieces, left, right in cells if (text := _resolved("".join(pieces))))
    tops = [word.top for word in words if word.height > _RAISED_HEIGHT * base.height]
    last_top = base.top if OPEN in words[-1].text or _is_raised(words[-1], base) else words[-1].last_top
    return PdfLine(made, base.height, tops[0] if tops else base.top, last_top) if made else None


def _resolved(text: str) -> str:
    text, marks = resolved(text)
    for mark in marks:
        leave_out(mark, "note mark")
    return " ".join(text.split())
