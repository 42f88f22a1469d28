"""A page of hansard.parliament.uk saved as text: title, "Volume 617: debated on Friday 25 November 2016", the debate.

Saved pages often lose the speakers' names. Then nobody is named, and only an exchange whose shape shows it (an urgent
question, an oral statement) gives each paragraph the role in which it is spoken; see ``unnamed_exchange``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefs.errors import RefusedInput
from briefs.identity import file_id, statement_id
from briefs.records import Dates, House, Kind, Part, Passage, Reading, Record, Stripped
from briefs.sources.base import SourceFile
from briefs.sources.contributions import LICENCE, house_of, kind_of, passages, people, turns, with_front_bench
from briefs.sources.furniture import page_lines, strip_furniture, written_day
from briefs.sources.page_people import is_name, position_of
from briefs.sources.unnamed_exchange import heard
from briefs.voices import with_reported_quotes

_SITTING = re.compile(
    r"^(?:Hansard\s*+(?:[-–|]\s*+)?)?(?:Volume\s(?P<volume>\d+)\s*+(?:[:,]\s*+)?)?debated\son\s(?:\w+day,?\s)?(?P<day>\d{1,2}\s\w+\s\d{4})",
    re.IGNORECASE | re.MULTILINE,
)
_HOUSE_LINE = re.compile(
    r"^(?:House of )?(Commons|Lords)(?: (?:Chamber|Hansard|Debates?))?$|(Commons|Lords) Chamber$", re.IGNORECASE
)
_OTHER_ROOM = re.compile(r"^(?:Westminster Hall|(?:Moses Room|Grand Committee))$", re.IGNORECASE)
_MARKS = re.compile(
    r"^(?:Toggle showing location of.*|Column \d\w* ?is located here|Read debate|View (?:this )?contribution"
    r"|Contribution link|Copy link to .*|Text only|Download historic hansard|Watch (?:this )?(?:on|debate).*"
    r"|Full screen|Debate|Share this section)$",
    re.IGNORECASE,
)
_STATEMENT_NUMBER = re.compile(r"^\[?(?P<uin>H[CL]WS\d{1,5})\]?$")
_ADDRESS = re.compile(
    r"https://hansard\.parliament\.uk/(?:commons|lords)/[\w/-]{10,300}(?:#[\w-]{1,80})?", re.IGNORECASE
)
_WRITTEN_HOUSE = re.compile(r"hansard\.parliament\.uk/(commons|lords)/", re.IGNORECASE)
_PAGE_NAME = re.compile(
    r"(?:(?<!\s)\s+)?(?:[-–|]\s*(?:Hansard|UK Parliament|(?:Commons|Lords) Hansard|House of \w+)\s*+){1,5}$",
    re.IGNORECASE,
)
_UNNAMED_NOTE = "The record as held does not name its speakers."
_SHAPE_NOTE = "The roles of its speakers are read from the exchange."


def detect(source: SourceFile) -> bool:
    """Whether the source is a saved Hansard page: it says near its top when it was debated."""
    return looks_like(source.head)


def looks_like(text: str) -> bool:
    """Whether a text carries Hansard's sitting line within its first lines."""
    return any(_SITTING.match(line) for line in page_lines(text)[:40])


def read(source: SourceFile) -> Reading:
    """Return the debate. Raises RefusedInput where the page holds none."""
    return read_text(source.text, source.name, source.data)


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the debate of a page already turned to text; ``data`` gives the identity."""
    lines = page_lines(text)
    at = next((i for i, line in enumerate(lines) if _SITTING.match(line)), None)
    if at is None:
        raise RefusedInput("this page has no line that says when it was debated; save the Hansard page again, whole")
    sitting = _SITTING.match(lines[at])
    assert sitting
    title, left_out = _title(lines[:at], name)
    body, more = _body(lines[at + 1 :], title)
    if not body:
        raise RefusedInput("this Hansard page holds no debate; save it again with all contributions shown")
    number = next((m["uin"] for line in body if (m := _STATEMENT_NUMBER.match(line))), None)
    body = [line for line in body if not _STATEMENT_NUMBER.match(line)]
    kind = Kind.WRITTEN_STATEMENT if number else kind_of("\n".join(body))
    found = turns(_offices_beside_names(body))
    named = any(t.speaker for t in found)
    made = passages(with_front_bench(found, kind)) if named else _unnamed(body, kind)
    day, house = written_day(sitting["day"]), _house(text, lines[: at + 3], kind)
    if number:
        house = House.LORDS if number.startswith("HL") else House.COMMONS
    record = Record(
        record_id=statement_id(house, day, number) if number and house and day else file_id(data),
        kind=kind,
        title=title,
        passages=tuple(with_reported_quotes(made, text)),
        dates=Dates(happened=day),
        house=house,
        uin=number if day else None,
        reference=number,
        volume=sitting["volume"],
        publisher="Hansard",
        people=tuple(replace(p, part_played="making") for p in people(made)) if number else people(made),
        url=next((line for line in lines if _ADDRESS.fullmatch(line)), None),
        licence=LICENCE,
        notes=_notes(named, kind),
    )
    return Reading((record,), (*left_out, Stripped(lines[at], "title and date"), *more))


def _body(lines: Sequence[str], title: str) -> tuple[list[str], list[Stripped]]:
    """Return the debate's lines without what stands around them, and what was left out."""
    kept, left_out = strip_furniture(line for line in lines if line != title and not _HOUSE_LINE.match(line))
    page = [line for line in kept if _MARKS.match(line) or _OTHER_ROOM.match(line) or _ADDRESS.fullmatch(line)]
    return [line for line in kept if line not in page], [*left_out, *(Stripped(line, "page link") for line in page)]


def _offices_beside_names(body: Sequence[str]) -> list[str]:
    """Return the lines with a name and the office below it made one attribution.

    The site prints "Jane Example" over "The Minister for Security", where Hansard prints the office first.
    """
    made: list[str] = []
    for line in body:
        above = made[-1] if made else ""
        position = position_of(line) if above and is_name(above) else None
        if position and position.office and line.startswith("The "):
            made[-1] = f"{line} ({above})"
        else:
            made.append(line)
    return made


def _unnamed(body: Sequence[str], kind: Kind) -> list[Passage]:
    return [
        Passage(text=line, part=Part.SPEECH, role=shown.role, turn=shown.turn)
        for line, shown in zip(body, heard(body, kind), strict=True)
    ]


def _notes(named: bool, kind: Kind) -> tuple[str, ...]:
    if named:
        return ()
    return (_UNNAMED_NOTE,) if kind is Kind.DEBATE else (_UNNAMED_NOTE, _SHAPE_NOTE)


def _title(above: Sequence[str], name: str) -> tuple[str, list[Stripped]]:
    """Return the title (the last line above the sitting line that is no furniture) and what else stood there."""
    kept, left_out = strip_furniture(above)
    kept = [
        line for line in kept if not (_HOUSE_LINE.match(line) or _OTHER_ROOM.match(line) or _ADDRESS.fullmatch(line))
    ]
    if not kept:
        return name.rsplit(".", 1)[0], left_out
    title = _PAGE_NAME.sub("", kept[-1])
    return title, [*left_out, *(Stripped(line, "title and date" if title in line else "navigation") for line in kept)]


def _house(text: str, head: Sequence[str], kind: Kind) -> House | None:
    """Return the House that the page names, or the one its forms of address show; urgent questions are the Commons'."""
    room = next((line for line in head if _OTHER_ROOM.match(line)), None)
    if room:
        return House.COMMONS if room.casefold() == "westminster hall" else House.LORDS
    named = next((m for line in head if (m := _HOUSE_LINE.match(line))), None) or _WRITTEN_HOUSE.search(text)
    if named:
        return House((named[1] or named[2]).lower())
    shown = house_of(text)
    return House.COMMONS if shown is None and kind is Kind.URGENT_QUESTION else shown
