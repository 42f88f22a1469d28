"""What the lines of a PDF's pages are: rows of tables, lines of paragraphs, the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from briefs.readers.files.line_hyphens import LINE_END_HYPHEN
from briefs.readers.files.pdf_lines import Cell, PdfLine

# A line begins a paragraph where it stands lower than this: a share of the document's usual pitch (the way from one
# line's top to the next), or of the line's own height; "one and a half" spacing is 1.5 times the height.
_WIDE_PITCH, _WIDEST_SINGLE, _OTHER_SIZE = 1.35, 1.75, 1.15
# Fewer lines than this say nothing of what is usual.
_ENOUGH_LINES = 20
# How far rows of a table are apart at most, in heights; how nearly the edges of their cells agree, in points; beyond
# how many characters cells are the columns of a page instead.
_ROW_PITCH, _AGREES, _COLUMN_OF_PAGE = 3.0, 5.0, 45
_WORDS_OF_PROSE = 5
_FIGURE = re.compile(r"\W{0,3}\d[\d,. ]*\W{0,2}$")
LARGER = 1.12
"""How much larger than most of a page's text a title is set."""
_BULLET = re.compile(r"[•·▪▫‣◦●○]\s?")
_LABEL = re.compile(r"(?:\(?[0-9a-z]{1,4}[.)]|[•·▪–—-]|\(?[ivx]{1,5}[.)]|\d{1,4})$", re.IGNORECASE)
ENDS_SENTENCE = re.compile(r"[.?!:;][\"'”’)\]]*$")


def usual_pitch(pages: Sequence[Sequence[PdfLine]]) -> float:
    """Return the usual way from one line's top to the next in a document, 0 where none can be told."""
    pitches = [above.last_top - below.top for lines in pages for above, below in pairwise(lines)]
    down = [pitch for pitch in pitches if pitch > 0]
    return median(down) if len(down) >= _ENOUGH_LINES else 0.0


def usual_height(lines: Sequence[PdfLine]) -> float:
    """Return the height of the lines that hold most of a page's letters, 0 where there are none."""
    return median(line.height for line in lines for _ in range(0, len(line.text), 8)) if lines else 0.0


def paragraphs(lines: Sequence[PdfLine], usual: float) -> list[str]:
    """Return the paragraphs and tables of a page, a table with a line for each row."""
    found: list[str] = []
    for group, is_table in _groups(lines):
        if not is_table:
            found += _prose(group, usual)
        elif _is_prose(group):
            found += _prose([_column(row, at) for at in (0, 1) for row in group], usual)
        else:
            found.append(_table(group))
    return found


def _is_prose(rows: Sequence[PdfLine]) -> bool:
    """Whether rows are the lines of two columns of a page, which its maker drew side by side."""
    cells = [cell.text for row in rows for cell in row.cells]
    words = median(len(text.split()) for text in cells)
    return all(len(row.cells) == 2 for row in rows) and words >= _WORDS_OF_PROSE and not any(map(_FIGURE.match, cells))


def _column(row: PdfLine, at: int) -> PdfLine:
    return replace(row, cells=row.cells[at : at + 1])


def joined(before: str, line: str) -> str:
    """Return a paragraph with another line; a hyphen at its end becomes the sign for one at a line's end."""
    broken = before.endswith("-") and before[-2:-1].isalpha() and line[:1].islower()
    if broken and line.split(maxsplit=1)[0] not in ("and", "or", "to"):
        return f"{before[:-1]}{LINE_END_HYPHEN}{line}"
    return f"{before} {line}"


def largest_text(lines: Sequence[PdfLine], longest: int) -> str:
    """Return the text of a page that is set larger than the rest, empty where there is none fit for a title."""
    usual = usual_height(lines)
    lettered = [line for line in lines if sum(map(str.isalpha, line.text)) > 3]
    largest = max((line.height for line in lettered), default=0.0)
    if len(lines) < 2 or largest < LARGER * usual:
        return ""
    first = next(at for at, line in enumerate(lines) if line in lettered and line.height == largest)
    text = lines[first].text
    for line in lines[first + 1 :]:
        if line.height < largest * 0.97:
            break
        text = joined(text, line.text)
    return text if len(text) <= longest else ""


def _groups(lines: Sequence[PdfLine]) -> Iterator[tuple[list[PdfLine], bool]]:
    """Yield stretches of lines that are a table, and those that are not."""
    at = 0
    plain: list[PdfLine] = []
    while at < len(lines):
        end = _table_end(lines, at)
        if end - at < 2:
            plain.append(lines[at])
            at += 1
            continue
        if plain:
            yield plain, False
            plain = []
        yield list(lines[at:end]), True
        at = end
    if plain:
        yield plain, False


def _table_end(lines: Sequence[PdfLine], start: int) -> int:
    """Return where a table that begins at a line ends; at most one line on where none does."""
    if not _is_row(lines[start]):
        return start
    end, row = start + 1, lines[start]
    for at in range(start + 1, len(lines)):
        line = lines[at]
        pitch = lines[at - 1].last_top - line.top
        if not 0 < pitch <= _ROW_PITCH * line.height:
            break
        if _is_row(line) and _agree(row, line):
            end, row = at + 1, line
        elif not (len(line.cells) == 1 and end > start + 1 and line.cells[0].left > row.cells[0].right):
            break
        elif at == end and pitch <= _WIDEST_SINGLE * line.height:
            end = at + 1
    return end


def _is_row(line: PdfLine) -> bool:
    """Whether a line may be a row: several cells, neither an item of a list with its label nor columns of a page."""
    cells = line.cells
    labelled = len(cells) == 2 and _LABEL.match(cells[0].text) and len(cells[1].text) > _COLUMN_OF_PAGE
    return len(cells) > 1 and not labelled and median(len(cell.text) for cell in cells) <= _COLUMN_OF_PAGE


def _agree(above: PdfLine, line: PdfLine) -> bool:
    """Whether the cells of two lines stand under each other: the first of each, and one more."""
    pairs = [(a, b) for a in above.cells[1:] for b in line.cells[1:]]
    return _same_column(above.cells[0], line.cells[0]) and any(_same_column(a, b) for a, b in pairs)


def _same_column(a: Cell, b: Cell) -> bool:
    middles = abs((a.left + a.right) - (b.left + b.right)) / 2
    return min(abs(a.left - b.left), abs(a.right - b.right), middles) < _AGREES


def _table(rows: Sequence[PdfLine]) -> str:
    """Return a table's rows, each cell in the column it stands in; a line of one cell goes on with the row above."""
    columns = max(rows, key=lambda row: len(row.cells)).cells
    made: list[list[str]] = []
    for row in rows:
        if len(row.cells) > 1 or not made:
            made.append([""] * len(columns))
        for cell in row.cells:
            at = min(range(len(columns)), key=lambda n: _distance(columns[n], cell))
            made[-1][at] = f"{made[-1][at]} {cell.text}".strip()
    return "\n".join(" | ".join(cells) for cells in made)


def _distance(column: Cell, cell: Cell) -> float:
    overlap = min(column.right, cell.right) - max(column.left, cell.left)
    return -overlap if overlap > 0 else abs(column.left + column.right - cell.left - cell.right)


def _prose(lines: Sequence[PdfLine], usual: float) -> list[str]:
    """Join lines to paragraphs; ``usual`` is the document's usual pitch, 0 where none can be told."""
    found = [lines[0].text]
    for above, line in pairwise(lines):
        pitch = above.last_top - line.top
        limit = _WIDEST_SINGLE * above.height
        if usual:
            limit = usual * _WIDE_PITCH if usual > limit else min(limit, usual * _WIDE_PITCH)
        if pitch < 0:
            # It stands above the line before, at the head of the next column, where a sentence may run on.
            runs_on = not ENDS_SENTENCE.search(found[-1])
        else:
            sizes = sorted((above.height, line.height))
            runs_on = pitch <= limit and sizes[1] <= sizes[0] * _OTHER_SIZE
        if runs_on and _BULLET.match(line.text):
            found[-1] += f"\n{line.text}"
        elif runs_on:
            found[-1] = joined(found[-1], line.text)
        else:
            found.append(line.text)
    return found
