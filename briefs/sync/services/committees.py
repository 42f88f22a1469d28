"""Committees of both Houses: publications, Government responses, oral and written evidence, with their documents.

Built from the service's OpenAPI description alone. Each list is asked for by the day of publication; each row's
document is then fetched as HTML, else as the original file, else as PDF. Where none can be read the particulars are
held, to be found and never quoted. ``Scope.bodies`` are committees' ids, ``terms`` what the service searches titles and
witnesses for; members do not apply.

Whether the service takes the last day asked for whole, or only its midnight, is not known: the stretches of days
overlap by a day, and rows are told apart by their numbers.

Rows of recent weeks are asked for again, and their documents where the row changed; a transcript that nobody has
corrected yet is fetched again every week. A response makes the record of the report that it answers be read again.

The cursor: ``from``, the first day ever walked; ``through``, the last day walked of each list; ``at``, where a walk
that was cut off goes on; ``held``, the recent rows of each list with a mark of the row and the day on which the
document was fetched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import product

from briefs.errors import RefusedInput
from briefs.readers.apis import committees_api
from briefs.readers.apis.committee_documents import with_words
from briefs.readers.common.base import SourceFile
from briefs.readers.common.json_rows import Row, number_of, object_of, objects_of, text_of
from briefs.records.model import Fidelity, House
from briefs.sync.base import Batch, Cursor, Fetcher, Params, Scope
from briefs.sync.http.validation import Filter, Rule, changed, day_in, json_of, number_in, rows_in
from briefs.sync.services.committee_documents import TITLE, CommitteeDocuments
from briefs.sync.walk.batching import Gathered
from briefs.sync.walk.day_ranges import begun, count_in, last_day, months, resumed, within
from briefs.sync.walk.paging import PageRequest, PageStep, ServicePage, pages

TAKE = 30
"""Rows a page: the service's own default."""

_EACH = 5
_UNCORRECTED_AGAIN = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _List:
    """One of the service's lists; rows of the last ``again`` are asked for again."""

    name: str
    what: str
    day: str
    again: timedelta


_LISTS = (
    _List("Publications", "publications and Government responses", "publicationStartDate", timedelta(days=30)),
    _List("OralEvidence", "sessions of oral evidence", "publicationDate", timedelta(days=60)),
    _List("WrittenEvidence", "written evidence", "publicationDate", timedelta(days=14)),
)


class Committees:
    """What committees publish and hear."""

    name = "committees"
    title = TITLE
    address = "https://committees-api.parliament.uk"

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked."""
        last = last_day(scope, today)
        whose = f" of the committees {', '.join(scope.bodies)}" if scope.bodies else ""
        about = f" with {' or '.join(f'“{term}”' for term in scope.terms)}" if scope.terms else ""
        through = within(cursor, "through")
        told: list[str] = []
        for each in _LISTS:
            first = resumed(scope, cursor, through.get(each.name), today - each.again)
            told.append(
                f"The {each.what}{whose}{about} published from {first} to {last}, and the document of each that is new "
                "or changed."
            )
        return tuple(told)

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield the rows of each list with their documents, a few at a time; see ``Source.walk``."""
        yield from _CommitteesWalk(fetch, scope, cursor, today).run()


class _CommitteesWalk:
    """One walk over the three lists."""

    def __init__(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> None:
        self._fetch, self._scope, self._today = fetch, scope, today
        self._cursor = cursor
        self._through, self._at = within(cursor, "through"), within(cursor, "at")
        held = within(cursor, "held")
        self._held: dict[str, dict[str, object]] = {each.name: within(held, each.name) for each in _LISTS}
        self._documents = CommitteeDocuments(fetch)
        self._checks = Filter(TITLE)
        self._had: set[tuple[str, int]] = set()
        self._gathered = Gathered(self._documents, cursor)

    def run(self) -> Iterator[Batch]:
        searches = list(product(self._scope.bodies or (None,), self._scope.terms or (None,)))
        for each in _LISTS:
            if _position(each) < _position_of(self._at):
                continue
            through = self._through.get(each.name)
            unfinished = self._at.get("month") if self._at.get("list") == each.name else None
            first = resumed(self._scope, self._cursor, through, self._today - each.again, unfinished)
            for begin, end in months(first, last_day(self._scope, self._today)):
                resumes = (self._at.get("list"), self._at.get("month")) == (each.name, begin.isoformat())
                for number, (body, term) in enumerate(searches):
                    if resumes and number < count_in(self._at, "search"):
                        continue
                    skip = count_in(self._at, "skip") if resumes and number == count_in(self._at, "search") else 0
                    for step in self._pages(each, begin, end, body, term, skip):
                        at = {"list": each.name, "month": begin.isoformat(), "search": number}
                        yield from self._page(each, step, at, _rules(each, begin, end, body))
                self._through[each.name] = max(str(self._through.get(each.name) or ""), end.isoformat())
                following = (end + timedelta(days=1)).isoformat()
                yield from self._given({"list": each.name, "month": following}, 0, None)
            self._forget(each)
        self._documents.settled()
        yield from self._given({}, 0, None)
        self._documents.finish()

    def _pages(
        self, each: _List, begin: date, end: date, body: str | None, term: str | None, skip: int
    ) -> Iterator[PageStep]:
        given: dict[str, str | int] = {"StartDate": begin.isoformat(), "EndDate": (end + _DAY).isoformat()}
        if each.name == "Publications":
            given["SortOrder"] = "PublicationDateAscending"
        if body is not None:
            given["CommitteeId"] = body
        if term is not None:
            given["SearchTerm"] = term

        def ask(at: PageRequest) -> ServicePage:
            params: Params = {**given, "Skip": at.skip, "Take": at.take}
            answer = self._fetch.get(f"/api/{each.name}", params, tries=at.tries)
            self._documents.alive()
            self._documents.probe = partial(self._fetch.get, f"/api/{each.name}", params)
            value = json_of(TITLE, answer)
            rows = rows_in(TITLE, value, "items")
            return ServicePage(rows, number_in(TITLE, value, "totalResults"), answer)

        return pages(TITLE, self._fetch.habits, TAKE, ask, lambda row: number_in(TITLE, row, "id"), skip)

    def _page(
        self, each: _List, step: PageStep, at: dict[str, object], rules: list[tuple[str, Rule]]
    ) -> Iterator[Batch]:
        rows, warnings = self._checks.obeying(step.rows, *rules)
        self._gathered.warnings += [*step.warnings, *warnings]
        obeying = {id(row) for row in rows}
        for number, row in enumerate(step.rows, 1):
            if id(row) in obeying and self._wanted(each, row):
                self._row(each, row, step)
            if number % _EACH == 0:
                yield from self._given({**at, "skip": step.skip + number}, step.skip + number, step.total)
        yield from self._given({**at, "skip": step.next}, step.next, step.total)

    def _wanted(self, each: _List, row: Row) -> bool:
        """Whether a row is of the House and the days of the scope; the stretches asked for end a day later."""
        until = self._scope.until
        late = until is not None and row.get(each.day) is not None and day_in(TITLE, row, each.day) > until
        return not late and _in_house(row, self._scope.house)

    def _row(self, each: _List, row: Row, step: PageStep) -> None:
        """Take in one row with its document, unless it is held as it is."""
        number = number_in(TITLE, row, "id")
        recent = row.get(each.day) is None or day_in(TITLE, row, each.day) >= self._today - each.again
        mark, key = _mark(row), str(number)
        if (each.name, number) in self._had:
            return
        self._had.add((each.name, number))
        if recent and self._is_held(each, key, mark):
            return
        place = f"{each.name} {number}"
        answered = number_of(row, "responseToPublicationId")
        titles = self._answered(answered) if answered is not None else {}
        try:
            particulars = committees_api.record_of(row, step.answer.file, titles)
        except RefusedInput as error:
            self._documents.refuse(place, error.reason)
            return
        words = self._documents.of(each.name, row, place, fresh=recent)
        record = with_words(particulars, words) if words else particulars
        self._gathered.records.append(record)
        if recent and not self._documents.waiting:
            uncorrected = record.fidelity is Fidelity.UNCORRECTED
            self._held[each.name][key] = [mark, self._today.isoformat(), uncorrected]

    def _answered(self, number: int) -> dict[int, str]:
        """Read again the report that a response answers, whose two months are over; return its title by its number."""
        place = f"Publications {number}"
        found = self._documents.take(place, partial(self._one, number))
        if found is None:
            return {}
        source, row = found
        try:
            particulars = committees_api.record_of(row, source, {})
        except RefusedInput as error:
            self._documents.refuse(place, error.reason)
            return {}
        words = self._documents.of("Publications", row, place, fresh=False)
        self._gathered.records.append(with_words(particulars, words) if words else particulars)
        return committees_api.titles_of([row])

    def _one(self, number: int) -> tuple[SourceFile, Row]:
        answer = self._fetch.get(f"/api/Publications/{number}")
        value = json_of(TITLE, answer)
        if not isinstance(value, dict) or number_in(TITLE, value, "id") != number:
            raise changed(TITLE, "id", f"that of publication {number}")
        return answer.file, value

    def _is_held(self, each: _List, key: str, mark: str) -> bool:
        """Whether a row is held as it is, with a document that needs no other look."""
        held = self._held[each.name].get(key)
        if not isinstance(held, list) or len(held) != 3 or held[0] != mark:
            return False
        fetched, uncorrected = date.fromisoformat(str(held[1])), bool(held[2])
        return not uncorrected or (self._today - fetched).days < _UNCORRECTED_AGAIN

    def _forget(self, each: _List) -> None:
        """Drop the marks of rows that are asked for no longer."""
        oldest = (self._today - 2 * each.again).isoformat()
        kept = self._held[each.name].items()
        self._held[each.name] = {k: v for k, v in kept if isinstance(v, list) and str(v[1]) >= oldest}

    def _given(self, at: dict[str, object], done: int, expected: int | None) -> Iterator[Batch]:
        held = {name: dict(marks) for name, marks in self._held.items()}
        through, begin = dict(self._through), begun(self._scope, self._cursor).isoformat()
        cursor: Cursor = {"from": begin, "through": through, "at": dict(at), "held": held}
        yield from self._gathered.given(cursor, done, expected)


def _rules(each: _List, begin: date, end: date, body: str | None) -> list[tuple[str, Rule]]:
    def published(row: Row) -> bool:
        return row.get(each.day) is None or begin <= day_in(TITLE, row, each.day) <= end + _DAY

    rules: list[tuple[str, Rule]] = [("date", published)]
    if body is not None:
        rules.append(("committee", lambda row: any(str(c.get("id")) == body for c in _committees(row))))
    return rules


def _committees(row: Row) -> list[Row]:
    one = object_of(row, "committee")
    return [one] if one else objects_of(row, "committees")


def _in_house(row: Row, house: House | None) -> bool:
    """Whether a row is of a House's own committee or a joint one; the service cannot be asked for a House."""
    names = {text_of(committee, "house").lower() for committee in _committees(row)}
    return house is None or not names or bool(names & {house.value, "joint"})


def _mark(row: Row) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()[:16]


def _position(each: _List) -> int:
    return _LISTS.index(each)


def _position_of(at: dict[str, object]) -> int:
    return next((number for number, each in enumerate(_LISTS) if each.name == at.get("list")), 0)
