"""A speech archive's page gives who spoke, in what office, when and where."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading
from briefs.readers.pages import speech_page
from briefs.records.model import House, Kind, Role
from tests.support import shared

TITLE = "Jane Example – 2020 Statement on Trams"


def read(text: str) -> Reading:
    return speech_page.read_text(text, "page.txt", text.encode())


@pytest.mark.parametrize(
    ("made_by", "name", "office", "role", "day", "house"),
    [
        (
            "Below is the text of the statement made by Jane Example, the Minister of State for Trams, on 27 "
            "February 2020.",
            "Jane Example",
            "Minister of State for Trams",
            Role.MINISTER,
            date(2020, 2, 27),
            None,
        ),
        (
            "The speech made by Jane Example, the Leader of the Opposition, in the House of Commons on 10 May 2022.",
            "Jane Example",
            "Leader of the Opposition",
            Role.OPPOSITION,
            date(2022, 5, 10),
            House.COMMONS,
        ),
        (
            "Below is the text of the speech made by Jane Example, the Labour MP for Samplesea, in the House of "
            "Commons on 3 July 2019.",
            "Jane Example",
            "Labour MP for Samplesea",
            Role.BACKBENCHER,
            date(2019, 7, 3),
            House.COMMONS,
        ),
        (
            "Speech made by Jane Example at the Tram Conference in Samplesea on 1st October 2018.",
            "Jane Example",
            None,
            Role.UNKNOWN,
            date(2018, 10, 1),
            None,
        ),
        (
            "Below is the text of the speech made by the Home Secretary, Jane Example, on 2 June 2015.",
            "Jane Example",
            "Home Secretary",
            Role.MINISTER,
            date(2015, 6, 2),
            None,
        ),
        (
            "The statement made by Lord Sample, the Minister for Trams, in the House of Lords on 2 June 2021.",
            "Lord Sample",
            "Minister for Trams",
            Role.MINISTER,
            date(2021, 6, 2),
            House.LORDS,
        ),
    ],
    ids=["statement", "opposition", "member", "no-office", "office-first", "lords"],
)
def test_the_line_above_the_words_says_who_when_and_where(
    made_by: str, name: str, office: str | None, role: Role, day: date, house: House | None
) -> None:
    (record,) = read(f"{TITLE}\n\n{TITLE}\n\n{made_by}\n\nTrams are late.\n\nThey must run.\n").records
    assert (record.people[0].name, record.people[0].office) == (name, office)
    assert [(p.speaker, p.role) for p in record.passages] == [(name, role)] * 2
    assert (record.dates.happened, record.house, record.title) == (day, house, TITLE)
    assert record.kind is Kind.SPEECH


@pytest.mark.parametrize(
    "words",
    [
        "With permission, Madam Deputy Speaker, I would like to speak.",
        "Trams run. I commend this statement to the House.",
    ],
)
def test_words_spoken_to_the_speaker_make_it_an_oral_statement(words: str) -> None:
    (record,) = read(
        f"{TITLE}\n\nThe statement made by Jane Example, the Tram Minister, on 2 June 2021.\n\n{words}"
    ).records
    assert (record.kind, record.house) == (Kind.ORAL_STATEMENT, House.COMMONS)


def test_a_page_with_two_speeches_gives_two_records() -> None:
    made = "The speech made by {}, the Minister for Trams, on {} June 2021."
    text = "\n\n".join(
        [
            TITLE,
            made.format("Jane Example", 2),
            "Trams run.",
            "John Sample – 2021 Speech on Buses",
            made.format("John Sample", 3),
            "Buses run.",
        ]
    )
    first, second = read(text).records
    assert [p.text for p in first.passages] == ["Trams run."]
    assert (second.title, second.people[0].name) == ("John Sample – 2021 Speech on Buses", "John Sample")
    assert first.record_id != second.record_id


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(RefusedInput):
        read(f"{TITLE}\n\nThe speech made by Jane Example, the Tram Minister, on 2 June 2021.")


def test_a_story_about_a_speech_is_not_an_archives_page() -> None:
    text = "Minister speaks\n\nThe minister gave a speech in Samplesea on trams, and people said it was long.\n"
    assert not speech_page.looks_like(text)


@pytest.mark.shared
def test_the_real_page_is_a_ministers_statement() -> None:
    (path,) = shared("seeds").glob("004_*.txt")
    text = path.read_text(encoding="utf-8")
    (record,) = read(text).records
    assert (record.kind, record.house) == (Kind.ORAL_STATEMENT, House.COMMONS)
    assert record.dates.happened == date(2020, 2, 27)
    assert {(p.speaker, p.role) for p in record.passages} == {("Victoria Atkins", Role.MINISTER)}
    assert [v.role for p in record.passages for v in p.voices] == [Role.WATCHDOG]
    assert all(p.text in text for p in record.passages)
