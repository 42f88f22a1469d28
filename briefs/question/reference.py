"""Which earlier answer could be referred to, and what bears on that, as a note gives it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefs.question.answers.changes import STATES_A_POSITION, Question
from briefs.question.answers.elsewhere import is_elsewhere
from briefs.question.answers.matching import LikeQuestion
from briefs.question.answers.referral import Answering, Passed, referral_to
from briefs.question.answers.subject import Matter
from briefs.question.caveats import is_clipped
from briefs.question.model import Reference
from briefs.question.sources import Citing
from briefs.records.model import AnswerState

PASSED = 4
# Nearness in matter from which the answer to another question may be one to refer to.
REFERABLE = 0.58
_REFERABLE_STATES = STATES_A_POSITION | {AnswerState.REFERRAL}


def reference_of(
    citing: Citing, asked: Question, matter: Matter, like: Sequence[LikeQuestion], newest: Answering | None, today: date
) -> Reference | None:
    """Return what bears on referring to the newest answer to the same question, else to the one nearest in matter.

    None where no answer whose day is held is near enough that anybody would refer to it.
    """
    answered = [c for c in like if c.record.dates.answered]
    same = [c for c in answered if c.record.state in _REFERABLE_STATES and asked.same_as(c.record)]
    usable = [c for c in answered if c.record.state in STATES_A_POSITION]
    near = [c for c in usable if matter.nearness(c.record) >= REFERABLE and not is_elsewhere(asked.text, c.record)]
    best = max(same, key=lambda c: c.record.dates.answered or date.min, default=None) or max(
        near, key=lambda c: matter.nearness(c.record), default=None
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
