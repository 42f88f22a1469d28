"""A saved Hansard page becomes one debate, whether or not its speakers' names were saved."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.pages import hansard_page
from briefs.readers.registry import reader_for
from briefs.records.model import House, Kind, Role
from tests.support import shared

HEAD = """Skip to main content
Trams: Samplesea
Volume 640: debated on Tuesday 8 May 2018
Share this debate
"""
URGENT = (
    HEAD
    + """(Urgent Question): To ask the Secretary of State for Trams if she will make a statement on trams.

Yesterday, we published a review. My Department will mend every tram, and I have spoken to the mayor.

We are also clear that this will take time.

I thank the Minister for that reply. It seems that the Government have failed. Will she apologise?

I am grateful to the hon. Gentleman, but I can assure him that we are acting.

Does my right hon. Friend agree that trams in my constituency are late?

My hon. Friend is right. We are mending them.
"""
)
NAMED = (
    HEAD
    + """Column 12
John Sample
(Samplesea) (Lab)
I beg to move, That this House has considered trams.
The Minister for Trams
(Jane Example)
The hon. Member is right.
John Sample
I thank the Minister.
"""
)
LORDS = """Trams
Volume 801: debated on Monday 3 February 2020
Lords Chamber
Lord Sample (CB)
My Lords, are trams late?
The Parliamentary Under-Secretary of State, Department for Trams (Baroness Example) (Con)
My Lords, they are not.
"""


def read(text: str) -> Reading:
    return hansard_page.read_text(text, "page.txt", text.encode())


def test_a_page_without_names_names_nobody_and_shows_the_roles_of_an_urgent_question() -> None:
    (record,) = read(URGENT).records
    assert (record.kind, record.house, record.volume) == (Kind.URGENT_QUESTION, House.COMMONS, "640")
    assert (record.title, record.dates.happened) == ("Trams: Samplesea", date(2018, 5, 8))
    assert {p.speaker for p in record.passages} == {None}
    assert [(p.role, p.turn) for p in record.passages] == [
        (Role.OPPOSITION, 1),
        (Role.MINISTER, 2),
        (Role.MINISTER, 2),
        (Role.OPPOSITION, 3),
        (Role.MINISTER, 4),
        (Role.BACKBENCHER, 5),
        (Role.MINISTER, 6),
    ]
    assert any("does not name its speakers" in note for note in record.notes)


def test_a_debate_without_names_shows_no_roles() -> None:
    text = HEAD + "I beg to move, That this House has considered trams.\n\nMy hon. Friend is right.\n"
    (record,) = read(text).records
    assert record.kind is Kind.DEBATE
    assert {(p.role, p.turn) for p in record.passages} == {(Role.UNKNOWN, None)}


def test_names_over_two_lines_are_joined_and_furniture_is_left_out() -> None:
    reading = read(NAMED)
    (record,) = reading.records
    assert [(p.speaker, p.role, p.office) for p in record.passages] == [
        ("John Sample", Role.BACKBENCHER, None),
        ("Jane Example", Role.MINISTER, "The Minister for Trams"),
        ("John Sample", Role.BACKBENCHER, None),
    ]
    assert record.passages[0].constituency == "Samplesea"
    assert {"navigation", "share link", "column mark"} <= {s.why for s in reading.stripped}


def test_a_page_of_the_lords_is_the_lords() -> None:
    (record,) = read(LORDS).records
    assert (record.house, record.kind) == (House.LORDS, Kind.DEBATE)
    assert [p.speaker for p in record.passages] == ["Lord Sample", "Baroness Example"]


QUESTION = """Trams
Volume 830: debated on Tuesday 6 June 2023
Lords Chamber


Asked by Lord Sample of Hythe

To ask His Majesty’s Government what they do for trams.

The Parliamentary Under-Secretary of State, Department for Trams (Lord Example) (Con)
My Lords, we have spent £9 million on trams.

Lord Sample of Hythe (CB)
My Lords, trams are late.

The Lord Bishop of Blankton
My Lords, trams pass my church.
"""


@pytest.mark.parametrize("sitting", [True, False])
def test_an_oral_question_of_the_lords_is_a_debate_with_every_speaker_by_name(sitting: bool) -> None:
    day = "Volume 830: debated on Tuesday 6 June 2023"
    text = QUESTION if sitting else QUESTION.replace(day, "Tuesday 6 June 2023")
    source = SourceFile("x.txt", text.encode())
    (record,) = reader_for(source).read(source).records
    assert (record.kind, record.house, record.dates.happened) == (Kind.DEBATE, House.LORDS, date(2023, 6, 6))
    assert [(p.speaker, p.role is Role.MINISTER) for p in record.passages] == [
        ("Lord Sample of Hythe", False),
        ("Lord Example", True),
        ("Lord Sample of Hythe", False),
        ("The Lord Bishop of Blankton", False),
    ]


def test_a_page_that_holds_no_words_is_refused() -> None:
    with pytest.raises(RefusedInput):
        read(HEAD)


def test_only_the_sitting_line_makes_a_hansard_page() -> None:
    assert hansard_page.looks_like(URGENT)
    assert not hansard_page.looks_like("Trams\n\nWe debated on Friday what to do about trams.\n")


@pytest.mark.shared
def test_the_real_page_gives_volume_day_and_roles_without_names() -> None:
    (path,) = shared("seeds").glob("002_*.txt")
    text = path.read_text(encoding="utf-8")
    (record,) = read(text).records
    assert (record.kind, record.house, record.volume) == (Kind.URGENT_QUESTION, House.COMMONS, "617")
    assert record.dates.happened == date(2016, 11, 25)
    assert {p.speaker for p in record.passages} == {None}
    roles = [p.role for p in record.passages]
    assert (roles.count(Role.MINISTER), roles.count(Role.OPPOSITION), roles.count(Role.BACKBENCHER)) == (15, 5, 7)
    assert [v.speaker for p in record.passages for v in p.voices] == ["Home Office"]
    assert all(p.text in text for p in record.passages)
