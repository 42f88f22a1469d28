"""Lines of a terminal: how wide text is, where it breaks, and what stands at the right margin.

Widths are in terminal cells: a wide character (Chinese, most emoji) takes two, a combining mark none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_SPACES = re.compile(r"[ \n\t]+")


def char_width(char: str) -> int:
    """Return the cells that one character takes."""
    if char < "\u0300":
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def text_width(text: str) -> int:
    """Return the cells that a line of text takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def _pieces(word: str, room: int) -> Iterator[str]:
    """Yield a word that is wider than a line in pieces that are not."""
    piece, filled = "", 0
    for char in word:
        cells = char_width(char)
        if piece and filled + cells > room:
            yield piece
            piece, filled = "", 0
        piece += char
        filled += cells
    if piece:
        yield piece


def wrap(text: str | Iterable[str], width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Return text as lines of at most ``width`` cells; ``first`` and ``rest`` open the first and the other lines.

    A text breaks at its spaces, an iterable between its phrases (and inside one only where it is wider than a line).
    """
    lines: list[str] = []
    line, filled, bare = first, text_width(first), True
    for word in _units(text, width - text_width(rest)):
        cells = text_width(word)
        if not bare and filled + 1 + cells > width:
            lines.append(line)
            line, filled, bare = rest, text_width(rest), True
        line += word if bare else f" {word}"
        filled += cells if bare else cells + 1
        bare = False
    return [*lines, line]


def _units(text: str | Iterable[str], room: int) -> Iterator[str]:
    """Yield what may not be broken: words, or whole phrases, none wider than ``room`` cells."""
    if not isinstance(text, str):
        for phrase in text:
            yield from [phrase] if text_width(phrase) <= room else _units(phrase, room)
        return
    for word in _SPACES.split(text):
        if word:
            yield from [word] if text_width(word) <= room else _pieces(word, max(2, room))


def at_right(lines: list[str], tail: Sequence[str], width: int, *, gap: int = 2, indent: str = "") -> list[str]:
    """Return the lines with ``tail`` at the right margin: on the last line where it fits, else on lines of its own.

    A tail wider than a line is wrapped, ``indent`` kept free at its left; its phrases but the first are never broken.
    """
    whole = " ".join(phrase for phrase in tail if phrase)
    if not whole:
        return lines
    room, size = width - text_width(lines[-1]), text_width(whole)
    if size + gap <= room:
        return [*lines[:-1], lines[-1] + " " * (room - size) + whole]
    if size + text_width(indent) <= width:
        return [*lines, " " * (width - size) + whole]
    wrapped = wrap([*_SPACES.split(tail[0]), *tail[1:]], width - text_width(indent))
    return [*lines, *(" " * (width - text_width(line)) + line for line in wrapped)]
