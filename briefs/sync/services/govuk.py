"""GOV.UK announcements: speeches, oral statements and news of the departments asked for.

The search finds them by the time of their last announced change and gives no text; each is then fetched from the
content API. The search was built from its documentation alone, content items were seen. Written statements are left
out, for Parliament's own service gives them with their numbers. ``Scope.bodies`` are organisations' slugs, ``terms``
words to search for; members and House do not apply.

A page that GOV.UK announces as changed comes up in the search again. One that it withdraws or takes away leaves the
search without a word: whatever was listed within the last six weeks and no longer is, is fetched again. A change that
GOV.UK does not announce (a "minor" one) is not noticed.

The cursor: ``from``, the first day ever walked; ``through``, the last day walked; ``at``, where a walk that was cut off
goes on; ``watched``, the pages of the last six weeks with their time of change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from briefs.errors import NotFound, RefusedInput
from briefs.language.words import content_stems
from briefs.readers.apis import govuk
from briefs.readers.common.json_rows import Row, text_of
from briefs.records.model import Record
from briefs.sync.base import Batch, Cursor, Fetcher, Params, RawReply, Scope
from briefs.sync.http.validation import Documents, Filter, Rule, changed, day_in, json_of, number_in, rows_in, text_in
from briefs.sync.walk.batching import Gathered
from briefs.sync.walk.day_ranges import begun, count_in, last_day, months, resumed, within
from briefs.sync.walk.paging import PageRequest, PageStep, ServicePage, pages

TYPES = (
    "authored_article",
    "government_response",
    "news_story",
    "oral_statement",
    "press_release",
    "speech",
    "world_news_story",
)
COUNT = 50
"""Rows a page."""

_WATCHED_FOR = timedelta(days=42)
_MOST_WATCHED = 2_000
_EACH = 10
_FIELDS = "title,link,public_timestamp,organisations,content_store_document_type"
_WITHDRAWN = "withdrawn"
_DAY = timedelta(days=1)


class GovUk:
    """Announcements of departments on GOV.UK."""

    name = "govuk"
    title = "GOV.UK announcements"
    address = "https://www.gov.uk"

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked."""
        first, last = resumed(scope, cursor, cursor.get("through"), today - _WATCHED_FOR), last_day(scope, today)
        whose = f"of {', '.join(scope.bodies)}" if scope.bodies else "of every department"
        about = f" with {' or '.join(f'“{term}”' for term in scope.terms)}" if scope.terms else ""
        watched = len(within(cursor, "watched"))
        again = f"The pages of {watched:,} announcements, where the search no longer lists them."
        return (
            f"The speeches, oral statements and news {whose}{about}, announced or changed from {first} to {last}, "
            "and the page of each that is new or changed.",
            *((again,) if watched else ()),
        )

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield the announcements of each month, ten at a time; see ``Source.walk``."""
        yield from _GovukWalk(fetch, scope, cursor, today).run()


class _GovukWalk:
    """One walk over announcements."""

    def __init__(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> None:
        self._fetch, self._scope, self._today = fetch, scope, today
        through = cursor.get("through")
        self._cursor = cursor
        self._begun = begun(scope, cursor).isoformat()
        self._through = through if isinstance(through, str) else None
        self._watched = within(cursor, "watched")
        self._at = within(cursor, "at")
        self._listed: set[str] = set()
        self._documents = Documents(GovUk.title)
        self._checks = Filter(GovUk.title)
        self._gathered = Gathered(self._documents, cursor)

    def run(self) -> Iterator[Batch]:
        scope, today = self._scope, self._today
        since = today - _WATCHED_FOR
        last = last_day(scope, today)
        for begin, end in months(resumed(scope, self._cursor, self._through, since, self._at.get("month")), last):
            # Recent months are listed from their start, so that what is missing from the list shows.
            at = self._at if self._at.get("month") == begin.isoformat() and end < since else {}
            self._at = {}
            for number, term in enumerate(scope.terms or (None,)):
                if number < count_in(at, "search"):
                    continue
                start = count_in(at, "start") if number == count_in(at, "search") else 0
                for step in self._pages(begin, end, term, start):
                    yield from self._listed_page(step, begin, end, number)
            self._through, self._at = max(self._through or "", end.isoformat()), {}
            yield from self._given(0, None)
        for path in sorted(self._watched):
            if str(self._watched[path])[:10] < since.isoformat():
                del self._watched[path]
            elif path not in self._listed and not str(self._watched[path]).endswith(_WITHDRAWN):
                self._gone(path)
        self._documents.settled()
        yield from self._given(0, None)
        self._documents.finish()

    def _pages(self, begin: date, end: date, term: str | None, start: int) -> Iterator[PageStep]:
        # Whether the last day is taken whole is not known: the stretches of days overlap by one.
        last = min(end + _DAY, last_day(self._scope, self._today))
        given: dict[str, str | int | tuple[str, ...]] = {
            "filter_content_store_document_type": TYPES,
            "filter_public_timestamp": f"from:{begin},to:{last}",
            "order": "public_timestamp",
            "fields": _FIELDS,
        }
        if self._scope.bodies:
            given["filter_organisations"] = self._scope.bodies
        if term is not None:
            given["q"] = term

        def ask(at: PageRequest) -> ServicePage:
            params: Params = {**given, "start": at.skip, "count": at.take}
            answer = self._fetch.get("/api/search.json", params, tries=at.tries)
            self._documents.alive()
            self._documents.probe = partial(self._fetch.get, "/api/search.json", params)
            value = json_of(GovUk.title, answer)
            rows = rows_in(GovUk.title, value, "results")
            return ServicePage(rows, number_in(GovUk.title, value, "total"), answer)

        return pages(GovUk.title, self._fetch.habits, COUNT, ask, lambda row: text_in(GovUk.title, row, "link"), start)

    def _listed_page(self, step: PageStep, begin: date, end: date, search: int) -> Iterator[Batch]:
        """Yield the pages of one page of search results."""
        rows, warnings = self._checks.obeying(step.rows, *_rules(self._scope, begin, end))
        self._gathered.warnings += [*step.warnings, *warnings]
        obeying = {id(row) for row in rows}
        at: dict[str, object] = {"month": begin.isoformat(), "search": search}
        for number, row in enumerate(step.rows, 1):
            if number % _EACH == 0:
                self._stand({**at, "start": step.skip + number - 1}, end)
                yield from self._given(step.skip + number - 1, step.total)
            if id(row) not in obeying:
                continue
            path, moment = text_in(GovUk.title, row, "link"), text_in(GovUk.title, row, "public_timestamp")
            recent = day_in(GovUk.title, row, "public_timestamp") >= self._today - _WATCHED_FOR
            self._listed.add(path)
            if recent and self._watched.get(path) == moment:
                continue
            record = self._documents.take(path, partial(self._changed, path, moment))
            if record and self._wanted(record):
                self._gathered.records.append(record)
            if recent and not self._documents.waiting and len(self._watched) < _MOST_WATCHED:
                self._watched[path] = moment
        self._stand({**at, "start": step.next}, end)
        yield from self._given(step.next, step.total)

    def _changed(self, path: str, moment: str) -> Record:
        """Return the record of a page that the search lists; one fetched since it last changed is not asked for again.

        Raises RefusedInput, NotFound and the errors of a service.
        """
        answer, item = self._page(path, fresh=False)
        if answer.cached and not _same_moment(item.get("public_updated_at"), moment):
            answer, item = self._page(path, fresh=True)
        return _record(answer)

    def _page(self, path: str, *, fresh: bool) -> tuple[RawReply, Row]:
        if not path.startswith("/") or path.startswith("//"):
            raise RefusedInput("the search result leads outside GOV.UK")
        answer = self._fetch.get(f"/api/content{path}", fresh=fresh)
        item = json_of(GovUk.title, answer)
        if not isinstance(item, dict):
            raise changed(GovUk.title, "the content item", "an object")
        base = text_in(GovUk.title, item, "base_path")
        if base != path:
            raise RefusedInput(f"the content API answered with another page: {base[:200]}")
        return answer, item

    def _wanted(self, record: Record) -> bool:
        """Whether an announcement has every word of one of the terms: the search gives what has some of them, too."""
        stems = content_stems("\n".join([record.title, *(passage.text for passage in record.passages)]))
        return not self._scope.terms or any(content_stems(term) <= stems for term in self._scope.terms)

    def _stand(self, at: dict[str, object], end: date) -> None:
        """Note where the walk stands in an old month; a recent one is gone through again, by its watched pages."""
        self._at = at if end < self._today - _WATCHED_FOR else {}

    def _gone(self, path: str) -> None:
        """Look at a page that the search no longer lists: withdrawn pages keep their text, others are no more."""
        record = self._documents.take(path, partial(self._withdrawn, path))
        if record and self._wanted(record):
            self._gathered.records.append(record)
        if not self._documents.waiting and path in self._watched:
            self._watched[path] = f"{str(self._watched[path])[:10]} {_WITHDRAWN}"

    def _withdrawn(self, path: str) -> Record | None:
        try:
            return _record(self._page(path, fresh=True)[0])
        except NotFound:
            self._gathered.warnings.append(f"GOV.UK no longer has {path}; the stored copy stays as it was.")
            return None

    def _given(self, done: int, expected: int | None) -> Iterator[Batch]:
        cursor: Cursor = {
            "from": self._begun,
            "through": self._through,
            "at": dict(self._at),
            "watched": dict(self._watched),
        }
        yield from self._gathered.given(cursor, done, expected)


def _rules(scope: Scope, begin: date, end: date) -> list[tuple[str, Rule]]:
    # Times are given in UTC and days asked for in local time: a row may fall a day outside.
    rules: list[tuple[str, Rule]] = [
        ("date", lambda row: begin - _DAY <= day_in(GovUk.title, row, "public_timestamp") <= end + _DAY),
        ("document type", lambda row: row.get("content_store_document_type", TYPES[0]) in TYPES),
    ]
    if scope.bodies:
        rules.append(("organisation", lambda row: _of(row, scope.bodies)))
    return rules


def _of(row: Row, slugs: tuple[str, ...]) -> bool:
    """Whether a row is of one of the organisations, or does not say whose it is."""
    bodies = row.get("organisations")
    if not isinstance(bodies, list) or not bodies:
        return True
    return any(isinstance(body, dict) and text_of(body, "slug") in slugs for body in bodies)


def _record(answer: RawReply) -> Record:
    """Return the record of a content item. Raises RefusedInput where it is no announcement."""
    reading = govuk.read(answer.file)
    if len(reading.records) != 1:
        raise RefusedInput(reading.refused[0].reason if reading.refused else "the page has no announcement")
    return reading.records[0]


def _same_moment(written: object, moment: str) -> bool:
    """Whether two times, each with its own zone, are the same."""
    try:
        return datetime.fromisoformat(str(written)) == datetime.fromisoformat(moment)
    except (ValueError, TypeError):
        return False
