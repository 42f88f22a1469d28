"""An answer about another place says nothing about the one asked about."""

from __future__ import annotations

import pytest

from briefs.question.answers.elsewhere import is_elsewhere, names_elsewhere
from tests.briefs.question.invented import asked

ASK = "To ask the Secretary of State for Coasts, what steps she is taking to mend piers in {}."
CASES = [
    ("another place", ASK.format("Sampleshire"), ASK.format("Wickland"), True),
    ("the same place", ASK.format("Sampleshire"), ASK.format("Sampleshire"), False),
    ("a general answer", ASK.format("Sampleshire"), ASK.format("every county"), False),
    ("a general question", ASK.format("every county"), ASK.format("Wickland"), False),
    ("the whole country", ASK.format("Sampleshire"), ASK.format("England"), False),
]


@pytest.mark.parametrize(("one", "other", "elsewhere"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_only_a_place_of_its_own_is_elsewhere(one: str, other: str, elsewhere: bool) -> None:
    assert is_elsewhere(one, asked("5", other, "We mend them.", title="Piers")) is elsewhere


SENTENCES = [
    ("another place", "Ten piers were mended in Wickland.", True),
    ("the same place", "Ten piers were mended in Sampleshire.", False),
    ("a point of the compass in common", "Ten piers were mended in East Wickland.", True),
    ("no place", "Ten piers were mended.", False),
]


@pytest.mark.parametrize(("sentence", "away"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_a_sentence_about_another_place_is_elsewhere(sentence: str, away: bool) -> None:
    assert names_elsewhere(ASK.format("East Sampleshire"), sentence) is away
    assert not names_elsewhere(ASK.format("every county"), sentence)
