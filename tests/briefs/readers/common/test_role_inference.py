"""The shape of an exchange shows who answers and who asks, or shows nothing."""

from __future__ import annotations

import pytest

from briefs.readers.common.role_inference import heard
from briefs.records.model import Kind, Role

STATEMENT = [
    "With permission, Mr Speaker, I will make a statement on trams. We are mending them.",
    "My Department has been clear that trams will run, and I have asked officials to see to it.",
    "I commend this statement to the House.",
    "I thank the Secretary of State for advance sight of her statement. Why are trams in my constituency late?",
    "I am grateful to the hon. Gentleman. We are mending his trams, and I can assure him that they will run.",
    "Will the Minister meet me to discuss trams in my constituency?",
    "I say to my hon. Friend that we will. I have already written to him.",
]


def test_a_statement_goes_minister_opposition_minister_backbencher_minister() -> None:
    shown = heard(STATEMENT, Kind.ORAL_STATEMENT)
    assert [(h.role, h.turn) for h in shown] == [
        (Role.MINISTER, 1),
        (Role.MINISTER, 1),
        (Role.MINISTER, 1),
        (Role.OPPOSITION, 2),
        (Role.MINISTER, 3),
        (Role.BACKBENCHER, 4),
        (Role.MINISTER, 5),
    ]


def test_the_chair_breaks_a_turn() -> None:
    shown = heard([*STATEMENT[:5], "Order. Members must be brief.", *STATEMENT[5:]], Kind.ORAL_STATEMENT)
    assert shown[5].role is Role.SPEAKER
    assert [h.role for h in shown[6:]] == [Role.BACKBENCHER, Role.MINISTER]


@pytest.mark.parametrize("kind", [Kind.DEBATE, Kind.NEWS])
def test_other_kinds_show_nothing(kind: Kind) -> None:
    assert {(h.role, h.turn) for h in heard(STATEMENT, kind)} == {(Role.UNKNOWN, None)}


@pytest.mark.parametrize("paragraphs", [[], ["One."], ["Order."] * 3], ids=["none", "one", "chair-only"])
def test_short_exchanges_do_not_fail(paragraphs: list[str]) -> None:
    assert len(heard(paragraphs, Kind.URGENT_QUESTION)) == len(paragraphs)
