"""Pointers are read as departments and Members print them, and only those."""

from __future__ import annotations

import time
from datetime import date

import pytest

from briefs.question.references.model import DayMeans, Names, PointerForm
from briefs.question.references.references import find_pointers
from briefs.records.model import House

UNTIL = date(2025, 3, 3)
D = date

FORMS = [
    ("I refer the hon. Member to the answer I gave on 9 December 2024 to Question 7113.", ["7113"], D(2024, 12, 9)),
    ("I refer him to the answer provided on 19 February in response to Question 9575.", ["9575"], D(2025, 2, 19)),
    ("I refer the hon. Member to the answer given to Question UIN 586 on 22 July 2024.", ["586"], D(2024, 7, 22)),
    ("I refer her to the answer of 31 October 2024, Official Report, PQ 8943.", ["8943"], D(2024, 10, 31)),
    ("The figures were given before (PQ 92286).", ["92286"], None),
    ("I refer the hon. Member to UIN 36399.", ["36399"], None),
    (
        "I refer the hon. Member to the answers given to Questions 112661-65.",
        [str(n) for n in range(112661, 112666)],
        None,
    ),
    ("I refer him to the answers of 4 June 2024 to Questions 501, 502 and 503.", ["501", "502", "503"], D(2024, 6, 4)),
    ("I refer the hon. Member back to PQ69066 and to PQ54767.", ["69066", "54767"], None),
    (
        "when she plans to respond to Questions (a) 5477 and (b) 5478 tabled on 6 December 2024",
        ["5477", "5478"],
        D(2024, 12, 6),
    ),
    ("I refer my hon. Friend to the answer given to Question HL604 on 11 December 2024.", ["HL604"], D(2024, 12, 11)),
    ("I refer the Hon Member to the answer on 23 June 2024 (HL 8406).", ["HL8406"], D(2024, 6, 23)),
    (
        "I refer to the answer to Question 29127 from the hon. Member for Wick and Wold on 14 February 2025.",
        ["29127"],
        D(2025, 2, 14),
    ),
    ("As set out in the Answer to 10968, this is under way.", ["10968"], None),
    ("I refer the member to my previous answer dated 20/01/2025 [UIN 23400].", ["23400"], D(2025, 1, 20)),
    ("I refer back to the answer to UIN 5635 on 14th December.", ["5635"], D(2024, 12, 14)),
    ("pursuant to the Answer of 12 February 2025 to Question 70 on Buoys, whether", ["70"], D(2025, 2, 12)),
]


@pytest.mark.parametrize(("text", "uins", "day"), FORMS, ids=[text[:60] for text, _, _ in FORMS])
def test_a_form_gives_its_numbers_and_its_day(text: str, uins: list[str], day: date | None) -> None:
    (pointer,) = find_pointers(text, UNTIL)
    assert (list(pointer.uins), pointer.day) == (uins, day)
    assert text[pointer.start : pointer.end] == pointer.text


NONE = [
    "Question 2 of the survey was put to 400 households.",
    "The data for questions 1 and 2 are not held.",
    "The Regulation (EU) No 2017/893 still applies.",
    "A further 607 claims were answered in writing on 4 March 2025.",
    "The report, HL 258, was published on 20 October 2024.",
    "Project WQ0106 ended.",
    "In response to the consultation, 1,200 people replied.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert find_pointers(text, UNTIL) == ()


def test_two_answers_have_each_their_own_day() -> None:
    text = (
        "pursuant to the Answer of 5 September 2024 to Question 3748 on Lamps and to the Answer of 9 September 2024 to "
        "Question 2980 on Lamps and Buoys, what other steps he is taking."
    )
    assert [(p.uins, p.day, p.heading) for p in find_pointers(text, UNTIL)] == [
        (("3748",), D(2024, 9, 5), "Lamps"),
        (("2980",), D(2024, 9, 9), "Lamps and Buoys"),
    ]


def test_a_day_of_tabling_is_told_from_a_day_of_answer() -> None:
    (pointer,) = find_pointers(
        "when he plans to answer Question 18061, tabled by the hon. Member on 4 December 2024.", UNTIL
    )
    assert pointer.means is DayMeans.TABLED


def test_a_link_gives_the_day_of_tabling_and_joins_the_number_beside_it() -> None:
    link = "https://questions-statements.parliament.uk/written-questions/detail/2024-11-06/12968"
    (alone,) = find_pointers(f"It is here: {link}", UNTIL)
    assert (alone.names, alone.uins, alone.tabled) == (Names.LINK, ("12968",), D(2024, 11, 6))
    (joined,) = find_pointers(f"I refer her to my response to Question 12968 on 12 November 2024: {link}", UNTIL)
    assert (joined.names, joined.day, joined.tabled) == (Names.UIN, D(2024, 11, 12), D(2024, 11, 6))


COLUMNS = [
    ("I refer him to the reply of 12 June 2009, Official Report, column 1069W.", "1069W", None),
    ("I refer her to the answer of 21 July 2009, Official Report, columns 1652-653W.", "1652-653W", None),
    ("further to the Written Answer by Lord Sample on 5 October 2009 (WA 392), which", "WA 392", House.LORDS),
]


@pytest.mark.parametrize(("text", "column", "house"), COLUMNS)
def test_a_column_of_the_official_report(text: str, column: str, house: House | None) -> None:
    (pointer,) = find_pointers(text, UNTIL)
    assert (pointer.names, pointer.column, pointer.house) == (Names.COLUMN, column, house)


def test_a_statement_is_no_question() -> None:
    (pointer,) = find_pointers("I refer the hon. Member to the written statement of 19 December 2024 (HCWS161).", UNTIL)
    assert (pointer.names, pointer.uins, pointer.day) == (Names.STATEMENT, ("HCWS161",), D(2024, 12, 19))


def test_an_answer_named_by_its_day_alone_has_no_number() -> None:
    (pointer,) = find_pointers(
        "I refer him to the answer given to the hon. Member for Wick on 14 February 2025.", UNTIL
    )
    assert (pointer.names, pointer.uins, pointer.day) == (Names.DAY, (), D(2025, 2, 14))


def test_an_answer_reproduced_says_so() -> None:
    text = "As said on 27 November 2024 in answer to Question 2945, which for ease of reference is reproduced below:"
    (pointer,) = find_pointers(text, UNTIL)
    assert (pointer.form, pointer.repeats) == (PointerForm.REPEATED, True)


def test_a_hostile_text_takes_no_time() -> None:
    assert find_pointers("Question 1, " * 5_000 + "(" * 20_000, UNTIL) is not None


def test_a_bracket_that_is_opened_is_closed() -> None:
    (pointer,) = find_pointers("I refer him to the Written Statement made on 21 November 2024 (HCWS244).", UNTIL)
    assert pointer.text == "21 November 2024 (HCWS244)"


@pytest.mark.parametrize(
    "unit",
    [
        " UIN 54321",
        " pursuant to the Answer of 3 February 2025 to Question 5501 on Foghorns,",
        " I refer to the answer of 3 February 2025",
        " Official Report, columns 12-13W, 3 February",
        " Question 6612 on Lamps",
    ],
)
def test_many_numbers_take_no_longer_each_than_few(unit: str) -> None:
    def seconds(times: int) -> float:
        text = "To ask the Minister for Coasts" + unit * times
        began = time.process_time()
        find_pointers(text, date(2025, 3, 3))
        return time.process_time() - began

    seconds(5)
    assert seconds(3_200) < 20 * (min(seconds(400) for _ in range(3)) + 0.01)
