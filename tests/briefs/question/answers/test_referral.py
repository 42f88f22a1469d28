"""What bears on referring to an earlier answer is told as facts."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.names.governments import GOVERNMENTS, government_of
from briefs.question.answers.referral import Answering, Passed, referral_to
from briefs.records.sessions import SESSIONS, session_of
from tests.briefs.question.invented import LAMPS, asked

OLD = asked("5", LAMPS, "Nine were.", tabled=date(2024, 3, 4))


def test_age_session_and_government() -> None:
    found = referral_to(OLD, date(2025, 3, 11), Answering(22, None, date(2025, 3, 1)))
    assert found is not None
    assert (found.age_days, found.same_session, found.same_government, found.same_minister) == (
        365,
        False,
        False,
        False,
    )
    assert found.government is not None
    assert found.government[1] == "Rishi Sunak"


def test_what_the_tables_do_not_reach_is_not_said() -> None:
    recent = asked("5", LAMPS, "Nine were.", tabled=date(2026, 6, 1))
    found = referral_to(recent, date(2026, 7, 1), None)
    assert found is not None
    assert (found.same_government, found.same_minister) == (None, None)
    assert referral_to(asked("5", LAMPS), date(2025, 1, 8), None) is None


PASSED = [
    ("We will publish the plan by spring 2024.", Passed.DEADLINE, date(2024, 5, 31)),
    ("We expect to finish later this year.", Passed.DEADLINE, date(2024, 12, 31)),
    ("In 2022-23 there were 12,450 lamps.", Passed.FIGURE, date(2023, 3, 31)),
    ("As of 30 June 2023 it had cost £3 million.", Passed.FIGURE, date(2023, 6, 30)),
    ("We will publish the plan by December 2030.", None, None),
    ("The pier was built in 1889.", None, None),
    ("We will publish the plan in due course.", None, None),
]


@pytest.mark.parametrize(("text", "what", "until"), PASSED, ids=[row[0] for row in PASSED])
def test_what_has_passed(text: str, what: Passed | None, until: date | None) -> None:
    record = asked("5", LAMPS, f"I thank him. {text}", tabled=date(2024, 3, 4))
    found = referral_to(record, date(2025, 3, 11), None)
    assert found is not None
    if what is None:
        assert found.passed == ()
    else:
        (passed,) = found.passed
        assert (passed.what, passed.until) == (what, until)
        assert record.passages[1].text[passed.start : passed.end] == text


def test_the_tables_are_in_order() -> None:
    assert [since for since, _, _ in GOVERNMENTS] == sorted(since for since, _, _ in GOVERNMENTS)
    assert session_of(SESSIONS[0][0]) == 0
    assert session_of(date(1999, 1, 1)) is None
    assert government_of(date(1990, 1, 1)) is None
