"""Feeds over real HTTP: each entry's page, the feed's own text where there is none, one bad feed among good ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import ChangedFormat, PqbriefError, SourceUnavailable
from briefs.records.gaps import Gap
from briefs.records.model import Kind
from briefs.sync.base import Scope
from briefs.sync.services.feeds import FEED_ALONE, Feeds
from tests.briefs.sync.services.walks import Walked, killed_walk, walk
from tests.replay.faults import error_with_json, html_page
from tests.replay.server import Fault, Replay, Request, Response

TODAY = date(2031, 3, 20)


class Press:
    """An invented newspaper: a feed of stories, each (title, the feed's text, the page's paragraphs or None)."""

    def __init__(self, count: int = 2) -> None:
        self.stories: dict[str, tuple[str, str, list[str] | None]] = {
            f"{number}": (
                f"Lamps fail in port {number}",
                f"The lamps of port {number} failed on Monday night.",
                [
                    f"The lamps of port {number} failed on Monday night, the harbour said.",
                    f"Engineers were sent to port {number} and mended them before the morning tide came in.",
                    f"“We will not let this happen again,” said Ada Winter, the keeper of port {number}.",
                ],
            )
            for number in range(1, count + 1)
        }
        self.address = ""

    def routes(self) -> dict[str, Callable[[Request], Response]]:
        return {r"/feed(?:/\w+)?\.xml": self.feed, r"/story/(\w+)": self.page}

    def feed(self, request: Request) -> Response:
        items = "".join(
            f"<item><title>{title}</title><link>{self.address}/story/{key}</link><description>{text}</description>"
            "<pubDate>Tue, 04 Mar 2031 08:00:00 GMT</pubDate></item>"
            for key, (title, text, _) in self.stories.items()
        )
        xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Port Times</title>{items}</channel></rss>'
        return Response(xml.encode(), 200, "application/rss+xml")

    def page(self, request: Request) -> Response:
        title, _, paragraphs = self.stories[request.groups[0]]
        if paragraphs is None:
            return Response(b"", 404, "text/plain")
        data = json.dumps({"@type": "NewsArticle", "headline": title, "datePublished": "2031-03-04T08:00:00Z"})
        body = "".join(f"<p>{text}</p>" for text in paragraphs)
        page = f'<html><head><title>{title}</title><script type="application/ld+json">{data}</script></head>'
        page += f"<body><article><h1>{title}</h1>{body}</article></body></html>"
        return Response(page.encode(), 200, "text/html")


def scope(replay: Replay, *paths: str, **given: Any) -> Scope:
    addresses = tuple(f"{replay.address}{path}" for path in paths or ("/feed.xml",))
    fields: dict[str, Any] = {"since": date(2031, 3, 1), "addresses": addresses} | given
    return Scope(**fields)


def walked(press: Press, replay: Replay, folder: Path, *paths: str, **given: Any) -> Walked:
    press.address = replay.address
    cursor = given.pop("cursor", None)
    return walk(Feeds(), replay, folder, scope(replay, *paths, **given), TODAY, cursor=cursor)


def texts(done: Walked) -> dict[str, list[str]]:
    return {record.title: [p.text for p in record.passages if p.quotable] for record in done.records.values()}


def test_each_entry_brings_its_page_under_the_entrys_identity(tmp_path: Path) -> None:
    press = Press()
    with Replay(press.routes()) as replay:
        done = walked(press, replay, tmp_path)
    (record, _) = done.records.values()
    assert (record.kind, record.title, record.day) == (Kind.NEWS, "Lamps fail in port 1", date(2031, 3, 4))
    assert any("before the morning tide" in passage.text for passage in record.passages)
    assert FEED_ALONE not in record.notes
    assert record.record_id.startswith("web/")
    assert record.publisher == "Port Times"
    assert not done.refused


def test_where_the_page_cannot_be_had_the_feeds_own_text_is_held_and_marked(tmp_path: Path) -> None:
    press = Press()
    title, text, _ = press.stories["1"]
    press.stories["1"] = (title, text, None)
    press.stories["2"] = (press.stories["2"][0], "The lamps of port 2 …", None)
    with Replay(press.routes()) as replay:
        done = walked(press, replay, tmp_path)
    first, second = done.records.values()
    assert [passage.text for passage in first.passages] == [text]
    assert first.notes == (FEED_ALONE,)
    assert second.notes == (Gap.CLIPPED_ENTRY,)
    assert [refusal.place.rpartition("/")[2] for refusal in done.refused] == ["1", "2"]


def test_a_page_that_comes_later_takes_the_place_of_the_feeds_text(tmp_path: Path) -> None:
    press = Press()
    with Replay(press.routes()) as replay:
        replay.fault("/story/1", error_with_json)
        first = walked(press, replay, tmp_path)
        replay.mend()
        second = walked(press, replay, tmp_path, cursor=first.cursor)
        third = walked(press, replay, tmp_path, cursor=second.cursor)
    assert len(texts(first)["Lamps fail in port 1"]) == 1
    assert len(texts(second)["Lamps fail in port 1"]) > 1
    assert not third.records


def test_a_page_that_never_comes_is_asked_for_three_times(tmp_path: Path) -> None:
    press = Press(1)
    press.stories["1"] = (*press.stories["1"][:2], None)
    with Replay(press.routes()) as replay:
        cursor: Any = None
        for _ in range(5):
            cursor = walked(press, replay, tmp_path, cursor=cursor).cursor
        assert len(replay.asked("/story/1")) == 3


def test_an_entry_that_changed_is_fetched_again_and_no_other(tmp_path: Path) -> None:
    press = Press()
    with Replay(press.routes()) as replay:
        first = walked(press, replay, tmp_path)
        title, _, paragraphs = press.stories["2"]
        assert paragraphs
        press.stories["2"] = (
            title,
            "Updated: the lamps of port 2 failed twice.",
            [*paragraphs, "Update: they failed."],
        )
        replay.requests.clear()
        second = walked(press, replay, tmp_path, cursor=first.cursor)
        assert [request.path for request in replay.asked("/story/")] == ["/story/2"]
    assert set(texts(second)) == {"Lamps fail in port 2"}


def test_a_page_that_fails_later_does_not_lose_the_text_that_is_held(tmp_path: Path) -> None:
    press = Press(1)
    with Replay(press.routes()) as replay:
        first = walked(press, replay, tmp_path)
        title, _, paragraphs = press.stories["1"]
        press.stories["1"] = (title, "Other words.", None)
        second = walked(press, replay, tmp_path, cursor=first.cursor)
        press.stories["1"] = (title, "Other words.", paragraphs)
        third = walked(press, replay, tmp_path, cursor=second.cursor)
    assert not second.records
    assert len(second.refused) == 1
    assert len(third.records) == 1


@pytest.mark.parametrize(
    ("given", "count"),
    [
        pytest.param({"since": date(2031, 3, 5)}, 0, id="before the first day"),
        pytest.param({"until": date(2031, 3, 3)}, 0, id="after the last day"),
        pytest.param({"terms": ("lamp failing",)}, 2, id="all the words of a term, in any form"),
        pytest.param({"terms": ("lamps burn", "port")}, 2, id="one term of two"),
        pytest.param({"terms": ("submarine",)}, 0, id="another term"),
    ],
)
def test_a_scope_chooses_among_the_entries(tmp_path: Path, given: dict[str, Any], count: int) -> None:
    press = Press()
    with Replay(press.routes()) as replay:
        assert len(walked(press, replay, tmp_path, **given).records) == count


def test_a_walk_that_is_cut_off_at_every_batch_ends_like_one_that_is_not(tmp_path: Path) -> None:
    press = Press(8)
    with Replay(press.routes()) as replay:
        press.address = replay.address
        wanted = scope(replay, "/feed.xml", "/feed/two.xml")
        whole = walk(Feeds(), replay, tmp_path / "whole", wanted, TODAY)
        parts = killed_walk(Feeds(), replay, tmp_path / "parts", wanted, TODAY, 1)
    assert len(whole.records) == 8
    assert parts.records.keys() == whole.records.keys()
    assert parts.cursor == whole.cursor


def other_xml(request: Request, route: Callable[[Request], Response]) -> Response:
    return Response(b'<?xml version="1.0"?><sitemap><url>x</url></sitemap>', 200, "text/xml")


def broken_xml(request: Request, route: Callable[[Request], Response]) -> Response:
    return Response(b"<rss><channel><title>Port", 200, "text/xml")


FAULTS = [
    pytest.param(html_page, ChangedFormat, "a web page", id="a page with 200"),
    pytest.param(error_with_json, SourceUnavailable, "500", id="500 with JSON"),
    pytest.param(other_xml, ChangedFormat, "RSS or Atom", id="other XML"),
    pytest.param(broken_xml, ChangedFormat, "RSS or Atom", id="broken XML"),
]


@pytest.mark.parametrize(("fault", "error", "words"), FAULTS)
def test_the_only_feed_that_fails_stops_the_source(
    tmp_path: Path, fault: Fault, error: type[PqbriefError], words: str
) -> None:
    press = Press()
    with Replay(press.routes()) as replay:
        replay.fault("feed.xml", fault)
        with pytest.raises(error, match=words):
            walked(press, replay, tmp_path)


@pytest.mark.parametrize(("fault", "error", "words"), FAULTS)
def test_one_bad_feed_stops_no_other(tmp_path: Path, fault: Fault, error: type[PqbriefError], words: str) -> None:
    press = Press()
    with Replay(press.routes()) as replay:
        replay.fault(r"/feed\.xml", fault)
        done = walked(press, replay, tmp_path, "/feed.xml", "/feed/two.xml")
    assert len(done.records) == 2
    assert [(words in warning, "/feed.xml" in warning) for warning in done.warnings] == [(True, True)]


def test_a_link_to_a_host_that_is_not_the_feeds_own_is_not_followed(tmp_path: Path) -> None:
    press = Press(1)
    with Replay(press.routes()) as replay:
        press.address = "https://other.example"
        done = walk(Feeds(), replay, tmp_path, scope(replay), TODAY)
        assert not replay.asked("/story/")
    assert [record.notes for record in done.records.values()] == [(FEED_ALONE,)]
    assert "not followed" in done.refused[0].reason


def test_the_network_going_in_the_middle_of_a_feed_stops_it(tmp_path: Path) -> None:
    press = Press(8)
    with Replay(press.routes()) as replay:
        press.address = replay.address

        def last_time(request: Request, route: Callable[[Request], Response]) -> Response:
            replay.fault("feed|story", error_with_json)
            return route(request)

        replay.fault("/story/2", last_time, times=1)
        with pytest.raises(SourceUnavailable):
            walked(press, replay, tmp_path)
        assert not replay.asked("/story/6")
