"""Page furniture is told from words, and days are read in the forms pages print."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.readers.common.boilerplate import furniture, strip_furniture, written_day


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Skip to main content", "navigation"),
        ("Share this debate", "share link"),
        ("Thank you for registering", "registration notice"),
        ("Sign up to our newsletter", "newsletter notice"),
        ("Accept all cookies", "cookie notice"),
        ("Reticulating Splines", "loading message"),
        ("Read more: Trams late again", "related headlines"),
        ("16:36:00", "time mark"),
        ("Column 412WH", "column mark"),
        ("Advertisement", "advertisement"),
        ("Share prices of tram makers fell by a tenth after the vote, the report said.", None),
        ("Home Office ministers said that trams would run.", None),
        ("Please do not take this lightly.", None),
        ("", None),
    ],
)
def test_a_whole_line_is_furniture_or_it_is_not(line: str, why: str | None) -> None:
    assert furniture(line) == why


def test_what_is_stripped_is_reported_with_its_reason() -> None:
    kept, left_out = strip_furniture(["Print", "Trams run."])
    assert kept == ["Trams run."]
    assert [(s.text, s.why) for s in left_out] == [("Print", "share link")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thursday 27 June 2019 20:09 BST", date(2019, 6, 27)),
        ("25th October 2018", date(2018, 10, 25)),
        ("Published 3 March 2020", date(2020, 3, 3)),
        ("June 3rd, 2021", date(2021, 6, 3)),
        ("2020-01-02T10:00:00Z", date(2020, 1, 2)),
        ("Updated: 03/04/2020", date(2020, 4, 3)),
        ("31 June 2020", None),
        ("last Thursday", None),
    ],
)
def test_days_are_read_as_british_pages_print_them(text: str, day: date | None) -> None:
    assert written_day(text) == day
