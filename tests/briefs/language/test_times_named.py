"""The time that a sentence names for what is to come, and whether it is over."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.language.times_named import time_passed

SAID, TODAY = date(2021, 2, 1), date(2022, 6, 1)


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        pytest.param("The lamps will be lit by 5 May 2021.", date(2021, 5, 5), id="a day"),
        pytest.param("We expect to publish the plan in July 2021.", date(2021, 7, 31), id="a month"),
        pytest.param("It will be laid in spring 2022.", None, id="a spring that is not over"),
        pytest.param("A strategy for lamps will be published this autumn.", date(2021, 12, 31), id="this autumn"),
        pytest.param("We plan to report later this year.", date(2021, 12, 31), id="later this year"),
        pytest.param("The Department will spend £2 million in 2021/22.", date(2022, 3, 31), id="a financial year"),
        pytest.param("All lamps will be lit by 2030.", None, id="to come"),
        pytest.param("Keepers will be paid from winter 2021.", None, id="when it begins"),
        pytest.param("The lamps were lit on 5 May 2020.", None, id="not about what is to come"),
        pytest.param("The lamps will be lit soon.", None, id="no time named"),
        pytest.param("We will report by 31 June 2021.", date(2021, 6, 30), id="no such day, so the month"),
    ],
)
def test_a_time_that_is_over_is_found(sentence: str, last: date | None) -> None:
    assert time_passed(sentence, SAID, TODAY) == last


def test_nothing_is_over_where_it_is_not_known_when_it_was_said() -> None:
    assert time_passed("The lamps will be lit by 5 May 2021.", None, TODAY) is None
