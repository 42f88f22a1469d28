"""Whether an earlier question is about another place: an answer about one country says nothing about the next.

Only what names a place of its own and none of those asked about is elsewhere; a general answer is not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefs.language.words import stem
from briefs.question.parse.parser import places_in
from briefs.question.parse.text import question_text, without_preface
from briefs.records.model import Record

# The whole country is no place of its own.
_EVERYWHERE = re.compile(r"^(?:UK|United Kingdom|Great Britain|England|England and Wales|Britain|Parliament)$")
# "East Midlands" and "East Anglia" have no more in common than a point of the compass.
_QUARTER = re.compile(
    r"^(?:(?:North|South)(?:ern|-?east|-?west)?|(?:East|West)(?:ern)?|Central|England|Greater|Upper|Lower)$",
    re.IGNORECASE,
)
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


def names_elsewhere(asked: str, sentence: str) -> bool:
    """Whether a sentence names places, of which the question asked has its own others."""
    ours = _places(without_preface(asked)) if asked else frozenset()
    theirs = _places(sentence)
    return bool(ours and theirs and not ours & theirs)


@lru_cache(maxsize=512)
def _places(text: str) -> frozenset[str]:
    found = frozenset[str]()
    for place in places_in(text):
        if not _EVERYWHERE.match(place.text):
            named = [stem(word) for word in place.text.split() if len(word) > 3 and not _QUARTER.match(word)]
            found |= frozenset(named or [place.text.casefold()])
    return found


def _names(text: str) -> frozenset[str]:
    return frozenset(stem(m[0]) for m in _NAMED.finditer(text) if not _GENERAL.match(m[0]))
