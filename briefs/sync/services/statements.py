"""Written statements from Parliament's Written Statements API.

Built from its OpenAPI description, for no raw answer was at hand. The interface finds statements by the day they were
made and by no other, so that a walk goes back a fortnight for what was linked or mended since.
"""

from __future__ import annotations

from datetime import date

from briefs.readers.apis.statements_api import statement
from briefs.readers.common.json_rows import Row
from briefs.records.model import Record
from briefs.sync.walk.details import begins
from briefs.sync.walk.listing import PaperForm
from briefs.sync.walk.rows import Rows
from briefs.sync.walk.windows import Lane

_STATE = ("title", "uin", "dateMade", "linkedStatements")


def _wants_detail(row: Row, record: Record | None) -> bool:
    # Text without any markup has lost where its paragraphs end; lists are asked for without the Members' names.
    return record is None or "<" not in str(row.get("text")) or not row.get("member")


def _fits(row: Row, detail: Row, fetched: date) -> bool:
    same = all((row.get(field) or None) == (detail.get(field) or None) for field in _STATE)
    return same and begins(str(row.get("text") or "").rstrip(". …"), detail.get("text"))


_FORM = PaperForm(
    title="Written statements",
    path="/api/writtenstatements/statements",
    lanes=(Lane("made", "madeWhen", ("dateMade",), "made"),),
    window=28,
    overlap=14,
    fixed={},
    member_fields=("memberId",),
    record_of=statement,
    wants_detail=_wants_detail,
    fits=_fits,
)


class Statements(Rows):
    """Written ministerial statements of both Houses."""

    name = "written-statements"
    title = "Written statements"
    form = _FORM
