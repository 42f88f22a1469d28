"""What the everyday words of a request mean: kinds of record, Houses, parties' and Members' nouns, and ways of asking.

One table: each rule has the phrases, what they narrow the brief to, and examples that a test runs. Whether a phrase
stands where it means that is decided by ``briefs.request.grammar``.
"""

from __future__ import annotations

import re
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
class Rule:
    """Phrases with one meaning. ``alone`` means that they say it also without a word such as "on" behind them."""

    phrases: str
    means: Narrowing
    examples: tuple[str, ...]
    alone: bool = False


_WRITTEN = Narrowing(kinds=(Kind.WRITTEN_QUESTION,))
_DEBATES = Narrowing(kinds=(Kind.DEBATE,))
_URGENT = Narrowing(kinds=(Kind.URGENT_QUESTION,))
_STATEMENTS = Narrowing(kinds=(Kind.ORAL_STATEMENT, Kind.WRITTEN_STATEMENT))

RULES: tuple[Rule, ...] = (
    # Kinds of record
    Rule(
        "written questions|written question|written parliamentary questions|written parliamentary question|written pqs|"
        "parliamentary questions|parliamentary question|written answers|written answer|wpqs|wpq|wqs|wq|pqs|pq",
        _WRITTEN,
        ("PQs on bus fares", "bus fares WPQs", "lords written questions bus fares"),
        alone=True,
    ),
    Rule(
        "questions|question|answers|answer|who has asked|who have asked|who asked|who's asked|who is asking|"
        "who's asking|who has been asking|who has tabled|who tabled|tabled",
        _WRITTEN,
        ("questions about bus fares", "who has asked about bus fares", "answers on bus fares"),
    ),
    Rule(
        "westminster hall debates|westminster hall debate|westminster hall|adjournment debates|adjournment debate|"
        "backbench debates|backbench debate|backbench business debates|opposition day debates|opposition day debate",
        _DEBATES,
        ("Westminster Hall debates on bus fares", "adjournment debates bus fares"),
        alone=True,
    ),
    Rule(
        "last debated|last been debated|debated recently",
        Narrowing(kinds=(Kind.DEBATE,), order=NEWEST),
        ("when was bus fares last debated",),
    ),
    Rule(
        "last discussed|last raised|last mentioned|last asked about|last brought up|last spoken about",
        Narrowing(order=NEWEST),
        ("when was bus fares last raised",),
    ),
    Rule(
        "debates|debate|hansard debates|hansard debate|debated|been debated",
        _DEBATES,
        ("debates on bus fares", "any debate about bus fares"),
    ),
    Rule(
        "urgent questions|urgent question|uqs|uq|private notice questions|private notice question|pnqs|pnq",
        _URGENT,
        ("UQs on bus fares", "urgent question bus fares"),
        alone=True,
    ),
    Rule(
        "oral questions|oral question|oral pqs|oral parliamentary questions|topical questions",
        Narrowing(kinds=(Kind.ORAL_QUESTION,)),
        ("oral questions on bus fares",),
        alone=True,
    ),
    Rule("oral answers", Narrowing(kinds=(Kind.ORAL_QUESTION,)), ("oral answers on bus fares",), alone=True),
    Rule(
        "ministerial statements|ministerial statement|government statements|government statement",
        _STATEMENTS,
        ("ministerial statements on bus fares",),
        alone=True,
    ),
    Rule("statements|statement", _STATEMENTS, ("statements on bus fares",)),
    Rule(
        "written ministerial statements|written ministerial statement|written statements|written statement|wmss|wms|"
        "wmses",
        Narrowing(kinds=(Kind.WRITTEN_STATEMENT,)),
        ("WMS on bus fares", "written statements bus fares"),
        alone=True,
    ),
    Rule(
        "oral statements|oral statement|oral ministerial statements|oral ministerial statement",
        Narrowing(kinds=(Kind.ORAL_STATEMENT,)),
        ("oral statements on bus fares",),
        alone=True,
    ),
    Rule(
        "committee reports|committee report|select committee reports|select committee report|committee inquiries|"
        "committee inquiry|select committee inquiries|select committee inquiry",
        Narrowing(kinds=(Kind.COMMITTEE_REPORT,)),
        ("committee reports on bus fares",),
        alone=True,
    ),
    Rule(
        "nao reports|nao report|audit reports|audit report|national audit office reports",
        Narrowing(kinds=(Kind.AUDIT_REPORT,)),
        ("NAO reports on bus fares",),
        alone=True,
    ),
    Rule(
        "reports|report",
        Narrowing(kinds=(Kind.COMMITTEE_REPORT, Kind.AUDIT_REPORT)),
        ("reports on bus fares",),
    ),
    Rule(
        "committee evidence|oral evidence|written evidence|select committee evidence|evidence sessions|"
        "evidence session|select committee hearings|committee hearings|committee hearing|evidence to committees|"
        "evidence to select committees",
        Narrowing(kinds=(Kind.COMMITTEE_EVIDENCE,)),
        ("committee evidence on bus fares", "oral evidence bus fares"),
        alone=True,
    ),
    Rule("evidence|witnesses", Narrowing(kinds=(Kind.COMMITTEE_EVIDENCE,)), ("evidence on bus fares",)),
    Rule(
        "news stories|news story|news articles|news coverage|press coverage|media coverage|press releases|"
        "press release|press notices|newspaper articles",
        Narrowing(kinds=(Kind.NEWS,)),
        ("news stories about bus fares", "bus fares press coverage"),
        alone=True,
    ),
    Rule("news|stories|articles|press|media", Narrowing(kinds=(Kind.NEWS,)), ("news about bus fares",)),
    Rule("speeches|speech", Narrowing(kinds=(Kind.SPEECH,)), ("speeches about bus fares",)),
    Rule(
        "pmqs|pmq|prime minister's questions|prime ministers questions|prime minister’s questions",
        Narrowing(kinds=(Kind.DEBATE, Kind.ORAL_QUESTION)),  # the office is added where the table of offices is read
        ("PMQs on bus fares",),
        alone=True,
    ),
    Rule("hansard|in hansard", Narrowing(), ("bus fares hansard", "hansard on bus fares"), alone=True),
    # Houses
    Rule(
        "house of lords|lords|hol|upper house|peers|baronesses|members of the lords",
        Narrowing(house=House.LORDS),
        ("peers on bus fares", "bus fares in the Lords", "Lords debates on bus fares"),
    ),
    Rule(
        "house of commons|commons|hoc|lower house|mps|mp",
        Narrowing(house=House.COMMONS),
        ("what have MPs said about bus fares", "Commons debates on bus fares"),
    ),
    # Whose words
    Rule(
        "backbenchers|backbencher|backbench|back-benchers|back-bench|back benchers|backbench mps",
        Narrowing(roles=(Role.BACKBENCHER,)),
        ("backbenchers on bus fares",),
    ),
    Rule(
        "ministers|minister|government ministers|frontbenchers",
        Narrowing(roles=(Role.MINISTER,)),
        ("what have ministers said about bus fares",),
    ),
    Rule(
        "opposition|official opposition|opposition mps|opposition frontbench|opposition parties|shadow ministers|"
        "shadow minister|opposition front bench",
        Narrowing(roles=(Role.OPPOSITION,)),
        ("the opposition on bus fares",),
    ),
    Rule(
        "select committees|watchdogs|regulators",
        Narrowing(roles=(Role.COMMITTEE, Role.WATCHDOG)),
        ("what have select committees said about bus fares",),
    ),
    # What comes first
    Rule(
        "government|govt|gov't|gov|hmg|hm government|his majesty's government|uk government|british government|"
        "whitehall|government's|govt's",
        Narrowing(first=POSITION),
        ("what has the government said about bus fares",),
    ),
    Rule(
        "position|policy|policies|stance|lines to take|line to take|ltt|ltts|official line|official position",
        Narrowing(first=POSITION),
        ("policy on bus fares", "lines to take on bus fares"),
    ),
    Rule(
        "latest|newest|most recent|recent|recently|lately|update|updates|up to date|news update|what's new|whats new|"
        "what is new|any news|newest first|latest first|most recent first|new|developments|recent developments|"
        "latest news|latest developments",
        Narrowing(order=NEWEST),
        ("latest on bus fares", "any update on bus fares"),
    ),
    # Length
    Rule(
        "quick|short|one pager|one-pager|brief summary|short brief|short briefing|quick brief|quick briefing|"
        "two lines|couple of lines|in short|in brief|headline|headlines|at a glance|summary",
        Narrowing(length="short"),
        ("quick brief on bus fares",),
    ),
    Rule(
        "detailed|full|long|in depth|in-depth|comprehensive|thorough|deep dive|everything you have|long brief",
        Narrowing(length="long"),
        ("detailed briefing on bus fares",),
    ),
)

# The words that stand in a way of asking and narrow nothing.
FILLERS = frozenset(
    # small words
    "a all also am an and any are as at be been before being both but by do does doing did done else every for from "
    "full had has have having how i i'd i'm i've if in into is it it's its just last let me more most much many my "
    "need no not now of off ok okay one or our out over please pls plz some so such that that's the their them there "
    "there's these they this those through to too up us was way we we'd we're we've were what what's whats when "
    "where whether which while who who's whose why will with would you your yet "
    # who asks, and to whom
    "anybody anyone everybody everyone somebody someone people team colleague colleagues parliament parliamentary parly "
    "house room member members committees minister's ministers' politicians parliamentarians "
    # what is asked for
    "anything everything something nothing stuff thing things background backgrounder brief briefing briefings briefs "
    "comment comments content contributions coverage data detail details discussion discussions exchanges facts figures "
    "highlights idea info information intel intelligence key line lines list look material materials memo mention "
    "mentions note notes official overview pack paper papers passages piece points primer quote quotes quotations "
    "record records reference references remarks request research response responses readout rundown round-up roundup "
    "search sense state story summary sum summaries take text texts thoughts transcripts view views word words work "
    # asking
    "able after ask asking call came can care check collate come comes compile could dear dig draft email explain find "
    "follow gather get getting gimme give go going good got grab happen happened happening happens hear heard hello "
    "help hey hi hiya interested keen kindly know known like locate look looked looking love make made possible prepare "
    "produce provide pull put quick quickly raise raising read retrieve run see seek seeking seen send share shall she "
    "should show source start stand stands stood summarise summarize talk talked talking tell try turn use useful want "
    "wanted wants wish wondering write written "
    # saying
    "address addressed announce announced announcing argue argued arguing asked been-said answered claimed commented commit "
    "committed contributed debated discuss discussed discussing done making mentioned planned plan plans planning promise "
    "promised promises raised replied reply replies respond responded said say saying says spoke spoken speak speaking "
    "think thinking thinks thought told voiced "
    # when and how
    "actually afternoon again currently date ever evening exactly far lately morning next on-the-record time today "
    "together tomorrow tomorrow's various very "
    "thanks cheers uk's commons' hansard's".split()
)
ABOUT = frozenset(("about", "on", "regarding", "concerning", "re", "around", "mentioning", "relating", "covering"))
# What means "about" only behind one of these words: "search for", "responded to", "going on with".
ABOUT_AFTER: dict[str, frozenset[str]] = {
    "for": frozenset("search searching look looking asked ask check dig lines quotes material something".split()),
    "to": frozenset("responded respond response responses reply replied replies relating reference related".split()),
    "with": frozenset("happening happened happens doing on deal dealing going".split()),
    "into": frozenset("look looking looked dig research".split()),
    "against": frozenset("said spoken argued arguments".split()),
    "of": frozenset(
        "mention mentions mentioned coverage discussion discussions state think thinks thinking thought make made "
        "views view overview summary spoken".split()
    ),
    "up": frozenset("look looking".split()),
}
# Verbs that take the topic as it stands: "has anyone mentioned bus fares".
TAKES_TOPIC = frozenset(
    "mentioned mention mentioning discussed discuss discussing raised raise debated covered".split()
)
# What a request opens with that says nothing of its topic, and no head reads.
OPENERS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon)"
    r"(?: (?:there|all|team|both|everyone|everybody|folks|colleagues|bot))?(?=\W)|(?:re|fwd?|aw)(?=:)|re(?= (?-i:[a-z]))|(?:the |my |our )?(?:ministers?|secretary of state|sofs|sos|private office|spads?|boss|"
    r"team|chief executive) (?:needs?|wants?|would like|is asking for|has asked for|asked for)"
    r"(?: (?:a|some|any|the|urgent|quick))*(?: (?:brief|briefing|lines|note|something))?(?: (?:on|about))?)[\s,:;!.–-]*",
    re.IGNORECASE,
)
ASKED_OF_GOVERNMENT = re.compile(
    r"^\W*(?:(?:so|and|but|why|how|when|what|ok|please)\s+){0,2}(?:how (?:many|much)|"
    r"(?:should|is|are|will|would|can|could|does|do|did|has|have|was|were)\s+(?:the\s+)?"
    r"(?P<who>uk government|government|govt|uk|ministers|britain|england|we|parliament|hmg|country)"
    r"(?:\s+(?:planning|plans?|intend(?:ing)?|going|considering|willing|likely|committed|currently|still|ever|really|"
    r"actually))*(?:\s+(?:to|on))?)(?=\s)",
    re.IGNORECASE,
)
IN_WORDS = re.compile(r"\s(?:in|under|max(?:imum)?|about|around|no more than)\s(?P<number>\d{2,3}) words[ .?!]*$", re.I)
SHORT_WORDS = 250  # up to so many words a brief is short
# Courtesy and urgency at the end of a request.
CLOSERS = frozenset(
    "please pls plz thanks thank you ta cheers asap urgently urgent now today tomorrow quickly soon morning afternoon "
    "evening tonight monday tuesday wednesday thursday friday noon lunchtime cop eod if possible many kind regards for "
    "by the my our thx tx ty tysm appreciated much very nice cheers minister minister's meeting debate's me us sorry ok x at all mate folks team kindly immediately "
    "right away when can this week next".split()
)
_CLOSING_HEADS = frozenset(
    "thx tx ty tysm please pls plz thanks thank ta cheers asap urgently urgent many kind if kindly sorry immediately for by when "
    "right".split()
)


def closes(words: list[str]) -> bool:
    """Whether words in small letters are nothing but a courtesy or a deadline: "for tomorrow please", "thanks"."""
    if not words or words[0] not in _CLOSING_HEADS or not all(word in CLOSERS for word in words):
        return False
    deadline = words[0] in ("for", "by", "if", "when", "right", "many", "kind")
    return not deadline or len(words) > 1


@cache
def phrases() -> dict[str, Rule]:
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


def longest_rule(words: list[str], index: int) -> tuple[int, Rule] | None:
    """Return the rule of the longest phrase that begins at a word in small letters, and where it ends."""
    for end in range(min(len(words), index + longest_phrase()), index, -1):
        rule = phrases().get(" ".join(words[index:end]))
        if rule is not None:
            return end, rule
    return None


def examples() -> Iterator[tuple[Rule, str]]:
    """Yield each example of the table with its rule."""
    for rule in RULES:
        for example in rule.examples:
            yield rule, example
