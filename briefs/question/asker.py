"""Who asks: what the same Member asked before on the subject and of the body, and whether an interest was declared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefs.library import Library
from briefs.members.on_day import OnADay
from briefs.question.answers.referral import Answering
from briefs.question.asked import AskedQuestion
from briefs.records.model import AnswerState, House, Kind, Part, Record
from briefs.store.store import Store

# How many of the newest questions of a House are looked through for the Member and the body.
LOOKED_THROUGH = 400


@dataclass(frozen=True, slots=True)
class Asker:
    """What is known of who asks.

    ``on_subject`` are earlier questions of the Member like this one, newest first; ``to_body`` counts those to the
    same body among the ``looked_through`` newest stored questions. ``grouped`` are the UINs that share the answer;
    ``named_by_lists`` says that the name is not the record's own; ``party``, ``seat`` and ``office`` are of the day.
    """

    member_id: int | None
    name: str | None
    declared_interest: bool
    on_subject: tuple[Record, ...] = ()
    to_body: int = 0
    looked_through: int = 0
    grouped: tuple[str, ...] = ()
    named_by_lists: bool = False
    party: str | None = None
    seat: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class RecentQuestion:
    """One of the newest questions of a House: its body, who asked and who answered, its day and state."""

    record_id: str
    body: str | None
    asking_member_id: int | None
    answering_member_id: int | None
    answering_name: str | None
    day: date
    state: str | None


def recent_questions(store: Store, house: House, until: date, most: int = LOOKED_THROUGH) -> tuple[RecentQuestion, ...]:
    """Return the newest questions of a House up to a day, newest first. Raises StoreError."""
    with store.held() as connection:
        rows = connection.execute(
            "SELECT record_id, answering_body, json_extract(body, '$.asking_member_id'),"
            " json_extract(body, '$.answering_member_id'), json_extract(body, '$.people'), day, state FROM records"
            " WHERE kind = ? AND house = ? AND day <= ? ORDER BY day DESC LIMIT ?",
            [Kind.WRITTEN_QUESTION.value, house.value, until.isoformat(), most],
        ).fetchall()
    return tuple(
        RecentQuestion(record_id, body, asking, answering, _answering(people), date.fromisoformat(day), state)
        for record_id, body, asking, answering, people, day, state in rows
    )


def _answering(people: str | None) -> str | None:
    named = json.loads(people) if people else ()
    return next((p.get("name") for p in named if p.get("part_played") == "answering"), None)


def newest_answering(recent: Sequence[RecentQuestion], body: str | None) -> Answering | None:
    """Return who gave the newest answer of a body, None where none of the questions shows it."""
    answered = {AnswerState.ANSWERED.value, AnswerState.CORRECTED.value, AnswerState.REFERRAL.value}
    for question in recent:
        known = question.answering_member_id is not None or question.answering_name
        if body and question.body == body and question.state in answered and known:
            return Answering(question.answering_member_id, question.answering_name, question.day)
    return None


def asker_of(
    library: Library, asked: AskedQuestion, own: Sequence[Record], recent: Sequence[RecentQuestion], body: str | None
) -> Asker:
    """Return what is known of who asks a question; ``own`` are earlier questions of the Member on the subject."""
    record, given = asked.record, asked.given
    member_id = record.asking_member_id if record else given.asking_member_id
    today = (record.dates.tabled if record else None) or asked.today
    listed = library.register.on(member_id, today, asked.anatomy.house) if member_id is not None else None
    printed = given.asked_by or (asking_name(record) if record else None)
    ours = [q for q in recent if member_id is not None and q.asking_member_id == member_id and q.body == body]
    return Asker(
        member_id=member_id,
        name=printed or (listed.name if listed else None),
        declared_interest=given.declared or bool(record and record.declared_interest),
        on_subject=tuple(own),
        to_body=sum(q.record_id != asked.record_id for q in ours),
        looked_through=len(recent),
        grouped=record.grouped_uins if record else (),
        named_by_lists=is_named_by_lists(record)
        if record and printed
        else bool(not printed and listed and listed.name),
        party=(listed.party if listed else None) or _of_asking(record, "party"),
        seat=(listed.seat if listed else None) or _of_asking(record, "constituency"),
        office=listed.office if listed else None,
    )


def _is_listed(printed: str | None, listed: OnADay | None) -> bool:
    return printed is None and listed is not None and listed.name is not None


def _of_asking(record: Record | None, name: str) -> str | None:
    """Return what a record prints beside the name of who asks."""
    people = record.people if record else ()
    return next((getattr(p, name, None) for p in people if p.part_played == "asking"), None)


def asking_name(record: Record) -> str | None:
    """Return who asked, by name, None where neither the record nor the lists of Members give it."""
    printed = next((person.name for person in record.people if person.part_played == "asking"), None)
    return printed or next((p.speaker for p in record.passages if p.part is Part.QUESTION and p.speaker), None)


def is_named_by_lists(record: Record) -> bool:
    """Whether the name of who asked is from the lists of Members, by the id that the record gives."""
    printed = any(person.name and person.part_played == "asking" for person in record.people)
    return not printed and any(p.part is Part.QUESTION and p.named_by_id for p in record.passages)
