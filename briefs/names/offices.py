"""Offices and attribution lines: who is named, in what office, and in which role that office speaks.

Hansard prints a speaker as "The Minister for Security (Jane Example)", "John Sample (Samplesea South) (Con) [V]",
"Lord Sample (CB)" or "Mr Speaker"; the press writes "Shadow Home Secretary Jane Example" or "John Sample, chair of the
Home Affairs Committee". An office is kept as printed that day; only its role is worked out here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.names.parties import PRINTED_PARTIES, _party
from briefs.records.model import Role

_CHAIR = r"""^(?:mr|madam|mister)\ (?:deputy\ )?speaker|deputy\ speaker|\blord\ speaker|^the\ speaker\b
    |speaker\ of\ the\ house|chairman\ of\ ways\ and\ means|deputy\ chair(?:man)?\ of\ committees|in\ the\ chair"""
_FORMER = r"^(?:the\ |a\ )?(?:former|ex-|previous|late)\b"
_AIDE = r"^\(?(?:also\ )?PPS\b|^(?:\w+[’']s?\ )?parliamentary\ private\ secretary"
# A minister's office where a list of offices can begin one: it goes before the party or the committee led beside it.
_SEATED = r"""^(?!.*\b(?:shadow|opposition)\b)(?:.*,\ )?(?:the\ )?(?:deputy\ )?(?:prime\ minister(?![’']s|\ of\ )
    |first\ secretary\ of\ state|secretary\ of\ state\b|minister\ of\ state\b|lords?\ commissioner
    |parliamentary\ (?:under-?\ ?)secretary|chancellor\ of\ the\ (?:exchequer|duchy)|(?:exchequer|economic|financial
    |chief|home|foreign)\ secretary\b)(?!.*\bcommittee[’'])"""
_OPPOSITION = r"""\bshadow\b|leader\ of\ (?:the|h(?:er|is)\ majesty[’']s(?:\ most\ loyal)?
    |hm)?\ ?(?:official\ )?opposition
    |opposition\ (?:\w+\ ){0,2}(?:whip|spokes|front)|^leader\ of\ the\ (?:labour|conservative|liberal
    |scottish\ national|democratic|green)|\bopposition\ leader
    |\b(?:labour|tory|conservative|lib(?:eral)?\ dem(?:ocrat)?s?|snp|dup|uup|sdlp|plaid(?:\ cymru)?|green
    |reform(?:\ uk)?
    |ukip)(?:[’']s?)?\s(?:party(?:[’']s)?\s)?(?:(?:\w+\s)?(?:\w+\s)?(?:and\s)?(?:\w+\s)?spokes\w+
    |(?:westminster\s)?leader
    |front-?bencher)
    |\b(?:lib(?:eral)?\ dem(?:ocrat)?s?|snp|dup|uup|sdlp|plaid(?:\ cymru)?)[’']?s?\ (?:\w+\ ){0,2}(?:whip|leader)
    |\bleader(?:,|\ of\ the)\ +(?:liberal\ dem|scottish\ nat|democratic\ un|ulster\ un|social\ dem|plaid)"""
_WATCHDOG = r"""\bwatchdog|audit(?:or)?[\ -](?:office|commission|general|scotland|wales)|\bNAO\b
    |comptroller\ and\ auditor
    |inspectorate|\bHMICF?R?S?\b|\bhmi\b|ofsted|ofcom|ofgem|ofwat|ofqual|\bCQC\b|care\ quality\ commission|ombuds
    |chief\ inspector\ of\ (?:constabulary|prisons|probation|schools|borders)|inspector\ of\ (?:constabulary|prisons)
    |independent\ office\ for\ police\ conduct|police\ complaints|\bIOPC\b|\bIPCC\b|independent\ (?:chief\ inspector
    |reviewer)
    |(?:children|victims?|information|surveillance|equalit\w{1,10}|anti-slavery|domestic\ abuse|biometrics
    |counter-extremism|standards|cameras?|parliamentary|safety|traffic|small\ business)[’']?s?[’']?\ commissioner
    |(?<!crime\ )(?<!high\ )(?<!european\ )(?<!eu\ )commissioner\ for\ (?!.{0,200}\bpolic)
    |(?:charity|electoral|equality\ and\ human\ rights|human\ rights|competition)\ commission\b|\bEHRC\b|\bOBR\b
    |office\ for\ budget\ responsibility|statistics\ (?:authority|regulator)|\bregulator\b|financial\ conduct\ authority
    |advisory\ (?:council|committee)|independent\ inquiry|climate\ change\ committee|committee\ on\ climate\ change
    |committee\ on\ standards\ in\ public|competition\ and\ markets|\bHSE\b
    |health\ and\ safety\ executive|standards\ authority|office\ for\ (?:students|statistics)"""
# A committee of Parliament, whatever it scrutinises; not one of a party or a bank, nor an adviser set up by statute.
_COMMITTEE = r"""\band\ climate\ change\ committee|\bspeaker[’']s\ (?:\w{1,30}\ ){0,8}committee
    |(?<!executive\ )(?<!1922\ )(?<!party\ )(?<!monetary\ policy\ )
    (?<!financial\ policy\ )(?<!advisory\ )(?<!climate\ change\ )(?<!international\ )\bcommittees?\b
    (?!\ on\ (?:climate\ change|standards\ in\ public)|\ of\ the\ red\ cross)
    |\bcross-party\ group\ of\ (?:mps|peers)"""
_POLICE = r"""chief\ constable|\bconstab|\bpolice\b(?!.{0,200}\bminister|[^()]{0,200}\)|\ matters)|\bNPCC\b|\bACPO\b
    |\bNCA\b|\bMPS\b
    |national\ crime\ agency
    |scotland\ yard|\bthe\ met\b|^met\b|\bsuperintendent|\bdet(?:ective)?\b|\bDCI\b|\bDI\b|\bDS\b
    |commissioner\ of\ the\ met
    |met(?:ropolitan)?\ (?:police\ )?commissioner|british\ transport\ police|college\ of\ policing"""
_PORTFOLIOS = r"""home|foreign|health|defence|justice|education|transport|environment|culture|business|energy|trade
    |housing|communities|levelling\ up|northern\ ireland|scotland|scottish|wales|welsh|pensions|brexit|chief|science
    |economic|financial|exchequer|treasury|development|technology|immigration|care|equalities|work|climate"""
_MINISTER = rf"""\bministers?\b|secretary\ of\ state|parliamentary\ (?:under-?\ ?)?secretary|under-secretary
    |(?<!vice-)(?<!vice\ )\bchancellor\b|\b(?:{_PORTFOLIOS})\ secretary\b|(?:attorney|solicitor|advocate)[\ -]general
    |leader\ of\ the\ (?:house|lords|commons)|lord\ president|president\ of\ the\ board\ of\ trade
    |president\ of\ the\ council(?!\ of)|privy\ seal|paymaster|in\ waiting\b
    |comptroller\ of|vice[\ -]chamberlain|hm\ household|treasurer\ of
    |government\ (?:deputy\ )?(?:chief\ )?whip|government\ spokes
    |lords?\ commissioner|^lords\ spokes|captain\ of\ the|downing\ street|\bnumber\ 10\b|\bno\.?\ ?10\b
    |\bhome\ office|\bforeign(?:,?\ (?:(?:and|&)\ )?commonwealth)?(?:\ (?:and|&)\ development)?\ office|(?:cabinet
    |scotland|wales|northern\ ireland)\ office
    |\b(?:hm\ )?treasury\b|\bdepartments?\b|\bministry\b|(?<!local\ )\bgovernment\b|\bwhitehall\b
    |parliamentary\ secretary
    |\b(?:DWP|MoJ|MoD|DfE|DfT|DHSC|Defra|DEFRA|MHCLG|DLUHC|FCDO|FCO|DCMS|DSIT|DESNZ|BEIS|DBT|HMRC|HMT|DCLG)\b"""
_JOURNALIST = r"\bcorrespondent\b|\breporter\b|\bjournalist\b|\bcolumnist\b|\beditor\b"
_MEMBER = r"\bMPs?\b|\bmember\ for\b|\bpeers?\b|\bback-?bencher|\bmember\ of\ parliament"
_NO_OFFICE = r"^father\ of\ the\ house|^cross-?bench|^non-affiliated"
_PARTY_AND_SEAT = r"""^(?:conservative|labour(?:/co-operative)?|labour\ co-op|liberal\ democrats?|snp
    |scottish\ national\ party|green|independent|alliance|alba|plaid\ cymru|reform(?:\ uk)?|your\ party
    |sinn\ féin|(?:democratic|ulster)\ unionist(?:\ party)?|dup|uup|sdlp|ukip
    |social\ democratic\ and\ labour\ party),\ [A-Z]"""
_ABROAD = r"""\bprime\ minister\ of\ (?!the\ (?:united|uk|day))
    |\b(?!british\b)(?:\w+(?:ish|ian|ese|li|qi|ni)|french|german|dutch|greek)
    \ (?:prime|foreign|finance|interior|defence)\ minister"""

# The first that fits decides: "shadow policing minister" is opposition, "inspectorate of constabulary" a watchdog.
_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern, re.VERBOSE | re.IGNORECASE), role)
    for pattern, role in (
        (_CHAIR, Role.SPEAKER),
        (_AIDE, Role.BACKBENCHER),
        (_SEATED, Role.MINISTER),
        (_OPPOSITION, Role.OPPOSITION),
        (_PARTY_AND_SEAT, Role.BACKBENCHER),
        (_JOURNALIST, Role.JOURNALIST),
        (r"\b(?:charity|trade\ union|foundation|think\ ?tank)\b(?!\ commission)", Role.UNKNOWN),
        (_COMMITTEE, Role.COMMITTEE),
        (_WATCHDOG, Role.WATCHDOG),
        (_POLICE, Role.POLICE),
        (
            r"\b(?:general|private|press|permanent|cabinet)\ secretary\b|\bpermanent\ under-?\ ?secretary"
            r"|\b(?:first|deputy\ first|welsh"
            r"|scottish)\ minister",
            Role.UNKNOWN,
        ),
        (_ABROAD, Role.UNKNOWN),
        (_MINISTER, Role.MINISTER),
        (rf"{_MEMBER}|{_NO_OFFICE}", Role.BACKBENCHER),
    )
)
_WAS = re.compile(_FORMER, re.VERBOSE | re.IGNORECASE)

# An office is read no further: the longest printed ones are joint offices of two departments.
_LONGEST = 400
_PEERAGE = re.compile(
    r"^The\s(?:(?:Lord|Right Reverend|Most Reverend)\s)?(?:Earl|Duke|Duchess|Marquess|Countess|Viscount|Baroness"
    r"|Lord Bishop"
    r"|Bishop|Archbishop|Lord Archbishop)\b(?!\s+Speaker)"
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Earl|Prof|Professor|Rev|Colonel|Captain|Lt Col|Col"
    r"|Major"
    r"|The Earl of|The Duke of|The Marquess of|The Countess of|The Lord Bishop of|The Archbishop of)"
)
_WORD = r"(?:[A-ZÀ-ÞŁ][\w’'.-]*|de|la|le|van|von|der|of|the|and|ap|al)"
_PERSON = re.compile(rf"^(?:{_TITLE}\s)*{_WORD}(?:\s{_WORD}){{0,6}}$")
_SHORT = re.compile(rf"^{_TITLE}\s[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){{0,2}}(?:\sof\s[A-Z][\w ’'-]+)?$")
_BRACKET = re.compile(r"(?:(?<!\s)\s+)?\(((?:[^()]|\([^()]*\))*)\)")
_MARKS = re.compile(r"(?:(?<!\s)\s+)?(?:\[V\]|\[R\]|\[V\]\s*:)\s*")
_NOT_A_SEAT = re.compile(
    r"^(?:maiden speech|urgent question|valedictory speech|private notice question|in the chair)$", re.I
)
_ALL_TOGETHER = re.compile(r"^(?:Several\s)?(?:hon\.|Hon\.|noble|Noble)\s(?:Members|Lords)$")
_CHAIR_LINE = re.compile(
    r"^(?:Mr|Madam)\s(?:Deputy\s)?Speaker$|^The\s(?:(?:Lord|Deputy|Temporary)\s)?(?:Speaker|Chair(?:man)?"
    r"|Deputy\sSpeaker)$"
    r"|^The\s(?:First|Second|Temporary|Deputy)?\s?(?:Deputy\s)?Chair(?:man)?\sof\s(?:Ways\sand\sMeans|Committees)$"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who an attribution line names, as printed. ``full`` is False for a short form such as "Dr Sample"."""

    name: str
    role: Role
    office: str | None = None
    party: str | None = None
    constituency: str | None = None
    full: bool = True


def role_of(office: str | None) -> Role:
    """Return the role in which the holder of ``office`` speaks; a former office gives none.

    Works on offices ("The Minister for Security"), on bodies ("National Audit Office") and on the press's short
    descriptions ("chair of the Home Affairs Committee"). UNKNOWN where the words do not show it.
    """
    if not office:
        return Role.UNKNOWN
    office = office[:_LONGEST]
    if _WAS.search(office):
        return Role.BACKBENCHER if re.search(_MEMBER, office) else Role.UNKNOWN
    return next((role for pattern, role in _ROLES if pattern.search(office)), Role.UNKNOWN)


def parse_attribution(line: str) -> Attribution | None:
    """Return whom a whole line names as the next speaker, or None where the line is not an attribution.

    Short forms ("Mr Sample") are returned with ``full`` False; only earlier lines can tell whom they mean.
    """
    text = _MARKS.sub("", line.strip()).rstrip(":").strip()
    if not text or len(text) > 220 or text[-1] in '.?!”",' or not text[0].isupper():
        return None
    brackets = [m[1].strip() for m in _BRACKET.finditer(text)]
    bare = _BRACKET.sub("", text).strip()
    if _ALL_TOGETHER.match(bare):
        return Attribution(bare, Role.UNKNOWN, full=False)
    if _CHAIR_LINE.match(bare):
        return Attribution(brackets[0] if brackets and _PERSON.match(brackets[0]) else bare, Role.SPEAKER, bare)
    if not text.endswith(")") and brackets:
        return None
    if bare.startswith("The ") and not _PEERAGE.match(bare):
        return _office_line(bare, brackets)
    return _member_line(bare, brackets)


def _office_line(office: str, brackets: list[str]) -> Attribution | None:
    """Read "The Minister … (Name) (Party)", or an office that stands for its holder."""
    role = role_of(office)
    party = _party(brackets)
    named = [b for b in brackets if b not in PRINTED_PARTIES and _PERSON.match(b)]
    if named and role is not Role.UNKNOWN:
        return Attribution(named[0], role, office, party)
    alone = re.match(r"^The (?:Prime Minister|Attorney General|Solicitor General|Chancellor of the Exchequer)$", office)
    return Attribution(office, role, office, party) if alone and not brackets else None


def _member_line(name: str, brackets: list[str]) -> Attribution | None:
    """Read "Name (Seat) (Party)", "Lord Name (Party)" or a short form."""
    if not _PERSON.match(name) or (re.search(r"\b(?:The|and)\b", name) and not _PEERAGE.match(name)):
        return None
    party = _party(brackets)
    seats = [b for b in brackets if b not in PRINTED_PARTIES and not _NOT_A_SEAT.match(b)]
    if brackets and (party or (len(seats) == 1 and len(name.split()) >= 2)):
        return Attribution(name, Role.BACKBENCHER, None, party, seats[0] if seats else None)
    if not brackets and _SHORT.match(name):
        return Attribution(name, Role.UNKNOWN, full=False)
    return None
