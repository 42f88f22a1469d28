"""The sync: each source is walked, what it brings is stored, and then where the walk stands.

Records come before the cursor, so that a sync that is cut off anywhere brings some records a second time, which changes
nothing, and never leaves any out. What goes wrong with one source stops that source alone.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from briefs.errors import IndexUnavailable, PqbriefError, StoreError
from briefs.index import BUILD_WAIT
from briefs.library import Library
from briefs.records import Refusal
from briefs.sources.fuller import to_keep
from briefs.sync.base import Batch, Scope, Source
from briefs.sync.client import Client, Manners
from briefs.sync.cursors import Cursors, sync_lock
from briefs.sync.fetches import Fetches
from briefs.sync.hosts import Pace

_INDEX_EVERY = 60.0  # seconds, so that a first sync of hours can be searched meanwhile
_REFUSALS_KEPT = 50  # of a source; a service in a wrong mood can refuse every row
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """One source with what is wanted of it; ``address`` is where its service answers."""

    source: Source
    scope: Scope
    address: str
    manners: Manners = field(default_factory=Manners)


@dataclass(slots=True)
class Report:
    """What became of one source: counts of records, what was refused, warnings each with how often it came.

    ``error`` is the sentence that stopped it, None where it came to its end. ``asked`` counts requests, ``cached``
    answers that were held already; ``refused`` counts all refusals, of which ``refusals`` keeps the first fifty;
    ``people`` counts the Members in each list that was stored.
    """

    name: str
    title: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    people: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    asked: int = 0
    cached: int = 0
    done: int = 0
    expected: int | None = None
    seconds: float = 0.0

    @property
    def records(self) -> int:
        """How many records came."""
        return self.added + self.updated + self.unchanged


class Watcher(Protocol):
    """Is told how the sync goes. The report of a source is the same object from its begin to its end."""

    def began(self, report: Report) -> None:
        """Hear that a source is walked now."""

    def moved(self, report: Report) -> None:
        """Hear that a batch was stored."""

    def ended(self, report: Report) -> None:
        """Hear that a source is done or was stopped."""


def sync(library: Library, tasks: Sequence[Task], today: date, watcher: Watcher) -> list[Report]:
    """Walk the sources one after the other and return what became of each.

    Raises StoreError where the database fails or another sync into this data folder is running.
    """
    reports = []
    with sync_lock(library.folder):
        run = _Run(library, today, watcher)
        for task in tasks:
            reports.append(run.source(task))
            run.index(reports[-1])
    return reports


class _Run:
    """One sync: what its sources share."""

    def __init__(self, library: Library, today: date, watcher: Watcher) -> None:
        self._library, self._today, self._watcher = library, today, watcher
        self._cursors = Cursors(library.store)
        self._fetches = Fetches(library.store)
        self._pace = Pace()
        self._indexed = time.monotonic()

    def source(self, task: Task) -> Report:
        """Walk one source to its end, or until something stops it."""
        report = Report(task.source.name, task.source.title)
        began = time.monotonic()
        self._watcher.began(report)
        self._cursors.tried(report.name)
        try:
            self._walk(task, report)
        except StoreError:
            raise
        except PqbriefError as error:
            report.error = str(error)
        except Exception:
            number = uuid.uuid4().hex[:8]
            _log.exception("error %s in the source %s", number, report.name)
            report.error = f"{report.title} was stopped by an error of ours, {number}: see the log and report it."
        report.seconds = time.monotonic() - began
        if report.error is None:
            self._cursors.succeeded(report.name)
        else:
            self._cursors.failed(report.name, report.error)
        self._watcher.ended(report)
        return report

    def index(self, report: Report) -> None:
        """Bring the index in step; where that fails the records are safe and the next brief tries again."""
        self._indexed = time.monotonic()
        try:
            self._library.index.catch_up(BUILD_WAIT)
        except IndexUnavailable as error:
            report.warnings[str(error)] += 1

    def _walk(self, task: Task, report: Report) -> None:
        cursor = self._cursors.start(report.name, task.scope)
        with Client(
            report.name,
            report.title,
            task.address,
            self._fetches,
            also=task.scope.addresses,
            manners=task.manners,
            pace=self._pace,
        ) as client:
            try:
                for batch in task.source.walk(client, task.scope, cursor, self._today):
                    self._store(task, report, batch)
                    report.asked, report.cached = client.asked, client.from_cache
                    self._watcher.moved(report)
                    if time.monotonic() - self._indexed > _INDEX_EVERY:
                        self.index(report)
            finally:
                report.asked, report.cached = client.asked, client.from_cache

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
