"""The earlier questions that a note reads: those most like the one in hand, and those that it or they point at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefs.library import Library
from briefs.question.answers.matching import LikeQuestion
from briefs.question.input import Given
from briefs.question.references.chain import Chain, follow
from briefs.question.references.columns import Columns
from briefs.question.references.resolution import Lookup
from briefs.question.similar.search import Asked, to_show
from briefs.records.gaps import is_about_answer
from briefs.records.model import AnswerState, DateKind, Kind, Part, Record

# Of the most like, those whose referrals are followed.
_FOLLOWED = 8


def candidates_for(library: Library, given: Given, today: date) -> tuple[tuple[LikeQuestion, ...], tuple[Record, ...]]:
    """Return the questions to show, best first, and all earlier ones of the same Member on the subject, as of a day.

    Earlier than a question on record is what was tabled by its own day; than pasted text, what was tabled by today.
    """
    record = given.record
    asked = Asked(
        given.text,
        before=min(today, record.dates.tabled or today) if record else today,
        asking_member_id=record.asking_member_id if record else given.asking_member_id,
        answering_body_id=record.answering_body_id if record else given.answering_body_id,
        leave_out=frozenset((record.record_id,)) if record else frozenset(),
    )
    shown, own = to_show(library, asked)
    read = {
        r.record_id: r for r in library.as_read({r.record_id: r for r in (*(s.record for s in shown), *own)}.values())
    }
    made: list[LikeQuestion] = []
    for each in shown:
        if (as_of := on_day(read[each.record.record_id], today)) is not None:
            why = tuple(f"{r.sign.value} “{r.words}”" if r.words else r.sign.value for r in each.why)
            made.append(LikeQuestion(as_of, each.chance, why, each.with_it))
    earlier = (on_day(read[record.record_id], today) for record in own)
    return tuple(made), tuple(record for record in earlier if record is not None)


def on_day(record: Record, today: date) -> Record | None:
    """Return a record as it stood on a day: an answer given later is not there yet, nor a question tabled later."""
    dates = record.dates
    if dates.tabled is not None and dates.tabled > today:
        return None
    if dates.answered is None or dates.answered <= today:
        return record
    if dates.tabled is None:
        return None
    asked = tuple(p for p in record.passages if p.part is not Part.ANSWER)
    before = replace(dates, answered=None, cited=DateKind.TABLED)
    notes = tuple(note for note in record.notes if not is_about_answer(note))
    return replace(record, passages=asked, dates=before, state=AnswerState.UNANSWERED, notes=notes)


def chains_of(
    candidates: Sequence[LikeQuestion], lookup: Lookup, today: date, columns: Columns | None = None
) -> dict[str, Chain]:
    """Return the chain of each of the first candidates whose answer does nothing but refer to another, by record id."""
    return {
        c.record.record_id: follow("", lookup, today=today, record=c.record, columns=columns)
        for c in candidates[:_FOLLOWED]
        if c.record.state is AnswerState.REFERRAL
    }


def with_chains(
    candidates: Sequence[LikeQuestion], chain: Chain, others: dict[str, Chain], own: str, today: date
) -> tuple[LikeQuestion, ...]:
    """Return the candidates and the questions that the chains lead to; what is pointed at is as like as what points."""
    like = {c.record.record_id: c for c in candidates}
    for found in chain.records:
        _put(like, found, 1.0, own, today)
    for source, followed in others.items():
        for found in followed.records:
            _put(like, found, like[source].likeness if source in like else 0.5, own, today)
    return tuple(sorted(like.values(), key=lambda c: -c.likeness))


def _put(like: dict[str, LikeQuestion], record: Record, value: float, own: str, today: date) -> None:
    if record.kind is not Kind.WRITTEN_QUESTION or record.record_id == own:
        return
    as_of = on_day(record, today)
    held = like.get(record.record_id)
    if as_of is not None and (held is None or held.likeness < value):
        like[record.record_id] = LikeQuestion(as_of, value)
