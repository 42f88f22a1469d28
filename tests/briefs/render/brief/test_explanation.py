"""Why a sentence was chosen, in text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefs.library import Library
from briefs.render.brief.explanation import explanation_as_text
from briefs.topic.pipeline import explain_brief
from tests.making import lamps


def test_each_item_is_explained_and_the_next_best_are_named_with_the_reason_against_them(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.store.add([lamps()])
        explained = explain_brief(library, "lighthouse lamps", length="short", today=date(2022, 1, 1))
    text = explanation_as_text(explained, width=100)
    for section in explained.brief.sections:
        for item in section.items:
            assert item.text.split(".")[0][:40] in text
    assert "figure +" in text
    assert "not taken: is part of another item" in text
