"""What a speaker says within an element of TEI, without the notes, noises and gaps that stand among the words.

The plain edition holds running text. The annotated edition holds each word and mark as an element of its own
(``<w>``, ``<pc>``): ``join="right"`` stands on the one to which the next is glued, all others have a space after them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

from briefs.readers.common.decoding import visible
from briefs.readers.common.safe_xml import one_line

NOT_SAID = frozenset(("note", "vocal", "kinesic", "incident", "gap", "pb", "lb", "cb", "milestone", "linkGrp", "desc"))
_TOKENS = frozenset(("w", "pc"))
_BREAK = "\x00"  # where a note stood: a space, but none before a mark
_BEFORE_MARK = re.compile(rf"(?<![\s{_BREAK}])\s*+{_BREAK}[\s{_BREAK}]*+(?=[,.;:?!)\]’”])")
# It ends a word and begins none, so what follows it is another word whatever the file says.
_TAIL_OF_A_WORD = re.compile(r"^(?:n[’']t|[’'][a-z]{1,2})$", re.IGNORECASE)


def words_of(element: ET.Element, leave_out: Callable[[str], None]) -> str:
    """Return the words of an element as one line; each note among them goes to ``leave_out``."""
    annotated = any(part.tag in _TOKENS for part in element.iter())
    pieces = _Tokens(leave_out) if annotated else _Running(leave_out)
    pieces.take(element)
    return " ".join(_BEFORE_MARK.sub("", "".join(pieces.found)).replace(_BREAK, " ").split())


class _Running:
    """The pieces of running text."""

    def __init__(self, leave_out: Callable[[str], None]) -> None:
        self.found: list[str] = []
        self._leave_out = leave_out

    def take(self, element: ET.Element) -> None:
        """Take the words of an element, those of what stands within it included."""
        self.text(element.text)
        for child in element:
            if child.tag in NOT_SAID:
                if note := one_line(child):
                    self._leave_out(note)
                self.gap()
            else:
                self.child(child)
            self.text(child.tail)

    def child(self, child: ET.Element) -> None:
        """Take an element of words."""
        self.take(child)

    def text(self, text: str | None) -> None:
        """Take text that stands by itself."""
        self.found.append(visible(text or ""))

    def gap(self) -> None:
        """Take the place where a note stood."""
        self.found.append(_BREAK)


class _Tokens(_Running):
    """The pieces of annotated text, each word followed by a space unless the next is glued to it."""

    def child(self, child: ET.Element) -> None:
        """Take a word or mark with its space, or what holds several."""
        if child.tag not in _TOKENS:
            self.take(child)
            if child.tag == "s":
                self.found.append(" ")
            return
        token = one_line(child)
        before = self.found[-1] if self.found else ""
        if token[:1].isalpha() and _TAIL_OF_A_WORD.match(before):
            self.found.append(" ")
        self.found.append(token)
        if child.get("join") not in ("right", "both"):
            self.found.append(" ")

    def text(self, text: str | None) -> None:
        """Take text between the words, where there is any but the layout of the file."""
        if text and text.strip():
            self.found.append(visible(f"{text} "))

    def gap(self) -> None:
        """A note needs no place of its own among words that have theirs, but what is glued across it is not."""
        self.found.append(_BREAK)
