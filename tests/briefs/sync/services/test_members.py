"""The lists of Members are fetched twenty at a time, resumed where they were cut off, and kept fresh."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.members.facts import Fact, FactKind
from briefs.records.model import House
from briefs.store.store import Store
from briefs.sync.base import Cursor, Scope
from briefs.sync.engine import Report, Task, sync
from briefs.sync.http.client import Client
from briefs.sync.http.fetches import Fetches
from briefs.sync.services.members import TAKE, Members
from tests.briefs.members.lists import biography, history, item, member
from tests.briefs.sync.services.walks import QUICK
from tests.replay.faults import error_with_json, html_page
from tests.replay.server import Fault, Replay, Request, Response, json_response

TODAY = date(2031, 6, 1)
SCOPE = Scope(since=date(2031, 3, 1))


class Silent:
    """A watcher that says nothing."""

    def began(self, report: Report) -> None: ...
    def moved(self, report: Report) -> None: ...
    def rested(self, report: Report, seconds: float, why: str) -> None:
        pass

    def ended(self, report: Report) -> None: ...


def routes(held: int) -> dict[str, Callable[[Request], Response]]:
    """Return the routes of a service that knows Members 1 to ``held``."""

    def search(request: Request) -> Response:
        skip, take = request.number("skip", 0), min(request.number("take", 20), TAKE)
        rows = [member(number, f"Ann Asker-{number}") for number in range(1, held + 1)]
        return json_response({"items": rows[skip : skip + take], "totalResults": held, "skip": skip, "take": take})

    def histories(request: Request) -> Response:
        ids = map(int, request.params["ids"])
        return json_response([history(number, (f"Ann Asker-{number}", "2020-01-01", None)) for number in ids])

    def life(request: Request) -> Response:
        number = int(request.groups[0])
        return json_response(biography(number, partyAffiliations=[item("Labour", "2020-01-01", None)]))

    def posts(kind: int) -> Callable[[Request], Response]:
        holder = {"member": member(1, "Ann Asker-1"), "startDate": "2030-01-01T00:00:00", "endDate": None}
        name = ("Minister for Rivers", "Shadow Minister for Rivers")[kind]
        return lambda _: json_response([{"value": {"name": name, "type": kind, "postHolders": [holder]}}])

    return {
        "/api/Members/Search": search,
        "/api/Members/History": histories,
        r"/api/Members/(\d+)": lambda request: json_response(member(int(request.groups[0]), "Ann Asker")),
        r"/api/Members/(\d+)/Biography": life,
        "/api/Posts/GovernmentPosts": posts(0),
        "/api/Posts/OppositionPosts": posts(1),
    }


@pytest.fixture
def replay() -> Iterator[Replay]:
    with Replay(routes(45)) as server:
        yield server


def run(replay: Replay, folder: Path, today: date = TODAY, scope: Scope = SCOPE) -> Report:
    with Library.open(folder) as library:
        (report,) = sync(library, [Task(Members(), scope, replay.address, QUICK)], today, Silent())
    return report


def parts(replay: Replay, folder: Path, cursor: Cursor, count: int) -> Cursor:
    """Return where a walk stands that is cut off after some batches."""
    with (
        Store.open(folder) as store,
        Client("members", "Members", replay.address, Fetches(store), manners=QUICK) as client,
    ):
        for batch in islice(Members().walk(client, SCOPE, cursor, TODAY), count):
            cursor = batch.cursor
    return cursor


def facts(folder: Path, name: str) -> list[Fact]:
    with Library.open(folder) as library:
        (found,) = library.register.members(name)
        return list(found.facts)


def test_all_members_come_with_names_parties_and_offices(replay: Replay, tmp_path: Path) -> None:
    report = run(replay, tmp_path)
    assert report.error is None
    assert (report.done, report.expected) == (45, 45)
    assert len(replay.asked("/Biography")) == 45
    held = facts(tmp_path, "Ann Asker-1")
    assert {each.value for each in held if each.kind is FactKind.PARTY and each.start} == {"Labour"}
    assert {each.value for each in held if each.kind is FactKind.GOVERNMENT} == {"Minister for Rivers"}
    assert facts(tmp_path, "45")


def test_the_next_day_asks_for_lists_and_posts_alone_and_a_week_later_for_everything(
    replay: Replay, tmp_path: Path
) -> None:
    run(replay, tmp_path)
    replay.requests.clear()
    run(replay, tmp_path, date(2031, 6, 2))
    assert replay.asked("/Search")
    assert replay.asked("/Posts/")
    assert not replay.asked("/Biography")
    run(replay, tmp_path, date(2031, 6, 8))
    assert len(replay.asked("/Biography")) == 45


def test_a_walk_goes_on_where_it_was_cut_off(replay: Replay, tmp_path: Path) -> None:
    cursor = parts(replay, tmp_path, {}, 1)
    assert cursor["skip"] == TAKE
    replay.requests.clear()
    parts(replay, tmp_path, cursor, 9)
    assert [request.number("skip", 0) for request in replay.asked("/Search")] == [20, 40]
    assert len(replay.asked("/Biography")) == 25, "with the biographies that the first walk had begun"


def test_chosen_members_are_asked_for_by_their_ids(replay: Replay, tmp_path: Path) -> None:
    run(replay, tmp_path, scope=Scope(since=SCOPE.since, members=(3, 5)))
    assert not replay.asked("/Search")
    assert {request.path for request in replay.asked("/Biography")} == {
        "/api/Members/3/Biography",
        "/api/Members/5/Biography",
    }


def test_the_list_is_narrowed_by_day_and_house(replay: Replay, tmp_path: Path) -> None:
    run(replay, tmp_path, scope=Scope(since=SCOPE.since, house=House.LORDS))
    first = replay.asked("/Search")[0]
    assert first.first("House") == "2"
    assert first.first("MembershipInDateRange.WasMemberOnOrAfter") == "2031-03-01"


@pytest.mark.parametrize(
    ("pattern", "fault", "said"),
    [
        pytest.param("/Members/Search", html_page, "", id="a page instead of the list"),
        pytest.param("/Members/History", error_with_json, "", id="histories fail"),
        pytest.param(
            "/Members/Search", lambda _request, _route: json_response({"members": []}), '"items"', id="another form"
        ),
    ],
)
def test_a_fault_stops_the_source_with_a_sentence(
    replay: Replay, tmp_path: Path, pattern: str, fault: Fault, said: str
) -> None:
    replay.fault(pattern, fault)
    report = run(replay, tmp_path)
    assert report.error is not None
    assert said in report.error


def test_one_biography_that_cannot_be_had_stops_nothing(replay: Replay, tmp_path: Path) -> None:
    replay.fault("/Members/7/Biography", lambda _request, _route: json_response({"value": {"other": 1}}))
    report = run(replay, tmp_path)
    assert report.error is None
    assert [refusal.place for refusal in report.refusals] == ["the biography of Member 7"]
    assert facts(tmp_path, "45")


def test_what_would_be_asked_is_said_without_asking() -> None:
    assert "2031-03-01" in Members().plan(SCOPE, {}, TODAY)[0]
    assert "2 Members" in Members().plan(Scope(since=SCOPE.since, members=(3, 5)), {}, TODAY)[0]
