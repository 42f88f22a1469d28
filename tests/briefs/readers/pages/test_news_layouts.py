"""A story saved from a broadcaster, a national or a local paper: particulars, paragraphs, and who is quoted."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.records.model import Kind, Part, Record, Role
from tests.briefs.readers.news_layouts import BROADCASTER, LOCAL, NATIONAL
from tests.briefs.readers.round_trip import read_as


def story(page: str) -> Record:
    (record,) = read_as("a web page", page.encode()).records
    return record


@pytest.mark.parametrize(
    ("page", "title", "day", "publisher", "authors", "url"),
    [
        pytest.param(
            BROADCASTER,
            "Lighthouse lamps: Watchdog finds 14 coasts in the dark",
            date(2031, 3, 4),
            "Marsh Broadcasting News",
            [("Rita Quill", "Coasts correspondent")],
            "https://news.example/articles/c1lamp",
            id="broadcaster",
        ),
        pytest.param(
            NATIONAL,
            "Government ‘lost count’ of broken lighthouse lamps, say MPs",
            date(2031, 3, 4),
            "The Daily Otter",
            [("Carla Penn", None), ("Dev Inkwell", None)],
            "https://paper.example/coasts/2031/mar/04/lamps",
            id="national",
        ),
        pytest.param(
            LOCAL,
            "Samplesea lighthouse to shine again after council deal",
            date(2031, 4, 9),
            "Samplesea Gazette",
            [("Tess Typist", "Local democracy reporter")],
            "https://gazette.example/news/24601.lighthouse",
            id="local, without JSON-LD",
        ),
    ],
)
def test_a_saved_story_has_its_particulars(
    page: str, title: str, day: date, publisher: str, authors: list[tuple[str, str | None]], url: str
) -> None:
    record = story(page)
    assert (record.kind, record.title, record.day, record.publisher) == (Kind.NEWS, title, day, publisher)
    assert [(p.name, p.office) for p in record.people if p.part_played == "author"] == authors
    assert record.url == url
    byline = " and ".join(name for name, _ in authors)
    assert {(p.speaker, p.role) for p in record.passages} == {(byline, Role.JOURNALIST)}


@pytest.mark.parametrize(
    ("page", "first", "last", "number"),
    [
        pytest.param(BROADCASTER, "Fourteen", 'autumn."', 7, id="broadcaster"),
        pytest.param(NATIONAL, "Public accounts", "each month.", 7, id="national, with its standfirst"),
        pytest.param(LOCAL, "SAMPLESEA", "in May.", 6, id="local"),
    ],
)
def test_only_the_storys_paragraphs_are_kept(page: str, first: str, last: str, number: int) -> None:
    passages = story(page).passages
    assert len(passages) == number
    assert passages[0].text.startswith(first)
    assert passages[-1].text.endswith(last)
    whole = " ".join(p.text for p in passages)
    assert not any(noise in whole for noise in ("Photograph", "Image", "Advertisement", "Read more", "newsletter", "©"))


def test_a_standfirst_is_a_summary() -> None:
    assert [p.part for p in story(NATIONAL).passages[:2]] == [Part.SUMMARY, Part.BODY]


@pytest.mark.parametrize(
    ("page", "words", "speaker", "role", "office"),
    [
        pytest.param(BROADCASTER, "Nobody could", "Ann Sample", Role.UNKNOWN, "Its head", id="straight marks"),
        pytest.param(BROADCASTER, "one by one", "Bob Trial", Role.OPPOSITION, None, id="he added"),
        pytest.param(
            BROADCASTER, "nine lamps", "Department for Coasts spokesperson", Role.MINISTER, None, id="spokesperson"
        ),
        pytest.param(
            NATIONAL, "paper forms, some", "Public Accounts Committee", Role.COMMITTEE, None, id="small letters"
        ),
        pytest.param(NATIONAL, "on the day", "Jane Example", Role.COMMITTEE, None, id="who chairs it"),
        pytest.param(NATIONAL, "We wrote", "Pat Keeper", Role.UNKNOWN, None, id="office before the name"),
        pytest.param(LOCAL, "long enough", "Vera Voter", Role.UNKNOWN, "leader of the council", id="councillor"),
        pytest.param(LOCAL, "I have sailed", "Hugh Harbour", Role.UNKNOWN, "Resident", id="an age is no office"),
    ],
)
def test_words_are_theirs_who_said_them(page: str, words: str, speaker: str, role: Role, office: str | None) -> None:
    (passage,) = (p for p in story(page).passages if words in p.text)
    at = passage.text.index(words)
    (voice,) = (v for v in passage.voices if v.start <= at < v.end)
    assert (voice.speaker, voice.role) == (speaker, role)
    assert office is None or voice.office == office
