"""Transcripts of oral evidence to committees of either House, and of joint ones.

"Q1 Chair: …", then "Ann Sample: …": only questions have a number, a turn may run over several paragraphs without a
label, and a sentence that ends in a colon looks like one. So a label is believed only where the transcript's head
names its bearer; words under any other label that looks like a person's name are held without a speaker, and so are
those that follow. Page numbers that the conversion left behind are dropped. Evidence that neither members nor
witnesses have corrected is marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.errors import RefusedInput
from briefs.names.people import bare_name, surname
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.boilerplate import furniture, page_lines
from briefs.readers.common.contributions import LICENCE, PROCEDURE
from briefs.readers.pages.evidence_header import PANEL, PANEL_NAMES, TITLE, Header, Speaker, panel_names, read_header
from briefs.records.identity import evidence_id, file_id
from briefs.records.model import Dates, Fidelity, Kind, Part, Passage, Person, Record, Role

UNCORRECTED = "This transcript is uncorrected: neither members nor witnesses have had the chance to correct the record."
UNNAMED = "Words under a label that the transcript's head does not name are held without a speaker."
_LINK = "https://committees.parliament.uk/oralevidence/{number}/html/"
_ADDRESS = re.compile(
    r"^https?://committees(?:-api)?\.parliament\.uk/(?:api/)?oralevidence/(?P<number>\d{1,9})\b", re.IGNORECASE
)
_BEGINS = re.compile(
    r"^(?:Q\s?(?P<number>\d{1,4})\b[.:]?\s*+)?(?:(?P<label>[^:\n]{2,80}?)\s*:\s+)?(?P<words>\S.*)$", re.DOTALL
)
_CHAIR = re.compile(r"^(?:The\s)?(?:Acting\s)?Chair(?:man|woman|person)?$")
_PERSONAL = re.compile(
    r"^(?:(?:The\s)?(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Earl|Bishop|Professor|Prof|Rev)\s)*"
    r"(?:[A-ZÀ-Þ][\w’'.-]*(?:\s(?:of|de|van|von|the|le|la|der|al|ap))*\s){0,5}[A-ZÀ-Þ][\w’'-]+(?:\sMP)?$"
)
_PAGE = re.compile(r"^(?:page\s)?\d{1,4}(?:\s(?:of|/)\s\d{1,4})?$", re.IGNORECASE)
_DETECTED_WITHIN = 80


def looks_like(text: str) -> bool:
    """Whether a text is headed as oral evidence and then names members, witnesses or an examination of them."""
    lines = page_lines(text)
    start = next((at for at, line in enumerate(lines[:_DETECTED_WITHIN]) if TITLE.match(line)), None)
    if start is None:
        return False
    after = lines[start : start + _DETECTED_WITHIN]
    return any(PANEL.match(line) or re.match(r"(?:members\s+)?present\s*:", line, re.IGNORECASE) for line in after)


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the session of a transcript's text; its identity is Parliament's number where ``name`` is its address.

    Raises RefusedInput where nothing said in it is left.
    """
    lines = page_lines(text)
    if not any(TITLE.match(line) for line in lines):
        raise RefusedInput("no line of this page is headed “Oral evidence:”; save the transcript's page again")
    head = read_header(lines)
    turns = _Turns(head)
    left_out = [Stripped(line, furniture(line) or "session details") for line in lines[: head.end]]
    for at in range(head.end, len(lines)):
        why = _why_not(lines, at)
        if why:
            left_out.append(Stripped(lines[at], why))
        else:
            turns.take(lines[at])
    if not turns.passages:
        raise RefusedInput(
            "this transcript does not have the words of its session; save the whole transcript and load that"
        )
    address = _ADDRESS.match(name)
    number = int(address["number"]) if address else None
    record = Record(
        record_id=evidence_id(number) if number is not None else file_id(data),
        kind=Kind.COMMITTEE_EVIDENCE,
        title=head.title,
        passages=tuple(turns.passages),
        dates=Dates(happened=head.day),
        house=head.house,
        source_id=number,
        reference=head.reference,
        publisher=head.committee,
        people=tuple(
            Person(speaker.name, "speaking", speaker.office) for speaker in head.speakers if speaker.name in turns.heard
        ),
        url=_LINK.format(number=number) if number is not None else None,
        fidelity=head.fidelity,
        licence=LICENCE,
        notes=_notes(head, turns),
        origin=name,
    )
    return Reading((record,), tuple(left_out))


def _why_not(lines: Sequence[str], at: int) -> str | None:
    """Return why a line after the head is none of the words, or None."""
    line = lines[at]
    if PANEL.match(line) or PANEL_NAMES.match(line):
        return "session details"
    above = lines[at - 1] if at else ""
    if PANEL.match(above) and ":" not in line and not line.startswith("Q") and panel_names(line):
        return "session details"
    return "page number" if _PAGE.match(line) else furniture(line)


def _notes(head: Header, turns: _Turns) -> tuple[str, ...]:
    notes = [UNCORRECTED] if head.fidelity is Fidelity.UNCORRECTED else []
    if turns.unnamed:
        notes.append(UNNAMED)
    if not head.day:
        notes.append("The day of the session is not given.")
    return tuple(notes)


@dataclass(frozen=True, slots=True)
class _Label:
    """Who a label means; ``speaker`` None where the head does not say."""

    speaker: Speaker | None


class _Turns:
    """The words of a session as they are read, each with its speaker."""

    def __init__(self, head: Header) -> None:
        self.passages: list[Passage] = []
        self.heard: set[str] = set()
        self.unnamed = False
        self._head = head
        self._speaker: Speaker | None = None
        self._turn = 0

    def take(self, line: str) -> None:
        """Take in one paragraph: a new turn where it begins with a question's number or with a speaker's label."""
        match = _BEGINS.match(line)
        assert match
        label = self._label(match["label"]) if match["label"] else None
        text = line
        if label and label.speaker:
            text = match["words"]
            self._begin(label.speaker)
        elif match["number"] or label:
            # Somebody else speaks, whoever it is; what the label says stays in the text.
            text = line[match.start("label") if match["label"] else match.start("words") :]
            self.unnamed = True
            self._begin(None)
        elif PROCEDURE.match(line):
            self._begin(None)
        who = self._speaker
        self.passages.append(
            Passage(
                text=text.strip(),
                part=Part.SPEECH,
                speaker=who.name if who else None,
                office=who.office if who else None,
                role=who.role if who else Role.UNKNOWN,
                turn=self._turn,
            )
        )

    def _begin(self, speaker: Speaker | None) -> None:
        self._turn += 1
        self._speaker = speaker
        if speaker:
            self.heard.add(speaker.name)

    def _label(self, printed: str) -> _Label | None:
        """Return whom a label means, or None where it is the beginning of a sentence."""
        if _CHAIR.match(printed):
            chairs = self._head.chairs
            return _Label(chairs[0] if len(chairs) == 1 else Speaker("Chair", Role.COMMITTEE, "Chair"))
        found = resolve(printed, self._head.speakers)
        if found:
            return _Label(found)
        return _Label(None) if _PERSONAL.match(printed) else None


def resolve(printed: str, speakers: Sequence[Speaker]) -> Speaker | None:
    """Return the one of those named in the head whom a label means, None where it is nobody or could be two.

    The whole name, with or without its courtesy title, comes first; then a peer without his place ("Baroness Sample"
    for Baroness Sample of Marsh); then a surname by itself or after a title.
    """
    bare = bare_name(printed).removesuffix(" MP")
    for fits in (
        lambda speaker: bare_name(speaker.name) == bare,
        lambda speaker: speaker.name.startswith(f"{printed} of "),
        lambda speaker: len(bare.split()) == 1 and surname(bare_name(speaker.name)) == bare,
        lambda speaker: surname(bare_name(speaker.name)) == surname(bare) and speaker.name[:1] == bare[:1],
    ):
        found = [speaker for speaker in speakers if fits(speaker)]
        if found:
            return found[0] if len(found) == 1 else None
    return None
