"""A web address into the store: the service's data first, the page else, and every fault in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.errors import RefusedInput
from briefs.loading.links import addresses_of, load_link
from briefs.store.store import Store
from briefs.sync.http.client import Manners
from tests.bot.support import program
from tests.briefs.sync.services.test_committees import service as committee_service
from tests.replay.faults import challenge
from tests.replay.server import Replay, Request, Response, json_response

QUICK = Manners(attempts=2, first_wait=0.01, timeout=2.0, interval=0.0, private=True)
PAGE = """<!doctype html><html><head><title>Lamps fail on the pier</title></head><body><article>
<h1>Lamps fail on the pier</h1><p>The harbour board said that twelve lamps failed on the old pier last winter and that
it would replace each of them before the autumn storms.</p><p>Residents had asked for new lamps for several years, and
the board now plans a survey of the other piers along the coast as well.</p></article></body></html>"""


def page(request: Request) -> Response:
    return Response(PAGE.encode(), media_type="text/html; charset=utf-8")


@pytest.fixture
def replay() -> Iterator[Replay]:
    routes = {
        "/lamps": page,
        "/nothing": lambda request: Response(b"", media_type="text/html"),
        "/down": lambda request: json_response({}, 503),
        "/closed": lambda request: Response(b"no", 403),
    }
    with Replay(routes) as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("link", "addresses"),
    [
        pytest.param(
            "https://questions-statements.parliament.uk/written-questions/detail/2031-02-03/99001",
            [
                "https://questions-statements-api.parliament.uk/api/writtenquestions/questions/2031-02-03/99001",
                "https://questions-statements.parliament.uk/written-questions/detail/2031-02-03/99001",
            ],
            id="question",
        ),
        pytest.param(
            "https://questions-statements.parliament.uk/written-statements/detail/2031-02-03/hcws9901/",
            [
                "https://questions-statements-api.parliament.uk/api/writtenstatements/statements/2031-02-03/hcws9901",
                "https://questions-statements.parliament.uk/written-statements/detail/2031-02-03/hcws9901/",
            ],
            id="statement",
        ),
        pytest.param(
            "https://hansard.parliament.uk/Commons/2031-02-03/debates/AAAAAAAA-0000-0000-0000-000000000000/Lamps#c-1",
            [
                "https://hansard-api.parliament.uk/debates/debate/AAAAAAAA-0000-0000-0000-000000000000.json",
                "https://hansard.parliament.uk/Commons/2031-02-03/debates/AAAAAAAA-0000-0000-0000-000000000000/Lamps",
            ],
            id="debate",
        ),
        pytest.param(
            "https://www.gov.uk/government/news/lamps-on-piers",
            [
                "https://www.gov.uk/api/content/government/news/lamps-on-piers",
                "https://www.gov.uk/government/news/lamps-on-piers",
            ],
            id="announcement",
        ),
        pytest.param(
            "https://gov.uk.example.org/government/news/x",
            ["https://gov.uk.example.org/government/news/x"],
            id="another site",
        ),
    ],
)
def test_a_page_leads_to_the_data_behind_it(link: str, addresses: list[str]) -> None:
    assert list(addresses_of(link)) == addresses


@pytest.mark.parametrize(
    "link", ["http://example.org/a", "https://", "ftp://example.org", "https://me:pw@example.org/"]
)
def test_what_may_not_be_asked_is_refused(link: str, store: Store) -> None:
    with pytest.raises(RefusedInput, match="not an https address"):
        addresses_of(link)
    assert [refusal.place for refusal in load_link(store, link, QUICK).refused] == [""]


def test_a_page_becomes_a_record_that_leads_back_to_it(replay: Replay, store: Store) -> None:
    link = f"{replay.address}/lamps"
    report = load_link(store, link + "#part", QUICK)
    assert (report.name, report.added, report.refused) == (link + "#part", 1, ())
    (record,) = store.all_records()
    assert (record.url, record.origin) == (link, link)
    assert "twelve lamps failed" in " ".join(passage.text for passage in record.passages)
    assert load_link(store, link, QUICK).unchanged == 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nowhere", "127.0.0.1 has nothing at {link}"),
        ("/down", "127.0.0.1 answered 503 with JSON every time, at {link}: load it again later"),
        ("/closed", "127.0.0.1 refused the request with status 403, at {link}: check the address"),
        ("/nothing", "the file is empty"),
    ],
)
def test_what_cannot_be_fetched_is_refused_in_a_sentence(replay: Replay, store: Store, path: str, reason: str) -> None:
    link = replay.address + path
    (refusal,) = load_link(store, link, QUICK).refused
    assert refusal.reason == reason.format(link=link)
    assert store.is_empty()


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/oralevidence/9001/html/", "/api/OralEvidence/9001"),
        ("/writtenevidence/9002/pdf", "/api/WrittenEvidence/9002"),
        ("/publications/9003/documents/8003/default/", "/api/Publications/9003"),
    ],
)
def test_a_committees_page_leads_to_the_service(path: str, service: str) -> None:
    link = f"https://committees.parliament.uk{path}"
    assert list(addresses_of(link)) == [f"https://committees-api.parliament.uk{service}", link]


def test_a_committees_paper_comes_with_its_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    held = committee_service()
    row = held.lists["WrittenEvidence"][0]
    routes = {**held.routes(), r"/api/WrittenEvidence/5": lambda request: json_response(row)}
    with Replay(routes) as replay:
        page = re.compile(r"/writtenevidence/(\d+)/html/")
        data = replay.address + r"/api/WrittenEvidence/\1"
        monkeypatch.setattr("briefs.loading.links._DATA", (("127.0.0.1", page, data),))  # where the service is, no code
        report = load_link(store, f"{replay.address}/writtenevidence/5/html/", QUICK)
        assert not replay.asked("/html/")
    assert (report.added, report.refused) == (1, ())
    (record,) = store.all_records()
    assert record.record_id == "committees/writtenevidence/5"
    assert record.passages[0].text == "We keep the buoys."
    assert record.passages[0].quotable


def test_a_page_that_turns_programs_away_is_said_to(replay: Replay, store: Store) -> None:
    replay.fault("/lamps", challenge)
    (refusal,) = load_link(store, f"{replay.address}/lamps", QUICK).refused
    assert "refuses programs" in refusal.reason
    assert "save it there, and load the file" in refusal.reason


def test_the_program_loads_files_and_links_together(replay: Replay, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("The lamps were counted twice, and the second count found more of them.\n", encoding="utf-8")
    links = f"{replay.address}/lamps", f"{replay.address}/nowhere"
    done = program("--db", tmp_path / "data", "load", text, *links, "--allow-private-addresses")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[1] == f"{replay.address}/lamps: 1 added, 0 updated, 0 unchanged; left out: 1 title"
    assert lines[2].startswith(f"{replay.address}/nowhere: refused: 127.0.0.1 has nothing at")
    assert lines[3] == "Total of 3 files: 2 added, 0 updated, 0 unchanged, 1 refused"
    assert "1 file or place refused" in done.stderr


def test_an_address_that_is_not_public_is_asked_only_where_the_operator_allows_it(
    replay: Replay, tmp_path: Path
) -> None:
    link = f"{replay.address}/lamps"
    refused = program("--db", tmp_path / "data", "load", link)
    assert (refused.returncode, replay.requests) == (1, [])
    assert "has the address 127.0.0.1, which is not on the public internet" in refused.stdout
    allowed = program("--db", tmp_path / "data", "load", link, changes={"PQBRIEF_ALLOW_PRIVATE_ADDRESSES": "1"})
    assert (allowed.returncode, len(replay.requests)) == (0, 1)
