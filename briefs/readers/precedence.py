"""Which of two copies of one record to keep: a clipped copy never takes the place of a full text, nor an excerpt of
a debate the place of the whole, nor an earlier version of a day's file the place of a later one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from briefs.records.gaps import CLIPPED, PARTS, Completeness, completeness
from briefs.records.model import AnswerState, Kind, Part, Passage, Record

# TheyWorkForYou's ids carry the day and, in printed Hansard's time, the letter of the file's version.
_TWFY_ID = re.compile(r"uk\.org\.publicwhip/.*?\d{4}-\d{2}-\d{2}(?P<letter>[a-z]?)\.(?!.*\d{4}-)")
_NOT_LETTERS = re.compile(r"[\W_]+")


def to_keep(held: Record, incoming: Record) -> Record:
    """Return what to keep of two copies of the same record, ``incoming`` being the later read."""
    if _letter(held) > _letter(incoming) != "":
        return held
    if {held.kind, incoming.kind} == {Kind.WRITTEN_QUESTION}:
        return fuller(held, incoming)
    # An oral question that was asked falls silent: Hansard has its words.
    spoken = held.record_id.startswith(("hansard/", "oq/"))
    if _is_silent(incoming) and not _is_silent(held) and not spoken:
        return held  # A list's row, which has the title or a summary alone, came after the text itself.
    return _whole_debate(held, incoming)


def _is_silent(record: Record) -> bool:
    """Whether no word of a copy may be quoted."""
    return not any(passage.quotable for passage in record.passages)


def _letter(record: Record) -> str:
    """Return the letter of the version of TheyWorkForYou's file, empty for a record from elsewhere."""
    match = _TWFY_ID.match(record.source_id) if isinstance(record.source_id, str) else None
    return match["letter"] if match else ""


def _whole_debate(held: Record, incoming: Record) -> Record:
    """Return the debate that holds more of its words; two excerpts make one, and particulars are filled in."""
    before, now = completeness(held), completeness(incoming)
    if now is Completeness.WHOLE or before is now is Completeness.HEADING:
        return incoming
    if before is Completeness.WHOLE:
        return held
    more, less = (held, incoming) if before > now else (incoming, held)
    kind = less.kind if more.kind is Kind.DEBATE else more.kind
    passages, speakers = more.passages, more.people
    if before is now:
        passages = _united(held.passages, incoming.passages)
        speakers = tuple({person.name: person for person in (*held.people, *incoming.people)}.values())
    volume, title = more.volume or less.volume, less.title if before > now else more.title
    return replace(more, kind=kind, title=title, volume=volume, passages=passages, people=speakers)


def _united(held: tuple[Passage, ...], incoming: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the contributions of two excerpts in the debate's order; of one in both, the one given whole."""
    whole = {passage.anchor for passage in incoming if passage.quotable}
    kept = {passage.anchor for passage in held if passage.anchor not in whole}
    both = [p for p in held if p.anchor in kept] + [p for p in incoming if p.anchor not in kept]
    return tuple(sorted(both, key=lambda passage: passage.turn or 0))


def fuller(held: Record, incoming: Record) -> Record:
    """Return what to keep of two copies of the same question, ``incoming`` being the later read.

    The copy that is further on wins (answered after unanswered, a later day of answer, a correction after what it
    corrects), else the incoming one. Where the winner's question or answer is clipped, or its paragraphs run together,
    and the other copy holds the whole of the same text, that is kept under the winner's particulars. A full text that
    begins otherwise than the clipped one is another answer and is not brought back.
    """
    further = _progress(held) > _progress(incoming)
    # TheyWorkForYou has a question from Parliament without the Members' and the body's numbers.
    copied = _progress(held) == _progress(incoming) and not _is_twfy(held) and _is_twfy(incoming)
    newer, older = (held, incoming) if further or copied else (incoming, held)
    return _completed(newer, older)


def _is_twfy(record: Record) -> bool:
    return isinstance(record.source_id, str) and _TWFY_ID.match(record.source_id) is not None


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
    outdated = {gap for gap, part in PARTS.items() if gap in CLIPPED and part not in kept_clipped}
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
