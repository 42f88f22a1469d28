"""Which of two copies of one written question to keep: a clipped copy never takes the place of a full text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from briefs.records import AnswerState, Part, Passage, Record

CLIPPED_QUESTION = "The source clipped the question; it is searched but not quoted."
CLIPPED_ANSWER = "The source clipped the answer; it is searched but not quoted."
RUN_TOGETHER = "The source ran the paragraphs of the answer together; it is searched but not quoted."

_CLIPPED = {CLIPPED_QUESTION: Part.QUESTION, CLIPPED_ANSWER: Part.ANSWER, RUN_TOGETHER: Part.ANSWER}
_NOT_LETTERS = re.compile(r"[\W_]+")


def fuller(held: Record, incoming: Record) -> Record:
    """Return what to keep of two copies of the same question, ``incoming`` being the later read.

    The copy that is further on wins (answered after unanswered, a later day of answer, a correction after what it
    corrects), else the incoming one. Where the winner's question or answer is clipped, or its paragraphs run together,
    and the other copy holds the whole of the same text, that is kept under the winner's particulars. A full text that
    begins otherwise than the clipped one is another answer and is not brought back.
    """
    newer, older = (held, incoming) if _progress(held) > _progress(incoming) else (incoming, held)
    return _completed(newer, older)


def _progress(record: Record) -> tuple[bool, date, bool, bool]:
    """How far the question has come, for comparison."""
    has_answer = any(passage.part is Part.ANSWER for passage in record.passages)
    return (
        record.state is AnswerState.WITHDRAWN,
        record.dates.answered or date.min,
        record.state is AnswerState.CORRECTED,
        has_answer,
    )


def _completed(newer: Record, older: Record) -> Record:
    """Return ``newer`` with the whole text of ``older`` where ``newer`` has its clipped beginning."""
    passages: list[Passage] = []
    taken = False
    for part in (Part.QUESTION, Part.ANSWER):
        clipped = [passage for passage in newer.passages if passage.part is part]
        whole = [passage for passage in older.passages if passage.part is part]
        use_whole = _begins(clipped, whole) and (part is Part.QUESTION or _same_answer(newer, older))
        taken = taken or use_whole
        passages += whole if use_whole else clipped
    if not taken:
        return newer
    kept_clipped = {passage.part for passage in passages if not passage.quotable}
    state = newer.state
    if state is AnswerState.ANSWERED and Part.ANSWER not in kept_clipped and older.state is not AnswerState.UNANSWERED:
        # The full words show a referral or a holding answer, which a clipped text cannot.
        state = older.state
    outdated = {note for note, part in _CLIPPED.items() if part not in kept_clipped}
    notes = tuple(note for note in newer.notes if note not in outdated)
    return replace(newer, passages=tuple(passages), state=state, notes=notes)


def _begins(clipped: list[Passage], whole: list[Passage]) -> bool:
    """Whether the whole passages are the same text in a better form: not clipped, or in more paragraphs."""
    if not clipped or not whole or not all(passage.quotable for passage in whole):
        return False
    if all(passage.quotable for passage in clipped):
        return len(whole) > len(clipped) and _letters(whole) == _letters(clipped)
    return _letters(whole).startswith(_letters(clipped))


def _same_answer(newer: Record, older: Record) -> bool:
    """Whether the two copies can hold one answer: no correction between them and no other day of answer."""
    days = {record.dates.answered for record in (newer, older)} - {None}
    corrected = {record.state is AnswerState.CORRECTED for record in (newer, older)}
    return len(days) < 2 and len(corrected) == 1


def _letters(passages: list[Passage]) -> str:
    return _NOT_LETTERS.sub("", "".join(passage.text for passage in passages))
