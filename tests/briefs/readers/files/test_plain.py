"""Prose of no known form becomes a document; data and code do not."""

from __future__ import annotations

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import SourceFile
from briefs.readers.files import plain
from briefs.records.model import Kind


def test_the_first_short_line_is_the_title() -> None:
    source = SourceFile("notes.txt", b"On ponds\n\nThe pond is deep.\n\nIt is wet.\nIt is cold.\n")
    assert plain.detect(source)
    (record,) = plain.read(source).records
    assert (record.kind, record.title, record.day) == (Kind.DOCUMENT, "On ponds", None)
    assert [passage.text for passage in record.passages] == ["The pond is deep.", "It is wet.\nIt is cold."]


@pytest.mark.parametrize("text", ["The pond is deep.", "The pond is deep. " * 20 + "\n\nIt is wet."])
def test_without_a_title_the_name_of_the_file_is_one(text: str) -> None:
    (record,) = plain.read(SourceFile("pond_notes 2020.txt", text.encode())).records
    assert record.title == "pond notes 2020"
    assert record.passages[0].text == text.split("\n\n", maxsplit=1)[0].strip()


def test_lines_are_paragraphs_where_nothing_else_parts_them() -> None:
    assert plain.split_paragraphs("One here.\nTwo here.\n") == ["One here.", "Two here."]


def test_lines_broken_for_a_page_are_joined() -> None:
    text = "The pond was deep and the ducks upon it were many in that year\nof rain, and nobody had counted them \
before the census came to\nthe marsh.\n\nThen they were counted, every one of them, by two officials and\na boy."
    first, second = plain.split_paragraphs(text)
    assert "\n" not in first + second
    assert first.endswith("came to the marsh.")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("12 345\n--- 99 %\n", "no words", id="no letters"),
        pytest.param("name,house,seat\nAnn,C,Marsh\nBob,C,Hill\nEve,L,\n", "table", id="comma-separated"),
        pytest.param("name\thouse\nAnn\tC\nBob\tC\nEve\tL\n", "table", id="tab-separated"),
        pytest.param("def f(x):\n    return {x: 1};\nclass A:\nimport os\n", "code", id="program"),
        pytest.param('{"a": "words here", "b": [1, 2]}', "data", id="JSON"),
        pytest.param('<?xml version="1.0"?><a><b>words</b></a>', "data", id="XML"),
        pytest.param("<publicwhip><speech>words</speech></publicwhip>", "data", id="XML without its declaration"),
    ],
)
def test_what_is_no_prose_is_refused(text: str, word: str) -> None:
    source = SourceFile("x.txt", text.encode())
    assert not plain.detect(source)
    with pytest.raises(RefusedInput, match=word):
        plain.read(source)


@pytest.mark.parametrize(
    "text",
    [
        "First, the pond is deep.\nSecond, it is wet.\nThird, it is cold.\n",
        "He asked (in 2020; twice) whether x == y.\n\nNobody knew.\n",
        "I < you, said the duck.",
    ],
)
def test_prose_with_marks_is_still_prose(text: str) -> None:
    assert plain.detect(SourceFile("x.txt", text.encode()))
