"""Whatever a person hands in becomes the questions in it, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from briefs.errors import NotFound, QueryError
from briefs.question.input import Given, UinChoice, read_input
from briefs.question.parse.numbers import numbers_in
from briefs.records.model import House
from briefs.store.store import Store
from tests.briefs.question.invented import LAMPS, asked

TODAY = date(2025, 3, 3)
SITE = "https://questions-statements.parliament.uk/written-questions/detail"
PIERS = "To ask His Majesty's Government what plans they have for the piers of Sampleshire."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store of three questions, two of one number."""
    with Store.open(tmp_path_factory.mktemp("desk")) as held:
        held.add(
            [
                asked("700", LAMPS, "Nine.", tabled=date(2024, 3, 1)),
                asked("700", LAMPS, "Ten.", tabled=date(2025, 1, 20)),
                asked("HL700", PIERS, tabled=date(2025, 1, 20), house=House.LORDS),
                asked("21873", LAMPS, "Ten.", tabled=date(2025, 1, 7)),
            ]
        )
        yield held


def only(given: tuple[Given, ...] | UinChoice) -> Given:
    """Return the one question that was handed in."""
    assert not isinstance(given, UinChoice)
    (one,) = given
    return one


NUMBERS = [
    ("21873", "wq/commons/2025-01-07/21873"),
    ("UIN 21873", "wq/commons/2025-01-07/21873"),
    ("PQ 21873 tabled 7 January", "wq/commons/2025-01-07/21873"),
    ("see UIN 21873, due today", "wq/commons/2025-01-07/21873"),
    ("PQ 21873 needed by 9 January 2025", "wq/commons/2025-01-07/21873"),
    ("700 tabled on 20 January 2025", "wq/commons/2025-01-20/700"),
    ("UIN 700, tabled 2024-03-01", "wq/commons/2024-03-01/700"),
    ("HL700", "wq/lords/2025-01-20/HL700"),
    ("hl 700", "wq/lords/2025-01-20/HL700"),
    ("700 Lords", "wq/lords/2025-01-20/HL700"),
    ("Commons 700 answered 8 March 2024", "wq/commons/2024-03-01/700"),
    ("UIN21873", "wq/commons/2025-01-07/21873"),
    ("Q21873", "wq/commons/2025-01-07/21873"),
    ("HC21873", "wq/commons/2025-01-07/21873"),
    ("WQ 21873", "wq/commons/2025-01-07/21873"),
    ("PQ21873.", "wq/commons/2025-01-07/21873"),
    ("no. 21873", "wq/commons/2025-01-07/21873"),
    ("#21873", "wq/commons/2025-01-07/21873"),
    ("21,873", "wq/commons/2025-01-07/21873"),
    ("Written Question (21873)", "wq/commons/2025-01-07/21873"),
    ("PQ21873 Department for Coasts", "wq/commons/2025-01-07/21873"),
    ("UIN 21873 Coasts", "wq/commons/2025-01-07/21873"),
    ("PQ 21873 DfC", "wq/commons/2025-01-07/21873"),
    ("21873?", "wq/commons/2025-01-07/21873"),
    ("W21873", "wq/commons/2025-01-07/21873"),
    ("UIN 021873", "wq/commons/2025-01-07/21873"),
    ("the answer to 21873", "wq/commons/2025-01-07/21873"),
    ("Please show me the reply to PQ 21873!", "wq/commons/2025-01-07/21873"),
    (f"{SITE}/2025-01-07/21873", "wq/commons/2025-01-07/21873"),
    (f"<{SITE}/2025-01-20/hl700|this one>", None),
    (f"<{SITE}/2025-01-20/hl700>", "wq/lords/2025-01-20/HL700"),
    ("https://www.theyworkforyou.com/wrans/?id=2025-01-07.21873.h", "wq/commons/2025-01-07/21873"),
]


@pytest.mark.parametrize(("typed", "record_id"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_a_number_or_link_gives_its_record(store: Store, typed: str, record_id: str | None) -> None:
    given = only(read_input(store, typed, TODAY))
    assert (given.record.record_id if given.record else None) == record_id


@pytest.mark.parametrize(
    "typed", ["21873, HL700", "UINs 21873 and HL700", "PQ21873; PQ HL 700", "21873\nHL700", "21873 / HL700"]
)
def test_several_numbers_give_their_records_in_order(store: Store, typed: str) -> None:
    given = read_input(store, typed, TODAY)
    assert not isinstance(given, UinChoice)
    assert [each.record.record_id for each in given if each.record] == [
        "wq/commons/2025-01-07/21873",
        "wq/lords/2025-01-20/HL700",
    ]


@pytest.mark.parametrize(
    ("typed", "uins"),
    [
        ("21873-21875", ("21873", "21874", "21875")),
        ("21873–21874", ("21873", "21874")),
        ("21873/21880", ("21873", "21880")),
        ("HL101-HL103", ("HL101", "HL102", "HL103")),
        ("HL101/102", ("HL101", "HL102")),
        ("PQ 21873/21880", ("21873", "21880")),
        ("UINs 00101 and 0102", ("101", "102")),
    ],
)
def test_a_run_of_numbers_gives_each(typed: str, uins: tuple[str, ...]) -> None:
    numbers = numbers_in(typed, TODAY)
    assert numbers is not None
    assert numbers.uins == uins


@pytest.mark.parametrize("typed", ["pq21873/2025", "21873/25", "21873-75", "PQ 100-900", "2024-25", "101/102/103"])
def test_figures_that_can_be_read_in_two_ways_are_refused_with_the_form_to_use(store: Store, typed: str) -> None:
    with pytest.raises(QueryError, match="write numbers as UIN 101, 102"):
        read_input(store, typed, TODAY)


def test_a_number_of_several_questions_among_others_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="give it alone"):
        read_input(store, "21873 and 700", TODAY)


def test_a_number_of_another_body_is_refused_with_the_form_to_use(store: Store) -> None:
    with pytest.raises(QueryError, match="give the number as UIN 21873"):
        read_input(store, "PQ21873 Sea Office", TODAY)


@pytest.mark.parametrize("typed", ["99999999", "UIN 99999999", "Q888888", "21873 and 99999999"])
def test_a_number_that_nobody_holds_says_how_to_fetch_it(store: Store, typed: str) -> None:
    with pytest.raises(NotFound, match="is stored: fetch it"):
        read_input(store, typed, TODAY)


@pytest.mark.parametrize("typed", ["Question Time 2024", "2024 lamps", "40% of lamps", "Q5 how many lamps are lit"])
def test_words_with_a_number_in_them_are_the_text_of_a_question(store: Store, typed: str) -> None:
    assert only(read_input(store, typed, TODAY)).record is None


def test_a_number_of_several_questions_is_a_choice(store: Store) -> None:
    choice = read_input(store, "UIN 700", TODAY)
    assert isinstance(choice, UinChoice)
    assert [record.dates.tabled for record in choice.records] == [date(2025, 1, 20), date(2024, 3, 1)]


@pytest.mark.parametrize("typed", ["UIN 99", "700 tabled 2 May 2024", f"{SITE}/2025-01-07/5"])
def test_what_is_not_held_is_said(store: Store, typed: str) -> None:
    with pytest.raises(NotFound, match="sync written-questions"):
        read_input(store, typed, TODAY)


@pytest.mark.parametrize(
    "typed", ["", " > ", "https://example.org/pier", "x" * 30_000], ids=["empty", "marks", "link", "long"]
)
def test_what_is_no_question_is_refused(store: Store, typed: str) -> None:
    with pytest.raises(QueryError):
        read_input(store, typed, TODAY)


PASTED = [
    LAMPS,
    f"> {LAMPS}",
    f"&gt; {LAMPS}",
    f"*{LAMPS}*",
    f"3. {LAMPS}",
    f"Ann Example (Sample Bay) (Lab): {LAMPS} [R] (45454)",
    f"{LAMPS} (Con, Sample Bay)",
    LAMPS.replace(" lamps ", "\n> lamps "),
    f"\u200b{LAMPS}\u00a0",
]


@pytest.mark.parametrize("typed", PASTED, ids=range(len(PASTED)))
def test_what_stands_around_a_question_is_taken_off(store: Store, typed: str) -> None:
    assert only(read_input(store, typed, TODAY)).text == LAMPS


def test_the_asker_the_interest_and_the_number_pasted_with_it_are_kept(store: Store) -> None:
    given = only(read_input(store, f"Ann Example (Sample Bay) (Lab): {LAMPS} [R] (45454)", TODAY))
    assert (given.asked_by, given.declared, given.uin) == ("Ann Example", True, "45454")


def test_a_number_pasted_with_its_question_names_the_record(store: Store) -> None:
    given = only(read_input(store, f"{LAMPS} [21873]", TODAY))
    assert given.record is not None
    assert given.record.record_id == "wq/commons/2025-01-07/21873"


def test_several_questions_are_told_apart(store: Store) -> None:
    given = read_input(store, f"1. {LAMPS} (11111)\n\n2. {PIERS}\nBo Sample (Wick) (Con)", TODAY)
    assert not isinstance(given, UinChoice)
    assert [one.text for one in given] == [LAMPS, PIERS]


def test_a_question_that_is_no_formal_one_is_taken_as_it_is(store: Store) -> None:
    assert (
        only(read_input(store, "How many lighthouse lamps were lit?", TODAY)).text
        == "How many lighthouse lamps were lit?"
    )
