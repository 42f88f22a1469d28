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
from briefs.readers.common.base import Stripped
from briefs.readers.common.markup import web_address
from briefs.readers.common.safe_xml import one_line
from briefs.records.model import House

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
_OF_NOTHING = re.compile(r"^points? of order$", re.IGNORECASE)  # it only follows what stands above it
_ON_PAPER = re.compile(
    r"^(?:[QT]?\d{1,3}\. )?(?:\[\d+\] )?(?:(?:What|Which) (?:\w+ ){1,6}(?:he|she|they|the|his|her|their)\b"
    r"|(?:If|Whether|When|How|Why) (?:he|she|they|his|her|their|many|much|often)\b"
    r"|(?:Will|Would|Does|Do|Did|Is|Are|Has|Have|Can|Could|Should|What|Which|How|When|Why)\b[^.?]{5,500}\?$)"
)
_LONGEST_QUESTION = 600
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
class TwfySection:
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


def sections(root: ET.Element, stripped: list[Stripped]) -> list[TwfySection]:
    """Return the sections of a file in order; who is in the chair and lists of Members are left out and reported."""
    found: list[TwfySection] = []
    above: str | None = None
    bill: str | None = None
    bill_heading: str | None = None
    oral = False
    question_time = _QuestionTime()
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
                over = bill_heading if part else None if _OF_NOTHING.match(title) else above
                found.append(TwfySection(element, title, over, oral, bill))
                continue
            oral = question_time.goes_on(element, title)
            above = None if element.tag == "oral-heading" else title
            found.append(TwfySection(element, title, None, oral, bill))
        elif element.tag == "bill":
            bill = one_line(element)
            stripped.append(Stripped(bill, "title of the bill"))
        elif element.tag == "committee":
            stripped.append(Stripped(one_line(element), "members of the committee"))
        elif element.tag in ("speech", "ques", "reply", "division", "divisioncount"):
            if not found:
                found.append(TwfySection(None, "", None, False, bill))
            found[-1].items.append(element)
        elif text := one_line(element):
            stripped.append(Stripped(text, "element not read"))
    stripped.extend(Stripped(section.title, "title") for section in found if section.title)
    _end_question_time(found)
    return found


@dataclass(slots=True)
class _QuestionTime:
    """Whether the headings are those of question time; printed Hansard sets its departments alone in capitals."""

    on: bool = False
    capitals: bool | None = None

    def goes_on(self, heading: ET.Element, title: str) -> bool:
        """Whether a heading begins it or is that of one of its departments."""
        if heading.tag == "oral-heading":
            self.on, self.capitals = True, None
        elif self.on:
            self.capitals = title.isupper() if self.capitals is None else self.capitals
            self.on = title.isupper() is self.capitals
        return self.on


def _end_question_time(found: list[TwfySection]) -> None:
    """Set apart what follows question time where no heading shows its end: nothing there has a question's number."""
    ended = under_department = False
    for section in found:
        tag = section.heading.tag if section.heading is not None else ""
        ended = ended and tag != "oral-heading"
        under_department = under_department and tag != "major-heading"
        if not section.oral:
            continue
        spoken = first_speech(section)
        under_department = under_department or not ended
        ended = ended or (spoken is not None and not (is_on_paper(spoken) or any(map(is_numbered, section.items))))
        if ended:
            section.oral = False
            if under_department and not _PART_OF_BILL.match(section.title):
                section.above = None


def is_numbered(item: ET.Element) -> bool:
    """Whether a contribution is a question on the paper."""
    return (
        item.get("oral-qnum", "").strip() != ""
        or item.get("type") in ("Question", "Start Question")
        or any(part.get("qnum") for part in item.iter("p"))
    )


def first_speech(section: TwfySection) -> ET.Element | None:
    """Return the first contribution of a section that has a speaker, None where nobody is named."""
    return next((item for item in section.items if item.get("speakername")), None)


def is_on_paper(item: ET.Element) -> bool:
    """Whether a contribution is worded as questions on the paper are: "What steps he is …", "Will the Minister …?"."""
    text = one_line(item)
    return len(text) < _LONGEST_QUESTION and text.endswith((".", "?")) and _ON_PAPER.match(text) is not None


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
