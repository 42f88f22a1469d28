"""Hansard's source over real HTTP: sitting days, late changes, searches, and the ways in which the service fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import ChangedFormat, PqbriefError, SourceUnavailable
from briefs.records import House
from briefs.sync.base import Scope
from briefs.sync.hansard import Hansard
from tests.briefs.sync.walks import killed_walk, walk
from tests.replay.faults import cut_short, error_with_json, half_json, html_page, renamed
from tests.replay.server import Fault, Replay, Request, Response, json_response
from tests.support import shared

MONDAY, TUESDAY = date(2031, 3, 3), date(2031, 3, 4)
TODAY = date(2031, 3, 6)
SCOPE = Scope(since=date(2031, 3, 1))


def item(ext_id: str, words: str, order: int, member: int = 11) -> dict[str, Any]:
    """Return one contribution in the service's form."""
    return {
        "ItemType": "Contribution",
        "ItemId": order,
        "MemberId": member,
        "AttributedTo": "Ada Winter (Marsh) (Lab)",
        "Value": words,
        "OrderInSection": order,
        "ExternalId": ext_id,
        "HRSTag": "hs_Para",
    }


@dataclass
class Section:
    """One section of an invented day."""

    ext_id: str
    title: str
    words: tuple[str, ...] = ()
    children: tuple[Section, ...] = ()
    location: str = "Commons Chamber"

    def items(self) -> list[dict[str, Any]]:
        own = [item(f"{self.ext_id}-c{n}", text, n) for n, text in enumerate(self.words, 1)]
        # A section that holds others repeats their items.
        return own + [each for child in self.children for each in child.items()]


@dataclass
class Report:
    """An invented Hansard: sections by (House, day, name of the day's section)."""

    days: dict[tuple[str, date, str], list[Section]] = field(default_factory=dict)
    updated: str = "2031-03-04T10:00:00"
    ignored: tuple[str, ...] = ()

    def routes(self) -> dict[str, Callable[[Request], Response]]:
        return {
            r"/overview/calendar\.json": self.calendar,
            r"/overview/sectionsforday\.json": self.sections,
            r"/overview/sectiontrees\.json": self.trees,
            r"/debates/debate/([^/]+)\.json": self.debate,
            r"/search/contributions/Spoken\.json": self.search,
        }

    def calendar(self, request: Request) -> Response:
        wanted = (request.number("year", 0), request.number("month", 0), request.first("house"))
        found = {(house, day) for house, day, _ in self.days if (day.year, day.month, house) == wanted}
        rows = [{"House": house, "ItemDate": f"{day}T00:00:00", "Metadata": None} for house, day in sorted(found)]
        return json_response(rows)

    def sections(self, request: Request) -> Response:
        day, house = date.fromisoformat(request.first("date")), request.first("house")
        return json_response([name for h, d, name in self.days if (h, d) == (house, day)])

    def trees(self, request: Request) -> Response:
        house, name = request.first("house"), request.first("section")
        day = date.fromisoformat(request.first("date"))
        rows = [{"Id": 1, "Title": "Chamber", "ParentId": None, "SortOrder": 1, "ExternalId": f"chamber-{name}"}]
        rows += self._rows(self.days[house, day, name], 1, [1])
        tree = {
            "House": house,
            "ItemDate": f"{day}T00:00:00",
            "Title": name,
            "LastUpdated": self.updated,
            "SectionTreeItems": rows,
        }
        return json_response([tree])

    def _rows(
        self, sections: list[Section] | tuple[Section, ...], parent: int, last: list[int]
    ) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for section in sections:
            last[0] += 1
            number = last[0]
            rows.append(
                {
                    "Id": number,
                    "Title": f" {section.title}",
                    "ParentId": parent,
                    "SortOrder": number,
                    "ExternalId": section.ext_id.lower(),
                }
            )
            rows += self._rows(section.children, number, last)
        return rows

    def _all(self) -> dict[str, tuple[str, date, Section]]:
        found: dict[str, tuple[str, date, Section]] = {}
        stack = [(house, day, each) for (house, day, _), sections in self.days.items() for each in sections]
        while stack:
            house, day, section = stack.pop()
            found[section.ext_id.upper()] = house, day, section
            stack += [(house, day, child) for child in section.children]
        return found

    def debate(self, request: Request) -> Response:
        found = self._all().get(request.groups[0].upper())
        return json_response(self.whole(*found)) if found else json_response({}, 404)

    def whole(self, house: str, day: date, section: Section) -> dict[str, Any]:
        overview = {
            "Id": 9,
            "ExtId": section.ext_id,
            "Title": f" {section.title}",
            "HRSTag": "NewDebate",
            "Date": f"{day}T00:00:00",
            "Location": section.location,
            "House": house,
            "Source": 2,
            "VolumeNo": 901,
            "ContentLastUpdated": self.updated,
        }
        children = [self.whole(house, day, child) for child in section.children]
        return {"Overview": overview, "Navigator": [], "Items": section.items(), "ChildDebates": children}

    def search(self, request: Request) -> Response:
        def asked(name: str) -> str:
            given = [] if name in self.ignored else request.params.get(f"queryParameters.{name}", [])
            return given[0] if given else ""

        rows = []
        for house, day, section in sorted(self._all().values(), key=lambda found: (found[1], found[2].ext_id)):
            for each in [] if section.children else section.items():
                row = self.row(house, day, section, each)
                begin, end = asked("startDate") or "0", asked("endDate") or "9"
                if (
                    begin <= day.isoformat() <= end
                    and asked("house") in ("", house)
                    and asked("memberId") in ("", str(each["MemberId"]))
                    and asked("searchTerm").strip('"') in each["Value"]
                ):
                    rows.append(row)
        skip, take = int(asked("skip") or 0), min(int(asked("take") or 20), 100)
        return json_response({"Results": rows[skip : skip + take], "TotalResultCount": len(rows)})

    @staticmethod
    def row(house: str, day: date, section: Section, each: dict[str, Any]) -> dict[str, Any]:
        return {
            "MemberId": each["MemberId"],
            "ContributionExtId": each["ExternalId"],
            "ContributionTextFull": each["Value"],
            "DebateSection": section.title,
            "DebateSectionExtId": section.ext_id,
            "SittingDate": f"{day}T00:00:00",
            "House": house,
        }


def report() -> Report:
    """Return two days of the Commons, one of the Lords, Westminster Hall and the written statements of a day."""
    lamps = Section("AAAA-1", "Lamps", ("The lamps on the coast are lit.", "So they are."))
    petitions = Section(
        "AAAA-2",
        "Petitions",
        children=(
            Section("AAAA-3", "Ponds", ("I present a petition on ponds.",)),
            Section("AAAA-4", "Ducks", ("I present a petition on ducks.",)),
        ),
    )
    hall = Section("BBBB-1", "Harbours", ("This House has considered harbours.",), location="Westminster Hall")
    written, among = (
        Section(ext_id, "Lamps", ("We publish the lamps.",), location="Written Statements")
        for ext_id in ("CCCC-1", "CCCC-2")
    )
    return Report(
        {
            ("Commons", MONDAY, "Debate"): [lamps, petitions, Section("AAAA-5", "Prayers")],
            ("Commons", MONDAY, "WestHall"): [hall],
            ("Commons", MONDAY, "WMS"): [written],
            ("Commons", TUESDAY, "Debate"): [Section("DDDD-1", "Buoys", ("Buoys float.",)), among],
            ("Lords", TUESDAY, "Debate"): [Section("EEEE-1", "Foghorns", ("My Lords, foghorns.",))],
        }
    )


WHOLE = {
    "hansard/commons/2031-03-03/AAAA-1",
    "hansard/commons/2031-03-03/AAAA-3",
    "hansard/commons/2031-03-03/AAAA-4",
    "hansard/commons/2031-03-03/BBBB-1",
    "hansard/commons/2031-03-04/DDDD-1",
    "hansard/lords/2031-03-04/EEEE-1",
}


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
