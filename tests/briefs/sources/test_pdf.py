"""The text of a PDF comes out in paragraphs, with its pages."""

from __future__ import annotations

import pypdfium2
import pytest

from briefs.errors import RefusedInput
from briefs.records import Reading
from briefs.sources import pdf
from briefs.sources.base import SourceFile

Lines = list[tuple[int, str]]
TOP = 760


def make_pdf(pages: list[Lines], info: str = "", trailer: str = "") -> bytes:
    """Return a PDF whose pages have lines of text, each so many points below the one before."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        text = "".join(f"0 {-drop} Td ({line}) Tj " for drop, line in lines)
        stream = f"BT /F1 12 Tf 72 {TOP} Td {text}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R {trailer}>>\nstartxref\n"
    return f"{out}{out.index('xref')}\n%%EOF\n".encode("latin-1")


def read(data: bytes) -> Reading:
    source = SourceFile("pond_report.pdf", data)
    assert pdf.detect(source)
    return pdf.read(source)


def test_lines_are_joined_to_paragraphs_and_broken_words_mended() -> None:
    page = [(0, "The pond is a para-"), (14, "dise for ducks and"), (14, "is deep."), (28, "It is wet.")]
    (record,) = read(make_pdf([page], "/Title (The Pond)")).records
    assert record.title == "The Pond"
    assert [passage.text for passage in record.passages] == [
        "The pond is a paradise for ducks and is deep.",
        "It is wet.",
    ]
    assert {passage.anchor for passage in record.passages} == {"page=1"}


def test_a_hyphen_stays_where_the_document_writes_the_word_with_one() -> None:
    page = [(0, "A well-known pond, a well-"), (14, "known duck.")]
    assert read(make_pdf([page])).records[0].passages[0].text == "A well-known pond, a well-known duck."


def test_running_headers_and_page_numbers_are_left_out_and_reported() -> None:
    pages: list[Lines] = [
        [(0, "Pond Report 2020"), (40, f"Page {name} begins here."), (28, "And ends."), (500, str(number))]
        for number, name in enumerate(("one", "two", "three", "four"), 1)
    ]
    reading = read(make_pdf(pages))
    texts = [passage.text for passage in reading.records[0].passages]
    assert "Page two begins here." in texts
    assert not any("Pond Report" in text or text.isdigit() for text in texts)
    whys = {left.text: left.why for left in reading.stripped}
    assert whys["Pond Report 2020"] == "running header or footer"
    assert whys["3"] == "page number"


def test_a_paragraph_that_runs_over_a_page_is_one_passage_of_its_first_page() -> None:
    pages: list[Lines] = [
        [(0, "Ducks"), (40, "The pond was counted and")],
        [(0, "found to be deep."), (28, "New text.")],
    ]
    (record,) = read(make_pdf(pages)).records
    assert [(passage.text, passage.anchor) for passage in record.passages][-2:] == [
        ("The pond was counted and found to be deep.", "page=1"),
        ("New text.", "page=2"),
    ]


@pytest.mark.parametrize("title", ["Microsoft Word - pond.docx", "untitled", "report.indd", ""])
def test_a_title_that_a_program_made_up_is_not_taken(title: str) -> None:
    page = [(0, "On ponds"), (40, "The pond is deep.")]
    (record,) = read(make_pdf([page], f"/Title ({title})")).records
    assert record.title == "On ponds"
    assert [passage.text for passage in record.passages] == ["The pond is deep."]


def test_pictures_of_pages_are_refused() -> None:
    with pytest.raises(RefusedInput, match="scanned"):
        read(make_pdf([[], []]))


def test_a_protected_file_is_refused() -> None:
    key = "00" * 32
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<{key}> <{key}>] "
    with pytest.raises(RefusedInput, match="password"):
        read(make_pdf([[(0, "secret")]], trailer=lock))


@pytest.mark.parametrize("cut", [9, 300])
def test_a_damaged_file_is_refused(cut: int) -> None:
    with pytest.raises(RefusedInput, match=r"damaged|scanned"):
        read(make_pdf([[(0, "words")]])[:cut])


def test_a_file_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(RefusedInput, match="limit is 2"):
        read(make_pdf([[(0, "words")]] * 3))


def test_the_files_made_here_are_what_the_library_takes_for_pdf() -> None:
    document = pypdfium2.PdfDocument(make_pdf([[(0, "words")]] * 3))
    assert len(document) == 3
    document.close()
