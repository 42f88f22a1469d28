"""What an acronym stands for, as a text itself says it."""

from __future__ import annotations

import pytest

from briefs.names.acronyms import is_acronym, meanings_in

SAID = [
    ("We passed the Dockside Lighting Act 2016 (DLA) last year.", "DLA", ("Dockside Lighting Act 2016",)),
    ("Staff of the Heron and Otter Recovery Board (HORB) met.", "HORB", ("Heron and Otter Recovery Board",)),
    ("Every lantern repair and maintenance grant (LRMG) is paid.", "LRMG", ("lantern repair and maintenance grant",)),
    ("It rained. Harbour masters (HMs) were wet.", "HMs", ("Harbour masters",)),
    ("The DLA (Dockside Lighting Act 2016) is in force.", "DLA", ("Dockside Lighting Act 2016",)),
    (
        "A Quay Lamp Order (QLO) and a quiet library office (QLO) are two things.",
        "QLO",
        ("Quay Lamp Order", "quiet library office"),
    ),
    ("They spoke of lamps and lights (DLA) at length.", "DLA", ()),
    ("The act (DLA) is short.", "DLA", ()),
    ("It ended, they said; nothing (DLA) followed.", "DLA", ()),
    ("(DLA)", "DLA", ()),
    ("The DLA (see page 9) is in force.", "DLA", ()),
    ("", "DLA", ()),
]


@pytest.mark.parametrize(("text", "acronym", "meanings"), SAID, ids=[row[0][:30] or "empty" for row in SAID])
def test_a_long_form_is_read_as_it_is_printed(text: str, acronym: str, meanings: tuple[str, ...]) -> None:
    assert meanings_in(text, acronym) == meanings
    assert all(meaning in text for meaning in meanings)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("DLA", True), ("HMs", True), ("DfT", True), ("Dock", False), ("dla", False), ("A", False), ("DLA's", False)],
)
def test_an_acronym_is_known_by_its_capitals(word: str, expected: bool) -> None:
    assert is_acronym(word) is expected
