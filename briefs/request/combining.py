"""What belongs together in a topic: "or", "versus" and "compare", and what is to be left out.

Only words that surely say so are read: "but not X", "excluding X", "-X"; "X or Y"; "X vs Y", "compare X and Y",
"difference between X and Y".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefs.names.concepts import Choice, Concept, Name
from briefs.request.filters import FilterParser

Found = tuple[int, int, Concept | Choice]

_NOT = r"not(?! (?:yet|only|just|so|all|enough|least)\b)(?=\s)"
_LEFT_OUT = re.compile(
    r"(?:(?:,\s*)?\b(?:but not|but without|and not|(?:but |and )?leave out|but ignore|(?:but |and )?exclude|"
    r"not including|leaving out|ignoring|exclud(?:ing|es?)|"
    r"excl\.?(?=\s)|except(?:ing)?(?: for)?|apart from|other than|minus|"
    r"without (?:mentioning|mention of|any mention of))(?!\w)"
    rf"|(?-i:\bNOT)|\(not(?=\s)|(?<=\s)[-–—] (?:but )?{_NOT}|,\s*{_NOT}|(?<!\S)-(?=[\w\"]))"
    r"\s*(?:(?:in|about|on|for|the|any|anything|things|records|mentioning|to do with)\s+){0,3}",
    re.IGNORECASE,
)
# Whom a school or a club excludes: "schools excluding pupils" is a topic.
_EXCLUDED = re.compile(
    r"exclud(?:ing|es?)\s{1,3}"
    r"(?:(?:the|any|more|too many|so many|their|young|disabled|black|autistic|vulnerable)\s{1,3})?"
    r"(?:pupils?|child|children|students?|kids|learners?|boys|girls|people|persons?|members|customers|patients|workers|"
    r"employees|women|men|families|fans|players|tenants|victims|traders|voters|athletes|them|him|her|from)\b",
    re.IGNORECASE,
)
_VERSUS = re.compile(
    r"\s(?:vs?\.?|versus|as opposed to|compared? (?:to|with|against)|compares (?:to|with)|in comparison (?:to|with))\s",
    re.IGNORECASE,
)
COMPARE = re.compile(
    r"^\W*(?:please )?(?:(?:compare|comparing|contrast|a comparison of|comparison of|comparison between|"
    r"(?:the |what(?:'s| is) the )?differences? between|between|how (?:does|do|did|has|have))\s+)(?:the )?",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\s(?:and|with|to|against)\s", re.IGNORECASE)
_OR = re.compile(r"\s(?:or|and/or)\s", re.IGNORECASE)
_EITHER = re.compile(r"^\W*(?:either|any of|one of)\s", re.IGNORECASE)
_STOP = re.compile(r"[,;.?!()]|\s(?:and|or|but)\s|\s{2}|$")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A phrase that no record of the brief may be about: its words, and the place of all that says so."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sides:
    """The places of the sides of an "or" or of a comparison, and what joins them; ``opening`` ends before the first."""

    sides: tuple[tuple[int, int], ...]
    compared: bool
    opening: int = 0


def left_out(text: str, topic: str) -> list[LeftOut]:
    """Return what a topic is to leave out; none where nothing would be left of it.

    ``topic`` is the text with the quoted phrases still in it, which are blank in ``text``.
    """
    found: list[LeftOut] = []
    at = 0
    while (said := _LEFT_OUT.search(text, at)) is not None:
        stop = _STOP.search(text, said.end())
        last = stop.start() if stop is not None else len(text)
        if said.group().strip() == "-":
            space = text.find(" ", said.end())
            last = space if space >= 0 else len(text)
        at = max(said.end(), last)
        if said.group()[:1] not in ",(" and _EXCLUDED.match(text, said.start()) is not None:
            at = said.end()
            continue
        if text[said.end() : last].strip(" \"'") and (topic[: said.start()].strip() or found):
            found.append(LeftOut(said.start(), last, said.end(), last))
        if at >= len(text):
            break
    return found


def sides(text: str) -> Sides | None:
    """Return the two sides of a comparison, or the sides of an "or"; None where the text has neither."""
    if (versus := list(_VERSUS.finditer(text))) and (found := _between(text, versus, 0)) is not None:
        opening = COMPARE.match(text)
        start = opening.end() if opening else 0
        return Sides(((start, found[0][1]), *found[1:]), compared=True, opening=start)
    if (opening := COMPARE.match(text)) and not opening.group().lower().strip().startswith("how"):
        joined = list(_COMPARED.finditer(text, opening.end()))
        if len(joined) == 1 and (found := _between(text, joined, opening.end())) is not None:
            return Sides(found, compared=True, opening=opening.end())
        return None
    either = _EITHER.match(text)
    start = either.end() if either else 0
    found = _between(text, list(_OR.finditer(text, start)), start)
    return Sides(found, compared=False, opening=start) if found is not None else None


def read_exclusions(parser: FilterParser) -> None:
    """Take what is to be left out of the text and set it as a filter."""
    for each in left_out(parser.text, parser.remaining()):
        parser.leave_out(parser.request[each.first : each.last].strip(" \"'.?!,"))
        parser.take(each.start, each.end)


def read_sides(parser: FilterParser) -> Sides | None:
    """Return the sides of a comparison or of an "or", and blank the words that join them."""
    found = sides(parser.text)
    if found is None:
        return None
    joints = [(left[1], right[0]) for left, right in pairwise(found.sides)]
    names = [(match.start, match.end) for match in parser.aliases.match(parser.text)]
    if any(start < joint[1] and joint[0] < end for joint in joints for start, end in names):
        return None  # "search or seizure" as one name of the table
    if found.opening:
        parser.remove(0, found.opening)
    for joint in joints:
        parser.blank(*joint)
    return found


def joined(found: list[Found], sides_: Sides | None, text: str) -> list[Found]:
    """Return the concepts of a topic with those that are joined as sides made one, which any of its names meets."""
    if sides_ is None:
        return found
    groups = [[each for each in found if start <= each[0] < end] for start, end in sides_.sides]
    if not all(groups) or any(isinstance(each[2], Choice) for group in groups for each in group):
        return found
    whole = sides_.compared or all(len(group) > 1 for group in groups)
    if not whole and any(len(group) > 1 for group in groups):
        # "asylum hotels or barracks": asylum, and either of the two
        groups = [groups[0][-1:], *(group[:1] for group in groups[1:])]
    parts = [_side(group, text) for group in groups]
    start, end = groups[0][0][0], groups[-1][-1][1]
    inside = [each for group in groups for each in group]
    either = Concept(_typed(text, start, end), tuple(dict.fromkeys(n for part in parts for n in part.names)), "phrase")
    return sorted([*(each for each in found if each not in inside), (start, end, either)], key=lambda each: each[:2])


def side_names(sides_: Sides | None, text: str) -> tuple[str, ...]:
    """Return the sides as typed."""
    return tuple(_typed(text, start, end).strip(" ,;.?!") for start, end in sides_.sides) if sides_ is not None else ()


def _side(group: Sequence[Found], text: str) -> Concept:
    """Return one side as one concept: of several words, the words side by side."""
    meaning = group[0][2]
    if len(group) == 1 and isinstance(meaning, Concept):
        return meaning
    typed = _typed(text, group[0][0], group[-1][1])
    return Concept(typed, (Name(typed),), "phrase")


def _typed(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _between(text: str, joints: list[re.Match[str]], start: int) -> tuple[tuple[int, int], ...] | None:
    """Return the places between joints, None where there is no joint or one of the places is empty."""
    if not joints:
        return None
    starts, ends = [start, *(joint.end() for joint in joints)], [*(joint.start() for joint in joints), len(text)]
    places = tuple(zip(starts, ends, strict=True))
    return places if all(any(c.isalnum() for c in text[first:last]) for first, last in places) else None
