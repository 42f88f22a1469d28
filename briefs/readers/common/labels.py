"""Speakers' labels: whom a printed label names, and which lines of a page without markup are labels.

Where markup or layout shows that something is a label it is one, whatever its form: it ends the turn before it, and
what no form explains is kept as printed with its role unknown. Only where neither shows it do the words decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefs.names.offices import Attribution, parse_attribution, role_of
from briefs.names.parties import PRINTED_PARTIES
from briefs.names.people import PEERAGE
from briefs.quotations.entities import people
from briefs.readers.common.contributions import PROCEDURE, named_by
from briefs.readers.common.page_people import is_name, undotted
from briefs.records.model import Role

_BEFORE = re.compile(
    r"^(?:\*\*|(?i:(?:Asked|Tabled|Moved) by):?\s+"
    r"|\W*\b(?:[QT]?\d{1,3}\.|[QT]\d{1,3}\b)\s*|\[\d{4,7}\]\s*|\([QT]?\d{1,3}\)\s*)+"
)
_AFTER = re.compile(
    r"(?: ?(?:\[[^\[\]]{1,80}+\]?+|\*\*|:"
    r"|\((?:urgent question|private notice question|maiden speech|valedictory speech)\))){1,12}$",
    re.IGNORECASE,
)
_NUMBER_AFTER = re.compile(r"(?<=[^\W\d_])\s?\d{1,2}(?=$|\s*[(\[:])")
_ASKED_BY = re.compile(r"^(?:Asked|Tabled|Moved) by:?\s+[^\n.]{3,80}$", re.IGNORECASE)
_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?\((?:[^()]++|\([^()]*+\))*+\)")
_BRACKETS_ALONE = re.compile(r"^(?:\((?:[^()]|\([^()]*\))+\)\s*)+(?:\[[VR]\])?$")
_IN_THE_CHAIR = re.compile(r"(?:(?<!\s)\s++)?(?:\(\s*+)?in the chair\s*+(?:\)\s*+)?$", re.IGNORECASE)
_TITLED = re.compile(
    r"^(?:The\s)?(?:(?:Rt|Right|Most)\.?\s(?:Hon|Honourable|Rev|Revd|Reverend)\.?\s)?(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame"
    r"|Lord|Lady|Baroness|Baron|Viscount|Viscountess|Earl|Countess|Marquess|Marchioness|Duke|Duchess|Prof|Professor|Rev"
    r"|Revd|Reverend|Canon|Colonel|Col|Lieutenant|Lt|Major|Captain|Brigadier|Commander|Admiral|General|Bishop"
    r"|Archbishop|Madam|Mister|Rabbi|Father)\.?\s\S"
)
_STYLED = re.compile(r"^(?:The\s)?(?:(?:Rt|Right|Most)\.?\s(?:Hon|Honourable|Rev|Revd|Reverend)\.?)\s\S")
_OFFICE = re.compile(
    r"^(?:The|Madam|Mr|First|Second|Deputy|Temporary|Acting)\s(?:.*\b)?(?:Minister|Secretary|Chair|Chairman|Chairwoman"
    r"|Speaker|Chancellor|General|Whip|Leader|Lord|Lords|Advocate|Treasurer|Comptroller|Chamberlain|Commissioner"
    r"|Paymaster|President|Dean|Captain|Spokes\w+|Clerk|Convener|Convenor|Deputy|Master|Privy Seal|Bishop|Archbishop"
    r"|Black Rod|Serjeant|Attorney|Solicitor)\b"
)
_GROUP = re.compile(
    r"^(?:(?:Several|Some|Many|Other|All|An|A|Another|One|Two)\s)?(?:(?:hon\.?|noble|Hon\.?|Noble|right hon\."
    r"|Opposition|Government|Labour|Conservative)\s)+(?:and learned\s)?"
    r"(?:Members?|Lords?|Lady|Ladies|Baroness(?:es)?|Gentleman"
    r"|Gentlemen|Peers?|Friends?|Earl|Viscount)$|^(?:Members|Chair|Chairman|Speaker|Witness|Clerk)$"
)
_SEVERAL = re.compile(
    r"^(?:(?:Several|Some|Many|Other|All|Two)\s)?(?:(?:right\s)?hon\.|noble)\s(?:Members|Lords|Ladies|Gentlemen|Peers|Friends)$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "de la le van von der den of the and for in to on d’ d' ap ab al y du hon. rt. with without at by".split()
)
_NO_PERSON = re.compile(
    r"\b(?:Bill|Act|Order|Orders|Regulations|Clause|Schedule|Amendments?|Motion|Question|Questions|Committee|Reading"
    r"|Statement|Report|Programme|Debate|Policy|Services?|Grants?|Column|Volume|Division|Ayes|Noes)\b"
)
_SENTENCE_ENDS = tuple('.?!,;:|”"')
_SHORT_WORD = 3
_ENDS = tuple(".?!,;—–-“”\"'’|…")
_LONGEST, _LONGEST_LINE, _MOST_WORDS = 220, 300, 22
_NOT_LABELS = frozenset("note notes source sources table key total answer question ayes noes".split())


class Labels:
    """Whom the labels of one record name; a short form takes name and office of the full form before it."""

    def __init__(self) -> None:
        """Begin knowing nobody."""
        self.known: list[Attribution] = []

    def whom(self, printed: str) -> Attribution:
        """Return whom a label names: always somebody, the label as printed where its form is not known."""
        text = without_number(bare_label(printed))
        who = self._by_office(text) or named_by(text, self.known) or _as_printed(text)
        if who.constituency and not who.party and PEERAGE.match(who.name):
            who = replace(who, role=Role.UNKNOWN, constituency=None, party=who.constituency)  # a peer has no seat
        if who.full and who not in self.known:
            self.known.append(who)
        return who

    def _by_office(self, text: str) -> Attribution | None:
        """Return the one holder of an office that is printed without the name, in full or shortened."""
        fits = {k.name: k for k in self.known if k.office and (f"{k.office} ").startswith(f"{text} ")}
        return next(iter(fits.values())) if len(fits) == 1 else None


def bare_label(printed: str) -> str:
    """Return a label without its question number, marks and colon."""
    return undotted(_AFTER.sub("", _BEFORE.sub("", " ".join(printed.split()))).strip(" *:"))


def without_number(label: str) -> str:
    """Return a bare label without the number that stands after its name, as a mark of a note does: "Ada Lorne 1"."""
    return _NUMBER_AFTER.sub("", label, count=1)


def names_several(printed: str) -> bool:
    """Whether a label names Members together, of whom the record tells none: "Hon. Members", "Several noble Lords"."""
    return bool(_SEVERAL.match(bare_label(printed)))


def marks_of_label(printed: str) -> list[tuple[str, str]]:
    """Return (text, why it is left out) of what stands on a label beside the name: numbers and marks."""
    text = " ".join(printed.split())
    before, after = _BEFORE.match(text), _AFTER.search(_BEFORE.sub("", text))
    ahead = before[0].strip(" *") if before else ""
    found = [(ahead, "who was asked" if asks_below(text) else "question number")]
    held = after[0].strip(" :*") if after else ""
    why = "mark of a holding answer" if "holding" in held else "question number" if held.strip("[]").isdigit() else ""
    number = _NUMBER_AFTER.search(bare_label(printed))
    after_name = (number[0].strip() if number else "", "note mark")
    return [(text, kind) for text, kind in [*found, after_name, (held, why or "stage direction")] if text]


def _as_printed(text: str) -> Attribution:
    short = parse_attribution(text)
    if short is not None:
        return Attribution(short.name, Role.UNKNOWN, full=False)
    chair = _IN_THE_CHAIR.sub("", text)
    if chair and chair != text:
        return Attribution(chair, Role.SPEAKER)
    name = _BRACKETS.sub("", text).strip() or text
    brackets = [m[0].strip(" ()") for m in _BRACKETS.finditer(text)]
    party = next((b for b in brackets if b in PRINTED_PARTIES), None)
    others: list[str | None] = [b for b in brackets if b not in PRINTED_PARTIES]
    if name.startswith("The ") and others[:1] and is_name(str(others[0])):
        return Attribution(str(others[0]), role_of(name), name, party)
    if name.startswith("The ") and not _TITLED.match(name) and role_of(name) is not Role.UNKNOWN:
        return Attribution(name, role_of(name), name, party)
    seat, unknown, *_ = (*others, None, None)
    party = party or unknown
    return Attribution(name, Role.UNKNOWN, None, party, seat if party else None)


def may_be_label(line: str) -> bool:
    """Whether a line has the shape of a label, so that a layout which sets labels apart may mean it as one."""
    if len(line) > _LONGEST_LINE:
        return False
    text = bare_label(line)
    bare = _BRACKETS.sub("", text).strip()
    if not bare or len(text) > _LONGEST or not bare[0].isupper() or bare.casefold() in _NOT_LABELS:
        return False
    words = bare.replace(",", " ").split()
    return (
        not (text.endswith(_ENDS) or PROCEDURE.match(text) or any(c.isdigit() or c in "|?!;:“”" for c in bare))
        and len(words) <= _MOST_WORDS
        and all(map(_may_stand_in_name, words))
    )


def _may_stand_in_name(word: str) -> bool:
    """Whether a word is capital, a particle, or a name with its particle run on ("d’Oakes")."""
    run_on = len(word) > 2 and word[1] in "’'" and word[2].isupper()
    return word[0].isupper() or not word[0].isalpha() or word in _PARTICLES or run_on


def is_label(line: str) -> bool:
    """Whether the words of a line alone show that it is a label: a style, an office, a seat and party, a group."""
    text = bare_label(line) if len(line) <= _LONGEST_LINE else ""
    brackets = [m[0].strip(" ()") for m in _BRACKETS.finditer(text)]
    if _GROUP.match(text) or (
        brackets and brackets[-1] in PRINTED_PARTIES and text.endswith(")") and is_set_apart(text)
    ):
        return True
    if not text or not may_be_label(line):
        return False
    bare = _BRACKETS.sub("", text).strip()
    if _TITLED.match(bare) or _STYLED.match(bare) or _OFFICE.match(bare):
        return True
    if len(brackets) == 1 and _holds_office(bare, brackets[0]):
        return True
    if _NO_PERSON.search(bare) or any(c.isdigit() for b in brackets for c in b):
        return False
    named = parse_attribution(text)
    return bool(
        (named and named.full and (named.party or named.office))
        or len(brackets) > 1
        or any(b in PRINTED_PARTIES for b in brackets)
    )


def _holds_office(bare: str, bracket: str) -> bool:
    """Whether an office and a person stand beside each other, one of them in brackets."""
    office, name = (bracket, bare) if is_name(bare) else (bare, bracket)
    return is_name(name) and role_of(office) is not Role.UNKNOWN


def is_set_apart(line: str) -> bool:
    """Whether a line above another may be a label of any form, where a layout sets every label there.

    No sentence ends in it, and half of its longer words are capital.
    """
    text = line.strip()
    words = [word for word in re.findall(r"[^\W\d_][\w’'.-]*", text) if len(word) > _SHORT_WORD]
    capital = sum(word[0].isupper() for word in words)
    shape = 0 < len(text) <= _LONGEST and text[0].isupper() and not text.endswith(_SENTENCE_ENDS)
    return shape and bool(words) and 2 * capital >= len(words)


def is_weak(line: str) -> bool:
    """Whether a label is shown by nothing but a group's name or a person's, which headings can be too."""
    return bool(_GROUP.match(bare_label(line))) or is_persons_name(line)


def is_persons_name(line: str) -> bool:
    """Whether a line is a person's name and nothing else, as prose would name one."""
    text = bare_label(line) if len(line) <= _LONGEST_LINE else ""
    return is_name(text) and any(person.start == 0 and person.end == len(text) for person in people(text))


def asks_below(line: str) -> bool:
    """Whether a line names who asks or moves what the next one prints: "Asked by Lord Sample"."""
    return bool(_ASKED_BY.match(line))


def over_two_lines(line: str, after: str) -> str | None:
    """Return a label that a page prints over two lines, the brackets on the second, as one; else None."""
    return f"{line} {after}" if _BRACKETS_ALONE.match(after) and may_be_label(line) else None


def is_known(line: str, known: Sequence[Attribution]) -> bool:
    """Whether a line is exactly a name that was printed as a label before."""
    name = bare_label(line) if len(line) <= _LONGEST_LINE else ""
    return any(k.name == name for k in known)
