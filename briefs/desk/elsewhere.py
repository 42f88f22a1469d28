"""Whether an earlier question is about another place: an answer about one country says nothing about the next.

Only what names a place of its own and none of those asked about is elsewhere; a general answer is not.
"""

from __future__ import annotations

import re

from briefs.desk.asking_forms import NATIONS, NOT_A_PLACE, PLACE
from briefs.desk.drift import question_text, without_preface
from briefs.records import Record
from briefs.words import stem

# The whole country is no place of its own.
_EVERYWHERE = re.compile(r"^(?:UK|United Kingdom|Great Britain|England|England and Wales|Britain|Parliament)$")
_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z’'-]{2,}")
_GENERAL = re.compile(
    r"^(?:Department|Government|Ministers?|Secretary|State|House|Commons|Lords|Parliament|United|Kingdom|England|Britain|British"
    r"|Bill|Act|Members?|Answers?|Questions?|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|National|Health|Service|Services|Office|Plan|Strategy|Review|Report|Budget|Majesty|English)\b"
)


def is_elsewhere(asked: str, record: Record) -> bool:
    """Whether a record's question names places, or else names, of which the question asked has its own others."""
    other = f"{without_preface(question_text(record))}\n{record.title}"
    for named in (_places, _names):
        ours, theirs = named(without_preface(asked)), named(other)
        if ours and theirs and not ours & theirs:
            return True
    return False


def _places(text: str) -> set[str]:
    found = {m["place"] for m in PLACE.finditer(text) if not NOT_A_PLACE.search(m["place"])}
    found |= {m[0] for m in NATIONS.finditer(text)}
    return {
        word for place in found if not _EVERYWHERE.match(place) for word in map(stem, place.split()) if len(word) > 3
    }


def _names(text: str) -> set[str]:
    return {stem(m[0]) for m in _NAMED.finditer(text) if not _GENERAL.match(m[0])}
