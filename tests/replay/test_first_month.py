"""A first sync of a month against a service that is slow, fails now and then, and refuses everything for two hours."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.sync.base import Scope
from briefs.sync.client import Manners
from briefs.sync.engine import Task, sync
from briefs.sync.questions import Questions
from tests.replay import faults
from tests.replay.catalogue import Catalogue, invented
from tests.replay.clock import FakeClock
from tests.replay.server import Replay
from tests.replay.syncing import Quiet, held

TODAY = date(2031, 5, 20)
HOUR = 3600.0
MANNERS = Manners(timeout=30.0)
SCOPE = Scope(TODAY - timedelta(days=40))


def first_sync(
    folder: Path, catalogue: Catalogue, fault: faults.Fault | None, clock: FakeClock, lasting: float | None = None
) -> tuple[Quiet, str | None, str | None]:
    """Sync written questions into a folder; return what was told, the error, and where it paused."""
    watcher = Quiet()
    with Replay(catalogue.routes) as replay, Library.open(folder) as library:
        if fault is not None:
            replay.fault("/", fault)
        task = Task(Questions(), SCOPE, replay.address, MANNERS)
        (report,) = sync(library, [task], TODAY, watcher, clock=clock, lasting=lasting)
    return watcher, report.error, report.paused


def what_is_held(folder: Path) -> list[tuple[str, int, str]]:
    with Library.open(folder) as library:
        return held(library.store)


@pytest.mark.parametrize(
    ("questions", "refused_for"), [pytest.param(3_000, 2 * HOUR, id="3000-questions-and-two-hours-of-429")]
)
def test_a_first_month_finishes_by_itself(tmp_path: Path, questions: int, refused_for: float) -> None:
    catalogue, clock = invented(TODAY, questions), FakeClock()
    lists = faults.slow_by_row(clock, 0.2, 0.4)  # 20 seconds a page of 100
    fault = faults.together(
        faults.between(clock, HOUR / 2, HOUR / 2 + refused_for, lambda *_: faults.json_response({}, 429)),
        faults.now_and_then(0.05, faults.error_with_json),
        lists,
    )
    watcher, error, _ = first_sync(tmp_path / "ill", catalogue, fault, clock)
    assert error is None
    rests = [told for told in watcher.told if told.startswith("rested")]
    assert 3 <= len(rests) <= 20
    first_sync(tmp_path / "well", catalogue, None, FakeClock())
    ill, well = what_is_held(tmp_path / "ill"), what_is_held(tmp_path / "well")
    assert len(ill) == questions
    assert Counter(ill) == Counter(well)
    assert 2 * HOUR < clock.monotonic() < 8 * HOUR
