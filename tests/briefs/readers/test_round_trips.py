"""Every word that people see of a source is in its record or reported as left out, and no word is added.

A small invented source of every form that holds records, then every real sample.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import RefusedInput
from briefs.loading.discovery import source_files
from briefs.readers.common.base import SourceFile
from briefs.readers.containers import open_source
from briefs.readers.registry import READERS, reader_for
from briefs.records.exchange import dump_line
from tests.briefs.making import question as stored
from tests.briefs.readers.apis.test_committees_api import listed, publication
from tests.briefs.readers.apis.test_govuk import item as announcement
from tests.briefs.readers.apis.test_hansard_debate import MARK, item, section
from tests.briefs.readers.apis.test_hansard_search import row as found_row
from tests.briefs.readers.apis.test_questions_api import value as question_row
from tests.briefs.readers.apis.test_statements_api import value as statement_row
from tests.briefs.readers.files.test_markdown import SEED
from tests.briefs.readers.files.test_pdf import make_pdf
from tests.briefs.readers.files.test_questions_table import row, table
from tests.briefs.readers.files.test_word import saved
from tests.briefs.readers.news_layouts import BROADCASTER, LOCAL, NATIONAL
from tests.briefs.readers.pages.test_committee_evidence import HEAD as EVIDENCE
from tests.briefs.readers.pages.test_hansard_text import STATEMENT
from tests.briefs.readers.pages.test_html_page import STORY
from tests.briefs.readers.pages.test_html_page import page as web_page
from tests.briefs.readers.pages.test_news_page import AGENCY, BROADSHEET, SITE
from tests.briefs.readers.pages.test_news_page import BROADCASTER as BROADCAST
from tests.briefs.readers.pages.test_portrait_page import NAMED, UNNAMED
from tests.briefs.readers.pages.test_question_page import AGGREGATOR, LEGACY, THEYWORKFORYOU
from tests.briefs.readers.pages.test_speech_page import TITLE as SPEECH
from tests.briefs.readers.round_trip import lost_and_invented
from tests.briefs.readers.saved_pages import PAGES
from tests.briefs.readers.xml.test_feed import ITEM, rss
from tests.briefs.readers.xml.test_parlamint import TEI
from tests.briefs.readers.xml.test_twfy_xml import GROUP, OLD, heading, speech
from tests.briefs.sync.services.test_oral_questions import row as oral_row
from tests.quality.twfy import record_of_page
from tests.support import shared

ANSWER = (
    "<p>We counted 40&nbsp;ducks &amp; <b>gee</b>se.<br>Twice.</p><p> </p><ul><li>Ducks</li><li>Geese<ol><li>Grey</li>"
    "</ol></li></ul><table><tr><th>Year</th><th>H<sub>2</sub>O</th></tr><tr><td>2030</td><td>1,000</td></tr></table>"
)
OUTSIDE = "<p>Ponds are <a href='/x'>deep</a>.</p><p>They <script>var x = 'hidden';</script>freeze.</p>"
DAY = (
    heading("major", "1.0", "Lamps")
    + heading("minor", "1.1", "Oil")
    + speech(
        "1.2",
        "<p>The cost is &pound;5 a <i>la</i>mp.</p><p class='italic'>rose-</p>",
        "Ann Other",
        "Minister for Oil",
    )
    + speech("1.3", "<p>[Mr. Joe Chair in the Chair]</p><table><tr><td>Oil</td><td>5</td></tr></table>", "Bea Gale")
)
MADE_BY = "The speech made by Jane Example, the Minister for Trams, on 27 February 2020."
WHOLE_SPEECH = f"{SPEECH}\n\n{SPEECH}\n\n{MADE_BY}\n\nThey run."
PROSE = "Ponds of the marsh\n\nThe first pond is deep.\nAnd the second is wide.\n\nThe third froze over."


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


def publicwhip(body: str) -> bytes:
    return f"{OLD}<publicwhip>{body}</publicwhip>".encode("latin-1")


SOURCES: list[tuple[str, str, bytes | str]] = [
    ("own", "the product's own JSON lines", f"{dump_line(stored(1))}\n{dump_line(stored(2, 'Why?'))}\n"),
    ("question", "Written Questions API JSON", as_json({"value": question_row(answerText=ANSWER)})),
    ("question list", "Written Questions API JSON", as_json({"results": [{"value": question_row(answerText=None)}]})),
    ("table of questions", "a data package of written questions", table(row(answerText=ANSWER)).data),
    ("statement", "Written Statements API JSON", as_json(statement_row(text=ANSWER + OUTSIDE))),
    ("oral questions", "Oral Questions API JSON", as_json({"Success": True, "Response": [oral_row(1), oral_row(2)]})),
    ("publications", "Committees API JSON", as_json(listed(publication(), publication(id=71, description="Oil")))),
    ("announcement", "GOV.UK JSON", as_json(announcement(ANSWER + OUTSIDE))),
    (
        "debate",
        "Hansard API JSON",
        as_json(
            section(
                item(f"They shine at {MARK}night &amp; day.\r\n\r\n<em>Always</em>.", "Ann Other (Hythe) (SNP)", 7),
                item("15:30:00", HRSTag="hs_Timeline", ItemType="Timestamp"),
                item("Question put and agreed to.", HRSTag="hs_Procedure"),
                inner=(
                    section(item("Clause 1 is <i>lo</i>ng.", "Bea Gale (Marsh) (Lab)", 8), number=2, Title="Clause 1"),
                ),
            )
        ),
    ),
    (
        "search rows",
        "Hansard search JSON",
        as_json({"Results": [found_row(1), found_row(2, ContributionTextFull="Oil.")]}),
    ),
    ("old XML", "TheyWorkForYou XML", publicwhip(DAY)),
    ("answers XML", "TheyWorkForYou XML", publicwhip(GROUP)),
    ("TEI", "ParlaMint TEI", TEI.format(people="", note="Debate")),
    (
        "feed",
        "an RSS or Atom feed",
        rss(f"{ITEM}<description><![CDATA[<p>Forty ducks are <b>back</b>.</p>]]></description>"),
    ),
    ("pdf", "a PDF", make_pdf([[(0, "The pond is deep."), (40, "It is wet.")], [(0, "And wide.")]])),
    ("word", "a Word file", saved("The pond is deep.", "It is wet.", heading="Ponds")),
    ("unknown page", "a web page", web_page(OUTSIDE + "<table><tr><td>Oil</td><td>5</td></tr></table>", title="Ponds")),
    ("story page", "a web page", web_page(STORY)),
    ("broadcaster's page", "a web page", BROADCASTER),
    ("national's page", "a web page", NATIONAL),
    ("local page", "a web page", LOCAL),
    ("seed", "Markdown", SEED),
    (
        "evidence",
        "a transcript of oral evidence",
        f"{EVIDENCE}\nQ1 Chair: Good morning.\nAnn Sample: Good morning.\nQ2 Bob Trial: Why?\n",
    ),
    ("text download", "Hansard's text download", STATEMENT),
    *((f"saved {name}", "", page) for name, page in PAGES.items()),
    ("aggregated question", "", AGGREGATOR),
    ("legacy question", "", LEGACY),
    ("their question", "", THEYWORKFORYOU),
    ("speech", "a page of a speech archive", WHOLE_SPEECH),
    ("named debate", "a page of a debate", NAMED),
    ("unnamed debate", "a page of a debate", UNNAMED),
    *(
        (name, "a news story", page)
        for name, page in (("broadsheet", BROADSHEET), ("broadcast", BROADCAST), ("site", SITE))
    ),
    ("agency", "a news story", AGENCY),
    ("prose", "plain text", PROSE),
]
WITHOUT_RECORDS = {
    "Members API JSON",
    "a list of posts with dates",
    "a list of Members' names",
    "a table of Members",
}
"""The forms of lists of Members, which hold facts and no words."""

# What the tests' own PDF and Word files show, which no tag tells.
PACKED = {"pdf": "The pond is deep. It is wet. And wide.", "word": "Ponds The pond is deep. It is wet."}


@pytest.mark.parametrize(("name", "form", "data"), [pytest.param(*each, id=each[0]) for each in SOURCES])
def test_no_word_is_lost_and_none_is_added(name: str, form: str, data: bytes | str) -> None:
    source = SourceFile("x", data if isinstance(data, bytes) else data.encode())
    found = reader_for(source)
    assert found.name == form or not form
    reading = found.read(source)
    assert reading.records
    seen = SourceFile("x", PACKED[name].encode()) if name in PACKED else source
    assert lost_and_invented(found.name, seen, reading) == (Counter(), Counter())


def test_every_form_that_holds_records_is_tried() -> None:
    tried = {reader_for(SourceFile("x", d if isinstance(d, bytes) else d.encode())).name for _, _, d in SOURCES}
    assert tried == {name for name, _ in READERS} - WITHOUT_RECORDS


def test_a_word_that_a_reader_drops_or_adds_is_noticed() -> None:
    source = SourceFile("x", as_json({"value": question_row(answerText=ANSWER)}))
    reading = reader_for(source).read(source)
    (record,) = reading.records
    first, *rest = record.passages
    changed = replace(record, passages=(replace(first, text=first.text.replace("many", "few")), *rest))
    lost, added = lost_and_invented("Written Questions API JSON", source, replace(reading, records=(changed,)))
    assert (lost, added) == (Counter(["many"]), Counter(["few"]))


@pytest.mark.shared
@pytest.mark.parametrize(
    "folder",
    [
        "committee-oral-evidence",
        "govuk",
        "hansard-api",
        "hansard-text",
        "page-samples",
        "parlamint-gb",
        "theyworkforyou/scrapedxml-2009",
        "theyworkforyou/answers2026-02-23.excerpt.xml",
        "written-questions/api-details-66.json",
        "../seeds",
    ],
)
def test_no_word_of_a_real_sample_is_lost_and_none_is_added(folder: str) -> None:
    wrong: dict[str, tuple[Counter[str], Counter[str]]] = {}
    read = 0
    for path in _records_in(shared("data", folder)):
        source = open_source(path)
        try:
            found = reader_for(source)
            reading = found.read(source)
        except RefusedInput:
            continue
        if reading.records:
            read += 1
            lost, added = lost_and_invented(found.name, source, reading)
            if lost or added:
                wrong[path.name] = lost, added
    assert read
    assert not wrong


def _records_in(path: Path) -> list[Path]:
    return [found.path for found in source_files([path]) if not found.passed_over]


@pytest.mark.shared
def test_no_word_of_a_real_question_is_lost_and_none_is_added() -> None:
    """Every thirtieth of the questions of two years."""
    path = shared("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
    for line in gzip.decompress(path.read_bytes()).splitlines()[::30]:
        source = SourceFile("x", line)
        assert lost_and_invented("Written Questions API JSON", source, reader_for(source).read(source)) == (
            Counter(),
            Counter(),
        ), json.loads(line)["uin"]


@pytest.mark.shared
def test_no_word_of_a_converted_debate_is_lost() -> None:
    """Every twentieth of the debates that reach the product through the converter of the tests."""
    path = shared("data", "theyworkforyou", "pages-2001-2024", "debates-mentioning-hong-kong.jsonl.gz")
    for line in gzip.decompress(path.read_bytes()).splitlines()[::20]:
        source = SourceFile("x", dump_line(record_of_page(json.loads(line))).encode())
        reading = reader_for(source).read(source)
        assert lost_and_invented("the product's own JSON lines", source, reading) == (Counter(), Counter())
