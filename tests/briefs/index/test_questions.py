"""What the index of questions keeps of who is asked and what is asked."""

from __future__ import annotations

import pytest

from briefs.index.questions import after_opening, cut


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("the Secretary of State for Coasts, Harbours and Local Piers, ", "what the tide is."),
        ("the Secretary of State for Digital, Coasts, Media and Sport, ", "What the tide is."),
        ("the Member for Wick, representing the Harbour Commissioners, ", "how many piers are open."),
        ("the Chancellor of the Exchequer, ", "if he will, with the pilots and the Crown, lower dues."),
        ("His Majesty’s Government ", "what plans, if any, they have for piers."),
    ],
    ids=["three names", "four names", "representing", "a plain title", "the Lords"],
)
def test_the_name_of_an_office_is_not_cut_at_its_first_comma(who: str, asked: str) -> None:
    assert after_opening(f"To ask {who}{asked}") == asked
    assert cut(f"To ask {who}{asked}")[1] == cut(asked)[1]
