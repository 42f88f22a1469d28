"""Sections of TheyWorkForYou's debate files as records: both Houses, Westminster Hall, public bill committees.

The office stands where Hansard printed it, at a Minister's first contribution; it holds for that person all through
the day's file. Files of the Lords give no offices: whoever first answers a starred question answers it for the
Government.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree as ET

from briefs.citations import long_date
from briefs.identity import section_id
from briefs.offices import PARTIES, Attribution, role_of
from briefs.records import Dates, House, Kind, Record, Role, Stripped
from briefs.sources.base import SourceFile
from briefs.sources.contribution_rows import (
    Contribution,
    contribution_passages,
    full_title,
    says_who_was_asked,
)
from briefs.sources.contributions import LICENCE, PROCEDURE, kind_of, people
from briefs.sources.safe_xml import blocks, one_line
from briefs.sources.twfy_sections import Section, column_of, house_of, needed_gid, official_url, place_on

PUBLISHER = "Hansard"
_QUESTION = re.compile(r"[—–-]\s*(?:Topical )?Question$")
_NOTICE = re.compile(r"Private Notice Question|Urgent Question", re.IGNORECASE)
_STATEMENT = re.compile(r"[—–-]\s*Statement$")
_TOGETHER = re.compile(r"^(?:(?:Several )?(?:Hon\.?|Noble) (?:Members|Lords)|A Noble Lord|An? Hon\.? Member)$", re.I)
_MOVED = re.compile(r"(?:Moved|Tabled) by\b")
_CHAIR = re.compile(r"^\[[^\]]{1,80}\bin the Chair\]$", re.IGNORECASE)
_NOBODY = ("unknown", "")


class Roll:
    """Who the speakers of a file are: offices printed anywhere in it, the chairs and members of a committee."""

    def __init__(self, root: ET.Element, house: House) -> None:
        """Read the offices of a whole file."""
        self._house = house
        self._offices: dict[str, str] = {}
        self._members: dict[str, Attribution] = {}
        self._chairs: set[str] = set()
        self._answering: set[str] = set()
        for element in root.iter("mpname"):
            self._member(element)
        for chairs in root.iter("chairmen"):
            self._chairs.update(name.get("memberid", "") for name in chairs)
        for speech in root.iter("speech"):
            office, who = speech.get("speakeroffice"), _who(speech)
            if office and who not in _NOBODY:
                self._offices.setdefault(who, " ".join(office.split()))

    def answers(self, section: Section) -> None:
        """Note who answers for the Government in a section that is a question in the Lords."""
        speakers = [_who(item) for item in section.items if item.get("speakername")]
        others = [who for who in speakers if who != speakers[0]]
        if self._house is House.LORDS and _QUESTION.search(section.title) and others:
            self._answering.add(others[0])

    def of(self, speech: ET.Element) -> Attribution | None:
        """Return who makes a contribution; None where the file names nobody."""
        name = " ".join(speech.get("speakername", "").split())
        if speech.get("nospeaker") == "true" or not name:
            return None
        who = _who(speech)
        if role_of(_undotted(name)) is Role.SPEAKER:
            return Attribution(name, Role.SPEAKER, name)
        if _TOGETHER.match(name):
            return Attribution(name, Role.BACKBENCHER if self._house is House.COMMONS else Role.UNKNOWN)
        known = self._members.get(who)
        office = self._offices.get(who) or (known.office if known else None)
        party, seat = (known.party, known.constituency) if known else (None, None)
        return Attribution(name, self._role(who, office), office, party, seat)

    def _role(self, who: str, office: str | None) -> Role:
        if office:
            return role_of(_undotted(office))
        if who in self._chairs:
            return Role.SPEAKER
        if self._house is House.LORDS:
            return Role.MINISTER if who in self._answering else Role.UNKNOWN
        return Role.BACKBENCHER

    def _member(self, element: ET.Element) -> None:
        """Read "Example, Ada (Samplesea) (Lab)" or "Example, Ada (Parliamentary Secretary)" of a committee's list."""
        who = element.get("memberid", "")
        brackets = re.findall(r"\(([^()]+)\)", one_line(element))
        if not who or not brackets or who in self._members:
            return
        party = next((b for b in brackets if b in PARTIES), None)
        rest = next((b for b in brackets if b not in PARTIES), None)
        office = rest if rest and role_of(rest) is Role.MINISTER and not party else None
        self._members[who] = Attribution("", Role.UNKNOWN, office, party, None if office else rest)


def debate_record(section: Section, roll: Roll, stripped: list[Stripped], source: SourceFile) -> Record | None:
    """Return a section's record, None where nothing is said in it. Raises RefusedInput where it has no id."""
    url = official_url(section.heading)
    found = _contributions(section.items, url, roll, stripped)
    if found and says_who_was_asked(found):
        stripped.extend(Stripped(text, "who was asked") for c in found for text in c.paragraphs)
        found = []
    if not found:
        return None
    gid = needed_gid(section.heading, *section.items)
    house = house_of(gid, section.heading)
    kind = _kind(section, found)
    passages = contribution_passages(found, kind)
    column = column_of(section.heading if section.heading is not None else section.items[0])
    column = column or next(filter(None, map(column_of, section.items)), None)
    committee = gid.series == "standing"
    day = gid.day
    return Record(
        record_id=section_id(house, gid.series, day, gid.stem + gid.number),
        kind=kind,
        title=_full_title(section) or f"Proceedings of {long_date(day)}",
        passages=passages,
        dates=Dates(happened=day),
        house=house,
        source_id=gid.text,
        reference=_reference(column, gid.series),
        publisher=PUBLISHER,
        people=people(passages),
        url=url or gid.page,
        licence=LICENCE,
        citation_override=_committee_citation(day, column) if committee else None,
        origin=source.name,
        retrieved=source.retrieved,
    )


def _contributions(
    items: Sequence[ET.Element], url: str | None, roll: Roll, stripped: list[Stripped]
) -> list[Contribution]:
    found: list[Contribution] = []
    for item in items:
        if item.tag != "speech":
            stripped.append(Stripped(one_line(item), "division list"))
            continue
        who, anchor = roll.of(item), place_on(url, item)
        for spoken, paragraphs in _by_voice(item, stripped):
            found.append(Contribution(who if spoken else None, paragraphs, anchor))
    return found


def _by_voice(speech: ET.Element, stripped: list[Stripped]) -> list[tuple[bool, tuple[str, ...]]]:
    """Return the paragraphs of a contribution, those that are procedure apart from what is spoken.

    The text of an amendment follows "Moved by …" within the words of whoever spoke last: it is nobody's speech.
    """
    runs: list[tuple[bool, list[str]]] = []
    moved = False
    for part, text in blocks(speech):
        if _CHAIR.match(text):
            stripped.append(Stripped(text, "who is in the chair"))
            continue
        italic = part is not None and part.get("class", "").endswith("italic") and part.tag == "p"
        moved = moved or bool(italic and _MOVED.match(text))
        spoken = not (moved or italic or PROCEDURE.match(text))
        if not runs or runs[-1][0] is not spoken:
            runs.append((spoken, []))
        runs[-1][1].append(text)
    return [(spoken, tuple(paragraphs)) for spoken, paragraphs in runs]


def _kind(section: Section, found: Sequence[Contribution]) -> Kind:
    if _NOTICE.search(section.title):
        return Kind.URGENT_QUESTION
    if section.oral or _QUESTION.search(section.title):
        return Kind.DEBATE
    if _STATEMENT.search(section.title):
        return Kind.ORAL_STATEMENT
    return kind_of(_undotted("\n".join(text for c in found if c.speaker for text in c.paragraphs)))


def _full_title(section: Section) -> str:
    title = full_title(section.title, section.above)
    if section.bill and section.bill not in title:
        return f"{section.bill}: {section.title or 'proceedings'}"
    return title


def _reference(column: str | None, series: str) -> str | None:
    """Return the column as it is cited; Westminster Hall's columns are numbered apart."""
    if column is None:
        return None
    return f"c{column}WH" if series == "westminhall" and column.isdigit() else f"c{column}"


def _committee_citation(day: date, column: str | None) -> str:
    """Return the citation of a public bill committee, which is not cited as a debate of the House."""
    return f"PBC Deb {long_date(day)}" + (f" c{column}" if column else "")


def _who(speech: ET.Element) -> str:
    return speech.get("person_id") or speech.get("speakerid") or ""


def _undotted(name: str) -> str:
    """Return a name in today's style, without the full stop after "Mr" that older volumes print."""
    return re.sub(r"\b(Mr|Mrs|Ms|Dr)\.", r"\1", name)
