"""A PDF file: the text of its pages in paragraphs, each with the page it stands on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pypdfium2 import PdfDocument, PdfiumError, PdfTextPage

from briefs.errors import RefusedInput
from briefs.identity import file_id
from briefs.records import DateKind, Dates, Kind, Passage, Reading, Record, Refusal, Stripped
from briefs.sources.base import SourceFile
from briefs.sources.decoding import visible
from briefs.sources.plain import MAX_TITLE, title_from_name

MAX_PAGES = 3_000
MAX_CHARACTERS = 20_000_000
_PASSWORD_ERROR = 4
# A line begins a paragraph where it stands lower than this: a share of the document's usual pitch (the way from one
# line's top to the next), or of the line's own height; "one and a half" spacing is 1.5 times the height.
_WIDE_PITCH = 1.35
_WIDEST_SINGLE = 1.75
_OTHER_SIZE = 1.15
# Fewer lines than this say nothing of what is usual.
_ENOUGH_LINES = 20
_MARGIN_LINES = 2
# PDFium's sign for a hyphen at a line's end, where it has joined the two lines itself.
_LINE_END_HYPHEN = "\ufffe"
_BROKEN_WORD = re.compile(r"(?<!\w)(\w+)\ufffe\s*(\w*)")
_PAGE_NUMBER = re.compile(
    r"(?:page )?[-–\[(]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–\])]?(?:(?: of |/)\d{1,4})?", re.IGNORECASE
)
_ENDS_SENTENCE = re.compile(r"[.?!:;][\"'”’)\]]*$")
_NO_TITLE = re.compile(
    r"(?i)^(?:microsoft word|untitled|slide \d|powerpoint|document\d*$)|\.(?:docx?|pdf|indd|qxp|odt|rtf)$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, its height, and where the tops of its first and last characters are.

    The tops differ where PDFium has joined two lines at a broken word. Lengths are in points, from the page's foot.
    """

    text: str
    height: float
    top: float
    last_top: float


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
    stripped = _running_lines(pages)
    left = [[line for line in lines if line is not None] for lines in pages]
    passages = _passages(left)
    if not passages:
        raise RefusedInput("the PDF has no text in it, only pictures of pages (scanned); run it through OCR first")
    if not title or _NO_TITLE.search(title) or len(title) > MAX_TITLE:
        first = passages[0].text
        title = first if len(first) <= MAX_TITLE else title_from_name(source.name)
    record = Record(
        record_id=file_id(source.data),
        kind=Kind.DOCUMENT,
        title=title,
        passages=passages if len(passages) == 1 or passages[0].text != title else passages[1:],
        dates=Dates(cited=DateKind.PUBLISHED),
        origin=source.name,
        retrieved=source.retrieved,
    )
    return Reading(records=(record,), stripped=stripped, refused=refused)


def _opened(data: bytes) -> PdfDocument:
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise RefusedInput("the PDF is protected by a password; save a copy without one and load that") from error
        raise RefusedInput("the PDF is damaged or cut short; fetch it again") from error


def _pages(document: PdfDocument) -> tuple[list[list[_Line | None]], tuple[Refusal, ...]]:
    """Return the lines of every page, and the pages that cannot be read."""
    pages: list[list[_Line | None]] = []
    refused: list[Refusal] = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
            lines = _lines(text_page)
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


def _lines(text_page: PdfTextPage) -> list[_Line]:
    """Return the lines of a page in reading order, white space made one space."""
    raw = text_page.get_text_range(errors="replace")
    count = text_page.count_chars()
    lines: list[_Line] = []
    start = 0
    for piece in raw.split("\n"):
        offset = start + len(piece) - len(piece.lstrip())
        text = " ".join(_LINE_END_HYPHEN.join(visible(part) for part in piece.split(_LINE_END_HYPHEN)).split())
        if text:
            _, bottom, _, top = text_page.get_charbox(min(offset, count - 1), loose=True)
            last = start + len(piece.rstrip()) - 1
            last_top = text_page.get_charbox(min(last, count - 1), loose=True)[3]
            lines.append(_Line(text, max(top - bottom, 1.0), top, last_top))
        start += len(piece) + 1
    return lines


def _running_lines(pages: list[list[_Line | None]]) -> tuple[Stripped, ...]:
    """Take running headers, footers and page numbers out of the pages (None in their place) and report them.

    A running line stands at the head or foot of at least three pages and half of all, its figures apart, ends no
    sentence, and has nothing but such lines between it and the edge.
    """
    at_edges = Counter(
        key for lines in pages for key in {_running_key(lines[n]) for edge in _edges(lines) for n in edge}
    )
    often = max(3, len(pages) // 2)
    found: dict[str, str] = {}
    for lines in pages:
        for edge in _edges(lines):
            for number in edge:
                line = lines[number]
                if line is None:
                    continue
                is_number = _PAGE_NUMBER.fullmatch(line.text) is not None
                if not is_number and (at_edges[_running_key(line)] < often or _ENDS_SENTENCE.search(line.text)):
                    break
                text = line.text.replace(_LINE_END_HYPHEN, "-")
                found.setdefault(text, "page number" if is_number else "running header or footer")
                lines[number] = None
    return tuple(Stripped(text=text, why=why) for text, why in found.items())


def _edges(lines: list[_Line | None]) -> tuple[list[int], list[int]]:
    """Return the numbers of the lines at a page's head and foot, from the edge inwards."""
    numbers = list(range(len(lines)))
    return numbers[:_MARGIN_LINES], numbers[::-1][:_MARGIN_LINES]


def _running_key(line: _Line | None) -> str:
    return re.sub(r"\d+", "0", line.text).casefold() if line else ""


def _passages(pages: list[list[_Line]]) -> tuple[Passage, ...]:
    """Return the paragraphs of all pages; one that runs over a page's end is one passage, of the page it began on."""
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", "\n".join(line.text for page in pages for line in page)))
    usual = _usual_pitch(pages)
    paragraphs: list[tuple[int, str]] = []
    for number, lines in enumerate(pages, 1):
        for index, paragraph in enumerate(_paragraphs(lines, usual)):
            before = paragraphs[-1][1] if paragraphs else ""
            if index == 0 and before and not _ENDS_SENTENCE.search(before) and paragraph[:1].islower():
                paragraphs[-1] = (paragraphs[-1][0], f"{before} {paragraph}")
            else:
                paragraphs.append((number, paragraph))
    return tuple(Passage(text=_mended(text, words), anchor=f"page={number}") for number, text in paragraphs)


def _paragraphs(lines: list[_Line], usual: float) -> list[str]:
    """Join the lines of a page to paragraphs; ``usual`` is the document's usual pitch, 0 where none can be told."""
    paragraphs = [lines[0].text] if lines else []
    for above, line in pairwise(lines):
        pitch = above.last_top - line.top
        limit = _WIDEST_SINGLE * above.height
        if usual:
            limit = usual * _WIDE_PITCH if usual > limit else min(limit, usual * _WIDE_PITCH)
        if pitch < 0:
            # It stands above the line before, at the head of the next column, where a sentence may run on.
            runs_on = not _ENDS_SENTENCE.search(paragraphs[-1])
        else:
            sizes = sorted((above.height, line.height))
            runs_on = pitch <= limit and sizes[1] <= sizes[0] * _OTHER_SIZE
        if runs_on:
            paragraphs[-1] += f" {line.text}"
        else:
            paragraphs.append(line.text)
    return paragraphs


def _usual_pitch(pages: list[list[_Line]]) -> float:
    pitches = [above.last_top - below.top for lines in pages for above, below in pairwise(lines)]
    down = [pitch for pitch in pitches if pitch > 0]
    return median(down) if len(down) >= _ENOUGH_LINES else 0.0


def _mended(text: str, words: Counter[str]) -> str:
    """Join words that were broken at a line's end, with their hyphen only where the document writes them so."""

    def mend(match: re.Match[str]) -> str:
        joined, hyphened = match[1] + match[2], f"{match[1]}-{match[2]}"
        keeps = words[hyphened] > words[joined] or not match[2] or not match[2][0].islower()
        return hyphened if keeps else joined

    return _BROKEN_WORD.sub(mend, text).replace(_LINE_END_HYPHEN, "-")
