"""Who is given words in a sentence: a name and the verb by which it speaks ("said", "found", "according to").

What stands inside quotation marks has been blanked before, so that a verb in a quotation gives nobody words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.quotations.entities import Named
from briefs.quotations.mentions import REPORT_FROM, Story, mentions
from briefs.records.model import Role

SAID = (
    r"(?:said|says|told|adds?|added|warn(?:ed|s)|argue[ds]|claim(?:ed|s)|insist(?:ed|s)|stress(?:ed|es)|explain(?:ed|s)"
    r"|continued|commented|replied|responded|tweeted|wrote|writes|conclude[ds]|admit(?:ted|s)|note[ds]|declared"
    r"|urge[ds]"
    r"|call(?:ed|s)\s(?:for|on|the|it|this|that|him|her|them)|accuse[ds]|criticise[ds]|found|finds|suggest(?:ed|s)"
    r"|reveal(?:ed|s)|pointed\sout|acknowledge[ds]"
    r"|confirm(?:ed|s)|demand(?:ed|s)|denie[ds]|promise[ds]|pledge[ds]|announced|brand(?:ed|s)|condemn(?:ed|s)"
    r"|blame[ds]"
    r"|raise[ds]|recommend(?:ed|s)|highlight(?:ed|s)|slam(?:med|s)|blast(?:ed|s)|hit\sout|state[ds]|describe[ds]"
    r"|expressed"
    r"|asked|remarked|observed|questioned|vowed|cautioned|challenged|rejected|dismissed|reported|identified"
    r"|went\son|tells"
    r"|described|complained|recalled|predicted|estimated|believe[ds]|welcomed|hailed|praised|attacked)"
)
ADVERBS = (
    r"(?:(?:has|have|had|also|later|then|today|previously|repeatedly|yesterday|already|now|once|again|since|recently"
    r"|last\s\w+|on\s\w+day|\w+ly|is|are|been)\s){0,4}"
)
# What may stand between a name and its verb: a gloss, an MP's letters, "report", a clause between commas.
_BETWEEN = (
    r"(?:[’']s?)?(?:\s\([^()]{1,60}\))?(?:\s(?:MP|MSP|QC|KC|CBE|OBE))?(?:\s(?:report|review|study|inspectors?"
    r"|inquiry|analysis"
    r"|investigation|auditors?|officials|researchers|bosses|chiefs|figures|data))?"
    r"(?:,[^“”\x00;:]{2,200}?,|\s(?:who|which)\s[^,.;:“”\x00]{3,80}?)?"
)
_REACHES = re.compile(rf"{_BETWEEN}\s{ADVERBS}(?P<verb>{SAID})\b")
_WITH_ING = re.compile(
    r"\s(?:saying|calling|warning|accusing|urging|arguing|insisting|telling|describing|adding|claiming|branding"
    r"|demanding)\b"
)
_AFTER_VERB = re.compile(
    rf"[”\"’']\s(?P<verb>{SAID})(?:\s(?:the|a|an)|\s(?:its|their|his|her|the|a|an)(?:\s[a-z’'-]+){{1,6}},)?\s$"
)
_ACCORDING = re.compile(
    r"\b[Aa]ccording\sto\s(?:(?:the|a|an|new|figures|data|analysis|report|by|from|published"
    r"|of)\s)*$"
)
_OBJECT = re.compile(r"\b(?:of|for|to|by|with|from|at|in|on|against|about|near|between)\s(?:the\s|an?\s)?$")
_GROUP_OF = re.compile(r"\b(?:[Cc]ommittee|[Gg]roup)\sof\s$")
# Nobody writes a longer one: tables and lists without stops are not looked into.
_LONGEST_SENTENCE = 2_500
# A person named within the first words of a sentence is its subject, and whom the next "she" means.
_SUBJECT_WITHIN = 8


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody to whom a sentence gives words; ``at`` is where the verb stands, in characters of the paragraph."""

    who: Named
    at: int


def claims_of(masked: str, start: int, end: int, story: Story) -> list[Claim]:
    """Return who is given words in one sentence, in order, and remember whom it names."""
    if end - start > _LONGEST_SENTENCE:
        return []
    named = mentions(masked, start, end, story)
    claims: list[Claim] = []
    taken: set[int] = set()
    for who in named:
        verb = _verb_of(masked, start, end, who)
        if verb is not None and verb not in taken:
            taken.add(verb)
            claims.append(Claim(who, verb))
    speaking = [claim.who for claim in claims if claim.who.person]
    subject = [n for n in named if n.person and n.name][:1]
    story.spoken += speaking or [n for n in subject if not masked[start : n.start].count(" ") > _SUBJECT_WITHIN]
    for who in named:
        if not who.person and who.name:
            story.last_body = who
        if who.person and who.name.split()[-1] not in story.by_surname and who.start >= start:
            story.by_surname[who.name.split()[-1]] = who
    bodied = [c.who for c in claims if not c.who.person]
    if bodied:
        story.last_body = bodied[0]
    return claims


def _verb_of(masked: str, start: int, end: int, who: Named) -> int | None:
    """Return where the verb stands by which ``who`` speaks, or None."""
    lead = masked[start : who.start]
    office = len(who.office) + 1 if who.person and who.office and lead.rstrip(" ,").endswith(who.office) else 0
    bare = lead.rstrip(" ,")[: 1 - office] + " " if office else lead
    comma = who.end + 1 if who.person and masked[who.end : who.end + 1] == "," else who.end
    reach = _REACHES.match(masked, who.end, end) or _REACHES.match(masked, comma, end)
    if (
        reach
        and not (_OBJECT.search(bare) and not _GROUP_OF.search(bare))
        and not (reach["verb"] == "estimated" and who.role is Role.MINISTER)
    ):
        return reach.start("verb")
    if who.person and re.search(r",\s(?:with|and)\s[^,.;:]*$", lead) and (ing := _WITH_ING.match(masked, who.end, end)):
        return ing.start()
    if after := _AFTER_VERB.search(bare):
        return start + after.start("verb")
    if _ACCORDING.search(lead):
        return start
    if REPORT_FROM.search(lead) and re.match(rf"\s{ADVERBS}(?:{SAID})", masked[who.end : end]):
        return who.end
    return None
