"""Written questions and answers from Parliament's Written Questions API (its OpenAPI description).

Three dates are asked for: what was tabled, what was answered and what was corrected since the last time, so that an
answer or a correction that came late is found. A row with an answer is replaced by its detail.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefs.records import Record
from briefs.sources.json_rows import Row
from briefs.sources.question_row import question
from briefs.sync import rows
from briefs.sync.base import Batch, Cursor, Fetcher, Scope
from briefs.sync.listing import day_in
from briefs.sync.windows import Lane

ADDRESS = "https://questions-statements-api.parliament.uk"
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
    return bool(row.get("answerText") or row.get("dateAnswered")) or not record.passages[0].quotable


def _fits(row: Row, detail: Row, fetched: date) -> bool:
    """Whether a held detail is of the same state as a row.

    What was answered or corrected on the day on which the detail was fetched may have come after it.
    """
    if any((row.get(field) or None) != (detail.get(field) or None) for field in _STATE):
        return False
    days = [day for field in ("dateAnswered", "dateAnswerCorrected") if (day := day_in(row, field))]
    if any(day >= fetched for day in days):
        return False
    same_question = rows.begins(row.get("questionText"), detail.get("questionText"))
    return same_question and rows.begins(row.get("answerText"), detail.get("answerText"))


_FORM = rows.Form(
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


class Questions:
    """Written questions and answers of both Houses."""

    name = "written-questions"
    title = "Written questions and answers"
    address = ADDRESS

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked, a sentence a kind of request."""
        return rows.plan(_FORM, scope, cursor, today)

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield batches until all three dates have been followed to today."""
        return rows.walk(_FORM, fetch, scope, cursor, today)
