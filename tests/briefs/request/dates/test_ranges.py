"""The period that words name, for a request made on Sunday 22 November 2026."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest

from briefs.errors import QueryError
from briefs.records import sessions as sittings
from briefs.request.dates.ranges import find_period, read_period

TODAY = date(2026, 11, 22)

PERIODS = [
    ("crime since 2019", "2019-01-01", None, "since 2019"),
    ("crime from 2019", "2019-01-01", None, "from 2019"),
    ("crime from 2019 onwards", "2019-01-01", None, "from 2019 onwards"),
    ("crime from 2019 to date", "2019-01-01", None, "from 2019 to date"),
    ("crime after 2019", "2020-01-01", None, "after 2019"),
    ("crime until 2019", None, "2019-12-31", "until 2019"),
    ("crime up to March 2019", None, "2019-03-31", "up to March 2019"),
    ("crime before 2019", None, "2018-12-31", "before 2019"),
    ("crime before 3 March 2020", None, "2020-03-02", "before 3 March 2020"),
    ("crime since July 2016", "2016-07-01", None, "since July 2016"),
    ("crime since 2016-07-14", "2016-07-14", None, "since 2016-07-14"),
    ("crime since 14/7/2016", "2016-07-14", None, "since 14/7/2016"),
    ("crime since March 3, 2020", "2020-03-03", None, "since March 3, 2020"),
    ("crime since the 3rd of March 2020", "2020-03-03", None, "since the 3rd of March 2020"),
    ("crime since March", "2026-03-01", None, "since March"),
    ("crime since December", "2025-12-01", None, "since December"),
    ("crime since 3 December", "2025-12-03", None, "since 3 December"),
    ("crime since 2015 to 2018", "2015-01-01", "2018-12-31", "since 2015 to 2018"),
    ("crime since 2015 but not after all until 2018", "2015-01-01", "2018-12-31", "since 2015"),
    ("between Jan 2018 and March 2019", "2018-01-01", "2019-03-31", "between Jan 2018 and March 2019"),
    ("between January and March 2019", "2019-01-01", "2019-03-31", "between January and March 2019"),
    ("between 3 March and 5 April 2019", "2019-03-03", "2019-04-05", "between 3 March and 5 April 2019"),
    ("between 2018 and 2030", "2018-01-01", "2030-12-31", "between 2018 and 2030"),
    ("letters from May to July 2019", "2019-05-01", "2019-07-31", "from May to July 2019"),
    ("crime 2015 to 2018", "2015-01-01", "2018-12-31", "2015 to 2018"),
    ("crime 2015–2018", "2015-01-01", "2018-12-31", "2015–2018"),
    ("crime 2015-18", "2015-01-01", "2018-12-31", "2015-18"),
    ("crime Jan 2018 – Mar 2019", "2018-01-01", "2019-03-31", "Jan 2018 – Mar 2019"),
    ("in 2019", "2019-01-01", "2019-12-31", "in 2019"),
    ("in March 2019", "2019-03-01", "2019-03-31", "in March 2019"),
    ("during 2018", "2018-01-01", "2018-12-31", "during 2018"),
    ("in 2018 and 2019", "2018-01-01", "2019-12-31", "in 2018 and 2019"),
    ("in the 1990s", "1990-01-01", "1999-12-31", "in the 1990s"),
    ("on 3 March 2020", "2020-03-03", "2020-03-03", "on 3 March 2020"),
    ("on Monday 2nd June 2025", "2025-06-02", "2025-06-02", "on Monday 2nd June 2025"),
    ("crime on Tuesday", "2026-11-17", "2026-11-17", "on Tuesday"),
    ("crime on Sunday", "2026-11-15", "2026-11-15", "on Sunday"),
    ("last 2 years", "2024-11-22", "2026-11-22", "last 2 years"),
    ("over the past six months", "2026-05-22", "2026-11-22", "over the past six months"),
    ("the last few weeks", "2026-11-01", "2026-11-22", "the last few weeks"),
    ("past couple of days", "2026-11-20", "2026-11-22", "past couple of days"),
    ("the last year", "2025-11-22", "2026-11-22", "the last year"),
    ("in the past month", "2026-10-22", "2026-11-22", "in the past month"),
    ("last year", "2025-01-01", "2025-12-31", "last year"),
    ("since last year", "2025-01-01", None, "since last year"),
    ("last month", "2026-10-01", "2026-10-31", "last month"),
    ("last week", "2026-11-09", "2026-11-15", "last week"),
    ("last quarter", "2026-07-01", "2026-09-30", "last quarter"),
    ("this week", "2026-11-16", "2026-11-22", "this week"),
    ("this month", "2026-11-01", "2026-11-22", "this month"),
    ("this year", "2026-01-01", "2026-11-22", "this year"),
    ("said today", "2026-11-22", "2026-11-22", "today"),
    ("said yesterday", "2026-11-21", "2026-11-21", "yesterday"),
    ("a fortnight ago", "2026-11-02", "2026-11-08", "a fortnight ago"),
    ("since a fortnight ago", "2026-11-08", None, "since a fortnight ago"),
    ("two years ago", "2024-01-01", "2024-12-31", "two years ago"),
    ("three days ago", "2026-11-19", "2026-11-19", "three days ago"),
    ("spring 2020", "2020-03-01", "2020-05-31", "spring 2020"),
    ("winter 2019", "2019-12-01", "2020-02-29", "winter 2019"),
    ("winter 2019-20", "2019-12-01", "2020-02-29", "winter 2019-20"),
    ("last summer", "2026-06-01", "2026-08-31", "last summer"),
    ("last autumn", "2025-09-01", "2025-11-30", "last autumn"),
    ("budget 2018/19", "2018-04-01", "2019-03-31", "2018/19"),
    ("budget 2018-19", "2018-04-01", "2019-03-31", "2018-19"),
    ("budget 1999-00", "1999-04-01", "2000-03-31", "1999-00"),
    ("financial year 2018-19", "2018-04-01", "2019-03-31", "financial year 2018-19"),
    ("budget 2018-05", "2018-05-01", "2018-05-31", "2018-05"),
    ("Q1 2024", "2024-01-01", "2024-03-31", "Q1 2024"),
    ("2024 Q4", "2024-10-01", "2024-12-31", "2024 Q4"),
    ("third quarter of 2024", "2024-07-01", "2024-09-30", "third quarter of 2024"),
    ("since late 2019", "2019-09-01", None, "since late 2019"),
    ("since the start of 2020", "2020-01-01", None, "since the start of 2020"),
    ("until the end of March 2020", None, "2020-03-31", "until the end of March 2020"),
    ("this session", "2026-05-13", "2026-11-22", "this session"),
    ("in the last session", "2024-07-09", "2026-05-12", "in the last session"),
    ("this Parliament", "2024-07-09", "2026-11-22", "this Parliament"),
    ("last Parliament", "2019-12-17", "2024-07-08", "last Parliament"),
    ("session 2017-19", "2017-06-13", "2019-10-13", "session 2017-19"),
    ("since the last general election", "2024-07-04", None, "since the last general election"),
    ("since the 2019 general election", "2019-12-12", None, "since the 2019 general election"),
    ("before the 2019 election", None, "2019-12-11", "before the 2019 election"),
    ("policing budget 2018", "2018-01-01", "2018-12-31", "2018"),
    ("police May 2018", "2018-05-01", "2018-05-31", "May 2018"),
    ("piers between 2nd and 9th June 2021", "2021-06-02", "2021-06-09", "between 2nd and 9th June 2021"),
    (
        "between the 2nd and the 9th of June 2021",
        "2021-06-02",
        "2021-06-09",
        "between the 2nd and the 9th of June 2021",
    ),
    ("piers 2-9 June 2021", "2021-06-02", "2021-06-09", "2-9 June 2021"),
    ("piers 2nd–9th June 2021", "2021-06-02", "2021-06-09", "2nd–9th June 2021"),
    ("from 2 to 9 June 2021", "2021-06-02", "2021-06-09", "from 2 to 9 June 2021"),
    ("piers 2-9 June", "2026-06-02", "2026-06-09", "2-9 June"),
    ("piers June 2-9, 2021", "2021-06-02", "2021-06-09", "June 2-9, 2021"),
    ("piers 2 June 2021-9 June 2021", "2021-06-02", "2021-06-09", "2 June 2021-9 June 2021"),
    ("from 02/06/2021-09/06/2021", "2021-06-02", "2021-06-09", "from 02/06/2021-09/06/2021"),
    ("piers since '18", "2018-01-01", None, "since '18"),
    ("piers '18", "2018-01-01", "2018-12-31", "'18"),
    ("since June '18", "2018-06-01", None, "since June '18"),
    ("since Jun-18", "2018-06-01", None, "since Jun-18"),
    ("since June 98", "1998-06-01", None, "since June 98"),
    ("since 7 Dec 18", "2018-12-07", None, "since 7 Dec 18"),
    ("piers 7 Dec 18 to 9 Jan 19", "2018-12-07", "2019-01-09", "7 Dec 18 to 9 Jan 19"),
    ("since 2/6/18", "2018-06-02", None, "since 2/6/18"),
    ("since 06/2018", "2018-06-01", None, "since 06/2018"),
    ("piers 6/2018", "2018-06-01", "2018-06-30", "6/2018"),
    ("by the end of June 2021", None, "2021-06-30", "by the end of June 2021"),
    ("by 9 June 2021", None, "2021-06-09", "by 9 June 2021"),
    ("up to and including 9 June 2021", None, "2021-06-09", "up to and including 9 June 2021"),
    ("on or before 9 June 2021", None, "2021-06-09", "on or before 9 June 2021"),
    ("on or after 9 June 2021", "2021-06-09", None, "on or after 9 June 2021"),
    ("w/c 7 June 2021", "2021-06-07", "2021-06-13", "w/c 7 June 2021"),
    (
        "in the week beginning Monday 7 June 2021",
        "2021-06-07",
        "2021-06-13",
        "in the week beginning Monday 7 June 2021",
    ),
    ("week commencing 7/6/2021", "2021-06-07", "2021-06-13", "week commencing 7/6/2021"),
    ("not before 9 June 2021", "2021-06-09", None, "not before 9 June 2021"),
    ("no earlier than June 2021", "2021-06-01", None, "no earlier than June 2021"),
    ("not after 9 June 2021", None, "2021-06-09", "not after 9 June 2021"),
    ("no later than 9 June 2021", None, "2021-06-09", "no later than 9 June 2021"),
    ("later than 9 June 2021", "2021-06-10", None, "later than 9 June 2021"),
    ("earlier than 9 June 2021", None, "2021-06-08", "earlier than 9 June 2021"),
    ("until 9 June 2030", None, "2030-06-09", "until 9 June 2030"),
    ("piers 8th & 9th June 2021", "2021-06-08", "2021-06-09", "8th & 9th June 2021"),
    ("piers on 8 and 9 June 2021", "2021-06-08", "2021-06-09", "on 8 and 9 June 2021"),
    ("piers 7, 8 and 9 June 2021", "2021-06-07", "2021-06-09", "7, 8 and 9 June 2021"),
    ("piers June 8 & 9, 2021", "2021-06-08", "2021-06-09", "June 8 & 9, 2021"),
    ("from 2nd to 9th inclusive June 2021", "2021-06-02", "2021-06-09", "from 2nd to 9th inclusive June 2021"),
    ("piers 2 to 9 June 2021 (inclusive)", "2021-06-02", "2021-06-09", "2 to 9 June 2021 (inclusive)"),
    ("first half of 2021", "2021-01-01", "2021-06-30", "first half of 2021"),
    ("in the second half of 2021", "2021-07-01", "2021-12-31", "in the second half of 2021"),
    ("piers H2 2021", "2021-07-01", "2021-12-31", "H2 2021"),
    ("second half of June 2021", "2021-06-16", "2021-06-30", "second half of June 2021"),
    ("first half of 2020-21", "2020-04-01", "2020-09-30", "first half of 2020-21"),
    ("first quarter of 2021", "2021-01-01", "2021-03-31", "first quarter of 2021"),
    ("piers early June 2021", "2021-06-01", "2021-06-10", "early June 2021"),
    ("piers mid-June 2021", "2021-06-11", "2021-06-20", "mid-June 2021"),
    ("since late June 2021", "2021-06-21", None, "since late June 2021"),
    ("middle of 2021", "2021-05-01", "2021-08-31", "middle of 2021"),
    ("early April to late June 2021", "2021-04-01", "2021-06-30", "early April to late June 2021"),
    ("fortnight to 9 June 2021", "2021-05-27", "2021-06-09", "fortnight to 9 June 2021"),
    ("in the week to 9 June 2021", "2021-06-03", "2021-06-09", "in the week to 9 June 2021"),
    ("month to 9 June 2021", "2021-05-10", "2021-06-09", "month to 9 June 2021"),
    ("12 months to June 2021", "2020-07-01", "2021-06-30", "12 months to June 2021"),
    ("the week before 9 June 2021", "2021-06-02", "2021-06-08", "the week before 9 June 2021"),
    ("two weeks after 9 June 2021", "2021-06-10", "2021-06-23", "two weeks after 9 June 2021"),
    ("in the days after 9 June 2021", "2021-06-10", None, "after 9 June 2021"),
    ("in May and June 2021", "2021-05-01", "2021-06-30", "in May and June 2021"),
    ("since 9.6.21", "2021-06-09", None, "since 9.6.21"),
    ("piers 2.6.21 to 9.6.21", "2021-06-02", "2021-06-09", "2.6.21 to 9.6.21"),
    ("since 09.06.2021", "2021-06-09", None, "since 09.06.2021"),
    ("since 2021/06/09", "2021-06-09", None, "since 2021/06/09"),
    ("since 9th Setember 2021", "2021-09-09", None, "since 9th Setember 2021"),
    ("between 2nd and 9th Novmber 2021", "2021-11-02", "2021-11-09", "between 2nd and 9th Novmber 2021"),
    ("piers Decmber 2021", "2021-12-01", "2021-12-31", "Decmber 2021"),
    ("piers 9 Apirl 2021", "2021-04-09", "2021-04-09", "9 Apirl 2021"),
    ("week ending 13 June 2021", "2021-06-07", "2021-06-13", "week ending 13 June 2021"),
]


@pytest.mark.parametrize(("text", "since", "until", "phrase"), PERIODS, ids=[row[0] for row in PERIODS])
def test_a_period_is_found_with_the_words_that_name_it(
    text: str, since: str | None, until: str | None, phrase: str
) -> None:
    period = find_period(text, TODAY)
    assert period is not None
    assert (str(period.since or ""), str(period.until or "")) == (since or "", until or "")
    start, end = period.spans[0]
    assert text[start:end] == phrase


TOPICS = [
    "Theresa May",
    "May elections",
    "a letter from May",
    "Since You've Been Gone",
    "March of the living",
    "in March of the living",
    "Second World War 1939",
    "2012 Olympics",
    "in the 2012 Olympics",
    "turnout in the 2019 general election",
    "budget 2018 for police",
    "Article 50",
    "Equality Act 2010",
    "net zero by 2050",
    "net zero 2050",
    "funding until 2050",
    "petrol cars from 2030",
    "elections in May 2030",
    "paragraph 3.4.19 of the code",
    "early years 2-year-olds",
    "late payments",
    "half of pupils",
    "year to remember",
    "wages between 20th and 21st century towns",
    "the Marsh 2019 survey of fens",
    "inclusive schools",
    "between 1st and 2nd doses of a vaccine",
    "from 3rd to 4th place",
    "not before time",
    "no after school clubs",
    "two weeks to save the pier",
    "last year of life",
    "the last post",
    "the Today programme",
    "may the best win",
    "20 mayors",
    "section 31 of the Act",
    "1,900 homes of 2000 people",
    "first quarter",
    "spring statement",
    "the 1980s music",
    "24/7 care",
    "last 0 years",
    "last 999 decades",
    "between us and them",
    "lighting by 2020",
    "not only ports",
    "since 18 piers closed",
    "COVID-19",
]


@pytest.mark.parametrize("text", TOPICS, ids=TOPICS)
def test_words_of_the_topic_are_no_date(text: str) -> None:
    assert find_period(text, TODAY) is None


def test_a_protected_place_holds_no_date() -> None:
    assert find_period("Theresa May 2018 hearing", TODAY, [(0, 11)]) is None


def test_phrases_narrow_one_another() -> None:
    period = find_period("crime since 2015 in London before June 2018", TODAY)
    assert period is not None
    assert (period.since, period.until) == (date(2015, 1, 1), date(2018, 5, 31))
    assert len(period.spans) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("from 2019 to 2017", "ends .* before it begins", id="backwards"),
        pytest.param("since 2019 until 2018", "ends .* before it begins", id="until before since"),
        pytest.param("31 February 2019", "31 February 2019 is not a day", id="no such day"),
        pytest.param("29 February 2019", "29 February 2019 is not a day", id="no leap year"),
        pytest.param("in 2018 and 2020", "one period", id="two periods"),
        pytest.param("session 1992-93", "not known", id="unknown session"),
        pytest.param("session 2031-32", "not known", id="future session"),
        pytest.param("since the 2001 general election", "election", id="unknown election"),
        pytest.param("since 8/14/2018", "8/14/2018 is not a day", id="month first"),
        pytest.param("since 14/2018", "14/2018 is not a month", id="no such month"),
        pytest.param("30-31 June 2018", "31 June 2018 is not a day", id="no such day in a range"),
        pytest.param("since June 18", "18 June, or June 2018", id="a day or a year"),
        pytest.param("since 18", "not a date", id="figures alone"),
        pytest.param("since 2018 excluding 2020", "without gaps", id="excluding"),
        pytest.param("piers but not in 2020", "without gaps", id="not in"),
        pytest.param("piers except June 2020", "without gaps", id="except"),
        pytest.param("2 and 9 June 2021", "one of the days", id="two days"),
        pytest.param("2nd & 9th June 2021", "one of the days", id="two days joined by a mark"),
        pytest.param("1, 2 and 9 June 2021", "one of the days", id="three days"),
        pytest.param("since 2030", "in the future", id="since a year to come"),
        pytest.param("piers since 7 June 2030", "7 June 2030 is in the future", id="since a day to come"),
        pytest.param("piers on 7 June 2030", "in the future", id="on a day to come"),
        pytest.param("piers after 7/6/2030", "in the future", id="after a day to come"),
        pytest.param("piers between 7th and 9th June 2030", "in the future", id="range to come"),
        pytest.param("piers between 7th and 9th Foober 2019", "cannot be read as a date", id="no such month"),
        pytest.param("piers between 34th and 39th June 2019", "cannot be read as a date", id="no such days"),
    ],
)
def test_an_impossible_period_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        find_period(text, TODAY)


@pytest.mark.parametrize("when", [date(2009, 1, 1), date(2040, 1, 1)], ids=["before the table", "after the table"])
def test_a_session_outside_the_table_is_not_guessed(when: date) -> None:
    with pytest.raises(QueryError, match="not known"):
        find_period("this session", when)


FILTERS = [
    ("since", "2019", "2019-01-01", None),
    ("since", "jan 2019", "2019-01-01", None),
    ("until", "2019", None, "2019-12-31"),
    ("in", "2019", "2019-01-01", "2019-12-31"),
    ("in", "2018-2020", "2018-01-01", "2020-12-31"),
    ("in", "2015 to March 2016", "2015-01-01", "2016-03-31"),
    ("since", "last month", "2026-10-01", None),
    ("until", "2030", None, "2030-12-31"),
]


@pytest.mark.parametrize(("place", "value", "since", "until"), FILTERS, ids=[f"{row[0]}:{row[1]}" for row in FILTERS])
def test_a_filter_value_is_a_date(place: str, value: str, since: str | None, until: str | None) -> None:
    period = read_period(value, TODAY, place)
    assert (str(period.since or ""), str(period.until or "")) == (since or "", until or "")


@pytest.mark.parametrize("value", ["12.3.18", "12 mar 18"])
def test_other_forms_are_left_to_dateparser_day_first(value: str) -> None:
    assert read_period(value, TODAY, "since").since == date(2018, 3, 12)


@pytest.mark.parametrize(
    ("place", "value"),
    [("since", "rubbish"), ("since", "2031"), ("in", "31/2/2019"), ("until", "99999"), ("in", "")],
    ids=["no date", "future", "no such day", "no year", "empty"],
)
def test_a_filter_value_that_is_no_date_is_refused(place: str, value: str) -> None:
    with pytest.raises(QueryError):
        read_period(value, TODAY, place)


def test_sessions_and_parliaments_follow_one_another() -> None:
    starts = [start for start, _ in sittings.SESSIONS]
    assert all(earlier < later for earlier, later in pairwise(starts))
    assert set(sittings.PARLIAMENTS) <= set(starts)
    assert len(sittings.ELECTIONS) == len(sittings.PARLIAMENTS)


def test_plain_dates_do_not_load_dateparser() -> None:
    code = (
        "import sys; from datetime import date; from briefs.request.dates.ranges import find_period, read_period;"
        "find_period('police since July 2016', date(2026, 11, 22)); read_period('2019-03-31', date(2026, 11, 22));"
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
