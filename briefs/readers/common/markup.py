"""HTML to paragraphs of plain text, and the one test that a link must pass before it is kept."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from briefs.errors import RefusedInput
from briefs.readers.common.flow import blocks_of, one_line
from briefs.readers.common.leaving_out import leave_out
from briefs.readers.common.superscript import resolved, without_edges

# The parser takes time with the square of the depth; no page that people read is nested a tenth as deep.
MAX_DEPTH = 2_000
_WORTH_MEASURING = 16_384

# Elements whose end tag may be left out, or that have none: they say nothing about depth.
_UNCLOSED = frozenset(
    "p li td th tr dt dd option thead tbody tfoot br hr img input meta link col area base embed source track "
    "wbr html head body".split()
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_NEWLINES = re.compile(r"(?:(?<![^\S\n])[^\S\n]+)?\n\s*")


def to_paragraphs(markup: str) -> list[str]:
    """Return the visible text of HTML as paragraphs, in reading order, empty ones dropped.

    Lists and tables are one paragraph each (see ``briefs.readers.common.flow``); ``<br>`` is a line end. Entities
    become characters and every run of white space one space. Text without markup is split at its line ends. Raises
    RefusedInput for HTML nested deeper than anything people read.
    """
    if "<" not in markup:
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), markup) if "&" in markup else markup
        if "\n" not in text and "\r" not in text:
            line = _without_marks(text)
            return [line] if line else []
        return [line for part in _NEWLINES.split(text) if (line := _without_marks(part))]
    root = parse(markup).body
    return [block.text for block in blocks_of(root)] if root is not None else []


def _without_marks(text: str) -> str:
    """Return text without markup as one line, the marks of notes in raised signs left out and reported."""
    kept, marks = resolved(without_edges(text))
    for mark in marks:
        leave_out(mark, "note mark")
    return one_line(kept)


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


def _depth(markup: str) -> int:
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        if match[2].lower() in _UNCLOSED:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
