"""Easter, and Christmas and Easter as periods."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.request.dates.feasts import easter_sunday
from briefs.request.dates.ranges import find_period


@pytest.mark.parametrize(
    "sunday",
    [date(2008, 3, 23), date(2011, 4, 24), date(2019, 4, 21), date(2024, 3, 31), date(2025, 4, 20), date(2038, 4, 25)],
)
def test_easter_falls_on_its_sunday(sunday: date) -> None:
    assert easter_sunday(sunday.year) == sunday


@pytest.mark.parametrize("year", range(1990, 2090))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    sunday = easter_sunday(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


def test_a_feast_to_come_is_that_of_the_year_before() -> None:
    period = find_period("ferries since Christmas", date(2025, 12, 24))
    assert period is not None
    assert period.since == date(2024, 12, 25)
