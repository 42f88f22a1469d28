"""How far a written answer has come, read from its own words where its source does not say.

The phrases are the families that departments and Parliament print; each is tried on short answers alone, since a long
answer that uses one in passing still answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.records.model import AnswerState

# Longest holding answer seen in 33,000 answers: 215 characters; longest "I will write": 394.
_SHORT = 420
# What may stand beside a referral before it says something of its own.
_ASIDE = 24

_HOLDING = re.compile(
    r"""
    \b(?:has|have)\ not\ (?:yet\ )?(?:proved|been)\ possible\ to\ (?:answer|respond|reply)
    | \bnot\ be\ possible\ to\ (?:answer|respond|reply)\b[^.]{0,300}\b(?:within|in\ the|before)\b
    | \b(?:shall|will)\ let\ (?:the|my|him|her)\b.{0,60}?\bhave\ (?:a|an)\ (?:reply|answer|response)\b
    | \b(?:answer|reply|response)\b[^.]{0,300}\bis\ being\ prepared\ and\ will\ be\ (?:provided|given)
    | \b(?:I|we)\ (?:shall|will)\ (?:respond|reply|answer)\ as\ soon\ as\ possible
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WRITE_TO = r"(?:him|her|them|(?:the|my|our|both)\ (?:hon|rt|right|noble|member|lord|baroness|peer)\w*)\b"
_WILL_WRITE = re.compile(
    rf"""
    \b(?:will|shall)\ (?:also\ |therefore\ |then\ )?write\ (?:directly\ )?to\ {_WRITE_TO}
    | \bhave\ asked\ [^.]{{0,160}}\bto\ write\ (?:directly\ )?to\ {_WRITE_TO}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_REFERRAL = re.compile(
    r"""
    \brefer(?:red)?\b .{0,160}? \bto\b .{0,300}?
    \b(?:answers?|repl(?:y|ies)|responses?|statements?|questions?|PQs?|UINs?|H[CL]\w{0,4}\d+)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Full stops that end no sentence would cut a referral in two at "the hon. Member".
_ABBREVIATIONS = re.compile(r"\b(hon|rt|no|nos|mr|mrs|ms|dr|col|vol|pq|uin)\.", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"])")


def state_of_answer(paragraphs: Sequence[str]) -> AnswerState:
    """Return the state that the words of an answer show: holding, will write, referral, answered or none at all.

    A referral is an answer that does nothing but refer to another answer or statement; one that adds a sentence of
    its own counts as answered.
    """
    text = " ".join(paragraphs)
    if not text.strip():
        return AnswerState.UNANSWERED
    if len(text) <= _SHORT:
        if _HOLDING.search(text):
            return AnswerState.HOLDING
        if _WILL_WRITE.search(text):
            return AnswerState.WILL_WRITE
    return AnswerState.REFERRAL if _only_refers(text) else AnswerState.ANSWERED


def holding_phrases(text: str) -> list[tuple[int, int]]:
    """Return where a text says that an answer will come later instead of giving it: holding, or "I will write to"."""
    found = (match.span() for pattern in (_HOLDING, _WILL_WRITE) for match in pattern.finditer(text))
    return sorted(found)


def _only_refers(text: str) -> bool:
    if "refer" not in text[:_SHORT].lower():
        return False
    sentences = _SENTENCE.split(_ABBREVIATIONS.sub(r"\1", text))
    others = [sentence for sentence in sentences if not _REFERRAL.search(sentence)]
    return len(others) < len(sentences) and sum(map(len, others)) <= _ASIDE
