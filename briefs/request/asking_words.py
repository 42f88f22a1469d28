"""The words of asking that narrow nothing: fillers, words for "about", openings, courtesies and deadlines."""

from __future__ import annotations

import re

# The words that stand in a way of asking and narrow nothing.
FILLERS = frozenset(
    # small words
    "a all also am an and any are as at be been before being both but by do does doing did done else every for from "
    "full had has have having how i i'd i'm i've if in into is it it's its just last let me more most much many my "
    "need no not now of off ok okay one or our out over please pls plz some so such that that's the their them there "
    "there's these they this those through to too up us was way we we'd we're we've were what what's whats when where "
    "whether which while who who's whose why will with would you your yet "
    # who asks, and to whom
    "anybody anyone everybody everyone somebody someone people team colleague colleagues parliament parliamentary "
    "parly house room member members committees minister's ministers' politicians parliamentarians "
    # what is asked for
    "anything everything something nothing stuff thing things background backgrounder brief briefing briefings briefs "
    "comment comments content contributions coverage data detail details discussion discussions exchanges facts "
    "figures highlights idea info information intel intelligence key line lines list look material materials memo "
    "mention mentions note notes official overview pack paper papers passages piece points primer quote quotes "
    "quotations record records reference references remarks request research response responses readout rundown "
    "round-up roundup search sense state story summary sum summaries take text texts thoughts transcripts view views "
    "word words work "
    # asking
    "able after ask asking call came can care check collate come comes compile could dear dig draft email explain "
    "find follow gather get getting gimme give go going good got grab happen happened happening happens hear heard "
    "hello help hey hi hiya interested keen kindly know known like locate look looked looking love make made possible "
    "prepare produce provide pull put quick quickly raise raising read retrieve run see seek seeking seen send share "
    "shall she should show source start stand stands stood summarise summarize talk talked talking tell try turn use "
    "useful want wanted wants wish wondering write written "
    # saying
    "address addressed announce announced announcing argue argued arguing asked been-said answered claimed commented "
    "commit committed contributed debated discuss discussed discussing done making mentioned planned plan plans "
    "planning promise promised promises raised replied reply replies respond responded said say saying says spoke "
    "spoken speak speaking think thinking thinks thought told voiced "
    # when and how
    "actually afternoon again currently date ever evening exactly far lately morning next on-the-record time today "
    "together tomorrow tomorrow's various very thanks cheers uk's commons' hansard's".split()
)
ABOUT = frozenset(("about", "on", "regarding", "concerning", "re", "around", "mentioning", "relating", "covering"))
# What means "about" only behind one of these words: "search for", "responded to", "going on with".
ABOUT_AFTER: dict[str, frozenset[str]] = {
    "for": frozenset("search searching look looking asked ask check dig lines quotes material something".split()),
    "to": frozenset(
        "happening happened happens responded respond response responses reply replied replies relating reference "
        "related".split()
    ),
    "with": frozenset("happening happened happens doing on deal dealing going".split()),
    "in": frozenset("say said happened happens raised".split()),  # "what was said in the pensions debate"
    "into": frozenset("look looking looked dig research".split()),
    "against": frozenset("said spoken argued arguments".split()),
    "of": frozenset(
        "mention mentions mentioned coverage discussion discussions state think thinks thinking thought make made "
        "views view overview summary spoken".split()
    ),
    "up": frozenset("look looking".split()),
}
# Fillers that by themselves before "on" begin a topic: "time on remand", "people on low incomes".
TOPICS_TOO = frozenset(
    "time people work state address research care text sense members source house room start stand read run team use "
    "turn date plans plan talk content paper papers key points response responses tax hear locate".split()
)
# Verbs that take the topic as it stands: "has anyone mentioned bus fares".
TAKES_TOPIC = frozenset(
    "mentioned mention mentioning discussed discuss discussing raised raise debated covered".split()
)
# What a request opens with that says nothing of its topic, and no head reads.
OPENERS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|(?:morning|afternoon|evening)"
    r"(?=[,!.:]| [–—-]| (?:there|all|team|both|everyone|everybody|folks|colleagues|bot|can|could|please|pls|i|we)\b))"
    r"(?: (?:there|all|team|both|everyone|everybody|folks|colleagues|bot))?(?=\W)"
    r"|(?:so )?(?:what['’]?s|what is) the (?:deal|story|score|situation|craic|state of play|low-?down|skinny|gist)"
    r" (?:with|w/|on|about|re|around)"
    r"|(?:re|fwd?|aw)(?=:)|re(?= (?-i:[a-z]))"
    r"|(?:the |my |our )?(?:ministers?|secretary of state|sofs|sos|private office|spads?|boss|team|chief executive)"
    r" (?:needs?|wants?|would like|is asking for|has asked for|asked for)"
    r"(?: (?:a|some|any|the|urgent|quick))*(?: (?:brief|briefing|lines|note|something))?(?: (?:on|about))?)"
    r"[\s,:;!.–-]*",
    re.IGNORECASE,
)
ASKED_OF_GOVERNMENT = re.compile(
    r"^\W*(?:(?:so|and|but|why|how|when|what|ok|please)\s+){0,2}"
    r"(?:how (?:many times|many|much|often)"
    r"(?: (?:have|has|had|do|does|did|were|was|is|are))?|"
    r"(?:should|is|are|will|would|can|could|does|do|did|has|have|was|were)\s+(?:the\s+)?"
    r"(?P<who>uk government|government|govt|uk|ministers|britain|england|we|parliament|hmg|country)"
    r"(?:\s+(?:planning|plans?|intend(?:ing)?|going|considering|willing|likely|committed|currently|still|ever|really|"
    r"actually))*(?:\s+(?:to|on))?)(?=\s)",
    re.IGNORECASE,
)
IN_WORDS = re.compile(
    r"(?:[,;.:!?(–—-]|\s(?:in|under|max(?:imum)?|about|around|no more than|within))\s"
    r"(?P<number>\d{2,3}) words[ .?!)]*+$",
    re.I,
)
IN_PARTS = re.compile(
    r"\s(?:in|within)\s(?:a|an|one|two|three|four|five|1|2|3|4|5|a few|a couple of)(?: short| brief)? "
    r"(?:sentences?|lines?|paragraphs?|paras?|bullets?|bullet points?|pages?|minutes?)[ .?!]*+$",
    re.I,
)
SHORT_WORDS = 250  # up to so many words a brief is short
# "can we get something on buses today": by when it is needed, not when it was said.
NEEDED_TODAY = re.compile(
    r"^\W*(?:please )?(?:can|could|need|please|send|get|give|i need|we need|i'd like|i want)\b.*"
    r"(?P<when>\s(?:today|now|this (?:morning|afternoon|evening)|tonight))[ .?!]*$",
    re.IGNORECASE,
)
# Courtesy and urgency at the end of a request.
CLOSERS = frozenset(
    "please pls plz thanks thank you ta cheers asap urgently urgent now today tomorrow quickly soon morning afternoon "
    "evening tonight monday tuesday wednesday thursday friday noon lunchtime cop eod if possible many kind regards "
    "for by the my our thx tx ty tysm appreciated much very nice cheers minister minister's meeting "
    "debate's me us sorry ok x at all mate folks team kindly "
    "immediately right away when can this week next end close play of day".split()
)
_CLOSING_HEADS = frozenset(
    "thx tx ty tysm please pls plz thanks thank ta cheers asap urgently urgent many kind if kindly sorry immediately "
    "for by when right".split()
)


_DEADLINES = frozenset(
    "today tomorrow now monday tuesday wednesday thursday friday noon lunchtime cop eod morning afternoon evening "
    "tonight minister minister's meeting boss me us week day end play away can possible thanks regards".split()
)
_HOUR = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?:am|pm)?")


def closes(words: list[str]) -> bool:
    """Whether words in small letters are nothing but a courtesy or a deadline: "for tomorrow please", "thanks"."""
    if (
        not words
        or words[0] not in _CLOSING_HEADS
        or not all(word in CLOSERS or _HOUR.fullmatch(word) for word in words)
    ):
        return False
    if words[0] not in ("for", "by", "if", "when", "right", "many", "kind"):
        return True
    return any(word in _DEADLINES or _HOUR.fullmatch(word) for word in words[1:])  # "homes for all" is a topic
