"""The walk that written questions and written statements share: windows of days, and in each the pages of a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefs.errors import SourceUnavailable
from briefs.sync.base import Batch, Cursor, Fetcher, Scope
from briefs.sync.walk.details import read_page
from briefs.sync.walk.listing import PaperForm, rows_of
from briefs.sync.walk.paging import PageOverwhelmed
from briefs.sync.walk.windows import Walked, Window

_WIDE = 4  # times as many days a window where few rows are asked for


class Rows:
    """A source of such rows; its form says of which."""

    name: str
    title: str
    address = "https://questions-statements-api.parliament.uk"
    form: PaperForm

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked, a sentence a kind of request."""
        return plan(self.form, scope, cursor, today)

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield batches until every date of the form has been followed to today."""
        return walk(self.form, fetch, scope, cursor, today)


def plan(form: PaperForm, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
    """Return what a walk would ask, a sentence a lane."""
    walked = Walked(form.lanes, cursor, scope.since, _last(scope, today), form.overlap)
    windows = list(_all_windows(walked, _size(form, scope)))
    sentences = []
    for lane in form.lanes:
        of_lane = [window for window in windows if window.lane is lane]
        if of_lane:
            times = len(of_lane) * max(1, len(scope.terms))
            sentences.append(
                f"What was {lane.verb} from {of_lane[0].first} to {of_lane[-1].last}, in {times:,}"
                f" {'list' if times == 1 else 'lists'} of up to {of_lane[0].days} days."
            )
    return (*sentences, "The whole text of each row that the list cuts short, unless it is stored already.")


def _all_windows(walked: Walked, size: int) -> Iterator[Window]:
    for window in walked.windows(size):
        walked.finish(window)
        yield window


def walk(form: PaperForm, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
    """Yield a batch a page; see ``briefs.sync.base.Source.walk``.

    A window that the service fails to answer is halved, down to a single day. One day that it does not give while it
    gives the next is a gap: the walk goes on, every later one asks for the day again, and this one ends with an error.
    Raises SourceUnavailable and ChangedFormat, and QueryError where an answering body is not a number.
    """
    walked = Walked(form.lanes, cursor, scope.since, _last(scope, today), form.overlap)
    steps = _Steps(form, fetch, scope, walked)
    for gap in walked.gap_windows():
        yield from steps.fill(gap)
    for window in walked.windows(_size(form, scope)):
        yield from steps.take(window)
    warnings = steps.told()
    yield Batch((), walked.cursor(complete=True), walked.expected, walked.expected, warnings=warnings)
    if steps.failed is not None:
        raise SourceUnavailable(str(steps.failed))


class _Steps:
    """Takes one window after the other; ``failed`` is why a day was not given, None where every day was."""

    def __init__(self, form: PaperForm, fetch: Fetcher, scope: Scope, walked: Walked) -> None:
        self._form, self._fetch, self._scope, self._walked = form, fetch, scope, walked
        self._warnings: list[str] = []
        self._after_gap = False
        self.failed: PageOverwhelmed | None = None

    def told(self) -> tuple[str, ...]:
        """Return what must be said since the last time this was asked."""
        told, self._warnings = tuple(self._warnings), []
        return told

    def fill(self, gap: Window) -> Iterator[Batch]:
        """Yield what an earlier walk was not given."""
        try:
            yield from _window(self._form, self._fetch, self._scope, self._walked, gap)
        except PageOverwhelmed as error:
            self.failed = error
        else:
            self._walked.fill(gap)

    def take(self, window: Window) -> Iterator[Batch]:
        """Yield the next window. Nothing of a failure is yielded before the service has answered again."""
        walked = self._walked
        try:
            yield from _window(self._form, self._fetch, self._scope, walked, window)
        except PageOverwhelmed as error:
            if walked.narrow(window):
                asked = f"{window.days} days at once were not answered; fewer were asked for."
                self._warnings.append(f"{self._form.title}: {asked} {error}")
                return
            if self._after_gap:
                raise
            self._after_gap, self.failed = True, error
            self._warnings.append(
                f"{self._form.title}: what was {window.lane.verb} on {window.first} was not given; the next syncs ask"
                " for it again."
            )
            walked.skip(window)
            return
        self._after_gap = False
        walked.finish(window)
        yield Batch((), walked.cursor(), done=walked.done, expected=walked.expected, warnings=self.told())


def _window(form: PaperForm, fetch: Fetcher, scope: Scope, walked: Walked, window: Window) -> Iterator[Batch]:
    terms = scope.terms or ("",)
    for number, term in enumerate(terms):
        passed_over = 0
        for page in rows_of(form, fetch, scope, window, term):
            read = read_page(form, fetch, page, term)
            passed_over += read.passed_over
            ends = read.stopped is not None or page.total is None or page.next >= page.total
            told = [_passed_over(passed_over, term, window)] if passed_over and ends else []
            passed_over = 0 if ends else passed_over
            share = (number + (min(page.next / page.total, 1) if page.total else 1)) / len(terms)
            yield Batch(
                read.records,
                walked.cursor(),
                done=walked.done + int(share * window.days),
                expected=walked.expected,
                refused=read.refused,
                warnings=(*page.warnings, *read.warnings, *told),
            )
            if read.stopped is not None:
                raise read.stopped


def _passed_over(number: int, term: str, window: Window) -> str:
    rows = "1 row that was" if number == 1 else f"{number:,} rows that were"
    lacks = "does" if number == 1 else "do"
    return f"{rows} found for “{term}” from {window.first} to {window.last} {lacks} not hold its words; passed over."


def _last(scope: Scope, today: date) -> date:
    return min(scope.until, today) if scope.until else today


def _size(form: PaperForm, scope: Scope) -> int:
    narrow = scope.bodies or scope.members or scope.terms
    return form.window * _WIDE if narrow else form.window
