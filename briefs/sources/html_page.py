"""A page saved as HTML: its text goes to the reader of that kind of page, its own metadata wins.

Where no reader knows the page its main text becomes a document, or a story where the page calls itself one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from briefs.errors import RefusedInput
from briefs.identity import file_id
from briefs.records import DateKind, Dates, Kind, Passage, Person, Reading, Record, Role, Stripped
from briefs.sources import hansard_page, legacy_hansard, news_page
from briefs.sources.base import SourceFile
from briefs.sources.furniture import page_lines
from briefs.sources.legislatures import of_address, refusal
from briefs.sources.markup import parse, to_paragraphs
from briefs.sources.page_metadata import PageMetadata, page_metadata, without_site_name
from briefs.sources.page_readers import PAGE_READERS
from briefs.sources.plain import title_from_name

MAX_CHARACTERS = 16_000_000
_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL
)
_ELEMENT = re.compile(r"<(?:p|div|article|section|h[1-6]|table|ul|span|main)\b[^<>]*>", re.I)
# Lines of a page's head, and characters by which a paragraph is known again.
_LONGEST_HEAD, _RECOGNISED = 30, 50
_NOT_HEAD = "figure, figcaption, nav, aside, button"
_FOREIGN_ROOT = re.compile(r"\s*<\?xml")


def detect(source: SourceFile) -> bool:
    """Whether the source is HTML: it opens as a page, or with an element and holds several."""
    head = source.head
    if _START.match(head):
        return True
    opens = _ELEMENT.match(head.lstrip()) is not None
    return opens and "</" in head and not _FOREIGN_ROOT.match(head)


def read(source: SourceFile) -> Reading:
    """Return the records of the page. Raises RefusedInput for a page without text or beyond the limits."""
    markup = source.text
    if len(markup) > MAX_CHARACTERS:
        raise RefusedInput("the page is larger than 16 million characters; save its text and load that")
    page = parse(markup)
    metadata = without_site_name(page_metadata(page))
    if elsewhere := of_address(metadata.url):
        raise refusal(elsewhere)
    text = "\n\n".join(to_paragraphs(markup))
    if not text:
        raise RefusedInput("the page has no text; it may need its scripts to show any: save it from the browser")
    seen = SourceFile(name=source.name, data=text.encode(), retrieved=source.retrieved)
    if printed := legacy_hansard.read_page(page, text, source.name, source.data):
        return _with_metadata(printed, metadata, source)
    if debate := hansard_page.read_page(page, text, metadata.url, source.name, source.data):
        return _with_metadata(debate, metadata, source)
    for _, reader in PAGE_READERS:
        if reader is not news_page and reader.detect(seen):
            return _with_metadata(reader.read_text(text, source.name, source.data), metadata, source)
    main = main_text(markup) or text
    story = _with_head(_titled(main, metadata), page, metadata)
    seen = SourceFile(name=source.name, data=story.encode(), retrieved=source.retrieved)
    if metadata.is_news or news_page.detect(seen) or (metadata.is_article and news_page.reports(story)):
        reading = _with_metadata(news_page.read_text(story, source.name, source.data), metadata, source)
        return replace(reading, stripped=(*_around(text, story), *reading.stripped))
    return replace(_document(main, metadata, source), stripped=_around(text, main))


def main_text(markup: str) -> str:
    """Return the main text of an unknown page, a blank line between paragraphs, without menus, notices and comments."""
    # Imported here: it takes longer than all else and only unknown pages need it.
    from trafilatura import extract  # noqa: PLC0415

    try:
        text = extract(markup, include_comments=False, include_tables=True, include_formatting=False, deduplicate=False)
    except (ValueError, RecursionError, AttributeError, TypeError):
        # It has no error tree of its own; what it cannot take in is read by its visible text instead.
        return ""
    return "\n\n".join(line.strip() for line in (text or "").split("\n") if line.strip())


def _around(text: str, story: str) -> tuple[Stripped, ...]:
    """Return the lines of a page that stand around its main text: menus, notices, comments."""
    whole = _letters(story)
    told = Counter(map(_letters, story.split("\n")))
    around = []
    for line in page_lines(text):
        letters = _letters(line)
        if told[letters]:
            told[letters] -= 1
        elif letters and (len(letters) < _RECOGNISED or letters not in whole):
            around.append(Stripped(line, "outside the main text"))
    return tuple(around)


def _letters(line: str) -> str:
    """Return what is left of a line without spaces and marks, which finding the main text may change."""
    return "".join(filter(str.isalnum, line))


def _titled(main: str, metadata: PageMetadata) -> str:
    """Return the main text under its headline, as it stands on the page."""
    title = metadata.title
    return main if not title or main.startswith(title) else f"{title}\n\n{main}"


def _with_head(story: str, page: LexborHTMLParser, metadata: PageMetadata) -> str:
    """Return a story with what stands on the page between its headline and its first paragraph.

    Standfirst, byline and date line stand there; what finds the main text of unknown pages takes them for furniture.
    """
    for node in page.css(_NOT_HEAD):
        node.inner_html = ""
    told, lines = page_lines(story), page_lines("\n".join(to_paragraphs(page.html or "")))
    first = next((at for at, line in enumerate(told) if news_page.is_paragraph(line)), None)
    if first is None or not metadata.title:
        return story
    begin = told[first][:_RECOGNISED]
    end = next((at for at, line in enumerate(lines) if line.startswith(begin)), 0)
    start = next((at for at in range(end - 1, -1, -1) if lines[at] == metadata.title), None)
    if start is None or end - start > _LONGEST_HEAD:
        return story
    return "\n\n".join([*lines[start:end], *told[first:]])


def _document(main: str, metadata: PageMetadata, source: SourceFile) -> Reading:
    paragraphs = [part for part in main.split("\n\n") if part]
    title = metadata.title or _heading(source) or title_from_name(source.name)
    body = paragraphs[1:] if len(paragraphs) > 1 and paragraphs[0] == title else paragraphs
    record = Record(
        record_id=file_id(source.data),
        kind=Kind.DOCUMENT,
        title=title,
        passages=tuple(Passage(text=paragraph) for paragraph in body),
        dates=Dates(published=metadata.published, cited=DateKind.PUBLISHED),
        publisher=metadata.publisher,
        people=_authors(metadata),
        url=metadata.url,
        origin=source.name,
        retrieved=source.retrieved,
    )
    return Reading(records=(record,))


def _heading(source: SourceFile) -> str | None:
    page = parse(source.text)
    for selector in ("h1", "title"):
        element = page.css_first(selector)
        if element is not None and (line := " ".join(element.text().split())):
            return line[:300]
    return None


def _with_metadata(reading: Reading, metadata: PageMetadata, source: SourceFile) -> Reading:
    """Return the reading with the page's own particulars, where the page is one record."""
    if len(reading.records) != 1:
        return reading
    record = replace(reading.records[0], origin=source.name, retrieved=source.retrieved)
    record = replace(record, url=metadata.url or record.url)
    if record.kind is Kind.NEWS:
        dates = record.dates
        if metadata.published:
            dates = replace(dates, published=metadata.published, cited=DateKind.PUBLISHED)
        others = tuple(person for person in record.people if person.part_played != "author")
        record = replace(
            record,
            title=metadata.title or record.title,
            dates=dates,
            publisher=metadata.publisher or record.publisher,
            people=(*_signed(record, metadata), *others) if metadata.authors else record.people,
            passages=tuple(_by(passage, metadata) for passage in record.passages),
        )
    return replace(reading, records=(record,))


def _signed(record: Record, metadata: PageMetadata) -> tuple[Person, ...]:
    """Return the authors whom the page's own particulars name, with the jobs that its byline gives them."""
    jobs = {person.name: person.office for person in record.people}
    return tuple(replace(author, office=jobs.get(author.name)) for author in _authors(metadata))


def _by(passage: Passage, metadata: PageMetadata) -> Passage:
    """Return a paragraph of a story as its authors' where the page's text has no byline."""
    if not metadata.authors or passage.speaker is not None or passage.role is not Role.JOURNALIST:
        return passage
    return replace(passage, speaker=" and ".join(metadata.authors))


def _authors(metadata: PageMetadata) -> tuple[Person, ...]:
    return tuple(Person(name=name, part_played="author") for name in metadata.authors)
