"""A credit says a thing once."""

from __future__ import annotations

import pytest

from briefs.quotations.credit import in_office


@pytest.mark.parametrize(
    ("name", "office", "shown"),
    [
        ("Lamp Office spokesperson", "Lamp Office spokesperson", "Lamp Office spokesperson"),
        ("A spokesperson for the Lamp Office", "Lamp Office spokesperson", "A spokesperson for the Lamp Office"),
        ("Ann Example", "Minister for Lamps", "Ann Example, Minister for Lamps"),
        ("Ann Example", None, "Ann Example"),
    ],
)
def test_an_office_that_the_name_says_is_not_said_again(name: str, office: str | None, shown: str) -> None:
    assert in_office(name, office) == shown
