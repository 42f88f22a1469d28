"""Whether a question is about one place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.topic.locality import is_local, names_place
from tests.making import question


@pytest.mark.parametrize(
    ("title", "topic", "local"),
    [
        pytest.param("Lamps: Finance", "lamps", False, id="of the whole country"),
        pytest.param("Lamps: Rutland", "lamps", True, id="a county"),
        pytest.param("Lamps: Rutland", "lamps in Rutland", False, id="the county that was asked for"),
        pytest.param("Rutland Lamplighters: Finance", "lamps", True, id="a county at the head of its heading"),
        pytest.param("Lamps: Samplesea", "lamps", True, id="the seat of who asks"),
    ],
)
def test_a_question_about_one_place_is_known(title: str, topic: str, local: bool) -> None:
    record = question("Nine lamps are lit.", title=title)
    asks, answers = record.passages
    asks = replace(asks, text="To ask the Secretary of State, how many lamps are lit.", constituency="Samplesea South")
    assert is_local(replace(record, passages=(asks, answers)), topic) is local


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("Rutland Lamplighters will receive nine lamps.", True),
        ("In Rutland nine lamps are lit, compared to 40 in England.", False),
        ("Lamps went to Rutland, Devon, Kent and Leeds.", False),
        ("Nine lamps are lit.", False),
    ],
)
def test_a_sentence_about_one_place_is_known(text: str, local: bool) -> None:
    assert names_place(question(text, title="Lamps"), text, "lamps") is local
    assert not names_place(question(text, title="Lamps"), text, "lamps in Rutland")
