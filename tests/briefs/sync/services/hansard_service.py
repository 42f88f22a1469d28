"""A Hansard service of invented sittings, for the tests of its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from briefs.sync.base import Scope
from tests.replay.server import Request, Response, json_response

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
