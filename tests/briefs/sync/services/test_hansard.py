"""Hansard's source over real HTTP: sitting days and late changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefs.records.model import House
from briefs.sync.base import Scope
from briefs.sync.services.hansard import Hansard
from tests.briefs.sync.services.hansard_service import MONDAY, SCOPE, TODAY, WHOLE, Section, report
from tests.briefs.sync.services.walks import killed_walk, walk
from tests.replay.server import Replay


def test_both_houses_and_westminster_hall_come_once_each(tmp_path: Path) -> None:
    with Replay(report().routes()) as replay:
        done = walk(Hansard(), replay, tmp_path, SCOPE, TODAY)
        fetched = [request.path for request in replay.asked("/debates/")]
    assert set(done.records) == WHOLE
    assert done.given == len(WHOLE)
    assert not done.refused
    assert len(fetched) == len(set(fetched))
    # A section that came inside another is not asked for by itself; nor is the chamber, nor what is written.
    assert not [path for path in fetched if "AAAA-3" in path.upper() or "chamber" in path or "CCCC-1" in path]
    ponds = done.records["hansard/commons/2031-03-03/AAAA-3"]
    assert (ponds.title, [p.text for p in ponds.passages]) == ("Ponds", ["I present a petition on ponds."])
    assert ponds.origin.endswith("/debates/debate/aaaa-2.json")


def test_a_house_alone(tmp_path: Path) -> None:
    scope = Scope(since=SCOPE.since, house=House.LORDS)
    with Replay(report().routes()) as replay:
        done = walk(Hansard(), replay, tmp_path, scope, TODAY)
        assert {request.first("house") for request in replay.asked("calendar")} == {"Lords"}
    assert set(done.records) == {"hansard/lords/2031-03-04/EEEE-1"}


def test_a_second_walk_fetches_no_debate_again(tmp_path: Path) -> None:
    with Replay(report().routes()) as replay:
        first = walk(Hansard(), replay, tmp_path, SCOPE, TODAY)
        replay.requests.clear()
        second = walk(Hansard(), replay, tmp_path, SCOPE, TODAY, cursor=first.cursor)
        assert not replay.asked("/debates/")
    assert not second.records


def test_a_day_that_was_updated_is_fetched_again_and_a_late_day_is_found(tmp_path: Path) -> None:
    held = report()
    with Replay(held.routes()) as replay:
        first = walk(Hansard(), replay, tmp_path, SCOPE, TODAY)
        held.updated = "2031-03-09T10:00:00"
        held.days["Commons", MONDAY, "Debate"][0].words = ("The lamps on the coast were lit.",)
        held.days["Lords", MONDAY, "Debate"] = [Section("FFFF-1", "Fog", ("My Lords, fog.",))]
        second = walk(Hansard(), replay, tmp_path, SCOPE, date(2031, 3, 10), cursor=first.cursor)
    assert set(second.records) == {*WHOLE, "hansard/lords/2031-03-03/FFFF-1"}
    assert second.records["hansard/commons/2031-03-03/AAAA-1"].passages[0].text == "The lamps on the coast were lit."


def test_a_day_is_fetched_once_more_when_it_is_old_whatever_its_list_says(tmp_path: Path) -> None:
    held = report()
    with Replay(held.routes()) as replay:
        first = walk(Hansard(), replay, tmp_path, SCOPE, TODAY)
        held.days["Commons", MONDAY, "Debate"][0].words = ("Corrected without a word.",)
        # The scope has moved on meanwhile, as "the last thirty days" does.
        scope, later = Scope(since=date(2031, 3, 25)), date(2031, 4, 24)
        second = walk(Hansard(), replay, tmp_path, scope, later, cursor=first.cursor)
        third = walk(Hansard(), replay, tmp_path, scope, later, cursor=second.cursor)
    assert second.records["hansard/commons/2031-03-03/AAAA-1"].passages[0].text == "Corrected without a word."
    assert not third.records
    assert third.cursor["open"] == {}


@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_walk_that_is_cut_off_again_and_again_ends_like_one_that_is_not(tmp_path: Path, every: int) -> None:
    with Replay(report().routes()) as replay:
        whole = walk(Hansard(), replay, tmp_path / "whole", SCOPE, TODAY)
        parts = killed_walk(Hansard(), replay, tmp_path / "parts", SCOPE, TODAY, every)
    assert {i: r.passages for i, r in parts.records.items()} == {i: r.passages for i, r in whole.records.items()}
    assert parts.cursor == whole.cursor


def test_plan_says_what_would_be_asked_and_asks_nothing() -> None:
    (days,) = Hansard().plan(SCOPE, {}, TODAY)
    assert "Commons and Lords" in days
    assert "2031-03-01 to 2031-03-06" in days
    told = Hansard().plan(Scope(since=SCOPE.since, members=(11, 12), terms=("lamps",)), {}, TODAY)
    assert [("member 11" in line or "member 12" in line, "lamps" in line) for line in told] == [(True, True)] * 2


# Searches
