"""One question of a list: what its background note says of it in a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.library import Library
from briefs.question.answers.matching import LikeQuestion
from briefs.question.answers.subject import telling
from briefs.question.asked import AskedQuestion, parse
from briefs.question.asker import newest_answering
from briefs.question.deadline import Clock
from briefs.question.input import Given
from briefs.question.model import Grade, Reference
from briefs.question.parse.parser import every_part
from briefs.question.parse.text import question_text, without_preface
from briefs.question.reference import best_of, references_of
from briefs.question.retrieval import Retrieved, retrieve
from briefs.question.sources import Citing
from briefs.records.citations import citation
from briefs.records.deep_links import web_link
from briefs.records.model import AnswerState, House, Record

_NO_ANSWER = (AnswerState.UNANSWERED, AnswerState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The earlier answered question that is nearest to one of a list, as its note gives it.

    ``reference`` says whether its answer can be referred to; None where the day of the answer is not stored.
    """

    record_id: str
    uin: str | None
    body: str | None
    tabled: date | None
    answered: date | None
    grade: Grade
    state: AnswerState
    question: str
    citation: str
    url: str | None
    reference: Reference | None


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question of a list. ``line`` is the number of the line that gave it, 0 where none did.

    ``parts`` are its lettered parts, label and words; ``matter`` are the words that tell what it is about, by their
    stems, with what each weighs.
    """

    line: int
    text: str
    record_id: str | None
    uin: str | None
    house: House
    body: str | None
    heading: str | None
    url: str | None
    asker_id: int | None
    asker: str | None
    party: str | None
    seat: str | None
    declared_interest: bool
    tabled: date | None
    state: AnswerState
    parts: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    clock: Clock
    nearest: Nearest | None
    grouped: tuple[str, ...]
    matter: tuple[tuple[str, float], ...]

    @property
    def by(self) -> str:
        """Who asks, in words that two questions of one Member share, empty where it is not known."""
        return self.asker or (f"Member {self.asker_id}" if self.asker_id is not None else "")


def list_one(library: Library, given: Given, today: date, line: int = 0) -> ListedQuestion:
    """Return what a list says of a question as things stood on a day. Raises StoreError and IndexUnavailable."""
    asked = parse(library, given, today)
    found = retrieve(library, asked)
    record, asker = asked.record, found.asker
    return ListedQuestion(
        line=line,
        text=asked.text,
        record_id=record.record_id if record else None,
        uin=record.uin if record else given.uin,
        house=asked.anatomy.house,
        body=record.answering_body if record else found.question.body,
        heading=record.title if record else None,
        url=web_link(record.url) if record else None,
        asker_id=asker.member_id,
        asker=asker.name,
        party=asker.party,
        seat=asker.seat,
        declared_interest=asker.declared_interest,
        tabled=record.dates.tabled if record else None,
        state=(record.state if record else None) or AnswerState.UNANSWERED,
        parts=_parts(asked),
        kinds=tuple(dict.fromkeys(ask.kind.value for ask in asked.anatomy.asks)),
        clock=asked.clock,
        nearest=_nearest(found, today),
        grouped=record.grouped_uins if record else (),
        matter=_matter(asked.text, record, found),
    )


def _parts(asked: AskedQuestion) -> tuple[tuple[str, str], ...]:
    return tuple((part.label, part.span.text) for ask in asked.anatomy.asks for part in every_part(ask.parts))


def _matter(text: str, record: Record | None, found: Retrieved) -> tuple[tuple[str, float], ...]:
    stems = telling(f"{without_preface(text)} {record.title if record else ''}")
    return tuple(sorted((stem, round(found.rarity(stem) ** 2, 3)) for stem in stems))


def _nearest(found: Retrieved, today: date) -> Nearest | None:
    """Return the answer that the note would refer to first, else the nearest that it shows, None for none."""
    citing = Citing(today)
    references = references_of(citing, found, newest_answering(found.recent, found.question.body), today)
    answered = [each for each in found.like if each.record.state not in _NO_ANSWER]
    best = best_of(references)
    of = {citing.known(each.record.record_id): each for each in answered}
    nearest = of.get(best.source) if best else None
    nearest = nearest or next(iter(answered), None)
    if nearest is None:
        return None
    number = citing.known(nearest.record.record_id)
    return _as_nearest(nearest, found.grade(nearest), next((r for r in references if r.source == number), None))


def _as_nearest(found: LikeQuestion, grade: Grade, reference: Reference | None) -> Nearest:
    record = found.record
    return Nearest(
        record_id=record.record_id,
        uin=record.uin,
        body=record.answering_body,
        tabled=record.dates.tabled,
        answered=record.dates.answered,
        grade=grade,
        state=record.state or AnswerState.UNANSWERED,
        question=question_text(record),
        citation=citation(record),
        url=web_link(record.url),
        reference=reference,
    )
