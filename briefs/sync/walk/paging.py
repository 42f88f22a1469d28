"""Lists that come in pages, read to their end whatever the service does with its pages.

A page may be shorter than was asked for (the service changed its page size), may come again (it ignores where the page
should begin), and rows may move while the list is read. The next page begins after the rows that came, not after those
that were asked for; a row that came already is taken once. A page that is not answered is asked for with fewer rows.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from briefs.errors import ChangedFormat, SourceOverwhelmed
from briefs.readers.common.json_rows import Row
from briefs.sync.base import RawReply
from briefs.sync.http.habits import Habits

_ROUNDS = 3
Ask = Callable[["PageRequest"], "ServicePage"]
Key = Callable[[Row], object]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page is asked for: the row at which it begins, how many rows, and how often to try (None: as usual)."""

    skip: int
    take: int
    tries: int | None


class PageOverwhelmed(SourceOverwhelmed):
    """The smallest page of a list was not answered."""


@dataclass(frozen=True, slots=True)
class ServicePage:
    """One page as the service gave it; ``total`` is how many rows it says there are, None where it does not say."""

    rows: list[Row]
    total: int | None
    answer: RawReply


@dataclass(frozen=True, slots=True)
class PageStep:
    """What one page brought: its rows that had not come before, the row at which it begins, and the next one does."""

    rows: list[Row]
    skip: int
    next: int
    total: int | None
    answer: RawReply
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Round:
    """How one reading of a list ended: whether its total stayed the same, and its last page."""

    still: bool
    last: PageStep


def pages(title: str, habits: Habits, most: int, ask: Ask, key: Key, skip: int = 0) -> Iterator[PageStep]:
    """Yield the pages of a list from the row at ``skip`` on; ``ask`` gets one page of at most ``most`` rows.

    A list whose total changes while it is read, or that gives fewer rows than it says, is read again from its start, up
    to three times in all, for a row may have moved from a page not yet read to one already read; a reading that finds
    it still and brings nothing new is the last. A page shorter than was asked for is followed and told of. Raises
    ChangedFormat where the service gives one page again and again, and PageOverwhelmed where it does not even answer
    the smallest one.
    """
    asking = _Asking(title, habits, most, ask)
    seen: set[object] = set()
    for number in range(_ROUNDS):
        known = len(seen)
        ended = yield from _round(asking, key, seen, 0 if number else skip)
        total = ended.last.total or 0
        had = len(seen) + (0 if number else skip)
        if ended.still and (had >= total or (number and len(seen) == known)):
            break
    if had < total or not ended.still:
        short = f"it says that it has {total:,} rows and gave {had:,}" if had < total else "its rows kept moving"
        warning = f"{title}: a list was read {number + 1} times, for {short}; run the sync again."
        last = ended.last
        yield PageStep([], last.next, last.next, last.total, last.answer, (warning,))


class _Asking:
    """Asks for the pages of one list, with fewer rows where the service does not answer."""

    def __init__(self, title: str, habits: Habits, most: int, ask: Ask) -> None:
        self.title, self._habits, self._most, self._ask = title, habits, most, ask
        self.take = most
        self.warnings: list[str] = []

    def page(self, skip: int) -> ServicePage:
        """Return the page that begins at a row; ``take`` is then how many rows were asked for."""
        while True:
            self.take = self._habits.size(self._most)
            try:
                page = self._ask(PageRequest(skip, self.take, self._habits.tries(self.take, self._most)))
            except SourceOverwhelmed as error:
                if not self._habits.fewer(self._most):
                    raise PageOverwhelmed(str(error), error.after) from error
                fewer = self._habits.size(self._most)
                self.warnings.append(
                    f"{self.title}: {self.take} rows at once were not answered; {fewer} were asked for."
                )
                continue
            self._habits.paged(self.take, self._most, page.answer.seconds)
            return page

    def told(self) -> list[str]:
        """Return what must be said since the last time this was asked."""
        told, self.warnings = self.warnings, []
        return told


def _round(asking: _Asking, key: Key, seen: set[object], skip: int) -> Generator[PageStep, None, _Round]:
    """Read a list once to its end, and add the keys of its rows to ``seen``."""
    title = asking.title
    this_round: set[object] = set()
    totals: set[int | None] = set()
    while True:
        page = asking.page(skip)
        if page.rows and this_round.issuperset(map(key, page.rows)):
            page = asking.page(skip)
            if this_round.issuperset(map(key, page.rows)):
                raise _repeats(title, skip, page.answer)
        totals.add(page.total)
        following = skip + len(page.rows)
        by_key = {key(row): row for row in page.rows}
        twice = len(page.rows) - len(by_key.keys() - this_round)
        fresh = [row for name, row in by_key.items() if name not in seen]
        ends = not page.rows or (page.total is not None and following >= page.total)
        warnings = asking.told()
        if twice:
            warnings.append(f"{title}: {twice} rows came twice; each was stored once.")
        if not ends and len(page.rows) < asking.take:
            warnings.append(
                f"{title}: pages of {asking.take} rows were asked for and shorter ones came; no row was missed."
            )
        this_round.update(by_key)
        seen.update(by_key)
        step = PageStep(fresh, skip, following, page.total, page.answer, tuple(warnings))
        yield step
        if ends:
            return _Round(len(totals) == 1, step)
        skip = following


def _repeats(title: str, skip: int, answer: RawReply) -> ChangedFormat:
    return ChangedFormat(
        f"{title}: the service gives the same page again and again, for the page at row {skip:,} holds only rows that "
        f"came before, at {answer.url}; what was fetched before is safe, run the sync again later."
    )
