"""The text of a Word file comes out in its order, and bombs do not go off."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.leaving_out import reporting
from briefs.readers.files import word
from briefs.records.model import Person

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(*paragraphs: str, title: str = "", heading: str = "") -> bytes:
    document = Document()
    document.core_properties.title = title
    if heading:
        document.add_heading(heading, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(data: bytes) -> Reading:
    source = SourceFile("pond_notes.docx", data)
    assert word.detect(source)
    return word.read(source)


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """Return the archive with one member replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return out.getvalue()


def test_paragraphs_and_tables_come_in_their_order() -> None:
    document = Document()
    core = document.core_properties
    core.title, core.author, core.created = "Ponds", "Ann Author", datetime(2021, 2, 3, 9, 0)
    document.add_heading("Depth", 1)
    document.add_paragraph("The pond is\tdeep.\nAnd wet.")
    table = document.add_table(2, 2)
    for row, values in zip(table.rows, (("Year", "Ducks"), ("2020", "40")), strict=True):
        for cell, text in zip(row.cells, values, strict=True):
            cell.text = text
    document.add_paragraph("The end.")
    out = io.BytesIO()
    document.save(out)
    reading = read(out.getvalue())
    (record,) = reading.records
    assert (record.title, record.day) == ("Ponds", date(2021, 2, 3))
    assert record.people == (Person("Ann Author", "author"),)
    assert [passage.text for passage in record.passages] == [
        "The pond is deep.\nAnd wet.",
        "Year | Ducks\n2020 | 40",
        "The end.",
    ]
    assert [left.text for left in reading.stripped if left.why == "heading"] == ["Depth"]


def test_tracked_changes_are_read_as_accepted() -> None:
    document = Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {W}><w:r><w:t>The pond is </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"
        ),
    )
    out = io.BytesIO()
    document.save(out)
    assert read(out.getvalue()).records[0].passages[0].text == "The pond is new."


@pytest.mark.parametrize(
    ("data", "title", "texts"),
    [
        pytest.param(saved("One.", "Two.", heading="Ponds"), "Ponds", ["One.", "Two."], id="first heading"),
        pytest.param(saved("On ponds", "Two."), "On ponds", ["Two."], id="first line"),
        pytest.param(saved("One."), "pond notes", ["One."], id="name of the file"),
    ],
)
def test_a_file_without_a_title_gets_the_nearest_thing(data: bytes, title: str, texts: list[str]) -> None:
    (record,) = read(data).records
    assert (record.title, [passage.text for passage in record.passages]) == (title, texts)
    assert (record.people, record.day) == ((), None)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
GOOD = saved("The pond is deep.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "password", id="protected"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), r"save it as \.docx", id="old form"),
        pytest.param(OLE, r"save it as \.docx", id="old Office file"),
        pytest.param(GOOD[: len(GOOD) // 2], "damaged", id="cut short"),
        pytest.param(GOOD[:4000] + b"?" * 40 + GOOD[4040:], "damaged", id="spoilt"),
        pytest.param(with_member(GOOD, "word/document.xml", b"<w:document"), "damaged", id="spoilt XML"),
        pytest.param(with_member(GOOD, "[Content_Types].xml", b"<Types/>"), "damaged", id="spoilt types"),
        pytest.param(with_member(GOOD, "_rels/.rels", b"<Relationships/>"), "damaged", id="no relations"),
        pytest.param(with_member(GOOD, "word/bomb.xml", b"\x00" * 80_000_000), "far more", id="bomb"),
        pytest.param(saved(), "no text", id="nothing in it"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(RefusedInput, match=reason) as refusal:
        read(data)
    assert "\n" not in str(refusal.value)


def test_a_bomb_that_declares_less_than_it_holds_is_refused() -> None:
    data = bytearray(with_member(GOOD, "word/media.xml", b"\x00" * 5_000_000))
    size = (5_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(RefusedInput, match="damaged"):
        read(bytes(data))


def test_entities_of_a_hostile_file_are_not_expanded() -> None:
    xml = (
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>Words &b; &x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(RefusedInput, match="damaged"):
        read(with_member(GOOD, "word/document.xml", xml.encode()))


def test_a_part_that_packs_too_well_is_a_bomb_and_a_long_document_is_none() -> None:
    paragraphs = "".join(f"<w:p><w:r><w:t>Pond {n} is deep.</w:t></w:r></w:p>" for n in range(120_000))
    with_paragraphs = f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>".encode()
    assert len(with_paragraphs) > 4_000_000
    word._check_archive(with_member(GOOD, "word/document.xml", with_paragraphs))
    with pytest.raises(RefusedInput, match="far more"):
        read(with_member(GOOD, "word/document.xml", b"<w:p/>" * 800_000))


def test_other_archives_are_not_word_files() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "words")
    assert not word.detect(SourceFile("x.docx", out.getvalue()))


def raised(paragraph: Paragraph, *runs: tuple[str, bool]) -> None:
    for text, is_raised in runs:
        paragraph.add_run(text).font.superscript = is_raised or None


def test_marks_of_notes_are_left_out_and_units_and_ordinals_stay() -> None:
    document = Document()
    raised(document.add_paragraph(), ("In 2017", False), ("4", True), (" there were 3,410", False), ("1", True))
    raised(
        document.add_paragraph(), ("On the 1", False), ("s", True), ("t", True), (" it held 40 m", False), ("2", True)
    )
    raised(document.add_paragraph(), ("1", True), ("Provisional.", False))
    table = document.add_table(1, 2)
    raised(table.rows[0].cells[1].paragraphs[0], ("3,410", False), ("(2)", True))
    table.rows[0].cells[0].text = "2017"
    out = io.BytesIO()
    document.save(out)
    reading = reporting(word.read)(SourceFile("x.docx", out.getvalue()))
    passages = [passage.text for passage in reading.records[0].passages]
    title = [reading.records[0].title]
    assert [*title, *passages] == [
        "In 2017 there were 3,410",
        "On the 1st it held 40 m2",
        "1 Provisional.",
        "2017 | 3,410",
    ]
    assert [piece.text for piece in reading.stripped if piece.why == "note mark"] == ["4", "1", "(2)"]


def test_merged_cells_stand_in_each_row_and_column() -> None:
    document = Document()
    document.add_paragraph("Of ducks.")
    table = document.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Ducks"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "2017"
    for row, column, text in ((1, 1, "4"), (1, 2, "5"), (2, 1, "6"), (2, 2, "7")):
        table.cell(row, column).text = text
    out = io.BytesIO()
    document.save(out)
    assert read(out.getvalue()).records[0].passages[-1].text == " | Ducks | Ducks\n2017 | 4 | 5\n2017 | 6 | 7"


def test_a_text_box_is_read_and_heads_and_feet_are_reported() -> None:
    document = Document()
    document.add_paragraph("The pond is deep.")
    document.add_paragraph("It is wet.")._p.append(
        parse_xml(
            f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>Ducks dive in it.</w:t></w:r></w:p></w:txbxContent>"
            "</w:pict></w:r>"
        )
    )
    document.sections[0].header.paragraphs[0].text = "Pond notes"
    out = io.BytesIO()
    document.save(out)
    reading = read(out.getvalue())
    assert [passage.text for passage in reading.records[0].passages][-2:] == ["It is wet.", "Ducks dive in it."]
    assert ("Pond notes", "running header or footer") in [(piece.text, piece.why) for piece in reading.stripped]
