"""Sentences of the printed record: abbreviations do not end them, rows and items do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.language.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The hon. Member rose. She spoke.", ["The hon. Member rose.", "She spoke."], id="honourable"),
        pytest.param(
            "It is in vol. 12, col. 3. He read it.", ["It is in vol. 12, col. 3.", "He read it."], id="columns"
        ),
        pytest.param("It cost £1.5 million. It broke.", ["It cost £1.5 million.", "It broke."], id="decimal"),
        pytest.param("Lamp Co plc. Their staff left.", ["Lamp Co plc.", "Their staff left."], id="plc closes"),
        pytest.param("Notes: 1. The count is final.", ["Notes: 1. The count is final."], id="note number"),
        pytest.param("“It is dark.” He left.", ["“It is dark.”", "He left."], id="closing mark"),
        pytest.param("Year | Lamps\n2020 | 14", ["Year | Lamps", "2020 | 14"], id="table rows"),
        pytest.param(
            "The report says:\n\n“Lamps fail. Ships run aground.”",
            ["The report says:\n\n“Lamps fail.", "Ships run aground.”"],
            id="quotation after its introduction",
        ),
        pytest.param(
            "Lamps fail.\n“Ships run aground.”", ["Lamps fail.", "“Ships run aground.”"], id="quotation alone"
        ),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t ", [], id="white space"),
    ],
)
def test_a_text_is_cut_at_the_ends_of_its_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(max_size=300))
def test_spans_are_in_order_apart_and_cover_every_visible_character(text: str) -> None:
    spans = sentence_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(text[i].isspace() or i in covered for i in range(len(text)))
