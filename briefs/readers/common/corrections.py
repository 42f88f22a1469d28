"""A ministerial correction taken apart: what was asked, the wording that was wrong, the letter, the words put right.

Printed Hansard's "MC" columns, Hansard's API and TheyWorkForYou print the same pieces in the same order: the exchange
with the erroneous answer, where the Official Report has it, "Letter of correction from …", what was wrong, "The correct
answer should have been:", the answer. Which is which is read from the labels and those lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from types import MappingProxyType

from briefs.names.offices import role_of
from briefs.readers.common.base import Stripped
from briefs.readers.common.boilerplate import written_day
from briefs.readers.common.contributions import WRITTEN, people
from briefs.readers.common.page_people import is_name, undotted
from briefs.records.model import AnswerState, DateKind, Dates, Kind, Part, Passage, Record, Role
from briefs.store.superseded import superseded_words

SUPERSEDED, FRAME = "earlier wording of the answer", "frame of the correction"
_UNDATED = "The day of the answer that this correction puts right is not given."
_HEADING = re.compile(r"^(?:ministerial|written) corrections?$", re.IGNORECASE)
_LETTER = re.compile(
    r"^\W*(?:letter of correction|(?:ministerial|written|other)? ?correction(?: submitted)?) (?:from|by)"
    r" (?:the )?(?P<who>[^\n]{3,300}?)[:\s]*$",
    re.IGNORECASE,
)
_LETTER_ALONE = re.compile(r"^\W*(?:letter of correction|(?:ministerial|written) correction)\W*$", re.IGNORECASE)
_TO_ASK = re.compile(r"^To ask\b", re.IGNORECASE)
_CORRECT = re.compile(
    r"\b(?:correct(?:ed)?|right|amended) (?:\w+ ){0,4}(?:should (?:have (?:been|read|said)|be|read)|is|was|are|reads"
    r"|ought to (?:be|have been)|as follows)\b[^.]*[:—–-]?\s*$|\bshould have (?:been|read|said)\W*$",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:answer|response|information|reply|statement)\b[^.:]{0,80}\b(?:as follows|was|read|is)\s*:\W*$", re.I
)
_AT = re.compile(
    r"\[?Official Report,?\s*(?P<day>\d{1,2} \w+ \d{4})[;,]?\s*(?:Vol(?:ume)?\.? ?(?P<volume>\d{1,4})[;,]?)?\s*"
    r"(?:(?:c|cc|cols?|columns?)\.? ?(?P<column>\d{1,5}[A-Z]{0,3}))?",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"^\W*(?:Official Report,? .{0,80}|the following (?:is an |are )?extracts? (?:is|are)? ?(?:taken )?from .{0,300})$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^\W*(?:\[?\d+\]?\s)?(?:to ask|asked)\b|\?", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]{3,80})\)")
_OF_OFFICE = re.compile(r"\b(?:for|to the|Secretary|Minister)\b")
_SHORT = 160
_EARLIER = re.compile(r"\b(?:extract|answer|response|reply|questions?|debate|statement)\b", re.IGNORECASE)
_MEMBER = re.compile(r",? (?:the )?(?:right )?hon\.? (?:and \w{1,40} )?Member for ", re.IGNORECASE)


class _Stage(Enum):
    EXCHANGE = "exchange"
    LETTER = "letter"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class CorrectedPlace:
    """Where the Official Report has the answer that is corrected, each None where it is not given."""

    day: date | None = None
    volume: str | None = None
    column: str | None = None

    @property
    def written(self) -> bool:
        """Whether it was a written answer, by the letter of its column."""
        return bool(self.column and self.column.endswith("W"))

    def dates(self, corrected: date | None) -> Dates:
        """Return the days of the answer as corrected: that of the answer where it is known."""
        if self.day is None:
            return Dates(happened=corrected)
        if self.written:
            return Dates(answered=self.day, corrected=corrected, cited=DateKind.ANSWERED)
        return Dates(happened=self.day, corrected=corrected)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The passages that may stand, where the corrected answer was given, and what was left out with the reason."""

    passages: tuple[Passage, ...]
    place: CorrectedPlace
    left_out: tuple[Stripped, ...]
    supersedes: tuple[str, ...] = ()


def is_correction(*headings: str | None) -> bool:
    """Whether one of the headings over a section, or the place Hansard gives it, says that it is a correction."""
    return any(_HEADING.match(heading.strip()) for heading in headings if heading)


def as_corrected(record: Record) -> tuple[Record, tuple[Stripped, ...]]:
    """Return a correction's record as the answer that it puts right, with the day of both, and what was left out.

    Its own day is that of the correction. A written answer becomes one again.
    """
    found = taken_apart(record.passages)
    place = found.place
    fields = replace(
        record,
        kind=Kind.WRITTEN_QUESTION if place.written else Kind.DEBATE,
        passages=found.passages,
        dates=place.dates(record.day),
        people=people(found.passages, WRITTEN if place.written else MappingProxyType({})),
        state=AnswerState.CORRECTED,
        notes=() if place.day else (*record.notes, _UNDATED),
        supersedes=found.supersedes if place.day else (),
    )
    if place.day:
        fields = replace(fields, volume=place.volume, reference=f"c{place.column}" if place.column else None)
    return fields, found.left_out


def is_letter(text: str) -> bool:
    """Whether a paragraph is the line over a letter of correction, which stands in corrections alone."""
    return bool(_LETTER.match(text) or _LETTER_ALONE.match(text))


def corrected_where_so(record: Record, *headings: str | None) -> tuple[Record, tuple[Stripped, ...]]:
    """Return a debate as ``as_corrected`` where it is a correction by its headings or letter, else as it is."""
    if is_correction(*headings) or any(is_letter(p.text) for p in record.passages):
        return as_corrected(record)
    return record, ()


def taken_apart(passages: Sequence[Passage]) -> Corrected:
    """Return a correction's passages with the erroneous wording out.

    The question is the asker's, the letter its writer's, the answer what follows the line that says it is the correct
    one. Where no line says so, no answer stands: which wording is right cannot be told.
    """
    letter = next((m["who"] for p in passages if (m := _LETTER.match(p.text))), None)
    answerer, asker = _answerer(passages, letter), _asker(passages)
    told = not any(_CORRECT.search(p.text) for p in passages)  # then the letter itself gives the right words
    kept: list[Passage] = []
    left_out: list[Stripped] = []
    wrong: list[str] = []
    stage = _Stage.EXCHANGE
    for p in passages:
        stage = _next_stage(stage, p.text)
        if _is_frame(p.text):
            left_out.append(Stripped(p.text, FRAME))
        elif stage is _Stage.RIGHT:
            kept.append(_right(p, answerer, asker))
        elif stage is _Stage.LETTER:
            of_letter = replace(answerer, text=p.text, anchor=p.anchor, turn=p.turn)
            kept.append(replace(of_letter, part=Part.ANSWER) if told else replace(of_letter, quotable=False))
        elif p.speaker and p.speaker == asker and not _is_same(p.speaker, answerer.speaker):
            kept.append(replace(p, part=Part.QUESTION))
        else:
            left_out.append(Stripped(p.text, SUPERSEDED))
            if not p.speaker or not answerer.speaker or _is_same(p.speaker, answerer.speaker):
                wrong.append(p.text)
        if _CORRECT.search(p.text):
            stage = _Stage.RIGHT
    right = [p.text for p in kept if p.part is Part.ANSWER]
    return Corrected(tuple(kept), _place(passages), tuple(left_out), superseded_words(wrong, right))


def _next_stage(stage: _Stage, text: str) -> _Stage:
    """Return which piece a paragraph belongs to; a section may hold several corrections, one after another."""
    if is_letter(text):
        return _Stage.LETTER
    if _WRONG.search(text) or _FRAME.match(text) or (stage is _Stage.RIGHT and _TO_ASK.match(text)):
        return _Stage.EXCHANGE
    return _Stage.LETTER if stage is _Stage.EXCHANGE and _CORRECT.search(text) else stage


def _right(passage: Passage, answerer: Passage, asker: str | None) -> Passage:
    """Return words put right: of whoever is named for them, else of whoever corrects."""
    named = passage.speaker and passage.speaker != asker and not _is_same(passage.speaker, answerer.speaker)
    who = replace(passage, voices=(), role=answerer.role) if named else answerer
    return replace(who, text=passage.text, part=Part.ANSWER, anchor=passage.anchor, turn=passage.turn)


def _asker(passages: Sequence[Passage]) -> str | None:
    """Return who speaks first, where those words ask."""
    first = next((p.speaker for p in passages if p.speaker and not _is_frame(p.text)), None)
    return first if any(p.speaker == first and _ASKS.search(p.text) for p in passages) else None


def _is_same(name: str | None, other: str | None) -> bool:
    """Whether two names may be one person's: they end in the same surname."""
    return bool(name and other) and str(name).split()[-1] == str(other).split()[-1]


def _is_frame(text: str) -> bool:
    """Whether a paragraph only says what the next one is, or where the Official Report has it."""
    return bool(
        _LETTER.match(text)
        or _LETTER_ALONE.match(text)
        or _FRAME.match(text)
        or (_WRONG.search(text) and len(text) < _SHORT)
    ) or (len(text) < _SHORT and bool(_CORRECT.search(text)) and text.count(".") == 0)


def _answerer(passages: Sequence[Passage], letter: str | None) -> Passage:
    """Return an empty passage by whoever corrects: the writer of the letter, else who speaks the correct words.

    The heading says that a minister corrects; an office of another kind, where one is printed, says otherwise.
    """
    after = [p for at, p in enumerate(passages) if any(_CORRECT.search(q.text) for q in passages[:at]) and p.speaker]
    if letter is None:
        return replace(after[-1], text="", part=Part.BODY, role=Role.MINISTER) if after else Passage("")
    spoken = next((p for p in passages if p.speaker and p.speaker in letter), None)
    name, office = _writer(letter)
    name = spoken.speaker if spoken else name
    role = Role.MINISTER if office is None or role_of(office) is Role.MINISTER else Role.UNKNOWN
    office = office or (spoken.office if spoken else None)
    known = replace(spoken, text="", part=Part.BODY, voices=()) if spoken else Passage("")
    return replace(known, speaker=name, office=office, role=role)


def _writer(letter: str) -> tuple[str | None, str | None]:
    """Return (name, office) of who writes a letter; what names an office and nobody gives no name."""
    text = letter.strip(" .:,")
    brackets = _BRACKETED.findall(text)
    if brackets:
        return brackets[-1], _MEMBER.split(text.partition("(")[0], 1)[0].strip(" ,") or None
    parts = [part.removeprefix("the ").removeprefix("The ") for part in text.split(", ")]
    name = next((part for part in reversed(parts) if is_name(undotted(part))), None)
    office = next((part for part in parts if part != name and role_of(part) is not Role.UNKNOWN), None)
    if name or office:
        return name, office
    return (None, parts[-1]) if _OF_OFFICE.search(parts[-1]) else (parts[-1], None)


def _place(passages: Sequence[Passage]) -> CorrectedPlace:
    found = next((m for p in passages if (m := _AT.search(p.text))), None)
    if found:
        return CorrectedPlace(written_day(found["day"]), found["volume"], found["column"])
    told = (written_day(p.text) for p in passages if _EARLIER.search(p.text))
    return CorrectedPlace(next((day for day in told if day), None))
