"""How the words of a question are kept in the index: a common word as one character, the others written out after.

Two thirds of the index is words to compare questions by. Packed so, they take half the room, which is half as many
pages of memory when a million questions are held, and still compress where neighbouring questions repeat each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from briefs.index.common_stems import COMMON, COMMONEST

_OTHER, _THEN = "~", "\t"
_ONE_BYTE = (chr(code) for code in range(0x21, 0x7E))
_TWO_BYTES = (chr(code) for code in range(0xA1, 0x800))  # in UTF-8, as the index keeps them
_CODES = dict(chain(zip(COMMONEST, _ONE_BYTE, strict=False), zip(COMMON, _TWO_BYTES, strict=False)))
_WORDS = {code: word for word, code in _CODES.items()}


def pack(words: Iterable[str]) -> str:
    """Return words in one line: a character for each, then those that have none of their own."""
    coded, others = [], []
    for word in words:
        code = _CODES.get(word)
        if code is None:
            others.append(word)
        coded.append(code or _OTHER)
    return f"{''.join(coded)}{_THEN}{' '.join(others)}" if others else "".join(coded)


def unpack(packed: str) -> list[str]:
    """Return the words of a packed line, in order."""
    coded, _, others = packed.partition(_THEN)
    if not others:
        return [_WORDS[code] for code in coded]
    rest = iter(others.split(" "))
    return [_WORDS.get(code) or next(rest) for code in coded]
