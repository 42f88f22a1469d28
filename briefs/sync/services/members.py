"""Members of both Houses from the Members API: names, parties, seats and offices, each with its days.

Built from the service's OpenAPI description, and from search answers that were seen. A walk lists who has sat since the
first day wanted, twenty a page, and asks for the histories of each page in one request; who holds a post comes in two
more. Every seventh day the biographies come too, one request a Member: seats, committees and past posts.

The cursor: ``from``, the first day ever wanted; ``walked``, the day of the last whole walk, and ``whole``, of the last
with biographies; ``skip`` and ``with_biographies``, where a walk that was cut off goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from briefs.members.facts import Entry
from briefs.readers.apis import members_api
from briefs.readers.common.json_rows import Row
from briefs.records.model import House
from briefs.sync.base import Batch, Cursor, Fetcher, Params, RawReply, Scope
from briefs.sync.http.validation import Documents, changed, json_of, number_in, objects, rows_in
from briefs.sync.walk.day_ranges import begun
from briefs.sync.walk.paging import PageRequest, ServicePage, pages

TAKE = 20
"""Rows a page: the service gives no more, whatever is asked for."""

_WHOLE_EVERY = timedelta(days=7)
_HOUSES = {House.COMMONS: 1, House.LORDS: 2}
_POSTS = ("/api/Posts/GovernmentPosts", "/api/Posts/OppositionPosts")


class Members:
    """Who sits and sat; ``Scope.members`` narrows it to some, ``bodies`` and ``terms`` do not apply."""

    name = "members"
    title = "Members and their offices"
    address = "https://members-api.parliament.uk"

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked."""
        whole = _is_whole(scope, cursor, today)
        who = f"{len(scope.members):,} Members" if scope.members else f"the Members who have sat since {scope.since}"
        what = "names, parties, seats and offices" if whole else "names and parties"
        return (f"The {what} of {who}, {TAKE} a page.", "Who holds a post in the Government and in the Opposition.")

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield the entries of twenty Members at a time, then who holds a post; see ``Source.walk``."""
        whole = _is_whole(scope, cursor, today)
        documents = Documents(self.title)
        documents.probe = lambda: fetch.get(_POSTS[0])
        kept: dict[str, object] = {key: cursor[key] for key in ("walked", "whole") if cursor.get(key)}
        kept["from"] = begun(scope, cursor).isoformat()
        safe = _resumed(scope, cursor)
        done, total = safe, None
        for people, ids, done, total, warnings in self._lists(fetch, scope, safe):
            found = [*people, *self._histories(fetch, ids)]
            for member_id in ids if whole else ():
                found += self._biography(fetch, member_id, documents) or ()
            safe = safe if documents.waiting else done
            here = {**kept, "skip": safe, "with_biographies": whole}
            yield Batch((), here, done, total, documents.refused(), warnings, tuple(dict.fromkeys(found)))
        documents.finish()
        refused = documents.refused()
        kept["walked"] = today.isoformat()
        if whole:
            kept["whole"] = today.isoformat()
        yield Batch((), kept, done, total, refused, people=tuple(dict.fromkeys(self._posts(fetch))))

    def _lists(
        self, fetch: Fetcher, scope: Scope, skip: int
    ) -> Iterator[tuple[list[Entry], list[int], int, int | None, tuple[str, ...]]]:
        """Yield what each page of the list says, the ids on it, the rows so far, of how many, and warnings."""
        if scope.members:
            for start in range(min(skip, len(scope.members)), len(scope.members), TAKE):
                ids = list(scope.members[start : start + TAKE])
                found = [each for i in ids for each in self._entries(fetch.get(f"/api/Members/{i}"))]
                yield found, ids, start + len(ids), len(scope.members), ()
            return
        given: dict[str, str | int] = {"MembershipInDateRange.WasMemberOnOrAfter": scope.since.isoformat()}
        if scope.until:
            given["MembershipInDateRange.WasMemberOnOrBefore"] = scope.until.isoformat()
        if scope.house:
            given["House"] = _HOUSES[scope.house]

        def ask(at: PageRequest) -> ServicePage:
            answer = fetch.get("/api/Members/Search", {**given, "skip": at.skip, "take": at.take}, tries=at.tries)
            value = json_of(self.title, answer)
            rows = rows_in(self.title, value, "items")
            return ServicePage(rows, number_in(self.title, value, "totalResults"), answer)

        for step in pages(self.title, fetch.habits, TAKE, ask, self._id_of, skip):
            ids = [self._id_of(row) for row in step.rows]
            yield self._entries(step.answer), ids, step.skip + len(step.rows), step.total, step.warnings

    def _id_of(self, row: Row) -> int:
        value = row.get("value")
        if not isinstance(value, dict):
            raise changed(self.title, "value", "a Member")
        return number_in(self.title, value, "id")

    def _histories(self, fetch: Fetcher, ids: Sequence[int]) -> list[Entry]:
        if not ids:
            return []
        params: Params = {"ids": tuple(ids)}
        answer = fetch.get("/api/Members/History", params)
        objects(self.title, json_of(self.title, answer), "the histories")
        return self._entries(answer)

    def _biography(self, fetch: Fetcher, member_id: int, documents: Documents) -> list[Entry] | None:
        """Return what a biography says, None where it cannot be had and the walk goes on without it."""
        return documents.take(
            f"the biography of Member {member_id}",
            lambda: self._entries(fetch.get(f"/api/Members/{member_id}/Biography")),
        )

    def _posts(self, fetch: Fetcher) -> list[Entry]:
        found: list[Entry] = []
        for path in _POSTS:
            answer = fetch.get(path)
            objects(self.title, json_of(self.title, answer), "the posts")
            found += self._entries(answer)
        return found

    def _entries(self, answer: RawReply) -> list[Entry]:
        """Return what an answer says. Raises ChangedFormat where a row of it cannot be read."""
        json_of(self.title, answer)
        reading = members_api.read(answer.file)
        if reading.refused:
            refusal = reading.refused[0]
            raise changed(self.title, f"{answer.url} {refusal.place}".strip(), f"as described ({refusal.reason})")
        return list(reading.people)


def _is_whole(scope: Scope, cursor: Cursor, today: date) -> bool:
    """Whether the biographies are wanted: never had, for an earlier first day, or had a week ago."""
    if "skip" in cursor:
        return cursor.get("with_biographies") is True or _reaches_back(scope, cursor)
    whole = _day(cursor, "whole")
    return whole is None or today - whole >= _WHOLE_EVERY or _reaches_back(scope, cursor)


def _reaches_back(scope: Scope, cursor: Cursor) -> bool:
    first = _day(cursor, "from")
    return first is None or scope.since < first


def _resumed(scope: Scope, cursor: Cursor) -> int:
    """Return the row at which a walk that was cut off goes on; a list from another first day has other rows."""
    skip = cursor.get("skip")
    return skip if type(skip) is int and skip >= 0 and not _reaches_back(scope, cursor) else 0


def _day(cursor: Cursor, key: str) -> date | None:
    value = cursor.get(key)
    return date.fromisoformat(value) if isinstance(value, str) else None
