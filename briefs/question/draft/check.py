"""The check of a draft answer to a question against what was answered before on the same matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.errors import VerificationError
from briefs.library import Library
from briefs.question.answers.matching import LikeQuestion
from briefs.question.answers.subject import Rarity
from briefs.question.asked import AskedQuestion, parse
from briefs.question.candidates import on_day
from briefs.question.compose import subject_of
from briefs.question.draft.commitments import firmness_of
from briefs.question.draft.facts import StatedFact, agrees, compare
from briefs.question.draft.model import DraftCheck, DraftFinding, DraftPoint, Place
from briefs.question.draft.parts import unanswered
from briefs.question.draft.quotations import is_printed, quotations_in
from briefs.question.draft.reading import as_draft
from briefs.question.draft.sentences import Compared, near_to, sentences_of_answer, sentences_of_draft
from briefs.question.input import Given
from briefs.question.parse.text import STATES_A_POSITION, is_clipped
from briefs.question.references.chain import follow
from briefs.question.references.columns import columns_of
from briefs.question.references.resolution import Why
from briefs.question.retrieval import Retrieved, retrieve
from briefs.question.similar.search import Asked, similar
from briefs.question.sources import Citing
from briefs.readers.common.answer_state import holding_phrases
from briefs.records.citations import long_date
from briefs.records.model import Record
from briefs.request.model import Query
from briefs.topic.model import Brief, Coverage, Section
from briefs.topic.verify import verify

MOST_COMPARED = 20
"""Earlier answers that a draft is compared with, beside those that the note shows."""
_FIRM_NEAR = 0.45
_SURE = 0.5
"""How much two sentences share that may differ in facts of another sort."""
_AS_NEAR = 0.7
"""How near, of the nearest, an earlier sentence is that can bear out a fact."""
_BESIDE = 4  # words
_ORDER = {point: place for place, point in enumerate(DraftPoint)}


@dataclass(frozen=True, slots=True)
class _Against:
    """What a draft is compared with: the sentences of earlier answers, and the words of the question."""

    answers: tuple[Compared, ...]
    rarity: Rarity
    asked: str
    citing: Citing


def check_draft(library: Library, given: Given, draft: str, *, today: date | None = None) -> DraftCheck:
    """Return what a draft answer to a question should be looked at for, as of a day.

    Raises QueryError for a draft that has no words or is too long, StoreError and IndexUnavailable, and
    VerificationError where what would be quoted is not what the records say.
    """
    draft = as_draft(draft)
    asked = parse(library, given, today or date.today())
    found = retrieve(library, asked)
    records = _earlier(library, asked, found)
    readable = [record for record in records if not is_clipped(record)]
    against = _Against(
        answers=tuple(said for record in readable for said in sentences_of_answer(record)),
        rarity=found.rarity,
        asked=asked.text,
        citing=Citing(asked.today),
    )
    said = sentences_of_draft(draft)
    referred, spans = _referrals(library, asked, draft, against)
    differ, new = _compared(draft, said, against, spans)
    differ += referred
    differ += _quoted(library, asked, draft)
    parts = unanswered(asked.anatomy, draft, found.rarity)
    differ += [DraftFinding(DraftPoint.PART, None, label=part.label, asked=part.text) for part in parts]
    differ += [DraftFinding(DraftPoint.HOLDING, _place(draft, start, end)) for start, end in holding_phrases(draft)]
    made = DraftCheck(
        subject=subject_of(asked, found.question.body),
        draft=draft,
        made=asked.today,
        findings=tuple(sorted(differ, key=lambda f: (_ORDER[f.what], f.place.start if f.place else 0))),
        new=tuple(new),
        sources=against.citing.sources(),
        read=len(readable),
        unread=len(records) - len(readable),
    )
    return _verified(library, made)


def _verified(library: Library, made: DraftCheck) -> DraftCheck:
    """Return a check whose places and quotations are exact. Raises VerificationError."""
    for finding in (*made.findings, *made.new):
        if finding.place and made.draft[finding.place.start : finding.place.end] != finding.place.text:
            raise VerificationError("This check points at the wrong place of the draft, so it is not shown.")
    held = library.records([source.record_id for source in made.sources])
    records = {record_id: on_day(record, made.made) or record for record_id, record in held.items()}
    verify(as_brief(made), records)
    return made


def as_brief(made: DraftCheck) -> Brief:
    """Return the quotations of a check as a brief, for what is made for briefs."""
    items = tuple(dict.fromkeys(f.source for f in made.findings if f.source))
    covered = Coverage(made.read, len(made.sources), None, None, None)
    sections = (Section("earlier answers", items),) if items else ()
    return Brief(Query(made.subject.text, ""), covered, made.made, sections=sections, sources=made.sources)


def _earlier(library: Library, asked: AskedQuestion, found: Retrieved) -> list[Record]:
    """Return the earlier answered questions: what the note shows and where it leads, then the most like."""
    record = asked.record
    wanted = Asked(
        asked.text,
        before=min(asked.today, record.dates.tabled or asked.today) if record else asked.today,
        asking_member_id=record.asking_member_id if record else asked.given.asking_member_id,
        answering_body_id=record.answering_body_id if record else asked.given.answering_body_id,
        leave_out=frozenset((record.record_id,)) if record else frozenset(),
    )
    like = library.as_read([each.record for each in similar(library, wanted, MOST_COMPARED)])
    shown: Sequence[LikeQuestion] = found.every
    records = {r.record_id: r for r in (*(each.record for each in shown), *like)}
    as_of = (on_day(each, asked.today) for each in records.values() if each.record_id != asked.record_id)
    return [each for each in as_of if each is not None and each.state in STATES_A_POSITION]


def _compared(
    draft: str, said: Sequence[Compared], against: _Against, referred: Sequence[tuple[int, int]]
) -> tuple[list[DraftFinding], list[DraftFinding]]:
    """Return where the draft differs from earlier answers, and what none of them says anything on.

    ``referred`` is where it refers to another answer: that is looked up, not compared.
    """
    differ: list[DraftFinding] = []
    new: list[DraftFinding] = []
    for sentence in said:
        near = near_to(sentence, against.answers, against.rarity)
        for fact in sentence.facts:
            at = sentence.start + fact.start
            looked_up = any(start <= at < end for start, end in referred)
            finding = None if looked_up else _fact(draft, sentence, fact, near, against)
            if finding is not None:
                (differ if finding.source else new).append(finding)
        if finding := _firmness(draft, sentence, near, against):
            differ.append(finding)
    return differ, new


def _fact(
    draft: str,
    sentence: Compared,
    fact: StatedFact,
    near: Sequence[tuple[float, Compared]],
    against: _Against,
) -> DraftFinding | None:
    """Return what is to be said of a figure, date or name; None where an earlier answer or the question has it."""
    best = near[0][0] if near else 0.0
    known = [other for value, said in near if value >= _AS_NEAR * best for other in said.facts]
    if any(agrees(fact, other) for other in known) or sentence.text[fact.start : fact.end] in against.asked:
        return None
    place = _place(draft, sentence.start + fact.start, sentence.start + fact.end)
    for value, said in near:
        other = _in_its_place(fact, sentence, said, sure=value >= _SURE)
        if other is not None and said.record is not None:
            item = against.citing.item(said.record, said.passage, said.start, said.end)
            return DraftFinding(fact.what, place, (said.text[other.start : other.end],), item)
    if fact.what is DraftPoint.NAME and _is_named(fact, against):
        return None
    return DraftFinding(fact.what, place)


def _in_its_place(fact: StatedFact, sentence: Compared, said: Compared, *, sure: bool) -> StatedFact | None:
    """Return what an earlier sentence has in the place of a fact, by the words around both; None where it has nothing.

    Sentences that share less (``sure`` is False) differ only in what is of one sort: days, months, people counted.
    """
    others = [other for other in said.facts if compare(fact, other)]
    # What the draft says too of this earlier sentence is not what the fact stands in the place of.
    others = [other for other in others if not any(agrees(other, own) for own in sentence.facts)]
    if not sure:
        others = [other for other in others if other.sort == fact.sort and other.of == fact.of]
    around = _around(sentence.text, fact)
    return max(others, key=lambda other: len(around & _around(said.text, other)), default=None)


def _around(text: str, fact: StatedFact) -> frozenset[str]:
    """Return the words beside a fact, by their side."""
    before, after = text[: fact.start].casefold().split()[-_BESIDE:], text[fact.end :].casefold().split()[:_BESIDE]
    return frozenset((*(f"<{word}" for word in before), *(f">{word.strip('.,;')}" for word in after)))


def _is_named(fact: StatedFact, against: _Against) -> bool:
    """Whether any earlier answer, or the question, has a name."""
    texts = (against.asked, *(said.text for said in against.answers))
    return any(fact.value in " ".join(text.casefold().replace("’", "'").split()) for text in texts)


def _firmness(
    draft: str, sentence: Compared, near: Sequence[tuple[float, Compared]], against: _Against
) -> DraftFinding | None:
    """Return that a sentence promises more or less than the nearest earlier one on the same thing, None where not."""
    own = firmness_of(sentence.text)
    if own is None:
        return None
    for value, said in near:
        held = firmness_of(said.text) if value >= _FIRM_NEAR else None
        if held is None or said.record is None:
            continue
        if held[0] is own[0]:
            return None
        item = against.citing.item(said.record, said.passage, said.start, said.end)
        place = _place(draft, sentence.start + own[1], sentence.start + own[2])
        return DraftFinding(DraftPoint.COMMITMENT, place, (said.text[held[1] : held[2]],), item)
    return None


def _referrals(
    library: Library, asked: AskedQuestion, draft: str, against: _Against
) -> tuple[list[DraftFinding], list[tuple[int, int]]]:
    """Return the answers that the draft refers to that are not as it says, and where it refers to any."""

    def lookup(uin: str) -> Sequence[Record]:
        return library.as_read(library.store.find_uin(uin))

    chain = follow(draft, lookup, today=asked.today, house=asked.anatomy.house, columns=columns_of(library.store))
    findings: list[DraftFinding] = []
    spans: list[tuple[int, int]] = []
    for step in chain.steps:
        found = step.resolution
        at = -1 if step.source else draft.find(found.pointer.text)
        if at < 0:
            continue
        spans.append((at, at + len(found.pointer.text)))
        if found.why in (Why.DISAGREES, Why.NOT_HELD) or (found.record is not None and not found.exact):
            held = on_day(found.record, asked.today) if found.record else None
            day = held.dates.answered if held else None
            item = next(against.citing.whole(held), None) if held else None
            shown = (long_date(day),) if day else ()
            findings.append(
                DraftFinding(DraftPoint.REFERRAL, _place(draft, *spans[-1]), shown, item, label=found.uin or "")
            )
    return findings, spans


def _quoted(library: Library, asked: AskedQuestion, draft: str) -> Iterator[DraftFinding]:
    for start, end in quotations_in(draft):
        if not is_printed(library, draft[start:end], asked.text):
            yield DraftFinding(DraftPoint.QUOTATION, _place(draft, start, end))


def _place(draft: str, start: int, end: int) -> Place:
    before = draft[:start]
    line = before.count("\n") + 1
    return Place(start, end, draft[start:end], line, start - (before.rfind("\n") + 1) + 1)
