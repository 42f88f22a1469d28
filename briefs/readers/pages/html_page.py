"""A page saved as HTML: its text goes to the reader of that kind of page, its own metadata wins.

Where no reader knows the page its main text becomes a document, or a story where the page calls itself one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.flow import Block
from briefs.readers.common.leaving_out import collecting
from briefs.readers.common.legislatures import of_address, refusal
from briefs.readers.common.markup import parse, to_paragraphs
from briefs.readers.common.page_metadata import PageMetadata, page_metadata, without_site_name
from briefs.readers.files.plain import title_from_name
from briefs.readers.pages import hansard_page, news_page, printed_hansard
from briefs.readers.pages.page_body import PageBody, page_body
from briefs.readers.pages.registry import NEWS, PAGE_READERS
from briefs.records.identity import file_id
from briefs.records.model import DateKind, Dates, Kind, Passage, Person, Record, Role

MAX_CHARACTERS = 16_000_000
_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL
)
_ELEMENT = re.compile(r"<(?:p|div|article|section|h[1-6]|table|ul|span|main)\b[^<>]*>", re.I)
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
    with collecting() as marks:
        text = "\n\n".join(to_paragraphs(markup))
    if not text:
        raise RefusedInput("the page has no text; it may need its scripts to show any: save it from the browser")
    seen = SourceFile(name=source.name, data=text.encode(), retrieved=source.retrieved)
    if printed := printed_hansard.read_page(page, text, source.name, source.data):
        return _with_metadata(printed, metadata, source)
    if debate := hansard_page.read_page(page, text, metadata.url, source.name, source.data):
        return _with_metadata(debate, metadata, source)
    for _, reader in PAGE_READERS:
        if reader is not NEWS and reader.detect(seen):
            reading = _with_metadata(reader.read_text(text, source.name, source.data), metadata, source)
            return replace(reading, stripped=(*reading.stripped, *marks))
    body = page_body(page)
    if not body.blocks:
        body = PageBody([Block(paragraph) for paragraph in text.split("\n\n")])
    lines, kinds = _story_lines(body, metadata)
    story = "\n\n".join(lines)
    seen = SourceFile(name=source.name, data=story.encode(), retrieved=source.retrieved)
    if metadata.is_news or NEWS.detect(seen) or (metadata.is_article and news_page.reports(story)):
        reading = _with_metadata(news_page.read_lines(lines, source.name, source.data, kinds), metadata, source)
    else:
        reading = _document(body, metadata, source)
    return replace(reading, stripped=(*body.left_out, *reading.stripped))


def _story_lines(body: PageBody, metadata: PageMetadata) -> tuple[list[str], dict[str, str]]:
    """Return a page's blocks as lines of a story under its headline, and the kinds of those that are no paragraphs."""
    blocks, title = body.blocks, metadata.title
    if title:
        headline = next((at for at, block in enumerate(blocks) if block.text == title), None)
        first = next((at for at, block in enumerate(blocks) if block.kind == "headline"), None)
        at = headline if headline is not None else first
        above, below = (blocks[:at], blocks[at + 1 :]) if at is not None else ([], blocks)
        blocks = [*above, Block(title, "headline"), *below]
    return [block.text for block in blocks], {block.text: block.kind for block in blocks if block.kind != "paragraph"}


def _document(body: PageBody, metadata: PageMetadata, source: SourceFile) -> Reading:
    title = metadata.title or _heading(source) or title_from_name(source.name)
    passages: list[Passage] = []
    left_out: list[Stripped] = []
    for block in body.blocks:
        if block.text == title and (block.kind == "headline" or not passages):
            left_out.append(Stripped(block.text, "title"))
        elif block.kind in ("headline", "heading"):
            left_out.append(Stripped(block.text, "heading"))
        else:
            passages.append(Passage(text=block.text))
    if not passages:
        passages = [Passage(text=piece.text) for piece in left_out]
        left_out = []
    record = Record(
        record_id=file_id(source.data),
        kind=Kind.DOCUMENT,
        title=title,
        passages=tuple(passages),
        dates=Dates(published=metadata.published, cited=DateKind.PUBLISHED),
        publisher=metadata.publisher,
        people=_authors(metadata),
        url=metadata.url,
        origin=source.name,
        retrieved=source.retrieved,
    )
    return Reading(records=(record,), stripped=tuple(left_out))


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
