"""XML of the official record as a tree, with nothing of a document type definition obeyed.

Everything before the root element is cut off, so that no entity can be declared and nothing is ever fetched. Named
entities are those of HTML, which the files use; a number between 128 and 159 means what browsers show for it.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from xml.etree import ElementTree as ET

from briefs.errors import RefusedInput
from briefs.readers.common.decoding import visible
from briefs.readers.common.markup import to_paragraphs

# Printed Hansard is nested some ten deep; a tree is read by code that goes as deep as it does.
MAX_DEPTH = 200

_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_C1 = re.compile(r"&#(?:1(?:2[89]|[34]\d|5\d)|[xX](?:8|9)[0-9a-fA-F]);")
_PLAIN = frozenset(("i", "I", "b", "em", "strong", "sub", "a", "span", "phrase", "u"))


def xml_root(text: str, tag: str) -> ET.Element:
    """Return the element ``tag`` that the document consists of, tags without their namespace.

    Raises RefusedInput where it is no sound XML."""
    start = re.search(rf"<{tag}(?=[\s>])", text)
    if start is None:
        raise RefusedInput(f"this XML has no <{tag}> element; fetch it again")
    body = _C1.sub(lambda match: html.unescape(match.group()), _NAMED.sub(_character, text[start.start() :]))
    builder = _Builder()
    try:
        return ET.fromstring(body, ET.XMLParser(target=builder))  # noqa: S314 - no declaration is left in it
    except ET.ParseError as error:
        line = text.count("\n", 0, start.start()) + error.position[0]
        raise RefusedInput("this is not sound XML; fetch it again", f"line {line}") from error
    except ValueError as error:
        raise RefusedInput("this is not sound XML; fetch it again") from error


class _Builder(ET.TreeBuilder):
    """Builds the tree with tags without their namespace and refuses one that is deeper than any record."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise RefusedInput("this XML is nested too deeply to be a record; fetch it again")
        return super().start(tag.rpartition("}")[2], attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag.rpartition("}")[2])


def one_line(element: ET.Element) -> str:
    """Return the visible text of an element as one line."""
    return " ".join(visible("".join(element.itertext())).split())


def blocks(element: ET.Element) -> list[tuple[ET.Element | None, str]]:
    """Return the paragraphs within a contribution, each with its element; None for text outside any element.

    A table is one paragraph with a line for each row, a list one with a line for each item.
    """
    found: list[tuple[ET.Element | None, str]] = _loose(element.text)
    for child in element:
        found += [(child, text) for text in _paragraphs(child)]
        found += _loose(child.tail)
    return found


def _loose(text: str | None) -> list[tuple[ET.Element | None, str]]:
    line = " ".join(visible(text or "").split())
    return [(None, line)] if line else []


def _paragraphs(element: ET.Element) -> list[str]:
    if element.tag in ("p", "seg") and all(part.tag in _PLAIN for part in element.iter() if part is not element):
        line = one_line(element)
        return [line] if line else []
    tail, element.tail = element.tail, None
    try:
        return to_paragraphs(ET.tostring(element, encoding="unicode", method="html"))
    finally:
        element.tail = tail


def _character(match: re.Match[str]) -> str:
    """Return the character of an HTML entity; what is none stays as it is written."""
    if match[1] in _XML_OWN:
        return match[0]
    return html.escape(html5.get(f"{match[1]};", "")) or f"&amp;{match[1]};"
