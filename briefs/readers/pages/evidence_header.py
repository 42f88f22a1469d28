"""The head of a transcript of oral evidence: committee, title, number, day, who sat and who gave evidence.

"Members present: Jane Example (Chair); …", then "Witnesses" with their offices in one running line, and over each panel
their names alone ("Witnesses: Ann Sample and Bob Trial."). The offices cannot be cut out of the running line without
the names, because both hold commas; so the names come from the panels where the head has none by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from briefs.names.offices import role_of
from briefs.names.people import bare_name
from briefs.readers.common.boilerplate import written_day
from briefs.records.model import Fidelity, House, Role

TITLE = re.compile(
    r"^(?P<state>(?:un)?corrected\s+)?(?:transcript\s+of\s+)?oral\s+evidence\s*:\s*(?P<title>\S.*)$", re.IGNORECASE
)
PANEL = re.compile(r"^Examination\s+of\s+witness(?:es)?\.?$", re.IGNORECASE)
PANEL_NAMES = re.compile(r"^Witness(?:es)?\s*:\s*(?P<names>\S.*)$", re.IGNORECASE)
_PRESENT = re.compile(
    r"^(?:(?:other|also)\s+)?(?:(?:commons\s+|lords\s+)?members?\s+)?(?:also\s+)?present\s*:?\s*(?P<names>.*)$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"^(?:(?:House of )?(?:Commons|Lords)(?: members)?\s*:\s*)", re.IGNORECASE)
_WITNESSES = re.compile(r"^Witness(?:es)?\s*:?$", re.IGNORECASE)
_ATTENDANCE = re.compile(r"^(?P<names>[A-Z].{10,700}?),?\s+(?:was|were)\s+in\s+attendance\.?$")
_NUMBER = re.compile(r"(?:,|(?<![\s,]))\s*(?P<number>H[CL]\s?(?:Paper\s)?\d+(?:[-–][ivxlc]+)?)\s*$", re.IGNORECASE)
_CHAIR = re.compile(r"\(\s*(?:(?:the|in the|acting)\s+)?chair(?:man|woman|person)?\s*\)", re.IGNORECASE)
_END = re.compile(
    r"^(?:questions?\s+\d|evidence\s+session\b|heard\s+in\b|use\s+of\s+the\s+transcript|ordered\s+by"
    r"|watch\s+the\s+meeting|written\s+evidence\s+from|examination\s+of|witness(?:es)?\b|\d+$)",
    re.IGNORECASE,
)
_BODY = re.compile(r"\b(?:committee|commission|panel)\b", re.IGNORECASE)
_NAME_AND_REST = re.compile(
    r"^(?:\[?[IVX]{1,5}\]?\s*[:.)]\s*)?(?P<name>[^,(]{3,80}?)\s*(?:[,(]\s*(?P<office>.*))?$", re.DOTALL
)
_BETWEEN_NAMES = re.compile(r"(?:(?<!\s)\s+)?(?:;\s*+(?:and\s++)?|,\s++and\s++|,\s*+)|(?<!\s)\s+and\s+")
_NUMERAL = re.compile(r"^\s*\[?[IVX]{1,5}\]?\s*[:.)]\s*")
_STYLE = re.compile(r"^(?:the\s+)?(?:rt\.?\s+hon\.?|right\s+honourable)\s+(?:the\s+)?", re.IGNORECASE)
_LETTERS = re.compile(r"(?:(?:,|(?<![\s,]))\s+(?:MP|MSP|MS|QC|KC|CBE|OBE|MBE|DBE|KCB|CB|QPM|FRS)){1,9}\b\.?$")
_AFTER_OFFICE = " \t\n\r\f\v,;."
_TITLES_AT_END = re.compile(
    r"(?:(?:(?<![\s,;])[\s,;]+)?\b(?:and|Rt\.? Hon\.?|The|Dr|Sir|Dame|Mr|Mrs|Ms|Professor|Prof)){1,9}$"
)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whom the head names, in the capacity in which they take part."""

    name: str
    role: Role
    office: str | None = None


@dataclass
class Header:
    """What the head of a transcript says; ``end`` is the number of the line with which the words begin."""

    title: str = ""
    committee: str | None = None
    reference: str | None = None
    day: date | None = None
    house: House | None = None
    fidelity: Fidelity = Fidelity.VERBATIM
    speakers: list[Speaker] = field(default_factory=list)
    end: int = 0

    @property
    def chairs(self) -> list[Speaker]:
        """Those who chair: more than one where committees sit together."""
        return [speaker for speaker in self.speakers if speaker.office == "Chair"]


def read_header(lines: Sequence[str]) -> Header:
    """Return what the lines down to the first examination of witnesses say."""
    start = next(at for at, line in enumerate(lines) if TITLE.match(line))
    end = next((at for at, line in enumerate(lines) if at > start and PANEL.match(line)), None)
    end = _first_question(lines, start) if end is None else end
    head = Header(end=end)
    match = TITLE.match(lines[start])
    assert match
    number = _NUMBER.search(match["title"])
    head.title = _NUMBER.sub("", match["title"]).strip()
    head.reference = _reference(number["number"]) if number else None
    above = lines[max(0, start - 6) : start]
    head.committee = next((line for line in reversed(above) if _BODY.search(line) and len(line) < 140), None)
    head.day = next((day for line in [*lines[start + 1 : end], *above] if (day := written_day(line))), None)
    whole = "\n".join(lines[:end])
    uncorrected = (match["state"] or "").casefold().startswith("un") or re.search(
        r"\buncorrected (?:transcript|evidence)|opportunity to correct the record", whole, re.IGNORECASE
    )
    head.fidelity = Fidelity.UNCORRECTED if uncorrected else Fidelity.VERBATIM
    head.house = _house(head, whole)
    head.speakers = [*_members(lines[start:end]), *_attending(lines[start:end])]
    head.speakers += _witnesses(lines, start, end, {speaker.name for speaker in head.speakers})
    return head


def panel_names(line: str) -> list[str]:
    """Return the names of a panel's line, "Witnesses: Ann Sample and Bob Trial.", as printed."""
    match = PANEL_NAMES.match(line)
    names = (match["names"] if match else line).strip().rstrip(".")
    return [name.strip() for name in _BETWEEN_NAMES.split(names) if _looks_like_name(name.strip())]


def personal_name(printed: str) -> str:
    """Return a name as it is held: without "Rt Hon", and without letters after it."""
    return _LETTERS.sub("", _STYLE.sub("", _NUMERAL.sub("", printed)).strip()).strip(" ,;")


def _first_question(lines: Sequence[str], start: int) -> int:
    return next((at for at, line in enumerate(lines) if at > start and re.match(r"Q\s?\d+\b", line)), len(lines))


def _reference(number: str) -> str:
    house, figures = number[:2].upper(), re.sub(r"^\D+", "", number)
    return f"{house} Paper {figures}" if house == "HL" else f"{house} {figures}"


def _house(head: Header, whole: str) -> House | None:
    if (head.committee or "").startswith("Joint "):
        return None
    if (head.reference or "").startswith("HC") or re.search(r"\bby the House of Commons\b", whole):
        return House.COMMONS
    peers = re.search(
        r"present\s*+(?::\s*+)?(?:Baroness|Lord|Lady|Viscount|Earl|The Earl|The Lord)\b", whole, re.IGNORECASE
    )
    return House.LORDS if peers or "House of Lords" in whole or "Heard in Public" in whole else None


def _members(lines: Sequence[str]) -> list[Speaker]:
    """Return the members who sat, from a line of names or from lines below it."""
    found: list[Speaker] = []
    listing = False
    for line in lines:
        match = _PRESENT.match(line)
        if match:
            listing, names = True, match["names"]
        elif listing and not _END.match(line) and len(line) < 700 and not written_day(line):
            names = line
        else:
            listing, names = False, ""
        for part in re.split(r"(?:(?<!\s)\s+)?;\s*", _JOINT.sub("", names)):
            member = _member(part.strip().rstrip(".;"))
            if member:
                found.append(member)
            elif listing and part and not match:
                listing = False
    return list(dict.fromkeys(found))


def _member(printed: str) -> Speaker | None:
    chairs = _CHAIR.search(printed) is not None
    name = personal_name(re.sub(r"\([^()]*\)", "", printed).strip())
    if not _looks_like_name(name):
        return None
    return Speaker(name, Role.COMMITTEE, "Chair" if chairs else None)


def _attending(lines: Sequence[str]) -> list[Speaker]:
    """Return those who sat with the committee without being of it: "X, Comptroller …, was in attendance."."""
    matches = (_ATTENDANCE.match(line) for line in lines)
    return [witness for match in matches if match for witness in _entries(match["names"])]


def _witnesses(lines: Sequence[str], start: int, end: int, known: set[str]) -> list[Speaker]:
    """Return the witnesses with their offices: names from every panel's line, offices from the head."""
    listed = next((at for at in range(start, end) if _WITNESSES.match(lines[at])), None)
    running: list[str] = []
    for line in lines[listed + 1 : end] if listed is not None else []:
        if _END.match(line):
            break
        running.append(line)
    whole = "\n".join(running)
    names = [name for at, line in enumerate(lines) if PANEL.match(line) for name in _panel(lines, at)]
    # A panel's line is believed only where the head bears it out: it may be the first of the words.
    names = [name for name in dict.fromkeys(names) if not whole or bare_name(personal_name(name)) in whole]
    found = _cut_at(whole, names) if names else [speaker for line in running for speaker in _entries(line)]
    return [speaker for speaker in found if speaker.name not in known]


def _panel(lines: Sequence[str], at: int) -> list[str]:
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return panel_names(after) if len(after) < 700 and not re.match(r"Q\s?\d", after) else []


def _cut_at(whole: str, names: Sequence[str]) -> list[Speaker]:
    """Return the witnesses, the running text between one name and the next being the first one's office."""
    places = sorted((whole.find(bare_name(personal_name(name))), name) for name in names)
    found = []
    for (at, name), (following, _) in zip(places, [*places[1:], (len(whole), "")], strict=True):
        printed = personal_name(name)
        text = whole[at + len(bare_name(printed)) : following].split("\n", maxsplit=1)[0] if at >= 0 else ""
        found.append(_witness(printed, text))
    return found


def _entries(line: str) -> list[Speaker]:
    """Return the persons of a running line of names and offices, parted by semicolons or ", and" before a name."""
    parts = re.split(
        r"(?:(?<!\s)\s+)?;\s*+(?:and\s++)?|,\s++and\s++(?=(?:[A-Z][\w’'.-]+\s){1,4}?[A-Z][\w’'-]+(?:\s(?:MP|OBE|CBE))?,)",
        line,
    )
    found = []
    for part in parts:
        match = _NAME_AND_REST.match(part.strip().rstrip("."))
        if match and _looks_like_name(personal_name(match["name"])):
            mp = " MP" if re.search(r"\bMP$", match["name"]) else ""
            found.append(_witness(personal_name(match["name"]), f"{mp}, {match['office'] or ''}"))
    return found


def _witness(name: str, text: str) -> Speaker:
    """Return a witness in the office that follows the name in the head; ", and" before the next name is no part."""
    letters = re.match(r"(?:,?\s+(?:MP|MSP|MS|QC|KC|CBE|OBE|MBE|DBE|KCB|CB|QPM|FRS)\b)+", text)
    rest = text[letters.end() :] if letters else text
    rest = _TITLES_AT_END.sub("", rest.rstrip(_AFTER_OFFICE))
    office = rest.strip(" ,;()") or None
    return Speaker(name, _witness_role(office, member=bool(letters and "MP" in letters[0])), office)


def _witness_role(office: str | None, *, member: bool) -> Role:
    """Return a witness's role: a minister by the office alone, an official of a department is none."""
    if not office:
        return Role.BACKBENCHER if member else Role.UNKNOWN
    title = role_of(office.split(",")[0])
    whole = role_of(office)
    if title is Role.MINISTER or (whole is Role.MINISTER and member):
        return Role.MINISTER
    return Role.UNKNOWN if whole is Role.MINISTER else whole


def _looks_like_name(text: str) -> bool:
    words = text.split()
    small = {"of", "de", "van", "von", "the", "le", "la", "der", "and", "al", "ap"}
    capitals = all(word[:1].isupper() or word in small for word in words)
    return (
        bool(words) and len(text) <= _LONGEST_NAME and len(words) <= 9 and capitals and not re.search(r"[\d:?!]", text)
    )
