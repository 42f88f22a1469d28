"""What a source may believe of an answer, and what it says when it cannot.

A list that lacks what it must have stops its source with a ChangedFormat that names the source, the field and what was
expected. A single document that is missing or damaged is refused alone, under its own id.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from briefs.errors import ChangedFormat, NotFound, RefusedInput, ServerFault, SourceBusy, SourceUnavailable
from briefs.readers.common.json_rows import Row, parse_json
from briefs.records.model import Refusal
from briefs.sync.base import RawReply

T = TypeVar("T")
Rule = Callable[[Row], bool]
"""Whether a row obeys a filter."""

_IN_A_ROW = 3
_FAULTS_IN_A_ROW = 10


def changed(title: str, field: str, expected: str) -> ChangedFormat:
    """Return the error for an answer of the source ``title`` whose ``field`` is not what is known of it."""
    return ChangedFormat(
        f'{title}: the service changed its format, for "{field}" should be {expected}; the answer is kept, and a newer '
        "version of pqbrief may know the new form."
    )


def json_of(title: str, answer: RawReply) -> Any:
    """Return the JSON value of an answer. Raises ChangedFormat."""
    try:
        return parse_json(answer.file.text)
    except RefusedInput as error:
        raise changed(title, "the answer", f"valid JSON ({error.reason.rstrip('.')})") from error


def rows_in(title: str, value: Any, field: str) -> list[Row]:
    """Return the objects in the list under ``field`` of an answer. Raises ChangedFormat where there is no such list."""
    found = value.get(field) if isinstance(value, dict) else None
    return objects(title, found, field)


def objects(title: str, value: Any, field: str) -> list[Row]:
    """Return a list of objects. Raises ChangedFormat where it is none; ``field`` is what it is called."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise changed(title, field, "a list of objects")
    return value


def text_in(title: str, row: Row, field: str) -> str:
    """Return a text that is not empty. Raises ChangedFormat."""
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise changed(title, field, "a text")
    return value.strip()


def number_in(title: str, row: Row, field: str) -> int:
    """Return a whole number. Raises ChangedFormat."""
    value = row.get(field)
    if type(value) is not int:
        raise changed(title, field, "a whole number")
    return value


def day_in(title: str, row: Row, field: str) -> date:
    """Return the day of a date and time as it is written. Raises ChangedFormat."""
    value = row.get(field)
    try:
        return date.fromisoformat(value[:10] if isinstance(value, str) else "")
    except ValueError:
        raise changed(title, field, "a date such as 2025-01-07T00:00:00") from None


class Filter:
    """Whether rows obey what was asked for: those that do not are passed over, and it is said once for each filter."""

    def __init__(self, title: str) -> None:
        """Take what people call the source."""
        self._title = title
        self._warned: set[str] = set()

    def obeying(self, rows: list[Row], *rules: tuple[str, Rule]) -> tuple[list[Row], list[str]]:
        """Return the rows that obey every rule (its name, and whether a row obeys), and what must be said of the rest.

        Raises ChangedFormat where no row at all obeys one of the rules: the service does not know that filter any more.
        """
        kept, warnings = rows, list[str]()
        for name, obeys in rules:
            good = [row for row in kept if obeys(row)]
            if kept and not good:
                raise ChangedFormat(
                    f"{self._title}: the service ignored the filter by {name}, for none of {len(kept)} rows obeys it; "
                    "the answer is kept, and a newer version of pqbrief may know the new name."
                )
            if len(good) < len(kept) and name not in self._warned:
                self._warned.add(name)
                warnings.append(f"{self._title}: some rows were outside the filter by {name}; they were left out.")
            kept = good
        return kept, warnings


class Documents:
    """Takes documents one at a time: one that cannot be had is refused alone, several in a row stop the walk.

    A document that the service fails to give is waited with: whether the document or the service is at fault shows
    with the next. Until then ``waiting`` is true and no cursor may move past it. Where each of those failed with status
    500, which may be the fault of one document, the service is asked for a list: if it gives that, it is well, unless
    ten documents in a row failed.
    """

    def __init__(self, title: str) -> None:
        """Take what people call the source."""
        self._title = title
        self._refused: list[Refusal] = []
        self._waiting: list[Refusal] = []
        self._own_faults = True
        self._faults = self._failed = 0
        self.probe: Callable[[], object] | None = None
        """Asks for a list again, and raises what the fetcher raises."""

    @property
    def waiting(self) -> bool:
        """Whether a document failed and nothing has shown since that the service is alive."""
        return bool(self._waiting)

    def take(self, place: str, read: Callable[[], T]) -> T | None:
        """Return what ``read`` returns, None where this document is refused or waited with; ``place`` is its id.

        Raises SourceUnavailable where the third in a row cannot be had, ChangedFormat where the tenth in a row is not
        of the form that is known.
        """
        try:
            value = read()
        except SourceUnavailable as error:
            self._waiting.append(Refusal(place, _reason(error)))
            self._failed += 1
            self._own_faults = self._own_faults and isinstance(error, ServerFault)
            if len(self._waiting) >= _IN_A_ROW and not self.settled():
                raise
            return None
        except (NotFound, RefusedInput) as error:
            self.alive()
            self._refused.append(Refusal(place, _reason(error)))
            return None
        except ChangedFormat as error:
            self.alive()
            self._faults += 1
            self._refused.append(Refusal(place, _reason(error)))
            if self._faults >= _FAULTS_IN_A_ROW:
                raise
            return None
        self.alive()
        self._faults = self._failed = 0
        return value

    def refuse(self, place: str, reason: str) -> None:
        """Note a place of a document that could be had but not read."""
        self._refused.append(Refusal(place, reason))

    def alive(self) -> None:
        """Note that the service answers: what failed before was the documents' own fault."""
        self._refused += self._waiting
        self._waiting.clear()
        self._own_faults = True

    def settled(self) -> bool:
        """Return whether nothing is waited with, after asking for a list where that can tell.

        Raises SourceUnavailable where the list cannot be had either.
        """
        few = self._failed < _FAULTS_IN_A_ROW
        if self._waiting and self._own_faults and few and self.probe is not None:
            self.probe()
            self.alive()
        return not self._waiting

    def refused(self) -> tuple[Refusal, ...]:
        """Return what was refused since the last time this was asked."""
        refused = tuple(self._refused)
        self._refused.clear()
        return refused

    def finish(self) -> None:
        """Raise SourceUnavailable where the walk ended on documents that could not be had."""
        if not self.settled():
            places = ", ".join(refusal.place for refusal in self._waiting)
            raise SourceBusy(
                f"{self._title}: {places} could not be had: {self._waiting[-1].reason.rstrip('.')}; run the sync again."
            )


def _reason(error: Exception) -> str:
    return error.reason if isinstance(error, RefusedInput) else str(error)
