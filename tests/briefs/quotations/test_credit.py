"""A name and an office that say the same stand once in an attribution."""

from __future__ import annotations

import pytest

from briefs.quotations.credit import attribution, in_office
from briefs.records.model import Kind, Part, Passage, Record, Role


@pytest.mark.parametrize(
    ("name", "office", "shown"),
    [
        ("Lamp Office spokesperson", "Lamp Office spokesperson", "Lamp Office spokesperson"),
        ("A Lamp Office spokesperson", "Lamp Office Spokesperson", "A Lamp Office spokesperson"),
        ("The Prime Minister", "Prime Minister", "The Prime Minister"),
        ("Ann Other", "Minister for Lamps", "Ann Other, Minister for Lamps"),
        ("Ann Other", None, "Ann Other"),
    ],
)
def test_a_name_with_its_office(name: str, office: str | None, shown: str) -> None:
    assert in_office(name, office) == shown


@pytest.mark.parametrize(
    ("passage", "line"),
    [
        (Passage("x", speaker="Ann Other"), "Ann Other, role not known"),
        (Passage("x", speaker="Ann Other", party="Lab", constituency="Hythe"), "Ann Other (Hythe) (Lab)"),
        (Passage("x", speaker="Ann Other", role=Role.MINISTER), "Ann Other, minister, office not given in the record"),
        (Passage("x", speaker="The Prime Minister", role=Role.MINISTER), "The Prime Minister"),
        (Passage("x", speaker="Mr Speaker", office="Mr Speaker", role=Role.SPEAKER), "Mr Speaker"),
    ],
)
def test_who_speaks_in_a_debate(passage: Passage, line: str) -> None:
    assert attribution(Record("x/1", Kind.DEBATE, "Lamps", (passage,)), passage, 0, 1)[2] == line


@pytest.mark.parametrize(
    ("passage", "line"),
    [
        (Passage("x", Part.ANSWER, "Ann Other"), "Ann Other, answering for the Church Commissioners"),
        (Passage("x", Part.ANSWER), "Answer by the Church Commissioners, Member not named in the record"),
    ],
)
def test_who_answers_for_a_body_beside_the_government(passage: Passage, line: str) -> None:
    record = Record("x/1", Kind.WRITTEN_QUESTION, "Spires", (passage,), answering_body="Church Commissioners")
    assert attribution(record, passage, 0, 1)[2] == line


@pytest.mark.parametrize(
    ("speaker", "body", "line"),
    [
        ("Ann Other", "Department for Tides", "Ann Other (Hythe), answering for the Department for Tides"),
        ("Ann Other", "HM Harbourmaster", "Ann Other (Hythe), answering for HM Harbourmaster"),
        ("The Tide Office", "Tide Office", "The Tide Office (Hythe)"),
    ],
)
def test_a_minister_of_no_known_office_is_shown_with_the_body_answered_for(speaker: str, body: str, line: str) -> None:
    passage = Passage("x", Part.ANSWER, speaker, role=Role.MINISTER, constituency="Hythe")
    record = Record("x/1", Kind.WRITTEN_QUESTION, "Tides", (passage,), answering_body=body)
    assert attribution(record, passage, 0, 1)[2] == line


@pytest.mark.parametrize(
    ("by_parliament", "lists"), [(True, "Parliament’s list of Members"), (False, "the lists of Members")]
)
def test_the_lists_are_called_parliaments_only_where_they_are(by_parliament: bool, lists: str) -> None:
    passage = Passage("x", speaker="Ann Other", constituency="Hythe", named_by_id=True, by_parliament=by_parliament)
    record = Record("x/1", Kind.DEBATE, "Tides", (passage,))
    assert attribution(record, passage, 0, 1)[2] == f"Ann Other (Hythe), named from {lists}"
