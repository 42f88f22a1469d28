"""What is known of a House's sitting days, and what the clock makes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefs.question import recesses
from briefs.question.deadline import DeadlineRule, Recess, Sittings, clock_of, due_day
from briefs.question.sitting_days import Span, known_sittings, sittings_around
from briefs.records.model import Dates, House
from briefs.store.store import Store
from briefs.sync.base import RawReply
from briefs.sync.http.fetches import Fetches
from briefs.sync.services.sitting_days import ADDRESS
from tests.briefs.question.invented import LAMPS, asked
from tests.making import lamps

MON = date(2031, 3, 3)


def day(number: int) -> date:
    """Return a day so many days after a Monday."""
    return MON + timedelta(days=number)


KNOWN: list[tuple[str, Sequence[int], Sequence[tuple[int, int]], int, Sittings | None]] = [
    ("nothing held", (), (), 0, None),
    ("weekends are no recess", (0, 3, 7, 10), (), 1, Sittings((), day(10))),
    ("a long gap is not known", (0, 3, 21), (), 1, Sittings((), day(3))),
    ("a long gap that the calendar covers", (0, 3, 21), ((0, 25),), 1, Sittings((Recess(day(4), day(20)),), day(25))),
    ("covered by two months", (0, 21), ((0, 9), (10, 25)), 0, Sittings((Recess(day(1), day(20)),), day(25))),
    ("covered in part", (0, 21), ((0, 9), (12, 30)), 0, Sittings((), day(0))),
    ("the calendar ends in a recess", (0, 1), ((0, 20),), 0, Sittings((Recess(day(2), day(20)),), day(20))),
    ("the calendar ends soon after", (0, 1), ((0, 3),), 0, Sittings((), day(3))),
    ("tabled in an unknown gap", (0, 21), (), 9, None),
    ("all of it earlier", (0, 1), (), 30, None),
]


@pytest.mark.parametrize(("days", "covered", "since", "known"), [row[1:] for row in KNOWN], ids=[r[0] for r in KNOWN])
def test_what_is_known(
    days: Sequence[int], covered: Sequence[tuple[int, int]], since: int, known: Sittings | None
) -> None:
    spans: list[Span] = [(day(first), day(last)) for first, last in covered]
    assert known_sittings(map(day, days), spans, day(since)) == known


def calendar(store: Store, year: int, month: int, days: Sequence[int], fetched: date, house: str = "Commons") -> None:
    """Keep an answer of Hansard's calendar as a sync does."""
    rows = [{"House": house, "ItemDate": f"{year}-{month:02}-{n:02}T00:00:00"} for n in days]
    url = f"{ADDRESS}/overview/calendar.json?year={year}&month={month}&house={house}"
    moment = datetime.combine(fetched, datetime.min.time(), UTC)
    Fetches(store).keep("hansard", RawReply(url, 200, "application/json", json.dumps(rows).encode(), moment))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path)


def test_the_calendar_held_shows_a_recess_and_the_clock_leaves_it_out(store: Store) -> None:
    calendar(store, 2025, 2, [3, 4, 5, 10, 11, 12, 13, 24, 25, 26], date(2025, 4, 1))
    calendar(store, 2025, 3, [3, 4, 5], date(2025, 4, 1))
    record = asked("5", LAMPS, tabled=date(2025, 2, 12))
    sittings = sittings_around(store, House.COMMONS, date(2025, 2, 12), date(2025, 2, 12))
    clock = clock_of(record, date(2025, 2, 12), sittings)
    assert (clock.due, clock.recess_known) == (date(2025, 2, 27), True)


def test_a_month_is_known_up_to_the_day_before_it_was_fetched(store: Store) -> None:
    calendar(store, 2018, 3, [5, 6, 7, 12], date(2018, 3, 14))
    assert sittings_around(store, House.COMMONS, date(2018, 3, 6), date(2018, 3, 14)) == Sittings((), date(2018, 3, 13))


def test_a_debate_held_proves_a_sitting_day_of_its_house_alone(store: Store) -> None:
    store.add(
        [lamps(record_id="hansard/commons/2018-03-06/A", house=House.COMMONS, dates=Dates(happened=date(2018, 3, 6)))]
    )
    assert sittings_around(store, House.COMMONS, date(2018, 3, 6), date(2018, 3, 6)) == Sittings((), date(2018, 3, 6))
    assert sittings_around(store, House.COMMONS, date(2018, 3, 7), date(2018, 3, 7)) is None
    assert sittings_around(store, House.LORDS, date(2018, 3, 6), date(2018, 3, 6)) is None


@pytest.mark.parametrize(
    ("tabled", "due"),
    [
        (date(2024, 7, 30), date(2024, 9, 6)),
        (date(2025, 4, 7), date(2025, 4, 25)),
        (date(2023, 3, 6), date(2023, 3, 13)),
    ],
    ids=["the summer", "Easter, with its bank holidays", "no recess"],
)
def test_the_announced_recesses_are_left_out_where_nothing_is_held(store: Store, tabled: date, due: date) -> None:
    known = sittings_around(store, House.COMMONS, tabled, tabled)
    assert known is not None
    assert known.until == recesses.KNOWN[House.COMMONS][1]
    assert due_day(DeadlineRule.ORDINARY, tabled, None, known.recesses) == due


def test_the_lords_have_recesses_of_their_own(store: Store) -> None:
    known = sittings_around(store, House.LORDS, date(2025, 4, 2), date(2025, 4, 2))
    assert known is not None
    assert due_day(DeadlineRule.LORDS, date(2025, 4, 2), None, known.recesses) == date(2025, 5, 2)


@pytest.mark.parametrize("house", list(recesses.KNOWN))
def test_before_and_after_the_table_nothing_is_known(store: Store, house: House) -> None:
    since, until = recesses.KNOWN[house]
    for day in (since - timedelta(days=1), until + timedelta(days=1)):
        assert sittings_around(store, house, day, day) is None


def test_a_question_without_a_day_or_house_asks_nothing(store: Store) -> None:
    assert sittings_around(store, None, date(2021, 3, 9), date(2021, 3, 9)) is None
    assert sittings_around(store, House.COMMONS, None, date(2021, 3, 9)) is None
