"""The text of a PDF comes out in paragraphs, with its pages."""

from __future__ import annotations

import pypdfium2
import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.leaving_out import reporting
from briefs.readers.files import pdf

Lines = list[tuple[int, str]]
Placed = tuple[float, float, float, str]
TOP = 760


def make_pdf(pages: list[Lines], info: str = "", trailer: str = "") -> bytes:
    """Return a PDF whose pages have lines of text, each so many points below the one before."""
    streams = ("".join(f"0 {-drop} Td ({line}) Tj " for drop, line in lines) for lines in pages)
    return made_of([f"BT /F1 12 Tf 72 {TOP} Td {text}ET" for text in streams], info, trailer)


def placed(pages: list[list[Placed]], info: str = "") -> bytes:
    """Return a PDF whose pages have texts at places of their own: (x, y, size, text)."""
    streams = ("".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET " for x, y, size, text in page) for page in pages)
    return made_of(list(streams), info)


def made_of(streams: list[str], info: str = "", trailer: str = "") -> bytes:
    """Return a PDF of one page for each stream of drawing."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for stream in streams:
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


def texts(data: bytes) -> list[str]:
    return [passage.text for passage in reporting(pdf.read)(SourceFile("pond_report.pdf", data)).records[0].passages]


def column(lines: list[str], y: float = 700, x: float = 72) -> list[Placed]:
    return [(x, y - 14 * at, 11, line) for at, line in enumerate(lines)]


def test_heads_that_count_columns_are_left_out_of_two_pages() -> None:
    head = "{} 9 APRIL 2019 Duck Ponds {}"
    pages = [
        [(72, 800, 11, head.format(n, n + 1)), *column([f"Ducks were counted {n} times on that", "day by the warden."])]
        for n in (611, 613)
    ]
    reading = read(placed(pages))
    assert [p.text for p in reading.records[0].passages] == [
        "Ducks were counted 611 times on that day by the warden.",
        "Ducks were counted 613 times on that day by the warden.",
    ]
    assert {piece.why for piece in reading.stripped} == {"running header or footer"}


def test_heads_that_alternate_are_left_out() -> None:
    pages = [
        [(72, 800, 11, "Duck Ponds" if n % 2 else "Committee on Waters"), *column([f"Page {n} is deep and wet."])]
        for n in range(1, 7)
    ]
    assert texts(placed(pages)) == [f"Page {n} is deep and wet." for n in range(1, 7)]


def test_a_title_that_later_pages_repeat_small_stays_the_title() -> None:
    first = [(72, 760, 22, "Duck Ponds"), *column(["The ponds are deep.", "They are wet."])]
    later = [[(72, 800, 11, "Duck Ponds"), *column([f"Page {n} is deep."])] for n in range(2, 6)]
    assert read(placed([first, *later], "/Title (\\(anonymous\\))")).records[0].title == "Duck Ponds"


@pytest.mark.parametrize(
    "title",
    ["\\(anonymous\\)", "\\(unspecified\\)", "Untitled", "Document1", "Microsoft PowerPoint - a.pptx", "C:\\\\a"],
)
def test_the_largest_text_is_the_title_where_a_program_made_one_up(title: str) -> None:
    page = [*column(["Printed by the Pond Office"], 780), (72, 740, 20, "Ponds in winter:"), (72, 716, 20, "a review")]
    page += column(["The ponds are deep.", "They are wet."], 680)
    reading = read(placed([page], f"/Title ({title})"))
    assert reading.records[0].title == "Ponds in winter: a review"
    assert ("Ponds in winter: a review", "title") in [(piece.text, piece.why) for piece in reading.stripped]


def test_words_of_a_page_are_no_title() -> None:
    page = column(
        ["Ann Member: The ponds are deep, and they have", "been so for as long as I have known them. Will she act?"]
    )
    assert read(placed([[*page, *column(["She will."], 640)]])).records[0].title == "pond report"


def test_marks_of_notes_are_left_out_and_reported() -> None:
    page: list[Placed] = [
        (72, 700, 11, "The ponds held 4 million"),
        (199, 705, 7, "1"),
        (206, 700, 11, "ducks in 2017"),
        (274, 705, 7, "2"),
        (278, 700, 11, ", at a cost of 9 pounds."),
        (72, 640, 7, "1"),
        (78, 640, 7, "Provisional."),
    ]
    reading = reporting(pdf.read)(SourceFile("x.pdf", placed([page])))
    assert reading.records[0].passages[0].text == "The ponds held 4 million ducks in 2017, at a cost of 9 pounds."
    assert [piece.text for piece in reading.stripped if piece.why == "note mark"] == ["1", "2"]


def test_a_table_keeps_its_rows_and_columns() -> None:
    rows = [("Year", "Ducks", "Geese"), ("2017", "41", "7"), ("2018", "", "9"), ("2019", "63", "11")]
    page = column(["The table shows the birds of the pond."], 760)
    for at, row in enumerate(rows):
        page += [(x, 720 - 18 * at, 11, cell) for x, cell in zip((72, 200, 330), row, strict=True) if cell]
    page += column(["It was drawn up in the spring by the", "warden of the pond."], 620)
    assert texts(placed([page]))[-2:] == [
        "Year | Ducks | Geese\n2017 | 41 | 7\n2018 |  | 9\n2019 | 63 | 11",
        "It was drawn up in the spring by the warden of the pond.",
    ]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    page = column(["The table shows what was found."], 760)
    page += [(72, 720, 11, "Port"), (200, 720, 11, "Finding"), (72, 700, 11, "Samplesea"), (200, 700, 11, "None")]
    page += [(72, 680, 11, "Exampleton"), (200, 680, 11, "Four boats"), (200, 667, 11, "were late")]
    assert texts(placed([page]))[-1] == "Port | Finding\nSamplesea | None\nExampleton | Four boats were late"


def test_columns_drawn_side_by_side_are_read_one_after_the_other() -> None:
    left = column(
        ["The ponds of the islands have been dry", "on 14 days of the year, and the Govern-", "ment has paid for"]
    )
    right = column(
        ["the ducks that were lost in the spring.", "The Minister said that he would not", "pay for them again."], x=320
    )
    page = [text for pair in zip(left, right, strict=True) for text in pair]
    assert texts(placed([page])) == [
        "The ponds of the islands have been dry on 14 days of the year, and the Government has paid for the ducks that "
        "were lost in the spring. The Minister said that he would not pay for them again."
    ]


def test_an_item_with_its_number_is_no_row_of_a_table() -> None:
    page: list[Placed] = []
    for at in range(3):
        page += [
            (72, 700 - 40 * at, 11, f"{at + 1}."),
            (110, 700 - 40 * at, 11, "The pond is deep and wet and cold all year round."),
        ]
    assert all("|" not in text for text in texts(placed([page])))


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("long", "term", "long-term"),
        ("Govern", "ment", "Government"),
        ("con", "stituents", "constituents"),
        ("well", "known", "well-known"),
        ("island", "hopping", "island-hopping"),
        ("re", "elected", "re-elected"),
        ("mid", "Sussex", "mid-Sussex"),
        ("how", "ever", "however"),
        ("up", "to", "up-to"),
        ("water", "fowl", "waterfowl"),
    ],
)
def test_a_hyphen_stays_unless_the_word_is_plainly_one(first: str, second: str, word: str) -> None:
    page = column(
        [f"Of the waterfowl on an island it was said that {first}-", f"{second} is the word to be used of them."]
    )
    assert f" {word} is the word" in texts(placed([page]))[0]


def test_a_sentence_over_a_page_is_one_passage_though_a_name_begins_the_page() -> None:
    lines = [
        "The pond was drained in the spring of the year and the",
        "ducks went to the lake that lies to the west of",
    ]
    pages = [column(lines), column(["Samplesea, where they are still."])]
    assert texts(placed(pages)) == [" ".join([*lines, "Samplesea, where they are still."])]
