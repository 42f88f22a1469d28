"""Hansard's text download becomes one debate with its speakers."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.pages import hansard_text
from briefs.records.model import House, Kind, Role
from tests.support import shared

STATEMENT = """Trams: Winter

15:31:00

The Secretary of State for Trams (Dr Jane Example)
With permission, Mr Speaker, I will make a statement on trams.

They run.

15:39:00

John Sample (Samplesea) (Lab) [V]
I thank the Secretary of State for advance sight of her statement. Do they?

Dr Example
I am grateful to the hon. Gentleman. They do.

Ann Other (Hythe) (SNP)
Will they run on Sunday?

Mr Speaker
Order.

Dr Example
Yes.

Sitting suspended.

Ann Other
Thank you.
"""


def read(name: str, text: str = STATEMENT) -> Reading:
    return hansard_text.read_text(text, name, text.encode())


def test_speakers_keep_their_first_full_name_and_office_through_short_forms() -> None:
    (record,) = read("Trams_ Winter 2021-02-03.txt").records
    assert [(p.speaker, p.role, p.turn) for p in record.passages] == [
        ("Dr Jane Example", Role.MINISTER, 1),
        ("Dr Jane Example", Role.MINISTER, 1),
        ("John Sample", Role.OPPOSITION, 2),
        ("Dr Jane Example", Role.MINISTER, 3),
        ("Ann Other", Role.BACKBENCHER, 4),
        ("Mr Speaker", Role.SPEAKER, 5),
        ("Dr Jane Example", Role.MINISTER, 6),
        (None, Role.UNKNOWN, None),
        ("Ann Other", Role.BACKBENCHER, 7),
    ]
    assert record.passages[3].office == "The Secretary of State for Trams"
    assert (record.kind, record.house, record.title) == (Kind.ORAL_STATEMENT, House.COMMONS, "Trams: Winter")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Trams_ Winter 2021-02-03.txt", date(2021, 2, 3)),
        ("Trams_ Winter 2021-02-03 (1).txt", date(2021, 2, 3)),
        ("Trams_ Winter 2021-02-31.txt", None),
        ("another name 2021-02-03.txt", None),
        ("debate.txt", None),
    ],
)
def test_the_day_comes_only_from_hansards_own_file_name_and_the_record_says_so(name: str, day: date | None) -> None:
    (record,) = read(name).records
    assert record.dates.happened == day
    assert bool(record.notes) is (day is not None)


def test_a_full_name_resolves_a_short_form_only_where_one_person_fits() -> None:
    text = STATEMENT.replace("Ann Other (Hythe) (SNP)", "Mr Tom Sample (Hythe) (SNP)").replace("Ann Other", "Mr Sample")
    (record,) = read("x.txt", text).records
    assert record.passages[-1].speaker == "Mr Sample"


def test_time_marks_are_left_out_and_reported() -> None:
    reading = read("x.txt")
    assert [s.text for s in reading.stripped if s.why == "time mark"] == ["15:31:00", "15:39:00"]


def test_a_file_in_which_nobody_speaks_is_refused() -> None:
    with pytest.raises(RefusedInput):
        read("x.txt", "Trams\n\n15:31:00\n\nNobody came.")


def test_a_plain_text_is_not_taken_for_the_download() -> None:
    assert not hansard_text.looks_like("Trams\n\nMr Sample went home at 15:31:00.\n")
    assert hansard_text.looks_like(STATEMENT)


@pytest.mark.shared
def test_the_real_download_names_everybody_who_speaks() -> None:
    (path,) = shared("data", "hansard-text").glob("Covid*.txt")
    source = SourceFile(path.name, path.read_bytes())
    assert hansard_text.looks_like(source.head)
    (record,) = hansard_text.read_text(source.text, source.name, source.data).records
    assert (record.kind, record.house) == (Kind.ORAL_STATEMENT, House.COMMONS)
    assert record.dates.happened == date(2020, 5, 4)
    assert {p.speaker for p in record.passages if p.role is Role.MINISTER} == {"Dr Thérèse Coffey"}
    assert {p.speaker for p in record.passages if p.role is Role.OPPOSITION} == {"Jonathan Reynolds", "Neil Gray"}
    assert all(p.text in source.text for p in record.passages)
