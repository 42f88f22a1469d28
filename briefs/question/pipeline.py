"""The whole way from a question to a background note that has passed its check. Doors call this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefs.library import Library
from briefs.question.answers.changes import (
    LEAST_ALIKE,
    AnswerTurn,
    Question,
    asked_stems,
    preface,
    question_text,
    series,
)
from briefs.question.answers.elsewhere import is_elsewhere
from briefs.question.answers.figures import figures
from briefs.question.answers.matching import LikeQuestion, Pick, speak
from briefs.question.answers.subject import Matter, rarity_among
from briefs.question.answers.targets import Target, targets
from briefs.question.asker import ON_SUBJECT, Asker, asker_of, newest_answering, recent_questions
from briefs.question.candidates import candidates_for, chains_of, on_day, with_chains
from briefs.question.caveats import is_clipped, shortfall, undated_words
from briefs.question.deadline import Clock, clock_for, clock_of
from briefs.question.earlier import LISTED, NEAR, Earlier, whole_answer
from briefs.question.input import Given
from briefs.question.model import AskerNote, ChainLink, DeskNote, DriftTurn, PartAnswered, Subject
from briefs.question.parse.parser import take_apart
from briefs.question.reference import reference_of
from briefs.question.references.chain import Chain, follow
from briefs.question.references.columns import columns_of
from briefs.question.references.resolution import wanted
from briefs.question.sitting_days import sittings_around
from briefs.question.sources import Citing
from briefs.question.verify import check
from briefs.quotations.credit import attribution
from briefs.records.citations import citation
from briefs.records.deep_links import web_link
from briefs.records.model import AnswerState, House, Kind, Part, Record
from briefs.store.superseded import number_superseded

FIGURES = 3
# Share of what a question is about below which an earlier one is not shown as one like it.
LEAST_SHARED = 0.34
# How many of the first are listed for sharing so much alone.
TRUSTED = 2


def make_note(library: Library, given: Given, *, today: date | None = None) -> DeskNote:
    """Return the background note on one question as things stood on a day, checked against the store.

    Raises StoreError and IndexUnavailable where the records cannot be read, and VerificationError rather than show what
    disagrees with them.
    """
    today = today or date.today()
    record = _on_record(library, given.record, today) if given.record else None
    anatomy = take_apart(
        given.text, (record.dates.tabled if record else None) or today, record.house if record else given.house
    )
    clock = _clock(library, record, anatomy.house, today)

    def lookup(uin: str) -> Sequence[Record]:
        return library.as_read(library.store.find_uin(uin))

    columns = columns_of(library.store)
    chain = follow(given.text, lookup, today=today, house=anatomy.house, record=record, columns=columns)
    found = candidates_for(library, given, today)
    rarity = rarity_among(library)
    matter = Matter(anatomy, rarity)
    like = _answered_first(_like(found, matter))
    others = chains_of(like, lookup, today, columns)
    own = record.record_id if record else ""
    every = with_chains(like, chain, others, own, today)
    asked = targets(anatomy)
    near = [c for c in every if not is_elsewhere(given.text, c.record)]
    own_words = [p.text for p in record.passages if p.part is Part.ANSWER] if record else []
    picks = speak(asked, near, today, rarity=rarity, place=given.text, given=own_words)
    recent = recent_questions(library.store, anatomy.house, today)
    body = (record.answering_body if record else None) or _body_asked(given.text, like)
    question = Question(given.text, record.answering_body_id if record else _body_id_of(like, body), body)
    on_matter = [c.record for c in every if matter.nearness(c.record) >= ON_SUBJECT]
    asker = asker_of(record, on_matter, recent, typed=given.asked_by, declared=given.declared)
    held = library.store.coverage(kinds=(Kind.WRITTEN_QUESTION,), house=anatomy.house, until=today)
    citing = Citing()
    answer = tuple(citing.whole(record, Part.ANSWER)) if record else ()
    parts = tuple(_parts(citing, asked, picks))
    turns = series(question, _in_force([*(c.record for c in every), *((record,) if record else ())]))
    given_whole = {r.record_id for r in chain.records} | {turn.record.record_id for turn in turns}
    earlier = Earlier(question, matter, like, others, given_whole, today)
    previous = tuple(earlier.shown(citing))
    partly_held = tuple(earlier.partly_held(citing))
    links = tuple(_links(citing, chain, anatomy.house, today))
    drift = tuple(_drift(citing, turns))
    reference = reference_of(citing, question, matter, like, newest_answering(recent, body), today)
    asker_note = _asker(citing, asker)
    shown = {i.record_id for p in previous for i in p.answer} | given_whole
    on_it = [c for c in near if matter.nearness(c.record) >= NEAR and c.record.record_id not in shown]
    further = figures(on_it, asked, [pick for found in picks for pick in found], FIGURES, rarity)
    note = DeskNote(
        subject=_subject(given, record, body),
        anatomy=anatomy,
        made=today,
        clock=clock,
        answer=answer,
        answer_wanted=whole_answer(record, record.uin) if record and record.uin and is_clipped(record) else None,
        parts=parts,
        previous=previous,
        partly_held=partly_held,
        chain=links,
        drift=drift,
        reference=reference,
        asker=asker_note,
        figures=tuple(citing.item(p.record, p.passage, p.start, p.end) for p in further),
        sources=citing.sources(),
        undated=citing.undated(),
        days=citing.days(),
        notes=(
            *undated_words(citing.undated(), today),
            *shortfall(like, chain, clock, members_named=_named(every, asker)),
        ),
        searched=held.records,
        newest_held=held.newest,
    )
    return check(note, _as_cited(library, note, today))


def _on_record(library: Library, record: Record, today: date) -> Record | None:
    """Return the question in hand as it stood on a day: what it was answered with is not known before its answer."""
    as_of = on_day(library.as_read([record])[0], today)
    answered_since = record.dates.answered is not None and record.dates.answered > today
    return replace(as_of, grouped_uins=()) if as_of is not None and answered_since else as_of


def _in_force(records: Sequence[Record]) -> list[Record]:
    """Return the records no sentence of which was corrected later."""
    return [record for record in records if not number_superseded([record])]


def _like(found: Sequence[LikeQuestion], matter: Matter) -> list[LikeQuestion]:
    """Return the candidates that are on the matter; of the first of the ranking less is asked."""
    shared = [c for c in found if matter.share(c.record) >= LEAST_SHARED]
    first = {c.record.record_id for c in found[:TRUSTED]}
    return [c for c in shared if c.record.record_id in first or matter.nearness(c.record) >= LISTED]


def _answered_first(like: Sequence[LikeQuestion]) -> list[LikeQuestion]:
    """Return the candidates, those that only wait for an answer after the others: a drafter looks for answers."""
    return sorted(like, key=lambda c: c.record.state in (AnswerState.UNANSWERED, AnswerState.WITHDRAWN))


def _body_asked(text: str, like: Sequence[LikeQuestion]) -> str | None:
    """Return the body that answers for whoever a pasted question asks, from those that were asked under that title."""
    title = preface(text)
    return next((c.record.answering_body for c in like if title and preface(question_text(c.record)) == title), None)


def _body_id_of(like: Sequence[LikeQuestion], body: str | None) -> int | None:
    return next((c.record.answering_body_id for c in like if body and c.record.answering_body == body), None)


def _as_cited(library: Library, note: DeskNote, today: date) -> Mapping[str, Record]:
    """Return the records that the note cites, read again, as they stood on its day."""
    held = library.records([source.record_id for source in note.sources])
    return {record_id: on_day(record, today) or record for record_id, record in held.items()}


def _subject(given: Given, record: Record | None, body: str | None) -> Subject:
    if record is None:
        return Subject(given.text, uin=given.uin, body=body)
    return Subject(
        text=given.text,
        record_id=record.record_id,
        uin=record.uin,
        heading=record.title,
        body=record.answering_body,
        citation=citation(record),
        url=web_link(record.url),
        tabled=record.dates.tabled,
        state=record.state,
    )


def _clock(library: Library, record: Record | None, house: House, today: date) -> Clock:
    if record is None:
        return clock_for(house, None, today)
    return clock_of(record, today, sittings_around(library.store, record.house, record.dates.tabled, today))


def _parts(citing: Citing, asked: Sequence[Target], picks: Sequence[Sequence[Pick]]) -> Iterator[PartAnswered]:
    above: list[Record] = []
    for target, found in zip(asked, picks, strict=True):
        items = tuple(citing.item(pick.record, pick.passage, pick.start, pick.end) for pick in found)
        if not target.label:
            above = [pick.record for pick in found]
        also = [r for r in above if target.own and target.own <= asked_stems(question_text(r))]
        asked_in = tuple(dict.fromkeys(citing.number(r) for r in also)) if target.label else ()
        yield PartAnswered(target.label, target.text, target.kind.value, items, asked_in)


def _links(citing: Citing, chain: Chain, house: House, today: date) -> Iterator[ChainLink]:
    for step in chain.steps:
        found = step.resolution
        target = on_day(found.record, today) if found.record else None
        lacks = target is not None and target.state is AnswerState.UNANSWERED
        fetch = (
            next((w for w in wanted(found.pointer, house) if w.uin == found.uin), None) if found.why or lacks else None
        )
        yield ChainLink(
            source=citing.known(step.source) or 0,
            part=step.part,
            depth=step.depth,
            pointer=found.pointer,
            uin=found.uin,
            target=citing.number(target) if target else None,
            state=target.state if target else None,
            exact=found.exact,
            items=tuple(citing.whole(target)) if target and not step.again else (),
            clipped=is_clipped(target) if target else False,
            why=found.why,
            wanted=fetch,
            shown_before=step.again,
        )


def _drift(citing: Citing, turns: Sequence[AnswerTurn]) -> Iterator[DriftTurn]:
    for turn in turns:
        record = turn.record
        answer = next(p for p in record.passages if p.part is Part.ANSWER)
        since = turn.since
        marked = since.changes if since and since.alike >= LEAST_ALIKE else ()
        yield DriftTurn(
            source=citing.number(record),
            answered=record.dates.answered,
            attribution=attribution(record, answer, 0, len(answer.text))[2],
            verdict=since.verdict if since else None,
            alike=round(since.alike, 2) if since else 1.0,
            changes=marked,
            items=() if marked else tuple(citing.whole(record, Part.ANSWER)),
        )


def _asker(citing: Citing, asker: Asker) -> AskerNote:
    return AskerNote(
        member_id=asker.member_id,
        name=asker.name,
        declared_interest=asker.declared_interest,
        on_subject=tuple(citing.number(record) for record in asker.on_subject),
        to_body=asker.to_body,
        looked_through=asker.looked_through,
        grouped=asker.grouped,
        named_by_lists=asker.named_by_lists,
    )


def _named(every: Sequence[LikeQuestion], asker: Asker) -> bool:
    """Whether any Member is given by name, be it by the records or by the lists of Members."""
    return asker.name is not None or any(c.record.people or any(p.speaker for p in c.record.passages) for c in every)
