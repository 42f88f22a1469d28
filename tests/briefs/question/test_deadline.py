"""The clock counts as Parliament does, and says what it does not know."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefs.question.deadline import (
    DeadlineRule,
    Recess,
    Sittings,
    Standing,
    clock_for,
    clock_of,
    due_day,
    is_working_day,
    working_days,
)
from briefs.records.model import AnswerState, House
from tests.briefs.question.invented import LAMPS, asked

DUE = [
    ("an ordinary week", DeadlineRule.ORDINARY, date(2025, 1, 7), date(2025, 1, 14)),
    ("over Easter", DeadlineRule.ORDINARY, date(2025, 4, 16), date(2025, 4, 25)),
    ("over the early May bank holiday", DeadlineRule.ORDINARY, date(2025, 5, 1), date(2025, 5, 9)),
    ("the Lords", DeadlineRule.LORDS, date(2025, 1, 7), date(2025, 1, 21)),
    ("the Lords over Christmas", DeadlineRule.LORDS, date(2025, 12, 18), date(2026, 1, 6)),
]


@pytest.mark.parametrize(("rule", "tabled", "due"), [row[1:] for row in DUE], ids=[row[0] for row in DUE])
def test_the_day_due(rule: DeadlineRule, tabled: date, due: date) -> None:
    assert due_day(rule, tabled, None) == due


STANDING: list[tuple[str, dict[str, Any], date, Standing, int]] = [
    ("two days left", {}, date(2025, 1, 10), Standing.DUE, 2),
    ("today", {}, date(2025, 1, 14), Standing.DUE_TODAY, 0),
    ("a weekend is no delay", {}, date(2025, 1, 18), Standing.OVERDUE, 3),
    ("withdrawn", {"state": AnswerState.WITHDRAWN}, date(2025, 1, 30), Standing.WITHDRAWN, 0),
    ("named day", {"named_day": True, "date_for_answer": date(2025, 1, 10)}, date(2025, 1, 13), Standing.OVERDUE, 1),
    (
        "its date for answer alone is no deadline",
        {"date_for_answer": date(2025, 1, 9)},
        date(2025, 1, 10),
        Standing.DUE,
        2,
    ),
]


@pytest.mark.parametrize(
    ("given", "on", "standing", "days"), [row[1:] for row in STANDING], ids=[r[0] for r in STANDING]
)
def test_how_a_question_stands(given: dict[str, Any], on: date, standing: Standing, days: int) -> None:
    clock = clock_of(asked("5", LAMPS, **given), on)
    assert (clock.standing, clock.days) == (standing, days)


def test_an_answer_is_on_time_or_late() -> None:
    on_time = clock_of(asked("5", LAMPS, "Nine.", answered=date(2025, 1, 14)), date(2025, 2, 1))
    late = clock_of(asked("5", LAMPS, "Nine.", answered=date(2025, 1, 16)), date(2025, 2, 1))
    assert (on_time.standing, late.standing, late.days) == (Standing.ON_TIME, Standing.LATE, 2)


def test_a_holding_answer_stops_no_clock() -> None:
    record = asked("5", LAMPS, "It was not possible.", answered=date(2025, 1, 9), state=AnswerState.HOLDING)
    clock = clock_of(record, date(2025, 1, 20))
    assert (clock.standing, clock.held, clock.answered) == (Standing.OVERDUE, True, None)


def test_recesses_are_left_out_only_where_they_are_known() -> None:
    recess = Recess(date(2025, 2, 14), date(2025, 2, 23))
    record = asked("5", LAMPS, tabled=date(2025, 2, 12))
    assert clock_of(record, date(2025, 2, 12)).due == date(2025, 2, 19)
    clock = clock_of(record, date(2025, 2, 12), Sittings((recess,), date(2025, 3, 1)))
    assert (clock.due, clock.recess_known) == (date(2025, 2, 27), True)
    short = clock_of(record, date(2025, 2, 12), Sittings((recess,), date(2025, 2, 26)))
    assert (short.due, short.recess_known, short.known_until) == (date(2025, 2, 27), False, date(2025, 2, 26))


def test_a_pasted_question_has_no_day_of_tabling() -> None:
    assert clock_for(House.LORDS, None, date(2025, 1, 7)).standing is Standing.UNKNOWN


def test_working_days_skip_weekends_and_bank_holidays() -> None:
    assert not is_working_day(date(2025, 12, 25))
    assert not is_working_day(date(2025, 1, 4))
    assert working_days(date(2025, 12, 24), date(2025, 12, 29)) == 1
