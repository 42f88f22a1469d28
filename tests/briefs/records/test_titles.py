"""The title of a record without what stands before its matter."""

from __future__ import annotations

import pytest

from briefs.records.titles import shown_title


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("[Fourth Allotted Day] — Lighthouse Lamps", "Lighthouse Lamps"),
        ("[Un-allotted Half Day] — Opposition Day — Lighthouse Lamps", "Lighthouse Lamps"),
        ("BACKBENCH BUSINESS - LIGHTHOUSE LAMPS", "LIGHTHOUSE LAMPS"),
        ("Lamps — Lighthouses", "Lamps — Lighthouses"),
        ("[Lords]", "[Lords]"),
    ],
)
def test_a_title_is_shown_without_its_rubric(title: str, shown: str) -> None:
    assert shown_title(title) == shown
