"""The whole way from a question to a background note that has passed its check. Doors call this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from briefs.attribution import attribution
from briefs.citations import citation
from briefs.desk.anatomy import take_apart
from briefs.desk.asker import Asker, asker_of, newest_answering, recent_questions
from briefs.desk.candidates import candidates_for, chains_of, on_day, with_chains
from briefs.desk.chain import Chain, follow
from briefs.desk.checking import check
from briefs.desk.citing import Citing
from briefs.desk.clock import Clock, clock_for, clock_of
from briefs.desk.columns import columns_of
from briefs.desk.desk_note import AskerNote, DeskNote, DriftTurn, Link, PartAnswered, Previous, Reference, Subject
from briefs.desk.drift import (
    LEAST_ALIKE,
    STATES_A_POSITION,
    Question,
    Turn,
    asked_stems,
    preface,
    question_of,
    question_text,
    series,
)
from briefs.desk.elsewhere import is_elsewhere
from briefs.desk.figures import figures
from briefs.desk.input import Given
from briefs.desk.referral import Answering, Passed, referral_to
from briefs.desk.resolve import wanted
from briefs.desk.shortfall import is_clipped, shortfall
from briefs.desk.sitting import sittings_around
from briefs.desk.speaking import Candidate, Pick, speak
from briefs.desk.targets import Target, targets
from briefs.library import Library
from briefs.passage_links import web_link
from briefs.records import AnswerState, House, Kind, Part, Record

SHOWN, SHOWN_WAITING = 6, 4
FIGURES = 3
PASSED = 4
# Likeness below which an earlier question is not shown as one like this, and below which its answer is not quoted.
LEAST_LIKE, LEAST_QUOTED = 0.38, 0.45
_REFERABLE_STATES = STATES_A_POSITION | {AnswerState.REFERRAL}
# Likeness from which an answer is one that could be referred to.
_REFERABLE = 0.6


def make_note(library: Library, given: Given, *, today: date | None = None) -> DeskNote:
    """Return the background note on one question as things stood on a day, checked against the store.

    Raises StoreError and IndexUnavailable where the records cannot be read, and VerificationError rather than show what
    disagrees with them.
    """
    today = today or date.today()
    record = on_day(library.register.named([given.record])[0], today) if given.record else None
    anatomy = take_apart(
        given.text, (record.dates.tabled if record else None) or today, record.house if record else given.house
    )
    clock = _clock(library, record, anatomy.house, today)

    def lookup(uin: str) -> Sequence[Record]:
        return library.register.named(library.store.find_uin(uin))

    columns = columns_of(library.store)
    chain = follow(given.text, lookup, today=today, house=anatomy.house, record=record, columns=columns)
    like = _answered_first([c for c in candidates_for(library, given, today) if c.likeness >= LEAST_LIKE])
    others = chains_of(like, lookup, today, columns)
    own = record.record_id if record else ""
    every = with_chains(like, chain, others, own, today)
    asked = targets(anatomy)
    near = [c for c in every if c.likeness >= LEAST_QUOTED and not is_elsewhere(given.text, c.record)]
    own_words = [p.text for p in record.passages if p.part is Part.ANSWER] if record else []
    picks = speak(asked, near, today, given=own_words)
    recent = recent_questions(library.store, anatomy.house, today)
    body = (record.answering_body if record else None) or _body_asked(given.text, like)
    question = Question(given.text, record.answering_body_id if record else _body_id_of(like, body), body)
    asker = asker_of(record, every, recent, typed=given.asked_by, declared=given.declared)
    held = library.store.coverage(kinds=(Kind.WRITTEN_QUESTION,), house=anatomy.house, until=today)
    citing = Citing()
    answer = tuple(citing.whole(record, Part.ANSWER)) if record else ()
    parts = tuple(_parts(citing, asked, picks))
    previous = tuple(_previous(citing, question, like, others))
    links = tuple(_links(citing, chain, anatomy.house, today))
    drift = tuple(_drift(citing, series(question, [*(c.record for c in every), *((record,) if record else ())])))
    reference = _reference(citing, question, like, newest_answering(recent, body), today)
    asker_note = _asker(citing, asker)
    further = figures(near, asked, [pick for found in picks for pick in found], FIGURES)
    note = DeskNote(
        subject=_subject(given, record, body),
        anatomy=anatomy,
        made=today,
        clock=clock,
        answer=answer,
        parts=parts,
        previous=previous,
        chain=links,
        drift=drift,
        reference=reference,
        asker=asker_note,
        figures=tuple(citing.item(p.record, p.passage, p.start, p.end) for p in further),
        sources=citing.sources(),
        undated=citing.undated(),
        notes=tuple(shortfall(like, chain, clock, members_named=_named(every, asker))),
        searched=held.records,
        newest_held=held.newest,
    )
    return check(note, _as_cited(library, note, today))


def _body_asked(text: str, like: Sequence[Candidate]) -> str | None:
    """Return the body that answers for whoever a pasted question asks, from those that were asked under that title."""
    title = preface(text)
    return next((c.record.answering_body for c in like if title and preface(question_text(c.record)) == title), None)


def _body_id_of(like: Sequence[Candidate], body: str | None) -> int | None:
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


def _previous(
    citing: Citing, asked: Question, like: Sequence[Candidate], others: Mapping[str, Chain]
) -> Iterator[Previous]:
    waiting = [c for c in like if c.record.state is AnswerState.UNANSWERED]
    shown = [c for c in like if c not in waiting][:SHOWN]
    for candidate in [*shown, *waiting[: max(2, SHOWN_WAITING if not shown else 2)]]:
        record = candidate.record
        later = _answered_again(record, like)
        yield Previous(
            source=citing.number(record),
            likeness=round(candidate.likeness, 3),
            state=record.state or AnswerState.UNANSWERED,
            tabled=record.dates.tabled,
            answered=record.dates.answered,
            question=next(citing.whole(record, Part.QUESTION), None),
            clipped=is_clipped(record),
            same_question=asked.same_as(record),
            replaced_by=citing.number(later) if later else None,
            refers_to=tuple(citing.number(r) for r in others[record.record_id].records)
            if record.record_id in others
            else (),
            why=candidate.why,
        )


def _answered_first(like: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those that only wait for an answer after the others: a drafter looks for answers."""
    return sorted(like, key=lambda c: c.record.state in (AnswerState.UNANSWERED, AnswerState.WITHDRAWN))


def _answered_again(record: Record, like: Sequence[Candidate]) -> Record | None:
    """Return the newest later answer to the same question, None where this is it."""
    answered = record.dates.answered
    if answered is None or record.state not in STATES_A_POSITION:
        return None
    later = [
        c.record
        for c in like
        if c.record.dates.answered is not None
        and c.record.dates.answered > answered
        and c.record.state in STATES_A_POSITION
        and question_of(record).same_as(c.record)
    ]
    return max(later, key=lambda r: (r.dates.answered or date.min, r.record_id), default=None)


def _links(citing: Citing, chain: Chain, house: House, today: date) -> Iterator[Link]:
    for step in chain.steps:
        found = step.resolution
        target = on_day(found.record, today) if found.record else None
        lacks = target is not None and target.state is AnswerState.UNANSWERED
        fetch = (
            next((w for w in wanted(found.pointer, house) if w.uin == found.uin), None) if found.why or lacks else None
        )
        yield Link(
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


def _drift(citing: Citing, turns: Sequence[Turn]) -> Iterator[DriftTurn]:
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


def _reference(
    citing: Citing, asked: Question, like: Sequence[Candidate], newest: Answering | None, today: date
) -> Reference | None:
    """Return what bears on referring to the newest answer to the same question, else to the one most like it."""
    answered = [c for c in like if c.record.dates.answered]
    same = [c for c in answered if c.record.state in _REFERABLE_STATES and asked.same_as(c.record)]
    usable = [c for c in answered if c.record.state in STATES_A_POSITION]
    best = max(same, key=lambda c: c.record.dates.answered or date.min, default=None) or next(
        (c for c in usable if c.likeness >= _REFERABLE and not is_elsewhere(asked.text, c.record)), None
    )
    found = referral_to(best.record, today, newest) if best else None
    if best is None or found is None or best.record.dates.answered is None:
        return None
    passed = [
        (citing.item(found.record, p.passage, p.start, p.end), p.until, p.what)
        for p in found.passed
        if found.record.passages[p.passage].text[p.start : p.end].strip()
    ]
    return Reference(
        source=citing.number(found.record),
        answered=best.record.dates.answered,
        age_days=found.age_days,
        same_session=found.same_session,
        same_government=found.same_government,
        government=found.government,
        same_minister=found.same_minister,
        newest_of_body=found.newest_of_body,
        same_question=best in same,
        corrected=found.record.state is AnswerState.CORRECTED,
        clipped=is_clipped(found.record),
        refers=found.record.state is AnswerState.REFERRAL,
        passed=tuple(sorted(passed, key=lambda entry: entry[2] is Passed.FIGURE)[:PASSED]),
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
    )


def _named(every: Sequence[Candidate], asker: Asker) -> bool:
    return asker.name is not None or any(c.record.people for c in every)
