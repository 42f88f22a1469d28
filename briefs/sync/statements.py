"""Written statements from Parliament's Written Statements API.

Built from its OpenAPI description, for no raw answer was at hand. The interface finds statements by the day they were
made and by no other, so that a walk goes back a fortnight for what was linked or mended since.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefs.records import Record
from briefs.sources.json_rows import Row
from briefs.sources.statements_api import statement
from briefs.sync import rows
from briefs.sync.base import Batch, Cursor, Fetcher, Scope
from briefs.sync.questions import ADDRESS
from briefs.sync.windows import Lane

_STATE = ("title", "uin", "dateMade", "linkedStatements")


def _wants_detail(row: Row, record: Record | None) -> bool:
    # Text without any markup has lost where its paragraphs end.
    return record is None or "<" not in str(row.get("text"))


def _fits(row: Row, detail: Row, fetched: date) -> bool:
    same = all((row.get(field) or None) == (detail.get(field) or None) for field in _STATE)
    return same and rows.begins(str(row.get("text") or "").rstrip(". …"), detail.get("text"))


_FORM = rows.Form(
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


class Statements:
    """Written ministerial statements of both Houses."""

    name = "written-statements"
    title = "Written statements"
    address = ADDRESS

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked, a sentence a kind of request."""
        return rows.plan(_FORM, scope, cursor, today)

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield batches until what was made up to today has been followed."""
        return rows.walk(_FORM, fetch, scope, cursor, today)
