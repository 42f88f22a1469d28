"""RSS 2.0, RSS 1.0 and Atom feeds: one story for each entry, with what the feed gives of its text.

Most feeds give a summary alone, and many cut it: one that ends in "…" or "[…]" is searched and never quoted. An entry
that links to a page of GOV.UK has that page's identity, any other that of its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

from briefs.errors import RefusedInput
from briefs.quotations.attribution import story_voices
from briefs.readers.apis.govuk import LICENCE as GOVUK_LICENCE
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.boilerplate import furniture
from briefs.readers.common.london_days import london_day, mail_day
from briefs.readers.common.markup import to_paragraphs, web_address
from briefs.readers.common.safe_xml import one_line, xml_root
from briefs.records.gaps import Gap
from briefs.records.identity import address_id, govuk_id
from briefs.records.model import DateKind, Dates, Kind, Part, Passage, Person, Record, Refusal, Role

_ROOT = re.compile(r"<(rss|feed|rdf:RDF)(?=[\s>])")
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^<>\[]*+(?:\[.*?\]\s*)?>\s*)*", re.DOTALL)
_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\s*(?:(?:read|continue|find out) (?:more|reading)\b.{0,80})?$", re.IGNORECASE
)
_POST_APPEARED = re.compile(r"^The post .{1,300} (?:appeared first on|first appeared on) .{1,100}\.?$")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_GOVUK = ("www.gov.uk", "gov.uk")
# Attributes of media:content, which has the name of Atom's content and holds the credit of a picture.
_MEDIA = {"url", "medium"}
_MARKUP = re.compile(r"<[a-z/!][^<>]*>|&(?:#\d+|\w+);", re.IGNORECASE)


def detect(source: SourceFile) -> bool:
    """Whether the source is a feed, by its root element."""
    head = source.head
    prologue = _PROLOGUE.match(head)
    return prologue is not None and _ROOT.match(head, prologue.end()) is not None


def read(source: SourceFile) -> Reading:
    """Return one record for each entry. An entry that cannot be read becomes a Refusal with its place.

    Raises RefusedInput where the whole is no sound XML.
    """
    tag = _ROOT.search(source.text)
    if tag is None:
        raise RefusedInput("this XML is not an RSS or Atom feed; load the feed's own address")
    root = xml_root(source.text, tag[1])
    channel = _first(root, "channel")
    publisher = _text(channel if channel is not None else root, "title")
    base = web_address(root.get(_BASE)) or ""
    records: dict[str, Record] = {}
    refused: list[Refusal] = []
    left_out: list[Stripped] = []
    for number, entry in enumerate(_entries(root), 1):
        try:
            record = _record(entry, publisher, base, source, left_out)
        except RefusedInput as refusal:
            refused.append(Refusal(f"entry {number}", refusal.reason))
        else:
            records.setdefault(record.record_id, record)
    return Reading(tuple(records.values()), tuple(left_out), tuple(refused))


def _record(
    entry: ET.Element, publisher: str | None, base: str, source: SourceFile, left_out: list[Stripped]
) -> Record:
    title = " ".join(to_paragraphs(_text(entry, "title") or ""))
    link = _link(entry, base)
    if not title or not link:
        raise RefusedInput("this entry lacks a title or a link to its page")
    summary = _paragraphs(entry, ("description", "summary"), left_out)
    body = _paragraphs(entry, ("encoded", "content"), left_out)
    if body[: len(summary)] == summary or not summary:
        summary = []
    texts = [*summary, *body]
    # A summary that the feed cut stands beside the whole text sometimes; nothing is lost where it is left out.
    if body and summary and _CUT.search(summary[-1]):
        left_out += [Stripped(text, "clipped summary") for text in summary]
        summary, texts = [], body
    cut = bool(texts) and any(_CUT.search(part[-1]) for part in (summary, body) if part)
    names = list(dict.fromkeys(_authors(entry)))
    path = urlsplit(link).path
    official = urlsplit(link).hostname in _GOVUK and path.startswith("/government/")
    byline = " and ".join(names) or (publisher if official else None)
    passages = tuple(
        Passage(
            text=text,
            part=Part.SUMMARY if at < len(summary) or not texts else Part.BODY,
            speaker=byline,
            role=Role.UNKNOWN if official else Role.JOURNALIST,
            quotable=bool(texts) and not cut,
            voices=voices,
        )
        for at, (text, voices) in enumerate(zip(texts or [title], story_voices(texts or [title]), strict=True))
    )
    return Record(
        record_id=govuk_id(path) if official else address_id(link),
        kind=Kind.SPEECH if official and path.startswith("/government/speeches/") else Kind.NEWS,
        title=title,
        passages=passages,
        dates=Dates(published=_published(entry), cited=DateKind.PUBLISHED),
        publisher=publisher,
        people=tuple(Person(name, "author") for name in names),
        url=link,
        licence=GOVUK_LICENCE if official else None,
        notes=(Gap.CLIPPED_ENTRY,) if cut else () if texts else (Gap.TITLE_ONLY,),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _entries(root: ET.Element) -> Iterator[ET.Element]:
    return (element for element in root.iter() if _local(element) in ("item", "entry"))


def _local(element: ET.Element) -> str:
    """Return an element's name without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _first(parent: ET.Element, name: str) -> ET.Element | None:
    """Return the first child of a name; one that has the address of a picture or sound beside the story is none."""
    return next((child for child in parent if _local(child) == name and _MEDIA.isdisjoint(child.keys())), None)


def _text(parent: ET.Element, name: str) -> str | None:
    element = _first(parent, name)
    return (one_line(element) or None) if element is not None else None


def _markup(element: ET.Element) -> str:
    """Return an element's HTML, whether it stands escaped, in CDATA, or as XHTML elements; plain text escaped."""
    if len(element):
        tail, element.tail = element.tail, None
        try:
            for part in element.iter():
                part.tag = _local(part) or "span"
            return ET.tostring(element, encoding="unicode", method="html")
        finally:
            element.tail = tail
    text = element.text or ""
    return text if _MARKUP.search(text) else text.replace("<", "&lt;")


def _paragraphs(entry: ET.Element, names: tuple[str, ...], left_out: list[Stripped]) -> list[str]:
    """Return the paragraphs of the first element of these names, what is no part of the story left out."""
    element = next((found for name in names if (found := _first(entry, name)) is not None), None)
    kept: list[str] = []
    for text in to_paragraphs(_markup(element)) if element is not None else []:
        why = "provider notice" if _POST_APPEARED.match(text) else furniture(text)
        if why:
            left_out.append(Stripped(text, why))
        else:
            kept.append(text)
    return kept


def _link(entry: ET.Element, base: str) -> str | None:
    """Return the address of an entry's page: Atom's alternate link, RSS's link, else an address in its id.

    A link that begins with "/" is one of the site that the feed names as its base.
    """
    links = [child for child in entry if _local(child) == "link"]
    wanted = [link.get("href") for link in links if link.get("rel", "alternate") == "alternate"]
    candidates = [*wanted, *(link.text for link in links), _text(entry, "guid"), _text(entry, "id")]
    whole = (
        urljoin(base, text) if (text := (value or "").strip()).startswith("/") and base else value
        for value in candidates
    )
    return next((address for value in whole if (address := web_address(value))), None)


def _authors(entry: ET.Element) -> Iterator[str]:
    """Yield the names of an entry's authors; an address of electronic mail is no name."""
    for child in entry:
        if _local(child) not in ("creator", "author"):
            continue
        name = _text(child, "name") or one_line(child)
        named = re.search(r"\(([^()]+)\)$", name) if "@" in name else None
        name = named[1] if named else name
        if name and "@" not in name and len(name) <= 200:
            yield name


def _published(entry: ET.Element) -> date | None:
    """Return the day in London on which an entry was published; None where it gives none."""
    written = (_text(entry, name) for name in ("pubDate", "published", "date", "issued", "updated"))
    days = (london_day(text) if text[:4].isdigit() else mail_day(text) for text in written if text)
    return next((day for day in days if day), None)
