"""Lists that come in pages, read to their end whatever the service does with its pages.

A page may be shorter than was asked for (the service changed its page size), may come again (it ignores where the page
should begin), and rows may move while the list is read. The next page begins after the rows that came, not after those
that were asked for; a row that came already is taken once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefs.errors import ChangedFormat
from briefs.sources.json_rows import Row
from briefs.sync.base import Answer


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the service gave it; ``total`` is how many rows it says there are, None where it does not say."""

    rows: list[Row]
    total: int | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class Step:
    """What one page brought: its rows that had not come before, the row at which it begins, and the next one does."""

    rows: list[Row]
    skip: int
    next: int
    total: int | None
    answer: Answer
    warnings: tuple[str, ...] = ()


def pages(title: str, ask: Callable[[int], Page], key: Callable[[Row], object], skip: int = 0) -> Iterator[Step]:
    """Yield the pages of a list from the row at ``skip`` on; ``ask`` gets the page that begins at a row.

    A list whose total changes while it is read is read once more, for rows that moved. Raises ChangedFormat where
    the service gives one page again and again.
    """
    seen: set[object] = set()
    first_total: int | None = None
    moved = False
    while True:
        page = ask(skip)
        first_total = page.total if first_total is None else first_total
        moved = moved or page.total != first_total
        new = _new(page.rows, key, seen)
        if page.rows and not new:
            page = ask(skip)
            new = _new(page.rows, key, seen)
            if page.rows and not new:
                raise _repeats(title, skip)
        yield Step(new, skip, skip + len(page.rows), page.total, page.answer, _warnings(title, page, len(new), skip))
        skip += len(page.rows)
        if not page.rows or (page.total is not None and skip >= page.total):
            break
    if moved:
        yield from _once_more(ask, key, seen)


def _once_more(ask: Callable[[int], Page], key: Callable[[Row], object], seen: set[object]) -> Iterator[Step]:
    """Yield the pages of a list read before, for the rows that moved past the walk."""
    skip = 0
    while True:
        page = ask(skip)
        yield Step(_new(page.rows, key, seen), skip, skip + len(page.rows), page.total, page.answer)
        skip += len(page.rows)
        if not page.rows or page.total is None or skip >= page.total:
            return


def _new(rows: list[Row], key: Callable[[Row], object], seen: set[object]) -> list[Row]:
    new: list[Row] = []
    for row in rows:
        name = key(row)
        if name not in seen:
            seen.add(name)
            new.append(row)
    return new


def _warnings(title: str, page: Page, new: int, skip: int) -> tuple[str, ...]:
    warnings: list[str] = []
    if new < len(page.rows):
        warnings.append(f"{title}: {len(page.rows) - new} rows came twice; each was taken once.")
    if not page.rows and page.total is not None and skip < page.total:
        warnings.append(
            f"{title}: the service says that there are {page.total:,} rows and gave {skip:,}; run the sync again."
        )
    return tuple(warnings)


def _repeats(title: str, skip: int) -> ChangedFormat:
    return ChangedFormat(
        f"{title}: the service gives the same page again and again, for the page at row {skip:,} holds only rows that "
        "came before; what was fetched before is safe, run the sync again later."
    )
