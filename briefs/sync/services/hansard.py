"""Hansard: both Houses and Westminster Hall, a sitting day at a time, or the debates that a search finds.

Built from the service's Swagger description; debates, calendars and search rows were seen, lists of a day's sections
were not. The report of a day is corrected for about a fortnight: its list of sections is asked for again for three
weeks, its debates are fetched again when the list says that it was updated, and once more when the three weeks are
over, whatever the list says.

A section or a debate that the service does not give while it gives others of the day is a gap: it is named, and asked
for again by every walk of the next three weeks.

The cursor: ``from``, the first day ever walked; ``through``, the last day walked; ``open``, each recent day of a House
with a mark of its list of sections as it was when its debates were fetched; ``part``, the day that is being walked,
with the ids that were had already; ``gaps``, under each day of a House what it lacks, and since when that is known.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from briefs.errors import NotFound, ServerFault
from briefs.readers.common.json_rows import Row
from briefs.records.citations import long_date
from briefs.records.model import House
from briefs.sync.base import Batch, Cursor, Fetcher, Params, Scope
from briefs.sync.http.validation import changed, day_in, json_of, objects, rows_in, text_in
from briefs.sync.services import hansard_search
from briefs.sync.services.hansard_debates import TITLE, Debates
from briefs.sync.walk.batching import Gathered
from briefs.sync.walk.day_ranges import begun, last_day, months, resumed, within

OPEN_FOR = timedelta(days=21)
"""How long a day is looked at again: updates were seen fourteen days after a sitting, and a week is added."""

# Written answers and statements have sources of their own, which give their numbers as well.
_WRITTEN = re.compile(r"^(?:[CLQ]?W(?:A|MS)$|written)", re.IGNORECASE)
_EXT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class Hansard:
    """The official report of debates. ``Scope.members`` and ``terms`` narrow it by search; ``bodies`` do not apply."""

    name = "hansard"
    title = TITLE
    address = "https://hansard-api.parliament.uk"

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked."""
        if scope.members or scope.terms:
            return hansard_search.plan(scope, cursor, today)
        first, last = _first(scope, cursor, today), last_day(scope, today)
        houses = " and ".join(house.value.capitalize() for house in _houses(scope))
        told = [
            f"The sitting days of the {houses} from {first} to {last}, the sections of each day, and each debate.",
        ]
        if count := len(within(cursor, "open")):
            told.append(f"The lists of {count} recent days again, and their debates where they were updated.")
        if scope.bodies:
            told.append(_NO_BODIES)
        return tuple(told)

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield the debates of each day of a House in turn; see ``Source.walk``."""
        if scope.members or scope.terms:
            yield from hansard_search.walk(fetch, scope, cursor, today)
            return
        yield from _HansardWalk(fetch, scope, cursor, today).run()


_NO_BODIES = "Hansard cannot be narrowed by department: name members or search terms, or fetch all of it."


@dataclass(frozen=True)
class _Day:
    """One day of a House: its sections in order, and a mark that changes whenever the list of them does.

    ``missing`` are the names of those parts of the day whose sections the service did not give.
    """

    sections: tuple[str, ...]
    mark: str
    missing: tuple[str, ...] = ()


@dataclass
class _State:
    """The cursor in its parts."""

    begun: str
    through: str | None
    open: dict[str, object]
    part: dict[str, Any] = field(default_factory=dict)
    gaps: dict[str, object] = field(default_factory=dict)

    def cursor(self) -> Cursor:
        return {
            "from": self.begun,
            "through": self.through,
            "open": dict(self.open),
            "part": dict(self.part),
            "gaps": dict(self.gaps),
        }

    def gap(self, key: str, lacking: list[str], today: date) -> str | None:
        """Note what a day lacks, nothing among it; return what must be said. One of three weeks is given up."""
        held = within(self.gaps, key)
        self.gaps.pop(key, None)
        if not lacking:
            return None
        noted = str(held.get("noted") or today.isoformat())
        day, house = _unkeyed(key)
        told = f"{TITLE}: {', '.join(lacking)} of the {house.value.capitalize()} on {long_date(day)} was not given"
        if today - date.fromisoformat(noted) > OPEN_FOR:
            return f"{told} for three weeks; it is not asked for again, and pqbrief sync hansard --since finds it."
        self.gaps[key] = {"noted": noted, "lacking": lacking}
        return f"{told}; the next syncs ask for it again."


class _HansardWalk:
    """One walk over sitting days."""

    def __init__(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> None:
        self._fetch, self._scope, self._today = fetch, scope, today
        self._debates = Debates(fetch)
        through = cursor.get("through")
        part = within(cursor, "part")
        begin = begun(scope, cursor).isoformat()
        self._state = _State(
            begin, through if isinstance(through, str) else None, within(cursor, "open"), part, within(cursor, "gaps")
        )
        self._first = _first(scope, cursor, today)
        self._last = last_day(scope, today)
        self._gathered = Gathered(self._debates.documents, json.loads(json.dumps(self._state.cursor())))
        self._gathered.warnings += [_NO_BODIES] if scope.bodies else []

    def run(self) -> Iterator[Batch]:
        for key in sorted({*self._state.open, *self._state.gaps}):
            day, house = _unkeyed(key)
            if day < self._first and house in _houses(self._scope):
                yield from self._day(day, house)
                self._close(key, day)
        for first, last in months(self._first, self._last):
            sitting = sorted(
                (day, house) for house in _houses(self._scope) for day in self._sitting(house, first, last)
            )
            for number, (day, house) in enumerate(sitting):
                yield from self._day(day, house)
                self._close(f"{day} {house.value}", day)
                if number + 1 == len(sitting) or sitting[number + 1][0] > day:
                    self._passed(day)
                    yield from self._given(day)
            self._passed(last)
            yield from self._given(last)
        self._debates.documents.settled()
        yield from self._given(self._last)
        self._debates.documents.finish()

    def _sitting(self, house: House, first: date, last: date) -> list[date]:
        """Return the days of one month, or a part of it, on which a House sat."""
        params: Params = {"year": first.year, "month": first.month, "house": house.value.capitalize()}
        answer = self._fetch.get("/overview/calendar.json", params, fresh=last >= self._today - OPEN_FOR)
        self._debates.documents.alive()
        self._debates.probe = partial(self._fetch.get, "/overview/calendar.json", params)
        days: list[date] = []
        for row in objects(TITLE, json_of(TITLE, answer), "the calendar"):
            day = day_in(TITLE, row, "ItemDate")
            if (day.year, day.month) != (first.year, first.month) or _other(row, house):
                raise changed(TITLE, "ItemDate", f"a day of {first:%B %Y} on which the {house.value} sat")
            if first <= day <= last:
                days.append(day)
        return days

    def _day(self, day: date, house: House) -> Iterator[Batch]:
        """Yield the debates of one day of a House, a section of the top a batch, unless they are held as they are."""
        key = f"{day} {house.value}"
        recent = day >= self._today - OPEN_FOR
        looked_at, gaps = key in self._state.open, key in self._state.gaps
        listed = self._listed(day, house, fresh=recent or looked_at or gaps)
        as_held = recent and self._state.open.get(key) == listed.mark
        if as_held and not gaps:
            return
        fresh = not as_held and (recent or looked_at)
        self._debates.not_had.clear()
        part = self._state.part
        if (part.get("day"), part.get("mark")) != (key, listed.mark):
            part = {"day": key, "mark": listed.mark, "had": []}
            self._state.part = part
        had = {str(ext_id) for ext_id in part["had"]}
        for ext_id in listed.sections:
            if ext_id.upper() in had:
                continue
            records, covered = self._debates.of(ext_id, day, house, fresh=fresh)
            had |= covered
            part["had"] = sorted(had)
            self._gathered.records += records
            yield from self._given(day)
        if told := self._state.gap(key, [*listed.missing, *self._debates.not_had], self._today):
            self._gathered.warnings.append(told)
        if recent:
            self._state.open[key] = listed.mark

    def _close(self, key: str, day: date) -> None:
        """Note that a day is done; one that is no longer recent is not looked at again."""
        if day < self._today - OPEN_FOR:
            self._state.open.pop(key, None)
        if self._state.part.get("day") == key:
            self._state.part = {}

    def _passed(self, day: date) -> None:
        self._state.through = max(self._state.through or "", day.isoformat())

    def _given(self, day: date) -> Iterator[Batch]:
        cursor = json.loads(json.dumps(self._state.cursor()))
        done, expected = (max(0, (end - self._first).days + 1) for end in (day, self._last))
        yield from self._gathered.given(cursor, done, expected)

    def _listed(self, day: date, house: House, *, fresh: bool) -> _Day:
        """Return the sections of a day; a day without any is a list of none.

        A name whose sections are not there ends nothing: those of the other names are taken.
        """
        params = {"date": day.isoformat(), "house": house.value.capitalize()}
        trees: list[Row] = []
        missing: list[str] = []
        try:
            answer = self._fetch.get("/overview/sectionsforday.json", params, fresh=fresh)
            names = json_of(TITLE, answer)
            if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
                raise changed(TITLE, "the sections of a day", "a list of names")
        except NotFound:
            names = []  # Nothing is published of that day yet.
        for name in dict.fromkeys(name.strip() for name in names):
            if _WRITTEN.match(name):
                continue
            try:
                given = self._fetch.get("/overview/sectiontrees.json", {"section": name, **params}, fresh=fresh)
            except (NotFound, ServerFault):
                missing.append(name)
            else:
                trees += objects(TITLE, json_of(TITLE, given), "the trees of a day")
        self._debates.documents.alive()
        return replace(_listed(trees, day, house), missing=tuple(missing))


def _listed(trees: list[Row], day: date, house: House) -> _Day:
    """Return the sections to fetch of the trees of one day. Raises ChangedFormat."""
    sections: list[str] = []
    marks: list[object] = []
    for tree in trees:
        items = rows_in(TITLE, tree, "SectionTreeItems")
        if _other(tree, house) or ("ItemDate" in tree and day_in(TITLE, tree, "ItemDate") != day):
            raise changed(TITLE, "SectionTree", f"the sections of {day} in the {house.value}")
        marks.append((tree.get("Title"), tree.get("LastUpdated"), [item.get("Title") for item in items]))
        if _WRITTEN.match(str(tree.get("Title") or "").strip()):
            continue
        parents = {item.get("ParentId") for item in items}
        for item in sorted(items, key=_order):
            ext_id = text_in(TITLE, item, "ExternalId")
            if not _EXT_ID.fullmatch(ext_id):
                raise changed(TITLE, "ExternalId", "an external id")
            chamber = item.get("ParentId") is None and item.get("Id") in parents
            if not chamber:  # The chamber itself holds the whole day, which its sections give.
                sections.append(ext_id)
    unique = {ext_id.upper(): ext_id for ext_id in reversed(sections)}
    ordered = tuple(ext_id for ext_id in dict.fromkeys(sections) if unique[ext_id.upper()] == ext_id)
    mark = hashlib.sha256(json.dumps([marks, ordered], sort_keys=True, default=str).encode()).hexdigest()[:16]
    return _Day(ordered, mark)


def _order(item: Row) -> int:
    order = item.get("SortOrder")
    return order if type(order) is int else 0


def _other(row: Row, house: House) -> bool:
    """Whether a row names the other House."""
    name = row.get("House")
    return isinstance(name, str) and name.strip().lower() != house.value


def _houses(scope: Scope) -> tuple[House, ...]:
    return (scope.house,) if scope.house else (House.COMMONS, House.LORDS)


def _first(scope: Scope, cursor: Cursor, today: date) -> date:
    """Return the first day to ask the calendar for."""
    return resumed(scope, cursor, cursor.get("through"), today - OPEN_FOR)


def _unkeyed(key: str) -> tuple[date, House]:
    day, _, house = key.partition(" ")
    return date.fromisoformat(day), House(house)
