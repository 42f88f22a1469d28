"""The data package of written questions as Parquet: typed rows in steps, and plain words without pyarrow."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import RefusedInput
from briefs.loading.files import LoadState, load_paths
from briefs.readers.files import questions_parquet
from briefs.store.store import Store


def _row(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "house": "Commons",
        "uin": str(70_000 + number),
        "askingMemberId": 4_321,
        "dateTabled": datetime(2031, 3, 4),
        "dateAnswered": "2031-03-09T00:00:00",
        "questionText": f"To ask the Secretary of State for Ponds, how many newts live in pond {number}.",
        "answerText": f"<p>Pond {number} has nine newts.</p>",
        "answeringBodyId": 7,
        "answeringBodyName": "Department for Ponds",
        "answeringMemberId": 111.0,
        "isWithdrawn": False,
        "groupedQuestions": ["70001", "70002"],
        "heading": "Newts",
    }


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra parquet)")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.Table.from_pylist(rows), path)


def test_rows_are_read_in_steps_with_their_types(tmp_path: Path) -> None:
    path = tmp_path / "questions.parquet"
    number = questions_parquet.ROWS + 20
    _write(path, [_row(each) for each in range(number)])
    seen: list[LoadState] = []
    with Store.open(tmp_path / "data") as store:
        report = load_paths(store, [path], on_part=seen.append)
        assert (report.added, report.refused) == (number, 0)
        (record,) = store.find_uin("70005")
        again = load_paths(store, [path])
    assert [each.records for each in seen] == [questions_parquet.ROWS, number]
    assert seen[-1].done == seen[-1].of
    assert str(record.dates.tabled) == "2031-03-04"
    assert (record.asking_member_id, record.answering_member_id) == (4_321, 111)
    assert record.grouped_uins == ("70001", "70002")
    assert record.has_quotable_answer
    assert (again.added, again.unchanged) == (0, number)


def test_other_tables_and_damaged_files_are_refused(tmp_path: Path) -> None:
    _write(tmp_path / "a.parquet", [{"pond": 1, "newts": 9}])
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "b.parquet").write_bytes(whole[: len(whole) // 2])
    with Store.open(tmp_path / "data") as store:
        other, damaged = load_paths(store, [tmp_path / "a.parquet", tmp_path / "b.parquet"]).files
    assert "no written questions" in other.refused[0].reason
    assert "damaged" in damaged.refused[0].reason


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RefusedInput, match=r"pip install 'pqbrief\[parquet\]'.*CSV"):
        questions_parquet.rows("ponds.parquet", 0)
