"""Forms of words that the stem does not join, though one is made from the other, and those that it joins wrongly.

The stem joins "evict" and "eviction"; it does not join "autism" and "autistic", and it takes "planning" for "plans".
A form is made by an ending that hardly ever misleads, or it is one of the families below. All forms are in small
letters; a plural of a form is found by its stem.
"""

from __future__ import annotations

from functools import lru_cache

from briefs.language.words import POSSESSIVE, plain_letters, stem

ENDINGS = (
    ("ism", "ist"),
    ("ism", "istic"),
    ("ify", "ification"),
    ("ncy", "nt"),
    ("lence", "lent"),
    ("ia", "ian"),
    ("phobia", "phobic"),
    ("graphy", "graphic"),
    ("lepsy", "leptic"),
    ("lexia", "lexic"),
    ("etention", "etain"),
    ("olition", "olish"),
    ("clusion", "clude"),
    ("vasion", "vade"),
    ("rosion", "rode"),
    ("plosion", "plode"),
    ("llision", "llide"),
    ("xtension", "xtend"),
    ("xpansion", "xpand"),
    ("spension", "spend"),
    ("scription", "scribe"),
    ("women", "woman"),
    ("men", "man"),
)
"""Endings of two words of one origin; a short one counts after three letters or more."""
SHORT_ENDING, SHORTEST_BASE = 4, 3

FAMILIES = """
knife knives | wife wives | woman women | man men | child children childhood | tooth teeth | mouse mice | wolf wolves
thief thieves theft steal stole stolen | death die died dead | sell sold sale | buy bought | spend spent
drive driven driver | teach taught teacher | obese obesity | safe safety | cruel cruelty
 hungry hunger | lonely loneliness | slave slavery enslave | rob robber robbery | birth born | fail failure
burgle burglar burglary | bribe bribery | forge forgery | deliver delivery | recover recovery | farm farmer
smoke smoker | vote voter | fish fishery fisherman fishermen | rent renter rental | gamble gambler | cycle cyclist
prosecute prosecutor | survive survivor | inspect inspector | invest investor | audit auditor
donate donor | apprentice apprenticeship | citizen citizenship | sponsor sponsorship | migrant migration migrate
employ employee | detain detainee detention | deport deportee | evacuate evacuee | crime criminal | racism racist racial
tax taxation | coast coastal | diabetes diabetic | allergy allergic | asthma asthmatic | dentist dental dentistry
psychiatry psychiatric psychiatrist | midwife midwives midwifery | antisemitism antisemitic antisemite
hindu hinduism | sikh sikhism | jew jewish judaism | islam islamic | licence license
offence offender | marry marriage | bury burial | deny denial | close closure | seize seizure
expose exposure | application applicant | israel israeli | pakistan pakistani | bangladesh bangladeshi | iraq iraqi
iran iranian | ukraine ukrainian | palestine palestinian | yemen yemeni | qatar qatari | kuwait kuwaiti
afghanistan afghan | china chinese | taiwan taiwanese | japan japanese | burma burmese | scotland scottish | wales welsh
ireland irish | england english | france french | germany german | spain spanish | italy italian | turkey turkish
europe european | tibet tibetan | rwanda rwandan | gaza gazan | africa african | america american | kenya kenyan
egypt egyptian | libya libyan | cyprus cypriot | kurd kurdish kurdistan | brazil brazilian | canada canadian
sudan sudanese | lebanon lebanese | portugal portuguese | vietnam vietnamese | somalia somali | nepal nepalese
"""

APART = """
planning | train trains | park parks parked | house houses | hospitality | important importance importantly
conservative conservatives | customs | customer customers | several severally | universal universally | authority
publication publications publicity | author authors | diversion diversions | coronation | execute executed executes
internal internally | international internationally | polite politely | minority minorities | majority majorities
transit transits | objective objectives | probate | orderly | productive productivity | accountability accountable
rational rationally | morale | arm arms | means meaning meanings | engine engines | custom | personality | careful
useful usefulness | careless | closely
""".replace("\n", " | ")
"""Words, together with those that mean the same, whose stem is also that of others which mean something else."""

MISLEADING = frozenset("currency current agency agent media median emergency human german roman".split())


def _families(lines: str) -> dict[str, tuple[str, ...]]:
    families = [line.split() for line in lines.replace("\n", " | ").split("|")]
    return {stem(word): tuple(family) for family in families for word in family}


_FAMILY_OF = _families(FAMILIES)
_APART = {word: f"{family.split()[0]}=" for family in APART.split("|") for word in family.split()}  # no stem has "="


@lru_cache(maxsize=4_096)
def forms(word: str) -> tuple[str, ...]:
    """Return the other words that are forms of one, as far as they have another stem: "autism" gives "autistic"."""
    made: list[str] = []
    for base in _bases(_bare(word)):
        made += _FAMILY_OF.get(stem(base), ())
        for one, other in ENDINGS:
            made += [base.removesuffix(a) + b for a, b in ((one, other), (other, one)) if _ends(base, a)]
    return tuple(dict.fromkeys(form for form in made if stem(form) != stem(word)))


@lru_cache(maxsize=65_536)
def meaning_stem(word: str) -> str:
    """Return the stem of a word; another for a word whose meaning is told apart from that of others of its stem."""
    return _APART.get(_bare(word)) or stem(word)


def _bare(word: str) -> str:
    return plain_letters(POSSESSIVE.sub("", word).casefold())


def _bases(word: str) -> tuple[str, ...]:
    """Return what a word may be an inflection of: "excluding" gives "excluding", "exclud" and "exclude"."""
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            return (word, word.removesuffix(ending), word.removesuffix(ending) + "e")
    if word.endswith("ies"):
        return (word, f"{word[:-3]}y")
    return (word, word[:-1]) if word.endswith("s") else (word,)


def _ends(word: str, ending: str) -> bool:
    least = SHORTEST_BASE if len(ending) <= SHORT_ENDING else 1
    return word.endswith(ending) and len(word) - len(ending) >= least and word not in MISLEADING
