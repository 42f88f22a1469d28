"""A Word file (.docx): its paragraphs and tables in reading order, and what its properties say."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.flow import one_line
from briefs.readers.common.london_days import day_of_moment
from briefs.readers.files.plain import MAX_TITLE, title_from_name
from briefs.readers.files.word_text import W, boxes_in, lines_of, table_text
from briefs.records.identity import file_id
from briefs.records.model import DateKind, Dates, Kind, Passage, Person, Record

# Far above any document; a bomb declares, or turns out to hold, far more.
MAX_MEMBERS = 5_000
MAX_XML_BYTES = 48_000_000
# A text in XML packs to a twentieth; a bomb of one repeated paragraph to a three-hundredth.
MAX_XML_RATIO = 150
_RATIO_FROM = 4_000_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_PART = "word/document.xml"
_DAMAGED = "the Word file is damaged or cut short; open it in Word and save it again"
_BOMB = "the Word file unpacks to far more than any document; it is not opened"
_CHUNK = 1 << 20
_DESCENDED = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
_BESIDE = {
    "footnotes": "footnote",
    "endnotes": "footnote",
    "header": "running header or footer",
    "footer": "running header or footer",
}
_HEADINGS = ("heading", "title", "subtitle")
# What python-docx's own template says of every file made with it.
_TEMPLATE_AUTHOR = "python-docx"
_TEMPLATE_MADE = datetime(2013, 12, 23, 23, 15)
# A damaged file can break zipfile, lxml and python-docx in any of these ways; none has a tree of errors for it.
_LIBRARY_ERRORS = (
    SyntaxError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True)
class _Opened:
    """An opened file: the element of its body, style names by id, and its properties ("" or None where not given).

    ``beside`` is the text that stands beside the body: footnotes, heads and feet of the pages.
    """

    body: Any
    styles: dict[str, str]
    title: str
    author: str
    made: date | None
    beside: tuple[Stripped, ...] = ()


def detect(source: SourceFile) -> bool:
    """Whether the source is a Word file of today's form, or an old or protected Office file to be refused."""
    data = source.data
    if data.startswith(_OLE):
        return True
    return data.startswith(_ZIP) and b"word/" in data


def read(source: SourceFile) -> Reading:
    """Return one document, a passage for each paragraph and table; headings are left out and reported.

    Raises RefusedInput for a file that is protected, old, damaged, too large or without text.
    """
    if source.data.startswith(_OLE):
        raise RefusedInput(_why_not_ole(source.data))
    opened = _opened(_check_archive(source.data))
    blocks = list(_blocks(opened.body, opened.styles))
    headings = [text for text, is_heading in blocks if is_heading]
    passages = tuple(Passage(text=text) for text, is_heading in blocks if not is_heading)
    if not passages:
        raise RefusedInput("the Word file has no text in it")
    title = opened.title or next(iter(headings), "")
    if titled := not title and len(passages) > 1 and len(passages[0].text) <= MAX_TITLE:
        title, passages = passages[0].text, passages[1:]
    record = Record(
        record_id=file_id(source.data),
        kind=Kind.DOCUMENT,
        title=title or title_from_name(source.name),
        passages=passages,
        dates=Dates(published=opened.made, cited=DateKind.PUBLISHED),
        notes=("The date is the one on which the Word file was made.",) if opened.made else (),
        people=(Person(name=opened.author, part_played="author"),) if opened.author else (),
        origin=source.name,
        retrieved=source.retrieved,
    )
    stripped = tuple(Stripped(text=text, why="title" if text == title else "heading") for text in headings)
    if titled:
        stripped = (Stripped(text=title, why="title"), *stripped)
    return Reading(records=(record,), stripped=(*stripped, *opened.beside))


def whole_text(source: SourceFile) -> str:
    """Return all the words of a Word file, headings too, a blank line between paragraphs. Raises RefusedInput."""
    if source.data.startswith(_OLE):
        raise RefusedInput(_why_not_ole(source.data))
    opened = _opened(_check_archive(source.data))
    return "\n\n".join(text for text, _ in _blocks(opened.body, opened.styles))


def _check_archive(data: bytes) -> bytes:
    """Return the archive with its XML parts alone, the others (pictures, what is embedded) made empty.

    Sizes are checked before anything is unpacked, and no part is unpacked beyond what it declares. Raises RefusedInput
    for an archive that is damaged or unpacks too far.
    """
    slim = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(slim, "w") as kept:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or _is_bomb(members):
                raise RefusedInput(_BOMB)
            if any(member.flag_bits & 1 for member in members):
                raise RefusedInput("the Word file is protected by a password; save a copy without one and load that")
            for member in members:
                part = archive.read(member) if _is_xml(member) else b""
                # No Word file declares its own entities: what they stand for could be anything, or endless.
                if b"<!DOCTYPE" in part[:_CHUNK]:
                    raise RefusedInput(_DAMAGED)
                kept.writestr(member.filename, part)
            if not any(member.filename == _MAIN_PART or "document" in member.filename for member in members):
                raise RefusedInput("this is an Office file but not a Word document; save its text and load that")
    except _LIBRARY_ERRORS as error:
        raise RefusedInput(_DAMAGED) from error
    return slim.getvalue()


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels"))


def _is_bomb(members: list[zipfile.ZipInfo]) -> bool:
    """Whether the XML parts unpack to far more than any document's, one of them or all together."""
    parts = [member for member in members if _is_xml(member)]
    whole = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    hard = [p for p in parts if p.file_size > max(_RATIO_FROM, MAX_XML_RATIO * max(1, p.compress_size))]
    return whole > MAX_XML_BYTES or bool(hard) or whole > max(_RATIO_FROM, MAX_XML_RATIO * max(1, packed))


def _why_not_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "the Word file is protected by a password; save a copy without one and load that"
    if "WordDocument".encode("utf-16-le") in data:
        return "this is a Word file of the old form (.doc); save it as .docx and load that"
    return "this is an Office file of an old form; save it as .docx and load that"


def _opened(data: bytes) -> _Opened:
    """Return the body, the names of its styles and the properties. Raises RefusedInput where python-docx cannot."""
    # Imported here: it takes longer than all else and only Word files need it.
    from docx import Document  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        document = Document(io.BytesIO(data))
        core = document.core_properties
        styles = {style.style_id: (style.name or "").lower() for style in document.styles}
        made = core.created
        return _Opened(
            body=document.element.body,
            styles=styles,
            title=one_line(core.title or ""),
            author="" if core.author == _TEMPLATE_AUTHOR else one_line(core.author or ""),
            beside=_beside(document.part),
            made=day_of_moment(made) if made and made.replace(tzinfo=None) != _TEMPLATE_MADE else None,
        )
    except (*_LIBRARY_ERRORS, OpcError) as error:
        raise RefusedInput(_DAMAGED) from error


def _beside(part: Any) -> tuple[Stripped, ...]:
    """Return the text of the parts that the document's own part refers to and that stand beside its body."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - as in _opened

    found: dict[Stripped, None] = {}
    for relation in part.rels.values():
        kind = _BESIDE.get(relation.reltype.rpartition("/")[2])
        if kind and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            found.update((Stripped(text, kind), None) for p in root.iter(f"{W}p") if (text := lines_of(p)))
    return tuple(found)


def _blocks(parent: Any, styles: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield (text, whether it is a heading) for each paragraph and table that has text."""
    for element in parent:
        if element.tag == f"{W}p":
            if text := lines_of(element):
                yield text, styles.get(_style_id(element), "").startswith(_HEADINGS)
            for box in boxes_in(element):
                yield from _blocks(box, styles)
        elif element.tag == f"{W}tbl":
            if text := table_text(element):
                yield text, False
        elif element.tag in _DESCENDED:
            yield from _blocks(element, styles)


def _style_id(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""
