from __future__ import annotations

from datetime import date

from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role
from briefs.render.record import record_as_text

QUESTION = Record(
    record_id="wq/commons/2025-01-07/99999",
    kind=Kind.WRITTEN_QUESTION,
    title="Harbours: Boats",
    house=House.COMMONS,
    uin="99999",
    dates=Dates(tabled=date(2025, 1, 7), answered=date(2025, 1, 15), cited=DateKind.ANSWERED),
    state=AnswerState.ANSWERED,
    people=(Person("Ann Example", "answering", "Minister for Harbours", "Quay Party", "Harbourside"),),
    passages=(
        Passage("To ask how many boats there are.", Part.QUESTION),
        Passage("There are 14 boats.", Part.ANSWER, "Ann Example", "Minister for Harbours", Role.MINISTER),
        Passage("They are \x1b[31mred.", Part.ANSWER, "Ann Example", "Minister for Harbours", Role.MINISTER),
    ),
)


def test_a_record_is_shown_with_its_citation_people_and_numbered_passages() -> None:
    lines = record_as_text(QUESTION).splitlines()
    assert lines[0].startswith("Harbours: Boats")
    assert lines[0].endswith("written question")
    assert " Cited as     HC Written Question 99999, answered 15 January 2025" in lines
    assert " Answering    Ann Example, Minister for Harbours (Quay Party; Harbourside)" in lines
    assert " Link         No link." in lines
    assert " ¶1    To ask how many boats there are." in lines
    assert " ¶2    There are 14 boats." in lines


def test_a_speaker_is_named_once_for_all_passages_in_a_row() -> None:
    assert record_as_text(QUESTION).count("Ann Example, Minister for Harbours · minister · answer") == 1


def test_the_text_of_a_record_cannot_command_the_terminal() -> None:
    assert "\x1b" not in record_as_text(QUESTION)
