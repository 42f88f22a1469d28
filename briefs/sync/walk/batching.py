"""What a walk has gathered and not given to the engine yet."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.records.model import Record
from briefs.sync.base import Batch, Cursor
from briefs.sync.http.validation import Documents


class Gathered:
    """Records and warnings since the last batch, held back while it is open whether the service is still alive."""

    def __init__(self, documents: Documents, cursor: Cursor) -> None:
        """Take whose documents they are, and the cursor from which the walk goes on."""
        self.records: list[Record] = []
        self.warnings: list[str] = []
        self._documents = documents
        self._last_given = dict(cursor)

    def given(self, cursor: Cursor, done: int, expected: int | None) -> Iterator[Batch]:
        """Yield the batch, unless a document failed and nothing has shown since that the service is alive.

        ``cursor`` is kept as it is: values that the walk goes on changing must be copies.
        """
        if self._documents.waiting:
            return
        refused = self._documents.refused()
        if cursor == self._last_given and not self.records and not refused and not self.warnings:
            return  # A walk that is always cut off at its first batch must come further all the same.
        self._last_given = dict(cursor)
        records, warnings = tuple(self.records), tuple(self.warnings)
        yield Batch(records, cursor, done=done, expected=expected, refused=refused, warnings=warnings)
        self.records, self.warnings = [], []
