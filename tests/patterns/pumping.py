"""Texts that make a pattern work: its own repeats, read from its parse tree, and what people paste."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

NASTY = (
    " ", ". ", ".", "(", "((a)", "[", "[a] ", "(a) ", '"', "“", "’", "'", "\n", "\n\n", " \n", "\t", "1", "1 ", "1,",
    "12/", "A", "A ", "Aa ", "Aa. ", "Aa Bb, ", "a", "a ", "a, ", "a. ", "a; ", "<", "<a", "<a ", "<a>", "&", "&amp;",
    "-", "- ", "—", ":", ": ", "/", "a/", "http://", "?", "? ", "@", "é", "the ", "of ", "and ", "to ask ",
    "To ask the ", "Mr ", "Mr A ", "MP ", "MP, ", "HL1 ", "UIN ", "Question 1 ", "1 May 2020 ", "2020-01-01 ",
    "question ", "Secretary of State ",
)  # fmt: skip
_ENDS = ("", "\n! ~ ")
_LETTERS = " aA1.,;:-–()[]<>&'’\"\n\t/_é?!|#*=%£@$~"
_STOP = "~"  # what few repeats go on over
_LONG = 10  # a repeat with fewer rounds than this cannot grow
_FEW, _MANY = 3, 16
_MOST_BODIES = 160


@dataclass(frozen=True)
class Pump:
    """A text of any length: what stands before, what is repeated, what ends it."""

    before: str
    body: str
    end: str

    def text(self, length: int) -> str:
        """Return a text of about that many characters."""
        return self.before + self.body * max(1, length // len(self.body)) + self.end


def pumps(pattern: re.Pattern[str]) -> list[Pump]:
    """Return the texts to try on a pattern."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.DEBUG | (0 if pattern.flags & re.ASCII else re.UNICODE))
    flags = tree.state.flags
    whole = [each for each in _samples(tree, flags) if each]
    bodies: dict[tuple[str, str], None] = {}
    for before, body in _repeats(tree, [""], flags):
        bodies[before, body] = None
        if before:
            bodies["", before + body] = None
    for each in whole:
        bodies["", each] = None
        bodies["", each[:-1] or each] = None
        bodies["", each[: len(each) // 2] + _STOP] = None
    for nasty in NASTY:
        bodies["", nasty] = None
    kept = list(bodies)[:: 1 + len(bodies) // _MOST_BODIES]
    return [Pump(before, body, end) for before, body in kept if body for end in _ENDS]


def _repeats(tree: Any, before: Sequence[str], flags: int) -> Iterator[tuple[str, str]]:
    """Yield what leads to each repeat that can grow, and what it repeats."""
    lead = list(before)
    for index in range(len(tree)):
        op, value = tree[index]
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most == sre.MAXREPEAT or most >= _LONG:
                bodies = _samples(inner, flags, _MANY)
                after = _samples(tree[index + 1 : index + 2], flags, _FEW)
                for each in lead[:_FEW]:
                    yield from ((each, body) for body in bodies)
                    yield from ((each, body + then) for body in bodies[:_FEW] for then in after if then)
            yield from _repeats(inner, lead, flags)
        elif op is sre.SUBPATTERN:
            yield from _repeats(value[3], lead, flags)
        elif op is sre.ATOMIC_GROUP:
            yield from _repeats(value, lead, flags)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, lead, flags)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(value[1], lead, flags)
        lead = _joined(lead, _item(op, value, flags, _FEW), _FEW)


def _samples(tree: Any, flags: int, most: int = _FEW) -> list[str]:
    """Return some texts that a part of a pattern fits."""
    found = [""]
    for op, value in tree:
        found = _joined(found, _item(op, value, flags, most), most)
    return found


def _joined(first: Sequence[str], second: Sequence[str], most: int) -> list[str]:
    if len(second) == 1:
        return [one + second[0] for one in first]
    if len(first) == 1:
        return [first[0] + two for two in second][:most]
    longest = max(len(first), len(second))
    joined = [first[n % len(first)] + second[n % len(second)] for n in range(longest)]
    return list(dict.fromkeys(joined))[:most]


def _item(op: Any, value: Any, flags: int, most: int) -> list[str]:  # noqa: PLR0911 - one return for each kind of item
    match op:
        case sre.LITERAL:
            return [chr(value)]
        case sre.NOT_LITERAL:
            return [c for c in _LETTERS if ord(c) != value][:most]
        case sre.ANY:
            return [c for c in _LETTERS if c != "\n"][:most]
        case sre.IN:
            return _of_class(value, most)
        case sre.BRANCH:
            each = [_samples(branch, flags, _FEW) for branch in value[1]]
            return list(dict.fromkeys([s[0] for s in each if s] + [t for s in each for t in s[1:]]))[:most] or [""]
        case sre.SUBPATTERN:
            return _samples(value[3], flags, most)
        case sre.ATOMIC_GROUP:
            return _samples(value, flags, most)
        case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
            least, _, inner = value
            once = _samples(inner, flags, most)
            return [each * max(1, min(least, 40)) for each in once] + ([""] if least == 0 else [])
    return [""]


def _of_class(items: Any, most: int) -> list[str]:
    fits = [c for c in _LETTERS if _in_class(items, c)]
    named = [chr(v) for op, v in items if op is sre.LITERAL] + [chr(v[0]) for op, v in items if op is sre.RANGE]
    if items[0][0] is not sre.NEGATE:
        fits += [c for c in named if c not in fits]
    return fits[:most] or ["\u4e00"]


def _in_class(items: Any, char: str) -> bool:
    code, inside, negated = ord(char), False, False
    for op, value in items:
        match op:
            case sre.NEGATE:
                negated = True
            case sre.LITERAL:
                inside |= code == value
            case sre.RANGE:
                inside |= value[0] <= code <= value[1]
            case sre.CATEGORY:
                inside |= _CATEGORIES[value](char)
    return inside != negated


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_NOT_DIGIT: lambda c: not c.isdecimal(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    sre.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    sre.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}
