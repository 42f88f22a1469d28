"""What is exported is read back the same, and a spoilt line spoils nothing else."""

from __future__ import annotations

import json
from datetime import date

from briefs.readers.common.base import SourceFile
from briefs.readers.files import export_lines as own_form
from briefs.records.exchange import record_to_dict
from briefs.records.model import AnswerState, Dates, House, Kind, Part, Passage, Person, Record, Role


def record(number: int) -> Record:
    return Record(
        record_id=f"own/pond-{number}",
        kind=Kind.DEBATE,
        title="Ponds",
        passages=(Passage("The pond is deep.", Part.SPEECH, "Ann Member", role=Role.MINISTER),),
        dates=Dates(happened=date(2020, 5, 4)),
        house=House.COMMONS,
        people=(Person("Ann Member", "speaking", office="Minister for Ponds"),),
        state=AnswerState.ANSWERED,
    )


def line(number: int) -> str:
    return json.dumps({"pqbrief": 1, **record_to_dict(record(number))})


def test_an_export_is_read_back() -> None:
    source = SourceFile("export.jsonl", f"{line(1)}\n{line(2)}\n".encode())
    assert own_form.detect(source)
    reading = own_form.read(source)
    assert reading.records == (record(1), record(2))
    assert reading.refused == ()


def test_a_spoilt_line_is_refused_with_its_number_and_the_rest_is_read() -> None:
    lines = [line(1), line(2)[:-30], '{"pqbrief": 1}', "[1]", line(5)]
    reading = own_form.read(SourceFile("export.jsonl", "\n".join(lines).encode()))
    assert [kept.record_id for kept in reading.records] == ["own/pond-1", "own/pond-5"]
    assert [refusal.place for refusal in reading.refused] == ["line 2", "line 3", "line 4"]


def test_other_json_is_not_of_our_form() -> None:
    for text in ('{"a": 1}', '[{"pqbrief": 1}]', '"pqbrief": 1', ""):
        assert not own_form.detect(SourceFile("x.json", text.encode()))
