"""Sections of TheyWorkForYou's debate files as records: both Houses, Westminster Hall, public bill committees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree as ET

from briefs.readers.common.base import SourceFile, Stripped
from briefs.readers.common.column_marks import apart
from briefs.readers.common.contribution_rows import Contribution, contribution_passages, full_title, says_who_was_asked
from briefs.readers.common.contributions import LICENCE, PROCEDURE, kind_of, people
from briefs.readers.common.corrections import as_corrected, is_correction
from briefs.readers.common.safe_xml import blocks, one_line
from briefs.readers.xml.twfy_roll import QUESTION_IN_LORDS, SpeakerRoll, person_id, undotted
from briefs.readers.xml.twfy_sections import TwfySection, column_of, house_of, needed_gid, official_url, place_on
from briefs.records.citations import long_date
from briefs.records.identity import section_id
from briefs.records.model import Dates, Kind, Record

PUBLISHER = "Hansard"
_NOTICE = re.compile(r"Private Notice Question|Urgent Question", re.IGNORECASE)
_STATEMENT = re.compile(r"[—–-]\s*Statement$")
_MOVED = re.compile(r"(?:Moved|Tabled) by\b")
_GROUPED = re.compile(
    r"^With this,? (?:it will be convenient|we (?:will|may|can)) (?:also )?(?:to )?(?:discuss|consider|take)\b"
)
# Stages of a bill and the like, which the XML leaves within the last speaker's words.
_STAGE = re.compile(
    r"^(?:(?:Question|(?:Lords|Commons) amendments? [\w, ]{1,60}|(?:New )?(?:Clauses?|Schedules?) [\w, ]{1,60}"
    r"|Amendments? [\w, ]{1,60}|Preamble|Title)\s(?:accordingly )?(?:agreed to|disagreed to|negatived"
    r"|ordered to stand part|read (?:a|the) (?:First|Second|Third) time|added to the Bill|considered)\b.{0,80}"
    r"|(?:After |Before )?(?:Clause|Schedule) \d{1,3}[A-Z]?\.?|(?:First|Second|Third) Reading"
    r"|The (?:Deputy |Lord )?(?:Speaker|Chairman?|Deputy Chairman of Ways and Means) (?:resumed|left|took) the Chair\."
    r"|There being no voices? .{0,20}Ayes? .{0,200})$"
)
_LETTER = re.compile(r"^\W*letter of correction from\b", re.IGNORECASE)
_CHAIR = re.compile(r"^\[[^\]]{1,80}\bin the Chair\]$", re.IGNORECASE)


def debate_record(
    section: TwfySection, roll: SpeakerRoll, stripped: list[Stripped], source: SourceFile
) -> Record | None:
    """Return a section's record, None where nothing is said in it. Raises RefusedInput where it has no id."""
    url = official_url(section.heading)
    found = _contributions(section, url, roll, stripped)
    if found and says_who_was_asked(found):
        stripped.extend(Stripped(text, "who was asked") for c in found for text in c.paragraphs)
        found = []
    if not found:
        return None
    gid = needed_gid(section.heading, *section.items)
    house = house_of(gid, section.heading)
    kind = _kind(section, found)
    passages = contribution_passages(found, kind, gid.day)
    column = column_of(section.heading if section.heading is not None else section.items[0])
    column = column or next(filter(None, map(column_of, section.items)), None)
    committee = gid.series == "standing"
    day = gid.day
    record = Record(
        record_id=section_id(house, gid.series, day, gid.stem + gid.number),
        kind=kind,
        title=_full_title(section) or f"Proceedings of {long_date(day)}",
        passages=passages,
        dates=Dates(happened=day),
        house=house,
        source_id=gid.text,
        reference=_reference(column, gid.series),
        publisher=PUBLISHER,
        people=people(passages),
        url=url or gid.page,
        licence=LICENCE,
        citation_override=_committee_citation(day, column) if committee else None,
        origin=source.name,
        retrieved=source.retrieved,
    )
    if not (is_correction(section.title, section.above) or any(_LETTER.match(passage.text) for passage in passages)):
        return record
    corrected, left_out = as_corrected(record)
    stripped.extend(left_out)
    return corrected


def _contributions(
    section: TwfySection, url: str | None, roll: SpeakerRoll, stripped: list[Stripped]
) -> list[Contribution]:
    found: list[Contribution] = []
    for item in section.items:
        if item.tag != "speech":
            stripped.append(Stripped(one_line(item), "division list"))
            continue
        who, anchor = roll.of(item, section), place_on(url, item)
        for spoken, paragraphs in _by_voice(item, stripped):
            found.append(Contribution(who if spoken else None, paragraphs, anchor, person_id=person_id(item)))
    return found


def _by_voice(speech: ET.Element, stripped: list[Stripped]) -> list[tuple[bool, tuple[str, ...]]]:
    """Return the paragraphs of a contribution, those that are procedure apart from what is spoken.

    The text of an amendment follows "Moved by …" within the words of whoever spoke last, and those to be discussed
    together follow the Chair's "With this it will be convenient …": it is nobody's speech.
    """
    runs: list[tuple[bool, list[str]]] = []
    moved = False
    for part, printed in blocks(speech):
        text = _without_columns(printed, stripped)
        if not text:
            continue
        if _CHAIR.match(text):
            stripped.append(Stripped(text, "who is in the chair"))
            continue
        italic = part is not None and part.get("class", "").endswith("italic") and part.tag == "p"
        moved = moved or bool(italic and _MOVED.match(text)) or bool(_GROUPED.match(text))
        spoken = not (moved or italic or PROCEDURE.match(text) or _STAGE.match(text))
        if not runs or runs[-1][0] is not spoken:
            runs.append((spoken, []))
        runs[-1][1].append(text)
    return [(spoken, tuple(paragraphs)) for spoken, paragraphs in runs]


def _without_columns(text: str, stripped: list[Stripped]) -> str:
    """Return a paragraph without the marks of columns in it, which are reported."""
    pieces = apart(text)
    stripped.extend(Stripped(piece, "column mark") for piece, marked in pieces if marked)
    return " ".join(piece for piece, marked in pieces if not marked)


def _kind(section: TwfySection, found: Sequence[Contribution]) -> Kind:
    if _NOTICE.search(section.title):
        return Kind.URGENT_QUESTION
    if section.oral or QUESTION_IN_LORDS.search(section.title):
        return Kind.DEBATE
    if _STATEMENT.search(section.title):
        return Kind.ORAL_STATEMENT
    return kind_of(undotted("\n".join(text for c in found if c.speaker for text in c.paragraphs)))


def _full_title(section: TwfySection) -> str:
    title = full_title(section.title, section.above)
    if section.bill and section.bill not in title:
        return f"{section.bill}: {section.title or 'proceedings'}"
    return title


def _reference(column: str | None, series: str) -> str | None:
    """Return the column as it is cited; Westminster Hall's columns are numbered apart."""
    if column is None:
        return None
    return f"c{column}WH" if series == "westminhall" and column.isdigit() else f"c{column}"


def _committee_citation(day: date, column: str | None) -> str:
    """Return the citation of a public bill committee, which is not cited as a debate of the House."""
    return f"PBC Deb {long_date(day)}" + (f" c{column}" if column else "")
