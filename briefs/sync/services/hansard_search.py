"""Hansard narrowed by members or terms: what is said is searched for, and each debate found is fetched whole.

Every parameter of the search must begin with ``queryParameters.``; without that the service searches everything, and so
the rows are checked. It refuses pages of more than a hundred rows. Search rows were seen; see
``briefs.sync.services.hansard``.

The cursor: ``from``, the first day ever searched; ``through``, the last day searched; ``at``, the month, the search and
the row from which to go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import product

from briefs.language.words import content_stems
from briefs.readers.common.json_rows import Row, text_of
from briefs.records.model import House, Record
from briefs.sync.base import Batch, Cursor, Fetcher, Params, Scope
from briefs.sync.http.validation import Filter, Rule, changed, day_in, json_of, rows_in, text_in
from briefs.sync.services.hansard_debates import TITLE, Debates
from briefs.sync.walk.day_ranges import begun, count_in, last_day, months, resumed, within
from briefs.sync.walk.paging import PageRequest, PageStep, ServicePage, pages

TAKE = 100
"""Rows a page: the service fails with more."""

_AGAIN = timedelta(days=21)
_PATH = "/search/contributions/Spoken.json"
_Found = tuple[date, House, str]


def plan(scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
    """Return what would be asked."""
    first, last = resumed(scope, cursor, cursor.get("through"), today - _AGAIN), last_day(scope, today)
    return tuple(
        f"What is said {_shown(member, term)} from {first} to {last}, and each debate in which it is said."
        for member, term in _searches(scope)
    )


def walk(fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
    """Yield the debates that each search finds, a month and a page at a time."""
    at = within(cursor, "at")
    first = resumed(scope, cursor, cursor.get("through"), today - _AGAIN, at.get("month"))
    last = last_day(scope, today)
    debates = Debates(fetch)
    checks = Filter(TITLE)
    through = cursor.get("through")
    begin_at = begun(scope, cursor).isoformat()
    had: set[_Found] = set()
    held: list[Record] = []
    for begin, end in months(first, last):
        resumes = at.get("month") == begin.isoformat()
        for number, (member, term) in enumerate(_searches(scope)):
            if resumes and number < count_in(at, "search"):
                continue
            skip = count_in(at, "skip") if resumes and number == count_in(at, "search") else 0
            for step in _pages(fetch, scope, begin, end, member, term, skip):
                debates.documents.alive()
                debates.probe = partial(fetch.get, step.answer.url)
                rows, warnings = checks.obeying(step.rows, *_rules(scope, begin, end, member, term))
                rows = [row for row in rows if _holds(row, term)]
                for row in rows:
                    if not text_of(row, "DebateSectionExtId"):
                        debates.documents.refuse(f"item {row.get('ItemId')}", "it does not say of which debate it is")
                for found in dict.fromkeys(_found(row) for row in rows if text_of(row, "DebateSectionExtId")):
                    if found not in had:
                        day, house, ext_id = found
                        held += debates.of(ext_id, day, house, fresh=day >= today - _AGAIN)[0]
                        had.add(found)
                if debates.documents.waiting:
                    continue
                refused = debates.documents.refused()
                if not (step.rows or held or refused or step.warnings):
                    continue
                yield Batch(
                    tuple(held),
                    {
                        "from": begin_at,
                        "through": through,
                        "at": {"month": begin.isoformat(), "search": number, "skip": step.next},
                    },
                    done=step.next,
                    expected=step.total,
                    refused=refused,
                    warnings=(*step.warnings, *warnings),
                )
                held = []
        debates.documents.finish()
        through = max(str(through or ""), end.isoformat())
        following = (end + timedelta(days=1)).isoformat()
        stands = {"from": begin_at, "through": through, "at": {"month": following, "search": 0, "skip": 0}}
        yield Batch(tuple(held), stands, refused=debates.documents.refused())
        held = []
    yield Batch((), {"from": begin_at, "through": through})


def _pages(
    fetch: Fetcher, scope: Scope, begin: date, end: date, member: int | None, term: str | None, skip: int
) -> Iterator[PageStep]:
    given: dict[str, str | int] = {
        "startDate": begin.isoformat(),
        "endDate": end.isoformat(),
        "orderBy": "SittingDateAsc",
    }
    if scope.house:
        given["house"] = scope.house.value.capitalize()
    if member is not None:
        given["memberId"] = member
    if term is not None:
        given["searchTerm"] = term

    def ask(at: PageRequest) -> ServicePage:
        asked = {**given, "skip": at.skip, "take": at.take}
        params: Params = {f"queryParameters.{name}": value for name, value in asked.items()}
        answer = fetch.get(_PATH, params, tries=at.tries)
        value = json_of(TITLE, answer)
        total = value.get("TotalResultCount") if isinstance(value, dict) else None
        return ServicePage(rows_in(TITLE, value, "Results"), total if type(total) is int else None, answer)

    return pages(TITLE, fetch.habits, TAKE, ask, _key, skip)


def _key(row: Row) -> object:
    """Return what tells a row from others: its own id, else its place in the debate."""
    own = row.get("ContributionExtId")
    if isinstance(own, str) and own.strip():
        return own.strip().upper()
    return tuple(str(row.get(field)) for field in ("DebateSectionExtId", "OrderInDebateSection", "ItemId"))


def _rules(scope: Scope, begin: date, end: date, member: int | None, term: str | None) -> list[tuple[str, Rule]]:
    rules: list[tuple[str, Rule]] = [("date", lambda row: begin <= day_in(TITLE, row, "SittingDate") <= end)]
    if scope.house:
        house = scope.house
        rules.append(("House", lambda row: _house(row) is house))
    if member is not None:
        rules.append(("member", lambda row: row.get("MemberId") == member))
    if term is not None:
        stems = content_stems(term)
        rules.append(("search term", lambda row: _says(row, stems)))
    return rules


def _says(row: Row, stems: frozenset[str]) -> bool:
    """Whether a row has some form of a word of the term, in its words or in the title of its debate."""
    return not stems or not stems.isdisjoint(_stems(row))


def _holds(row: Row, term: str | None) -> bool:
    """Whether a row has every word of the term; whether the service asks for all or any of them is not known."""
    return term is None or content_stems(term) <= _stems(row)


def _stems(row: Row) -> frozenset[str]:
    fields = ("ContributionTextFull", "ContributionText", "DebateSection")
    return content_stems(" ".join(str(row.get(field) or "") for field in fields))


def _found(row: Row) -> _Found:
    return day_in(TITLE, row, "SittingDate"), _house(row), text_in(TITLE, row, "DebateSectionExtId")


def _house(row: Row) -> House:
    try:
        return House(text_in(TITLE, row, "House").lower())
    except ValueError:
        raise changed(TITLE, "House", '"Commons" or "Lords"') from None


def _searches(scope: Scope) -> list[tuple[int | None, str | None]]:
    """Return each search: a member with a term, where both are asked for."""
    return list(product(scope.members or (None,), scope.terms or (None,)))


def _shown(member: int | None, term: str | None) -> str:
    by = f"by member {member}" if member is not None else ""
    of = f"with “{term}”" if term is not None else ""
    return " ".join(part for part in (by, of) if part)
