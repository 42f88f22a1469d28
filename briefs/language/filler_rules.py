"""The rules by which a sentence shows that it says little by itself, each with an example.

``nothing``: referral, procedure, a courtesy at length; never quoted. ``pointer``: where something is to be found.
``not held``: that nobody has the figures. ``leaning``: of "this assessment", "as suggested", which stands elsewhere.
``platitude``: that the matter is important.
``local``: one constituency. ``staging``, ``personal`` and ``anecdote`` add to those of ``signal_rules``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A signal's name, its pattern, and a sentence that shows it."""

    signal: str
    pattern: re.Pattern[str]
    example: str


def rule(signal: str, pattern: str, example: str) -> Rule:
    """Return a rule whose pattern passes over case.

    A pattern has neither look-behind nor a group in a negative look-ahead, so that other engines can run it too.
    """
    return Rule(signal, re.compile(pattern, re.IGNORECASE), example)


# Openings whose meaning lies in the sentence before, besides a pronoun: "Once this is done", "The second is".
OPENINGS = re.compile(
    r"^[“\"‘]?(?:(?:and|but|so|yet|however|therefore|indeed)\b[, ]+)*(?:(?:to (?:do|achieve|support|help|"
    r"address|reflect|deliver|tackle|ensure)|once|given|following|after|before|despite|because of|based on|"
    r"as part of|in response to|in addition to|alongside|as a result of|in view of|in (?:the )?light of|since|"
    r"without|subject to|further to|building on|as well as|like|unlike|using) (?:(?:this|these|"
    r"those)\b(?! Government| House| country| Parliament| year| month| week| Bill| session)|that[, ]|them\b|"
    r"it[, ])|(?:one|another|a (?:second|third|further)) (?:states?|says?|said|reads?|told|is|was)\b|(?:the|my|"
    r"our) (?:first|second|third|next|last|final|other)(?: (?:one|point|question|issue|reason|concern|thing|"
    r"proposal|part|aspect|matter|area))? (?:is|was|relates?|concerns?)\b|(?:days|weeks|months|years|moments|"
    r"hours|shortly) (?:later|earlier|afterwards)\b|back to\b|the (?:first|second|third|other|last|latter|"
    r"former), |the (?:bill|act|funding|scheme|review|report|programme|fund|consultation|framework|strategy|"
    r"plan|policy|measures?|changes?|reforms?|regulations|guidance|investment|response|data|figures?|table|inquiry|"
    r"commission|authority|taskforce|powers|increase|pilot|trial|project)(?: also| therefore| now)? (?:will|would|has|"
    r"have|had|is|are|was|were|can|could|may|must|does|do|did|aims?|sets?|provides?|includes?|shows?|says?|allows?|gives?|"
    r"introduces?|makes?)\b)",
    re.IGNORECASE,
)

IDLE_RULES = (
    rule(
        "staging",
        r"\b(?:let me (?:now |briefly |also )?(?:set out|explain|address|deal|respond|answer|be clear|clarify)|"
        r"I (?:shall|will|want to|would like to|should like to|wish to) (?:now |briefly |also |just |"
        r"first )?(?:set out|address|explain|respond|outline|list|cover|highlight|quote|make it clear|make clear|"
        r"proceed)|take (?:this|the) opportunity|I (?:\w+ly )?(?:support|agree with|echo|endorse) (?:(?:the |"
        r"what )?(?:\w+ )?(?:request|right hon|hon\.|noble|remarks|comments|points?)|her\b|him\b|them\b|you\b)|"
        r"the debate (?:is|was)|in this chamber|points? of order|to bring (?:these|those) \w+ together|(?:speech|"
        r"contribution|intervention|remarks|question) (?:of|by|from) (?:the|my) (?:right )?(?:hon\.|noble)|(?:he|"
        r"she|friend|lady|gentleman|member|lord|baroness|viscount|earl|minister) (?:is|was) (?:\w+ )?right (?:to|"
        r"that|about|in))\b",
        "I shall now address the arguments about the lamps.",
    ),
    rule(
        "pointer",
        r"\b(?:can|may) (?:also )?be (?:found|accessed|viewed|seen|downloaded|obtained)\b|"
        r"\b(?:at|on|here|via|see|from):? (?:the )?(?:https?://|www\.|GOV\.UK)|"
        r"\b(?:is|are) (?:\w+ly )?available (?:at|here|online|on (?:the|our|its|their) "
        r"\w+ ?(?:web)?(?:site|page)|in the (?:library|annual|report))\b|\b(?:tables?|"
        r"spreadsheets?)\b[^.;]{0,40}\b(?:below|attached|shows?|sets? out|provides?|gives?)\b|\b(?:attached|"
        r"following|below) (?:tables?|spreadsheets?)\b|\b(?:shown|set out|provided|given|listed|included) (?:in|on) "
        r"(?:the )?(?:\w+ )?(?:tables?|spreadsheet|attachment)\b|\bplease (?:see|refer|note)\b|\bfor (?:more|"
        r"further) information\b|\bas (?:explained|stated|set out|mentioned|given|noted) in (?:my|the|his|her|our) "
        r"(?:\w+ )?(?:answer|response|reply)\b|\b(?:is|are) (?:\w+ly )?published (?:on|at|here|quarterly|annually|"
        r"monthly|weekly)\b|\b(?:is|are|be|was|were) (?:\w+ly )?published (?:in|by|on|as|after)\b[^.;]{0,60}\b"
        r"(?:releases?|statistics|datasets?|tables?|bulletins?|(?:web)?site|financial year)\b|"
        r"\bcop(?:y|ies)\b[^.;]{0,40}\bplaced in the librar|\bpublish(?:es|ed)? "
        r"(?:\w+ ){0,2}?(?:data|information|statistics|figures)\b",
        "The number of lamps can be found in the table below.",
    ),
    rule(
        "not held",
        r"\b(?:do|does|did|has|have) (?:not|no longer) (?:\w+ly )?(?:hold|held|collect|collected|record|recorded|keep|"
        r"kept|maintain|maintained|publish|published) (?:[\w-]+ ){0,4}?(?:information|data|figures?|statistics|"
        r"records?|details?|breakdown|estimates?)\b|"
        r"\b(?:do|does|did) not have (?:(?:the|this|any|such|available) )*(?:information|data|figures?|statistics|"
        r"estimates?)\b|"
        r"\b(?:information|data|figures?|statistics|records?|breakdown|details?|estimates?)\b[^.;]{0,80}\b(?:is|are|was|"
        r"were|has been|have been) (?:\w+ )?(?:(?:not|no longer) (?:yet |\w+ly )?(?:held|collected|recorded|kept|"
        r"maintained|available|published)|unavailable)\b|"
        r"\b(?:is|are) not (?:\w+ly )?(?:held|collected|recorded)\b|\bnot (?:\w+ )?(?:held|collected|recorded|kept|"
        r"maintained) centrally\b|\bdisproportionate cost\b|"
        r"\bno (?:\w+ )?(?:data|information|figures|statistics|breakdown) (?:is|are) (?:\w+ly )?"
        r"(?:available|held|collected)\b",
        "The Department does not hold information on lamps.",
    ),
    rule(
        "nothing",
        r"\bI refer (?:the (?:right )?(?:hon|noble)|my (?:right )?(?:hon|noble)|(?:him|her|them) to)|"
        r"\bmotion made\b|\b(?:hours|minutes) having elapsed\b|\bdo now adjourn\b|\bhumble address be presented\b|"
        r"^[“\"‘]?(?:(?:well|yes|no|and|so),? )?thank you\b|\bapologise for the (?:delay|late)|\bdeclare (?:an|my|"
        r"a) (?:\w+ )?interests?\b|\bin the register of\b|\b(?:my|the) (?:entry|entries|interests?) "
        r"in the register\b|\bwill not prejudge\b|\bspeak (?:also )?to (?:this|these|the|my|our)? ?(?:group|"
        r"other )?(?:of )?amendments?\b|\b(?:issued|sent|provided) (?:a|my|the|her|his) (?:response|reply|answer) "
        r"to the (?:right )?(?:hon|noble)",
        "I refer the hon. Member to my answer on lamps.",
    ),
    rule(
        "local",
        r"\bconstituenc(?:y|ies)\b|\b(?:my|his|her|their|our) (?:own )?constituents?\b",
        "In my constituency there are few lamps.",
    ),
    rule(
        "leaning",
        r"\b(?:of|on|in|to|with|for|make|made|about|under|from|hold|holds|collect|collects) (?:this|these|that|"
        r"those) (?:particular |specific |precise )?(?:matters?|assessments?|information|requests?|suggestions?|"
        r"data|figures?)\b|\bas (?:suggested|requested)\b|\b(?:information|data|figures?|breakdown|detail) (?:is |"
        r"are |as )?(?:requested|sought)\b|\brequested (?:information|data|figures?)\b",
        "There are no plans to make these assessments.",
    ),
    rule(
        "personal",
        r"\bI (?:should have thought|am sure (?:that )?(?:he|she|the (?:right )?(?:hon|noble)|my)|speak (?:as|from|"
        r"with)|served|read (?:with|in|that)|commend|applaud|feel I|will not (?:speculate|comment)|"
        r"should like to (?:hear|know))\b|\b(?:hon\.|noble|learned) (?:gentleman|lady|friend|member|lord|"
        r"baroness)(?: \w+){0,3}? (?:calls|called|says|said|claims|claimed|talks|talked|wants|wanted|opposes|"
        r"opposed|suggests|suggested|seems|complains|knows|mentioned|referred|spoke|asked|raised|pointed out)\b|"
        r"\blike (?:the|my) (?:right )?(?:hon\.|noble|learned)|\bI am (?:(?:a|an|the) )?(?:\w+ ){0,2}(?:MP|member|"
        r"director|chair|chief|head|president)\b|\bI am (?:very|so|most|really|extremely|particularly|"
        r"delighted and) (?:pleased|grateful|happy|proud|glad|sorry)\b|\bI (?:\w+ly )?take the (?:\w+ )?point\b|"
        r"\b(?:amend|withdraw|repeat) my (?:remark|comment|point)|\bone can (?:\w+ )?imagine\b|"
        r"\bI (?:do )?say (?:that|this|so) very\b",
        "I am sure that the noble Lord knows his lamps.",
    ),
    rule(
        "anecdote",
        r"\bI have (?:\w+ly |also )?(?:visited|met|been (?:to|involved|there)|lived|known|spoken to|had the)\b",
        "I have visited the lamps.",
    ),
    rule(
        "platitude",
        r"\b(?:is|are|remains?) (?:of )?(?:\w+ly )?(?:paramount|vital|critical|crucial|essential|great|utmost|"
        r"the utmost|enormous|important|key)(?: importance)?(?: to (?:us|me|the Government|this Government))?[.;]|"
        r"\b(?:of paramount|of the utmost|of vital|of great) importance\b|\bgood progress\b|\brecognis(?:e|es|ed|"
        r"ing) (?:the|that|how) (?:\w+ ){0,3}?(?:importan\w+|vital|crucial|role|value|need)\b|\btakes? (?:this|it|"
        r"these|the issue|the matter)(?: \w+){0,2} seriously\b|\bkeep\w* (?:\w+ ){1,6}under (?:constant |close |"
        r"regular )?review\b|\b(?:monitor|monitors|monitoring) (?:the situation|closely|this)\b|\b(?:regular|"
        r"ongoing|close) (?:contact|dialogue|discussions?|engagement)\b|\b(?:meets?|engages?) regularly\b",
        "The Government recognise the importance of lamps.",
    ),
)
