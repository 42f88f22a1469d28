"""A pointer resolves to the one record that the facts allow, and chains end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from briefs.question.references.chain import follow, repeated_from
from briefs.question.references.model import DayMeans
from briefs.question.references.references import find_pointers
from briefs.question.references.resolution import Resolution, Standpoint, WantedTarget, Why, resolve, wanted
from briefs.records.model import House, Record
from tests.briefs.question.invented import LAMPS, asked

TODAY = date(2025, 3, 3)
BEFORE = asked("700", LAMPS, "Nine lamps were.", tabled=date(2024, 3, 1), answered=date(2024, 3, 8))
NOW = asked("700", LAMPS, "Ten lamps were.", tabled=date(2025, 1, 20), answered=date(2025, 1, 27))
HELD = [BEFORE, NOW, asked("HL700", LAMPS, "None.", tabled=date(2025, 1, 20), house=House.LORDS)]


def look(records: Sequence[Record], uin: str) -> list[Record]:
    """Return the records under a UIN, as the store does."""
    return [record for record in records if record.uin == uin]


def one(text: str, records: Sequence[Record] = HELD, uin: str = "900") -> Resolution:
    """Return what the only pointer of a text resolves to."""
    (pointer,) = find_pointers(text, TODAY)
    (found,) = resolve(pointer, Standpoint(TODAY, uin=uin), lambda number: look(records, number))
    return found


RESOLVED = [
    ("I refer him to the answer of 8 March 2024 to Question 700.", BEFORE, True),
    ("I refer him to the answer of 27 January 2025 to Question 700.", NOW, True),
    ("I refer him to the answer of 28 January to Question 700.", NOW, False),
    ("when he will answer Question 700 tabled on 1 March 2024", BEFORE, True),
    ("I refer him to the answer of 20 January 2025 to Question 700.", NOW, True),
    ("I refer him to the answer of 27 January 2024 to Question 700.", NOW, False),
    ("I refer him to the answer to Question 700.", NOW, True),
    ("https://questions-statements.parliament.uk/written-questions/detail/2024-03-01/700", BEFORE, True),
]


@pytest.mark.parametrize(("text", "record", "exact"), RESOLVED, ids=[text for text, _, _ in RESOLVED])
def test_house_session_and_day_settle_which_question(text: str, record: Record, exact: bool) -> None:
    found = one(text)
    assert found.record is not None
    assert (found.record.record_id, found.exact) == (record.record_id, exact)


OPEN = [
    ("I refer him to the answer of 8 March 2024 to Question 701.", Why.NOT_HELD),
    ("I refer him to the answer of 3 June 2021 to Question 700.", Why.NOT_HELD),
    ("I refer him to the answer of 2 January 2025 to Question 700.", Why.DISAGREES),
    ("pursuant to the Answer of 27 January 2025 to Question 700 on Herrings, what", Why.DISAGREES),
    ("I refer him to the answer of 12 June 2009, Official Report, column 1069W.", Why.COLUMN),
    ("I refer him to the answer given to the hon. Member for Wick on 14 February 2025.", Why.NO_NUMBER),
]


@pytest.mark.parametrize(("text", "why"), OPEN, ids=[text for text, _ in OPEN])
def test_what_the_facts_do_not_settle_stays_open(text: str, why: Why) -> None:
    found = one(text)
    assert (found.record, found.why) == (None, why)


def test_a_number_far_ahead_of_the_present_session_is_the_last_ones() -> None:
    old = asked("91749", LAMPS, "Two.", tabled=date(2024, 3, 1))
    assert one("I refer him to PQ 91749.", [old], uin="900").record == old
    assert one("I refer him to PQ 91749.", [old], uin="91000").record is None


def test_a_number_with_hl_is_the_lords() -> None:
    found = one("I refer her to the answer given to Question HL700 on 27 January 2025.")
    assert found.record is not None
    assert found.record.house is House.LORDS


def test_what_to_fetch_names_house_number_and_day() -> None:
    (pointer,) = find_pointers("pursuant to the Answer of 3 February 2025 to Question HL55, whether", TODAY)
    assert wanted(pointer) == (WantedTarget(House.LORDS, "HL55", date(2025, 2, 3), DayMeans.ANSWERED),)


def test_a_chain_is_followed_to_its_end_and_a_circle_ends() -> None:
    first = asked("1", LAMPS, "I refer him to the answer of 20 January 2025 to Question 2.", tabled=date(2025, 2, 3))
    second = asked("2", LAMPS, "I refer him to the answer given to Question 1.", tabled=date(2025, 1, 13))
    chain = follow(LAMPS, lambda uin: look([first, second], uin), today=TODAY, record=first)
    assert [(s.depth, s.resolution.uin, s.again) for s in chain.steps] == [(1, "2", False)]
    circle = asked(
        "2",
        LAMPS,
        "See the answer of 10 February 2025 to Question 1.",
        answered=date(2025, 1, 20),
        tabled=date(2025, 1, 13),
    )
    chain = follow(LAMPS, lambda uin: look([first, circle], uin), today=TODAY, record=first)
    assert (chain.steps[0].depth, chain.steps[0].resolution.uin) == (1, "2")
    assert len(chain.records) == 1


def test_a_missing_target_says_what_to_fetch() -> None:
    text = "To ask the Minister for Coasts, pursuant to the Answer of 3 February 2025 to Question 55, whether it holds."
    chain = follow(text, lambda uin: [], today=TODAY)
    assert [found.uin for found in chain.missing] == ["55"]


def test_a_record_that_names_itself_points_at_nothing() -> None:
    record = asked("55", LAMPS, "As said in answer to Question 55, nine.")
    assert follow(LAMPS, lambda uin: look([record], uin), today=TODAY, record=record).records == ()


def test_words_reproduced_from_an_earlier_answer_begin_after_the_mark() -> None:
    said = "I gave this on 8 March 2024 in answer to Question 700, which for ease of reference is reproduced below:"
    assert repeated_from(asked("9", LAMPS, "First.", said, "Nine lamps were.")) == 3
    assert repeated_from(asked("9", LAMPS, "First.", "Second.")) is None
