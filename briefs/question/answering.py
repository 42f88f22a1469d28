"""What the records answer: sentences for each part, the series of answers, and lines from other proceedings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefs.library import Library
from briefs.question.answers.changes import AnswerTurn, series
from briefs.question.answers.elsewhere import is_elsewhere
from briefs.question.answers.matching import LikeQuestion, Pick, speak
from briefs.question.answers.referral import Answering
from briefs.question.answers.targets import Target, targets
from briefs.question.asked import AskedQuestion
from briefs.question.asker import newest_answering
from briefs.question.beyond import beyond, is_held
from briefs.question.model import Grade
from briefs.question.retrieval import Retrieved
from briefs.records.model import Record
from briefs.store.superseded import number_superseded
from briefs.topic.scoring import Evidence


@dataclass(frozen=True, slots=True)
class Answers:
    """What is answered. ``near`` are the questions found that are about no other place.

    ``picks`` are the sentences for each of ``targets``; ``newest`` says who answers for the body now; ``beyond`` are
    lines from other proceedings since the day ``since``, ``looked_beyond`` whether any are held to look in.
    """

    targets: tuple[Target, ...]
    picks: tuple[tuple[Pick, ...], ...]
    near: tuple[LikeQuestion, ...]
    turns: tuple[AnswerTurn, ...]
    newest: Answering | None
    beyond: tuple[Evidence, ...]
    since: date | None
    looked_beyond: bool


def answer(library: Library, asked: AskedQuestion, found: Retrieved) -> Answers:
    """Return what the records found answer. Raises StoreError and IndexUnavailable."""
    wanted = targets(asked.anatomy)
    near = tuple(c for c in found.every if not is_elsewhere(asked.text, c.record))
    since = _last_answer(found)
    looked = is_held(library, since, asked.today)
    own = [asked.record] if asked.record else []
    return Answers(
        targets=tuple(wanted),
        picks=speak(wanted, near, asked.today, rarity=found.rarity, place=asked.text, given=asked.own_answer),
        near=near,
        turns=series(found.question, _in_force([*(c.record for c in found.every), *own])),
        newest=newest_answering(found.recent, found.question.body),
        beyond=beyond(library, asked.anatomy, found.rarity, since, asked.today) if looked else (),
        since=since,
        looked_beyond=looked,
    )


def _last_answer(found: Retrieved) -> date | None:
    """Return the day of the newest answer that is shown to the same question or on the same subject."""
    near = (c.record for c in found.shown if found.grade(c) is not Grade.LOOSE)
    return max((r.dates.answered for r in near if r.dates.answered), default=None)


def _in_force(records: Sequence[Record]) -> list[Record]:
    """Return the records no sentence of which was corrected later."""
    return [record for record in records if not number_superseded([record])]
