"""How much text, how many links and how many whole sentences each element of a page holds, in one walk over it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from briefs.readers.common.flow import BLOCKS, CELLS, LISTS, walk

_BOUNDARIES = BLOCKS | CELLS | LISTS | {"li", "br", "tr", "table"}
_WORDS = re.compile(r"\w+")
_SENTENCE_WORDS = 5
_MAIN = frozenset(("h1", "main", "article"))


@dataclass(slots=True)
class Measure:
    """What an element holds: characters, those within links, links, those into the page itself, sentences.

    ``holds_heading`` says whether it is or holds the page's h1, ``holds_main`` whether that or a main element.
    """

    characters: int = 0
    linked: int = 0
    links: int = 0
    local_links: int = 0
    link_words: int = 0
    sentences: int = 0
    holds_main: bool = False
    holds_heading: bool = False

    @property
    def unlinked(self) -> int:
        """How many characters stand outside links."""
        return self.characters - self.linked

    def add(self, inner: Measure) -> None:
        """Add what an element within holds."""
        self.characters += inner.characters
        self.linked += inner.linked
        self.links += inner.links
        self.local_links += inner.local_links
        self.link_words += inner.link_words
        self.sentences += inner.sentences
        self.holds_main = self.holds_main or inner.holds_main
        self.holds_heading = self.holds_heading or inner.holds_heading


def is_sentence(text: str) -> bool:
    """Whether a line of text is a whole sentence: five words or more and a mark that ends one."""
    line = text.rstrip("”\"'’)]* ")
    return line.endswith((".", "?", "!", ";", ":")) and len(_WORDS.findall(line)) >= _SENTENCE_WORDS


def measures(root: LexborNode) -> dict[int, Measure]:
    """Return the measures of every element of a tree, by the node's ``mem_id``."""
    found: dict[int, Measure] = {}
    open_: list[Measure] = []
    line: list[str] = []
    links = 0
    for node, opens in walk(root):
        tag = node.tag or ""
        if tag == "-text":
            if opens:
                _take(node.text_content or "", line, open_, linked=links > 0)
            continue
        if tag in _BOUNDARIES:
            _end_line(line, open_)
        if opens:
            links += tag == "a"
            is_local = tag == "a" and (node.attributes.get("href") or "").startswith("#")
            made = Measure(links=int(tag == "a"), local_links=int(is_local))
            made.holds_main, made.holds_heading = tag in _MAIN, tag == "h1"
            open_.append(made)
        else:
            links -= tag == "a"
            done = open_.pop()
            found[node.mem_id] = done
            if open_:
                open_[-1].add(done)
    return found


def _take(text: str, line: list[str], open_: list[Measure], *, linked: bool) -> None:
    line.append(text)
    if open_:
        size = len("".join(text.split()))
        open_[-1].characters += size
        if linked:
            open_[-1].linked += size
            open_[-1].link_words += len(text.split())


def _end_line(line: list[str], open_: list[Measure]) -> None:
    if open_ and is_sentence("".join(line)):
        open_[-1].sentences += 1
    line.clear()
