"""A PDF file: the text of its pages in paragraphs, each with the page it stands on."""

from __future__ import annotations

import re
from collections import Counter

from pypdfium2 import PdfDocument, PdfiumError

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.decoding import visible
from briefs.readers.files.line_hyphens import LINE_END_HYPHEN, mended, words_of
from briefs.readers.files.pdf_heads import take_running_lines
from briefs.readers.files.pdf_layout import ENDS_SENTENCE, joined, largest_text, paragraphs, usual_pitch
from briefs.readers.files.pdf_lines import PdfLine, page_lines
from briefs.readers.files.plain import MAX_TITLE, title_from_name
from briefs.records.identity import file_id
from briefs.records.model import DateKind, Dates, Kind, Passage, Record, Refusal

MAX_PAGES = 3_000
MAX_CHARACTERS = 20_000_000
_PASSWORD_ERROR = 4
# The title is looked for among so many of the first paragraphs.
_TITLE_AMONG = 6
_FIGURE = re.compile(r"\d")
# How many characters a line across a page's end has at least where it is of a sentence, and how full it is.
_PROSE, _FULL = 40, 0.85
# No paragraph is longer; one that would be goes on in the next passage.
_LONGEST = 20_000
_OPEN_END = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|our|than|that|the|their|to|which|with|was|were|is|are))$"
)
_BROKEN_WORD = re.compile(rf"((?:(?<![\w’'])[\w’']++)?){LINE_END_HYPHEN}\s*+([\w’']*+)")
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)|untitled|powerpoint|slide ?\d|[a-z]:\\|file:|title$|[\W\d_]*$"
    r"|(?:document|doc|presentation|layout|print)[ _-]?\d*$"
    r"|[\[(<]?(?:anonymous|unspecified|unknown|none|null|no title|author)[\])>]?$)"
    r"|\.(?:docx?|docm|dotx?m?|pdf|indd|qxp|qxd|odt|rtf|pptx?|xlsx?|tex|dvi|html?)$",
    re.IGNORECASE,
)


def detect(source: SourceFile) -> bool:
    """Whether the source is a PDF, by the mark within its first 1,024 bytes."""
    return b"%PDF-" in source.data[:1024]


def read(source: SourceFile) -> Reading:
    """Return one document, a passage for each paragraph, anchored ``page=N`` as browsers understand it.

    Running headers, footers and page numbers are left out and reported. A page that cannot be read becomes a
    Refusal. Raises RefusedInput for a file that is damaged, protected, too long or without any text.
    """
    document = _opened(source.data)
    try:
        if len(document) > MAX_PAGES:
            raise RefusedInput(f"the PDF has {len(document):,} pages and the limit is {MAX_PAGES:,}; split it")
        pages, refused = _pages(document)
        title = visible(" ".join(document.get_metadata_value("Title").split()))
    except PdfiumError as error:
        raise RefusedInput("the PDF is damaged; fetch it again") from error
    finally:
        document.close()
    stripped = take_running_lines(pages)
    left = [[line for line in lines if line is not None] for lines in pages]
    passages = _passages(left)
    if not passages:
        raise RefusedInput("the PDF has no text in it, only pictures of pages (scanned); run it through OCR first")
    named = {piece.text.casefold() for piece in stripped}
    if (
        not title
        or _NO_TITLE.search(title)
        or len(title) > MAX_TITLE
        or (title.casefold() in named and _FIGURE.search(title))
    ):
        title = _printed_title(left, passages) or title_from_name(source.name)
    at = next((at for at, passage in enumerate(passages[:_TITLE_AMONG]) if passage.text == title), None)
    if at is not None and len(passages) > 1:
        passages = passages[:at] + passages[at + 1 :]
        stripped = (*stripped, Stripped(title, "title"))
    record = Record(
        record_id=file_id(source.data),
        kind=Kind.DOCUMENT,
        title=title,
        passages=passages,
        dates=Dates(cited=DateKind.PUBLISHED),
        origin=source.name,
        retrieved=source.retrieved,
    )
    return Reading(records=(record,), stripped=stripped, refused=refused)


def _printed_title(pages: list[list[PdfLine]], passages: tuple[Passage, ...]) -> str:
    """Return the title that a document prints: the largest text of its first page, else a short line above all."""
    words = words_of([line.text for page in pages for line in page])
    if largest := largest_text(next((lines for lines in pages if lines), []), MAX_TITLE):
        return _mended(largest, words)
    first = passages[0].text
    alone = len(passages) > 1 and len(first) <= MAX_TITLE and "\n" not in first
    return first if alone and not ENDS_SENTENCE.search(first) else ""


def _opened(data: bytes) -> PdfDocument:
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise RefusedInput("the PDF is protected by a password; save a copy without one and load that") from error
        raise RefusedInput("the PDF is damaged or cut short; fetch it again") from error


def _pages(document: PdfDocument) -> tuple[list[list[PdfLine | None]], tuple[Refusal, ...]]:
    """Return the lines of every page, and the pages that cannot be read."""
    pages: list[list[PdfLine | None]] = []
    refused: list[Refusal] = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
            lines = page_lines(text_page)
            text_page.close()
            page.close()
        except PdfiumError:
            refused.append(Refusal(place=f"page {number + 1}", reason="this page is damaged"))
            lines = []
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            raise RefusedInput("the PDF has more than 20 million characters of text; split it")
        pages.append([*lines])
    return pages, tuple(refused)


def _passages(pages: list[list[PdfLine]]) -> tuple[Passage, ...]:
    """Return the paragraphs of all pages; one that runs over a page's end is one passage, of the page it began on."""
    words = words_of([line.text for page in pages for line in page])
    usual = usual_pitch(pages)
    found: list[tuple[int, str]] = []
    full = False
    for number, lines in enumerate(pages, 1):
        for index, paragraph in enumerate(paragraphs(lines, usual)):
            if index == 0 and found and _runs_on(found[-1][1], paragraph, full):
                found[-1] = (found[-1][0], joined(found[-1][1], paragraph))
            else:
                found.append((number, paragraph))
        full = _is_full(lines)
    return tuple(Passage(text=_mended(text, words), anchor=f"page={number}") for number, text in found)


def _runs_on(before: str, paragraph: str, full: bool) -> bool:
    """Whether a paragraph at a page's head goes on with the last of the page before, whose last line may be full."""
    if len(before) > _LONGEST or ENDS_SENTENCE.search(before) or " | " in before or " | " in paragraph:
        return False
    return paragraph[:1].islower() or (len(before) >= _PROSE and (full or _OPEN_END.search(before) is not None))


def _is_full(lines: list[PdfLine]) -> bool:
    """Whether a page's last line reaches to where its other lines do, and so was broken there."""
    if not lines:
        return False
    left, right = min(line.cells[0].left for line in lines), max(line.cells[-1].right for line in lines)
    return lines[-1].cells[-1].right - left >= _FULL * (right - left)


def _mended(text: str, words: Counter[str]) -> str:
    """Join words that were broken at a line's end, with their hyphen where it is the word's own."""
    return _BROKEN_WORD.sub(lambda match: mended(match[1], match[2], words), text).replace(LINE_END_HYPHEN, "-")
