"""Whom a sentence of a story means: names, surnames, acronyms, "the watchdog", "MPs", "a spokesperson", "she".

What a name, a noun or a pronoun stands for is looked up in what the story has named before; where nothing fits, it is
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefs.names.offices import role_of
from briefs.quotations.entities import Named, bodies, full_name, people
from briefs.quotations.marks import BLANK
from briefs.records.model import Role

REPORT_FROM = re.compile(
    r"\b(?:report|review|study|inquiry|investigation|analysis|inspection)\s(?:by|from"
    r"|of)\s(?:the\s)?$"
)
_PRONOUN = re.compile(r"\b(?P<word>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b")
_SPOKES = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)?\s?(?P<body>(?:[A-Z][\w’'&-]*\s(?:of\s|for\s"
    r"|and\s(?=[A-Z]))?){0,6}|government\s)"
    r"(?P<kind>spokes(?:person|man|woman)|source)(?:\sfor\s(?:the\s)?(?P<of>[A-Z][\w’'&-]*(?:\s(?:of\s|for\s"
    r"|and\s)?[A-Z][\w’'&-]*)*))?"
)
_THE = re.compile(
    r"\b[Tt]he\s(?:[a-z]+\s(?=watchdog))?(?P<what>(?:cross-party\s)?(?:group\sof\s(?:MPs|peers)"
    r"|[a-z-]+(?:\s(?:secretary|minister|chief|chair|leader))?"
    r"|(?:[A-Z][a-z]+\s)?[Cc]ommittee|Commission|Inspectorate|Department|Government|Agency|Tory|Conservative|MP))\b"
)
_MEMBERS = re.compile(r"\b(?:MPs|[Pp]eers)\b(?![’'])")
_GOVERNMENT = re.compile(r"\b(?:[Tt]he\s)?(?P<name>[Gg]overnment|[Mm]inisters)\b(?!\s(?:spokes|source))")
_OFFICE_ALONE = re.compile(
    r"\b(?:[Tt]he\s)?(?P<office>(?:(?:Shadow|shadow)\s)?(?:Home|Foreign|Health|Defence|Justice|Education"
    r"|Environment|Transport"
    r"|Business|Culture|Energy)\sSecretary|(?:[Pp]rime|[Pp]olicing|[Ss]ecurity|[Ss]afeguarding)\s[Mm]inister"
    r"|Chancellor)\b(?!\s[A-Z])"
)
_COMMITTEE_WORDS = frozenset(
    {"committee", "group of mps", "cross-party group of mps", "group of peers", "select committee"}
)
_BODY_WORDS: dict[str, Role | None] = {
    "watchdog": Role.WATCHDOG,
    "regulator": Role.WATCHDOG,
    "inspectorate": Role.WATCHDOG,
    "inspectors": Role.WATCHDOG,
    "auditors": Role.WATCHDOG,
    "ombudsman": Role.WATCHDOG,
    "department": Role.MINISTER,
    "force": Role.POLICE,
    "agency": None,
    "body": None,
    "organisation": None,
    "charity": None,
    "union": None,
    "think tank": None,
    "commission": None,
    "group": None,
    "office": None,
    "association": None,
    "council": None,
}
_REPORT_WORDS = frozenset({"report", "review", "inquiry", "study", "inspection"})
_PERSON_ROLES: dict[str, frozenset[Role]] = {
    "frontbencher": frozenset({Role.OPPOSITION, Role.MINISTER}),
    "backbencher": frozenset({Role.BACKBENCHER, Role.COMMITTEE}),
    "mp": frozenset({Role.BACKBENCHER, Role.COMMITTEE, Role.OPPOSITION}),
    "tory": frozenset({Role.BACKBENCHER, Role.COMMITTEE}),
    "minister": frozenset({Role.MINISTER}),
    "chair": frozenset({Role.COMMITTEE}),
    "chairman": frozenset({Role.COMMITTEE}),
    "chairwoman": frozenset({Role.COMMITTEE}),
    "commissioner": frozenset({Role.POLICE, Role.WATCHDOG}),
    "officer": frozenset({Role.POLICE}),
}


@dataclass
class Story:
    """What the story has named so far."""

    short: dict[str, str]
    committees: tuple[str, ...]
    watchdogs: tuple[str, ...]
    by_surname: dict[str, Named] = field(default_factory=dict)
    spoken: list[Named] = field(default_factory=list)
    last_body: Named | None = None
    report_of: Named | None = None
    carried: Named | None = None


def mentions(masked: str, start: int, end: int, story: Story) -> list[Named]:
    """Return everybody whom a sentence names, means by a pronoun or by a noun, in the order of the text."""
    sentence = BLANK * start + masked[start:end]
    found = [n for n in people(sentence) if n.start >= start]
    found = [_known(n, story) for n in found]
    covered = [(n.start, n.end) for n in found]
    found += [n for n in bodies(sentence, story.short) if n.start >= start and not _inside(n, covered)]
    found += _surnames(sentence, start, covered, story)
    for rule, meaning in (
        (_SPOKES, _spokesperson),
        (_OFFICE_ALONE, _office_alone),
        (_MEMBERS, _members),
        (_GOVERNMENT, _government),
        (_THE, _the),
        (_PRONOUN, _pronoun),
    ):
        for match in rule.finditer(sentence, start):
            who = meaning(match, story, found)
            if who:
                found.append(replace(who, start=match.start(), end=match.end()))
    found.sort(key=lambda n: (n.start, -n.end))
    _remember_report(sentence, found, story)
    return found


def _inside(n: Named, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a < n.end and n.start < b for a, b in spans)


def _known(n: Named, story: Story) -> Named:
    """Return somebody named again in full with the office and role of the first mention."""
    title, *rest = n.name.split()
    if title in ("Sir", "Dame") and len(rest) == 1:
        knight = next((k for k in story.by_surname.values() if k.name.startswith(n.name + " ")), None)
        return replace(knight, start=n.start, end=n.end) if knight else n
    earlier = story.by_surname.get(rest[-1])
    if earlier and (len(rest) == 1 or earlier.name == n.name) and n.role is Role.UNKNOWN and not n.office:
        return replace(earlier, start=n.start, end=n.end)
    if n.role is Role.UNKNOWN and n.office and re.search(r"\bchair\w*\b", n.office) and len(story.committees) == 1:
        return replace(n, role=Role.COMMITTEE)
    return n


def _surnames(sentence: str, start: int, covered: Sequence[tuple[int, int]], story: Story) -> list[Named]:
    """Return people meant by a surname alone, or a title and surname, who were named in full before."""
    made = []
    for match in re.finditer(
        r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness"
        r"|Prof)\s)?\b(?P<last>[A-ZÀ-Þ][\w-]{2,})\b",
        sentence[start:],
    ):
        earlier = story.by_surname.get(match["last"])
        at, end = start + match.start(), start + match.end()
        if earlier and not any(a < end and at < b for a, b in covered):
            made.append(replace(earlier, start=at, end=end))
    return made


def _remember_report(sentence: str, found: Sequence[Named], story: Story) -> None:
    """Remember whose report the story speaks of."""
    for n in found:
        if n.person or not n.name:
            continue
        if re.match(
            r"[’']?s?\s(?:\w+\s){0,2}?(?:report|review|inquiry"
            r"|inspection)\b",
            sentence[n.end :],
        ) or REPORT_FROM.search(sentence[: n.start]):
            story.report_of = n


def _spokesperson(match: re.Match[str], story: Story, found: Sequence[Named]) -> Named | None:
    body = (match["of"] or match["body"] or "").strip()
    body = re.sub(r"^(?:A|An|The|But|And|Its)\s", "", body)
    if not body or body in ("A", "An", "The", "Its"):
        return _spokesperson_of(story.last_body, match["kind"])
    name = full_name(body, story.short)
    return Named(0, 0, f"{name} {match['kind']}", role_of(body) or Role.UNKNOWN, f"{name} {match['kind']}", person=True)


def _spokesperson_of(body: Named | None, kind: str) -> Named | None:
    if body is None or not body.name:
        return None
    return Named(0, 0, f"{body.name} {kind}", body.role, f"{body.name} {kind}")


def _office_alone(match: re.Match[str], story: Story, found: Sequence[Named]) -> Named | None:
    office = match["office"]
    holder = next(
        (
            n
            for n in [*reversed(story.spoken), *story.by_surname.values()]
            if n.office and office.casefold() in n.office.casefold()
        ),
        None,
    )
    return holder or Named(0, 0, office, role_of(office), office)


def _members(match: re.Match[str], story: Story, found: Sequence[Named]) -> Named | None:
    if len(story.committees) != 1:
        return None
    return Named(0, 0, story.committees[0], Role.COMMITTEE, person=False)


def _government(match: re.Match[str], story: Story, found: Sequence[Named]) -> Named | None:
    return Named(0, 0, "Government", Role.MINISTER, person=False)


def _the(match: re.Match[str], story: Story, found: Sequence[Named]) -> Named | None:
    """Return whom "the committee", "the watchdog", "the report" or "the frontbencher" means."""
    what = match["what"].casefold()
    if what in _COMMITTEE_WORDS:
        return _members(match, story, found)
    if what in _REPORT_WORDS:
        return story.report_of or (None if story.watchdogs else _members(match, story, found))
    if what in _BODY_WORDS:
        role, last = _BODY_WORDS[what], story.last_body
        if role is Role.WATCHDOG and len(story.watchdogs) == 1:
            return Named(0, 0, story.watchdogs[0], Role.WATCHDOG, person=False)
        return last if last and role in (None, last.role) else None
    word = what.split()[-1]
    fits = _PERSON_ROLES.get(word)
    for n in reversed(story.spoken):
        if (fits and n.role in fits) or (n.office and what in n.office.casefold()):
            return n
    return None


def _pronoun(match: re.Match[str], story: Story, found: Sequence[Named]) -> Named | None:
    word = match["word"].casefold()
    if word == "it":
        return story.last_body
    if word == "they":
        return None
    wrong = "f" if word == "he" else "m"
    for at in range(len(story.spoken) - 1, -1, -1):
        n = story.spoken[at]
        if n.gender != wrong and "spokes" not in n.name:
            known = replace(n, gender="m" if word == "he" else "f")
            story.spoken[at] = known
            story.by_surname[n.name.split()[-1]] = known
            return known
    return None
