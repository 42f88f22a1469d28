"""The filters of a request: ``by:``, ``from:``, ``type:``, ``house:``, ``party:``, ``since:``, ``until:``, ``in:``,
``role:``, ``place:``, ``not:`` and ``length:``.

A filter is a key, a colon and a value; a value of several words stands in quotation marks, or is a name that the tables
know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefs.errors import QueryError
from briefs.records.model import House, Kind, Role

KEYS = ("by", "from", "type", "house", "party", "since", "until", "in", "role", "place", "not", "length")
LENGTHS = ("short", "normal", "long")
_ROLE_WORDS = {role.value: role for role in Role if role is not Role.UNKNOWN} | {"backbench": Role.BACKBENCHER}

# What people call each kind of record; a word for several kinds means all of them.
KIND_WORDS: dict[str, tuple[Kind, ...]] = {
    "news": (Kind.NEWS,),
    "story": (Kind.NEWS,),
    "debate": (Kind.DEBATE,),
    "question": (Kind.WRITTEN_QUESTION,),
    "oral question": (Kind.ORAL_QUESTION,),
    "written question": (Kind.WRITTEN_QUESTION,),
    "pq": (Kind.WRITTEN_QUESTION,),
    "wq": (Kind.WRITTEN_QUESTION,),
    "statement": (Kind.ORAL_STATEMENT, Kind.WRITTEN_STATEMENT),
    "oral statement": (Kind.ORAL_STATEMENT,),
    "written statement": (Kind.WRITTEN_STATEMENT,),
    "wms": (Kind.WRITTEN_STATEMENT,),
    "ws": (Kind.WRITTEN_STATEMENT,),
    "urgent question": (Kind.URGENT_QUESTION,),
    "uq": (Kind.URGENT_QUESTION,),
    "report": (Kind.COMMITTEE_REPORT, Kind.AUDIT_REPORT),
    "committee report": (Kind.COMMITTEE_REPORT,),
    "audit report": (Kind.AUDIT_REPORT,),
    "audit": (Kind.AUDIT_REPORT,),
    "evidence": (Kind.COMMITTEE_EVIDENCE,),
    "committee evidence": (Kind.COMMITTEE_EVIDENCE,),
    "speech": (Kind.SPEECH,),
    "document": (Kind.DOCUMENT,),
}
SHOWN_KINDS = "news, debate, question, statement, written statement, urgent question, report, audit, evidence, speech"

HOUSE_WORDS = {
    "commons": House.COMMONS,
    "house of commons": House.COMMONS,
    "lords": House.LORDS,
    "house of lords": House.LORDS,
}


_COMMA = re.compile(r"\s*,\s*(?=[^\s,])")
_TWO_WORDS = re.compile(r"[^\s,\"]+[ _-][^\s,\"]+")
_KEYED = re.compile(r"(?<![^\s(])([^\W\d_]{2,20}):(?!//)(\s*)(?=\S)")


def read_house(value: str) -> House:
    """Return the House of a value. Raises QueryError naming the two."""
    house = HOUSE_WORDS.get(value.strip().casefold())
    if house is None:
        raise QueryError(f'No House is called "{value}"; write house:commons or house:lords.')
    return house


def read_length(value: str) -> str:
    """Return the length of a value. Raises QueryError naming the three."""
    length = value.strip().casefold()
    if length not in LENGTHS:
        raise QueryError(f'"{value}" is not a length; choose short, normal or long.')
    return length


def read_role(value: str) -> Role:
    """Return the role of a value, also in the plural. Raises QueryError naming those there are."""
    word = value.strip().casefold()
    role = _ROLE_WORDS.get(word) or _ROLE_WORDS.get(word.removesuffix("s"))
    if role is None:
        names = ", ".join(each.value for each in dict.fromkeys(_ROLE_WORDS.values()))
        raise QueryError(f'No role is called "{value}"; the roles are {names}.')
    return role


def read_kinds(values: Iterable[str]) -> tuple[Kind, ...]:
    """Return the kinds of record that the words name, none twice. Raises QueryError naming those there are."""
    kinds: dict[Kind, None] = {}
    for value in values:
        named = _kinds(value)
        if named is None:
            raise QueryError(f'No type of record is called "{value}"; the types are {SHOWN_KINDS}.')
        kinds.update(dict.fromkeys(named))
    return tuple(kinds)


def _kinds(value: str) -> tuple[Kind, ...] | None:
    """Return the kinds of one word, also in the plural, None where it names none."""
    word = " ".join(re.split(r"[\s_-]+", value.strip().casefold()))
    plurals = {word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word)}
    return next((KIND_WORDS[each] for each in sorted(plurals, key=len, reverse=True) if each in KIND_WORDS), None)


def next_filter(text: str, at: int = 0) -> tuple[str, int, int] | None:
    """Return the next filter's key and where key and value begin, None where no filter follows.

    A word with a colon and a space behind it ("Police: finance") is a filter only if it is one of the keys. Raises
    QueryError for a key that is none, naming those there are.
    """
    for found in _KEYED.finditer(text, at):
        key = found.group(1).casefold()
        if key in KEYS:
            return key, found.start(), found.end()
        if not found.group(2):
            raise QueryError(f'There is no filter "{key}:"; the filters are {", ".join(f"{each}:" for each in KEYS)}.')
    return None


def listed_kinds(text: str, at: int) -> tuple[list[str], int]:
    """Return the comma-separated words of a ``type:`` value and where it ends.

    A type of two words needs no quotation marks: the longest type that stands there is taken.
    """
    values: list[str] = []
    while True:
        value, end = _one_kind(text, at)
        values.append(value)
        comma = _COMMA.match(text, end)
        if comma is None:
            return values, end
        at = comma.end()


def _one_kind(text: str, at: int) -> tuple[str, int]:
    """Return one word of a ``type:`` value and where it ends."""
    two = _TWO_WORDS.match(text, at)
    if two is not None and _kinds(two.group()) is not None:
        return two.group(), two.end()
    return plain_value(text, at, stop=",")


def plain_value(text: str, at: int, stop: str = "") -> tuple[str, int]:
    """Return a value in quotation marks or up to the next space, and where it ends.

    Raises QueryError where it is empty.
    """
    quoted = re.compile(r'"([^"]*)"').match(text, at)
    if quoted is not None:
        value, end = quoted.group(1).strip(), quoted.end()
    else:
        bare = re.compile(rf"[^\s{re.escape(stop)}]+" if stop else r"\S+").match(text, at)
        value, end = (bare.group(), bare.end()) if bare else ("", at)
    if not value.strip('"'):
        raise QueryError('A filter has no value; write it as in by:"Jane Smith" or since:2019.')
    return value.strip('"'), end
