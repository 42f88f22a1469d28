"""The words of a web page of no known form: what stands in its body, the furniture around it apart and by kind.

Everything is kept that is not plainly something else: a page is a memo as often as a story, and a list, a table or a
definition is as much of it as a paragraph. Where the page says which element is its main one and most words are in it,
what stands outside it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from briefs.readers.common.base import Stripped
from briefs.readers.common.boilerplate import furniture
from briefs.readers.common.flow import Block, blocks_of, walk
from briefs.readers.pages.page_furniture import ElementPlace, furniture_of, table_around
from briefs.readers.pages.page_measures import Measure, is_sentence, measures

_MAIN_SHARE, _ARTICLE_SHARE, _CLIMB = 0.5, 0.6, 1.5
# Kinds of line that a whole sentence of a document can be mistaken for.
_MAY_BE_WORDS = frozenset(("related headlines", "share link", "registration notice", "advertisement", "navigation"))


@dataclass
class PageBody:
    """The blocks of a page's words, and what was left out of it with its kind."""

    blocks: list[Block] = field(default_factory=list)
    left_out: list[Stripped] = field(default_factory=list)


def page_body(page: LexborHTMLParser) -> PageBody:
    """Return the words of a page; the tree is changed by it. Raises nothing: a page without text has no blocks."""
    found = PageBody()
    root = page.body
    if root is None:
        return found
    sizes = measures(root)
    mains = {node.mem_id for node in page.css("main, article, [role=main]")}
    for node, kind in _furniture(root, sizes, mains):
        found.left_out += _pieces(node, kind)
        node.decompose()
    main = _main(page, root, measures(root))
    blocks = blocks_of(main)
    if main.mem_id != root.mem_id:
        main.decompose()
        found.left_out += _pieces(root, "outside the main text")
    for block in blocks:
        why = _why_not(block)
        if why:
            found.left_out.append(Stripped(block.text, why))
        else:
            found.blocks.append(block)
    return found


def _furniture(root: LexborNode, sizes: dict[int, Measure], mains: set[int]) -> list[tuple[LexborNode, str]]:
    """Return the outermost elements that are furniture, with their kinds."""
    whole = sizes[root.mem_id].unlinked
    found: list[tuple[LexborNode, str]] = []
    within: int | None = None
    layouts = frozenset(table_around(table) for table in root.css("table table"))
    depth, below = 0, False
    for node, opens in walk(root):
        if within is not None:
            within = None if not opens and node.mem_id == within else within
            continue
        if node.tag == "-text":
            continue
        depth += (node.mem_id in mains) * (1 if opens else -1)
        below = below or node.tag == "h1"
        if opens and node.mem_id != root.mem_id:
            kind = furniture_of(
                node, sizes.get(node.mem_id, Measure()), ElementPlace(bool(mains), depth > 0, below, whole, layouts)
            )
            if kind:
                found.append((node, kind))
                within = node.mem_id
                depth -= node.mem_id in mains
    return found


def _pieces(node: LexborNode, kind: str) -> list[Stripped]:
    """Return the lines of an element that is left out, each with its own kind where it has one."""
    lines = (line for block in blocks_of(node, report=False) for line in block.text.split("\n"))
    return [Stripped(line, furniture(line) or kind) for line in lines]


def _main(page: LexborHTMLParser, root: LexborNode, sizes: dict[int, Measure]) -> LexborNode:
    """Return the element that the page calls its main one and that holds most of its words; else the whole body."""
    main = _largest(page.css("main, [role=main]"), sizes, root, _MAIN_SHARE) or root
    best = _largest(main.css("article, [itemprop=articleBody]"), sizes, main, _ARTICLE_SHARE) or main
    # The headline may stand beside the element that holds the paragraphs.
    while sizes[root.mem_id].holds_heading and not sizes[best.mem_id].holds_heading:
        parent = best.parent
        held = sizes.get(parent.mem_id) if parent is not None else None
        if parent is None or held is None or held.unlinked > _CLIMB * sizes[best.mem_id].unlinked:
            break
        best = parent
    return best


def _largest(nodes: list[LexborNode], sizes: dict[int, Measure], around: LexborNode, share: float) -> LexborNode | None:
    """Return the node with the most words, if it has such a share of those around it."""
    measured = [(sizes[node.mem_id].unlinked, node) for node in nodes if node.mem_id in sizes]
    most, best = max(measured, key=lambda pair: pair[0], default=(0, None))
    return best if most and most >= share * sizes[around.mem_id].unlinked else None


def _why_not(block: Block) -> str | None:
    """Return the kind of a block that is no part of the words, None where it is."""
    if block.kind in ("table", "headline"):
        return None
    kinds = [furniture(line) for line in block.text.split("\n")]
    if not all(kinds) or (kinds[0] in _MAY_BE_WORDS and is_sentence(block.text)):
        return None
    return kinds[0]
