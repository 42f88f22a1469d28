"""Feeds: each entry is a story, what the feed cut is never quoted, and nothing in the XML is obeyed."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.xml import feed
from briefs.records.citations import citation
from briefs.records.gaps import Gap
from briefs.records.model import Kind, Part, Role
from tests.briefs.readers.round_trip import read_as

FORM = "an RSS or Atom feed"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items: str, prologue: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        f"{prologue}<rss version='2.0' {NAMESPACES}><channel><title>Marsh Times</title>{inner}</channel></rss>".encode()
    )


ITEM = (
    "<title>Ducks &amp; geese return</title><link>https://marsh.example/ducks#top</link>"
    "<pubDate>Wed, 05 Mar 2031 00:30:00 +0100</pubDate><dc:creator>Rita Quill</dc:creator>"
)


def only(reading: Reading) -> tuple[str, bool]:
    (record,) = reading.records
    return "\n".join(p.text for p in record.passages), all(p.quotable for p in record.passages)


def test_an_rss_entry_is_a_story() -> None:
    summary = "<description><![CDATA[<p>Forty ducks are back&nbsp;home.</p>]]></description>"
    (record,) = read_as(FORM, rss(ITEM + summary)).records
    assert (record.kind, record.title, record.publisher) == (Kind.NEWS, "Ducks & geese return", "Marsh Times")
    assert (record.day, record.url) == (date(2031, 3, 5), "https://marsh.example/ducks#top")
    (passage,) = record.passages
    assert (passage.text, passage.part) == ("Forty ducks are back home.", Part.SUMMARY)
    assert (passage.speaker, passage.role, passage.quotable) == ("Rita Quill", Role.JOURNALIST, True)
    assert citation(record) == "Marsh Times, “Ducks & geese return”, 5 March 2031, Rita Quill"


def test_an_atom_entry_is_a_story() -> None:
    xhtml = "<div xmlns='http://www.w3.org/1999/xhtml'><p>Forty <b>ducks</b>.</p><p>Ten geese.</p></div>"
    data = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Marsh Times</title><entry><title type='html'>Ducks</title>"
        "<link rel='self' href='https://marsh.example/feed/1'/><link href='https://marsh.example/1'/><id>tag:1</id>"
        "<author><name>Rita Quill</name></author><updated>2031-03-06T10:00:00Z</updated>"
        "<published>2031-03-05T23:30:00-05:00</published><summary>Back.</summary>"
        f"<content type='xhtml'>{xhtml}</content></entry></feed>"
    ).encode()
    (record,) = read_as(FORM, data).records
    assert (record.url, record.day) == ("https://marsh.example/1", date(2031, 3, 5))
    assert [p.text for p in record.passages] == ["Back.", "Forty ducks.", "Ten geese."]
    assert [p.part for p in record.passages] == [Part.SUMMARY, Part.BODY, Part.BODY]
    assert [person.name for person in record.people] == ["Rita Quill"]


@pytest.mark.parametrize(
    ("inner", "text", "quotable"),
    [
        pytest.param("<description>Ducks are…</description>", "Ducks are…", False, id="ellipsis"),
        pytest.param("<description>Ducks are...</description>", "Ducks are...", False, id="dots"),
        pytest.param("<description>Ducks are [&amp;#8230;]</description>", "Ducks are […]", False, id="in brackets"),
        pytest.param("<description>Ducks are… Read more</description>", "Ducks are… Read more", False, id="read more"),
        pytest.param("<description>Ducks are back.</description>", "Ducks are back.", True, id="whole"),
        pytest.param(
            '<media:content url="https://marsh.example/a.jpg"><media:credit>A Camera</media:credit></media:content>'
            "<description>Ducks are back.</description>",
            "Ducks are back.",
            True,
            id="a picture's credit is no text",
        ),
        pytest.param("", "Ducks & geese return", False, id="title alone"),
        pytest.param(
            "<description>Ducks…</description><content:encoded>&lt;p&gt;Ducks are back.&lt;/p&gt;</content:encoded>",
            "Ducks are back.",
            True,
            id="cut beside the whole",
        ),
        pytest.param(
            "<description>&lt;p&gt;Back.&lt;/p&gt;&lt;p&gt;The post X appeared first on Y.&lt;/p&gt;</description>",
            "Back.",
            True,
            id="notice of the feed's maker",
        ),
    ],
)
def test_what_the_feed_cut_is_never_quoted(inner: str, text: str, quotable: bool) -> None:
    reading = read_as(FORM, rss(ITEM + inner))
    assert only(reading) == (text, quotable)
    notes = reading.records[0].notes
    assert notes == (() if quotable else (Gap.CLIPPED_ENTRY,) if inner else (Gap.TITLE_ONLY,))


def test_a_quotation_is_the_persons_quoted() -> None:
    summary = '<description>Labour MP Bob Trial said: "The ducks are back and they are here to stay."</description>'
    (record,) = read_as(FORM, rss(ITEM + summary)).records
    assert [(v.speaker, v.quoted) for v in record.passages[0].voices] == [("Bob Trial", True)]


def test_an_address_is_one_story_however_it_is_written() -> None:
    other = ITEM.replace("https://marsh.example/ducks#top", "http://marsh.example/ducks/")
    text = "<description>Back.</description>"
    assert len(read_as(FORM, rss(ITEM + text, other + text)).records) == 1


def test_an_entry_of_govuk_has_the_pages_identity() -> None:
    item = ITEM.replace("https://marsh.example/ducks#top", "https://www.gov.uk/government/speeches/ducks")
    (record,) = read_as(FORM, rss(item + "<description>Back.</description>")).records
    assert (record.record_id, record.kind) == ("govuk/government/speeches/ducks", Kind.SPEECH)
    assert "Open Government Licence" in (record.licence or "")


def test_an_entry_without_title_or_link_is_refused_alone() -> None:
    reading = read_as(FORM, rss(ITEM, "<title>x</title><link>javascript:x</link>", "<link>https://a.example/</link>"))
    assert len(reading.records) == 1
    assert [refusal.place for refusal in reading.refused] == ["entry 2", "entry 3"]


LAUGHS = "<!DOCTYPE rss [<!ENTITY lol 'ha'><!ENTITY lots '&lol;&lol;'><!ENTITY ext SYSTEM 'file:///etc/hostname'>]>"


def test_no_entity_of_the_file_is_obeyed() -> None:
    reading = read_as(FORM, rss(ITEM + "<description>Back &lots; &ext;.</description>", prologue=LAUGHS))
    assert only(reading) == ("Back &lots; &ext;.", True)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(rss(ITEM)[:-9], id="cut short"),
        pytest.param(rss(ITEM + "<a>" * 5_000), id="too deep"),
        pytest.param(rss(ITEM + "<b></i>"), id="not closed"),
    ],
)
def test_unsound_xml_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedInput, match="XML"):
        read_as(FORM, data)


@pytest.mark.parametrize("text", ["<publicwhip/>", "<html><rss></rss></html>", "rss", '<?xml version="1.0"?><TEI/>'])
def test_other_text_is_no_feed(text: str) -> None:
    assert not feed.detect(SourceFile("x", text.encode()))


def test_a_link_within_the_site_is_of_the_base_that_the_feed_names() -> None:
    text = (
        '<rss xml:base="https://ponds.example/"><channel><title>Ponds</title><item><title>Ducks</title>'
        "<link>/ducks/1/</link><description>Ducks are back.</description></item></channel></rss>"
    )
    (record,) = feed.read(SourceFile("x", text.encode())).records
    assert record.url == "https://ponds.example/ducks/1/"
