"""Whether a reading keeps every visible word of its source but those that it reports as left out.

What people see of a source is found here by other means than the readers use: tags taken out, entities put in. Of data
forms it is the fields that hold words of the record; their other fields are particulars. Of pages it is everything.
"""

from __future__ import annotations

import csv
import html
import io
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.json_rows import json_rows
from briefs.readers.registry import reader_for
from briefs.records.citations import long_date
from briefs.records.model import Part, Record

WORDS_IN = {
    "Written Questions API JSON": ("questionText", "answerText"),
    "Written Statements API JSON": ("text",),
    "Oral Questions API JSON": ("QuestionText",),
    "Committees API JSON": ("description",),
    "GOV.UK JSON": ("description", "body"),
    "Hansard API JSON": ("Value",),
    "Hansard search JSON": ("ContributionTextFull",),
    "the product's own JSON lines": ("text",),
    "a data package of written questions": ("questionText", "answerText"),
}
"""The fields of each data form that hold words of the record."""

_PACKED = ("a PDF", "a Word file")
_XML = ("TheyWorkForYou XML", "ParlaMint TEI", "an RSS or Atom feed")
# A feed's particulars: they are held as who wrote the story, when, and where it stands.
_PARTICULARS = frozenset(("link", "guid", "id", "pubdate", "published", "updated", "creator", "author", "name"))
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|td|th|tr|table|thead|tbody|br|h\d|blockquote|section|article|figure|figcaption|hr|dd|dt|nav"
    r"|main|header|footer|aside|details|summary|body|title|button)\b[^>]*>",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"<(script|style|head|noscript|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_CHAMBER = re.compile(r"^(Commons Chamber|Lords Chamber|Westminster Hall)(?=[A-Z])", re.MULTILINE)
_SPEAKS = re.compile(r"^(?:Q\d+\s*)?(?P<name>[^:]{1,120}):\s")
_SENTENCE_END = (".", "?", "!", "”", '"')
# Of a record written in Markdown: its front matter, comments, headings and the line that names who speaks.
_FIELDS_OF_MARKDOWN = re.compile(
    r"\A---\n.*?^---\n|<!--.*?-->|^#+ .*?$|^\*\*[^*\n]+\*\*(?: \([^)\n]*\))?:", re.DOTALL | re.MULTILINE
)


def words(text: str) -> Counter[str]:
    """Return the words of a text, counted."""
    return Counter(re.findall(r"\w+", text))


def kept(reading: Reading) -> Counter[str]:
    """Return the words of a reading's passages and of what it left out."""
    return words(" ".join([p.text for r in reading.records for p in r.passages] + [s.text for s in reading.stripped]))


def table_rows(source: SourceFile) -> list[Any]:
    return list(csv.DictReader(io.StringIO(source.text, newline="")))


def lost_and_invented(form: str, source: SourceFile, reading: Reading) -> tuple[Counter[str], Counter[str]]:
    """Return the visible words that a reading neither keeps nor reports, and those of its passages that nobody sees.

    Excused are, on pages alone, what the record holds in fields of its own: title, day, publisher and the line or mark
    that says who speaks; and in all forms a reply that several records share, which is seen once.
    """
    seen = seen_in(form, source)
    excused: Counter[str] = Counter()
    if form == "an RSS or Atom feed":
        excused = words(" ".join(f"{record.title} {record.publisher or ''}" for record in reading.records))
    elif form not in WORDS_IN and form not in _XML:
        seen = "\n".join(_without_speaker(line, reading) for line in seen.split("\n"))
        excused = words(" ".join(_told(record) for record in reading.records))
    passages = words(" ".join(p for record in _each_reply_once(reading) for p in record))
    left_out = words(" ".join(_CHAMBER.sub(r"\1 ", stripped.text) for stripped in reading.stripped))
    visible = words(seen)
    once = passages - (_repeated(source.text if form not in _PACKED else "") & (passages - visible))
    return _without_joined(visible - once - left_out - excused, once - visible, left_out)


def _without_joined(
    lost: Counter[str], added: Counter[str], left_out: Counter[str]
) -> tuple[Counter[str], Counter[str]]:
    """Return both without words that are joined of two lost ones: units and ordinals in superscript ("m" and "2").

    The mark of a note may be left out of each of several records that share a reply, and so hide a lost figure.
    """
    for word in list(added):
        plain = unicodedata.normalize("NFKC", word)
        for at in range(1, len(plain)):
            parts = Counter((plain[:at], plain[at:]))
            while added[word] and parts & lost and parts - lost <= left_out:
                lost = lost - parts
                added[word] -= 1
    return lost, +added


def _repeated(markup: str) -> Counter[str]:
    """Return the words of cells that span rows or columns, as often as they may be repeated."""
    found: Counter[str] = Counter()
    markup = markup.replace('\\"', '"')
    for cell in re.finditer(
        r"<t[dh]\b([^>]*(?:row|col)span[^>]*)>(.*?)(?=<t[dhr]\b|</t[dh]>|</table>)", markup, re.S | re.I
    ):
        spans = [int(number) for number in re.findall(r"span=[\"']?(\d{1,3})", cell[1])]
        for word, number in words(_unmarked(cell[2])).items():
            found[word] += number * (math.prod(spans) - 1)
    return found


def seen_in(form: str, source: SourceFile) -> str:
    """Return the visible text of a source."""
    if form in WORDS_IN:
        rows: list[Any] = [row for _, row in json_rows(source)] if "JSON" in form else table_rows(source)
        if form == "GOV.UK JSON":  # its links have descriptions of their own
            rows = [{"description": row.get("description"), "body": row["details"].get("body")} for row in rows]
        return "\n".join(_unmarked(text) for text in _texts(rows, WORDS_IN[form]))
    if form in _XML:
        root = ET.fromstring(source.data)
        body = next((e for e in root.iter() if e.tag.endswith("}text")), root) if form == "ParlaMint TEI" else root
        # A feed's particulars have the names of elements that elsewhere hold words of the text.
        return "".join(_xml_text(body, _PARTICULARS if form == "an RSS or Atom feed" else frozenset()))
    if form == "Markdown":
        return _FIELDS_OF_MARKDOWN.sub("", source.text)
    # A chamber's name runs into the words below it on one site's pages.
    return _unmarked(source.text) if form == "a web page" else _CHAMBER.sub(r"\1\n", source.text)


def _texts(value: Any, fields: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in fields and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner, fields)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, fields)


def _unmarked(markup: str) -> str:
    markup = re.sub(r"</?sup\b[^>]*>", " ", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", _BLOCK.sub("\n", _UNSEEN.sub("", markup))))


_INLINE = frozenset(("i", "b", "em", "strong", "sub", "a", "phrase", "span", "hi", "abbr"))


def _xml_text(element: ET.Element, without: frozenset[str]) -> Iterator[str]:
    tag = element.tag.rpartition("}")[2].lower()
    if tag in without:
        return
    edge = "" if tag in _INLINE else "\n"
    text = element.text or ""
    yield edge + (_unmarked(html.unescape(text)) if "<" in text else text)
    for child in element:
        yield from _xml_text(child, without)
        yield child.tail or ""
    yield edge


def _without_speaker(line: str, reading: Reading) -> str:
    """Return a line of a page without what says who speaks in what follows; such a line ends as no sentence does."""
    names = {
        part.split()[-1]
        for record in reading.records
        for passage in record.passages
        for part in (passage.speaker, passage.office)
        if part
    }
    parties = {f"({passage.party})" for record in reading.records for passage in record.passages}
    if line.strip() in parties:
        return ""
    if (mark := _SPEAKS.match(line)) and names & set(re.findall(r"[\w’'-]+", mark["name"])):
        return line[mark.end() :]
    if any(line.strip() in passage.text for record in reading.records for passage in record.passages):
        return line
    names_somebody = len(line) < 160 and names & set(re.findall(r"[\w’'-]+", line))
    return "" if names_somebody and not line.rstrip().endswith(_SENTENCE_END) else line


def _told(record: Record) -> str:
    """Return what a record holds in fields of its own, once each, as a page prints it."""
    dates = record.dates
    days = [day for day in (dates.happened, dates.published, dates.tabled, dates.answered) if day]
    people = [(p.name, p.office, p.party, p.constituency) for p in record.people]
    fields = (record.title, record.publisher, record.uin, record.reference, record.answering_body, record.volume)
    return " ".join(filter(None, (*fields, *map(long_date, days), *map(str, days), *(f for p in people for f in p))))


def _each_reply_once(reading: Reading) -> Iterator[list[str]]:
    """Yield the texts of each record's passages, without a reply that a record before it gave."""
    replies: set[tuple[str, ...]] = set()
    for record in reading.records:
        reply = tuple(p.text for p in record.passages if p.part is Part.ANSWER)
        again = bool(record.grouped_uins) and reply in replies
        replies.add(reply)
        yield [p.text for p in record.passages if not (again and p.part is Part.ANSWER)]


def read_as(form: str, data: bytes | object, name: str = "x") -> Reading:
    """Return what the reader of a form makes of bytes, or of a value as JSON; the form must be found by content."""
    source = SourceFile(name, data if isinstance(data, bytes) else json.dumps(data).encode())
    found = reader_for(source)
    assert found.name == form
    return found.read(source)
