"""The rules by which a sentence shows that it is better not said, or how far it may be used, each with an example.

``nothing`` is never quoted; ``joined`` opens with a word that ties it to what came before; ``refusal`` says what the
Government will not do; ``relative`` names a time by the day on which it is said; ``period`` gives a figure its time;
``survey`` says that people were merely asked; ``announces`` that something came out; ``inquires`` that a question was
put.
"""

from __future__ import annotations

from briefs.language.filler_rules import rule

_WORDS = r"(?:[\w’'-]+ )"
_RULED_OUT = (
    r"pay|paying|paid|compensat|chang|introduc|mak(?:e|ing)|extend|accept|agree|provid|fund|publish|legislat|bring|"
    r"go(?:ing)? (?:ahead|back|down)|reopen|re-open|revers|review|reinstat|abandon|ban|scrap|increas|reduc|remov|"
    r"repeal|abolish|support|allow|commission|establish|hold|set|tak(?:e|ing)|proceed|pursu|appl|amend"
)
_ANNOUNCERS = r"(?:we|I|government|department|ministers?|secretary|office|treasury|ministry|chancellor|agency)"
_ANNOUNCED = r"(?:published|launched|announced|confirmed|unveiled|introduced|opened|laid)"
_ROLES = (
    r"(?:chief executive|director|chair|chairman|professor|head|president|secretary|founder|partner|manager|officer)"
)

WEAK_RULES = (
    rule(
        "nothing",
        r"\bplease (?:find|see)\b|\b(?:find|found) (?:attached|enclosed)\b|\b(?:tables?|notes?|letters?|documents?|"
        r"spreadsheets?|cop(?:y|ies)|information|data|figures?|lists?|annex) (?:is |are |as )?(?:attached|enclosed|"
        r"below)\b|\battached (?:tables?|notes?|documents?|spreadsheets?|annex|file)\b|"
        r"^(?:table|annex|chart|figure) (?:[A-Z]|\d+)\b",
        "Please find attached a note on the lamps.",
    ),
    rule(
        "nothing",
        r"\b(?:regret|unable|not able|sorry|cannot|can ?not) (?:that I )?(?:am |was )?(?:to |not to |cannot "
        r")?(?:unable to )?"
        r"(?:meet|attend|accept (?:the|your|an) invitation|be (?:here|present|with us))\b|\bapologies (?:from|for "
        r"absence)\b",
        "I regret that I cannot attend the lighting of the lamps.",
    ),
    rule(
        "nothing",
        r"\b(?:friend|lady|gentleman|member|lord|baroness|house|minister)\b[^.;,]{0,40} will (?:have (?:heard|noted|"
        r"listened|seen)|join me)\b|\b(?:lost for words|words fail me|speechless)\b",
        "My right hon. Friend will have heard the plea for lamps.",
    ),
    rule(
        "nothing",
        r"^(?:the|these|this|some|such|all) (?:[\w’'-]+ ){0,3}(?:statistics|data|figures?|estimates?|results|numbers|"
        r"information) (?:is|are|was|were) (?:only )?(?:based|drawn|taken|sourced|derived|rounded|calculated|collected|"
        r"estimates)\b|\bsurvey (?:captures|excludes|covers|category)\b"
        r"|\b(?:is|are) only (?:included|counted|recorded) (?:if|where|when)\b",
        "The statistics are based on returns from lighthouses.",
    ),
    rule(
        "nothing",
        r"\bwelcome to (?:this|today|the (?:\w+ ){0,3}(?:session|committee|meeting|hearing|panel)|our)\b|^good "
        r"(?:morning|afternoon|"
        r"evening)\b|\bintroduce (?:yourself|yourselves|themselves|myself)\b|\bour (?:first|second|third|next|final) "
        r"(?:panel|witness|witnesses)\b|\b(?:thank you|thanks) for (?:coming|joining|attending|having)\b",
        "Welcome to this session on lamps.",
    ),
    rule(
        "nothing",
        rf"^[“\"‘]?my name is\b|^[“\"‘]?(?:I am|I’m|I'm) (?:(?:the|an?|also) )?{_WORDS}{{0,4}}?{_ROLES}\b|"
        r"^[“\"‘]?I (?:have been|was|used to be|have worked|worked) (?:an? |the |as )[^.;]{0,60}\b(?:for|since) "
        r"(?:over |nearly |about )?\w+ years\b",
        "I am the chief executive of the lamp trust.",
    ),
    rule(
        "nothing",
        r"\b(?:will|shall|can) (?:\w+ly |also |then )?(?:provide|publish|set out|announce|give|make|share|update|say|"
        r"have) "
        rf"(?:further|more|additional) {_WORDS}{{0,2}}?(?:details?|information|announcements?|updates?|plans?|to say)\b"
        r"[^.;]{0,60}\b(?:due course|shortly|soon|coming (?:weeks|months)|appropriate time|when available|in time)\b|"
        r"\bfurther (?:details|information|announcements) will be (?:\w+ )?(?:provided|published|made|set out|"
        r"announced|"
        r"given) (?:in due course|shortly|soon|in the coming)",
        "We will provide further details in due course.",
    ),
    rule(
        "nothing",
        r"\b(?:have|has|holds?|having) (?:\w+ )?(?:regular|frequent|ongoing) (?:discussions?|meetings?|conversations?|"
        r"contact|dialogue|engagement)\b|\b(?:meets?|met|engages?|communicates?|liaises?) regularly with\b|\bregularly "
        r"(?:meets?|engages?|discuss(?:es)?|communicates?|liaises?)\b",
        "Ministers have regular discussions with makers of lamps.",
    ),
    rule(
        "nothing",
        r"\bpresented a bill\b|\bbill (?:was )?read (?:a|the) (?:first|second|third) time\b|\bto be (?:read|printed) "
        r"(?:a|the|"
        r"on|tomorrow)\b|\bquestion (?:again )?proposed\b|\bbrought up, (?:and )?read\b|\bamendments? (?:made|proposed|"
        r"negatived|withdrawn)\b|\bpage \d+, line \d+\b|^[“\"‘]?(?:new clause|new schedule|amendment|clause|schedule) "
        r"\w{1,5} ?[—–-]|\bleave out [“\"‘]|\binsert[—–-]",
        "Amendment 4, page 3, line 5, leave out “lamps”.",
    ),
    rule(
        "pointer",
        r"\b(?:has|have) been published (?:at|on|in|here)\b|\b(?:will be|are|is) (?:\w+ly )?published (?:on|at) "
        r"(?:GOV\.UK|"
        r"the|its|our)\b|\bas set out in (?:the|my|our) (?:answer|response|letter)\b",
        "Data on lamps has been published at GOV.UK.",
    ),
    rule(
        "joined",
        r"^[“\"‘]?(?:additionally|furthermore|moreover|in addition|also|similarly|for example|for instance|"
        r"separately|firstly|"
        r"secondly|thirdly|finally|lastly|however|therefore|alongside|more broadly|more generally|more widely|"
        r"nevertheless|"
        r"nonetheless|unfortunately|in particular|specifically|equally|likewise|conversely|instead|yet|but|and|so)\b",
        "In addition, lamps were lit.",
    ),
    rule(
        "leaning",
        r"\b(?:these|those) (?:targets|changes|measures|reforms|proposals|plans|powers|requirements|rules|schemes|"
        r"programmes|steps|issues|arrangements|recommendations)\b|^[“\"‘]?(?:support|this|it|they) includes?\b|"
        r"\b(?:last|this|that|the same|the previous) (?:year|month|week) the (?:prime minister|chancellor|minister|"
        r"government|secretary)\b",
        "In November last year the Minister announced new lamps.",
    ),
    rule(
        "nothing",
        r"^[“\"‘]?I (?:would )?refer (?:the|my|him|her)\b|^\d{1,2}\. [A-Z]",
        "I refer the hon. Member to the written statement on lamps.",
    ),
    rule(
        "relative",
        r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|"
        r"autumn|winter) (?:last|this|next) year\b|\b(?:earlier|later) this (?:year|month|week)\b|\byesterday\b|"
        r"\b(?:in|by|from|until|since|announced|published|launched|opened|began|introduced|early|late) (?:last|next) "
        r"(?:year|month|week|january|february|march|april|may|june|july|august|september|october|november|december|"
        r"spring|summer|autumn|winter)\b|^[“\"‘]?(?:last|next) (?:year|month|week|spring|summer|autumn|winter)\b",
        "In November last year the Minister announced new lamps.",
    ),
    rule(
        "refusal",
        rf"\bno (?:{_WORDS}{{0,2}})?(?:plans?|intention)\b|\bnot (?:\w+ )?(?:plan|intend|propos|comment|speculat|"
        rf"discuss|"
        r"persuaded|convinced|consider)\w*|\bneither\b[^.;]{0,60}\bplans?\b|\b(?:will|shall|would|do|does|are|is) not "
        rf"(?:\w+ly |now |therefore |then )?(?:be )?(?:{_RULED_OUT})\w*|\brul(?:e|es|ed|ing) (?:\w+ )?out\b|"
        r"\brejects?\b|\brejected\b",
        "We will not be paying for the lamps.",
    ),
    rule(
        "nothing",
        r"\b(?:shown|set out|provided|given|listed|presented|outlined)\b[^.;]{0,30}\b(?:below|overleaf|table \d+|annex "
        r"[a-z]\b)|\b(?:table|annex) \w{1,2} (?:below|above|shows?|sets? out|provides?|gives?)\b",
        "The number of lamps is shown in Table 1 below.",
    ),
    rule(
        "nothing",
        r"\b(?:has|have) been (?:rounded|interpreted (?:as|to))\b|\b(?:figures|numbers|totals|percentages) (?:in the "
        r"table |"
        r"may |are |have been |do )?(?:not sum|not add|rounded)\b",
        "Figures in the list have been rounded to the nearest ten lamps.",
    ),
    rule(
        "platitude",
        r"\b(?:has|have) not (?:had|held) (?:any )?(?:recent |specific |such )?(?:discussions?|meetings?|"
        r"conversations?)\b|"
        r"\b(?:has|have) (?:already )?met\b[^.;]{0,60}\bto discuss\b",
        "The Secretary of State has not had discussions with the lamplighters.",
    ),
    rule(
        "platitude",
        r"\b(?:maintain|have|hold|in|for|through) (?:regular|ongoing|close|frequent) (?:discussions?|dialogue|contact|"
        r"engagement|conversations?)\b|\bwork(?:s|ing)? (?:very )?closely with\b",
        "The Secretary of State will maintain regular discussions with the lamplighters.",
    ),
    rule(
        "amount",
        r"[£$€]\s?\d|\b\d[\d,.]{0,20}\s?(?:%|per ?cent\b|percentage points?\b|million\b|billion\b|trillion\b)|"
        r"\b\d{1,3}(?:,\d{3})+\b|\b\d[\d,.]{0,20}\s+(?:\w+[ -]){0,2}?(?:people|children|cases|offences|inspections|"
        r"officers|staff|claims?|schools|payments|projects|homes|patients|prisoners|deaths|families|households|"
        r"businesses|"
        r"jobs|places|beds|applications|visas|arrests|buildings|pupils|teachers|workers|appointments|claimants)\b|"
        r"\b(?:a|one|two|three) (?:third|quarter|fifth|half)s?\b|\b(?:one|two|three|four|nine) (?:in|out of) "
        r"(?:every )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b",
        "In 2023 there were 4,100 lamps.",
    ),
    rule(
        "period",
        r"\b(?:19|20)\d\d\b|\bas (?:of|at) \d|\b(?:last|this|past|previous|each|per|a) (?:financial |academic |"
        r"calendar )?"
        r"(?:year|month|quarter|week)\b|\b(?:12|twelve|six|three) months\b",
        "In 2023 there were 400 lamps.",
    ),
    rule(
        "survey",
        r"\bthe survey\b|"
        r"\b(?:an?|our|its|their|recent|one|online|new|latest|member|staff|snapshot|own) (?:\w+ )?surveys?\b|"
        r"\bsurveyed\b|"
        r"\b(?:opinion )?poll(?:s|ing|ed)?\b|\brespondents?\b|\bof those (?:asked|questioned)\b",
        "A survey found that 60% of people like lamps.",
    ),
    rule(
        "announces",
        rf"\b{_ANNOUNCERS}(?: \w+){{0,3}}? {_ANNOUNCED}\b|\bhaving {_ANNOUNCED}\b|\b{_ANNOUNCED} (?:its|the|their|our) "
        r"(?:\w+ )?(?:findings?|reports?|reviews?|strategy|response)\b",
        "In September 2023 the Department published a report on the £2 lamp.",
    ),
    rule(
        "inquires",
        r"\b(?:want(?:ed|s)?|wish(?:ed|es)?|would like|sought|asked) to know\b|"
        r"\b(?:asked|asks|inquired|enquired|queried|questioned|wondered)(?: (?:the )?\w+){0,2}? "
        r"(?:whether|if|why|how|what|when|which|where|about)\b",
        "Another Member wanted to know whether the lamps were lit.",
    ),
)
