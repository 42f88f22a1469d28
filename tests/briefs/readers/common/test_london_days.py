"""A moment in UTC is of the day that it falls on in London, in every reader that takes a day from a moment."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from briefs.readers.common.base import SourceFile
from briefs.readers.common.london_days import day_of_moment, london_day, mail_day
from briefs.readers.registry import reader_for


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-07-01T23:00:00Z", date(2019, 7, 2)),
        ("2019-07-01T22:59:59Z", date(2019, 7, 1)),
        ("2019-07-01T23:30:00.000+00:00", date(2019, 7, 2)),
        ("2019-07-01T23:30:00.1234567Z", date(2019, 7, 2)),
        ("2019-07-01T23:30Z", date(2019, 7, 2)),
        ("2019-07-01 23:30:00 UTC", date(2019, 7, 2)),
        ("2019-07-01T23:30:00+0000", date(2019, 7, 2)),
        ("2019-12-01T23:30:00Z", date(2019, 12, 1)),
        ("2019-12-31T23:59:59Z", date(2019, 12, 31)),
        ("2019-07-01T23:30:00+01:00", date(2019, 7, 1)),
        ("2019-07-02T00:30:00+01:00", date(2019, 7, 2)),
        ("2019-07-01T23:30:00-05:00", date(2019, 7, 1)),
        ("2019-07-01T23:30:00", date(2019, 7, 1)),
        ("2019-07-01", date(2019, 7, 1)),
        ("2019-03-31T23:30:00Z", date(2019, 4, 1)),
        ("2019-10-27T23:30:00Z", date(2019, 10, 27)),
        ("9999-12-31T23:30:00Z", date(9999, 12, 31)),
        ("2019-07-01T99:30:00Z", date(2019, 7, 1)),
        ("2019-07-01x", None),
        ("2019-02-30T23:30:00Z", None),
        ("yesterday", None),
    ],
)
def test_the_day_of_an_iso_moment(written: str, day: date | None) -> None:
    assert london_day(written) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Mon, 01 Jul 2019 23:30:00 GMT", date(2019, 7, 2)),
        ("Mon, 01 Jul 2019 23:30:00 +0000", date(2019, 7, 2)),
        ("Mon, 01 Jul 2019 23:30:00 -0000", date(2019, 7, 2)),
        ("Mon, 01 Jul 2019 23:30:00 Z", date(2019, 7, 2)),
        ("Mon, 01 Jul 2019 23:30:00 +0100", date(2019, 7, 1)),
        ("Mon, 01 Jul 2019 23:30:00 BST", date(2019, 7, 1)),
        ("Mon, 01 Jul 2019 23:30:00", date(2019, 7, 1)),
        ("Sun, 01 Dec 2019 23:30:00 GMT", date(2019, 12, 1)),
        ("Mon, 99 Jul 2019", None),
        ("soon", None),
    ],
)
def test_the_day_of_a_moment_of_rss(written: str, day: date | None) -> None:
    assert mail_day(written) == day


def test_a_moment_without_a_zone_keeps_its_day() -> None:
    assert day_of_moment(datetime(2019, 7, 1, 23, 30)) == date(2019, 7, 1)


MOMENT = "2019-07-01T23:30:00Z"
_STORY = "<p>The pond was drained on Monday, the warden said, and the ducks are gone from it.</p>" * 3
GOVUK = {
    "base_path": "/government/speeches/pond",
    "content_id": "c",
    "document_type": "speech",
    "schema_name": "speech",
    "title": "The pond",
    "first_published_at": "2019-07-05T10:00:00Z",
    "details": {"body": "<p>The pond is deep.</p>", "delivered_on": MOMENT},
}
NEWS = {**GOVUK, "schema_name": "news_article", "document_type": "news_story", "first_published_at": MOMENT}
PUBLICATION = {"items": [{"id": 4, "description": "The pond", "publicationStartDate": MOMENT, "documents": []}]}
SEARCH = {
    "results": [{"title": "The pond", "link": "/government/news/p", "public_timestamp": MOMENT, "es_score": 1.0}],
}
SOURCES = {
    "a speech of GOV.UK": json.dumps(GOVUK),
    "news of GOV.UK": json.dumps(NEWS),
    "a search result of GOV.UK": json.dumps(SEARCH),
    "a committee's publication": json.dumps(PUBLICATION),
    "JSON-LD": f'<html><head><script type="application/ld+json">{{"@type": "NewsArticle", "headline": "The pond", '
    f'"datePublished": "{MOMENT}"}}</script></head><body><article><h1>The pond</h1>{_STORY}</article></body></html>',
    "a meta tag": f'<html><head><meta property="article:published_time" content="{MOMENT}"></head><body>{_STORY}</body>'
    "</html>",
    "RSS": "<rss><channel><title>Ponds</title><item><title>The pond</title><link>https://pond.example/1</link>"
    "<pubDate>Mon, 01 Jul 2019 23:30:00 GMT</pubDate></item></channel></rss>",
    "Atom": f'<feed><title>Ponds</title><entry><title>The pond</title><link href="https://pond.example/1"/>'
    f"<updated>{MOMENT}</updated></entry></feed>",
}


@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES)
def test_each_reader_dates_a_record_by_its_day_in_london(text: str) -> None:
    source = SourceFile("x", text.encode())
    (record,) = reader_for(source).read(source).records
    assert record.day == date(2019, 7, 2)
