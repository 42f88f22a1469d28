"""What the everyday words of a request mean: kinds of record, Houses, parties' and Members' nouns, and ways of asking.

One table: each rule has the phrases, what they narrow the brief to, and examples that a test runs. Whether a phrase
stands where it means that is decided by ``briefs.request.grammar``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from briefs.names.office_holders import Office
from briefs.names.parties import PARTIES
from briefs.records.model import House, Kind, Role

POSITION = "position"
NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a phrase narrows a brief to; what is empty narrows nothing."""

    kinds: tuple[Kind, ...] = ()
    house: House | None = None
    party: str | None = None
    roles: tuple[Role, ...] = ()
    offices: tuple[Office, ...] = ()
    first: str = ""
    length: str = ""
    order: str = ""

    def __or__(self, other: Narrowing) -> Narrowing:
        """Return both together: lists are added, of single values the later one holds."""
        return Narrowing(
            kinds=_both(self.kinds, other.kinds),
            house=other.house or self.house,
            party=other.party or self.party,
            roles=_both(self.roles, other.roles),
            offices=_both(self.offices, other.offices),
            first=other.first or self.first,
            length=other.length or self.length,
            order=other.order or self.order,
        )


_Each = TypeVar("_Each")


def _both(mine: tuple[_Each, ...], theirs: tuple[_Each, ...]) -> tuple[_Each, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """Phrases with one meaning. ``alone`` means that they say it also without a word such as "on" behind them."""

    phrases: str
    means: Narrowing
    examples: tuple[str, ...]
    alone: bool = False


_WRITTEN = Narrowing(kinds=(Kind.WRITTEN_QUESTION,))
_DEBATES = Narrowing(kinds=(Kind.DEBATE,))
_URGENT = Narrowing(kinds=(Kind.URGENT_QUESTION,))
_STATEMENTS = Narrowing(kinds=(Kind.ORAL_STATEMENT, Kind.WRITTEN_STATEMENT))

RULES: tuple[PhraseRule, ...] = (
    # Kinds of record
    PhraseRule(
        "written questions|written question|written parliamentary questions|written parliamentary question|written pqs|"
        "parliamentary questions|parliamentary question|written answers|written answer|wpqs|wpq|wqs|wq|pqs|pq",
        _WRITTEN,
        ("PQs on bus fares", "bus fares WPQs", "lords written questions bus fares"),
        alone=True,
    ),
    PhraseRule(
        "questions|question|qs|answers|answer|who has asked|who have asked|who asked|who's asked|who is asking|"
        "who's asking|who has been asking|who has tabled|who tabled|tabled",
        _WRITTEN,
        ("questions about bus fares", "who has asked about bus fares", "answers on bus fares"),
    ),
    PhraseRule(
        "westminster hall debates|westminster hall debate|westminster hall|adjournment debates|adjournment debate|"
        "backbench debates|backbench debate|backbench business debates|opposition day debates|opposition day debate",
        _DEBATES,
        ("Westminster Hall debates on bus fares", "adjournment debates bus fares"),
        alone=True,
    ),
    PhraseRule(
        "last debated|last been debated|debated recently",
        Narrowing(kinds=(Kind.DEBATE,), order=NEWEST),
        ("when was bus fares last debated",),
    ),
    PhraseRule(
        "last discussed|last raised|last mentioned|last asked about|last brought up|last spoken about",
        Narrowing(order=NEWEST),
        ("when was bus fares last raised",),
    ),
    PhraseRule(
        "debates|debate|hansard debates|hansard debate|debated|been debated",
        _DEBATES,
        ("debates on bus fares", "any debate about bus fares"),
    ),
    PhraseRule(
        "urgent questions|urgent question|uqs|uq|private notice questions|private notice question|pnqs|pnq",
        _URGENT,
        ("UQs on bus fares", "urgent question bus fares"),
        alone=True,
    ),
    PhraseRule(
        "oral questions|oral question|oral pqs|oral parliamentary questions|topical questions",
        Narrowing(kinds=(Kind.ORAL_QUESTION,)),
        ("oral questions on bus fares",),
        alone=True,
    ),
    PhraseRule("oral answers", Narrowing(kinds=(Kind.ORAL_QUESTION,)), ("oral answers on bus fares",), alone=True),
    PhraseRule(
        "ministerial statements|ministerial statement|government statements|government statement",
        _STATEMENTS,
        ("ministerial statements on bus fares",),
        alone=True,
    ),
    PhraseRule("statements|statement", _STATEMENTS, ("statements on bus fares",)),
    PhraseRule(
        "written ministerial statements|written ministerial statement|written statements|written statement|wmss|wms|"
        "wmses",
        Narrowing(kinds=(Kind.WRITTEN_STATEMENT,)),
        ("WMS on bus fares", "written statements bus fares"),
        alone=True,
    ),
    PhraseRule(
        "oral statements|oral statement|oral ministerial statements|oral ministerial statement",
        Narrowing(kinds=(Kind.ORAL_STATEMENT,)),
        ("oral statements on bus fares",),
        alone=True,
    ),
    PhraseRule(
        "committee reports|committee report|select committee reports|select committee report|committee inquiries|"
        "committee inquiry|select committee inquiries|select committee inquiry",
        Narrowing(kinds=(Kind.COMMITTEE_REPORT,)),
        ("committee reports on bus fares",),
        alone=True,
    ),
    PhraseRule(
        "nao reports|nao report|audit reports|audit report|national audit office reports",
        Narrowing(kinds=(Kind.AUDIT_REPORT,)),
        ("NAO reports on bus fares",),
        alone=True,
    ),
    PhraseRule(
        "reports|report",
        Narrowing(kinds=(Kind.COMMITTEE_REPORT, Kind.AUDIT_REPORT)),
        ("reports on bus fares",),
    ),
    PhraseRule(
        "committee evidence|oral evidence|written evidence|select committee evidence|evidence sessions|"
        "evidence session|select committee hearings|committee hearings|committee hearing|evidence to committees|"
        "evidence to select committees",
        Narrowing(kinds=(Kind.COMMITTEE_EVIDENCE,)),
        ("committee evidence on bus fares", "oral evidence bus fares"),
        alone=True,
    ),
    PhraseRule("evidence|witnesses", Narrowing(kinds=(Kind.COMMITTEE_EVIDENCE,)), ("evidence on bus fares",)),
    PhraseRule(
        "news stories|news story|news articles|news coverage|press coverage|media coverage|press releases|"
        "press release|press notices|newspaper articles",
        Narrowing(kinds=(Kind.NEWS,)),
        ("news stories about bus fares", "bus fares press coverage"),
        alone=True,
    ),
    PhraseRule("news|stories|articles|press|media", Narrowing(kinds=(Kind.NEWS,)), ("news about bus fares",)),
    PhraseRule("speeches|speech", Narrowing(kinds=(Kind.SPEECH,)), ("speeches about bus fares",)),
    PhraseRule(
        "pmqs|pmq|prime minister's questions|prime ministers questions|prime minister’s questions",
        Narrowing(kinds=(Kind.DEBATE, Kind.ORAL_QUESTION)),  # the office is added where the table of offices is read
        ("PMQs on bus fares",),
        alone=True,
    ),
    PhraseRule("hansard|in hansard", Narrowing(), ("bus fares hansard", "hansard on bus fares"), alone=True),
    # Houses
    PhraseRule(
        "house of lords|lords|hol|upper house|peers|baronesses|members of the lords",
        Narrowing(house=House.LORDS),
        ("peers on bus fares", "bus fares in the Lords", "Lords debates on bus fares"),
    ),
    PhraseRule(
        "house of commons|commons|hoc|lower house|mps|mp",
        Narrowing(house=House.COMMONS),
        ("what have MPs said about bus fares", "Commons debates on bus fares"),
    ),
    # Whose words
    PhraseRule(
        "backbenchers|backbencher|backbench|back-benchers|back-bench|back benchers|backbench mps",
        Narrowing(roles=(Role.BACKBENCHER,)),
        ("backbenchers on bus fares",),
    ),
    PhraseRule(
        "ministers|minister|government ministers|frontbenchers",
        Narrowing(roles=(Role.MINISTER,)),
        ("what have ministers said about bus fares",),
    ),
    PhraseRule(
        "opposition|official opposition|opposition mps|opposition frontbench|opposition parties|shadow ministers|"
        "shadow minister|opposition front bench",
        Narrowing(roles=(Role.OPPOSITION,)),
        ("the opposition on bus fares",),
    ),
    PhraseRule(
        "select committees|watchdogs|regulators",
        Narrowing(roles=(Role.COMMITTEE, Role.WATCHDOG)),
        ("what have select committees said about bus fares",),
    ),
    # What comes first
    PhraseRule(
        "government|govt|gov't|gov|hmg|hm government|his majesty's government|uk government|british government|"
        "whitehall|government's|govt's|govts|governments|ministers and the government",
        Narrowing(first=POSITION),
        ("what has the government said about bus fares",),
    ),
    PhraseRule(
        "position|policy|policies|stance|lines to take|line to take|ltt|ltts|official line|official position",
        Narrowing(first=POSITION),
        ("policy on bus fares", "lines to take on bus fares"),
    ),
    PhraseRule(
        "latest|newest|most recent|recent|recently|lately|update|updates|up to date|news update|what's new|whats new|"
        "what is new|any news|newest first|latest first|most recent first|new|developments|recent developments|"
        "latest news|latest developments",
        Narrowing(order=NEWEST),
        ("latest on bus fares", "any update on bus fares"),
    ),
    # Length
    PhraseRule(
        "quick|short|three bullets|two bullets|five bullets|few bullets|bullets|bullet points|one paragraph|"
        "a paragraph|one page|one pager|one-pager|brief summary|short brief|short briefing|quick brief|quick briefing|"
        "two lines|couple of lines|in short|in brief|headline|headlines|at a glance|summary",
        Narrowing(length="short"),
        ("quick brief on bus fares",),
    ),
    PhraseRule(
        "detailed|full|long|in depth|in-depth|comprehensive|thorough|deep dive|everything you have|long brief",
        Narrowing(length="long"),
        ("detailed briefing on bus fares",),
    ),
)


@cache
def phrases() -> dict[str, PhraseRule]:
    """Return every phrase of the table with its rule."""
    return {phrase: rule for rule in RULES for phrase in rule.phrases.split("|")}


@cache
def _party_words() -> dict[str, str]:
    """Return every way to write a party, in small letters, with its name; one of two letters is kept in capitals."""
    words: dict[str, str] = {}
    for name, short in PARTIES.items():
        for form in (name, *short):
            key = form.casefold() if len(form) > 2 and form not in _TOO_SHORT else form.upper()
            words[key] = name
            if len(form) > 4 and not form.endswith("s"):
                words[key + "s"] = name
    return words


_TOO_SHORT = frozenset(("con", "ind", "lab", "bishop"))


def party_phrase(words: list[str]) -> tuple[int, str] | None:
    """Return how many of the first words name a party, and its name; None where they name none."""
    for number in range(min(5, len(words)), 0, -1):
        typed = " ".join(words[:number])
        name = _party_words().get(typed.casefold()) or (_party_words().get(typed) if typed.isupper() else None)
        if name is not None:
            return number, name
    return None


@cache
def longest_phrase() -> int:
    """Return the number of words of the longest phrase."""
    return max(len(phrase.split()) for phrase in phrases())


def longest_rule(words: list[str], index: int) -> tuple[int, PhraseRule] | None:
    """Return the rule of the longest phrase that begins at a word in small letters, and where it ends."""
    for end in range(min(len(words), index + longest_phrase()), index, -1):
        rule = phrases().get(" ".join(words[index:end]))
        if rule is not None:
            return end, rule
    return None


def examples() -> Iterator[tuple[PhraseRule, str]]:
    """Yield each example of the table with its rule."""
    for rule in RULES:
        for example in rule.examples:
            yield rule, example
