"""What is found for a question: those like it, those tabled with it, where referrals lead, and who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.library import Library
from briefs.question.answers.elsewhere import is_elsewhere
from briefs.question.answers.matching import LikeQuestion
from briefs.question.answers.subject import Matter, Rarity, rarity_among
from briefs.question.asked import AskedQuestion
from briefs.question.asker import Asker, RecentQuestion, asker_of, recent_questions
from briefs.question.candidates import candidates_for, chains_of, with_chains
from briefs.question.model import Grade
from briefs.question.parse.text import Question, preface, question_text
from briefs.question.references.chain import Chain, follow
from briefs.question.references.columns import columns_of
from briefs.records.model import AnswerState, House, Kind, Record

# The chance from which a question is said to be on the same subject; below it, it is only loosely like it.
ON_SUBJECT = 0.1
# Nearness in matter that this takes, and the nearness that is enough by itself.
FAIRLY_NEAR, NEAR = 0.33, 0.43
_LATER = (AnswerState.UNANSWERED, AnswerState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found for a question, as of its day.

    ``like`` are the older questions that are shown, the most like first, ``with_it`` those of the same week; ``every``
    adds to them what the chains lead to. ``question`` is the one in hand, to compare others with.
    """

    question: Question
    like: tuple[LikeQuestion, ...]
    with_it: tuple[LikeQuestion, ...]
    every: tuple[LikeQuestion, ...]
    chain: Chain
    others: dict[str, Chain]
    matter: Matter
    rarity: Rarity
    recent: tuple[RecentQuestion, ...]
    asker: Asker
    searched: int
    newest_held: date | None

    @property
    def shown(self) -> tuple[LikeQuestion, ...]:
        """All that are shown."""
        return (*self.like, *self.with_it)

    def grade(self, found: LikeQuestion) -> Grade:
        """Return how like the question in hand a question is; one about another place is only loosely like it."""
        if self.question.same_as(found.record):
            return Grade.SAME
        nearness = self.matter.nearness(found.record)
        near = nearness >= NEAR or (found.likeness >= ON_SUBJECT and nearness >= FAIRLY_NEAR)
        return Grade.SUBJECT if near and not is_elsewhere(self.question.text, found.record) else Grade.LOOSE


def retrieve(library: Library, asked: AskedQuestion) -> Retrieved:
    """Return what is found for a question. Raises StoreError and IndexUnavailable."""
    today, record = asked.today, asked.record

    def lookup(uin: str) -> Sequence[Record]:
        return library.as_read(library.store.find_uin(uin))

    columns = columns_of(library.store)
    chain = follow(asked.text, lookup, today=today, house=asked.anatomy.house, record=record, columns=columns)
    found, own = candidates_for(library, asked.given, today)
    others = chains_of(found, lookup, today, columns)
    rarity = rarity_among(library)
    recent = recent_questions(library.store, asked.anatomy.house, today)
    question = _question(asked, found)
    searched, newest_held = _held_until(library, asked.anatomy.house, today)
    older = [each for each in found if not each.with_it]
    return Retrieved(
        question=question,
        like=tuple(sorted(older, key=lambda each: _order(question, each))),
        with_it=tuple(each for each in found if each.with_it),
        every=with_chains(found, chain, others, asked.record_id, today),
        chain=chain,
        others=others,
        matter=Matter(asked.anatomy, rarity),
        rarity=rarity,
        recent=recent,
        asker=asker_of(library, asked, own, recent, question.body),
        searched=searched,
        newest_held=newest_held,
    )


def _held_until(library: Library, house: House, day: date) -> tuple[int, date | None]:
    """Return how many written questions of a House are held up to a day, and the newest day of them.

    Whole months are counted once for all notes; only the month of the day is counted for this one.
    """
    kinds = (Kind.WRITTEN_QUESTION,)
    held = library.holdings(kinds=kinds, house=house)
    if held.newest is None or held.newest <= day:
        return sum(held.by_month.values()), held.newest
    first = day.replace(day=1)
    of_month = library.holdings(kinds=kinds, house=house, since=first, until=day)
    if of_month.newest is None:
        earlier = library.holdings(kinds=kinds, house=house, until=day)
        return earlier.records, earlier.newest
    before = sum(number for (_, month), number in held.by_month.items() if month < day.isoformat()[:7])
    return before + of_month.records, of_month.newest


def _order(question: Question, each: LikeQuestion) -> tuple[bool, bool, float]:
    """Return what older questions are ordered by: a drafter looks for answers, first to the same question."""
    return each.record.state in _LATER, not question.same_as(each.record), -round(each.likeness, 6)


def _question(asked: AskedQuestion, found: Sequence[LikeQuestion]) -> Question:
    if asked.record is not None:
        return Question(asked.text, asked.record.answering_body_id, asked.record.answering_body)
    body = next(_bodies_asked(asked.text, found), None)
    body_id = next((c.record.answering_body_id for c in found if body and c.record.answering_body == body), None)
    return Question(asked.text, asked.given.answering_body_id or body_id, body)


def _bodies_asked(text: str, found: Sequence[LikeQuestion]) -> Iterator[str]:
    """Yield the bodies that answer for whom a pasted question asks, from those that were asked under that title."""
    title = preface(text)
    for each in found:
        if title and each.record.answering_body and preface(question_text(each.record)) == title:
            yield each.record.answering_body
