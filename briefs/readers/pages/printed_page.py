"""A page of printed Hansard saved as HTML: its elements as blocks.

publications.parliament.uk sets a speaker's label in bold up to its colon, headings in ``h1`` to ``h6`` (a department's
in capitals by its style), columns' marks as paragraphs in bold, notes of procedure in italics, navigation in classes
and in tables of nothing but links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from briefs.readers.common.blocks import Mark, PrintedBlock, is_procedure, with_tellers
from briefs.readers.common.column_marks import column_of
from briefs.readers.common.labels import asks_below, bare_label, is_label, is_persons_name, may_be_label, without_number
from briefs.readers.common.markup import to_paragraphs
from briefs.readers.common.page_people import is_name
from briefs.readers.pages.page_elements import (
    HEADINGS,
    HIDDEN,
    WHOLE,
    Leaf,
    is_around,
    is_department_class,
    is_heading_class,
    leaves_of,
)
from briefs.readers.pages.printed_lines import why_left_out

_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em"))
_HEADED = 'h1, h2, h3, h4, h5, [class*="hs_"]'
_NUMBERED = re.compile(r"^(?:[QT]?\d{1,3}\.|\[\d{4,7}\]|\s)*$")
_BESIDE = re.compile(r"^\s*+(?:[\[(][^\])]{0,120}+[\])]?+\s*+){1,4}$")
# What stands beside a table of an answer, in italics as notes of procedure are.
_OF_TABLE = re.compile(
    r"^(?:(?:Foot)?notes?|Sources?|Key|Definitions?|Figures?|Tables?)\b\s?\d{0,2}\s?(?:[:.—–-]|$)|^[*†‡]", re.IGNORECASE
)
_LONGEST_LABEL, _LONGEST_HEADING = 220, 160
_IN_BRACKETS = re.compile(rf"\([^)]{{0,{_LONGEST_LABEL}}}\)")
_NO_LABELS = frozenset("note notes source sources table key total of which including".split())


def is_printed_page(page: LexborHTMLParser, text: str) -> bool:
    """Whether a page marks columns, or says that it is Hansard, and its elements tell labels or headings."""
    body = page.body
    if body is None or body.css_first(_HEADED) is None:
        return False
    marked = any(column_of(line) and ":" in line for line in text.splitlines())
    return marked or body.css_first('a[name^="column_"]') is not None


def blocks_of_page(page: LexborHTMLParser) -> list[PrintedBlock]:
    """Return the blocks of a page in reading order."""
    body = page.body
    return with_tellers(block for node in leaves_of(body) for block in _blocks(node)) if body is not None else []


def _blocks(leaf: Leaf) -> Iterator[PrintedBlock]:
    """Yield the blocks of one leaf of the page."""
    nodes = leaf if isinstance(leaf, list) else [leaf]
    tag = "" if isinstance(leaf, list) else leaf.tag or ""
    lines = to_paragraphs("".join(node.html or "" for node in nodes))
    if not lines:
        return
    if not isinstance(leaf, list) and (is_around(leaf) or (tag in WHOLE - HEADINGS and _only_links(leaf))):
        yield from (PrintedBlock(Mark.PAGE, line) for line in lines)
    elif tag in HEADINGS or is_heading_class(nodes[0]):
        yield _heading(nodes[0], " ".join(lines))
    elif tag in WHOLE:
        yield from (PrintedBlock(Mark.WORDS, line) for line in lines)
    else:
        yield from _paragraph(nodes, lines)


def _only_links(node: LexborNode) -> bool:
    linked = "".join(link.text() for link in node.css("a[href]"))
    return "".join(linked.split()) == "".join(node.text().split())


def _heading(node: LexborNode, text: str) -> PrintedBlock:
    if (why := why_left_out(text)) or column_of(text):
        return _mark(text, why)
    if asks_below(text):
        return PrintedBlock(Mark.LABEL, text, asks=True)
    if text.startswith("["):
        return PrintedBlock(Mark.NOTE, text)
    style = (node.attributes.get("style") or "").replace(" ", "").casefold()
    department = "text-transform:uppercase" in style or (text.isupper() and " " in text)
    level = int(str(node.tag)[1]) if node.tag in HEADINGS else len(HEADINGS)
    return PrintedBlock(Mark.HEADING, text, level=level, department=department or is_department_class(node))


def _mark(text: str, why: str | None) -> PrintedBlock:
    if column_of(text):
        return PrintedBlock(Mark.COLUMN, text)
    return PrintedBlock(Mark.TIME if why == Mark.TIME.value else Mark.PAGE, text, why=why or "")


def _paragraph(nodes: list[LexborNode], lines: list[str]) -> Iterator[PrintedBlock]:
    """Yield the blocks of a paragraph: its labels in bold, and the words after each."""
    runs = list(_runs(nodes))
    text = "\n".join(lines)
    if (why := why_left_out(text)) or column_of(text):
        yield _mark(text, why)
        return
    if asks_below(text):
        yield PrintedBlock(Mark.LABEL, text, asks=True)
        return
    labels = list(_labels(runs))
    if not labels and all(style == "b" for _, style in runs):
        yield _in_bold(nodes[0], text)
        return
    if all(style == "i" for _, style in runs) and not _OF_TABLE.match(text):
        yield PrintedBlock(Mark.NOTE, text)
        return
    for label in labels:
        before, found, after = text.partition(label)
        if not found:
            continue
        yield from _words(before)
        yield PrintedBlock(Mark.LABEL, label)
        text = after.lstrip(": \n")
    yield from _words(text)


def _words(text: str) -> Iterator[PrintedBlock]:
    for line in filter(None, map(str.strip, text.split("\n"))):
        if column_of(line):
            yield PrintedBlock(Mark.COLUMN, line)
            continue
        number = bool(_NUMBERED.match(line))
        yield PrintedBlock(Mark.PAGE if number else Mark.WORDS, line, why="question number" if number else "")


def _in_bold(node: LexborNode, text: str) -> PrintedBlock:
    """Return a paragraph all in bold: a label on a line of its own, a heading in the middle, or words."""
    if is_procedure(text):
        return PrintedBlock(Mark.NOTE, text)
    if _OF_TABLE.match(text):
        return PrintedBlock(Mark.WORDS, text)
    middle = node.tag == "center" or (node.attributes.get("align") if node.tag != "-text" else "") == "center"
    if middle and len(text) < _LONGEST_HEADING and not text.endswith((".", "?", "!")):
        return PrintedBlock(Mark.HEADING, text, level=len(HEADINGS) + 1, department=text.isupper())
    named = is_label(text) or (may_be_label(text) and " " in text)
    return PrintedBlock(Mark.LABEL if named else Mark.WORDS, text)


def _runs(nodes: list[LexborNode]) -> Iterator[tuple[str, str]]:
    """Yield (text, "b", "i" or "") of a paragraph's words, neighbours of one style together.

    A label ends with its own element: words in bold that follow its colon are apart.
    """
    text, style, within = "", "", 0
    for node in nodes:
        for piece, how, element in _styled(node):
            if not piece.strip() or (how == style and (element == within or not text.rstrip().endswith(":"))):
                text += piece
                within = element if piece.strip() else within
                continue
            if text.strip():
                yield " ".join(text.split()), style
            text, style, within = piece, how, element
    if text.strip():
        yield " ".join(text.split()), style


def _styled(root: LexborNode) -> Iterator[tuple[str, str, int]]:
    """Yield (text, its style, the number of the element that gives it bold) of the words within an element.

    Raised marks are left out, as they are of the paragraph.
    """
    stack: list[tuple[LexborNode, str, int]] = [(root, "", 0)]
    while stack:
        node, style, element = stack.pop()
        if node.tag == "-text":
            yield node.text_content or "", style, element
            continue
        if node.tag in _BOLD and style != "b":
            style, element = "b", node.mem_id
        elif node.tag in _ITALIC and style != "b":
            style = "i"
        children: list[tuple[LexborNode, str, int]] = []
        child = node.first_child
        while child is not None:
            if child.tag not in HIDDEN and child.tag not in ("-comment", "sup"):
                children.append((child, style, element))
            child = child.next
        stack += reversed(children)


def _labels(runs: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the labels of a paragraph: in bold up to a colon, at its head, or after a sentence's end.

    What stands in brackets between the name and its colon belongs to the label: "Ada Lorne [holding answer]:".
    """
    parts = _bold_and_not(runs)
    before = ""
    for at, (text, bold) in enumerate(parts):
        beside = parts[at + 1][0] if at + 1 < len(parts) else ""
        bracketed, colon, _ = beside.partition(":")
        in_brackets = bool(_BESIDE.match(bracketed))
        closing = parts[at + 2][0] if at + 2 < len(parts) else ""
        held = in_brackets and (bool(colon) or closing.startswith(":"))
        ends = text.endswith(":") or beside.startswith(":")
        if bold and (ends or held) and _is_label_in_bold(text, before):
            yield text.replace(" :", ":") if ends else f"{text} {bracketed.strip()}"
        before = f"{before} {text}".strip()


def _bold_and_not(runs: list[tuple[str, str]]) -> list[tuple[str, bool]]:
    """Return (text, whether it is bold), neighbours that are not bold together."""
    made: list[tuple[str, bool]] = []
    for text, style in runs:
        bold = style == "b"
        if made and made[-1][1] == bold and not bold:
            glue = "" if text[:1] in ("]", ")", ",", ".") or made[-1][0].endswith(("[", "(")) else " "
            made[-1] = (made[-1][0] + glue + text, bold)
        else:
            made.append((text, bold))
    return made


def _is_label_in_bold(text: str, before: str) -> bool:
    bare = without_number(bare_label(text))
    if not bare[:1].isupper() or len(bare) > _LONGEST_LABEL or bare.casefold() in _NO_LABELS or ":" in bare:
        return False
    outside = _IN_BRACKETS.sub("", bare)
    if any(c.isdigit() for c in outside) or is_procedure(text):
        return False
    if bare != bare_label(text) and not (is_label(bare) or is_persons_name(bare) or is_name(outside.strip())):
        return False  # "Step 1:" is no name
    return bool(_NUMBERED.match(before)) or (before.endswith((".", "?", "!", "]", "”")) and is_label(text))
