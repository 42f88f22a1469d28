"""The earlier questions that a note shows: how far each came, what the nearest were answered, and what to fetch."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.language.sentences import sentence_spans
from briefs.question.answers.changes import STATES_A_POSITION, Question, answer_text, question_of
from briefs.question.answers.elsewhere import is_elsewhere
from briefs.question.answers.matching import LikeQuestion
from briefs.question.answers.subject import Matter
from briefs.question.candidates import on_day
from briefs.question.caveats import is_clipped
from briefs.question.model import PartlyHeld, Previous
from briefs.question.references.chain import Chain
from briefs.question.references.references import DayMeans
from briefs.question.references.resolution import WantedTarget
from briefs.question.sources import Citing
from briefs.records.model import AnswerState, House, Part, Record
from briefs.store.superseded import spans_in_force
from briefs.topic.model import Item

SHOWN, SHOWN_WAITING = 6, 4
# How many of the answers are given under their questions, and up to how many words each.
ANSWERS, ANSWER_WORDS = 3, 130
# How many of the nearest answers are named where they are not held as printed.
PARTLY = 2
# Nearness from which an earlier question is listed, and from which its answer is given, or fetched where it is not held
# whole; the nearest of all is given from the lesser nearness on, for there is nothing better.
LISTED, NEAR, NEAREST = 0.33, 0.43, 0.425


def whole_answer(record: Record, uin: str) -> WantedTarget:
    """Return what fetches a question of this number with its answer whole."""
    return WantedTarget(record.house or House.COMMONS, uin, record.dates.tabled, DayMeans.TABLED)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier questions like the one ``asked``, answered ones first, with where their referrals lead.

    ``given`` are the ids of the records whose answers the note gives whole elsewhere.
    """

    asked: Question
    matter: Matter
    like: Sequence[LikeQuestion]
    others: Mapping[str, Chain]
    given: Collection[str]
    today: date

    def shown(self, citing: Citing) -> Iterator[Previous]:
        """Yield those that are shown, best first."""
        waiting = [c for c in self.like if c.record.state is AnswerState.UNANSWERED]
        answered = [c for c in self.like if c not in waiting][:SHOWN]
        quoted = self._quoted([c.record for c in answered])
        for candidate in [*answered, *waiting[: max(2, SHOWN_WAITING if not answered else 2)]]:
            record = candidate.record
            items, whole = answer_of(citing, record) if record.record_id in quoted else ((), True)
            later = _answered_again(record, self.like)
            body = record.answering_body
            yield Previous(
                source=citing.number(record),
                likeness=round(candidate.likeness, 3),
                state=record.state or AnswerState.UNANSWERED,
                tabled=record.dates.tabled,
                answered=record.dates.answered,
                question=next(citing.whole(record, Part.QUESTION), None),
                clipped=is_clipped(record),
                same_question=self.asked.same_as(record),
                replaced_by=citing.number(later) if later else None,
                refers_to=tuple(citing.number(r) for r in self._led_to(record)),
                why=candidate.why,
                near=round(self.matter.nearness(record), 3),
                other_body=body if body and self.asked.body and body != self.asked.body else None,
                answer=items,
                answer_whole=whole,
                answer_elsewhere=record.record_id in self.given and _has_answer(record),
            )

    def partly_held(self, citing: Citing) -> Iterator[PartlyHeld]:
        """Yield the answers most on the matter that are not held as printed, with what fetches them whole."""
        answered = [c.record for c in self.like if c.record.state is not AnswerState.UNANSWERED][:SHOWN]
        near = sorted(filter(self._is_near, answered), key=lambda r: -self.matter.nearness(r))
        for record in near[:PARTLY]:
            if is_clipped(record) and record.uin:
                yield PartlyHeld(citing.number(record), self.asked.same_as(record), whole_answer(record, record.uin))

    def _quoted(self, answered: Sequence[Record]) -> set[str]:
        """Return the ids of those whose answers are given: nearest in matter and place first, no words given twice."""
        whole = [r for r in answered if r.state in STATES_A_POSITION and not is_clipped(r)]
        usable = [r for r in whole if r.record_id not in self.given and self.matter.nearness(r) >= NEAREST]
        usable.sort(key=lambda r: (is_elsewhere(self.asked.text, r), -self.matter.nearness(r)))
        once = {answer_text(record): record.record_id for record in reversed(usable)}
        near = [r for at, r in enumerate(usable) if r.record_id in once.values() and (at == 0 or self._is_near(r))]
        return {record.record_id for record in near[:ANSWERS]}

    def _is_near(self, record: Record) -> bool:
        if record.state not in STATES_A_POSITION:
            return False
        return self.matter.nearness(record) >= NEAR or self.asked.same_as(record)

    def _led_to(self, record: Record) -> Iterator[Record]:
        """Yield the records that a mere referral leads to, as they stood on the day."""
        chain = self.others.get(record.record_id)
        for target in chain.records if chain else ():
            if (as_of := on_day(target, self.today)) is not None:
                yield as_of


def answer_of(citing: Citing, record: Record, most: int = ANSWER_WORDS) -> tuple[tuple[Item, ...], bool]:
    """Return an answer in its own words, and whether that is all of it: else as many of its first sentences as fit.

    A table is not begun, since it says nothing without its end; at least one sentence is given.
    """
    items: list[Item] = []
    left = most
    for number, passage in enumerate(record.passages):
        if passage.part is not Part.ANSWER or not passage.text.strip():
            continue
        if not passage.quotable or " | " in passage.text:
            return tuple(items), False
        if passage.superseded:
            items += [citing.item(record, number, *span) for span in spans_in_force(passage)]
            return tuple(items), False
        text = passage.text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        stop = end
        if len(text.split()) > left:
            stop = start
            for _, close in sentence_spans(text):
                if len(text[start:close].split()) <= left or not (items or stop > start):
                    stop = close
        if stop > start:
            items.append(citing.item(record, number, start, len(text[:stop].rstrip())))
        if stop < end:
            return tuple(items), False
        left -= len(text.split())
    return tuple(items), True


def _has_answer(record: Record) -> bool:
    return any(passage.part is Part.ANSWER and passage.quotable for passage in record.passages)


def _answered_again(record: Record, like: Sequence[LikeQuestion]) -> Record | None:
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
