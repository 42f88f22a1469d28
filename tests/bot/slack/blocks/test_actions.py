from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blocks.actions import Press, Pressed, read_press, value_of


@pytest.mark.parametrize(
    "action",
    [
        pytest.param({}, id="empty"),
        pytest.param({"action_id": "brief_share"}, id="no-value"),
        pytest.param({"action_id": "brief_open", "value": ":2"}, id="no-brief"),
        pytest.param({"action_id": "section_more", "value": "k3"}, id="no-section"),
        pytest.param({"action_id": "brief_suggestion:0", "value": "k3"}, id="no-suggestion"),
        pytest.param({"action_id": "drop_tables", "value": "k3"}, id="unknown-action"),
        pytest.param({"action_id": "brief_share", "value": "../../k3"}, id="path"),
        pytest.param({"action_id": "brief_share", "value": "k3:1:2"}, id="two-numbers"),
        pytest.param({"action_id": "brief_share", "value": "k" * 65}, id="long"),
        pytest.param({"action_id": "brief_share", "value": "k3\n"}, id="line-end"),
        pytest.param({"action_id": "brief_share:x", "value": "k3"}, id="no-number"),
    ],
)
def test_a_press_that_was_tampered_with_is_none(action: dict[str, str]) -> None:
    assert read_press(action) is None


@given(st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True), st.integers(0, 9_999))
def test_a_value_is_read_back(brief_id: str, number: int) -> None:
    action = {"action_id": f"{Press.MORE}:3", "value": value_of(brief_id, number)}
    assert read_press(action) == Pressed(Press.MORE, brief_id, number)


def test_a_new_brief_has_no_id() -> None:
    assert read_press({"action_id": Press.NEW}) == Pressed(Press.NEW, "")


OF_A_PLACE = (Press.MORE, Press.LESS, Press.SUGGESTION, Press.CHOICE)


@pytest.mark.parametrize("press", [press for press in Press if press not in OF_A_PLACE])
def test_a_press_on_a_whole_brief_needs_no_number(press: Press) -> None:
    assert read_press({"action_id": press, "value": "k3"}) == Pressed(press, "k3")


def test_an_id_that_is_not_plain_is_refused() -> None:
    with pytest.raises(ValueError, match="id"):
        value_of("a b")
