"""Valid JSON loads in whatever layout it is printed; what is broken is refused with the true reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import SourceFile
from briefs.readers.common.json_rows import json_rows, json_values
from briefs.readers.registry import reader_for
from tests.briefs.readers.apis.test_questions_api import value

ROWS = [value(uin="501", questionText="To ask who feeds the ducks."), value(uin="502"), value(uin="503")]
ITEMS = [{"value": row, "links": []} for row in ROWS]
LIST = {"totalResults": 3, "results": ITEMS}
DEBATE = {
    "Overview": {
        "ExtId": "BBBB1111-0000-4000-8000-000000000001",
        "Title": "Duck Ponds",
        "Date": "2018-05-08T00:00:00",
        "House": "Commons",
        "Location": "Commons Chamber",
    },
    "Navigator": [],
    "Items": [
        {"ItemType": "Contribution", "ItemId": n, "AttributedTo": "Ann Member", "Value": text, "HRSTag": "hs_Para"}
        for n, text in enumerate(["I rise to speak of ponds.", "They are deep.", "They are wet."])
    ],
    "ChildDebates": [],
}


def dumps(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False)


def a_row_a_line(head: str, rows: list[Any], foot: str) -> str:
    return head + "\n" + ",\n".join(map(dumps, rows)) + "\n" + foot


LAYOUTS = {
    "on one line": dumps(LIST),
    "indented": json.dumps(LIST, indent=2),
    "with tabs": json.dumps(LIST, indent="\t"),
    "a row a line": a_row_a_line('{"totalResults":3,"results":[', ITEMS, "]}"),
    "the bracket alone": a_row_a_line("[", ITEMS, "]"),
    "the first row beside the bracket": "[" + ",\n".join(map(dumps, ITEMS)) + "]",
    "commas at the beginning": "[" + "\n,".join(map(dumps, ITEMS)) + "\n]",
    "commas on lines of their own": "[\n" + "\n,\n".join(map(dumps, ITEMS)) + "\n]",
    "JSON lines": "\n".join(map(dumps, ROWS)),
    "JSON lines of items": "\n".join(map(dumps, ITEMS)) + "\n",
    "blank lines between": "\n\n  \n" + "\n\n\n".join(map(dumps, ROWS)) + "\n\n",
    "Windows line ends": "\r\n".join(map(dumps, ROWS)) + "\r\n",
    "white space at the end": dumps(LIST) + "  \n\t\n ",
    "a byte-order mark": "\ufeff" + dumps(LIST),
    "a byte-order mark, a row a line": "\ufeff" + a_row_a_line("[", ITEMS, "]"),
    "a byte-order mark, JSON lines": "\ufeff" + "\n".join(map(dumps, ROWS)),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_each_layout_gives_the_same_questions(text: str) -> None:
    source = SourceFile("x.json", text.encode())
    reading = reader_for(source).read(source)
    assert ([record.uin for record in reading.records], reading.refused) == (["501", "502", "503"], ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(dumps(DEBATE), id="on one line"),
        pytest.param(json.dumps(DEBATE, indent=1), id="indented"),
        pytest.param(
            a_row_a_line(dumps({**DEBATE, "Items": None, "ChildDebates": None})[:-1].replace('"Items": null, ', "")
            .replace(', "ChildDebates": null', "") + ',"Items":[', DEBATE["Items"], '],"ChildDebates":[]}'),  # type: ignore[arg-type]
            id="an item a line",
        ),
    ],
)  # fmt: skip
def test_each_layout_gives_the_same_debate(text: str) -> None:
    source = SourceFile("x.json", text.encode())
    reading = reader_for(source).read(source)
    (record,) = reading.records
    assert (record.title, len(record.passages), reading.refused) == ("Duck Ponds", 3, ())


def test_a_line_end_of_another_script_within_a_string_is_no_fault() -> None:
    text = a_row_a_line("[", [{"value": value(answerText="Deep.\u2028Wet.\x85Cold.")}], "]")
    ((_, row),) = json_rows(SourceFile("x", text.encode()))
    assert isinstance(row, dict)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (a_row_a_line("[", ITEMS, ""), "line 5"),
        (a_row_a_line("[", [*ITEMS, 5], "]").replace('"502"', "502x"), "line 3"),
        (dumps(LIST)[:-1], "character"),
        ('{"a": 1,\n"b": }', "expecting value at line 2, character 6"),
    ],
)
def test_what_is_broken_is_refused_as_a_whole_with_the_line(text: str, why: str) -> None:
    with pytest.raises(RefusedInput, match=why):
        list(json_values(SourceFile("x", text.encode())))


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_a_broken_line_of_json_lines_loses_itself_alone(broken: int) -> None:
    lines = [dumps(row) for row in ROWS]
    lines[broken] = lines[broken][:-4]
    found = list(json_values(SourceFile("x", "\n".join(lines).encode())))
    assert [isinstance(found[at][1], RefusedInput) for at in range(3)] == [at == broken for at in range(3)]
    assert [place for place, _ in found] == ["line 1", "line 2", "line 3"]


@pytest.mark.parametrize(
    ("text", "most"),
    [
        pytest.param(a_row_a_line("[", [{"a": "x" * 200}] * 20_000, "]"), 1.1, id="a row a line"),
        pytest.param(dumps([{"a": "x" * 200}] * 20_000) + "\n", 1.1, id="one line"),
        pytest.param("\n".join([dumps({"a": "x" * 200})] * 20_000), 1.1, id="JSON lines"),
    ],
)
def test_a_large_list_is_not_parsed_again_line_by_line(text: str, most: float, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = 0
    loads = json.loads

    def counting(text: str, **options: Any) -> Any:
        nonlocal parsed
        parsed += len(text)
        return loads(text, **options)

    monkeypatch.setattr("briefs.readers.common.json_rows.json.loads", counting)
    assert sum(1 for _ in json_rows(SourceFile("x", text.encode()))) == 20_000
    assert parsed < most * len(text)
