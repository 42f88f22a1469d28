"""Bodies that answer in Parliament beside the Government are known in every form of their names."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter

import pytest

from briefs.names.bodies import answers_as, body_asked, not_government
from briefs.readers.apis import questions_api
from briefs.readers.common.base import SourceFile
from briefs.records.model import Part, Role
from tests.support import shared


@pytest.mark.parametrize(
    "name",
    [
        "Church Commissioners",
        "CHURCH COMMISSIONERS",
        "The Second Church Estates Commissioner",
        "House of Commons Commission",
        "Speaker's Committee on the Electoral Commission",
        "Speaker’s Committee for the Independent Parliamentary Standards Authority",
        "Electoral Commission Committee",
        "Public Accounts Commission",
        "Members Estimate Committee",
        "Senior Deputy Speaker",
        "Chairman of Committees",
        "House of Commons Service",
        "House of Lords Administration",
        "House of Lords administration",
        "House of Commons Administration",
    ],
)
def test_a_body_beside_the_government(name: str) -> None:
    assert not_government(name)
    assert answers_as(name) is Role.UNKNOWN


@pytest.mark.parametrize(
    "name",
    [
        None,
        "",
        "Home Office",
        "Leader of the House",
        "Prime Minister",
        "The Parliamentary Secretary (Electoral Commission)",
    ],
)
def test_the_government(name: str | None) -> None:
    assert not not_government(name)
    assert answers_as(name) is Role.MINISTER


@pytest.mark.parametrize(
    ("question", "body"),
    [
        (
            "To ask the hon. Member for Hythe, representing the Church Commissioners, what they own.",
            "Church Commissioners",
        ),
        ("To ask the Member for Hythe representing the Lamps Board what it owns.", "Lamps Board"),
        ("To ask the hon. Member for Hythe, Chair of the Public Accounts Commission, if", "Public Accounts Commission"),
        ("To ask the Second Church Estates Commissioner, how many", "Second Church Estates Commissioner"),
        ("To ask the Senior Deputy Speaker what plans there are.", "Senior Deputy Speaker"),
        ("To ask the Secretary of State for Oil, what the Church Commissioners told him.", None),
        ("To ask the Leader of the House what the role of the Lord Speaker is.", None),
        ("To ask His Majesty's Government what they have said on behalf of the National Audit Office.", None),
        ("What did the Church Commissioners do?", None),
    ],
)
def test_the_body_that_a_question_is_put_to(question: str, body: str | None) -> None:
    assert body_asked(question) == body


@pytest.mark.shared
def test_the_real_questions_put_to_such_bodies_are_answered_by_no_minister() -> None:
    path = shared("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [
            row
            for row in map(json.loads, lines)
            if re.search("Commission|Committee", row.get("answeringBodyName") or "")
        ]
    data = "\n".join(map(json.dumps, rows)).encode()
    answered: Counter[Role] = Counter()
    for record in questions_api.read(SourceFile("questions.jsonl", data)).records:
        assert body_asked(record.passages[0].text) == record.answering_body
        answered.update({passage.role for passage in record.passages if passage.part is Part.ANSWER})
    assert len(rows) == 71
    assert set(answered) == {Role.UNKNOWN}
