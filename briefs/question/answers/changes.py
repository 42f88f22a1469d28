"""How the answer to one and the same question changed: the answers in order, and word by word what is new.

"Substance changed" is said only where words of substance came or went. Courtesies, titles, days of other answers and
words that carry no meaning alone do not count. A changed figure is told apart: numbers are renewed with every answer
to a question about numbers, so they show that the facts moved, not the position.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from briefs.language.words import STOP_WORDS, stem
from briefs.question.parse.text import STATES_A_POSITION, Question, answer_text
from briefs.records.model import Part, Record

# Below this share of common words two answers are too unlike for their changes to be marked word by word.
LEAST_ALIKE = 0.3
# Words of substance that must have come or gone, and their least share of the longer answer.
_LEAST_WORDS, _LEAST_SHARE = 3, 0.08

_TOKEN = re.compile(r"\s+|[^\W_]+(?:[’'.,/-][^\W_]+)*|.", re.DOTALL)
_FIGURE = re.compile(r"\d")
_NEGATION = frozenset("no not never nor neither cannot none without".split())
_COURTESY = re.compile(
    r"\b(?:I\s+(?:would\s+)?(?:refer|thank)|thank(?:s|ful)?|grateful|rt\.?|right|hon\.?|honourable|gentleman|lady|members?|friend|noble|lord|baroness"
    r"|his|her|majesty['’]s|department|ministers?|secretary|state|government|answer(?:ed|s)?|question|uin|pq)\b",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    """What changed from one answer to the next."""

    SAME = "same wording"
    COURTESIES = "same but for courtesies"
    FIGURES = "figures changed"
    SUBSTANCE = "substance changed"


@dataclass(frozen=True, slots=True)
class AnswerDifference:
    """A stretch of the two answers: "same", "removed" (only in the earlier) or "added" (only in the later)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers compared: what is the same and removed makes the earlier text, same and added the later one.

    ``alike`` is the share of words in common, from 0 to 1; spaces and case do not count.
    """

    verdict: Verdict
    changes: tuple[AnswerDifference, ...]
    alike: float


@dataclass(frozen=True, slots=True)
class AnswerTurn:
    """One answer in the series; ``since`` compares it with the one before, None for the first."""

    record: Record
    since: Comparison | None = None


def series(asked: Question, records: Sequence[Record]) -> tuple[AnswerTurn, ...]:
    """Return the answers given to a question over time, oldest first; empty where fewer than two states a position.

    Answers shared by grouped questions count once.
    """
    found: list[Record] = []
    seen: set[tuple[str, date | None]] = set()
    for record in sorted(records, key=_when):
        key = (answer_text(record), record.dates.answered)
        if key in seen or not key[0] or record.state not in STATES_A_POSITION:
            continue
        if _quotable(record) and asked.same_as(record):
            seen.add(key)
            found.append(record)
    if len(found) < 2:
        return ()
    turns = [AnswerTurn(found[0])]
    turns += [AnswerTurn(new, compare(answer_text(old), answer_text(new))) for old, new in pairwise(found)]
    return tuple(turns)


def _when(record: Record) -> tuple[str, str]:
    day = record.dates.answered or record.dates.tabled
    return (day.isoformat() if day else "", record.record_id)


def _quotable(record: Record) -> bool:
    return all(p.quotable for p in record.passages if p.part is Part.ANSWER)


def compare(old: str, new: str) -> Comparison:
    """Return what changed from one text to the next, both kept to the letter."""
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, [_plain(t) for t in left], [_plain(t) for t in right], autojunk=False)
    changes: list[AnswerDifference] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":  # letter for letter: what differs in case or white space alone is marked too
            for old_token, new_token in zip(left[a:b], right[c:d], strict=True):
                same = old_token == new_token
                changes += (
                    [AnswerDifference("same", old_token)]
                    if same
                    else [AnswerDifference("removed", old_token), AnswerDifference("added", new_token)]
                )
            continue
        if b > a:
            changes.append(AnswerDifference("removed", "".join(left[a:b])))
        if d > c:
            changes.append(AnswerDifference("added", "".join(right[c:d])))
    merged = tuple(_merged(changes))
    words = [max(1, sum(not t.isspace() for t in side)) for side in (left, right)]
    same = sum(not t.isspace() for c in merged if c.kind == "same" for t in _TOKEN.findall(c.text))
    return Comparison(_verdict(merged, max(words)), merged, same / max(words))


def _plain(token: str) -> str:
    return " " if token.isspace() else token.casefold().replace("’", "'")


def _merged(changes: Sequence[AnswerDifference]) -> list[AnswerDifference]:
    """Return the changes with a lone space or comma between two of them taken into both, so that they read on."""
    grouped: list[list[str]] = []
    for number, change in enumerate(changes):
        lone = change.kind == "same" and not any(c.isalnum() for c in change.text) and "\n" not in change.text
        if lone and grouped and number + 1 < len(changes) and grouped[-1][0] == "changed":
            grouped[-1][1] += change.text
            grouped[-1][2] += change.text
        elif change.kind == "same":
            grouped.append(["same", change.text, change.text])
        else:
            if not grouped or grouped[-1][0] != "changed":
                grouped.append(["changed", "", ""])
            grouped[-1][1 if change.kind == "removed" else 2] += change.text
    merged: list[AnswerDifference] = []
    for kind, old, new in grouped:
        if kind == "same":
            merged.append(AnswerDifference("same", old))
        else:
            merged += [AnswerDifference(name, text) for name, text in (("removed", old), ("added", new)) if text]
    return merged


def _verdict(changes: Sequence[AnswerDifference], length: int) -> Verdict:
    removed, added = (_telling(changes, kind) for kind in ("removed", "added"))
    if not any(c.kind != "same" and any(x.isalnum() for x in c.text) for c in changes):
        return Verdict.SAME
    moved = removed ^ added
    if moved & _NEGATION:
        return Verdict.SUBSTANCE
    words = {word for word in moved if not _FIGURE.search(word)}
    if len(words) >= _LEAST_WORDS and len(words) >= _LEAST_SHARE * min(length, 100):
        return Verdict.SUBSTANCE
    if any(_FIGURE.search(word) for word in moved):
        return Verdict.FIGURES
    return Verdict.COURTESIES


def _telling(changes: Sequence[AnswerDifference], kind: str) -> set[str]:
    """Return the words of substance, the negations and the figures that only one of two answers has."""
    found: set[str] = set()
    for change in changes:
        if change.kind != kind:
            continue
        for word in re.findall(r"[^\W_]+(?:[’'.,-][^\W_]+)*", _COURTESY.sub(" ", change.text)):
            plain = word.casefold().replace("’", "'")
            if plain in _NEGATION or plain.endswith("n't"):
                found.add("not" if plain.endswith("n't") or plain == "cannot" else plain)
            elif plain not in STOP_WORDS:
                found.add(plain if _FIGURE.search(plain) else stem(plain))
    return found
