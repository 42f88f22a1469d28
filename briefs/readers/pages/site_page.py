"""A page of hansard.parliament.uk saved as HTML: its elements as blocks.

Each contribution has a ``primary-text`` that names who speaks, a ``secondary-text`` beside it with the brackets of the
attribution, and its words in paragraphs of their own.
"""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from briefs.readers.common.base import Stripped
from briefs.readers.common.blocks import Mark, PrintedBlock
from briefs.readers.common.labels import asks_below
from briefs.readers.common.markup import to_paragraphs
from briefs.readers.pages.page_elements import HEADINGS, is_around, is_heading_class, leaves_of

_LABEL, _BESIDE = "primary-text", "secondary-text"
_NOTES = frozenset(("division", "hs_procedure", "hs_brev", "hs_76fchair", "hs_amendmentlevel0"))
_TIMES = frozenset(("debate-item-timestamp", "timestamp", "hs_timeline"))
_ASKED_BY = frozenset(("hs_tabledby",))
_NEAR = 12


def is_site_page(page: LexborHTMLParser) -> bool:
    """Whether a page has the site's elements for contributions."""
    return page.css_first(f".{_LABEL}") is not None


def blocks_of_site(
    page: LexborHTMLParser, around: Callable[[str], str | None]
) -> tuple[list[PrintedBlock], list[Stripped]]:
    """Return the blocks of a page in reading order and what stands around them; ``around`` says why a line does."""
    found: list[PrintedBlock] = []
    left_out: list[Stripped] = []
    body = page.body
    for leaf in leaves_of(body) if body is not None else ():
        nodes = leaf if isinstance(leaf, list) else [leaf]
        for text in to_paragraphs("".join(node.html or "" for node in nodes)):
            classes = _classes(nodes[0])
            why = _why(nodes[0], text, classes) or around(text)
            if why:
                left_out.append(Stripped(text, why))
            elif _BESIDE in classes and found and found[-1].mark is Mark.LABEL:
                found[-1] = PrintedBlock(Mark.LABEL, f"{found[-1].text} {text}")
            elif asks_below(text):
                found.append(PrintedBlock(Mark.LABEL, text, asks=True))
            else:
                found.append(PrintedBlock(_mark(nodes[0], classes), text))
    left_out += [block.left_out for block in found if block.mark is Mark.HEADING]
    return found, left_out


def _why(node: LexborNode, text: str, classes: set[str]) -> str | None:
    if node.tag != "-text" and (is_around(node) or node.tag == "header"):
        return Mark.PAGE.value
    if classes & _TIMES:
        return Mark.TIME.value
    return "who was asked" if classes & _ASKED_BY and not asks_below(text) else None


def _mark(node: LexborNode, classes: set[str]) -> Mark:
    if _LABEL in classes:
        return Mark.LABEL
    if classes & _NOTES:
        return Mark.NOTE
    return Mark.HEADING if node.tag in HEADINGS or is_heading_class(node) else Mark.WORDS


def _classes(node: LexborNode) -> set[str]:
    """Return the classes of an element and of those near above it, in small letters."""
    found: set[str] = set()
    here: LexborNode | None = node
    for _ in range(_NEAR):
        if here is None or here.tag in ("body", "main", "article"):
            break
        if here.tag != "-text":
            found.update((here.attributes.get("class") or "").casefold().split())
        here = here.parent
    return found
