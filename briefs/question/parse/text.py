"""The words of a question: what it asks without whom it asks, what they tell, and whether two ask the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.language.words import STOP_WORDS, content_stems, stem
from briefs.question.parse.wording import REFERENCE, REQUEST
from briefs.records.model import AnswerState, Part, Record

STATES_A_POSITION = frozenset({AnswerState.ANSWERED, AnswerState.CORRECTED})
# Of the words of two questions, the share that may differ where they are still one question.
_DIFFERENCE, _MOST_APART = 0.12, 2
_NAME_OR_FIGURE = re.compile(r"[A-Z0-9]")
_UNTELLING = frozenset(
    stem(word)
    for word in """recent recently latest current currently potential department government
    ministers minister secretary state he she his her they their majesty's make made making take taken taking has have
    will""".split()
)
_PREFACE = re.compile(r"^\W*To ask .+?(?:,\s|\bGovernment\s)(?=(?-i:[a-z(]))", re.IGNORECASE)


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


def question_text(record: Record) -> str:
    """Return the words of a question."""
    return "\n".join(p.text for p in record.passages if p.part is Part.QUESTION)


def answer_text(record: Record) -> str:
    """Return the words of an answer, a line for each passage."""
    return "\n".join(p.text for p in record.passages if p.part is Part.ANSWER)


def is_clipped(record: Record) -> bool:
    """Whether an answer is held only as far as the source's list gives it."""
    return any(p.part is Part.ANSWER and not p.quotable for p in record.passages)
