"""The earlier questions that a note shows: how far each came, what the nearest were answered, and what to fetch."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.language.sentences import sentence_spans
from briefs.question.answers.matching import LikeQuestion
from briefs.question.candidates import on_day
from briefs.question.model import Grade, PartlyHeld, Previous
from briefs.question.parse.text import STATES_A_POSITION, answer_text, is_clipped, question_of
from briefs.question.references.model import DayMeans
from briefs.question.references.resolution import WantedTarget
from briefs.question.retrieval import Retrieved
from briefs.question.sources import Citing
from briefs.quotations.credit import attribution
from briefs.records.model import AnswerState, House, Part, Record
from briefs.store.superseded import spans_in_force
from briefs.topic.model import Item

# How many of the nearest answers are given whole, and how many more by their first words.
WHOLE, BEGUN, ANSWER_WORDS = 2, 1, 130
# How many of the nearest answers are named where they are not held as printed.
PARTLY = 2
_ALL = 1_000_000


def whole_answer(record: Record, uin: str) -> WantedTarget:
    """Return what fetches a question of this number with its answer whole."""
    return WantedTarget(record.house or House.COMMONS, uin, record.dates.tabled, DayMeans.TABLED)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier questions like the one in hand, answered ones first, then those tabled with it.

    ``given`` are the ids of the records whose answers the note gives whole elsewhere, ``own_answer`` is the answer to
    the question in hand, which is not given again.
    """

    found: Retrieved
    given: Collection[str]
    own_answer: str
    today: date

    def shown(self, citing: Citing) -> Iterator[Previous]:
        """Yield those that are shown, best first."""
        quoted = self._quoted()
        yield from (self._previous(citing, each, quoted) for each in self.found.shown)

    def _previous(self, citing: Citing, each: LikeQuestion, quoted: Mapping[str, int]) -> Previous:
        record, grade = each.record, self.found.grade(each)
        items, whole = answer_of(citing, record, quoted.get(record.record_id, 0))
        later = _answered_again(record, self.found.shown)
        body, asked = record.answering_body, self.found.question.body
        return Previous(
            source=citing.number(record),
            likeness=round(each.likeness, 3),
            state=record.state or AnswerState.UNANSWERED,
            tabled=record.dates.tabled,
            answered=record.dates.answered,
            question=next(citing.whole(record, Part.QUESTION), None),
            clipped=is_clipped(record),
            same_question=grade is Grade.SAME,
            replaced_by=citing.number(later) if later else None,
            refers_to=tuple(citing.number(r) for r in self._led_to(record)),
            why=each.why,
            near=round(self.found.matter.nearness(record), 3),
            other_body=body if body and asked and body != asked else None,
            answer=items,
            answer_whole=whole,
            answer_elsewhere=record.record_id in self.given and _has_answer(record),
            shares_answer=bool(self.own_answer) and answer_text(record) == self.own_answer,
            grade=grade,
            with_it=each.with_it,
            answered_by=_answered_by(record),
            uin=record.uin,
            body=body,
        )

    def partly_held(self, citing: Citing) -> Iterator[PartlyHeld]:
        """Yield the nearest answers that are not held as printed, with what fetches them whole."""
        near = [c.record for c in self.found.like if self.found.grade(c) is not Grade.LOOSE]
        for record in [r for r in near if r.state in STATES_A_POSITION][:PARTLY]:
            if is_clipped(record) and record.uin:
                wanted = whole_answer(record, record.uin)
                yield PartlyHeld(citing.number(record), self.found.question.same_as(record), wanted)

    def _quoted(self) -> dict[str, int]:
        """Return for the records whose answers are given up to how many words of them; no words are given twice."""
        usable = [c for c in self.found.shown if c.record.state in STATES_A_POSITION and not is_clipped(c.record)]
        usable = [c for c in usable if answer_text(c.record) != self.own_answer]
        once = {answer_text(c.record): c for c in reversed(usable) if c.record.record_id not in self.given}
        nearest = [c for c in usable if c in once.values()][: WHOLE + BEGUN]
        return {
            c.record.record_id: ANSWER_WORDS if at >= WHOLE or self.found.grade(c) is Grade.LOOSE else _ALL
            for at, c in enumerate(nearest)
        }

    def _led_to(self, record: Record) -> Iterator[Record]:
        """Yield the records that a mere referral leads to, as they stood on the day."""
        chain = self.found.others.get(record.record_id)
        for target in chain.records if chain else ():
            if (as_of := on_day(target, self.today)) is not None:
                yield as_of


def _answered_by(record: Record) -> str | None:
    """Return the line that says whose answer it is, None where there is no answer."""
    answer = next((p for p in record.passages if p.part is Part.ANSWER and p.text.strip()), None)
    return attribution(record, answer, 0, len(answer.text))[2] if answer else None


def answer_of(citing: Citing, record: Record, most: int = ANSWER_WORDS) -> tuple[tuple[Item, ...], bool]:
    """Return an answer in its own words, and whether that is all of it: else as many of its first sentences as fit.

    A table is not begun, since it says nothing without its end; at least one sentence is given.
    """
    if not most:
        return (), True
    if most == _ALL:
        return tuple(citing.whole(record, Part.ANSWER)), True
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
