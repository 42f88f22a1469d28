"""Which earlier answers could be referred to, with a verdict, what bears on it and the words that the House prints.

An answer is referred to in the form that the House prints: "I refer the hon. Member to the answer of … to Question …".
That is offered only where the answer is recent, of this session and by this Government; whether it answers what is
asked stays the drafter's judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefs.question.answers.matching import LikeQuestion
from briefs.question.answers.referral import Answering, Passed, Referral, answering_name, referral_to
from briefs.question.model import CanRefer, Grade, Reference
from briefs.question.parse.text import STATES_A_POSITION, is_clipped
from briefs.question.retrieval import Retrieved
from briefs.question.sources import Citing
from briefs.records.citations import long_date
from briefs.records.model import AnswerState, House, Record

PASSED = 4
# Of how many of the nearest answers it is said whether they can be referred to.
NEAREST = 3
# Days within which an answer is recent: one department refers to questions tabled within three months.
RECENT = 92
_REFERABLE_STATES = STATES_A_POSITION | {AnswerState.REFERRAL}


def references_of(citing: Citing, found: Retrieved, newest: Answering | None, today: date) -> tuple[Reference, ...]:
    """Return what bears on referring to each of the nearest answers."""
    answered = [c for c in found.like if c.record.state in _REFERABLE_STATES]
    made = (_reference(citing, c, found.grade(c), newest, today) for c in answered[:NEAREST])
    return tuple(reference for reference in made if reference is not None)


def best_of(references: Sequence[Reference]) -> Reference | None:
    """Return the newest answer to the same question, else the first on the same subject, None for neither."""
    dated = [reference for reference in references if reference.answered is not None]
    same = [reference for reference in dated if reference.same_question]
    near = [reference for reference in dated if reference.grade is Grade.SUBJECT]
    return max(same, key=lambda reference: reference.answered or date.min, default=None) or next(iter(near), None)


def _reference(
    citing: Citing, found: LikeQuestion, grade: Grade, newest: Answering | None, today: date
) -> Reference | None:
    record = found.record
    referral = referral_to(record, today, newest)
    if referral is None:
        return _undated(citing, record, grade, today)
    passed = [
        (citing.item(record, p.passage, p.start, p.end), p.until, p.what)
        for p in referral.passed
        if record.passages[p.passage].text[p.start : p.end].strip()
    ]
    verdict = _verdict(referral, grade)
    return Reference(
        source=citing.number(record),
        answered=record.dates.answered,
        age_days=referral.age_days,
        same_session=referral.same_session,
        same_government=referral.same_government,
        government=referral.government,
        same_minister=referral.same_minister,
        newest_of_body=referral.newest_of_body,
        same_question=grade is Grade.SAME,
        corrected=record.state is AnswerState.CORRECTED,
        clipped=is_clipped(record),
        refers=record.state is AnswerState.REFERRAL,
        grade=grade,
        can_refer=verdict,
        recent=referral.age_days <= RECENT,
        wording=_wording(record) if verdict is not CanRefer.NO and _is_of_today(referral) else "",
        minister=answering_name(record),
        minister_now=newest.name if newest else None,
        passed=tuple(sorted(passed, key=lambda entry: entry[2] is Passed.FIGURE)[:PASSED]),
    )


def _undated(citing: Citing, record: Record, grade: Grade, today: date) -> Reference | None:
    """Return what is known of an answer whose day the source does not give: it has to be looked up first."""
    if record.dates.tabled is None:
        return None
    age = (today - record.dates.tabled).days
    return Reference(
        source=citing.number(record),
        answered=None,
        age_days=age,
        same_session=None,
        same_government=None,
        government=None,
        same_minister=None,
        newest_of_body=None,
        same_question=grade is Grade.SAME,
        corrected=record.state is AnswerState.CORRECTED,
        clipped=is_clipped(record),
        refers=record.state is AnswerState.REFERRAL,
        grade=grade,
        can_refer=CanRefer.NO if grade is Grade.LOOSE or age > 2 * RECENT else CanRefer.PERHAPS,
    )


def _is_of_today(referral: Referral) -> bool:
    """Whether an answer is recent, of this session and by this Government."""
    return referral.age_days <= RECENT and referral.same_session is True and referral.same_government is True


def _verdict(referral: Referral, grade: Grade) -> CanRefer:
    record = referral.record
    if grade is Grade.LOOSE or referral.same_session is False or referral.same_government is False:
        return CanRefer.NO
    if record.state is AnswerState.REFERRAL or referral.age_days > 2 * RECENT:
        return CanRefer.NO
    unsure = grade is not Grade.SAME or not _is_of_today(referral) or is_clipped(record)
    return CanRefer.PERHAPS if unsure or referral.passed or record.state is AnswerState.CORRECTED else CanRefer.YES


def _wording(record: Record) -> str:
    """Return the words that the House prints where an answer is referred to, empty where no number is held."""
    if record.uin is None or record.dates.answered is None:
        return ""
    who = "noble Lord" if record.house is House.LORDS else "hon. Member"
    return f"I refer the {who} to the answer of {long_date(record.dates.answered)} to Question {record.uin}."
