"""Syncs against a replayed service: the sources file, the run, and what it left in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from briefs.library import Library
from briefs.store.store import Store
from briefs.sync.base import Scope
from briefs.sync.engine import Report, Task, sync
from briefs.sync.http.client import Manners
from briefs.sync.http.clock import REAL, SystemClock
from briefs.sync.registry import BY_NAME

QUICK = Manners(interval=0.0, timeout=2.0, attempts=3, first_wait=0.01, patience=0.0)
API = ("written-questions", "written-statements")


class Quiet:
    """A watcher that keeps what it was told."""

    def __init__(self) -> None:
        self.moves: list[tuple[int, int | None]] = []
        self.told: list[str] = []

    def began(self, report: Report) -> None:
        self.told.append(f"began {report.name}")

    def moved(self, report: Report) -> None:
        self.moves.append((report.done, report.expected))

    def rested(self, report: Report, seconds: float, why: str) -> None:
        self.told.append(f"rested {report.name} {seconds:.0f}")

    def ended(self, report: Report) -> None:
        self.told.append(f"ended {report.name}")


def run(
    library: Library,
    address: str,
    today: date,
    *names: str,
    manners: Manners = QUICK,
    watcher: Quiet | None = None,
    clock: SystemClock = REAL,
    lasting: float | None = None,
    **scope: Any,
) -> list[Report]:
    """Sync sources, by default written questions, of the last forty days and return their reports."""
    wanted = Scope(**{"since": today - timedelta(days=40)} | scope)
    tasks = [Task(BY_NAME[name].make(), wanted, address, manners) for name in names or API[:1]]
    return sync(library, tasks, today, watcher or Quiet(), clock=clock, lasting=lasting)


def write_sources(
    path: Path, address: str, names: Sequence[str] = API, since: int = 40, more: str = "", patience: int = 0
) -> Path:
    """Write a sources file that points sources at a replayed service, and return it."""
    tables = (
        f'[{name}]\naddress = "{address}"\ninterval = 0\npatience = {patience}\nsince = {since}\n{more}\n'
        for name in names
    )
    path.write_text("".join(tables), encoding="utf-8")
    return path


def held(store: Store) -> list[tuple[str, int, str]]:
    """Return the id, number and content hash of every version of every record."""
    return [
        (record.record_id, version.number, version.content_hash)
        for record in sorted(store.all_records(), key=lambda record: record.record_id)
        for version in store.versions(record.record_id)
    ]
