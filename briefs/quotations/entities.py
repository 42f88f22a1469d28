"""People and bodies as prose names them: "Shadow Home Secretary Jane Example", "the National Audit Office (NAO)".

A person is two or more capitalised words that are neither an office nor a body, or a title and a surname; what stands
before ("Tory MP"), or between commas after the name, is the office as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefs.names.offices import role_of
from briefs.records.model import Role

_CAP = r"[A-ZÀ-Þ][\w’'&.-]{0,40}"
_NOUNS = (
    "Committee|Office|Agency|Council|Councils|Commission|Authority|Inspectorate|Federation|Association|Service|Services"
    "|Foundation|Trust|Board|Union|Ombudsman|Police|Constabulary|Society|Centre|Institute|Alliance|Network|Group|Treasury"
    "|Confederation|Taskforce|Panel|Inquiry|Unit|Forum|Coalition|Congress|Bureau|College|University|Academy|Department"
    "|Ministry|Executive|Observatory|Yard|Bank|Court|Charity|Government|Parliament|Party"
)
_PHRASE = (
    rf"(?:{_CAP}\s){{0,4}}(?:Department|Ministry|Office|Institute|Centre|Council|Society|Association|Commission"
    rf"|Committee"
    rf"|Federation|Campaign|Confederation|College|Board|Chamber|Inspectorate|House)\s(?:for|of|on"
    rf"|against)\s(?:the\s)?{_CAP}"
    rf"(?:\s{_CAP})*(?:(?:,\s{_CAP}(?:\s{_CAP})?)*\s(?:and|&)\s{_CAP}(?:\s{_CAP})?)?"
)
_INSPECTORATE = (
    r"(?:Her|His)\sMajesty[’']s\s[Ii]nspectorate\sof\s(?:[Cc]onstabulary(?:\sand\s[Ff]ire\s(?:and"
    r"|&)\s[Rr]escue\s[Ss]ervices)?"
    r"|[Pp]olice,\s[Ff]ire\sand\s[Rr]escue\s[Ss]ervices|[Pp]risons|[Pp]robation|[Ss]chools)"
)
# Papers that write committees small; the subjects are those of the two Houses' committees.
_SMALL_COMMITTEE = (
    r"(?:public accounts|home affairs|foreign affairs|defence|justice|treasury|transport|education|health"
    r"(?: and social care)?|work and pensions|science(?:, innovation)? and technology|women and equalities"
    r"|environmental audit|business(?: and trade)?|culture, media and sport|housing, communities and local government"
    r"|international development|public administration(?: and constitutional affairs)?|energy security and net zero"
    r"|environment, food and rural affairs|northern ireland affairs|scottish affairs|welsh affairs|human rights"
    r"|standards|procedure|petitions|liaison)(?: select)? committee"
)
_SINGLE = (
    r"Downing\sStreet|No\.?\s?10|Number\s10|Whitehall|Ofsted|Ofcom|Ofgem|Ofwat|Ofqual|Barnardo[’']s|Unison|Unite"
    r"|Mencap|Mind"
    r"|Refuge|Liberty|Crisis|Shelter|Amnesty|Met(?:ropolitan)?\sPolice|(?<=[Tt]he\s)Met\b|HM\sTreasury|Treasury"
    r"|Labour|SNP"
    r"|Tories|Conservatives|Liberal\sDemocrats|Lib\sDems"
)
_BODY = re.compile(
    rf"\b(?:{_INSPECTORATE}|{_SMALL_COMMITTEE}|{_PHRASE}(?:\s(?:{_NOUNS}))?|(?:{_CAP}\s(?:(?:of|and"
    rf"|for)\s(?=[A-Z]))?){{1,7}}(?:{_NOUNS})\b(?![’']s\s[A-Z])"
    rf"|{_SINGLE}|[A-Z][A-Za-z]{{0,20}}[A-Z]\b)(?:[’'](?=\s))?"
)
_GLOSS = re.compile(
    rf"(?P<full>(?:{_CAP}\s(?:(?:of|for|and|on)\s(?:the\s)?)?){{1,9}}"
    rf"|{_INSPECTORATE}\s)\((?P<short>[A-Z][A-Za-z]{{0,20}}[A-Z])\)"
)
# What the press does not always write out.
SHORT_NAMES = {
    "Met": "Metropolitan Police",
    "Met Police": "Metropolitan Police",
    "NAO": "National Audit Office",
    "NCA": "National Crime Agency",
    "NPCC": "National Police Chiefs’ Council",
    "HMIC": "Her Majesty’s Inspectorate of Constabulary",
    "HMICFRS": "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services",
    "IOPC": "Independent Office for Police Conduct",
    "PAC": "Public Accounts Committee",
    "OBR": "Office for Budget Responsibility",
    "IFS": "Institute for Fiscal Studies",
    "CQC": "Care Quality Commission",
    "EHRC": "Equality and Human Rights Commission",
    "CPS": "Crown Prosecution Service",
    "NSPCC": "NSPCC",
    "RSPCA": "RSPCA",
    "TUC": "TUC",
    "CBI": "CBI",
    "BMA": "BMA",
    "LGA": "Local Government Association",
    "NFU": "NFU",
    "RCN": "Royal College of Nursing",
    "NEU": "National Education Union",
    "DWP": "Department for Work and Pensions",
    "MoJ": "Ministry of Justice",
    "MoD": "Ministry of Defence",
    "DfE": "Department for Education",
    "DfT": "Department for Transport",
    "DHSC": "Department of Health and Social Care",
    "SNP": "SNP",
    "ONS": "Office for National Statistics",
    "HMRC": "HMRC",
}
_PERSON_TITLE = (
    r"(?:Sir|Dame|Lord|Lady|Baroness|Viscount|Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Rev|Reverend|Judge|Justice)"
)
_RUN = re.compile(rf"\b{_CAP}(?:\s(?:(?:de|van|von|der|la|le|bin|al|ap)\s)?{_CAP})+")
_SKIPPED = frozenset(
    """But And Yesterday However Meanwhile Today The In On When While As After Before Speaking Responding Earlier Last
    Former Ex Although Though If Since Following Also Then Now Both Mother Father Speaking""".split()
)
_OFFICE_WORDS = frozenset(
    """secretary minister mp mps chair chairman chairwoman chairperson commissioner constable inspector superintendent
    sergeant detective officer director president chancellor leader whip spokesman spokeswoman spokesperson peer mayor
    general auditor solicitor attorney chief executive head boss lead ombudsman editor correspondent professor founder
    frontbencher backbencher deputy assistant commander captain colonel major councillor cllr member convener analyst
    researcher campaigner economist governor judge lawyer solicitor director-general vice-president co-leader adviser
    policy spokespeople manager tsar resident pensioner neighbour""".split()
)
_PARTY_WORDS = frozenset(
    "tory labour conservative lib dem liberal democrat snp dup green plaid cymru reform crossbench".split()
)
_NOT_NAMES = frozenset(_NOUNS.casefold().split("|")) | frozenset(
    """home foreign affairs house commons lords england wales scotland britain british ireland northern southern
        eastern western south north east west greater london united kingdom europe european national international
        royal majesty january february march april june july august september october november december monday tuesday
        wednesday thursday friday saturday sunday day budget brexit review report bill act crown street road city county
        spending annual strategy accounts public first new state english welsh scottish christmas easter universal
        credit world facebook google twitter online crime""".split()
)
_SUFFIX = frozenset("MP QC KC OBE CBE MBE MSP MEP AM MS QPM CMG DCMG KCMG CVO LVO MVO DBE KBE".split())
_STYLES = ("Professor", "Cllr", "Councillor")
_PREFIX_WORDS = re.compile(r"(?<![\w’'&-])(?:[\w’'&-]+\s){1,8}$")
_PREFIX_STOPS = frozenset(
    """with by from to as while but when after where that said says told whom who which is was were are had has have at
    in on into than because if so including like between against over about under it its their his her""".split()
)
# "The chief inspector of prisons, Jane Example, said": the office comes first, up to a comma.
_OFFICE_AHEAD = re.compile(
    r"(?:^|[.!?”\"]\s|\n|(?:And|But|while|but|and|as|However,|Meanwhile,)\s)"
    rf"(?P<office>(?:The|the|Its|its|Their|Her|His|A|a|{_CAP})\s?[^.,;:“”\x00\n]{{2,90}}),\s$"
)
_APPOSITION = re.compile(
    r"(?P<mp>\s(?:MP|MSP|QC|KC))?(?:,\s(?P<office>[^.;:“”\x00]{3,160}?),?(?=,|\s(?:said|says|told|added|warned"
    r"|who\b|has|is|was)|[:;.]|$)"
    r"|\s(?P<clause>who\s[^,.;:“”\x00]{3,80}?)(?=\s(?:said|says|told|added|warned|called|urged|argued|claimed)\b)"
    r"|\s\((?P<bracket>[^()]{2,60})\))"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named at a place of a text: ``start`` and ``end`` are those of the name alone."""

    start: int
    end: int
    name: str
    role: Role
    office: str | None = None
    person: bool = True
    gender: str = ""


def glosses(text: str) -> dict[str, str]:
    """Return the acronyms that a text explains, "National Audit Office (NAO)", with their full names."""
    found: dict[str, str] = {}
    for match in _GLOSS.finditer(text):
        words = match["full"].split()
        # As many words from the right as the acronym has capitals, small words not counted.
        capitals = sum(c.isupper() for c in match["short"])
        taken: list[str] = []
        for word in reversed(words):
            taken.insert(0, word)
            capitals -= word[0].isupper()
            if not capitals:
                break
        if words and taken[0][0].upper() == match["short"][0].upper():
            found[match["short"]] = " ".join(taken)
    return found


def full_name(body: str, known: dict[str, str]) -> str:
    """Return a body's full name without its article, its House or the word Select."""
    plain = re.sub(r"\s+", " ", body.strip()).removesuffix("’").removesuffix("'")
    plain = known.get(plain) or SHORT_NAMES.get(plain) or plain
    plain = re.sub(r"^(?:[Tt]he |(?:But|And|While|When|As|After|In|However|Meanwhile) (?:the )?)", "", plain)
    plain = re.sub(r"^(?:House of )?(?:Commons|Lords)['’]?s? (?=.*Committee)|\bSelect (?=Committee)", "", plain)
    return SHORT_NAMES.get(plain, plain)


def bodies(text: str, known: dict[str, str]) -> Iterator[Named]:
    """Yield the bodies that a text names, in order, under their full names."""
    for match in _BODY.finditer(text):
        printed = match[0]
        if re.fullmatch(r"[A-Z][A-Za-z]*[A-Z]{1,6}", printed) and printed not in known and printed not in SHORT_NAMES:
            continue
        name = full_name(_capitalised(printed) if printed.endswith(" committee") else printed, known)
        if name in _NOUNS.split("|") and name != "Treasury":
            continue  # "the Committee" alone says which one only by what came before
        yield Named(match.start(), match.end(), name, role_of(name), person=False)


def _capitalised(printed: str) -> str:
    """Return the name of a committee that a paper writes small as the House writes it."""
    return " ".join(word if word == "and" else word.capitalize() for word in printed.split())


def people(text: str) -> Iterator[Named]:
    """Yield the people whom a text names in full, in order, with the office that stands beside the name."""
    for run in _RUN.finditer(text):
        found = _person(text, run)
        if found:
            yield found


def _person(text: str, run: re.Match[str]) -> Named | None:
    """Take office, title and name apart in one run of capitalised words; None where it names no person."""
    words = [(m[0], run.start() + m.start(), run.start() + m.end()) for m in re.finditer(r"\S+", run[0])]
    while len(words) > 1 and words[-1][0] in _SUFFIX:
        words.pop()
    first = 0
    for at, (word, _, _) in enumerate(words):
        plain = re.sub(r"[’']s?$", "", word).casefold()
        possessive = plain != word.casefold() and at < len(words) - 1
        if word in _SKIPPED or possessive or plain in _OFFICE_WORDS or plain in _PARTY_WORDS:
            first = at + 1
    name_words = words[first:]
    if not name_words:
        return None
    titled = re.fullmatch(_PERSON_TITLE, name_words[0][0])
    if not (2 <= len(name_words) <= 5) or _no_name([w for w, _, _ in name_words]):
        return None
    start, end = name_words[0][1], name_words[-1][2]
    end = start + len(re.sub(r"[’']s$", "", text[start:end]).rstrip(".’'"))
    before = _office_before(text, run.start(), start)
    after = _APPOSITION.match(text, end)
    beside = (after["office"] or after["clause"] or after["bracket"]) if after else None
    if after and after["mp"] and not (before or beside):
        beside = "MP"
    if beside and (beside.strip().isdigit() or before in _STYLES):
        # An age is no office, and "Professor" before a name says less than the office after it.
        beside, before = (None, before) if beside.strip().isdigit() else (beside, None)
    office = before or (_clean(beside) if beside else None)
    role = role_of(office)
    if beside and role in (Role.UNKNOWN, Role.BACKBENCHER):
        role = role_of(beside) if role_of(beside) is not Role.UNKNOWN else role
    if role is Role.UNKNOWN and (text[end : end + 3] == " MP"):
        role = Role.BACKBENCHER
    gender = {
        "Sir": "m",
        "Lord": "m",
        "Mr": "m",
        "Dame": "f",
        "Mrs": "f",
        "Ms": "f",
        "Miss": "f",
        "Lady": "f",
        "Baroness": "f",
    }
    return Named(
        start,
        end,
        re.sub(r"\s+", " ", text[start:end]),
        role,
        office,
        gender=gender.get(name_words[0][0], "") if titled else "",
    )


def _no_name(words: list[str]) -> bool:
    plain = [re.sub(r"[’']s?$", "", w) for w in words]
    return any(w.casefold() in _NOT_NAMES or (len(w) > 2 and w.isupper()) for w in plain)


def _office_before(text: str, run_start: int, name_start: int) -> str | None:
    """Return the office printed before a name ("Home Affairs Committee chair", "Tory MP"), None where there is none."""
    inside = text[run_start:name_start]
    ahead = _OFFICE_AHEAD.search(text[:run_start]) if not inside else None
    if ahead and text[name_start:].find(",") > 0 and _is_office(ahead["office"]):
        return _clean(ahead["office"])
    lead = _PREFIX_WORDS.search(text[max(0, run_start - 90) : run_start])
    words = (lead[0].split() if lead else []) + inside.split()
    kept: list[str] = []
    for word in reversed(words):
        if word.casefold() in _PREFIX_STOPS or word in _SKIPPED:
            break
        kept.insert(0, word)
    return " ".join(kept) if _is_office(" ".join(kept[-2:])) else None


def _is_office(words: str) -> bool:
    """Whether a description of somebody has a word for an office or party in it."""
    plain = (re.sub(r"[’']s?$", "", w).casefold() for w in words.split())
    return any(w in _OFFICE_WORDS or w in _PARTY_WORDS for w in plain)


def _clean(office: str) -> str:
    return re.sub(r"\s+", " ", office).strip(" ,")
