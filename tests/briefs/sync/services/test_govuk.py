"""GOV.UK's source over real HTTP: the search finds, the content API gives, and withdrawn pages are found out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import ChangedFormat, PqbriefError, SourceUnavailable
from briefs.records.model import Kind
from briefs.sync.base import Scope
from briefs.sync.services.govuk import GovUk
from tests.briefs.sync.services.walks import killed_walk, walk
from tests.replay.faults import asking, error_with_json, half_json, html_page, renamed
from tests.replay.server import Fault, Replay, Request, Response, json_response
from tests.support import shared

TODAY = date(2031, 3, 20)
SCOPE = Scope(since=date(2031, 3, 1), bodies=("department-for-coasts",))


def item(number: int, moment: str = "2031-03-03T00:30:00+01:00", **changes: Any) -> dict[str, Any]:
    """Return a content item of an invented announcement."""
    return {
        "base_path": f"/government/news/lamps-{number}",
        "content_id": f"id-{number}",
        "schema_name": "news_article",
        "document_type": "press_release",
        "title": f"Lamps {number}",
        "description": "",
        "first_published_at": moment,
        "public_updated_at": moment,
        "details": {"body": f"<p>Lamp {number} will be lit by the Department for Coasts in May.</p>"},
        "links": {"organisations": [{"title": "Department for Coasts", "content_id": "x"}]},
        "withdrawn_notice": {},
        **changes,
    }


@dataclass
class Site:
    """An invented GOV.UK: its items, and the paths that its search no longer lists."""

    items: list[dict[str, Any]]
    hidden: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    slug: str = "department-for-coasts"

    def routes(self) -> dict[str, Callable[[Request], Response]]:
        return {r"/api/search\.json": self.search, r"/api/content(/.+)": self.content}

    def search(self, request: Request) -> Response:
        days = request.first("filter_public_timestamp")
        begin, end = (part.partition(":")[2] for part in days.split(",")) if days else ("0", "9")
        types = request.params.get("filter_content_store_document_type", [])
        bodies = request.params.get("filter_organisations", [])
        rows = [
            {
                "title": each["title"],
                "link": each["base_path"],
                "public_timestamp": each["public_updated_at"],
                "content_store_document_type": each["document_type"],
                "organisations": [{"slug": self.slug, "title": "Department for Coasts"}],
            }
            for each in sorted(self.items, key=lambda each: str(each["public_updated_at"]))
            if begin <= each["public_updated_at"][:10] <= end
            and (not types or each["document_type"] in types)
            and (not bodies or self.slug in bodies)
            and request.first("q").casefold() in each["title"].casefold()
            and each["base_path"] not in self.hidden
        ]
        start, count = request.number("start", 0), request.number("count", 10)
        return json_response({"results": rows[start : start + count], "total": len(rows), "start": start})

    def content(self, request: Request) -> Response:
        path = request.groups[0]
        found = next((each for each in self.items if each["base_path"] == path), None)
        return json_response({}, 410) if found is None or path in self.gone else json_response(found)


def path(number: int) -> str:
    return f"/government/news/lamps-{number}"


def identity(number: int) -> str:
    return f"govuk{path(number)}"


def site(count: int = 3) -> Site:
    return Site([item(number) for number in range(1, count + 1)])


def test_an_announcement_comes_whole_and_its_day_is_the_printed_one(tmp_path: Path) -> None:
    with Replay(site().routes()) as replay:
        done = walk(GovUk(), replay, tmp_path, SCOPE, TODAY)
        (first, *_) = replay.asked("search")
    record = done.records[identity(1)]
    assert (record.kind, record.day, record.url) == (Kind.NEWS, date(2031, 3, 3), f"https://www.gov.uk{path(1)}")
    assert record.passages[0].text.startswith("Lamp 1 will be lit")
    assert set(done.records) == {identity(1), identity(2), identity(3)}
    assert first.first("filter_public_timestamp") == "from:2031-03-01,to:2031-03-20"
    assert "written_statement" not in first.params["filter_content_store_document_type"]


def test_a_term_and_a_department_narrow_it(tmp_path: Path) -> None:
    with Replay(site().routes()) as replay:
        scope = Scope(since=SCOPE.since, terms=("Lamps 2", "Lamps 3"))
        assert set(walk(GovUk(), replay, tmp_path, scope, TODAY).records) == {identity(2), identity(3)}
        other = Scope(since=SCOPE.since, bodies=("another-department",))
        assert not walk(GovUk(), replay, tmp_path, other, TODAY).records


def test_what_the_search_gives_for_some_of_the_words_is_not_taken(tmp_path: Path) -> None:
    held = site()
    held.items[1]["details"]["body"] = "<p>Foghorns and lamps will be mended this year.</p>"
    with Replay(held.routes()) as replay:
        replay.fault("search", asking(q="lamps"))  # Whatever is searched for, it gives all that have lamps.
        scope = Scope(since=SCOPE.since, terms=("submarine lamps", "foghorn lamps"))
        assert set(walk(GovUk(), replay, tmp_path, scope, TODAY).records) == {identity(2)}


def test_a_second_walk_fetches_only_what_is_new_or_announced_as_changed(tmp_path: Path) -> None:
    held = site()
    with Replay(held.routes()) as replay:
        first = walk(GovUk(), replay, tmp_path, SCOPE, TODAY)
        held.items[0] |= {
            "public_updated_at": "2031-03-21T09:00:00Z",
            "details": {"body": "<p>Lamp 1 will be lit in June, the department said.</p>"},
        }
        held.items.append(item(9, "2031-03-21T10:00:00Z"))
        replay.requests.clear()
        second = walk(GovUk(), replay, tmp_path, SCOPE, date(2031, 3, 22), cursor=first.cursor)
        assert {request.path for request in replay.asked("content")} == {f"/api/content{path(n)}" for n in (1, 9)}
    assert "June" in second.records[identity(1)].passages[0].text


def test_a_page_that_leaves_the_search_is_looked_at_withdrawn_or_gone(tmp_path: Path) -> None:
    held = site()
    with Replay(held.routes()) as replay:
        first = walk(GovUk(), replay, tmp_path, SCOPE, TODAY)
        held.hidden = {path(1), path(2)}
        held.gone = {path(2)}
        held.items[0]["withdrawn_notice"] = {
            "explanation": "<p>Out of date.</p>",
            "withdrawn_at": "2031-03-21T09:00:00Z",
        }
        second = walk(GovUk(), replay, tmp_path, SCOPE, date(2031, 3, 22), cursor=first.cursor)
        replay.requests.clear()
        walk(GovUk(), replay, tmp_path, SCOPE, date(2031, 3, 23), cursor=second.cursor)
        assert not replay.asked("content")
    assert "GOV.UK withdrew this page on 21 March 2031" in second.records[identity(1)].notes[0]
    assert set(second.records) == {identity(1)}
    assert [path(2) in warning for warning in second.warnings] == [True]


@pytest.mark.parametrize("today", [TODAY, date(2032, 3, 20)], ids=["recent", "a year ago"])
def test_a_walk_that_is_cut_off_at_every_batch_ends_like_one_that_is_not(tmp_path: Path, today: date) -> None:
    with Replay(site(75).routes()) as replay:
        whole = walk(GovUk(), replay, tmp_path / "whole", SCOPE, today)
        parts = killed_walk(GovUk(), replay, tmp_path / "parts", SCOPE, today, 1)
    assert len(whole.records) == 75
    assert parts.records.keys() == whole.records.keys()
    assert parts.cursor == whole.cursor


def other_page(request: Request, route: Callable[[Request], Response]) -> Response:
    return json_response(item(8))


@pytest.mark.parametrize(
    ("where", "fault", "error", "words"),
    [
        pytest.param("search", html_page, ChangedFormat, "a web page", id="a page with 200"),
        pytest.param("search", error_with_json, SourceUnavailable, "500", id="500 with JSON"),
        pytest.param("search", renamed(b'"results"', b'"rows"'), ChangedFormat, '"results"', id="no results"),
        pytest.param("search", renamed(b'"total"', b'"sum"'), ChangedFormat, '"total"', id="no total"),
        pytest.param("search", renamed(b'"link"', b'"url"'), ChangedFormat, '"link"', id="no link"),
        pytest.param(
            "search", renamed(b'"public_timestamp"', b'"at"'), ChangedFormat, '"public_timestamp"', id="no time"
        ),
        pytest.param("search", renamed(b"2031-03-", b"2021-03-"), ChangedFormat, "filter by date", id="other days"),
        pytest.param(
            "search",
            renamed(b'"press_release"', b'"guide"'),
            ChangedFormat,
            "filter by document type",
            id="other types",
        ),
        pytest.param(
            "search",
            renamed(b'"department-for-coasts"', b'"department-for-hills"'),
            ChangedFormat,
            "filter by organisation",
            id="other departments",
        ),
        pytest.param("search", asking(start=None, count="2"), ChangedFormat, "same page", id="the page repeats"),
        pytest.param(
            "search", lambda request, route: json_response({}, 422), ChangedFormat, "no longer takes", id="status 422"
        ),
        pytest.param("content", error_with_json, SourceUnavailable, "500", id="every page fails"),
    ],
)
def test_what_stops_the_source_says_why(
    tmp_path: Path, where: str, fault: Fault, error: type[PqbriefError], words: str
) -> None:
    with Replay(site().routes()) as replay:
        replay.fault(where, fault)
        with pytest.raises(error, match=words) as raised:
            walk(GovUk(), replay, tmp_path, SCOPE, TODAY)
    assert GovUk.title in str(raised.value)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(error_with_json, "500", id="it fails"),
        pytest.param(half_json, "breaks off", id="it breaks off"),
        pytest.param(renamed(b'"body"', b'"text"'), "details.body", id="it has no text"),
        pytest.param(renamed(b'"news_article"', b'"redirect"'), "redirect", id="it is a redirect"),
        pytest.param(renamed(b'"base_path"', b'"path"'), '"base_path"', id="it has no path"),
        pytest.param(other_page, "another page", id="it is another"),
    ],
)
def test_one_bad_page_is_refused_alone_under_its_path(tmp_path: Path, fault: Fault, words: str) -> None:
    with Replay(site().routes()) as replay:
        replay.fault("lamps-1$|lamps-1[^0-9]", fault)
        done = walk(GovUk(), replay, tmp_path, SCOPE, TODAY)
    assert set(done.records) == {identity(2), identity(3)}
    assert [refusal.place for refusal in done.refused] == [path(1)]
    assert words in done.refused[0].reason


def test_a_row_outside_the_filter_is_passed_over_and_that_is_said_once(tmp_path: Path) -> None:
    held = site()
    held.items[0]["document_type"] = "guide"
    with Replay(held.routes()) as replay:
        replay.fault("search", asking(filter_content_store_document_type=None))
        done = walk(GovUk(), replay, tmp_path, SCOPE, TODAY)
    assert set(done.records) == {identity(2), identity(3)}
    assert [("document type" in warning) for warning in done.warnings] == [True]


@pytest.mark.shared
def test_the_samples_come_through_the_content_api(tmp_path: Path) -> None:
    folder = shared("data", "govuk")
    files = [*folder.joinpath("speech").glob("*.json"), *folder.joinpath("news_article").glob("*.json")]
    items = {each["base_path"]: each for each in (json.loads(file.read_text()) for file in files)}
    wanted = ("authored_article", "speech", "oral_statement", "news_story", "press_release", "government_response")
    held = Site([each for each in items.values() if each["document_type"] in wanted])
    with Replay(held.routes()) as replay:
        done = walk(GovUk(), replay, tmp_path, Scope(since=date(2005, 1, 1)), date(2026, 6, 1))
    assert len(held.items) >= 12
    assert len(done.records) + len(done.refused) == len(held.items)
    assert len(done.refused) <= 1
    assert any(record.kind is Kind.SPEECH for record in done.records.values())
