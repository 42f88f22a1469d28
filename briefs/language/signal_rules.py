"""The rules by which a sentence shows what kind of thing it says, each with an example.

They know the language of Parliament, not its subjects.
"""

from __future__ import annotations

from briefs.language.filler_rules import IDLE_RULES
from briefs.language.filler_rules import rule as _rule
from briefs.language.weak_rules import WEAK_RULES

AUXILIARY = r"(?:we|I|government(?! of)|department|ministers?|secretary|office|treasury|it|they|which|ministry)"
# Who can undertake something on behalf of the Government.
GOVERNING = (
    r"(?:we|I|government(?! of)|department|ministers?|secretary|office|treasury|ministry|chancellor|agency|taskforce|"
    r"administration)"
)

RULES = (
    _rule("figure", r"[£$€]\s?\d[\d,.]*\s?(?:k|m|bn|tn|million|billion|trillion)?\b", "It cost £3.6 million."),
    _rule("figure", r"\b\d[\d,.]{0,20}\s?(?:%|per ?cent\b|percentage points?\b)", "The rate fell by 9 per cent."),
    _rule("figure", r"\b\d{1,3}(?:,\d{3})+\b", "There were 12,450 applications."),
    _rule("figure", r"\b\d[\d,.]{0,20}\s?(?:million|billion|trillion|thousand)\b", "Over 2 million people claimed."),
    _rule(
        "figure",
        r"\b(?:\d[\d,.]{0,20}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
        r"|dozens of|hundreds of|thousands of)"
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
        "figure",
        r"\b(?:of|the|for|to|with|than|all|some|around|about|over|nearly|only|another|its|their|our|are|is|were|was|"
        r"have|has|had|and|that|includes?|including|received|issued|made) [1-9]\d{1,2} (?!january|february|march|april|"
        r"may|june|july|august|september|october|november|december)(?:[a-z]+ ){0,2}?[a-z]+s\b",
        "Lamps were lit for 28 streets.",
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
        "commitment",
        r"\bI (?:have |am )?(?:\w+ly |also |today |now |therefore )?(?:instructed|asked (?:the|my|officials|all|for)|"
        r"written to (?!me)|decided|ordered|directed|making|announcing|publishing|laying|setting (?:up|out)|placing|"
        r"can (?:announce|confirm)|announce|intend)\b",
        "I have instructed the agency to clear the backlog by June.",
    ),
    _rule(
        "commitment",
        r"\b(?:will|shall|would|must) (?:\w+ly |also |now |therefore )?(?:be|not be|have to be) "
        r"(?:made|published|introduced|extended|reviewed|required|given|set|laid|brought|available|offered|"
        r"replaced|launched|able|no (?:time|limit))\b",
        "The disease will be made notifiable.",
    ),
    _rule(
        "commitment", r"\b(?:intends? to|plans? to|pledged to|undertake to|undertaken to)\b", "It intends to legislate."
    ),
    _rule(
        "commitment", r"\b(?:announced|commissioned|established|launched|unveiled)\b", "Last year we announced a fund."
    ),
    _rule(
        "undertaking",
        rf"\b{GOVERNING}(?: \w+){{0,3}}? (?:will|shall) (?!not be able)|"
        rf"\b{GOVERNING}(?: \w+){{0,3}}? (?:have|has) (?:\w+ )?(?:announced|commissioned|committed|allocated|agreed|"
        r"asked|instructed|decided|launched|pledged|appointed|set up)\b|"
        rf"\b{GOVERNING}(?: \w+){{0,3}}? (?:are|is|am) (?:\w+ )?(?:investing|providing|introducing|publishing|funding|"
        r"delivering|committed to|working (?:with|to)|taking (?:steps|action|forward)|consulting|increasing|developing|"
        r"establishing|trialling|recruiting|legislating|determined to|ensuring|bringing forward|making|announcing|"
        r"building|going to)\b|"
        rf"\b{GOVERNING} (?:\w+ )?(?:intends?|plans?|pledges?|undertakes?|aims?) to\b|\b{GOVERNING} (?:\w+ )?"
        r"(?:announced|commissioned)\b|"
        r"\b(?:will|shall) (?:\w+ly |also |now |therefore )?be (?:\w+ly )?(?:published|introduced|extended|reviewed|"
        r"set out|laid|brought|launched|replaced|consulted|invested|given|made|expanded|abolished|repealed|banned)\b",
        "The Department will publish a strategy for lamps.",
    ),
    _rule(
        "finding",
        r"\b(?:found|finds|finding|findings|concluded|concludes|revealed|reveals|warned|warns|identified|inspection|"
        r"recommend\w*|criticis\w+|estimated?|predicted|evidence (?:shows?|suggests?)|shows? that|"
        r"accus\w+|uncovered|highlight\w*|slammed|condemned|report (?:says?|said|notes|makes clear))\b",
        "The report found that records were not kept.",
    ),
    _rule(
        "finding",
        r"\b(?:fail(?:ed|ing|ure|ures|s)?|inadequate|insufficient|shortcomings?|unacceptable|not acceptable|damning|"
        r"not recognised|ignored|neglect\w*|overstretched|under-?resourced|inconsisten\w+|too (?:often|long|"
        r"many|few|slow\w*)|not enough|gaps?|"
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
        "demand",
        r"\b(?:(?:I|we) (?:hope|ask|want|urge|believe) (?:that )?(?:the )?(?:\w+ )?(?:Minister|Government|"
        r"Secretary of State|"
        r"Department|Treasury)\b[^.?!]{0,40}\b(?:will|should|to)|we (?:also )?(?:need|want|call|propose)|"
        r"(?:does|will|would|can|could) (?:he|she|they|the Minister|the Government|the noble \w+|my (?:right )?hon\. "
        r"Friend) (?:not )?(?:agree|accept|commit|consider|look|ensure|review|publish|support|take|do|make))\b",
        "I hope that the Minister will set up a commission.",
    ),
    _rule(
        "dated",
        r"\b(?:\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|"
        r"December)|(?:since|by|in|from|until|before|after|during|between) (?:early |late |the end of |the start of |"
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December) )?"
        r"(?:18|19|20)\d\d)\b",
        "The scheme closed on 3 May.",
    ),
    _rule(
        "anecdote",
        r"\b(?:I (?:remember|recall|visited|grew up|was (?:born|brought up|a (?:young|child|boy|girl)|interested|told|"
        r"struck|"
        r"there|reading)|once|met|had the (?:pleasure|privilege|honour))|when I (?:was|went|visited|first)|"
        r"my (?:own |late |dear )?(?:father|mother|wife|husband|grandfather|grandmother|family|daughter|son|parents|"
        r"childhood)|told me|the other day|it is (?:always )?(?:good|nice|lovely)|someone (?:once )?said|"
        r"in my (?:youth|experience|time))\b",
        "I remember how we once sailed past the lamps.",
    ),
    _rule(
        "staging",
        r"\b(?:today[’']s debate|this debate|the debate today|in this debate|opening (?:remarks|speech)|"
        r"(?:asked|spoke|mentioned|talked|heard|touched on|wondered) (?:me )?(?:about|whether|why|how|from)|"
        r"(?:some|others|many) (?:have|may|might|will) (?:ask|asked|say|said|argue)|let me (?:turn|move|say|begin|just|"
        r"start|first)|I (?:shall|will|want to|would like to|now|should like to) (?:turn|go through|come (?:back )?to|"
        r"move|talk|speak|touch|focus|return|deal|conclude|finish|start|begin|address)|in conclusion|"
        r"(?:made|make|raised|raises) (?:a|an|the|some|several|this|that|his|her) (?:\w+ )?(?:points?|questions?|"
        r"issues?|case)|before (?:the Minister|he|she) sits down|(?:following|follow) on from|"
        r"opportunity to (?:show|say|speak|"
        r"debate|discuss)|referred to|there (?:is|are) (?:a|an) (?:variety|number|range) of)\b",
        "Let me turn to the lamps that the hon. Lady asked about.",
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
    *IDLE_RULES,
    *WEAK_RULES,
)
