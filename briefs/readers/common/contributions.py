"""Contributions with their speakers named on a line before them: Hansard's download and its page alike.

The first mention of a speaker is in full ("John Sample (Samplesea South) (Con)"), later ones are short ("Mr Sample").
A short form takes the name and office of the full form, as first printed. Two that would fit mean the short form is
kept as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from briefs.names.governments import government_of, opposes
from briefs.names.offices import Attribution, parse_attribution
from briefs.records.model import House, Kind, Part, Passage, Person, Role

LICENCE = "Contains Parliamentary information licensed under the Open Parliament Licence v3.0."

WRITTEN = MappingProxyType({Part.QUESTION: "asking", Part.ANSWER: "answering", Part.BODY: "making"})
"""What people do in the parts of written questions and statements."""

PROCEDURE = re.compile(
    r"^(?:Sitting suspended|On resuming|More than [\w ]+ having elapsed|Question (?:again )?(?:put|proposed"
    r"|accordingly)"
    r"|Question,|The (?:House|Committee) (?:divided|proceeded|adjourned)|Motion (?:made|agreed|withdrawn|by leave)"
    r"|Resolved\b"
    r"|Ordered\b|Bill (?:read|accordingly)|Debate (?:adjourned|resumed)|Amendment[s \d]+(?:agreed|moved|withdrawn"
    r"|proposed)"
    r"|\[.*\]$|Proceedings interrupted|Motion lapsed|House adjourned|Division \d+"
    r"|Tellers? for the\b|Tellers?:|Brought up,)"
)
TO_ASK = re.compile(r"^(?:To ask\b|asked (?:Her|His) Majesty)", re.IGNORECASE)
"""How the text of a question on the paper begins."""
_TO_GOVERNMENT = re.compile(r"(?:To ask|asked) (?:Her|His) Majesty")
THANKS_FOR_SIGHT = re.compile(
    r"\b(?:advance|prior|early)\s(?:sight|notice|copy|sighting)\s(?:of\b|\S+\sof\b|)|\b(?:sight|copy)\sof\s(?:his"
    r"|her|the|it|their|my)"
    r"(?:\s\w+)?\sstatement",
    re.IGNORECASE,
)
URGENT = re.compile(
    r"\(Urgent Question\)\s*:|\bUrgent Question\b.{0,20}To ask|^To ask the [A-Z][^.]{5,200} if (?:he|she"
    r"|they) will make a statement",
    re.MULTILINE,
)
_STATEMENT = re.compile(
    r"\bpermission\b[^.]{0,80}\bstatement\b|\b(?:commend|repeat)(?:ed|s)? (?:th(?:is|e)|a) statement\b"
    r"|\bI (?:wish to|will|would like to|want to|should like to|shall|rise to) (?:now )?(?:make|repeat) (?:an? "
    r"|the )?(?:\w+ )?statement",
    re.IGNORECASE,
)
_LORDS = re.compile(
    r"\bMy Lords\b|\bnoble (?:Lords?|Baroness|Friend|Earl|Viscount)\b|\bLords Hansard\b|House of Lords Hansard"
    r"|\bLords Chamber\b"
)
_COMMONS = re.compile(
    r"\b(?:hon|Hon)\. (?:Members?|Friend|Gentleman|Lady|and learned)|\bMr Speaker\b|\bMadam (?:Deputy )?Speaker\b"
    r"|\bCommons Chamber\b|\bCommons Hansard\b|\(Urgent Question\)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One contribution: who is named for it (None before the first speaker and for procedure) and its paragraphs."""

    speaker: Attribution | None
    paragraphs: tuple[str, ...] = field(default_factory=tuple)


def is_of_lords(asked: str, numbers: Iterable[str]) -> bool:
    """Whether a written question is the Lords': it asks the Government as such, or its number says so."""
    return bool(_TO_GOVERNMENT.search(asked)) or any(number.startswith("HL") for number in numbers)


def kind_of(text: str) -> Kind:
    """Return the kind of a debate from its opening words: urgent question, oral statement, otherwise debate."""
    if URGENT.search(text[:4000]):
        return Kind.URGENT_QUESTION
    return Kind.ORAL_STATEMENT if _STATEMENT.search(text[:2500]) else Kind.DEBATE


def house_of(text: str) -> House | None:
    """Return the House from its forms of address, or None where neither or both would do."""
    lords, commons = len(_LORDS.findall(text)), len(_COMMONS.findall(text))
    if lords == commons:
        return None
    return House.LORDS if lords > commons else House.COMMONS


def named_by(line: str, known: Sequence[Attribution]) -> Attribution | None:
    """Return whom a line names; None for a short form that nothing printed before explains."""
    bare = [k for k in known if k.name == line.rstrip(":")]
    if bare:
        return bare[0]
    named = parse_attribution(line)
    if named is None:
        return None
    if named.full:
        # "Jane Example" again in full, now without the office: the office of the day still holds.
        again = [k for k in known if k.name == named.name]
        return again[0] if again and again[0].office and not named.office else named
    if named.name.endswith(("Members", "Lords")):
        return named
    title, *rest = named.name.split()
    fits = [
        k
        for k in known
        if k.name.split()[-len(rest) :] == rest or (title in ("Sir", "Dame") and k.name.startswith(named.name + " "))
    ]
    if len({k.name for k in fits}) == 1:
        return fits[0]
    return named if fits else None


def with_front_bench(found: Sequence[Turn], kind: Kind, day: date | None = None) -> list[Turn]:
    """Return the turns with the opposition's front bench marked where the exchange itself shows it.

    The mover of an urgent question is counted so where the party printed is one of the opposition on that day; after a
    statement it is whoever first answers it and thanks the minister for advance sight of it, the spokesmen of the other
    parties included.
    """
    front: set[str] = set()
    if kind is Kind.URGENT_QUESTION:
        movers = (t.speaker for t in _questioners(found)[:1])
        front.update(mover.name for mover in movers if mover and opposes(mover.party, day))
    elif kind is Kind.ORAL_STATEMENT:
        front.update(
            t.speaker.name
            for t in _questioners(found)[:8]
            if t.speaker and THANKS_FOR_SIGHT.search(t.paragraphs[0]) and not _governs(t.speaker.party, day)
        )
    marked = []
    for turn in found:
        who = turn.speaker
        if who and who.name in front and who.role is Role.BACKBENCHER:
            who = replace(who, role=Role.OPPOSITION)
        marked.append(Turn(who, turn.paragraphs))
    return marked


def _governs(party: str | None, day: date | None) -> bool:
    """Whether a party printed sat on the side of the Government that day: its Members are shown statements too."""
    return bool(party and day and government_of(day) and not opposes(party, day))


def _questioners(found: Sequence[Turn]) -> list[Turn]:
    return [t for t in found if t.speaker and t.speaker.role is Role.BACKBENCHER]


def passages(found: Sequence[Turn]) -> list[Passage]:
    """Return one passage for each paragraph, the contributions numbered from 1."""
    made: list[Passage] = []
    number = 0
    for turn in found:
        who = turn.speaker
        number += who is not None
        role = who.role if who else Role.UNKNOWN
        turn_number = number if who else None
        made.extend(passage_by(who, text, Part.SPEECH, role, turn_number) for text in turn.paragraphs)
    return made


def passage_by(
    who: Attribution | Person | None, text: str, part: Part, role: Role, turn: int | None = None, **more: Any
) -> Passage:
    """Return words as somebody's, with what is printed of them; None is nobody whom the record names.

    ``more`` are other fields of the passage.
    """
    if who is None:
        return Passage(text, part, role=role, turn=turn, **more)
    return Passage(text, part, who.name, who.office, role, who.party, who.constituency, turn=turn, **more)


def people(made: Iterable[Passage], played: Mapping[Part, str] = MappingProxyType({})) -> tuple[Person, ...]:
    """Return everyone who speaks in the passages, once each, in order; ``played`` says what they do in which part."""
    found: dict[str, Person] = {}
    for p in made:
        if p.speaker and p.speaker not in found:
            does = played.get(p.part, "speaking")
            found[p.speaker] = Person(p.speaker, does, p.office, p.party, p.constituency, p.member_id)
    return tuple(found.values())
