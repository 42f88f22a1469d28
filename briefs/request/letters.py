"""What an email has around its request: a greeting, who needs it and for what occasion, a deadline, a signature.

    Hi Sam, | our minister has a debate on Tuesday on | rural bus fares | before her meeting at 2. | Best, Alex
    └─────────────────── opening ───────────────────┘   └── topic ───┘   └──────────── closing ───────────────┘

An occasion to come is no date or kind of record to search by.
"""

from __future__ import annotations

import re

from briefs.names.aliases import WORD
from briefs.names.office_holders import longest_office
from briefs.request.asking_words import ABOUT, CLOSERS, FILLERS
from briefs.request.filters import FilterParser
from briefs.request.lexicon import Narrowing, longest_rule

_GREETINGS = frozenset("hi hello hey hiya dear morning afternoon evening".split())
_GREETED = frozenset("there all team both everyone everybody folks colleagues again".split())
_PLEASANTRIES = frozenset(
    "hope hoping trust you you're you’re your all are is am i i'm i’m we this email message finds find well ok okay "
    "keeping had have a an the nice good lovely great weekend week day break holiday happy new year monday friday "
    "doing things sorry to bother chase again quick one thank thanks for everyone that's that’s".split()
)
_SENTENCE = re.compile(r"[.!?,]")
_OTHERS = frozenset("minister ministers sos spad spads boss director she he they".split())
_PAPERS = frozenset(
    "brief briefs briefing briefings note notes lines pack paper something summary background submission page speech "
    "material anything update points pager one-pager".split()
)
_MOST_GREETED = 4  # words of a greeting behind the first one
_SIGN_OFFS = frozenset(
    "thanks|thanks so much|thank you so much|thank you very much|many thanks|thank you|with thanks|thanks again|best|"
    "best wishes|kind regards|warm regards|best regards|regards|kindest regards|cheers|ta|yours|all the best|thx|"
    "yours sincerely".split("|")
)
_MOST_SIGNED = 3  # words of a signature
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_WHEN = _WEEKDAYS | frozenset("today tomorrow tonight".split())
_HOUR = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?:am|pm)?")
_OCCASIONS = frozenset(
    "meeting meetings debate debates visit call interview roundtable session hearing appearance speech dinner lunch "
    "catch-up briefing orals pmqs cabinet foi pq opq uq question questions statement event appointment summit "
    "panel".split()
)
_OF_AN_OCCASION = frozenset(
    "a an the my our his her their minister minister's minister’s boss boss's boss’s sos committee select adjournment "
    "opposition day urgent oral topical westminster hall media bilateral external stakeholder at on by this next week "
    "morning afternoon evening later big".split()
)
_LEAD_IN = frozenset(("ahead of", "before", "prior to", "in advance of", "in time for", "in preparation for"))
_OURS = frozenset("my our his her their".split())
_WHO = frozenset(
    "we i we've we’ve we're we’re i've i’ve i'm i’m minister ministers sos spad spads boss team director directors "
    "comms grateful someone somebody anyone any colleague colleagues could can would".split()
)
_TO_ANYBODY = frozenset("any someone somebody anyone could can would".split())
_HAVE = frozenset(
    "has have got we've we’ve i've i’ve i'm i’m we're we’re doing speaking leading answering attending meeting "
    "seeing giving delivering taking visiting hosting chairing facing preparing prepping holding".split()
)
_ASKING = frozenset(
    "grateful asking asks wants want needs wonder wondering chance page pager paragraph bullets".split()
)
_ALSO = frozenset("private office secretary state press perm chief do who's who’s one-pager today's today’s".split())
_OPENING = FILLERS | CLOSERS | _OCCASIONS | _OF_AN_OCCASION | _WHO | _HAVE | _ASKING | _WHEN | _ALSO | {"with"}
_MOST_OPENING = 24  # words
_NEEDS = frozenset("need needs want would i'd i’d could wondering wondered".split())


def read_edges(parser: FilterParser) -> None:
    """Take an email's greeting and signature out of the text."""
    _greeting(parser)
    _pleasantry(parser)
    _signature(parser)
    _context(parser)
    _recipient(parser)


def read_occasion(parser: FilterParser) -> None:
    """Take what is said of who needs the brief, for what and by when out of the text."""
    _occasion_behind(parser)
    _occasion_before(parser)
    _occasion_behind(parser)


def _words(parser: FilterParser) -> tuple[list[re.Match[str]], list[str]]:
    words = list(WORD.finditer(parser.text))
    return words, [word.group().casefold() for word in words]


def _gap(text: str, words: list[re.Match[str]], at: int) -> str:
    """Return what stands before a word."""
    return text[words[at - 1].end() : words[at].start()] if at else text[: words[at].start()]


def _greeting(parser: FilterParser) -> None:
    """Take "Hi Sam," and "Morning all -" away, up to the mark behind them."""
    words, low = _words(parser)
    first = 1 if low[:1] == ["good"] else 0
    if not low[first : first + 1] or low[first] not in _GREETINGS:
        return
    for at in range(first + 1, min(len(words), first + 2 + _MOST_GREETED)):
        gap = _gap(parser.text, words, at)
        if gap.strip(" ") and any(mark in gap for mark in ",!:.-–—"):
            parser.remove(0, words[at].start())
            return
        if low[at] not in _GREETED and low[at] not in ("and", "or") and not words[at].group()[0].isupper():
            return


def _pleasantry(parser: FilterParser) -> None:
    """Take "hope you're well!" and "sorry to chase." away from the head."""
    words, low = _words(parser)
    if low[:1] not in (["hope"], ["hoping"], ["trust"], ["sorry"], ["happy"], ["quick"]):
        return
    end = _SENTENCE.search(parser.text, words[0].end())
    said = [word.casefold() for word in WORD.findall(parser.text[: end.start()])] if end is not None else []
    if end is not None and len(said) > 1 and set(said) <= _PLEASANTRIES and WORD.search(parser.text, end.end()):
        parser.remove(0, end.end())


def _context(parser: FilterParser) -> None:
    """Take a last sentence that says what somebody has to do away: "The minister is visiting a pool tomorrow."."""
    text = parser.text.rstrip(" .!?")
    start = max(text.rfind(". "), text.rfind("? "), text.rfind("! "))
    low = [word.casefold() for word in WORD.findall(parser.text[start + 1 :])] if start > 0 else []
    low = low[1:] if low[:1] in (["the"], ["our"], ["my"], ["his"], ["her"]) else low
    does = low[1:2] in (["is"], ["has"], ["will"], ["needs"], ["wants"], ["was"])
    if does and ABOUT.isdisjoint(low) and low[0] in _OTHERS and WORD.search(parser.text[: start + 1]):
        parser.remove(start + 1, len(parser.text))


def _recipient(parser: FilterParser) -> None:
    """Take for whom a brief is away: "a brief for the Home Secretary on", "to brief the minister on"."""
    words, low = _words(parser)
    for at in range(min(len(words) - 2, _MOST_OPENING)):
        noun = low[at] in _PAPERS and low[at + 1] in ("for", "to")
        if not noun and low[at] not in ("brief", "briefing", "update", "advise"):
            continue
        first = at + 2 if noun else at + 1
        while low[first : first + 1] and low[first] in ("the", "our", "my", "a", "new"):
            first += 1
        office = longest_office(low, first) if first < len(low) else None
        end = office[0] if office else first + (low[first : first + 1] != [] and low[first] in _OTHERS)
        if end > first and low[end : end + 1] and low[end] in ABOUT:
            parser.remove(words[at].end(), words[end - 1].end())
            return


def _signature(parser: FilterParser) -> None:
    """Take "Thanks, Alex" and "Kind regards, Alex Example" away from the end."""
    words, low = _words(parser)
    number = len(words)
    for start in range(max(1, number - _MOST_SIGNED - 4), number):
        if not any(mark in _gap(parser.text, words, start) for mark in ".?!,;-–—"):
            continue
        for length in (4, 3, 2, 1):
            name = words[start + length :]
            if " ".join(low[start : start + length]) not in _SIGN_OFFS or len(name) > _MOST_SIGNED:
                continue
            apart = (
                not name
                or low[start].startswith(("th", "cheers"))
                or any(mark in _gap(parser.text, words, start + length) for mark in ",.!-–—")
            )
            if apart and all(word.group()[0].isupper() for word in name):
                parser.remove(words[start - 1].end(), len(parser.text))
                return


def _occasion_behind(parser: FilterParser) -> None:
    """Take "before my meeting at 2", "ahead of Thursday's debate" and "by close of play" away from the end."""
    words, low = _words(parser)
    for start in range(max(1, len(words) - 10), len(words)):
        lead = next((n for n in (3, 2, 1) if " ".join(low[start : start + n]) in _LEAD_IN), 0)
        rest = low[start + lead :]
        occasion = lead and all(map(_of_an_occasion, rest)) and any(word in _OCCASIONS for word in rest)
        if occasion and any(word in _OURS or _is_when(word) for word in rest):
            parser.remove(words[start - 1].end(), len(parser.text))
            return


def _of_an_occasion(word: str) -> bool:
    return word in _OCCASIONS or word in _OF_AN_OCCASION or _is_when(word)


def _is_when(word: str) -> bool:
    """Whether a word is a day near today or an hour, as in "Thursday's" and "2.30pm"."""
    return word.removesuffix("'s").removesuffix("’s") in _WHEN or _HOUR.fullmatch(word) is not None


def _occasion_before(parser: FilterParser) -> None:
    """Take "our minister has a debate on Tuesday on" and "any chance of a page on" away from the head."""
    words, low = _words(parser)
    first = 1 if low[:1] in (["the"], ["our"], ["my"]) else 0
    if not low[first:] or (low[first] not in _WHO and low[first : first + 2] != ["private", "office"]):
        return
    best = 0
    for at in range(first, min(len(low), _MOST_OPENING)):
        about = low[at] in ABOUT and at > first and not (at + 1 < len(low) and _is_when(low[at + 1]))
        if about and at + 1 < len(low) and _says_why(low[:at]):
            best = at + 1
        if low[at] not in _OPENING and low[at] not in ABOUT and not _is_when(low[at]):
            break
    if best == 0:
        return
    rules = [found[1].means for at in range(best) if (found := longest_rule(low[:best], at)) is not None]
    parser.asked |= Narrowing(length=next((means.length for means in rules if means.length), ""))
    parser.remove(0, words[best].start())
    _need_behind(parser)


def _says_why(low: list[str]) -> bool:
    """Whether words say that somebody asks, or has an occasion to come."""
    if any(word in _ASKING for word in low):
        return True
    have = next((at for at, word in enumerate(low) if word in _HAVE), None)
    if low[0] in _TO_ANYBODY:
        return False  # "can I have questions on buses" asks for questions
    return have is not None and any(word in _OCCASIONS for word in low[have:])


def _need_behind(parser: FilterParser) -> None:
    """Take "on Monday and need something quick" away from the end of a request that began with an occasion."""
    words, low = _words(parser)
    number = len(words)
    for start in range(max(1, number - 12), number):
        first, rest = low[start], low[start + 1 :]
        asks = first in ("and", "so") and any(word in _NEEDS for word in rest[:2])
        day = (first in ("on", "next", "this") and bool(rest)) or _is_when(first)
        known = all(
            word in FILLERS or word in CLOSERS or word in _NEEDS or _is_when(word) or word == "on" for word in rest
        )
        if known and (asks or (day and any(_is_when(word) or word == "week" for word in low[start : start + 2]))):
            parser.remove(words[start - 1].end(), len(parser.text))
            return
