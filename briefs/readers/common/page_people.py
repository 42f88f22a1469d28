"""The lines by which a page names somebody: a name, and beside or below it party, seat, office and House."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs.names.offices import Attribution, role_of
from briefs.records.model import House, Role

_LONGEST_NAME, _LONGEST_POSITION = 80, 400
_PARTY = (
    r"(?:Conservative|Labour(?:/Co-operative|[ /]\(?Co-op(?:erative)?\)?)?|Liberal Democrats?|Scottish National Party"
    r"|SNP|Plaid Cymru|Democratic Unionist Party|DUP|Ulster Unionist(?: Party)?|UUP|Social Democratic (?:and|&) Labour"
    r" Party|SDLP|Sinn Féin|Alliance|Green(?: Party)?|UKIP|UK Independence Party|Reform UK|Alba(?: Party)?|Respect"
    r"|Change UK|The Independent Group(?: for Change)?|Independent(?: (?:Labour|Conservative|Ulster Unionist"
    r"|Social Democrat))?|Traditional Unionist Voice|TUV|Your Party|Workers Party(?: of Britain)?|Restore Britain"
    r"|Crossbench|Bishops?|Non-affiliated|Judge|Lord Speaker)"
)
_PARTY_AND_SEAT = re.compile(rf"(?P<party>{_PARTY})(?:,\s(?P<seat>[A-ZÀ-Þ][^\n]{{2,60}}))?")
_HOUSE_WORD = re.compile(r"(?:House of )?(?P<house>Commons|Lords)$")
_NO_SEAT = re.compile(
    r"(?:Life|Hereditary|Excepted [Hh]ereditary|Elected [Hh]ereditary) [Pp]eer.*|Lords|House of Lords"
)
_STYLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Viscountess|Earl|Countess|Professor|Prof|Rev|Rt Hon"
    r"|The Rt Hon|The Earl of|The Lord Bishop of|The Duke of|The Marquess of|The Lord Archbishop of)\.?"
)
_NAME = re.compile(
    rf"(?:{_STYLE}\s){{0,3}}(?P<bare>[A-ZÀ-Þ][\w’'.-]*(?:\s(?:(?:de|la|le|van|von|of|the|ap|al)\s){{0,2}}"
    rf"[A-ZÀ-Þ][\w’'.-]*){{0,5}})"
)
_GLUED = re.compile(
    rf"(?P<name>[^,:;()]{{3,60}}?)\s(?P<position>(?:{_PARTY}(?:,\s[A-ZÀ-Þ][^.]{{2,60}})?"
    rf"|(?:The\s|Assistant\s|Deputy\s)?(?:Minister|Secretary|Parliamentary|Shadow|Chair|Leader|Speaker|Prime Minister|"
    rf"Chancellor|Attorney|Solicitor|Lord Commissioner|Economic Secretary|Financial Secretary|Exchequer Secretary"
    rf"|Opposition|Baroness in Waiting|Lord in Waiting|Comptroller|Treasurer|Vice Chamberlain|Lord President"
    rf"|Lord Chancellor|Paymaster|Chief Secretary|Spokesperson|Liberal Democrat)\b.*))$"
)


@dataclass(frozen=True, slots=True)
class Position:
    """What a page prints beside a name, each None where it does not."""

    office: str | None = None
    party: str | None = None
    constituency: str | None = None
    house: House | None = None

    @property
    def role(self) -> Role:
        """The role of the office, else that of a Member with a party; UNKNOWN where neither is printed."""
        role = role_of(undotted(self.office)) if self.office else Role.UNKNOWN
        return Role.BACKBENCHER if role is Role.UNKNOWN and self.party and not self.office else role


def undotted(name: str) -> str:
    """Return a name in today's style, without the full stop after "Mr" that older pages print."""
    return re.sub(r"\b(Mr|Mrs|Ms|Dr)\.", r"\1", name)


def is_name(line: str) -> bool:
    """Whether a whole line may be a person's name: capitalised words of which one is no title, and nothing else."""
    if len(line) > _LONGEST_NAME:
        return False
    match = _NAME.fullmatch(line)
    titled = match is not None and match["bare"] != line
    return match is not None and (titled or len(line.split()) > 1) and role_of(line) in (Role.UNKNOWN, Role.SPEAKER)


def position_of(line: str) -> Position | None:
    """Return what a line such as "Labour, Croydon North" or "Minister of State (Home Office)" says; None for others."""
    text = line.strip()
    if not text or len(text) > _LONGEST_POSITION or text.endswith((".", "?", "!", ":", "”", '"')):
        return None
    if member := _PARTY_AND_SEAT.fullmatch(text):
        return _party_position(member)
    if text[0].isupper() and role_of(text) is not Role.UNKNOWN and _short_office(text):
        return Position(office=text)
    return None


def _party_position(member: re.Match[str]) -> Position:
    seat = member["seat"]
    # "Labour, Shadow Minister" is a party beside an office; a seat is no office.
    if seat and role_of(seat) is not Role.UNKNOWN:
        return Position(office=seat, party=member["party"])
    return Position(party=member["party"], constituency=seat)


def _short_office(text: str) -> bool:
    """Whether a line has the shape of one office or several: no verb and sentence, capital words and brackets."""
    words = [w for w in re.findall(r"[A-Za-zÀ-ÿ][\w’'-]*", text) if len(w) > 3]
    capital = sum(w[0].isupper() for w in words)
    return bool(words) and capital >= 0.7 * len(words)


def attribution(name: str, position: Position | None) -> Attribution:
    """Return whom a name and what is printed beside it name as speaker."""
    plain = undotted(name)
    if role_of(plain) is Role.SPEAKER:
        return Attribution(plain, Role.SPEAKER, plain)
    if position is None:
        return Attribution(plain, Role.UNKNOWN)
    return Attribution(plain, position.role, position.office, position.party, position.constituency)


def unglued(line: str) -> tuple[str, Position] | None:
    """Return (name, position) of a line in which both stand side by side, or None for any other line."""
    match = _GLUED.match(line) if len(line) <= _LONGEST_POSITION else None
    if match is None or not is_name(match["name"]):
        return None
    position = position_of(match["position"])
    return (match["name"], position) if position else None


def person_block(lines: Sequence[str]) -> tuple[str | None, Position]:
    """Return (name, position) from the lines of a page's card of a person, one particular a line or with commas.

    The first words that are neither party, office nor House are the name, the next such are the seat.
    """
    name: str | None = None
    found = Position()
    for line in lines:
        text = line.strip(" ,;-–")
        if house := _HOUSE_WORD.search(text):
            found = replace(found, house=found.house or House(house["house"].lower()))
            text = text[: house.start()].rstrip(" ,;-–(")
        if not text:
            continue
        first, rest = _name_first(text) if name is None else (None, "")
        known = position_of(text)
        if first:
            name = first
            for part in _split(rest):
                found = _with(found, position_of(part) or Position(constituency=part))
        elif known:
            found = _with(found, known)
        elif name is None:
            name = text
        else:
            found = _with(found, Position(constituency=text.strip("()")))
    if found.constituency and _NO_SEAT.fullmatch(found.constituency):
        found = replace(found, constituency=None)
    return name, found


def _name_first(text: str) -> tuple[str | None, str]:
    """Return (the name, the rest) of "Name, Party, Seat" or "Name (Party, Seat)"; no name for any other line."""
    first, mark, rest = text.replace(" (", ", ", 1).partition(",") if " (" in text else text.partition(",")
    if not mark or not is_name(first.strip()):
        return None, text
    return first.strip(), rest.strip().removesuffix(")") if "(" not in rest else rest.strip()


def _split(text: str) -> list[str]:
    """Return what stands between commas, a party and its seat or office apart."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    for at, part in enumerate(parts):
        if _PARTY_AND_SEAT.fullmatch(part) and at + 1 < len(parts):
            return [*([", ".join(parts[:at])] if at else []), part, ", ".join(parts[at + 1 :])]
    return parts


def _with(found: Position, known: Position) -> Position:
    return Position(
        office=found.office or known.office,
        party=found.party or known.party,
        constituency=found.constituency or known.constituency,
        house=found.house or known.house,
    )
