"""Written statements of Parliament's API, by its description: identity, maker in the office of the day, links."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from briefs.errors import RefusedInput
from briefs.records.citations import citation
from briefs.records.gaps import Gap
from briefs.records.model import House, Kind, Person, Role
from tests.briefs.readers.round_trip import read_as
from tests.support import shared

FORM = "Written Statements API JSON"


def value(**changes: Any) -> dict[str, Any]:
    """Return a statement's object as the API's description has it, in words of our own."""
    return {
        "id": 900,
        "memberId": 12,
        "member": {"id": 12, "name": "Ann Sample", "party": "Pond", "memberFrom": "Marsh East"},
        "memberRole": "Parliamentary Under-Secretary of State",
        "uin": "HCWS1200",
        "dateMade": "2031-12-17T00:00:00",
        "answeringBodyId": 7,
        "answeringBodyName": "Department for Ponds",
        "title": "Ducks: Census",
        "text": "<p>We counted 40 ducks &amp; geese.</p><p> </p><ul><li>Ducks</li><li>Geese</li></ul>",
        "house": "Commons",
        "noticeNumber": 1,
        "hasAttachments": False,
        "hasLinkedStatements": False,
        "linkedStatements": [],
        "attachments": [],
        **changes,
    }


def test_a_statement_has_its_identity_maker_and_words() -> None:
    (record,) = read_as(FORM, {"totalResults": 1, "results": [{"value": value(), "links": []}]}).records
    assert (record.record_id, record.kind) == ("ws/commons/2031-12-17/HCWS1200", Kind.WRITTEN_STATEMENT)
    assert (record.house, record.day, record.title) == (House.COMMONS, date(2031, 12, 17), "Ducks: Census")
    assert (record.reference, record.source_id, record.answering_body) == ("HCWS1200", 900, "Department for Ponds")
    assert record.url == "https://questions-statements.parliament.uk/written-statements/detail/2031-12-17/hcws1200"
    office = "Parliamentary Under-Secretary of State"
    assert record.people == (Person("Ann Sample", "making", office, "Pond", "Marsh East", 12),)
    assert [p.text for p in record.passages] == ["We counted 40 ducks & geese.", "Ducks\nGeese"]
    assert {(p.speaker, p.office, p.role) for p in record.passages} == {("Ann Sample", office, Role.MINISTER)}
    assert citation(record) == "HCWS1200, 17 December 2031"


@pytest.mark.parametrize(
    "wrapped",
    [
        pytest.param(lambda v: {"value": v, "links": []}, id="detail"),
        pytest.param(lambda v: v, id="object"),
        pytest.param(lambda v: [v], id="list"),
        pytest.param(
            lambda v: (json.dumps(v) + "\n" + json.dumps({**v, "uin": "HLWS2", "house": "Lords"})).encode(), id="lines"
        ),
    ],
)
def test_every_wrapping_gives_the_same_statement(wrapped: Any) -> None:
    assert read_as(FORM, wrapped(value())).records[0].record_id == "ws/commons/2031-12-17/HCWS1200"


def test_a_member_who_is_not_expanded_is_known_by_number() -> None:
    (record,) = read_as(FORM, value(member=None)).records
    assert (record.people, record.answering_member_id, record.passages[0].member_id) == ((), 12, 12)
    assert record.passages[0].office == "Parliamentary Under-Secretary of State"


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        pytest.param(
            {
                "linkedStatements": [
                    {"linkedStatementId": 8, "linkType": "CorrectedStatement", "linkDate": "2031-12-01T00:00:00"}
                ]
            },
            "It is linked to a corrected statement (number 8 of the source) of 1 December 2031.",
            id="corrects",
        ),
        pytest.param(
            {"linkedStatements": [{"linkType": "JointStatement"}]}, "It is linked to a joint statement.", id="joint"
        ),
        pytest.param(
            {"hasLinkedStatements": True},
            "It is linked to another statement, which the source does not name.",
            id="unnamed",
        ),
        pytest.param(
            {"attachments": [{"title": "Table", "url": "x"}]}, "Attached to it, and not held: “Table”.", id="attached"
        ),
        pytest.param({"hasAttachments": True}, "It has attachments, which are not held.", id="attachments alone"),
    ],
)
def test_what_belongs_to_a_statement_is_noted(changes: dict[str, Any], note: str) -> None:
    assert read_as(FORM, value(**changes)).records[0].notes == (note,)


@pytest.mark.parametrize("text", ["We counted the ducks and...", "word " * 51])
def test_a_clipped_text_is_never_quoted(text: str) -> None:
    (record,) = read_as(FORM, value(text=text)).records
    assert [p.quotable for p in record.passages] == [False]
    assert record.notes == (Gap.CLIPPED_STATEMENT,)


@pytest.mark.parametrize(
    ("field", "content"),
    [
        ("house", "Bicameral"),
        ("dateMade", None),
        ("dateMade", "17/12/2031"),
        ("uin", None),
        ("uin", "a b"),
        ("text", "<p> </p>"),
    ],
)
def test_a_field_that_is_wrong_is_named(field: str, content: object) -> None:
    with pytest.raises(RefusedInput, match=field):
        read_as(FORM, value(**{field: content}))


@pytest.mark.shared
def test_every_field_that_is_read_is_in_the_description() -> None:
    description = json.loads(shared("data", "openapi", "writtenquestions-api.json").read_bytes())
    assert set(value()) == set(description["components"]["schemas"]["StatementsViewModel"]["properties"])
