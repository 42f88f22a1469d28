"""Contributions of the record's data forms, which say of each who speaks, as passages.

Where the text download and saved pages name a speaker on a line, the data forms carry a Member's id and an anchor
with each contribution; what an exchange shows of roles is read from both alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefs.names.offices import Attribution, parse_attribution
from briefs.names.parties import PRINTED_PARTIES
from briefs.quotations.attribution import with_reported_quotes
from briefs.readers.common.contributions import PROCEDURE, Turn, passage_by, with_front_bench
from briefs.records.model import Kind, Part, Passage, Role

# Headings that say nothing without the one above them.
GENERIC = re.compile(
    r"^(?:(?:new )?(?:clause|schedule|amendment|preamble|title|part)\b[^—–]{0,12}(?:[—–].*)?|\d+|engagements"
    r"|topical questions|points? of order|business of the house|urgent question|bill presented|introduction"
    r"|(?:report|committee)(?: stage)?(?: ?\(.*)?|motions? to \w.*|(?:first|second|third) reading.*"
    r"|(?:commons|lords) (?:amendments|reasons).*)$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\bwas asked\s*+(?:[-–—]++\s*+)?$")
_BRACKETED = re.compile(r"(?:(?<!\s)\s+)?\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_A_NAME = re.compile(r"^[A-ZÀ-Þ][\w.’'-]*(?: [\w.’'-]+){1,6}$")


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution: who speaks (None for procedure), its paragraphs and where the source has it.

    ``number`` is its place in the debate where the source gives one; else contributions are numbered as they come.
    """

    speaker: Attribution | None
    paragraphs: tuple[str, ...]
    anchor: str | None = None
    member_id: int | None = None
    quotable: bool = True
    number: int | None = None
    part: Part = Part.SPEECH
    person_id: int | None = None


class Speakers:
    """Who an attribution means, with the full form and the office that were printed for the same Member before."""

    def __init__(self) -> None:
        """Begin knowing nobody."""
        self._known: dict[int, Attribution] = {}

    def of(self, attributed: str, member_id: int | None) -> Attribution | None:
        """Return who speaks as the source prints it; None where it names nobody.

        A Member printed in full first and by the bare name later keeps office, party and seat of the first; a bare
        name that nothing explains has no known role, since its office may have been printed elsewhere.
        """
        known = self._known.get(member_id) if member_id is not None else None
        text = attributed.strip().rstrip(":").strip()
        if not text:
            return known
        named = parse_attribution(text) or _loosely(text)
        if named is None or not named.full:
            if known and known.role is not Role.SPEAKER:
                return known
            return named or Attribution(text, Role.UNKNOWN, full=False)
        if named.role is Role.SPEAKER and named.name == named.office and known and known.role is Role.SPEAKER:
            return replace(known, office=named.office)
        if known and known.office and not named.office and known.role is not Role.SPEAKER:
            named = replace(named, office=known.office, role=known.role)
        if member_id is not None:
            self._known[member_id] = named
        return named


def contribution_passages(found: Sequence[Contribution], kind: Kind, day: date | None) -> tuple[Passage, ...]:
    """Return a passage for each paragraph, contributions numbered from 1; procedure is nobody's."""
    marked = with_front_bench([Turn(c.speaker, c.paragraphs) for c in found], kind, day)
    made: list[Passage] = []
    number = 0
    for given, turn in zip(found, marked, strict=True):
        number += turn.speaker is not None
        for text in given.paragraphs:
            who = None if PROCEDURE.match(text) else turn.speaker
            made.append(
                passage_by(
                    who,
                    text,
                    given.part,
                    who.role if who else Role.UNKNOWN,
                    (given.number if given.number is not None else number) if who else None,
                    member_id=given.member_id if who else None,
                    person_id=given.person_id if who else None,
                    anchor=given.anchor,
                    quotable=given.quotable,
                )
            )
    return tuple(with_reported_quotes(made))


def full_title(title: str, above: str | None) -> str:
    """Return a heading, after the one above it where it says nothing alone: "Harbours Bill: Clause 4"."""
    return f"{above}: {title}" if above and above != title and GENERIC.match(title) else title


def says_who_was_asked(found: Sequence[Contribution]) -> bool:
    """Whether a section holds nothing but the line that says which department's questions follow."""
    return all(c.speaker is None for c in found) and all(_ASKED.search(text) for c in found for text in c.paragraphs)


def _loosely(text: str) -> Attribution | None:
    """Read a full form that the stricter grammar does not take: an office of no known role, an unusual name."""
    brackets = [m[1].strip() for m in _BRACKETED.finditer(text)]
    bare = _BRACKETED.sub("", text).strip()
    if not brackets or not bare:
        return None
    party = next((b for b in brackets if b in PRINTED_PARTIES), None)
    name = next((b for b in brackets if b not in PRINTED_PARTIES and _A_NAME.match(b)), None)
    if bare.startswith("The ") and name:
        return Attribution(name, Role.UNKNOWN, bare, party)
    return Attribution(bare, Role.BACKBENCHER if party else Role.UNKNOWN, None, party, None, party is not None)
