"""One page of the derived TheyWorkForYou form as a record.

A page is ``{file, kind, date, title, lead, speeches}``; ``kind`` is commons, lords, westminsterhall, pbc (a bill
committee) or wrans (a written question or statement); a speech is ``{gid, speaker, position, person_id, time, qnum,
hansard_url, citation, text}``. ``position`` is what the page printed beside the name: "Party, Constituency", a party
alone in the Lords, or every office held that day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from briefs.names.offices import role_of
from briefs.readers.common.answer_state import state_of_answer
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role

LICENCE = "Open Parliament Licence v3.0"
_PARTIES = frozenset(
    (
        *(
            "Conservative",
            "Labour",
            "Labour/Co-operative",
            "Liberal Democrat",
            "Scottish National Party",
            "Plaid Cymru",
        ),
        *("DUP", "UUP", "Ulster Unionist Party", "SDLP", "Social Democratic and Labour Party", "Sinn Féin", "Alliance"),
        *("Green", "UKIP", "Reform UK", "Alba", "Respect", "Change UK", "The Independent Group for Change"),
        *("Independent", "Independent Labour", "Independent Conservative", "Independent Social Democrat"),
        *("Independent Ulster Unionist", "Crossbench", "Bishop", "Non-affiliated", "Judge", "Other"),
    )
)
_CHAIR = re.compile(
    r"Speaker of the House|Deputy Speaker|Chairman of Ways and Means|Chairman of Committees|Lord Speaker"
)
_SPOKESPERSON = re.compile(
    r"\bShadow\b|\bOpposition\b|^Spokesperson|Spokesperson \(|Liberal Democrat .*Spokes|SNP .*(?:Spokes|Leader)"
)
_GOVERNMENT = re.compile(
    r"(?<!Shadow )\b(?:Prime Minister|Minister of State|Secretary of State|Parliamentary Under-Secretary)\b"
    r"|HM Household|HM Treasury|Government Whip|Lord President|Lord Commissioner|\bin Waiting\b|Advocate-General"
    r"|Deputy Leader, House of Lords"
)
_QUESTION_TIME = ("Topical Questions", "Engagements")
_STATEMENT = re.compile(r"\b(?:make|repeat)\b[^.]{0,80}\bstatement\b", re.IGNORECASE)
_URGENT = re.compile(r"\(urgent question\)|repeat[^.]{0,60}answer[^.]{0,60}urgent question", re.IGNORECASE)
# Unattributed speeches are also those of a bill committee's witnesses, whose capacity the page does not print.
_MEMBERS = re.compile(r"(?:Several )?[Hh]on\. Members|(?:A )?[Nn]oble Lords?|(?:Lord|Baroness|Viscount|The Earl) ")
# A Deputy Speaker of the Lords in the Chair puts questions; one who makes a speech is a peer like any other.
_IN_THE_CHAIR = 60


def record_of_page(page: dict[str, Any]) -> Record:
    """Return the record of a page; paragraphs are passages, every speech is a turn."""
    return _written(page) if page["kind"] == "wrans" else _spoken(page)


def _spoken(page: dict[str, Any]) -> Record:
    passages: list[Passage] = []
    for turn, speech in enumerate(page["speeches"]):
        passages += _paragraphs(speech, Part.SPEECH if _speaker(speech) else Part.BODY, turn)
    day = date.fromisoformat(page["date"])
    return Record(
        record_id=_record_id(page),
        kind=_kind(page),
        title=page["title"],
        passages=tuple(passages),
        dates=Dates(happened=day),
        house=House.LORDS if page["kind"] == "lords" else House.COMMONS,
        source_id=page["file"],
        publisher="Hansard",
        people=_people(passages, "speaking"),
        url=_url(page["speeches"]),
        licence=LICENCE,
        citation_override=_citation(page["speeches"]),
        origin=page["file"],
    )


def _written(page: dict[str, Any]) -> Record:
    statement = "written statement" in page["lead"]
    speeches = page["speeches"]
    asked: list[Passage] = []
    answered: list[Passage] = []
    for turn, speech in enumerate(speeches):
        question = not statement and (speech["qnum"] is not None or (turn == 0 and len(speeches) > 1))
        part = Part.QUESTION if question else Part.BODY if statement else Part.ANSWER
        (asked if question else answered).extend(_paragraphs(speech, part, turn))
    uins = list(dict.fromkeys(speech["qnum"] for speech in speeches if speech["qnum"]))
    day = date.fromisoformat(_day_of_lead(page["lead"]) or page["date"])
    lords = any("HL " in speech["citation"] for speech in speeches) or page["lead"].startswith("House of Lords")
    return Record(
        record_id=_record_id(page),
        kind=Kind.WRITTEN_STATEMENT if statement else Kind.WRITTEN_QUESTION,
        title=page["title"],
        passages=(*asked, *answered),
        dates=Dates(happened=day) if statement else Dates(answered=day, cited=DateKind.ANSWERED),
        house=House.LORDS if lords else House.COMMONS,
        uin=None if statement or not uins else uins[0],
        grouped_uins=tuple(uins[1:]),
        source_id=page["file"],
        publisher="UK Parliament",
        answering_body=page["lead"].partition(" written ")[0].replace("House of Lords", "") or None,
        people=(*_people(asked, "asking"), *_people(answered, "making" if statement else "answering")),
        state=None if statement else _state(answered),
        url=_url(speeches),
        licence=LICENCE,
        origin=page["file"],
    )


def _state(answered: Sequence[Passage]) -> AnswerState:
    return state_of_answer([passage.text for passage in answered])


def _paragraphs(speech: dict[str, Any], part: Part, turn: int) -> list[Passage]:
    """Return the paragraphs of a speech; a division list stays in one piece, as its lines are names."""
    text = speech["text"]
    speaker = _speaker(speech)
    if speech["speaker"] is None and speaker:
        text = text.partition("\n")[2]
    lines = [text] if text.startswith("Division No") else text.split("\n")
    office, party, seat = _position(speech["position"])
    role = _role(speech, part)
    anchor = (speech["hansard_url"] or "").partition("#")[2] or None
    return [
        Passage(
            text=line.strip(),
            part=part,
            speaker=speaker,
            office=office,
            role=role,
            party=party,
            constituency=seat,
            anchor=anchor,
            turn=turn,
        )
        for line in lines
        if line.strip()
    ]


def _speaker(speech: dict[str, Any]) -> str | None:
    """Return the name given, or the one left standing as the first line of an unattributed speech ("Noble Lords:")."""
    if speech["speaker"]:
        return str(speech["speaker"])
    first, _, rest = speech["text"].partition("\n")
    if not rest or not first.endswith(":") or len(first) > 80 or first.count(" ") > 7:
        return None
    try:
        return str(first.rstrip(":").encode("cp1252").decode("utf-8"))
    except UnicodeError:
        return str(first.rstrip(":"))


def _position(position: str | None) -> tuple[str | None, str | None, str | None]:
    """Return (office, party, constituency) of what is printed beside a name."""
    if not position:
        return None, None, None
    party, _, seat = position.partition(", ")
    return (None, party, seat or None) if party in _PARTIES else (position, None, None)


def _role(speech: dict[str, Any], part: Part) -> Role:
    position = speech["position"] or ""
    office, party, _ = _position(position)
    if _CHAIR.search(position):
        lords = "Lords" in position or "Committees" in position
        return Role.BACKBENCHER if lords and len(speech["text"].split()) > _IN_THE_CHAIR else Role.SPEAKER
    if position and (part is Part.ANSWER or _GOVERNMENT.search(position)):
        return Role.MINISTER
    if office:
        return Role.OPPOSITION if _SPOKESPERSON.search(position) else _role_of_office(office)
    return Role.BACKBENCHER if party or _MEMBERS.match(_speaker(speech) or "") else Role.UNKNOWN


def _role_of_office(office: str) -> Role:
    """Return the role of an office that is neither the Government's nor an opposition party's.

    No watchdog sits in either House: what reads as one is a committee's chair. Any other office is a backbencher's.
    """
    known = {Role.WATCHDOG: Role.COMMITTEE, Role.UNKNOWN: Role.BACKBENCHER}
    role = role_of(office)
    return known.get(role, role)


def _kind(page: dict[str, Any]) -> Kind:
    """Return the kind, by the title and the opening of the first speeches."""
    opening = " ".join(speech["text"][:600] for speech in page["speeches"][:2])
    if _URGENT.search(opening):
        return Kind.URGENT_QUESTION
    if "Oral Answers" in page["lead"] or page["title"] in _QUESTION_TIME:
        return Kind.DEBATE
    if page["title"].endswith("Statement") or _STATEMENT.search(opening[:400]):
        return Kind.ORAL_STATEMENT
    return Kind.DEBATE


def _people(passages: Sequence[Passage], part_played: str) -> tuple[Person, ...]:
    named = {
        passage.speaker: Person(passage.speaker, part_played, passage.office, passage.party, passage.constituency)
        for passage in reversed(passages)
        if passage.speaker
    }
    return tuple(reversed(named.values()))


def _record_id(page: dict[str, Any]) -> str:
    place = page["file"].removesuffix(".html") if page["kind"] == "pbc" else page["speeches"][0]["gid"]
    return f"hansard/{page['kind']}/{page['date']}/{place}"


def _url(speeches: Sequence[dict[str, Any]]) -> str | None:
    url = next((speech["hansard_url"] for speech in speeches if speech["hansard_url"]), None)
    return str(url).partition("#")[0] if url else None


def _citation(speeches: Sequence[dict[str, Any]]) -> str:
    """Return the first speech's citation without its brackets and commas: "HC Deb 3 September 2019 c24"."""
    inner = re.sub(r"^\(Citation: |\)$", "", speeches[0]["citation"])
    return re.sub(r"\s+c[A-Z]*$", "", inner.replace(",", ""))


def _day_of_lead(lead: str) -> str | None:
    """Return the day in "... answered at on 28 February 2001." as an ISO day."""
    match = re.search(r"(\d{1,2}) (\w+) (\d{4})\.?$", lead)
    months = "January February March April May June July August September October November December".split()
    if not match or match[2] not in months:
        return None
    return f"{match[3]}-{months.index(match[2]) + 1:02d}-{int(match[1]):02d}"
