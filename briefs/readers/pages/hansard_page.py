"""A page of hansard.parliament.uk saved as text: title, "Volume 617: debated on Friday 25 November 2016", the debate.

Saved pages often lose the speakers' names. Then nobody is named, and only an exchange whose shape shows it (an urgent
question, an oral statement) gives each paragraph the role in which it is spoken; see ``unnamed_exchange``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from briefs.errors import RefusedInput
from briefs.quotations.attribution import with_reported_quotes
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.blocks import Mark, PrintedBlock, left_out_of, spoken, turns_of
from briefs.readers.common.boilerplate import furniture, page_lines, strip_furniture, written_day
from briefs.readers.common.contributions import LICENCE, house_of, kind_of, passages, people, with_front_bench
from briefs.readers.common.corrections import corrected_where_so
from briefs.readers.common.labels import Labels
from briefs.readers.common.role_inference import heard
from briefs.readers.pages.site_page import blocks_of_site, is_site_page
from briefs.readers.pages.text_blocks import blocks_of_text
from briefs.records.identity import file_id, statement_id
from briefs.records.model import Dates, House, Kind, Part, Passage, Record

_SITTING = re.compile(
    r"^(?:Hansard\s*+(?:[-–|]\s*+)?)?(?:Volume\s(?P<volume>\d+)\s*+(?:[:,]\s*+)?)?debated\son\s(?:\w+day,?\s)?(?P<day>\d{1,2}\s\w+\s\d{4})",
    re.IGNORECASE | re.MULTILINE,
)
_HOUSE_LINE = re.compile(
    r"^(?:House of )?(Commons|Lords)(?: (?:Chamber|Hansard|Debates?))?$|(Commons|Lords) Chamber$", re.IGNORECASE
)
_OTHER_ROOM = re.compile(r"^(?:Westminster Hall|(?:Moses Room|Grand Committee))$", re.IGNORECASE)
_MARKS = re.compile(
    r"^(?:Toggle showing location of.*|Read debate|View division|View (?:this )?contribution"
    r"|Contribution link|Copy link to .*|Text only|Download historic hansard|Watch (?:this )?(?:on|debate).*"
    r"|Full screen|Debate|Share this section)$",
    re.IGNORECASE,
)
_LOCATED = re.compile(r"^Column \d\w* ?is located here$", re.IGNORECASE)
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


def looks_like(text: str) -> bool:
    """Whether a text carries Hansard's sitting line within its first lines."""
    return any(_SITTING.match(line) for line in page_lines(text)[:40])


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the debate of a page already turned to text; ``data`` gives the identity.

    Raises RefusedInput where the page holds none.
    """
    lines = page_lines(text)
    at = next((i for i, line in enumerate(lines) if _SITTING.match(line)), None)
    if at is None:
        raise RefusedInput("this page does not say when the debate was; save the whole Hansard page again")
    title, left_out = _title(lines[:at], name)
    around = _Around(title, lines[at])
    blocks, more = blocks_of_text(text.partition(lines[at])[2], around.why)
    left_out += [Stripped(lines[at], "title and date"), *more]
    return debate_of(text, title, lines[at], blocks, left_out, data)


def read_page(page: LexborHTMLParser, text: str, address: str | None, name: str, data: bytes) -> Reading | None:
    """Return the debate of a page of the site whose elements say what is what, None for any other page.

    ``text`` is what the page shows, ``address`` its own. Raises RefusedInput where the page holds no words.
    """
    lines = page_lines(text)
    sitting = next((line for line in lines if _SITTING.match(line)), None)
    if sitting is None or not is_site_page(page):
        return None
    heading = page.css_first("h1")
    title = " ".join(heading.text().split()) if heading is not None else ""
    title = title or _title(lines[: lines.index(sitting)], name)[0]
    blocks, left_out = blocks_of_site(page, _Around(title, sitting).why)
    return debate_of(f"{address or ''}\n{text}", title, sitting, blocks, left_out, data)


def debate_of(
    text: str, title: str, sitting: str, blocks: Sequence[PrintedBlock], left_out: Sequence[Stripped], data: bytes
) -> Reading:
    """Return the debate of a page's blocks; ``sitting`` is the line that says when it was debated.

    Raises RefusedInput where the blocks hold no words.
    """
    when, lines = _SITTING.match(sitting), page_lines(text)
    body = [block for block in blocks if block.mark not in (Mark.COLUMN, Mark.HEADING)]
    number = next((m["uin"] for block in body if (m := _STATEMENT_NUMBER.match(block.text))), None)
    body = [block for block in body if not _STATEMENT_NUMBER.match(block.text)]
    if not any(block.mark is Mark.WORDS for block in body):
        raise RefusedInput("this Hansard page has no debate; save it again with all contributions shown")
    words = [block.text for block in body if block.mark is not Mark.LABEL]
    kind = Kind.WRITTEN_STATEMENT if number else kind_of("\n".join(block.text for block in body))
    named = any(block.mark is Mark.LABEL for block in body)
    kept = [block for block in blocks if block.mark is Mark.HEADING or block in body]
    day = written_day(when["day"]) if when else None
    found = with_front_bench(turns_of(spoken(kept), Labels()), kind, day)
    made = passages(found) if named else _unnamed(words, kind)
    house = _house(text, lines[: lines.index(sitting) + 3], kind) if sitting in lines else _house(text, lines, kind)
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
        volume=when["volume"] if when else None,
        publisher="Hansard",
        people=tuple(replace(p, part_played="making") for p in people(made)) if number else people(made),
        url=next((line for line in lines if _ADDRESS.fullmatch(line)), None),
        licence=LICENCE,
        notes=_notes(named, kind),
    )
    record, more = corrected_where_so(record, title, *(b.text for b in blocks if b.mark is Mark.HEADING))
    return Reading((record,), (*left_out, *more, *left_out_of(body)))


@dataclass(frozen=True, slots=True)
class _Around:
    """Says of a line of the page why it is no part of the debate."""

    title: str
    sitting: str

    def why(self, line: str) -> str | None:
        if line in (self.title, self.sitting) or _HOUSE_LINE.match(line):
            return "title and date"
        if _LOCATED.match(line):
            return "column mark"
        page = _MARKS.match(line) or _OTHER_ROOM.match(line) or _ADDRESS.fullmatch(line)
        return "page link" if page else furniture(line)


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
