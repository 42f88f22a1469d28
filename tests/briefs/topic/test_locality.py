"""Whether a question is about one place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.topic.locality import is_local
from tests.making import question


@pytest.mark.parametrize(
    ("title", "topic", "local"),
    [
        pytest.param("Lamps: Finance", "lamps", False, id="of the whole country"),
        pytest.param("Lamps: Rutland", "lamps", True, id="a county"),
        pytest.param("Lamps: Rutland", "lamps in Rutland", False, id="the county that was asked for"),
        pytest.param("Lamps: Samplesea", "lamps", True, id="the seat of who asks"),
    ],
)
def test_a_question_about_one_place_is_known(title: str, topic: str, local: bool) -> None:
    record = question("Nine lamps are lit.", title=title)
    asks, answers = record.passages
    asks = replace(asks, text="To ask the Secretary of State, how many lamps are lit.", constituency="Samplesea South")
    assert is_local(replace(record, passages=(asks, answers)), topic) is local
