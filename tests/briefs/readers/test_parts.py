"""A large file of one thing a line is read in parts, and no line is lost, torn or read twice."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from briefs.errors import RefusedInput
from briefs.readers import parts
from briefs.readers.apis import questions_api
from briefs.readers.files import questions_table
from briefs.readers.parts import open_parts
from tests.briefs.readers.apis.test_questions_api import value
from tests.briefs.readers.files.test_questions_table import COLUMNS, row


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART_BYTES", 4_000)


def lines_file(path: Path, count: int) -> Path:
    text = "".join(json.dumps(value(uin=str(20_000 + n), id=n)) + "\n" for n in range(count))
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def table_file(path: Path, count: int) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for n in range(count):
        writer.writerow(row(uin=str(20_000 + n), answerText=f'He said "yes",\nthen {n}.\n\nIt\nis so.'))
    path.write_text(text.getvalue(), newline="")
    return path


@pytest.mark.parametrize("name", ["q.jsonl", "q.jsonl.gz"])
def test_json_lines_come_in_parts_that_hold_every_line_once(tmp_path: Path, name: str) -> None:
    found = list(open_parts(lines_file(tmp_path / name, 60)))
    assert len(found) > 3
    uins = [record.uin for source, _ in found for record in questions_api.read(source).records]
    assert uins == [str(20_000 + n) for n in range(60)]
    assert [behind for _, behind in found] == sorted(behind for _, behind in found)
    assert found[-1][1] == (tmp_path / name).stat().st_size


def test_a_table_is_cut_between_rows_and_never_inside_a_cell(tmp_path: Path) -> None:
    found = list(open_parts(table_file(tmp_path / "q.csv", 60)))
    assert len(found) > 3
    readings = [questions_table.read(source) for source, _ in found]
    assert not any(reading.refused for reading in readings)
    records = [record for reading in readings for record in reading.records]
    assert [record.uin for record in records] == [str(20_000 + n) for n in range(60)]
    assert all(f"then {n}." in str(record.passages) for n, record in enumerate(records))


def test_a_place_is_the_line_of_the_whole_file(tmp_path: Path) -> None:
    path = lines_file(tmp_path / "q.jsonl", 60)
    lines = path.read_bytes().split(b"\n")
    lines[41] = b'{"uin": broken'
    path.write_bytes(b"\n".join(lines))
    refused = [refusal for source, _ in open_parts(path) for refusal in questions_api.read(source).refused]
    assert [refusal.place for refusal in refused] == ["line 42"]


def test_a_row_of_a_table_is_refused_by_its_line_in_the_whole_file(tmp_path: Path) -> None:
    path = table_file(tmp_path / "q.csv", 60)
    data = path.read_bytes().replace(b"20050", b"no number")
    path.write_bytes(data)
    refused = [refusal for source, _ in open_parts(path) for refusal in questions_table.read(source).refused]
    line = data.count(b"\n", 0, data.index(b"no number")) + 1
    assert [refusal.place for refusal in refused] == [f"line {line}"]


def test_what_is_no_list_of_lines_is_given_whole(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("A long text about ponds. " * 1_000)
    ((source, behind),) = open_parts(path)
    assert source.data == path.read_bytes()
    assert behind == len(source.data)


def test_a_file_cut_short_while_it_was_packed_is_refused(tmp_path: Path) -> None:
    path = lines_file(tmp_path / "q.jsonl.gz", 400)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(RefusedInput, match="cut short"):
        list(open_parts(path))


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_MAX_LINE", 10_000)
    path = lines_file(tmp_path / "q.jsonl", 10)
    path.write_bytes(path.read_bytes() + b'{"x": "' + b"y" * 100_000)
    with pytest.raises(RefusedInput, match="longer than") as refused:
        list(open_parts(path))
    assert refused.value.place == "line 11"
