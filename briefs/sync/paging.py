"""Lists that come in pages, read to their end whatever the service does with its pages.

A page may be shorter than was asked for (the service changed its page size), may come again (it ignores where the page
should begin), and rows may move while the list is read. The next page begins after the rows that came, not after those
that were asked for; a row that came already is taken once.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from briefs.errors import ChangedFormat
from briefs.sources.json_rows import Row
from briefs.sync.base import Answer

_ROUNDS = 3
Ask = Callable[[int], "Page"]
Key = Callable[[Row], object]


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


@dataclass(frozen=True, slots=True)
class _Round:
    """How one reading of a list ended: whether its total stayed the same, and its last page."""

    still: bool
    last: Step


def pages(title: str, ask: Ask, key: Key, skip: int = 0, *, take: int | None = None) -> Iterator[Step]:
    """Yield the pages of a list from the row at ``skip`` on; ``ask`` gets the page that begins at a row.

    A list whose total changes while it is read, or that gives fewer rows than it says, is read again from its start, up
    to three times in all, for a row may have moved from a page not yet read to one already read; a reading that finds
    it still and brings nothing new is the last. ``take`` is how many rows a page were asked for: a shorter page is
    followed and told of. Raises ChangedFormat where the service gives one page again and again.
    """
    seen: set[object] = set()
    for number in range(_ROUNDS):
        known = len(seen)
        ended = yield from _round(title, ask, key, seen, 0 if number else skip, take)
        total = ended.last.total or 0
        had = len(seen) + (0 if number else skip)
        if ended.still and (had >= total or (number and len(seen) == known)):
            break
    if had < total or not ended.still:
        short = f"it says that it has {total:,} rows and gave {had:,}" if had < total else "its rows kept moving"
        warning = f"{title}: a list was read {number + 1} times, for {short}; run the sync again."
        last = ended.last
        yield Step([], last.next, last.next, last.total, last.answer, (warning,))


def _round(
    title: str, ask: Ask, key: Key, seen: set[object], skip: int, take: int | None
) -> Generator[Step, None, _Round]:
    """Read a list once to its end, and add the keys of its rows to ``seen``."""
    this_round: set[object] = set()
    totals: set[int | None] = set()
    while True:
        page = ask(skip)
        if page.rows and this_round.issuperset(map(key, page.rows)):
            page = ask(skip)
            if this_round.issuperset(map(key, page.rows)):
                raise _repeats(title, skip, page.answer)
        totals.add(page.total)
        following = skip + len(page.rows)
        by_key = {key(row): row for row in page.rows}
        twice = len(page.rows) - len(by_key.keys() - this_round)
        fresh = [row for name, row in by_key.items() if name not in seen]
        ends = not page.rows or (page.total is not None and following >= page.total)
        warnings = []
        if twice:
            warnings.append(f"{title}: {twice} rows came twice; each was taken once.")
        if take and not ends and len(page.rows) < take:
            warnings.append(f"{title}: pages of {take} rows were asked for and shorter came; every row was followed.")
        this_round.update(by_key)
        seen.update(by_key)
        step = Step(fresh, skip, following, page.total, page.answer, tuple(warnings))
        yield step
        if ends:
            return _Round(len(totals) == 1, step)
        skip = following


def _repeats(title: str, skip: int, answer: Answer) -> ChangedFormat:
    return ChangedFormat(
        f"{title}: the service gives the same page again and again, for the page at row {skip:,} holds only rows that "
        f"came before, at {answer.url}; what was fetched before is safe, run the sync again later."
    )
