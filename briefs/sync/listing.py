"""The pages of a list of the Written Questions and Statements API, read with suspicion.

Paging is by skip and take (the API's OpenAPI description), and follows the rows that come, not the arithmetic: a page
may be shorter than asked. Unknown parameters are ignored in silence there, so that every row is held against what was
asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from briefs.errors import ChangedFormat
from briefs.sources.json_rows import Row
from briefs.sync.base import Answer, Fetcher, Params

TAKE = 100
_ROUNDS = 3
RowKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One list that is asked for.

    ``disobeys`` says in words how a row breaks what was asked, None where it does not; ``key`` tells rows apart.
    """

    title: str
    path: str
    params: Params
    key: Callable[[Row], RowKey]
    disobeys: Callable[[Row], str | None]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows that had not come before; ``done`` of ``total`` rows of the list have come."""

    rows: tuple[Row, ...]
    answer: Answer | None
    done: int
    total: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Raw:
    rows: tuple[Row, ...]
    total: int
    answer: Answer


def pages(fetch: Fetcher, asked: Asked) -> Iterator[Page]:
    """Yield the pages of a list until all rows have come.

    A list that grows or shrinks meanwhile is read again from the start, up to three times, for rows may have moved
    from a page not yet read to one already read. Raises ChangedFormat where the answer is no list, where a row breaks
    what was asked, and where pages repeat.
    """
    seen: set[RowKey] = set()
    total = 0
    for _ in range(_ROUNDS):
        totals: set[int] = set()
        for page in _round(fetch, asked, seen):
            totals.add(page.total)
            total = page.total
            yield page
        if len(totals) <= 1 and len(seen) >= total:
            return
    short = (
        f"it says that it has {total:,} rows and gave {len(seen):,}" if len(seen) < total else "its rows kept moving"
    )
    yield Page((), None, total, total, (f"A list was read three times, for {short}.",))


def _round(fetch: Fetcher, asked: Asked, seen: set[RowKey]) -> Iterator[Page]:
    """Read the list once from its start, and add what comes to ``seen``."""
    this_round: set[RowKey] = set()
    skip = 0
    while True:
        raw = _page(fetch, asked, skip)
        if raw.rows and this_round.issuperset(map(asked.key, raw.rows)):
            raw = _page(fetch, asked, skip)
            if this_round.issuperset(map(asked.key, raw.rows)):
                raise ChangedFormat(
                    f"{asked.title} gives the same rows again from row {skip + 1} on, at {raw.answer.url}: the answer"
                    " is kept; run the sync again later."
                )
        skip += len(raw.rows)
        keys = [asked.key(row) for row in raw.rows]
        fresh = {key: row for key, row in zip(keys, raw.rows, strict=True) if key not in seen}
        this_round.update(keys)
        seen.update(keys)
        warnings = []
        if 0 < len(raw.rows) < TAKE and skip < raw.total:
            warnings.append(f"Pages of {TAKE} rows were asked for and shorter ones came; every row was followed.")
        yield Page(tuple(fresh.values()), raw.answer, min(skip, raw.total), raw.total, tuple(warnings))
        if not raw.rows or skip >= raw.total:
            return


def _page(fetch: Fetcher, asked: Asked, skip: int) -> _Raw:
    answer = fetch.get(asked.path, {**asked.params, "skip": skip, "take": TAKE})
    value = json.loads(answer.body)
    total = value.get("totalResults") if isinstance(value, dict) else None
    results = value.get("results") if isinstance(value, dict) else None
    if type(total) is not int or not isinstance(results, list):
        raise changed(asked.title, answer, 'the fields "totalResults", a number, and "results", a list')
    rows = []
    for item in results:
        row = item.get("value") if isinstance(item, dict) else None
        if not isinstance(row, dict):
            raise changed(asked.title, answer, 'the field "value", an object, in each of its results')
        if (wrong := asked.disobeys(row)) is not None:
            raise ChangedFormat(
                f"{asked.title} ignored what was asked for: {wrong}, at {answer.url}; nothing of that answer was"
                " stored, and the answer is kept."
            )
        rows.append(row)
    return _Raw(tuple(rows), total, answer)


def changed(title: str, answer: Answer, expected: str) -> ChangedFormat:
    """Return the error for an answer that lacks what it must have."""
    return ChangedFormat(
        f"{title} has changed its form: {expected} was expected, at {answer.url}; the answer is kept, and a newer"
        " version of pqbrief may know the new form."
    )


def day_in(row: Row, field: str) -> date | None:
    """Return the day in a field of a row, None where there is none."""
    raw = row.get(field)
    try:
        return date.fromisoformat(raw[:10]) if isinstance(raw, str) else None
    except ValueError:
        return None
