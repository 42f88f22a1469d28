"""What a message to colleagues holds: UINs and the words of a question."""

from __future__ import annotations

import pytest

from briefs.question.message import asked_in, numbers, sure_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UIN 12345 and PQ HL77", ["12345", "HL77"]),
        ("12345", ["12345"]),
        ("in 2024 there were 12345 of them", []),
        ("HCWS12 was made", ["HCWS12"]),
        ("question no. 5", ["5"]),
    ],
)
def test_numbers_are_taken_where_they_are_named(text: str, found: list[str]) -> None:
    assert numbers(text) == found


def test_a_question_is_taken_without_whom_it_asks() -> None:
    asked = "To ask the Secretary of State for Coasts, what lamps are lit."
    assert asked_in(f"due today: {asked}") == "what lamps are lit"
    assert asked_in("To ask His Majesty's Government, what lamps are lit.") == "what lamps are lit"
    assert asked_in("what lamps are lit?") == ""


NUMBERS = [
    ("called so", "see UIN 21873, due today", ["21873"]),
    ("of the Lords", "hl8999 and HL9000 are ours", ["HL8999", "HL9000"]),
    ("alone", " 21873. ", ["21873"]),
    ("a question of a survey", "as question 4 of the survey has it", []),
    ("a year", "lighthouse lamps since 2019", []),
]


@pytest.mark.parametrize(("text", "found"), [row[1:] for row in NUMBERS], ids=[row[0] for row in NUMBERS])
def test_numbers_that_can_be_nothing_but_uins(text: str, found: list[str]) -> None:
    assert sure_numbers(text) == found
