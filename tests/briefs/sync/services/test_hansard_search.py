"""Hansard's source narrowed by Members and terms: its searches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefs.errors import ChangedFormat
from briefs.records.model import House
from briefs.sync.base import Scope
from briefs.sync.services.hansard import Hansard
from tests.briefs.sync.services.hansard_service import MONDAY, SCOPE, TODAY, TUESDAY, Section, item, report
from tests.briefs.sync.services.walks import killed_walk, walk
from tests.replay.server import Replay


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        pytest.param(
            {"terms": ("lamps",)},
            {"hansard/commons/2031-03-03/AAAA-1"},
            id="a term: the debate comes whole",
        ),
        pytest.param({"members": (77,)}, {"hansard/lords/2031-03-04/EEEE-1"}, id="a member"),
        pytest.param({"members": (77,), "terms": ("ducks",)}, set(), id="a member and a term"),
        pytest.param(
            {"terms": ("ducks", "foghorns")},
            {"hansard/commons/2031-03-03/AAAA-4", "hansard/lords/2031-03-04/EEEE-1"},
            id="two terms",
        ),
        pytest.param({"terms": ("foghorns",), "house": House.COMMONS}, set(), id="a House"),
    ],
)
def test_a_search_brings_the_debates_in_which_it_is_said(
    tmp_path: Path, scope: dict[str, Any], found: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = report()
    speaks = held.days["Lords", TUESDAY, "Debate"][0]
    monkeypatch.setattr(speaks, "items", lambda: [item("EEEE-1-c1", "My Lords, foghorns.", 1, member=77)], raising=True)
    with Replay(held.routes()) as replay:
        done = walk(Hansard(), replay, tmp_path, Scope(since=SCOPE.since, **scope), TODAY)
        asked = replay.asked("/search/")
    assert set(done.records) == found
    assert all(name.startswith("queryParameters.") for request in asked for name in request.params)
    assert done.cursor["through"] == "2031-03-06"


def test_a_search_goes_on_where_it_was_cut_off(tmp_path: Path) -> None:
    scope = Scope(since=SCOPE.since, terms=("ducks", "foghorns", "lamps"))
    with Replay(report().routes()) as replay:
        whole = walk(Hansard(), replay, tmp_path / "whole", scope, TODAY)
        parts = killed_walk(Hansard(), replay, tmp_path / "parts", scope, TODAY, 2)
    assert set(parts.records) == set(whole.records)
    assert parts.cursor == whole.cursor


@pytest.mark.parametrize(
    ("ignored", "scope", "filter_name"),
    [
        pytest.param("memberId", {"members": (5,)}, "member", id="member"),
        pytest.param("searchTerm", {"terms": ("zeppelin",)}, "search term", id="term"),
        pytest.param("house", {"terms": ("foghorns",), "house": House.COMMONS}, "House", id="House"),
    ],
)
def test_a_search_whose_filter_the_service_ignores_is_stopped(
    tmp_path: Path, ignored: str, scope: dict[str, Any], filter_name: str
) -> None:
    held = report()
    held.ignored = (ignored,)
    with Replay(held.routes()) as replay, pytest.raises(ChangedFormat, match=f"ignored the filter by {filter_name}"):
        walk(Hansard(), replay, tmp_path, Scope(since=SCOPE.since, **scope), TODAY)


def test_a_search_that_gives_one_page_again_and_again_is_stopped(tmp_path: Path) -> None:
    held = report()
    held.days["Commons", MONDAY, "Debate"] = [Section("AAAA-1", "Lamps", tuple(f"Lamps {n}." for n in range(130)))]
    held.ignored = ("skip",)
    with Replay(held.routes()) as replay, pytest.raises(ChangedFormat, match="the same page again and again"):
        walk(Hansard(), replay, tmp_path, Scope(since=SCOPE.since, terms=("Lamps",)), TODAY)


# Faults
