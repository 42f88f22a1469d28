"""A request for an acronym that the records spell out, over a real store and a real index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.topic.acronyms import learned
from briefs.topic.pipeline import make_brief
from tests.making import question

OWN = """
shared = ["QLO"]
[subject.tide-table]
names = ["quarterly lunar outlook"]
acronyms = ["QLO"]
[subject.other]
names = ["quilt loan office"]
acronyms = ["QLO", "TKB"]
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "aliases.toml").write_text(OWN, encoding="utf-8")
    said = [
        "The Dockside Lighting Act 2016 (DLA) requires every harbour to light its quays from dusk.",
        "Under the Dockside Lighting Act 2016 (DLA) the Department paid £4 million to twelve harbours.",
        "The Danish Lamp Archive (DLA) lent 40 lamps to the museum in May.",
        "The DLA will be reviewed by the Department before the end of the year.",
        "The Quay Lamp Order (QLO) will be laid before Parliament in the spring.",
        "Twelve towns have a tidal kite board (TKB) and the Department will fund four more.",
    ]
    with Library.open(tmp_path) as opened:
        opened.store.add(
            question(text, record_id=f"wq/commons/2021-03-02/{n}", uin=str(n), title=f"Quays: {n}")
            for n, text in enumerate(said, 100)
        )
        yield opened


def test_the_meanings_are_counted_by_records(library: Library) -> None:
    assert learned(library, "DLA").most_common() == [("Dockside Lighting Act 2016", 2), ("Danish Lamp Archive", 1)]
    assert learned(library, "ZZZ").most_common() == []


def test_an_acronym_of_no_table_is_read_as_the_records_mostly_spell_it(library: Library) -> None:
    brief = make_brief(library, "TKB")
    assert any("tidal kite board" in item.text for section in brief.sections for item in section.items)
    assert "“TKB” is read as tidal kite board; write quilt loan office in full for that." in brief.notes


def test_the_acronym_alone_tells_nothing_where_the_records_mean_two_things_by_it(library: Library) -> None:
    brief = make_brief(library, "DLA")
    texts = " ".join(item.text for section in brief.sections for item in section.items)
    assert "Dockside Lighting Act 2016" in texts
    assert "Danish Lamp Archive" not in texts


def test_a_choice_of_the_table_that_no_record_names_is_left_to_the_records(library: Library) -> None:
    brief = make_brief(library, "QLO")
    assert any("Quay Lamp Order" in item.text for section in brief.sections for item in section.items)
    note = next(note for note in brief.notes if note.startswith("“QLO” is read as Quay Lamp Order"))
    assert "quarterly lunar outlook or quilt loan office" in note


def test_a_meaning_of_the_table_that_the_records_name_stays(library: Library) -> None:
    library.store.add(
        [
            question(
                "The quilt loan office lent 900 quilts at a cost of £3 million in the year to May.",
                record_id="wq/commons/2021-03-02/9",
                uin="9",
            )
        ]
    )
    brief = make_brief(library, "TKB")
    assert any("quilt loan office" in item.text for section in brief.sections for item in section.items)
