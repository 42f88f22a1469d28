"""One list of the Written Questions and Statements API: what is asked for, and whether what comes obeys it.

Unknown parameters are ignored in silence there, so that every row is held against what was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from briefs.errors import ChangedFormat, QueryError
from briefs.readers.common.base import SourceFile
from briefs.readers.common.json_rows import Row
from briefs.records.model import Record
from briefs.sync.base import Fetcher, Params, Scope
from briefs.sync.http.validation import changed, day_in, json_of, number_in, rows_in
from briefs.sync.walk.paging import PageRequest, PageStep, ServicePage, pages
from briefs.sync.walk.windows import Lane, Window

TAKE = 100


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What tells questions from statements.

    ``member_fields`` of a row hold the ids of Members whom a filter by Member may mean. ``record_of`` reads a row or a
    detail; ``wants_detail`` says whether a row's own words will not do; ``fits`` whether a held detail still is of the
    same state as a row.
    """

    title: str
    path: str
    lanes: tuple[Lane, ...]
    window: int
    overlap: int
    fixed: Params
    member_fields: tuple[str, ...]
    record_of: Callable[[Row, SourceFile], Record]
    wants_detail: Callable[[Row, Record | None], bool]
    fits: Callable[[Row, Row, date], bool]


def rows_of(form: PaperForm, fetch: Fetcher, scope: Scope, window: Window, term: str) -> Iterator[PageStep]:
    """Yield the pages of what happened in a window, narrowed by a search term where one is given.

    Raises ChangedFormat where a row is not what was asked for, and QueryError where an answering body is no number.
    """
    bodies = _bodies(form, scope)
    given = {**form.fixed, **_params(scope, window, term, bodies)}

    def ask(at: PageRequest) -> ServicePage:
        answer = fetch.get(form.path, {**given, "skip": at.skip, "take": at.take}, tries=at.tries)
        value = json_of(form.title, answer)
        rows = [value_of(form, result, "results[].value") for result in rows_in(form.title, value, "results")]
        for row in rows:
            if (wrong := _disobeys(form, scope, window, bodies, row)) is not None:
                raise ChangedFormat(
                    f"{form.title} ignored what was asked for: {wrong}, at {answer.url}; nothing of that answer was"
                    " stored, and the answer is kept."
                )
        return ServicePage(rows, number_in(form.title, value, "totalResults"), answer)

    return pages(form.title, fetch.habits, TAKE, ask, _key)


def value_of(form: PaperForm, result: Row, field: str = "value") -> Row:
    """Return what an answer wraps with its links. Raises ChangedFormat."""
    value = result.get("value")
    if not isinstance(value, dict):
        raise changed(form.title, field, "an object")
    return value


def _key(row: Row) -> tuple[object, ...]:
    return tuple(str(row.get(field)) for field in ("id", "uin", "house"))


def _bodies(form: PaperForm, scope: Scope) -> list[int]:
    try:
        return [int(body) for body in scope.bodies]
    except ValueError as error:
        raise QueryError(
            f"{form.title} are asked for by the numbers of answering bodies, such as 1: correct bodies in the sources"
            " file."
        ) from error


def _params(scope: Scope, window: Window, term: str, bodies: list[int]) -> Params:
    params: dict[str, str | int | bool | list[str] | list[int]] = {
        f"{window.lane.parameter}From": window.first.isoformat(),
        f"{window.lane.parameter}To": window.last.isoformat(),
        "sessionStatus": "Any",
    }
    if scope.house is not None:
        params["house"] = scope.house.value.capitalize()
    if bodies:
        params["answeringBodies"] = bodies
    if scope.members:
        params["members"] = list(scope.members)
    if term:
        params["searchTerm"] = f'"{term}"' if " " in term else term
    return params


def _disobeys(form: PaperForm, scope: Scope, window: Window, bodies: list[int], row: Row) -> str | None:
    """Return in words how a row breaks what was asked, None where it does not."""
    lane, which = window.lane, f"number {row.get('uin')!s:.20}"
    days = [day_in(form.title, row, field) for field in lane.fields if row.get(field)]
    if not any(window.first <= day <= window.last for day in days):
        gave = f"was {lane.verb} on {days[0]}" if days else f"gives no day on which it was {lane.verb}"
        return f"{lane.parameter} {window.first} to {window.last}, but {which} {gave}"
    if scope.house is not None and str(row.get("house")).lower() != scope.house.value:
        return f"house {scope.house.value}, but {which} is of {row.get('house')!s:.20}"
    if bodies and row.get("answeringBodyId") not in bodies:
        return f"answeringBodies {bodies}, but {which} is for body {row.get('answeringBodyId')!s:.20}"
    if scope.members and not any(row.get(field) in scope.members for field in form.member_fields):
        return f"members {list(scope.members)}, but {which} is by none of them"
    return None
