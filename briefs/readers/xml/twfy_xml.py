"""XML of TheyWorkForYou (parlparse), ``<publicwhip>``: debates, Westminster Hall, committees, questions, statements.

Both ages are read: printed Hansard's (ISO-8859-1, declared entities, columns, versions of a day by letter) and
today's. A version that a later one has replaced says ``latest="no"`` and keeps only pointers; it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from briefs.errors import RefusedInput, Superseded
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.legislatures import refuse_others_xml
from briefs.readers.common.safe_xml import xml_root
from briefs.readers.precedence import to_keep
from briefs.readers.xml.twfy_debates import debate_record
from briefs.readers.xml.twfy_questions import question_records, statement_record
from briefs.readers.xml.twfy_roll import SpeakerRoll
from briefs.readers.xml.twfy_sections import TwfySection, gid_of, sections
from briefs.records.model import House, Record, Refusal

_SERIES = re.compile(r"uk\.org\.publicwhip/(?P<series>[\w-]{1,40})/")
_QUESTIONS, _STATEMENTS = "wrans", "wms"


def detect(source: SourceFile) -> bool:
    """Whether the source is parlparse's XML, by its root element."""
    head = source.head.lstrip()
    return head.startswith("<") and "<publicwhip" in head


def read(source: SourceFile) -> Reading:
    """Return a record for each section of a debate, each written question and each written statement.

    A section that cannot be read becomes a Refusal. Raises RefusedInput for XML that is not sound or is a record of
    another legislature, and Superseded for a version of a day that a later one has replaced.
    """
    root = xml_root(source.text, "publicwhip")
    if root.get("latest") == "no":
        raise Superseded("a later version of this day's file replaces this one")
    _refuse_others(root, source.name)
    stripped: list[Stripped] = []
    refused: list[Refusal] = []
    found = sections(root, stripped)
    roll = SpeakerRoll(root, _house(found), found)
    records: dict[str, Record] = {}
    for section in found:
        try:
            for record in _records(section, roll, stripped, source):
                held = records.get(record.record_id)
                records[record.record_id] = to_keep(held, record) if held else record
        except RefusedInput as refusal:
            refused.append(Refusal(section.title[:120] or "the beginning", refusal.reason))
    if not records and not refused:
        raise RefusedInput("this file has no debate, question or statement; fetch it again")
    return Reading(tuple(records.values()), tuple(stripped), tuple(refused))


def _refuse_others(root: ET.Element, name: str) -> None:
    """Raise RefusedInput where the file is one of the Scottish Parliament or another legislature."""
    series = (match["series"] for element in root if (match := _SERIES.match(element.get("id", ""))))
    refuse_others_xml(series, (element.get("url", "") for element in root), name)


def _records(section: TwfySection, roll: SpeakerRoll, stripped: list[Stripped], source: SourceFile) -> Iterable[Record]:
    series = _series(section)
    if series == _QUESTIONS or any(item.tag == "ques" for item in section.items):
        return question_records(section, stripped, source)
    if series == _STATEMENTS:
        made = statement_record(section, stripped, source)
    else:
        made = debate_record(section, roll, stripped, source)
    return [made] if made else []


def _series(section: TwfySection) -> str:
    elements: list[ET.Element | None] = [section.heading, *section.items]
    return next((gid.series for element in elements if (gid := gid_of(element))), "")


def _house(found: list[TwfySection]) -> House:
    return House.LORDS if any(_series(section) == "lords" for section in found) else House.COMMONS
