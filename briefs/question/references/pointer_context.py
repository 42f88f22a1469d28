"""Which day and which heading belong to a number that a text gives, by the words that stand between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from briefs.question.references import patterns as forms
from briefs.question.references.patterns import Day

# How far from a number, in characters, the day that belongs to it may stand.
_REACH = 160
_LONGEST_HEADING = 160
_ASKING = re.compile(
    r"\b(?:whether|what|which|how|when|if|that|since|because|for\swhat|sets?\sout|letter|published\sin)\b|;",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:for\s+answer(?:\s+on)?|due(?:\s+\w+){0,3}|by|between|until|before|after|letter(?:\s+\w+){0,4})\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"(?:\bon|\bof|\bdated|\bfrom|\bpublished|\banswered|\bissued|[,(\[–-])\s*(?:the\s+)?$", re.IGNORECASE
)
_HEADING = re.compile(
    r"^\)?,?\s+(?:on|about|entitled|titled)\s+(?P<heading>[^;.]+?)"
    r"(?=,?\s+(?:tabled|and\s+to\s+the|and\s+with\s+reference|whether|what|how|if|when|which|for\s+(?:what|which)|who|why|where"
    r"|on\s+what|by\s+what|in\s+what)\b|[;.]|$)",
    re.IGNORECASE,
)


def day_of(
    sentence: str, at: tuple[int, int], between: tuple[int, int], days: Sequence[Day], claimed: set[int]
) -> Day | None:
    """Return the day that belongs to a number: the nearest before it, else the one that follows it with "on".

    ``at`` is the span of the number in the sentence, ``between`` where the number before it ends and the next begins;
    ``days`` are in order; ``claimed`` are the places of those that belong to others. Offsets in characters.
    """
    here = bisect_left(days, at[0], key=lambda day: day.start)
    for number in range(here - 1, -1, -1):
        day, gap = days[number], sentence[days[number].end : at[0]]
        if day.start < between[0] or len(gap) > _REACH:
            break
        if day.end <= at[0] and day.start not in claimed and _belongs_before(sentence[between[0] : day.start], gap):
            return day
    for number in range(here, len(days)):
        day, gap = days[number], sentence[at[1] : days[number].start]
        if day.end > between[1] or len(gap) > _REACH:
            break
        if day.start >= at[1] and day.start not in claimed and _belongs_after(gap):
            return day
    return None


def _belongs_before(lead: str, between: str) -> bool:
    return _ASKING.search(between) is None and _OTHER_DAY.search(lead[-40:]) is None


def _belongs_after(gap: str) -> bool:
    if _ASKING.search(gap) or _OTHER_DAY.search(gap):
        return False
    return gap.strip() == "" or _INTRODUCED.search(gap) is not None


def heading_after(sentence: str, end: int) -> str | None:
    """Return the heading stated after the number that ends at ``end``: "Question 4982 on Lighthouses: Lamps"."""
    match = _HEADING.match(sentence[end : end + 3 * _LONGEST_HEADING])
    if match is None or len(match["heading"]) > _LONGEST_HEADING:
        return None
    return None if forms.DAY.match(match["heading"].removeprefix("the ")) else match["heading"].rstrip(", ")
