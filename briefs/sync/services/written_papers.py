"""Written questions and answers from Parliament's Written Questions API (its OpenAPI description).

Three dates are asked for: what was tabled, what was answered and what was corrected since the last time, so that an
answer or a correction that came late is found. A row with an answer is replaced by its detail.
"""

from __future__ import annotations

from datetime import date

from briefs.readers.apis.question_row import question
from briefs.readers.common.json_rows import Row, day_of
from briefs.records.model import Record
from briefs.sync.walk.details import begins
from briefs.sync.walk.listing import PaperForm
from briefs.sync.walk.rows import Rows
from briefs.sync.walk.windows import Lane

_STATE = (
    "answerIsHolding",
    "answerIsCorrection",
    "isWithdrawn",
    "dateAnswered",
    "dateAnswerCorrected",
    "dateHoldingAnswer",
    "answeringBodyId",
    "answeringMemberId",
    "heading",
)


def _wants_detail(row: Row, record: Record | None) -> bool:
    if record is None:
        return False
    # Lists are asked for without the Members' names, which makes them slow; details have them.
    nameless = row.get("askingMemberId") is not None and not row.get("askingMember")
    return nameless or bool(row.get("answerText") or row.get("dateAnswered")) or not record.passages[0].quotable


def _fits(row: Row, detail: Row, fetched: date) -> bool:
    """Whether a held detail is of the same state as a row.

    What was answered or corrected on the day on which the detail was fetched may have come after it.
    """
    if any((row.get(field) or None) != (detail.get(field) or None) for field in _STATE):
        return False
    days = [day for field in ("dateAnswered", "dateAnswerCorrected") if (day := day_of(row, field))]
    if any(day >= fetched for day in days):
        return False
    same_question = begins(row.get("questionText"), detail.get("questionText"))
    return same_question and begins(row.get("answerText"), detail.get("answerText"))


_FORM = PaperForm(
    title="Written questions",
    path="/api/writtenquestions/questions",
    lanes=(
        Lane("tabled", "tabledWhen", ("dateTabled",), "tabled"),
        Lane("answered", "answeredWhen", ("dateAnswered", "dateHoldingAnswer", "dateAnswerCorrected"), "answered"),
        Lane("corrected", "correctedWhen", ("dateAnswerCorrected",), "corrected"),
    ),
    window=7,
    overlap=7,
    fixed={"includeWithdrawn": True},
    member_fields=("askingMemberId", "answeringMemberId", "correctingMemberId"),
    record_of=question,
    wants_detail=_wants_detail,
    fits=_fits,
)


class Questions(Rows):
    """Written questions and answers of both Houses."""

    name = "written-questions"
    title = "Written questions and answers"
    form = _FORM
