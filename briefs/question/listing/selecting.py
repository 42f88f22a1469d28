"""The stored questions of a list: by the days on which they were tabled, the answering body, and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from briefs.errors import NotFound, QueryError
from briefs.question.candidates import on_day
from briefs.question.deadline import Clock, Standing, clock_of
from briefs.question.listing.request import Due, ListRequest, last_of_week, title_of
from briefs.question.parse.numbers import names_body
from briefs.question.sitting_days import sittings_around
from briefs.records.citations import long_date
from briefs.records.model import AnswerState, House, Kind, Record
from briefs.store.store import Store

MOST_LISTED = 1_000
"""Questions that a list gives one by one."""
_TABLED = "coalesce(json_extract(body, '$.dates.tabled'), day)"
_ANSWERED = "json_extract(body, '$.dates.answered')"
_OPEN = (AnswerState.UNANSWERED, AnswerState.HOLDING)


def body_meant(store: Store, typed: str) -> str:
    """Return the answering body that some words name, as the records give it. Raises NotFound and QueryError."""
    bodies = _bodies(store)
    exact = [body for body in bodies if body.casefold() == typed.casefold()]
    found = exact or [body for body in bodies if names_body(typed, body)]
    if not found:
        raise NotFound(
            f"No stored question was put to “{typed}”: name the department as its answers do, such as Home Office."
        )
    if len(found) > 1:
        raise QueryError(f"“{typed}” can be {', '.join(found[:5])}: write one of them whole.")
    return found[0]


def select(store: Store, request: ListRequest, today: date, house: House | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the title of a list and the ids of its questions. Raises NotFound where none is stored, and QueryError."""
    body = body_meant(store, request.body) if request.body else ""
    ids = _ids(store, request, body, today, house)
    if not ids:
        raise NotFound(_nothing(store, request, body, house, today))
    return title_of(request, body, today), ids


def choose(
    store: Store, request: ListRequest, today: date, house: House | None = None
) -> tuple[str, list[Record], list[tuple[str | None, Clock]]]:
    """Return the title of a list, its records, and the body and clock of each question that its deadlines count.

    What is due comes with the most pressing first. Raises NotFound where there is none, and QueryError.
    """
    title, ids = select(store, request, today, house)
    records = store.get_many(ids).values()
    timed = [(record, clock) for record in records if (clock := clock_on(store, record, today))]
    wanted = [pair for pair in timed if is_due(pair[1], request.due)]
    if not wanted:
        raise NotFound(f"{title}: none is stored.")
    if request.due is not None:
        wanted.sort(key=lambda pair: abs(((pair[1].due or date.max) - today).days))
    return title, [record for record, _ in wanted], [(record.answering_body, clock) for record, clock in wanted]


def is_due(clock: Clock, due: Due | None) -> bool:
    """Whether a question is among those that are due as wanted; an answered one never is."""
    if due is None:
        return True
    if clock.standing is Standing.OVERDUE:
        return due in (Due.ANY, Due.OVERDUE)
    if clock.standing is Standing.DUE_TODAY:
        return due is not Due.OVERDUE
    if clock.standing is not Standing.DUE or clock.due is None:
        return False
    return due is Due.ANY or (due is Due.WEEK and clock.due <= last_of_week(clock.on))


def clock_on(store: Store, record: Record, today: date) -> Clock | None:
    """Return the clock of a stored question as it stood on a day, None where it was not tabled yet."""
    as_of = on_day(record, today)
    if as_of is None:
        return None
    return clock_of(as_of, today, sittings_around(store, as_of.house, as_of.dates.tabled, today))


def _bodies(store: Store) -> list[str]:
    return [
        str(body)
        for (body,) in _rows(store, "SELECT DISTINCT answering_body FROM records WHERE kind = ?", _KIND)
        if body
    ]


_KIND = (Kind.WRITTEN_QUESTION.value,)


def _ids(store: Store, request: ListRequest, body: str, today: date, house: House | None) -> tuple[str, ...]:
    where = ["kind = ?", f"{_TABLED} <= ?"]
    values: list[object] = [*_KIND, (request.until or today).isoformat()]
    if request.since is not None:
        # A question's day is that of its answer where it has one, which comes later: the index is read from here on.
        where += ["day >= ?", f"{_TABLED} >= ?"]
        values += [request.since.isoformat()] * 2
    if body:
        where.append("answering_body = ?")
        values.append(body)
    if house is not None:
        where.append("house = ?")
        values.append(house.value)
    if request.due is not None:
        where.append(f"(state IN (?, ?) OR {_ANSWERED} > ?)")
        values += [*(state.value for state in _OPEN), today.isoformat()]
    statement = f"SELECT record_id FROM records WHERE {' AND '.join(where)} ORDER BY {_TABLED}, answering_body, uin"  # noqa: S608 - words of our own
    return tuple(str(row[0]) for row in _rows(store, statement, values))


def _nothing(store: Store, request: ListRequest, body: str, house: House | None, today: date) -> str:
    """Return the sentence for a list without questions, with the newest day that has any."""
    to = f" to the {body}" if body else ""
    if request.due is not None and request.since is None:
        return f"No question{to} without an answer is stored."
    newest = _newest(store, request, body, house)
    when = f"on {long_date(request.since)}" if request.since == request.until and request.since else "in these days"
    there = f" The newest before are of {long_date(newest)}." if newest else ""
    return f"No question tabled{to} {when} is stored.{there} To fetch what is new: pqbrief sync written-questions."


def _newest(store: Store, request: ListRequest, body: str, house: House | None) -> date | None:
    until = request.until.isoformat() if request.until else "9999"
    values: list[object] = [*_KIND, until]
    where = f"kind = ? AND {_TABLED} <= ?"
    for column, value in (("answering_body", body), ("house", house.value if house else "")):
        if value:
            where += f" AND {column} = ?"
            values.append(value)
    (found,) = next(_rows(store, f"SELECT max({_TABLED}) FROM records WHERE {where}", values))  # noqa: S608
    return date.fromisoformat(found) if found else None


def _rows(store: Store, statement: str, values: Sequence[object]) -> Iterator[tuple[str | None, ...]]:
    with store.held() as connection:
        yield from connection.execute(statement, values).fetchall()
