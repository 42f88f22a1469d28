"""A saved story gives its headline, day, byline and paragraphs, and says what was left out."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading
from briefs.readers.pages import news_page
from briefs.records.model import Kind, Part, Role
from tests.support import shared

BROADSHEET = """Samplesea trams 'late for a decade'

Auditors find that nobody measured how late the trams were

Jane Example
Transport Correspondent
Thursday 4 March 2021 20:09 GMT
A tram stands in the rain at Samplesea
A tram stands in the rain at Samplesea (Getty)

Trams in Samplesea have been late for ten years, a report has revealed today.

The National Audit Office said that nobody had measured how late the trams were.

The town of Samplesea in winter

“It is dreadful that nobody measured it,” said John Sample, chair of the Transport Committee.

Thank you for registering
"""
BROADCASTER = """BBC News
Home
News
Trams 'not fit for purpose', MPs say
Published
14 March 2022
Share
By Jane Example
Political reporter
Image source, Getty Images
Trams in small towns are not fit for purpose, a committee of MPs has said today.
The Transport Committee found that fewer than a third of trams had been inspected since 2015.
What does the report say?
"We heard from drivers who had not seen an inspector," said its chair, John Sample MP.
More on this story
Driver 'begged' for inspection
"""
AGENCY = """Police chiefs want tram squads
By John Sample, PA Transport Correspondent
Published: 3 March 2020, 00:01

Police leaders have asked ministers to pay for tram squads after losses rose.

Chief Constable Jane Example told MPs that officers were worn out by tram crime.
"""
SITE = """MPs blast tram makers over lost decade

Posted On:
25th October 2018

MPs have criticised tram makers over a lost decade for the trams of small towns.

Trams of the world in pictures and words

Five trams you ‘must’ see before they go

A report from the Transport Committee accuses ministers of standing back as trams rusted.

Committee chair Jane Example said: “Trams need money.”
"""


def read(text: str) -> Reading:
    return news_page.read_text(text, "page.txt", text.encode())


@pytest.mark.parametrize(
    ("text", "title", "day", "authors", "publisher", "paragraphs"),
    [
        (BROADSHEET, "Samplesea trams 'late for a decade'", date(2021, 3, 4), ["Jane Example"], None, 4),
        (BROADCASTER, "Trams 'not fit for purpose', MPs say", date(2022, 3, 14), ["Jane Example"], "BBC News", 3),
        (AGENCY, "Police chiefs want tram squads", date(2020, 3, 3), ["John Sample"], None, 2),
        (SITE, "MPs blast tram makers over lost decade", date(2018, 10, 25), [], None, 3),
    ],
    ids=["broadsheet", "broadcaster", "agency", "political-site"],
)
def test_stories_of_several_layouts_give_their_facts(
    text: str, title: str, day: date, authors: list[str], publisher: str | None, paragraphs: int
) -> None:
    assert news_page.looks_like(text)
    (record,) = read(text).records
    assert (record.kind, record.title, record.day, record.publisher) == (Kind.NEWS, title, day, publisher)
    assert [p.name for p in record.people] == authors
    assert len(record.passages) == paragraphs
    assert {p.role for p in record.passages} == {Role.JOURNALIST}
    assert all(p.text in text for p in record.passages)
    assert title not in [p.text for p in record.passages]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (BROADSHEET, "A tram stands in the rain at Samplesea", "caption"),
        (BROADSHEET, "A tram stands in the rain at Samplesea (Getty)", "caption"),
        (BROADSHEET, "The town of Samplesea in winter", "heading"),
        (BROADSHEET, "Thank you for registering", "registration notice"),
        (BROADSHEET, "Transport Correspondent", "byline"),
        (BROADCASTER, "Image source, Getty Images", "caption"),
        (BROADCASTER, "What does the report say?", "heading"),
        (BROADCASTER, "Driver 'begged' for inspection", "related headlines"),
        (SITE, "Five trams you ‘must’ see before they go", "related headlines"),
        (SITE, "25th October 2018", "date line"),
    ],
)
def test_what_is_no_part_of_the_story_is_left_out_and_reported(text: str, line: str, why: str) -> None:
    reading = read(text)
    assert (line, why) in [(s.text, s.why) for s in reading.stripped]
    assert line not in [p.text for p in reading.records[0].passages]


def test_the_standfirst_is_a_summary_and_the_byline_speaks_the_rest() -> None:
    (record,) = read(BROADSHEET).records
    standfirst, first, *_ = record.passages
    assert (standfirst.part, first.part) == (Part.SUMMARY, Part.BODY)
    assert (first.speaker, first.office) == ("Jane Example", "Transport Correspondent")
    assert [v.speaker for v in record.passages[2].voices] == ["National Audit Office"]
    assert [(v.speaker, v.role) for v in record.passages[3].voices] == [("John Sample", Role.COMMITTEE)]


@pytest.mark.parametrize(
    "text",
    [
        "# Trams\n\nA note.\n",
        "Trams run.\n\nThey said so.\n",
        "Shopping list\nBread\nMilk\nEggs and a good deal else besides\n",
        "Tram Committee\n\nOral evidence: Trams\n\nTuesday 2 March 2021\n\nQ1 Chair: "
        + "You said trams were late. " * 9,
        "",
    ],
    ids=["markdown", "prose", "list", "transcript", "empty"],
)
def test_other_texts_are_not_taken_for_stories(text: str) -> None:
    assert not news_page.looks_like(text)


def test_a_page_without_paragraphs_is_refused() -> None:
    with pytest.raises(RefusedInput):
        read("Trams\n3 March 2020\nBy Jane Example\n")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("seed", "day", "people", "speakers"),
    [
        (
            "000",
            date(2018, 10, 25),
            [],
            {"Home Affairs Committee", "Tim Loughton", "Yvette Cooper", "Diane Abbott"},
        ),
        (
            "001",
            date(2019, 6, 27),
            ["Lizzie Dearden"],
            {
                "National Audit Office",
                "Meg Hillier",
                "Louise Haigh",
                "Gareth Davies",
                "Peter Goodman",
                "Lynne Owens",
                "Home Office",
                "Home Office spokesperson",
            },
        ),
    ],
)
def test_the_real_stories_give_everybody_quoted(seed: str, day: date, people: list[str], speakers: set[str]) -> None:
    (path,) = shared("seeds").glob(f"{seed}_*.txt")
    text = path.read_text(encoding="utf-8")
    assert news_page.looks_like(text)
    (record,) = read(text).records
    assert record.day == day
    assert [p.name for p in record.people] == people
    assert {v.speaker for p in record.passages for v in p.voices} == speakers
    assert all(p.text in text for p in record.passages)
