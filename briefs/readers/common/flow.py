"""The text of HTML elements in blocks: paragraphs, headings, lists, tables, in reading order.

A list is one block with a line for each item (of a list of definitions, for each term and each definition); a table is
one block with a line for each row, its cells joined by " | ". A cell that spans rows or columns is repeated in each, so
that every figure has its year beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from briefs.readers.common.decoding import visible
from briefs.readers.common.leaving_out import leave_out
from briefs.readers.common.superscript import CLOSE, OPEN, resolved, without_edges


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


HIDDEN = _tags("script style template noscript head title svg math iframe object audio video canvas select datalist")
BLOCKS = _tags(
    "p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption form "
    "fieldset address details summary dt dd hr body caption legend hgroup"
)
LISTS = frozenset(("ul", "ol", "menu", "dl"))
CELLS = frozenset(("td", "th"))
_KINDS = {
    "h1": "headline",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
    "blockquote": "quotation",
    "pre": "pre",
}
_MAY_RAISE = frozenset(("a", "span", "font"))
_RAISED = re.compile(
    r"vertical-align:\s*(?:super|text-top)|\b(?:superscript|noteref|footnote-?ref|fnref)\b", re.IGNORECASE
)
_WORTH_A_LOOK = ("vertical-align", "superscript", "noteref", "footnoteref", "footnote-ref", "fnref")
# A cell is repeated only this often, only where it is short, and never beyond so many characters of one page.
_MOST_ACROSS, _MOST_DOWN, _MOST_COLUMNS = 50, 2_000, 200
_LONGEST_REPEATED, _MOST_REPEATED = 150, 500_000


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text; ``kind`` is paragraph, headline, heading, list, table, quotation or pre."""

    text: str
    kind: str = "paragraph"


def blocks_of(root: LexborNode, *, report: bool = True) -> list[Block]:
    """Return the visible blocks of an element, empty ones dropped.

    Marks of notes are left out and, unless ``report`` is False, reported through ``leave_out``.
    """
    return _Flow(report=report).of(root)


def one_line(text: str) -> str:
    """Return text without invisible characters, each run of white space made one space."""
    return " ".join(visible(text).split())


def walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield (node, whether it opens) in document order without recursion, hidden elements left out."""
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    while stack:
        node, opens = stack.pop()
        yield node, opens
        if not opens or node.tag in HIDDEN:
            continue
        stack.append((node, False))
        child = node.last_child
        while child is not None:
            if child.tag not in HIDDEN:
                stack.append((child, True))
            child = child.prev


@dataclass
class _Table:
    """The rows of a table being built: the cells of the row at hand, and those of rows above that reach into it.

    ``across`` is how many columns the last cell takes: one that takes the whole row is written once.
    """

    cells: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    reaching: dict[int, tuple[int, str]] = field(default_factory=dict)
    across: int = 1
    repeated: int = 0

    def add(self, text: str, across: int, down: int) -> None:
        """Add a cell that spans so many columns and rows."""
        self._fill()
        self.own.append(text)
        self.across = across
        again = text if len(text) <= _LONGEST_REPEATED else ""
        for number in range(across if len(self.cells) < _MOST_COLUMNS else 1):
            if down > 1:
                self.reaching[len(self.cells)] = (down - 1, again)
            self.cells.append(text if number == 0 else self._again(again))

    def row(self) -> str:
        """Return the row at hand as a line and begin another; empty where none of its own cells has text."""
        if not self.own:
            return ""
        self._fill()
        cells, own = self.cells, self.own
        self.cells, self.own = [], []
        if not any(own):
            return ""
        return own[0] if len(own) == 1 and len(cells) == self.across else " | ".join(cells)

    def _fill(self) -> None:
        while (column := len(self.cells)) in self.reaching and column < _MOST_COLUMNS:
            left, text = self.reaching.pop(column)
            if left > 1:
                self.reaching[column] = (left - 1, text)
            self.cells.append(self._again(text))

    def _again(self, text: str) -> str:
        self.repeated += len(text)
        return text if self.repeated <= _MOST_REPEATED else ""


@dataclass
class _Flow:
    """Blocks being built: ``line`` holds pieces of the line at hand, ``lines`` the block's finished lines."""

    report: bool = True
    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    table: _Table = field(default_factory=_Table)
    kind: str = ""
    within: list[str] = field(default_factory=list)
    lists: int = 0
    tables: int = 0
    link: str = ""
    link_ends: int = 0
    raised: list[bool] = field(default_factory=list)

    def of(self, root: LexborNode) -> list[Block]:
        """Return the blocks of the element."""
        layout: list[bool] = []
        whole = (root.html or "").lower()
        may_raise = any(word in whole for word in _WORTH_A_LOOK)
        for node, opens in walk(root):
            tag = node.tag or ""
            if tag == "-text":
                if opens:
                    self.line.append(without_edges(node.text_content or ""))
            elif tag == "sup" or (may_raise and tag in _MAY_RAISE):
                self._raise(node, tag, opens)
            elif tag == "a":
                self._link(node, opens)
            elif tag == "table":
                self._table(node, opens, layout)
            elif tag in LISTS:
                self._list(opens)
            elif self.tables:
                self._within_table(node, tag, opens)
            elif tag == "li":
                self.end_line()
            elif tag == "br":
                self._line_end(opens)
            elif tag in BLOCKS or tag in CELLS:
                self._block(tag, opens)
        self.end_block()
        return self.blocks

    def end_line(self) -> None:
        """Close the line at hand, unless it is empty."""
        if text := self._taken():
            self.lines.append(text)

    def end_block(self) -> None:
        """Close the block at hand, unless it is empty."""
        self.end_line()
        if self.lines:
            kind = self.kind or (self.within[-1] if self.within else "paragraph")
            self.blocks.append(Block("\n".join(self.lines), kind))
            self.lines.clear()
        self.kind = ""

    def _taken(self) -> str:
        """Return the line at hand as text and begin another."""
        text, marks = resolved("".join(self.line))
        self.line.clear()
        self.link_ends = 0
        if self.report:
            for mark in marks:
                leave_out(mark, "note mark")
        return one_line(text)

    def _raise(self, node: LexborNode, tag: str, opens: bool) -> None:
        """Mark where superscript begins and ends, the outermost of several within each other."""
        if opens:
            raised = tag == "sup" or _is_raised(node)
            if raised and not any(self.raised):
                self.line.append(OPEN)
            self.raised.append(raised)
        elif self.raised and self.raised.pop() and not any(self.raised):
            self.line.append(CLOSE)

    def _link(self, node: LexborNode, opens: bool) -> None:
        """Set links apart that stand side by side without a space, as those of menus do; halves of one link join."""
        if not opens:
            self.link_ends = len(self.line)
            return
        before, self.link = self.link, node.attributes.get("href") or ""
        if self.link_ends == len(self.line) > 0 and self.link != before:
            self.line.append(" ")

    def _block(self, tag: str, opens: bool) -> None:
        if self.lists:
            self.end_line()
        else:
            self.end_block()
        if tag in _KINDS:
            if opens:
                self.within.append(_KINDS[tag])
            elif self.within:
                self.within.pop()

    def _list(self, opens: bool) -> None:
        if self.tables:
            self.line.append(" ")
            return
        if opens and self.lists == 0:
            self.end_block()
            self.kind = "list"
        self.lists = self.lists + 1 if opens else max(0, self.lists - 1)
        if self.lists == 0:
            self.end_block()

    def _line_end(self, opens: bool) -> None:
        if not opens:
            return
        if one_line(_unmarked(self.line)):
            self.end_line()
        elif not self.lists:
            self.end_block()

    def _table(self, node: LexborNode, opens: bool, layout: list[bool]) -> None:
        """Enter or leave a table; one that holds a table is there for the look of the page and has no rows."""
        if opens:
            layout.append(self.tables == 0 and len(node.css("table")) > 1)
        is_layout = layout[-1]
        if self.tables == 0 or (not opens and self.tables == 1 and not is_layout):
            self._end_row()
            self._block("", opens)
            self.table.reaching.clear()
        if not is_layout:
            self.tables += 1 if opens else -1
            if opens and self.tables == 1 and not self.lists:
                self.kind = "table"
        if not opens:
            layout.pop()

    def _within_table(self, node: LexborNode, tag: str, opens: bool) -> None:
        if self.tables > 1:
            self.line.append(" ")
        elif tag == "tr":
            self._end_row()
        elif tag in CELLS and not opens:
            self.table.add(self._taken(), _span(node, "colspan", _MOST_ACROSS), _span(node, "rowspan", _MOST_DOWN))
        elif tag in BLOCKS or tag in ("br", "li"):
            self.line.append(" ")

    def _end_row(self) -> None:
        """Close a table's row; text that stands outside any cell is a line of its own."""
        if row := self.table.row():
            self.lines.append(row)
        self.end_line()


def _unmarked(line: list[str]) -> str:
    return "".join(piece for piece in line if piece not in (OPEN, CLOSE))


def _span(cell: LexborNode, name: str, most: int) -> int:
    """Return how many rows or columns a cell takes; 0 means all that are left."""
    raw = (cell.attributes.get(name) or "").strip()
    if not raw.isascii() or not raw.isdigit() or len(raw) > 6:
        return 1
    number = int(raw)
    return min(number, most) if number or name == "colspan" else most


def _is_raised(node: LexborNode) -> bool:
    attributes = node.attributes
    return any(_RAISED.search(attributes.get(name) or "") for name in ("style", "class", "role"))
