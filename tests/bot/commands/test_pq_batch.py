"""Many questions at once: one line for each, in order, whatever is wrong with some of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.commands.pq_batch import answer_lines
from bot.settings import Settings
from briefs.library import Library

ASKED = "To ask the Minister for Harbours, how many patrol boats were found unfit."
RECORD = "own/harbour-question"


def run(folder: Path, lines: Iterable[bytes], *, notes: bool = False) -> tuple[list[dict[str, Any]], int]:
    stream = io.StringIO()
    with Library.open(folder) as library:
        failed = answer_lines(library, lines, stream, Settings(folder), notes=notes)
    return [json.loads(line) for line in stream.getvalue().splitlines()], failed


def test_a_line_is_answered_with_what_identifies_the_questions(own_data: Path) -> None:
    line = {"id": 7, "text": ASKED, "before": "2019-03-01", "asking_member_id": None, "answering_body_id": 3}
    answers, failed = run(own_data, [json.dumps(line).encode()])
    assert failed == 0
    assert [answer["id"] for answer in answers] == [7]
    (found,) = answers[0]["similar"]
    assert isinstance(found.pop("score"), float)
    assert found == {"record_id": RECORD, "source_id": None, "uin": "99999", "date_tabled": "2019-03-01"}


def test_a_line_is_answered_with_a_whole_note_as_of_its_day_where_notes_are_asked_for(own_data: Path) -> None:
    lines = [
        {"id": "own", "text": ASKED, "before": "2019-03-01"},
        {"id": "before", "text": ASKED, "before": "2019-02-01"},
        {"id": "none", "text": " "},
    ]
    answers, failed = run(own_data, [json.dumps(line).encode() for line in lines], notes=True)
    assert [answer["id"] for answer in answers] == ["own", "before", "none"]
    assert failed == 1
    assert "no words" in answers[2]["error"]
    own, before = (answer["note"] for answer in answers[:2])
    assert own["made"] == "2019-03-01"
    assert RECORD in {own["question"]["record_id"], *(source["record_id"] for source in own["sources"])}
    assert (before["made"], before["sources"], before["question"]["record_id"]) == ("2019-02-01", [], None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(b"{", "not JSON", id="not-json"),
        pytest.param(b"[]", "not an object", id="not-an-object"),
        pytest.param(b'{"id": NaN}', "not JSON", id="not-a-number"),
        pytest.param(b'{"id": 1}', '"text"', id="no-text"),
        pytest.param(b'{"text": "!"}', "no words", id="no-words"),
        pytest.param(b'{"text": "boats", "before": "soon"}', '"before"', id="no-date"),
        pytest.param(b'{"text": "boats", "before": 20190301}', '"before"', id="number-for-a-date"),
        pytest.param(b'{"text": "boats", "asking_member_id": "3"}', '"asking_member_id"', id="text-for-a-number"),
        pytest.param(b'{"text": "boats", "answering_body_id": -1}', '"answering_body_id"', id="below-nought"),
        pytest.param(b'{"text": "' + b"a" * 1_000_001 + b'"}', "too long", id="too-long"),
    ],
)
def test_a_line_that_cannot_be_answered_says_why_and_stops_no_other(own_data: Path, line: bytes, said: str) -> None:
    answers, failed = run(own_data, [line, b"", b'{"id": 2, "text": "boats"}'])
    assert failed == 1
    assert said in answers[0]["error"]
    assert "similar" not in answers[0]
    assert answers[1]["id"] == 2
    assert answers[1]["similar"]


def test_many_lines_are_answered_in_order_by_several_processes(own_data: Path) -> None:
    lines = [json.dumps({"id": n, "text": ASKED}).encode() if n % 9 else b'{"id": 0}' for n in range(60)]
    answers, failed = run(own_data, lines)
    assert failed == 7
    assert [answer["id"] for answer in answers] == [n if n % 9 else 0 for n in range(60)]
    assert {found["record_id"] for answer in answers for found in answer.get("similar", ())} == {RECORD}


def test_a_fault_while_reading_is_not_swallowed(own_data: Path) -> None:
    def lines() -> Iterable[bytes]:
        for n in range(50):
            yield json.dumps({"id": n, "text": ASKED}).encode()
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk is gone"):
        run(own_data, lines())
