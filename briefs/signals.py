"""What kind of thing a sentence says, read off its wording: a table of rules, each with an example.

The rules know the language of Parliament, not its subjects. They look at the sentence alone; who says it and where it
stands is the business of ``evidence``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefs.words import content_stems, stem


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a signal's name, its pattern, and a sentence that shows it."""

    signal: str
    pattern: re.Pattern[str]
    example: str


def _rule(signal: str, pattern: str, example: str) -> Rule:
    return Rule(signal, re.compile(pattern, re.IGNORECASE), example)


AUXILIARY = r"(?:we|I|government|department|ministers?|secretary|office|treasury|it|they|which|ministry)"

RULES = (
    _rule("figure", r"[£$€]\s?\d[\d,.]*\s?(?:k|m|bn|tn|million|billion|trillion)?\b", "It cost £3.6 million."),
    _rule("figure", r"\b\d[\d,.]*\s?(?:%|per ?cent\b|percentage points?\b)", "The rate fell by 9 per cent."),
    _rule("figure", r"\b\d{1,3}(?:,\d{3})+\b", "There were 12,450 applications."),
    _rule("figure", r"\b\d[\d,.]*\s?(?:million|billion|trillion|thousand)\b", "Over 2 million people claimed."),
    _rule(
        "figure",
        r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|hundreds of|thousands of)"
        r"\s+(?:\w+[ -]){0,2}?(?:times|people|children|cases|offences|inspections|officers|staff|claims?|schools|"
        r"forces|months|weeks|days|years|hours|payments|projects|homes|patients|prisoners|deaths|members|agencies|"
        r"groups|families|households|businesses|jobs|places|beds|applications|visas|arrests|recommendations)\b",
        "It carried out 64 inspections.",
    ),
    _rule(
        "figure",
        r"\b(?:one|two|three|four|a|half|nearly half|almost half) (?:in|out of|"
        r"of) (?:every )?(?:\d+|two|three|four|five|"
        r"six|seven|eight|nine|ten|the)\b|\b(?:a|one|two|three|four)[ -](?:third|quarter|fifth|"
        r"half)s?\b|\bthree quarters\b",
        "One in ten incidents led to an arrest.",
    ),
    _rule(
        "commitment",
        rf"\b{AUXILIARY}\s+(?:\w+ly\s+|also\s+|now\s+|today\s+|therefore\s+)?(?:will|shall)\s+(?!not be able)",
        "We will publish a strategy this year.",
    ),
    _rule(
        "commitment",
        r"\b(?:have|has) (?:\w+ )?(?:announced|commissioned|introduced|established|launched|funded|committed|set up|"
        r"allocated|legislated|published|agreed|appointed|asked|instructed|increased|extended|invested|provided)\b",
        "The Home Secretary has commissioned a review.",
    ),
    _rule(
        "commitment",
        r"\b(?:are|is|am) (?:\w+ )?(?:investing|providing|introducing|publishing|funding|delivering|"
        r"committed to|working "
        r"(?:with|to)|taking (?:steps|action)|consulting|increasing|developing|establishing|trialling|recruiting|"
        r"legislating|determined to|continuing to|ensuring|bringing forward)\b",
        "We are investing a further sum next year.",
    ),
    _rule(
        "commitment", r"\b(?:intends? to|plans? to|pledged to|undertake to|undertaken to)\b", "It intends to legislate."
    ),
    _rule(
        "commitment", r"\b(?:announced|commissioned|established|launched|unveiled)\b", "Last year we announced a fund."
    ),
    _rule(
        "finding",
        r"\b(?:found|finds|finding|findings|concluded|concludes|revealed|reveals|warned|warns|identified|inspection|"
        r"recommend\w*|recognis\w+|criticis\w+|estimated?|predicted|evidence (?:shows?|suggests?)|shows? that|"
        r"accus\w+|uncovered|highlight\w*|slammed|condemned|report (?:says?|said|notes|makes clear))\b",
        "The report found that records were not kept.",
    ),
    _rule(
        "finding",
        r"\b(?:fail(?:ed|ing|ure|ures|s)?|inadequate|insufficient|shortcomings?|unacceptable|not acceptable|damning|"
        r"overstretched|under-?resourced|inconsisten\w+|too (?:often|long|many|few|slow\w*)|not enough|gaps?|"
        r"disgrace\w*|shocking|appalling|worst|severe\w*|delays?|shortages?|backlogs?|not have the)\b",
        "The force has been failing in its duty.",
    ),
    _rule(
        "position",
        r"\b(?:no (?:plans?|intention)|not (?:the )?(?:Government[’']?s? )?(?:intention|policy|intend)|(?:our|its|the "
        r"Government[’']s) (?:position|policy|view|priority|approach|aim|intention)|(?:do|does|"
        r"will) not (?:think|believe|"
        r"intend|accept|agree|support|be (?:changing|ending|introducing|scrapping|going|taking))|matter for|"
        r"responsib(?:le|ility) (?:for|of)|decision for|is (?:a|our|an) (?:absolute |top |key )?priority|"
        r"(?:right|wrong) (?:approach|thing|to)|welcomes?|rejected?|rules? out|ruled out|made (?:it )?clear)\b",
        "There is no intention to change that.",
    ),
    _rule(
        "demand",
        r"\b(?:must|should|ought to|needs? to|call(?:s|ed|ing)? (?:on|for)|urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|"
        r"cannot be (?:right|fair)|it is time)\b",
        "The Government must publish the review.",
    ),
    _rule(
        "personal",
        r"\bI (?:am (?:not (?:quite |entirely )?sure|grateful|sorry|surprised|aware|happy|pleased|"
        r"delighted)|have to say|"
        r"must say|do not know|thank|congratulate|pay tribute|wish to put|want to (?:thank|pay|set out)|would like to "
        r"(?:thank|pay|make|put)|appreciate|understand|recall|hear what|take the|hope|apologise|declare|listened|"
        r"look forward|was (?:pleased|delighted|surprised))\b|\bas I (?:said|have said|mentioned|"
        r"say)\b|\bmay I (?:begin|"
        r"start|thank|join|add|congratulate|remind)\b|\b(?:first|firstly|finally|before I), (?:may )?I\b|"
        r"\b(?:she|he) (?:referred to|mentioned|asked|has spoken|raised)\b",
        "I have to say that I am surprised.",
    ),
)

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
    r"^(?:with permission\b|on a point of order\b|further to that point\b|order\b[,!. ]|"
    r"question put\b|the house divided|"
    r"several hon\. members|I beg to move\b|I call\b|(?:first|in opening|"
    r"before I)?,? ?(?:may )?I (?:want|wish|would like)? ?"
    r"(?:to )?(?:begin|start)? ?(?:by )?(?:to )?(?:pay(?:ing)? tribute|thank(?:ing)?|"
    r"congratulat\w+|put(?:ting)? on (?:the )?"
    r"record my (?:thanks|gratitude))\b|I join\b|(?:may )?I (?:also )?(?:add|echo) my (?:thanks|"
    r"congratulations|tribute)|"
    r"I am (?:very |most |extremely |hugely |deeply )?grateful\b|"
    r"I should (?:announce|inform)\b|I remind (?:hon|members)\b|I declare an interest|"
    r"(?:there|here) (?:are|is) (?:a )?(?:number|couple|two|three|several) (?:of )?(?:points?|"
    r"questions?|reasons?|things?)\b)",
    re.IGNORECASE,
)
SUBSTANCE_LEFT = 2  # content words outside the courtesies, up to which a sentence is courtesy


def is_courtesy(sentence: str) -> bool:
    """Whether a sentence is thanks, agreement or procedure and says nothing of its own."""
    if PROCEDURE.match(sentence.lstrip('“"‘')):
        return True
    if not COURTESY_CUES.search(sentence):
        return False
    return len(content_stems(sentence) - COURTESY_WORDS) <= SUBSTANCE_LEFT


# Openings whose meaning lies in the sentence before.
HANGING = re.compile(
    r"^[“\"‘]?(?:(?:and|but|so|yet|or|nor|also|again|instead|however|therefore|thus|meanwhile|in fact|indeed|"
    r"of course|equally|similarly|as a (?:result|consequence))\b[, ]+)*"
    r"(?:they|them|their|he|she|him|his|her|hers|its|those|these|that|this|such|it|both|neither|"
    r"the (?:former|latter|same)|"
    r"one of (?:these|those|them)|some of (?:these|those|them)|many of (?:these|those|them)|"
    r"(?:in|for|on|of|by|at|with|under|through) (?:this|that|these|those|both)|as such|the (?:body|frontbencher|figure|"
    r"revelations|defence))\b",
    re.IGNORECASE,
)
# "It is not acceptable that …" and "This report comes weeks after …" stand on their own feet.
SELF_STANDING = re.compile(
    r"^[“\"‘]?(?:(?:and|but|so|however)[, ]+)?(?:"
    r"it (?:is|was|would be|has been|seems?|appears?|must be|cannot be|will be|remains?) (?:\w+ ){0,4}?(?:that|to|when|"
    r"right|vital|important|for|how|why|whether|disgraceful|shocking|clear)\b|it (?:seems|appears) that|"
    r"this (?:Government|House|country|Parliament|year|month|week|morning|afternoon|important report|Bill|session)\b|"
    r"these (?:Houses|islands)\b|"
    r"(?:his|her) (?:Majesty|Royal)|that (?:the|a|an) )",
    re.IGNORECASE,
)
JOINING = re.compile(
    r"^[“\"‘]?(?:(?:and|but|so|yet|nor|however|therefore|thus|also|instead|again|equally|"
    r"as a (?:result|consequence))\b)",
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


@lru_cache(maxsize=8_192)
def signals(sentence: str) -> frozenset[str]:
    """Return the names of the signals a sentence shows: figure, commitment, finding, position, demand, personal,
    asks, hanging, courtesy, holding."""
    shown = {rule.signal for rule in RULES if rule.pattern.search(sentence)}
    if QUESTION_MARK.search(sentence):
        shown.add("asks")
        shown.discard("commitment")
    if is_hanging(sentence):
        shown.add("hanging")
    if is_courtesy(sentence):
        shown.add("courtesy")
    if HOLDING.search(sentence):
        shown.add("holding")
    return frozenset(shown)


def is_hanging(sentence: str) -> bool:
    """Whether a sentence opens with a word whose meaning lies in what came before ("They have a plan")."""
    return bool(HANGING.match(sentence)) and not SELF_STANDING.match(sentence)


def named_things(sentence: str) -> int:
    """Return how many capitalised names a sentence holds, its first word aside."""
    return sum(1 for m in NAMED.finditer(sentence) if m[0] not in ("I", "House", "Government", "Minister"))
