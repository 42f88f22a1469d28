"""The wording of written questions: who is asked, how a request opens, how parts are lettered, periods and places.

Each pattern finds a stretch of the question; what the stretches are together is decided by
``briefs.question.parse.parser``.
"""

from __future__ import annotations

import re
from enum import StrEnum

from briefs.language.words import content_stems


class Request(StrEnum):
    """What kind of thing is asked for."""

    HOW_MANY = "how many"
    HOW_MUCH = "how much"
    ASSESSMENT = "assessment"
    ESTIMATE = "estimate"
    DISCUSSIONS = "discussions"
    STEPS = "steps"
    PLANS = "plans"
    STATEMENT = "statement"
    PUBLISH = "publication"
    MEET = "meeting"
    POLICY = "policy"
    PROGRESS = "progress"
    GUIDANCE = "guidance"
    WHEN = "timetable"
    WHY = "reasons"
    LIST = "list"
    WHETHER = "whether"
    OTHER = "information"


# The words with which a request can open, after the title of whoever is asked and what it is pursuant to.
OPENERS = (
    r"(?:pursuant\s+to|further\s+to|with\s+reference\s+to|with\s+regard\s+to|in\s+reference\s+to|following|in\s+light\s+of"
    r"|in\s+the\s+light\s+of|in\s+the\s+context\s+of|subject\s+to|if|whether|what|how|when|which|who|whom|whose|why|where"
    r"|for\s+(?:what|which)|on\s+(?:what|which|how)|in\s+(?:what|which|how)|by\s+(?:what|which|how|when)|to\s+(?:what|which|how|whom)"
    r"|at\s+what|under\s+(?:what|which)|from\s+(?:what|which)|with\s+(?:what|which|whom)|through\s+(?:what|which)"
    r"|of\s+(?:the|those|which|what)|since|during|as\s+of|between|prior\s+to|\([a-z]\))"
)
ASKED = re.compile(
    rf"\bTo\s+ask\s+(?P<who>(?:the\s+|Her\s+|His\s+)?.+?)(?=,\s*{OPENERS}\b|,?\s+(?:pursuant|further|if|whether|what|how|when|which)\b"
    rf"|,\s*{OPENERS}|\s+\([a-z]\)|\.\s*$|$)",
    re.IGNORECASE | re.DOTALL,
)
LORDS = re.compile(
    r"^(?:Her|His)\s+Majesty['’]s\s+Government\b|^the\s+(?:Senior\s+Deputy\s+Speaker|Leader\s+of\s+the\s+House\s+of\s+Lords)",
    re.IGNORECASE,
)
REFERENCE = re.compile(
    r"(?:pursuant\s+to|further\s+to|with\s+reference\s+to|with\s+regard\s+to|in\s+reference\s+to|following|in\s+(?:the\s+)?light\s+of"
    r"|in\s+the\s+context\s+of)\b",
    re.IGNORECASE,
)
# Where what a question is pursuant to ends and the request begins.
REQUEST = re.compile(
    r"(?<=[,;\s])(?:if\s+(?:he|she|they|the|it|his|her|their|you)\b|whether\b|what\b|how\b|when\b(?!\s+it\s+was)|which\b(?!\s+(?:was|were|is|are|states?|said)\b)"
    r"|who\b|why\b|where\b|for\s+(?:what|which)\b|on\s+(?:what|which|how)\b|in\s+(?:what|which|how)\b|by\s+(?:what|which|how|when)\b"
    r"|to\s+(?:what|which|whom)\b|at\s+what\b|under\s+(?:what|which)\b|from\s+(?:what|which)\b)",
    re.IGNORECASE,
)
# Between two requests of one question.
NEXT_REQUEST = re.compile(
    r";\s*+(?:and\b\s*+,?\s*+)?(?=\S)|(?:,|(?<![\s,]))\s++and\s++(?=(?:if\s+(?:he|she|they)|whether|when\s+(?:he|she|they|the)|what\s+(?:recent\s+)?(?:assessment|steps|discussions"
    r"|estimate|plans|progress|guidance|support)|how\s+(?:many|much)|for\s+what)\b)",
    re.IGNORECASE,
)
_THEY = (
    r"(?:he|she|they|it|(?:his|her|their|the|its)\s+(?:[A-Z]\w+|department|office|officials|government|ministers?)"
    r"|ministers?|the\s+government|[A-Z]\w+)"
)
# First that fits decides. What the pattern takes is the opening; the subject is what follows it.
_KINDS: tuple[tuple[Request, str], ...] = (
    (Request.STATEMENT, r"if\s+\w+\s+will\s+make\s+a\s+(?:further\s+|written\s+|oral\s+)?statement(?:\s+on)?"),
    (
        Request.ASSESSMENT,
        r"(?:what|whether|if)\s(?:(?!;).){0,160}?\bassessments?\b(?:\s+(?:\w+\s+){0,4}?(?:made|undertaken|carried\s+out|conducted))?"
        r"(?:\s+with\s+\w+\s+Cabinet\s+colleagues)?(?:\s+(?:of|on|as\s+to))?(?:\s+the\s+(?:potential\s+)?"
        r"(?:merits|impact|effect|effectiveness|adequacy|implications|level|trends?\s+in(?:\s+the)?\s+(?:level|number)?|extent|risks?)"
        r"(?:\s+(?:of|on|to|for|in))?(?:\s+(?:his|her|their|its)\s+(?:[Dd]epartment['’]s\s+)?polic(?:ies|y)\s+(?:of|on))?)?",
    ),
    (
        Request.DISCUSSIONS,
        r"(?:what|whether|how\s+many|if|when)\s(?:(?!;).){0,120}?\b(?:discussions?|conversations?|representations?|engagement"
        r"|meetings?(?!\s+(?:the|its|their|his|her|this|that|these|those|an?)\b))\b"
        rf"(?:\s+{_THEY}\s+(?:has|have|had)(?:\s+(?:had|held|received|made))?)?(?:\s+(?:on|about|regarding|concerning)\b)?",
    ),
    (
        Request.ESTIMATE,
        r"(?:what|if|whether)\s(?:(?!;).){0,80}?\bestimates?\b(?:\s+(?:(?:he|she|they)\s+has|(?:he|she|they)\s+have|(?:his|her|their|the)\s+\w+\s+has)\s+made)?(?:\s+of)?",
    ),
    (
        Request.PLANS,
        rf"(?:whether|if)\s+{_THEY}\s+(?:plans?|intends?)\s+to\b(?!\s+(?:publish|place|deposit|meet|take)\b)",
    ),
    (
        Request.STEPS,
        r"(?:what|whether|if)\s(?:(?!;).){0,60}?\b(?:steps?|actions?|measures?)\b(?:(?:(?!;).){0,40}?\bto\s+take\b)?"
        r"(?:(?!;).){0,100}?\bto\b(?!\s+take\b)",
    ),
    (
        Request.STEPS,
        r"(?:what|whether|if)\s(?:(?!;).){0,60}?\b(?:steps?|actions?|measures?)\b(?:(?!;).){0,70}?\bwith\b",
    ),
    (Request.MEET, r"(?:if|whether|when)\s(?:(?!;).){0,60}?\bmeet\b"),
    (
        Request.PUBLISH,
        r"(?:if|whether|when|what)\s(?:(?!;).){0,90}?\b(?:publish|publication|place\s+in\s+the\s+Library|deposit)\b",
    ),
    (
        Request.POLICY,
        r"(?:if\s+\w+\s+will\s+make\s+it|whether\s+it\s+is|what\s+(?:is\s+)?(?:\w+\s+){0,3}policy)(?:(?!;).){0,30}?(?:\bpolicy\b)?(?:\s+(?:to|is|on|that))*",
    ),
    (Request.PROGRESS, r"what\s+(?:recent\s+)?progress\b(?:(?!;).){0,60}?\b(?:on|in|with|towards)\b"),
    (Request.GUIDANCE, r"what\s+(?:recent\s+)?(?:guidance|advice|support|training)\b"),
    (
        Request.PLANS,
        rf"(?:what|whether|when|if)\s(?:{_THEY}\s+)?(?:(?!;).){{0,50}}?\bplan(?:s|ned|ning)?\b(?:\s+{_THEY}\s+has|\s+to|\s+for)?",
    ),
    (
        Request.HOW_MANY,
        r"(?:in|to|on|for)?\s?how\s+many\b(?:\s+and\s+what\s+(?:proportion|percentage)(?:\s+of)?)?|what\s+(?:the\s+)?(?:total\s+)?(?:number|proportion|percentage)\b(?:\s+of)?",
    ),
    (
        Request.HOW_MUCH,
        r"how\s+much\b|what\s+(?:the\s+)?(?:total\s+|average\s+|estimated\s+)?(?:cost|expenditure|value|budget|funding|amount)\b"
        r"(?:\s+to\s+(?:the\s+public\s+purse|(?:his|her|their|its|the)\s+[Dd]epartment))?(?:\s+(?:is|was|were|has\s+been|will\s+be))?"
        r"(?:\s+(?:of|to)\b)?",
    ),
    (
        Request.WHEN,
        r"(?:by\s+)?when\b|what\s+(?:the\s+)?(?:\w+\s+){0,2}(?:timetable|timescale|timeline)\b|on\s+what\s+dates?\b|how\s+long\b",
    ),
    (Request.WHY, r"for\s+what\s+reasons?\b|why\b|what\s+the\s+reasons?\b"),
    (
        Request.LIST,
        r"if\s+\w+\s+will\s+(?:list|set\s+out|provide\s+(?:(?:an?|the|full|further|more)\s+)*"
        r"(?:lists?|breakdowns?|details?|figures|information|data|statistics|tables?|numbers?))\b|which\b|who\b|where\b",
    ),
    (Request.WHETHER, r"whether\b|if\b"),
    (Request.OTHER, r"what\b|how\b|(?:for|on|in|by|to|at|under|from|with|through)\s+(?:what|which|whom|how)\b"),
)
KINDS: tuple[tuple[Request, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in _KINDS
)

LABEL = re.compile(r"\((?P<label>[a-z]|[ivx]{1,5}|\d{1,2})\)")
# Where the last of several short parts ends and the sentence they share goes on: with a verb, a time or a place. What
# "from", "by" or "who" brings tells of the last part alone.
SHARED = re.compile(r"(?<!\s)\s+(?:in|during|since|between|over|within|were|was|are|is|have|has|had|will|per)\s")

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"(?:19|20)\d{2}(?:[-–/](?:\d{4}|\d{2}))?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH}\s+)?{_YEAR}"
PERIOD = re.compile(
    rf"\b(?:(?:in|over|during|for|within)\s+)?(?:in\s+)?each\s+(?:of\s+the\s+(?:last|past|next|previous)\s+\w+\s+(?:financial\s+|academic\s+|calendar\s+)?"
    rf"(?:years|months|weeks|quarters)|(?:financial\s+|academic\s+|calendar\s+)?(?:year|month|quarter|week)(?:\s+(?:since|from|between)\s+{_DAY}"
    rf"(?:\s+(?:to|and|until)\s+{_DAY})?)?)"
    rf"|\b(?:in|over|during|within|for)\s+the\s+(?:last|past|next|previous|latest|current)\s+(?:\w+\s+)?(?:financial\s+|academic\s+|calendar\s+|reporting\s+)?"
    rf"(?:years?|months?|weeks?|days|quarters?|Parliament|decade)"
    rf"|\b(?:since|from|between|until|before|after|as\s+of|as\s+at|up\s+to|by|during|in)\s+(?:the\s+(?:start|end|beginning)\s+of\s+)?{_DAY}"
    rf"(?:\s*(?:,|to|and|until|[-–])\s*{_DAY})*"
    rf"|\b(?:this|last|next|the\s+current)\s+(?:financial\s+|academic\s+|calendar\s+)?(?:year|month|week|Parliament|Session|winter|summer|autumn|spring)\b"
    rf"|(?<=\)\s)(?:{_MONTH}\s+)?{_YEAR}\b|\bsince\s+(?:the\s+)?[\w\s]{{3,40}}?(?:election|Act\s+{_YEAR})\b",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w’'-]+(?:(?:\s+(?:and|of|the|upon|under|on|in|le|de|la)){0,2}\s+[A-Z][\w’'-]+){0,4}"
PLACE = re.compile(
    rf"\b(?:in|across|within|throughout|near|around)\s+(?:the\s+(?:(?:constituency|county|city)\s+of\s+)?)?"
    rf"(?P<place>{_NAME})(?:\s+(?:constituency|region))?"
)
# "Sample Bay constituency", wherever it stands; and each of the names in "in (a) Sample Bay and (b) Wick".
SEAT = re.compile(rf"(?<![\w’'-])(?P<place>{_NAME})\s+constituenc(?:y|ies)\b")
_LISTED = rf"\([a-zA-Z]{{1,4}}\)\s+(?:the\s+)?{_NAME}(?:\s+(?:constituency|region|county))?"
PLACES_LISTED = re.compile(rf"\b(?:in|across|within|throughout|near|around)\s+(?:{_LISTED}(?:,|,?\s+and|,?\s+or)?\s*)+")
PLACE_LISTED = re.compile(rf"\([a-zA-Z]{{1,4}}\)\s+(?:the\s+)?(?P<place>{_NAME})")
NATIONS = re.compile(
    r"\b(?:England|Wales|Scotland|Northern\s+Ireland|Great\s+Britain|United\s+Kingdom|UK|London|Greater\s+Manchester)\b"
)
# A capitalised name after "in" or "to" that is no place.
NOT_A_PLACE = re.compile(
    rf"\b(?:{_MONTH}|Department|Office|Ministry|Minister|Secretary|Government|House|Official|Report|Act|Bill|Question|Statement|Order|Regulations?"
    r"|Strategy|Review|Plan|Fund|Scheme|Programme|Committee|Commission|Parliament|Council\s+Tax|Treasury|Cabinet|Member|Answer|Budget|Chancellor|Prime"
    r"|His|Her|Universal|Credit|NHS|Library|Centre|Service|Services|Agency|Authority|Force|Forces|Army|Navy|Ltd|plc|Board|Trust|Chapter|Section|Part|Table|Annex|Article"
    r"|Framework|Policy|Police|Guidance|Code|Convention|Protocol|Treaty|Agreement|Partnership|Declaration|Summit|Covid|COVID|AI|VAT|Ministers|MPs|Peers)\b"
)
# Words of the way of asking, of amounts and of time: they tell nothing of the matter.
FRAME = content_stems(
    """ask secretary state minister ministers majesty government department departments department's what whether
    how many much steps taking take taken plans plan planned planning intends assessment assess made make making
    potential impact implications merits adequacy effectiveness recent recently latest discussions discussed
    estimate estimated number numbers proportion percentage amount total cost costs public purse spent spend
    spending pursuant further answer answered question questions reference regard policy policies statement
    publish published list set provide provided information data held hold holds figures available most year
    years month months week weeks day days last next past previous since date dates timetable reason reasons
    constituency constituencies level levels trends use used using including relation ensure help support tackle
    improve increase reduce progress representations received meet met colleagues cabinet officials relevant
    following future current currently new within across broken down per one two three four five six ten first
    second financial calendar academic entitled report paragraph page section official column oral contribution january
    february april june july august september october november december"""
)
