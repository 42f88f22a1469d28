"""What an exchange itself shows of who speaks in it, where a source prints no offices.

A minister is whoever answers: the numbered question at question time, the urgent question, the business question, the
question of the Lords to the Government; whoever makes a ministerial statement; whoever is thanked as the Minister for
having given way. The chair is known by words that nobody else says. An asker is no minister. What none of this shows
stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefs.names.bodies import body_asked, not_government
from briefs.names.offices import role_of
from briefs.readers.common.contributions import THANKS_FOR_SIGHT, URGENT
from briefs.records.model import Role

_OPENING = 600  # characters of a contribution in which it shows what it is
_CALLS = 160  # characters, at most, of a contribution that does nothing but call the next speaker
_CHAIR = re.compile(
    r"^(?:Order[.!]|Order, order\b|The Question is,? (?:[Tt]hat|[Aa]s)\b|The Question is\b.{0,20}$"
    r"|I (?:thank|am (?:very |most )?grateful to) .{3,80}? for (?:\w+ ){1,3}points? of order"
    r"|(?:I|Mr Speaker) (?:have|has|can|should|must) .{0,60}\bselected (?:the )?(?:amendment|new clause|motion)"
    r"|I (?:now have|have|have now) to announce the result|I will now suspend the (?:House|sitting)"
    r"|I am now suspending the (?:House|sitting)|I have to notify the House, in accordance with"
    r"|With this,? it will be convenient to (?:discuss|consider|take)\b"
    r"|I remind (?:hon\. |right hon\. )?Members that)",
)
_CALL = re.compile(
    r"^(?:.{0,80}[.!?] )?(?:I call|We (?:now )?come to|We will now (?:hear(?: oral)?(?: evidence)?|go) (?:from|to))"
    r" (?:the )?[A-Z]"
)
_POINT = re.compile(
    r"^(?:On|Further to|Further to that|On that) (?:a |that |the )?(?:\w+ )?point of order", re.IGNORECASE
)
_TOGETHER = re.compile(r"\b(?:Members|Lords)$")
_PERMISSION = re.compile(
    r"^(?:My Lords, )?(?:With (?:your |the )?permission,? (?:Mr|Madam|of the House)\b"
    r"|(?:With (?:your |the )?(?:permission|leave)|I (?:wish|want|should like|would like|shall|will|beg)\b)[^.]{0,120}"
    r"\b(?:make|repeat) (?:a|an|the|this) (?:\w+ ){0,2}?(?:statement|answer)\b)",
    re.IGNORECASE,
)
_REPEATS = re.compile(
    r"^(?:My Lords, )?[^.]{0,160}\brepeat\b[^.]{0,120}\b(?:statement|answer)\b[^.]{0,160}"
    r"\b(?:right )?hon(?:\.|ou?rable) (?:and \w+ )?friend",
    re.IGNORECASE,
)
_NO_MINISTERS = re.compile(
    r"\bpersonal statement|\bselect committee|\bspeaker[’']s statement|\bcommittee statement", re.I
)
_REPORTS = re.compile(r"\b(?:report|publication)\b[^.]{0,80}\bof the [^.]{0,80}\bCommittee\b")
_BUSINESS = re.compile(
    r"\bLeader of the House\b[^.?]{0,80}\bbusiness\b[^?]{0,80}\?|\bbusiness (?:for|of) (?:the |next )?(?:\w+ )?week",
    re.IGNORECASE,
)
_THANKED = re.compile(
    r"^(?:(?:Again|Once again), )?I (?:thank|am (?:\w+ )?grateful to) (?P<whom>[^.;?!]{3,120}?) for "
    r"(?:giving way|allowing me to intervene|that (?:\w+ )?(?:answer|intervention|reply|response)"
    r"|(?:his|her|their) (?:\w+ )?(?:answer|intervention))\b"
)
_SIGHT_OF = re.compile(
    r"\b(?:thank|grateful to) (?P<whom>the [^.;?!]{3,100}?) for (?:\w+ ){0,3}"
    r"(?:advance|early|prior|sight|notice|copy)\b"
)
# An instrument that the law lets nobody but a minister bring before the House for approval.
_MOVES_APPROVAL = re.compile(
    r"^(?:My Lords, )?I beg to move,?\s+That the (?:draft )?.{5,300}?\b(?:Regulations|Order|Rules|Scheme)\b"
    r"(?:[^.]|\bS\.I\.|\bNo\.){0,200}\bbe approved\b"
)
_A_MEMBER = re.compile(r"\bMember for\b|\bformer\b", re.IGNORECASE)
_TO_GOVERNMENT = re.compile(r"^(?:My Lords, )?(?:To ask|asked) (?:Her|His) Majesty", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution as evidence.

    ``who`` tells its speaker apart from all others of the file, ``kind`` is what the source calls it ("Question",
    "Answer", "SupplementaryQuestion"), empty where it says nothing, ``numbered`` that it is a question on the paper.
    """

    who: str
    text: str
    kind: str = ""
    numbered: bool = False

    @property
    def opening(self) -> str:
        """The words at its beginning."""
        return self.text[:_OPENING]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a section stands.

    ``body`` is whose questions these are, at question time (``oral``); ``asks`` says that the title of a section of the
    Lords calls it a question.
    """

    title: str
    body: str = ""
    oral: bool = False
    lords: bool = False
    asks: bool = False


@dataclass(slots=True)
class ShownRoles:
    """Who is shown to be what, by ``Said.who``."""

    ministers: set[str] = field(default_factory=set)
    opposition: set[str] = field(default_factory=set)
    chairs: set[str] = field(default_factory=set)
    askers: set[str] = field(default_factory=set)

    def role(self, who: str) -> Role:
        """Return the role shown, unknown where nothing is or two things are."""
        roles = {
            role
            for role, shown in (
                (Role.SPEAKER, self.chairs),
                (Role.OPPOSITION, self.opposition),
                (Role.MINISTER, self.ministers),
            )
            if who in shown
        }
        if Role.MINISTER in roles and who in self.askers:
            return Role.UNKNOWN
        return roles.pop() if len(roles) == 1 else Role.UNKNOWN

    def learn(self, other: ShownRoles) -> None:
        """Take over what another section of the same day shows."""
        for mine, theirs in zip(self._sets(), other._sets(), strict=True):
            mine.update(theirs)

    def _sets(self) -> tuple[set[str], ...]:
        return self.ministers, self.opposition, self.chairs, self.askers


def for_government(said: Sequence[Said], setting: Setting) -> bool:
    """Whether what is answered in a section is answered for the Government and not for a body beside it."""
    if (setting.oral and not_government(setting.body)) or _NO_MINISTERS.search(setting.title):
        return False
    opening = said[0].opening if said else ""
    asked = any(each.numbered or URGENT.search(each.opening) for each in said[:1])
    return not (asked and body_asked(opening)) and not (_PERMISSION.match(opening) and _REPORTS.search(opening))


def chairs_of(said: Sequence[Said]) -> set[str]:
    """Return who speaks as only the chair does, or is the one to whom a point of order is put."""
    found = {each.who for each in said if _in_the_chair(each)}
    for each, after in pairwise(said):
        if _POINT.match(each.text) and after.who != each.who and not _POINT.match(after.text) and not _asks(after):
            found.add(after.who)
    return found


def shown_in(said: Sequence[Said], setting: Setting, chairs: set[str]) -> ShownRoles:
    """Return what a section shows, by those who speak in it apart from ``chairs``."""
    spoken = [each for each in said if each.who not in chairs and not _TOGETHER.search(each.who)]
    shown = ShownRoles(chairs=set(chairs))
    shown.askers.update(each.who for each in spoken if _asks(each))
    if spoken and URGENT.search(spoken[0].opening):
        shown.askers.add(spoken[0].who)
    if spoken and for_government(said, setting):
        shown.ministers.update(_answering(spoken, setting))
        shown.opposition.update(_given_sight(spoken, shown))
    for who, role in _thanked(spoken):
        (shown.ministers if role is Role.MINISTER else shown.opposition).add(who)
    return shown


def _in_the_chair(each: Said) -> bool:
    return bool(_CHAIR.match(each.text)) or (len(each.text) <= _CALLS and bool(_CALL.match(each.text)))


def _asks(each: Said) -> bool:
    return each.numbered or each.kind.endswith("Question")


def _answering(spoken: Sequence[Said], setting: Setting) -> Iterator[str]:
    """Yield who answers or makes a statement for the Government in a section."""
    first = spoken[0]
    yield from (each.who for each in spoken if _MOVES_APPROVAL.match(each.opening))
    yield from (each.who for each in spoken if each.kind.endswith("Answer"))
    if _PERMISSION.match(first.opening) or _REPEATS.match(first.opening) or _gave_sight(spoken):
        yield first.who
    elif _asks_first(first, setting):
        yield from _next_other(spoken, 0)
    if setting.oral:
        for at, each in enumerate(spoken):
            if _asks(each):
                yield from (who for who in _next_other(spoken, at) if who)


def _asks_first(first: Said, setting: Setting) -> bool:
    """Whether the first contribution is a question that only a minister answers."""
    if setting.lords:
        return setting.asks or bool(_TO_GOVERNMENT.match(first.text))
    return bool(URGENT.search(first.opening) or _BUSINESS.search(first.opening))


def _next_other(spoken: Sequence[Said], at: int) -> Iterator[str]:
    """Yield the first who speaks after a question and asks none: whoever answers it."""
    asking = {spoken[at].who}
    for each in spoken[at + 1 :]:
        if _asks(each):
            asking.add(each.who)
        elif each.who not in asking:
            yield each.who
            return
        else:
            return


def _gave_sight(spoken: Sequence[Said]) -> bool:
    """Whether the second to speak thanks a minister, by the office, for the sight of what the first has just said."""
    after = next((each for each in spoken if each.who != spoken[0].who), None)
    thanks = _SIGHT_OF.search(after.opening) if after else None
    return thanks is not None and role_of(thanks["whom"]) is Role.MINISTER


def _given_sight(spoken: Sequence[Said], shown: ShownRoles) -> Iterator[str]:
    """Yield who first answers a statement and thanks the minister for the sight of it given to the front bench."""
    first = next((each for each in spoken[1:] if each.who not in shown.ministers), None)
    if first and THANKS_FOR_SIGHT.search(first.opening):
        yield first.who


def _thanked(spoken: Sequence[Said]) -> Iterator[tuple[str, Role]]:
    """Yield whoever spoke before and is thanked by office for giving way, for an answer or for an intervention."""
    for before, each in pairwise(spoken):
        thanks = _THANKED.match(each.text)
        if thanks and before.who != each.who and not _A_MEMBER.search(thanks["whom"]):
            role = role_of(thanks["whom"])
            if role in (Role.MINISTER, Role.OPPOSITION):
                yield before.who, role
