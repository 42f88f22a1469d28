"""Who speaks on a page of TheyWorkForYou: a portrait, a name, and the party and seat or the offices below it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from briefs.names.offices import Attribution, parse_attribution
from briefs.readers.common.page_people import Position, attribution, is_name, position_of, undotted, unglued
from briefs.records.model import Role

PHOTO = re.compile(r"^Photo of (?P<name>[^\n]{3,80}?)$")
_TIME_ENDS = re.compile(r"(?:(?<!\s)\s+)?\d{1,2}:\d{2} ?[ap]\.?m\.?(?:, .{5,40})?$")


def speaker_at(lines: Sequence[str], at: int, known: Container[str]) -> tuple[Attribution, int] | None:
    """Return (whom the lines from ``at`` name as speaker, how many lines that takes), None for no speaker."""
    photo = PHOTO.match(lines[at])
    if photo:
        return _below_photo(photo["name"], lines, at)
    line = _TIME_ENDS.sub("", lines[at])
    if glued := unglued(line):
        return attribution(*glued), 1
    below = lines[at + 1] if at + 1 < len(lines) else ""
    position = position_of(_TIME_ENDS.sub("", below))
    if position and is_name(line):
        return attribution(line, position), 2
    named = parse_attribution(line)
    alone = named is not None and (named.role is Role.SPEAKER or named.name.endswith(("Members", "Lords")))
    if named and alone:
        return named, 1
    return (Attribution(undotted(line), Role.UNKNOWN), 1) if undotted(line) in known else None


def _below_photo(name: str, lines: Sequence[str], at: int) -> tuple[Attribution, int]:
    """Read the lines below a portrait: the name again, the position, both maybe on the portrait's own line."""
    below = [_TIME_ENDS.sub("", line) for line in lines[at + 1 : at + 3]]
    # "Photo of Jane Example Jane Example Labour, Samplesea" in a page whose lines ran together.
    half = re.match(r"^(?P<name>.{3,60}?)\s(?P=name)(?:\s(?P<position>.+))?$", name)
    if half:
        return attribution(half["name"], position_of(_TIME_ENDS.sub("", half["position"] or ""))), 1
    if not below or not below[0].startswith(name):
        position = position_of(below[0]) if below else None
        return attribution(name, position), 2 if position else 1
    rest = below[0].removeprefix(name).strip()
    if rest:
        return attribution(name, position_of(rest)), 2
    position = position_of(below[1]) if len(below) > 1 else None
    if position is None and len(below) > 1 and _is_position(below[1]):
        position = Position(office=below[1])
    return attribution(name, position), 3 if position else 2


def _is_position(line: str) -> bool:
    """Whether the line below a portrait's name is an office that nothing else knows: short, no sentence."""
    return 0 < len(line) < 120 and line[0].isupper() and not re.search(r"[.?!:”\"]$|\d", line) and len(line.split()) < 9
