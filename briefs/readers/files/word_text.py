"""Paragraphs and tables of a Word file's XML as text, as they stand once tracked changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefs.readers.common.flow import one_line
from briefs.readers.common.leaving_out import leave_out
from briefs.readers.common.superscript import CLOSE, OPEN, resolved, without_edges

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of a Word file's elements, as lxml writes it."""

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# What was deleted with changes tracked, and instructions of fields ("PAGE"), are no part of the text;
# text boxes stand apart.
_LEFT_OUT = frozenset(
    (*(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent")), _FALLBACK)
)
_AROUND_ROWS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_RAISING_STYLES = ("footnotereference", "endnotereference", "superscript")
_MOST_ACROSS = 50


def lines_of(paragraph: Any) -> str:
    """Return a paragraph's lines; marks of notes in superscript are left out and reported."""
    text, marks = resolved("".join(_pieces(paragraph)))
    for mark in marks:
        leave_out(mark, "note mark")
    return "\n".join(line for part in text.split("\n") if (line := one_line(part)))


def boxes_in(paragraph: Any) -> Iterator[Any]:
    """Yield the contents of the text boxes that hang on a paragraph, once each."""
    for box in paragraph.iter(f"{W}txbxContent"):
        if not any(around.tag in (_FALLBACK, f"{W}txbxContent") for around in box.iterancestors()):
            yield box


def table_text(table: Any) -> str:
    """Return a table as lines, a cell that spans rows or columns repeated in each; empty where it has no text."""
    above: dict[int, str] = {}
    lines: list[str] = []
    for row in _rows(table):
        own, cells = _row(row, above)
        if any(own):
            lines.append(own[0] if len(own) == 1 and set(cells) == set(own) else " | ".join(cells))
    return "\n".join(lines)


def _rows(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in _AROUND_ROWS:
            yield from _rows(child)


def _row(row: Any, above: dict[int, str]) -> tuple[list[str], list[str]]:
    """Return (the texts of a row's own cells, the text in each column); ``above`` holds cells that go on downwards."""
    own: list[str] = []
    cells: list[str] = []
    for cell in row.iterchildren(f"{W}tc"):
        column, text = len(cells), one_line(" ".join(lines_of(paragraph) for paragraph in cell.iter(f"{W}p")))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(f"{W}val") != "restart"
        own.append(text)
        if goes_on:
            text = text or above.get(column, "")
        elif merge is not None:
            above[column] = text
        else:
            above.pop(column, None)
        cells += [text] * _across(cell)
    return own, cells


def _across(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return max(1, min(int(value), _MOST_ACROSS)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text of an element, what is raised in it between the edges of superscript."""
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{W}t":
            yield without_edges(child.text or "")
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]
        elif child.tag == f"{W}r" and _is_raised(child):
            yield f"{OPEN}{''.join(_pieces(child))}{CLOSE}"
        else:
            yield from _pieces(child)


def _is_raised(run: Any) -> bool:
    align = run.find(f"{W}rPr/{W}vertAlign")
    if align is not None:
        return bool(align.get(f"{W}val") == "superscript")
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and style.get(f"{W}val", "").lower().replace(" ", "") in _RAISING_STYLES
