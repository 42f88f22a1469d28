"""A published table of written questions is read as the service's own answers are."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import SourceFile
from briefs.readers.files import questions_table
from briefs.readers.registry import reader_for
from briefs.records.model import AnswerState, Part

COLUMNS = (
    "id", "askingMemberId", "house", "memberHasInterest", "dateTabled", "dateForAnswer", "uin", "questionText",
    "answeringBodyId", "answeringBodyName", "isWithdrawn", "isNamedDay", "groupedQuestions", "answerIsHolding",
    "answerIsCorrection", "answeringMemberId", "correctingMemberId", "dateAnswered", "answerText",
    "originalAnswerText", "comparableAnswerText", "dateAnswerCorrected", "dateHoldingAnswer", "attachmentCount",
    "heading", "attachments", "groupedQuestionsDates", "twfy_id", "person_name", "url",
)  # fmt: skip


def row(**changes: Any) -> dict[str, Any]:
    return {
        "id": "7001",
        "askingMemberId": "21",
        "house": "Commons",
        "memberHasInterest": "False",
        "dateTabled": "2024-03-12T00:00:00",
        "dateForAnswer": "2024-03-15T00:00:00",
        "uin": "18001",
        "questionText": "To ask the Minister for Ponds, how many newts she has counted.",
        "answeringBodyId": "999",
        "answeringBodyName": "Department for Ponds",
        "isWithdrawn": "False",
        "isNamedDay": "True",
        "groupedQuestions": "[]",
        "answerIsHolding": "False",
        "answerIsCorrection": "False",
        "answeringMemberId": "111.0",
        "correctingMemberId": "",
        "dateAnswered": "2024-03-15T00:00:00",
        "answerText": "<p>We counted 40 newts.</p>\n<p>The count, made each year, goes on.</p>",
        "heading": "Newts: Census",
        "person_name": "Somebody",
        **changes,
    }


def table(*rows: dict[str, Any]) -> SourceFile:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return SourceFile("questions.csv", text.getvalue().encode())


def test_a_row_is_a_question_with_its_answer() -> None:
    source = table(row())
    assert reader_for(source).name == "a data package of written questions"
    (record,) = questions_table.read(source).records
    assert record.record_id == "wq/commons/2024-03-12/18001"
    assert (record.answering_body, record.answering_body_id, record.answering_member_id) == (
        "Department for Ponds",
        999,
        111,
    )
    assert (record.asking_member_id, record.named_day, record.declared_interest) == (21, True, False)
    assert record.dates.answered == date(2024, 3, 15)
    assert [p.text for p in record.passages if p.part is Part.ANSWER] == [
        "We counted 40 newts.",
        "The count, made each year, goes on.",
    ]
    assert all(passage.speaker is None for passage in record.passages)


@pytest.mark.parametrize(
    ("printed", "uins"),
    [
        ("['10000' '10002']", ("10000", "10002")),
        ("['10000', '10002']", ("10000", "10002")),
        ('["HL12"]', ("HL12",)),
        ("['18001' '10002']", ("10002",)),
        ("[]", ()),
        ("", ()),
        ("nan", ()),
        ("['" * 50, ()),
    ],
)
def test_lists_are_read_however_they_were_printed(printed: str, uins: tuple[str, ...]) -> None:
    (record,) = questions_table.read(table(row(groupedQuestions=printed))).records
    assert record.grouped_uins == uins


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"answerIsHolding": "True"}, AnswerState.HOLDING),
        ({"isWithdrawn": "True"}, AnswerState.WITHDRAWN),
        ({"answerIsCorrection": "True"}, AnswerState.CORRECTED),
        ({"answerIsHolding": "nan"}, AnswerState.ANSWERED),
        ({"answerText": "", "dateAnswered": "", "answeringMemberId": "nan"}, AnswerState.UNANSWERED),
    ],
)
def test_the_state_of_an_answer_is_read_from_its_columns(changes: dict[str, str], state: AnswerState) -> None:
    (record,) = questions_table.read(table(row(**changes))).records
    assert record.state is state


def test_a_row_that_cannot_be_read_is_refused_with_its_line_and_the_rest_is_read() -> None:
    source = table(row(answerText="One line.\nAnother line."), row(uin="18002", dateTabled="soon"), row(uin="18003"))
    reading = questions_table.read(source)
    assert [record.uin for record in reading.records] == ["18001", "18003"]
    (refusal,) = reading.refused
    assert refusal.place == "line 4"
    assert "dateTabled" in refusal.reason


def test_a_row_cut_short_is_refused() -> None:
    source = table(row())
    cut = SourceFile("q.csv", source.data + b"7002,22,Commons\r\n")
    reading = questions_table.read(cut)
    assert len(reading.records) == 1
    assert "fewer cells" in reading.refused[0].reason


def test_a_cell_of_boundless_length_is_refused() -> None:
    with pytest.raises(RefusedInput, match="damaged"):
        questions_table.read(table(row(answerText="x" * (questions_table.MAX_CELL + 1))))


def test_the_line_is_that_of_the_file_where_a_part_of_it_is_read() -> None:
    whole = table(row(uin="18002", dateTabled="soon"))
    part = SourceFile(whole.name, whole.data, lines_before=500)
    assert questions_table.read(part).refused[0].place.startswith("line 50")
