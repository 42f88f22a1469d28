"""The sync: each source is walked, what it brings is stored, and then where the walk stands.

Records come before the cursor, so that a sync that is cut off anywhere brings some records a second time, which changes
nothing, and never leaves any out. What goes wrong with one source stops that source alone. A source whose service is
ill for the moment rests, longer and longer, and continues by itself from its cursor; the others are walked meanwhile.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.errors import IndexUnavailable, PqbriefError, SourceBusy, StoreError, TimeIsUp
from briefs.index.index import BUILD_WAIT
from briefs.library import Library
from briefs.readers.precedence import to_keep
from briefs.sync.base import Batch, Cursor
from briefs.sync.http.client import Client
from briefs.sync.http.clock import REAL, SystemClock
from briefs.sync.http.fetches import Fetches
from briefs.sync.http.habits import Habits
from briefs.sync.http.hosts import Pace
from briefs.sync.reports import Report, Task, Watcher, in_short
from briefs.sync.walk.clipped import SOURCE as CLIPPED_OF
from briefs.sync.walk.clipped import clipped_ids, whole
from briefs.sync.walk.cursors import Cursors, sync_lock
from briefs.sync.walk.day_ranges import last_day
from briefs.sync.walk.learned import Advance, Learned
from briefs.sync.walk.reach import Reach, forecast, reach
from briefs.sync.walk.rows import Rows

__all__ = ["Report", "Task", "Watcher", "sync"]

_INDEX_EVERY = 60.0  # seconds, so that a first sync of hours can be searched meanwhile
_REFUSALS_KEPT = 50  # of a source; a service in a wrong mood can refuse every row
_FIRST_REST, _LONGEST_REST = 30.0, 900.0  # seconds
_LEAST_SHARE = 60.0  # seconds of a run of a given length that a source is asked at a stretch
_ALIVE = 5  # answers of use since the last rest, by which a service shows that it is well again
_log = logging.getLogger(__name__)


def sync(
    library: Library,
    tasks: Sequence[Task],
    today: date,
    watcher: Watcher,
    *,
    clock: SystemClock = REAL,
    lasting: float | None = None,
) -> list[Report]:
    """Walk the sources one after the other and return what became of each.

    ``lasting`` is how many seconds the run may last, which the sources share; a walk that is not at its end then goes
    on with the next run.
    Raises StoreError where the database fails or another sync into this data folder is running.
    """
    with sync_lock(library.folder):
        run = _Run(library, today, watcher, clock, None if lasting is None else clock.monotonic() + lasting)
        visits = [run.visit(task) for task in tasks]
        waiting = list(visits)
        while waiting:
            visit = run.next(waiting)
            visit.until = run.share(len(waiting))
            waiting.remove(visit)
            if not run.ends(visit):
                waiting.append(visit)
            run.index(visit.report)
    return [visit.report for visit in visits]


@dataclass(slots=True)
class _Visit:
    """One source in a run, its times on the clock.

    ``due`` is when it is asked next, ``until`` how long it may be asked before it is another's turn (None: to its end),
    ``alive`` since when it has given no answer of use.
    """

    task: Task
    report: Report
    habits: Habits
    due: float
    alive: float
    until: float | None = None
    rest: float = 0.0
    begun: bool = False
    answered: bool = False
    stood: Reach | None = None
    clipped: list[str] | None = None


class _Run:
    """One sync: what its sources share."""

    def __init__(
        self, library: Library, today: date, watcher: Watcher, clock: SystemClock, until: float | None
    ) -> None:
        self._library, self._today, self._watcher = library, today, watcher
        self._clock, self._until = clock, until
        self._cursors, self._learned = Cursors(library.store), Learned(library.store)
        self._fetches = Fetches(library.store)
        self._pace = Pace(clock)
        self._indexed = clock.monotonic()

    def visit(self, task: Task) -> _Visit:
        """Return a source that is still to be walked."""
        now, manners = self._clock.monotonic(), task.manners
        habits = self._learned.habits(task.source.name, manners.interval, manners.timeout)
        return _Visit(task, Report(task.source.name, task.source.title), habits, now, now)

    def next(self, waiting: Sequence[_Visit]) -> _Visit:
        """Return the source to ask next, after the rest that it needs where every one rests."""
        now = self._clock.monotonic()
        due = next((visit for visit in waiting if visit.due <= now), None)
        if due is None:
            due = min(waiting, key=lambda visit: visit.due)
            self._clock.sleep(due.due - now)
        return due

    def share(self, sources: int) -> float | None:
        """Return until when one of so many sources may be asked, so that none takes the time of all the others."""
        if self._until is None:
            return None
        now = self._clock.monotonic()
        return min(self._until, now + max((self._until - now) / sources, _LEAST_SHARE))

    def ends(self, visit: _Visit) -> bool:
        """Walk one source, and return whether it came to its end or something stopped it; else it rests."""
        report = visit.report
        began = self._clock.monotonic()
        if not visit.begun:
            visit.begun, visit.alive = True, began
            self._watcher.began(report)
            self._cursors.tried(report.name)
        rests = self._rests(visit)
        report.seconds += self._clock.monotonic() - began
        if rests:
            return False
        if report.error is not None:
            self._cursors.failed(report.name, report.error)
        elif report.paused is not None:
            self._cursors.paused(report.name)
        else:
            self._cursors.succeeded(report.name)
        self._watcher.ended(report)
        return True

    def index(self, report: Report) -> None:
        """Bring the index in step; where that fails the records are safe and the next brief tries again."""
        self._indexed = self._clock.monotonic()
        try:
            self._library.index.catch_up(BUILD_WAIT)
        except IndexUnavailable as error:
            report.warnings[str(error)] += 1

    def _rests(self, visit: _Visit) -> bool:
        """Walk one source, note what stopped it, and return whether it is only let rest."""
        report = visit.report
        try:
            self._walk(visit)
        except StoreError:
            raise
        except TimeIsUp:
            if self._until is not None and self._clock.monotonic() + _LEAST_SHARE < self._until:
                return True  # It is the turn of another; where time is left this one goes on.
            report.paused = self._paused(visit)
        except SourceBusy as error:
            return self._let_rest(visit, error)
        except PqbriefError as error:
            report.error = str(error)
        except Exception:
            number = uuid.uuid4().hex[:8]
            _log.exception("error %s in the source %s", number, report.name)
            report.error = (
                f"{report.title} was stopped by a fault in pqbrief, number {number}: see the log and report it."
            )
        return False

    def _let_rest(self, visit: _Visit, error: SourceBusy) -> bool:
        """Let a source rest, as long as it asks or longer each time; False where it is given up for this run."""
        now = self._clock.monotonic()
        growing = min(2 * visit.rest or _FIRST_REST, _LONGEST_REST)
        rest = max(error.after or 0.0, growing)
        there = error.reached or visit.answered  # An address that never answered may not be there at all.
        patient = now + rest - visit.alive <= visit.task.manners.patience
        if not (there and patient):
            visit.report.error = str(error)
            return False
        if self._until is not None and now + rest >= self._until:
            if visit.report.records:
                visit.report.paused = f"{in_short(error)}, and {self._paused(visit)}"
            else:
                visit.report.error = str(error)
            return False
        visit.rest, visit.due = growing, now + rest
        visit.report.rests += 1
        self._watcher.rested(visit.report, rest, in_short(error))
        return True

    def _walk(self, visit: _Visit) -> None:
        task, report = visit.task, visit.report
        cursor = self._cursors.start(report.name, task.scope)
        if visit.stood is None:
            visit.stood = self._reach(task, cursor)
        asked, cached = report.asked, report.cached
        with Client(
            report.name,
            report.title,
            task.address,
            self._fetches,
            also=task.scope.addresses,
            manners=task.manners,
            pace=self._pace,
            habits=visit.habits,
            clock=self._clock,
            until=visit.until,
        ) as client:
            try:
                for batch in self._batches(visit, client, cursor):
                    self._store(task, report, batch)
                    report.asked, report.cached = asked + client.asked, cached + client.from_cache
                    self._watcher.moved(report)
                    if self._clock.monotonic() - self._indexed > _INDEX_EVERY:
                        self.index(report)
            finally:
                report.asked, report.cached = asked + client.asked, cached + client.from_cache
                visit.answered = visit.answered or client.useful > 0
                if client.useful >= _ALIVE:
                    visit.alive, visit.rest = self._clock.monotonic(), 0.0
                self._learned.keep(report.name, visit.habits, Advance(self._today, self._came(visit)))

    def _batches(self, visit: _Visit, client: Client, cursor: Cursor) -> Iterator[Batch]:
        """Yield what a walk brings, and after it the whole of answers that were held clipped before the run."""
        source, store = visit.task.source, self._library.store
        if visit.clipped is None:
            visit.clipped = clipped_ids(store) if source.name == CLIPPED_OF else []
        stands = cursor
        for batch in source.walk(client, visit.task.scope, cursor, self._today):
            stands = batch.cursor
            yield batch
        if isinstance(source, Rows):
            report = visit.report
            for record in whole(source.form, client, store, visit.clipped):
                yield Batch((record,), stands, report.done, report.expected)

    def _paused(self, visit: _Visit) -> str:
        """Return what is said of a walk that the end of its time cut off."""
        told = "the time for this run was over; the next run continues from there"
        stands = self._stands(visit)
        if stands is None:
            return told
        return f"{told}, and {forecast(visit.report.name, stands, self._came(visit), self._today)}"

    def _came(self, visit: _Visit) -> int:
        """Return how many days of its lists, all together, a walk has come on in this run."""
        stands = self._stands(visit)
        return visit.stood.remaining - stands.remaining if visit.stood and stands else 0

    def _stands(self, visit: _Visit) -> Reach | None:
        return self._reach(visit.task, self._cursors.start(visit.report.name, visit.task.scope))

    def _reach(self, task: Task, cursor: Cursor) -> Reach | None:
        return reach(task.source.name, cursor, task.scope.since, last_day(task.scope, self._today))

    def _store(self, task: Task, report: Report, batch: Batch) -> None:
        refused = list(batch.refused)
        if batch.records:
            counts = self._library.store.add(batch.records, to_keep)
            report.added += counts.added
            report.updated += counts.updated
            report.unchanged += counts.unchanged
            refused += counts.refused
        if batch.people:
            report.people += self._library.register.add(batch.people).members
        days = [record.day for record in batch.records if record.day is not None]
        self._cursors.move(report.name, task.scope, batch.cursor, max(days, default=None))
        report.refused += len(refused)
        report.refusals += refused[: _REFUSALS_KEPT - len(report.refusals)]
        report.warnings.update(batch.warnings)
        report.done, report.expected = batch.done, batch.expected
