"""Bodies that answer questions in Parliament and are not the Government: their answers are no minister's.

The answering bodies are those of Parliament's list (answering bodies of the Written Questions service) that a Member
represents in the House, with the offices and committees of both Houses that answer for their administration.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefs.records.model import Role

_BODIES = re.compile(
    r"""
    \b(?:church|ecclesiastical)\ commissioners?\b | \bchurch\ estates\ commissioner | \becclesiastical\ committee\b
    | \bhouse\ of\ (?:commons|lords)\ (?:commission|service|administration|library)\b
    | \bparliamentary\ (?:digital\ service|archives)\b | \bclerk\ of\ the\ (?:house|parliaments)\b
    | \bspeaker[’']?s?[’']?\ (?:advisory\ )?(?:committee|commission|conference)\b
    | \belectoral\ commission\b | \bpublic\ accounts\ commission\b | \bmembers[’']?\ estimate
    | \bindependent\ parliamentary\ standards\ authority\b | \bIPSA\b
    | \b(?:house|administration|finance|procedure|finance\ and\ services|domestic)\ committee\b
    | \bcommittee\ of\ selection\b
    | \bparliamentary\ works\ (?:sponsor\ body|delivery\ authority|estates)\b
    | \brestoration\ and\ renewal\ (?:client|programme|delivery)
    | \bchair(?:man|woman)?\ of\ (?:committees|ways\ and\ means)\b | \bsenior\ deputy\ speaker\b
    | \blord\ speaker\b | \bmr\ speaker\b
    | \bgeneral\ synod\b | \bnational\ audit\ office\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_GOVERNMENT = re.compile(r"\b(?:minister|secretary|whip|department)\b", re.IGNORECASE)
_LONGEST = 200
# To whom a question is put: "To ask the hon. Member for Samplesea, representing the Church Commissioners, what …".
_ADDRESSED = re.compile(
    r"(?is)^\W*(?:(?:[A-Z]?\d{1,3}|T\d{1,2})\.\s*)?(?:\(Urgent Question\):?\s*)?(?:To ask |asked )"
    r"(?P<whom>.{3,220}?)(?:,? \(?(?:what|how|if|when|whether|why|which|who|where|pursuant|for what|on what|to what"
    r"|with reference|further to|in what|at what|by what|from what)\b|$)"
)
_REPRESENTING = re.compile(
    r"(?is)\b(?:member|gentleman|lady|friend|lord|baroness|leader of the house)\b.{0,120}?"
    r"\b(?:representing|on behalf of|answering for|chair\w{0,6} of) (?:the )?(?P<body>[^,.;\n]{3,100})"
)


@lru_cache(maxsize=4096)
def not_government(name: str | None) -> bool:
    """Whether an answering body, the heading of its questions or the office of who answers is none of Government."""
    return bool(name and _BODIES.search(name[:_LONGEST]) and not _OF_GOVERNMENT.search(name[:_LONGEST]))


def answers_as(body: str | None, question: str = "") -> Role:
    """Return the role of who answers a question put to a body: a minister's, unknown where it is none of Government."""
    return Role.UNKNOWN if not_government(body) or body_asked(question) else Role.MINISTER


def body_asked(question: str) -> str | None:
    """Return the body that is none of Government to which a question is put, as printed; None for any other."""
    addressed = _ADDRESSED.search(question[:600])
    whom = addressed["whom"].strip(" ,") if addressed else ""
    if not whom:
        return None
    representing = _REPRESENTING.search(whom)
    if representing:
        return str(representing["body"]).strip()
    whom = whom.removeprefix("the ")
    return whom if not_government(whom) else None
