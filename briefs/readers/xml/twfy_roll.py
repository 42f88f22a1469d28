"""Who speaks in a file of TheyWorkForYou's debates, and in which role as far as the file shows it.

An office stands where Hansard printed it, at a Minister's first contribution; it holds for that person all through the
day's file. Today's files print next to none: then the exchange shows who answers for the Government and who is in the
chair (``exchange_roles``), and everybody else's role is unknown. A speaker without an id is told apart by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from briefs.names.offices import Attribution, role_of
from briefs.names.parties import PRINTED_PARTIES
from briefs.readers.common.exchange_roles import Said, Setting, ShownRoles, chairs_of, for_government, shown_in
from briefs.readers.common.safe_xml import blocks, one_line
from briefs.readers.xml.twfy_sections import TwfySection, first_speech, gid_of, is_numbered, is_on_paper
from briefs.records.model import House, Role

QUESTION_IN_LORDS = re.compile(r"[—–-]\s*(?:Topical |Private Notice |Urgent )?Question$")
_TOGETHER = re.compile(r"^(?:(?:Several )?(?:Hon\.?|Noble) (?:Members|Lords)|A Noble Lord|An? Hon\.? Member)$", re.I)
_NO_ID = ("", "unknown", "uk.org.publicwhip/person/unknown", "uk.org.publicwhip/person/0")
_LONGEST_OFFICE = 200
_OFFICE_BEFORE = re.compile(
    r"\b[Tt]he (?P<office>(?:(?:[A-Z][\w’'-]*|of|for|and|the|to|in|on|at|shadow),? ){1,16}?)"
    r"(?<=, )(?:my|the) (?:very )?(?:right )?hon\. (?:and \w+ )?(?:Friend|Gentleman|Lady|Member)?,? ?$"
)
_PERSON = re.compile(r"uk\.org\.publicwhip/person/(\d{1,9})")
_CHAMBER = "debate"


class SpeakerRoll:
    """Who the speakers of a file are: offices printed anywhere in it, the chairs and members of a committee."""

    def __init__(self, root: ET.Element, house: House, sections: Sequence[TwfySection]) -> None:
        """Read the offices of a whole file, and what each of its sections shows."""
        self._house = house
        self._offices: dict[str, str] = {}
        self._members: dict[str, Attribution] = {}
        self._chairs: set[str] = set()
        for element in root.iter("mpname"):
            self._member(element)
        for chairs in root.iter("chairmen"):
            self._chairs.update(key for name in chairs for key in (name.get("memberid", ""), _listed_name(name)))
        for speech in root.iter("speech"):
            if office := " ".join(speech.get("speakeroffice", "").split()):
                self._offices.setdefault(_who(speech), office)
        self._day = ShownRoles()
        self._own: dict[int, ShownRoles] = {}
        self._in_chair: dict[int, set[str]] = {}
        self._others: set[int] = set()
        self._learn(sections)

    def of(self, speech: ET.Element, section: TwfySection) -> Attribution | None:
        """Return who makes a contribution in a section; None where the file names nobody."""
        name = _name(speech)
        if speech.get("nospeaker") == "true" or not name:
            return None
        who = _who(speech)
        if role_of(undotted(name)) is Role.SPEAKER:
            return Attribution(name, Role.SPEAKER, name)
        if _TOGETHER.match(name):
            return Attribution(name, Role.UNKNOWN)
        known = self._members.get(who) or self._members.get(name)
        office = self._offices.get(who) or (known.office if known else None)
        party, seat = (known.party, known.constituency) if known else (None, None)
        return Attribution(
            name, self._role((who, name), office, section, listed=known is not None), office, party, seat
        )

    def _role(self, keys: tuple[str, str], office: str | None, section: TwfySection, *, listed: bool) -> Role:
        if office:
            return role_of(undotted(office))
        who, name = keys
        if {who, name} & self._chairs or who in self._in_chair.get(id(section), ()):
            return Role.SPEAKER
        own = self._own[id(section)].role(who) if id(section) in self._own else Role.UNKNOWN
        shown = self._day.role(who) if own is Role.UNKNOWN else own  # what its own section shows comes first
        if shown is Role.MINISTER and id(section) in self._others:
            return Role.UNKNOWN
        return Role.BACKBENCHER if shown is Role.UNKNOWN and listed else shown

    def _learn(self, sections: Sequence[TwfySection]) -> None:
        """Learn first who is in the chair, who is then out of the way of who asks and who answers."""
        said = {id(section): _said(section) for section in sections}
        for section in sections:
            chairs = set() if self._house is House.LORDS else chairs_of(said[id(section)])
            self._in_chair[id(section)] = chairs - self._offices.keys()
            if _in_chamber(section):
                self._day.chairs |= self._in_chair[id(section)]
        for section in sections:
            chairs = self._in_chair[id(section)]
            setting = self._setting(section)
            named = [pair for item in section.items for pair in _named_with_office(item)]
            self._day.ministers.update(who for who, role in named if role is Role.MINISTER)
            self._day.opposition.update(who for who, role in named if role is Role.OPPOSITION)
            if not for_government(said[id(section)], setting):
                self._others.add(id(section))
            shown = shown_in(said[id(section)], setting, chairs | self._day.chairs | self._chairs)
            shown.chairs = set()
            self._own[id(section)] = shown
            self._day.learn(shown)

    def _setting(self, section: TwfySection) -> Setting:
        asks = QUESTION_IN_LORDS.search(section.title) is not None
        body = section.above or section.title
        return Setting(section.title, body, section.oral, self._house is House.LORDS, asks)

    def _member(self, element: ET.Element) -> None:
        """Read "Example, Ada (Samplesea) (Lab)" or "Example, Ada (Parliamentary Secretary)" of a committee's list."""
        who = element.get("memberid", "")
        brackets = re.findall(r"\(([^()]+)\)", one_line(element))
        if not who or not brackets or who in self._members:
            return
        party = next((b for b in brackets if b in PRINTED_PARTIES), None)
        rest = next((b for b in brackets if b not in PRINTED_PARTIES), None)
        office = rest if rest and role_of(rest) is Role.MINISTER and not party else None
        self._members[_listed_name(element)] = self._members[who] = Attribution(
            "", Role.UNKNOWN, office, party, None if office else rest
        )


def _listed_name(element: ET.Element) -> str:
    """Return a name of a committee's list as speakers are named: "Ada Lorne" for "† Lorne, Ada (Westport) (Lab)"."""
    last, _, first = one_line(element).partition("(")[0].strip(" †*").partition(", ")
    return f"{first} {last}".strip()


def _named_with_office(speech: ET.Element) -> Iterator[tuple[str, Role]]:
    """Yield who is named with an office in words: "the Minister for Oil, my hon. Friend the Member for Hythe (…)"."""
    for paragraph in speech.iter("p"):
        before = paragraph.text or ""
        for part in paragraph:
            office = _OFFICE_BEFORE.search(before[-_LONGEST_OFFICE:])
            if part.tag == "phrase" and part.get("person_id") and office:
                yield part.get("person_id", ""), role_of(office["office"])
            before += "".join(part.itertext()) + (part.tail or "")


def person_id(speech: ET.Element) -> int | None:
    """Return TheyWorkForYou's number of who speaks, None where the file gives none."""
    found = _PERSON.fullmatch(speech.get("person_id", ""))
    return int(found[1]) if found and found[0] not in _NO_ID else None


def undotted(name: str) -> str:
    """Return a name in today's style, without the full stop after "Mr" that older volumes print."""
    return re.sub(r"\b(Mr|Mrs|Ms|Dr)\.", r"\1", name)


def _said(section: TwfySection) -> list[Said]:
    """Return the contributions of a section, those that name nobody left out."""
    first = first_speech(section)
    return [
        Said(
            _who(item),
            "\n".join(text for _, text in blocks(item)),
            item.get("type", "").rpartition(" ")[2],
            is_numbered(item) or (section.oral and item is first and is_on_paper(item)),
        )
        for item in section.items
        if item.tag == "speech" and item.get("nospeaker") != "true" and _name(item)
    ]


def _in_chamber(section: TwfySection) -> bool:
    gid = next(filter(None, map(gid_of, [section.heading, *section.items])), None)
    return gid is not None and gid.series == _CHAMBER


def _name(speech: ET.Element) -> str:
    return " ".join(speech.get("speakername", "").split())


def _who(speech: ET.Element) -> str:
    """Return what tells a speaker apart from all others of the file: the id, else the name."""
    who = speech.get("person_id") or speech.get("speakerid") or ""
    return _name(speech) if who in _NO_ID else who
