"""The elements of a saved page that hold words, in reading order, and those that stand around its body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

Leaf = LexborNode | list[LexborNode]
"""An element without blocks in it, or a run of words between blocks."""

_BLOCK_TAGS = frozenset(
    "p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 center blockquote table ul ol dl form hr "
    "body columnnum fieldset pre".split()
)
_ANY_BLOCK = ", ".join(sorted(_BLOCK_TAGS - {"body"}))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
WHOLE = frozenset(("table", "ul", "ol", "dl", "pre")) | HEADINGS
HIDDEN = frozenset("script style noscript template iframe object svg select".split())
_AROUND = frozenset(
    "navlinks breadcrumb navleft navcentre navright top_nav banner main_nav secondary_nav footer_holder footer "
    "bottomnavigation".split()
)


# Hansard's own classes begin with the level of a heading: hs_2cDepartment, hs_3MainHdg, hs_6bDepartment; no hs_Para.
_HEADING_CLASS = re.compile(r"(?:^|\s)hs_\d+[a-z]*(?!Para)[A-Z]\w*")
_DEPARTMENT_CLASS = re.compile(r"(?:^|\s)hs_\d+[a-z]*Department\b")


def is_heading_class(node: LexborNode) -> bool:
    """Whether an element is a heading by Hansard's own class."""
    return node.tag != "-text" and bool(_HEADING_CLASS.search(node.attributes.get("class") or ""))


def is_department_class(node: LexborNode) -> bool:
    """Whether an element is a department's heading by Hansard's own class."""
    return bool(_DEPARTMENT_CLASS.search(node.attributes.get("class") or ""))


def leaves_of(root: LexborNode) -> Iterator[Leaf]:
    """Yield what holds words: elements without blocks in them, and runs of words between blocks."""
    stack: list[Leaf] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, list) or node.tag in WHOLE or is_around(node) or not _holds_blocks(node):
            yield node
            continue
        parts: list[Leaf] = []
        child = node.first_child
        while child is not None:
            if child.tag in HIDDEN or (child.tag or "").startswith("_"):
                pass
            elif child.tag in _BLOCK_TAGS or (child.tag != "-text" and _holds_blocks(child)):
                parts.append(child)
            elif parts and isinstance(parts[-1], list):
                parts[-1].append(child)
            else:
                parts.append([child])
            child = child.next
        stack += reversed(parts)


def _holds_blocks(node: LexborNode) -> bool:
    return node.tag != "-text" and any(found.mem_id != node.mem_id for found in node.css(_ANY_BLOCK))


def is_around(node: LexborNode) -> bool:
    """Whether an element is navigation or the like by its tag, class or id."""
    if node.tag == "-text":
        return False
    named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".casefold().split()
    return bool(_AROUND.intersection(named)) or node.tag in ("form", "nav", "footer", "button")
