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

from briefs.language.words import STOP_WORDS, content_stems, stem
from briefs.question.parse.wording import REFERENCE, REQUEST
from briefs.records.model import AnswerState, Part, Record

STATES_A_POSITION = frozenset({AnswerState.ANSWERED, AnswerState.CORRECTED})
# Of the words of two questions, the share that may differ where they are still one question.
_DIFFERENCE, _MOST_APART = 0.12, 2
_NAME_OR_FIGURE = re.compile(r"[A-Z0-9]")
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
_UNTELLING = frozenset(
    stem(word)
    for word in """recent recently latest current currently potential department government
    ministers minister secretary state he she his her they their majesty's make made making take taken taking has have
    will""".split()
)
_PREFACE = re.compile(r"^\W*To ask .+?(?:,\s|\bGovernment\s)(?=(?-i:[a-z(]))", re.IGNORECASE)


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


def same_question(one: str, other: str) -> bool:
    """Whether two questions ask the same: they may differ in pronouns and titles, not in a name, year or subject."""
    left, right = _asked_words(one), _asked_words(other)
    if not left or not right:
        return False
    apart = (left.keys() ^ right.keys()) - _UNTELLING
    if any(_NAME_OR_FIGURE.match(left.get(word) or right.get(word) or "") for word in apart):
        return False
    return len(apart) <= min(_MOST_APART, _DIFFERENCE * min(len(left), len(right)))


def without_preface(question: str) -> str:
    """Return what a question asks, without whom ("To ask the Secretary of State for …,") and what it is pursuant to."""
    text = _PREFACE.sub("", question)
    request = REQUEST.search(text) if REFERENCE.match(text) else None
    return text[request.start() :] if request else text


def asked_stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words of meaning, the letters of its parts left out."""
    return frozenset(each for each in content_stems(text) if len(each) > 1)


def preface(question: str) -> str:
    """Return whom a question asks, in small letters: "to ask the secretary of state for transport"."""
    found = _PREFACE.match(question)
    return " ".join(found[0].casefold().rstrip(" ,").split()) if found else ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to compare others with: its words and the body that answers for it, by Parliament's id and by name."""

    text: str
    body_id: int | None = None
    body: str | None = None

    def same_as(self, record: Record) -> bool:
        """Whether a record asks the same of the same body; a body that one of the two does not give is no bar."""
        if self.body_id is not None and record.answering_body_id is not None:
            if self.body_id != record.answering_body_id:
                return False
        elif self.body and record.answering_body and self.body.casefold() != record.answering_body.casefold():
            return False
        return same_question(self.text, question_text(record))


def question_of(record: Record) -> Question:
    """Return a record's question to compare others with."""
    return Question(question_text(record), record.answering_body_id, record.answering_body)


def _asked_words(question: str) -> dict[str, str]:
    return {
        stem(word): word
        for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", without_preface(question))
        if word.casefold() not in STOP_WORDS
    }


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


def question_text(record: Record) -> str:
    """Return the words of a question."""
    return "\n".join(p.text for p in record.passages if p.part is Part.QUESTION)


def answer_text(record: Record) -> str:
    """Return the words of an answer, a line for each passage."""
    return "\n".join(p.text for p in record.passages if p.part is Part.ANSWER)


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
