"""A background note composed of what was parsed, found and answered; every source gets its number at first mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from briefs.question.answering import Answers
from briefs.question.answers.changes import LEAST_ALIKE, AnswerTurn
from briefs.question.answers.figures import figures
from briefs.question.answers.matching import Pick
from briefs.question.answers.targets import Target
from briefs.question.asked import AskedQuestion
from briefs.question.asker import Asker
from briefs.question.candidates import on_day
from briefs.question.caveats import shortfall, undated_words
from briefs.question.earlier import Earlier, whole_answer
from briefs.question.model import AskerNote, ChainLink, DeskNote, DriftTurn, Grade, PartAnswered, Subject
from briefs.question.parse.text import asked_stems, is_clipped, question_text
from briefs.question.reference import best_of, references_of
from briefs.question.references.chain import Chain
from briefs.question.references.resolution import WantedTarget, wanted
from briefs.question.retrieval import Retrieved
from briefs.question.sources import Citing
from briefs.quotations.credit import attribution
from briefs.records.citations import citation
from briefs.records.deep_links import web_link
from briefs.records.model import AnswerState, House, Part, Record
from briefs.store.superseded import number_superseded
from briefs.topic.caveats import corrected_later
from briefs.topic.model import Item

FIGURES = 3


def compose(asked: AskedQuestion, found: Retrieved, answers: Answers) -> DeskNote:
    """Return the note, not yet checked."""
    citing, record, today = Citing(asked.today), asked.record, asked.today
    answer = tuple(citing.whole(record, Part.ANSWER)) if record else ()
    parts = tuple(_parts(citing, answers.targets, answers.picks))
    given_whole = {r.record_id for r in found.chain.records} | {turn.record.record_id for turn in answers.turns}
    earlier = Earlier(found, given_whole, "\n".join(asked.own_answer), today)
    previous = tuple(earlier.shown(citing))
    partly_held = tuple(earlier.partly_held(citing))
    links = tuple(_links(citing, found.chain, asked.anatomy.house, today))
    drift = tuple(_drift(citing, answers.turns))
    references = references_of(citing, found, answers.newest, today)
    asker = _asker(citing, found.asker)
    beyond = tuple(citing.item(e.sentence.record, e.sentence.passage, e.start, e.end) for e in answers.beyond)
    further = _figures(citing, found, answers, {i.record_id for each in previous for i in each.answer} | given_whole)
    return DeskNote(
        subject=subject_of(asked, found.question.body),
        anatomy=asked.anatomy,
        made=today,
        clock=asked.clock,
        answer=answer,
        answer_wanted=_own_wanted(record),
        parts=parts,
        previous=previous,
        partly_held=partly_held,
        chain=links,
        drift=drift,
        reference=best_of(references),
        references=references,
        beyond=beyond,
        beyond_since=answers.since,
        recognised=asked.recognised,
        asker=asker,
        figures=further,
        sources=citing.sources(),
        undated=citing.undated(),
        days=citing.days(),
        notes=tuple(_notes(asked, found, answers, citing)),
        searched=found.searched,
        newest_held=found.newest_held,
    )


def _own_wanted(record: Record | None) -> WantedTarget | None:
    """Return what fetches the answer to the question itself, None where it is held as printed or none is."""
    return whole_answer(record, record.uin) if record and record.uin and is_clipped(record) else None


def _notes(asked: AskedQuestion, found: Retrieved, answers: Answers, citing: Citing) -> Iterator[str]:
    yield from undated_words(citing.undated(), asked.today)
    named = found.asker.name is not None or any(_names_anybody(c.record) for c in found.every)
    read = [record for record in (asked.record, *(c.record for c in found.shown), *found.chain.records) if record]
    if wrong := number_superseded({record.record_id: record for record in read}.values()):
        yield corrected_later(wrong)
    yield from shortfall(
        found.shown, found.chain, asked.clock, members_named=named, looked_beyond=answers.looked_beyond
    )


def _names_anybody(record: Record) -> bool:
    """Whether a record gives a Member by name, be it by itself or by the lists of Members."""
    return bool(record.people) or any(passage.speaker for passage in record.passages)


def _figures(citing: Citing, found: Retrieved, answers: Answers, quoted: set[str]) -> tuple[Item, ...]:
    """Return further figures of answers on the subject that are not given already."""
    near = {c.record.record_id for c in found.shown if found.grade(c) is not Grade.LOOSE}
    on_it = [c for c in answers.near if c.record.record_id in near and c.record.record_id not in quoted]
    taken = [pick for picks in answers.picks for pick in picks]
    picks = figures(on_it, answers.targets, taken, FIGURES, found.rarity)
    return tuple(citing.item(p.record, p.passage, p.start, p.end) for p in picks)


def subject_of(asked: AskedQuestion, body: str | None) -> Subject:
    """Return the question in hand, with what its record gives where one is held."""
    record = asked.record
    if record is None:
        return Subject(asked.text, uin=asked.given.uin, body=body)
    return Subject(
        text=asked.text,
        record_id=record.record_id,
        uin=record.uin,
        heading=record.title,
        body=record.answering_body,
        citation=citation(record),
        url=web_link(record.url),
        tabled=record.dates.tabled,
        state=record.state,
        date_for_answer=record.date_for_answer,
    )


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
        party=asker.party,
        seat=asker.seat,
        office=asker.office,
    )
