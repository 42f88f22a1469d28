"""A saved web page is read as what it is, and its own particulars win."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.pages import html_page
from briefs.records.model import Kind

STORY = (
    "<p>Ducks have come back to the old pond after ten years, officials announced on Tuesday.</p>"
    "<p>“We counted forty of them before breakfast,” said Ann Member, who chairs the pond committee.</p>"
    "<p>The pond was drained in the last decade and filled again after a long campaign by residents.</p>"
    "<p>A spokesman for the department said that the next count would follow in the autumn of this year.</p>"
)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ducks return to old pond",
    "datePublished": "2019-06-27T20:09:00+01:00",
    "author": [{"@type": "Person", "name": "Rita Reporter"}],
    "publisher": {"@type": "Organization", "name": "The Marsh Times"},
}


def page(body: str, head: str = "", title: str = "Ducks return to old pond | The Marsh Times") -> bytes:
    return (
        f"<!DOCTYPE html>\n<html><head><title>{title}</title>{head}</head>"
        f"<body>{MENU}<main><article><h1>Ducks return to old pond</h1>{body}</article></main>"
        "<footer>Copyright The Marsh Times</footer></body></html>"
    ).encode()


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def read(data: bytes) -> Reading:
    source = SourceFile("page.html", data)
    assert html_page.detect(source)
    return html_page.read(source)


@pytest.mark.parametrize(
    "value",
    [ARTICLE, [ARTICLE], {"@graph": [{"@type": "WebPage"}, ARTICLE]}, {"@type": "WebPage", "mainEntity": ARTICLE}],
)
def test_a_story_is_known_by_what_the_page_says_of_itself(value: object) -> None:
    link = '<link rel="canonical" href="https://marsh.example/ducks">'
    (record,) = read(page(STORY, json_ld(value) + link)).records
    assert (record.kind, record.title) == (Kind.NEWS, "Ducks return to old pond")
    assert (record.day, record.publisher) == (date(2019, 6, 27), "The Marsh Times")
    assert [person.name for person in record.people if person.part_played == "author"] == ["Rita Reporter"]
    assert record.url == "https://marsh.example/ducks"
    text = "\n".join(passage.text for passage in record.passages)
    assert "forty of them before breakfast" in text
    assert "Sport" not in text
    assert record.title not in text


def test_open_graph_serves_where_there_is_no_json_ld() -> None:
    head = (
        '<meta property="og:title" content="On ponds - The Marsh Office">'
        '<meta property="og:site_name" content="The Marsh Office">'
        '<meta property="article:published_time" content="2021-02-03T10:00:00Z">'
        '<meta property="og:url" content="javascript:alert(1)"><meta name="author" content="Ann Author">'
    )
    body = "<p>The pond is deep and its water is cold in every season of the year.</p>" * 2
    (record,) = read(page(body, head)).records
    assert (record.title, record.publisher, record.day) == ("On ponds", "The Marsh Office", date(2021, 2, 3))
    assert record.url is None
    assert [person.name for person in record.people] == ["Ann Author"]


def test_an_unknown_page_is_a_document() -> None:
    (record,) = read(page("<p>The pond is deep and its water is cold in every season of the year.</p>")).records
    assert (record.kind, record.title, record.day) == (Kind.DOCUMENT, "Ducks return to old pond", None)
    assert any("deep" in passage.text for passage in record.passages)


def test_a_known_page_goes_to_its_own_reader() -> None:
    body = (
        "<p>Volume 617: debated on Friday 25 November 2016</p><p>(Urgent Question): To ask the Minister for Ponds "
        "if she will make a statement on the pond.</p><p>Today we published our findings on the pond, and they are "
        "worrying for everybody who lives beside it.</p>"
    )
    (record,) = read(page(body, '<link rel="canonical" href="https://hansard.example/pond">')).records
    assert record.kind is Kind.URGENT_QUESTION
    assert (record.day, record.volume) == (date(2016, 11, 25), "617")
    assert record.url == "https://hansard.example/pond"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<script type="application/ld+json">{"@type": "NewsArticle", </script>', id="cut short"),
        pytest.param(json_ld({"@type": 5, "author": {"name": [1]}, "datePublished": 7}), id="other types"),
        pytest.param(json_ld({"@type": "NewsArticle", "headline": ["x"], "author": None}), id="empty story"),
        pytest.param('<script type="application/ld+json">' + "[" * 50_000 + "</script>", id="too many brackets"),
        pytest.param('<script type="application/ld+json"></script>', id="nothing"),
    ],
)
def test_spoilt_metadata_does_not_spoil_the_page(head: str) -> None:
    (record,) = read(page(STORY, head)).records
    assert any("forty of them" in passage.text for passage in record.passages)


@pytest.mark.parametrize("data", [b"<html><body></body></html>", b"<html><script>x()</script></html>"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedInput, match="no text"):
        read(data)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><publicwhip><p>words</p></publicwhip>',
        "a < b and b > c",
        "# <p>x</p>",
        "{}",
        "<publicwhip/>",
    ],
)
def test_other_text_is_no_page(text: str) -> None:
    assert not html_page.detect(SourceFile("x.html", text.encode()))


@pytest.mark.parametrize("opening", ["<!-- a -->", "<!--", "<?xml "])
def test_a_long_opening_is_told_in_no_time(opening: str) -> None:
    began = time.perf_counter()
    html_page.detect(SourceFile("x.html", (opening * 6000).encode()))
    assert time.perf_counter() - began < 2


def test_comments_may_stand_before_a_page() -> None:
    assert html_page.detect(SourceFile("x.html", b"<!-- a -->\n<!-- b --> <html>"))
