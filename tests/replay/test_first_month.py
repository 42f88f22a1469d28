"""A first sync of a month against a service that is slow, fails now and then, and refuses everything for two hours."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from briefs.library import Library
from briefs.sync.http.client import Manners
from tests.replay import faults
from tests.replay.catalogue import invented
from tests.replay.clock import FakeClock
from tests.replay.server import Replay, json_response
from tests.replay.syncing import Quiet, held, run

TODAY = date(2031, 5, 20)
HOUR = 3600.0
QUESTIONS = 3_000


def test_a_first_month_finishes_by_itself(tmp_path: Path) -> None:
    catalogue, clock, watcher = invented(TODAY, QUESTIONS), FakeClock(), Quiet()
    ill = faults.together(
        faults.between(clock, HOUR / 2, HOUR / 2 + 2 * HOUR, lambda *_: json_response({}, 429)),
        faults.now_and_then(0.05, faults.error_with_json),
        faults.slow_by_row(clock, 0.2, 0.4),  # 20 seconds a page of 100
    )
    with Replay(catalogue.routes) as replay, Library.open(tmp_path) as library:
        replay.fault("/", ill)
        (report,) = run(library, replay.address, TODAY, manners=Manners(), watcher=watcher, clock=clock)
        assert report.error is None
        assert report.paused is None
        assert 3 <= report.rests <= 20
        assert [told for told in watcher.told if told.startswith("rested")][:2] == [
            "rested written-questions 30",
            "rested written-questions 60",
        ]
        assert 2 * HOUR < clock.monotonic() < 8 * HOUR
        assert len(held(library.store)) == report.added == QUESTIONS
        for record in library.store.all_records():
            row = catalogue.questions[int(record.source_id or 0)]
            words = [row["questionText"], *re.findall(r"<p>(.*?)</p>", row["answerText"] or "")]
            assert [passage.text for passage in record.passages] == words
            assert all(passage.quotable for passage in record.passages)
