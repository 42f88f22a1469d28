"""The client over real HTTP: what it asks again, what it gives up on, and the sentence a person sees."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest

from briefs.errors import ChangedFormat, NotFound, PqbriefError, SourceUnavailable
from briefs.store.store import Store
from briefs.sync.base import Media
from briefs.sync.http.client import Client, Manners
from briefs.sync.http.fetches import Fetches
from briefs.sync.http.hosts import Allowed, Pace
from tests.replay import faults
from tests.replay.server import Fault, Replay, Request, Response, json_response

HASTY = Manners(interval=0.0, timeout=0.2, attempts=3, first_wait=0.01, longest_wait=5.0, largest=10_000)


def answer(request: Request) -> Response:
    return json_response({"asked": dict(request.params)})


@pytest.fixture
def replay() -> Iterator[Replay]:
    with Replay(
        {"/things": answer, "/old": lambda request: faults.redirect("/things?a=moved")(request, answer)}
    ) as made:
        yield made


@pytest.fixture
def fetches(tmp_path: Path) -> Iterator[Fetches]:
    with Store.open(tmp_path) as store:
        yield Fetches(store)


@pytest.fixture
def client(replay: Replay, fetches: Fetches) -> Iterator[Client]:
    with Client("things", "Things", replay.address, fetches, manners=HASTY) as made:
        yield made


def test_an_answer_comes_with_its_address_and_is_kept(client: Client, replay: Replay, fetches: Fetches) -> None:
    got = client.get("/things", {"take": 5, "whole": True, "bodies": [1, 2], "words": "a b"})
    assert got.url == f"{replay.address}/things?take=5&whole=true&bodies=1&bodies=2&words=a+b"
    assert (got.status, got.media_type, got.cached) == (200, "application/json", False)
    assert b'"bodies": ["1", "2"]' in got.body
    held = fetches.last(got.url)
    assert held is not None
    assert (held.body, held.status, held.fetched, held.cached) == (got.body, 200, got.fetched, True)
    (asked,) = replay.requests
    assert asked.headers["User-Agent"].startswith(f"pqbrief/{version('pqbrief')} ")


def test_what_never_changes_is_asked_for_once(client: Client, replay: Replay) -> None:
    first = client.get("/things", fresh=False)
    again = client.get("/things", fresh=False)
    assert (first.cached, again.cached, first.body == again.body) == (False, True, True)
    assert len(replay.requests) == 1
    assert not client.get("/things").cached
    assert (client.asked, client.from_cache) == (2, 1)


def too_big(request: Request, route: Callable[[Request], Response]) -> Response:
    return Response(b"[" + b"1," * 6_000 + b"1]")


@pytest.mark.parametrize(
    ("fault", "error", "sentence", "tries"),
    [
        pytest.param(
            faults.late(1.0), SourceUnavailable, "Things did not answer within 0.2 seconds, at {url}", 3, id="time-out"
        ),
        pytest.param(
            faults.error_with_json, SourceUnavailable, "Things answered 500 with JSON every time, at {url}", 3, id="500"
        ),
        pytest.param(
            faults.html_page,
            ChangedFormat,
            "Things answered with a web page where JSON was expected, at {url}: the answer is kept",
            3,
            id="HTML-with-200",
        ),
        pytest.param(faults.cut_short, SourceUnavailable, "Things cut its answer short, at {url}", 3, id="cut-short"),
        pytest.param(
            faults.half_json,
            SourceUnavailable,
            "Things sent JSON that breaks off or is wrong, at {url}: the answer is kept",
            3,
            id="half-JSON",
        ),
        pytest.param(
            faults.too_many("0"), SourceUnavailable, "Things answered 429 with JSON every time, at {url}", 3, id="429"
        ),
        pytest.param(
            faults.too_many("3600"),
            SourceUnavailable,
            "Things answered 429 and asks us to wait 60 minutes, at {url}: run the sync again after that.",
            1,
            id="429-for-long",
        ),
        pytest.param(
            lambda request, route: json_response({}, 404), NotFound, "Things has nothing at {url}.", 1, id="404"
        ),
        pytest.param(
            lambda request, route: json_response({}, 403),
            SourceUnavailable,
            "Things refused the request with status 403, at {url}",
            1,
            id="403",
        ),
        pytest.param(
            lambda request, route: json_response({}, 422),
            ChangedFormat,
            "Things no longer takes this request (status 422): {url}",
            1,
            id="422",
        ),
        pytest.param(too_big, SourceUnavailable, "Things answered with more than 0 MB, at {url}", 1, id="too-big"),
        pytest.param(
            faults.redirect("https://example.org/things"),
            SourceUnavailable,
            "Things pointed to https://example.org/things, which is not an address",
            1,
            id="redirect-elsewhere",
        ),
        pytest.param(
            faults.redirect("https://["),
            SourceUnavailable,
            "Things redirected from {url} to something that is not an address",
            1,
            id="redirect-nowhere",
        ),
        pytest.param(
            faults.redirect("//[::1"), SourceUnavailable, "Things redirected from {url}", 1, id="redirect-half-address"
        ),
        pytest.param(
            faults.redirect("https://example.org:port/"),
            SourceUnavailable,
            "Things redirected from {url}",
            1,
            id="redirect-no-port",
        ),
        pytest.param(
            faults.redirect("/things"), SourceUnavailable, "Things redirected in a circle from {url}", 5, id="circle"
        ),
    ],
)
def test_each_fault_has_its_sentence(
    client: Client, replay: Replay, fault: Fault, error: type[PqbriefError], sentence: str, tries: int
) -> None:
    replay.fault("/things", fault)
    with pytest.raises(error) as raised:
        client.get("/things")
    assert str(raised.value).startswith(sentence.format(url=f"{replay.address}/things"))
    assert str(raised.value).endswith(".")
    assert len(replay.requests) == tries


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(faults.late(1.0), id="time-out"),
        pytest.param(faults.error_with_json, id="500"),
        pytest.param(faults.html_page, id="HTML-with-200"),
        pytest.param(faults.cut_short, id="cut-short"),
        pytest.param(faults.half_json, id="half-JSON"),
        pytest.param(faults.too_many("0"), id="429"),
    ],
)
def test_a_fault_that_passes_is_waited_out(client: Client, replay: Replay, fault: Fault) -> None:
    replay.fault("/things", fault, times=2)
    assert client.get("/things").status == 200
    assert len(replay.requests) == 3


def test_an_answer_of_no_use_is_kept_with_its_reason_and_never_served(
    client: Client, replay: Replay, fetches: Fetches
) -> None:
    replay.fault("/things", faults.html_page)
    with pytest.raises(ChangedFormat):
        client.get("/things")
    (kept,) = fetches.faults("things")  # three times the same body is one row
    assert kept.answer.body == faults.PAGE
    assert "web page where JSON was expected" in (kept.fault or "")
    replay.mend()
    assert not client.get("/things", fresh=False).cached


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(lambda: "1", id="seconds"),
        pytest.param(lambda: faults.http_date(time.time() + 2), id="date"),
    ],
)
def test_retry_after_is_honoured(client: Client, replay: Replay, header: Callable[[], str]) -> None:
    replay.fault("/things", faults.too_many(header()), times=1)
    client.get("/things")
    first, second = replay.requests
    assert 0.9 <= second.at - first.at < 4


@pytest.mark.parametrize("value", ["soon", "", "-5"])
def test_a_retry_after_that_is_none_is_passed_over(client: Client, replay: Replay, value: str) -> None:
    replay.fault("/things", faults.too_many(value), times=1)
    assert client.get("/things").status == 200


def test_a_redirect_within_the_service_is_followed_and_kept_under_the_first_address(
    client: Client, replay: Replay
) -> None:
    got = client.get("/old")
    assert got.url == f"{replay.address}/old"
    assert b'"a": ["moved"]' in got.body


def test_a_host_that_is_not_there_is_said_to_be_out_of_reach(fetches: Fetches) -> None:
    with Replay({}) as gone:
        address = gone.address
    with (
        Client("things", "Things", address, fetches, manners=HASTY) as client,
        pytest.raises(SourceUnavailable, match=r"Things cannot be reached \(.+\), at .+: check the network"),
    ):
        client.get("/things")


@pytest.mark.parametrize(
    ("media", "body", "fits"),
    [
        (Media.XML, b"<?xml version='1.0'?><rss/>", True),
        (Media.XML, b"\xef\xbb\xbf <rss/>", True),
        (Media.XML, faults.PAGE, False),
        (Media.XML, b"{}", False),
        (Media.HTML, faults.PAGE, True),
        (Media.HTML, b"{}", False),
        (Media.JSON, b'"text"', False),
        (Media.ANY, b"%PDF", True),
    ],
)
def test_an_answer_must_be_of_the_form_asked_for(
    client: Client, replay: Replay, media: Media, body: bytes, fits: bool
) -> None:
    replay.fault("/things", lambda request, route: Response(body))
    if fits:
        assert client.get("/things", media=media).body == body
    else:
        with pytest.raises(ChangedFormat, match=f"where {media.upper()} was expected"):
            client.get("/things", media=media)


def test_the_same_body_renews_the_time_and_another_is_another_row(
    client: Client, replay: Replay, fetches: Fetches, tmp_path: Path
) -> None:
    def rows() -> list[tuple[int, str]]:
        with Store.open(tmp_path) as store, store.held() as connection:
            return list(connection.execute("SELECT number, fetched FROM fetches ORDER BY number"))

    client.get("/things")
    with Store.open(tmp_path) as store, store.held() as connection:
        connection.execute("UPDATE fetches SET fetched = '2020-01-01T00:00:00+00:00'")
        connection.commit()
    client.get("/things")
    assert [number for number, _ in rows()] == [1]
    assert datetime.fromisoformat(rows()[0][1]).year == datetime.now(UTC).year
    replay.fault("/things", lambda request, route: json_response({"other": 1}))
    client.get("/things")
    assert [number for number, _ in rows()] == [1, 2]


@pytest.mark.parametrize(
    ("own", "asked", "allowed"),
    [
        ("https://api.parliament.uk", "https://api.parliament.uk/a", True),
        ("https://old-api.parliament.uk", "https://new-api.parliament.uk/a", True),
        ("https://www.gov.uk", "https://assets.publishing.service.gov.uk/a", True),
        ("https://api.parliament.uk", "https://www.gov.uk/a", False),
        ("https://api.parliament.uk", "https://notparliament.uk/a", False),
        ("https://api.parliament.uk", "http://api.parliament.uk/a", False),
        ("https://api.parliament.uk", "http://127.0.0.1:80/a", False),
        ("https://api.parliament.uk", "https://127.0.0.1/a", False),
        ("https://api.parliament.uk", "https://me@api.parliament.uk/a", False),
        ("https://api.parliament.uk", "file:///etc/hosts", False),
        ("https://example.org/feed", "https://www.example.org/feed", True),
        ("https://one.example.org/feed", "https://two.example.org/feed", False),
        ("http://127.0.0.1:1", "http://localhost:2/a", True),
        ("https://api.parliament.uk", "https://[broken", False),
        ("https://api.parliament.uk", "https://api.parliament.uk:8443/a", False),
        ("https://old-api.parliament.uk", "https://new-api.parliament.uk:22/a", False),
        ("https://api.example.org:8443", "https://api.example.org:8443/a", True),
    ],
)
def test_which_addresses_may_be_asked(own: str, asked: str, allowed: bool) -> None:
    if allowed:
        assert Allowed([own]).check(asked, "Things")
    else:
        with pytest.raises(SourceUnavailable, match="Things pointed to"):
            Allowed([own]).check(asked, "Things")


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        ("https://www.gov.uk/story", True),
        ("https://www.gov.uk:443/story", True),
        ("https://feeds.example.org:8443/story", True),
        ("https://feeds.example.org/story", False),
        ("https://www.gov.uk:8443/story", False),
        ("https://assets.gov.uk/story", False),
        ("https://www.www.gov.uk/story", False),
        ("http://www.gov.uk/story", False),
    ],
)
def test_feeds_are_asked_at_the_hosts_and_ports_written_down_alone(asked: str, allowed: bool) -> None:
    own = Allowed(["https://www.gov.uk/search.atom", "https://feeds.example.org:8443/feed"], exact=True)
    if allowed:
        assert own.check(asked, "Feeds")
    else:
        with pytest.raises(SourceUnavailable, match="Feeds pointed to"):
            own.check(asked, "Feeds")


def test_requests_to_one_host_are_kept_apart() -> None:
    pace = Pace()
    began = time.monotonic()
    for host in ("a", "a", "b", "a"):
        pace.wait(host, 0.05)
    assert 0.1 <= time.monotonic() - began < 0.5
