"""TheyWorkForYou's files (parlparse) as sections: a heading, those above it, and what stands under it.

An id is ``uk.org.publicwhip/<series>/<day><letter>.<number>``; the letter is the version of a day's file in printed
Hansard's time. In questions the number holds the UIN, and the day is that of tabling where there is no letter and no
column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from xml.etree import ElementTree as ET

from briefs.errors import RefusedInput
from briefs.records import House, Stripped
from briefs.sources.markup import web_address
from briefs.sources.safe_xml import one_line

_GID = re.compile(
    r"uk\.org\.publicwhip/(?P<series>[a-z]+)/(?P<stem>(?:[\w-]*?_)?)(?P<day>\d{4}-\d{2}-\d{2})(?P<letter>[a-z]?)"
    r"\.(?P<number>[\w.-]{1,60})"
)
_PAGES = {"debate": "debates", "lords": "lords", "westminhall": "whall", "wrans": "wrans", "wms": "wms"}
_LINK = "https://www.theyworkforyou.com/{page}/?id={gid}"
_IN_THE_CHAIR = re.compile(
    r"^\[[^\]]{1,80}\bin the Chair\](?:\s*[—–-]\s*)?|(?:(?<!\s)\s+)?[—–-]\s*\[[^\]]{1,80}\bin the Chair\]$",
    re.IGNORECASE,
)
_BILL = re.compile(r"\bBill\b")
_PART_OF_BILL = re.compile(r"^(?:new )?(?:clause|schedule|amendment|preamble)\b", re.IGNORECASE)
_COLUMN = re.compile(r"\d{1,5}[A-Z]{0,3}")


@dataclass(frozen=True, slots=True)
class Gid:
    """An id taken apart."""

    text: str
    series: str
    stem: str
    day: date
    letter: str
    number: str

    @property
    def page(self) -> str | None:
        """The address of TheyWorkForYou's page of it, None for a series that has none."""
        page = _PAGES.get(self.series)
        return _LINK.format(page=page, gid=f"{self.day.isoformat()}{self.letter}.{self.number}") if page else None


@dataclass(slots=True)
class Section:
    """One heading with what stands under it; ``above`` is the heading over it, ``oral`` that it is at question time.

    ``heading`` is None for what comes before the first one.
    """

    heading: ET.Element | None
    title: str
    above: str | None
    oral: bool
    bill: str | None = None
    items: list[ET.Element] = field(default_factory=list)


def gid_of(element: ET.Element | None) -> Gid | None:
    """Return an element's id taken apart, None where it has none of this form."""
    match = _GID.fullmatch(element.get("id", "")) if element is not None else None
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        return None
    return Gid(match[0], match["series"], match["stem"], day, match["letter"], match["number"])


def needed_gid(*elements: ET.Element | None) -> Gid:
    """Return the first id of the elements. Raises RefusedInput where none has one."""
    for element in elements:
        if found := gid_of(element):
            return found
    raise RefusedInput("this section has no id of the form uk.org.publicwhip/debate/2009-10-26b.1.6")


def sections(root: ET.Element, stripped: list[Stripped]) -> list[Section]:
    """Return the sections of a file in order; who is in the chair and lists of Members are left out and reported."""
    found: list[Section] = []
    above: str | None = None
    bill: str | None = None
    bill_heading: str | None = None
    oral = False
    for element in root:
        if element.tag == "gidredirect":
            continue
        if element.tag in ("oral-heading", "major-heading", "minor-heading"):
            title = _title(element, stripped)
            if not title and found:
                continue  # Another has taken the chair and the debate goes on.
            part = _PART_OF_BILL.match(title) is not None
            bill_heading = bill_heading if part else (title if _BILL.search(title) else None)
            if element.tag == "minor-heading":
                found.append(Section(element, title, bill_heading if part else above, oral, bill))
                continue
            oral = element.tag == "oral-heading" or (oral and title.isupper())
            above = None if element.tag == "oral-heading" else title
            found.append(Section(element, title, None, oral, bill))
        elif element.tag == "bill":
            bill = one_line(element)
            stripped.append(Stripped(bill, "title of the bill"))
        elif element.tag == "committee":
            stripped.append(Stripped(one_line(element), "members of the committee"))
        elif element.tag in ("speech", "ques", "reply", "division", "divisioncount"):
            if not found:
                found.append(Section(None, "", None, False, bill))
            found[-1].items.append(element)
        elif text := one_line(element):
            stripped.append(Stripped(text, "element not read"))
    stripped.extend(Stripped(section.title, "title") for section in found if section.title)
    _end_question_time(found)
    return found


def _end_question_time(found: list[Section]) -> None:
    """Set apart what follows question time where no heading shows its end: nothing there has a question's number."""
    ended = False
    for section in found:
        if section.heading is not None and section.heading.tag == "oral-heading":
            ended = False
        if not section.oral:
            continue
        spoken = any(item.get("speakername") for item in section.items)
        ended = ended or (spoken and not any(map(_is_numbered, section.items)))
        if ended:
            section.oral = False
            section.above = section.above if _PART_OF_BILL.match(section.title) else None


def _is_numbered(item: ET.Element) -> bool:
    return (
        item.get("oral-qnum") is not None
        or item.get("type") == "Question"
        or any(part.get("qnum") for part in item.iter("p"))
    )


def house_of(gid: Gid, *elements: ET.Element | None) -> House:
    """Return the House: by the series, else by what the elements say (their address, Member or number)."""
    if gid.series == "lords":
        return House.LORDS
    if gid.series in ("wrans", "wms"):
        for element in elements:
            if element is None:
                continue
            said = f"{element.get('url', '')} {element.get('speakerid', '')}"
            if "/ldhansrd/" in said or "publicwhip/lord/" in said or "/Lords/" in said:
                return House.LORDS
        if re.match(r"(?:hl\d|hlws)", gid.number, re.IGNORECASE):
            return House.LORDS
    return House.COMMONS


def official_url(element: ET.Element | None) -> str | None:
    """Return the official page's address as the element gives it, its place on the page included."""
    return web_address(element.get("url")) if element is not None else None


def place_on(url: str | None, element: ET.Element) -> str | None:
    """Return what follows ``#`` for an element that stands on the same page as ``url``, else None."""
    page, _, place = (official_url(element) or "").partition("#")
    return place if url and place and page == url.partition("#")[0] else None


def column_of(element: ET.Element | None) -> str | None:
    """Return the printed column in which an element begins, None where the file does not give it."""
    column = element.get("colnum", "") if element is not None else ""
    return column if _COLUMN.fullmatch(column) else None


def _title(heading: ET.Element, stripped: list[Stripped]) -> str:
    title = one_line(heading)
    stripped.extend(Stripped(match[0].strip(), "who is in the chair") for match in _IN_THE_CHAIR.finditer(title))
    return _IN_THE_CHAIR.sub("", title)
