"""HTML to paragraphs of plain text, and the one test that a link must pass before it is kept."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from briefs.errors import RefusedInput
from briefs.sources.decoding import visible

# The parser takes time with the square of the depth; no page that people read is nested a tenth as deep.
MAX_DEPTH = 2_000
_WORTH_MEASURING = 16_384


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_HIDDEN = _tags("script style template noscript head title svg math iframe object audio video canvas select datalist")
_BLOCKS = _tags(
    "p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption form "
    "fieldset address details summary dl dt dd hr body caption legend hgroup"
)
_LISTS = frozenset(("ul", "ol", "menu"))
_CELLS = frozenset(("td", "th"))
# Elements whose end tag may be left out, or that have none: they say nothing about depth.
_UNCLOSED = _tags(
    "p li td th tr dt dd option thead tbody tfoot br hr img input meta link col area base embed source track "
    "wbr html head body"
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_NEWLINES = re.compile(r"(?:(?<![^\S\n])[^\S\n]+)?\n\s*")


def to_paragraphs(markup: str) -> list[str]:
    """Return the visible text of HTML as paragraphs, in reading order, empty ones dropped.

    A list is one paragraph with a line for each item; a table is one paragraph with a line for each row, its cells
    joined by " | "; ``<br>`` is a line end. Entities become characters and every run of white space one space. Text
    without markup is split at its line ends. Raises RefusedInput for HTML nested deeper than anything people read.
    """
    if "<" not in markup:
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), markup) if "&" in markup else markup
        if "\n" not in text and "\r" not in text:
            line = _one_line(text)
            return [line] if line else []
        return [line for part in _NEWLINES.split(text) if (line := _one_line(part))]
    root = parse(markup).body
    return _Text().of(root) if root is not None else []


def parse(markup: str) -> LexborHTMLParser:
    """Return parsed HTML. Raises RefusedInput where it is nested deeper than anything people read."""
    if len(markup) > _WORTH_MEASURING and _depth(markup) > MAX_DEPTH:
        raise RefusedInput("the HTML is nested too deeply to be a page; save the text of it and load that")
    return LexborHTMLParser(markup)


def web_address(value: object) -> str | None:
    """Return a link as it stands where it is an http or https address with a host, else None."""
    if not isinstance(value, str) or not (text := value.strip()).isprintable() or " " in text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname and '"' not in text else None


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())


def _depth(markup: str) -> int:
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        if match[2].lower() in _UNCLOSED:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield (node, whether it opens) in document order without recursion, hidden elements left out."""
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    while stack:
        node, opens = stack.pop()
        yield node, opens
        if not opens or node.tag in _HIDDEN:
            continue
        stack.append((node, False))
        child = node.last_child
        while child is not None:
            if child.tag not in _HIDDEN:
                stack.append((child, True))
            child = child.prev


@dataclass
class _Text:
    """Paragraphs being built: ``line`` holds pieces of the line at hand, ``lines`` the paragraph's finished lines."""

    paragraphs: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    lists: int = 0
    tables: int = 0

    def of(self, root: LexborNode) -> list[str]:
        """Return the paragraphs of the element."""
        layout: list[bool] = []
        for node, opens in _walk(root):
            tag = node.tag or ""
            if tag == "-text":
                if opens:
                    self.line.append(node.text_content or "")
            elif tag == "table":
                self._table(node, opens, layout)
            elif tag in _LISTS:
                self._list(opens)
            elif self.tables:
                self._within_table(tag, opens)
            elif tag == "li":
                self.end_line()
            elif tag == "br":
                self._line_end(opens)
            elif tag in _BLOCKS or tag in _CELLS:
                self._block()
        self.end_paragraph()
        return self.paragraphs

    def end_line(self) -> None:
        """Close the line at hand, unless it is empty."""
        text = _one_line("".join(self.line))
        self.line.clear()
        if text:
            self.lines.append(text)

    def end_paragraph(self) -> None:
        """Close the paragraph at hand, unless it is empty."""
        self.end_line()
        if self.lines:
            self.paragraphs.append("\n".join(self.lines))
            self.lines.clear()

    def _block(self) -> None:
        if self.lists:
            self.end_line()
        else:
            self.end_paragraph()

    def _list(self, opens: bool) -> None:
        if self.tables:
            self.line.append(" ")
            return
        if opens and self.lists == 0:
            self.end_paragraph()
        self.lists = self.lists + 1 if opens else max(0, self.lists - 1)
        if self.lists == 0:
            self.end_paragraph()

    def _line_end(self, opens: bool) -> None:
        if not opens:
            return
        if _one_line("".join(self.line)):
            self.end_line()
        elif not self.lists:
            self.end_paragraph()

    def _table(self, node: LexborNode, opens: bool, layout: list[bool]) -> None:
        """Enter or leave a table; one that holds a table is there for the look of the page and has no rows."""
        if opens:
            layout.append(self.tables == 0 and len(node.css("table")) > 1)
        is_layout = layout[-1]
        if self.tables == 0 or (not opens and self.tables == 1 and not is_layout):
            self._end_row()
            self._block()
        if not is_layout:
            self.tables += 1 if opens else -1
        if not opens:
            layout.pop()

    def _within_table(self, tag: str, opens: bool) -> None:
        if self.tables > 1:
            self.line.append(" ")
        elif tag == "tr":
            self._end_row()
        elif tag in _CELLS and not opens:
            self.cells.append(_one_line("".join(self.line)))
            self.line.clear()
        elif tag in _BLOCKS or tag in ("br", "li"):
            self.line.append(" ")

    def _end_row(self) -> None:
        """Close a table's row; text that stands outside any cell is a line of its own."""
        if any(self.cells):
            self.lines.append(" | ".join(self.cells))
        self.cells.clear()
        self.end_line()
