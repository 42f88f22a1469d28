"""Pages with portraits beside a debate: named where the portraits were saved, unnamed where they were not."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading
from briefs.readers.pages import portrait_page as parallel_page
from briefs.records.model import House, Kind, Role
from tests.support import shared

NAMED = """Tram Statement Debate
Full Debate: Read Full Debate
Tram Statement
Jane Example Excerpts
Monday 7th June 2021
(3 days, 10 hours ago)
Commons Chamber
Jane Example Portrait The Secretary of State for Trams (Jane Example)
- View Speech - Hansard - - - Excerpts
With permission, Mr Speaker, I will make a statement on trams.
John Sample Portrait John Sample (Samplesea) (Lab)
- View Speech - Hansard - -
I thank the Secretary of State for advance sight of her statement.
--- Later in debate ---
Jane Example Portrait Jane Example
- Hansard - - - Excerpts
I am grateful to the hon. Gentleman.
"""
UNNAMED = """Jane Example
Main Page: Jane Example (Labour - Samplesea)
(1 day, 15 hours ago)
Commons ChamberI beg to move, That trams run.
I thank my hon. Friend.
"""


def read(text: str) -> Reading:
    return parallel_page.read_text(text, "page.txt", text.encode())


def test_portraits_name_the_speakers_with_the_office_of_the_day() -> None:
    assert parallel_page.looks_like(NAMED)
    (record,) = read(NAMED).records
    assert [(p.speaker, p.role, p.turn) for p in record.passages] == [
        ("Jane Example", Role.MINISTER, 1),
        ("John Sample", Role.OPPOSITION, 2),
        ("Jane Example", Role.MINISTER, 3),
    ]
    assert (record.title, record.dates.happened, record.house) == ("Tram Statement", date(2021, 6, 7), House.COMMONS)
    assert record.kind is Kind.ORAL_STATEMENT


def test_without_portraits_nobody_is_named() -> None:
    assert parallel_page.looks_like(UNNAMED)
    (record,) = read(UNNAMED).records
    assert {(p.speaker, p.role, p.turn) for p in record.passages} == {(None, Role.UNKNOWN, None)}
    assert record.passages[0].text.startswith("I beg")
    assert record.notes


def test_a_written_statement_has_its_official_identity() -> None:
    text = (
        NAMED.split("With permission", maxsplit=1)[0].replace("Commons Chamber", "Written Statements")
        + "We publish.\n[HCWS12]\n"
    )
    (record,) = read(text).records
    assert (record.record_id, record.kind) == ("ws/commons/2021-06-07/HCWS12", Kind.WRITTEN_STATEMENT)
    assert [p.text for p in record.passages] == ["We publish."]


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(RefusedInput):
        read("Jane Example\nMain Page: Jane Example\n")


@pytest.mark.shared
@pytest.mark.parametrize("layout", ["layout-A", "layout-B-no-speakers", "written-statement-layout"])
def test_the_sample_layouts_are_read(layout: str) -> None:
    text = shared("data", "page-samples", f"parallelparliament-{layout}.txt").read_text(encoding="utf-8")
    assert parallel_page.looks_like(text)
    (record,) = read(text).records
    assert record.passages
    assert bool(record.people) is (layout != "layout-B-no-speakers")
