"""The ways in which Hansard's service fails, and what its real answers give."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import ChangedFormat, PqbriefError, SourceUnavailable
from briefs.records.model import House
from briefs.sync.base import Scope
from briefs.sync.services.hansard import Hansard
from tests.briefs.sync.services.hansard_service import MONDAY, SCOPE, TODAY, WHOLE, Section, report
from tests.briefs.sync.services.walks import walk
from tests.replay.faults import cut_short, error_with_json, half_json, html_page, renamed
from tests.replay.server import Fault, Replay, Request, Response, json_response
from tests.support import shared


def other_debate(request: Request, route: Callable[[Request], Response]) -> Response:
    """Answer with another debate than the one asked for."""
    value = json.loads(route(request).body)
    value["Overview"]["ExtId"] = "ZZZZ-9"
    return json_response(value)


@pytest.mark.parametrize(
    ("where", "fault", "error", "words"),
    [
        pytest.param("calendar", html_page, ChangedFormat, "a web page where JSON", id="a page with 200"),
        pytest.param("calendar", renamed(b"ItemDate", b"Day"), ChangedFormat, '"ItemDate"', id="calendar without days"),
        pytest.param("calendar", renamed(b"2031-03", b"2031-05"), ChangedFormat, "March 2031", id="other month"),
        pytest.param("calendar", renamed(b'"Commons"', b'"Lords"'), ChangedFormat, "commons", id="other House"),
        pytest.param(
            "sectiontrees", renamed(b"SectionTreeItems", b"Items"), ChangedFormat, '"SectionTreeItems"', id="no tree"
        ),
        pytest.param("sectiontrees", renamed(b"ExternalId", b"Ext"), ChangedFormat, '"ExternalId"', id="no ids"),
        pytest.param(
            "sectiontrees", renamed(b"2031-03-03", b"2031-03-09"), ChangedFormat, "2031-03-03", id="other day"
        ),
        pytest.param("sectionsforday", renamed(b"[", b'[{"a": 1}, '), ChangedFormat, "list of names", id="no names"),
        pytest.param("/debates/", error_with_json, SourceUnavailable, "500", id="every debate fails"),
        pytest.param("/debates/", cut_short, SourceUnavailable, "cut", id="cut short"),
        pytest.param("/debates/", half_json, SourceUnavailable, "breaks off", id="half a JSON"),
    ],
)
def test_what_stops_the_source_says_why(
    tmp_path: Path, where: str, fault: Fault, error: type[PqbriefError], words: str
) -> None:
    with Replay(report().routes()) as replay:
        replay.fault(where, fault)
        with pytest.raises(error, match=words) as raised:
            walk(Hansard(), replay, tmp_path, SCOPE, TODAY)
        assert "Hansard" in str(raised.value)
        assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(error_with_json, "500", id="it fails"),
        pytest.param(half_json, "breaks off", id="it breaks off"),
        pytest.param(html_page, "web page", id="it is a page"),
        pytest.param(renamed(b'"Items"', b'"Things"'), '"Items" should be a list', id="it lacks its items"),
        pytest.param(renamed(b'"Overview"', b'"View"'), '"Overview"', id="it lacks its overview"),
        pytest.param(other_debate, "another debate", id="it is another"),
    ],
)
def test_one_bad_debate_is_refused_alone_under_its_id(tmp_path: Path, fault: Fault, words: str) -> None:
    with Replay(report().routes()) as replay:
        replay.fault(r"/debates/debate/aaaa-1\.json", fault)
        done = walk(Hansard(), replay, tmp_path, SCOPE, TODAY)
    assert set(done.records) == WHOLE - {"hansard/commons/2031-03-03/AAAA-1"}
    assert [refusal.place for refusal in done.refused] == ["aaaa-1"]
    assert words in done.refused[0].reason


def test_a_form_that_changed_for_every_debate_stops_the_source(tmp_path: Path) -> None:
    held = report()
    held.days["Commons", MONDAY, "Debate"] = [Section(f"GGGG-{n}", "Lamps", ("Lit.",)) for n in range(12)]
    with Replay(held.routes()) as replay:
        replay.fault("/debates/", renamed(b'"Items"', b'"Things"'))
        with pytest.raises(ChangedFormat, match='"Items" should be a list'):
            walk(Hansard(), replay, tmp_path, SCOPE, TODAY)
        assert len(replay.asked("/debates/")) == 10


def test_debates_that_failed_while_the_service_was_gone_come_with_the_next_walk(tmp_path: Path) -> None:
    with Replay(report().routes()) as replay:
        whole = walk(Hansard(), replay, tmp_path / "whole", SCOPE, TODAY)
        replay.fault(r"/debates/debate/(bbbb|dddd|eeee)", error_with_json)
        replay.fault(r"/overview/.*2031-03-04", error_with_json)
        cursor: dict[str, Any] = {}
        records: set[str] = set()
        with pytest.raises(SourceUnavailable):
            walk(Hansard(), replay, tmp_path / "gone", SCOPE, TODAY)
        # What was given before the service went is had by its cursor: two batches of it.
        part = walk(Hansard(), replay, tmp_path / "gone", SCOPE, TODAY, stop_after=2)
        replay.mend()
        records, cursor = set(part.records), dict(part.cursor)
        rest = walk(Hansard(), replay, tmp_path / "gone", SCOPE, TODAY, cursor=cursor)
    assert records | set(rest.records) == set(whole.records)
    assert not rest.refused


@pytest.mark.shared
def test_the_samples_calendar_and_debate_are_walked(tmp_path: Path) -> None:
    calendar = shared("data", "hansard-api", "calendar_2026_01.json").read_bytes()
    debate = shared("data", "hansard-api", "debate_with_speeches.json").read_bytes()
    overview = json.loads(debate)["Overview"]
    day = overview["Date"][:10]
    tree = [{"Id": 5, "Title": overview["Title"], "ParentId": 1, "SortOrder": 2, "ExternalId": overview["ExtId"]}]
    routes: dict[str, Callable[[Request], Response]] = {
        r"/overview/calendar\.json": lambda request: Response(calendar),
        r"/overview/sectionsforday\.json": lambda request: json_response(
            ["Debate"] if request.first("date") == day else []
        ),
        r"/overview/sectiontrees\.json": lambda request: json_response([{"SectionTreeItems": tree}]),
        r"/debates/debate/(.+)\.json": lambda request: Response(debate),
    }
    scope = Scope(since=date(2026, 1, 1), until=date(2026, 1, 31), house=House.COMMONS)
    with Replay(routes) as replay:
        done = walk(Hansard(), replay, tmp_path, scope, date(2026, 6, 1))
        assert len(replay.asked("sectionsforday")) == len(json.loads(calendar))
    assert not done.refused
    assert {record.day for record in done.records.values()} == {date.fromisoformat(day)}
    assert any(passage.speaker for record in done.records.values() for passage in record.passages)
