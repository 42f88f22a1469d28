"""A column of the Official Report names a record only where one alone fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefs.question.references.chain import follow
from briefs.question.references.columns import columns_of
from briefs.question.references.resolution import Why
from briefs.records.model import DateKind, Dates, House, Record
from briefs.store.store import Store
from tests.briefs.question.invented import LAMPS, asked

ANSWERED = date(2009, 7, 20)


def printed(uin: str, title: str, column: str, house: House = House.COMMONS) -> Record:
    """Return a question of printed Hansard, which gives its column and no day of tabling."""
    record = asked(uin, LAMPS, "Forty.", house=house, title=title, reference=column, tabled=date(2009, 7, 13))
    return replace(
        record,
        record_id=f"wq/{house.value}/answered/{ANSWERED}/{uin}",
        dates=Dates(answered=ANSWERED, cited=DateKind.ANSWERED),
    )


HELD = (
    printed("1", "Lighthouses: Lamps", "c809W"),
    printed("2", "Beacons", "c809W"),
    printed("3", "Harbours", "c811W"),
    printed("4", "Harbours: Cranes", "c811W"),
    printed("5", "Piers", "c900W"),
    printed("HL6", "Buoys", "cWA216", House.LORDS),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as held:
        held.add(HELD)
        yield held


CASES = [
    ("by its heading", "20 July 2009, Official Report, column 809W, on Lighthouses: Lamps", "1", None),
    ("where its answer goes on", "20 July 2009, Official Report, columns 810-11W, on Beacons", "2", None),
    ("a range with its digits left out", "20 July 2009, Official Report, columns 898-902W, on Piers", "5", None),
    ("two of one heading", "20 July 2009, Official Report, column 811W, on Harbours", None, Why.SEVERAL),
    ("another heading", "20 July 2009, Official Report, column 809W, on Foghorns", None, Why.COLUMN),
    ("another day", "21 July 2009, Official Report, column 809W, on Beacons", None, Why.COLUMN),
    ("a column of debates", "20 July 2009, Official Report, column 809, on Beacons", None, Why.COLUMN),
    ("far beyond", "20 July 2009, Official Report, column 950W, on Piers", None, Why.COLUMN),
    ("the Lords", "20 July 2009, Official Report, column WA 216, on Buoys", "HL6", None),
]


@pytest.mark.parametrize(("words", "uin", "why"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_a_column_is_resolved_where_one_record_fits(store: Store, words: str, uin: str | None, why: Why | None) -> None:
    text = f"To ask the Secretary of State for Coasts, pursuant to the answer of {words}, how many there are."
    (step,) = follow(text, store.find_uin, today=date(2009, 10, 1), columns=columns_of(store)).steps
    found = step.resolution
    assert (found.record.uin if found.record else None, found.why) == (uin, why)


def test_without_a_heading_that_of_the_question_that_points_must_agree(store: Store) -> None:
    words = "I refer the hon. Member to the answer given on 20 July 2009, Official Report, column 809W."
    for title, uin in (("Beacons", "2"), ("Lighthouses: Lamps", "1"), ("Foghorns", None)):
        source = replace(printed("9", title, "c12W"), record_id="wq/commons/answered/2009-10-12/9")
        source = replace(source, passages=asked("9", LAMPS, words).passages, dates=Dates(answered=date(2009, 10, 12)))
        (step,) = follow("", store.find_uin, today=date(2009, 10, 12), record=source, columns=columns_of(store)).steps
        assert (step.resolution.record.uin if step.resolution.record else None) == uin
