"""What kind of thing a sentence says, read off its wording.

The rules look at the sentence alone; who says it and where it stands is the business of ``evidence``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import re2

from briefs.language.filler_rules import OPENINGS
from briefs.language.signal_rules import RULES
from briefs.language.words import content_stems, stem

# A sentence of courtesy or procedure is made of these words and little else.
COURTESY_WORDS = frozenset(
    stem(word)
    for word in """hon honourable right noble learned friend friends lady gentleman gentlemen member members baroness
    lord make
    makes made making raise raises raised ask asks asked put good important excellent fair valid reasonable
    powerful interesting great point points question questions issue issues matter concern agree agrees
    absolutely entirely completely totally quite correct always true grateful thank thanks congratulate
    congratulations tribute pay welcome welcomes sight advance notice copy statement secretary state minister
    ministers speaker deputy madam mr sir house commend give way assure reassure confidence confirm certainly
    happy pleased delighted look forward meet write obliged order intervention intervening giving pleasure
    honour privilege serve chairmanship debate securing secure contribution contributions speech speeches hear
    listen opportunity today say saying said go goes without know yes no kind words work hard passionate passion
    brilliant champion tireless campaigning join begin start let quick quickly answer reply able first time
    constituent constituents speak speaks spoken course time""".split()
)
COURTESY_CUES = re.compile(
    r"\bhon\. (?:and \w+ )?(?:\w+ )?(?:friend|lady|gentleman|members?|baroness)\b|"
    r"\bnoble (?:lord|lady|baroness|friend|earl)|"
    r"\bthank\b|\bgrateful\b|\btribute\b|\bagree\b|\bpoint\b|\bcongratulat|\bcommend\b|\bgive way\b|"
    r"\bpleasure\b|"
    r"\bgo without saying\b|\bquestion put\b|\bpermission\b",
    re.IGNORECASE,
)
PROCEDURE = re.compile(
    r"^[“\"‘\[]*(?:relevant documents?:|and the petitioners remain\b|"
    r"with permission\b|on a point of order\b|further to that point\b|order\b[,!. ]|"
    r"question put\b|the house divided|"
    r"several hon\. members|I beg to move\b|I call\b|(?:first|in opening|"
    r"before I)?,? ?(?:may )?I (?:want|wish|would like)? ?"
    r"(?:to )?(?:begin|start)? ?(?:by )?(?:to )?(?:pay(?:ing)? tribute|thank(?:ing)?|"
    r"congratulat\w+|put(?:ting)? on (?:the )?"
    r"record my (?:thanks|gratitude))\b|I join\b|(?:may )?I (?:also )?(?:add|echo) my (?:thanks|"
    r"congratulations|tribute)|"
    r"I am (?:very |most |extremely |hugely |deeply |also )?grateful\b|"
    r"I should (?:announce|inform)\b|I remind (?:hon|members)\b|I declare an interest|"
    r"(?:there|here) (?:are|is) (?:a )?(?:number|couple|two|three|several) (?:of )?(?:points?|"
    r"questions?|reasons?|things?)\b)",
    re.IGNORECASE,
)
SUBSTANCE_LEFT = 2  # content words outside the courtesies, up to which a sentence is courtesy


# Openings whose meaning lies in the sentence before.
HANGING = re.compile(
    r"^[“\"‘]?(?:(?:and|but|so|yet|or|nor|also|again|instead|however|therefore|thus|meanwhile|in fact|indeed|"
    r"of course|equally|similarly|as a (?:result|consequence))\b[, ]+)*"
    r"(?:they|them|their|he|she|him|his|her|hers|its|those|these|that|this|such|it|both|neither|"
    r"the (?:former|latter|same)|"
    r"one of (?:these|those|them)|some of (?:these|those|them)|many of (?:these|those|them)|"
    r"(?:in|for|on|of|by|at|with|under|through) (?:this|that|these|those|both)|as such|"
    r"the (?:body|frontbencher|backbencher|spokes(?:man|woman|person)|department|committee|watchdog|minister) "
    r"(?:also |then |has )?(?:said|added|found|told|warned|called|claimed|argued))\b",
    re.IGNORECASE,
)
# "It is wrong that lamps fail" and "This Government will act" stand on their own feet.
SELF_STANDING = re.compile(
    r"^[“\"‘]?(?:(?:and|but|so|however)[, ]+)?(?:"
    r"it (?:is|was|would be|has been|seems?|appears?|must be|cannot be|will be|remains?) (?:\w+ ){0,4}?(?:that|to|when|"
    r"right|vital|important|for|how|why|whether|disgraceful|shocking|clear)\b|it (?:seems|appears) that|"
    r"this (?:Government|House|country|Parliament|year|month|week|morning|afternoon|Bill|session)\b|"
    r"these (?:Houses|islands)\b|"
    r"(?:his|her) (?:Majesty|Royal)|that (?:the|a|an) )",
    re.IGNORECASE,
)
QUESTION_MARK = re.compile(r"\?[\"”’)]?$")
HOLDING = re.compile(
    r"not (?:proved|been) possible to (?:answer|respond|reply)|let the (?:right )?hon\. \w+ have a reply|"
    r"will (?:answer|reply|respond) (?:as )?(?:soon|shortly)|will write to (?:the|my|him|her|"
    r"them)\b|I refer (?:the|my)\b",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?<![.!?“\"‘] )(?<!^)\b(?:[A-Z][a-z’'-]+|[A-Z]{2,})(?:\s+(?:[A-Z][a-z’'-]+|[A-Z]{2,}|of|for|the))*"
)


# What a sentence shows besides the signals of ``RULES``, from which others are made out.
_PROCEDURE, _COURTEOUS, _LEANS, _STANDS = "procedure", "courteous", "leans", "stands"
_CUES = (
    (_PROCEDURE, PROCEDURE),
    (_COURTEOUS, COURTESY_CUES),
    (_LEANS, HANGING),
    (_LEANS, OPENINGS),
    (_STANDS, SELF_STANDING),
    ("asks", QUESTION_MARK),
    ("holding", HOLDING),
)
_PATTERNS = (*((rule.signal, rule.pattern) for rule in RULES), *_CUES)
MEMORY = 128 << 20  # bytes that the automaton may grow to: with too few it begins anew again and again
_BUT_NOT = re.compile(r"\(\?![^()]*\)")  # what RE2 does not know: a rule that has it is asked again
_NAMED = tuple((name, pattern if _BUT_NOT.search(pattern.pattern) else None) for name, pattern in _PATTERNS)


@cache
def _all_rules() -> Any:
    """Return every pattern as one automaton: RE2 reads a sentence once, in a fortieth of the time of one by one."""
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = MEMORY
    rules = re2.Set.SearchSet(options)
    for _, pattern in _PATTERNS:
        rules.Add(_BUT_NOT.sub("", pattern.pattern))
    rules.Compile()
    return rules


@lru_cache(maxsize=8_192)
def _shown(sentence: str) -> frozenset[str]:
    """Return the names of the patterns that a sentence fits."""
    fitting = _all_rules().Match(sentence.encode("utf-8", "replace")) or ()
    shown: set[str] = set()
    for number in fitting:
        name, again = _NAMED[number]
        if name not in shown and (again is None or again.search(sentence)):
            shown.add(name)
    return frozenset(shown)


@lru_cache(maxsize=8_192)
def signals(sentence: str) -> frozenset[str]:
    """Return the names of the signals that a sentence shows: those of ``RULES``, asks, hanging, courtesy, holding."""
    shown = set(_shown(sentence))
    if "asks" in shown:
        shown.discard("commitment")
    if is_hanging(sentence):
        shown.add("hanging")
    if is_courtesy(sentence):
        shown.add("courtesy")
    return frozenset(shown - {_PROCEDURE, _COURTEOUS, _LEANS, _STANDS})


def is_courtesy(sentence: str, stems: frozenset[str] | None = None) -> bool:
    """Whether a sentence is thanks, agreement or procedure and says nothing of its own.

    ``stems`` are its ``content_stems`` where they are at hand.
    """
    shown = _shown(sentence)
    if _PROCEDURE in shown or _COURTEOUS not in shown:
        return _PROCEDURE in shown
    said = content_stems(sentence) if stems is None else stems
    return len(said - COURTESY_WORDS) <= SUBSTANCE_LEFT


def is_hanging(sentence: str) -> bool:
    """Whether a sentence opens with a word whose meaning lies in what came before ("They have a plan")."""
    return _LEANS in _shown(sentence) and _STANDS not in _shown(sentence)


def named_things(sentence: str) -> int:
    """Return how many capitalised names a sentence holds, its first word aside."""
    return sum(1 for m in NAMED.finditer(sentence) if m[0] not in ("I", "House", "Government", "Minister"))
