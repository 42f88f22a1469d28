"""Windows of days that a service cannot answer: halved down to one day before the walk stops."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from briefs.library import Library
from briefs.sync.freshness import freshness
from briefs.sync.walk.cursors import Cursors
from tests.replay import faults
from tests.replay.catalogue import Catalogue, invented
from tests.replay.server import Fault, Replay, Request, Response, Route
from tests.replay.syncing import held, run

TODAY = date(2031, 5, 20)
LIST = r"writtenquestions/questions\?"
DETAIL = r"/api/writtenquestions/questions/\d+"


@pytest.fixture
def catalogue() -> Catalogue:
    return invented(TODAY, 90)


def failing_over(days: int, day: str = "") -> Fault:
    """Answer 500 where more than so many days are asked for, and where they hold one day."""

    def fault(request: Request, route: Route) -> Response:
        lane = next((name[:-4] for name in request.params if name.endswith("WhenFrom")), "")
        first, last = (request.first(f"{lane}{end}") for end in ("From", "To"))
        wide = (date.fromisoformat(last) - date.fromisoformat(first)).days >= days
        return faults.error_with_json(request, route) if wide or first <= day <= last else route(request)

    return fault


@pytest.mark.parametrize(
    ("days", "scope", "widest"),
    [
        pytest.param(3, {}, 7, id="a-week-of-all"),
        pytest.param(1, {}, 7, id="only-single-days"),
        pytest.param(4, {"house": None, "bodies": ("901", "902", "903", "904", "905")}, 28, id="four-weeks-of-bodies"),
    ],
)
def test_a_window_that_always_fails_is_halved(
    replay: Replay, library: Library, days: int, scope: dict[str, Any], widest: int
) -> None:
    replay.fault(LIST, failing_over(days))
    (report,) = run(library, replay.address, TODAY, since=TODAY - timedelta(days=13), **scope)
    assert report.error is None
    undisturbed = Library.open(library.folder.parent / "undisturbed")
    with undisturbed as other:
        replay.mend()
        run(other, replay.address, TODAY, since=TODAY - timedelta(days=13), **scope)
        assert held(library.store) == held(other.store) != []
    assert any(
        text.startswith(f"Written questions: {min(widest, 14)} days at once were not answered; fewer were asked for.")
        for text in report.warnings
    )


def test_a_day_that_is_not_given_is_a_gap_that_the_next_walk_asks_for(replay: Replay, library: Library) -> None:
    replay.fault(LIST + ".*answeredWhen", failing_over(99, "2031-05-01"))
    (stopped,) = run(library, replay.address, TODAY)
    assert stopped.error is not None
    assert "answered 500 with JSON every time" in stopped.error
    assert "answeredWhenFrom=2031-05-01&answeredWhenTo=2031-05-01" in stopped.error
    assert any("what was answered on 2031-05-01 was not given" in text for text in stopped.warnings)
    assert library.store.status().records == 90  # they were found by the day on which they were tabled
    state = {each.entry.name: each for each in freshness(library.store, {})}["written-questions"].reach(TODAY)
    assert state is not None
    assert (state.gaps, state.missing) == (("answered 2031-05-01",), 0)
    replay.mend()
    replay.requests.clear()
    (report,) = run(library, replay.address, TODAY)
    assert report.error is None
    walked = [request.first("answeredWhenFrom") for request in replay.requests if "answeredWhenFrom" in request.params]
    assert walked == ["2031-05-01", "2031-05-14"]  # the gap, and the last week again
    assert "gaps" not in Cursors(library.store).all()["written-questions"].cursor


def test_two_days_in_a_row_that_are_not_given_stop_the_walk_before_the_first(replay: Replay, library: Library) -> None:
    bad = failing_over(99, "2031-05-01"), failing_over(99, "2031-05-02")
    replay.fault(LIST + ".*tabledWhen", faults.together(*bad))
    (stopped,) = run(library, replay.address, TODAY)
    assert "answered 500" in str(stopped.error)
    through = Cursors(library.store).all()["written-questions"].cursor["through"]
    assert isinstance(through, dict)
    assert through["tabled"] == "2031-04-30"
    replay.mend()
    (report,) = run(library, replay.address, TODAY)
    assert report.error is None
    assert library.store.status().records == 90
