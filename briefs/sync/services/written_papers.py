"""Written questions with their answers, and written statements, from Parliament's own service (by its description).

Of questions three dates are asked for: what was tabled, what was answered and what was corrected since the last time,
so that an answer or a correction that came late is found; a row with an answer is replaced by its detail. Statements
are found by the day they were made alone (no raw answer was at hand), so that a walk goes back a fortnight for what was
linked or mended since.
"""

from __future__ import annotations

from datetime import date

from briefs.readers.apis.question_row import question
from briefs.readers.apis.statements_api import statement
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


_STATEMENT_STATE = ("title", "uin", "dateMade", "linkedStatements")


def _wants_statement(row: Row, record: Record | None) -> bool:
    # Text without any markup has lost where its paragraphs end; lists are asked for without the Members' names.
    return record is None or "<" not in str(row.get("text")) or not row.get("member")


def _fits_statement(row: Row, detail: Row, fetched: date) -> bool:
    same = all((row.get(field) or None) == (detail.get(field) or None) for field in _STATEMENT_STATE)
    return same and begins(str(row.get("text") or "").rstrip(". …"), detail.get("text"))


_STATEMENTS = PaperForm(
    title="Written statements",
    path="/api/writtenstatements/statements",
    lanes=(Lane("made", "madeWhen", ("dateMade",), "made"),),
    window=28,
    overlap=14,
    fixed={},
    member_fields=("memberId",),
    record_of=statement,
    wants_detail=_wants_statement,
    fits=_fits_statement,
)


class Statements(Rows):
    """Written ministerial statements of both Houses."""

    name = "written-statements"
    title = "Written statements"
    form = _STATEMENTS
