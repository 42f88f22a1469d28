"""Which patterns are linear by their parse tree alone, so that no text need be tried on them.

The work of one attempt at one place is bounded from above: each item is tried once for each way in which what stands
before it can match. A repeat without a bound counts as ``n`` rounds, so that a bound that grows with ``n`` is told.
"""

from __future__ import annotations

import re
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 1_000  # steps an attempt may take for each character it may read; more are measured
_SHORTER, _LONGER = 1_000, 4_000
_ENDLESS = 10**12
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_SINGLE = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN, sre.AT)
_STARTS = (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING)


def is_plainly_linear(pattern: re.Pattern[Any], way: str) -> bool:
    """Whether a way to ask a pattern takes time in line with the text, whatever the text.

    Asked at one place, an attempt may grow with the text; tried from each place, it must not.
    """
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.DEBUG | (0 if pattern.flags & re.ASCII else re.UNICODE))
    shorter, longer = (_sequence(tree, n)[1] for n in (_SHORTER, _LONGER))
    if way in ("match", "fullmatch") or _begins_at_start(tree):
        return longer <= shorter * _LONGER // _SHORTER and longer <= _MOST * _LONGER
    return longer == shorter <= _MOST


def _begins_at_start(tree: Any) -> bool:
    """Whether every attempt but that at the start of the text fails at once."""
    multiline = tree.state.flags & re.MULTILINE
    first = tree[0] if len(tree) else (None, None)
    return first[0] is sre.AT and first[1] in _STARTS and not (multiline and first[1] is sre.AT_BEGINNING)


def _sequence(tree: Any, n: int) -> tuple[int, int]:
    """Return in how many ways a sequence can match at one place, and how many steps all of them take."""
    ways, steps = 1, 1
    for op, value in tree:
        more, each = _item(op, value, n)
        steps = min(_ENDLESS, steps + ways * each)
        ways = min(_ENDLESS, ways * more)
    return ways, steps


def _item(op: Any, value: Any, n: int) -> tuple[int, int]:  # noqa: PLR0911 - one return for each kind of item
    if op in _SINGLE:
        return 1, 1
    if op in _REPEATS:
        ways, steps = _repeat(value[0], value[1], value[2], n)
        return (1, steps) if op is sre.POSSESSIVE_REPEAT else (ways, steps)
    if op is sre.SUBPATTERN:
        return _sequence(value[3], n)
    if op is sre.ATOMIC_GROUP:
        return 1, _sequence(value, n)[1]
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return 1, _sequence(value[1], n)[1]
    if op is sre.BRANCH:
        branches = [_sequence(branch, n) for branch in value[1]]
        ways = (max if _begin_apart(value[1]) else sum)(each for each, _ in branches)
        return ways, sum(steps for _, steps in branches)
    return _ENDLESS, _ENDLESS  # what is not known here is measured


def _repeat(least: int, most: int, inner: Any, n: int) -> tuple[int, int]:
    rounds = n if most is sre.MAXREPEAT else int(most)
    ways, steps = _sequence(inner, n)
    if ways == 1:
        return max(1, rounds - least + 1), min(_ENDLESS, rounds * steps)
    total = before = 0
    power = 1
    for number in range(rounds + 1):
        total += power if number >= least else 0
        before += power if number < rounds else 0
        power *= ways
        if power > _ENDLESS:
            return _ENDLESS, _ENDLESS
    return max(1, total), min(_ENDLESS, before * steps)


def _begin_apart(branches: Any) -> bool:
    """Whether each branch begins with a letter of its own, so that at one place at most one of them can match.

    Letters beyond ASCII are measured: without regard to case, some are one that are two here (a dotless i is an i).
    """
    firsts: list[tuple[Any, Any]] = [branch[0] if len(branch) else (None, None) for branch in branches]
    letters = {chr(value).casefold() for op, value in firsts if op is sre.LITERAL}
    return len(letters) == len(firsts) and all(letter.isascii() for letter in letters)
