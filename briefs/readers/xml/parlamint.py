"""The ParlaMint-GB corpus: one sitting a file, TEI, ``<div type="debateSection">`` with ``<u who="#AdaExample">``.

Names come from the corpus's list of people where the file holds one, else they are read out of the identifiers. The
corpus gives no offices, and lacks the full stop at the end of many paragraphs; the record says both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

from briefs.errors import RefusedInput, Superseded
from briefs.names.offices import Attribution
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.contribution_rows import Contribution, contribution_passages
from briefs.readers.common.contributions import kind_of, people
from briefs.readers.common.decoding import visible
from briefs.readers.common.legislatures import refuse_others_corpus
from briefs.readers.common.markup import web_address
from briefs.readers.common.safe_xml import one_line, xml_root
from briefs.readers.xml.tei_words import NOT_SAID, words_of
from briefs.records.citations import long_date
from briefs.records.identity import corpus_id
from briefs.records.model import Dates, House, Kind, Record, Role

LICENCE = "Open Parliament Licence v3.0 and CC BY 4.0 (ParlaMint-GB)."
NO_STOPS = "This corpus lacks the full stop at the end of many paragraphs; check a quotation against Hansard."
NAMES_FROM_IDS = "The speakers' names are read from the corpus's identifiers."
NOTE = "note of the corpus"
_ROOT = re.compile(r"<([A-Za-z]+)[\s>]")
_DESCRIBING = ("teiCorpus", "listPerson", "listOrg", "taxonomy")
_NOBODY = ("unknown", "anonymous")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_VOLUME = re.compile(r"\bVolume (\d{1,4})\b")
_NEXT_NAME = re.compile(r"(?<=[a-zà-ÿ])(?<!\bMc)(?<!\bMac)(?<!Mc)(?=[A-ZÀ-Þ])")
_NOTE_KINDS = (
    (re.compile(r"^(?:Urgent|Private Notice) Question", re.IGNORECASE), Kind.URGENT_QUESTION),
    (re.compile(r"^Statement$", re.IGNORECASE), Kind.ORAL_STATEMENT),
)


def detect(source: SourceFile) -> bool:
    """Whether the source is TEI of ParlaMint, by its root and its name or its sections."""
    head = source.head
    if _describes(head):
        return True
    return "<TEI" in head[:4096] and ("ParlaMint-" in head or 'type="debateSection"' in head)


def _describes(head: str) -> bool:
    """Whether this is a file of the corpus that holds no debate: its root, or a list of people, bodies or terms."""
    root = _ROOT.search(head, 0, 4096)
    return root is not None and root[1] in _DESCRIBING and "tei-c.org/ns/" in head[:4096] and "ParlaMint" in head


def read(source: SourceFile) -> Reading:
    """Return a record for each section in which somebody speaks.

    Raises RefusedInput where there is none, and Superseded for a file that only describes the corpus.
    """
    refuse_others_corpus(source.head)
    if _describes(source.head):
        raise Superseded("it describes the corpus and has no debate")
    root = xml_root(source.text, "TEI")
    stripped: list[Stripped] = []
    sitting = _sitting(root)
    names = _names(root)
    sections = [div for div in root.iter("div") if div.get("type") == "debateSection"]
    records = [made for div in sections if (made := _record(div, sitting, names, stripped, source))]
    if not records:
        raise RefusedInput("this file has no speeches; fetch the sitting again")
    return Reading(tuple(records), tuple(stripped))


def _record(
    div: ET.Element, sitting: Record, names: dict[str, str], stripped: list[Stripped], source: SourceFile
) -> Record | None:
    """Return the section's record on the pattern of its sitting; None where nobody speaks in it."""
    turns: list[tuple[str, Contribution]] = []
    heads: list[str] = []
    notes: list[str] = []
    for part in div:
        if part.tag == "u":
            turns.append((part.get(_ID, ""), _contribution(part, names, stripped)))
        elif part.tag == "head":
            heads.append(words_of(part, notes.append))
        elif text := one_line(part):
            notes.append(text)
    turns = [(at, turn) for at, turn in turns if turn.paragraphs]
    stripped.extend(Stripped(note, NOTE) for note in notes)
    stripped.extend(Stripped(head, "title" if turns else "heading of nothing") for head in heads)
    if not turns:
        return None
    found = [turn for _, turn in turns]
    kind = _kind(notes, found)
    passages = contribution_passages(found, kind, sitting.day)
    unnamed = any(c.speaker and c.speaker.name not in names.values() for c in found)
    return Record(
        record_id=corpus_id("parlamint", _section_name(sitting.record_id, turns[0][0] or "".join(heads[:1]))),
        kind=kind,
        title=next(filter(None, heads), sitting.title),
        passages=passages,
        dates=sitting.dates,
        house=sitting.house,
        source_id=turns[0][0] or None,
        volume=sitting.volume,
        publisher="ParlaMint-GB",
        people=people(passages),
        url=sitting.url,
        licence=LICENCE,
        notes=(NO_STOPS, NAMES_FROM_IDS) if unnamed else (NO_STOPS,),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _section_name(sitting: str, within: str) -> str:
    """Return a section's identifier, which the corpus begins with that of its sitting."""
    return within if within.startswith(sitting) else f"{sitting}.{within}"


def _kind(notes: list[str], found: list[Contribution]) -> Kind:
    for note in notes:
        for pattern, kind in _NOTE_KINDS:
            if pattern.match(note):
                return kind
    if "Question" in notes:
        return Kind.DEBATE
    return kind_of("\n".join(text for turn in found for text in turn.paragraphs))


def _contribution(spoken: ET.Element, names: dict[str, str], stripped: list[Stripped]) -> Contribution:
    who = spoken.get("who", "").lstrip("#")
    chair = "#chair" in spoken.get("ana", "").split()
    name = names.get(who) or " ".join(_NEXT_NAME.split("" if who.casefold() in _NOBODY else who))
    role = Role.SPEAKER if chair else Role.UNKNOWN
    return Contribution(Attribution(name, role) if name else None, tuple(_paragraphs(spoken, stripped)))


def _paragraphs(spoken: ET.Element, stripped: list[Stripped]) -> Iterator[str]:
    """Yield what is said in a contribution; what is noted beside it is reported as left out."""

    def leave_out(note: str) -> None:
        stripped.append(Stripped(note, NOTE))

    loose = [spoken.text]
    for part in spoken:
        if part.tag in NOT_SAID:
            if note := one_line(part):
                leave_out(note)
        elif words := words_of(part, leave_out):
            yield words
        loose.append(part.tail)
    yield from filter(None, (" ".join(visible(text or "").split()) for text in loose))


def _names(root: ET.Element) -> dict[str, str]:
    """Return the names of the people whom the file lists, by identifier."""
    found: dict[str, str] = {}
    for person in root.iter("person"):
        name = person.find("persName")
        if name is not None and (printed := one_line(name)):
            found[person.get(_ID, "")] = printed
    return found


def _sitting(root: ET.Element) -> Record:
    """Return what all sections of the file share. Raises RefusedInput where the day is missing."""
    source = root.find(".//sourceDesc/bibl")
    if source is None:
        raise RefusedInput("this file does not say what it is a copy of: <sourceDesc> is missing")
    when = source.find("date")
    try:
        day = date.fromisoformat((when.get("when", "") if when is not None else "")[:10])
    except ValueError:
        raise RefusedInput("this file does not say the day of the sitting in its <sourceDesc>") from None
    title, link = source.find("title"), source.find("idno")
    volume = _VOLUME.search(one_line(title)) if title is not None else None
    house = _house(root)
    name = f"{house.value.capitalize()} sitting of {long_date(day)}" if house else f"Sitting of {long_date(day)}"
    return Record(
        record_id=root.get(_ID, "") or _file_name(day, house),
        kind=Kind.DEBATE,
        title=name,
        passages=(),
        dates=Dates(happened=day),
        house=house,
        volume=volume[1] if volume else None,
        url=web_address(link.text) if link is not None else None,
    )


def _file_name(day: date, house: House | None) -> str:
    """Return a name for a sitting whose file has no identifier."""
    return f"{day.isoformat()}-{house.value if house else 'parliament'}"


def _house(root: ET.Element) -> House | None:
    for meeting in root.iter("meeting"):
        marks = meeting.get("ana", "").split() + meeting.get("corresp", "").split()
        if "#parla.upper" in marks or "#parliament.HL" in marks:
            return House.LORDS
        if "#parla.lower" in marks or "#parliament.HC" in marks:
            return House.COMMONS
    return None
